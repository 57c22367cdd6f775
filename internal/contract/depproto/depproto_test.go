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
