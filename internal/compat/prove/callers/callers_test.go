package callers

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

const commonPath = "qdrant/cloud/common/v1/common.proto"

// calls are changes of the options of a method, in short form, and whether a caller is refused.
var calls = []struct {
	name, old, now string
	refused        bool
}{
	{"nothing", `permissions = "a"`, `permissions = "a"`, false},
	{"another permission", `permissions = "a"`, `permissions = "b"`, true},
	{"one permission more", `permissions = "a"`, `permissions = "a"; permissions = "b"`, true},
	{"one permission less", `permissions = "a"; permissions = "b"`, `permissions = "a"`, false},
	{"one of two will do", `permissions = "a"; permissions = "b"`, `permissions = "a"; permissions = "b"; requires_all_permissions = false`, false},
	{"all are needed", `permissions = "a"; permissions = "b"; requires_all_permissions = false`, `permissions = "a"; permissions = "b"`, true},
	{"users only", ``, `supported_actor_types = ACTOR_TYPE_USER`, true},
	{"all kinds again", `supported_actor_types = ACTOR_TYPE_USER`, ``, false},
	{"everybody is asked", `requires_authentication = false`, ``, true},
	{"nobody is asked", ``, `requires_authentication = false`, false},
	{"another account", `permissions = "a"`, `permissions = "a"; account_id_expression = "x"`, true},
	{"an account that no request has", `permissions = "a"`, `permissions = "a"; account_id_expression = "y"`, true},
	{"an account at last", `permissions = "a"; account_id_expression = "y"`, `permissions = "a"`, false},
	{"another account, and no permission", ``, `account_id_expression = "x"`, false},
}

func TestCallersAreRefused(t *testing.T) {
	common, err := os.ReadFile(filepath.Join("../../../../proto", commonPath))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range calls {
		t.Run(c.name, func(t *testing.T) {
			found := Look(compile(t, c.old, common), compile(t, c.now, common))
			if got := len(found) > 0; got != c.refused {
				t.Errorf("somebody is refused: %t, want %t: %v", got, c.refused, found)
			}
		})
	}
}

func compile(t *testing.T, options string, common []byte) *tree.Tree {
	t.Helper()
	source := `syntax = "proto3"; package zz0000.p.v1; import "` + commonPath + `"; message M { string account_id = 1; string x = 2; } service S { rpc Do(M) returns (M) {` + written(options) + ` } }`
	made, err := tree.Compile(t.Context(), "p", map[string][]byte{commonPath: common, tree.Token + "/p/v1/p.proto": []byte(source)})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// written returns options in the form of the source.
func written(options string) string {
	var b strings.Builder
	for option := range strings.SplitSeq(options, ";") {
		if name, value, ok := strings.Cut(strings.TrimSpace(option), " = "); ok {
			b.WriteString(" option (qdrant.cloud.common.v1." + name + ") = " + value + ";")
		}
	}
	return b.String()
}
