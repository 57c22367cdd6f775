import type { AttemptLog } from "./log.cjs";
import type { RetryPolicy } from "./retry.cjs";
import type { Transport, TransportFactory } from "./transport.cjs";
import type { Validator } from "./validate.cjs";
/** Returns a token, for example one that is renewed when it expires. It is asked before each attempt. */
export type TokenSource = (signal: AbortSignal) => string | Promise<string>;
/** How a client is made. Everything is optional. */
export interface ClientOptions {
    /** The management key. Otherwise it is that of the variable QDRANT_CLOUD_API_KEY, where there is an environment. */
    readonly apiKey?: string | undefined;
    /** A bearer token of a user or service instead of a key, or what returns one. */
    readonly token?: string | TokenSource | undefined;
    /**
     * Where the API is, as in `https://api.cloud.qdrant.io`. Otherwise that of the variable QDRANT_CLOUD_ENDPOINT, or production.
     * `http://` is for this machine only, unless `insecure` is set.
     */
    readonly endpoint?: string | undefined;
    /** Allows to reach another machine without TLS: the key can then be read on the way. */
    readonly insecure?: boolean | undefined;
    /**
     * The account of requests that name none. Otherwise it is that of the variable QDRANT_CLOUD_ACCOUNT_ID. It also fills accounts inside
     * of a request, such as `cluster.accountId`.
     */
    readonly accountId?: string | undefined;
    /** How long a call may take, with all its attempts: 30,000 ms. null is for ever. */
    readonly timeoutMs?: number | null | undefined;
    /** When failed calls are tried again; false for never. */
    readonly retry?: Partial<RetryPolicy> | false | undefined;
    /** What sends the calls, such as `grpc()` of "./client/grpc". REST over fetch when left out. */
    readonly transport?: Transport | TransportFactory | undefined;
    /** The function that REST uses instead of the global fetch, for proxies and instrumentation. */
    readonly fetch?: typeof globalThis.fetch | undefined;
    /** Headers of all calls. */
    readonly headers?: Readonly<Record<string, string>> | undefined;
    /** What the user agent begins with, as in `my-app/1.2`. */
    readonly userAgent?: string | undefined;
    /** Checks requests before they are sent; `createValidator()` of @bufbuild/protovalidate is one. */
    readonly validator?: Validator | undefined;
    /** Is told about each attempt of each call. */
    readonly log?: ((attempt: AttemptLog) => void) | undefined;
}
/** How one call is made. */
export interface CallOptions {
    /** Stops the call. */
    readonly signal?: AbortSignal | undefined;
    /** How long the call may take, with all its attempts; null is for ever. */
    readonly timeoutMs?: number | null | undefined;
    /** When this call is tried again; false for never. */
    readonly retry?: Partial<RetryPolicy> | false | undefined;
    /** Further headers. */
    readonly headers?: Readonly<Record<string, string>> | undefined;
}
/** How a list is read. The time is that of each page. */
export interface ListOptions extends CallOptions {
    /** The most items of a page, for methods that page. The server decides when left out. */
    readonly pageSize?: number | undefined;
}
