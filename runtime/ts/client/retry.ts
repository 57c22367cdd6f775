import type { QdrantCloudError } from "./errors.js";
import { neverSent } from "./transport.js";

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
export const defaultRetry: RetryPolicy = { maxAttempts: 4, initialDelayMs: 100, maxDelayMs: 5_000 };

// As in gRPC's retryThrottling: where most calls fail, more of them would only add to the trouble.
const maxTokens = 10;
const tokenRatio = 0.1;

// The API may ask to come back tomorrow. A call is not what waits for that.
const mostRetryDelayMs = 5 * 60_000;

/** The budget of retries that the calls of a client share. */
export class RetryBudget {
  #tokens = maxTokens;

  /** Gives a part of a token back for a call that succeeded. */
  succeeded(): void {
    this.#tokens = Math.min(maxTokens, this.#tokens + tokenRatio);
  }

  /** Takes a token for a call that failed in a way that a retry may help with, and says whether retries are left. */
  failed(): boolean {
    this.#tokens = Math.max(0, this.#tokens - 1);
    return this.#tokens > maxTokens / 2;
  }
}

/** Whether another attempt of a call may help, and does no harm. */
export function retryable(error: QdrantCloudError, idempotent: boolean): boolean {
  if ((error.retryDelayMs ?? 0) > mostRetryDelayMs) {
    return false;
  }
  switch (error.code) {
    case "UNAVAILABLE":
      return idempotent || neverSent(error.cause);
    case "RESOURCE_EXHAUSTED":
      return idempotent && error.retryDelayMs !== undefined;
    default:
      return false;
  }
}

/** How long to wait after a failed attempt: as long as the API says, or a random time up to a bound that grows with the attempts. */
export function delayAfter(attempt: number, error: QdrantCloudError, policy: RetryPolicy): number {
  const most = Math.min(policy.maxDelayMs, policy.initialDelayMs * 2 ** (attempt - 1));
  return error.retryDelayMs ?? Math.random() * most;
}
