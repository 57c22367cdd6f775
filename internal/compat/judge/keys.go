package judge

import (
	"fmt"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// keyed returns the field that a parser of ProtoJSON reads a key as, or nil. Parsers take the JSON name and the proto name; where
// both are names of fields, the JSON name wins.
func (l *lookup) keyed(m *schema.Message, key string) *schema.Field {
	if f := l.jsonField(m, key); f != nil {
		return f
	}
	return m.FieldNamed(key)
}

// keys returns the keys that a parser of ProtoJSON reads as a field.
func (l *lookup) keys(f *schema.Field) []string {
	keys := []string{f.JSONName}
	if f.Name() != f.JSONName && l.keyed(f.Parent, f.Name()) == f {
		keys = append(keys, f.Name())
	}
	return keys
}

// successor returns the new version of a field, matched as differences are: by its name, then by its number.
func (j *judge) successor(old *schema.Field) *schema.Field {
	message := j.newName[old.Parent]
	if message == nil {
		return nil
	}
	if f := message.FieldNamed(old.Name()); f != nil {
		return f
	}
	if f := message.Field(old.Number); f != nil && old.Parent.FieldNamed(f.Name()) == nil {
		return f
	}
	return nil
}

// renamedInJSON returns the evidence that a field with another name or JSON name is not understood in JSON, or nothing. What old
// clients write can have each key that the former parser took. What new servers write has the JSON name.
func (j *judge) renamedInJSON(old, now *schema.Field, use Use) string {
	if use&Request != 0 {
		for _, key := range j.known.keys(old) {
			switch reader := j.known.keyed(now.Parent, key); reader {
			case now:
			case nil:
				return fmt.Sprintf("{%q: …} is an unknown field now", key)
			default:
				return fmt.Sprintf("{%q: …} is read as %s now", key, reader.Name())
			}
		}
	}
	if use&Response != 0 && old.JSONName != now.JSONName {
		return fmt.Sprintf("responses have {%q: …} instead of {%q: …}", now.JSONName, old.JSONName)
	}
	return j.takenKey(now, use)
}

// takenKey returns the evidence that a new field, or one with another name, is read where another field that is there still was
// read, or nothing.
func (j *judge) takenKey(now *schema.Field, use Use) string {
	before := j.oldName[now.Parent]
	if before == nil {
		return ""
	}
	isNew := before.FieldNamed(now.Name()) == nil && before.Field(now.Number) == nil
	for _, key := range j.known.keys(now) {
		old := j.known.keyed(before, key)
		if old == nil || use&Request == 0 && key != now.JSONName {
			continue // Nobody writes the key.
		}
		is := j.successor(old)
		switch {
		case is == nil || is == now:
		case isNew && (is.Name() != old.Name() || is.JSONName != old.JSONName): // That it has lost its key is told with its new name.
		default:
			return fmt.Sprintf("{%q: …} was %s and is %s now", key, old.Name(), now.Name())
		}
	}
	return ""
}

// replacedInJSON reports whether JSON with a removed field is understood because one new field of its type has all of its keys.
func (j *judge) replacedInJSON(old *schema.Field, message *schema.Message, use Use) bool {
	now := j.known.jsonField(message, old.JSONName)
	if now == nil || now.Type != old.Type || now.TypeName != old.TypeName || now.Cardinality() != old.Cardinality() || (now.Oneof == nil) != (old.Oneof == nil) {
		return false
	}
	return use&Request == 0 || !slices.ContainsFunc(j.known.keys(old), func(key string) bool { return j.known.keyed(message, key) != now })
}
