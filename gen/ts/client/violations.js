import { create, createFileRegistry } from "@bufbuild/protobuf";
import { FieldDescriptorProto_Label as Label, FieldDescriptorProto_Type as Type, FileDescriptorProtoSchema, } from "@bufbuild/protobuf/wkt";
const own = ".buf.validate.";
const text = (name, number) => ({ name, number, type: Type.STRING, label: Label.OPTIONAL });
const of = (name, number, typeName, label = Label.OPTIONAL) => {
    return { name, number, type: Type.MESSAGE, typeName: own + typeName, label };
};
const key = (name, number, type) => ({ name, number, type, label: Label.OPTIONAL, oneofIndex: 0 });
let schema;
export function violationsSchema() {
    if (schema === undefined) {
        const file = create(FileDescriptorProtoSchema, {
            name: "buf/validate/violations.proto",
            package: "buf.validate",
            syntax: "proto3",
            messageType: [
                { name: "Violations", field: [of("violations", 1, "Violation", Label.REPEATED)] },
                { name: "Violation", field: [text("rule_id", 2), text("message", 3), of("field", 5, "FieldPath")] },
                { name: "FieldPath", field: [of("elements", 1, "FieldPathElement", Label.REPEATED)] },
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
