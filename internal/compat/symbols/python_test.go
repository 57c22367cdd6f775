package symbols

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/stubs"
)

// pythonSchema compiles a tree of protos. It also returns the files of the tree.
func pythonSchema(tb testing.TB, tree fs.FS) (*schema.Schema, []*schema.File) {
	tb.Helper()
	compiled, err := imagetest.FromFS(tb.Context(), tree)
	if err != nil {
		tb.Fatal(err)
	}
	var set descriptorpb.FileDescriptorSet
	compiled.Descriptors.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		set.File = append(set.File, protodesc.ToFileDescriptorProto(file))
		return true
	})
	encoded, err := proto.Marshal(&set)
	if err != nil {
		tb.Fatal(err)
	}
	s, err := schema.Read(string(encoded))
	if err != nil {
		tb.Fatal(err)
	}
	var own []*schema.File
	for _, file := range compiled.Files {
		own = append(own, s.File(file.GetName()))
	}
	return s, own
}

func pythonIdentity(name string) string { return name }

// pythonNames returns the signatures by name. A name must not be listed twice.
func pythonNames(t *testing.T, symbols []Symbol) map[string]string {
	t.Helper()
	names := make(map[string]string, len(symbols))
	for _, symbol := range symbols {
		if _, again := names[symbol.Name]; again {
			t.Errorf("%s is listed twice", symbol.Name)
		}
		if symbol.Element == nil {
			t.Errorf("%s is made from nothing", symbol.Name)
		}
		names[symbol.Name] = symbol.Signature
	}
	return names
}

// The listed symbols are those that the stubs of the contract's SDK declare, with the same types.
func TestPythonContract(t *testing.T) {
	s, own := pythonSchema(t, os.DirFS("../../../proto"))
	for _, file := range own {
		comparePythonStubs(t, s, file, func(module string) string { return pythonStub(t, "../../../gen/python", module) })
	}
}

// As above, for protos that are hard to generate code for. How the stubs were made is in testdata/python/outline.py.
func TestPythonStubs(t *testing.T) {
	s, own := pythonSchema(t, os.DirFS("testdata/python/proto"))
	for _, file := range own {
		if file.Path == "tricky/v1/service_names.proto" {
			continue // The experimental class of a service hides the server class of another one. Stubs know only the latter.
		}
		comparePythonStubs(t, s, file, func(module string) string {
			stub := pythonStub(t, "testdata/python/gen", module)
			if module != pythonModuleName(file.Path) {
				return stub
			}
			completed, err := stubs.Complete([]byte(stub), linked(t, file))
			if err != nil {
				t.Fatal(err)
			}
			return string(completed)
		})
	}
}

// linked returns the descriptor of a file.
func linked(t *testing.T, file *schema.File) protoreflect.FileDescriptor {
	t.Helper()
	var decoded descriptorpb.FileDescriptorProto
	if err := proto.Unmarshal([]byte(file.Encoded()), &decoded); err != nil {
		t.Fatal(err)
	}
	descriptor, err := protodesc.FileOptions{AllowUnresolvable: true}.New(&decoded, new(protoregistry.Files))
	if err != nil {
		t.Fatal(err)
	}
	return descriptor
}

// The names are those that Python itself finds in the modules; testdata/python/outline.py wrote them down.
func TestPythonRuntime(t *testing.T) {
	s, own := pythonSchema(t, os.DirFS("testdata/python/proto"))
	var got []string
	for _, file := range own {
		for name := range pythonNames(t, python(s, file, pythonIdentity)) {
			got = append(got, name)
		}
	}
	slices.Sort(got)
	outline, err := os.ReadFile("testdata/python/runtime.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSpace(string(outline)), "\n")
	// The plugin for gRPC stubs does not support editions, so such files have no stubs.
	for _, file := range own {
		if file.Edition >= schema.Edition2023 {
			want = append(want, pythonModuleName(file.Path)+"_grpc.pyi")
		}
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what Python finds (-) and what is listed (+):\n%s", diff)
	}
}

// comparePythonStubs compares the symbols of a file with its stubs; a symbol is in both, or is known at run time only.
func comparePythonStubs(t *testing.T, s *schema.Schema, file *schema.File, stub func(module string) string) {
	t.Helper()
	names := pythonNames(t, python(s, file, pythonIdentity))
	module := pythonModuleName(file.Path)
	want := map[string]string{}
	if _, parses := names[module+".pyi"]; parses {
		readMessageStub(pythonTypes(s), stub(module), module, want)
	}
	if _, parses := names[module+"_grpc.pyi"]; parses && file.Edition < schema.Edition2023 {
		readServiceStub(pythonTypes(s), stub(module+"_grpc"), module+"_grpc", want)
	}
	if len(file.PublicImports) > 0 {
		// The stub has them, but at run time a star import leaves out names that begin with an underscore.
		maps.DeleteFunc(want, func(name, _ string) bool { return strings.HasPrefix(name, module+"._") })
	}
	got := map[string]string{}
	for name, signature := range names {
		if pythonAtRunTimeOnly(name, signature) || !pythonInStub(names, file, name) {
			continue
		}
		if have, stubbed := want[name]; len(file.PublicImports) > 0 && (have == "imported" || !stubbed && isNested(name, module)) {
			delete(want, name) // The stub has the class that is imported, but not its kind and its members.
			continue
		}
		switch {
		case strings.HasPrefix(signature, "extension of "):
			signature = "extension"
		case strings.HasPrefix(signature, "generic "), strings.HasPrefix(signature, "message without "):
			signature = "message" // For the stub, it is a class like others.
		}
		got[name] = signature
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: what the stubs have (-) and what is listed (+):\n%s", file.Path, diff)
	}
}

// pythonAtRunTimeOnly reports whether a symbol is not in stubs.
func pythonAtRunTimeOnly(name, signature string) bool {
	for _, call := range []string{"getattr(", "(**"} {
		if strings.Contains(name, call) {
			return true
		}
	}
	return signature == "module" || signature == "stub" || strings.HasPrefix(signature, "generic method") ||
		strings.HasPrefix(signature, "experimental ") || strings.HasSuffix(signature, " at run time only")
}

// pythonInStub reports whether the module of a symbol has a stub that can be parsed.
func pythonInStub(names map[string]string, file *schema.File, name string) bool {
	module := pythonModuleName(file.Path)
	if strings.HasPrefix(name, module+"_grpc.") {
		return names[module+"_grpc.pyi"] != "" && file.Edition < schema.Edition2023
	}
	return names[module+".pyi"] != ""
}

// isNested reports whether a symbol is in a class of the module.
func isNested(name, module string) bool {
	return strings.ContainsAny(strings.TrimPrefix(name, module+"."), ".(")
}

func pythonStub(t *testing.T, dir, module string) string {
	t.Helper()
	stub, err := os.ReadFile(filepath.Join(dir, strings.ReplaceAll(module, ".", "/")+".pyi"))
	if err != nil {
		t.Fatal(err)
	}
	return string(stub)
}

// pythonTypes returns the full names of all messages and enums by the names of their classes, with the module.
func pythonTypes(s *schema.Schema) map[string]string {
	types := map[string]string{}
	var add func(in string, messages []*schema.Message, enums []*schema.Enum)
	add = func(in string, messages []*schema.Message, enums []*schema.Enum) {
		for _, message := range messages {
			types[in+"."+message.Name()] = message.FullName()
			add(in+"."+message.Name(), message.Messages, message.Enums)
		}
		for _, e := range enums {
			types[in+"."+e.Name()] = e.FullName()
		}
	}
	for _, file := range s.Files {
		add(pythonModuleName(file.Path), file.Messages, file.Enums)
	}
	return types
}

var (
	stubImport   = regexp.MustCompile(`^(?:from ([\w.]+) )?import ([\w.]+) as (\w+)$`)
	stubLoaded   = regexp.MustCompile(`^(_\w+) = importlib\.import_module\('([\w.]+)'\)$`)
	stubClass    = regexp.MustCompile(`^class (\w+)\((.*)\):(?: \.\.\.)?$`)
	stubVariable = regexp.MustCompile(`^(\w+): (.+)$`)
	stubInit     = regexp.MustCompile(`^def __init__\(\w+(.*)\) -> None: \.\.\.$`)
	stubDoc      = regexp.MustCompile(`(?ms)^ *""".*?[^\\]"""\n`)
	stubHas      = regexp.MustCompile(`^def HasField\(self, field_name: _Literal\["(.*)"\]\) -> bool: \.\.\.$`)
	stubWhich    = regexp.MustCompile(`^def WhichOneof\(self, oneof_group: _Literal\["(\w+)"\]\) -> _Literal\["(.*)"\] \| None:`)
	stubArgument = regexp.MustCompile(`, (\w+): (.*?) = \.\.\.`)
	stubName     = regexp.MustCompile(`[A-Za-z_][\w.]*`)
)

// messageStub is a parsed stub of a module with messages.
type messageStub struct {
	types   map[string]string
	module  string
	aliases map[string]string // aliases has modules by the names under which they were imported.
	classes []string          // classes are the classes around the current line.
	symbols map[string]string
}

// readMessageStub parses a stub of a module with messages.
func readMessageStub(types map[string]string, text, module string, symbols map[string]string) {
	stub := &messageStub{types: types, module: module, aliases: map[string]string{}, symbols: symbols}
	for line := range strings.Lines(stubDoc.ReplaceAllString(text, "")) {
		line = strings.TrimRight(line, "\n")
		code := strings.TrimLeft(line, " ")
		if code != "" {
			stub.classes = stub.classes[:(len(line)-len(code))/4]
			stub.line(code)
		}
	}
}

// add adds a symbol, unless every module or class has it.
func (s *messageStub) add(name, signature string) {
	if name == "DESCRIPTOR" && len(s.classes) == 0 || name == "__slots__" {
		return
	}
	name = strings.Join(append([]string{s.module}, append(slices.Clone(s.classes), name)...), ".")
	if _, again := s.symbols[name]; !again {
		s.symbols[name] = signature
	}
}

// class returns the class around the current line.
func (s *messageStub) class() string {
	return strings.Join(append([]string{s.module}, s.classes...), ".")
}

func (s *messageStub) line(code string) {
	if match := stubLoaded.FindStringSubmatch(code); match != nil {
		s.aliases[match[1]] = match[2]
	} else if match := stubImport.FindStringSubmatch(code); match != nil {
		switch {
		case match[1] == "":
			s.aliases[match[3]] = match[2]
		case match[2] == match[3] && !strings.HasPrefix(match[2], "_"):
			// A message or an enum of a public import.
			s.add(match[2], "imported")
		default:
			s.aliases[match[3]] = match[1] + "." + match[2]
		}
	} else if match := stubClass.FindStringSubmatch(code); match != nil {
		kind := "message"
		if strings.HasPrefix(match[2], "int, ") {
			kind = "enum"
		}
		delete(s.symbols, s.module+"."+match[1]) // It may be imported, too.
		s.add(match[1], kind)
		s.classes = append(s.classes, match[1])
	} else if match := stubInit.FindStringSubmatch(code); match != nil {
		for _, argument := range stubArgument.FindAllStringSubmatch(match[1], -1) {
			s.symbols[s.class()+"("+argument[1]+"=)"] = s.typeOf(argument[2])
		}
	} else if match := stubHas.FindStringSubmatch(code); match != nil {
		for field := range strings.SplitSeq(match[1], `", "`) {
			s.symbols[s.class()+`.HasField("`+field+`")`] = "bool"
		}
	} else if match := stubWhich.FindStringSubmatch(code); match != nil {
		// HasField takes the names of oneofs too, which is not listed.
		delete(s.symbols, s.class()+`.HasField("`+match[1]+`")`)
		s.symbols[s.class()+`.WhichOneof("`+match[1]+`")`] = "oneof"
		for field := range strings.SplitSeq(match[2], `", "`) {
			s.symbols[s.class()+`.WhichOneof() == "`+field+`"`] = "oneof " + s.types[s.class()] + "." + match[1]
		}
	} else if match := stubVariable.FindStringSubmatch(code); match != nil {
		s.add(match[1], s.typeOf(match[2]))
	}
}

// typeOf writes a type as signatures have it.
func (s *messageStub) typeOf(text string) string {
	switch text {
	case "_descriptor.FieldDescriptor":
		return "extension"
	case "_python_message._ExtensionDict":
		return "extensions"
	}
	name, inner, generic := strings.Cut(text, "[")
	if !generic {
		return s.nameOf(text)
	}
	var arguments []string
	for _, argument := range splitArguments(strings.TrimSuffix(inner, "]")) {
		arguments = append(arguments, s.typeOf(argument))
	}
	switch name {
	case "_ClassVar":
		return arguments[0]
	case "_Optional":
		return arguments[0] + " | None"
	case "_Union":
		return strings.Join(arguments, " | ")
	}
	name = strings.TrimPrefix(strings.TrimPrefix(name, "_containers."), "_")
	return name + "[" + strings.Join(arguments, ", ") + "]"
}

func (s *messageStub) nameOf(name string) string {
	if full := s.types[s.module+"."+name]; full != "" {
		return full
	}
	alias, rest, _ := strings.Cut(name, ".")
	if full := s.types[s.aliases[alias]+"."+rest]; full != "" {
		return full
	}
	return strings.TrimPrefix(name, "_")
}

// splitArguments splits at the commas outside of brackets.
func splitArguments(text string) []string {
	var all []string
	depth, start := 0, 0
	for i, c := range text {
		switch {
		case c == '[':
			depth++
		case c == ']':
			depth--
		case c == ',' && depth == 0:
			all = append(all, strings.TrimSpace(text[start:i]))
			start = i + 1
		}
	}
	return append(all, strings.TrimSpace(text[start:]))
}

var (
	stubCallable = regexp.MustCompile(`'(_\w+)',\s+grpc\.(\w+)\[\s+([\w.]+),\s+([\w.]+),\s+\]`)
	stubCode     = regexp.MustCompile(`(?m)^class (\w+)(\(.*\)):$|^    (\w+): (_\w+)$|^    def (\w+)\(\s+self,\s+(request\w*): ([\w.\[\]]+),\s+context: _ServicerContext,\s+\) -> typing\.Union\[(.*)\]:|^def (\w+)\(|^(\w+AsyncStub): `)
)

// readServiceStub parses a stub of mypy-protobuf.
func readServiceStub(types map[string]string, text, module string, symbols map[string]string) {
	callables := map[string]string{}
	for _, match := range stubCallable.FindAllStringSubmatch(text, -1) {
		callables[match[1]] = match[2] + "[" + types[match[3]] + ", " + types[match[4]] + "]"
	}
	named := func(text string) string {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "_MaybeAsyncIterator", "Iterator"), "collections.abc.", "")
		return stubName.ReplaceAllStringFunc(text, func(name string) string {
			if full := types[name]; full != "" {
				return full
			}
			return name
		})
	}
	class := ""
	for _, match := range stubCode.FindAllStringSubmatch(text, -1) {
		switch {
		case match[1] != "":
			class = module + "." + match[1]
			switch {
			case strings.HasPrefix(match[1], "_"):
			case strings.HasPrefix(match[2], "(typing.Generic["):
				symbols[class] = "client"
			default:
				symbols[class] = "server"
			}
		case match[3] != "":
			symbols[class+"."+match[3]] = callables[match[4]]
		case match[5] != "":
			response := splitArguments(match[8])[0]
			symbols[class+"."+match[5]] = "(" + match[6] + ": " + named(match[7]) + ", context) -> " + named(response)
		case match[9] != "":
			symbols[module+"."+match[9]] = "function"
		default:
			symbols[module+"."+match[10]] = "type of client"
		}
	}
}
