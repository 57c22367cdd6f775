package sdk

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/langtest"
)

const source = `syntax = "proto3";
package zz0000.shop.v1;
service Shop { rpc Get(Item) returns (Item); }
message Item {
  string name = 1;
  Color color = 2;
  oneof way { string by = 3; int32 number = 4; }
}
enum Color { COLOR_NONE = 0; COLOR_RED = 1; }
`

// versions are edits of the source, with the element at which programs for it fail; empty if they work.
var versions = []struct{ name, old, now, element string }{
	{"nothing", "", "", ""},
	{"a field is added", "string name = 1;", "string name = 1; string other = 5;", ""},
	{"a method is added", "service Shop {", "service Shop { rpc Put(Item) returns (Item);", ""},
	{"a field is renamed", "string name", "string title", "zz0000.shop.v1.Item.name"},
	{"it is renamed in another version too", "string name", "string title", "zz0000.shop.v1.Item.name"},
	{"a type changes", "string name", "bytes name", "zz0000.shop.v1.Item.name"},
	{"an enum is an integer", "Color color", "int32 color", "zz0000.shop.v1.Item.color"},
	{"a member is gone", "int32 number = 4;", "", "zz0000.shop.v1.Item.number"},
	{"a value is renamed", "COLOR_RED", "COLOR_BLUE", "zz0000.shop.v1.Color.COLOR_RED"},
	{"a method streams", "returns (Item)", "returns (stream Item)", "zz0000.shop.v1.Shop.Get"},
}

func TestEveryLanguageHasACompiler(t *testing.T) { langtest.Complete(t, "languages", languages) }

func TestCompilersSeeBreaks(t *testing.T) {
	fulltest.Only(t, "runs the generators and compilers of all languages")
	root, err := filepath.Abs("../../../..")
	if err != nil {
		t.Fatal(err)
	}
	tools := toolchain.New(root, progress.Discard())
	if err := tools.Ensure(t.Context(), append(toolchain.LanguageSets(), toolchain.PythonDev)...); err != nil {
		t.Fatal(err)
	}
	compilers, err := New(t.Context(), tools, root)
	if err != nil {
		t.Fatal(err)
	}
	defer compilers.Close()
	old := compile(t, source)
	var units []Unit
	for i, v := range versions {
		units = append(units, Unit{tree.TokenOf(i + 1), old, compile(t, replace(source, v.old, v.now))})
	}
	for _, id := range compilers.Languages() {
		t.Run(string(id), func(t *testing.T) {
			found, err := compilers.Check(t.Context(), id, units)
			if err != nil {
				t.Fatal(err)
			}
			for i, v := range versions {
				findings := found[units[i].Token]
				switch {
				case v.element == "" && len(findings) > 0:
					t.Errorf("%s: %v", v.name, findings[0])
				case v.element != "" && !slices.ContainsFunc(findings, func(f evidence.Finding) bool { return f.Element == v.element }):
					t.Errorf("%s: nothing is found at %s: %v", v.name, v.element, findings)
				}
			}
		})
	}
}

func compile(t *testing.T, source string) *tree.Tree {
	t.Helper()
	made, err := tree.Compile(t.Context(), "shop", map[string][]byte{tree.Token + "/shop/v1/shop.proto": []byte(source)})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func replace(text, old, now string) string {
	if old == "" {
		return text
	}
	return strings.Replace(text, old, now, 1)
}

// Python has no generator for editions after 2023, on either side.
func TestPythonTakesNoLaterEdition(t *testing.T) {
	old := compile(t, source)
	late := compile(t, strings.Replace(source, `syntax = "proto3"`, `edition = "2024"`, 1))
	err := tooLate([]Unit{{"zz0001", old, old}, {"zz0002", old, late}, {"zz0003", late, old}})
	refused, ok := errors.AsType[*InvalidError](err)
	if !ok || !refused.Old || len(refused.Units) != 2 || refused.Units["zz0001"] != "" {
		t.Errorf("got %v", err)
	}
	if err := tooLate([]Unit{{"zz0001", old, old}}); err != nil {
		t.Errorf("got %v", err)
	}
}
