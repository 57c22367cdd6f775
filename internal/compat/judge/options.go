package judge

import (
	"slices"
	"strconv"
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
	default:
		if rule, only := ruleOfOption(name); only {
			j.add(c, verdict{rule: rule})
			return
		}
		j.add(c, limit(c))
	}
}

// limit treats a number in a custom option as a limit if its name contains a word for one.
func limit(c diff.Change) verdict {
	before, errBefore := strconv.ParseFloat(c.Before, 64)
	after, errAfter := strconv.ParseFloat(c.After, 64)
	name := c.Option[strings.LastIndexByte(c.Option, '.')+1:]
	most, least := hasWord(name, "max", "limit"), hasWord(name, "min")
	if !strings.Contains(c.Option, ".") || !most && !least || errBefore != nil && c.Before != "" || errAfter != nil && c.After != "" {
		return verdict{rule: RuleOption}
	}
	v := verdict{rule: RuleOptionLimit}
	lower := c.Before == "" || c.After != "" && after < before
	higher := c.Before == "" || c.After != "" && after > before
	if most && lower || least && higher {
		v.breaks, v.proof = []Surface{Validation}, "a value within the limit of "+orNone(c.Before)+" can exceed "+c.After
	}
	return v
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
	if slices.Contains(gained, behaviorRequired) || slices.Contains(lost, behaviorRequired) {
		v.rule = RuleBehaviorRequired
	}
	use := j.use(c)
	switch {
	case slices.Contains(gained, behaviorRequired) && use&Request != 0:
		v.breaks, v.proof = []Surface{Validation}, "a request without "+c.Element().Name()+" was accepted"
	case use&Request != 0 && slices.Contains(gained, behaviorOutputOnly):
		v.breaks, v.proof = []Surface{Validation}, "the server ignores "+c.Element().Name()+" in a request now"
	case use&Response != 0 && slices.Contains(gained, behaviorInputOnly):
		v.breaks, v.proof = []Surface{Validation}, "responses no longer contain "+c.Element().Name()
	case use&Request != 0 && (slices.Contains(gained, behaviorImmutable) || slices.Contains(gained, behaviorIdentifier)):
		v.breaks, v.proof = []Surface{Validation}, "requests that change "+c.Element().Name()+" are rejected"
	case slices.Contains(lost, behaviorOutputOnly):
		v.proof = "requests can set the field now"
	}
	return v
}
