package changelog

import (
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/symbols"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// pythonImport returns the statement that imports a module.
func pythonImport(module string) string {
	in, name := split(module)
	if in == "" {
		return "import " + name
	}
	return "from " + in + " import " + name
}

// pythonModule returns the module with the messages of a file, or nothing if Python cannot import it.
func (u *user) pythonModule(f *schema.File) string {
	for _, s := range u.file(lang.Python, f) {
		if s.Signature == "module" && s.Element == f {
			return s.Name
		}
	}
	return ""
}

// python returns Python code that uses an element.
func (u *user) python(e schema.Element) usages {
	module := u.pythonModule(e.In())
	if module == "" {
		return usages{}
	}
	all := usages{imports: []string{pythonImport(module)}}
	if kind := e.Kind(); kind == schema.KindService || kind == schema.KindMethod {
		all.imports = []string{pythonImport(module + "_grpc")}
	}
	_, short := split(module)
	seen := map[string]bool{}
	for _, s := range u.of(lang.Python, e) {
		line := u.pythonLine(module, short, s)
		if line != "" && !seen[line] {
			seen[line] = true
			all.lines = append(all.lines, usage{code: line, kind: s.Signature})
		}
	}
	if m, ok := e.(*schema.Method); ok {
		if request := u.schema.Message(m.Request); request != nil {
			if other := u.pythonModule(request.In()); other != "" {
				all.imports = append([]string{pythonImport(other)}, all.imports...)
			}
		}
	}
	return all
}

// pythonLine returns code for a symbol, or nothing if another symbol of the element shows more.
func (u *user) pythonLine(module, short string, s symbols.Symbol) string {
	name := strings.Replace(s.Name, module, short, 1)
	switch e := s.Element.(type) {
	case *schema.Message:
		if strings.HasPrefix(s.Signature, "message") {
			return name + "()"
		}
	case *schema.Enum:
		if strings.HasPrefix(s.Signature, "enum") {
			return name
		}
	case *schema.EnumValue:
		if !strings.HasPrefix(s.Name, module+"."+u.inModule(e.Parent)+".") {
			return name
		}
	case *schema.Service:
		if s.Signature == "client" {
			return "stub = " + name + "(channel)"
		}
	case *schema.Method:
		if strings.HasSuffix(s.Name, "."+e.Parent.Name()+"Stub."+e.Name()) {
			return u.pythonCall(e)
		}
	case *schema.Oneof:
		return strings.Replace(s.Name, module+"."+u.inModule(e.Parent), pythonVariable(e.Parent), 1)
	case *schema.Field:
		return u.pythonField(module, short, s, e)
	}
	return ""
}

// inModule returns the name of a type within its module.
func (u *user) inModule(e schema.Element) string {
	return strings.TrimPrefix(e.FullName(), e.In().Package+".")
}

func (u *user) pythonField(module, short string, s symbols.Symbol, f *schema.Field) string {
	if f.Extendee != "" {
		if strings.HasPrefix(s.Signature, "extension of ") {
			return "options.Extensions[" + strings.Replace(s.Name, module, short, 1) + "]"
		}
		return ""
	}
	if f.Parent == nil {
		return ""
	}
	class := module + "." + u.inModule(f.Parent)
	switch s.Name {
	case class + "." + f.Name(), "getattr(" + class + `, "` + f.Name() + `")`, class + `.HasField("` + f.Name() + `")`:
		return strings.Replace(s.Name, class, pythonVariable(f.Parent), 1)
	case class + "(" + f.Name() + "=)":
		return strings.Replace(class, module, short, 1) + "(" + f.Name() + "=...)"
	default:
		return ""
	}
}

func (u *user) pythonCall(m *schema.Method) string {
	_, request := split(m.Request)
	if message := u.schema.Message(m.Request); message != nil {
		if module := u.pythonModule(message.In()); module != "" {
			_, short := split(module)
			request = short + "." + u.inModule(message)
		}
	}
	argument, result := request+"()", "response"
	if m.ClientStreaming {
		argument = "iter([" + argument + "])"
	}
	if m.ServerStreaming {
		result = "responses"
	}
	return result + " = stub." + m.Name() + "(" + argument + ")"
}

// pythonVariable returns a variable name for a value of a message.
func pythonVariable(m *schema.Message) string {
	var b strings.Builder
	for i, r := range variable(m) {
		if 'A' <= r && r <= 'Z' {
			if i > 0 {
				b.WriteByte('_')
			}
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}
