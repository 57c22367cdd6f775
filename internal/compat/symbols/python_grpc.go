package symbols

import (
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// pyGenericServices is the number of the option in descriptor.proto.
const pyGenericServices = 18

// generic reports whether protoc itself makes classes for the services.
func (m *pythonModule) generic() bool {
	values := m.file.Options.Numbers(pyGenericServices)
	return len(values) > 0 && values[len(values)-1] != 0
}

// genericServices lists the classes that protoc makes in the module of the messages.
func (m *pythonModule) genericServices(module string) {
	m.crowded = true
	for _, s := range m.file.Services {
		name := m.declare(module, s.Name())
		m.add(name, "generic service", s)
		m.add(module+"."+s.Name()+"_Stub", "generic stub", s)
		for _, method := range s.Methods {
			m.add(pythonMember(name, method.Name()), "generic method("+m.rename(method.Request)+") -> "+m.rename(method.Response), method)
		}
	}
}

// grpc lists the module that the gRPC plugin makes, with the stub of mypy-protobuf.
func (m *pythonModule) grpc(module string) {
	importable, parses := m.grpcCompiles()
	if !importable {
		return
	}
	m.add(module, "module", m.file)
	if parses {
		m.add(module+".pyi", "stub", m.file)
	}
	last := make(map[string]int, len(m.file.Services)) // last has the index of the last service with a name.
	for i, s := range m.file.Services {
		last[s.Name()] = i
	}
	for i, s := range m.file.Services {
		m.service(module+".", s, parses, func(name string) bool { return last[name] > i })
	}
}

// grpcCompiles reports whether Python can import the module, and whether type checkers can parse its stub.
func (m *pythonModule) grpcCompiles() (importable, parses bool) {
	importable, parses = true, true
	for _, path := range m.file.PublicImports {
		if f := m.schema.File(path); f != nil && !pythonStubNames(f) {
			parses = false
		}
	}
	for _, s := range m.file.Services {
		if len(s.Methods) == 0 {
			parses = false // It begins with "class FooStub(typing.Generic[])".
		}
		if pythonKeyword(s.Name()) {
			importable = false
		}
		for _, method := range s.Methods {
			if pythonKeyword(method.Name()) || !m.nameable(method.Request) || !m.nameable(method.Response) {
				importable = false
			}
		}
	}
	return importable, parses
}

// nameable reports whether code can name a message with its module.
func (m *pythonModule) nameable(fullName string) bool {
	message := m.schema.Message(fullName)
	if message == nil {
		return true
	}
	if !pythonImports(message.In().Path) {
		return false
	}
	for ; message != nil; message = message.Parent {
		if pythonKeyword(message.Name()) {
			return false
		}
	}
	return true
}

// service lists the classes of a service: its client, the base class of servers, and the experimental class, whose functions are
// not in the stubs. Classes of later services may hide them.
func (m *pythonModule) service(module string, s *schema.Service, parses bool, after func(service string) bool) {
	class := func(name, kind string, signature func(method *schema.Method, in, out string) string) {
		if hidesClass(after, name) {
			return
		}
		m.add(module+name, kind, s)
		for _, method := range s.Methods {
			m.add(module+name+"."+method.Name(), signature(method, m.rename(method.Request), m.rename(method.Response)), method)
		}
	}
	class(s.Name()+"Stub", "client", func(method *schema.Method, in, out string) string {
		return pythonCallable(method) + "MultiCallable[" + in + ", " + out + "]"
	})
	if name := s.Name() + "AsyncStub"; parses && !hidesClass(after, name) {
		m.add(module+name, "type of client", s)
	}
	class(s.Name()+"Servicer", "server", pythonHandler)
	m.add(module+"add_"+s.Name()+"Servicer_to_server", "function", s)
	class(s.Name(), "experimental client at run time only", func(method *schema.Method, in, out string) string {
		return "experimental " + pythonCallable(method) + "(" + in + ") -> " + out
	})
}

// hidesClass reports whether a later service has a class of that name. For example, the server class of FooStub hides the client
// of Foo.
func hidesClass(after func(service string) bool, name string) bool {
	for _, suffix := range []string{"", "Stub", "AsyncStub", "Servicer"} {
		if service, of := strings.CutSuffix(name, suffix); of && after(service) {
			return true
		}
	}
	return false
}

// pythonCallable returns the start of the name of gRPC's callable type for a method.
func pythonCallable(method *schema.Method) string {
	var b strings.Builder
	for _, streams := range []bool{method.ClientStreaming, method.ServerStreaming} {
		if streams {
			b.WriteString("Stream")
		} else {
			b.WriteString("Unary")
		}
	}
	return b.String()
}

// pythonHandler returns the signature of the method that a server implements.
func pythonHandler(method *schema.Method, in, out string) string {
	request, response := "request: "+in, out
	if method.ClientStreaming {
		request = "request_iterator: Iterator[" + in + "]"
	}
	if method.ServerStreaming {
		response = "Iterator[" + out + "]"
	}
	return "(" + request + ", context) -> " + response
}
