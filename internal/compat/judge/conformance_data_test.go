package judge_test

import (
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// exception is a pair that breaks a rule of buf but does not need a new major version here.
type exception struct {
	level  version.Level
	reason string
	nobody bool // nobody means that the rule of buf is about users that the SDKs do not have, so that no other pair is major.
}

var (
	otherLanguage = exception{version.None, "no SDK is made for the language", true}
	nothingReuses = exception{version.Patch, "nothing uses the number; what does is reserved.reused, a major one", false}
	notServed     = exception{version.Patch, "nobody sends or reads the message, and source code stays as it is", false}
)

// exceptions has the exceptions by the names of the pairs.
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
		version.Minor, "the name of the package marks it as unstable; the policy decides what such a break counts", false,
	},
	"FIELD_SAME_JSTYPE.number":             {version.Patch, "TypeScript has a bigint with it and without it", false},
	"FILE_SAME_GO_PACKAGE.spelling":        {version.Patch, "the import path and the name of the package are what they were", false},
	"FILE_SAME_PY_GENERIC_SERVICES.gained": {version.Patch, "classes are added, and none is removed", false},
	"FILE_SAME_SYNTAX.behaves":             {version.Patch, "every field and every enum behaves as before, and so does generated code", false},
	"RPC_SAME_IDEMPOTENCY_LEVEL.gained":    {version.Minor, "old clients call by POST, which works as before", false},
	"FIELD_SAME_UTF8_VALIDATION.request":   {version.Minor, "servers take all that they took before, and more", false},
}

// gap is a break that no rule of buf reports.
type gap struct {
	what  string
	pair  string // pair is the path of the pair below testdata, without extension.
	rule  judge.RuleID
	level version.Level
}

var gaps = []gap{
	{"a value that old readers of JSON do not know", "rules/enum_value.added", judge.RuleEnumValueAdded, version.Minor},
	{"an alias before the name that JSON wrote", "rules/enum_value.alias_order", judge.RuleEnumValueAliasOrder, version.Major},
	{"two names of a number change places", "rules/enum_value.alias_order.swapped", judge.RuleEnumValueAliasOrder, version.Major},
	{"a value of a closed enum in a required field", "rules/enum_value.added_closed_required", judge.RuleEnumValueAddedClosedRequired, version.Major},
	{"a field that strict readers of JSON do not know", "rules/field.added", judge.RuleFieldAdded, version.Minor},
	{"paging appears", "rules/method.pagination", judge.RuleMethodPagination, version.Major},
	{"paging appears under other names", "rules/method.pagination.other_names", judge.RuleMethodPagination, version.Major},
	{"the types of a long-running operation", "rules/method.lro", judge.RuleMethodLRO, version.Major},
	{"an extension has another number", "rules/extension.renumbered", judge.RuleExtensionRenumbered, version.Major},
	{"an option has another number", "rules/extension.renumbered.option", judge.RuleExtensionRenumbered, version.Major},
	{"an extension extends another message", "rules/extension.type.other_message", judge.RuleExtensionType, version.Major},

	{"a route is gone", "rules/http.removed", judge.RuleHTTPRemoved, version.Major},
	{"another verb", "rules/http.verb", judge.RuleHTTPVerb, version.Major},
	{"another custom verb", "rules/http.verb.custom_kind", judge.RuleHTTPVerb, version.Major},
	{"URLs are not served any more", "rules/http.path", judge.RuleHTTPPath, version.Major},
	{"fewer URLs are served", "rules/http.path.shrunk", judge.RuleHTTPPath, version.Major},
	{"more URLs are served, which is no break", "rules/http.path_widened", judge.RuleHTTPPathWidened, version.Minor},
	{"the same URLs in another spelling, which is no break", "rules/http.path_equal", judge.RuleHTTPPathEqual, version.Patch},
	{"the same URL fills another field", "rules/http.path_variable", judge.RuleHTTPPathVariable, version.Major},
	{"variables of a path change places", "rules/http.path_variable.swapped", judge.RuleHTTPPathVariable, version.Major},
	{"fields move between body and query", "rules/http.body", judge.RuleHTTPBody, version.Major},
	{"another part of the response is sent", "rules/http.response_body", judge.RuleHTTPResponseBody, version.Major},
	{"an additional route is gone", "rules/http.additional", judge.RuleHTTPAdditional, version.Major},
	{"an additional route has another path", "rules/http.additional.moved", judge.RuleHTTPAdditional, version.Major},
	{"an additional route and the primary one change places, which is no break", "rules/http.additional.swapped", judge.RuleHTTPAdditional, version.Minor},
	{"a new route takes URLs of another method", "rules/http.shadowing", judge.RuleHTTPShadowing, version.Minor},
	{"a new field that a query string can't carry", "rules/http.unreachable_field", judge.RuleHTTPUnreachableField, version.Minor},
	{"another default host", "rules/service.default_host", judge.RuleServiceDefaultHost, version.Major},

	{"TypeScript: a value renames all others of its enum", "rules/enum_value.added_prefix", judge.RuleEnumValueAddedPrefix, version.Major},
	{"TypeScript: the type of valid messages goes with the last required field", "rules/validate.loosened.required_in_a_request", judge.RuleValidateLoosened, version.Major},
	{"TypeScript, Go: exhaustive switches over a oneof", "rules/oneof.member_added", judge.RuleOneofMemberAdded, version.Minor},
	{"TypeScript: a message takes the name of what is made of another one", "rules/name.ts_collision", judge.RuleNameTypeScriptCollision, version.Major},
	{"Go: a field changes the accessor of another one", "rules/name.go_collision", judge.RuleNameGoCollision, version.Major},
	{"Go: a nested message takes the name of a member of a oneof", "rules/name.go_collision.nested_message_like_a_member", judge.RuleNameGoCollision, version.Major},
	{"Go: two messages with one name", "rules/name.go_collision.message", judge.RuleNameGoCollision, version.Major},
	{"clients: a method takes the short name of another one", "rules/client.moved", judge.RuleClientMoved, version.Major},
	{"clients: a message makes a plural of the accessor", "rules/client.moved.accessor", judge.RuleClientMoved, version.Major},
	{"Go: the order of fields decides which one keeps its name", "rules/field.cosmetic.go_order", judge.RuleFieldCosmetic, version.Major},
	{"Go: another API of messages", "rules/feature", judge.RuleFeature, version.Major},
	{"Go: the interface of a client grows", "rules/method.added", judge.RuleMethodAdded, version.Minor},
	{"Python: a public import is gone", "rules/import.public", judge.RuleImportPublic, version.Major},
	{"Go, Python: a public import of another Go package is gone", "rules/import.public.other_go_package", judge.RuleImportPublic, version.Major},
	{"Python: a name that makes a stub invalid", "rules/name.python_keyword", judge.RuleNamePythonKeyword, version.Major},
	{"Python: a new field that is called like a keyword", "conformance/gaps/field_named_like_a_keyword", judge.RuleFieldAdded, version.Minor},

	{"a permission more is asked for", "rules/auth.permission_tightened", judge.RuleAuthPermissionTightened, version.Major},
	{"all of two permissions to any of two others", "rules/auth.permission_tightened.all_to_any_of_others", judge.RuleAuthPermissionTightened, version.Major},
	{"any of two permissions to both", "rules/auth.permission_tightened.any_to_all", judge.RuleAuthPermissionTightened, version.Major},
	{"a permission is not asked for any more, which is to be reviewed", "rules/auth.permission_loosened", judge.RuleAuthPermissionLoosened, version.Minor},
	{"callers have to be known", "rules/auth.authentication", judge.RuleAuthAuthentication, version.Major},
	{"callers need not be known, which is to be reviewed", "rules/auth.authentication.opened", judge.RuleAuthAuthentication, version.Minor},
	{"a kind of callers is refused", "rules/auth.actor_types", judge.RuleAuthActorTypes, version.Major},
	{"permissions are checked on another account", "rules/auth.account_expression", judge.RuleAuthAccountExpression, version.Major},
	{"an OAuth scope does not suffice any more", "rules/auth.oauth_scope", judge.RuleAuthOAuthScope, version.Major},
	{"what a patch is built from", "rules/auth.option", judge.RuleAuthOption, version.Major},
	{"what is written to logs", "conformance/gaps/log_fields", judge.RuleOption, version.Patch},
	{"the version that a service says it has", "rules/service.api_version", judge.RuleServiceAPIVersion, version.Patch},
	{"a limit is lower", "rules/option.limit", judge.RuleOptionLimit, version.Major},

	{"a field accepts less", "rules/validate.tightened", judge.RuleValidateTightened, version.Major},
	{"a field accepts fewer texts by its pattern", "rules/validate.tightened.pattern", judge.RuleValidateTightened, version.Major},
	{"a field is required", "rules/validate.tightened.required", judge.RuleValidateTightened, version.Major},
	{"items of a list accept less", "rules/validate.tightened.items", judge.RuleValidateTightened, version.Major},
	{"keys of a map accept less", "rules/validate.tightened.keys", judge.RuleValidateTightened, version.Major},
	{"a oneof has to be set", "rules/validate.tightened.oneof", judge.RuleValidateTightened, version.Major},
	{"a rule of the whole message", "rules/validate.tightened.message_cel", judge.RuleValidateTightened, version.Major},
	{"a message in a field of a request accepts less", "rules/validate.tightened.nested", judge.RuleValidateTightened, version.Major},
	{"a field of a request accepts more, which is no break", "rules/validate.loosened", judge.RuleValidateLoosened, version.Minor},
	{"a field of a response is not promised any more", "rules/validate.response_loosened", judge.RuleValidateResponseLoosened, version.Major},
	{"an expression of which nothing is proven", "rules/validate.changed", judge.RuleValidateChanged, version.Major},
	{"a new field that requests without it violate", "rules/validate.new_field", judge.RuleValidateNewField, version.Major},
	{"the id of a rule", "rules/validate.rule_id", judge.RuleValidateRuleID, version.Minor},
	{"field_behavior REQUIRED", "rules/behavior.required", judge.RuleBehaviorRequired, version.Major},
	{"a new field with field_behavior REQUIRED", "rules/behavior.required_new_field", judge.RuleBehaviorRequiredNewField, version.Major},
	{"field_behavior OUTPUT_ONLY", "rules/behavior.other", judge.RuleBehaviorOther, version.Major},
	{"field_behavior IMMUTABLE", "rules/behavior.other.immutable", judge.RuleBehaviorOther, version.Major},
	{"field_behavior INPUT_ONLY", "rules/behavior.other.input_only", judge.RuleBehaviorOther, version.Major},
	{"a format of a field", "rules/behavior.format", judge.RuleBehaviorFormat, version.Major},
}
