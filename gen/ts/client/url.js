import { QdrantCloudError } from "./errors.js";
export function parseRoute(http, input) {
    const space = http.indexOf(" ");
    const parts = http
        .slice(space + 1)
        .split(/(\{[^}]*\})/)
        .filter((part) => part !== "")
        .map((part) => {
        if (!part.startsWith("{")) {
            return part;
        }
        const [name = "", pattern = "*"] = part.slice(1, -1).split("=");
        return { name, fields: fieldsAt(input, name), slashes: pattern.includes("/") || pattern.includes("**") };
    });
    return { verb: http.slice(0, space), parts };
}
export function fieldsAt(message, path) {
    const fields = [];
    let at = message;
    for (const name of path.split(".")) {
        const field = at?.fields.find((candidate) => candidate.name === name);
        if (field === undefined) {
            throw new TypeError(`${message.typeName} has no field ${path}`);
        }
        fields.push(field);
        at = field.message;
    }
    return fields;
}
export function pathOf(route, request) {
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
export function dropPath(route, request) {
    for (const part of route.parts) {
        if (typeof part !== "string") {
            remove(request, part.fields);
        }
    }
}
function segment(value) {
    return /^\.{1,2}$/.test(value) ? value.replaceAll(".", "%2E") : encodeURIComponent(value);
}
function valueAt(request, fields) {
    let at = request;
    for (const field of fields) {
        at = isObject(at) ? at[field.jsonName] : undefined;
    }
    return typeof at === "string" ? at : at === undefined || at === null || typeof at === "object" ? undefined : String(at);
}
function remove(request, fields) {
    let at = request;
    for (const field of fields.slice(0, -1)) {
        at = isObject(at) ? at[field.jsonName] : undefined;
    }
    const last = fields.at(-1);
    if (isObject(at) && last !== undefined) {
        Reflect.deleteProperty(at, last.jsonName);
    }
}
export function query(message, fields) {
    const parameters = new URLSearchParams();
    add(parameters, message, fields, "");
    return parameters.size === 0 ? "" : `?${parameters.toString()}`;
}
function add(parameters, message, values, prefix) {
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
        }
        else if (Array.isArray(value)) {
            for (const item of value) {
                parameters.append(name, scalar(name, item));
            }
        }
        else if (field.message !== undefined && isObject(value)) {
            add(parameters, field.message, value, `${name}.`);
        }
        else {
            parameters.append(name, scalar(name, value));
        }
    }
}
function scalar(name, value) {
    if (typeof value === "object" && value !== null) {
        throw new QdrantCloudError("INVALID_ARGUMENT", `${name}: a list of messages can't be sent in the query of a URL`);
    }
    return String(value);
}
function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
