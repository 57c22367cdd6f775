import { create } from "@bufbuild/protobuf";
import { version } from "../version.js";
import { withAccount } from "./account.js";
import { Credentials } from "./credentials.js";
import { Deadline } from "./deadline.js";
import { fromEnvironment, userAgent, variables } from "./environment.js";
import { QdrantCloudError } from "./errors.js";
import { rest } from "./rest.js";
import { defaultRetry, delayAfter, retryable, RetryBudget } from "./retry.js";
import { validateRequest } from "./validate.js";
const defaultTimeoutMs = 30_000;
export class Connection {
    #transport;
    #credentials;
    #accountId;
    #timeoutMs;
    #retry;
    #headers;
    #validator;
    #log;
    #budget = new RetryBudget();
    #closed = false;
    constructor(options = {}) {
        this.#credentials = new Credentials(options);
        this.#accountId = options.accountId ?? fromEnvironment(variables.accountId);
        this.#timeoutMs = options.timeoutMs === undefined ? defaultTimeoutMs : options.timeoutMs;
        this.#retry = retryPolicy(defaultRetry, options.retry);
        const agent = userAgent(version, options.userAgent);
        this.#headers = agent === undefined ? { ...options.headers } : { "user-agent": agent, ...options.headers };
        this.#validator = options.validator;
        this.#log = options.log;
        const transport = options.transport ?? rest;
        this.#transport =
            typeof transport !== "function"
                ? transport
                : transport({
                    endpoint: options.endpoint ?? fromEnvironment(variables.endpoint),
                    insecure: options.insecure ?? false,
                    fetch: options.fetch,
                });
    }
    /** Makes a call: with the account and the credentials, within the deadline, and again where that is safe. */
    async call(method, request, options = {}) {
        const message = this.#prepare(method, request);
        const timeoutMs = options.timeoutMs === undefined ? this.#timeoutMs : options.timeoutMs;
        const policy = retryPolicy(this.#retry, options.retry);
        const deadline = new Deadline(timeoutMs, options.signal);
        try {
            for (let attempt = 1;; attempt++) {
                try {
                    return await this.#attempt(method, message, options, deadline, attempt);
                }
                catch (thrown) {
                    const error = thrown;
                    if (!this.#again(method, error, attempt, policy)) {
                        throw error;
                    }
                    const delay = delayAfter(attempt, error, policy);
                    // There is no use in waiting for an attempt that comes too late: what went wrong says more.
                    if (delay >= (deadline.remainingMs ?? Number.POSITIVE_INFINITY)) {
                        throw error;
                    }
                    await deadline.sleep(delay).catch((over) => {
                        throw finished(over, method, "", undefined);
                    });
                }
            }
        }
        finally {
            deadline.release();
        }
    }
    /** Ends all connections. Calls after that fail. */
    close() {
        this.#closed = true;
        this.#transport.close?.();
    }
    #prepare(method, request) {
        if (this.#closed) {
            throw new QdrantCloudError("CANCELLED", "the client is closed", { method: method.name });
        }
        const message = withAccount(method, create(method.desc.input, request), this.#accountId);
        if (this.#validator !== undefined) {
            try {
                validateRequest(this.#validator, method.desc.input, message);
            }
            catch (thrown) {
                throw finished(thrown, method, "", undefined);
            }
        }
        return message;
    }
    async #attempt(method, message, options, deadline, attempt) {
        const started = performance.now();
        let authorization;
        let response;
        try {
            authorization = await deadline.race(Promise.resolve(this.#credentials.get(deadline.signal)));
            const headers = this.#headersOf(method, authorization, options);
            const { signal, remainingMs: timeoutMs } = deadline;
            response = await deadline.race(this.#transport.call({ method, message, headers, signal, timeoutMs }));
        }
        catch (thrown) {
            // What a transport says after the end of the time is a consequence of it.
            const error = finished(deadline.error ?? thrown, method, traceOf(thrown), authorization?.secret);
            this.#tell(method, attempt, error.code, started, error.traceId);
            throw error;
        }
        this.#budget.succeeded();
        this.#tell(method, attempt, "OK", started, response.traceId);
        return response.message;
    }
    #headersOf(method, authorization, options) {
        const headers = new Headers(this.#headers);
        if (authorization !== undefined) {
            headers.set("authorization", authorization.header);
        }
        for (const [name, value] of Object.entries(options.headers ?? {})) {
            headers.set(name, value);
        }
        if (!headers.has("authorization") && this.#transport.needsCredentials === true && method.spec.anonymous !== true) {
            throw new QdrantCloudError("UNAUTHENTICATED", `there is no API key: pass apiKey to the client, or set ${variables.apiKey}`);
        }
        return headers;
    }
    #again(method, error, attempt, policy) {
        return retryable(error, method.spec.idempotent === true) && this.#budget.failed() && attempt < policy.maxAttempts;
    }
    #tell(method, attempt, code, started, traceId) {
        if (this.#log === undefined) {
            return;
        }
        const durationMs = performance.now() - started;
        try {
            this.#log({ method: method.name, attempt, code, durationMs, traceId, transport: this.#transport.name });
        }
        catch {
            // A log that fails must not make the call fail.
        }
    }
}
function retryPolicy(base, chosen) {
    return chosen === undefined ? base : chosen === false ? { ...base, maxAttempts: 1 } : { ...base, ...chosen };
}
function traceOf(error) {
    return error instanceof QdrantCloudError ? error.traceId : "";
}
function finished(thrown, method, traceId, secret) {
    const clean = (value) => secret === undefined ? value : JSON.parse(JSON.stringify(value).replaceAll(JSON.stringify(secret).slice(1, -1), "…"));
    if (!(thrown instanceof QdrantCloudError)) {
        const text = thrown instanceof Error ? thrown.message : String(thrown);
        return new QdrantCloudError("UNKNOWN", clean(text), { method: method.name, cause: thrown });
    }
    const { code, rawMessage, violations, retryDelayMs, reason, domain, metadata, links, cause } = thrown;
    const details = clean({ violations, reason, domain, metadata, links });
    return new QdrantCloudError(code, clean(rawMessage), { ...details, retryDelayMs, method: method.name, traceId: clean(traceId), cause });
}
