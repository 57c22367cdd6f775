// Prints, for each message on standard input, the IDs of the rules that it breaks, as protovalidate sees them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createRegistry, fromJson } from "@bufbuild/protobuf";
import { createValidator } from "@bufbuild/protovalidate";

const sdk = join(import.meta.dirname, "qdrant");
const files = [];
for (const name of readdirSync(sdk, { recursive: true }).filter((name) => name.endsWith("_pb.js"))) {
  const module = await import(join(sdk, name));
  files.push(...Object.keys(module).filter((key) => key.startsWith("file_")).map((key) => module[key]));
}
const registry = createRegistry(...files);
const validator = createValidator({ registry });

function broken({ type, message }) {
  const schema = registry.getMessage(type);
  const result = validator.validate(schema, fromJson(schema, message, { registry }));
  if (result.kind === "error") {
    throw result.error;
  }
  return (result.violations ?? []).map((violation) => violation.ruleId).sort();
}

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(broken)));
