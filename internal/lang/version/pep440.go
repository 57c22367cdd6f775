package version

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
)

// Python is the version as PEP 440 has it, in normal form. One number stands for the pull request and the run of a
// preview, such that previews keep the order that they have in npm.
func (v Version) Python() string {
	core := fmt.Sprintf("%d.%d.%d", v.major, v.minor, v.patch)
	switch v.stage {
	case none:
		return ""
	case Preview:
		return fmt.Sprintf("%s.dev%d", core, v.pull*mostRuns+v.run)
	case Alpha, Beta, Candidate:
		return fmt.Sprintf("%s%s%d", core, stages[v.stage].python, v.number)
	default:
		return core
	}
}

// ParsePython reads a version that a Python feed has, normal or not. It has to be one that we release; previews are not
// read, as only npm has their commit.
func ParsePython(text string) (Version, error) {
	parsed, err := ParsePEP440(text)
	if err != nil {
		return Version{}, err
	}
	suffix := ""
	for _, word := range stages {
		if word.python == parsed.phase {
			suffix = "-" + word.semver + "." + parsed.phaseNumber
		}
	}
	if v, ok := parse(strings.Join(parsed.release, ".") + suffix); ok && v.Python() == parsed.String() {
		return v, nil
	}
	return Version{}, fmt.Errorf("%s is no version that we release: those are three numbers, with a, b or rc and a number where it is a pre-release, as in 1.2.3rc1", quote(text))
}

// PEP440 is any version that a Python feed may hold. Numbers are decimal, without leading zeros and without a bound; one
// that is not there is empty.
type PEP440 struct {
	epoch       string
	release     []string
	phase       string // phase is a, b, rc or empty.
	phaseNumber string
	post, dev   string
	local       []string
}

// mostPEP440 is the most characters of a version; npm has the same bound.
const mostPEP440 = 256

var pep440Pattern = regexp.MustCompile(`^v?` +
	`(?:(?P<epoch>[0-9]+)!)?` +
	`(?P<release>[0-9]+(?:\.[0-9]+)*)` +
	`(?:[-_.]?(?P<phase>a|alpha|b|beta|c|rc|pre|preview)[-_.]?(?P<phaseNumber>[0-9]*))?` +
	`(?:-(?P<bare>[0-9]+)|[-_.]?(?P<post>post|rev|r)[-_.]?(?P<postNumber>[0-9]*))?` +
	`(?:[-_.]?(?P<dev>dev)[-_.]?(?P<devNumber>[0-9]*))?` +
	`(?:\+(?P<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$`)

// phases has the normal form of each spelling.
var phases = map[string]string{
	"a": "a", "alpha": "a", "b": "b", "beta": "b", "c": "rc", "rc": "rc", "pre": "rc", "preview": "rc",
}

// ParsePEP440 reads every spelling that PEP 440 allows.
func ParsePEP440(text string) (PEP440, error) {
	trimmed := strings.Trim(text, " \t\n\v\f\r")
	if len(trimmed) > mostPEP440 {
		return PEP440{}, fmt.Errorf("%s is no version of a Python package: it has more than %d characters", quote(text), mostPEP440)
	}
	match := pep440Pattern.FindStringSubmatch(strings.ToLower(trimmed))
	if match == nil || strings.ContainsFunc(trimmed, func(r rune) bool { return r > '~' }) {
		return PEP440{}, fmt.Errorf("%s is no version of a Python package: write numbers with dots, as in 1.2.0 or 1.2.0rc1", quote(text))
	}
	part := func(name string) string { return match[pep440Pattern.SubexpIndex(name)] }
	v := PEP440{phase: phases[part("phase")]}
	if epoch := part("epoch"); epoch != "" {
		v.epoch = normal(epoch)
	}
	for number := range strings.SplitSeq(part("release"), ".") {
		v.release = append(v.release, normal(number))
	}
	// A marker without a number is number 0.
	if v.phase != "" {
		v.phaseNumber = normal(part("phaseNumber"))
	}
	if part("post") != "" || part("bare") != "" {
		v.post = normal(part("postNumber") + part("bare"))
	}
	if part("dev") != "" {
		v.dev = normal(part("devNumber"))
	}
	if local := part("local"); local != "" {
		for segment := range strings.FieldsFuncSeq(local, func(r rune) bool { return strings.ContainsRune("-_.", r) }) {
			if isNumber(segment) {
				segment = normal(segment)
			}
			v.local = append(v.local, segment)
		}
	}
	return v, nil
}

// normal is a number without leading zeros.
func normal(number string) string { return cmp.Or(strings.TrimLeft(number, "0"), "0") }

func isNumber(text string) bool { return strings.Trim(text, "0123456789") == "" }

// String is the normal form.
func (v PEP440) String() string {
	var b strings.Builder
	if v.epoch != "" && v.epoch != "0" {
		b.WriteString(v.epoch + "!")
	}
	b.WriteString(strings.Join(v.release, ".") + v.phase + v.phaseNumber)
	if v.post != "" {
		b.WriteString(".post" + v.post)
	}
	if v.dev != "" {
		b.WriteString(".dev" + v.dev)
	}
	if len(v.local) > 0 {
		b.WriteString("+" + strings.Join(v.local, "."))
	}
	return b.String()
}

// Compare is -1 where v is older than w. Spellings of one version are equal, as are 1.2 and 1.2.0.
func (v PEP440) Compare(w PEP440) int {
	return cmp.Or(
		compareNumbers(cmp.Or(v.epoch, "0"), cmp.Or(w.epoch, "0")),
		compareReleases(v.release, w.release),
		cmp.Compare(v.rank(), w.rank()),
		compareNumbers(v.phaseNumber, w.phaseNumber),
		compareNumbers(v.post, w.post), // What has no post-release is older,
		compareDev(v.dev, w.dev),       // and what is in development is.
		compareLocals(v.local, w.local),
	)
}

// rank orders what follows the numbers: development of the release itself, its phases, the release with its
// post-releases.
func (v PEP440) rank() int {
	switch {
	case v.phase != "":
		return 1 + strings.Index("abr", v.phase[:1])
	case v.post == "" && v.dev != "":
		return 0
	default:
		return 4
	}
}

// compareNumbers orders decimal numbers without leading zeros; the empty one comes first.
func compareNumbers(v, w string) int {
	return cmp.Or(cmp.Compare(len(v), len(w)), strings.Compare(v, w))
}

// compareReleases takes numbers that are left out for 0.
func compareReleases(v, w []string) int {
	for i := range max(len(v), len(w)) {
		a, b := "0", "0"
		if i < len(v) {
			a = v[i]
		}
		if i < len(w) {
			b = w[i]
		}
		if order := compareNumbers(a, b); order != 0 {
			return order
		}
	}
	return 0
}

func compareDev(v, w string) int {
	if (v == "") != (w == "") {
		return -compareNumbers(v, w)
	}
	return compareNumbers(v, w)
}

// compareLocals orders words before numbers, and what is shorter before what goes on.
func compareLocals(v, w []string) int {
	for i := range min(len(v), len(w)) {
		a, b := v[i], w[i]
		var order int
		switch numberA, numberB := isNumber(a), isNumber(b); {
		case numberA && numberB:
			order = compareNumbers(a, b)
		case numberA:
			order = 1
		case numberB:
			order = -1
		default:
			order = strings.Compare(a, b)
		}
		if order != 0 {
			return order
		}
	}
	return cmp.Compare(len(v), len(w))
}
