"use strict";
Object.defineProperty(exports, "__esModule", { value: true });

const { fromJson, toJson } = require("@bufbuild/protobuf");
const { readText } = require("./body.cjs");
const { codeOfNumber, codeOfStatus } = require("./codes.cjs");
const { readDetails } = require("./details.cjs");
const { baseUrl } = require("./endpoint.cjs");
const { QdrantCloudError } = require("./errors.cjs");
const { production } = require("./production.cjs");
const { dropPath, parseRoute, pathOf, query } = require("./url.cjs");
const mostBytes = 64 << 20;
const mostErrorBytes = 1 << 20;
const traceHeader = exports.traceHeader = "qc-trace-id";
const routes = new WeakMap();
function routeOf(method) {
    let route = routes.get(method);
    if (route === undefined) {
        if (method.spec.http === undefined) {
            throw new QdrantCloudError("UNIMPLEMENTED", `${method.name} has no route over REST: use the transport of "./client/grpc"`);
        }
        route = parseRoute(method.spec.http, method.desc.input);
        routes.set(method, route);
    }
    return route;
}
const rest = exports.rest = (settings) => new RestTransport(baseUrl(settings, production.rest), settings.fetch);
class RestTransport {
    name = "rest";
    needsCredentials = true;
    #base;
    #fetch;
    constructor(base, fetch) {
        this.#base = base;
        // The global one is looked up at each call, so that instrumentation that replaces it later counts.
        this.#fetch = fetch ?? ((input, init) => globalThis.fetch(input, init));
    }
    async call(request) {
        const { method, headers, signal } = request;
        const { url, verb, body } = encode(request);
        headers.set("accept", "application/json");
        if (body !== undefined) {
            headers.set("content-type", "application/json");
        }
        let response;
        let text;
        let whole;
        try {
            // A redirect would carry the key to another place.
            const init = { method: verb, headers, signal, redirect: "manual" };
            response = await this.#fetch(this.#base + url, body === undefined ? init : { ...init, body });
            ({ text, whole } = await readText(response, response.ok ? mostBytes : mostErrorBytes));
        }
        catch (cause) {
            throw new QdrantCloudError("UNAVAILABLE", `the API can't be reached at ${this.#base}: ${reason(cause)}`, { cause });
        }
        const traceId = response.headers.get(traceHeader) ?? "";
        if (!response.ok) {
            throw errorOf(response, text, traceId);
        }
        if (!whole) {
            throw new QdrantCloudError("RESOURCE_EXHAUSTED", `the answer has more than ${mostBytes} bytes`, { traceId });
        }
        try {
            return { message: decode(method, text), traceId };
        }
        catch (cause) {
            // The page of a proxy may be long, and of no use.
            const said = (cause instanceof Error ? cause.message : String(cause)).slice(0, 200);
            throw new QdrantCloudError("UNKNOWN", `the answer can't be read as ${method.desc.output.typeName}: ${said}`, { cause, traceId });
        }
    }
}
function encode({ method, message }) {
    const route = routeOf(method);
    const input = method.desc.input;
    const fields = toJson(input, message);
    const path = pathOf(route, fields);
    if (method.spec.body === "*") {
        // All of the request is in the body, also what the path repeats: it is the message that the server reads.
        return { verb: route.verb, url: path, body: JSON.stringify(fields) };
    }
    const encoded = { verb: route.verb, url: path };
    const inBody = input.fields.find((field) => field.name === method.spec.body)?.jsonName;
    if (inBody !== undefined) {
        encoded.body = JSON.stringify(fields[inBody] ?? {});
        Reflect.deleteProperty(fields, inBody);
    }
    dropPath(route, fields);
    encoded.url += query(input, fields);
    return encoded;
}
function decode(method, text) {
    const json = JSON.parse(text === "" ? "{}" : text);
    const output = method.desc.output;
    const inBody = output.fields.find((field) => field.name === method.spec.responseBody)?.jsonName;
    return fromJson(method.desc.output, inBody === undefined ? json : { [inBody]: json }, { ignoreUnknownFields: true });
}
function errorOf(response, text, traceId) {
    const { code, message, details } = parseStatus(text);
    if (typeof code === "number" && typeof message === "string") {
        return new QdrantCloudError(codeOfNumber(code), message, { ...readDetails(Array.isArray(details) ? details : []), traceId });
    }
    const status = response.type === "opaqueredirect" ? "a redirect" : `HTTP ${response.status} ${response.statusText}`.trim();
    return new QdrantCloudError(codeOfStatus(response.status), `the answer is ${status}, and not of the API`, {
        traceId,
        retryDelayMs: retryAfter(response.headers.get("retry-after")),
    });
}
function parseStatus(text) {
    try {
        const parsed = JSON.parse(text);
        return typeof parsed === "object" && parsed !== null ? parsed : {};
    }
    catch {
        return {};
    }
}
function retryAfter(value) {
    return value !== null && /^\d{1,9}$/.test(value) ? Number(value) * 1000 : undefined;
}
function reason(error) {
    const { message = "", cause } = error instanceof Error ? error : { message: String(error) };
    const below = cause instanceof Error ? cause.message || String(cause.code ?? "") : "";
    return below === "" ? message : `${message} (${below})`;
}
