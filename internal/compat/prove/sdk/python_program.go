package sdk

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// pythonWriter writes a program that uses the modules of one file. Each use is a function, which is type-checked and called.
type pythonWriter struct {
	*program

	count   int
	modules map[string]string // modules maps paths of proto files to the names under which their modules are imported.
}

// pythonKeywords cannot be used as names.
var pythonKeywords = strings.Fields(`False None True and as assert async await break class continue def del elif else except finally
	for from global if import in is lambda nonlocal not or pass raise return try while with yield`)

func keyword(name string) bool { return slices.Contains(pythonKeywords, name) }

// pythonHead begins a program. Its channel has no server.
const pythonHead = `from typing import Any
import grpc
import grpc.aio
class Nowhere:
    def __getattr__(self, name: str) -> Any: return lambda *a, **k: None
nowhere: Any = Nowhere()
channel: grpc.Channel = nowhere`

// writePython returns the programs for all files of a version, by the paths of the files.
func writePython(old *tree.Tree) (map[string]*program, error) {
	files, err := old.Link()
	if err != nil {
		return nil, err
	}
	programs := map[string]*program{}
	for _, file := range old.Files {
		descriptor, err := files.FindFileByPath(file.GetName())
		if err != nil {
			return nil, err
		}
		programs[file.GetName()] = writePythonFile(descriptor)
	}
	return programs, nil
}

func writePythonFile(file protoreflect.FileDescriptor) *program {
	w := &pythonWriter{program: &program{}, modules: map[string]string{}}
	for line := range strings.SplitSeq(pythonHead, "\n") {
		w.add("", line)
	}
	w.module(file.Path())
	w.scope(file)
	w.publicImports(file)
	for i := range file.Services().Len() {
		w.service(file.Services().Get(i))
	}
	// The imports come before all uses, and fail one by one.
	var head program
	for _, of := range sorted(w.modules) {
		head.add(of, fmt.Sprintf("import %s as %s", pythonModule(of), w.modules[of]))
	}
	if file.Services().Len() > 0 {
		head.add(file.Path(), fmt.Sprintf("import %s_grpc as rpc", pythonModule(file.Path())))
	}
	w.lines = append(head.lines, w.lines...)
	w.elements = append(head.elements, w.elements...)
	return w.program
}

func pythonModule(file string) string {
	file = strings.TrimSuffix(file, path.Ext(file))
	return strings.ReplaceAll(strings.ReplaceAll(file, "-", "_"), "/", ".") + "_pb2"
}

func (w *pythonWriter) module(file string) string {
	if w.modules[file] == "" {
		w.modules[file] = fmt.Sprintf("m%d", len(w.modules))
	}
	return w.modules[file]
}

// ref returns an expression for a type. If a part of its name is a keyword, the expression is evaluated only at run time.
func (w *pythonWriter) ref(d protoreflect.Descriptor) string {
	if parent, ok := d.Parent().(protoreflect.MessageDescriptor); ok {
		return attribute(w.ref(parent), string(d.Name()))
	}
	return attribute(w.module(d.ParentFile().Path()), string(d.Name()))
}

func attribute(of, name string) string {
	if keyword(name) {
		return fmt.Sprintf("getattr(%s, %q)", of, name)
	}
	return of + "." + name
}

// use adds a function; its lines are about an element.
func (w *pythonWriter) use(element protoreflect.FullName, lines ...string) {
	w.add(string(element), fmt.Sprintf("def u%d() -> None:", w.count))
	w.count++
	for _, line := range lines {
		w.add(string(element), "    "+line)
	}
}

type pythonScope interface {
	Messages() protoreflect.MessageDescriptors
	Enums() protoreflect.EnumDescriptors
	Extensions() protoreflect.ExtensionDescriptors
}

func (w *pythonWriter) scope(s pythonScope) {
	for i := range s.Messages().Len() {
		if m := s.Messages().Get(i); !m.IsMapEntry() {
			w.message(m)
		}
	}
	for i := range s.Enums().Len() {
		w.enum(s.Enums().Get(i))
	}
	for i := range s.Extensions().Len() {
		w.extension(s.Extensions().Get(i))
	}
}

func (w *pythonWriter) message(m protoreflect.MessageDescriptor) {
	class := w.ref(m)
	w.use(m.FullName(), fmt.Sprintf("a = %s()", class), "b = a.SerializePartialToString()")
	for _, method := range []string{"Clear", "ListFields", "IsInitialized", "SetInParent", "DiscardUnknownFields"} {
		if m.Fields().ByName(protoreflect.Name(method)) == nil {
			w.use(m.FullName(), fmt.Sprintf("a = %s()", class), fmt.Sprintf("b: Any = a.%s", method), "b()")
		}
	}
	for i := range m.Fields().Len() {
		w.field(class, m.Fields().Get(i))
	}
	for i := range m.Oneofs().Len() {
		if o := m.Oneofs().Get(i); !o.IsSynthetic() {
			w.use(o.FullName(), fmt.Sprintf("a = %s().WhichOneof(%q)", class, string(o.Name())))
		}
	}
	w.scope(m)
}

// typed returns the type of a single value and a value of it.
func (w *pythonWriter) typed(f protoreflect.FieldDescriptor) (name, value string) {
	switch f.Kind() {
	case protoreflect.MessageKind, protoreflect.GroupKind:
		return w.ref(f.Message()), w.ref(f.Message()) + "()"
	case protoreflect.EnumKind:
		name := w.ref(f.Enum())
		return name, w.value(f.Enum().Values().Get(f.Enum().Values().Len() - 1))
	case protoreflect.StringKind:
		return "str", `"text"`
	case protoreflect.BytesKind:
		return "bytes", `b"text"`
	case protoreflect.BoolKind:
		return "bool", "True"
	case protoreflect.FloatKind, protoreflect.DoubleKind:
		return "float", "1.5"
	default:
		return "int", "1"
	}
}

// value returns an expression for a value of an enum in the scope of the enum.
func (w *pythonWriter) value(v protoreflect.EnumValueDescriptor) string {
	enum, _ := v.Parent().(protoreflect.EnumDescriptor)
	if parent, ok := enum.Parent().(protoreflect.MessageDescriptor); ok {
		return attribute(w.ref(parent), string(v.Name()))
	}
	return attribute(w.module(v.ParentFile().Path()), string(v.Name()))
}

// dynamic reports whether an expression is evaluated only at run time.
func dynamic(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return strings.Contains(name, "getattr(") })
}

func (w *pythonWriter) field(class string, f protoreflect.FieldDescriptor) {
	name := string(f.Name())
	begin := fmt.Sprintf("m = %s()", class)
	w.use(f.FullName(), fmt.Sprintf("n: int = %s.%s_FIELD_NUMBER", class, strings.ToUpper(name)))
	if f.HasPresence() {
		w.use(f.FullName(), begin, fmt.Sprintf("b: bool = m.HasField(%q)", name))
	}
	if keyword(name) {
		w.keywordField(class, f)
		return
	}
	var lines []string
	switch {
	case f.IsMap():
		_, key := w.typed(f.MapKey())
		t, v := w.typed(f.MapValue())
		lines = append(lines, annotated("v", t, v), fmt.Sprintf("n = %s(%s={%s: v})", class, name, key))
		if f.MapValue().Message() != nil {
			lines = append(lines, fmt.Sprintf("m.%s[%s].CopyFrom(v)", name, key))
		} else {
			lines = append(lines, fmt.Sprintf("m.%s[%s] = v", name, key))
		}
		lines = append(lines, annotated("r", t, fmt.Sprintf("next(iter(m.%s.values()))", name)))
	case f.IsList():
		t, v := w.typed(f)
		lines = append(lines, annotated("v", t, v), fmt.Sprintf("n = %s(%s=[v])", class, name), fmt.Sprintf("m.%s.append(v)", name), annotated("r", t, fmt.Sprintf("m.%s[0]", name)))
	case f.Message() != nil:
		t, v := w.typed(f)
		lines = append(lines, annotated("v", t, v), fmt.Sprintf("n = %s(%s=v)", class, name), fmt.Sprintf("m.%s.CopyFrom(v)", name), annotated("r", t, "m."+name))
	default:
		t, v := w.typed(f)
		// It is read before it is written, because afterwards a type checker narrows its type.
		lines = append(lines, annotated("v", t, v), annotated("r", t, "m."+name), fmt.Sprintf("n = %s(%s=v)", class, name), fmt.Sprintf("m.%s = v", name), fmt.Sprintf("assert type(m.%s) is type(v)", name))
	}
	w.use(f.FullName(), append([]string{begin}, lines...)...)
	if o := f.ContainingOneof(); o != nil && !o.IsSynthetic() {
		w.use(f.FullName(), append(append([]string{begin}, lines...), fmt.Sprintf("assert m.WhichOneof(%q) == %q", string(o.Name()), name))...)
	}
}

// annotated returns an assignment, with a type if it can be named.
func annotated(name, t, value string) string {
	if dynamic(t) {
		t = "Any"
	}
	return fmt.Sprintf("%s: %s = %s", name, t, value)
}

// keywordField uses a field whose name is a keyword.
func (w *pythonWriter) keywordField(class string, f protoreflect.FieldDescriptor) {
	of, name := f, string(f.Name())
	if f.IsMap() {
		of = f.MapValue()
	}
	_, v := w.typed(of)
	switch {
	case f.IsMap():
		_, key := w.typed(f.MapKey())
		v = fmt.Sprintf("{%s: %s}", key, v)
	case f.IsList():
		v = "[" + v + "]"
	}
	lines := []string{fmt.Sprintf("c: Any = %s", class), "v: Any = " + v, fmt.Sprintf("m = c(**{%q: v})", name), fmt.Sprintf("r: Any = getattr(m, %q)", name)}
	if !f.IsMap() && !f.IsList() {
		lines = append(lines, "assert type(r) is type(v)")
	}
	if e := f.Enum(); e != nil && !f.IsList() {
		lines = append(lines, fmt.Sprintf("c(**{%q: %q})", name, string(e.Values().Get(0).Name())))
	}
	w.use(f.FullName(), lines...)
}

func (w *pythonWriter) enum(e protoreflect.EnumDescriptor) {
	class := w.ref(e)
	for i := range e.Values().Len() {
		v := e.Values().Get(i)
		element := e.FullName().Append(v.Name())
		w.use(element, annotated("a", class, w.value(v)))
		w.use(element, annotated("a", class, attribute(class, string(v.Name()))))
		w.use(element, fmt.Sprintf("a = %s.Value(%q)", class, string(v.Name())))
	}
}

func (w *pythonWriter) extension(x protoreflect.ExtensionDescriptor) {
	holder := w.module(x.ParentFile().Path())
	if parent, ok := x.Parent().(protoreflect.MessageDescriptor); ok {
		holder = w.ref(parent)
	}
	t, _ := w.typed(x)
	lines := []string{
		fmt.Sprintf("n: int = %s.%s_FIELD_NUMBER", holder, strings.ToUpper(string(x.Name()))),
		fmt.Sprintf("x: Any = %s", attribute(holder, string(x.Name()))),
		fmt.Sprintf("m: Any = %s()", w.ref(x.ContainingMessage())),
		"v = m.Extensions[x]",
	}
	switch {
	case x.IsList():
		_, item := w.typed(x)
		lines = append(lines, fmt.Sprintf("v.append(%s)", item))
		if x.Enum() == nil {
			lines = append(lines, fmt.Sprintf("assert type(v[0]) is %s", t))
		}
	case x.Enum() == nil:
		lines = append(lines, fmt.Sprintf("assert isinstance(v, %s)", t))
	default:
		lines = append(lines, "assert isinstance(v, int)")
	}
	w.use(x.FullName(), lines...)
}

// publicImports uses what a module imports publicly from another one.
func (w *pythonWriter) publicImports(file protoreflect.FileDescriptor) {
	for i := range file.Imports().Len() {
		imported := file.Imports().Get(i)
		if !imported.IsPublic {
			continue
		}
		for k := range imported.Messages().Len() {
			if name := string(imported.Messages().Get(k).Name()); !keyword(name) {
				w.use(protoreflect.FullName(file.Path()), fmt.Sprintf("a = %s.%s()", w.module(file.Path()), name))
			}
		}
		for k := range imported.Enums().Len() {
			if name := string(imported.Enums().Get(k).Name()); !keyword(name) {
				w.use(protoreflect.FullName(file.Path()), fmt.Sprintf("a: %s.%s", w.module(file.Path()), name), fmt.Sprintf("b = %s.%s.values()", w.module(file.Path()), name))
			}
		}
	}
}

func (w *pythonWriter) service(s protoreflect.ServiceDescriptor) {
	name := string(s.Name())
	w.use(s.FullName(), fmt.Sprintf(`a = rpc.%sStub(channel)`, name))
	w.use(s.FullName(), fmt.Sprintf("a = rpc.add_%sServicer_to_server", name))
	if options, ok := s.ParentFile().Options().(*descriptorpb.FileOptions); ok && options.GetPyGenericServices() {
		w.use(protoreflect.FullName(s.ParentFile().Path()), fmt.Sprintf("a: Any = getattr(%s, %q)", w.module(s.ParentFile().Path()), name))
	}
	for i := range s.Methods().Len() {
		w.method(name, s.Methods().Get(i))
	}
}

func (w *pythonWriter) method(service string, m protoreflect.MethodDescriptor) {
	if keyword(string(m.Name())) {
		return
	}
	in, out := w.ref(m.Input()), w.ref(m.Output())
	if dynamic(in, out) {
		return
	}
	shape := func(stream bool) string {
		if stream {
			return "Stream"
		}
		return "Unary"
	}
	callable := fmt.Sprintf("%s%sMultiCallable[%s, %s]", shape(m.IsStreamingClient()), shape(m.IsStreamingServer()), in, out)
	w.use(m.FullName(),
		fmt.Sprintf(`s = rpc.%sStub(channel)`, service),
		fmt.Sprintf("c: grpc.%s = s.%s", callable, m.Name()))
	w.use(m.FullName(), "if 1 > 2:", fmt.Sprintf(`    s = rpc.%sStub(grpc.aio.insecure_channel("localhost:1"))`, service), fmt.Sprintf("    c: grpc.aio.%s = s.%s", callable, m.Name()))
	request, response := "request: "+in, out
	if m.IsStreamingClient() {
		request = "request_iterator: Any"
	}
	if m.IsStreamingServer() {
		response = "Any"
	}
	w.use(m.FullName(), fmt.Sprintf("f: Any = rpc.%sServicer.%s", service, m.Name()), fmt.Sprintf("e: Any = getattr(getattr(rpc, %q), %q)", service, string(m.Name())))
	w.use(m.FullName(),
		fmt.Sprintf("class Impl(rpc.%sServicer):", service),
		fmt.Sprintf("    def %s(self, %s, context: Any) -> %s: raise NotImplementedError", m.Name(), request, response))
}
