package prove

import "github.com/qdrant/qdrant-cloud-public-api/internal/compat"

// beyondRules are rules about what no evidence here can see, with the reason.
var beyondRules = map[string]string{
	"method.pagination":       "whether callers go through pages shows in what they do with the answers, and not in one of them",
	"method.lro":              "what an operation ends with is in an Any, whose type no peer checks",
	"service.default_host":    "no request here leaves the machine",
	"reserved.reused":         "data of a field that was removed before the base is in nobody's hands here",
	"message.extension_range": "the extensions that others have in a range are not in the tree",
	"auth.account_expression": "where the option asks for no permission, only the service knows what it does with the account",
	"auth.oauth_scope":        "the scopes are those of Google's clients",
	"auth.option":             "only the service knows what other options mean",
	"behavior.other":          "only the service knows whether it ignores or forbids what a field says of itself",
	"behavior.format":         "only the service checks formats that are documentation",
	"option.limit":            "only the service enforces limits in custom options",
}

// beyond is why no evidence can show a break, or empty.
func beyond(c compat.Change, surface compat.Surface) string {
	if c.Suspicion && surface == compat.Validation {
		return "the rule says that there is neither a proof nor an example"
	}
	return beyondRules[c.Rule]
}

// unseen is why no evidence can show a rule at work on a surface, or empty.
func unseen(rule string, _ compat.Surface) string { return beyondRules[rule] }
