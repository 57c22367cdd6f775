package judge

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// shapes compares a message with the one that replaces it. As in a message that changes, everything in the former one has to remain,
// and everything that only the new one has is an addition. The messages are those of a field, or of a method if the field is nil.
func (j *judge) shapes(at *schema.Field, old, now string, use Use) (breaks []Surface, proof string) {
	a, b := j.Old.Message(old), j.New.Message(now)
	if a == nil || b == nil {
		return []Surface{Wire, JSON}, "the type is not in the image"
	}
	for _, surface := range []Surface{Wire, JSON} {
		if surface == JSON && old != now && (ownJSON(old) || ownJSON(now)) {
			if unread := unreadForms(messageForms(old), messageForms(now), old, now, use); unread != "" {
				breaks, proof = append(breaks, JSON), cmp.Or(proof, unread)
			}
			continue
		}
		s := &shape{
			known: &j.known, old: j.Old, now: j.New, use: use, inJSON: surface == JSON, seen: map[replacement]bool{},
			extensions: j.extensionsOf,
			masked:     j.masked, masksGoOn: j.masksGoOn, retyped: j.otherType, recounted: j.cardinality,
		}
		if s.compare(replacement{a, b, j.masked(a) && (at == nil || j.masksGoOn(at.Parent))}); s.broken {
			breaks, proof = append(breaks, surface), cmp.Or(proof, s.proof)
		}
	}
	return breaks, proof
}

// extensionsOf returns the extensions of a message of either side.
func (j *judge) extensionsOf(m *schema.Message) []*schema.Field {
	if j.extensions == nil {
		j.extensions = map[*schema.Message][]*schema.Field{}
		for _, s := range []*schema.Schema{j.Old, j.New} {
			add := func(all []*schema.Field) {
				for _, x := range all {
					if of := s.Message(x.Extendee); of != nil {
						j.extensions[of] = append(j.extensions[of], x)
					}
				}
			}
			for _, file := range s.Files {
				add(file.Extensions)
				eachMessageOf(file.Messages, func(m *schema.Message) { add(m.Extensions) })
			}
		}
	}
	return j.extensions[m]
}

// replaced compares two messages like [judge.shapes], and their validation rules too.
func (j *judge) replaced(at *schema.Field, old, now string, use Use) (breaks []Surface, proof string) {
	breaks, proof = j.shapes(at, old, now, use)
	if broken, why := j.rules.replaced(old, now, use); broken {
		breaks = append(breaks, Validation)
		if proof == "" {
			proof = why
		}
	}
	return breaks, proof
}

// maxPairs limits how many pairs of messages are compared for two types.
const maxPairs = 4096

// shape compares messages in one format: in binary, which identifies fields by number, or in JSON, which identifies them by name.
type shape struct {
	known    *lookup
	old, now *schema.Schema
	use      Use
	inJSON   bool
	broken   bool
	proof    string
	seen     map[replacement]bool

	extensions func(*schema.Message) []*schema.Field         // extensions has those of a message.
	masked     func(*schema.Message) bool                    // masked reports whether a field mask can name the fields of a message.
	masksGoOn  func(*schema.Message) bool                    // masksGoOn reports whether a path can lead through a field of a message.
	retyped    func(old, now *schema.Field, use Use) verdict // retyped judges a change between types that are not messages.
	recounted  func(old, now *schema.Field, use Use) verdict // recounted judges a change between a single value and a list.
}

// replacement is a message and the one in its place. It is named if a field mask can name the fields of the message there.
type replacement struct {
	old, now *schema.Message
	named    bool
}

// compare looks for messages that one side writes and the other cannot read.
func (s *shape) compare(root replacement) {
	open := []replacement{root}
	for len(open) > 0 && !s.broken {
		if len(s.seen) == maxPairs {
			s.failf(true, true, "%s and %s use too many messages to be compared", root.old.Name(), root.now.Name())
			return
		}
		pair := open[len(open)-1]
		open = open[:len(open)-1]
		if s.seen[pair] {
			continue
		}
		s.seen[pair] = true
		for _, f := range pair.old.Fields {
			other := s.counterpart(pair.now, f)
			if other == nil {
				s.failf(true, true, "%s has no counterpart in %s", f.FullName(), pair.now.FullName())
				continue
			}
			if pair.named && pair.now.FieldNamed(f.Name()) == nil {
				s.failf(true, true, "the path %q of a field mask is unknown in %s", f.Name(), pair.now.FullName())
			}
			if a, b := s.field(f, other); a != nil && b != nil {
				open = append(open, replacement{a, b, s.masked(a) && (pair.named || s.masksGoOn(pair.old))})
			}
		}
		s.compareExtensions(pair)
		for _, f := range pair.now.Fields {
			if f.Presence() == schema.RequiredPresence && s.use&Request != 0 && s.counterpart(pair.old, f) == nil {
				s.failf(true, true, "%s is required, and %s does not have it", f.FullName(), pair.old.FullName())
			}
		}
	}
}

// compareExtensions looks for extensions of a message that the one in its place does not have.
func (s *shape) compareExtensions(pair replacement) {
	if pair.old.FullName() == pair.now.FullName() {
		return // They are judged where they are declared.
	}
	for _, x := range s.extensions(pair.old) {
		has := func(y *schema.Field) bool {
			return y.Number == x.Number && y.Type == x.Type && y.Cardinality() == x.Cardinality() && (!s.inJSON || y.FullName() == x.FullName())
		}
		if !slices.ContainsFunc(s.extensions(pair.now), has) {
			s.failf(true, true, "the extension %s has no counterpart in %s", x.FullName(), pair.now.FullName())
		}
	}
}

// counterpart returns the field of a message that reads the given field of the other message, or nil.
func (s *shape) counterpart(in *schema.Message, f *schema.Field) *schema.Field {
	if !s.inJSON {
		return in.Field(f.Number)
	}
	now := s.known.jsonField(in, f.JSONName) // This one is what servers write.
	if s.use&Response != 0 {
		return now
	}
	return s.known.keyed(in, f.JSONName)
}

// lostKey returns a key that parsers read as a field and that the other message does not read as its counterpart, or nothing.
func (s *shape) lostKey(old, now *schema.Field) string {
	if !s.inJSON || s.use&Request == 0 {
		return ""
	}
	for _, key := range s.known.keys(old) {
		if s.known.keyed(now.Parent, key) != now {
			return key
		}
	}
	return ""
}

// field compares two fields, and returns their messages if these have to be compared too.
func (s *shape) field(old, now *schema.Field) (a, b *schema.Message) {
	if key := s.lostKey(old, now); key != "" {
		s.failf(false, true, "{%q: …} is not read as %s of %s", key, now.Name(), now.Parent.FullName())
	}
	if moved := now.Parent.FieldNamed(old.Name()); moved != nil && moved != now {
		s.failf(true, false, "%s is read as %s of %s", old.FullName(), now.Name(), now.Parent.FullName())
	}
	isMessage := func(f *schema.Field) bool { return f.Type == schema.MessageT || f.Type == schema.Group }
	if other := s.excluded(old, now); other != nil {
		s.failf(true, true, "%s and %s exclude each other on one side", old.FullName(), other.Name())
		return nil, nil
	}
	if old.Cardinality() != now.Cardinality() || isMessage(old) != isMessage(now) || !isMessage(old) && old.Type != now.Type {
		if old.Cardinality() == now.Cardinality() || old.Type == now.Type && old.Oneof == nil && old.Cardinality() != schema.Map && now.Cardinality() != schema.Map {
			judged := s.retyped
			if old.Cardinality() != now.Cardinality() {
				judged = s.recounted
			}
			s.failed(judged(old, now, s.use))
			if old.Type == now.Type {
				return s.types(old, now)
			}
			return nil, nil
		}
		s.failf(true, !s.inJSON || unreadForms(fieldForms(s.old, old, same), fieldForms(s.now, now, same), "", "", s.use) != "", "%s has another type in %s", old.FullName(), now.Parent.FullName())
		return nil, nil
	}
	wasRequired, isRequired := old.Presence() == schema.RequiredPresence, now.Presence() == schema.RequiredPresence
	if stricter(!isRequired && wasRequired, isRequired && !wasRequired, s.use) {
		s.failf(true, true, "%s is required on one side", old.FullName())
	}
	if !sameDefault(old, s.old, now, s.now) {
		s.failf(true, true, "%s has another default in %s", old.FullName(), now.Parent.FullName())
	}
	return s.types(old, now)
}

// excluded returns a field that a message can have beside the given one, and that excludes it for the reader; or nil.
func (s *shape) excluded(old, now *schema.Field) *schema.Field {
	if other := s.joins(old, now); other != nil {
		return other
	}
	if s.use&Response != 0 {
		return s.joins(now, old)
	}
	return nil
}

// joins returns a member of the oneof of a reader's field that a writer's message can have beside its field, or nil.
func (s *shape) joins(written, read *schema.Field) *schema.Field {
	if read.Oneof == nil {
		return nil
	}
	for _, other := range read.Oneof.Fields {
		if other == read {
			continue
		}
		if was := s.counterpart(written.Parent, other); was != nil && (written.Oneof == nil || was.Oneof != written.Oneof) {
			return other
		}
	}
	return nil
}

// types compares the types of two fields of one kind, and returns their messages if these have to be compared too.
func (s *shape) types(old, now *schema.Field) (a, b *schema.Message) {
	switch old.Type {
	case schema.String:
		if stricter(old.VerifiesUTF8() && !now.VerifiesUTF8(), !old.VerifiesUTF8() && now.VerifiesUTF8(), s.use) {
			s.failf(true, false, "%s is checked for UTF-8 on one side", old.FullName())
		}
	case schema.MessageT, schema.Group:
		return s.messages(old, now)
	case schema.EnumT:
		s.enums(s.old.Enum(old.TypeName), s.now.Enum(now.TypeName))
	default:
	}
	return nil, nil
}

// failed adds the verdict about a field to the result.
func (s *shape) failed(v verdict) {
	effects := ruleByID[v.rule].Effects
	breaks := func(surface Surface) bool {
		return effects[surface] == Always || effects[surface] == Depends && slices.Contains(v.breaks, surface)
	}
	if wire, json := breaks(Wire), breaks(JSON); wire || json {
		s.failf(wire, json, "%s", v.proof)
	}
}

func (s *shape) messages(old, now *schema.Field) (a, b *schema.Message) {
	a, b = s.old.Message(old.TypeName), s.now.Message(now.TypeName)
	if old.TypeName != now.TypeName {
		if a == nil || b == nil {
			s.failf(true, true, "%s has another type in %s", old.FullName(), now.Parent.FullName())
		}
		if s.inJSON && (ownJSON(old.TypeName) || ownJSON(now.TypeName)) {
			if unread := unreadForms(messageForms(old.TypeName), messageForms(now.TypeName), old.TypeName, now.TypeName, s.use); unread != "" {
				s.failf(false, true, "%s", unread)
			}
			return nil, nil
		}
	}
	if old.Delimited() != now.Delimited() {
		s.failf(true, false, "%s is delimited on one side", old.FullName())
	}
	return a, b
}

func (s *shape) enums(old, now *schema.Enum) {
	if old == nil || now == nil || old.FullName() == now.FullName() {
		return // Changes in an enum are judged at its declaration.
	}
	if wire := s.known.misnumbered(old, now, s.use); wire != "" {
		s.failf(true, false, "%s", wire)
	}
	if json := s.known.misnamed(old, now, s.use); json != "" {
		s.failf(false, true, "%s", json)
	}
}

// stricter reports whether readers require a field that writers may omit: in requests if it is required now, in responses if it was
// required before.
func stricter(was, is bool, use Use) bool { return is && use&Request != 0 || was && use&Response != 0 }

// misnumbered describes a number of one enum that means something else in the other one, or that its readers drop. It returns nothing
// if there is none.
func (l *lookup) misnumbered(old, now *schema.Enum, use Use) string {
	if old.Closed() != now.Closed() {
		return "one of the enums keeps unknown numbers, the other drops them"
	}
	values := l.valuesOf(now)
	for _, value := range old.Values {
		_, renumbered := values.named[value.Name()]
		if (values.first[value.Number] != nil || renumbered || now.Closed() && use&Request != 0) && !values.has(value) {
			return fmt.Sprintf("%d was %s and %s", value.Number, value.Name(), values.called(value.Number))
		}
	}
	return ""
}

// misnamed describes a JSON name of one enum that readers of the other don't know, or returns nothing.
func (l *lookup) misnamed(old, now *schema.Enum, use Use) string {
	if stricter(old.Closed() && !now.Closed(), !old.Closed() && now.Closed(), use) {
		return "only one side accepts a number that the enum lacks"
	}
	values := l.valuesOf(now)
	for i, value := range old.Values {
		switch _, known := values.named[value.Name()]; {
		case !known && use&Request != 0: // What is not written in responses any more, nobody reads.
			return fmt.Sprintf("%q in JSON is an unknown name now", value.Name())
		case i == 0 && !values.has(value): // It is the value of an absent field.
			return fmt.Sprintf("%d was %s and %s", value.Number, value.Name(), values.called(value.Number))
		}
	}
	if name, was, changed := firstNameChanged(old, now); changed && use&Response != 0 {
		return "JSON writes " + name + " instead of " + was
	}
	return ""
}

// failf records that peers misunderstand each other, if that applies to the compared format.
func (s *shape) failf(wire, json bool, format string, args ...any) {
	if s.inJSON && !json || !s.inJSON && !wire {
		return
	}
	if !s.broken {
		s.broken, s.proof = true, fmt.Sprintf(format, args...)
	}
}
