"use strict";
Object.defineProperty(exports, "__esModule", { value: true });

const { createGrpcTransport, Http2SessionManager } = require("@connectrpc/connect-node");
const { fromConnect } = require("./connect.cjs");
const { baseUrl } = require("./endpoint.cjs");
const { production } = require("./production.cjs");
exports.fromConnect = require("./connect.cjs").fromConnect;
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
function grpc(options = {}) {
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
exports.grpc = grpc;
