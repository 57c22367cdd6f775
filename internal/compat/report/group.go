package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// group has the changes that affect the callers of one service, or those in a package or file that no service uses.
type group struct {
	name    string
	scopes  []string // scopes are the prefixes that are left out of names in the group.
	changes []*judge.Change
	noise   noise
}

// rank returns the highest rank of a change in the group.
func (g *group) rank() int {
	most := 0
	for _, c := range g.changes {
		most = max(most, rank(c))
	}
	if g.noise.total() > 0 {
		most = max(most, rank(&judge.Change{Level: version.Patch}))
	}
	return most
}

// short returns the name of an element within the group.
func (g *group) short(element string) string {
	for _, scope := range g.scopes {
		if rest, ok := strings.CutPrefix(element, scope); ok && rest != "" {
			return rest
		}
	}
	return element
}

// noise counts the changes that are not listed one by one, by the word that their rules give.
type noise map[judge.Noise]int

func (n noise) total() int {
	total := 0
	for _, count := range n {
		total += count
	}
	return total
}

// String returns the sum: "2 changes of documentation, 1 of order".
func (n noise) String() string {
	var parts []string
	for _, what := range judge.Noises {
		switch {
		case n[what] == 0:
		case len(parts) == 0:
			parts = append(parts, count(n[what], "change", "changes")+" of "+string(what))
		default:
			parts = append(parts, fmt.Sprintf("%d of %s", n[what], what))
		}
	}
	return strings.Join(parts, ", ")
}

// take counts a change if it is noise, and reports whether it is.
func (n noise) take(c *judge.Change) bool {
	rule, _ := judge.RuleNamed(c.Rule)
	if rule.Noise == "" || c.Level > version.Patch || c.Breaks.Any() {
		return false
	}
	n[rule.Noise]++
	return true
}

// rank orders changes by level; accepted ones come after the others.
func rank(c *judge.Change) int {
	rank := 2 * int(c.Level)
	if c.Accepted == "" {
		rank++
	}
	return rank
}

// worstFirst sorts changes by rank, and keeps the order of equal ones.
func worstFirst(changes []judge.Change) []*judge.Change {
	sorted := make([]*judge.Change, len(changes))
	for i := range changes {
		sorted[i] = &changes[i]
	}
	slices.SortStableFunc(sorted, func(a, b *judge.Change) int { return rank(b) - rank(a) })
	return sorted
}

// groups sorts the changes into groups, worst first. A change that affects several services is in the group of the first of them.
func groups(r *judge.Report, all bool) []*group {
	order, shown := serviceOrder(r), shownVersions(r)
	byName := map[string]*group{}
	var found []*group
	for _, c := range worstFirst(r.Changes) {
		if !all && c.Rule == judge.RuleServiceAPIVersion && shown[c.Element] {
			continue
		}
		name, pkg := home(c, order)
		g := byName[name]
		if g == nil {
			g = &group{name: name, noise: noise{}}
			if pkg != "" {
				g.scopes = []string{pkg + ".", strings.ReplaceAll(pkg, ".", "/") + "/"}
			}
			byName[name] = g
			found = append(found, g)
		}
		if all || !g.noise.take(c) {
			g.changes = append(g.changes, c)
		}
	}
	slices.SortStableFunc(found, func(a, b *group) int {
		return cmp.Or(b.rank()-a.rank(), strings.Compare(a.name, b.name))
	})
	return found
}

// serviceOrder returns the index of each service: the service with the worst change of its own comes first.
func serviceOrder(r *judge.Report) map[string]int {
	worst := map[string]int{}
	for i := range r.Changes {
		c := &r.Changes[i]
		for _, name := range c.Services {
			own := 0
			if len(c.Services) == 1 {
				own = rank(c)
			}
			worst[name] = max(worst[name], own)
		}
	}
	var names []string
	for name := range worst {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(worst[b]-worst[a], strings.Compare(a, b)) })
	places := make(map[string]int, len(names))
	for i, name := range names {
		places[name] = i
	}
	return places
}

// shownVersions returns the services whose versions are in a table of their own.
func shownVersions(r *judge.Report) map[string]bool {
	shown := map[string]bool{}
	for _, s := range versioned(r) {
		shown[s.Name] = true
	}
	return shown
}

// home returns the group of a change, which is the first of its services, else its package, else its file; and the package that
// is left out of its names.
func home(c *judge.Change, order map[string]int) (name, pkg string) {
	if len(c.Services) > 0 {
		first := slices.MinFunc(c.Services, func(a, b string) int { return order[a] - order[b] })
		return first, strings.TrimSuffix(first[:len(first)-len(last(first))], ".")
	}
	if c.Package != "" {
		return c.Package, c.Package
	}
	for _, place := range []*judge.Position{c.New, c.Old} {
		if place != nil {
			return place.File, ""
		}
	}
	return "(no file)", ""
}

// others returns the other services that use the element of a change.
func (g *group) others(c *judge.Change, names serviceNames) []string {
	var all []string
	for _, service := range c.Services {
		if service != g.name {
			all = append(all, names.short(service))
		}
	}
	return all
}

// serviceNames counts the services with the same last name.
type serviceNames map[string]int

func namesOf(r *judge.Report) serviceNames {
	names := serviceNames{}
	for _, s := range r.Services {
		names[last(s.Name)]++
	}
	return names
}

// short returns the last name of a service if it is unique.
func (n serviceNames) short(service string) string {
	if n[last(service)] > 1 {
		return service
	}
	return last(service)
}

func last(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// versioned returns the changed services that have a version; those with a wrong version come first, then those that changed
// most.
func versioned(r *judge.Report) []judge.ServiceChange {
	var all []judge.ServiceChange
	for _, s := range r.Services {
		if (s.Level != version.None || s.Before != s.After) && (s.Before != "" || s.After != "") {
			all = append(all, s)
		}
	}
	wrong := func(s judge.ServiceChange) int {
		if s.Raised() {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(all, func(a, b judge.ServiceChange) int {
		return cmp.Or(wrong(b)-wrong(a), int(b.Level)-int(a.Level), strings.Compare(a.Name, b.Name))
	})
	return all
}
