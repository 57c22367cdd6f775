package clients

import (
	"cmp"
	"fmt"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/surface"
)

// class writes the client of a service, for threads or, with the prefix Async, for asyncio.
func (m *pythonModule) class(b *strings.Builder, service *surface.Service, prefix string) {
	fmt.Fprintf(b, "\n\nclass %s%sClient(%[1]sService):\n%[3]s", prefix, service.Descriptor.Name(),
		pythonDoc("    ", cmp.Or(Comment(service.Descriptor), "The service.")))
	for _, method := range service.Methods {
		m.call(b, service, method, prefix)
		if method.List != nil && method.Iterator != "" {
			m.iterator(b, service, method, prefix)
		}
		if method.Wait != nil && method.NamedCall.Wait != "" {
			m.wait(b, service, method, prefix)
			m.gone(b, service, method, prefix)
		}
	}
}

// def writes the head of a method. The options come last, under a name that says which there are.
func (m *pythonModule) def(
	b *strings.Builder, service *surface.Service, method *surface.Method, name, prefix string, parameters []string, options, result string,
) {
	b.WriteString("\n")
	if method.Deprecated || service.Deprecated {
		text := string(method.Descriptor.Name()) + " is deprecated; the comment of its service says what to use"
		fmt.Fprintf(b, "    @%s(%s)\n", m.use("deprecated"), pythonText(text))
	}
	fmt.Fprintf(b, "    %sdef %s(\n        self,\n", prefix, pythonName(surface.Snake(name), nil))
	for _, parameter := range parameters {
		b.WriteString("        " + parameter + ",\n")
	}
	fmt.Fprintf(b, "        **options: Unpack[%s],\n    ) -> %s:\n", m.use(options), result)
}

// request is the parameter for the request of a method.
func (m *pythonModule) request(method *surface.Method) string {
	return "request: " + m.name(method.Descriptor.Input()) + " | None = None"
}

// pythonAsync returns the words for a method that calls the API.
func pythonAsync(prefix string) (def, await string) {
	if prefix == "" {
		return "", ""
	}
	return "async ", "await "
}

func (m *pythonModule) call(b *strings.Builder, service *surface.Service, method *surface.Method, prefix string) {
	def, await := pythonAsync(prefix)
	m.def(b, service, method, method.Call, def, []string{m.request(method)}, "CallOptions", m.name(method.Descriptor.Output()))
	b.WriteString(pythonDoc("        ", Comment(method.Descriptor)))
	fmt.Fprintf(b, "        return %sself._call(%s, request, options)\n", await, m.constant(service, method, ""))
}

func (m *pythonModule) iterator(b *strings.Builder, service *surface.Service, method *surface.Method, prefix string) {
	result := m.use(prefix+"Items") + "[" + m.item(method.List.Items) + "]"
	m.def(b, service, method, method.Iterator, "", []string{m.request(method), "*", "page_size: int | None = None"}, "CallOptions", result)
	loop := "for"
	if prefix != "" {
		loop = "async for"
	}
	comment := fmt.Sprintf("Go through all items of ``%s``, page by page, with ``%s``.", pythonName(surface.Snake(method.Call), nil), loop)
	b.WriteString(pythonDoc("        ", comment+"\n\nThe options are those of each page."))
	fmt.Fprintf(b, "        return self._all(%s, %s, request, page_size, options)\n",
		m.constant(service, method, ""), m.constant(service, method, "_ITEMS"))
}

func (m *pythonModule) wait(b *strings.Builder, service *surface.Service, method *surface.Method, prefix string) {
	def, await := pythonAsync(prefix)
	wait := method.Wait
	resource, phase := m.name(wait.Resource), m.name(wait.Phase[len(wait.Phase)-1].Enum())
	parameters := []string{m.request(method), "*"}
	if wait.ID != nil {
		parameters = append(parameters, "id: str")
	}
	parameters = append(parameters, fmt.Sprintf("until: %s[%s] | None = None", m.use("Collection"), phase),
		fmt.Sprintf("on_progress: %s[[%s], object] | None = None", m.use("Callable"), resource))
	m.def(b, service, method, method.NamedCall.Wait, def, parameters, "WaitOptions", resource)
	b.WriteString(pythonDoc("        ", pythonWaitComment(method)))
	fmt.Fprintf(b, "        resource: %s = %sself._wait(\n", resource, await)
	fmt.Fprintf(b, "            %s, %s, request, options, %suntil=until, on_progress=on_progress\n        )\n        return resource\n",
		m.constant(service, method, ""), m.constant(service, method, "_LIFE"), pythonByID(wait))
}

func (m *pythonModule) gone(b *strings.Builder, service *surface.Service, method *surface.Method, prefix string) {
	if method.Gone == "" {
		return
	}
	def, await := pythonAsync(prefix)
	resource := m.name(method.Wait.Resource)
	parameters := []string{m.request(method), "*"}
	if method.Wait.ID != nil {
		parameters = append(parameters, "id: str")
	}
	parameters = append(parameters, fmt.Sprintf("on_progress: %s[[%s], object] | None = None", m.use("Callable"), resource))
	m.def(b, service, method, method.Gone, def, parameters, "WaitOptions", "None")
	b.WriteString(pythonDoc("        ", fmt.Sprintf("Wait until there is no such %s any more.", method.Wait.Resource.Name())+
		"\n\nRaises:\n    WaitTimeoutError: it was still there at the end of the time."))
	fmt.Fprintf(b, "        %sself._wait_gone(\n            %s, %s, request, options, %son_progress=on_progress\n        )\n",
		await, m.constant(service, method, ""), m.constant(service, method, "_LIFE"), pythonByID(method.Wait))
}

// pythonByID is the argument with the id, where the resource is found in a list.
func pythonByID(wait *surface.Wait) string {
	if wait.ID == nil {
		return ""
	}
	return "resource_id=id, "
}

func pythonWaitComment(method *surface.Method) string {
	text := fmt.Sprintf("Wait until the %s is %s.", method.Wait.Resource.Name(), pythonValues(method.Wait.Success))
	text += "\n\nArgs:\n    request: how it is read.\n"
	if method.Wait.ID != nil {
		text += "    id: which one of the list it is.\n"
	}
	return text + "    until: wait for these values instead.\n    on_progress: is called with what each look shows.\n\nRaises:\n" +
		"    WaitError: it is in a state that does not lead there any more.\n    WaitTimeoutError: it was not there at the end of the time."
}

func pythonValues(values []protoreflect.EnumValueDescriptor) string {
	names := make([]string, len(values))
	for i, value := range values {
		names[i] = "``" + string(value.Name()) + "``"
	}
	return strings.Join(names, " or ")
}
