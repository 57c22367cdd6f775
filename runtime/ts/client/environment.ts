/** The variables that a client reads, where there is an environment. */
export const variables = {
  apiKey: "QDRANT_CLOUD_API_KEY",
  endpoint: "QDRANT_CLOUD_ENDPOINT",
  accountId: "QDRANT_CLOUD_ACCOUNT_ID",
} as const;

interface Process {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly versions?: Readonly<Record<string, string | undefined>>;
}

function thisProcess(): Process | undefined {
  return (globalThis as { readonly process?: Process }).process;
}

/** Returns the value of a variable; undefined where it is empty, and in browsers. */
export function fromEnvironment(name: string): string | undefined {
  const value = thisProcess()?.env?.[name]?.trim();
  return value === "" ? undefined : value;
}

/**
 * Returns the user agent of this package; undefined in browsers, which have one of their own, and where sending another one would make
 * servers without a rule for it refuse the request.
 */
export function userAgent(version: string, prefix: string | undefined): string | undefined {
  const versions = thisProcess()?.versions;
  const runtime = (["bun", "deno", "node"] as const).find((name) => versions?.[name] !== undefined);
  if (runtime === undefined) {
    return undefined;
  }
  const own = `qdrant-cloud-sdk-ts/${version} ${runtime}/${versions?.[runtime] ?? ""}`;
  return prefix === undefined ? own : `${prefix} ${own}`;
}
