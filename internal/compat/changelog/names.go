package changelog

import (
	"regexp"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// names finds the shortest unambiguous name of an element.
type names struct {
	old, now *schema.Schema

	packageOf map[string]string          // packageOf has the package of each declaration by its full name.
	packages  map[string]map[string]bool // packages has the packages that declare something under a name without its package.
}

func newNames(old, now *schema.Schema) *names {
	n := &names{old: old, now: now, packageOf: map[string]string{}, packages: map[string]map[string]bool{}}
	for _, s := range []*schema.Schema{old, now} {
		for _, file := range s.Files {
			own := !file.Dependency
			n.messages(file.Messages, own)
			for _, e := range file.Enums {
				n.note(e, own)
			}
			for _, x := range file.Extensions {
				n.note(x, own)
			}
			for _, service := range file.Services {
				n.note(service, own)
			}
		}
	}
	return n
}

func (n *names) messages(messages []*schema.Message, own bool) {
	for _, m := range messages {
		n.note(m, own)
		n.messages(m.Messages, own)
		for _, e := range m.Enums {
			n.note(e, own)
		}
		for _, x := range m.Extensions {
			n.note(x, own)
		}
	}
}

// note adds a declaration. One of a dependency keeps its full name.
func (n *names) note(e schema.Element, own bool) {
	if !own {
		return
	}
	name := e.FullName()
	n.packageOf[name] = e.In().Package
	short := strings.TrimPrefix(name, e.In().Package+".")
	if n.packages[short] == nil {
		n.packages[short] = map[string]bool{}
	}
	n.packages[short][e.In().Package] = true
}

// short returns a name without its package if only one package has it. Members keep the name of their parent.
func (n *names) short(fullName string) string {
	owner, member := fullName, ""
	for {
		if in, ok := n.packageOf[owner]; ok {
			name := strings.TrimPrefix(owner, in+".")
			if len(n.packages[name]) > 1 {
				name = owner
			}
			return name + member
		}
		i := strings.LastIndexByte(owner, '.')
		if i < 0 {
			return fullName
		}
		owner, member = owner[:i], owner[i:]+member
	}
}

var dottedName = regexp.MustCompile(`[A-Za-z_][\w]*(?:\.[A-Za-z_][\w]*)+`)

// within shortens the names in a text.
func (n *names) within(text string) string {
	return dottedName.ReplaceAllStringFunc(text, func(name string) string {
		if _, known := n.packageOf[name]; known {
			return n.short(name)
		}
		if owner, _ := split(name); n.packageOf[owner] != "" {
			return n.short(name)
		}
		return name
	})
}

// split cuts the last part off a name.
func split(name string) (parent, leaf string) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return "", name
	}
	return name[:i], name[i+1:]
}

// lookup finds an element by its full name, or returns nil.
func lookup(s *schema.Schema, kind schema.Kind, name string) schema.Element {
	parent, leaf := split(name)
	switch kind {
	case schema.KindMessage:
		if m := s.Message(name); m != nil {
			return m
		}
	case schema.KindEnum:
		if e := s.Enum(name); e != nil {
			return e
		}
	case schema.KindService:
		if service := s.Service(name); service != nil {
			return service
		}
	case schema.KindExtension:
		if x := s.Extension(name); x != nil {
			return x
		}
	case schema.KindFile:
		if f := s.File(name); f != nil {
			return f
		}
	case schema.KindField, schema.KindOneof, schema.KindEnumValue, schema.KindMethod:
		return member(s, parent, leaf)
	}
	return nil
}

// member finds a field, a oneof, a value or a method.
func member(s *schema.Schema, parent, leaf string) schema.Element {
	if m := s.Message(parent); m != nil {
		if f := m.FieldNamed(leaf); f != nil {
			return f
		}
		for _, o := range m.Oneofs {
			if o.Name() == leaf {
				return o
			}
		}
	}
	if e := s.Enum(parent); e != nil {
		for _, v := range e.Values {
			if v.Name() == leaf {
				return v
			}
		}
	}
	if service := s.Service(parent); service != nil {
		for _, m := range service.Methods {
			if m.Name() == leaf {
				return m
			}
		}
	}
	return nil
}

// advice returns what the comment of a deprecated element advises: the sentence after "Deprecated:".
func advice(e schema.Element) string {
	if e == nil {
		return ""
	}
	comment := strings.Join(strings.Fields(schema.Locate(e).Comment), " ")
	i := strings.Index(strings.ToLower(comment), "deprecated:")
	if i < 0 {
		return ""
	}
	text := strings.TrimSpace(comment[i+len("deprecated:"):])
	if end := strings.Index(text, ". "); end >= 0 {
		text = text[:end]
	}
	text = oneLine(strings.TrimRight(text, "."))
	if len(text) > 1 && 'A' <= text[0] && text[0] <= 'Z' && 'a' <= text[1] && text[1] <= 'z' {
		if word, _, _ := strings.Cut(text, " "); word[1:] == strings.ToLower(word[1:]) {
			text = strings.ToLower(text[:1]) + text[1:]
		}
	}
	return text
}

// code formats a text as Markdown code and cuts it if it is long.
func code(text string) string {
	const most = 160
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	text = strings.NewReplacer("<!--", "<! --", "-->", "-- >").Replace(text)
	if text == "" {
		return "nothing"
	}
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if len(fence) > 1 {
		return fence + " " + text + " " + fence
	}
	return fence + text + fence
}

// value returns a value for the middle of a sentence, or none if it is not set.
func (n *names) value(text, none string) string {
	switch {
	case text == "" || text == judge.None:
		return none
	case judge.IsWord(text):
		return text
	default:
		return code(n.within(text))
	}
}
