import type { DescMessage, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import { create } from "@bufbuild/protobuf";

import { version } from "../version.js";
import { withAccount } from "./account.js";
import type { Authorization } from "./credentials.js";
import { Credentials } from "./credentials.js";
import { Deadline } from "./deadline.js";
import { fromEnvironment, userAgent, variables } from "./environment.js";
import { QdrantCloudError } from "./errors.js";
import type { AttemptLog } from "./log.js";
import type { Method } from "./method.js";
import type { CallOptions, ClientOptions } from "./options.js";
import { rest } from "./rest.js";
import type { RetryPolicy } from "./retry.js";
import { defaultRetry, delayAfter, retryable, RetryBudget } from "./retry.js";
import type { Transport, TransportResponse } from "./transport.js";
import type { Validator } from "./validate.js";
import { validateRequest } from "./validate.js";

const defaultTimeoutMs = 30_000;

/** What the services of a client share: the transport, and everything that is done around a call. */
export class Connection {
  readonly #transport: Transport;
  readonly #credentials: Credentials;
  readonly #accountId: string | undefined;
  readonly #timeoutMs: number | null;
  readonly #retry: RetryPolicy;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #validator: Validator | undefined;
  readonly #log: ((attempt: AttemptLog) => void) | undefined;
  readonly #budget = new RetryBudget();
  #closed = false;

  constructor(options: ClientOptions = {}) {
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
  async call<I extends DescMessage, O extends DescMessage>(
    method: Method<I, O>,
    request: MessageInitShape<I> | undefined,
    options: CallOptions = {},
  ): Promise<MessageShape<O>> {
    const message = this.#prepare(method, request);
    const timeoutMs = options.timeoutMs === undefined ? this.#timeoutMs : options.timeoutMs;
    const policy = retryPolicy(this.#retry, options.retry);
    const deadline = new Deadline(timeoutMs, options.signal);
    try {
      for (let attempt = 1; ; attempt++) {
        try {
          return await this.#attempt(method, message, options, deadline, attempt);
        } catch (thrown) {
          const error = thrown as QdrantCloudError;
          if (!this.#again(method, error, attempt, policy)) {
            throw error;
          }
          const delay = delayAfter(attempt, error, policy);
          // There is no use in waiting for an attempt that comes too late: what went wrong says more.
          if (delay >= (deadline.remainingMs ?? Number.POSITIVE_INFINITY)) {
            throw error;
          }
          await deadline.sleep(delay).catch((over: unknown) => {
            throw finished(over, method, "", undefined);
          });
        }
      }
    } finally {
      deadline.release();
    }
  }

  /** Ends all connections. Calls after that fail. */
  close(): void {
    this.#closed = true;
    this.#transport.close?.();
  }

  #prepare<I extends DescMessage, O extends DescMessage>(method: Method<I, O>, request: MessageInitShape<I> | undefined): MessageShape<I> {
    if (this.#closed) {
      throw new QdrantCloudError("CANCELLED", "the client is closed", { method: method.name });
    }
    const message = withAccount(method as unknown as Method, create(method.desc.input, request), this.#accountId);
    if (this.#validator !== undefined) {
      try {
        validateRequest(this.#validator, method.desc.input, message);
      } catch (thrown) {
        throw finished(thrown, method, "", undefined);
      }
    }
    return message;
  }

  async #attempt<I extends DescMessage, O extends DescMessage>(
    method: Method<I, O>,
    message: MessageShape<I>,
    options: CallOptions,
    deadline: Deadline,
    attempt: number,
  ): Promise<MessageShape<O>> {
    const started = performance.now();
    let authorization: Authorization | undefined;
    let response: TransportResponse<O>;
    try {
      authorization = await deadline.race(Promise.resolve(this.#credentials.get(deadline.signal)));
      const headers = this.#headersOf(method, authorization, options);
      const { signal, remainingMs: timeoutMs } = deadline;
      response = await deadline.race(this.#transport.call({ method, message, headers, signal, timeoutMs }));
    } catch (thrown) {
      // What a transport says after the end of the time is a consequence of it.
      const error = finished(deadline.error ?? thrown, method, traceOf(thrown), authorization?.secret);
      this.#tell(method, attempt, error.code, started, error.traceId);
      throw error;
    }
    this.#budget.succeeded();
    this.#tell(method, attempt, "OK", started, response.traceId);
    return response.message;
  }

  #headersOf(method: { name: string; spec: Method["spec"] }, authorization: Authorization | undefined, options: CallOptions): Headers {
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

  #again(method: { spec: Method["spec"] }, error: QdrantCloudError, attempt: number, policy: RetryPolicy): boolean {
    return retryable(error, method.spec.idempotent === true) && this.#budget.failed() && attempt < policy.maxAttempts;
  }

  #tell(method: { name: string }, attempt: number, code: AttemptLog["code"], started: number, traceId: string): void {
    if (this.#log === undefined) {
      return;
    }
    const durationMs = performance.now() - started;
    try {
      this.#log({ method: method.name, attempt, code, durationMs, traceId, transport: this.#transport.name });
    } catch {
      // A log that fails must not make the call fail.
    }
  }
}

function retryPolicy(base: RetryPolicy, chosen: Partial<RetryPolicy> | false | undefined): RetryPolicy {
  return chosen === undefined ? base : chosen === false ? { ...base, maxAttempts: 1 } : { ...base, ...chosen };
}

function traceOf(error: unknown): string {
  return error instanceof QdrantCloudError ? error.traceId : "";
}

/** Returns the error that a caller gets: with the method, and without the secret, should a server repeat it. */
function finished(thrown: unknown, method: { name: string }, traceId: string, secret: string | undefined): QdrantCloudError {
  const clean = <T>(value: T): T =>
    secret === undefined ? value : (JSON.parse(JSON.stringify(value).replaceAll(JSON.stringify(secret).slice(1, -1), "…")) as T);
  if (!(thrown instanceof QdrantCloudError)) {
    const text = thrown instanceof Error ? thrown.message : String(thrown);
    return new QdrantCloudError("UNKNOWN", clean(text), { method: method.name, cause: thrown });
  }
  const { code, rawMessage, violations, retryDelayMs, reason, domain, metadata, links, cause } = thrown;
  const details = clean({ violations, reason, domain, metadata, links });
  return new QdrantCloudError(code, clean(rawMessage), { ...details, retryDelayMs, method: method.name, traceId: clean(traceId), cause });
}
