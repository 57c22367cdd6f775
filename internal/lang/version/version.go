// Package version has the version of a release in the words of each feed, and the version that comes next.
//
// All SDKs of one release share one [Version]. Its own form is SemVer, which npm and Go take as it is; PEP 440 spells the
// same version differently:
//
//	           npm                          PEP 440               Go
//	release    1.2.3                        1.2.3                 v1.2.3, tag gen/go/v1.2.3
//	alpha      1.2.3-alpha.1                1.2.3a1               v1.2.3-alpha.1
//	beta       1.2.3-beta.1                 1.2.3b1               v1.2.3-beta.1
//	preview    1.2.3-pr.123.4.gabc1234      1.2.3.dev123000004    a pseudo-version
//	candidate  1.2.3-rc.1                   1.2.3rc1              v1.2.3-rc.1
//
// The rows stand in the order of SemVer: "alpha" < "beta" < "pr" < "rc" by their letters, and what has no suffix comes
// last. PEP 440 has the same order but for one row: its .dev comes before a and b. So npm takes a preview of 1.2.3 for
// newer than an alpha of 1.2.3, and pip takes it for older; sameOrder in the tests finds such pairs. Every
// other pair has one order in both feeds, as long as each preview of a pull request has a number of its own, and tags have
// it in Go. How Go orders its pseudo-versions is told at [Version.GoPseudo].
//
// In PEP 440 1.2.3rc0.dev123000004 would have npm's order throughout, but it reads as if there were a candidate.
package version

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/Masterminds/semver/v3"
)

// Stage is how far a version is. Stages of one MAJOR.MINOR.PATCH are ordered as SemVer orders them.
type Stage int

// The stages.
const (
	none Stage = iota // There is no version.
	Alpha
	Beta
	Preview   // Preview is built of a pull request.
	Candidate // Candidate is what becomes the release if nobody finds fault with it: rc.
	Final     // Final is a release.
)

// stages has the words of the stages that a person picks, in both dialects.
var stages = map[Stage]struct{ semver, python string }{Alpha: {"alpha", "a"}, Beta: {"beta", "b"}, Candidate: {"rc", "rc"}}

const (
	// mostNumber is the greatest number that node compares as a number; it orders greater ones as text.
	mostNumber = 1<<53 - 2
	// mostRuns is how many previews a pull request can have: PEP 440 has one number for both, six digits of it for
	// the run.
	mostRuns = 1_000_000
	// mostPull keeps the number that PEP 440 has for both below mostNumber.
	mostPull = 999_999_999
	// A commit is named by as many digits as git abbreviates to at least, and Go by default.
	leastCommit, mostCommit, fullCommit = 7, 12, 40
)

// Version is a version that we release. Versions that are the same are ==; the zero Version is none.
type Version struct { //nolint:recvcheck // Reading into it takes a pointer; it is a value otherwise.
	major, minor, patch uint64
	stage               Stage
	number              uint64 // number counts alphas, betas and candidates.
	pull, run           uint64 // pull is the pull request of a preview, and run counts its previews.
	commit              string // commit is what a preview was built of.
}

// Parse reads SemVer as npm has it, without a v. Of the pre-releases it takes the stages, each with its number. The error
// says how to write it.
func Parse(text string) (Version, error) {
	if v, ok := parse(text); ok {
		return v, nil
	}
	return Version{}, explain(text)
}

func parse(text string) (Version, bool) {
	parsed, err := semver.StrictNewVersion(text)
	if err != nil {
		return Version{}, false
	}
	v := Version{major: parsed.Major(), minor: parsed.Minor(), patch: parsed.Patch(), stage: Final}
	if suffix := parsed.Prerelease(); suffix != "" {
		v = v.withSuffix(suffix)
	}
	if v.IsZero() || v.String() != text || max(v.major, v.minor, v.patch, v.number) > mostNumber {
		return Version{}, false
	}
	return v, true
}

// withSuffix adds what SemVer has after the hyphen. It is none where we release no such thing.
func (v Version) withSuffix(suffix string) Version {
	words := strings.Split(suffix, ".")
	switch {
	case len(words) == 4 && words[0] == "pr":
		pull, pullErr := strconv.ParseUint(words[1], 10, 64)
		run, runErr := strconv.ParseUint(words[2], 10, 64)
		commit, marked := strings.CutPrefix(words[3], "g")
		if pullErr == nil && runErr == nil && marked && checkPreview(pull, run, commit) == nil {
			v.stage, v.pull, v.run, v.commit = Preview, pull, run, commit
			return v
		}
	case len(words) == 2:
		number, err := strconv.ParseUint(words[1], 10, 64)
		for stage, word := range stages {
			if word.semver == words[0] && err == nil {
				v.stage, v.number = stage, number
				return v
			}
		}
	}
	return Version{}
}

// explain says why a text is no version, and how to write it.
func explain(text string) error {
	parsed, err := semver.StrictNewVersion(text)
	_, suffix, _ := strings.Cut(text, "-")
	bare, marked := strings.CutPrefix(text, "v")
	_, bareIsRight := parse(bare)
	python, pythonErr := ParsePython(text)
	right := "write three numbers, as in 1.2.0"
	switch {
	case marked && bareIsRight:
		right = "leave out the v, as in " + bare
	case err == nil && parsed.Metadata() != "":
		right = "feeds drop or refuse what follows a +, so leave it out, as in 1.2.0"
	case err == nil && strings.HasPrefix(suffix, "pr."):
		right = "a preview has the pull request, its run and the commit, as in 1.2.0-pr.123.4.gabc1234"
	case err == nil && suffix != "":
		right = "a pre-release is alpha, beta or rc with a number, as in 1.2.0-rc.1"
	case pythonErr == nil:
		right = "this is how PEP 440 has it, so write " + python.String()
	case strings.Count(text, ".") == 2 && isNumber(strings.ReplaceAll(text, ".", "")):
		right = fmt.Sprintf("numbers have no leading zeros and go up to %d, as in 1.2.0", uint64(mostNumber))
	}
	return fmt.Errorf("%s is no version: %s", quote(text), right)
}

// quote shows a text that may be anything.
func quote(text string) string {
	const most = 64
	if len(text) > most {
		return fmt.Sprintf("%.*q…", most, text)
	}
	return strconv.Quote(text)
}

// IsZero says that there is no version.
func (v Version) IsZero() bool { return v.stage == none }

// Stage is how far the version is.
func (v Version) Stage() Stage { return v.stage }

// Major is the first number; from 2 on it is a part of the path of the Go module.
func (v Version) Major() uint64 { return v.major }

// Core is the release that a pre-release or preview leads up to, and a release itself.
func (v Version) Core() Version {
	if v.IsZero() {
		return v
	}
	return Version{major: v.major, minor: v.minor, patch: v.patch, stage: Final}
}

// WithStage is the pre-release of v's core with the given number: an alpha, a beta or a candidate.
func (v Version) WithStage(stage Stage, number uint64) (Version, error) {
	if _, ok := stages[stage]; !ok || v.IsZero() {
		return Version{}, fmt.Errorf("%q has no pre-release of this kind: it is an alpha, a beta or an rc of a version, as in 1.2.3-rc.1", v)
	}
	if number > mostNumber {
		return Version{}, fmt.Errorf("%d is too large for the number of a pre-release: the most is %d", number, uint64(mostNumber))
	}
	v = v.Core()
	v.stage, v.number = stage, number
	return v, nil
}

// WithPreview is what a pull request would make of v's core. Run counts the previews of the pull request, and has to go
// up: previews that share it differ by their commit, which PEP 440 has no place for. The commit is its hash or the
// beginning of that.
func (v Version) WithPreview(pull, run uint64, commit string) (Version, error) {
	if v.IsZero() {
		return Version{}, fmt.Errorf("a preview needs the version that it leads up to, as in 1.2.3-pr.123.4.gabc1234")
	}
	if err := checkPreview(pull, run, commit); err != nil {
		return Version{}, err
	}
	v = v.Core()
	v.stage, v.pull, v.run, v.commit = Preview, pull, run, commit[:min(len(commit), mostCommit)]
	return v, nil
}

func checkPreview(pull, run uint64, commit string) error {
	switch {
	case pull == 0 || pull > mostPull:
		return fmt.Errorf("%d is no number of a pull request: they go from 1 to %d", pull, mostPull)
	case run >= mostRuns:
		return fmt.Errorf("%d is too large for the run of a preview: count the runs of each pull request, up to %d", run, mostRuns-1)
	case len(commit) < leastCommit || len(commit) > fullCommit || strings.Trim(commit, "0123456789abcdef") != "":
		return fmt.Errorf("%s is no commit: write %d to %d lower-case hexadecimal digits, as in abc1234", quote(commit), leastCommit, fullCommit)
	}
	return nil
}

// String is the version as npm has it.
func (v Version) String() string {
	core := fmt.Sprintf("%d.%d.%d", v.major, v.minor, v.patch)
	switch v.stage {
	case none:
		return ""
	case Preview:
		return fmt.Sprintf("%s-pr.%d.%d.g%s", core, v.pull, v.run, v.commit)
	case Alpha, Beta, Candidate:
		return fmt.Sprintf("%s-%s.%d", core, stages[v.stage].semver, v.number)
	default:
		return core
	}
}

// Compare orders versions by the precedence of SemVer: -1 where v is older than w. None is the oldest.
func (v Version) Compare(w Version) int {
	return cmp.Or(
		cmp.Compare(min(v.stage, Alpha), min(w.stage, Alpha)),
		cmp.Compare(v.major, w.major), cmp.Compare(v.minor, w.minor), cmp.Compare(v.patch, w.patch),
		cmp.Compare(v.stage, w.stage), cmp.Compare(v.number, w.number),
		cmp.Compare(v.pull, w.pull), cmp.Compare(v.run, w.run), strings.Compare(v.commit, w.commit),
	)
}

// MarshalText writes the form of npm.
func (v Version) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads the form of npm; none is the empty text.
func (v *Version) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*v = Version{}
		return nil
	}
	*v, err = Parse(string(text))
	return err
}

// Preview is of which pull request a preview is, the how manieth, and the beginning of the commit's hash; ok says that it is one.
func (v Version) Preview() (pull, run uint64, commit string, ok bool) {
	return v.pull, v.run, v.commit, v.stage == Preview
}
