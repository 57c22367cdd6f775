import type { Interceptor } from "@connectrpc/connect";
import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";

import { fromConnect } from "./connect.js";
import { baseUrl } from "./endpoint.js";
import { production } from "./production.js";
import type { TransportFactory } from "./transport.js";

export { fromConnect } from "./connect.js";
export type { ConnectOptions, ConnectTransport } from "./connect.js";

/** How gRPC is spoken. */
export interface GrpcOptions {
  /** Interceptors of Connect, for instrumentation. They see each attempt. Where one adds the authorization, no key is needed. */
  readonly interceptors?: readonly Interceptor[];
  /** Speaks without TLS to an endpoint without a scheme; `http://` does the same. */
  readonly plaintext?: boolean;
  /** Options for the connection, such as `ca` for the certificate of another authority. */
  readonly nodeOptions?: NonNullable<Parameters<typeof createGrpcTransport>[0]["nodeOptions"]>;
}

// An answer beyond this is refused, as over REST.
const readMaxBytes = 64 << 20;

/** The part of a connection that is used here. */
interface Emitter {
  on(event: "error", listener: () => void): unknown;
}

/**
 * Connections whose errors end no process: one that the server closes reports an error after the manager may have let go of it, and
 * Node.js ends a process for an error that nobody listens to. Calls get their errors from their streams.
 */
class Sessions extends Http2SessionManager {
  readonly #quiet = new WeakSet<Emitter>();

  override async request(...request: Parameters<Http2SessionManager["request"]>): ReturnType<Http2SessionManager["request"]> {
    const stream = await super.request(...request);
    const connection = (stream as { readonly session?: Emitter }).session;
    if (connection !== undefined && !this.#quiet.has(connection)) {
      this.#quiet.add(connection);
      connection.on("error", () => undefined);
    }
    return stream;
  }
}

/**
 * Returns the transport over gRPC, for Node.js: `new Client({ transport: grpc() })`. It needs the packages @connectrpc/connect and
 * @connectrpc/connect-node. The endpoint may be `host:port`.
 */
export function grpc(options: GrpcOptions = {}): TransportFactory {
  return (settings) => {
    const url = baseUrl(settings, production.grpc, options.plaintext === true ? "http" : "https");
    const interceptors = [...(options.interceptors ?? [])];
    // A call that takes long is looked after, and an idle connection left alone: servers end those that ping without need.
    const sessionManager = new Sessions(url, { pingIntervalMs: 60_000, pingTimeoutMs: 15_000 }, options.nodeOptions);
    const transport = createGrpcTransport({ baseUrl: url, interceptors, sessionManager, readMaxBytes });
    return fromConnect(transport, {
      name: "grpc",
      needsCredentials: interceptors.length === 0,
      close: () => sessionManager.abort(),
    });
  };
}
