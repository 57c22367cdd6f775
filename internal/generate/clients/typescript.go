package clients

import (
	"fmt"
	"path"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/surface"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// clientDir is the folder of the runtime in the npm package.
var clientDir = lang.TypeScript.Language().Client

// emitTypeScript writes a module for each file with services, which has a class for each of them, and the class that has them all.
func emitTypeScript(in Input) error {
	var paths []string
	services := map[string][]*surface.Service{}
	for _, service := range in.Client.Services {
		name := service.Descriptor.ParentFile().Path()
		if services[name] == nil {
			paths = append(paths, name)
		}
		services[name] = append(services[name], service)
	}
	for _, name := range paths {
		module := newTSModule(strings.TrimSuffix(name, ".proto")+"_client", services[name][0].Descriptor.ParentFile())
		for _, service := range services[name] {
			module.service(service)
		}
		module.write(in.Plugin)
	}
	emitTSClient(in)
	return nil
}

// tsClass is the name of the class of a service, in the module of its file.
func tsClass(service *surface.Service) string { return string(service.Descriptor.Name()) + "Client" }

// service adds the class of a service: the table of its methods, and the methods.
func (m *tsModule) service(service *surface.Service) {
	table := surface.Camel(string(service.Descriptor.Name())) + "Methods"
	m.js.use(m.runtime("method"), "methodsOf")
	m.js.use(m.runtime("service"), "ServiceClient")
	m.types.use(m.runtime("service"), "ServiceClient")
	m.js.use(tsModuleOf(m.path, service.Descriptor), tsName(service.Descriptor))
	m.js.line("const %s = /*@__PURE__*/ methodsOf(%s, {", table, tsName(service.Descriptor))
	for _, method := range service.Methods {
		m.js.line("  %s: %s,", tsMethodName(string(method.Descriptor.Name())), tsSpec(method))
	}
	m.js.line("});")
	m.js.line("")
	m.types.doc("", Comment(service.Descriptor), service.Deprecated)
	m.js.line("export class %s extends ServiceClient {", tsClass(service))
	m.types.line("export declare class %s extends ServiceClient {", tsClass(service))
	for i, method := range service.Methods {
		if i > 0 {
			m.js.line("")
			m.types.line("")
		}
		m.method(method, table+"."+tsMethodName(string(method.Descriptor.Name())))
	}
	m.js.line("}")
	m.js.line("")
	m.types.line("}")
	m.types.line("")
}

// method adds the methods of a class for one of the contract; entry is its expression in the table.
func (m *tsModule) method(method *surface.Method, entry string) {
	request, response := method.Descriptor.Input(), method.Descriptor.Output()
	m.types.use("@bufbuild/protobuf", "MessageInitShape")
	m.types.use(m.runtime("options"), "CallOptions")
	init := fmt.Sprintf("request?: MessageInitShape<typeof %s>", m.types.typeOf(m.path, request, "Schema"))
	call := surface.Camel(method.Call)

	m.types.doc("  ", Comment(method.Descriptor), method.Deprecated)
	m.types.line("  %s(%s, options?: CallOptions): Promise<%s>;", tsProperty(call), init, m.types.typeOf(m.path, response, ""))
	m.js.line("  %s(request, options) {", tsProperty(call))
	m.js.line("    return this.$connection.call(%s, request, options);", entry)
	m.js.line("  }")
	if method.Iterator != "" {
		m.iterator(method, init, entry)
	}
	if method.NamedCall.Wait != "" && method.Wait != nil {
		m.wait(method, init, entry)
	}
}

func (m *tsModule) iterator(method *surface.Method, init, entry string) {
	m.js.use(m.runtime("paging"), "Pager")
	m.types.use(m.runtime("paging"), "Pager")
	m.types.use(m.runtime("options"), "ListOptions")
	name := tsProperty(surface.Camel(method.Iterator))
	m.types.doc("  ", fmt.Sprintf("Goes through all items of `%s`, which are read page by page.", surface.Camel(method.Call)), method.Deprecated)
	m.types.line("  %s(%s, options?: ListOptions): Pager<%s, %s>;", name, init,
		m.types.valueOf(m.path, method.List.Items), m.types.typeOf(m.path, method.Descriptor.Output(), ""))
	m.js.line("")
	m.js.line("  %s(request, options) {", name)
	m.js.line("    return new Pager(this.$connection, %s, { items: %q%s }, request, options);", entry,
		tsProperty(tsCamelCase(string(method.List.Items.Name()))), tsIf(method.List.Paged, ", paged: true"))
	m.js.line("  }")
}

func (m *tsModule) wait(method *surface.Method, init, entry string) {
	wait := method.Wait
	phase := wait.Phase[len(wait.Phase)-1]
	m.js.use(m.runtime("wait"), "waitFor")
	m.js.use(m.runtime("wait"), "waitUntilGone")
	m.types.use(m.runtime("wait"), "WaitOptions")
	resource, enum := m.types.typeOf(m.path, wait.Resource, ""), m.types.typeOf(m.path, phase.Enum(), "")
	options := fmt.Sprintf("options?: WaitOptions<%s, %s>", resource, enum)
	id, idType, parameters := "undefined", "", "request, options"
	if wait.ID != nil {
		id, parameters = "id", "id, request, options"
		idType = "id: string, "
	}
	shape := fmt.Sprintf("{ phase: %q, success: %s, failure: %s%s }", surface.Dotted(append([]protoreflect.FieldDescriptor{wait.In}, wait.Phase...)),
		tsNumbers(wait.Success), tsNumbers(wait.Failure), tsIf(wait.ID != nil, ", list: {"+tsIf(method.List != nil && method.List.Paged, " paged: true ")+"}"))
	table := surface.Camel(method.NamedCall.Wait) + tsClassSuffix(method)
	m.js.constant(table, shape)

	of := strings.ToLower(strings.Join(tsWords(string(wait.Resource.Name())), " "))
	m.types.doc("  ", fmt.Sprintf("Waits until the %s is in the phase %s, and returns it.\n\nThrows a `WaitError` in one of %s.",
		of, tsValues(wait.Success), tsValues(wait.Failure)), method.Deprecated)
	m.types.line("  %s(%s%s, %s): Promise<%s>;", tsProperty(surface.Camel(method.NamedCall.Wait)), idType, init, options, resource)
	m.js.line("")
	m.js.line("  %s(%s) {", tsProperty(surface.Camel(method.NamedCall.Wait)), parameters)
	m.js.line("    return waitFor(this.$connection, %s, %s, request, %s, options);", entry, table, id)
	m.js.line("  }")
	if method.Gone == "" {
		return
	}
	m.types.doc("  ", fmt.Sprintf("Waits until there is no such %s any more, after it was deleted.", of), method.Deprecated)
	m.types.line("  %s(%s%s, %s): Promise<void>;", tsProperty(surface.Camel(method.Gone)), idType, init, options)
	m.js.line("")
	m.js.line("  %s(%s) {", tsProperty(surface.Camel(method.Gone)), parameters)
	m.js.line("    return waitUntilGone(this.$connection, %s, %s, request, %s, options);", entry, table, id)
	m.js.line("  }")
}

// tsClassSuffix tells the tables of several services of a file apart.
func tsClassSuffix(method *surface.Method) string {
	return "Of" + string(method.Descriptor.Parent().Name())
}

// tsSpec is what a method needs beside its descriptor.
func tsSpec(method *surface.Method) string {
	var fields []string
	if route := method.Route; route != nil {
		fields = append(fields, fmt.Sprintf("http: %q", route.Verb+" "+route.Template()))
		if route.Body != "" {
			fields = append(fields, fmt.Sprintf("body: %q", route.Body))
		}
		if route.ResponseBody != nil {
			fields = append(fields, fmt.Sprintf("responseBody: %q", route.ResponseBody.Name()))
		}
	}
	if method.Account != nil {
		fields = append(fields, fmt.Sprintf("account: %q", surface.Dotted(method.Account)))
	}
	if method.Idempotent {
		fields = append(fields, "idempotent: true")
	}
	if method.Anonymous {
		fields = append(fields, "anonymous: true")
	}
	return "{ " + strings.Join(fields, ", ") + " }"
}

// runtime is the path of a module of the runtime, from this module.
func (m *tsModule) runtime(name string) string { return tsRelative(m.path, path.Join(clientDir, name)) }
