package judge

import (
	"cmp"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/symbols"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// judgeSources finds the symbols of each SDK that user code can no longer be compiled with, and the changes that removed
// them. A break that no change explains comes from another name: names that collide, prefixes, keywords.
func (j *judge) judgeSources() {
	before, after := j.touched()
	if len(before) == 0 {
		return
	}
	for language, list := range symbols.Listers.Ordered() {
		surface := SurfaceOf(language.ID)
		l := newListed(j, language.ID, list)
		modules := modulesOf(symbols.Modules[language.ID], before, after)
		for _, file := range before {
			for _, broken := range modules.compare(file, l) {
				if !j.claim(surface, broken) {
					j.unexplained(surface, broken, l)
				}
			}
		}
	}
}

// touched returns the files with changes that the generators see, and those that have names of such a file by public imports.
func (j *judge) touched() (before, after []*schema.File) {
	old, now := map[*schema.File]bool{}, map[*schema.File]bool{}
	for _, c := range j.Changes {
		if c.Part() == diff.Comment {
			continue
		}
		if c.Old != nil {
			old[c.Old.In()] = true
		}
		if c.New != nil {
			now[c.New.In()] = true
		}
	}
	spread(j.Old, old)
	spread(j.New, now)
	// A file that is touched on one side is looked at on both.
	equal := j.equalPublic()
	for _, pair := range slices.Concat(j.Files, equal) {
		if old[pair.Old] || now[pair.New] {
			old[pair.Old], now[pair.New] = true, true
		}
	}
	before, after = slices.Clone(j.OldFiles), slices.Clone(j.NewFiles)
	for _, pair := range equal {
		before, after = append(before, pair.Old), append(after, pair.New)
	}
	return slices.DeleteFunc(before, func(f *schema.File) bool { return !old[f] }), slices.DeleteFunc(after, func(f *schema.File) bool { return !now[f] })
}

// spread adds the files that have names of touched ones by public imports, also by those of what they import.
func spread(s *schema.Schema, touched map[*schema.File]bool) {
	known := map[*schema.File]bool{}
	var leads func(*schema.File) bool
	leads = func(file *schema.File) bool {
		if !known[file] {
			known[file] = true
			for _, path := range file.PublicImports {
				if imported := s.File(path); imported != nil && leads(imported) {
					touched[file] = true
				}
			}
		}
		return touched[file]
	}
	for _, file := range s.Files {
		leads(file)
	}
}

// equalPublic returns the files with public imports that are the same on both sides.
func (j *judge) equalPublic() []diff.Pair[*schema.File] {
	differs := map[*schema.File]bool{}
	for _, file := range slices.Concat(j.OldFiles, j.NewFiles) {
		differs[file] = true
	}
	var equal []diff.Pair[*schema.File]
	for _, old := range j.Old.Files {
		now := j.New.File(old.Path)
		if len(old.PublicImports) > 0 && !old.Dependency && now != nil && !differs[old] && !differs[now] {
			equal = append(equal, diff.Pair[*schema.File]{Old: old, New: now})
		}
	}
	return equal
}

// claim finds the change that removed a symbol: one of the element that it was generated from, or of its parents.
func (j *judge) claim(surface Surface, broken symbols.Break) bool {
	if j.claimBy(surface, broken, broken.Old.Element) {
		return true
	}
	return slices.ContainsFunc(broken.Old.Also, func(also schema.Element) bool { return j.claimBy(surface, broken, also) })
}

// claimBy is [judge.claim] for one of the elements of a symbol.
func (j *judge) claimBy(surface Surface, broken symbols.Break, of schema.Element) bool {
	for element, own := of, true; element != nil; element, own = around(element), false {
		var to, spare []*Change
		for place := range j.findings.of(element) {
			c := &j.found[place]
			rule := ruleByID[c.Rule]
			switch {
			case c.Difference.Old == nil || rule.Effect(surface) == Never || !own && !rule.whole:
			case rule.checked && !broken.Old.Checked:
				// Rules show in the types of checked messages only.
			case rule.ID == RuleFeature:
				spare = append(spare, c) // What a feature changes is another change, if that has a rule.
			default:
				to = append(to, c)
			}
		}
		if len(to) == 0 {
			to = spare
		}
		for _, c := range to {
			first := !c.Breaks.Any()
			c.Breaks = c.Breaks.With(surface)
			if c.Proof == "" || first && ruleByID[c.Rule].checked { // That nothing is rejected is no proof of a break.
				proof := j.sourceProof(surface, broken)
				c.edit(func(t *Texts) { t.Proof, t.Argument = proof, proof })
			}
		}
		if len(to) > 0 {
			return true
		}
	}
	return false
}

// around returns the declaration that contains an element, or its file.
func around(e schema.Element) schema.Element {
	switch e := e.(type) {
	case *schema.Field:
		switch {
		case e.Oneof != nil:
			return e.Oneof
		case e.Parent != nil:
			return e.Parent
		}
	case *schema.Oneof:
		return e.Parent
	case *schema.EnumValue:
		return e.Parent
	case *schema.Method:
		return e.Parent
	case *schema.Message:
		if e.Parent != nil {
			return e.Parent
		}
	case *schema.Enum:
		if e.Parent != nil {
			return e.Parent
		}
	case *schema.File:
		return nil
	}
	return e.In()
}

func (j *judge) sourceProof(surface Surface, broken symbols.Break) string {
	name := broken.Old.Name
	if surface == Go && j.policy.GoModule != "" && broken.Old.Element.In().GoPackage() == "" {
		name = j.policy.GoModule + "/" + name
	}
	title := surface.Language().Title
	if broken.New == nil {
		return title + ": " + name + " was removed"
	}
	return title + ": " + name + " changed from " + broken.Old.Signature + " to " + broken.New.Signature
}

// collisions are the rules about names that another declaration changes.
var collisions = map[Surface]RuleID{Go: RuleNameGoCollision, Python: RuleNamePythonKeyword, TypeScript: RuleNameTypeScriptCollision}

// unexplained reports a symbol that changed though its element did not. Each element is reported once a language.
func (j *judge) unexplained(surface Surface, broken symbols.Break, l *listed) {
	element := broken.Old.Element
	rule := collisions[surface]
	if rule == "" {
		rule = RuleOther // The language has no rule of its own about names.
	}
	if value, ok := element.(*schema.EnumValue); ok && surface == TypeScript {
		element, rule = value.Parent, RuleEnumValueAddedPrefix
	}
	if broken.Old.Client {
		rule = RuleClientMoved
	}
	for place := range j.findings.of(element) {
		if c := &j.found[place]; c.Rule == rule {
			c.Breaks = c.Breaks.With(surface)
			return
		}
	}
	after := j.nameNow(broken, l)
	if broken.New != nil {
		after = broken.New.Signature
	}
	before := broken.Old.Name
	if broken.New != nil {
		before += " " + broken.Old.Signature
	}
	change := diff.Change{Kind: diff.KindOf(element.Kind(), "symbol"), Old: element, New: j.counterpart(element)}
	j.add(change, verdict{rule: rule, before: before, after: after, proof: j.sourceProof(surface, broken)})
	j.breakLast(surface)
}

// nameNow returns the name that a removed symbol has now, as far as one that is new and made of the same element can be told.
func (j *judge) nameNow(broken symbols.Break, l *listed) string {
	element, name := j.counterpart(broken.Old.Element), ""
	if element == nil {
		return anotherName
	}
	old := l.old(broken.Old.Element.In())
	for _, symbol := range l.now(element.In()) {
		if symbol.Element != element || symbol.Signature != broken.Old.Signature ||
			slices.ContainsFunc(old, func(other symbols.Symbol) bool {
				return other.Name == symbol.Name && other.Element == broken.Old.Element
			}) {
			continue
		}
		if name != "" {
			return anotherName
		}
		name = symbol.Name
	}
	return cmp.Or(name, anotherName)
}

// counterpart returns the new version of an element, if it can be found by its name.
func (j *judge) counterpart(old schema.Element) schema.Element {
	switch old := old.(type) {
	case *schema.Message:
		if m := j.newName[old]; m != nil {
			return m
		}
	case *schema.Field:
		if m := j.newName[old.Parent]; m != nil && old.Extendee == "" {
			if f := m.Field(old.Number); f != nil {
				return f
			}
		}
	case *schema.Enum:
		if e := j.partner(old); e != nil {
			return e
		}
	case *schema.EnumValue:
		if e := j.partner(old.Parent); e != nil {
			for _, value := range e.Values {
				if value.Name() == old.Name() {
					return value
				}
			}
		}
	case *schema.File:
		if f := j.New.File(old.Path); f != nil {
			return f
		}
	}
	return nil
}
