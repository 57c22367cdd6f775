package behaviour

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// lives say what kinds of entities do beyond the conventions, and what of it is simulated.
var lives = map[string]string{
	accountKind: "Its creator is its owner; the system roles owner, admin and base come with it. It cannot be deleted while clusters, " +
		"spaces or environments are in it.",
	inviteKind: "Pending until it is answered; one address has one open invite, and a member gets none.",
	userKind:   "Comes from the configuration of the server; address and status cannot be changed.",
	roleKind:   "Its permissions must be those of the contract; system roles cannot be changed. A deleted role is taken from everybody.",
	managementKeyKind: "The secret is shown once and authenticates at once, until the key is deleted. Only a digest of it is kept. " +
		"A key of the configuration goes on working.",
	paymentKind: "Active at once; the first one is the default, and there is one default at most. Nothing is charged.",
	clusterKind: "Creating for 30 s, then healthy. A change of the configuration is scaling for 60 s, upgrading for 45 s or updating for " +
		"15 s. Deleting for 20 s. Place, package, version, disk, tier and quotas are checked. Nothing answers at its endpoint.",
	oldDatabaseKeyKind: "The secret is shown once. No database takes it.",
	databaseKeyKind:    "The secret is shown once. No database takes it. It goes with its cluster.",
	backupKind: "Running for 20 s, then succeeded. Removed when the retention period is over. Stays when its cluster goes, unless the " +
		"deletion says otherwise.",
	restoreKind: "Running for 30 s, then succeeded.",
	scheduleKind: "Takes a backup at each of its times (UTC) on the clock of the server; skipped while the cluster is suspended. Times " +
		"are at least a minute apart, and @reboot never comes.",
	environmentKind: "Reports a status when its bootstrap commands were generated: not ready for 60 s, then ready. It cannot be deleted " +
		"while clusters run in it.",
	spaceKind:         "Processing for 10 s, then ready; so after a change of its configuration. Deleting for 10 s.",
	spaceKeyKind:      "The secret is shown once. Processing for 5 s, then ready. No database takes it.",
	spaceBackupKind:   "As the backups of clusters.",
	spaceRestoreKind:  "Running for 30 s, then succeeded.",
	spaceScheduleKind: "As the schedules of clusters; disabled while paused_at is set.",
}

// how says how a method is answered.
func (s *Set) how(method *rpc.Method) (how, note string) {
	if m, ok := s.methods[method.Name]; ok {
		if m.answer == nil {
			return notThere, m.note
		}
		return explicit, m.note
	}
	if operation, ok := s.Conventions.Operation(method.Name); ok {
		return byConvention, operation.What + " of " + lastPart(operation.Kind)
	}
	return notThere, "No behaviour."
}

const (
	byConvention = "convention"
	explicit     = "explicit"
	notThere     = "not there"
)

// Table writes down in Markdown how each method of the contract is answered, and what is simulated.
func (s *Set) Table() []byte {
	counts := map[string]int{}
	var rows bytes.Buffer
	service := ""
	for _, method := range s.api.Methods() {
		how, note := s.how(method)
		counts[how]++
		if of := string(method.Descriptor.Parent().FullName()); of != service {
			service = of
			fmt.Fprintf(&rows, "\n### %s\n\n| Method | Answered | What it does |\n| --- | --- | --- |\n", service)
		}
		fmt.Fprintf(&rows, "| %s | %s | %s |\n", method.Descriptor.Name(), how, cell(note))
	}
	var page bytes.Buffer
	fmt.Fprintf(&page, `<!-- Made of the code by: go test ./internal/apiserver/behaviour -run Table -update -->

# What the local server does

The server behaves as the contract says, and simulates what only the cloud has. This is how it answers the %d methods:

| Answered | Methods | How |
| --- | --: | --- |
| by convention | %d | They create, get, list, update or delete the entities of a kind. |
| explicitly | %d | Each has a behaviour of its own, which the tables below describe. |
| not there | %d | They answer UNIMPLEMENTED, because any other answer would be false. |

No vectors are stored anywhere, no money changes hands, and no mail is sent. Times are those of the server's clock, which tests can
advance. Prices, packages, regions, versions and models are made up: see
[the catalogue](../internal/apiserver/behaviour/catalogue/catalogue.json).

## Kinds

What entities do by themselves, and what is checked beside the rules of the contract:

| Kind | Life |
| --- | --- |
`, len(s.api.Methods()), counts[byConvention], counts[explicit], counts[notThere])
	for _, kind := range slices.Sorted(maps.Keys(lives)) {
		if s.descriptor(kind) != nil {
			fmt.Fprintf(&page, "| %s | %s |\n", strings.TrimPrefix(kind, "qdrant.cloud."), cell(lives[kind]))
		}
	}
	page.WriteString("\n## Methods\n")
	page.Write(rows.Bytes())
	return page.Bytes()
}

// cell writes text into a cell of a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// lastPart is a full name without its package.
func lastPart(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
