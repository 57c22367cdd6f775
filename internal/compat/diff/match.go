package diff

import (
	"path"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// pairFiles matches files by path, then the remaining ones by their declarations.
func (c *comparer) pairFiles() {
	for _, now := range c.New.Files {
		if now.Dependency {
			continue
		}
		old := c.Old.File(now.Path)
		switch {
		case old == nil || old.Dependency:
			c.addedFiles = append(c.addedFiles, now)
		case !schema.SameDescriptor(old, now) || !schema.SameManaged(old, now) || !schema.SameSourceInfo(old, now):
			c.Files = append(c.Files, Pair[*schema.File]{old, now})
		}
	}
	for _, old := range c.Old.Files {
		if now := c.New.File(old.Path); !old.Dependency && (now == nil || now.Dependency) {
			c.removedFiles = append(c.removedFiles, old)
		}
	}
	c.pairMovedFiles()
	for _, pair := range c.Files {
		c.OldFiles, c.NewFiles = append(c.OldFiles, pair.Old), append(c.NewFiles, pair.New)
		c.fileNow[pair.Old] = pair.New
		if pair.Old.Path != pair.New.Path {
			c.movedPaths[pair.Old.Path], c.movedPaths[pair.New.Path] = true, true
		}
	}
	c.OldFiles, c.NewFiles = append(c.OldFiles, c.removedFiles...), append(c.NewFiles, c.addedFiles...)
}

// pairMovedFiles finds added files that declare at least half of what a removed one declared.
func (c *comparer) pairMovedFiles() {
	if len(c.addedFiles) == 0 || len(c.removedFiles) == 0 {
		return
	}
	declaredBy := map[string][]*schema.File{}
	for _, now := range c.addedFiles {
		for _, name := range declared(now) {
			declaredBy[name] = append(declaredBy[name], now)
		}
	}
	taken := map[*schema.File]bool{}
	c.removedFiles = slices.DeleteFunc(c.removedFiles, func(old *schema.File) bool {
		names := declared(old)
		common := map[*schema.File]int{}
		var best *schema.File
		for _, name := range names {
			for _, now := range declaredBy[name] {
				if taken[now] {
					continue
				}
				common[now]++
				if best == nil || likelier(old, now, best, common) {
					best = now
				}
			}
		}
		if best == nil || 2*common[best] < len(names) {
			return false
		}
		taken[best] = true
		c.Files = append(c.Files, Pair[*schema.File]{old, best})
		return true
	})
	c.addedFiles = slices.DeleteFunc(c.addedFiles, func(f *schema.File) bool { return taken[f] })
}

// pairEmptiedFiles finds added files that have declarations of a removed one, once these are matched: one that keeps its full name, or
// half of them under any. So a file that moved while most of it was renamed or removed is a moved file, and what was renamed or removed
// is reported by itself.
func (c *comparer) pairEmptiedFiles() {
	if len(c.addedFiles) == 0 || len(c.removedFiles) == 0 {
		return
	}
	added := map[*schema.File]bool{}
	for _, f := range c.addedFiles {
		added[f] = true
	}
	common, kept := map[*schema.File]map[*schema.File]int{}, map[[2]*schema.File]bool{}
	for _, pair := range c.declarations {
		old, now := pair.Old.In(), pair.New.In()
		if parentOf(pair.Old) != nil || parentOf(pair.New) != nil || !added[now] {
			continue
		}
		if common[old] == nil {
			common[old] = map[*schema.File]int{}
		}
		common[old][now]++
		of := [2]*schema.File{old, now}
		kept[of] = kept[of] || pair.Old.FullName() == pair.New.FullName()
	}
	taken := map[*schema.File]bool{}
	c.removedFiles = slices.DeleteFunc(c.removedFiles, func(old *schema.File) bool {
		var best *schema.File
		for now, n := range common[old] { // The order does not matter: likelier is one.
			if taken[now] || !kept[[2]*schema.File{old, now}] && 2*n < len(declared(old)) {
				continue
			}
			if best == nil || likelier(old, now, best, common[old]) {
				best = now
			}
		}
		if best == nil {
			return false
		}
		taken[best] = true
		c.Files = append(c.Files, Pair[*schema.File]{old, best})
		c.fileNow[old] = best
		c.movedPaths[old.Path], c.movedPaths[best.Path] = true, true
		return true
	})
	c.addedFiles = slices.DeleteFunc(c.addedFiles, func(f *schema.File) bool { return taken[f] })
}

func likelier(old, a, b *schema.File, common map[*schema.File]int) bool {
	if common[a] != common[b] {
		return common[a] > common[b]
	}
	if samePackage := a.Package == old.Package; samePackage != (b.Package == old.Package) {
		return samePackage
	}
	if sameBase := path.Base(a.Path) == path.Base(old.Path); sameBase != (path.Base(b.Path) == path.Base(old.Path)) {
		return sameBase
	}
	return a.Path < b.Path
}

// declared returns the names of the top-level declarations of a file, without its package.
func declared(f *schema.File) []string {
	names := make([]string, 0, len(f.Messages)+len(f.Enums)+len(f.Services)+len(f.Extensions))
	for _, m := range f.Messages {
		names = append(names, m.Name())
	}
	for _, e := range f.Enums {
		names = append(names, e.Name())
	}
	for _, s := range f.Services {
		names = append(names, s.Name())
	}
	for _, x := range f.Extensions {
		names = append(names, x.Name())
	}
	return names
}

// leftovers has the declarations that only one side has.
type leftovers struct{ old, now []schema.Element }

// pairDeclarations matches the types, services and extensions of all files that differ: by full name, in whichever file they are,
// and then by their content. Those without a partner are added or removed.
func (c *comparer) pairDeclarations() {
	var old, now []schema.Element
	for _, f := range c.OldFiles {
		old = append(old, topLevel(f)...)
	}
	for _, f := range c.NewFiles {
		now = append(now, topLevel(f)...)
	}
	rest := c.pairScope(old, now)
	for len(rest.old) > 0 && len(rest.now) > 0 {
		pairs := renames(rest, c.Rename)
		if len(pairs) == 0 {
			break
		}
		var within leftovers
		found := make(map[schema.Element]bool, 2*len(pairs))
		for _, pair := range pairs {
			inner := c.pair(pair.Old, pair.New)
			within.old, within.now = append(within.old, inner.old...), append(within.now, inner.now...)
			found[pair.Old], found[pair.New] = true, true
		}
		done := func(e schema.Element) bool { return found[e] }
		rest.old = append(slices.DeleteFunc(rest.old, done), within.old...)
		rest.now = append(slices.DeleteFunc(rest.now, done), within.now...)
	}

	c.pairEmptiedFiles()
	for _, f := range c.addedFiles {
		c.add(schema.KindFile, Added, nil, f, "", f.Path)
	}
	for _, f := range c.removedFiles {
		c.add(schema.KindFile, Removed, f, nil, f.Path, "")
	}
	for _, e := range rest.now {
		c.add(e.Kind(), Added, nil, e, "", e.FullName())
	}
	for _, e := range rest.old {
		c.add(e.Kind(), Removed, e, nil, e.FullName(), "")
	}
}

func topLevel(f *schema.File) []schema.Element {
	all := make([]schema.Element, 0, len(f.Messages)+len(f.Enums)+len(f.Services)+len(f.Extensions))
	all = appendTypes(all, f.Messages, f.Enums, f.Extensions)
	for _, s := range f.Services {
		all = append(all, s)
	}
	return all
}

func appendTypes(all []schema.Element, messages []*schema.Message, enums []*schema.Enum, extensions []*schema.Field) []schema.Element {
	for _, m := range messages {
		if !m.MapEntry {
			all = append(all, m)
		}
	}
	for _, e := range enums {
		all = append(all, e)
	}
	for _, x := range extensions {
		all = append(all, x)
	}
	return all
}

// pairScope matches declarations by kind and full name.
func (c *comparer) pairScope(old, now []schema.Element) leftovers {
	type key struct {
		kind schema.Kind
		name string
	}
	byName := make(map[key]schema.Element, len(old))
	for _, e := range old {
		byName[key{e.Kind(), c.nameNow(e)}] = e
	}
	var rest leftovers
	matched := make(map[schema.Element]bool, len(old))
	for _, e := range now {
		before, ok := byName[key{e.Kind(), e.FullName()}]
		if !ok || matched[before] {
			rest.now = append(rest.now, e)
			continue
		}
		matched[before] = true
		inner := c.pair(before, e)
		rest.old, rest.now = append(rest.old, inner.old...), append(rest.now, inner.now...)
	}
	for _, e := range old {
		if !matched[e] {
			rest.old = append(rest.old, e)
		}
	}
	return rest
}

// nameNow returns the full name that an old declaration has if only its parents or its package were renamed.
func (c *comparer) nameNow(e schema.Element) string {
	name := e.FullName()
	if file := c.fileNow[e.In()]; file != nil && file.Package != e.In().Package &&
		c.New.Message(name) == nil && c.New.Enum(name) == nil && c.New.Service(name) == nil {
		name = strings.TrimPrefix(strings.TrimPrefix(name, e.In().Package), ".")
		return strings.TrimPrefix(file.Package+"."+name, ".")
	}
	if parent := parentOf(e); parent != nil {
		if now, ok := c.scopes[parent]; ok {
			return now.FullName() + "." + e.Name()
		}
	}
	return name
}

func parentOf(e schema.Element) schema.Element {
	var parent *schema.Message
	switch e := e.(type) {
	case *schema.Message:
		parent = e.Parent
	case *schema.Enum:
		parent = e.Parent
	case *schema.Field:
		parent = e.Parent
	}
	if parent == nil {
		return nil
	}
	return parent
}

// pair records that two declarations are the same one, and matches the declarations inside them.
func (c *comparer) pair(old, now schema.Element) leftovers {
	c.declarations = append(c.declarations, Pair[schema.Element]{old, now})
	if old.FullName() != now.FullName() {
		c.renamed[old.FullName()] = now.FullName()
	}
	switch now := now.(type) {
	case *schema.Message:
		if old, ok := old.(*schema.Message); ok {
			c.scopes[old] = now
			c.Messages = append(c.Messages, Pair[*schema.Message]{old, now})
			return c.pairScope(appendTypes(nil, old.Messages, old.Enums, old.Extensions), appendTypes(nil, now.Messages, now.Enums, now.Extensions))
		}
	case *schema.Enum:
		if old, ok := old.(*schema.Enum); ok {
			c.Enums = append(c.Enums, Pair[*schema.Enum]{old, now})
		}
	case *schema.Service:
		if old, ok := old.(*schema.Service); ok {
			c.Services = append(c.Services, Pair[*schema.Service]{old, now})
		}
	}
	return leftovers{}
}
