package image

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
)

const edition2024 = "edition = \"2024\";\npackage t;\n"

// later2024 uses the additions of edition 2024.
const later2024 = edition2024 + `import "old.proto";
import option "google/protobuf/go_features.proto";
import option "buf/validate/validate.proto";
option features.(pb.go).api_level = API_OPEN;
// A Wheel turns.
export message Wheel { string size = 1 [(buf.validate.field).string.min_len = 3]; Old old = 2; Spoke spoke = 3; }
local message Spoke {}
`

func TestLaterEdition(t *testing.T) {
	image, err := FromFiles(t.Context(), files(map[string]string{"t.proto": later2024, "old.proto": "syntax = \"proto3\";\npackage t;\nmessage Old {}\n"}))
	if err != nil {
		t.Fatal(err)
	}
	if len(image.Files) != 2 || image.Files[0].GetName() != "old.proto" {
		t.Fatalf("the files are %v", image.Files)
	}
	file := image.Files[1]
	wheel := file.GetMessageType()[0]
	switch {
	case file.GetEdition() != descriptorpb.Edition_EDITION_2024:
		t.Errorf("the edition is %s", file.GetEdition())
	case strings.Join(file.GetDependency(), " ") != "old.proto" || len(file.GetOptionDependency()) != 2:
		t.Errorf("imported are %v, and for options %v", file.GetDependency(), file.GetOptionDependency())
	case wheel.GetVisibility() != descriptorpb.SymbolVisibility_VISIBILITY_EXPORT:
		t.Errorf("a message that is exported is %s", wheel.GetVisibility())
	}
	rules, set, err := image.Options.Value(wheel.GetField()[0].GetOptions(), "buf.validate.field")
	if err != nil || !set {
		t.Fatalf("the option is set: %t; %v", set, err)
	}
	if text := rules.Message().Get(field(rules, "string")); text.Message().Get(field(text, "min_len")).Uint() != 3 {
		t.Errorf("buf.validate.field is %v", rules)
	}
	descriptor, err := image.Descriptors.FindDescriptorByName("t.Wheel")
	if err != nil {
		t.Fatal(err)
	}
	if comment := descriptor.ParentFile().SourceLocations().ByDescriptor(descriptor).LeadingComments; comment != " A Wheel turns.\n" {
		t.Errorf("the comment is %q", comment)
	}
	encoded, err := image.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if read, err := FromEncoded(encoded); err != nil || len(read.Files) != 2 {
		t.Errorf("read again: %v", err)
	}
}

// The first file of a later edition switches the whole contract to the other compiler. The descriptors must stay the same, except
// for the order of locations and the spans of options.
func TestCompilersAgree(t *testing.T) {
	stable, err := FromDir(t.Context(), contract)
	if err != nil {
		t.Fatal(err)
	}
	tree := files(nil)
	for _, file := range stable.Files {
		tree[file.GetName()] = readContract(t, file.GetName())
	}
	tree["later.proto"] = []byte(edition2024)
	later, err := FromFiles(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	if len(later.Files) != len(stable.Files)+1 {
		t.Fatalf("%d files, and %d before", len(later.Files), len(stable.Files))
	}
	for _, file := range stable.Files {
		for _, other := range later.Files {
			if other.GetName() == file.GetName() && !proto.Equal(plain(t, stable, file), plain(t, stable, other)) {
				t.Errorf("the two compilers disagree on %s", file.GetName())
			}
		}
	}
}

func TestMistakesInALaterEdition(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"syntax error":     {edition2024 + "message M {\n  string name 1;\n}\n", "a/t.proto:4:15: "},
		"unknown import":   {edition2024 + "import \"nope/nope.proto\";\n", `a/t.proto:3:1: could not open imported file: import "nope/nope.proto": there is no such file`},
		"unknown type":     {edition2024 + "message M {\n  Nope n = 1;\n}\n", "a/t.proto:4:3: "},
		"unknown edition":  {"edition = \"2055\";\n", "a/t.proto:1:11: "},
		"local symbol":     {edition2024 + "import \"b.proto\";\nmessage M {\n  B b = 1;\n}\n", "a/t.proto:5:3: "},
		"import of itself": {edition2024 + "import \"a/t.proto\";\n", "a/t.proto:3:1: "},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := FromFiles(t.Context(), files(map[string]string{"a/t.proto": test.text, "b.proto": edition2024 + "local message B {}\n"}))
			if _, ok := errors.AsType[Errors](err); !ok || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got %v, want %s…", err, test.want)
			}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := FromFiles(ctx, files(map[string]string{"t.proto": edition2024})); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// plain returns a file with options resolved by the image's declarations, and with locations sorted and without spans.
func plain(t *testing.T, image *Image, file *descriptorpb.FileDescriptorProto) proto.Message {
	t.Helper()
	types := dynamicpb.NewTypes(image.Descriptors)
	messageType, err := types.FindMessageByName("google.protobuf.FileDescriptorProto")
	if err != nil {
		t.Fatal(err)
	}
	file = proto.CloneOf(file)
	file.GetSourceCodeInfo().ProtoReflect().SetUnknown(nil) // buf's compiler stores notes on imports there.
	locations := file.GetSourceCodeInfo().GetLocation()
	for _, location := range locations {
		location.Span = nil
	}
	slices.SortStableFunc(locations, func(a, b *descriptorpb.SourceCodeInfo_Location) int { return slices.Compare(a.GetPath(), b.GetPath()) })
	encoded, err := proto.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	read := messageType.New().Interface()
	if err := (proto.UnmarshalOptions{Resolver: types}).Unmarshal(encoded, read); err != nil {
		t.Fatal(err)
	}
	return read
}

func readContract(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(contract, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return content
}
