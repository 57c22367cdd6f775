import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { fromConnect } from "./connect.js";
import { baseUrl } from "./endpoint.js";
import { production } from "./production.js";
export { fromConnect } from "./connect.js";
const readMaxBytes = 64 << 20;
class Sessions extends Http2SessionManager {
    #quiet = new WeakSet();
    async request(...request) {
        const stream = await super.request(...request);
        const connection = stream.session;
        if (connection !== undefined && !this.#quiet.has(connection)) {
            this.#quiet.add(connection);
            connection.on("error", () => undefined);
        }
        return stream;
    }
}
export function grpc(options = {}) {
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
