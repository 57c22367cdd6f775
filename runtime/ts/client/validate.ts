import type { DescMessage, MessageShape } from "@bufbuild/protobuf";

import type { FieldViolation } from "./errors.js";
import { QdrantCloudError } from "./errors.js";

/** A violation as @bufbuild/protovalidate finds it. */
interface Violation {
  readonly message: string;
  readonly ruleId: string;
  readonly field: readonly unknown[];
}

/** What validates requests before they are sent: `createValidator()` of @bufbuild/protovalidate is one. */
export interface Validator {
  validate<D extends DescMessage>(
    schema: D,
    message: MessageShape<D>,
  ): {
    readonly kind: "valid" | "invalid" | "error";
    readonly error?: Error | undefined;
    readonly violations?: readonly Violation[] | undefined;
  };
}

/** Throws an error with all violations of a request, as the API would. */
export function validateRequest<D extends DescMessage>(validator: Validator, schema: D, message: MessageShape<D>): void {
  const result = validator.validate(schema, message);
  switch (result.kind) {
    case "valid":
      return;
    case "invalid": {
      const violations = (result.violations ?? []).map(fieldViolation);
      const texts = violations.slice(0, 10).map((v) => (v.field === "" ? v.description : `${v.field}: ${v.description}`));
      throw new QdrantCloudError("INVALID_ARGUMENT", texts.join("; "), { violations });
    }
    case "error":
      throw new QdrantCloudError("INTERNAL", `the request can't be validated: ${result.error?.message ?? ""}`, { cause: result.error });
  }
}

function fieldViolation({ message, ruleId, field }: Violation): FieldViolation {
  let path = "";
  for (const element of field) {
    const { kind, name, index, key } = element as { kind?: string; name?: string; index?: number; key?: unknown };
    if (kind === "list_sub") {
      path += `[${index ?? 0}]`;
    } else if (kind === "map_sub") {
      path += typeof key === "string" ? `[${JSON.stringify(key)}]` : `[${String(key)}]`;
    } else {
      path += (path === "" ? "" : ".") + (name ?? "");
    }
  }
  return { field: path, description: message, rule: ruleId };
}
