package judge

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/httproute"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// judge collects the verdicts.
type judge struct {
	*diff.Diff

	ctx        context.Context //nolint:containedctx // A judge lives as long as one call.
	policy     Policy
	before     *uses
	after      *uses
	newName    map[*schema.Message]*schema.Message // newName maps the old messages that were compared to the new ones.
	oldName    map[*schema.Message]*schema.Message
	rules      *ruleSets
	known      lookup
	found      []Change
	enumFields map[string][]*schema.Field          // enumFields has the fields of the new schema by the name of their enum.
	extensions map[*schema.Message][]*schema.Field // extensions has those of both sides by what they extend; they are found on first use.
	takers     map[*schema.Message][]taker         // takers has the methods of the new schema by what their requests have.
	widened    []*schema.Method                    // widened are the methods whose routes have changed.
	added      []*schema.Method                    // added are the methods that the base does not have.
	findings   findings                            // findings has the places in found, by the old element and by the new one.
	current    *diff.Change                        // current is the change that is being judged.
	texts      texts
	names      latest[string]       // names has the full name of the last element.
	places     [2]latest[*Position] // places has the positions of the last element on each side.
}

func newJudge(ctx context.Context, d *diff.Diff, policy Policy) *judge {
	j := &judge{
		Diff: d, ctx: ctx, policy: policy, findings: findings{}, texts: texts{},
		found:  make([]Change, 0, len(d.Changes)),
		before: &uses{from: d.Old}, after: &uses{from: d.New},
		newName: make(map[*schema.Message]*schema.Message, len(d.Messages)), oldName: make(map[*schema.Message]*schema.Message, len(d.Messages)),
	}
	if len(d.Changes) > 0 {
		j.before, j.after = usesOf(d.Old), usesOf(d.New)
		j.after.keep(j.before, d.Rename)
	}
	for _, pair := range d.Messages {
		j.newName[pair.Old], j.oldName[pair.New] = pair.New, pair.Old
	}
	j.rules = newRuleSets(j)
	return j
}

// use returns how the element of a change is used. A request is written by old clients and read by the new server, so both sides have
// to use it. For a removed element, its parent decides whether it would still be used.
func (j *judge) use(c diff.Change) Use {
	switch {
	case c.Old == nil:
		return j.after.of(c.New)
	case c.New != nil:
		return j.before.of(c.Old) & j.after.of(c.New)
	}
	use := j.before.of(c.Old)
	switch old := c.Old.(type) {
	case *schema.Field:
		if now := j.newName[old.Parent]; now != nil && old.Extendee == "" {
			use &= j.after.of(now)
		}
	case *schema.EnumValue:
		if now := j.partner(old.Parent); now != nil {
			use &= j.after.of(now)
		}
	}
	return use
}

// verdict is the result for one change: the rule, which of its conditional effects apply, and why.
type verdict struct {
	rule    RuleID
	breaks  []Surface // breaks are the conditional effects that apply.
	proof   string
	witness string
	method  string // method takes the request that witness is; empty where that is the changed message.

	argument string // argument is the proof without the values that it begins with; empty where it begins with none.

	oldRoute, newRoute *httproute.Binding // oldRoute and newRoute are what a change of routes is about.

	doubt bool // doubt is true if an effect on validation is a suspicion.

	before, after string // before and after replace those of the change, unless they are empty.
}

// add adds a change with its verdict to the report. Effects that always apply require that the element is in use; those on
// source code are found from the symbols later.
func (j *judge) add(c diff.Change, v verdict) {
	rule := ruleByID[v.rule]
	use := j.use(c)
	change := Change{
		Rule: rule.ID, Element: j.names.of(c.Element(), schema.Element.FullName), Kind: c.Kind, Option: c.Option,
		Old: j.places[0].of(c.Old, position), New: j.places[1].of(c.New, position), Before: c.Before, After: c.After,
		Suspicion: v.doubt, Difference: j.kept(c), Package: c.Element().In().Package,
	}
	if v.before != "" || v.after != "" {
		change.Before, change.After = v.before, v.after
	}
	for _, surface := range []Surface{Wire, JSON, Auth, Validation} {
		if use != Unused && rule.Effects[surface] == Always {
			change.Breaks = change.Breaks.With(surface)
		}
	}
	for _, surface := range v.breaks {
		if rule.Effects[surface] == Depends && use != Unused {
			change.Breaks = change.Breaks.With(surface)
		}
	}
	if rule.peers && !change.Breaks.Has(Wire) && !change.Breaks.Has(JSON) {
		silent := *rule
		silent.Why, rule = "", &silent
	}
	why := []string{rule.Why}
	if _, whole := c.Element().(*schema.Message); !whole && use == Unused && (rule.Effects[Wire] != Never || rule.Effects[JSON] != Never || rule.Effects[Validation] != Never) {
		why = append(why, "no request or response uses it")
	}
	if element := c.Old; element != nil && schema.Deprecated(element) && c.New == nil {
		why = append(why, "it was deprecated")
	}
	change.Texts = j.texts.shared(Texts{
		Proof: v.proof, Argument: cmp.Or(v.argument, v.proof), Witness: v.witness, Curl: j.curl(c, v.rule, v.method, v.witness),
		Why: clauses(why...), Hint: rule.Hint, OldRoute: v.oldRoute, NewRoute: v.newRoute,
	})
	if j.merged(change) {
		return
	}
	j.findings.add(len(j.found), c.Old, c.New)
	j.found = append(j.found, change)
}

// kept returns a place where the difference stays. Those of the comparison have one.
func (j *judge) kept(c diff.Change) *diff.Change {
	if j.current != nil && *j.current == c {
		return j.current
	}
	return &c
}

// merged adds the breaks of a change to one with the same words about the same element, as an extension has where its type and its
// cardinality changed, and reports whether there is one.
func (j *judge) merged(c Change) bool {
	if c.Difference.Old == nil {
		return false
	}
	for place := range j.findings.of(c.Difference.Old) {
		same := &j.found[place]
		if same.Rule != c.Rule || same.Option != c.Option || same.Difference.New != c.Difference.New ||
			same.Before != c.Before || same.After != c.After || same.OldRoute != nil || c.OldRoute != nil || same.NewRoute != nil || c.NewRoute != nil {
			continue
		}
		if same.Proof == "" || !same.Breaks.Any() && c.Breaks.Any() {
			same.edit(func(t *Texts) { t.Proof, t.Argument, t.Witness, t.Curl = c.Proof, c.Argument, c.Witness, c.Curl })
		}
		doubt := func(of *Change) bool { return of.Suspicion || !of.Breaks.Has(Validation) }
		same.Suspicion = (same.Suspicion || c.Suspicion) && doubt(same) && doubt(&c)
		same.Breaks |= c.Breaks
		return true
	}
	return false
}

// breakLast adds a surface to the breaks of the last change.
func (j *judge) breakLast(surface Surface) {
	last := &j.found[len(j.found)-1]
	last.Breaks = last.Breaks.With(surface)
}

func position(e schema.Element) *Position {
	if e == nil {
		return nil
	}
	return &Position{e.In().Path, schema.Locate(e).Line}
}

// clauses joins clauses, which may be empty.
func clauses(all ...string) string {
	text := ""
	for _, clause := range all {
		text = joined(text, clause)
	}
	return text
}

// joined joins two clauses, either of which may be empty.
func joined(one, other string) string {
	if one == "" || other == "" {
		return one + other
	}
	return one + "; " + other
}

func fill(template string, c Change) string {
	shown := func(text string) string {
		return cmp.Or(text, None)
	}
	var filled strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		filled.WriteString(before)
		name, after, ended := strings.Cut(rest, "}")
		value, known := "", true
		switch {
		case !found:
			return filled.String()
		case name == "element":
			value = c.Element
		case name == "before":
			value = shown(c.Before)
		case name == "after":
			value = shown(c.After)
		case name == "option":
			value = c.Option
		default:
			known = false
		}
		if template = after; !known || !ended {
			value, template = "{", rest // It is a brace of the sentence.
		}
		filled.WriteString(value)
	}
}

// judge finds the verdict on one change.
func (j *judge) judge(c diff.Change) {
	switch c.Part() {
	case diff.Comment:
		j.add(c, verdict{rule: ruleOfKind(c.Kind)})
		return
	case diff.Option:
		j.judgeOption(c)
		return
	case diff.Order:
		j.judgeOrder(c)
		return
	case "json_format":
		v := verdict{rule: RuleFeatureJSONFormat}
		if c.Before == "ALLOW" {
			v.breaks = []Surface{JSON}
		}
		j.add(c, v)
		return
	case "visibility":
		j.add(c, verdict{rule: ruleOfKind(c.Kind)})
		return
	case "reserved":
		v := verdict{rule: RuleReservedAdded}
		if c.Before != "" {
			v.rule = RuleReservedRemoved
		}
		j.add(c, v)
		return
	}
	switch c.Element().Kind() {
	case schema.KindField:
		j.judgeField(c)
	case schema.KindExtension:
		j.judgeExtension(c)
	case schema.KindOneof:
		j.add(c, verdict{rule: ruleOfKind(c.Kind)})
	case schema.KindEnumValue:
		j.judgeEnumValue(c)
	case schema.KindEnum:
		j.judgeEnum(c)
	case schema.KindMessage:
		j.judgeMessage(c)
	case schema.KindFile:
		j.judgeFile(c)
	case schema.KindService:
		j.judgeService(c)
	case schema.KindMethod:
		j.judgeMethod(c)
	}
}

func (j *judge) judgeOrder(c diff.Change) {
	old, _ := c.Old.(*schema.Enum)
	if now, ok := c.New.(*schema.Enum); ok && old != nil {
		if name, was, lost := firstNameChanged(old, now); lost {
			j.add(c, j.aliasOrder(c, name, was))
			return
		}
	}
	j.add(c, verdict{rule: RuleFieldCosmetic})
}

// firstNameChanged finds a number of both sides that JSON writes under another name. A name that had another number is not meant: JSON
// has the name, and readers know it.
func firstNameChanged(old, now *schema.Enum) (name, was string, changed bool) {
	first, numbers := map[int32]string{}, map[string]int32{}
	for _, v := range old.Values {
		if _, have := first[v.Number]; !have {
			first[v.Number] = v.Name()
		}
		numbers[v.Name()] = v.Number
	}
	seen := map[int32]bool{}
	for _, v := range now.Values {
		if seen[v.Number] {
			continue
		}
		seen[v.Number] = true
		number, known := numbers[v.Name()]
		if before, have := first[v.Number]; have && before != v.Name() && (!known || number == v.Number) {
			return v.Name(), before, true
		}
	}
	return "", "", false
}

func (j *judge) judgeMessage(c diff.Change) {
	switch c.Part() {
	case diff.Renamed:
		rule := RuleMessageRenamed
		old, _ := c.Old.(*schema.Message)
		now, _ := c.New.(*schema.Message)
		if (old.Parent == nil) != (now.Parent == nil) {
			rule = RuleMessageNesting
		}
		x := j.extensionIn(old)
		if x == nil {
			j.add(c, verdict{rule: rule})
			return
		}
		j.add(c, verdict{rule: rule, proof: fmt.Sprintf("{\"[%s]\": …} is an unknown field now", x.FullName())})
		j.breakLast(JSON) // The extension is in use, whatever the message is.
	case diff.Removed:
		j.add(c, verdict{rule: RuleMessageRemoved})
		if x := j.extensionIn(c.Old); x != nil {
			j.breakLast(JSON)
			if !j.extended(x) {
				j.breakLast(Wire)
			}
		}
	case "extension_range":
		v := verdict{rule: RuleMessageExtensionRange}
		if c.Before != "" {
			v.breaks, v.proof = []Surface{Wire}, "an extension with a number in "+c.Before+" is unknown now"
		}
		j.add(c, v)
	default:
		j.add(c, verdict{rule: ruleOfKind(c.Kind)})
	}
}

// extensionIn returns an extension that a file or message declares and that is in use, or nil. JSON uses its full name as a key.
func (j *judge) extensionIn(e schema.Element) *schema.Field {
	var within func([]*schema.Field, []*schema.Message) *schema.Field
	within = func(extensions []*schema.Field, messages []*schema.Message) *schema.Field {
		for _, x := range extensions {
			if !strings.HasPrefix(x.Extendee, "google.protobuf.") && j.before.of(x) != Unused {
				return x
			}
		}
		for _, m := range messages {
			if x := within(m.Extensions, m.Messages); x != nil {
				return x
			}
		}
		return nil
	}
	switch e := e.(type) {
	case *schema.File:
		return within(e.Extensions, e.Messages)
	case *schema.Message:
		return within(e.Extensions, e.Messages)
	default:
		return nil
	}
}

// extended reports whether the new schema has an extension with the number of an old one, under any name.
func (j *judge) extended(old *schema.Field) bool {
	found := false
	for _, file := range j.New.Files {
		found = found || slices.ContainsFunc(file.Extensions, func(x *schema.Field) bool { return sameExtension(j.Rename, old, x) })
		eachMessageOf(file.Messages, func(m *schema.Message) {
			found = found || slices.ContainsFunc(m.Extensions, func(x *schema.Field) bool { return sameExtension(j.Rename, old, x) })
		})
	}
	return found
}

func sameExtension(rename func(string) string, a, b *schema.Field) bool {
	return a.Number == b.Number && rename(a.Extendee) == b.Extendee
}

// eachMessageOf visits messages and the messages nested in them.
func eachMessageOf(messages []*schema.Message, visit func(*schema.Message)) {
	for _, m := range messages {
		visit(m)
		eachMessageOf(m.Messages, visit)
	}
}

func (j *judge) judgeFile(c diff.Change) {
	switch c.Part() {
	case "package":
		v := verdict{rule: RuleFilePackage}
		if file := c.Old.In(); len(file.Services) > 0 {
			v.breaks = []Surface{Wire}
			v.proof = "the path of a call began with /" + c.Before + "." + file.Services[0].Name() + "/"
		}
		if x := j.extensionIn(c.Old); x != nil {
			v.breaks = append(v.breaks, JSON)
		}
		j.add(c, v)
	case "import", "import_weak", "import_option":
		j.add(c, verdict{rule: RuleImportChanged})
	case "import_public":
		j.add(c, verdict{rule: RuleImportPublic})
	default:
		j.add(c, verdict{rule: ruleOfKind(c.Kind)})
	}
}

func (j *judge) judgeService(c diff.Change) {
	v := verdict{rule: ruleOfKind(c.Kind)}
	old, _ := c.Old.(*schema.Service)
	now, _ := c.New.(*schema.Service)
	switch c.Part() {
	case diff.Moved:
		v.rule = RuleServiceMovedFile
	case diff.Removed:
		v.proof = "calls to /" + old.FullName() + "/ end with UNIMPLEMENTED"
		for _, method := range old.Methods {
			if routed(method) {
				v.breaks = []Surface{JSON}
			}
		}
	case diff.Renamed:
		v.proof = "calls to /" + c.Before + "/ end with UNIMPLEMENTED"
	case diff.Added:
		j.added = append(j.added, now.Methods...)
	}
	j.add(c, v)
}

func (j *judge) judgeMethod(c diff.Change) {
	v := verdict{rule: ruleOfKind(c.Kind)}
	old, _ := c.Old.(*schema.Method)
	now, _ := c.New.(*schema.Method)
	switch c.Part() {
	case diff.Added:
		j.added = append(j.added, now)
	case diff.Removed, diff.Renamed:
		v.proof = "calls to /" + old.Parent.FullName() + "/" + old.Name() + " end with UNIMPLEMENTED"
		if c.Part() == diff.Removed && routed(old) {
			v.breaks = []Surface{JSON}
		}
	case "client_streaming", "server_streaming":
		v.rule = RuleMethodStreaming
	case "request":
		v.rule = RuleMethodRequestType
		v.breaks, v.proof = j.replaced(nil, c.Before, c.After, Request)
	case "response":
		v.rule = RuleMethodResponseType
		v.breaks, v.proof = j.replaced(nil, c.Before, c.After, Response)
	}
	j.add(c, v)
}

// doubted returns the surface that a suspicion is about.
func (c *Change) doubted() Surface {
	if c.Rule == RuleHTTPInvalid {
		return JSON
	}
	return Validation
}

// judgeLevels sets the level of every change, once all its breaks are known.
func (j *judge) judgeLevels() {
	for i := range j.found {
		c := &j.found[i]
		rule := ruleByID[c.Rule]
		c.Level = rule.Quiet
		if !c.Breaks.Any() {
			continue
		}
		certain := c.Breaks
		if c.Suspicion {
			certain = certain.Without(c.doubted())
		}
		level := j.policy.worth(certain)
		if certain != c.Breaks {
			level = max(level, min(j.policy.worth(c.Breaks), j.policy.Unproven))
		}
		if j.unstable(*c.Difference) {
			c.Unstable = true
			level = min(level, j.policy.Unstable)
		}
		c.Level = max(level, version.Patch)
	}
}
