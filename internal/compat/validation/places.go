package validation

import (
	"crypto/sha256"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// place is where a value stands in a message that one side writes and the other reads. Fields match by number.
type place struct {
	key    string // key is the path by numbers. A place whose value may mean something else to the reader has a key of its own.
	name   string // name is the path for people.
	parent *place // parent is nil for the message that the path begins at.

	from, to       protoreflect.FieldDescriptor // from is the field of the writer, nil where it has none; to is the reader's.
	fromMsg, toMsg protoreflect.MessageDescriptor

	item    bool // item is a value in a list or a map.
	absent  bool // absent says that the writer can't set it.
	foreign bool // foreign says that the writer's value may be another one to the reader.

	missing *[]string // missing has the names of the fields that the writer does not have, as they are met.
}

// rootPlace is a whole message.
func rootPlace(from, to protoreflect.MessageDescriptor) *place {
	return &place{fromMsg: from, toMsg: to, missing: new([]string)}
}

// field is the place of a field of the reader in a message.
func (p *place) field(to protoreflect.FieldDescriptor) *place {
	child := &place{
		key: fmt.Sprintf("%s.%d", p.key, to.Number()), name: strings.TrimPrefix(p.name+"."+string(to.Name()), "."), parent: p,
		to: to, absent: p.absent, foreign: p.foreign, missing: p.missing,
	}
	if p.fromMsg != nil && !p.absent {
		child.from = p.fromMsg.Fields().ByNumber(to.Number())
	}
	if child.absent = child.from == nil && !child.foreign; child.absent {
		*p.missing = append(*p.missing, child.name)
	} else if !child.foreign && !readAlike(child.from, to) {
		child.foreign = true
	}
	if child.foreign && !p.foreign {
		child.key = "read " + child.key
	}
	if !to.IsList() && !to.IsMap() {
		child.toMsg = to.Message()
		if child.from != nil {
			child.fromMsg = child.from.Message()
		}
	}
	return child
}

// readAlike reports whether the reader finds in a field what the writer put there, but for presence.
func readAlike(from, to protoreflect.FieldDescriptor) bool {
	if from.Kind() != to.Kind() || from.IsList() != to.IsList() || from.IsMap() != to.IsMap() {
		return false
	}
	if from.IsMap() {
		return readAlike(from.MapKey(), to.MapKey()) && readAlike(from.MapValue(), to.MapValue())
	}
	if was, is := from.Enum(), to.Enum(); was != nil && (was.IsClosed() != is.IsClosed() || is.IsClosed() && !sameType(from, to)) {
		return false
	}
	if from.Message() != nil && from.Message().FullName() != to.Message().FullName() && (isKnown(from.Message()) || isKnown(to.Message())) {
		return false
	}
	if from.Message() != nil || from.IsList() {
		return true
	}
	return from.Default().Equal(to.Default())
}

// items is the place of every item of a list, or every value of a map.
func (p *place) items() *place {
	child := &place{
		key: p.key + "[]", name: p.name + "[]", parent: p, from: p.from, to: p.to, item: true, absent: p.absent, foreign: p.foreign,
		missing: p.missing,
	}
	to, from := p.to, p.from
	if p.to.IsMap() {
		to = p.to.MapValue()
		if from != nil && from.IsMap() {
			from = from.MapValue()
		}
		child.from, child.to = from, to
	}
	child.toMsg = to.Message()
	if from != nil {
		child.fromMsg = from.Message()
	}
	return child
}

// keys is the place of every key of a map.
func (p *place) keys() *place {
	child := &place{
		key: p.key + "[key]", name: p.name + "[key]", parent: p, to: p.to.MapKey(), item: true, absent: p.absent, foreign: p.foreign,
		missing: p.missing,
	}
	if p.from != nil && p.from.IsMap() {
		child.from = p.from.MapKey()
	}
	return child
}

// wrapped is the place of the value in a wrapper such as google.protobuf.StringValue, or nil.
func (p *place) wrapped() *place {
	if p == nil || p.many() || p.toMsg == nil || !isWrapper(p.toMsg) {
		return nil
	}
	return p.field(p.toMsg.Fields().ByNumber(1))
}

func (p *place) many() bool { return p.to != nil && !p.item && (p.to.IsList() || p.to.IsMap()) }

// text reports whether the value is a single text.
func (p *place) text() bool {
	return p.to != nil && !p.many() && p.to.Kind() == protoreflect.StringKind
}

// number is the scale of a single number, enum, truth value, duration or timestamp.
func (p *place) number() (scale, bool) {
	if p.to == nil || p.many() {
		return scale{}, false
	}
	return numberScale(p.to)
}

// real reports whether the value is a float, which can be no number.
func (p *place) real() bool {
	return p.to != nil && (p.to.Kind() == protoreflect.FloatKind || p.to.Kind() == protoreflect.DoubleKind)
}

// unset is the value that the reader finds where none was written.
func (p *place) unset() protoreflect.Value {
	if p.toMsg != nil {
		return protoreflect.ValueOfMessage(newMessage(p.toMsg))
	}
	if !p.to.IsList() {
		return p.to.Default()
	}
	switch p.to.Kind() { // It is an item.
	case protoreflect.StringKind:
		return protoreflect.ValueOfString("")
	case protoreflect.BytesKind:
		return protoreflect.ValueOfBytes(nil)
	default:
		s, _ := numberScale(p.to)
		return s.toGo(zero)
	}
}

// unsetSize is the size of a list, a map or bytes where none were written. Bytes can have a default.
func (p *place) unsetSize() *big.Int {
	if p.many() {
		return zero
	}
	return big.NewInt(int64(len(p.unset().Bytes())))
}

// mostFields bounds how much of a type is looked at.
const mostFields = 2000

// digest stands for everything that an expression can find in a message of a type.
func digest(message protoreflect.MessageDescriptor) string {
	var text strings.Builder
	seen := map[protoreflect.FullName]bool{}
	open := []protoreflect.MessageDescriptor{message}
	for written := 0; len(open) > 0; {
		next := open[0]
		open = open[1:]
		if seen[next.FullName()] {
			continue
		}
		seen[next.FullName()] = true
		fmt.Fprintf(&text, "%s{", next.FullName())
		for i := range next.Fields().Len() {
			field := next.Fields().Get(i)
			if written++; written > mostFields {
				return fmt.Sprintf("too large: %p", message)
			}
			fmt.Fprintf(&text, "%d %s %v %v %v %s %v;", field.Number(), field.Name(), field.Kind(), field.Cardinality(), field.HasPresence(),
				field.Default().String(), field.ContainingOneof() != nil)
			if enum := field.Enum(); enum != nil {
				fmt.Fprintf(&text, "%v %v", enum.IsClosed(), enumNumbers(enum))
			}
			if field.Message() != nil {
				text.WriteString(string(field.Message().FullName()))
				open = append(open, field.Message())
			}
		}
		text.WriteString("}")
	}
	return fmt.Sprintf("%x", sha256.Sum256([]byte(text.String())))
}

// within reports whether a place is another one or in it.
func (p *place) within(key string) bool {
	for ; p != nil; p = p.parent {
		if p.key == key {
			return true
		}
	}
	return false
}

// path are the places from the first one to this one, without the message that it begins at.
func (p *place) path() []*place {
	var all []*place
	for ; p != nil && p.parent != nil; p = p.parent {
		all = append(all, p)
	}
	slices.Reverse(all)
	return all
}
