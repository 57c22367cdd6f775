package judge

import (
	"slices"
	"strings"

	protovalidate "buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/validation"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// ruleSets judges the validation rules of messages on demand.
type ruleSets struct {
	*judge

	comparer *validation.Comparer
	old, now *linker
	judged   map[*schema.Message]map[protoreflect.FullName]validation.Verdict // judged has the verdicts by the new message.
	used     map[protoreflect.FullName]bool

	checksBefore, checksNow *checks         // checksBefore and checksNow say where rules are ignored; they are found on first use.
	outputs                 *checks         // outputs are the messages that only OUTPUT_ONLY fields lead to; they are found on first use.
	senders                 *senders        // senders are read on first use.
	names                   map[string]bool // names are the former names of types that are called or stand elsewhere now; they are found on first use.
}

func newRuleSets(j *judge) *ruleSets {
	old := newLinker(j.Old, nil)
	return &ruleSets{
		judge: j, old: old, now: newLinker(j.New, old),
		judged: map[*schema.Message]map[protoreflect.FullName]validation.Verdict{}, used: map[protoreflect.FullName]bool{},
	}
}

// of returns the verdict on an element of a message.
func (r *ruleSets) of(m *schema.Message, element string) (validation.Verdict, bool) {
	verdicts, done := r.judged[m]
	if !done {
		verdicts = r.compare(m)
		r.judged[m] = verdicts
	}
	v, ok := verdicts[protoreflect.FullName(element)]
	r.used[protoreflect.FullName(element)] = true
	return v, ok
}

func (r *ruleSets) compare(m *schema.Message) map[protoreflect.FullName]validation.Verdict {
	before := r.formerOf(m)
	if before == nil {
		return nil
	}
	old, now := r.old.message(before), r.now.message(m)
	if old == nil || now == nil || !r.ready() {
		return nil
	}
	found, err := r.comparer.CompareWithin(r.ctx, old, now, r.contexts(before))
	if err != nil {
		return nil
	}
	verdicts := make(map[protoreflect.FullName]validation.Verdict, len(found))
	for _, v := range found {
		verdicts[v.Element] = v
	}
	return verdicts
}

// formerOf returns the old version of a message. A message in a file without differences is not among those that were compared.
func (r *ruleSets) formerOf(m *schema.Message) *schema.Message {
	if before := r.oldName[m]; before != nil {
		return before
	}
	before := r.Old.Message(m.FullName())
	if r.newName[before] != nil {
		return nil // It has another name now.
	}
	return before
}

// judgeRules judges a change of the rules of a field, a oneof or a message.
func (r *ruleSets) judgeRules(c diff.Change) {
	m, _ := holder(c.New).(*schema.Message)
	if m == nil {
		r.add(c, verdict{rule: RuleOption}) // Rules of an extension: predefined ones, or those of an option.
		return
	}
	found, ok := r.of(m, c.New.FullName())
	if !ok {
		// No verdict: nothing differs but the spelling, or the rules could not be read.
		if r.judged[m] == nil {
			r.add(c, r.suspicion(c, "the descriptors cannot be linked"))
			return
		}
		r.add(c, verdict{rule: RuleValidateEqual})
		return
	}
	r.add(c, r.verdict(c, found))
}

func (r *ruleSets) suspicion(c diff.Change, why string) verdict {
	v := verdict{rule: RuleValidateChanged, proof: why, doubt: true}
	if r.use(c)&Request != 0 {
		v.breaks = []Surface{Validation}
	}
	return v
}

func (r *ruleSets) verdict(c diff.Change, found validation.Verdict) verdict {
	use := r.use(c)
	v := verdict{before: orNone(found.Before), after: orNone(found.After)}
	switch {
	case use&Request != 0 && found.Shrank == validation.Yes:
		v.rule, v.breaks = RuleValidateTightened, []Surface{Validation}
		v.proof, v.witness, v.method = found.ShrankProof, string(found.ShrankWitness), string(found.ShrankMethod)
	case use&Request != 0 && found.Shrank == validation.Unknown:
		v.rule, v.breaks, v.doubt = RuleValidateChanged, []Surface{Validation}, true
		v.proof = found.ShrankProof
	case use&Response != 0 && found.RequiredRemoved && found.Grew != validation.No:
		v.rule, v.proof, v.witness = RuleValidateResponseLoosened, found.GrewProof, string(found.GrewWitness)
	case found.Shrank == validation.Yes:
		v.rule, v.proof = RuleValidateTightened, found.ShrankProof
	case found.Grew == validation.Yes, found.Grew == validation.Unknown && found.Shrank == validation.No:
		v.rule, v.proof = RuleValidateLoosened, found.GrewProof
	case found.Shrank == validation.Unknown:
		v.rule, v.proof = RuleValidateChanged, found.ShrankProof
	case found.RuleIDChanged:
		v.rule = RuleValidateRuleID
	default:
		v.rule, v.proof = RuleValidateEqual, found.ShrankProof
	}
	v.argument = argument(found, v.proof)
	return v
}

// argument returns a proof without the values before and after, which the change has itself.
func argument(found validation.Verdict, proof string) string {
	if found.Before == found.After {
		return proof // It begins with the types of the field.
	}
	return strings.TrimPrefix(proof, found.Difference+": ")
}

// ofNewField judges the rules of a field that old requests do not have.
func (r *ruleSets) ofNewField(now *schema.Field) (verdict, bool) {
	request := r.after.of(now)&Request != 0 && r.before.of(r.oldName[now.Parent])&Request != 0
	if required(now) {
		request := request && r.taken(now, Request) != Unused
		v := verdict{rule: RuleBehaviorRequiredNewField, before: noField, after: diff.Declaration(now)}
		if request {
			v.breaks, v.proof = []Surface{Validation}, "a request without "+now.Name()+" was accepted"
		}
		return v, request
	}
	if !now.Options.Has(numberRules) || !request || !r.validated(now) {
		return verdict{}, false
	}
	found, ok := r.of(now.Parent, now.FullName())
	if !ok || found.Shrank == validation.No {
		return verdict{}, false
	}
	return verdict{
		rule: RuleValidateNewField, breaks: []Surface{Validation}, proof: found.ShrankProof, witness: string(found.ShrankWitness), method: string(found.ShrankMethod),
		doubt: found.Shrank == validation.Unknown, before: noField, after: found.After, argument: argument(found, found.ShrankProof),
	}, true
}

func required(f *schema.Field) bool {
	return slices.Contains(f.Options.Numbers(numberFieldBehavior), behaviorRequired)
}

// judgeRest finds unchanged rules that have another meaning because the field changed.
func (r *ruleSets) judgeRest() {
	for _, c := range r.Changes {
		now, ok := c.New.(*schema.Field)
		if !ok || c.Old == nil || now.Extendee != "" || !now.Options.Has(numberRules) {
			continue
		}
		switch c.Part() {
		case "presence", "oneof", "required", "cardinality", "type":
		default:
			continue
		}
		if r.used[protoreflect.FullName(now.FullName())] {
			continue // The rules changed too, and were judged with the presence.
		}
		found, ok := r.of(now.Parent, now.FullName())
		if !ok || found.Shrank == validation.No && found.Grew != validation.Yes {
			continue
		}
		v := r.verdict(c, found)
		if v.rule == RuleValidateTightened || v.rule == RuleValidateLoosened {
			v.rule = RuleValidatePresence
		}
		v = r.stale(found, v)
		r.add(diff.Change{Kind: "field.rules", Option: "buf.validate.field", Old: c.Old, New: c.New, Before: c.Before, After: c.After}, v)
	}
}

// judgePredefined judges the fields with a predefined rule whose declaration changed.
func (r *ruleSets) judgePredefined() {
	changed := map[predefinedRule]diff.Change{} // changed has the changes of declarations.
	for _, c := range r.Changes {
		rule, ok := c.New.(*schema.Field)
		if ok && c.Option == "buf.validate.predefined" && c.Old != nil && !slices.Equal(expressions(c.Old.Opts()), expressions(c.New.Opts())) {
			changed[predefinedRule{rule.Extendee, rule.Number}] = c
		}
	}
	if len(changed) == 0 {
		return
	}
	for _, f := range allFields(r.New) {
		if !f.Options.Has(numberRules) || r.used[protoreflect.FullName(f.FullName())] {
			continue
		}
		before := r.formerOf(f.Parent)
		if before == nil || before.Field(f.Number) == nil {
			continue
		}
		for rule, c := range changed {
			if !hasRule(schema.Options(f.Options.Message(numberRules)), rule, 0) {
				continue
			}
			on := diff.Change{Kind: "field.rules", Option: "buf.validate.field", Old: before.Field(f.Number), New: f, Before: c.Before, After: c.After}
			found, ok := r.of(f.Parent, f.FullName())
			switch {
			case ok:
				v := r.verdict(on, found)
				v.before, v.after = "", "" // The rules of the field are the same: what they mean changed.
				r.add(on, v)
			case r.judged[f.Parent] == nil:
				r.add(on, r.suspicion(on, "the predefined rule "+c.New.FullName()+" has another expression"))
			}
			break
		}
	}
}

// predefinedRule is a predefined rule by the message with the rules for a type and its number there.
type predefinedRule struct {
	extendee string
	number   int32
}

// expressions returns the expressions of a predefined rule.
func expressions(options schema.Options) []string {
	const (
		predefined = 1160 // buf.validate.predefined
		cel        = 1    // PredefinedRules.cel
		expression = 3    // Rule.expression
	)
	var all []string
	for _, rule := range schema.Options(options.Message(predefined)).Texts(cel) {
		all = append(all, schema.Options(rule).Texts(expression)...)
	}
	return all
}

// hasRule looks for a rule in the rules for the type of a field, also in those of items, keys and values.
func hasRule(rules schema.Options, rule predefinedRule, depth int) bool {
	for _, part := range rules.Split() {
		if rulesFor(part.Number) == rule.extendee && schema.Options(rules.Message(part.Number)).Has(rule.number) {
			return true
		}
	}
	return depth < maxRuleDepth && slices.ContainsFunc(rulesWithin(rules), func(inner schema.Options) bool { return hasRule(inner, rule, depth+1) })
}

// rulesFor returns the message with the rules for a type by the number of its field in FieldRules, or nothing.
func rulesFor(number int32) string {
	field := (&protovalidate.FieldRules{}).ProtoReflect().Descriptor().Fields().ByNumber(protoreflect.FieldNumber(number))
	if field == nil || field.Message() == nil {
		return ""
	}
	return string(field.Message().FullName())
}

// allFields returns the fields of all messages of a schema, without its dependencies.
func allFields(s *schema.Schema) []*schema.Field {
	var all []*schema.Field
	for _, m := range allMessages(s) {
		all = append(all, m.Fields...)
	}
	return all
}

// definedOnly reports whether the rules of a field accept only declared values of its enum.
func definedOnly(f *schema.Field) bool {
	return anyDefinedOnly(schema.Options(f.Options.Message(numberRules)), 0)
}

// maxRuleDepth is how deep rules are in each other: those of the items of a list, or the keys and values of a map.
const maxRuleDepth = 2

// anyDefinedOnly looks for EnumRules.defined_only in FieldRules, also in those of items, keys and values.
func anyDefinedOnly(rules schema.Options, depth int) bool {
	const (
		enumRules   = 16 // FieldRules.enum
		definedOnly = 2  // EnumRules.defined_only
	)
	values := schema.Options(rules.Message(enumRules)).Numbers(definedOnly)
	return slices.ContainsFunc(values, func(value uint64) bool { return value != 0 }) || depth < maxRuleDepth &&
		slices.ContainsFunc(rulesWithin(rules), func(inner schema.Options) bool { return anyDefinedOnly(inner, depth+1) })
}

// rulesWithin returns the rules of items, keys and values in the rules of a field.
func rulesWithin(rules schema.Options) []schema.Options {
	const (
		listRules = 18 // FieldRules.repeated
		items     = 4  // RepeatedRules.items
		mapRules  = 19 // FieldRules.map
		mapKeys   = 4  // MapRules.keys
		mapValues = 5  // MapRules.values
	)
	list, entries := schema.Options(rules.Message(listRules)), schema.Options(rules.Message(mapRules))
	var all []schema.Options
	for _, inner := range [][]byte{list.Message(items), entries.Message(mapKeys), entries.Message(mapValues)} {
		if len(inner) > 0 {
			all = append(all, schema.Options(inner))
		}
	}
	return all
}
