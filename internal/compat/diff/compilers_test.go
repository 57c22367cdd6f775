package diff

import (
	"maps"
	"os"
	"path/filepath"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// Compilers write options in another order, lists in options unpacked, and numbers with more digits, and buf adds a field to each
// file. None of these is a change.
func TestCompilersMakeNoChange(t *testing.T) {
	const root = "../../../proto"
	files := map[string][]byte{"numbers.proto": []byte(`syntax = "proto2";
package numbers;
message Numbers { optional float tenth = 1 [default = 0.1]; optional double far = 2 [default = inf]; }
`)}
	err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".proto" {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err == nil {
			files[filepath.ToSlash(name)], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	old := encoded(t, files)
	later := maps.Clone(files)
	later["later.proto"] = []byte("edition = \"2024\";\npackage later;\n") // Another compiler compiles all of them with it.
	now := remarked(t, encoded(t, later))
	before, err := schema.Read(old)
	if err != nil {
		t.Fatal(err)
	}
	after, err := schema.Read(now, before)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range Compare(before, after).Changes {
		if c.New == nil || c.New.In().Path != "later.proto" {
			t.Errorf("%s of %s: from %q to %q", c.Kind, c.Element().FullName(), c.Before, c.After)
		}
	}
}

func encoded(t *testing.T, files map[string][]byte) string {
	t.Helper()
	compiled, err := image.FromFiles(t.Context(), files)
	if err != nil {
		t.Fatal(err)
	}
	set, err := compiled.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return string(set)
}

// remarked adds the field that buf adds to each file that is not a dependency.
func remarked(t *testing.T, set string) string {
	t.Helper()
	const remarks = 8042
	var all []byte
	for rest := []byte(set); len(rest) > 0; {
		number, kind, size := protowire.ConsumeTag(rest)
		content, length := protowire.ConsumeBytes(rest[size:])
		if number != 1 || kind != protowire.BytesType || length < 0 {
			t.Fatal("the image is damaged")
		}
		none := protowire.AppendVarint(protowire.AppendTag(nil, 1, protowire.VarintType), 0)
		file := protowire.AppendBytes(protowire.AppendTag(nil, remarks, protowire.BytesType), none)
		all = protowire.AppendBytes(protowire.AppendTag(all, 1, protowire.BytesType), append(file, content...))
		rest = rest[size+length:]
	}
	return string(all)
}
