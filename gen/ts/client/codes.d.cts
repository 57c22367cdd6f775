/** The status codes of gRPC, each at its number. */
declare const names: readonly ["OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED"];
/** The status with which a call failed, by its name in gRPC. */
export type Code = Exclude<(typeof names)[number], "OK">;
/** Returns the code with a number of gRPC; UNKNOWN if there is no such error. */
export declare function codeOfNumber(number: unknown): Code;
/** Returns the code for an HTTP status of an answer that does not say its own, as gRPC does: it is one of a proxy. */
export declare function codeOfStatus(status: number): Code;
export {};
