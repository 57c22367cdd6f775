package judge

import (
	"fmt"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// The numbers of options in the files that declare them.
const (
	numberHTTP          = 72295728 // google/api/annotations.proto
	numberFieldBehavior = 1052     // google/api/field_behavior.proto
	numberScopes        = 1050     // google/api/client.proto
	numberOperation     = 1049     // google/longrunning/operations.proto
	numberRules         = 1159     // buf/validate/validate.proto
)

// judgeOption judges an option whose value changed.
func (j *judge) judgeOption(c diff.Change) {
	auth := j.policy.Auth
	switch name := c.Option; {
	case name == "idempotency_level":
		v := verdict{rule: RuleMethodIdempotency}
		old, ok := c.Old.(*schema.Method)
		if ok && c.Before == "NO_SIDE_EFFECTS" && !old.ClientStreaming && !old.ServerStreaming {
			v.breaks, v.proof = []Surface{Wire, JSON}, "a Connect client that calls by GET is rejected"
		}
		j.add(c, v)
	case name == "google.api.http":
		j.judgeRoutes(c)
	case name == "google.api.field_behavior":
		j.add(c, j.behavior(c))
	case name == "google.api.field_info":
		v := verdict{rule: RuleBehaviorFormat}
		switch {
		case c.After != "" && j.use(c)&Request != 0:
			v.breaks, v.proof = []Surface{Validation}, "a value that does not have the format was accepted"
		case c.After != "" && c.Before != "":
			v.breaks, v.proof = []Surface{Validation}, "clients that expect the former format receive another one"
		}
		j.add(c, v)
	case name == "google.api.default_host":
		v := verdict{rule: RuleServiceDefaultHost}
		if c.Before != "" {
			v.breaks = []Surface{JSON}
		}
		j.add(c, v)
	case name == "google.api.oauth_scopes":
		v := verdict{rule: RuleAuthOAuthScope}
		if lost := lostScope(c.Old.Opts(), c.New.Opts()); lost != "" {
			v.breaks, v.proof = []Surface{Auth}, "a token with the scope "+lost+" alone is rejected"
		}
		j.add(c, v)
	case strings.HasPrefix(name, "buf.validate."):
		j.rules.judgeRules(c)
	case name != "" && name == j.policy.APIVersion:
		j.add(c, verdict{rule: RuleServiceAPIVersion, before: j.apiVersion(j.Old, c.Old), after: j.apiVersion(j.New, c.New)})
	case name == auth.Permissions, name == auth.RequiresAll, name == auth.Authentication, name == auth.ActorTypes,
		name == auth.Account, slices.Contains(auth.Others, name):
		j.judgeAuth(c)
	case slices.Contains(otherValidators, name), slices.Contains(j.policy.Enforced, name):
		j.add(c, j.enforced(c))
	case name == "retention":
		v := verdict{rule: RuleOptionRetention}
		if old, ok := c.Old.(*schema.Field); ok && c.After == sourceOnly && j.before.inOptions(old) {
			v.breaks, v.proof = []Surface{Wire}, "programs that read "+old.FullName()+" in a descriptor of generated code find nothing"
		}
		j.add(c, v)
	case name == "message_set_wire_format":
		v := verdict{rule: RuleMessageSetFormat}
		if (c.Before == "true") != (c.After == "true") {
			v.breaks, v.proof = []Surface{Wire}, "one side writes an extension as an item with a type_id, the other as a field"
		}
		j.add(c, v)
	default:
		if rule, only := ruleOfOption(name); only {
			j.add(c, verdict{rule: rule})
			return
		}
		j.add(c, j.limit(c))
	}
}

func orNone(text string) string {
	if text == "" {
		return None
	}
	return text
}

func hasWord(name string, words ...string) bool {
	return slices.ContainsFunc(strings.Split(name, "_"), func(part string) bool { return slices.Contains(words, part) })
}

func lostScope(old, now schema.Options) string {
	have := scopes(now)
	for _, scope := range scopes(old) {
		if !slices.Contains(have, scope) {
			return scope
		}
	}
	return ""
}

func scopes(options schema.Options) []string {
	var all []string
	for _, text := range options.Texts(numberScopes) {
		for scope := range strings.SplitSeq(text, ",") {
			all = append(all, strings.TrimSpace(scope))
		}
	}
	return all
}

// The values of google.api.FieldBehavior that affect peers.
const (
	behaviorRequired   = 2
	behaviorOutputOnly = 3
	behaviorInputOnly  = 4
	behaviorImmutable  = 5
	behaviorIdentifier = 8
)

func (j *judge) behavior(c diff.Change) verdict {
	old, now := c.Old.Opts().Numbers(numberFieldBehavior), c.New.Opts().Numbers(numberFieldBehavior)
	gained := slices.DeleteFunc(slices.Clone(now), func(n uint64) bool { return slices.Contains(old, n) })
	lost := slices.DeleteFunc(slices.Clone(old), func(n uint64) bool { return slices.Contains(now, n) })
	v := verdict{rule: RuleBehaviorOther}
	if len(gained)+len(lost) == 0 {
		return verdict{rule: RuleOption} // The order means nothing.
	}
	if slices.Contains(gained, behaviorRequired) || slices.Contains(lost, behaviorRequired) {
		v.rule = RuleBehaviorRequired
	}
	use, field := j.rules.taken(c.New, j.use(c)), c.Element().Name()
	for _, change := range behaviorBreaks {
		changed := lost
		if change.gained {
			changed = gained
		}
		if slices.Contains(changed, change.value) && use&change.in != 0 && (change.unless == nil || !change.unless(behaviors{old, now, use, field})) {
			v.breaks, v.proof = []Surface{Validation}, fmt.Sprintf(change.proof, field)
			break
		}
	}
	return v
}

// behaviors are the values of field_behavior before and after a change.
type behaviors struct {
	old, now []uint64
	use      Use
	field    string
}

func (b behaviors) had(values ...uint64) bool {
	return slices.ContainsFunc(values, func(n uint64) bool { return slices.Contains(b.old, n) })
}

func (b behaviors) has(value uint64) bool { return slices.Contains(b.now, value) }

// behaviorBreaks are the incompatible changes of AIP-203 (section Backwards compatibility), each with the compatible ones that are
// exceptions from it. All other changes are compatible.
var behaviorBreaks = []struct {
	value  uint64
	gained bool // gained is true if the value was added, false if it was removed.
	in     Use
	unless func(behaviors) bool
	proof  string
}{
	{behaviorRequired, true, Request, nil, "a request without %s was accepted"},
	{behaviorOutputOnly, true, Request, nil, "the server ignores %s in a request now"},
	{behaviorOutputOnly, false, Request, func(b behaviors) bool { return b.has(behaviorIdentifier) },
		"the server ignored %s in a request: a client that sends back what it read changes the field now, or is rejected"},
	{behaviorInputOnly, true, Response, nil, "responses no longer contain %s"},
	{behaviorIdentifier, false, Both, nil, "clients that identify the resource by %s cannot rely on it"},
	{behaviorImmutable, true, Request, func(b behaviors) bool { return b.had(behaviorOutputOnly, behaviorIdentifier) },
		"requests that change %s are rejected"},
	// In a message that no response has, nothing is there to be changed.
	{behaviorIdentifier, true, Request, func(b behaviors) bool {
		return b.field == "name" || b.use != Both || b.had(behaviorOutputOnly, behaviorImmutable)
	}, "requests that change %s are rejected"},
}
