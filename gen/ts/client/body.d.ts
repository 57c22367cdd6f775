/** Thrown for a body with more bytes than a client takes. */
export declare class TooLargeError extends Error {
    readonly name: string;
}
/** Reads a body as text, and stops at the bound: what the server sends must not fill the memory. */
export declare function readText(response: Response, mostBytes: number): Promise<string>;
