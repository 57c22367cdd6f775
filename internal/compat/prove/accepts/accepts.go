// Package accepts looks for messages that the old rules accept and the new ones refuse. It makes many messages around the limits in
// the rules, and validates each of them with protovalidate in both versions. It shares no code with the search of the engine,
// internal/compat/validation.
package accepts

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// pair is a message that one side sends and the other receives.
type pair struct {
	old, now protoreflect.MessageDescriptor
	response bool
}

func (p pair) key() string { return fmt.Sprint(p.old.FullName(), " ", p.now.FullName(), p.response) }

// today is the time for rules about it, so that the same seed finds the same messages.
var today = time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)

var clock = protovalidate.WithNowFunc(func() *timestamppb.Timestamp { return timestamppb.New(today) })

// Look finds requests that are refused now, and fields that may be missing in responses now. The seed decides which messages are
// tried.
func Look(before, after *tree.Tree, seed uint64) ([]evidence.Finding, error) {
	s, err := newSearch(before, after, seed)
	if err != nil {
		return nil, err
	}
	for _, p := range s.reached.all {
		if !differs(p) && !(looksInside(p) && differsBelow(p, map[protoreflect.FullName]bool{})) {
			continue
		}
		s.found = append(s.found, s.behaviors(p)...)
		if err := s.compiles(p.now); err != nil {
			return nil, err
		}
		if s.weak = false; p.response {
			s.missing(p)
		} else {
			s.refused(p)
		}
	}
	return s.found, nil
}

// newSearch links both versions, and makes a validator for each.
func newSearch(before, after *tree.Tree, seed uint64) (*search, error) {
	old, err := before.Link()
	if err != nil {
		return nil, err
	}
	now, err := after.Link()
	if err != nil {
		return nil, err
	}
	// A validator caches compiled rules by name, and the two versions have names in common.
	was, err := protovalidate.New(clock)
	if err != nil {
		return nil, err
	}
	is, err := protovalidate.New(clock)
	if err != nil {
		return nil, err
	}
	return &search{
		Rand: rand.New(rand.NewPCG(seed, 0x6163636570747301)), //nolint:gosec // G404: Seeds have to be reproducible.
		was:  was, is: is, reached: pairsOf(before, old, now), made: map[string][]*pool{},
	}, nil
}

// pairsOf returns the messages that methods of the old version use, and in both directions those that are stored.
func pairsOf(before *tree.Tree, old, now *protoregistry.Files) *reached {
	r := &reached{roots: map[string]bool{}, seen: map[string]bool{}, steps: map[string][]step{}}
	for _, file := range before.Files {
		for _, s := range file.GetService() {
			for _, m := range s.GetMethod() {
				a := methodOf(old, file, s, m)
				if b := tree.Successor(a, old, now); b != nil {
					r.root(pair{a.Input(), b.Input(), false})
					r.root(pair{a.Output(), b.Output(), true})
				}
			}
		}
	}
	messages, _ := before.Stored(old)
	for _, m := range whole(messages) {
		if is := tree.SuccessorMessage(m, old, now); is != nil {
			r.root(pair{m, is, false})
			r.root(pair{m, is, true})
		}
	}
	for len(r.open) > 0 {
		p := r.open[0]
		r.open = r.open[1:]
		for k := range p.old.Fields().Len() {
			f := p.old.Fields().Get(k)
			g := p.now.Fields().ByNumber(f.Number())
			if g == nil || f.IsMap() != g.IsMap() {
				continue
			}
			if a, b := content(f), content(g); a != nil && b != nil {
				r.add(pair{a, b, p.response}, step{p, f})
			}
		}
	}
	return r
}

// whole leaves out the messages that are written as a part of another one, unless that is a part of them too.
func whole(messages []protoreflect.MessageDescriptor) []protoreflect.MessageDescriptor {
	parts := map[protoreflect.FullName]map[protoreflect.FullName]bool{}
	for _, m := range messages {
		seen := map[protoreflect.FullName]bool{}
		var follow func(protoreflect.MessageDescriptor)
		follow = func(m protoreflect.MessageDescriptor) {
			for k := range m.Fields().Len() {
				if of := m.Fields().Get(k).Message(); of != nil && !seen[of.FullName()] {
					seen[of.FullName()] = true
					follow(of)
				}
			}
		}
		follow(m)
		parts[m.FullName()] = seen
	}
	return slices.DeleteFunc(messages, func(m protoreflect.MessageDescriptor) bool {
		return slices.ContainsFunc(messages, func(other protoreflect.MessageDescriptor) bool {
			return parts[other.FullName()][m.FullName()] && !parts[m.FullName()][other.FullName()]
		})
	})
}

// reached collects the pairs that are reachable, in the order in which they were found.
type reached struct {
	all   []pair
	roots map[string]bool   // roots are the pairs that are sent by themselves: requests, responses and what is stored.
	steps map[string][]step // steps has the fields that lead to a pair.

	seen map[string]bool
	open []pair // open are the pairs whose fields were not visited yet.
}

func (r *reached) root(p pair) {
	r.roots[p.key()] = true
	r.add(p)
}

func (r *reached) add(p pair, from ...step) {
	if strings.HasPrefix(string(p.old.FullName()), "google.") {
		return
	}
	key := p.key()
	r.steps[key] = append(r.steps[key], from...)
	if !r.seen[key] {
		r.seen[key] = true
		r.all, r.open = append(r.all, p), append(r.open, p)
	}
}

func methodOf(files *protoregistry.Files, file *descriptorpb.FileDescriptorProto, s *descriptorpb.ServiceDescriptorProto, m *descriptorpb.MethodDescriptorProto) protoreflect.MethodDescriptor {
	found, _ := files.FindDescriptorByName(protoreflect.FullName(file.GetPackage() + "." + s.GetName() + "." + m.GetName()))
	method, _ := found.(protoreflect.MethodDescriptor)
	return method
}

func content(f protoreflect.FieldDescriptor) protoreflect.MessageDescriptor {
	if f.IsMap() {
		return f.MapValue().Message()
	}
	return f.Message()
}

// differs reports whether a message, or an enum that it uses, differs between the sides.
func differs(p pair) bool {
	a, b := protodesc.ToDescriptorProto(p.old), protodesc.ToDescriptorProto(p.now)
	a.NestedType, b.NestedType = entries(a), entries(b)
	if !proto.Equal(a, b) {
		return true
	}
	for i := range p.old.Fields().Len() {
		f, g := p.old.Fields().Get(i), p.now.Fields().Get(i)
		if f.IsMap() {
			f, g = f.MapValue(), g.MapValue()
		}
		if f.Enum() != nil && !proto.Equal(protodesc.ToEnumDescriptorProto(f.Enum()), protodesc.ToEnumDescriptorProto(g.Enum())) {
			return true
		}
	}
	return false
}

// looksInside reports whether a message has rules as a whole, which may look into the messages of its fields.
func looksInside(p pair) bool {
	return proto.HasExtension(p.old.Options(), validate.E_Message) || proto.HasExtension(p.now.Options(), validate.E_Message)
}

// differsBelow reports whether a message that this one leads to differs between the sides.
func differsBelow(p pair, seen map[protoreflect.FullName]bool) bool {
	if seen[p.old.FullName()] {
		return false
	}
	seen[p.old.FullName()] = true
	for i := range p.old.Fields().Len() {
		f := p.old.Fields().Get(i)
		g := p.now.Fields().ByNumber(f.Number())
		if g == nil || content(f) == nil || content(g) == nil {
			continue
		}
		if inner := (pair{content(f), content(g), p.response}); differs(inner) || differsBelow(inner, seen) {
			return true
		}
	}
	return false
}

func entries(m *descriptorpb.DescriptorProto) []*descriptorpb.DescriptorProto {
	var all []*descriptorpb.DescriptorProto
	for _, n := range m.GetNestedType() {
		if n.GetOptions().GetMapEntry() {
			all = append(all, n)
		}
	}
	return all
}

// search tries messages.
type search struct {
	*rand.Rand

	was, is protovalidate.Validator
	reached *reached
	made    map[string][]*pool // made has the pools of messages around others, by the key of the pair.
	found   []evidence.Finding
	depth   int  // depth is the depth of nested messages at which the search is.
	weak    bool // weak means that a weak finding was made for the message.

	sent, read, tries int // They count, for one message, those that were tried, that could be read, and that were put into requests.
}

// finding is a refusal.
type finding struct {
	element protoreflect.FullName
	text    string
	weak    bool
}

// The limits of the search for each message.
const (
	starts = 8
	rounds = 150
	blends = 150
	suited = 2  // suited is from how many starts all other fields are adapted to each value.
	suits  = 20 // suits is how often adapting is tried.
)

// refused looks for a request that the old rules accept and the new ones refuse. If the new side can decode none of the requests,
// rules are not the reason.
func (s *search) refused(p pair) {
	s.sent, s.read, s.tries = 0, 0, 0
	s.refuse(p)
	if s.sent > 0 && s.read == 0 {
		s.found = append(s.found, evidence.Finding{Element: string(p.old.FullName()), Text: "no message of the old version can be read", Weak: true})
	}
}

func (s *search) refuse(p pair) {
	pools := s.pools(p, s.was, s.around(p))
	for i := range starts {
		start := s.accepted(p.old, pools, s.was, i)
		if start == nil {
			continue
		}
		if s.try(p, start, pools) {
			return
		}
		if s.each(p, start, pools, i < suited) {
			return
		}
		for range min(blends, blends*len(pools)) {
			one := clone(start)
			for range 2 + s.IntN(3) {
				pool := pools[s.IntN(len(pools))]
				pool.put(one, s.choose(pool))
			}
			if s.try(p, one, pools) {
				return
			}
		}
	}
}

// each tries every value of every field in a request, with the other fields as they are, or adapted to it.
func (s *search) each(p pair, start *dynamicpb.Message, pools []*pool, suits bool) bool {
	for _, pool := range pools {
		for _, value := range pool.values {
			one := clone(start)
			pool.put(one, value)
			if suits {
				s.suit(one, pools, pool)
			}
			if s.try(p, one, pools) {
				return true
			}
		}
		if suits && start.Has(pool.field) && s.eachInside(p, start, pools, pool) {
			return true
		}
	}
	return false
}

// eachInside tries every value of every field of a message in a request.
func (s *search) eachInside(p pair, start *dynamicpb.Message, pools []*pool, around *pool) bool {
	for _, inner := range around.inner {
		for _, value := range inner.values {
			one := clone(start)
			inner.put(one.Mutable(around.field).Message(), value)
			if s.try(p, one, pools) {
				return true
			}
		}
	}
	return false
}

// suit changes the other fields until the rules accept them together with the field of a pool.
func (s *search) suit(m *dynamicpb.Message, pools []*pool, kept *pool) {
	others := without(pools, kept.field)
	for range suits {
		var invalid *protovalidate.ValidationError
		if !errors.As(s.was.Validate(m), &invalid) || len(others) == 0 {
			return
		}
		for _, violation := range invalid.Violations {
			path := violation.Proto.GetField().GetElements()
			if len(path) > 0 && path[0].GetFieldNumber() == int32(kept.field.Number()) {
				return
			}
			s.repair(m, others, path)
		}
	}
}

// RulesError reports that the new rules don't compile, so that the change cannot be released.
type RulesError struct{ err error }

func (e *RulesError) Error() string { return "the rules don't compile: " + e.err.Error() }

func (s *search) compiles(m protoreflect.MessageDescriptor) error {
	err := s.is.Validate(dynamicpb.NewMessage(m))
	var invalid *protovalidate.ValidationError
	if err == nil || errors.As(err, &invalid) {
		return nil
	}
	return &RulesError{err}
}

// try validates one message with both versions. It reports whether a request with the message was accepted and is refused now.
func (s *search) try(p pair, sent *dynamicpb.Message, pools []*pool) bool {
	if s.was.Validate(sent) != nil {
		return false
	}
	found, refused := s.refusal(p, sent)
	if refused && !s.reached.roots[p.key()] {
		found, refused = s.carried(p, sent, pools)
	}
	if !refused || found.weak && s.weak {
		return false
	}
	s.weak = s.weak || found.weak
	s.found = append(s.found, evidence.Finding{Element: string(found.element), Text: found.text, Weak: found.weak})
	return !found.weak
}

// refusal gives a message that the old rules accept to the new ones.
func (s *search) refusal(p pair, sent *dynamicpb.Message) (finding, bool) {
	s.sent++
	got, ok := received(sent, p.now)
	if !ok {
		return finding{}, false // It cannot be decoded, which is not about rules.
	}
	s.read++
	err := s.is.Validate(got)
	var invalid *protovalidate.ValidationError
	if !errors.As(err, &invalid) {
		return finding{}, false
	}
	violation := invalid.Violations[0]
	element := p.old.FullName()
	if f := violation.FieldDescriptor; f != nil {
		element = f.FullName()
	}
	return finding{element, fmt.Sprintf("%.200v is refused: %s", sent, violation.Proto.GetRuleId()), altered(sent, got) || follows(p, invalid)}, true
}

// follows reports whether a refusal only follows from fields that the two sides decode differently, so that rules are not the cause.
func follows(p pair, invalid *protovalidate.ValidationError) bool {
	for _, violation := range invalid.Violations {
		if !rewrittenAt(p, violation.Proto.GetField().GetElements(), violation.FieldDescriptor == nil) {
			return false
		}
	}
	return true
}

// rewrittenAt reports whether a field on a path is [rewritten], or one of the message at its end if the rules of that message as a
// whole refuse it.
func rewrittenAt(p pair, path []*validate.FieldPathElement, whole bool) bool {
	for i, at := range path {
		g := p.now.Fields().ByNumber(protoreflect.FieldNumber(at.GetFieldNumber()))
		if g == nil {
			return rewrittenIn(p, p.now.Oneofs().ByName(protoreflect.Name(at.GetFieldName())))
		}
		if reshaped(p, g) {
			return true
		}
		if i == len(path)-1 && !whole {
			return rewritten(p, g)
		}
		f := p.old.Fields().ByNumber(g.Number())
		if f == nil || content(f) == nil || content(g) == nil {
			return false
		}
		p = pair{content(f), content(g), p.response}
	}
	for i := range p.now.Fields().Len() {
		if rewritten(p, p.now.Fields().Get(i)) {
			return true
		}
	}
	return false
}

// rewrittenIn reports whether a member of a oneof is [rewritten]; the oneof may be nil.
func rewrittenIn(p pair, o protoreflect.OneofDescriptor) bool {
	if o == nil {
		return false
	}
	for i := range o.Fields().Len() {
		if rewritten(p, o.Fields().Get(i)) {
			return true
		}
	}
	return false
}

// rewritten reports whether a binary reader decodes another field in place of this one, another message in it, or none.
func rewritten(p pair, g protoreflect.FieldDescriptor) bool {
	f := p.old.Fields().ByNumber(g.Number())
	if f == nil || content(f) == nil || content(g) == nil {
		return reshaped(p, g)
	}
	return reshaped(p, g) || content(f).FullName() != content(g).FullName()
}

// reshaped reports whether a binary reader decodes another field in place of this one, or none.
func reshaped(p pair, g protoreflect.FieldDescriptor) bool {
	f := p.old.Fields().ByNumber(g.Number())
	if named := p.old.Fields().ByName(g.Name()); named != nil && named.Number() != g.Number() {
		return true
	}
	if f == nil {
		return false // There was no such field; its absence counts.
	}
	if inOneof(g) && !inOneof(f) {
		return true // Beside another member it is dropped.
	}
	return f.Kind() != g.Kind() || f.IsList() != g.IsList() || f.IsMap() != g.IsMap()
}

func inOneof(f protoreflect.FieldDescriptor) bool {
	return f.ContainingOneof() != nil && !f.ContainingOneof().IsSynthetic()
}

// altered reports whether the reader decodes something else than was written, because parts are unknown or were dropped.
func altered(sent, got proto.Message) bool {
	deterministic := proto.MarshalOptions{Deterministic: true}
	written, err := deterministic.Marshal(sent)
	if err != nil {
		return true
	}
	got = proto.Clone(got)
	clearUnknown(got.ProtoReflect())
	read, err := deterministic.Marshal(got)
	return err != nil || !bytes.Equal(written, read)
}

// clearUnknown removes unknown fields, in nested messages too.
func clearUnknown(m protoreflect.Message) {
	m.SetUnknown(nil)
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case content(f) == nil:
		case f.IsMap():
			v.Map().Range(func(_ protoreflect.MapKey, v protoreflect.Value) bool {
				clearUnknown(v.Message())
				return true
			})
		case f.IsList():
			for i := range v.List().Len() {
				clearUnknown(v.List().Get(i).Message())
			}
		default:
			clearUnknown(v.Message())
		}
		return true
	})
}

// received returns a message as the other side decodes it. Not every decoder refuses a message that lacks required fields of proto2.
func received(sent proto.Message, as protoreflect.MessageDescriptor) (*dynamicpb.Message, bool) {
	encoded, err := proto.MarshalOptions{Deterministic: true}.Marshal(sent)
	if err != nil {
		return nil, false
	}
	got := dynamicpb.NewMessage(as)
	return got, proto.UnmarshalOptions{AllowPartial: true}.Unmarshal(encoded, got) == nil
}

// missing looks for fields of responses that were required and may be absent now.
func (s *search) missing(p pair) {
	pools := poolsOf(s, pair{p.now, p.old, true}, s.is)
	for i := range p.old.Fields().Len() {
		f := p.old.Fields().Get(i)
		g := p.now.Fields().ByNumber(f.Number())
		if !demanded(f) {
			continue
		}
		if g == nil || rewritten(p, g) {
			s.found = append(s.found, evidence.Finding{Element: string(f.FullName()), Text: "it was required, and is gone or something else", Weak: true})
			continue
		}
		for i := range starts {
			sent := s.accepted(p.now, without(pools, g), s.is, i)
			if sent == nil || sent.Has(g) {
				continue
			}
			s.found = append(s.found, evidence.Finding{Element: string(f.FullName()), Text: "it was required, and a response without it is valid now"})
			break
		}
	}
	s.missingOneofs(p, pools)
}

// missingOneofs looks for oneofs that were required and may be unset now.
func (s *search) missingOneofs(p pair, pools []*pool) {
	for i := range p.old.Oneofs().Len() {
		o := p.old.Oneofs().Get(i)
		if !demandedOneof(o) {
			continue
		}
		for start := range starts {
			rest := pools
			for k := range o.Fields().Len() {
				if g := p.now.Fields().ByNumber(o.Fields().Get(k).Number()); g != nil {
					rest = without(rest, g)
				}
			}
			if s.accepted(p.now, rest, s.is, start) != nil {
				s.found = append(s.found, evidence.Finding{Element: string(o.FullName()), Text: "one of it was required, and a response with none is valid now"})
				break
			}
		}
	}
}

func demanded(f protoreflect.FieldDescriptor) bool {
	rules := rulesOf(f)
	return rules.GetRequired() && rules.GetIgnore() != validate.Ignore_IGNORE_ALWAYS
}

func demandedOneof(o protoreflect.OneofDescriptor) bool {
	options, _ := o.Options().(*descriptorpb.OneofOptions)
	rules, _ := proto.GetExtension(options, validate.E_Oneof).(*validate.OneofRules)
	return rules.GetRequired()
}

// accepted returns a message that the rules accept, or nil if it finds none. It begins with a random message, emptier or fuller by
// the number of the start, and repairs what is refused.
func (s *search) accepted(m protoreflect.MessageDescriptor, pools []*pool, rules protovalidate.Validator, start int) *dynamicpb.Message {
	one := dynamicpb.NewMessage(m)
	for _, p := range pools {
		if p.field.Cardinality() == protoreflect.Required || s.IntN(3) < start%4 {
			p.put(one, s.choose(p))
		}
	}
	for range rounds {
		err := rules.Validate(one)
		if err == nil {
			if proto.CheckInitialized(one) == nil {
				return one
			}
			return nil
		}
		var invalid *protovalidate.ValidationError
		if !errors.As(err, &invalid) || len(pools) == 0 {
			return nil
		}
		for _, violation := range invalid.Violations {
			s.repair(one, pools, violation.Proto.GetField().GetElements())
		}
	}
	return nil
}

// repair changes the field of a violation, or any field if the violation is about the whole message. Often it changes a field of a
// nested message, because rules about the whole refer to these.
func (s *search) repair(m protoreflect.Message, pools []*pool, path []*validate.FieldPathElement) {
	at := pools[s.IntN(len(pools))]
	for _, p := range pools {
		if len(path) > 0 && (p.field.Number() == protoreflect.FieldNumber(path[0].GetFieldNumber()) || p.field.ContainingOneof() != nil && string(p.field.ContainingOneof().Name()) == path[0].GetFieldName() && s.IntN(2) == 0) {
			at = p
			break
		}
	}
	if len(at.inner) == 0 || !m.Has(at.field) || s.IntN(4) == 0 {
		at.put(m, s.choose(at))
		return
	}
	inside := proto.Clone(m.Get(at.field).Message().Interface()).ProtoReflect() // A pool may hold the same message.
	if len(path) > 0 {
		path = path[1:]
	}
	s.repair(inside, at.inner, path)
	m.Set(at.field, protoreflect.ValueOfMessage(inside))
}

func clone(m *dynamicpb.Message) *dynamicpb.Message {
	c, _ := proto.Clone(m).(*dynamicpb.Message)
	return c
}
