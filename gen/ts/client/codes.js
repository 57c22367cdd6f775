/** The status codes of gRPC, each at its number. */
const names = [
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
    "UNAUTHENTICATED",
];
export function codeOfNumber(number) {
    const name = typeof number === "number" ? names[number] : undefined;
    return name === undefined || name === "OK" ? "UNKNOWN" : name;
}
export function codeOfStatus(status) {
    switch (status) {
        case 400:
            return "INTERNAL";
        case 401:
            return "UNAUTHENTICATED";
        case 403:
            return "PERMISSION_DENIED";
        case 404:
            return "UNIMPLEMENTED";
        case 413:
        case 429:
            return "RESOURCE_EXHAUSTED";
        case 502:
        case 503:
        case 504:
            return "UNAVAILABLE";
        default:
            return "UNKNOWN";
    }
}
