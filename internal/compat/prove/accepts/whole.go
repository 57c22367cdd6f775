package accepts

import (
	"errors"
	"iter"
	"slices"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// step is a field that leads from a message to one inside it.
type step struct {
	from  pair
	field protoreflect.FieldDescriptor // field is that of the old version.
}

// The limits of the search for a request around a message.
const (
	walks     = 12 // walks is how many paths from the message to a root are tried.
	longest   = 8  // longest is the length of a path.
	fixes     = 60 // fixes is how often a request is changed until the old rules accept it.
	mostTries = 60 // mostTries is for how many messages of one type a request is looked for.
)

// carried reports whether some request that the old rules accept and the new ones refuse has a message like this one inside it. The
// rules of all messages around it and of the fields that lead to it decide as well.
func (s *search) carried(p pair, sent *dynamicpb.Message, pools []*pool) (finding, bool) {
	if s.tries++; s.tries > mostTries {
		return finding{}, false
	}
	var weak finding
	for range walks {
		steps, ok := s.walk(p)
		if !ok {
			continue
		}
		whole := wrap(sent, steps)
		if !s.fix(whole, steps, pools) {
			continue
		}
		root := p
		if len(steps) > 0 {
			root = steps[0].from
		}
		found, refused := s.refusal(root, whole)
		switch {
		case refused && !found.weak:
			return found, true
		case refused:
			weak = found
		}
	}
	return weak, weak.text != ""
}

// walk returns a random path from a root to a message.
func (s *search) walk(p pair) ([]step, bool) {
	var steps []step
	for len(steps) <= longest {
		up := s.reached.steps[p.key()]
		if s.reached.roots[p.key()] && (len(up) == 0 || s.IntN(2) == 0) {
			slices.Reverse(steps)
			return steps, true
		}
		if len(up) == 0 {
			return nil, false
		}
		next := up[s.IntN(len(up))]
		steps = append(steps, next)
		p = next.from
	}
	return nil, false
}

// wrap puts a copy of a message into one that has nothing else but the fields that lead to it.
func wrap(m *dynamicpb.Message, steps []step) *dynamicpb.Message {
	inner := clone(m)
	for _, at := range slices.Backward(steps) {
		outer := dynamicpb.NewMessage(at.from.old)
		value := protoreflect.ValueOfMessage(inner)
		switch {
		case at.field.IsMap():
			outer.Mutable(at.field).Map().Set(at.field.MapKey().Default().MapKey(), value)
		case at.field.IsList():
			outer.Mutable(at.field).List().Append(value)
		default:
			outer.Set(at.field, value)
		}
		inner = outer
	}
	return inner
}

// fix changes a request until the old rules accept it. It reports whether they do.
func (s *search) fix(whole *dynamicpb.Message, steps []step, pools []*pool) bool {
	for range fixes {
		err := s.was.Validate(whole)
		if err == nil && proto.CheckInitialized(whole) == nil {
			return true
		}
		if err == nil {
			s.complete(whole, steps)
			continue
		}
		var invalid *protovalidate.ValidationError
		if !errors.As(err, &invalid) {
			return false
		}
		for _, violation := range invalid.Violations {
			s.fixAt(whole, steps, pools, violation.Proto.GetField().GetElements())
		}
	}
	return false
}

// complete sets the required fields of the messages on a path.
func (s *search) complete(whole protoreflect.Message, steps []step) {
	for at, m := range along(whole, steps) {
		for _, p := range s.poolsAround(at.from, at.field) {
			if p.field.Cardinality() == protoreflect.Required && (!m.Has(p.field) || proto.CheckInitialized(m.Interface()) != nil) {
				p.put(m, s.choose(p))
			}
		}
	}
}

// along visits the messages on a path, without the last one.
func along(m protoreflect.Message, steps []step) iter.Seq2[step, protoreflect.Message] {
	return func(yield func(step, protoreflect.Message) bool) {
		for _, at := range steps {
			if !yield(at, m) || !m.Has(at.field) {
				return
			}
			switch {
			case at.field.IsMap():
				m.Get(at.field).Map().Range(func(_ protoreflect.MapKey, v protoreflect.Value) bool {
					m = v.Message()
					return false
				})
			case at.field.IsList():
				m = m.Get(at.field).List().Get(0).Message()
			default:
				m = m.Get(at.field).Message()
			}
		}
	}
}

// fixAt changes the field of a violation. If the violation is about a message as a whole, it changes any field of that message, or
// something in the messages below on the path.
func (s *search) fixAt(m protoreflect.Message, steps []step, pools []*pool, path []*validate.FieldPathElement) {
	if len(steps) == 0 {
		if len(pools) > 0 {
			s.repair(m, pools, path)
		}
		return
	}
	next := steps[0].field
	inside := func(rest []*validate.FieldPathElement) {
		switch {
		case next.IsMap():
			m.Mutable(next).Map().Range(func(_ protoreflect.MapKey, v protoreflect.Value) bool {
				s.fixAt(v.Message(), steps[1:], pools, rest)
				return false
			})
		case next.IsList():
			if list := m.Mutable(next).List(); list.Len() > 0 {
				s.fixAt(list.Get(0).Message(), steps[1:], pools, rest)
			}
		default:
			s.fixAt(m.Mutable(next).Message(), steps[1:], pools, rest)
		}
	}
	own := s.poolsAround(steps[0].from, next)
	switch {
	case len(path) > 1 && path[0].GetFieldNumber() == int32(next.Number()):
		inside(path[1:])
	case len(path) == 1 && path[0].GetFieldNumber() == int32(next.Number()): // The field itself is refused: what it has is fixed.
		if next.IsMap() && s.IntN(2) == 0 {
			s.rekey(m.Mutable(next).Map(), steps[0])
			return
		}
		inside(nil)
	case len(path) == 0 && (len(own) == 0 || s.IntN(2) == 0):
		inside(nil)
	case len(own) > 0:
		s.repair(m, own, path)
	}
}

// rekey puts what a map has under a random key.
func (s *search) rekey(entries protoreflect.Map, at step) {
	h := s.around(at.from)
	h.collect(rulesOf(at.field).ProtoReflect())
	keys := h.scalars(s, at.field.MapKey(), s.was)
	if len(keys) == 0 {
		return
	}
	entries.Range(func(was protoreflect.MapKey, v protoreflect.Value) bool {
		entries.Clear(was)
		entries.Set(keys[s.IntN(len(keys))].MapKey(), v)
		return false
	})
}

// poolsAround returns the pools of a message around others, without the field that leads to these.
func (s *search) poolsAround(p pair, leads protoreflect.FieldDescriptor) []*pool {
	all, made := s.made[p.key()]
	if !made {
		all = s.pools(p, s.was, s.around(p))
		s.made[p.key()] = all
	}
	return slices.DeleteFunc(slices.Clone(all), func(at *pool) bool {
		return at.field == leads || inOneof(leads) && at.field.ContainingOneof() == leads.ContainingOneof()
	})
}

// around returns the constants in the expressions of all messages that lead to a message, because they may be about its fields.
func (s *search) around(p pair) hints {
	var h hints
	seen := map[string]bool{p.key(): true}
	open := []pair{p}
	for len(open) > 0 {
		at := open[0]
		open = open[1:]
		for _, up := range s.reached.steps[at.key()] {
			if key := up.from.key(); !seen[key] {
				seen[key] = true
				open = append(open, up.from)
				h.collect(messageRules(up.from.old))
				h.collect(messageRules(up.from.now))
			}
		}
	}
	return h.distinct()
}
