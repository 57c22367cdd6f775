package generate

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofrs/flock"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// fakeTools has a buf that makes small files of the right names, in milliseconds.
type fakeTools struct{}

func (fakeTools) Ensure(context.Context, ...toolchain.Set) error { return nil }
func (fakeTools) Env() []string                                  { return []string{"FAKE_BIN=" + os.Getenv("FAKE_BIN")} }
func (fakeTools) Tool(name string) string                        { return filepath.Join(os.Getenv("FAKE_BIN"), name) }

// alive is locked, shared, by every buf of the tests as long as it runs.
func alive() *flock.Flock { return flock.New(filepath.Join(os.Getenv("FAKE_BIN"), "alive")) }

// fakeBuf takes each proto/NAME.proto for a file of the contract. Words in it make it behave: "syntax error", "lint
// finding", "unformatted" and "crash".
func fakeBuf(args []string) int {
	if err := alive().RLock(); err != nil {
		panic(err)
	}
	protos, err := filepath.Glob("proto/*.proto")
	if err != nil {
		panic(err)
	}
	finding := func(word, message string) bool {
		for _, name := range protos {
			content, err := os.ReadFile(name)
			if err != nil {
				panic(err)
			}
			if strings.Contains(string(content), word) {
				fmt.Fprintf(os.Stderr, "%s:1:1:%s\n", name, message)
				return true
			}
		}
		return false
	}
	switch args[0] {
	case "format":
		for _, name := range protos {
			content, _ := os.ReadFile(name)
			if bytes.Contains(content, []byte("unformatted")) && args[1] == "--diff" {
				fmt.Printf("--- %s\n", name)
				return 100
			}
			if bytes.Contains(content, []byte("unformatted")) {
				_ = os.WriteFile(name, bytes.ReplaceAll(content, []byte("unformatted"), []byte("formatted")), 0o644)
			}
		}
		return 0
	case "lint":
		if finding("lint finding", "a name is not in snake case") {
			return 100
		}
		return 0
	case "build":
		if finding("syntax error", "syntax error") {
			return 100
		}
		return write(args[len(args)-1], string(fakeImage(protos)))
	case "generate":
		template, out := args[slices.Index(args, "--template")+1], args[len(args)-1]
		var paths []string
		for i, arg := range args {
			if arg == "--path" {
				paths = append(paths, args[i+1])
			}
		}
		return fakeGenerate(template, out, args[1], paths)
	}
	return 2
}

// fakeImage is the image of protos: files of qdrant.cloud.v1 whose comment is their content.
func fakeImage(protos []string) []byte {
	set := &descriptorpb.FileDescriptorSet{}
	for _, path := range protos {
		content, err := os.ReadFile(path)
		if err != nil {
			panic(err)
		}
		set.File = append(set.File, &descriptorpb.FileDescriptorProto{
			Name: new("qdrant/cloud/v1/" + filepath.Base(path)), Package: new("qdrant.cloud.v1"), Syntax: new("proto3"),
			SourceCodeInfo: &descriptorpb.SourceCodeInfo{Location: []*descriptorpb.SourceCodeInfo_Location{{
				Path: []int32{4, 0}, Span: []int32{1, 1, 1}, LeadingComments: new(string(content)),
			}}},
		})
	}
	encoded, err := proto.Marshal(set)
	if err != nil {
		panic(err)
	}
	return encoded
}

// fakePlugin is a plugin of a template.
type fakePlugin struct {
	Out        string
	Local      any
	ProtocPath string `json:"protoc_path"`
}

// name is the program that writes code.
func (p fakePlugin) name() string {
	words := strings.Fields(strings.Trim(fmt.Sprint(p.Local), "[]"))
	if p.ProtocPath != "" {
		return p.ProtocPath
	}
	return words[len(words)-1]
}

// fakeGenerate writes code for the files of an image, or for those at some paths.
func fakeGenerate(template, out, input string, paths []string) int {
	var settings struct{ Plugins []fakePlugin }
	encoded, err := os.ReadFile(template)
	if err != nil {
		panic(err)
	}
	if err := json.Unmarshal(encoded, &settings); err != nil {
		panic(err)
	}
	comments := map[string]string{}
	if encoded, err := os.ReadFile(input); err == nil {
		var set descriptorpb.FileDescriptorSet
		if err := proto.Unmarshal(encoded, &set); err != nil {
			panic(err)
		}
		for _, file := range set.GetFile() {
			if len(paths) == 0 || slices.Contains(paths, file.GetName()) {
				comments[file.GetName()] = file.GetSourceCodeInfo().GetLocation()[0].GetLeadingComments()
			}
		}
	} else { // The folder with the details of errors.
		comments[errorDetails] = ""
	}
	for _, plugin := range settings.Plugins {
		for path, content := range comments {
			for suffix, code := range fakeCode[plugin.name()] {
				stem := strings.TrimSuffix(path, ".proto")
				write(filepath.Join(out, plugin.Out, stem+suffix), fmt.Sprintf(code, filepath.Base(stem))+comment(suffix, content))
			}
			if strings.Contains(content, "full disk") {
				fmt.Fprintln(os.Stderr, "Failure: write gen/go/beta.pb.go: no space left on device")
				return 1
			}
			if strings.Contains(content, "crash") {
				fmt.Fprintln(os.Stderr, "plugin \"protoc-gen-go\" exited with non-zero exit code 137")
				return 1
			}
		}
	}
	return 0
}

func comment(suffix, content string) string {
	sign := "//"
	if filepath.Ext(suffix) == ".py" {
		sign = "#"
	}
	return "\n" + sign + " " + strings.ReplaceAll(content, "\n", " ") + "\n"
}

var fakeCode = map[string]map[string]string{
	"protoc-gen-go": {".pb.go": "package %s\n"},
	"protoc-python": {
		"_pb2.py":      "_runtime_version.ValidateProtobufRuntimeVersion(\n    _runtime_version.Domain.PUBLIC,\n    6,\n    31,\n    1,\n    '%s')",
		"_pb2_grpc.py": "GRPC_GENERATED_VERSION = '1.76.0'\nclass %sServicer(object):\n",
	},
	"protoc-gen-openapiv3": {".openapi.json": `{"components": {"schemas": {"%s": {"type": "object"}}}}`},
	"protoc-gen-ts": {
		"_pb.js":   "// @generated by protoc-gen-es v2.13.0 with parameter\nexport const %s = 1;",
		"_pb.d.ts": "// @generated by protoc-gen-es v2.13.0 with parameter\nexport declare const %s: number;",
	},
}

func write(path, content string) int {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		panic(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		panic(err)
	}
	return 0
}
