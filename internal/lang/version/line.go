package version

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Line is a line of versions that is maintained beside the newest one, such as 0.174 or 1. The zero Line is that of the newest
// versions, and contains all.
type Line struct {
	major, minor uint64
	numbers      int // numbers is how many of them are fixed.
}

var (
	lineForm = regexp.MustCompile(`^(0|[1-9][0-9]{0,8})(?:\.(0|[1-9][0-9]{0,8}))?(?:\.x)?$`)

	// branchPrefix begins the names of the branches on which lines are maintained.
	branchPrefix = "release/"
)

// ParseLine reads a line such as 0.174, 0.174.x or 1.
func ParseLine(text string) (Line, error) {
	parts := lineForm.FindStringSubmatch(text)
	if parts == nil {
		return Line{}, fmt.Errorf("%s is no line of versions: write one or two numbers, as in 0.174 or 1", quote(text))
	}
	l := Line{numbers: 1}
	l.major, _ = strconv.ParseUint(parts[1], 10, 64) // The form allows no other texts.
	if parts[2] != "" {
		l.minor, _ = strconv.ParseUint(parts[2], 10, 64)
		l.numbers = 2
	}
	return l, nil
}

// LineOfBranch returns the line that a branch such as release/0.174 maintains; the zero Line for other branches.
func LineOfBranch(branch string) Line {
	name, ok := strings.CutPrefix(branch, branchPrefix)
	if !ok {
		return Line{}
	}
	l, _ := ParseLine(name) // Other branches may begin like that.
	return l
}

// IsZero reports whether it is the line of the newest versions.
func (l Line) IsZero() bool { return l.numbers == 0 }

// Contains reports whether a version belongs to the line.
func (l Line) Contains(v Version) bool {
	return l.numbers == 0 || v.major == l.major && (l.numbers == 1 || v.minor == l.minor)
}

// Exceeds reports whether a version is above all of a line. No version is above the line of the newest ones.
func (l Line) Exceeds(v Version) bool { return !l.Contains(v) && v.Compare(l.First()) > 0 }

// First is the lowest final version of the line.
func (l Line) First() Version { return Version{major: l.major, minor: l.minor, stage: Final} }

// String is like 0.174; empty for the zero Line.
func (l Line) String() string {
	switch l.numbers {
	case 0:
		return ""
	case 1:
		return strconv.FormatUint(l.major, 10)
	default:
		return fmt.Sprintf("%d.%d", l.major, l.minor)
	}
}

// Pattern is like 0.174.x; empty for the zero Line.
func (l Line) Pattern() string {
	if l.IsZero() {
		return ""
	}
	return l.String() + ".x"
}

// Branch is the name of the branch that maintains the line; empty for the zero Line.
func (l Line) Branch() string {
	if l.IsZero() {
		return ""
	}
	return branchPrefix + l.String()
}

// DistTags of npm that are moved by a version. Each is left alone where it is at a newer version already.
const (
	TagLatest = "latest" // TagLatest is the highest final version, which users get who ask for none.
	TagNext   = "next"   // TagNext is the highest of the final versions and the pre-releases.
)

// DistTags are the names under which users of npm find a version, the main one first. A pre-release never moves latest. A version of a
// line has the names of the line, and the others only where none of the known versions is a higher final one.
func DistTags(v Version, l Line, known []Version) []string {
	highest := l.IsZero() || !slices.ContainsFunc(known, func(w Version) bool { return w.stage == Final && w.Compare(v) > 0 })
	var tags []string
	switch v.stage {
	case none:
		return nil
	case Preview:
		return []string{fmt.Sprintf("pr-%d", v.pull)}
	case Final:
		if !l.IsZero() {
			tags = append(tags, "release-"+l.String())
		}
		if highest {
			tags = append(tags, TagLatest, TagNext)
		}
	default:
		if !l.IsZero() {
			tags = append(tags, "release-"+l.String()+"-"+TagNext)
		}
		if highest {
			tags = append(tags, TagNext)
		}
	}
	return tags
}

// ParsePre reads which pre-release is asked for: a word such as rc, which counts up, or a word with a number, such as rc.2. Without one
// the number is 0.
func ParsePre(text string) (stage Stage, number uint64, err error) {
	word, digits, numbered := strings.Cut(text, ".")
	for s, words := range stages {
		if words.semver == word {
			stage = s
		}
	}
	if numbered {
		number, err = strconv.ParseUint(digits, 10, 64)
	}
	if stage == none || err != nil || numbered && (number == 0 || number > mostNumber || strconv.FormatUint(number, 10) != digits) {
		return none, 0, fmt.Errorf("%s is no pre-release: Python has alpha, beta and rc alone, so write one of these, which are counted up, or one with a number such as rc.2", quote(text))
	}
	return stage, number, nil
}

// Minor is the second number.
func (v Version) Minor() uint64 { return v.minor }

// Number is that of an alpha, a beta or a candidate; 0 for other versions.
func (v Version) Number() uint64 { return v.number }

// IsPre reports whether the version is an alpha, a beta or a candidate.
func (v Version) IsPre() bool {
	_, ok := stages[v.stage]
	return ok
}
