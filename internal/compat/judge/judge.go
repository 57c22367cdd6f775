// Package judge judges the differences between two versions of an API: whom each one breaks, and why.
//
// A change is judged on seven surfaces. What is sent (wire, json) is judged by what a peer with the other version reads;
// source code (go, python, typescript) by the symbols that the generators make of a file; who may call (auth) by the callers
// that are let in; and validation by the set of messages that is accepted. An element that no request and no response leads
// to breaks source code only.
package judge

import (
	"context"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// SchemaVersion is the version of the JSON form of a report. It is raised by changes that would mislead an existing reader.
const SchemaVersion = 1

// Position is a line in a file.
type Position struct {
	File string `json:"file"`
	Line int    `json:"line"` // Line counts from 1; 0 where the image has no source info.
}

// Change is one difference with its verdict. There can be millions of them, so it has only what differs between any two; a message is
// written when it is asked for.
type Change struct {
	Rule    RuleID
	Element string    // Element is the full name; of a removed element, the former one.
	Kind    diff.Kind // Kind is the kind of the difference, like "field.removed".
	Option  string
	Old     *Position // Old is nil for what was added. Changes of one element share it.
	New     *Position // New is nil for what was removed.
	Before  string
	After   string
	Breaks  SurfaceSet
	Level   version.Level

	Suspicion bool // Suspicion is true if there is neither a proof nor an example; the policy sets the level.
	Unstable  bool // Unstable is true if the package makes no promise yet.

	Accepted string   // Accepted is the reason for which the break was accepted.
	Services []string // Services are the first of those that lead to the element.

	Package string // Package is the proto package of the element; empty where there is none. It is not part of the JSON form.

	//nolint:embeddedstructfieldcheck // It is one of what the change says.
	*Texts // Texts are shared by changes that have the same ones, so they are never changed; nil has none.

	// Difference is what was judged, with the elements of both sides; it is not part of the JSON form. It is nil for requirements of
	// an SDK.
	Difference *diff.Change
}

// Values that do not come from a proto file.
const (
	None         = "none" // None stands for a value that is not set.
	noField      = "no such field"
	noPermission = "no permission"
	allKinds     = "all kinds"
	anotherName  = "another name"
)

// Appeared reports whether the old side has no value.
func (c Change) Appeared() bool { return absentValue(c.Before) }

// Vanished reports whether the new side has no value.
func (c Change) Vanished() bool { return absentValue(c.After) }

func absentValue(value string) bool { return value == "" || value == None || value == noField }

// IsWord reports whether a value is a word of this package or of package diff instead of text from a proto file.
func IsWord(value string) bool {
	switch value {
	case None, noField, noPermission, allKinds, anotherName, "implicit", "explicit", "required", "true", "false", "open", "closed", "stream", "unary":
		return true
	default:
		return false
	}
}

// Breaking reports whether the change requires a new major version and nobody has accepted it.
func (c Change) Breaking() bool { return c.Level == version.Major && c.Accepted == "" }

// Counted returns the level that the change contributes to the report. An accepted break still reaches users, so its level counts;
// an accepted suspicion counts as no break.
func (c Change) Counted() version.Level {
	if c.Accepted != "" && c.Suspicion {
		return min(c.Level, version.Patch)
	}
	return c.Level
}

// ServiceChange summarizes the changes for the callers of one service, without documentation, order and moves to another file that
// break nobody.
type ServiceChange struct {
	Name   string        `json:"name"`
	Level  version.Level `json:"level"`
	Before string        `json:"api_version_old"` // Before is the version that the service declares; empty if it declares none.
	After  string        `json:"api_version_new"`

	worst schema.Element // worst is the type with the change that gives the service its level.
}

// Report has the verdicts on all differences between two versions.
type Report struct {
	SchemaVersion int             `json:"schema_version"`
	Base          string          `json:"base"`
	Head          string          `json:"head"`
	Level         version.Level   `json:"level"` // Level is the highest level of all changes, accepted or not; an accepted suspicion is a patch.
	Changes       []Change        `json:"changes"`
	Services      []ServiceChange `json:"services"`

	// Stale are acceptances that no break matches.
	Stale []Acceptance `json:"stale,omitempty"`
}

// Breaking returns the changes that break users and that nobody has accepted.
func (r *Report) Breaking() []Change {
	var all []Change
	for _, change := range r.Changes {
		if change.Breaking() {
			all = append(all, change)
		}
	}
	return all
}

// Judge compares two versions and judges every difference and the changed requirements of the SDKs. It fails only with the error of
// the context.
func Judge(ctx context.Context, before, after *schema.Schema, policy Policy, requirements ...Requirement) (*Report, error) {
	j := newJudge(ctx, diff.Compare(before, after), policy)
	for i := range j.Changes {
		j.current = &j.Changes[i]
		j.judge(j.Changes[i])
	}
	j.judgeContext()
	j.judgeSources()
	j.judgeLevels()
	j.require(requirements)
	stale := policy.accept(j.found)
	report := &Report{SchemaVersion: SchemaVersion, Services: j.services(), Changes: j.found, Stale: stale}
	slices.SortStableFunc(report.Changes, func(a, b Change) int { return int(b.Level) - int(a.Level) })
	for _, change := range report.Changes {
		report.Level = max(report.Level, change.Counted())
	}
	if report.Changes == nil {
		report.Changes = []Change{}
	}
	return report, ctx.Err()
}
