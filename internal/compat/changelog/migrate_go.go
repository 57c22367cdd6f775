package changelog

import (
	"path"
	"regexp"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/symbols"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// goName returns the import path of a file's Go code, and the name it is imported as.
func (u *user) goName(f *schema.File) (importPath, alias string) {
	importPath, alias, _ = strings.Cut(f.GoPackage(), ";")
	if importPath == "" {
		importPath = path.Join(u.options.GoModule, path.Dir(f.Path))
	}
	if alias == "" {
		alias = path.Base(importPath)
		if versionPart.MatchString(alias) {
			alias = path.Base(path.Dir(importPath)) + alias
		}
	}
	return importPath, notInGo.ReplaceAllString(alias, "_")
}

var (
	versionPart = regexp.MustCompile(`^v\d+\w*$`)
	notInGo     = regexp.MustCompile(`[^A-Za-z0-9_]`)
)

// golang returns Go code that uses an element.
func (u *user) golang(e schema.Element) usages {
	importPath, alias := u.goName(e.In())
	all := usages{imports: []string{"import " + alias + ` "` + importPath + `"`}}
	prefix := goPrefix(u.file(lang.Go, e.In()))
	for _, s := range u.of(lang.Go, e) {
		name := strings.TrimPrefix(s.Name, prefix)
		if line := u.goLine(alias, name, s); line != "" {
			all.lines = append(all.lines, usage{code: line, kind: strings.TrimPrefix(s.Signature, "func() ")})
		}
	}
	if x, ok := e.(*schema.Field); ok && x.Extendee != "" {
		all.imports = append([]string{`import "google.golang.org/protobuf/proto"`}, all.imports...)
	}
	if m, ok := e.(*schema.Method); ok {
		if request := u.schema.Message(m.Request); request != nil && request.In() != e.In() {
			if otherPath, other := u.goName(request.In()); otherPath != importPath {
				all.imports = append(all.imports, "import "+other+` "`+otherPath+`"`)
			}
		}
	}
	return all
}

// goPrefix returns what the names of all symbols of a package begin with; the first symbol is the package.
func goPrefix(all []symbols.Symbol) string {
	if len(all) == 0 {
		return ""
	}
	return all[0].Name + "."
}

// goLine returns code for a symbol, or nothing if another symbol of the element shows more.
func (u *user) goLine(alias, name string, s symbols.Symbol) string {
	owner, member, isMember := strings.Cut(name, ".")
	switch e := s.Element.(type) {
	case *schema.Message:
		if s.Signature == "struct" && !isMember {
			return "&" + alias + "." + name + "{}"
		}
	case *schema.Enum:
		if s.Signature == "int32" && !isMember {
			return "var value " + alias + "." + name
		}
	case *schema.EnumValue:
		return alias + "." + name
	case *schema.Service:
		if strings.HasPrefix(name, "New") && strings.HasPrefix(s.Signature, "func(grpc.ClientConnInterface)") {
			return "client := " + alias + "." + name + "(conn)"
		}
	case *schema.Method:
		if isMember && owner == goService(e)+"Client" {
			return u.goCall(e, member)
		}
	case *schema.Oneof:
		if isMember && strings.HasPrefix(member, "Get") {
			return variable(e.Parent) + "." + member + "()"
		}
	case *schema.Field:
		return goField(alias, name, s, e)
	}
	return ""
}

func goField(alias, name string, s symbols.Symbol, f *schema.Field) string {
	owner, member, isMember := strings.Cut(name, ".")
	switch {
	case f.Extendee != "":
		return "proto.GetExtension(options, " + alias + "." + name + ")"
	case f.Parent == nil:
		return ""
	case !isMember && strings.HasPrefix(s.Signature, "struct as "):
		return variable(f.Parent) + "." + oneofOf(s.Signature) + " = &" + alias + "." + name + "{}"
	case !isMember || f.Oneof != nil && strings.Contains(owner, "_") && !strings.HasPrefix(s.Signature, "func("):
		return ""
	case strings.HasPrefix(s.Signature, "func() ") && strings.HasPrefix(member, "Get"):
		return variable(f.Parent) + "." + member + "()"
	case !strings.HasPrefix(s.Signature, "func("):
		return variable(f.Parent) + "." + member + " = value"
	default:
		return ""
	}
}

// oneofOf returns the field of the oneof in the signature "struct as isCluster_Kind".
func oneofOf(signature string) string {
	if i := strings.LastIndexByte(signature, '_'); i >= 0 {
		return signature[i+1:]
	}
	return signature
}

// goService returns the Go name of a service, which begins with a capital letter.
func goService(m *schema.Method) string {
	name := m.Parent.Name()
	return strings.ToUpper(name[:1]) + name[1:]
}

func (u *user) goCall(m *schema.Method, name string) string {
	switch {
	case m.ClientStreaming:
		return "stream, err := client." + name + "(ctx)"
	case m.ServerStreaming:
		return "stream, err := client." + name + "(ctx, &" + u.goType(m.Request) + "{})"
	default:
		return "response, err := client." + name + "(ctx, &" + u.goType(m.Request) + "{})"
	}
}

// goType returns the name of a message with its package.
func (u *user) goType(fullName string) string {
	m := u.schema.Message(fullName)
	if m == nil {
		_, leaf := split(fullName)
		return leaf
	}
	_, alias := u.goName(m.In())
	for _, s := range u.of(lang.Go, m) {
		if s.Signature == "struct" {
			return alias + "." + strings.TrimPrefix(s.Name, goPrefix(u.file(lang.Go, m.In())))
		}
	}
	return alias + "." + m.Name()
}

// variable returns a variable name for a value of a message.
func variable(m *schema.Message) string {
	if m == nil || m.Name() == "" {
		return "message"
	}
	name := strings.ToLower(m.Name()[:1]) + m.Name()[1:]
	if reservedWords[name] {
		return "the" + m.Name()
	}
	return name
}

// reservedWords cannot be variables in at least one of the languages.
var reservedWords = map[string]bool{
	"and": true, "as": true, "assert": true, "async": true, "await": true, "break": true, "case": true, "catch": true, "chan": true,
	"class": true, "const": true, "continue": true, "debugger": true, "def": true, "default": true, "defer": true, "del": true,
	"delete": true, "do": true, "elif": true, "else": true, "enum": true, "except": true, "export": true, "extends": true,
	"fallthrough": true, "false": true, "finally": true, "for": true, "from": true, "func": true, "function": true, "global": true,
	"go": true, "goto": true, "if": true, "implements": true, "import": true, "in": true, "instanceof": true, "interface": true,
	"is": true, "lambda": true, "let": true, "map": true, "new": true, "nonlocal": true, "not": true, "null": true, "or": true,
	"package": true, "pass": true, "private": true, "protected": true, "public": true, "raise": true, "range": true, "return": true,
	"select": true, "static": true, "struct": true, "super": true, "switch": true, "this": true, "throw": true, "true": true,
	"try": true, "type": true, "typeof": true, "var": true, "void": true, "while": true, "with": true, "yield": true,
}
