// The package has an ES module and a CommonJS form of each class, and an app may load both.
const brand = Symbol.for("@qdrant/qdrant-cloud-public-api/error");
function branded(value, kind) {
    const kinds = value instanceof Error ? value[brand] : undefined;
    return Array.isArray(kinds) && kinds.includes(kind);
}
export class QdrantCloudError extends Error {
    name = "QdrantCloudError";
    /** The status of gRPC, as in `NOT_FOUND`. */
    code;
    /** The text of the error, without code, method and trace id. */
    rawMessage;
    /** The full name of the method; empty for an error that is not of a call. */
    method;
    /** The id of the call: name it when you ask the support about it. Empty if the API was not reached. */
    traceId;
    /** The fields that are wrong. */
    violations;
    /** How long the API asks to wait before another try. */
    retryDelayMs;
    /** Why the call failed, for programs; it is unique within the domain. Empty if the API does not say. */
    reason;
    /** Who gives the reasons. */
    domain;
    /** What the reason is about. */
    metadata;
    /** Pages that help. */
    links;
    constructor(code, message, context = {}) {
        super(describe(code, message, context), context.cause === undefined ? undefined : { cause: context.cause });
        this.code = code;
        this.rawMessage = message;
        this.method = context.method ?? "";
        this.traceId = context.traceId ?? "";
        this.violations = context.violations ?? [];
        this.retryDelayMs = context.retryDelayMs;
        this.reason = context.reason ?? "";
        this.domain = context.domain ?? "";
        this.metadata = context.metadata ?? {};
        this.links = context.links ?? [];
        Object.defineProperty(this, brand, { value: ["QdrantCloudError"], configurable: true });
    }
    static [Symbol.hasInstance](value) {
        return branded(value, "QdrantCloudError");
    }
    /** What a log gets: everything but the stack and the cause. */
    toJSON() {
        const { name, code, rawMessage, method, traceId, violations, retryDelayMs, reason, domain, metadata, links } = this;
        return { name, code, message: rawMessage, method, traceId, violations, retryDelayMs, reason, domain, metadata, links };
    }
}
export class WaitError extends QdrantCloudError {
    name = "WaitError";
    /** What was read last; undefined if nothing could be read. */
    last;
    /** The phase of it, by its name in the contract; empty if there is none. */
    phase;
    constructor(code, message, last, phase, context = {}) {
        super(code, message, context);
        this.last = last;
        this.phase = phase;
        Object.defineProperty(this, brand, { value: ["QdrantCloudError", "WaitError"] });
    }
    static [Symbol.hasInstance](value) {
        return branded(value, "WaitError");
    }
    toJSON() {
        return { ...super.toJSON(), phase: this.phase };
    }
}
export function isError(value, ...codes) {
    return value instanceof QdrantCloudError && (codes.length === 0 || codes.includes(value.code));
}
function describe(code, message, { method, traceId, violations = [] }) {
    const fields = violations.map(({ field, description }) => (field === "" ? description : `${field}: ${description}`)).join("; ");
    // A text often repeats what the details say.
    const said = fields === "" || message.includes(fields) ? message : message === "" ? fields : `${message}: ${fields}`;
    const where = [method, traceId === undefined || traceId === "" ? "" : `trace ${traceId}`].filter(Boolean).join(", ");
    return `${code}: ${said}${where === "" ? "" : ` (${where})`}`;
}
