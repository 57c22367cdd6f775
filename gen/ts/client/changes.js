import { create, equals, isFieldSet } from "@bufbuild/protobuf";
import { FieldMaskSchema } from "@bufbuild/protobuf/wkt";
export function changes(schema, before, after) {
    const paths = [];
    collect(schema, before, after, "", paths);
    return create(FieldMaskSchema, { paths });
}
function collect(schema, before, after, prefix, paths) {
    for (const field of schema.fields) {
        const set = isFieldSet(before, field);
        if (set !== isFieldSet(after, field)) {
            paths.push(prefix + field.name);
            continue;
        }
        const [old, now] = [valueOf(before, field), valueOf(after, field)];
        if (!set || old === now) {
            continue;
        }
        // Times and the like are values for people, although they are messages.
        if (field.fieldKind === "message" && !field.message.typeName.startsWith("google.protobuf.")) {
            collect(field.message, old, now, `${prefix}${field.name}.`, paths);
        }
        else if (!same(field, old, now)) {
            paths.push(prefix + field.name);
        }
    }
}
function valueOf(message, field) {
    const fields = message;
    if (field.oneof === undefined) {
        return fields[field.localName];
    }
    const chosen = fields[field.oneof.localName];
    return chosen.case === field.localName ? chosen.value : undefined;
}
function same(field, old, now) {
    if (field.fieldKind === "list") {
        const [left, right] = [old, now];
        return left.length === right.length && left.every((item, i) => sameValue(field.message, item, right[i]));
    }
    if (field.fieldKind === "map") {
        const [left, right] = [old, now];
        const keys = Object.keys(left);
        return (keys.length === Object.keys(right).length &&
            keys.every((key) => Object.hasOwn(right, key) && sameValue(field.message, left[key], right[key])));
    }
    return sameValue(field.message, old, now);
}
function sameValue(schema, old, now) {
    if (old instanceof Uint8Array && now instanceof Uint8Array) {
        return old.length === now.length && old.every((byte, i) => byte === now[i]);
    }
    // Fields of wrapper types have the values themselves, and structs are plain objects.
    if (schema !== undefined && typeof old === "object" && old !== null && "$typeName" in old) {
        return equals(schema, old, now);
    }
    return typeof old === "object" ? JSON.stringify(old) === JSON.stringify(now) : Object.is(old, now);
}
