/** The variables that a client reads, where there is an environment. */
export const variables = {
    apiKey: "QDRANT_CLOUD_API_KEY",
    endpoint: "QDRANT_CLOUD_ENDPOINT",
    accountId: "QDRANT_CLOUD_ACCOUNT_ID",
};
function thisProcess() {
    return globalThis.process;
}
export function fromEnvironment(name) {
    const value = thisProcess()?.env?.[name]?.trim();
    return value === "" ? undefined : value;
}
export function userAgent(version, prefix) {
    const versions = thisProcess()?.versions;
    const runtime = ["bun", "deno", "node"].find((name) => versions?.[name] !== undefined);
    if (runtime === undefined) {
        return undefined;
    }
    const own = `qdrant-cloud-sdk-ts/${version} ${runtime}/${versions?.[runtime] ?? ""}`;
    return prefix === undefined ? own : `${prefix} ${own}`;
}
