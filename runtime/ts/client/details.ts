import type { ErrorDetails, FieldViolation, HelpLink } from "./errors.js";

// Details come from outside: of longer lists and texts the rest is left out.
const mostItems = 1000;
const mostText = 10_000;

type Fields = Readonly<Record<string, unknown>>;

/** Reads the details of an error, each a google.protobuf.Any in its form in ProtoJSON. What is not known is left out. */
export function readDetails(details: readonly unknown[]): ErrorDetails {
  let found: ErrorDetails = {};
  for (const detail of details.slice(0, mostItems)) {
    const fields = object(detail);
    const violations = found.violations ?? [];
    switch (text(fields["@type"]).replace(/^.*\//, "")) {
      case "google.rpc.BadRequest":
        found = { ...found, violations: [...violations, ...list(fields["fieldViolations"]).map(ofBadRequest)] };
        break;
      case "buf.validate.Violations":
        found = { ...found, violations: [...violations, ...list(fields["violations"]).map(ofRule)] };
        break;
      case "google.rpc.RetryInfo":
        found = { ...found, retryDelayMs: milliseconds(text(fields["retryDelay"])) };
        break;
      case "google.rpc.ErrorInfo":
        found = { ...found, reason: text(fields["reason"]), domain: text(fields["domain"]), metadata: texts(fields["metadata"]) };
        break;
      case "google.rpc.Help":
        found = { ...found, links: [...(found.links ?? []), ...list(fields["links"]).map(ofLink)] };
        break;
    }
  }
  return found.violations === undefined ? found : { ...found, violations: unique(found.violations) };
}

function ofBadRequest(fields: Fields): FieldViolation {
  return { field: text(fields["field"]), description: text(fields["description"]), rule: text(fields["reason"]) };
}

function ofLink(fields: Fields): HelpLink {
  return { description: text(fields["description"]), url: text(fields["url"]) };
}

/** Reads a violation of protovalidate. */
function ofRule(fields: Fields): FieldViolation {
  let path = "";
  for (const element of list(object(fields["field"])["elements"])) {
    path += (path === "" ? "" : ".") + text(element["fieldName"]);
    const key = element["index"] ?? element["boolKey"] ?? element["intKey"] ?? element["uintKey"];
    if (key !== undefined) {
      path += `[${String(key)}]`;
    } else if (element["stringKey"] !== undefined) {
      path += `[${JSON.stringify(text(element["stringKey"]))}]`;
    }
  }
  return { field: path, description: text(fields["message"]), rule: text(fields["ruleId"]) };
}

/** Leaves out what both BadRequest and protovalidate say of a field; the one with the id of the rule stays. */
function unique(violations: readonly FieldViolation[]): FieldViolation[] {
  const byKey = new Map<string, FieldViolation>();
  for (const violation of violations) {
    const key = `${violation.field}\n${violation.description}`;
    const other = byKey.get(key);
    if (other === undefined || other.rule === "") {
      byKey.set(key, violation);
    }
  }
  return [...byKey.values()];
}

/** Reads a duration of ProtoJSON, such as "1.5s". */
function milliseconds(duration: string): number | undefined {
  const match = /^(\d{1,12}(?:\.\d{1,9})?)s$/.exec(duration);
  return match === null ? undefined : Math.ceil(Number(match[1]) * 1000);
}

function object(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function list(value: unknown): Fields[] {
  return Array.isArray(value) ? value.slice(0, mostItems).map(object) : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value.slice(0, mostText) : "";
}

function texts(value: unknown): Record<string, string> {
  const entries = Object.entries(object(value)).slice(0, mostItems);
  return Object.fromEntries(entries.map(([key, of]) => [key, text(of)]));
}
