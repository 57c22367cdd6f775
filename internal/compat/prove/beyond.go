package prove

import "github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"

// blindSpot is a rule whose breaks no evidence can show, on one surface or on all.
type blindSpot struct {
	rule    judge.RuleID
	surface judge.Surface // surface is empty for all surfaces of the rule.
	why     string
	partly  bool // partly means that evidence shows some of the breaks.
}

// blindSpots are the known blind spots. Evidence that is found nevertheless counts.
var blindSpots = []blindSpot{
	{rule: judge.RuleMethodPagination, why: "whether callers go through pages shows in what they do with the answers, and not in one of them"},
	{rule: judge.RuleHTTPInvalid, surface: judge.JSON, why: "which URLs a template served that cannot be read is unknown to the peers too", partly: true},
	{rule: judge.RuleMethodLRO, why: "what an operation ends with is in an Any, whose type no peer checks"},
	{rule: judge.RuleServiceDefaultHost, why: "no request of a proof leaves the machine"},
	{rule: judge.RuleReservedReused, why: "data of a field that went before the base is in nobody's hands here"},
	{rule: judge.RuleMessageExtensionRange, why: "the extensions that others have in a range are not in the contract"},
	{rule: judge.RuleAuthAccountExpression, why: "where the options ask for no permission, only the service knows what it does with the account", partly: true},
	{rule: judge.RuleAuthOAuthScope, why: "the scopes are those of clients that are not made here"},
	{rule: judge.RuleAuthOption, why: "only the service knows what other options mean"},
	{rule: judge.RuleBehaviorFormat, why: "only the service checks formats that are documentation"},
	{rule: judge.RuleExtensionType, surface: judge.Validation, why: "the search makes messages without extensions"},
	{rule: judge.RuleValidateStale, why: "the search skips messages whose rules do not compile"},
	{rule: judge.RuleOptionEnforced, why: "only what enforces the option knows what it rejects"},
	{rule: judge.RuleOptionRetention, why: "the peers read descriptors as compilers make them, and not those of generated code"},
	{rule: judge.RuleMessageSetFormat, why: "the runtime of the peers does not support message sets"},
	{rule: judge.RuleOptionLimit, why: "only the service enforces limits in custom options"},
	{rule: judge.RuleValidateChanged, surface: judge.Validation, why: "the rule says itself that there is neither a proof nor an example", partly: true},
	{rule: judge.RuleFeatureJSONFormat, why: "the parser of Go, which the peers have, reads and writes JSON of such types all the same"},
	{rule: judge.RuleFilePackage, surface: judge.Go, why: "the path of the file changes with the package, which `file.moved` reports as well"},
	{rule: judge.RuleFilePackage, surface: judge.Python, why: "the path of the file changes with the package, which `file.moved` reports as well"},
	{rule: judge.RuleRuntimeFloor, why: "the runtimes that SDKs ask for are in no contract"},
}

// beyond returns why evidence may be unable to show a break, or nothing.
func beyond(c judge.Change, surface judge.Surface) string {
	if c.Suspicion && surface == judge.Validation {
		return "there is neither a proof nor an example"
	}
	for _, spot := range blindSpots {
		if spot.rule == c.Rule && (spot.surface == "" || spot.surface == surface) {
			return spot.why
		}
	}
	return ""
}
