import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
/** A violation as @bufbuild/protovalidate finds it. */
interface Violation {
    readonly message: string;
    readonly ruleId: string;
    readonly field: readonly unknown[];
}
/** What validates requests before they are sent: `createValidator()` of @bufbuild/protovalidate is one. */
export interface Validator {
    validate<D extends DescMessage>(schema: D, message: MessageShape<D>): {
        readonly kind: "valid" | "invalid" | "error";
        readonly error?: Error | undefined;
        readonly violations?: readonly Violation[] | undefined;
    };
}
/** Throws an error with all violations of a request, as the API would. */
export declare function validateRequest<D extends DescMessage>(validator: Validator, schema: D, message: MessageShape<D>): void;
export {};
