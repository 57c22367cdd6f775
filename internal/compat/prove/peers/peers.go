// Package peers exchanges messages between an old client and a new server: in binary, in ProtoJSON and over REST. A message that is
// lost, refused or read as something else is evidence of a break.
//
// The old side writes requests and the new side writes responses. Whatever only the new side has is an addition, which old peers
// need not understand.
package peers

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// Found has the findings of the peers.
type Found struct {
	Wire, JSON []evidence.Finding
}

func (f *Found) wiref(element protoreflect.FullName, format string, args ...any) {
	f.Wire = append(f.Wire, evidence.Finding{Element: string(element), Text: fmt.Sprintf(format, args...)})
}

func (f *Found) jsonf(element protoreflect.FullName, format string, args ...any) {
	f.JSON = append(f.JSON, evidence.Finding{Element: string(element), Text: fmt.Sprintf(format, args...)})
}

// side is one version.
type side struct {
	files *protoregistry.Files
	types *dynamicpb.Types
	own   []protoreflect.FileDescriptor

	extensions map[protoreflect.FullName][]protoreflect.FieldDescriptor // extensions has the declared extensions by the extended message.
}

func read(t *tree.Tree) (*side, error) {
	files, err := t.Link()
	if err != nil {
		return nil, err
	}
	s := &side{files: files, types: dynamicpb.NewTypes(files), extensions: map[protoreflect.FullName][]protoreflect.FieldDescriptor{}}
	for _, file := range t.Files {
		found, err := files.FindFileByPath(file.GetName())
		if err != nil {
			return nil, err
		}
		s.own = append(s.own, found)
		s.declare(found.Extensions())
		eachMessage(found.Messages(), func(m protoreflect.MessageDescriptor) { s.declare(m.Extensions()) })
	}
	return s, nil
}

func (s *side) declare(extensions protoreflect.ExtensionDescriptors) {
	for i := range extensions.Len() {
		x := dynamicpb.NewExtensionType(extensions.Get(i)).TypeDescriptor()
		s.extensions[x.ContainingMessage().FullName()] = append(s.extensions[x.ContainingMessage().FullName()], x)
	}
}

func (s *side) method(name protoreflect.FullName) protoreflect.MethodDescriptor {
	found, _ := s.files.FindDescriptorByName(name)
	m, _ := found.(protoreflect.MethodDescriptor)
	return m
}

func (s *side) eachMethod(visit func(protoreflect.MethodDescriptor)) {
	for _, file := range s.own {
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for k := range methods.Len() {
				visit(methods.Get(k))
			}
		}
	}
}

// pair is a message that one side writes and the other reads.
type pair struct {
	old, now protoreflect.MessageDescriptor
	response bool
	json     bool // json means that it is written in JSON, with fields by name; in binary they are by number.
}

// Look lets all peers exchange messages.
func Look(before, after *tree.Tree) (*Found, error) {
	old, err := read(before)
	if err != nil {
		return nil, err
	}
	now, err := read(after)
	if err != nil {
		return nil, err
	}
	found := new(Found)
	c := &conversation{found: found, old: old, now: now, seen: map[pairKey]bool{}}
	old.eachMethod(c.method)
	c.stored(before.Stored(old.files))
	c.optionValues()
	for len(c.open) > 0 {
		p := c.open[0]
		c.open = c.open[1:]
		c.exchange(p)
	}
	rest(found, old, now)
	return found, nil
}

// conversation exchanges all messages that methods use.
type conversation struct {
	found    *Found
	old, now *side
	open     []pair
	seen     map[pairKey]bool
}

type pairKey struct {
	old, now       protoreflect.FullName
	response, json bool
}

// both adds a message that is written in both formats.
func (c *conversation) both(old, now protoreflect.MessageDescriptor, response bool) {
	c.add(pair{old, now, response, false})
	c.add(pair{old, now, response, true})
}

func (c *conversation) add(p pair) {
	key := pairKey{p.old.FullName(), p.now.FullName(), p.response, p.json}
	if !c.seen[key] {
		c.seen[key] = true
		c.open = append(c.open, p)
	}
}

func (c *conversation) method(m protoreflect.MethodDescriptor) {
	is := tree.Successor(m, c.old.files, c.now.files)
	if is == nil || is.FullName() != m.FullName() {
		c.found.wiref(m.FullName(), "a call of it is UNIMPLEMENTED")
	}
	if is == nil {
		return
	}
	if m.IsStreamingClient() != is.IsStreamingClient() || m.IsStreamingServer() != is.IsStreamingServer() {
		c.found.wiref(m.FullName(), "one side streams what the other one does not")
		c.found.jsonf(m.FullName(), "one side streams what the other one does not")
	}
	if safe(m) && !safe(is) {
		c.found.wiref(m.FullName(), "a call by GET is refused")
		c.found.jsonf(m.FullName(), "a call by GET is refused")
	}
	c.both(m.Input(), is.Input(), false)
	c.both(m.Output(), is.Output(), true)
	response := pair{old: m.Output(), now: is.Output(), response: true}
	c.masks(pair{old: m.Input(), now: is.Input()}, response)
	c.masks(response, pair{})
	wasResult, wasMetadata := c.old.operation(m)
	result, metadata := c.now.operation(is)
	if wasResult != nil && result != nil {
		c.both(wasResult, result, true)
	}
	if wasMetadata != nil && metadata != nil {
		c.both(wasMetadata, metadata, true)
	}
}

// safe reports whether clients may call a method by GET.
func safe(m protoreflect.MethodDescriptor) bool {
	options, ok := m.Options().(*descriptorpb.MethodOptions)
	return ok && options.GetIdempotencyLevel() == descriptorpb.MethodOptions_NO_SIDE_EFFECTS && !m.IsStreamingClient() && !m.IsStreamingServer()
}

// stored exchanges messages and enums in both directions, because no method decides the direction.
func (c *conversation) stored(messages []protoreflect.MessageDescriptor, enums []protoreflect.EnumDescriptor) {
	for _, m := range messages {
		if is := tree.SuccessorMessage(m, c.old.files, c.now.files); is != nil {
			c.both(m, is, false)
			c.both(m, is, true)
			c.masks(pair{old: m, now: is}, pair{})
		}
	}
	for _, e := range enums {
		found, _ := c.now.files.FindDescriptorByName(e.FullName())
		if is, ok := found.(protoreflect.EnumDescriptor); ok {
			c.values(e, is, true)
			c.values(e, is, false)
			c.numbers(e, is)
		}
	}
}

// numbers finds values with another number. Those of an enum that no message has are written into fields of integers: flags, masks,
// codes.
func (c *conversation) numbers(was, is protoreflect.EnumDescriptor) {
	for i := range was.Values().Len() {
		v := was.Values().Get(i)
		if other := is.Values().ByName(v.Name()); other != nil && other.Number() != v.Number() {
			c.found.wiref(valueName(v), "the number %d means it on one side, and %d on the other", v.Number(), other.Number())
		}
	}
}

func eachMessage(messages protoreflect.MessageDescriptors, visit func(protoreflect.MessageDescriptor)) {
	for i := range messages.Len() {
		if m := messages.Get(i); !m.IsMapEntry() {
			visit(m)
			eachMessage(m.Messages(), visit)
		}
	}
}

// exchange sends messages of one pair, and adds the pairs of its fields.
func (c *conversation) exchange(p pair) {
	if wellKnown(p.old) { // Its values were compared where they are used, but for those that are not sent at all.
		c.unsent(p)
		return
	}
	for _, f := range c.old.fields(p.old) {
		g := c.counterpart(p, f)
		if g == nil {
			if p.response {
				c.reportf(p, f.FullName(), "%q is never sent", f.JSONName())
			}
			continue
		}
		if moved := p.now.Fields().ByName(f.Name()); !p.json && moved != nil && moved.Number() != f.Number() && !f.IsExtension() {
			c.found.wiref(f.FullName(), "it is read as %s", g.Name())
		}
		if isNull(f) && isNull(g) && f.HasPresence() && !g.HasPresence() {
			c.untold(p, f)
		}
		if a, b := content(f), content(g); a != nil && b != nil && f.IsMap() == g.IsMap() {
			c.add(pair{a, b, p.response, p.json})
		}
		if f.Enum() != nil && g.Enum() != nil {
			c.enums(p, f.Enum(), g.Enum())
		}
	}
	if wellKnown(p.now) {
		return
	}
	if p.response {
		c.together(p)
	}
	writer, reader, from, to := c.old, c.now, p.old, p.now
	if p.response {
		writer, reader, from, to = c.now, c.old, p.now, p.old
	}
	send := c.binary
	if p.json {
		send = c.text
	}
	for _, sample := range writer.samples(from) {
		send(p, sample, reader, to)
	}
}

// unsent finds the fields of a well-known type that the message in its place lacks. JSON has other forms of these types.
func (c *conversation) unsent(p pair) {
	for i := range p.old.Fields().Len() {
		if f := p.old.Fields().Get(i); p.response && !p.json && c.now.field(p.now, f.Number()) == nil {
			c.found.wiref(f.FullName(), "%q is never sent", f.Name())
		}
	}
}

func isNull(f protoreflect.FieldDescriptor) bool {
	return f.Enum() != nil && f.Enum().FullName() == "google.protobuf.NullValue"
}

// untold finds a null that lost its presence. Its only value is the default, so that all it ever said is that it is set. A lost presence
// by itself is no break, and so this only confirms a verdict.
func (c *conversation) untold(p pair, f protoreflect.FieldDescriptor) {
	found := evidence.Finding{Element: string(f.FullName()), Text: "that it is set is not told any more", Weak: true}
	if p.json {
		c.found.JSON = append(c.found.JSON, found)
	} else {
		c.found.Wire = append(c.found.Wire, found)
	}
}

// counterpart returns the field with which the other side reads this one, or nil.
func (c *conversation) counterpart(p pair, f protoreflect.FieldDescriptor) protoreflect.FieldDescriptor {
	if !p.json {
		return c.now.field(p.now, f.Number())
	}
	g := c.now.named(p.now, f.JSONName())
	if p.response && g != nil && g.JSONName() != f.JSONName() {
		return nil // Parsers also accept the declared name, but no serializer writes it.
	}
	return g
}

func (c *conversation) reportf(p pair, element protoreflect.FullName, format string, args ...any) {
	if p.json {
		c.found.jsonf(element, format, args...)
	} else {
		c.found.wiref(element, format, args...)
	}
}

// together finds fields of a response that cannot be sent in one message any more.
func (c *conversation) together(p pair) {
	for i := range p.old.Fields().Len() {
		for k := range i {
			f, other := p.old.Fields().Get(i), p.old.Fields().Get(k)
			if !sameOneof(f, other) && sameOneof(c.counterpart(p, f), c.counterpart(p, other)) {
				c.reportf(p, f.FullName(), "it is never sent together with %s", other.Name())
			}
		}
	}
}

// sameOneof reports whether two fields exclude each other; either may be nil.
func sameOneof(f, other protoreflect.FieldDescriptor) bool {
	return f != nil && other != nil && f.ContainingOneof() != nil && f.ContainingOneof() == other.ContainingOneof()
}

// enums finds names of values that readers of JSON don't know.
func (c *conversation) enums(p pair, was, is protoreflect.EnumDescriptor) {
	if p.json {
		c.values(was, is, !p.response)
	}
}

// values finds names that the reader does not know: all names that clients may write, or the ones that servers write. A value that
// servers do not have any more is not written.
func (c *conversation) values(was, is protoreflect.EnumDescriptor, all bool) {
	for i := range was.Values().Len() {
		v := was.Values().Get(i)
		first := was.Values().ByNumber(v.Number())
		switch other := is.Values().ByName(v.Name()); {
		case !all && first != v:
		case other == nil && (all || is.Values().ByNumber(v.Number()) != nil):
			c.found.jsonf(valueName(v), "%q is an unknown name", v.Name())
		case other == nil:
		case !all && other.Number() == v.Number() && is.Values().ByNumber(v.Number()) != other:
			// The zero value counts too, although it may be omitted: many servers write all fields.
			c.found.jsonf(valueName(v), "%q is written under another name", v.Name())
		}
	}
}

// valueName returns the name of a value with its enum in it, as in reports.
func valueName(v protoreflect.EnumValueDescriptor) protoreflect.FullName {
	return v.Parent().FullName().Append(v.Name())
}

// content returns the message type of a field or of its map values, or nil.
func content(f protoreflect.FieldDescriptor) protoreflect.MessageDescriptor {
	if f.IsMap() {
		return f.MapValue().Message()
	}
	return f.Message()
}

func wellKnown(m protoreflect.MessageDescriptor) bool {
	return strings.HasPrefix(string(m.FullName()), "google.protobuf.")
}

// fields returns the fields of a message and the extensions of it that the side declares.
func (s *side) fields(m protoreflect.MessageDescriptor) []protoreflect.FieldDescriptor {
	var all []protoreflect.FieldDescriptor
	for i := range m.Fields().Len() {
		all = append(all, m.Fields().Get(i))
	}
	return append(all, s.extensions[m.FullName()]...)
}

func (s *side) field(m protoreflect.MessageDescriptor, number protoreflect.FieldNumber) protoreflect.FieldDescriptor {
	for _, f := range s.fields(m) {
		if f.Number() == number {
			return f
		}
	}
	return nil
}

// named returns the field that readers of JSON know by a key.
func (s *side) named(m protoreflect.MessageDescriptor, key string) protoreflect.FieldDescriptor {
	for _, f := range s.fields(m) {
		if f.JSONName() == key || string(f.Name()) == key {
			return f
		}
	}
	return nil
}

// binary sends a message in its encoded form.
func (c *conversation) binary(p pair, sample protoreflect.Message, reader *side, to protoreflect.MessageDescriptor) {
	encoded, err := proto.MarshalOptions{Deterministic: true}.Marshal(sample.Interface())
	if err != nil {
		return // Nobody can write it.
	}
	got := dynamicpb.NewMessage(to)
	if err := (proto.UnmarshalOptions{Resolver: reader.types}).Unmarshal(encoded, got); err != nil {
		c.found.wiref(p.old.FullName(), "it is refused: %v", err)
		return
	}
	dropUnknown(got.ProtoReflect())
	if err := proto.CheckInitialized(got); err != nil {
		c.found.wiref(p.old.FullName(), "it is refused: %v", err)
		return
	}
	if p.response && c.novel(sample, p.old, false) {
		return
	}
	old, now := oriented(p, sample, got.ProtoReflect())
	v := view{c: c, old: old, now: now, response: p.response, number: true}
	v.compare(func(element protoreflect.FullName, text string) { c.found.wiref(element, "%s", text) })
}

// novel reports whether a response has a new value of an enum. It is an addition, which old readers need not know. In JSON, which has the
// names, it may have the number of a value that has another one now.
func (c *conversation) novel(sample protoreflect.Message, old protoreflect.MessageDescriptor, inJSON bool) bool {
	found := false
	sample.Range(func(g protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		f := c.old.field(old, g.Number())
		if f == nil {
			return true
		}
		one := func(f, g protoreflect.FieldDescriptor, v protoreflect.Value) {
			switch {
			case f.Enum() != nil && g.Enum() != nil:
				is, was := g.Enum().Values().ByNumber(v.Enum()), f.Enum().Values().ByNumber(v.Enum())
				free := was == nil
				if inJSON && was != nil {
					moved := g.Enum().Values().ByName(was.Name())
					free = moved != nil && moved.Number() != was.Number()
				}
				found = found || is != nil && f.Enum().Values().ByName(is.Name()) == nil && free
			case f.Message() != nil && g.Message() != nil:
				found = found || c.novel(v.Message(), f.Message(), inJSON)
			}
		}
		switch {
		case g.IsMap() && f.IsMap():
			v.Map().Range(func(_ protoreflect.MapKey, v protoreflect.Value) bool {
				one(f.MapValue(), g.MapValue(), v)
				return true
			})
		case g.IsMap() || f.IsMap():
		case g.IsList():
			for i := range v.List().Len() {
				one(f, g, v.List().Get(i))
			}
		default:
			one(f, g, v)
		}
		return !found
	})
	return found
}

// oriented returns the message of the old side, and that of the new one.
func oriented(p pair, written, got protoreflect.Message) (old, now protoreflect.Message) {
	if p.response {
		return got, written
	}
	return written, got
}
