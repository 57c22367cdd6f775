package validation

import (
	"context"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/regexlang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/validation/formula"
)

// theory knows which facts about the fields of a message can hold together.
type theory struct {
	axioms *[]*formula.Formula
	empty  map[string]bool // empty remembers which languages have no text.
	depth  int
}

// model is what is known of a message in which all facts hold.
type model struct {
	facts []formula.Literal
	items map[string][]*model // items has, by the key of a list, what is known of items that have to be in it.
	each  map[string]*model   // each has, by the key of a list, what is known of every item.
}

// about are the facts about one place.
type about struct {
	at                          *place
	texts, numbers, sizes, each []formula.Literal
}

// Check looks for facts that contradict each other. It is sound: where it can't tell, it claims no conflict.
func (t *theory) Check(ctx context.Context, facts []formula.Literal) ([]formula.Literal, any) {
	absent := map[string]formula.Literal{}
	for _, fact := range facts {
		if known, ok := fact.Fact.(presenceFact); ok && fact.Negated {
			absent[known.at.key] = fact
		}
	}
	places, order := map[string]*about{}, []string{}
	of := func(at *place) *about {
		if places[at.key] == nil {
			places[at.key] = &about{at: at}
			order = append(order, at.key)
		}
		return places[at.key]
	}
	for _, fact := range facts {
		switch known := fact.Fact.(type) {
		case presenceFact:
			if missing, ok := missingAbove(known.at.parent, absent); ok && !fact.Negated {
				return []formula.Literal{missing, fact}, nil
			}
			of(known.at)
			if rival, ok := rival(known, fact, facts); ok {
				return []formula.Literal{rival, fact}, nil
			}
		case textFact:
			of(known.at).texts = append(of(known.at).texts, fact)
		case numberFact:
			of(known.at).numbers = append(of(known.at).numbers, fact)
		case sizeFact:
			of(known.at).sizes = append(of(known.at).sizes, fact)
		case eachFact:
			of(known.at).each = append(of(known.at).each, fact)
		}
	}
	found := &model{facts: facts, items: map[string][]*model{}, each: map[string]*model{}}
	for _, key := range order {
		if conflict := t.place(ctx, places[key], absent, found); conflict != nil {
			return conflict, nil
		}
	}
	if conflict := t.order(facts); conflict != nil {
		return conflict, nil
	}
	return nil, found
}

// missingAbove is the fact that a place or a message around it is not set.
func missingAbove(at *place, absent map[string]formula.Literal) (formula.Literal, bool) {
	for ; at != nil; at = at.parent {
		if missing, ok := absent[at.key]; ok {
			return missing, true
		}
	}
	return formula.Literal{}, false
}

// rival is the fact that another member of the same oneof is set.
func rival(known presenceFact, fact formula.Literal, facts []formula.Literal) (formula.Literal, bool) {
	if fact.Negated || known.at.from == nil || known.at.from.ContainingOneof() == nil || known.at.foreign {
		return formula.Literal{}, false
	}
	for _, other := range facts {
		if is, ok := other.Fact.(presenceFact); ok && !other.Negated && other.Key != fact.Key && is.at.from != nil &&
			is.at.from.ContainingOneof() == known.at.from.ContainingOneof() && is.at.parent.key == known.at.parent.key && !is.at.foreign {
			return other, true
		}
	}
	return formula.Literal{}, false
}

func (t *theory) place(ctx context.Context, known *about, absent map[string]formula.Literal, found *model) []formula.Literal {
	missing, unset := missingAbove(known.at, absent)
	if unset && !known.at.foreign {
		for _, fact := range slices.Concat(known.texts, known.numbers, known.sizes, known.each) {
			if known.at.inItem(missing) || !holdsUnset(known.at, fact) {
				return []formula.Literal{missing, fact}
			}
		}
		return nil
	}
	if conflict := smallest(known.texts, func(facts []formula.Literal) bool { return t.noText(ctx, facts) }); conflict != nil {
		return conflict
	}
	if conflict := smallest(known.numbers, noNumber); conflict != nil {
		return conflict
	}
	if conflict := smallest(known.sizes, func(facts []formula.Literal) bool { return len(sizesIn(facts)) == 0 }); conflict != nil {
		return conflict
	}
	return t.items(ctx, known, found)
}

// inItem reports whether a place is in an item of a list that is not there, because a message around it is not.
func (p *place) inItem(missing formula.Literal) bool {
	above := missing.Fact.(presenceFact).at.key //nolint:forcetypeassert // It says that something is not there.
	for ; p != nil && p.key != above; p = p.parent {
		if p.item {
			return true
		}
	}
	return false
}

// holdsUnset reports whether a fact may hold of a value that was not written.
func holdsUnset(at *place, fact formula.Literal) bool {
	switch known := fact.Fact.(type) {
	case textFact:
		text := at.unset().String()
		if fact.Negated {
			return !known.least.Match(text)
		}
		return known.most.Match(text)
	case numberFact:
		number := known.scale.toInt(at.unset())
		return number == nil || known.set.whole.has(number) != fact.Negated
	case sizeFact:
		return known.set.has(at.unsetSize()) != fact.Negated
	case eachFact:
		return !fact.Negated
	default:
		return true
	}
}

// smallest are some of the facts that are impossible together, or nil if all are possible.
func smallest(facts []formula.Literal, impossible func([]formula.Literal) bool) []formula.Literal {
	if len(facts) == 0 || !impossible(facts) {
		return nil
	}
	return needed(facts, impossible)
}

// needed are as few of the facts as it takes to be impossible; all of them are.
func needed(facts []formula.Literal, impossible func([]formula.Literal) bool) []formula.Literal {
	const most = 12
	core := slices.Clone(facts)
	for i := 0; i < len(core) && len(facts) <= most; {
		if less := slices.Delete(slices.Clone(core), i, i+1); impossible(less) {
			core = less
		} else {
			i++
		}
	}
	return core
}

// noText reports whether it is proven that no text has all of the properties.
func (t *theory) noText(ctx context.Context, facts []formula.Literal) bool {
	for _, fact := range facts {
		for _, other := range facts {
			has, lacks := fact.Fact.(textFact), other.Fact.(textFact) //nolint:forcetypeassert // They are about texts.
			if !fact.Negated && other.Negated && implied(has.rule, lacks.rule) {
				return true
			}
		}
	}
	language := mostOf(facts)
	key := languageKey(facts)
	known, ok := t.empty[key]
	if !ok {
		known = inside(ctx, regexlang.Union(), language).proven
		t.empty[key] = known
	}
	return known
}

func languageKey(facts []formula.Literal) string {
	key := ""
	for _, fact := range facts {
		if fact.Negated {
			key += "!"
		}
		key += fact.Fact.(textFact).rule + "\n" //nolint:forcetypeassert // They are about texts.
	}
	return key
}

// mostOf is a language in which every text is that has the properties; leastOf has no others.
func mostOf(facts []formula.Literal) *regexlang.Language {
	return languageOf(facts, func(f textFact) (has, lacks *regexlang.Language) { return f.most, f.least })
}

func leastOf(facts []formula.Literal) *regexlang.Language {
	return languageOf(facts, func(f textFact) (has, lacks *regexlang.Language) { return f.least, f.most })
}

func languageOf(facts []formula.Literal, choose func(textFact) (has, lacks *regexlang.Language)) *regexlang.Language {
	var all []*regexlang.Language
	for _, fact := range facts {
		known, ok := fact.Fact.(textFact)
		if !ok {
			continue
		}
		has, lacks := choose(known)
		if fact.Negated {
			has = regexlang.Complement(lacks)
		}
		all = append(all, has)
	}
	return regexlang.Intersect(all...)
}

// numbersIn are the numbers with all of the properties.
func numbersIn(facts []formula.Literal) (numberSet, scale) {
	var left numberSet
	var s scale
	for i, fact := range facts {
		known := fact.Fact.(numberFact) //nolint:forcetypeassert // They are about numbers.
		s = known.scale
		if i == 0 {
			left = numberSet{s.domain, s.nan.IsValid()}
		}
		if fact.Negated {
			left = numberSet{left.whole.without(known.set.whole), left.nan && !known.set.nan}
		} else {
			left = numberSet{left.whole.and(known.set.whole), left.nan && known.set.nan}
		}
	}
	return left, s
}

func noNumber(facts []formula.Literal) bool {
	left, _ := numbersIn(facts)
	return len(left.whole) == 0 && !left.nan
}

func sizesIn(facts []formula.Literal) intSet {
	left := sizes
	for _, fact := range facts {
		known := fact.Fact.(sizeFact) //nolint:forcetypeassert // They are about sizes.
		if fact.Negated {
			left = left.without(known.set)
		} else {
			left = left.and(known.set)
		}
	}
	return left
}

// items holds what every item of a list has to be against what some items are.
func (t *theory) items(ctx context.Context, known *about, found *model) []formula.Literal {
	const deepest = 5
	if len(known.each) == 0 || t.depth >= deepest {
		return nil
	}
	var every, somes []formula.Literal
	for _, fact := range known.each {
		if fact.Negated {
			somes = append(somes, fact)
		} else {
			every = append(every, fact)
		}
	}
	possible := sizesIn(known.sizes)
	if len(somes) > 0 && len(possible.without(spanOf(0, 0))) == 0 {
		return append(slices.Clone(known.sizes), somes[0])
	}
	inner := &theory{axioms: t.axioms, empty: t.empty, depth: t.depth + 1}
	solve := func(facts []formula.Literal) (formula.Status, *model) {
		parts := slices.Clone(*t.axioms)
		for _, fact := range facts {
			body := fact.Fact.(eachFact).body //nolint:forcetypeassert // They are about items.
			if fact.Negated {
				body = formula.Not(body)
			}
			parts = append(parts, body)
		}
		status, _, made := formula.New(inner, parts...).Next(ctx)
		item, _ := made.(*model)
		return status, item
	}
	impossible := func(facts []formula.Literal) bool {
		status, _ := solve(facts)
		return status == formula.Unsatisfiable
	}
	for _, fact := range somes {
		together := append(slices.Clone(every), fact)
		status, item := solve(together)
		if status == formula.Unsatisfiable {
			return append(needed(every, func(some []formula.Literal) bool { return impossible(append(slices.Clone(some), fact)) }), fact)
		}
		if item != nil {
			found.items[known.at.key] = append(found.items[known.at.key], item)
		}
	}
	if len(every) > 0 {
		status, item := solve(every)
		if status == formula.Unsatisfiable && !possible.has(zero) {
			return append(slices.Clone(known.sizes), every...)
		}
		found.each[known.at.key] = item
	}
	return nil
}
