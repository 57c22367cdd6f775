import { QdrantCloudError } from "./errors.js";

// The longest time that setTimeout can wait.
const mostMs = 2 ** 31 - 1;

/** The time that a call has, and the signal of who made it. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #end: number;
  readonly #timeoutMs: number | undefined;
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #outer: AbortSignal | undefined;
  readonly #given = (): void => this.#stop("CANCELLED", "the caller stopped the call", this.#outer?.reason);
  #error: QdrantCloudError | undefined;
  #reject: ((error: QdrantCloudError) => void) | undefined;

  /**
   * @param timeoutMs is how long it may take; null or undefined for ever.
   * @param signal is that of the caller.
   */
  constructor(timeoutMs: number | null | undefined, signal: AbortSignal | undefined) {
    this.#timeoutMs = timeoutMs ?? undefined;
    this.#end = this.#timeoutMs === undefined ? Number.POSITIVE_INFINITY : performance.now() + this.#timeoutMs;
    this.#outer = signal;
    if (signal?.aborted === true) {
      this.#given();
      return;
    }
    signal?.addEventListener("abort", this.#given, { once: true });
    if (this.#timeoutMs !== undefined && this.#timeoutMs <= mostMs) {
      const late = (): void => this.#stop("DEADLINE_EXCEEDED", `it took longer than ${this.#timeoutMs ?? 0} ms`, undefined);
      this.#timer = setTimeout(late, Math.max(0, this.#timeoutMs));
    }
  }

  /** The signal that is aborted when the time is over. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Why the time is over; undefined as long as it is not. */
  get error(): QdrantCloudError | undefined {
    return this.#error;
  }

  /** How much time is left, in whole milliseconds as gRPC sends them; undefined without a deadline. */
  get remainingMs(): number | undefined {
    return this.#timeoutMs === undefined ? undefined : Math.max(0, Math.ceil(this.#end - performance.now()));
  }

  /** Waits for a promise, or throws when the time is over, also where the work behind it does not look at the signal. */
  async race<T>(work: Promise<T>): Promise<T> {
    if (this.#error !== undefined) {
      work.catch(() => undefined);
      throw this.#error;
    }
    return new Promise<T>((resolve, reject) => {
      this.#reject = reject;
      work.then(resolve, reject);
    });
  }

  /** Waits for a time, or throws when it is over before. */
  async sleep(ms: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      await this.race(new Promise<void>((resolve) => (timer = setTimeout(resolve, ms))));
    } finally {
      clearTimeout(timer);
    }
  }

  /** Lets go of the timer and of the signal of the caller. */
  release(): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener("abort", this.#given);
  }

  #stop(code: "CANCELLED" | "DEADLINE_EXCEEDED", text: string, cause: unknown): void {
    this.#error = new QdrantCloudError(code, text, { cause });
    this.#controller.abort(this.#error);
    this.#reject?.(this.#error);
  }
}
