package floors

import (
	"strconv"
	"strings"
)

// bounds are the versions from a floor up to, and without, a ceiling. Versions are compared by their numbers; a range that is
// written in another way is kept as it is and includes nothing but itself.
type bounds struct {
	floor, ceiling []int // ceiling is nil where there is none.
	other          string
}

// includes says whether every version of the other bounds is within these.
func (b bounds) includes(other bounds) bool {
	if b.other != "" || other.other != "" {
		return b.other == other.other
	}
	if compareNumbers(b.floor, other.floor) > 0 {
		return false
	}
	return b.ceiling == nil || other.ceiling != nil && compareNumbers(other.ceiling, b.ceiling) <= 0
}

// pep440 reads a version specifier of PEP 440: clauses with >=, >, <, ~= and ==, of which all have to hold.
func pep440(text string) bounds {
	var b bounds
	for clause := range strings.SplitSeq(text, ",") {
		clause = strings.TrimSpace(clause)
		operator := clause[:len(clause)-len(strings.TrimLeft(clause, "<>=!~"))]
		at, ok := numbers(strings.TrimSpace(clause[len(operator):]))
		switch {
		case clause == "":
		case !ok:
			return bounds{other: text}
		case operator == ">=", operator == "~=":
			b = b.from(at)
			if operator == "~=" && len(at) > 1 {
				b = b.below(next(at, len(at)-2))
			}
		case operator == "<":
			b = b.below(at)
		case operator == "==":
			b = b.from(at)
			b = b.below(next(at, len(at)-1))
		default:
			return bounds{other: text}
		}
	}
	return b
}

// npm reads a range of node-semver: one version, or clauses with >=, <, ^ and ~ beside each other.
func npm(text string) bounds {
	var b bounds
	for clause := range strings.FieldsSeq(text) {
		operator := clause[:len(clause)-len(strings.TrimLeft(clause, "<>=^~"))]
		at, ok := numbers(clause[len(operator):])
		switch {
		case !ok:
			return bounds{other: text}
		case operator == ">=":
			b = b.from(at)
		case operator == "<":
			b = b.below(at)
		case operator == "^":
			b = b.from(at)
			first := 0 // first is the first number that is not 0: what stands before it may not change.
			for first < len(at)-1 && at[first] == 0 {
				first++
			}
			b = b.below(next(at, first))
		case operator == "~":
			b = b.from(at)
			b = b.below(next(at, min(1, len(at)-1)))
		case operator == "":
			b = b.from(at)
			b = b.below(next(at, len(at)-1))
		default:
			return bounds{other: text}
		}
	}
	return b
}

// from is b without what is below a version, and below b without that version and what is above.
func (b bounds) from(version []int) bounds {
	if compareNumbers(version, b.floor) > 0 {
		b.floor = version
	}
	return b
}

func (b bounds) below(version []int) bounds {
	if b.ceiling == nil || compareNumbers(version, b.ceiling) < 0 {
		b.ceiling = version
	}
	return b
}

// next counts one number up and drops those after it.
func next(version []int, place int) []int {
	up := append([]int(nil), version[:place+1]...)
	up[place]++
	return up
}

func numbers(version string) ([]int, bool) {
	var all []int
	for part := range strings.SplitSeq(strings.TrimPrefix(version, "v"), ".") {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 {
			return nil, false
		}
		all = append(all, n)
	}
	return all, true
}

// compareNumbers compares two versions; numbers that are missing are 0.
func compareNumbers(a, b []int) int {
	for i := range max(len(a), len(b)) {
		x, y := 0, 0
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x != y {
			return x - y
		}
	}
	return 0
}
