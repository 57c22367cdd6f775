package clients

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/compiler/protogen"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/surface"
)

// goNames finds what protoc-gen-go calls the elements of the contract.
type goNames struct {
	messages map[protoreflect.FullName]*protogen.Message
	enums    map[protoreflect.FullName]*protogen.Enum
	fields   map[protoreflect.FullName]string
	packages map[protogen.GoImportPath]protogen.GoPackageName
	module   string
}

func newGoNames(in Input) *goNames {
	names := &goNames{
		messages: map[protoreflect.FullName]*protogen.Message{}, enums: map[protoreflect.FullName]*protogen.Enum{},
		fields: map[protoreflect.FullName]string{}, packages: map[protogen.GoImportPath]protogen.GoPackageName{},
		module: string(in.Config.SDKs.Go.Module),
	}
	var add func(messages []*protogen.Message, enums []*protogen.Enum)
	add = func(messages []*protogen.Message, enums []*protogen.Enum) {
		for _, enum := range enums {
			names.enums[enum.Desc.FullName()] = enum
		}
		for _, message := range messages {
			names.messages[message.Desc.FullName()] = message
			for _, field := range message.Fields {
				names.fields[field.Desc.FullName()] = field.GoName
			}
			add(message.Messages, message.Enums)
		}
	}
	for _, file := range in.Plugin.Files {
		names.packages[file.GoImportPath] = file.GoPackageName
		add(file.Messages, file.Enums)
	}
	return names
}

// goWriter writes the file of a service.
type goWriter struct {
	names   *goNames
	service *surface.Service
	aliases map[protogen.GoImportPath]string
	lists   bool
	states  bool
	calls   bool
	body    strings.Builder
}

func (w *goWriter) write() string {
	name := w.typeName()
	w.comment(w.service.Descriptor, string(w.service.Descriptor.Name()), name, w.service.Deprecated)
	fmt.Fprintf(&w.body, "type %s struct{ conn *conn }\n\n", name)
	for _, method := range w.service.Methods {
		w.call(method)
		w.iterator(method)
		w.waits(method)
	}
	return w.body.String()
}

func (w *goWriter) typeName() string { return w.service.Type() + "Client" }

// signature writes the head of a method, up to its results.
func (w *goWriter) signature(m *surface.Method, name, more string) string {
	return fmt.Sprintf("func (c %s) %s(\n\tctx context.Context, request *%s%s, options ...grpc.CallOption,\n) ",
		w.typeName(), name, w.message(m.Descriptor.Input()), more)
}

// call writes the method that makes one call.
func (w *goWriter) call(m *surface.Method) {
	w.calls = true
	w.comment(m.Descriptor, string(m.Descriptor.Name()), m.Call, m.Deprecated)
	response := w.message(m.Descriptor.Output())
	fmt.Fprintf(&w.body, "%s(*%s, error) {\n", w.signature(m, m.Call, ""), response)
	fmt.Fprintf(&w.body, "\treturn call[%s](\n\t\tctx, c.conn, %q, request, options)\n}\n\n", response, m.FullName())
}

// iterator writes the method that goes through a list.
func (w *goWriter) iterator(m *surface.Method) {
	if m.Iterator == "" {
		return
	}
	w.lists = true
	w.body.WriteString(goWrap(fmt.Sprintf(
		"%s goes through the items of [%s.%s], page by page. It ends after the first error. [Pages] has the pages instead.",
		m.Iterator, w.typeName(), m.Call)))
	w.body.WriteString(goDeprecation(m.Deprecated))
	fmt.Fprintf(&w.body, "%siter.Seq2[%s, error] {\n", w.signature(m, m.Iterator, ""), w.item(m.List.Items))
	fmt.Fprintf(&w.body, "\treturn items(ctx, c.%s, %s, request, options)\n}\n\n", m.Call, w.getter(m.List.Items))
}

// waits writes the methods that wait.
func (w *goWriter) waits(m *surface.Method) {
	if m.Wait == nil {
		return
	}
	w.states = true
	resource, enum := w.message(m.Wait.Resource), m.Wait.Phase[len(m.Wait.Phase)-1].Enum()
	find := fmt.Sprintf("reading(c.%s, request, %s, options)", m.Call, w.getter(m.Wait.In))
	id, by := "", ""
	if m.Wait.ID != nil {
		id, by = ", id string", " with an id"
		find = fmt.Sprintf("searching(c.%s, request, %s, %s, id, options)", m.Call, w.getter(m.Wait.In), w.getter(m.Wait.ID))
	}
	if m.Gone != "" {
		fmt.Fprintf(&w.body, "// %s waits by [%s.%s] until there is no %s%s any more.\n",
			m.Gone, w.typeName(), m.Call, m.Wait.Resource.Name(), by)
		fmt.Fprintf(&w.body, "%serror {\n\treturn gone(ctx, %s, options)\n}\n\n", w.signature(m, m.Gone, id), find)
	}
	if m.NamedCall.Wait == "" {
		return
	}
	getters := make([]string, 0, len(m.Wait.Phase))
	for _, field := range m.Wait.Phase {
		getters = append(getters, "Get"+w.names.fields[field.FullName()]+"()")
	}
	w.body.WriteString(goWrap(fmt.Sprintf(
		"%s waits by [%s.%s] until the %s%s is %s. It ends with a [*WaitError] if it is %s. It returns what it saw last, also with an error.",
		m.NamedCall.Wait, w.typeName(), m.Call, m.Wait.Resource.Name(), by, states(m.Wait.Success), states(m.Wait.Failure))))
	fmt.Fprintf(&w.body, "%s(*%s, error) {\n", w.signature(m, m.NamedCall.Wait, id), resource)
	fmt.Fprintf(&w.body, "\tstate := func(of *%s) protoreflect.Enum { return of.%s }\n", resource, strings.Join(getters, "."))
	fmt.Fprintf(&w.body, "\tends := life{\n\t\tsuccess: %s,\n\t\tfailure: %s,\n\t}\n",
		w.values(enum, m.Wait.Success), w.values(enum, m.Wait.Failure))
	fmt.Fprintf(&w.body, "\treturn wait(ctx, %s, state, ends, options)\n}\n\n", find)
}

// states names values of an enum for people.
func states(values []protoreflect.EnumValueDescriptor) string {
	var names []string
	for _, value := range values {
		names = append(names, string(value.Name()))
	}
	if last := len(names) - 1; last > 0 {
		return strings.Join(names[:last], ", ") + " or " + names[last]
	}
	return strings.Join(names, "")
}

// values writes values of an enum as a slice.
func (w *goWriter) values(enum protoreflect.EnumDescriptor, values []protoreflect.EnumValueDescriptor) string {
	var names []string
	for _, value := range values {
		for _, known := range w.names.enums[enum.FullName()].Values {
			if known.Desc.Name() == value.Name() {
				names = append(names, "\t\t\t"+w.ident(known.GoIdent)+",\n")
			}
		}
	}
	return "[]protoreflect.Enum{\n" + strings.Join(names, "") + "\t\t}"
}

// goWrap writes a comment in lines of at most 110 columns, as the contract has them.
func goWrap(text string) string {
	var b strings.Builder
	line := "//"
	for word := range strings.FieldsSeq(text) {
		if len(line)+1+len(word) > 110 {
			b.WriteString(line + "\n")
			line = "//"
		}
		line += " " + word
	}
	return b.String() + line + "\n"
}

// getter writes the getter of a field as a function.
func (w *goWriter) getter(field protoreflect.FieldDescriptor) string {
	return fmt.Sprintf("(*%s).Get%s", w.message(field.ContainingMessage()), w.names.fields[field.FullName()])
}

// item writes the type of the elements of a list.
func (w *goWriter) item(field protoreflect.FieldDescriptor) string {
	switch field.Kind() {
	case protoreflect.MessageKind, protoreflect.GroupKind:
		return "*" + w.message(field.Message())
	case protoreflect.EnumKind:
		return w.ident(w.names.enums[field.Enum().FullName()].GoIdent)
	case protoreflect.BytesKind:
		return "[]byte"
	case protoreflect.BoolKind:
		return "bool"
	case protoreflect.FloatKind:
		return "float32"
	case protoreflect.DoubleKind:
		return "float64"
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		return "int32"
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return "uint32"
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		return "int64"
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return "uint64"
	default:
		return "string"
	}
}

func (w *goWriter) message(of protoreflect.MessageDescriptor) string {
	return w.ident(w.names.messages[of.FullName()].GoIdent)
}

// ident writes an identifier of another package, and remembers to import it. Packages are imported by the names that the README
// recommends, such as qdrantclusterv1; of two that would have one name, the second has that of its path.
func (w *goWriter) ident(of protogen.GoIdent) string {
	alias, known := w.aliases[of.GoImportPath]
	if !known {
		name := strings.TrimPrefix(string(w.names.packages[of.GoImportPath]), "qdrant")
		alias = "qdrant" + name
		if slices.Contains(slices.Collect(maps.Values(w.aliases)), alias) {
			below := strings.TrimPrefix(string(of.GoImportPath), w.names.module+"/")
			alias = strings.NewReplacer("/", "", "-", "", ".", "").Replace(below)
		}
		w.aliases[of.GoImportPath] = alias
	}
	return alias + "." + of.GoName
}

// imports are the lines of the import declaration.
func (w *goWriter) imports() []string {
	var standard, others []string
	if w.calls {
		standard, others = append(standard, strconv.Quote("context")), append(others, strconv.Quote("google.golang.org/grpc"))
	}
	if w.lists {
		standard = append(standard, strconv.Quote("iter"))
	}
	if w.states {
		others = append(others, strconv.Quote("google.golang.org/protobuf/reflect/protoreflect"))
	}
	var own []string
	for _, at := range slices.Sorted(maps.Keys(w.aliases)) {
		own = append(own, w.aliases[at]+" "+strconv.Quote(string(at)))
	}
	return slices.Concat(standard, []string{""}, others, []string{""}, own)
}

// comment writes the comment of the contract, which begins with the name that the element has there, with the name that it has here.
func (w *goWriter) comment(of protoreflect.Descriptor, was, is string, deprecated bool) {
	text := Comment(of)
	if rest, ok := strings.CutPrefix(text, was+" "); ok {
		text = is + " " + rest
	} else {
		text = strings.TrimRight(is+" makes the call "+was+".\n\n"+text, "\n")
		if _, service := of.(protoreflect.ServiceDescriptor); service {
			text = strings.Replace(text, "makes the call", "has the calls of", 1)
		}
	}
	for line := range strings.SplitSeq(text, "\n") {
		w.body.WriteString(strings.TrimRight("// "+line, " ") + "\n")
	}
	w.body.WriteString(goDeprecation(deprecated && !strings.Contains(text, "\nDeprecated: ")))
}
