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
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
)

const contract = "../../../proto"

// files converts texts to the input of [FromFiles].
func files(content map[string]string) map[string][]byte {
	tree := map[string][]byte{}
	for name, text := range content {
		tree[name] = []byte(text)
	}
	return tree
}

func TestContract(t *testing.T) {
	image, err := FromDir(t.Context(), contract)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, file := range image.Files {
		paths = append(paths, file.GetName())
		if !strings.HasPrefix(file.GetName(), "qdrant/cloud/") {
			t.Errorf("%s is not a file of the tree", file.GetName())
		}
		if len(file.GetSourceCodeInfo().GetLocation()) == 0 {
			t.Errorf("%s has no source info", file.GetName())
		}
	}
	if len(paths) == 0 || !slices.IsSorted(paths) {
		t.Errorf("not sorted by path: %v", paths)
	}
	for _, dependency := range []string{"google/api/annotations.proto", "buf/validate/validate.proto", "google/protobuf/timestamp.proto"} {
		if _, err := image.Descriptors.FindFileByPath(dependency); err != nil {
			t.Errorf("%s: %v", dependency, err)
		}
	}
	service, err := image.Descriptors.FindDescriptorByName("qdrant.cloud.cluster.v1.ClusterService")
	if err != nil {
		t.Fatal(err)
	}
	if comment := service.ParentFile().SourceLocations().ByDescriptor(service).LeadingComments; strings.TrimSpace(comment) == "" {
		t.Error("ClusterService has lost its comment")
	}
}

func TestSameTreeSameBytes(t *testing.T) {
	var first []byte
	for range 3 {
		image, err := FromDir(t.Context(), contract)
		if err != nil {
			t.Fatal(err)
		}
		bytes, err := proto.MarshalOptions{Deterministic: true}.Marshal(&descriptorpb.FileDescriptorSet{File: image.Files})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = bytes
		}
		if string(bytes) != string(first) {
			t.Fatal("the same tree compiles to other bytes")
		}
	}
}

func field(message protoreflect.Value, name protoreflect.Name) protoreflect.FieldDescriptor {
	return message.Message().Descriptor().Fields().ByName(name)
}

func TestMistakesNameTheirPlace(t *testing.T) {
	const fine = "syntax = \"proto3\";\npackage t;\n"
	tests := []struct {
		name  string
		tree  map[string]string
		lines []string // What each line of the error begins with.
	}{
		{"syntax error", map[string]string{"a/t.proto": fine + "message M {\n  string name 1;\n}\n"},
			[]string{"a/t.proto:4:15: syntax error: expecting ';'", "a/t.proto:4:15: syntax error: unexpected int literal"}},
		{"unknown import", map[string]string{"t.proto": fine + "import \"nope/nope.proto\";\n"},
			[]string{`t.proto:3:8: import "nope/nope.proto": there is no such file`}},
		{"import outside of the tree", map[string]string{"t.proto": fine + "import \"../t.proto\";\n"},
			[]string{`t.proto:3:8: import "../t.proto": there is no such file`}},
		{"unknown type", map[string]string{"t.proto": fine + "message M {\n  Nope n = 1;\n}\n"},
			[]string{"t.proto:4:3: field t.M.n: unknown type Nope"}},
		{"unknown option", map[string]string{"t.proto": fine + "message M {\n  option (nope) = 1;\n}\n"},
			[]string{"t.proto:4:10: message t.M: unknown extension nope"}},
		{"import cycle", map[string]string{"a.proto": "syntax = \"proto3\";\nimport \"a.proto\";\n"},
			[]string{"a.proto:2:8: cycle found in imports"}},
		{"every file that is wrong", map[string]string{"b.proto": fine + "message {}\n", "a.proto": fine + "enum {}\n"},
			[]string{"a.proto:3:6: syntax error", "b.proto:3:9: syntax error"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := FromFiles(t.Context(), files(test.tree))
			all, ok := errors.AsType[Errors](err)
			if !ok {
				t.Fatalf("got %v, want Errors", err)
			}
			if len(all) != len(test.lines) {
				t.Fatalf("got\n%v\nwant %d lines", err, len(test.lines))
			}
			for i, line := range strings.Split(err.Error(), "\n") {
				if !strings.HasPrefix(line, test.lines[i]) {
					t.Errorf("got  %s\nwant %s…", line, test.lines[i])
				}
			}
		})
	}
}

func TestPathsOfADirectory(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "t.proto"), []byte("syntax = proto3;"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := FromDir(t.Context(), dir)
	mistake, ok := errors.AsType[*Error](err)
	if !ok || mistake.File != filepath.Join(dir, "t.proto") || mistake.Line != 1 || mistake.Column != 10 {
		t.Errorf("got %v", err)
	}
}

func TestNothingToCompile(t *testing.T) {
	empty := t.TempDir()
	for _, test := range []struct{ dir, want string }{
		{empty, "no .proto file in " + empty},
		{filepath.Join(empty, "nope"), "nope"},
		{"image_test.go", "is not a directory"},
	} {
		if _, err := FromDir(t.Context(), test.dir); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want …%s…", test.dir, err, test.want)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := FromDir(ctx, contract); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
