package symbols

import (
	"bufio"
	"flag"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// The outline of what the generators make of testdata/golang/proto is kept in testdata/golang/outline.txt. Generators need not
// run in this test; after a change of the protos or the generators it is made anew with
//
//	mkdir /tmp/generated && cd internal/symbols/testdata/golang/proto && PATH="$OLDPWD/.cache/bin:$PATH"
//	buf build . --exclude-source-info -o ../image.binpb
//	buf generate . \
//	  --template '{"version":"v2","plugins":[{"local":"protoc-gen-go","out":"/tmp/generated","strategy":"all"},
//	    {"local":"protoc-gen-go-grpc","out":"/tmp/generated","strategy":"all"}]}'
//	go test ./internal/compat/symbols -run TestGo -generated-go /tmp/generated
var generatedGo = flag.String("generated-go", "", "write the outline of the Go code in this folder to testdata/golang/outline.txt")

const goOutlineFile = "testdata/golang/outline.txt"

func identity(name string) string { return name }

// goSchema reads a tree of protos; edit may change the descriptors.
func goSchema(tb testing.TB, from *image.Image, edit func(*descriptorpb.FileDescriptorProto)) *schema.Schema {
	tb.Helper()
	set := &descriptorpb.FileDescriptorSet{}
	own := map[string]bool{}
	for _, file := range from.Files {
		own[file.GetName()] = true
		file = proto.CloneOf(file)
		if edit != nil {
			edit(file)
		}
		set.File = append(set.File, file)
	}
	from.Descriptors.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if !own[file.Path()] {
			set.File = append(set.File, asDependency(protodesc.ToFileDescriptorProto(file)))
		}
		return true
	})
	encoded, err := proto.Marshal(set)
	if err != nil {
		tb.Fatal(err)
	}
	s, err := schema.Read(string(encoded))
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// asDependency adds the field with which buf marks a file that is only imported.
func asDependency(file *descriptorpb.FileDescriptorProto) *descriptorpb.FileDescriptorProto {
	remark := protowire.AppendVarint(protowire.AppendTag(nil, 1, protowire.VarintType), 1)
	file.ProtoReflect().SetUnknown(protowire.AppendBytes(protowire.AppendTag(nil, 8042, protowire.BytesType), remark))
	return file
}

// goTestdata returns the schema of testdata/golang/proto.
func goTestdata(t *testing.T) *schema.Schema {
	t.Helper()
	encoded, err := os.ReadFile(filepath.FromSlash("testdata/golang/image.binpb"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Read(string(encoded))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// goSymbols returns the symbols of a schema, without those of its dependencies.
func goSymbols(s *schema.Schema) []Symbol {
	var all []Symbol
	for _, file := range s.Files {
		if !file.Dependency {
			names := map[string]bool{}
			for _, symbol := range golang(s, file, identity) {
				if names[symbol.Name] {
					panic(symbol.Name + " is listed twice")
				}
				names[symbol.Name] = true
				all = append(all, symbol)
			}
		}
	}
	return all
}

func compareGo(t *testing.T, symbols []Symbol, want map[string]string) {
	t.Helper()
	got := map[string]string{}
	for _, symbol := range symbols {
		if symbol.Element == nil {
			t.Errorf("%s is made of nothing", symbol.Name)
		}
		got[symbol.Name] = symbol.Signature
	}
	// The members of a type that is declared twice, and what is outside of the folder, are unknown.
	for name, signature := range want {
		if strings.HasPrefix(signature, "does not compile") || signature == goElsewhere {
			without(got, name+".")
			without(want, name+".")
			if signature == goElsewhere && got[name] != "" {
				got[name] = goElsewhere
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the generators declare (-), but the symbols are (+):\n%s", diff)
	}
}

func without(symbols map[string]string, prefix string) {
	maps.DeleteFunc(symbols, func(name, _ string) bool { return strings.HasPrefix(name, prefix) })
}

func TestGoContract(t *testing.T) {
	const root = "github.com/qdrant/qdrant-cloud-public-api/gen/go"
	from, err := image.FromDir(t.Context(), "../../../proto")
	if err != nil {
		t.Fatal(err)
	}
	// buf.gen.yaml asks for these names.
	s := goSchema(t, from, func(file *descriptorpb.FileDescriptorProto) {
		dir := path.Dir(file.GetName())
		options := &descriptorpb.FileOptions{GoPackage: new(root + "/" + dir + ";" + path.Base(path.Dir(dir)) + path.Base(dir))}
		proto.Merge(options, file.GetOptions())
		file.Options = options
	})
	outline := goOutline(t, "../../../gen/go", root)
	// What the pipeline writes itself does not come from the contract.
	without(outline, root+"/examples/")
	without(outline, root+"/qdrantcloud")
	without(outline, root+"/internal/")
	compareGo(t, goSymbols(s), outline)
	t.Logf("%d symbols", len(outline))
}

func TestGoGenerators(t *testing.T) {
	if *generatedGo != "" {
		writeGoOutline(t, goOutline(t, *generatedGo, ""))
	}
	compareGo(t, goSymbols(goTestdata(t)), readGoOutline(t))
}

func writeGoOutline(t *testing.T, outline map[string]string) {
	t.Helper()
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(outline)) {
		fmt.Fprintf(&b, "%s\t%s\n", name, outline[name])
	}
	if err := os.WriteFile(filepath.FromSlash(goOutlineFile), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func readGoOutline(t *testing.T) map[string]string {
	t.Helper()
	file, err := os.Open(filepath.FromSlash(goOutlineFile))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	outline := map[string]string{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		name, signature, _ := strings.Cut(lines.Text(), "\t")
		outline[name] = signature
	}
	if lines.Err() != nil {
		t.Fatal(lines.Err())
	}
	return outline
}

// Descriptors come from files that may be damaged or hostile.
func FuzzGo(f *testing.F) {
	encoded, err := os.ReadFile(filepath.FromSlash("testdata/golang/image.binpb"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(encoded)
	f.Fuzz(func(t *testing.T, encoded []byte) {
		s, err := schema.Read(string(encoded))
		if err != nil {
			return
		}
		for _, file := range s.Files {
			for _, symbol := range golang(s, file, identity) {
				if symbol.Element == nil {
					t.Errorf("%s is made of nothing", symbol.Name)
				}
			}
		}
	})
}
