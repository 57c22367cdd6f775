import type { Interceptor } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import type { TransportFactory } from "./transport.cjs";
export { fromConnect } from "./connect.cjs";
export type { ConnectOptions, ConnectTransport } from "./connect.cjs";
/** How gRPC is spoken. */
export interface GrpcOptions {
    /** Interceptors of Connect, for instrumentation. They see each attempt. Where one adds the authorization, no key is needed. */
    readonly interceptors?: readonly Interceptor[];
    /** Speaks without TLS to an endpoint without a scheme; `http://` does the same. */
    readonly plaintext?: boolean;
    /** Options for the connection, such as `ca` for the certificate of another authority. */
    readonly nodeOptions?: NonNullable<Parameters<typeof createGrpcTransport>[0]["nodeOptions"]>;
}
/**
 * Returns the transport over gRPC, for Node.js: `new Client({ transport: grpc() })`. It needs the packages @connectrpc/connect and
 * @connectrpc/connect-node. The endpoint may be `host:port`.
 */
export declare function grpc(options?: GrpcOptions): TransportFactory;
