package validation

import (
	"fmt"
	"math"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/regexlang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/validation/formula"
)

// What the theory knows of an atom.
type (
	// textFact is that a text is in a language. A format that is no simple language is between two: the fact is true of all texts
	// in least and of none that is not in most.
	textFact struct {
		at          *place
		rule        string
		least, most *regexlang.Language
	}
	// numberFact is that a number is in a set. Its negation is that the number is in the complement, to which NaN belongs if the set
	// does not have it.
	numberFact struct {
		at    *place
		scale scale
		set   numberSet
	}
	// sizeFact is that the number of items, pairs or bytes is in a set.
	sizeFact struct {
		at  *place
		set intSet
	}
	// presenceFact is that a field is set.
	presenceFact struct{ at *place }
	// eachFact is that a formula holds for each item of a list. The formula is about the place of the items.
	eachFact struct {
		at   *place
		body *formula.Formula
	}
)

var sizes = spanOf(0, math.MaxInt64)

func (s intSet) String() string {
	parts := make([]string, len(s))
	for i, part := range s {
		parts[i] = part.lo.String() + ".." + part.hi.String()
	}
	return strings.Join(parts, " ")
}

// inLanguage states that a text is in a language, which is exact or between two.
func inLanguage(at *place, rule atom) *formula.Formula {
	if at.absent {
		text := at.unset().String()
		switch {
		case rule.least.Match(text):
			return formula.True
		case !rule.most.Match(text):
			return formula.False
		}
	}
	return formula.Is(&formula.Atom{Key: "text " + at.key + " " + rule.text, Name: at.name + ": " + rule.text, Fact: textFact{at, rule.text, rule.least, rule.most}})
}

func inTexts(at *place, texts ...string) *formula.Formula {
	return inLanguage(at, exactly(fmt.Sprintf("in %q", texts), regexlang.Finite(texts...)))
}

// inNumbers states that a number is in a set.
func inNumbers(at *place, s scale, set numberSet) *formula.Formula {
	if len(s.domain.without(set.whole)) == 0 && (set.nan || !s.nan.IsValid()) {
		return formula.True
	}
	if len(set.whole) == 0 && !set.nan {
		return formula.False
	}
	if at.absent {
		if number := s.toInt(at.unset()); number != nil && set.whole.has(number) {
			return formula.True
		}
		return formula.False
	}
	key := fmt.Sprintf("number %s %s %t", at.key, set.whole, set.nan)
	return formula.Is(&formula.Atom{Key: key, Name: at.name, Fact: numberFact{at, s, set}})
}

// inSizes states that a list, a map or bytes have one of some sizes.
func inSizes(at *place, set intSet) *formula.Formula {
	set = set.and(sizes)
	switch {
	case len(sizes.without(set)) == 0:
		return formula.True
	case len(set) == 0:
		return formula.False
	case at.absent && set.has(at.unsetSize()):
		return formula.True
	case at.absent:
		return formula.False
	}
	return formula.Is(&formula.Atom{Key: fmt.Sprintf("size %s %s", at.key, set), Name: "size of " + at.name, Fact: sizeFact{at, set}})
}

// isSet states that a field is there, as has() and the validator see it.
func isSet(at *place) *formula.Formula {
	switch {
	case at.absent:
		return formula.False
	case at.foreign:
		return opaque("has "+at.key, "whether "+at.name+" is set")
	case at.many() || at.to.Kind() == protoreflect.BytesKind && !at.to.HasPresence():
		return inSizes(at, spanOf(1, math.MaxInt64))
	case at.from.HasPresence() && at.to.HasPresence(), at.real():
		return formula.Is(&formula.Atom{Key: "set " + at.key, Name: "whether " + at.name + " is set", Fact: presenceFact{at}})
	case at.text():
		return formula.Not(inTexts(at, ""))
	}
	if s, ok := at.number(); ok {
		return formula.Not(inNumbers(at, s, numberSet{whole: point(zero)}))
	}
	return opaque("has "+at.key, "whether "+at.name+" is set")
}

// isThere states that a value is there: an item always is.
func isThere(at *place) *formula.Formula {
	if at.item || at.to == nil {
		return formula.True
	}
	return isSet(at)
}

// isUnique states that no two items of a list are equal.
func isUnique(at *place) *formula.Formula {
	return formula.Or(inSizes(at, spanOf(0, 1)), opaque("unique "+at.key, "whether the items of "+at.name+" are unique"))
}

// each states that a formula holds for each item of a list.
func each(at *place, body *formula.Formula) *formula.Formula {
	if value, constant := body.Constant(); at.absent || constant && value {
		return formula.True
	} else if constant {
		return inSizes(at, spanOf(0, 0))
	}
	return formula.Is(&formula.Atom{Key: "each " + at.key + " " + body.Key(), Name: "the items of " + at.name, Fact: eachFact{at, body}})
}

// some states that a formula holds for an item of a list.
func some(at *place, body *formula.Formula) *formula.Formula {
	return formula.Not(each(at, formula.Not(body)))
}

// opaque is a statement of which nothing is known.
func opaque(key, name string) *formula.Formula {
	return formula.Is(&formula.Atom{Key: key, Name: name})
}
