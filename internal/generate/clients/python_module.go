package clients

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/surface"
)

// pythonModule is the module with the clients of the services in a file.
type pythonModule struct {
	file     protoreflect.FileDescriptor
	services []*surface.Service
	imports  map[string]bool // imports are the lines that the types need.
	uses     map[string]bool // uses are the names of the runtime and of the standard library.
}

func newPythonModule(file protoreflect.FileDescriptor, services []*surface.Service) *pythonModule {
	return &pythonModule{file: file, services: services, imports: map[string]bool{}, uses: map[string]bool{}}
}

// text writes the module: the imports come first, but the rest says which ones are needed.
func (m *pythonModule) text() string {
	var tables, classes strings.Builder
	for _, service := range m.services {
		for _, method := range service.Methods {
			m.table(&tables, service, method)
		}
		for _, prefix := range []string{"", "Async"} {
			m.class(&classes, service, prefix)
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\"\"\"The clients of the services in %s.\"\"\"\n\n%s\nfrom __future__ import annotations\n\n", m.file.Path(), pythonMark)
	m.importing(&b, "", "collections.abc", "Callable", "Collection")
	b.WriteString("from typing import TYPE_CHECKING\n\n")
	m.importing(&b, "", "qdrant.cloud.client._method", "Life", "Listing", "Method")
	m.use("AsyncService")
	m.use("Service")
	m.importing(&b, "", "qdrant.cloud.client._service", "AsyncService", "Service", "deprecated")
	for _, line := range slices.Sorted(maps.Keys(m.imports)) {
		b.WriteString(line)
	}
	b.WriteString("\nif TYPE_CHECKING:\n    from typing_extensions import Unpack\n\n")
	m.importing(&b, "    ", "qdrant.cloud.client._paging", "AsyncItems", "Items")
	m.importing(&b, "    ", "qdrant.cloud.client.options", "CallOptions", "WaitOptions")
	return b.String() + "\n" + tables.String() + classes.String()
}

// importing writes the import of the names that are used.
func (m *pythonModule) importing(b *strings.Builder, indent, module string, names ...string) {
	if names = slices.DeleteFunc(names, func(name string) bool { return !m.uses[name] }); len(names) > 0 {
		fmt.Fprintf(b, "%sfrom %s import %s\n", indent, module, strings.Join(names, ", "))
	}
}

func (m *pythonModule) use(name string) string {
	m.uses[name] = true
	return name
}

// name returns how the module reaches a message, enum or value of an enum.
func (m *pythonModule) name(of protoreflect.Descriptor) string {
	file := of.ParentFile()
	folder, module := path.Split(pythonPath(file) + "_pb2")
	alias := module
	line := fmt.Sprintf("from %s import %s", strings.ReplaceAll(strings.TrimSuffix(folder, "/"), "/", "."), module)
	if folder == "" {
		line = "import " + module
	}
	if file.Path() != m.file.Path() {
		alias = strings.ReplaceAll(folder, "/", "_") + module
		line += " as " + alias
	}
	m.imports[line+"\n"] = true
	return alias + "." + strings.TrimPrefix(string(of.FullName()), string(file.Package())+".")
}

// constant is the name of what is known of a method, with a suffix for its parts.
func (m *pythonModule) constant(service *surface.Service, method *surface.Method, suffix string) string {
	name := "_" + strings.ToUpper(surface.Snake(string(method.Descriptor.Name()))) + suffix
	if len(m.services) > 1 {
		name = "_" + strings.ToUpper(surface.Snake(string(service.Descriptor.Name()))) + name
	}
	return name
}

// table writes what is known of a method.
func (m *pythonModule) table(b *strings.Builder, service *surface.Service, method *surface.Method) {
	fmt.Fprintf(b, "%s = %s(\n    %s,\n    %s,\n    %s,\n", m.constant(service, method, ""), m.use("Method"), pythonText(method.FullName()),
		m.name(method.Descriptor.Input()), m.name(method.Descriptor.Output()))
	if method.Idempotent {
		b.WriteString("    idempotent=True,\n")
	}
	if method.Anonymous {
		b.WriteString("    anonymous=True,\n")
	}
	if method.Account != nil {
		fmt.Fprintf(b, "    account=%s,\n", pythonText(surface.Dotted(method.Account)))
	}
	if route := method.Route; route != nil {
		fmt.Fprintf(b, "    http=%s,\n", pythonText(route.Verb+" "+route.Template()))
		if route.Body != "" {
			fmt.Fprintf(b, "    body=%s,\n", pythonText(route.Body))
		}
		if route.ResponseBody != nil {
			fmt.Fprintf(b, "    response_body=%s,\n", pythonText(string(route.ResponseBody.Name())))
		}
	}
	b.WriteString(")\n")
	if list := method.List; list != nil {
		fmt.Fprintf(b, "%s = %s(%s, paged=%s)\n", m.constant(service, method, "_ITEMS"), m.use("Listing"),
			pythonText(string(list.Items.Name())), pythonBool(list.Paged))
	}
	if wait := method.Wait; wait != nil {
		fmt.Fprintf(b, "%s = %s(\n    %s,\n    %s,\n", m.constant(service, method, "_LIFE"), m.use("Life"),
			pythonText(string(wait.In.Name())), pythonText(surface.Dotted(wait.Phase)))
		fmt.Fprintf(b, "    success=%s,\n    failure=%s,\n    listed=%s,\n)\n",
			m.values(wait.Success), m.values(wait.Failure), pythonBool(wait.ID != nil))
	}
}

// values writes a tuple of values of an enum.
func (m *pythonModule) values(values []protoreflect.EnumValueDescriptor) string {
	var b strings.Builder
	b.WriteString("(")
	for _, value := range values {
		b.WriteString("\n        " + m.name(value) + ",")
	}
	if len(values) > 0 {
		b.WriteString("\n    ")
	}
	return b.String() + ")"
}

// item is the type of an element of a list.
func (m *pythonModule) item(field protoreflect.FieldDescriptor) string {
	switch field.Kind() {
	case protoreflect.MessageKind, protoreflect.GroupKind:
		return m.name(field.Message())
	case protoreflect.EnumKind:
		return m.name(field.Enum())
	case protoreflect.StringKind:
		return "str"
	case protoreflect.BytesKind:
		return "bytes"
	case protoreflect.BoolKind:
		return "bool"
	case protoreflect.FloatKind, protoreflect.DoubleKind:
		return "float"
	default:
		return "int"
	}
}

func pythonBool(value bool) string {
	if value {
		return "True"
	}
	return "False"
}
