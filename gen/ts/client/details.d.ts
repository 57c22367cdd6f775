import type { ErrorDetails } from "./errors.js";
/** Reads the details of an error, each a google.protobuf.Any in its form in ProtoJSON. What is not known is left out. */
export declare function readDetails(details: readonly unknown[]): ErrorDetails;
