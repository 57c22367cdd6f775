package mutate

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
)

// moveMutators write rules in another form or in another place: for a field, for its message, or for the messages around.
var moveMutators = []mutator{
	{"rule.to_message", 3, one(only(fields, hasRules), ruleToMessage)},
	{"rule.to_request", 3, one(only(fields, hasRules), ruleToRequests)},
	{"rule.to_field", 3, one(only(messages, hasMessageRules), ruleToField)},
	{"rule.format_pattern", 3, one(only(fields, singular(stringType)), swapFormat)},
	{"rule.values", 2, one(only(fields, isMap), changeMapValues)},
}

const uuidPattern = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"

// formatPatterns are patterns that a format may become, or that may become a format: the same language, smaller or larger ones.
var formatPatterns = []struct {
	format   *validate.StringRules
	call     string
	patterns []string
}{
	{&validate.StringRules{WellKnown: &validate.StringRules_Uuid{Uuid: true}}, "", []string{uuidPattern, strings.ToLower(uuidPattern), "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", "^[0-9a-fA-F-]{36}$"}},
	{&validate.StringRules{WellKnown: &validate.StringRules_Tuuid{Tuuid: true}}, "", []string{"^[0-9a-fA-F]{32}$", "^[0-9a-f]{32}$"}},
	{&validate.StringRules{WellKnown: &validate.StringRules_Email{Email: true}}, "isEmail()", []string{"^[^@]+@[^@]+$", "^[a-z]+@example[.]com$"}},
	{&validate.StringRules{WellKnown: &validate.StringRules_Ipv4{Ipv4: true}}, "isIp(4)", []string{"^[0-9.]+$", "^10[.]0[.]0[.][1-9]$"}},
	{&validate.StringRules{WellKnown: &validate.StringRules_Hostname{Hostname: true}}, "isHostname()", []string{"^[a-zA-Z0-9.-]+$", "^[a-z]+[.]com$"}},
}

// written returns a text as a literal of an expression.
func written(text string) string {
	if strings.Contains(text, `\`) {
		return "r'" + text + "'"
	}
	return "'" + text + "'"
}

// conditionsOf returns the rules of a field as conditions of an expression, which calls it by a path. It knows the most common ones.
func (e *editor) conditionsOf(f fieldAt, at string) []string {
	var all []string
	add := func(format string, args ...any) {
		all = append(all, fmt.Sprintf(format, append([]any{at}, args...)...))
	}
	rules := rulesOf(f)
	if text := rules.GetString(); text != nil {
		if text.MinLen != nil {
			add("size(%s) >= %d", text.GetMinLen())
		}
		if text.MaxLen != nil {
			add("%s.size() <= %d", text.GetMaxLen())
		}
		if text.Pattern != nil && !strings.Contains(text.GetPattern(), "'") {
			add("%s.matches(%s)", written(text.GetPattern()))
		}
		if text.Prefix != nil {
			add("%s.startsWith(%s)", written(text.GetPrefix()))
		}
		if len(text.GetIn()) > 0 {
			add("%s in ['%s']", strings.Join(text.GetIn(), "', '"))
		}
		for _, known := range formatPatterns {
			if fmt.Sprintf("%T", known.format.GetWellKnown()) != fmt.Sprintf("%T", text.GetWellKnown()) {
				continue
			}
			if known.call != "" && e.IntN(2) == 0 {
				add("%s.%s", known.call)
			} else {
				add("%s.matches(%s)", written(choose(e, known.patterns...)))
			}
		}
	}
	if number := rules.GetInt32(); number != nil {
		switch g := number.GetGreaterThan().(type) {
		case *validate.Int32Rules_Gte:
			add("%s >= %d", g.Gte)
		case *validate.Int32Rules_Gt:
			add("%s > %d", g.Gt)
		}
		switch l := number.GetLessThan().(type) {
		case *validate.Int32Rules_Lte:
			add("%s <= %d", l.Lte)
		case *validate.Int32Rules_Lt:
			add("%s < %d", l.Lt)
		}
	}
	if rules.GetRequired() && f.GetType() == messageType {
		add("has(%s)")
	}
	return all
}

// guarded mostly makes conditions hold for an absent field too, as rules of fields with presence do.
func (e *editor) guarded(f fieldAt, at string, conditions []string) string {
	text := strings.Join(conditions, " && ")
	if synthetic(f.fieldProto) && e.IntN(4) > 0 {
		return "!has(" + at + ") || (" + text + ")"
	}
	return text
}

// movable returns the rules of a field in an expression, or false if they have no such form.
func (e *editor) movable(f fieldAt, path string) (string, bool) {
	if f.GetLabel() == repeated || slices.Contains(reservedInExpressions, f.GetName()) {
		return "", false
	}
	at := path + "." + f.GetName()
	conditions := e.conditionsOf(f, at)
	if len(conditions) == 0 {
		return "", false
	}
	return e.guarded(f, at, conditions), true
}

func ruleToMessage(e *editor, f fieldAt) Edit {
	text, ok := e.movable(f, "this")
	if !ok {
		return nothing
	}
	dropRules(f.fieldProto)
	if other, ok := e.condition(f.message, "this", 0); ok && e.IntN(3) == 0 {
		text = "(" + text + ")" + choose(e, " || ", " && ") + other
	}
	appendExpression(f.message, text)
	return edited(f.name(), "its rules are %s of the message", text)
}

// ruleToRequests moves the rules of a field to the messages around: all of them, or only one.
func ruleToRequests(e *editor, f fieldAt) Edit {
	around := filtered(fields(e.tree), func(other fieldAt) bool {
		return ofOwnMessage(other) && other.GetTypeName() == f.message.name() && !slices.Contains(reservedInExpressions, other.GetName())
	})
	if len(around) == 0 {
		return nothing
	}
	if e.IntN(3) == 0 {
		around = around[:1]
	}
	said := ""
	for _, outer := range around {
		text, ok := e.movable(f, "this."+outer.GetName())
		if !ok {
			return nothing
		}
		said = "!has(this." + outer.GetName() + ") || (" + text + ")"
		appendExpression(outer.message, said)
	}
	dropRules(f.fieldProto)
	return edited(f.name(), "its rules are %s in %d messages around", said, len(around))
}

var (
	matchesCall = regexp.MustCompile(`\.matches\(r?'([^']*)'\)`)
	sizeAtMost  = regexp.MustCompile(`size\([^)]*\) <= ([0-9]+)`)
)

// ruleToField moves an expression that names one field to this field: what it says of a text, or another rule.
func ruleToField(e *editor, m messageAt) Edit {
	rules := messageRulesOf(m)
	rule, ok := pick(e, rules.GetCel())
	if !ok {
		return nothing
	}
	text := rule.GetExpression()
	named := reference.FindStringSubmatch(text)
	if named == nil {
		return nothing
	}
	found := fieldOf(m, named[1])
	if found == nil {
		return nothing
	}
	f := fieldAt{found, m}
	var own *validate.FieldRules
	switch pattern, size := matchesCall.FindStringSubmatch(text), sizeAtMost.FindStringSubmatch(text); {
	case f.GetLabel() == repeated || f.GetType() != stringType:
		own = e.newRules(f)
	case strings.Contains(text, "isEmail()"):
		own = stringRules(&validate.StringRules{WellKnown: &validate.StringRules_Email{Email: true}})
	case pattern != nil:
		own = stringRules(&validate.StringRules{Pattern: &pattern[1]})
	case size != nil:
		n, _ := strconv.ParseUint(size[1], 10, 32)
		own = stringRules(&validate.StringRules{MaxLen: &n})
	default:
		own = e.newRules(f)
	}
	if own == nil || isMap(f) {
		return nothing
	}
	rules.Cel = without(rules.GetCel(), rule)
	setRules(f, own)
	return edited(f.name(), "%v for %s", own, text)
}

// swapFormat replaces a format by a pattern, or a pattern by a format.
func swapFormat(e *editor, f fieldAt) Edit {
	text := madeTextRules(f)
	for _, known := range formatPatterns {
		if text.GetWellKnown() != nil && fmt.Sprintf("%T", known.format.GetWellKnown()) == fmt.Sprintf("%T", text.GetWellKnown()) {
			text.WellKnown, text.Pattern = nil, new(choose(e, known.patterns...))
			return edited(f.name(), "pattern %s for its format", text.GetPattern())
		}
	}
	known := choose(e, formatPatterns...)
	if text.GetPattern() == "" { // A field that has neither gets a pattern, and in another edit the format.
		text.Pattern = &known.patterns[0]
		return edited(f.name(), "pattern %s", text.GetPattern())
	}
	text.Pattern, text.WellKnown = nil, known.format.GetWellKnown()
	return edited(f.name(), "format %T for its pattern", text.GetWellKnown())
}

// changeMapValues changes the rules of the values of a map.
func changeMapValues(e *editor, f fieldAt) Edit {
	value := entryOf(f).GetField()[1]
	rules := e.newRules(fieldAt{value, f.message})
	if rules == nil {
		return nothing
	}
	had := rulesOf(f)
	if had.GetMap() == nil {
		had = &validate.FieldRules{Type: &validate.FieldRules_Map{Map: &validate.MapRules{}}}
		setRules(f, had)
	}
	if had.GetMap().GetValues() != nil && e.IntN(2) == 0 {
		rules = nil
	}
	had.GetMap().Values = rules
	return edited(f.name(), "the values have %v", rules)
}
