package judge

import (
	"strings"
	"testing"
	"testing/fstest"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// validationChange is a change of rules with the expected verdict. The message is used in a request or in a response.
type validationChange struct {
	name     string
	response bool
	old, now string // old and now are the bodies of the message.
	rule     RuleID
	level    version.Level
	witness  bool // witness means that the verdict needs a request that was accepted and is refused.
}

// validationChanges are changes of every kind of rule: breaks, with a request that shows them, and changes that only look like
// breaks.
var validationChanges = []validationChange{
	{
		name: "a pattern is tightened", rule: RuleValidateTightened, level: version.Major, witness: true,
		old: `string name = 1 [(buf.validate.field).string.pattern = "^[a-z0-9-]+$"];`,
		now: `string name = 1 [(buf.validate.field).string.pattern = "^[a-z][a-z0-9-]*$"];`,
	},
	{
		name: "a pattern is loosened", rule: RuleValidateLoosened, level: version.Minor,
		old: `string name = 1 [(buf.validate.field).string.pattern = "^[a-z]{1,8}$"];`,
		now: `string name = 1 [(buf.validate.field).string.pattern = "^[a-z]{1,9}$"];`,
	},
	{
		name: "an equal pattern is written otherwise", rule: RuleValidateEqual, level: version.Patch,
		old: `string name = 1 [(buf.validate.field).string.pattern = "^[a-z0-9]{1,3}$"];`,
		now: `string name = 1 [(buf.validate.field).string.pattern = "^([0-9]|[a-z])([0-9a-z][0-9a-z]?)?$"];`,
	},
	{
		name: "an optional group without anchors is no rule at all", rule: RuleValidateEqual, level: version.Patch,
		old: `string name = 1 [(buf.validate.field).string.pattern = "(foo)?"];`,
		now: `string name = 1 [(buf.validate.field).string.pattern = "(bar)*"];`,
	},
	{
		name: "anchors are added", rule: RuleValidateTightened, level: version.Major, witness: true,
		old: `string name = 1 [(buf.validate.field).string.pattern = "[a-z]+"];`,
		now: `string name = 1 [(buf.validate.field).string.pattern = "^[a-z]+$"];`,
	},
	{
		name: "a range is loosened", rule: RuleValidateLoosened, level: version.Minor,
		old: `int32 size = 1 [(buf.validate.field).int32 = {gte: 1, lte: 10}];`,
		now: `int32 size = 1 [(buf.validate.field).int32 = {gte: 0, lte: 100}];`,
	},
	{
		name: "a range is tightened at one end", rule: RuleValidateTightened, level: version.Major, witness: true,
		old: `int32 size = 1 [(buf.validate.field).int32 = {gte: 1, lte: 100}];`,
		now: `int32 size = 1 [(buf.validate.field).int32 = {gte: 1, lte: 99}];`,
	},
	{
		name: "an exclusive bound of integers is the next inclusive one", rule: RuleValidateEqual, level: version.Patch,
		old: `int64 size = 1 [(buf.validate.field).int64.gt = 0];`,
		now: `int64 size = 1 [(buf.validate.field).int64.gte = 1];`,
	},
	{
		name: "a new required field in an old request", rule: RuleValidateNewField, level: version.Major, witness: true,
		old: `string name = 1;`,
		now: `string name = 1; Child child = 2 [(buf.validate.field).required = true];`,
	},
	{
		name: "a new field whose zero value is refused", rule: RuleValidateNewField, level: version.Major, witness: true,
		old: `string name = 1;`,
		now: `string name = 1; string region = 2 [(buf.validate.field).string.min_len = 1];`,
	},
	{
		name: "a new optional field with a rule", rule: RuleFieldAdded, level: version.Minor,
		old: `string name = 1;`,
		now: `string name = 1; optional string region = 2 [(buf.validate.field).string.min_len = 1];`,
	},
	{
		name: "required in a response only", response: true, rule: RuleValidateTightened, level: version.Minor,
		old: `Child child = 1; Child other = 2 [(buf.validate.field).required = true];`,
		now: `Child child = 1 [(buf.validate.field).required = true]; Child other = 2 [(buf.validate.field).required = true];`,
	},
	{
		name: "required no more in a response", response: true, rule: RuleValidateResponseLoosened, level: version.Major,
		old: `Child child = 1 [(buf.validate.field).required = true];`,
		now: `Child child = 1;`,
	},
	{
		name: "a conjunct in CEL about a new field that may be absent", rule: RuleValidateEqual, level: version.Patch,
		old: `option (buf.validate.message).cel = {id: "c", expression: "this.low <= this.high"}; int32 low = 1; int32 high = 2;`,
		now: `option (buf.validate.message).cel = {id: "c", expression: "this.low <= this.high && (!has(this.step) || this.step > 0)"};
			int32 low = 1; int32 high = 2; optional int32 step = 3;`,
	},
	{
		name: "a conjunct in CEL about a new field that has to be set", rule: RuleValidateTightened, level: version.Major, witness: true,
		old: `option (buf.validate.message).cel = {id: "c", expression: "this.low <= this.high"}; int32 low = 1; int32 high = 2;`,
		now: `option (buf.validate.message).cel = {id: "c", expression: "this.low <= this.high && this.step > 0"};
			int32 low = 1; int32 high = 2; int32 step = 3;`,
	},
	{
		name: "a conjunct in CEL about an old field", rule: RuleValidateTightened, level: version.Major, witness: true,
		old: `option (buf.validate.message).cel = {id: "c", expression: "this.low <= this.high"}; int32 low = 1; int32 high = 2;`,
		now: `option (buf.validate.message).cel = {id: "c", expression: "this.low <= this.high && this.low >= 0"}; int32 low = 1; int32 high = 2;`,
	},
	{
		name: "a URI is asked for where a host without a scheme did", rule: RuleValidateTightened, level: version.Major, witness: true,
		old: `string url = 1 [(buf.validate.field).string.uri_ref = true];`,
		now: `string url = 1 [(buf.validate.field).string.uri = true];`,
	},
	{
		name: "an address may have a name too", rule: RuleValidateLoosened, level: version.Minor,
		old: `string host = 1 [(buf.validate.field).string.ipv4 = true];`,
		now: `string host = 1 [(buf.validate.field).string.address = true];`,
	},
	{
		name: "a value leaves the list", rule: RuleValidateTightened, level: version.Major, witness: true,
		old: `string kind = 1 [(buf.validate.field).string = {in: ["a", "b", "c"]}];`,
		now: `string kind = 1 [(buf.validate.field).string = {in: ["c", "a"]}];`,
	},
	{
		name: "a list of values is a pattern now", rule: RuleValidateEqual, level: version.Patch,
		old: `string kind = 1 [(buf.validate.field).string = {in: ["on", "off"]}];`,
		now: `string kind = 1 [(buf.validate.field).string.pattern = "^(on|off)$"];`,
	},
	{
		name: "fewer items are allowed", rule: RuleValidateTightened, level: version.Major, witness: true,
		old: `repeated string names = 1 [(buf.validate.field).repeated.max_items = 10];`,
		now: `repeated string names = 1 [(buf.validate.field).repeated.max_items = 9];`,
	},
	{
		name: "keys of a map are shorter", rule: RuleValidateTightened, level: version.Major, witness: true,
		old: `map<string, string> labels = 1 [(buf.validate.field).map.keys.string.max_len = 63];`,
		now: `map<string, string> labels = 1 [(buf.validate.field).map.keys.string.max_len = 62];`,
	},
	{
		name: "bytes are counted where characters were", rule: RuleValidateTightened, level: version.Major, witness: true,
		old: `string name = 1 [(buf.validate.field).string.max_len = 8];`,
		now: `string name = 1 [(buf.validate.field).string.max_bytes = 8];`,
	},
	{
		name: "a zero value is not ignored any more", rule: RuleValidateTightened, level: version.Major, witness: true,
		old: `string id = 1 [(buf.validate.field) = {ignore: IGNORE_IF_ZERO_VALUE, string: {uuid: true}}];`,
		now: `string id = 1 [(buf.validate.field).string.uuid = true];`,
	},
	{
		name: "one of two fields is asked for", rule: RuleValidateTightened, level: version.Major, witness: true,
		old: `oneof way { string by_name = 1; string by_id = 2; }`,
		now: `oneof way { option (buf.validate.oneof).required = true; string by_name = 1; string by_id = 2; }`,
	},
}

// Each change gets its verdict. A break in a request comes with a message that protovalidate accepts under the old rules and refuses
// under the new ones.
func TestValidationIsJudgedByMeaning(t *testing.T) {
	t.Parallel()
	for _, c := range validationChanges {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			old, now := compileRules(t, c.old, c.response), compileRules(t, c.now, c.response)
			report, err := Judge(t.Context(), readImage(t, old), readImage(t, now), DefaultPolicy())
			if err != nil {
				t.Fatal(err)
			}
			var found *Change
			for i := range report.Changes {
				if report.Changes[i].Rule == c.rule {
					found = &report.Changes[i]
				}
			}
			if found == nil {
				t.Fatalf("%s is not among the changes: %+v", c.rule, report.Changes)
			}
			if found.Level != c.level || (report.Level == version.Major) != (c.level == version.Major) || found.Breaks.Has(Validation) != (c.level == version.Major) || found.Suspicion {
				t.Errorf("%s is %s and the report %s, want %s: %+v", c.rule, found.Level, report.Level, c.level, found)
			}
			if found.Proof == "" && c.rule != RuleFieldAdded {
				t.Error("there is no proof")
			}
			if (found.Witness != "") != c.witness && !c.response {
				t.Fatalf("the witness is %q, want one: %t", found.Witness, c.witness)
			}
			if !c.witness {
				return
			}
			t.Log(found.Witness)
			if err := validate(t, old, found.Witness); err != nil {
				t.Errorf("the old rules refuse %s: %v", found.Witness, err)
			}
			if err := validate(t, now, found.Witness); err == nil {
				t.Errorf("the new rules accept %s", found.Witness)
			}
		})
	}
}

// compileRules compiles a message Subject with a body, which a service uses as request or response.
func compileRules(t *testing.T, body string, response bool) *image.Image {
	t.Helper()
	call := "Subject) returns (Other)"
	if response {
		call = "Other) returns (Subject)"
	}
	content := `syntax = "proto3"; package rules.v1; import "buf/validate/validate.proto";
		service Service { rpc Act(` + call + `; } message Other {} message Child { string text = 1; } message Subject { ` + body + ` }`
	compiled, err := imagetest.FromFS(t.Context(), fstest.MapFS{"rules/v1/rules.proto": &fstest.MapFile{Data: []byte(content)}})
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func readImage(tb testing.TB, compiled *image.Image) *schema.Schema {
	tb.Helper()
	encoded, err := compiled.Encode()
	if err != nil {
		tb.Fatal(err)
	}
	read, err := schema.Read(string(encoded))
	if err != nil {
		tb.Fatal(err)
	}
	return read
}

// validate validates a message in ProtoJSON with protovalidate. Like a peer, it drops unknown fields.
func validate(t *testing.T, compiled *image.Image, witness string) error {
	t.Helper()
	descriptor, err := compiled.Descriptors.FindDescriptorByName("rules.v1.Subject")
	if err != nil {
		t.Fatal(err)
	}
	message := dynamicpb.NewMessage(descriptor.(protoreflect.MessageDescriptor))
	if err := (protojson.UnmarshalOptions{DiscardUnknown: true}).Unmarshal([]byte(strings.TrimSpace(witness)), message); err != nil {
		t.Fatalf("the witness %s: %v", witness, err)
	}
	validator, err := protovalidate.New()
	if err != nil {
		t.Fatal(err)
	}
	return validator.Validate(proto.Message(message))
}
