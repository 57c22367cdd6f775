package judge

import (
	"regexp"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// Policy sets the levels of verdicts.
type Policy struct {
	Surfaces map[Surface]version.Level // Surfaces has what a break is worth where it is not Major.
	Unproven version.Level             // Unproven is what a suspicion is worth.
	Unstable version.Level             // Unstable is what a break in an unstable package is worth.

	// UnstablePackages are packages, beside those with a version like v1alpha1 and v1beta2, that make no promise yet. A star
	// stands for any part of a name.
	UnstablePackages []string

	// Enforced are the full names of options that something enforces, beside those that the engine knows. What they accept is not
	// known, so that a change is a suspicion.
	Enforced []string

	Auth       AuthOptions
	APIVersion string // APIVersion is the full name of the service option with its version, a message of major, minor and patch.

	// GoModule is the module that files without a go_package are generated into; proofs name the packages below it.
	GoModule string

	// REST is the address that routes are relative to; empty writes no calls of them.
	REST string

	// Client is what the clients of the SDKs have beyond the contract; nil where there are no clients.
	Client *config.Client

	// PagingOptIn is the promise that a list method answers a request without a page size with everything.
	PagingOptIn bool

	Accepted []Acceptance
}

// AuthOptions are the full names of the method options that decide who may call. An empty one is not used.
type AuthOptions struct {
	Permissions    string // Permissions is a list of strings; an empty one requires nothing.
	RequiresAll    string // RequiresAll is whether all permissions are required; unset means all.
	Authentication string // Authentication is whether the caller must be authenticated; unset means yes.
	ActorTypes     string // ActorTypes is a list of an enum; unset means all.
	Account        string // Account is the path of the request field with the account.
	AccountDefault string // AccountDefault is the path where the option is not set.
	Others         []string
}

// Acceptance is a break that is made on purpose.
type Acceptance struct {
	Rule    RuleID `json:"rule"`
	Element string `json:"element"` // Element is the full name; a star stands for any part of it.
	Reason  string `json:"reason"`
	Where   string `json:"where"` // Where is where the acceptance is written.
}

// DefaultPolicy returns a policy in which every break counts as one.
func DefaultPolicy() Policy {
	return Policy{Unproven: version.Major, Unstable: version.Minor}
}

// worth returns the level of a break on these surfaces.
func (p Policy) worth(breaks SurfaceSet) version.Level {
	level := version.None
	for _, surface := range breaks.List() {
		worth, set := p.Surfaces[surface]
		if !set {
			worth = version.Major
		}
		level = max(level, worth)
	}
	return level
}

// unstableVersion is a package version that promises nothing: v1alpha, v1beta2, v2p1alpha3.
var unstableVersion = regexp.MustCompile(`(^|\.)v\d+(p\d+)?(alpha|beta|test)\w*(\.|$)`)

func (p Policy) unstable(file *schema.File) bool {
	return unstableVersion.MatchString(file.Package) ||
		slices.ContainsFunc(p.UnstablePackages, func(pattern string) bool { return matches(pattern, file.Package) })
}

// accept marks the breaks that are accepted, and returns the acceptances that are of no use any more.
func (p Policy) accept(changes []Change) []Acceptance {
	var stale []Acceptance
	for _, accepted := range p.Accepted {
		used := false
		for i := range changes {
			if c := &changes[i]; c.Breaks.Any() && c.Rule == accepted.Rule && matches(accepted.Element, c.Element) {
				c.Accepted, used = accepted.Reason, true
			}
		}
		if !used {
			stale = append(stale, accepted)
		}
	}
	return stale
}

// matches compares a name with a pattern in which a star stands for any text.
func matches(pattern, name string) bool {
	first, rest, star := strings.Cut(pattern, "*")
	name, ok := strings.CutPrefix(name, first)
	if !star || !ok {
		return ok && name == ""
	}
	parts := strings.Split(rest, "*")
	for _, part := range parts[:len(parts)-1] {
		if _, name, ok = strings.Cut(name, part); !ok {
			return false
		}
	}
	return strings.HasSuffix(name, parts[len(parts)-1])
}
