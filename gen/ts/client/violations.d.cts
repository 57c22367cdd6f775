import type { DescMessage } from "@bufbuild/protobuf";
/** The schema of buf.validate.Violations, with what users are told of it. All of buf.validate would be larger than this package. */
export declare function violationsSchema(): DescMessage;
