package changelog

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// Generate makes a section of the changes from one version of the contract to another and of the commits between them, the newest
// first.
func Generate(report *judge.Report, old, now *schema.Schema, commits []Commit, options Options) Section {
	var s Section
	s.add(FromReport(report, old, now)...)
	s.add(FromCommits(commits, options)...)
	s.Notes = Migration(report, old, now, options)
	return s
}

// FromReport returns the entries of a report: those of a service are together, and those of several services come last.
func FromReport(report *judge.Report, old, now *schema.Schema) []Entry {
	t := newTeller(report, old, now)
	var groups []*group
	byKey, again := map[string]*group{}, map[string]int{}
	for _, c := range report.Changes {
		words, told := wordsFor(c)
		if !told || t.implied(c) {
			continue
		}
		about := c.Element
		if words.Many != "" {
			about, _ = split(c.Element)
		}
		key := keyOf(string(c.Rule), about)
		if strings.Contains(words.One, "{option}") {
			key = keyOf(string(c.Rule), about, c.Option)
		}
		if words.Many == "" && byKey[key] != nil {
			again[key]++ // An element can have several changes of one rule.
			key = keyOf(string(c.Rule), about, strconv.Itoa(again[key]+1))
		}
		g := byKey[key]
		if g == nil {
			g = &group{key: key, words: words}
			byKey[key], groups = g, append(groups, g)
		}
		g.changes = append(g.changes, c)
	}
	sort.SliceStable(groups, func(i, j int) bool { return groups[i].service() < groups[j].service() })
	var all []Entry
	for _, g := range groups {
		all = append(all, t.entry(g))
	}
	all = append(all, t.deprecations()...)
	return append(all, t.documentation()...)
}

// group is the changes that share an entry.
type group struct {
	key     string
	words   judge.Words
	changes []judge.Change
}

// service returns the service by which entries are sorted. Groups with none or several services come last.
func (g *group) service() string {
	if services := g.changes[0].Services; len(services) == 1 {
		return services[0]
	}
	return "~"
}

// teller writes the text of entries.
type teller struct {
	*names

	report   *judge.Report
	gone     map[string]bool // gone has the full names of removed elements.
	services map[string]bool // services has the added and removed services.
}

func newTeller(report *judge.Report, old, now *schema.Schema) *teller {
	t := &teller{names: newNames(old, now), report: report, gone: map[string]bool{}, services: map[string]bool{}}
	for _, c := range report.Changes {
		switch c.Rule {
		case judge.RuleServiceAdded, judge.RuleServiceRemoved:
			t.services[c.Element] = true
		case judge.RuleMethodRemoved:
			if m, ok := c.Difference.Old.(*schema.Method); ok {
				t.gone[m.Request], t.gone[m.Response] = true, true
			}
		}
	}
	return t
}

// wordsFor returns the words for a change, or false if it gets no entry of its own.
func wordsFor(c judge.Change) (judge.Words, bool) {
	rule, known := judge.RuleNamed(c.Rule)
	words := rule.Changelog
	switch {
	case !known:
		return judge.Words{In: judge.Changed, One: "{element} has changed."}, c.Breaks.Any()
	case words.Collected:
		return words, false
	default:
		return words, c.Breaks.Any() || !words.BreaksOnly && c.Level > version.None
	}
}

// implied reports whether another entry covers the change: new messages and enums follow from the new methods and fields that use
// them, and types that only removed methods used are removed with them.
func (t *teller) implied(c judge.Change) bool {
	switch c.Rule {
	case judge.RuleMessageAdded, judge.RuleEnumAdded:
		return len(c.Services) > 0
	case judge.RuleMessageRemoved, judge.RuleEnumRemoved:
		if t.gone[c.Element] {
			return true
		}
		for _, service := range c.Services {
			if !t.services[service] {
				return false
			}
		}
		return len(c.Services) > 0
	case judge.RuleFileRemoved:
		return slices.ContainsFunc(t.report.Changes, func(other judge.Change) bool {
			return other.Rule != c.Rule && other.Old != nil && other.Old.File == c.Element
		})
	default:
		return false
	}
}

// breaking reports whether a change is shown as breaking. A suspicion that was accepted is not.
func breaking(c judge.Change) bool { return c.Breaks.Any() && (c.Accepted == "" || !c.Suspicion) }

// entry returns the entry of a group.
func (t *teller) entry(g *group) Entry {
	category, first := Category(g.words.In), g.changes[0]
	var breaks judge.SurfaceSet
	var services []string
	broken := false
	for _, c := range g.changes {
		if breaking(c) {
			broken = true
			breaks = breaks.Union(c.Breaks)
		}
		for _, service := range c.Services {
			if !slices.Contains(services, service) {
				services = append(services, service)
			}
		}
	}
	text := t.text(g)
	if where := t.where(first, services, breaks); where != "" {
		text = strings.TrimSuffix(text, ".") + " (" + where + ")."
	}
	switch {
	case broken && category == Security:
		text = "**Breaking:** " + text
	case broken:
		category = Breaking
	}
	return Entry{category, g.key, oneLine(text)}
}

// text returns the sentence of a group.
func (t *teller) text(g *group) string {
	if len(g.changes) == 1 {
		return t.sentence(g.words, g.changes[0])
	}
	var leaves []string
	for _, c := range g.changes {
		_, leaf := split(c.Element)
		leaf = code(leaf)
		if told := adviceBefore(c); told != "" {
			leaf += " (" + told + ")"
		}
		leaves = append(leaves, leaf)
	}
	parent, _ := split(g.changes[0].Element)
	return strings.NewReplacer("{parent}", code(t.short(parent)), "{leaves}", strings.Join(leaves, ", ")).Replace(g.words.Many)
}

// sentence returns the sentence for one change.
func (t *teller) sentence(words judge.Words, c judge.Change) string {
	text := words.One
	if words.Came != "" && c.Appeared() {
		text = words.Came
	}
	if words.Gone != "" && c.Vanished() {
		text = words.Gone
	}
	advice := adviceBefore(c)
	if advice != "" {
		advice = "; it was deprecated: " + advice
	}
	methods := ""
	if service, ok := c.Difference.New.(*schema.Service); ok {
		methods = methodsOf(service)
	}
	none := cmp.Or(words.None, "nothing")
	before, after := t.value(c.Before, none), t.value(c.After, none)
	parent, leaf := split(c.Element)
	return strings.NewReplacer(
		"{element}", code(t.short(c.Element)), "{parent}", code(t.short(parent)), "{leaf}", code(leaf),
		"{before}", before, "{after}", after, "{then}", c.Before, "{now}", c.After,
		"{option}", code(t.within(c.Option)), "{advice}", advice, "{sdk}", judge.Surface(c.Element).Language().Title, "{methods}", methods,
	).Replace(text)
}

// adviceBefore returns the deprecation advice of a removed element.
func adviceBefore(c judge.Change) string {
	if c.Difference.Part() != diff.Removed {
		return ""
	}
	return advice(c.Difference.Old)
}

func methodsOf(s *schema.Service) string {
	const most = 8
	var all []string
	for i, m := range s.Methods {
		if i == most {
			return fmt.Sprintf(" with %d methods", len(s.Methods))
		}
		all = append(all, code(m.Name()))
	}
	switch len(all) {
	case 0:
		return ""
	case 1:
		return " with the method " + all[0]
	default:
		return " with the methods " + strings.Join(all, ", ")
	}
}

// where returns whom a change affects: the services, unless the element is one of them, and the SDKs or encodings if only some
// are affected.
func (t *teller) where(c judge.Change, services []string, breaks judge.SurfaceSet) string {
	var all []string
	if kind := c.Kind.Element(); kind != schema.KindMethod && kind != schema.KindService {
		switch len(services) {
		case 0:
		case 1, 2:
			names := make([]string, len(services))
			for i, service := range services {
				names[i] = code(t.short(service))
			}
			all = append(all, strings.Join(names, " and "))
		default:
			all = append(all, fmt.Sprintf("%d services", len(services)))
		}
	}
	if only := onlyOn(c, breaks); only != "" {
		all = append(all, only)
	}
	return strings.Join(all, "; ")
}

// onlyOn names the surface if only one is broken.
func onlyOn(c judge.Change, b judge.SurfaceSet) string {
	var sdks []string
	for _, l := range lang.All {
		if b.Has(judge.SurfaceOf(l.ID)) {
			sdks = append(sdks, l.Title)
		}
	}
	source := len(sdks) > 0
	switch {
	case b.Has(judge.Auth) || b.Has(judge.Validation) || b.Has(judge.Wire) && (b.Has(judge.JSON) || source) || b.Has(judge.JSON) && source:
		return ""
	case len(sdks) == len(lang.All):
		return "source code only"
	case source:
		return strings.Join(sdks, " and ") + " only"
	case b.Has(judge.Wire):
		return "binary messages only"
	case b.Has(judge.JSON) && !namesJSON(c):
		return "JSON only"
	default:
		return ""
	}
}

func namesJSON(c judge.Change) bool {
	rule, _ := judge.RuleNamed(c.Rule)
	return rule.Changelog.NamesJSON
}
