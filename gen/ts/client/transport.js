// The codes of Node.js for connections that were not made.
const notConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);
export function neverSent(cause) {
    for (let error = cause, depth = 0; typeof error === "object" && error !== null && depth < 5; depth++) {
        const { code, errors, cause: below } = error;
        if (typeof code === "string" && notConnected.has(code)) {
            return true;
        }
        if (Array.isArray(errors) && errors.length > 0) {
            // A host with several addresses, each of which was tried.
            return errors.every(neverSent);
        }
        error = below;
    }
    return false;
}
