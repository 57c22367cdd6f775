/** The variables that a client reads, where there is an environment. */
export const variables = {
    apiKey: "QDRANT_CLOUD_API_KEY",
    endpoint: "QDRANT_CLOUD_ENDPOINT",
    accountId: "QDRANT_CLOUD_ACCOUNT_ID",
};
function thisProcess() {
    return globalThis.process;
}
/** Returns the value of a variable; undefined where it is empty, and in browsers. */
export function fromEnvironment(name) {
    const value = thisProcess()?.env?.[name]?.trim();
    return value === "" ? undefined : value;
}
/**
 * Returns the user agent of this package; undefined in browsers, which have one of their own, and where sending another one would make
 * servers without a rule for it refuse the request.
 */
export function userAgent(version, prefix) {
    const versions = thisProcess()?.versions;
    const runtime = ["bun", "deno", "node"].find((name) => versions?.[name] !== undefined);
    if (runtime === undefined) {
        return undefined;
    }
    const own = `qdrant-cloud-sdk-ts/${version} ${runtime}/${versions?.[runtime] ?? ""}`;
    return prefix === undefined ? own : `${prefix} ${own}`;
}
