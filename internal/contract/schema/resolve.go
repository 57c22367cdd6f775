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

// resolve completes every element with what depends on the elements around it: full name, features, oneof, map entry.
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
	m.find = newFinder(len(m.Fields), len(m.ReservedRanges), len(m.ReservedNames))
	m.Features = around.with(KindMessage, m.Options)
	m.Local = m.Features.local(m.visibility, m.Parent == nil) && !m.MapEntry
	for _, nested := range m.Messages {
		nested.resolve(m.fullName, m.Features)
	}
	for _, e := range m.Enums {
		e.resolve(m.fullName, m.Features)
	}
	for _, x := range m.Extensions {
		x.resolve(m.Features)
	}
	entries := m.mapEntries()
	var optional map[int32]bool // optional has the oneofs that the compiler made, one for each optional field of proto3.
	for _, f := range m.Fields {
		around := m.Features
		switch {
		case f.oneofIndex < 0 || int(f.oneofIndex) >= len(m.Oneofs):
		case f.Proto3Optional:
			if optional == nil {
				optional = map[int32]bool{}
			}
			optional[f.oneofIndex] = true
		default:
			f.Oneof = m.Oneofs[f.oneofIndex]
			f.Oneof.Fields = append(f.Oneof.Fields, f)
			around = around.with(KindOneof, f.Oneof.Options)
		}
		f.resolve(around)
		if entries != nil && f.Label == Repeated && f.Type == MessageT && len(f.TypeName) > len(m.fullName) &&
			strings.HasPrefix(f.TypeName, m.fullName) && f.TypeName[len(m.fullName)] == '.' {
			f.Entry = entries[f.TypeName[len(m.fullName)+1:]]
		}
	}
	m.Oneofs = slices.DeleteFunc(m.Oneofs, func(o *Oneof) bool { return len(o.Fields) == 0 && optional[o.index] })
}

// mapEntries returns the messages that the compiler made for the maps of this one, by name. An entry has no maps itself.
func (m *Message) mapEntries() map[string]*Message {
	if m.MapEntry {
		return nil
	}
	var entries map[string]*Message
	for _, nested := range m.Messages {
		if nested.MapEntry && entries[nested.name] == nil {
			if entries == nil {
				entries = make(map[string]*Message, len(m.Messages))
			}
			entries[nested.name] = nested
		}
	}
	return entries
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

// jsonName returns a name in lowerCamelCase, as protoc derives it.
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
	e.find = newFinder(len(e.Values), len(e.ReservedRanges), len(e.ReservedNames))
	e.Features = around.with(KindEnum, e.Options)
	e.Local = e.Features.local(e.visibility, e.Parent == nil)
}

// index fills the maps from names to elements.
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
