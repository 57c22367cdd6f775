package schema

import (
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
)

const bytesKind = protowire.BytesType

func (o Options) firstText(number int32) string {
	for rest := string(o); rest != ""; {
		field, after, err := next(rest)
		if err != nil {
			return ""
		}
		if field.number == number && field.kind == bytesKind {
			return field.content
		}
		rest = after
	}
	return ""
}

// resolve gives every element of the file what it has from the elements around it: full names, features, oneofs, map entries.
func (f *File) resolve() {
	f.Features = defaults(f.Edition).with(KindFile, f.Options)
	for _, m := range f.Messages {
		m.resolve(f.Package, f.Features)
	}
	for _, e := range f.Enums {
		e.resolve(f.Package, f.Features)
	}
	for _, x := range f.Extensions {
		x.resolve(f.Features)
	}
	for _, s := range f.Services {
		s.fullName = join(f.Package, s.name)
	}
}

func (m *Message) resolve(scope string, around Features) {
	m.fullName = join(scope, m.name)
	m.Features = around.with(KindMessage, m.Options)
	for _, nested := range m.Messages {
		nested.resolve(m.fullName, m.Features)
	}
	for _, e := range m.Enums {
		e.resolve(m.fullName, m.Features)
	}
	for _, x := range m.Extensions {
		x.resolve(m.Features)
	}
	for _, f := range m.Fields {
		f.resolve(m.Features)
		if f.oneofIndex >= 0 && int(f.oneofIndex) < len(m.Oneofs) && !f.Proto3Optional {
			f.Oneof = m.Oneofs[f.oneofIndex]
			f.Oneof.Fields = append(f.Oneof.Fields, f)
		}
		if short, ours := strings.CutPrefix(f.TypeName, m.fullName+"."); ours && f.Label == Repeated && f.Type == MessageT {
			if i := slices.IndexFunc(m.Messages, func(n *Message) bool { return n.MapEntry && n.name == short }); i >= 0 {
				f.Entry = m.Messages[i]
			}
		}
	}
	// The oneof that a compiler makes for each optional field of proto3 is no declaration.
	m.Oneofs = slices.DeleteFunc(m.Oneofs, func(o *Oneof) bool {
		return len(o.Fields) == 0 && slices.ContainsFunc(m.Fields, func(f *Field) bool { return f.Proto3Optional && f.oneofIndex == o.index })
	})
}

func (f *Field) resolve(around Features) {
	f.Features = around
	switch {
	case f.Label == Required:
		f.Features.Presence = presenceRequired
	case f.Proto3Optional:
		f.Features.Presence = presenceExplicit
	}
	if f.Options != "" {
		if packed, set := f.Options.number(2); set && f.file.Edition < Edition2023 {
			f.Features.Repeated = repeatedExpanded
			if packed != 0 {
				f.Features.Repeated = repeatedPacked
			}
		}
		f.Features = f.Features.with(KindField, f.Options)
	}
	if f.JSONName == "" {
		f.JSONName = jsonName(f.name)
	}
}

// jsonName is lowerCamelCase, as the compiler of protobuf derives it.
func jsonName(name string) string {
	b := make([]byte, 0, len(name))
	upper := false
	for i := range len(name) {
		c := name[i]
		switch {
		case c == '_':
			upper = true
			continue
		case upper && 'a' <= c && c <= 'z':
			c -= 'a' - 'A'
		}
		upper = false
		b = append(b, c)
	}
	return string(b)
}

func (e *Enum) resolve(scope string, around Features) {
	e.fullName = join(scope, e.name)
	e.Features = around.with(KindEnum, e.Options)
}

// index makes the elements findable by their names.
func (s *Schema) index() {
	messages, enums, services := 0, 0, 0
	for _, f := range s.Files {
		messages, enums, services = messages+2*len(f.Messages), enums+len(f.Enums), services+len(f.Services)
	}
	s.messages, s.enums, s.services = make(map[string]*Message, messages), make(map[string]*Enum, enums), make(map[string]*Service, services)
	for _, f := range s.Files {
		s.indexTypes(f.Messages, f.Enums)
		for _, service := range f.Services {
			s.services[service.fullName] = service
		}
	}
}

func (s *Schema) indexTypes(messages []*Message, enums []*Enum) {
	for _, m := range messages {
		s.messages[m.fullName] = m
		s.indexTypes(m.Messages, m.Enums)
	}
	for _, e := range enums {
		s.enums[e.fullName] = e
	}
}

func (s *Schema) indexExtensions(extensions []*Field, messages []*Message) {
	for _, x := range extensions {
		s.extensions[x.FullName()] = x
	}
	for _, m := range messages {
		s.indexExtensions(m.Extensions, m.Messages)
	}
}
