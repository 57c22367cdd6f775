package symbols

import (
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// tsNames has the names of the declarations of a file in its module.
type tsNames struct {
	file  string // file is the constant that describes the file.
	types []tsName
}

// tsName has the names of one declaration.
type tsName struct {
	element    schema.Element
	identifier string // identifier is its path in the file, the parts joined by underscores.

	// shape is the type of a message or enum; descriptor is the constant that describes the declaration; valid is the type of a
	// validated message.
	shape, descriptor, valid string
}

// tsNamesOf names the declarations. All share the name space of the module: first the types, then the constants, then the Valid
// types, each in the order of generation. If a name is taken, a dollar sign and a number are added.
func tsNamesOf(f *schema.File) tsNames {
	names := tsNames{types: tsDeclarations(f)}
	taken := make(map[string]int, 3*len(names.types)+1)
	for i := range names.types {
		if d := &names.types[i]; tsIsType(d.element) {
			d.shape = tsUntaken(taken, d.identifier)
		}
	}
	names.file = tsUntaken(taken, "file_"+tsIdentifierOf(strings.TrimSuffix(f.Path, ".proto")))
	for i := range names.types {
		if d := &names.types[i]; tsIsType(d.element) {
			d.descriptor = tsUntaken(taken, d.identifier+"Schema")
		} else {
			d.descriptor = tsUntaken(taken, d.identifier)
		}
	}
	for i := range names.types {
		// An enum has no Valid type, but it takes the name of one.
		if d := &names.types[i]; tsIsType(d.element) {
			d.valid = tsUntaken(taken, d.identifier+"Valid")
		}
	}
	return names
}

// tsUntaken returns a name that is not taken, and takes it. For a taken name, taken has the next number to try, so that many
// equal names stay cheap.
func tsUntaken(taken map[string]int, name string) string {
	first := tsIdentifier(name)
	found, i := first, taken[first]
	for used := i > 0; used; i++ {
		salt := "$"
		if i > 1 {
			salt += strconv.Itoa(i - 1)
		}
		found = name + salt
		_, used = taken[found]
	}
	taken[first] = max(i, 1)
	if found != first {
		taken[found] = 1
	}
	return found
}

// tsDeclarations returns the declarations of a file in the order of generation.
func tsDeclarations(f *schema.File) []tsName {
	var all []tsName
	all = tsAppendMessages(all, f.Messages, "")
	for _, e := range f.Enums {
		all = append(all, tsName{element: e, identifier: e.Name()})
	}
	for _, s := range f.Services {
		all = append(all, tsName{element: s, identifier: s.Name()})
	}
	for _, x := range f.Extensions {
		all = append(all, tsName{element: x, identifier: x.Name()})
	}
	return all
}

func tsAppendMessages(all []tsName, messages []*schema.Message, prefix string) []tsName {
	for _, m := range messages {
		if m.MapEntry {
			continue
		}
		name := prefix + m.Name()
		all = append(all, tsName{element: m, identifier: name})
		all = tsAppendMessages(all, m.Messages, name+"_")
		for _, e := range m.Enums {
			all = append(all, tsName{element: e, identifier: name + "_" + e.Name()})
		}
		for _, x := range m.Extensions {
			all = append(all, tsName{element: x, identifier: name + "_" + x.Name()})
		}
	}
	return all
}

func tsIsType(element schema.Element) bool {
	return element.Kind() == schema.KindMessage || element.Kind() == schema.KindEnum
}

// tsIdentifierOf makes an identifier of a path: each run of invalid characters becomes an underscore.
func tsIdentifierOf(path string) string {
	b := make([]byte, 0, len(path))
	replaced := false
	for i := range len(path) {
		c := path[i]
		if c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' {
			b, replaced = append(b, c), false
		} else if !replaced {
			b, replaced = append(b, '_'), true
		}
	}
	return string(b)
}

// tsIdentifier returns the name, with a dollar sign if it is a reserved word.
func tsIdentifier(name string) string {
	if tsReserved[name] {
		return name + "$"
	}
	return name
}

// tsProperty returns the name, with a dollar sign if every object has such a property.
func tsProperty(name string) string {
	switch name {
	case "constructor", "toString", "toJSON", "valueOf":
		return name + "$"
	default:
		return name
	}
}

// tsReserved has names that variables and types cannot have, or that the generated code uses itself.
var tsReserved = map[string]bool{
	"break": true, "case": true, "catch": true, "class": true, "const": true, "continue": true, "debugger": true,
	"default": true, "delete": true, "do": true, "else": true, "export": true, "extends": true, "false": true,
	"finally": true, "for": true, "function": true, "if": true, "import": true, "in": true, "instanceof": true, "new": true,
	"null": true, "return": true, "super": true, "switch": true, "this": true, "throw": true, "true": true, "try": true,
	"typeof": true, "var": true, "void": true, "while": true, "with": true, "yield": true,

	"enum": true, "implements": true, "interface": true, "let": true, "package": true, "private": true, "protected": true,
	"public": true, "static": true,

	"Object": true, "bigint": true, "number": true, "boolean": true, "string": true, "object": true,
	"globalThis": true, "Uint8Array": true, "Partial": true,
}

// tsCamelCase returns the name of the property of a field. Unlike in JSON names, what follows a digit after an underscore keeps
// its case.
func tsCamelCase(name string) string {
	if strings.IndexByte(name, '_') < 0 {
		return name
	}
	b := make([]byte, 0, len(name))
	upper := false
	for i := range len(name) {
		c := name[i]
		if c == '_' {
			upper = true
			continue
		}
		if upper && 'a' <= c && c <= 'z' {
			c -= 'a' - 'A'
		}
		b, upper = append(b, c), false
	}
	return string(b)
}

// tsSharedPrefix returns the length of the prefix that the names of all values of an enum lose: the name of the enum in snake
// case, if every value begins with it and has more.
func tsSharedPrefix(e *schema.Enum) int {
	prefix := tsSnakeCase(e.Name()) + "_"
	for _, value := range e.Values {
		name := value.Name()
		if len(name) <= len(prefix) || strings.ToLower(name[:len(prefix)]) != prefix {
			return 0
		}
		if first := name[len(prefix)]; '0' <= first && first <= '9' {
			return 0
		}
	}
	return len(prefix)
}

// tsSnakeCase puts an underscore before each capital letter but the first, and lowers all letters.
func tsSnakeCase(name string) string {
	b := make([]byte, 0, len(name)+8)
	for i := range len(name) {
		if c := name[i]; 'A' <= c && c <= 'Z' {
			if i > 0 {
				b = append(b, '_')
			}
			b = append(b, c+('a'-'A'))
		} else {
			b = append(b, c)
		}
	}
	return string(b)
}
