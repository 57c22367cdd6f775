import type { QdrantCloudError } from "./errors.cjs";
/** When failed calls are tried again. */
export interface RetryPolicy {
    /** The most attempts of a call, the first one included: 4. 1 switches retries off. */
    readonly maxAttempts: number;
    /** The longest pause before the second attempt: 100 ms. Each next one may be twice as long. */
    readonly initialDelayMs: number;
    /** The longest pause before any attempt: 5,000 ms. */
    readonly maxDelayMs: number;
}
/** The policy of all SDKs. */
export declare const defaultRetry: RetryPolicy;
/** The budget of retries that the calls of a client share. */
export declare class RetryBudget {
    #private;
    /** Gives a part of a token back for a call that succeeded. */
    succeeded(): void;
    /** Takes a token for a call that failed in a way that a retry may help with, and says whether retries are left. */
    failed(): boolean;
}
/** Whether another attempt of a call may help, and does no harm. */
export declare function retryable(error: QdrantCloudError, idempotent: boolean): boolean;
/** How long to wait after a failed attempt: as long as the API says, or a random time up to a bound that grows with the attempts. */
export declare function delayAfter(attempt: number, error: QdrantCloudError, policy: RetryPolicy): number;
