package symbols

import (
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// typescript lists what protoc-gen-es (target js+dts, with valid_types=protovalidate_required) and protoc-gen-connect-query make
// of a file. A name begins with the path of its module, without ".js"; members follow the name of their type, service or oneof.
//
// Signatures are TypeScript in which messages and enums have their proto names: types are structural, but the proto name is part
// of every message type. Valid<T> is the type of a validated T. Each case of a oneof is a symbol, so a new case is an addition.
// The number of an enum value is not part of its signature, because code that names the value still compiles.
//
// Properties of Valid types that cannot differ from those of the message type are not listed: whatever breaks them breaks these
// too.
func typescript(s *schema.Schema, f *schema.File, rename func(string) string) []Symbol {
	t := &tsFile{
		types:  tsTypes{schema: s, rename: rename, strict: tsStrictOf(s)},
		module: strings.TrimSuffix(f.Path, ".proto"),
		names:  tsNamesOf(f),
	}
	size := t.size()
	t.listed, t.symbols = make(map[string]bool, size), make([]Symbol, 0, size)
	t.of = t.module + "_pb."
	t.add(t.module+"_pb", "module", f)
	t.add(t.of+t.names.file, "GenFile", f)
	for i := range t.names.types {
		switch d := &t.names.types[i]; element := d.element.(type) {
		case *schema.Message:
			t.message(element, d)
		case *schema.Enum:
			t.enum(element, d)
		case *schema.Service:
			t.service(element, d)
		case *schema.Field:
			t.add(t.of+d.descriptor, "GenExtension<"+rename(element.Extendee)+", "+t.types.value(element, false)+">", element)
		}
	}
	return t.symbols
}

// tsFile collects the symbols of a file.
type tsFile struct {
	types   tsTypes
	names   tsNames
	module  string // module is the path of the file without its extension, which begins the paths of its modules.
	of      string // of is the prefix of names in the module of messages.
	listed  map[string]bool
	symbols []Symbol
}

// size estimates the number of symbols.
func (t *tsFile) size() int {
	size := 2
	for i := range t.names.types {
		switch element := t.names.types[i].element.(type) {
		case *schema.Message:
			size += 3 + len(element.Fields)*3/2 + len(element.Oneofs)
		case *schema.Enum:
			size += 2 + len(element.Values)
		case *schema.Service:
			size += 2 + 2*len(element.Methods)
		default:
			size++
		}
	}
	return size
}

// add adds a symbol. If two declarations have the same name, which TypeScript does not compile, the first one keeps it.
func (t *tsFile) add(name, signature string, element schema.Element) {
	if t.listed[name] {
		return
	}
	t.listed[name] = true
	t.symbols = append(t.symbols, Symbol{Name: name, Signature: signature, Element: element})
}

// addChecked adds a symbol of the type of validated messages.
func (t *tsFile) addChecked(name, signature string, element schema.Element) {
	before := len(t.symbols)
	t.add(name, signature, element)
	if len(t.symbols) > before {
		t.symbols[before].Checked = true
	}
}

func (t *tsFile) message(m *schema.Message, d *tsName) {
	renamed := t.types.rename(m.FullName())
	t.add(t.of+d.shape, `Message<"`+m.FullName()+`">`, m)
	t.addChecked(t.of+d.valid, "Valid<"+renamed+">", m)
	t.add(t.of+d.descriptor, "GenMessage<"+renamed+">", m)
	of, ofValid := t.of+d.shape+".", t.of+d.valid+"."
	for _, f := range m.Fields {
		if f.Oneof == nil {
			t.property(f, of, ofValid, tsProperty(tsCamelCase(f.Name())))
			continue
		}
		oneof := tsProperty(tsCamelCase(f.Oneof.Name()))
		t.add(of+oneof, "oneof", f.Oneof)
		t.property(f, of+oneof+".", ofValid+oneof+".", tsCamelCase(f.Name()))
	}
}

// property adds the property of a field, or the value of a case of a oneof.
func (t *tsFile) property(f *schema.Field, of, ofValid, name string) {
	optional := tsOptional(f)
	signature := t.types.value(f, false)
	if optional {
		signature += undefined
	}
	t.add(of+name, signature, f)
	if !optional && !tsHasValid(t.types.schema, f) {
		return
	}
	signature = t.types.value(f, true)
	if optional && !tsRequired(f) {
		signature += undefined
	}
	before := len(t.symbols)
	t.addChecked(ofValid+name, signature, f)
	if optional && len(t.symbols) > before {
		t.symbols[before].Alias = f.Parent != nil && !t.types.differs(f.Parent)
	}
}

func (t *tsFile) enum(e *schema.Enum, d *tsName) {
	renamed := t.types.rename(e.FullName())
	t.add(t.of+d.shape, "enum", e)
	t.add(t.of+d.descriptor, "GenEnum<"+renamed+">", e)
	of, prefix := t.of+d.shape+".", tsSharedPrefix(e)
	for _, value := range e.Values {
		t.add(of+tsProperty(value.Name()[prefix:]), renamed, value)
	}
}

func (t *tsFile) service(s *schema.Service, d *tsName) {
	t.add(t.of+d.descriptor, "GenService", s)
	of, query := t.of+d.descriptor+".", t.module+"-"+s.Name()+"_connectquery"
	for _, m := range s.Methods {
		name := m.Name()
		if name != "" {
			name = tsProperty(strings.ToLower(name[:1]) + name[1:])
		}
		signature := tsMethodKind(m) + "(" + t.types.rename(m.Request) + "): " + t.types.rename(m.Response)
		t.add(of+name, signature, m)
		if m.ClientStreaming || m.ServerStreaming {
			continue
		}
		t.add(query, "module", m) // The module exports it only for a unary method.
		t.add(query+"."+tsIdentifier(name), signature, m)
	}
}

func tsMethodKind(m *schema.Method) string {
	switch {
	case m.ClientStreaming && m.ServerStreaming:
		return "bidi_streaming"
	case m.ClientStreaming:
		return "client_streaming"
	case m.ServerStreaming:
		return "server_streaming"
	default:
		return "unary"
	}
}
