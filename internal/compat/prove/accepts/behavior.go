package accepts

import (
	"fmt"
	"slices"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
)

// effect is what a server that follows AIP-203 does with a field.
type effect string

const (
	stored  effect = "stored"
	ignored effect = "ignored"
	refused effect = "refused"
	either  effect = "" // either means that AIP-203 leaves it to the service.
)

// served is a field of a server that does what the behaviors of its fields say.
type served struct {
	behaviors []annotations.FieldBehavior
	fixed     bool // fixed means that no request changes the field in any case, because it is called name or belongs to no resource.
}

func (f served) has(b annotations.FieldBehavior) bool { return slices.Contains(f.behaviors, b) }

// created returns what happens to the value of a request that makes a resource.
func (f served) created() effect {
	switch {
	case f.has(annotations.FieldBehavior_OUTPUT_ONLY):
		return ignored
	case f.has(annotations.FieldBehavior_IDENTIFIER):
		return either
	default:
		return stored
	}
}

// updated returns what happens to the value of a request that changes it.
func (f served) updated() effect {
	switch {
	case f.has(annotations.FieldBehavior_OUTPUT_ONLY):
		return ignored
	case f.has(annotations.FieldBehavior_IMMUTABLE):
		return refused
	case f.has(annotations.FieldBehavior_IDENTIFIER) && f.fixed:
		return either
	case f.has(annotations.FieldBehavior_IDENTIFIER):
		return refused
	default:
		return stored
	}
}

// omitted returns what happens to a request without the field.
func (f served) omitted() effect {
	if f.has(annotations.FieldBehavior_REQUIRED) {
		return refused
	}
	return stored
}

// worse reports whether a caller notices that a server does something else. Callers send values that are ignored only because they send
// back what they read, which has the value that the server has.
func worse(was, is effect) bool {
	return was == stored && (is == ignored || is == refused) || was == ignored && is == stored
}

// behaviors lets old callers send fields to a server that does what the new behaviors of these say, and read them.
func (s *search) behaviors(p pair) []evidence.Finding {
	var found []evidence.Finding
	for i := range p.now.Fields().Len() {
		g := p.now.Fields().Get(i)
		is := served{behaviorsOf(g), false}
		f := p.old.Fields().ByNumber(g.Number())
		if f == nil {
			named := p.old.Fields().ByName(g.Name())
			if named != nil && !p.response && worse(served{behaviorsOf(named), false}.created(), is.created()) {
				found = append(found, evidence.Finding{
					Element: string(named.FullName()), Text: fmt.Sprintf("the value that a request in JSON has is %s now", is.created()), Weak: true,
				})
			}
			if !p.response && is.omitted() == refused {
				found = append(found, evidence.Finding{
					Element: string(g.FullName()), Text: "a request without it is refused, by its behavior",
					Weak: named != nil && served{behaviorsOf(named), false}.omitted() == refused,
				})
			}
			continue
		}
		resource := s.reached.seen[pair{p.old, p.now, !p.response}.key()] // Both requests and responses have it.
		was := served{behaviorsOf(f), f.Name() == "name" || !resource}
		is.fixed = was.fixed
		add := func(format string, args ...any) {
			found = append(found, evidence.Finding{
				Element: string(f.FullName()), Text: fmt.Sprintf(format, args...),
				Weak: !sameValues(f, g), // What is read is another value, and that is the break.
			})
		}
		switch {
		case was.has(annotations.FieldBehavior_IDENTIFIER) && !is.has(annotations.FieldBehavior_IDENTIFIER):
			add("it no longer identifies the resource")
		case p.response && is.has(annotations.FieldBehavior_INPUT_ONLY) && !was.has(annotations.FieldBehavior_INPUT_ONLY):
			add("no response has it any more, by its behavior")
		case p.response:
		case worse(was.omitted(), is.omitted()):
			named := p.old.Fields().ByName(g.Name())
			found = append(found, evidence.Finding{
				Element: string(g.FullName()), Text: "a request without it is refused, by its behavior",
				Weak: named != nil && named != f && served{behaviorsOf(named), false}.omitted() == refused,
			})
		case worse(was.created(), is.created()):
			add("the value in a request was %s, and is %s", was.created(), is.created())
		case worse(was.updated(), is.updated()):
			add("another value in a request was %s, and is %s", was.updated(), is.updated())
		}
	}
	return found
}

// sameValues reports whether two fields have the same values: where one has another type, or is a list, a value is read as another one.
func sameValues(f, g protoreflect.FieldDescriptor) bool {
	return f.Kind() == g.Kind() && f.Cardinality() == g.Cardinality() && f.IsMap() == g.IsMap()
}

func behaviorsOf(f protoreflect.FieldDescriptor) []annotations.FieldBehavior {
	options, _ := f.Options().(*descriptorpb.FieldOptions)
	behaviors, _ := proto.GetExtension(options, annotations.E_FieldBehavior).([]annotations.FieldBehavior)
	return behaviors
}
