package floors

import (
	"strconv"
	"strings"
)

// bounds is the range of versions from floor up to and excluding ceiling. A range in any other syntax is kept as text and includes
// only itself.
type bounds struct {
	floor, ceiling []int // ceiling is nil where there is none.
	other          string
}

// includes reports whether b contains every version of other.
func (b bounds) includes(other bounds) bool {
	if b.other != "" || other.other != "" {
		return b.other == other.other
	}
	if compareNumbers(b.floor, other.floor) > 0 {
		return false
	}
	return b.ceiling == nil || other.ceiling != nil && compareNumbers(other.ceiling, b.ceiling) <= 0
}

// pep440 parses a version specifier of PEP 440 with the operators >=, <, ~= and ==; all clauses have to hold.
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

// npm parses a range of node-semver: one version, or clauses with >=, <, ^ and ~ in a row.
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
			first := 0 // first is the index of the first number that is not 0; the numbers up to it may not change.
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

// from returns b without the versions below a version; below returns b without that version and all above.
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

// next increments one number and drops those after it.
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

// compareNumbers compares two versions; missing numbers count as 0.
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
