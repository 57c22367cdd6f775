package depproto

import (
	"strings"
	"testing"
)

func TestFiles(t *testing.T) {
	files, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"buf/validate/validate.proto":    "message FieldRules",
		"google/api/annotations.proto":   "extend google.protobuf.MethodOptions",
		"google/api/http.proto":          "message HttpRule",
		"google/rpc/error_details.proto": "message BadRequest",
	} {
		if !strings.Contains(string(files[name]), want) {
			t.Errorf("%s does not have %q", name, want)
		}
	}
	if len(files) != 4 {
		t.Errorf("%d files", len(files))
	}
}

func TestSources(t *testing.T) {
	files, err := Sources()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"buf/validate/validate.proto":         "message FieldRules",
		"google/api/field_behavior.proto":     "enum FieldBehavior",
		"google/longrunning/operations.proto": "message OperationInfo",
	} {
		if !strings.Contains(string(files[name]), want) || Linked()[name] == nil {
			t.Errorf("%s does not have %q, or is not linked", name, want)
		}
	}
}
