package symbols

import (
	"go/token"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// goCamelCase returns the Go name of a proto name that is not nested: an underscore before a small letter is dropped and the
// letter capitalized, like the first letter; a leading underscore becomes an X.
func goCamelCase(name string) string {
	b := make([]byte, 0, len(name))
	capital := true // capital is set if a small letter here begins a word.
	for i := range len(name) {
		c := name[i]
		switch {
		case c == '_' && i == 0:
			b, capital = append(b, 'X'), true
		case c == '_':
			capital = true
			if i+1 == len(name) || !goLower(name[i+1]) {
				b = append(b, '_')
			}
		case goLower(c):
			if capital {
				c -= 'a' - 'A'
			}
			b, capital = append(b, c), false
		default:
			// The letters after a capital one are its word; a digit is a word of its own.
			b, capital = append(b, c), '0' <= c && c <= '9'
		}
	}
	return string(b)
}

// goNested returns what a nested type adds to the Go name of the message around it.
func goNested(name string) string {
	if name != "" && goLower(name[0]) {
		return goCamelCase(name)
	}
	return "_" + goCamelCase(name)
}

func goLower(c byte) bool { return 'a' <= c && c <= 'z' }

// goSanitized makes an identifier of any text.
func goSanitized(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, text)
	if first, _ := utf8.DecodeRuneInString(text); token.IsKeyword(text) || !unicode.IsLetter(first) {
		return "_" + text
	}
	return text
}

// goTrimEnumPrefix removes the name of the enum from the start of a value's name, ignoring underscores and case.
func goTrimEnumPrefix(value, enum string) string {
	prefix := strings.ToLower(strings.ReplaceAll(enum, "_", ""))
	rest := value
	for rest != "" && prefix != "" {
		if rest[0] == '_' {
			rest = rest[1:]
			continue
		}
		if unicode.ToLower(rune(rest[0])) != rune(prefix[0]) {
			return value
		}
		rest, prefix = rest[1:], prefix[1:]
	}
	rest = strings.TrimLeft(rest, "_")
	if prefix != "" || rest == "" {
		return value
	}
	return rest
}

// goReserved reports whether no field may have the name, because a method of messages has it or had it. The generator never
// extends this list, because that would rename fields.
func goReserved(name string) bool {
	switch name {
	case "Reset", "String", "ProtoMessage", "Marshal", "Unmarshal", "ExtensionRangeArray", "ExtensionMap", "Descriptor":
		return true
	default:
		return false
	}
}

// goNames has the Go names of the fields and oneofs of a message.
type goNames struct {
	fields, getters []string // fields and getters have one name for each field of the message.
	oneofs          map[*schema.Oneof]string
}

// fieldNames names the fields. A name that an earlier field or its getter has gets underscores at the end, so a new field can
// rename later ones.
func (g *goFile) fieldNames(m *schema.Message) goNames {
	all := make([]string, 2*len(m.Fields))
	names := goNames{fields: all[:len(m.Fields)], getters: all[len(m.Fields):]}
	if g.used == nil {
		g.used = map[string]bool{}
	}
	clear(g.used)
	crowded := goCrowded(m)
	for i, f := range m.Fields {
		names.fields[i], names.getters[i] = g.unique(goCamelCase(f.Name()), true)
		switch {
		case f.Oneof != nil && f.Oneof.Fields[0] == f:
			if names.oneofs == nil {
				names.oneofs = make(map[*schema.Oneof]string, len(m.Oneofs))
			}
			// The generator once forgot the getter of a oneof, and cannot consider it now without renaming fields.
			names.oneofs[f.Oneof], _ = g.unique(goCamelCase(f.Oneof.Name()), false)
		case f.Proto3Optional:
			g.unique(goCamelCase(goOptionalOneof(m, f, crowded)), false)
		}
	}
	return names
}

func (g *goFile) unique(name string, hasGetter bool) (field, getter string) {
	getter = "Get" + name
	for goReserved(name) || g.used[name] || hasGetter && g.used[getter] {
		name += "_"
		getter += "_"
	}
	g.used[name], g.used[getter] = true, hasGetter
	return name, getter
}

// goOptionalOneof returns the name of the oneof that compilers make for an optional proto3 field. It competes for names too.
func goOptionalOneof(m *schema.Message, f *schema.Field, crowded bool) string {
	name := f.Name()
	if name[0] != '_' {
		name = "_" + name
	}
	for crowded && goTaken(m, name) {
		name = "X" + name
	}
	return name
}

// goCrowded reports whether another field or oneof may have the name of the oneof of an optional field, which is rare.
func goCrowded(m *schema.Message) bool {
	odd := func(name string) bool { return name != "" && (name[0] == '_' || name[0] == 'X') }
	return slices.ContainsFunc(m.Fields, func(f *schema.Field) bool { return odd(f.Name()) }) ||
		slices.ContainsFunc(m.Oneofs, func(o *schema.Oneof) bool { return odd(o.Name()) })
}

func goTaken(m *schema.Message, name string) bool {
	return m.FieldNamed(name) != nil || slices.ContainsFunc(m.Oneofs, func(o *schema.Oneof) bool { return o.Name() == name })
}
