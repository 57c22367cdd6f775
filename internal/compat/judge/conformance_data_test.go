package judge_test

import "github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"

// exception is a pair that buf calls breaking and that is less than a new major version here.
type exception struct {
	level  version.Level
	reason string
	nobody bool // nobody says that the rule of buf is about users that the SDKs do not have, so that no other pair is major.
}

var (
	otherLanguage = exception{version.None, "no SDK is made for the language", true}
	nothingReuses = exception{version.Patch, "nothing uses the number; what does is reserved.reused, a major one", false}
	notServed     = exception{version.Patch, "nobody sends or reads the message, and source code stays as it is", false}
)

// exceptions are by the names of the pairs.
var exceptions = map[string]exception{
	"FIELD_SAME_CPP_STRING_TYPE":                     otherLanguage,
	"FIELD_SAME_JAVA_UTF8_VALIDATION":                otherLanguage,
	"FILE_SAME_CC_ENABLE_ARENAS":                     otherLanguage,
	"FILE_SAME_CC_GENERIC_SERVICES":                  otherLanguage,
	"FILE_SAME_CSHARP_NAMESPACE":                     otherLanguage,
	"FILE_SAME_JAVA_GENERIC_SERVICES":                otherLanguage,
	"FILE_SAME_JAVA_MULTIPLE_FILES":                  otherLanguage,
	"FILE_SAME_JAVA_OUTER_CLASSNAME":                 otherLanguage,
	"FILE_SAME_JAVA_PACKAGE":                         otherLanguage,
	"FILE_SAME_OBJC_CLASS_PREFIX":                    otherLanguage,
	"FILE_SAME_OPTIMIZE_FOR":                         otherLanguage,
	"FILE_SAME_PHP_CLASS_PREFIX":                     otherLanguage,
	"FILE_SAME_PHP_METADATA_NAMESPACE":               otherLanguage,
	"FILE_SAME_PHP_NAMESPACE":                        otherLanguage,
	"FILE_SAME_RUBY_PACKAGE":                         otherLanguage,
	"FILE_SAME_SWIFT_PREFIX":                         otherLanguage,
	"MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR": otherLanguage,

	"RESERVED_ENUM_NO_DELETE":           nothingReuses,
	"RESERVED_MESSAGE_NO_DELETE":        nothingReuses,
	"FIELD_WIRE_COMPATIBLE_TYPE.unused": notServed,
	"FIELD_NO_DELETE.unstable": {
		version.Minor, "the package says in its name that it promises nothing; the policy has what that is worth", false,
	},
	"FIELD_SAME_JSTYPE.number":             {version.Patch, "TypeScript has a bigint with it and without it", false},
	"FILE_SAME_GO_PACKAGE.spelling":        {version.Patch, "the import path and the name of the package are what they were", false},
	"FILE_SAME_PY_GENERIC_SERVICES.gained": {version.Patch, "classes more, and none that was there is gone", false},
	"FILE_SAME_SYNTAX.behaves":             {version.Patch, "every field and every enum behaves as before, and so does generated code", false},
	"RPC_SAME_IDEMPOTENCY_LEVEL.gained":    {version.Minor, "old clients call by POST, which works as before", false},
	"FIELD_SAME_UTF8_VALIDATION.request":   {version.Minor, "servers take all that they took before, and more", false},
}

// gap is something that no rule of buf reports.
type gap struct {
	what  string
	pair  string // pair is the path of the pair below testdata, without extension.
	rule  string
	level version.Level
}

var gaps = []gap{
	{"a value that old readers of JSON do not know", "rules/enum_value.added", "enum_value.added", version.Minor},
	{"an alias before the name that JSON wrote", "rules/enum_value.alias_order", "enum_value.alias_order", version.Major},
	{"two names of a number change places", "rules/enum_value.alias_order.swapped", "enum_value.alias_order", version.Major},
	{"a value of a closed enum in a required field", "rules/enum_value.added_closed_required", "enum_value.added_closed_required", version.Major},
	{"a field that strict readers of JSON do not know", "rules/field.added", "field.added", version.Minor},
	{"paging appears", "rules/method.pagination", "method.pagination", version.Major},
	{"paging appears under other names", "rules/method.pagination.other_names", "method.pagination", version.Major},
	{"the types of a long-running operation", "rules/method.lro", "method.lro", version.Major},
	{"an extension has another number", "rules/extension.renumbered", "extension.renumbered", version.Major},
	{"an option has another number", "rules/extension.renumbered.option", "extension.renumbered", version.Major},
	{"an extension extends another message", "rules/extension.type.other_message", "extension.type", version.Major},

	{"a route is gone", "rules/http.removed", "http.removed", version.Major},
	{"another verb", "rules/http.verb", "http.verb", version.Major},
	{"another custom verb", "rules/http.verb.custom_kind", "http.verb", version.Major},
	{"URLs are not served any more", "rules/http.path", "http.path", version.Major},
	{"fewer URLs are served", "rules/http.path.shrunk", "http.path", version.Major},
	{"more URLs are served, which is no break", "rules/http.path_widened", "http.path_widened", version.Minor},
	{"the same URLs in another spelling, which is no break", "rules/http.path_equal", "http.path_equal", version.Patch},
	{"the same URL fills another field", "rules/http.path_variable", "http.path_variable", version.Major},
	{"variables of a path change places", "rules/http.path_variable.swapped", "http.path_variable", version.Major},
	{"fields move between body and query", "rules/http.body", "http.body", version.Major},
	{"another part of the response is sent", "rules/http.response_body", "http.response_body", version.Major},
	{"an additional route is gone", "rules/http.additional", "http.additional", version.Major},
	{"an additional route has another path", "rules/http.additional.moved", "http.additional", version.Major},
	{"an additional route and the primary one change places, which is no break", "rules/http.additional.swapped", "http.additional", version.Minor},
	{"a new route takes URLs of another method", "rules/http.shadowing", "http.shadowing", version.Minor},
	{"a new field that a query string can't carry", "rules/http.unreachable_field", "http.unreachable_field", version.Minor},
	{"another default host", "rules/service.default_host", "service.default_host", version.Major},

	{"TypeScript: a value renames all others of its enum", "rules/enum_value.added_prefix", "enum_value.added_prefix", version.Major},
	{"TypeScript: the type of valid messages goes with the last required field", "rules/validate.loosened.required_in_a_request", "validate.loosened", version.Major},
	{"TypeScript, Go: exhaustive switches over a oneof", "rules/oneof.member_added", "oneof.member_added", version.Minor},
	{"TypeScript: a message takes the name of what is made of another one", "rules/name.ts_collision", "name.ts_collision", version.Major},
	{"Go: a field changes the accessor of another one", "rules/name.go_collision", "name.go_collision", version.Major},
	{"Go: a nested message takes the name of a member of a oneof", "rules/name.go_collision.nested_message_like_a_member", "name.go_collision", version.Major},
	{"Go: two messages with one name", "rules/name.go_collision.message", "name.go_collision", version.Major},
	{"Go: the order of fields decides which one keeps its name", "rules/field.cosmetic.go_order", "field.cosmetic", version.Major},
	{"Go: another API of messages", "rules/feature", "feature", version.Major},
	{"Go: the interface of a client grows", "rules/method.added", "method.added", version.Minor},
	{"Python: a public import is gone", "rules/import.public", "import.public", version.Major},
	{"Go, Python: a public import of another Go package is gone", "rules/import.public.other_go_package", "import.public", version.Major},
	{"Python: a name that makes a stub invalid", "rules/name.python_keyword", "name.python_keyword", version.Major},
	{"Python: a new field that is called like a keyword", "conformance/gaps/field_named_like_a_keyword", "field.added", version.Minor},

	{"a permission more is asked for", "rules/auth.permission_tightened", "auth.permission_tightened", version.Major},
	{"all of two permissions to any of two others", "rules/auth.permission_tightened.all_to_any_of_others", "auth.permission_tightened", version.Major},
	{"any of two permissions to both", "rules/auth.permission_tightened.any_to_all", "auth.permission_tightened", version.Major},
	{"a permission is not asked for any more, which is to be reviewed", "rules/auth.permission_loosened", "auth.permission_loosened", version.Minor},
	{"callers have to be known", "rules/auth.authentication", "auth.authentication", version.Major},
	{"callers need not be known, which is to be reviewed", "rules/auth.authentication.opened", "auth.authentication", version.Minor},
	{"a kind of callers is refused", "rules/auth.actor_types", "auth.actor_types", version.Major},
	{"permissions are checked on another account", "rules/auth.account_expression", "auth.account_expression", version.Major},
	{"an OAuth scope does not suffice any more", "rules/auth.oauth_scope", "auth.oauth_scope", version.Major},
	{"what a patch is built from", "rules/auth.option", "auth.option", version.Major},
	{"what is written to logs", "conformance/gaps/log_fields", "option", version.Patch},
	{"the version that a service says it has", "rules/service.api_version", "service.api_version", version.Patch},
	{"a limit is lower", "rules/option.limit", "option.limit", version.Major},

	{"a field accepts less", "rules/validate.tightened", "validate.tightened", version.Major},
	{"a field accepts fewer texts by its pattern", "rules/validate.tightened.pattern", "validate.tightened", version.Major},
	{"a field is required", "rules/validate.tightened.required", "validate.tightened", version.Major},
	{"items of a list accept less", "rules/validate.tightened.items", "validate.tightened", version.Major},
	{"keys of a map accept less", "rules/validate.tightened.keys", "validate.tightened", version.Major},
	{"a oneof has to be set", "rules/validate.tightened.oneof", "validate.tightened", version.Major},
	{"a rule of the whole message", "rules/validate.tightened.message_cel", "validate.tightened", version.Major},
	{"a message in a field of a request accepts less", "rules/validate.tightened.nested", "validate.tightened", version.Major},
	{"a field of a request accepts more, which is no break", "rules/validate.loosened", "validate.loosened", version.Minor},
	{"a field of a response is not promised any more", "rules/validate.response_loosened", "validate.response_loosened", version.Major},
	{"an expression of which nothing is proven", "rules/validate.changed", "validate.changed", version.Major},
	{"a new field that requests without it violate", "rules/validate.new_field", "validate.new_field", version.Major},
	{"the id of a rule", "rules/validate.rule_id", "validate.rule_id", version.Minor},
	{"field_behavior REQUIRED", "rules/behavior.required", "behavior.required", version.Major},
	{"a new field with field_behavior REQUIRED", "rules/behavior.required_new_field", "behavior.required_new_field", version.Major},
	{"field_behavior OUTPUT_ONLY", "rules/behavior.other", "behavior.other", version.Major},
	{"field_behavior IMMUTABLE", "rules/behavior.other.immutable", "behavior.other", version.Major},
	{"field_behavior INPUT_ONLY", "rules/behavior.other.input_only", "behavior.other", version.Major},
	{"a format of a field", "rules/behavior.format", "behavior.format", version.Major},
}
