import type { DescField, DescMessage, MessageShape } from "@bufbuild/protobuf";
import { create, equals, isFieldSet } from "@bufbuild/protobuf";
import type { FieldMask } from "@bufbuild/protobuf/wkt";
import { FieldMaskSchema } from "@bufbuild/protobuf/wkt";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Returns the mask of an update: the fields in which two versions of a message differ.
 *
 *     const before = clone(ClusterSchema, cluster);
 *     cluster.name = "renamed";
 *     await client.clusters.update({ cluster, updateMask: changes(ClusterSchema, before, cluster) });
 *
 * Of a message that both versions have, the fields inside count; lists, maps, and what only one of them has are named as a whole. The
 * mask of equal messages is empty, with which nothing is to be sent: for the API, an empty mask means everything.
 */
export function changes<D extends DescMessage>(schema: D, before: MessageShape<D>, after: MessageShape<D>): FieldMask {
  const paths: string[] = [];
  collect(schema, before, after, "", paths);
  return create(FieldMaskSchema, { paths });
}

function collect(schema: DescMessage, before: object, after: object, prefix: string, paths: string[]): void {
  for (const field of schema.fields) {
    const set = isFieldSet(before as never, field);
    if (set !== isFieldSet(after as never, field)) {
      paths.push(prefix + field.name);
      continue;
    }
    const [old, now] = [valueOf(before, field), valueOf(after, field)];
    if (!set || old === now) {
      continue;
    }
    // Times and the like are values for people, although they are messages.
    if (field.fieldKind === "message" && !field.message.typeName.startsWith("google.protobuf.")) {
      collect(field.message, old as object, now as object, `${prefix}${field.name}.`, paths);
    } else if (!same(field, old, now)) {
      paths.push(prefix + field.name);
    }
  }
}

function valueOf(message: object, field: DescField): unknown {
  const fields = message as Fields;
  if (field.oneof === undefined) {
    return fields[field.localName];
  }
  const chosen = fields[field.oneof.localName] as { readonly case?: string; readonly value?: unknown };
  return chosen.case === field.localName ? chosen.value : undefined;
}

function same(field: DescField, old: unknown, now: unknown): boolean {
  if (field.fieldKind === "list") {
    const [left, right] = [old as readonly unknown[], now as readonly unknown[]];
    return left.length === right.length && left.every((item, i) => sameValue(field.message, item, right[i]));
  }
  if (field.fieldKind === "map") {
    const [left, right] = [old as Fields, now as Fields];
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && sameValue(field.message, left[key], right[key]))
    );
  }
  return sameValue(field.message, old, now);
}

function sameValue(schema: DescMessage | undefined, old: unknown, now: unknown): boolean {
  if (old instanceof Uint8Array && now instanceof Uint8Array) {
    return old.length === now.length && old.every((byte, i) => byte === now[i]);
  }
  // Fields of wrapper types have the values themselves, and structs are plain objects.
  if (schema !== undefined && typeof old === "object" && old !== null && "$typeName" in old) {
    return equals(schema, old as never, now as never);
  }
  return typeof old === "object" ? JSON.stringify(old) === JSON.stringify(now) : Object.is(old, now);
}
