import type { Connection } from "./connection.js";
import type { Method } from "./method.js";
import type { ListOptions } from "./options.js";
/** Where a list is in its response. */
export interface ListShape {
    /** The field with the items, by its name in TypeScript. */
    readonly items: string;
    /** Whether the method returns a page at a time. */
    readonly paged?: boolean;
}
/** A part of a list. */
export interface Page<T, R> {
    readonly items: readonly T[];
    /** How many items match in all; undefined if the method does not say. */
    readonly totalSize: number | undefined;
    /** The token of the next page; undefined on the last one. */
    readonly nextPageToken: string | undefined;
    /** The response as it came. */
    readonly response: R;
}
/**
 * All items of a list, which are read page by page while they are used:
 *
 *     for await (const cluster of client.clusters.all()) { … }
 *
 * It can be gone through several times, and reads the list again each time.
 */
export declare class Pager<T, R> implements AsyncIterable<T> {
    #private;
    constructor(connection: Connection, method: Method, shape: ListShape, request: object | undefined, options?: ListOptions | undefined);
    [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined>;
    /** Goes through the pages. A method that does not page has one. */
    pages(): AsyncGenerator<Page<T, R>, void, undefined>;
    /** Reads everything. */
    toArray(): Promise<T[]>;
}
