"use strict";
Object.defineProperty(exports, "__esModule", { value: true });

const { create, fromBinary, toJson } = require("@bufbuild/protobuf");
const { BadRequestSchema, ErrorInfoSchema, HelpSchema, RetryInfoSchema } = require("../google/rpc/error_details_pb.cjs");
const { codeOfNumber } = require("./codes.cjs");
const { readDetails } = require("./details.cjs");
const { QdrantCloudError } = require("./errors.cjs");
const { traceHeader } = require("./rest.cjs");
const { violationsSchema } = require("./violations.cjs");
function fromConnect(transport, options = {}) {
    const { name = "connect", needsCredentials = false, close } = options;
    return {
        name,
        needsCredentials,
        async call(request) {
            const { method, message, headers, signal, timeoutMs } = request;
            try {
                const response = await transport.unary(method.desc, signal, timeoutMs, headers, message);
                return { message: response.message, traceId: response.trailer.get(traceHeader) ?? response.header.get(traceHeader) ?? "" };
            }
            catch (thrown) {
                throw errorOf(thrown);
            }
        },
        close() {
            close?.();
        },
    };
}
function errorOf(thrown) {
    if (!(thrown instanceof Error) || thrown.name !== "ConnectError" || !("rawMessage" in thrown)) {
        return thrown;
    }
    const { code, rawMessage, metadata, details, cause } = thrown;
    // Node.js reports a lost connection as a stream that was cancelled, although nobody has cancelled it, or as an error of the system.
    const lost = (codeOfNumber(code) === "CANCELLED" && rawMessage.startsWith("http/2 stream closed")) || wasLost(cause);
    // The error of Connect is not the cause: it repeats the text, from which the client removes secrets.
    return new QdrantCloudError(lost ? "UNAVAILABLE" : codeOfNumber(code), rawMessage, {
        ...readDetails(details.map(anyOf)),
        traceId: metadata.get(traceHeader) ?? "",
        cause,
    });
}
const lostConnection = new Set(["ECONNRESET", "ECONNABORTED", "EPIPE", "ETIMEDOUT"]);
function wasLost(cause) {
    const { code } = typeof cause === "object" && cause !== null ? cause : {};
    return typeof code === "string" && lostConnection.has(code);
}
function anyOf(detail) {
    const { type, value, desc } = detail;
    try {
        const schema = desc ?? schemaOf(type ?? "");
        if (schema === undefined) {
            return undefined;
        }
        const message = value instanceof Uint8Array ? fromBinary(schema, value) : create(schema, value);
        return { "@type": schema.typeName, ...toJson(schema, message) };
    }
    catch {
        // A detail that can't be read must not hide the error.
        return undefined;
    }
}
function schemaOf(type) {
    return [BadRequestSchema, ErrorInfoSchema, HelpSchema, RetryInfoSchema, violationsSchema()].find((s) => s.typeName === type);
}
exports.fromConnect = fromConnect;
