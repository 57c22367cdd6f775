"use strict";
Object.defineProperty(exports, "__esModule", { value: true });

const { neverSent } = require("./transport.cjs");
const defaultRetry = exports.defaultRetry = { maxAttempts: 4, initialDelayMs: 100, maxDelayMs: 5_000 };
const maxTokens = 10;
const tokenRatio = 0.1;
const mostRetryDelayMs = 5 * 60_000;
class RetryBudget {
    #tokens = maxTokens;
    /** Gives a part of a token back for a call that succeeded. */
    succeeded() {
        this.#tokens = Math.min(maxTokens, this.#tokens + tokenRatio);
    }
    /** Takes a token for a call that failed in a way that a retry may help with, and says whether retries are left. */
    failed() {
        this.#tokens = Math.max(0, this.#tokens - 1);
        return this.#tokens > maxTokens / 2;
    }
}
function retryable(error, idempotent) {
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
function delayAfter(attempt, error, policy) {
    const most = Math.min(policy.maxDelayMs, policy.initialDelayMs * 2 ** (attempt - 1));
    return error.retryDelayMs ?? Math.random() * most;
}
exports.RetryBudget = RetryBudget;
exports.retryable = retryable;
exports.delayAfter = delayAfter;
