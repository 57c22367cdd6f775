package main

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/pluginpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/lean"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

const shop = `syntax = "proto3";
package shop.v1;
import "buf/validate/validate.proto";
// Shops.
service ShopService { rpc GetShop(Shop) returns (Shop) { option idempotency_level = NO_SIDE_EFFECTS; } }
message Shop { Shop next = 1 [(buf.validate.field).required = true]; }
`

// request asks for code for the shop, with options.
func request(t *testing.T, options string) []byte {
	t.Helper()
	compiled, err := image.FromFiles(t.Context(), map[string][]byte{"shop/v1/shop.proto": []byte(shop)})
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := compiled.Encode()
	if err != nil {
		t.Fatal(err)
	}
	var set descriptorpb.FileDescriptorSet
	if err := proto.Unmarshal(encoded, &set); err != nil {
		t.Fatal(err)
	}
	asked, err := proto.Marshal(&pluginpb.CodeGeneratorRequest{FileToGenerate: []string{"shop/v1/shop.proto"}, Parameter: &options, ProtoFile: importsFirst(set.GetFile())})
	if err != nil {
		t.Fatal(err)
	}
	return asked
}

// importsFirst is the order that protoc promises.
func importsFirst(files []*descriptorpb.FileDescriptorProto) []*descriptorpb.FileDescriptorProto {
	var ordered []*descriptorpb.FileDescriptorProto
	var add func(file *descriptorpb.FileDescriptorProto)
	add = func(file *descriptorpb.FileDescriptorProto) {
		if slices.Contains(ordered, file) {
			return
		}
		for _, other := range files {
			if slices.Contains(file.GetDependency(), other.GetName()) {
				add(other)
			}
		}
		ordered = append(ordered, file)
	}
	for _, file := range files {
		add(file)
	}
	return ordered
}

func tools(t *testing.T) *toolchain.Toolchain {
	t.Helper()
	fulltest.Only(t, "runs the generators of TypeScript")
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	installed := toolchain.New(root, progress.Discard())
	if err := installed.Ensure(t.Context(), toolchain.Node); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", installed.Bin()+string(os.PathListSeparator)+os.Getenv("PATH"))
	return installed
}

func files(t *testing.T, encoded []byte) map[string]string {
	t.Helper()
	var response pluginpb.CodeGeneratorResponse
	if err := proto.Unmarshal(encoded, &response); err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, file := range response.GetFile() {
		all[file.GetName()] = file.GetContent()
	}
	return all
}

// The code is what the three generators write when each is started by itself.
func TestCodeIsThatOfTheGenerators(t *testing.T) {
	installed := tools(t)
	var got bytes.Buffer
	if err := run(bytes.NewReader(request(t, "import_extension=js,types:valid_types=protovalidate_required")), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for _, g := range []struct {
		program, options string
		lean             bool
	}{
		{"protoc-gen-es", "target=dts,import_extension=js,valid_types=protovalidate_required", false},
		{"protoc-gen-es", "target=js,import_extension=js", true},
		{"protoc-gen-connect-query", "target=js+dts,import_extension=js", true},
	} {
		input := request(t, g.options)
		if g.lean {
			var err error
			if input, err = lean.Request(input); err != nil {
				t.Fatal(err)
			}
		}
		generator := exec.CommandContext(t.Context(), installed.Tool(g.program))
		generator.Stdin, generator.Stderr = bytes.NewReader(input), os.Stderr
		response, err := generator.Output()
		if err != nil {
			t.Fatal(err)
		}
		maps.Copy(want, files(t, response))
	}
	if diff := cmp.Diff(want, files(t, got.Bytes())); diff != "" || len(want) != 4 {
		t.Errorf("%d files; the code differs (-alone +together):\n%s", len(want), diff)
	}
}

func TestMistakesAreReported(t *testing.T) {
	tools(t)
	for input, want := range map[string]string{
		"no request":                        "the descriptors on standard input cannot be read",
		string(request(t, "nothing=known")): "exit status 1",
	} {
		if err := run(strings.NewReader(input), new(bytes.Buffer)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if err := run(bytes.NewReader(request(t, "")), new(bytes.Buffer)); err == nil || !strings.Contains(err.Error(), "go tool mage deps installs it") {
		t.Errorf("got %v", err)
	}
}
