package transcode

import (
	"strconv"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// plan is what there is to know of a type of messages.
type plan struct {
	descriptor protoreflect.MessageDescriptor
	how        how
	fields     []*field                 // fields are in the order of their declaration.
	numbers    map[protowire.Number]int // numbers leads to the index of a field in fields.
	low        [lowNumbers]int16        // low is the same for small numbers, plus one.
}

// lowNumbers is how many numbers are looked up without a map.
const lowNumbers = 64

// how says in which way a type is written.
type how int

const (
	fast how = iota
	timestamp
	slow
)

// field is a field of a plan.
type field struct {
	number protowire.Number
	kind   protoreflect.Kind
	name   string // name is how the field begins in JSON, as in "pageSize":.
	list   bool
	isMap  bool
	// presence says that the field is absent or there, even with the value zero.
	presence bool
	hidden   bool             // hidden says that the field is not written when it is absent: it is in a oneof, or optional.
	oneof    int              // oneof is which oneof of several fields the field is in, -1 for none.
	message  *plan            // message is the type of the value, that of the entries for a map; nil for other kinds.
	enum     map[int32]string // enum has the names of the values in quotes.
	null     bool             // null says that the enum is google.protobuf.NullValue.
}

// plan returns the plan of a type.
func (j *JSON) plan(of protoreflect.MessageDescriptor) *plan {
	if known, ok := j.plans.Load(of.FullName()); ok {
		return known.(*plan) //nolint:forcetypeassert // It has nothing else.
	}
	j.making.Lock()
	defer j.making.Unlock()
	made := map[protoreflect.FullName]*plan{}
	root := j.make(of, made)
	// Types may contain each other, so plans become visible when all of them are whole.
	for name, plan := range made {
		j.plans.LoadOrStore(name, plan)
	}
	return root
}

// make makes the plan of a type, and of those in it.
func (j *JSON) make(of protoreflect.MessageDescriptor, made map[protoreflect.FullName]*plan) *plan {
	if known, ok := made[of.FullName()]; ok {
		return known
	}
	p := &plan{descriptor: of, how: howTo(of), numbers: map[protowire.Number]int{}}
	made[of.FullName()] = p
	if p.how != fast {
		return p
	}
	for i := range of.Fields().Len() {
		d := of.Fields().Get(i)
		f := &field{
			number: d.Number(), kind: d.Kind(), name: strconv.Quote(d.JSONName()) + ":", list: d.IsList(), isMap: d.IsMap(),
			presence: d.HasPresence(), hidden: d.ContainingOneof() != nil, oneof: -1,
		}
		if oneof := d.ContainingOneof(); oneof != nil && !oneof.IsSynthetic() {
			f.oneof = oneof.Index()
		}
		if d.Message() != nil {
			f.message = j.make(d.Message(), made)
		}
		if enum := d.Enum(); enum != nil {
			f.null = enum.FullName() == "google.protobuf.NullValue"
			f.enum = map[int32]string{}
			for k := range enum.Values().Len() {
				value := enum.Values().Get(k)
				if _, ok := f.enum[int32(value.Number())]; !ok { // Of aliases the first one counts.
					f.enum[int32(value.Number())] = strconv.Quote(string(value.Name()))
				}
			}
		}
		if int(f.number) < lowNumbers {
			p.low[f.number] = int16(len(p.fields) + 1) //nolint:gosec // A message has fewer fields than that; see howTo.
		}
		p.numbers[f.number] = len(p.fields)
		p.fields = append(p.fields, f)
	}
	return p
}

// maxFields is how many fields a type of the fast way may have.
const maxFields = 1 << 14

// howTo says in which way a type is written. Types with a JSON of their own and features that no API of today uses are for protojson.
func howTo(of protoreflect.MessageDescriptor) how {
	switch {
	case of.FullName() == "google.protobuf.Timestamp":
		return timestamp
	case of.FullName().Parent() == "google.protobuf" && of.FullName() != "google.protobuf.Empty":
		return slow
	case of.ExtensionRanges().Len() > 0, of.RequiredNumbers().Len() > 0, of.Fields().Len() > maxFields:
		return slow
	}
	for i := range of.Fields().Len() {
		d := of.Fields().Get(i)
		closed := d.Enum() != nil && d.Enum().IsClosed()
		utf8 := of.ParentFile().Syntax() == protoreflect.Proto3
		if d.Kind() == protoreflect.GroupKind || closed || d.Kind() == protoreflect.StringKind && !utf8 {
			return slow
		}
	}
	return fast
}

// find returns the index of the field with a number, -1 if there is none.
func (p *plan) find(number protowire.Number) int {
	if number < lowNumbers {
		return int(p.low[number]) - 1
	}
	if i, ok := p.numbers[number]; ok {
		return i
	}
	return -1
}
