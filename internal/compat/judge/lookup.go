package judge

import "github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"

// lookup indexes parts of elements. It builds each index on first use.
type lookup struct {
	inJSON   map[*schema.Message]map[string]*schema.Field // inJSON has the fields of each message by their JSON names.
	masked   map[*schema.Message]bool                     // masked has the messages whose fields a field mask of the base can name.
	values   map[*schema.Enum]*valueSet
	partners map[*schema.Enum]*schema.Enum // partners has the other version of each enum that was compared.
	shared   map[*schema.Oneof]bool        // shared has, for each oneof, whether a member is in a oneof on the other side too.
	stable   map[schema.Element]bool       // stable has the types of the base that stable packages lead to.
}

// jsonField returns a field by its JSON name, or nil.
func (l *lookup) jsonField(m *schema.Message, name string) *schema.Field {
	known, ok := l.inJSON[m]
	if !ok {
		known = make(map[string]*schema.Field, len(m.Fields))
		for _, f := range m.Fields {
			known[f.JSONName] = f
		}
		if l.inJSON == nil {
			l.inJSON = map[*schema.Message]map[string]*schema.Field{}
		}
		l.inJSON[m] = known
	}
	return known[name]
}

// valueSet has the values of an enum by number and by name.
type valueSet struct {
	first map[int32]*schema.EnumValue // first has the value whose name JSON writes for a number.
	count map[int32]int
	named map[string]int32
}

// has reports whether the set has a value with the same number and name.
func (s *valueSet) has(v *schema.EnumValue) bool {
	number, ok := s.named[v.Name()]
	return ok && number == v.Number
}

// called returns the name of a number, as the end of a sentence.
func (s *valueSet) called(number int32) string {
	if v := s.first[number]; v != nil {
		return "is " + v.Name() + " now"
	}
	return "is unknown now"
}

func (l *lookup) valuesOf(e *schema.Enum) *valueSet {
	if known := l.values[e]; known != nil {
		return known
	}
	n := len(e.Values)
	s := &valueSet{first: make(map[int32]*schema.EnumValue, n), count: make(map[int32]int, n), named: make(map[string]int32, n)}
	for _, v := range e.Values {
		if s.first[v.Number] == nil {
			s.first[v.Number] = v
		}
		s.count[v.Number]++
		s.named[v.Name()] = v.Number
	}
	if l.values == nil {
		l.values = map[*schema.Enum]*valueSet{}
	}
	l.values[e] = s
	return s
}

// partner returns the other version of an enum, or nil.
func (j *judge) partner(e *schema.Enum) *schema.Enum {
	if j.known.partners == nil {
		j.known.partners = make(map[*schema.Enum]*schema.Enum, 2*len(j.Enums))
		for _, pair := range j.Enums {
			j.known.partners[pair.Old], j.known.partners[pair.New] = pair.New, pair.Old
		}
	}
	return j.known.partners[e]
}

// sharesMembers reports whether a member of a oneof is in a oneof of the other version of its message.
func (j *judge) sharesMembers(o *schema.Oneof, other *schema.Message) bool {
	shares, known := j.known.shared[o]
	if known || other == nil {
		return shares
	}
	for _, f := range o.Fields {
		if same := other.Field(f.Number); same != nil && same.Oneof != nil {
			shares = true
			break
		}
	}
	if j.known.shared == nil {
		j.known.shared = map[*schema.Oneof]bool{}
	}
	j.known.shared[o] = shares
	return shares
}
