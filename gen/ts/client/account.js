import { fieldsAt } from "./url.js";
const paths = new WeakMap();
export function withAccount(method, request, accountId) {
    if (accountId === undefined || method.spec.account === undefined) {
        return request;
    }
    let path = paths.get(method);
    if (path === undefined) {
        path = fieldsAt(method.desc.input, method.spec.account);
        paths.set(method, path);
    }
    return filled(request, path, accountId);
}
function filled(message, path, accountId) {
    const [field, ...rest] = path;
    if (field === undefined) {
        return message;
    }
    const value = message[field.localName];
    let next = accountId;
    if (rest.length > 0) {
        if (typeof value !== "object" || value === null) {
            return message;
        }
        next = filled(value, rest, accountId);
        if (next === value) {
            return message;
        }
    }
    else if (value !== undefined && value !== "") {
        return message;
    }
    return Object.assign(copy(message), { [field.localName]: next });
}
export function copy(message) {
    return Object.assign(Object.create(Object.getPrototypeOf(message)), message);
}
