import type { DescField, DescMessage, JsonObject, JsonValue } from "@bufbuild/protobuf";

import { QdrantCloudError } from "./errors.js";

/** A field of a path template, or a text that is sent as it is. */
type Part = string | { readonly name: string; readonly fields: readonly DescField[]; readonly slashes: boolean };

/** A route of google.api.http, ready to make URLs of requests. */
export interface Route {
  readonly verb: string;
  readonly parts: readonly Part[];
}

/** Reads a route such as `GET /v1/accounts/{account_id}/clusters`. */
export function parseRoute(http: string, input: DescMessage): Route {
  const space = http.indexOf(" ");
  const parts = http
    .slice(space + 1)
    .split(/(\{[^}]*\})/)
    .filter((part) => part !== "")
    .map((part): Part => {
      if (!part.startsWith("{")) {
        return part;
      }
      const [name = "", pattern = "*"] = part.slice(1, -1).split("=");
      return { name, fields: fieldsAt(input, name), slashes: pattern.includes("/") || pattern.includes("**") };
    });
  return { verb: http.slice(0, space), parts };
}

/** Returns the fields on a path such as `cluster.account_id`. */
export function fieldsAt(message: DescMessage, path: string): DescField[] {
  const fields: DescField[] = [];
  let at: DescMessage | undefined = message;
  for (const name of path.split(".")) {
    const field: DescField | undefined = at?.fields.find((candidate) => candidate.name === name);
    if (field === undefined) {
      throw new TypeError(`${message.typeName} has no field ${path}`);
    }
    fields.push(field);
    at = field.message;
  }
  return fields;
}

/** Returns the path of a request, whose fields are given in ProtoJSON. */
export function pathOf(route: Route, request: JsonObject): string {
  let path = "";
  for (const part of route.parts) {
    if (typeof part === "string") {
      path += part;
      continue;
    }
    const value = valueAt(request, part.fields);
    if (value === undefined || value === "") {
      const description = "it is empty, and a part of the path of the URL";
      throw new QdrantCloudError("INVALID_ARGUMENT", `${part.name}: ${description}`, {
        violations: [{ field: part.name, description, rule: "" }],
      });
    }
    path += part.slashes ? value.split("/").map(segment).join("/") : segment(value);
  }
  return path;
}

/** Removes from a request what the path has, so that the query does not repeat it. */
export function dropPath(route: Route, request: JsonObject): void {
  for (const part of route.parts) {
    if (typeof part !== "string") {
      remove(request, part.fields);
    }
  }
}

/** Escapes a value for a segment. Dots alone are escaped too: URLs have another meaning for them. */
function segment(value: string): string {
  return /^\.{1,2}$/.test(value) ? value.replaceAll(".", "%2E") : encodeURIComponent(value);
}

function valueAt(request: JsonObject, fields: readonly DescField[]): string | undefined {
  let at: JsonValue | undefined = request;
  for (const field of fields) {
    at = isObject(at) ? at[field.jsonName] : undefined;
  }
  return typeof at === "string" ? at : at === undefined || at === null || typeof at === "object" ? undefined : String(at);
}

function remove(request: JsonObject, fields: readonly DescField[]): void {
  let at: JsonValue | undefined = request;
  for (const field of fields.slice(0, -1)) {
    at = isObject(at) ? at[field.jsonName] : undefined;
  }
  const last = fields.at(-1);
  if (isObject(at) && last !== undefined) {
    Reflect.deleteProperty(at, last.jsonName);
  }
}

/**
 * Returns the query of a request: a parameter for each field, with the path to it. Repeated fields are repeated parameters, entries of
 * maps have the key in brackets, and messages with a JSON form of their own, such as times and masks, are one parameter.
 */
export function query(message: DescMessage, fields: JsonObject): string {
  const parameters = new URLSearchParams();
  add(parameters, message, fields, "");
  return parameters.size === 0 ? "" : `?${parameters.toString()}`;
}

function add(parameters: URLSearchParams, message: DescMessage, values: JsonObject, prefix: string): void {
  for (const field of message.fields) {
    const value = values[field.jsonName];
    if (value === undefined) {
      continue;
    }
    const name = prefix + field.name;
    if (field.fieldKind === "map" && isObject(value)) {
      for (const [key, entry] of Object.entries(value)) {
        parameters.append(`${name}[${key}]`, scalar(name, entry));
      }
    } else if (Array.isArray(value)) {
      for (const item of value) {
        parameters.append(name, scalar(name, item));
      }
    } else if (field.message !== undefined && isObject(value)) {
      add(parameters, field.message, value, `${name}.`);
    } else {
      parameters.append(name, scalar(name, value));
    }
  }
}

function scalar(name: string, value: JsonValue): string {
  if (typeof value === "object" && value !== null) {
    throw new QdrantCloudError("INVALID_ARGUMENT", `${name}: a list of messages can't be sent in the query of a URL`);
  }
  return String(value);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
