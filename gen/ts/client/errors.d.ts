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
/**
 * A call that failed. All errors of calls are of this class, whichever transport made them; `code` says what happened, and
 * {@link isError} narrows it.
 */
export declare class QdrantCloudError<C extends Code = Code> extends Error {
    readonly name: string;
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
    constructor(code: C, message: string, context?: ErrorContext);
    static [Symbol.hasInstance](value: unknown): boolean;
    /** What a log gets: everything but the stack and the cause. */
    toJSON(): Record<string, unknown>;
}
/**
 * What a wait ended with instead of success: something failed (`FAILED_PRECONDITION`), or it took too long (`DEADLINE_EXCEEDED`).
 */
export declare class WaitError<T = unknown> extends QdrantCloudError {
    readonly name: string;
    /** What was read last; undefined if nothing could be read. */
    readonly last: T | undefined;
    /** The phase of it, by its name in the contract; empty if there is none. */
    readonly phase: string;
    constructor(code: Code, message: string, last: T | undefined, phase: string, context?: ErrorContext);
    static [Symbol.hasInstance](value: unknown): boolean;
    toJSON(): Record<string, unknown>;
}
/** Reports whether a value is a failed call with one of the codes: `isError(error, "NOT_FOUND")`. Without codes any counts. */
export declare function isError<C extends Code = Code>(value: unknown, ...codes: readonly C[]): value is QdrantCloudError<C>;
