import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { fromConnect } from "./connect.js";
import { baseUrl } from "./endpoint.js";
import { production } from "./production.js";
export { fromConnect } from "./connect.js";
const readMaxBytes = 64 << 20;
export function grpc(options = {}) {
    return (settings) => {
        const url = baseUrl(settings, production.grpc, true);
        const interceptors = [...(options.interceptors ?? [])];
        // A call that takes long is looked after, and an idle connection left alone: servers end those that ping without need.
        const sessionManager = new Http2SessionManager(url, { pingIntervalMs: 60_000, pingTimeoutMs: 15_000 }, options.nodeOptions);
        const transport = createGrpcTransport({ baseUrl: url, interceptors, sessionManager, readMaxBytes });
        return fromConnect(transport, {
            name: "grpc",
            needsCredentials: interceptors.length === 0,
            close: () => sessionManager.abort(),
        });
    };
}
