package compat

import (
	"fmt"

	"github.com/qdrant/qdrant-cloud-public-api/internal/schema"
)

// shapes compares two messages by what they can say: who reads one for the other has to know every field that is written.
func (j *judge) shapes(old, now string, use Use) (breaks []Surface, proof string) {
	a, b := j.Old.Message(old), j.New.Message(now)
	if a == nil || b == nil {
		return []Surface{Wire, JSON}, "the type is not in the image"
	}
	s := &shape{seen: map[[2]*schema.Message]bool{}}
	if use&Request != 0 {
		s.compare(a, j.Old, b, j.New)
	}
	if use&Response != 0 {
		s.seen = map[[2]*schema.Message]bool{}
		s.compare(b, j.New, a, j.Old)
	}
	if s.wire {
		breaks = append(breaks, Wire)
	}
	if s.json {
		breaks = append(breaks, JSON)
	}
	return breaks, s.proof
}

type shape struct {
	wire, json bool
	proof      string
	seen       map[[2]*schema.Message]bool
}

// compare finds what a writer can write and a reader can't read.
func (s *shape) compare(writer *schema.Message, writers *schema.Schema, reader *schema.Message, readers *schema.Schema) {
	key := [2]*schema.Message{writer, reader}
	if s.seen[key] {
		return
	}
	s.seen[key] = true
	for _, f := range writer.Fields {
		other := reader.Field(f.Number)
		if other == nil {
			s.fail(true, true, "%s.%s has no counterpart in %s", writer.Name(), f.Name(), reader.Name())
			continue
		}
		if f.JSONName != other.JSONName {
			s.fail(false, true, "%q is called %q in %s", f.JSONName, other.JSONName, reader.Name())
		}
		if f.Cardinality() != other.Cardinality() || f.Type != other.Type || f.Oneof != nil != (other.Oneof != nil) {
			s.fail(true, true, "%s.%s is something else in %s", writer.Name(), f.Name(), reader.Name())
			continue
		}
		switch f.Type {
		case schema.MessageT, schema.Group:
			a, b := writers.Message(f.TypeName), readers.Message(other.TypeName)
			switch {
			case a != nil && b != nil:
				s.compare(a, writers, b, readers)
			case f.TypeName != other.TypeName:
				s.fail(true, true, "%s.%s is something else in %s", writer.Name(), f.Name(), reader.Name())
			}
		case schema.EnumT:
			a, b := writers.Enum(f.TypeName), readers.Enum(other.TypeName)
			if a == nil || b == nil {
				continue
			}
			for _, value := range a.Values {
				if !hasValue(b, value) {
					s.fail(hasNumber(b, value.Number) || b.Closed(), true, "%s is unknown to %s", value.Name(), b.Name())
				}
			}
		default:
		}
	}
}

func (s *shape) fail(wire, json bool, format string, args ...any) {
	if s.proof == "" {
		s.proof = fmt.Sprintf(format, args...)
	}
	s.wire, s.json = s.wire || wire, s.json || json
}
