import { QdrantCloudError } from "./errors.js";
const mostMs = 2 ** 31 - 1;
export class Deadline {
    #controller = new AbortController();
    #end;
    #timeoutMs;
    #timer;
    #outer;
    #given = () => this.#stop("CANCELLED", "the caller stopped the call", this.#outer?.reason);
    #error;
    #reject;
    /**
     * @param timeoutMs is how long it may take; null or undefined for ever.
     * @param signal is that of the caller.
     */
    constructor(timeoutMs, signal) {
        this.#timeoutMs = timeoutMs ?? undefined;
        this.#end = this.#timeoutMs === undefined ? Number.POSITIVE_INFINITY : performance.now() + this.#timeoutMs;
        this.#outer = signal;
        if (signal?.aborted === true) {
            this.#given();
            return;
        }
        signal?.addEventListener("abort", this.#given, { once: true });
        if (this.#timeoutMs !== undefined && this.#timeoutMs <= mostMs) {
            const late = () => this.#stop("DEADLINE_EXCEEDED", `it took longer than ${this.#timeoutMs ?? 0} ms`, undefined);
            this.#timer = setTimeout(late, Math.max(0, this.#timeoutMs));
        }
    }
    /** The signal that is aborted when the time is over. */
    get signal() {
        return this.#controller.signal;
    }
    /** Why the time is over; undefined as long as it is not. */
    get error() {
        return this.#error;
    }
    /** How much time is left, in whole milliseconds as gRPC sends them; undefined without a deadline. */
    get remainingMs() {
        return this.#timeoutMs === undefined ? undefined : Math.max(0, Math.ceil(this.#end - performance.now()));
    }
    /** Waits for a promise, or throws when the time is over, also where the work behind it does not look at the signal. */
    async race(work) {
        if (this.#error !== undefined) {
            work.catch(() => undefined);
            throw this.#error;
        }
        return new Promise((resolve, reject) => {
            this.#reject = reject;
            work.then(resolve, reject);
        });
    }
    /** Waits for a time, or throws when it is over before. */
    async sleep(ms) {
        let timer;
        try {
            await this.race(new Promise((resolve) => (timer = setTimeout(resolve, ms))));
        }
        finally {
            clearTimeout(timer);
        }
    }
    /** Lets go of the timer and of the signal of the caller. */
    release() {
        clearTimeout(this.#timer);
        this.#outer?.removeEventListener("abort", this.#given);
    }
    #stop(code, text, cause) {
        this.#error = new QdrantCloudError(code, text, { cause });
        this.#controller.abort(this.#error);
        this.#reject?.(this.#error);
    }
}
