package generate

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/gofrs/flock"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/lean"
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
	names, err := listFiles("proto")
	if err != nil {
		panic(err)
	}
	protos := make([]string, len(names))
	for i, name := range names {
		protos[i] = filepath.Join("proto", name)
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
		if paths := pathsOf(args); len(paths) > 0 {
			protos = paths
		}
		_, _ = os.Stdout.Write(fakeImage(protos))
		return 0
	case "generate":
		template, out := args[slices.Index(args, "--template")+1], args[len(args)-1]
		return fakeGenerate(template, out, args[1], pathsOf(args))
	}
	return 2
}

func pathsOf(args []string) (paths []string) {
	for i, arg := range args {
		if arg == "--path" {
			paths = append(paths, args[i+1])
		}
	}
	return paths
}

// fakeImage is the image of protos: proto/shop/a.proto is qdrant/cloud/shop/v1/a.proto. Its content is the comment of its one message.
// Words in it are more: import:shop/a.proto is an import whose message a field has, field:NAME another field, option:TEXT a custom option,
// service:TEXT the comment of a service, and file:TEXT one of the file.
func fakeImage(protos []string) []byte {
	set := &descriptorpb.FileDescriptorSet{}
	for _, path := range protos {
		content, err := os.ReadFile(path)
		if err != nil {
			panic(err)
		}
		name := fakeName(strings.TrimPrefix(filepath.ToSlash(path), "proto/"))
		message := &descriptorpb.DescriptorProto{Name: new(fakeMessage(name))}
		file := &descriptorpb.FileDescriptorProto{
			Name: new(name), Package: new(fakePackage(name)), Syntax: new("proto3"), MessageType: []*descriptorpb.DescriptorProto{message},
			SourceCodeInfo: &descriptorpb.SourceCodeInfo{Location: []*descriptorpb.SourceCodeInfo_Location{{
				Path: []int32{4, 0}, Span: []int32{1, 1, int32(len(content))}, LeadingComments: new(noComments.ReplaceAllString(string(content), "")),
			}}},
		}
		for i, word := range strings.Fields(string(content)) {
			kind, value, _ := strings.Cut(word, ":")
			field := &descriptorpb.FieldDescriptorProto{Name: new("f" + fmt.Sprint(i)), Number: new(int32(i + 1))}
			switch kind {
			case "import":
				to := fakeName(value)
				file.Dependency = append(file.Dependency, to)
				field.Type, field.TypeName = new(descriptorpb.FieldDescriptorProto_TYPE_MESSAGE), new("."+fakePackage(to)+"."+fakeMessage(to))
				message.Field = append(message.Field, field)
			case "service", "file":
				file.SourceCodeInfo.Location = append(file.SourceCodeInfo.Location, &descriptorpb.SourceCodeInfo_Location{
					Path: []int32{map[string]int32{"service": 6, "file": 12}[kind], int32(i)}, Span: []int32{2, 1, 2}, LeadingComments: new(value),
				})
			case "field":
				field.Name, field.Type = new(value), new(descriptorpb.FieldDescriptorProto_TYPE_STRING)
				message.Field = append(message.Field, field)
			case "option":
				message.Options = &descriptorpb.MessageOptions{}
				message.GetOptions().ProtoReflect().SetUnknown(protowire.AppendString(protowire.AppendTag(nil, 50001, protowire.BytesType), value))
			}
		}
		set.File = append(set.File, file)
	}
	encoded, err := proto.Marshal(&descriptorpb.FileDescriptorSet{File: importsFirst(set.GetFile())})
	if err != nil {
		panic(err)
	}
	return encoded
}

// importsFirst is the order of an image.
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

// noComments are the words that are no part of the comment of the message.
var noComments = regexp.MustCompile(` ?(option|service|file):\w+`)

func fakeName(below string) string {
	return path.Join("qdrant/cloud", path.Dir(below), "v1", path.Base(below))
}

func fakePackage(name string) string { return strings.ReplaceAll(path.Dir(name), "/", ".") }

func fakeMessage(name string) string { return "M" + strings.TrimSuffix(path.Base(name), ".proto") }

// fakePlugin is a plugin of a template.
type fakePlugin struct {
	Out        string
	Local      any
	ProtocPath string `json:"protoc_path"`
	Opt        any
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
	set := &descriptorpb.FileDescriptorSet{}
	if encoded, err := os.ReadFile(input); err == nil {
		if err := proto.Unmarshal(encoded, set); err != nil {
			panic(err)
		}
	} else { // It is the folder with the details of errors.
		set.File = []*descriptorpb.FileDescriptorProto{{Name: new(errorDetails), SourceCodeInfo: &descriptorpb.SourceCodeInfo{
			Location: []*descriptorpb.SourceCodeInfo_Location{{}},
		}}}
		paths = nil
	}
	for _, plugin := range settings.Plugins {
		var targets []string
		for _, file := range set.GetFile() {
			if len(paths) == 0 || slices.Contains(paths, file.GetName()) {
				targets = append(targets, file.GetName())
			}
		}
		if plugin.name() == "protoc-gen-client" {
			plugin.client(out, set)
			continue
		}
		for _, file := range set.GetFile() {
			if !slices.Contains(targets, file.GetName()) {
				continue
			}
			content := file.GetSourceCodeInfo().GetLocation()[0].GetLeadingComments()
			for suffix, code := range fakeCode[plugin.name()] {
				stem := strings.TrimSuffix(file.GetName(), ".proto")
				made := fmt.Sprintf(code, filepath.Base(stem)) + comment(suffix, content+" reads "+plugin.reads(set, targets, file.GetName()))
				write(filepath.Join(out, plugin.Out, stem+suffix), made)
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

// reads is a hash of what a generator reads for one file: its options, the file, and what that imports.
func (p fakePlugin) reads(all *descriptorpb.FileDescriptorSet, targets []string, name string) string {
	set := proto.CloneOf(all)
	if slices.Contains([]string{"protoc-python", "protoc-gen-ts", "protoc-gen-mypy_grpc"}, p.name()) {
		lean.Reduce(set, targets)
	}
	files := map[string]*descriptorpb.FileDescriptorProto{}
	for _, file := range set.GetFile() {
		files[file.GetName()] = file
	}
	sum := sha256.New()
	fmt.Fprintln(sum, p.Opt)
	seen := map[string]bool{}
	var add func(of string)
	add = func(of string) {
		file := files[of]
		if seen[of] {
			return
		}
		seen[of] = true
		if of != name && p.name() != "protoc-gen-openapiv3" {
			file.SourceCodeInfo = nil
		}
		reads := fakeComments[p.name()]
		if of != name && p.name() == "protoc-gen-openapiv3" {
			reads = []int32{4} // It repeats what is said of imported messages.
		}
		if info := file.GetSourceCodeInfo(); info != nil {
			info.Location = slices.DeleteFunc(info.GetLocation(), func(l *descriptorpb.SourceCodeInfo_Location) bool {
				return len(l.GetPath()) > 0 && !slices.Contains(reads, l.GetPath()[0])
			})
		}
		for _, l := range file.GetSourceCodeInfo().GetLocation() {
			l.Span = nil
		}
		encoded, err := proto.MarshalOptions{Deterministic: true}.Marshal(file)
		if err != nil {
			panic(err)
		}
		_, _ = sum.Write(encoded)
		for _, imported := range file.GetDependency() {
			add(imported)
		}
	}
	add(name)
	return fmt.Sprintf("%x", sum.Sum(nil))[:16]
}

// fakeComments says of what each generator reads the comments, by the number of the field of FileDescriptorProto: messages (4), services (6),
// and the syntax, which stands for the file (12).
var fakeComments = map[string][]int32{
	"protoc-gen-go":        {4, 12},
	"protoc-gen-go-grpc":   {6, 12},
	"protoc-gen-ts":        {4, 6, 12},
	"protoc-gen-mypy_grpc": {6, 12},
	"protoc-python":        {4, 12},
	"protoc-gen-openapiv3": {4, 6},
	"protoc-gen-client":    {6},
}

// client writes one file, which depends on the whole contract and on the settings of the clients.
func (p fakePlugin) client(out string, set *descriptorpb.FileDescriptorSet) {
	settings, err := os.ReadFile("sdk.yaml")
	if err != nil {
		panic(err)
	}
	_, settings, _ = bytes.Cut(settings, []byte("\nclient:"))
	var names []string
	for _, file := range set.GetFile() {
		names = append(names, file.GetName()+" "+p.reads(set, nil, file.GetName()))
	}
	sum := sha256.Sum256(fmt.Append(settings, names))
	switch fmt.Sprint(p.Opt) {
	case "lang=go":
		write(filepath.Join(out, p.Out, "qdrantcloud/services.go"), fmt.Sprintf("package qdrantcloud\n\n// reads %x\n", sum))
	case "lang=python":
		write(filepath.Join(out, p.Out, "qdrant/cloud/client/_clients.py"), fmt.Sprintf("# reads %x\n", sum))
	}
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
