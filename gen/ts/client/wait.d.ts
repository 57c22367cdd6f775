import type { Connection } from "./connection.js";
import type { Method } from "./method.js";
import type { CallOptions } from "./options.js";
/** How to wait. */
export interface WaitOptions<T, P> extends Omit<CallOptions, "timeoutMs"> {
    /** How long to wait at most: 30 minutes. null is for ever. */
    readonly timeoutMs?: number | null | undefined;
    /** The time before the second look: 1,000 ms. It grows from look to look. */
    readonly intervalMs?: number | undefined;
    /** The longest time between two looks: 10,000 ms. */
    readonly maxIntervalMs?: number | undefined;
    /** The phases to wait for, instead of those that mean success. */
    readonly until?: readonly P[] | undefined;
    /** Is told what was read, at each look. */
    readonly onProgress?: ((item: T, phase: P) => void) | undefined;
}
/** What there is to wait for in the response of a method. */
export interface WaitShape {
    /** The path to the phase, by the names of the contract, as in `cluster.state.phase` or `items.status`. */
    readonly phase: string;
    /** The numbers of the phases that mean success. */
    readonly success: readonly number[];
    /** The numbers of those after which there will be no success. */
    readonly failure: readonly number[];
    /** How to find a resource by its id where the method returns a list. */
    readonly list?: {
        readonly paged?: boolean;
    };
}
/** Waits until something is in a phase that means success. */
export declare function waitFor<T, P extends number>(connection: Connection, method: Method, shape: WaitShape, request: object | undefined, id: string | undefined, options?: WaitOptions<T, P>): Promise<T>;
/** Waits until there is nothing to read any more. */
export declare function waitUntilGone<T, P extends number>(connection: Connection, method: Method, shape: WaitShape, request: object | undefined, id: string | undefined, options?: WaitOptions<T, P>): Promise<void>;
