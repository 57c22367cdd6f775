package symbols

import (
	"sync"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// Numbers of the rules that the generator reads, from buf/validate/validate.proto.
const (
	tsFieldRules    = 1159 // tsFieldRules is the option of a field.
	tsRulesRepeated = 18
	tsRulesMap      = 19
	tsRulesRequired = 25
	tsRulesIgnore   = 27
	tsRepeatedItems = 4
	tsMapValues     = 5
	tsIgnoreAlways  = 3
)

func tsRules(f *schema.Field) schema.Options {
	if f.Options == "" {
		return ""
	}
	return schema.Options(f.Options.Message(tsFieldRules))
}

func tsIgnores(rules schema.Options) bool {
	return rules != "" && tsLast(rules.Numbers(tsRulesIgnore)) == tsIgnoreAlways
}

// tsRequired reports whether a message without the field is invalid.
func tsRequired(f *schema.Field) bool {
	rules := tsRules(f)
	return rules != "" && tsLast(rules.Numbers(tsRulesRequired)) != 0 && !tsIgnores(rules)
}

// tsIgnored reports whether validation ignores the messages of a field.
func tsIgnored(f *schema.Field) bool {
	rules := tsRules(f)
	if rules == "" {
		return false
	}
	switch {
	case tsIgnores(rules):
		return true
	case f.Cardinality() == schema.List:
		return tsIgnores(schema.Options(schema.Options(rules.Message(tsRulesRepeated)).Message(tsRepeatedItems)))
	case f.Cardinality() == schema.Map:
		return tsIgnores(schema.Options(schema.Options(rules.Message(tsRulesMap)).Message(tsMapValues)))
	default:
		return false
	}
}

// tsStrict knows whether the Valid type of a message differs from it. Files share it, because a message can lead to those of all others.
type tsStrict struct {
	mutex sync.Mutex
	known map[*schema.Message]bool
}

func tsStrictOf(s *schema.Schema) *tsStrict {
	type key struct{}
	return schema.Derived(s, key{}, func() *tsStrict { return &tsStrict{known: map[*schema.Message]bool{}} })
}

// differs reports whether the Valid type of a message differs from the message: somewhere below it, validation requires a
// property that can be left out.
func (t *tsTypes) differs(m *schema.Message) bool {
	t.strict.mutex.Lock()
	defer t.strict.mutex.Unlock()
	strict := t.strict.known
	if known, seen := strict[m]; seen {
		return known
	}
	// A breadth-first search over all reachable messages, until one differs. Then those that lead to it differ as well; if none
	// is found, none differs.
	queue := []*schema.Message{m}
	reached := map[*schema.Message]*schema.Message{m: nil}
	for i := 0; i < len(queue); i++ {
		from := queue[i]
		if from == nil {
			continue
		}
		for _, f := range from.Fields {
			below := tsOptional(f) && tsRequired(f)
			if !below && tsHasValid(t.schema, f) && !tsIgnored(f) {
				next := t.schema.Message(tsValueField(f).TypeName)
				below = strict[next]
				_, known := strict[next]
				if _, again := reached[next]; !known && !again {
					reached[next] = from
					queue = append(queue, next)
				}
			}
			if !below {
				continue
			}
			for each := from; each != nil; each = reached[each] {
				strict[each] = true
			}
			return true
		}
	}
	for each := range reached {
		strict[each] = false
	}
	return false
}
