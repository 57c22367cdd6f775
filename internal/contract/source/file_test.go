package source

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"go.yaml.in/yaml/v3"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

func zipped(tb testing.TB, content string) string {
	tb.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := io.WriteString(w, content); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.String()
}

// zstandard packs a text as buf does for files that end in .zst.
func zstandard(tb testing.TB, content string) string {
	tb.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		tb.Fatal(err)
	}
	return string(w.EncodeAll([]byte(content), nil))
}

// contract is the image of the contract, with all its options.
func contract(tb testing.TB) (*image.Image, string) {
	tb.Helper()
	compiled, err := image.FromDir(tb.Context(), "../../../proto")
	if err != nil {
		tb.Fatal(err)
	}
	encoded, err := compiled.Encode()
	if err != nil {
		tb.Fatal(err)
	}
	return compiled, string(encoded)
}

// asJSON writes an image as buf build does: options by their extensions, and buf's remarks on each file.
func asJSON(tb testing.TB, encoded string, remarks bool) string {
	tb.Helper()
	var set descriptorpb.FileDescriptorSet
	// The Go packages of the contract are not linked here: its own declarations resolve its options.
	if err := (proto.UnmarshalOptions{Resolver: new(protoregistry.Types)}).Unmarshal([]byte(encoded), &set); err != nil {
		tb.Fatal(err)
	}
	types := typesOf(tb, &set)
	var files []json.RawMessage
	for _, file := range set.GetFile() {
		isImport := strings.HasPrefix(file.GetName(), "google/") || strings.HasPrefix(file.GetName(), "buf/")
		file.ProtoReflect().SetUnknown(nil)
		content, err := proto.Marshal(file)
		if err != nil {
			tb.Fatal(err)
		}
		var resolved descriptorpb.FileDescriptorProto
		if err := (proto.UnmarshalOptions{Resolver: types}).Unmarshal(content, &resolved); err != nil {
			tb.Fatal(err)
		}
		text, err := protojson.MarshalOptions{Resolver: types}.Marshal(&resolved)
		if err != nil {
			tb.Fatal(err)
		}
		if remarks {
			remark := `,"bufExtension":{"isImport":false,"isSyntaxUnspecified":false,"moduleInfo":{"name":{"owner":"o"}}}}`
			if isImport {
				remark = strings.Replace(remark, "false", "true", 1)
			}
			text = append(text[:len(text)-1], remark...)
		}
		files = append(files, text)
	}
	text, err := json.Marshal(map[string]any{"file": files})
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

// asTextFormat writes an image in the text format, with buf's remarks on each file.
func asTextFormat(tb testing.TB, encoded string) string {
	tb.Helper()
	var set descriptorpb.FileDescriptorSet
	if err := (proto.UnmarshalOptions{Resolver: new(protoregistry.Types)}).Unmarshal([]byte(encoded), &set); err != nil {
		tb.Fatal(err)
	}
	types := typesOf(tb, &set)
	text := "# An image.\n"
	for _, file := range set.GetFile() {
		file.ProtoReflect().SetUnknown(nil)
		content, err := proto.Marshal(file)
		if err != nil {
			tb.Fatal(err)
		}
		var resolved descriptorpb.FileDescriptorProto
		if err := (proto.UnmarshalOptions{Resolver: types}).Unmarshal(content, &resolved); err != nil {
			tb.Fatal(err)
		}
		written, err := prototext.MarshalOptions{Resolver: types, Multiline: true}.Marshal(&resolved)
		if err != nil {
			tb.Fatal(err)
		}
		text += fmt.Sprintf("file: {\n%s  buf_extension: {is_import: %t is_syntax_unspecified: false module_info: {name: {owner: \"o\"}}}\n}\n",
			written, strings.HasPrefix(file.GetName(), "google/") || strings.HasPrefix(file.GetName(), "buf/"))
	}
	return text
}

// asYAML writes an image in YAML, which has the values of the one in JSON.
func asYAML(tb testing.TB, encoded string) string {
	tb.Helper()
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(asJSON(tb, encoded, true)), &document); err != nil {
		tb.Fatal(err)
	}
	block(&document)
	text, err := yaml.Marshal(&document)
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

// block writes lists and objects over several lines, as buf does. Texts stay in quotes.
func block(n *yaml.Node) {
	if n.Kind != yaml.ScalarNode {
		n.Style = 0
	}
	for _, inner := range n.Content {
		block(inner)
	}
}

// typesOf has the extensions that a set declares.
func typesOf(tb testing.TB, set *descriptorpb.FileDescriptorSet) *dynamicpb.Types {
	tb.Helper()
	files, err := protodesc.NewFiles(set)
	if err != nil {
		tb.Fatal(err)
	}
	return dynamicpb.NewTypes(files)
}

// unmarked is the set as protoc writes it, without buf's remarks.
func unmarked(tb testing.TB, encoded string) string {
	tb.Helper()
	var set descriptorpb.FileDescriptorSet
	if err := (proto.UnmarshalOptions{Resolver: new(protoregistry.Types)}).Unmarshal([]byte(encoded), &set); err != nil {
		tb.Fatal(err)
	}
	for _, file := range set.GetFile() {
		file.ProtoReflect().SetUnknown(nil)
	}
	content, err := proto.Marshal(&set)
	if err != nil {
		tb.Fatal(err)
	}
	return string(content)
}

// equal compares two encoded files by their meaning: buf's remarks and the order of fields don't count.
func equal(tb testing.TB, types *dynamicpb.Types, a, b string) bool {
	tb.Helper()
	var files [2]descriptorpb.FileDescriptorProto
	for i, encoded := range []string{a, b} {
		if err := (proto.UnmarshalOptions{Resolver: types}).Unmarshal([]byte(encoded), &files[i]); err != nil {
			tb.Fatal(err)
		}
		files[i].ProtoReflect().SetUnknown(nil)
	}
	return proto.Equal(&files[0], &files[1])
}

func TestFormsOfAnImage(t *testing.T) {
	compiled, encoded := contract(t)
	types := dynamicpb.NewTypes(compiled.Descriptors)
	dir := t.TempDir()
	gittest.Write(t, dir, "i.binpb", encoded)
	gittest.Write(t, dir, "i.binpb.gz", zipped(t, encoded))
	gittest.Write(t, dir, "i.binpb.zst", zstandard(t, encoded))
	gittest.Write(t, dir, "i.json.zst", zstandard(t, asJSON(t, encoded, true)))
	gittest.Write(t, dir, "remarks.json", asJSON(t, encoded, true))
	gittest.Write(t, dir, "plain.json", asJSON(t, encoded, false))
	gittest.Write(t, dir, "bom.json", "\ufeff \n"+asJSON(t, encoded, true))
	gittest.Write(t, dir, "i.json.gz", zipped(t, asJSON(t, encoded, true)))
	gittest.Write(t, dir, "i.txtpb", asTextFormat(t, encoded))
	gittest.Write(t, dir, "i.yaml", asYAML(t, encoded))
	gittest.Write(t, dir, "i.txtpb.gz", zipped(t, asTextFormat(t, encoded)))
	gittest.Write(t, dir, "i.yaml.zst", zstandard(t, asYAML(t, encoded)))
	gittest.Write(t, dir, "protoc.binpb", unmarked(t, encoded))
	want, err := schema.Read(encoded)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"i.binpb", "i.binpb.gz", "i.binpb.zst", "protoc.binpb", "remarks.json", "plain.json", "bom.json", "i.json.gz", "i.json.zst",
		"i.txtpb", "i.txtpb.gz", "i.yaml", "i.yaml.zst",
	} {
		got, err := load(t, dir, name).Schema()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(got.Files) != len(want.Files) {
			t.Fatalf("%s: %d files, want %d", name, len(got.Files), len(want.Files))
		}
		for i, file := range got.Files {
			same := schema.SameSourceInfo(file, want.Files[i]) && equal(t, types, file.Encoded(), want.Files[i].Encoded())
			if file.Path != want.Files[i].Path || file.Dependency != want.Files[i].Dependency || !same {
				t.Errorf("%s: %s differs from %s", name, file.Path, want.Files[i].Path)
			}
		}
	}
}

func TestSetOfDependenciesOnly(t *testing.T) {
	_, encoded := contract(t)
	var set, only descriptorpb.FileDescriptorSet
	if err := proto.Unmarshal([]byte(unmarked(t, encoded)), &set); err != nil {
		t.Fatal(err)
	}
	for _, file := range set.GetFile() {
		if isForeign(file.GetName()) {
			only.File = append(only.File, file)
		}
	}
	content, err := proto.Marshal(&only)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	gittest.Write(t, dir, "google.binpb", string(content))
	if got := own(t, load(t, dir, "google.binpb")); len(got) != len(only.GetFile()) {
		t.Errorf("got %q", got)
	}
}

func TestBadImages(t *testing.T) {
	_, encoded := contract(t)
	packed := zipped(t, encoded)
	text := asJSON(t, encoded, true)
	deep := strings.Repeat("[", 20_000)
	for name, test := range map[string]struct{ content, want string }{
		"nothing":              {"", "is empty"},
		"nothing, packed":      {zipped(t, ""), "is empty"},
		"cut off, packed":      {packed[:len(packed)/2], "is truncated or damaged (gzip: unexpected EOF)"},
		"head only":            {packed[:3], "is truncated or damaged (gzip: unexpected EOF)"},
		"damaged, packed":      {packed[:len(packed)-8] + "12345678", "is truncated or damaged (gzip: gzip: invalid checksum)"},
		"cut off":              {encoded[:len(encoded)-1], "is truncated or damaged"},
		"cut off JSON":         {text[:len(text)/2], "is JSON, but not an image of proto files (unexpected end of JSON input)"},
		"other JSON":           {`{"name": "x"}`, "is JSON without any proto file in it"},
		"list":                 {`[1]`, "is not an image of proto files"},
		"files are no list":    {`{"file": 1}`, "is JSON, but not an image of proto files"},
		"files are null":       {`{"file": [null]}`, "is JSON, but not an image of proto files"},
		"file has no name":     {`{"file": [{}]}`, "is JSON, but not an image of proto files"},
		"unknown field":        {`{"file": [{"name": "a", "nope": 1}]}`, `unknown field "nope"`},
		"option of nobody":     {`{"file": [{"name": "a", "options": {"[nope.nope]": 1}}]}`, `"[nope.nope]"`},
		"twice":                {`{"file": [{"name": "a"}, {"name": "a"}]}`, "is JSON, but not an image of proto files"},
		"nested JSON":          {`{"file": [` + deep, "is JSON, but not an image of proto files"},
		"remarks are a number": {`{"file": [{"name": "a", "bufExtension": 1}]}`, "is JSON, but not an image of proto files"},
		"program":              {"\x7fELF\x02\x01\x01", "is not an image of proto files"},
		"another YAML":         {"version: v2\n", "is not an image of proto files"},
		"text with an option that nothing declares": {`file: {name: "a.proto" options: {[acme.nothing]: 1}}`, "is no image in the text format ("},
		"text of a set without files":               {`file: []`, "is no image in the text format ("},
		"YAML with an alias":                        {"file:\n  - &a {name: a.proto}\n  - *a\n", "is no image in YAML (line 3: an image has no aliases)"},
		"YAML with an unknown field":                {"file:\n  - name: a.proto\n    nothing: 1\n", "is JSON, but not an image"},
		"cut off, zstd":                             {zstandard(t, encoded)[:2000], "is truncated or damaged (zstd: "},
		"head only, zstd":                           {zstandard(t, encoded)[:5], "is truncated or damaged (zstd: "},
		"nothing, zstd":                             {zstandard(t, ""), "is empty"},
		"bomb, zstd":                                {zstandard(t, strings.Repeat("\x00", 8<<20)), "is not an image of proto files"},
		"bomb of zeros":                             {zipped(t, strings.Repeat("\x00", 8<<20)), "is not an image of proto files"},
	} {
		t.Run(name, func(t *testing.T) {
			opts := Options{Stdin: strings.NewReader(test.content)}
			_, err := Load(t.Context(), opts, "-")
			if err == nil || !strings.HasPrefix(err.Error(), "standard input ") || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %.300v, want …%s…", err, test.want)
			}
		})
	}
	broken := Options{Stdin: io.MultiReader(strings.NewReader(encoded[:100]), failing{})}
	if _, err := Load(t.Context(), broken, "-"); err == nil || err.Error() != "standard input cannot be read: the pipe leaks" {
		t.Errorf("got %v", err)
	}
	s, err := Load(t.Context(), Options{Stdin: strings.NewReader("\x0a\x05\x0a\x01a\x22\x00")}, "-")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Schema(); err == nil || !strings.HasPrefix(err.Error(), "standard input: this is not an image of proto files: a: ") {
		t.Errorf("damage within a file: got %v", err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the pipe leaks") }

func TestWhatIsReadIsBounded(t *testing.T) {
	const most = 1 << 20
	for name, test := range map[string]struct {
		size   int
		packed bool
		want   error
	}{
		"as much as is read":         {most, false, nil},
		"one more":                   {most + 1, false, errTooLarge},
		"as much as is read, packed": {most, true, nil},
		"one more, packed":           {most + 1, true, errTooLarge},
	} {
		content := strings.Repeat("\n", test.size)
		if test.packed {
			content = zipped(t, content)
		}
		got, err := unpacked(strings.NewReader(content), 0, most)
		if !errors.Is(err, test.want) || err == nil && len(got) != test.size {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
}

func FuzzImage(f *testing.F) {
	compiled, err := image.FromFiles(f.Context(), map[string][]byte{"a.proto": []byte(message("a", "A"))})
	if err != nil {
		f.Fatal(err)
	}
	small, err := proto.Marshal(&descriptorpb.FileDescriptorSet{File: compiled.Files})
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		string(small), string(small[:len(small)/2]), zipped(f, string(small)), "", "{", `{"file":[{"name":"a"}]}`,
		`{"file":[{"name":"google/a.proto","bufExtension":{"isImport":true}},{"name":"b","messageType":[{"name":"M","field":[{"name":"f","number":1,"type":"TYPE_STRING","label":"LABEL_OPTIONAL"}]}]}]}`,
		"\x0a\x05\x0a\x01a\x22\x00", "\x0a\x08\x0a\x06google",
	} {
		f.Add([]byte(seed))
	}
	f.Add([]byte("\x0a\x0a\x0a\x04a\nb\x1b\x22\x02\x12\x00"))
	f.Fuzz(func(t *testing.T, content []byte) {
		s, err := readImage(&Source{Name: "fuzz"}, bytes.NewReader(content), 0)
		if err == nil {
			_, err = s.Schema()
		}
		if err != nil && !strings.HasPrefix(err.Error(), "fuzz") {
			t.Errorf("not named: %v", err)
		}
		if err != nil && strings.ContainsAny(err.Error(), "\n\r\x1b") {
			t.Errorf("several lines: %q", err)
		}
	})
}

func FuzzWorkspace(f *testing.F) {
	for _, seed := range []string{"", "version: v2\nmodules: [{path: a, excludes: [a/b]}]", "version: v1\nbuild: {excludes: [x]}", "version: v1beta1\nbuild: {roots: [a, b]}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		modules, err := parseWorkspace([]byte(content))
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("several lines: %q", err)
		}
		if err == nil && len(modules) == 0 {
			t.Error("no module")
		}
		for _, m := range modules {
			if !filepath.IsLocal(m.Path) || within(m.Path, toolDir) {
				t.Errorf("%q", m.Path)
			}
		}
	})
}

func TestParseWorkspace(t *testing.T) {
	for content, want := range map[string][]module{
		"":                                  whole,
		"version: v1":                       whole,
		"version: v2":                       whole,
		"version: v2\nmodules: [{name: x}]": {{Name: "x", Path: "."}},
		"version: v2\nmodules: [{path: ./a/, excludes: [a/x/]}, {path: b}]":                {{Path: "a", Excludes: []string{"a/x"}}, {Path: "b"}},
		"version: v1beta1\nbuild: {roots: [a, b], excludes: [a/x]}":                        {{Path: "a", Excludes: []string{"a/x"}}, {Path: "b", Excludes: []string{"a/x"}}},
		"version: v2\nlint: {use: [STANDARD]}\nmodules: [{path: .cache}, {path: .cached}]": {{Path: ".cached"}},
	} {
		got, err := parseWorkspace([]byte(content))
		same := slices.EqualFunc(got, want, func(a, b module) bool {
			return a.Path == b.Path && a.Name == b.Name && slices.Equal(a.Includes, b.Includes) && slices.Equal(a.Excludes, b.Excludes)
		})
		if err != nil || !same {
			t.Errorf("%s: got %+v, %v", content, got, err)
		}
	}
}
