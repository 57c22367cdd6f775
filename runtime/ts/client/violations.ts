import type { DescMessage } from "@bufbuild/protobuf";
import { create, createFileRegistry } from "@bufbuild/protobuf";
import {
  FieldDescriptorProto_Label as Label,
  FieldDescriptorProto_Type as Type,
  FileDescriptorProtoSchema,
} from "@bufbuild/protobuf/wkt";

const own = ".buf.validate.";
const json = (name: string) => name.replace(/_./g, (part) => part.charAt(1).toUpperCase());
const field = (name: string, number: number, type: Type) => ({ name, jsonName: json(name), number, type, label: Label.OPTIONAL });
const text = (name: string, number: number) => field(name, number, Type.STRING);
const of = (name: string, number: number, typeName: string) => ({ ...field(name, number, Type.MESSAGE), typeName: own + typeName });
const list = (name: string, number: number, typeName: string) => ({ ...of(name, number, typeName), label: Label.REPEATED });
const key = (name: string, number: number, type: Type) => ({ ...field(name, number, type), oneofIndex: 0 });

let schema: DescMessage | undefined;

/** The schema of buf.validate.Violations, with what users are told of it. All of buf.validate would be larger than this package. */
export function violationsSchema(): DescMessage {
  if (schema === undefined) {
    const file = create(FileDescriptorProtoSchema, {
      name: "buf/validate/violations.proto",
      package: "buf.validate",
      syntax: "proto3",
      messageType: [
        { name: "Violations", field: [list("violations", 1, "Violation")] },
        { name: "Violation", field: [text("rule_id", 2), text("message", 3), of("field", 5, "FieldPath")] },
        { name: "FieldPath", field: [list("elements", 1, "FieldPathElement")] },
        {
          name: "FieldPathElement",
          oneofDecl: [{ name: "subscript" }],
          field: [
            text("field_name", 2),
            key("index", 6, Type.UINT64),
            key("bool_key", 7, Type.BOOL),
            key("int_key", 8, Type.INT64),
            key("uint_key", 9, Type.UINT64),
            key("string_key", 10, Type.STRING),
          ],
        },
      ],
    });
    schema = createFileRegistry(file, () => undefined).getMessage("buf.validate.Violations");
  }
  return schema as DescMessage;
}
