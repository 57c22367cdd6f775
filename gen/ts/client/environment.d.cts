/** The variables that a client reads, where there is an environment. */
export declare const variables: {
    readonly apiKey: "QDRANT_CLOUD_API_KEY";
    readonly endpoint: "QDRANT_CLOUD_ENDPOINT";
    readonly accountId: "QDRANT_CLOUD_ACCOUNT_ID";
};
/** Returns the value of a variable; undefined where it is empty, and in browsers. */
export declare function fromEnvironment(name: string): string | undefined;
/**
 * Returns the user agent of this package; undefined in browsers, which have one of their own, and where sending another one would make
 * servers without a rule for it refuse the request.
 */
export declare function userAgent(version: string, prefix: string | undefined): string | undefined;
