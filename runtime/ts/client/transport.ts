import type { DescMessage, MessageShape } from "@bufbuild/protobuf";

import type { Method } from "./method.js";

/** A call as a transport gets it. */
export interface TransportRequest<I extends DescMessage = DescMessage, O extends DescMessage = DescMessage> {
  readonly method: Method<I, O>;
  readonly message: MessageShape<I>;
  /** The headers to send, with the authorization. */
  readonly headers: Headers;
  /** Is aborted when the caller gives up, and at the deadline. */
  readonly signal: AbortSignal;
  /** How long the call may still take; undefined without a deadline. */
  readonly timeoutMs: number | undefined;
}

/** The answer to a call. */
export interface TransportResponse<O extends DescMessage = DescMessage> {
  readonly message: MessageShape<O>;
  /** The id of the call; empty if the server does not say. */
  readonly traceId: string;
}

/** What sends calls. For a call that failed it throws a `QdrantCloudError`; what else it throws counts as `UNKNOWN`. */
export interface Transport {
  /** What logs call it, as in `rest`. */
  readonly name: string;
  /** Whether the client refuses calls for which it has no credentials, because nobody else adds them. */
  readonly needsCredentials?: boolean;
  call<I extends DescMessage, O extends DescMessage>(request: TransportRequest<I, O>): Promise<TransportResponse<O>>;
  /** Ends all connections. */
  close?(): void;
}

/** What a transport is made for. */
export interface TransportSettings {
  /** The endpoint that was chosen, as it was written; undefined for that of production. */
  readonly endpoint: string | undefined;
  /** Whether the endpoint may be reached without TLS although it is another machine. */
  readonly insecure: boolean;
  /** The fetch function to use; undefined for the global one. */
  readonly fetch: typeof globalThis.fetch | undefined;
}

/** Makes a transport for a client. */
export type TransportFactory = (settings: TransportSettings) => Transport;

// The codes of Node.js for connections that were not made.
const notConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

/** Whether the cause of a failure says that there was no connection over which the request could have left. */
export function neverSent(cause: unknown): boolean {
  for (let error = cause, depth = 0; typeof error === "object" && error !== null && depth < 5; depth++) {
    const { code, errors, cause: below } = error as { code?: unknown; errors?: unknown; cause?: unknown };
    if (typeof code === "string" && notConnected.has(code)) {
      return true;
    }
    if (Array.isArray(errors) && errors.length > 0) {
      // A host with several addresses, each of which was tried.
      return errors.every(neverSent);
    }
    error = below;
  }
  return false;
}
