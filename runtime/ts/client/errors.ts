import type { Code } from "./codes.js";

/** A field of a request that the API does not accept. */
export interface FieldViolation {
  /** The path of the field, as in `cluster.name` or `items[2].id`. */
  readonly field: string;
  /** What is wrong with it. */
  readonly description: string;
  /** The id of the rule that it breaks, as in `string.uuid`; empty if the API does not say. */
  readonly rule: string;
}

/** A page that helps with an error. */
export interface HelpLink {
  readonly description: string;
  readonly url: string;
}

/** What the details of an error say. */
export interface ErrorDetails {
  /** The fields that are wrong. */
  readonly violations?: readonly FieldViolation[];
  /** How long the API asks to wait before another try. */
  readonly retryDelayMs?: number | undefined;
  /** Why the call failed, for programs; it is unique within the domain. */
  readonly reason?: string;
  /** Who gives the reasons, as in `cloud.qdrant.io`. */
  readonly domain?: string;
  /** What the reason is about. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Pages that help. */
  readonly links?: readonly HelpLink[];
}

/** Where an error comes from, beside its details. */
export interface ErrorContext extends ErrorDetails {
  /** The full name of the method, as in `qdrant.cloud.cluster.v1.ClusterService/GetCluster`. */
  readonly method?: string;
  /** The id of the call: name it when you ask the support about it. */
  readonly traceId?: string;
  /** The error below this one. */
  readonly cause?: unknown;
}

// The package has an ES module and a CommonJS form of each class, and an app may load both.
const brand = Symbol.for("@qdrant/qdrant-cloud-public-api/error");

/** Whether a value is an error of this package, in whichever form it was loaded. */
function branded(value: unknown, kind: string): boolean {
  const kinds: unknown = value instanceof Error ? (value as { [brand]?: unknown })[brand] : undefined;
  return Array.isArray(kinds) && kinds.includes(kind);
}

/**
 * A call that failed. All errors of calls are of this class, whichever transport made them; `code` says what happened, and
 * {@link isError} narrows it.
 */
export class QdrantCloudError<C extends Code = Code> extends Error {
  override readonly name: string = "QdrantCloudError";
  /** The status of gRPC, as in `NOT_FOUND`. */
  readonly code: C;
  /** The text of the error, without code, method and trace id. */
  readonly rawMessage: string;
  /** The full name of the method; empty for an error that is not of a call. */
  readonly method: string;
  /** The id of the call: name it when you ask the support about it. Empty if the API was not reached. */
  readonly traceId: string;
  /** The fields that are wrong. */
  readonly violations: readonly FieldViolation[];
  /** How long the API asks to wait before another try. */
  readonly retryDelayMs: number | undefined;
  /** Why the call failed, for programs; it is unique within the domain. Empty if the API does not say. */
  readonly reason: string;
  /** Who gives the reasons. */
  readonly domain: string;
  /** What the reason is about. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Pages that help. */
  readonly links: readonly HelpLink[];

  constructor(code: C, message: string, context: ErrorContext = {}) {
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

  static override [Symbol.hasInstance](value: unknown): boolean {
    return branded(value, "QdrantCloudError");
  }

  /** What a log gets: everything but the stack and the cause. */
  toJSON(): Record<string, unknown> {
    const { name, code, rawMessage, method, traceId, violations, retryDelayMs, reason, domain, metadata, links } = this;
    return { name, code, message: rawMessage, method, traceId, violations, retryDelayMs, reason, domain, metadata, links };
  }
}

/**
 * What a wait ended with instead of success: something failed (`FAILED_PRECONDITION`), or it took too long (`DEADLINE_EXCEEDED`).
 */
export class WaitError<T = unknown> extends QdrantCloudError {
  override readonly name: string = "WaitError";
  /** What was read last; undefined if nothing could be read. */
  readonly last: T | undefined;
  /** The phase of it, by its name in the contract; empty if there is none. */
  readonly phase: string;

  constructor(code: Code, message: string, last: T | undefined, phase: string, context: ErrorContext = {}) {
    super(code, message, context);
    this.last = last;
    this.phase = phase;
    Object.defineProperty(this, brand, { value: ["QdrantCloudError", "WaitError"] });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return branded(value, "WaitError");
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), phase: this.phase };
  }
}

/** Reports whether a value is a failed call with one of the codes: `isError(error, "NOT_FOUND")`. Without codes any counts. */
export function isError<C extends Code = Code>(value: unknown, ...codes: readonly C[]): value is QdrantCloudError<C> {
  return value instanceof QdrantCloudError && (codes.length === 0 || (codes as readonly Code[]).includes(value.code));
}

function describe(code: Code, message: string, { method, traceId, violations = [] }: ErrorContext): string {
  const fields = violations.map(({ field, description }) => (field === "" ? description : `${field}: ${description}`)).join("; ");
  // A text often repeats what the details say.
  const said = fields === "" || message.includes(fields) ? message : message === "" ? fields : `${message}: ${fields}`;
  const where = [method, traceId === undefined || traceId === "" ? "" : `trace ${traceId}`].filter(Boolean).join(", ");
  return `${code}: ${said}${where === "" ? "" : ` (${where})`}`;
}
