import type { Message } from "@bufbuild/protobuf";
import type { Method } from "./method.js";
/**
 * Returns a request whose account is filled in, if it is empty. Nothing of the given request is changed: what gets the account is
 * copied. Where the message that has the account is not set, there is nothing to fill in.
 */
export declare function withAccount<M extends Message>(method: Method, request: M, accountId: string | undefined): M;
/** Copies a message without what is in it. Some messages have their defaults in a prototype. */
export declare function copy<T extends object>(message: T): T;
