package symbols

import "github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"

// service lists what protoc-gen-go-grpc makes of a service. A new method breaks implementations that do not embed the generated
// one; in gRPC that still counts as an addition, so no signature shows it.
func (g *goFile) service(s *schema.Service) {
	name := goCamelCase(s.Name())
	client, server := name+"Client", name+"Server"
	methods := g.methods(s)
	g.interfaceOf(client, "interface", s, methods, func(m *goMethod) string { return m.client })
	g.declare("New"+client, "func(grpc.ClientConnInterface) "+client, s)
	g.interfaceOf(server, "interface", s, methods, func(m *goMethod) string { return m.server })
	g.interfaceOf("Unimplemented"+server, "struct", s, methods, func(m *goMethod) string { return m.server })
	g.declare("Unsafe"+server, "interface", s)
	g.declare("Register"+server, "func(grpc.ServiceRegistrar, "+server+")", s)
	g.declare(name+"_ServiceDesc", "var grpc.ServiceDesc", s)
	for i := range methods {
		m := &methods[i]
		g.declare(name+"_"+m.name+"_FullMethodName", "const string", m.method)
		if m.method.ClientStreaming || m.method.ServerStreaming {
			g.declare(name+"_"+m.name+"Client", "= "+m.clientStream, m.method)
			g.declare(name+"_"+m.name+"Server", "= "+m.serverStream, m.method)
		}
	}
}

func (g *goFile) interfaceOf(name, signature string, s *schema.Service, methods []goMethod, of func(*goMethod) string) {
	if !g.declareType(name, signature, s) {
		return
	}
	for i := range methods {
		g.member(methods[i].name, of(&methods[i]), methods[i].method)
	}
}

// goMethod is a method with its signatures in Go.
type goMethod struct {
	method                     *schema.Method
	name                       string
	client, server             string
	clientStream, serverStream string
}

func (g *goFile) methods(s *schema.Service) []goMethod {
	all := make([]goMethod, len(s.Methods))
	for i, method := range s.Methods {
		m := &all[i]
		m.method, m.name = method, goCamelCase(method.Name())
		if g.counting {
			continue
		}
		in, out := g.rename(method.Request), g.rename(method.Response)
		const options = "...grpc.CallOption) ("
		switch {
		case method.ClientStreaming && method.ServerStreaming:
			m.stream("BidiStreaming", in+", "+out)
			m.client = "func(context.Context, " + options + m.clientStream + ", error)"
			m.server = "func(" + m.serverStream + ") error"
		case method.ClientStreaming:
			m.stream("ClientStreaming", in+", "+out)
			m.client = "func(context.Context, " + options + m.clientStream + ", error)"
			m.server = "func(" + m.serverStream + ") error"
		case method.ServerStreaming:
			m.stream("ServerStreaming", out)
			m.client = "func(context.Context, *" + in + ", " + options + m.clientStream + ", error)"
			m.server = "func(*" + in + ", " + m.serverStream + ") error"
		default:
			m.client = "func(context.Context, *" + in + ", " + options + "*" + out + ", error)"
			m.server = "func(context.Context, *" + in + ") (*" + out + ", error)"
		}
	}
	return all
}

func (m *goMethod) stream(kind, of string) {
	m.clientStream = "grpc." + kind + "Client[" + of + "]"
	m.serverStream = "grpc." + kind + "Server[" + of + "]"
}
