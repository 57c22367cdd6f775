"use strict";
Object.defineProperty(exports, "__esModule", { value: true });

const { QdrantCloudError } = require("./errors.cjs");
function validateRequest(validator, schema, message) {
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
function fieldViolation({ message, ruleId, field }) {
    let path = "";
    for (const element of field) {
        const { kind, name, index, key } = element;
        if (kind === "list_sub") {
            path += `[${index ?? 0}]`;
        }
        else if (kind === "map_sub") {
            path += typeof key === "string" ? `[${JSON.stringify(key)}]` : `[${String(key)}]`;
        }
        else {
            path += (path === "" ? "" : ".") + (name ?? "");
        }
    }
    return { field: path, description: message, rule: ruleId };
}
exports.validateRequest = validateRequest;
