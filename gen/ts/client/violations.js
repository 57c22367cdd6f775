import { create, createFileRegistry } from "@bufbuild/protobuf";
import { FieldDescriptorProto_Label as Label, FieldDescriptorProto_Type as Type, FileDescriptorProtoSchema, } from "@bufbuild/protobuf/wkt";
const own = ".buf.validate.";
const json = (name) => name.replace(/_./g, (part) => part.charAt(1).toUpperCase());
const field = (name, number, type) => ({ name, jsonName: json(name), number, type, label: Label.OPTIONAL });
const text = (name, number) => field(name, number, Type.STRING);
const of = (name, number, typeName) => ({ ...field(name, number, Type.MESSAGE), typeName: own + typeName });
const list = (name, number, typeName) => ({ ...of(name, number, typeName), label: Label.REPEATED });
const key = (name, number, type) => ({ ...field(name, number, type), oneofIndex: 0 });
let schema;
export function violationsSchema() {
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
    return schema;
}
