package publish

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/table"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// LedgerFile is the path of the ledger, from the root of the repository.
const LedgerFile = "dist/ledger.json"

// ledgerSchema is the version of the format of ledger.json.
const ledgerSchema = 1

// mostLedger limits the size of a ledger in bytes.
const mostLedger = 16 << 20

// Ledger has the state of each target of a release, as it was last seen. It has no times, so it does not depend on how often a release was
// interrupted.
type Ledger struct {
	SchemaVersion int      `json:"schema_version"`
	Plan          string   `json:"plan"` // Plan is the digest of the plan.
	Version       string   `json:"version"`
	Commit        string   `json:"commit"`
	Targets       []Target `json:"targets"`

	Changed bool `json:"-"` // Changed is true if this run did or tried something; otherwise everything was released before.
}

// Target is one result of a release, such as a file in a feed.
type Target struct {
	Kind     Kind    `json:"kind"`
	Where    string  `json:"where"` // Where is the name of the feed, or remote.
	Language lang.ID `json:"language,omitempty"`
	Package  string  `json:"package,omitempty"`
	Version  string  `json:"version"`
	Name     string  `json:"name"` // Name is of the file or of the tag.
	State    State   `json:"state"`
	Detail   string  `json:"detail,omitempty"` // Detail is for people: what is held, or why it failed.
}

// Kind is the kind of a target.
type Kind string

// The kinds.
const (
	File        Kind = "file"
	DistTag     Kind = "dist-tag"
	GitTag      Kind = "git tag"
	Deprecation Kind = "deprecation"
	Forge       Kind = "release" // Forge is the release on the forge.
	Attestation Kind = "attestation"
)

// State is the state of a target.
type State string

// The states.
const (
	Absent     State = "absent"     // Absent does not exist.
	Uploading  State = "uploading"  // Uploading has begun; whether the file has arrived is not known yet.
	Present    State = "present"    // Present exists with the planned bytes.
	Verified   State = "verified"   // Verified is present and passed the verification from the feed.
	Tagged     State = "tagged"     // Tagged is a tag on the planned version or commit.
	Published  State = "published"  // Published is a release on the forge with all its files.
	Attested   State = "attested"   // Attested is an attestation that the feed serves.
	Kept       State = "kept"       // Kept is an attestation that the feed does not serve: it is in dist, and at the release on the forge.
	Conflict   State = "conflict"   // Conflict exists with other bytes, or is a git tag on another commit.
	Failed     State = "failed"     // Failed could not be done; Detail has the reason.
	Unknown    State = "unknown"    // Unknown could not be read; Detail has the reason.
	Deprecated State = "deprecated" // Deprecated is a version whose users are warned.
	Restored   State = "restored"   // Restored is a version whose users are not warned any more.
	Planned    State = "planned"    // Planned is not done yet, and is done next.
	Manual     State = "manual"     // Manual is what the feed does not support, so that people have to do it.
)

// Done reports whether nothing is left to do for the target.
func (t Target) Done() bool {
	return t.State == Verified || t.State == Tagged || t.State == Published || t.State == Attested || t.State == Kept
}

// there reports whether the target exists.
func (t Target) there() bool { return t.Done() || t.State == Present }

func (t Target) String() string {
	switch t.Kind {
	case GitTag:
		return "git tag " + t.Name
	case Forge:
		return t.Where + " release " + t.Name
	case DistTag:
		return fmt.Sprintf("%s %s of %s", t.Where, t.Name, t.Package)
	case Deprecation:
		return fmt.Sprintf("%s %s %s", t.Where, t.Package, t.Version)
	case File, Attestation:
		return t.Where + " " + t.Name
	default:
		return t.Name
	}
}

// Complete reports whether every target is verified, tagged or published.
func (l *Ledger) Complete() bool {
	for _, t := range l.Targets {
		if !t.Done() {
			return false
		}
	}
	return true
}

// Text formats the ledger as a table.
func (l *Ledger) Text() string { return targetTable(l.Targets) }

func targetTable(targets []Target) string {
	// What is wide comes last.
	rows := [][]string{{"STATE", "WHERE", "KIND", "VERSION", "NAME", "DETAIL"}}
	for _, t := range targets {
		rows = append(rows, []string{string(t.State), t.Where, string(t.Kind), t.Version, t.Name, t.Detail})
	}
	return table.Format(rows)
}

// JSON encodes the ledger as in ledger.json.
func (l *Ledger) JSON() ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(l)
	return b.Bytes(), err
}

// newLedger lists all targets of a plan, in the order of the steps, as absent.
func newLedger(p *plan.Plan, taggers func(feed string) bool) (*Ledger, error) {
	digest, err := p.Digest()
	if err != nil {
		return nil, err
	}
	l := &Ledger{SchemaVersion: ledgerSchema, Plan: digest, Version: p.Version.NPM, Commit: p.Commit}
	var names []Target
	for _, a := range p.Artifacts {
		l.Targets = append(l.Targets, Target{
			Kind: File, Where: a.Feed, Language: a.Language, Package: a.Package, Version: a.Version, Name: a.File, State: Absent,
		})
		for _, tag := range p.DistTags() {
			name := Target{Kind: DistTag, Where: a.Feed, Language: a.Language, Package: a.Package, Version: a.Version, Name: tag, State: Absent}
			if taggers(a.Feed) && !contains(names, name) {
				names = append(names, name)
			}
		}
	}
	for _, a := range p.Artifacts {
		if p.Signer != nil && a.Bundle() != "" {
			l.Targets = append(l.Targets, Target{
				Kind: Attestation, Where: a.Feed, Language: a.Language, Package: a.Package, Version: a.Version, Name: path.Base(a.Bundle()), State: Absent,
			})
		}
	}
	l.Targets = append(l.Targets, names...)
	for _, tag := range p.Tags {
		l.Targets = append(l.Targets, Target{Kind: GitTag, Where: "remote", Version: p.Version.NPM, Name: tag.Name, State: Absent})
	}
	if p.Release != nil {
		l.Targets = append(l.Targets, Target{Kind: Forge, Where: p.Release.Forge, Version: p.Version.NPM, Name: p.Release.Tag, State: Absent})
	}
	return l, nil
}

// same reports whether two targets are equal except for their state.
func (t Target) same(o Target) bool {
	t.State, t.Detail, o.State, o.Detail = "", "", "", ""
	return t == o
}

func contains(targets []Target, target Target) bool {
	for _, t := range targets {
		if t.same(target) {
			return true
		}
	}
	return false
}

// readLedger reads the ledger under root. It returns nil if there is none.
func readLedger(root string) (*Ledger, error) {
	file, err := os.Open(filepath.Join(root, filepath.FromSlash(LedgerFile)))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil //nolint:nilnil // There is none, and nothing is wrong.
	}
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // It was only read.
	content, err := io.ReadAll(io.LimitReader(file, mostLedger+1))
	if err != nil {
		return nil, err
	}
	return parseLedger(content)
}

func parseLedger(content []byte) (*Ledger, error) {
	if len(content) > mostLedger {
		return nil, fmt.Errorf("it has more than %d bytes", mostLedger)
	}
	l := new(Ledger)
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(l); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows its end")
	}
	if l.SchemaVersion != ledgerSchema {
		return nil, fmt.Errorf("its schema_version is %d, not %d", l.SchemaVersion, ledgerSchema)
	}
	return l, nil
}

func writeLedger(root string, content []byte) error {
	return file.Write(filepath.Join(root, filepath.FromSlash(LedgerFile)), content)
}
