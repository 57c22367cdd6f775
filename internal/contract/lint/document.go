package lint

import (
	"fmt"
	"strings"
)

// borrowed are rules that this API has agreed on as well and that buf knows by itself.
var borrowed = []Rule{
	{ID: "PROTOVALIDATE", Purpose: "Every CEL rule, and every other rule of protovalidate, compiles against its message or field."},
}

// Document is docs/house-rules.md.
func Document() string {
	var out strings.Builder
	out.WriteString(introduction)
	out.WriteString("\n| Rule | What it asks for |\n| --- | --- |\n")
	row := func(rule Rule, note string) {
		fmt.Fprintf(&out, "| [`%s`](../internal/contract/lint/testdata/%s) | %s%s |\n", rule.ID, rule.ID, rule.Purpose, note)
	}
	for _, rule := range Rules() {
		row(rule, "")
	}
	for _, rule := range borrowed {
		row(rule, " (A rule of buf itself.)")
	}
	out.WriteString("\n## Tables\n\nThe names that things have everywhere, and those that they must not have, are in the table of\n[names.go](../internal/contract/lint/names.go).\n\nIds that are no UUIDs, and why:\n\n| Field | Reason |\n| --- | --- |\n")
	for _, id := range notUUID {
		fmt.Fprintf(&out, "| `%s` | %s |\n", id.field, id.reason)
	}
	out.WriteString(versions)
	return out.String()
}

const introduction = `<!-- Made by go test ./internal/contract/lint -update: what is wrong here is wrong in internal/contract/lint. -->
# House rules of the contract

Beside buf's ` + "`STANDARD` and `COMMENTS`" + ` rules, the contract is held to rules of its own. They live in
[internal/contract/lint](../internal/contract/lint) and reach buf as the plugin
[buf-plugin-qdrant](../cmd/buf-plugin-qdrant/main.go), which ` + "`go tool mage deps`" + ` builds and buf.yaml names. So
` + "`go tool mage lint`, `go tool mage generate` and plain `buf lint`" + ` from the root of the repository all check them.
` + "`buf lint`" + ` ends a finding with the name of the plugin, ` + "`mage lint`" + ` with that of the rule; under GitHub Actions
` + "`mage lint`" + ` writes annotations.

A rule that is broken on purpose is silenced by the last line of the comment above the element, with the reason:

` + "```proto" + `
// Returns the roles of an account.
//
// Required permissions:
// - read:roles
// buf:lint:ignore QDRANT_LIST_PAGING Not paged yet: an account has few roles.
rpc ListRoles(ListRolesRequest) returns (ListRolesResponse) {
` + "```" + `

The line holds for the element and all in it, and does not reach the SDKs. Without a reason of three words it is a finding
itself.

Each rule has a good and a bad example, to which its name leads.

` + "`mage lint`" + ` also holds the contract against the last release: ` + "`API_VERSION`" + ` is explained [below](#versions-of-services).
`

const versions = `
## Versions of services

The option api_version of a service goes up with what has changed for its callers since the last release: in its methods, and
in every message and enum that they lead to. ` + "`go tool mage lint`" + ` compares with the last release in the history of HEAD
and reports a service, as ` + "`API_VERSION`" + ` at its line, whose version did not go up by enough, or went down.

| What has changed | What goes up | Below 1.0 |
| --- | --- | --- |
| Something breaks callers, accepted in sdk.yaml or not | major | minor or major |
| Something was added, or more is accepted | minor | minor |
| An element was deprecated, an option has another value | patch | patch |
| Comments, the order of elements, the file that they are in | nothing | nothing |

What breaks whom is decided as for ` + "`mage breaking`" + `. A number may go up by more than is asked for, and once for a release is
enough, however many changes it has. Documentation asks for nothing: gateways and tools read the option out of
descriptors, where nobody sees a comment, and a version that rises with each corrected sentence tells callers nothing. A
service that is new has any version.
`
