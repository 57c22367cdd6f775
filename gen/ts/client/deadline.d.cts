import { QdrantCloudError } from "./errors.cjs";
/** The time that a call has, and the signal of who made it. */
export declare class Deadline {
    #private;
    /**
     * @param timeoutMs is how long it may take; null or undefined for ever.
     * @param signal is that of the caller.
     */
    constructor(timeoutMs: number | null | undefined, signal: AbortSignal | undefined);
    /** The signal that is aborted when the time is over. */
    get signal(): AbortSignal;
    /** Why the time is over; undefined as long as it is not. */
    get error(): QdrantCloudError | undefined;
    /** How much time is left, in whole milliseconds as gRPC sends them; undefined without a deadline. */
    get remainingMs(): number | undefined;
    /** Waits for a promise, or throws when the time is over, also where the work behind it does not look at the signal. */
    race<T>(work: Promise<T>): Promise<T>;
    /** Waits for a time, or throws when it is over before. */
    sleep(ms: number): Promise<void>;
    /** Lets go of the timer and of the signal of the caller. */
    release(): void;
}
