package judge

import "github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"

var messageRules = []Rule{
	{
		ID: RuleMessageAdded, Meaning: "new message", Quiet: version.Minor,
		Message: "{element} is new",
	},
	{
		ID: RuleMessageRemoved, Meaning: "message is gone; fields and methods that had it are judged by themselves", whole: true,
		Effects: sources(Effects{Wire: Depends, JSON: Depends}), Quiet: version.Patch,
		If:      "json: an extension that is in use is declared in it; wire: no other extension has its number",
		Message: "{element} is gone",
		Hint:    "Keep it as long as source code may use it; in an Any it can't be read any more.",
	},
	{
		ID: RuleMessageRenamed, Meaning: "same fields, other name", whole: true,
		Effects: sources(Effects{JSON: Depends}), Quiet: version.Patch,
		If:      "json: an extension that is in use is declared in it, whose key has the name in it",
		Message: "{element} was called {before}: source code uses the name, and so does an Any",
		Hint:    "Keep the name.",
	},
	{
		ID: RuleMessageMovedFile, Meaning: "message is in another file of its package", whole: true,
		Effects: sources(nil), Quiet: version.Patch,
		Message: "{element} is in {after}, it was in {before}: Python and TypeScript import it by the file",
		Hint:    "Leave it where it is, or import the new file publicly from the former one, which helps Python.",
	},
	{
		ID: RuleMessageNesting, Meaning: "nested to top level or back", whole: true,
		Effects: sources(Effects{JSON: Depends}), Quiet: version.Patch,
		If:      "json: an extension that is in use is declared in it, whose key has the name in it",
		Message: "{before} is {after} now: source code uses the whole name, and so does an Any",
		Hint:    "Leave it where it is.",
	},
	{
		ID: RuleMessageExtensionRange, Meaning: "range of numbers for extensions",
		Effects: Effects{Wire: Depends}, Quiet: version.Minor,
		If:      "wire: it shrank, so that extensions in it are unknown",
		Message: "the numbers for extensions of {element}: {after}, it was {before}",
		Hint:    "Keep the range: others may have extensions in it.",
	},
	{
		ID: RuleExtensionAdded, Meaning: "new extension", Quiet: version.Minor,
		Message: "{element} is new",
	},
	{
		ID: RuleExtensionRemoved, Meaning: "extension is gone", whole: true,
		Effects: sources(Effects{Wire: Always, JSON: Always}), Quiet: version.Patch,
		Message: "{element} is gone: who reads it finds nothing",
		Hint:    "Mark it as deprecated and keep it.",
	},
	{
		ID: RuleExtensionRenamed, Meaning: "other name under the number", whole: true,
		Effects: sources(Effects{JSON: Always}), Quiet: version.Patch,
		Message: "{element} was called {before}",
		Hint:    "Keep the name.",
	},
	{
		ID: RuleExtensionRenumbered, Meaning: "same name, other number",
		Effects: Effects{Wire: Always}, Quiet: version.Patch,
		Message: "{element} has number {after}, it was {before}: binary peers and readers of options don't find it",
		Hint:    "Keep the number.",
	},
	{
		ID: RuleExtensionType, Meaning: "another type, cardinality or extended message", whole: true,
		Effects: sources(Effects{Wire: Always, JSON: Always}), Quiet: version.Patch,
		Message: "{element} is {after}, it was {before}",
		Hint:    "Declare a new extension.",
	},
	{
		ID: RuleExtensionMovedFile, Meaning: "extension is in another file of its package", whole: true,
		Effects: sources(nil), Quiet: version.Patch,
		Message: "{element} is in {after}, it was in {before}",
	},
}

var fileRules = []Rule{
	{
		ID: RuleFileAdded, Meaning: "new file", Quiet: version.Minor,
		Message: "{element} is new",
	},
	{
		ID: RuleFileRemoved, Meaning: "file is gone; what it declared is judged by itself", whole: true,
		Effects: sources(nil), Quiet: version.Patch,
		Message: "{element} is gone",
		Hint:    "Keep the file: code is imported by its path.",
	},
	{
		ID: RuleFileMoved, Meaning: "file has another path", whole: true,
		Effects: sources(nil), Quiet: version.Patch,
		Message: "{before} is {after} now: Python and TypeScript import by the path",
		Hint:    "Leave it where it is.",
	},
	{
		ID: RuleFilePackage, Meaning: "proto package changed", whole: true,
		Effects: sources(Effects{Wire: Depends, JSON: Depends}), Quiet: version.Patch,
		If:      "wire: the file has services, and the path of a call has the package in it; REST routes don't; json: it has extensions that are in use, whose keys have it in them",
		Message: "{element} is in package {after}, it was in {before}",
		Hint:    "A new package is a new file beside the former one.",
	},
	{
		ID: RuleFileGoPackage, Meaning: "Go import path or package name", whole: true,
		Effects: Effects{Go: Depends}, Quiet: version.Patch,
		If:      "Go: the path or the name differs, not only the spelling",
		Message: "go_package of {element} is {after}, it was {before}",
		Hint:    "Keep it.",
	},
	{
		ID: RuleFileSyntax, Meaning: "syntax or edition; what it changes for an element is judged there", whole: true,
		Effects: Effects{Go: Depends, TypeScript: Depends}, Quiet: version.Patch,
		If:      "Go, TypeScript: the generators treat the syntaxes differently where the elements are the same",
		Message: "{element} is {after}, it was {before}",
	},
	{
		ID: RuleImportPublic, Meaning: "public import came or went", whole: true,
		Effects: Effects{Go: Depends, Python: Depends}, Quiet: version.Minor,
		If:      "Go, Python: it went, and with it the names that could be had from this file",
		Message: "public import in {element}: {after}, it was {before}",
		Hint:    "Keep it, so that names stay where they were found.",
	},
	{
		ID: RuleImportChanged, Meaning: "import that only the file itself uses", whole: true,
		Effects: Effects{Python: Depends}, Quiet: version.Patch,
		If:      "Python: the features of another language came, for which its protobuf has no module to import",
		Message: "import in {element}: {after}, it was {before}",
		Hint:    "In an edition from 2024 on, import it with import option.",
	},
	{
		ID: RuleOtherLanguageOption, Meaning: "option for a language that no SDK is made for", Quiet: version.None,
		Message: "{option} of {element} is {after}, it was {before}",
		Hint:    "Who generates code in that language from the protos is affected; the SDKs are not.",
	},
}

var serviceRules = []Rule{
	{
		ID: RuleServiceAdded, Meaning: "new service", Quiet: version.Minor,
		Message: "{element} is new",
	},
	{
		ID: RuleServiceRemoved, Meaning: "service is gone", whole: true,
		Effects: sources(Effects{Wire: Always, JSON: Depends, Auth: Never}), Quiet: version.Patch,
		If:      "json: it has routes, which no other service has now",
		Message: "{element} is gone: calls to it fail",
		Hint:    "Mark it as deprecated and keep it.",
	},
	{
		ID: RuleServiceRenamed, Meaning: "service has another name", whole: true,
		Effects: sources(Effects{Wire: Always}), Quiet: version.Patch,
		Message: "{element} was called {before}: the path of a call has the name in it",
		Hint:    "Keep the name.",
	},
	{
		ID: RuleServiceMovedFile, Meaning: "service is in another file of its package", whole: true,
		Effects: sources(nil), Quiet: version.Patch,
		Message: "{element} is in {after}, it was in {before}: Python and TypeScript import it by the file",
		Hint:    "Leave it where it is.",
	},
	{
		ID: RuleServiceDefaultHost, Meaning: "default host of clients",
		Effects: Effects{JSON: Depends}, Quiet: version.Minor,
		If:      "json: clients used the former one",
		Message: "the default host of {element} is {after}, it was {before}",
	},
	{
		ID: RuleServiceAPIVersion, Meaning: "version that a service says it has", Quiet: version.Patch,
		Message: "the version of {element} is {after}, it was {before}",
	},
	{
		ID: RuleMethodAdded, Meaning: "new method", Quiet: version.Minor,
		Message: "{element} is new: mocks of the client have to learn it",
	},
	{
		ID: RuleMethodRemoved, Meaning: "method is gone", whole: true,
		Effects: sources(Effects{Wire: Always, JSON: Depends}), Quiet: version.Patch,
		If:      "json: it has a route, which no other method has now",
		Message: "{element} is gone: calls to it fail",
		Hint:    "Mark it as deprecated and keep it.",
	},
	{
		ID: RuleMethodRenamed, Meaning: "method has another name", whole: true,
		Effects: sources(Effects{Wire: Always}), Quiet: version.Patch,
		Message: "{element} was called {before}: the path of a call has the name in it",
		Hint:    "Add the new method and deprecate the former one.",
	},
	{
		ID: RuleMethodRequestType, Meaning: "another request type", whole: true,
		Effects: sources(Effects{Wire: Depends, JSON: Depends, Validation: Depends}), Quiet: version.Patch,
		If:      "wire, json: the new type lacks fields of the former one; validation: its rules refuse what those of the former one accepted",
		Message: "{element} takes {after}, it took {before}",
		Hint:    "Keep the type and add fields to it.",
	},
	{
		ID: RuleMethodResponseType, Meaning: "another response type", whole: true,
		Effects: sources(Effects{Wire: Depends, JSON: Depends, Validation: Depends}), Quiet: version.Patch,
		If:      "wire, json: the new type lacks fields of the former one; validation: it need not have what the former one had to",
		Message: "{element} answers {after}, it answered {before}",
		Hint:    "Keep the type and add fields to it.",
	},
	{
		ID: RuleMethodStreaming, Meaning: "stream to unary or back", whole: true,
		Effects: sources(Effects{Wire: Always, JSON: Always}), Quiet: version.Patch,
		Message: "{element} is {after}, it was {before}",
		Hint:    "Add a method and deprecate this one.",
	},
	{
		ID: RuleMethodIdempotency, Meaning: "idempotency_level",
		Effects: Effects{Wire: Depends, JSON: Depends}, Quiet: version.Minor,
		If:      "wire, json: NO_SIDE_EFFECTS went from a method without streams, and with it the calls by GET",
		Message: "idempotency_level of {element} is {after}, it was {before}",
		Hint:    "Keep NO_SIDE_EFFECTS: deployed clients call by GET.",
	},
	{
		ID: RuleMethodPagination, Meaning: "paging came or went",
		Effects: Effects{Wire: Always, JSON: Always}, Quiet: version.Patch,
		Message: "{element} {after}, it {before}: callers that took one page for all miss the rest, or ask for pages that are not there",
		Hint:    "Page from the first release on, or give a default size that covers all.",
	},
	{
		ID: RuleMethodLRO, Meaning: "types of a long-running operation",
		Effects: Effects{Wire: Always, JSON: Always}, Quiet: version.Patch,
		Message: "the operation of {element} is {after}, it was {before}",
	},
	{
		ID: RuleMethodSignature, Meaning: "flattened signature, which no SDK here uses", Quiet: version.None,
		Message: "the signature of {element} is {after}, it was {before}",
	},
}

var routeRules = []Rule{
	{
		ID: RuleHTTPAdded, Meaning: "route is new", Quiet: version.Minor,
		Message: "{element} can be called over REST: {after}",
	},
	{
		ID: RuleHTTPRemoved, Meaning: "route is gone", Effects: Effects{JSON: Always}, Quiet: version.Patch,
		Message: "{element} can't be called over REST any more, it was {before}",
		Hint:    "Keep the route.",
	},
	{
		ID: RuleHTTPVerb, Meaning: "another HTTP method", Effects: Effects{JSON: Depends}, Quiet: version.Minor,
		If:      "json: the former one is not served any more; a custom kind of * serves all",
		Message: "{element} is {after}, it was {before}",
		Hint:    "Keep the former one under additional_bindings.",
	},
	{
		ID: RuleHTTPPath, Meaning: "URLs that are not served any more", Effects: Effects{JSON: Always}, Quiet: version.Patch,
		Message: "{element} is {after}, it was {before}: URLs that worked don't",
		Hint:    "Keep the former path under additional_bindings.",
	},
	{
		ID: RuleHTTPPathWidened, Meaning: "more URLs beside the former ones", Quiet: version.Minor,
		Message: "{element} is {after}, it was {before}: all former URLs work",
	},
	{
		ID: RuleHTTPPathEqual, Meaning: "the same URLs in another spelling", Quiet: version.Patch,
		Message: "{element} is {after}, it was {before}: the same URLs",
	},
	{
		ID: RuleHTTPPathVariable, Meaning: "the same URLs fill other fields", Effects: Effects{JSON: Always}, Quiet: version.Patch,
		Message: "{element} is {after}, it was {before}: the same URL means something else",
		Hint:    "Keep what the path fills.",
	},
	{
		ID: RuleHTTPBody, Meaning: "fields moved between body and query", Effects: Effects{JSON: Depends}, Quiet: version.Patch,
		If:      "json: the request has fields that are not in the path",
		Message: "{element} is {after}, it was {before}",
		Hint:    "Keep the body.",
	},
	{
		ID: RuleHTTPResponseBody, Meaning: "another part of the response is sent", Effects: Effects{JSON: Always}, Quiet: version.Patch,
		Message: "{element} is {after}, it was {before}",
		Hint:    "Keep it.",
	},
	{
		ID: RuleHTTPAdditional, Meaning: "additional route came, went or changed", Effects: Effects{JSON: Depends}, Quiet: version.Minor,
		If:      "json: requests that worked don't any more",
		Message: "additional route of {element}: {after}, it was {before}",
		Hint:    "Keep it.",
	},
	{
		ID: RuleHTTPShadowing, Meaning: "new route takes URLs of another method", Quiet: version.Minor,
		Message: "{element} takes URLs of {before}",
		Hint:    "Choose a path that no value of the other route's variables can have.",
	},
	{
		ID: RuleHTTPUnreachableField, Meaning: "new field that a query string can't carry", Quiet: version.Minor,
		Message: "{element} can't be set over REST: the request has no body for it",
		Hint:    "Give the route a body, or use a type that a query string can carry.",
	},
	{
		ID: RuleHTTPInvalid, Meaning: "route that can't be read", Effects: Effects{JSON: Depends}, Quiet: version.Patch,
		If:      "json: the former one could be read",
		Message: "the route of {element} is {after}, it was {before}",
	},
}

var authRules = []Rule{
	{
		ID: RuleAuthPermissionTightened, Meaning: "callers that were let in are refused", Effects: Effects{Auth: Always}, Quiet: version.Patch,
		Message: "{element} asks for {after}, it asked for {before}",
		Hint:    "Give the callers the permission before the release.",
	},
	{
		ID: RuleAuthPermissionLoosened, Meaning: "more callers are let in", Quiet: version.Minor,
		Message: "{element} asks for {after}, it asked for {before}: more callers are let in, which is to be reviewed",
	},
	{
		ID: RuleAuthPermissionEqual, Meaning: "the same callers, in another spelling", Quiet: version.Patch,
		Message: "{element} asks for the same permissions as before",
	},
	{
		ID: RuleAuthEqual, Meaning: "authentication, kinds of callers or account in another spelling", Quiet: version.Patch,
		Message: "{option} of {element} means the same as before",
	},
	{
		ID: RuleAuthAuthentication, Meaning: "whether callers have to be known", Effects: Effects{Auth: Depends}, Quiet: version.Minor,
		If:      "auth: it was not needed before",
		Message: "{element} needs authentication: {after}, it was {before}",
		Hint:    "Anonymous callers need credentials before the release; what is opened is to be reviewed.",
	},
	{
		ID: RuleAuthActorTypes, Meaning: "kinds of callers", Effects: Effects{Auth: Depends}, Quiet: version.Minor,
		If:      "auth: a kind that was let in is refused",
		Message: "{element} lets in {after}, it was {before}",
		Hint:    "Keep the kinds that call today.",
	},
	{
		ID: RuleAuthAccountExpression, Meaning: "the account on which permissions are checked", Effects: Effects{Auth: Always}, Quiet: version.Patch,
		Message: "the account of {element} is taken from {after}, it was {before}",
		Hint:    "Keep it: callers may have rights on one of the accounts only.",
	},
	{
		ID: RuleAuthOption, Meaning: "another option that sdk.yaml declares to be about who may call", Effects: Effects{Auth: Always}, Quiet: version.Patch,
		Message: "{option} of {element} is {after}, it was {before}",
	},
	{
		ID: RuleAuthOAuthScope, Meaning: "OAuth scopes", Effects: Effects{Auth: Depends}, Quiet: version.Minor,
		If:      "auth: a scope that sufficed does not any more",
		Message: "the scopes of {element} are {after}, they were {before}",
	},
}

var validationRules = []Rule{
	{
		ID: RuleValidateTightened, checked: true, Meaning: "requests that were accepted are refused", Effects: Effects{Validation: Depends}, Quiet: version.Minor,
		If:      "validation: a request leads to it",
		Message: "{element} accepts less: {after}, it was {before}",
		Hint:    "Accept the former values too, or make a new field.",
	},
	{
		ID: RuleValidateLoosened, checked: true, Meaning: "more is accepted", Effects: Effects{TypeScript: Depends}, Quiet: version.Minor,
		If:      "TypeScript: the type of valid messages changes or goes",
		Message: "{element} accepts more: {after}, it was {before}",
	},
	{
		ID: RuleValidateResponseLoosened, checked: true, Meaning: "responses may leave out what they had to have", Effects: Effects{Validation: Always, TypeScript: Depends}, Quiet: version.Minor,
		If:      "TypeScript: the type of valid messages changes or goes",
		Message: "{element} may be absent in a response: {after}, it was {before}",
		Hint:    "Keep it required: clients read it without asking.",
	},
	{
		ID: RuleValidateChanged, checked: true, Meaning: "neither a proof nor an example that requests are refused", Effects: Effects{Validation: Depends, TypeScript: Depends}, Quiet: version.Minor,
		If:      "validation: a request leads to it; the level of the suspicion is that of the policy",
		Message: "{element} may accept less, and neither was proven: {after}, it was {before}",
		Hint:    "Look at the rules, and accept the change in sdk.yaml if it is harmless.",
	},
	{
		ID: RuleValidateEqual, checked: true, Meaning: "other spelling or text of a message", Quiet: version.Patch,
		Message: "the rules of {element} mean the same as before",
	},
	{
		ID: RuleValidateRuleID, checked: true, Meaning: "id of a rule changed, which violations carry", Quiet: version.Minor,
		Message: "a rule of {element} has another id: {after}, it was {before}",
	},
	{
		ID: RuleValidateNewField, checked: true, Meaning: "new field of a request whose absence is refused", Effects: Effects{Validation: Always}, Quiet: version.Minor,
		Message: "{element} is new, and a request without it is refused: {after}",
		Hint:    "Let it be absent.",
	},
	{
		ID: RuleValidatePresence, checked: true, Meaning: "presence or a oneof changed, and with it when rules apply", Effects: Effects{Validation: Depends}, Quiet: version.Minor,
		If:      "validation: a request that was accepted is refused",
		Message: "the rules of {element} apply at other times, because of what changed in it: {after}, it was {before}",
	},
	{
		ID: RuleBehaviorRequired, Meaning: "field_behavior REQUIRED came or went", Effects: Effects{Validation: Depends}, Quiet: version.Minor,
		If:      "validation: it came, and a request leads to the field",
		Message: "field_behavior of {element} is {after}, it was {before}",
	},
	{
		ID: RuleBehaviorRequiredNewField, Meaning: "new field of a request with field_behavior REQUIRED", Effects: Effects{Validation: Always}, Quiet: version.Minor,
		Message: "{element} is new and required: old requests don't have it",
		Hint:    "Let it be optional.",
	},
	{
		ID: RuleBehaviorOther, Meaning: "OUTPUT_ONLY, INPUT_ONLY, IMMUTABLE, IDENTIFIER or what only documents", Effects: Effects{Validation: Depends}, Quiet: version.Minor,
		If:      "validation: it came, and a request has the field; INPUT_ONLY: a response has it",
		Message: "field_behavior of {element} is {after}, it was {before}",
	},
	{
		ID: RuleBehaviorFormat, Meaning: "field_info.format", Effects: Effects{Validation: Depends}, Quiet: version.Minor,
		If:      "validation: a format came in a request, or is another one",
		Message: "the format of {element} is {after}, it was {before}",
	},
	{
		ID: RuleOptionLimit, Meaning: "limit in a custom option", Effects: Effects{Validation: Depends}, Quiet: version.Minor,
		If:      "validation: less is allowed than before",
		Message: "{option} of {element} is {after}, it was {before}",
	},
}

var otherRules = []Rule{
	{
		ID: RuleNameGoCollision, Meaning: "another declaration changes what an element is called in Go", Effects: Effects{Go: Depends}, Quiet: version.Patch, whole: true,
		If:      "Go: always where this is found",
		Message: "{element} is something else in Go: {after}, it was {before}",
		Hint:    "Choose a name that does not collide.",
	},
	{
		ID: RuleNamePythonKeyword, Meaning: "another declaration changes how an element is reached in Python", Effects: Effects{Python: Depends}, Quiet: version.Patch, whole: true,
		If:      "Python: always where this is found",
		Message: "{element} is something else in Python: {after}, it was {before}",
		Hint:    "Choose a name that is no keyword.",
	},
	{
		ID: RuleNameTypeScriptCollision, Meaning: "another declaration changes what an element is in TypeScript", Effects: Effects{TypeScript: Depends}, Quiet: version.Patch, whole: true,
		If:      "TypeScript: always where this is found",
		Message: "{element} is something else in TypeScript: {after}, it was {before}",
		Hint:    "Choose a name that does not collide.",
	},
	{
		ID: RuleDeprecated, Meaning: "marked as deprecated, or not any more", Quiet: version.Patch,
		Message: "{element} is deprecated: {after}, it was {before}",
	},
	{
		ID: RuleComment, Meaning: "documentation", Quiet: version.Patch,
		Message: "the documentation of {element} has changed",
	},
	{
		ID: RuleResource, Meaning: "resource types, patterns and references, which no SDK here uses", Quiet: version.Minor,
		Message: "{option} of {element} is {after}, it was {before}",
	},
	{
		ID: RuleFeature, Meaning: "feature of an edition; what it changes for an element is judged there", Effects: Effects{Go: Depends}, Quiet: version.Patch, whole: true,
		If:      "Go: a feature of the Go generator that changes its code",
		Message: "{option} of {element} is {after}, it was {before}",
	},
	{
		ID: RuleOption, Meaning: "any other option", Quiet: version.Patch, Effects: Effects{Python: Depends}, whole: true,
		If:      "Python: py_generic_services went, and with it the classes of services",
		Message: "{option} of {element} is {after}, it was {before}",
	},
	{
		ID: RuleOther, Meaning: "part of a descriptor that this version does not know", Quiet: version.Patch,
		Message: "{element} differs in something that this version does not know",
	},
}
