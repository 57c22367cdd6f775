// Details come from outside: of longer lists and texts the rest is left out.
const mostItems = 1000;
const mostText = 10_000;
export function readDetails(details) {
    let found = {};
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
function ofBadRequest(fields) {
    return { field: text(fields["field"]), description: text(fields["description"]), rule: text(fields["reason"]) };
}
function ofLink(fields) {
    return { description: text(fields["description"]), url: text(fields["url"]) };
}
function ofRule(fields) {
    let path = "";
    for (const element of list(object(fields["field"])["elements"])) {
        path += (path === "" ? "" : ".") + text(element["fieldName"]);
        const key = element["index"] ?? element["boolKey"] ?? element["intKey"] ?? element["uintKey"];
        if (key !== undefined) {
            path += `[${String(key)}]`;
        }
        else if (element["stringKey"] !== undefined) {
            path += `[${JSON.stringify(text(element["stringKey"]))}]`;
        }
    }
    return { field: path, description: text(fields["message"]), rule: text(fields["ruleId"]) };
}
function unique(violations) {
    const byKey = new Map();
    for (const violation of violations) {
        const key = `${violation.field}\n${violation.description}`;
        const other = byKey.get(key);
        if (other === undefined || other.rule === "") {
            byKey.set(key, violation);
        }
    }
    return [...byKey.values()];
}
function milliseconds(duration) {
    const match = /^(\d{1,12}(?:\.\d{1,9})?)s$/.exec(duration);
    return match === null ? undefined : Math.ceil(Number(match[1]) * 1000);
}
function object(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
function list(value) {
    return Array.isArray(value) ? value.slice(0, mostItems).map(object) : [];
}
function text(value) {
    return typeof value === "string" ? value.slice(0, mostText) : "";
}
function texts(value) {
    const entries = Object.entries(object(value)).slice(0, mostItems);
    return Object.fromEntries(entries.map(([key, of]) => [key, text(of)]));
}
