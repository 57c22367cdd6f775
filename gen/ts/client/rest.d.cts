import type { TransportFactory } from "./transport.cjs";
/** The header with the id of a call. */
export declare const traceHeader = "qc-trace-id";
/** Returns the transport over REST, which needs nothing but fetch: the default, for browsers and edge functions too. */
export declare const rest: TransportFactory;
