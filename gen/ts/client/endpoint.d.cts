import type { TransportSettings } from "./transport.cjs";
/**
 * Returns the base of all URLs of an endpoint, without a slash at the end.
 *
 * @param fallback is the endpoint of production.
 * @param bare says whether the endpoint may be `host:port`, as gRPC writes it.
 */
export declare function baseUrl({ endpoint, insecure }: TransportSettings, fallback: string, bare: boolean): string;
