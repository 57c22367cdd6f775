import type { DescMessage, DescMethodUnary, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import type { Transport } from "./transport.cjs";
/** What is used of a Transport of @connectrpc/connect. */
export interface ConnectTransport {
    unary<I extends DescMessage, O extends DescMessage>(method: DescMethodUnary<I, O>, signal: AbortSignal | undefined, timeoutMs: number | undefined, header: HeadersInit | undefined, input: MessageInitShape<I>): Promise<{
        readonly header: Headers;
        readonly trailer: Headers;
        readonly message: MessageShape<O>;
    }>;
}
/** How a transport of Connect is used. */
export interface ConnectOptions {
    /** What logs call it. */
    readonly name?: string;
    /** Whether the client refuses calls without a key; otherwise an interceptor may add one. */
    readonly needsCredentials?: boolean;
    /** Ends its connections. */
    readonly close?: () => void;
}
/**
 * Makes a transport of one of @connectrpc/connect, such as `createGrpcWebTransport` of @connectrpc/connect-web or, in tests,
 * `createRouterTransport`. Its interceptors see each attempt.
 */
export declare function fromConnect(transport: ConnectTransport, options?: ConnectOptions): Transport;
