package judge

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// sourceOnly is the retention of an option that compilers remove from descriptors of generated code.
const sourceOnly = "RETENTION_SOURCE"

// otherValidators are the options of protoc-gen-validate. Nothing here runs their rules.
var otherValidators = []string{"validate.rules", "validate.required", "validate.disabled", "validate.ignored"}

// enforced judges an option that rejects requests. Rules of protoc-gen-validate that are only removed or loosened reject nothing new.
func (j *judge) enforced(c diff.Change) verdict {
	v := verdict{rule: RuleOptionEnforced}
	if j.onlyReceived(c) {
		return v
	}
	if slices.Contains(otherValidators, c.Option) && loosened(c) {
		return v
	}
	v.breaks, v.doubt, v.proof = []Surface{Validation}, true, "nothing here can tell what "+c.Option+" rejects"
	return v
}

// onlyReceived reports whether an option is about values that no request has.
func (j *judge) onlyReceived(c diff.Change) bool {
	switch c.Element().(type) {
	case *schema.Field, *schema.Oneof, *schema.Message, *schema.Enum, *schema.EnumValue:
		return j.use(c)&Request == 0
	default:
		return false
	}
}

// loosened reports whether each part of an option of protoc-gen-validate that differs accepts at least what it accepted.
func loosened(c diff.Change) bool {
	switch c.Option {
	case "validate.required":
		return c.After != "true"
	case "validate.disabled", "validate.ignored":
		return c.After == "true"
	}
	before, after := leaves(c.Before), leaves(c.After)
	if exclusive(before) || exclusive(after) {
		return false
	}
	differ := false
	for path := range union(before, after) {
		was, is := before[path], after[path]
		if was == is {
			continue
		}
		differ = true
		switch name := path[strings.LastIndexByte(path, '.')+1:]; name {
		case "lt", "lte", "max_len", "max_bytes", "max_items", "max_pairs":
			if is != "" && !within(was, is) {
				return false
			}
		case "gt", "gte", "min_len", "min_bytes", "min_items", "min_pairs":
			if is != "" && !within(is, was) {
				return false
			}
		case "const":
			if is != "" {
				return false
			}
		case "len", "len_bytes", "pattern", "prefix", "suffix", "contains", "not_contains", "not_in", "in", "email", "hostname", "ip",
			"ipv4", "ipv6", "uri", "address", "uuid", "unique", "no_sparse", "required", "defined_only", "lt_now", "gt_now":
			if is != "" && is != "false" {
				return false
			}
		default:
			return false
		}
	}
	return differ
}

// within reports whether one number is less than another one. Nothing is not a number.
func within(low, high string) bool {
	a, errA := strconv.ParseFloat(low, 64)
	b, errB := strconv.ParseFloat(high, 64)
	return errA == nil && errB == nil && a <= b
}

// exclusive reports whether some rules have a lower bound that is not below the upper one: they accept what is outside of both.
func exclusive(rules map[string]string) bool {
	for path, low := range rules {
		parent, name, _ := cutLast(path)
		if name != "gt" && name != "gte" {
			continue
		}
		for _, upper := range []string{"lt", "lte"} {
			if high, have := rules[parent+"."+upper]; have && !within(low, high) {
				return true
			}
		}
	}
	return false
}

// limit treats the numbers in a custom option as limits whose names, or those of what they are in, have a word for one.
func (j *judge) limit(c diff.Change) verdict {
	if !strings.Contains(c.Option, ".") {
		return verdict{rule: RuleOption}
	}
	name := c.Option[strings.LastIndexByte(c.Option, '.')+1:]
	before, after := leaves(c.Before), leaves(c.After)
	v := verdict{rule: RuleOption}
	for path := range union(before, after) {
		was, is := before[path], after[path]
		most, least := bound(name + path)
		if was == is || !most && !least || was != "" && !within(was, was) || is != "" && !within(is, is) {
			continue
		}
		v.rule = RuleOptionLimit
		lower := was == "" || is != "" && !within(was, is)
		higher := was == "" || is != "" && !within(is, was)
		if proof := "a value within the limit of " + orNone(was) + " can exceed " + is; (most && lower || least && higher) && !j.onlyReceived(c) && (v.proof == "" || proof < v.proof) {
			v.breaks, v.proof = []Surface{Validation}, proof
		}
	}
	return v
}

// bound reports whether the number at a path is an upper or a lower limit. The innermost name with a word for one decides.
func bound(path string) (most, least bool) {
	for rest, more := path, true; more; {
		var name string
		rest, name, more = cutLast(rest)
		if most, least = hasWord(name, "max", "limit", "limits"), hasWord(name, "min"); most || least {
			return most, least && !most
		}
	}
	return false, false
}

func cutLast(path string) (before, last string, found bool) {
	i := strings.LastIndexByte(path, '.')
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}

func union(a, b map[string]string) map[string]bool {
	all := make(map[string]bool, len(a)+len(b))
	for path := range a {
		all[path] = true
	}
	for path := range b {
		all[path] = true
	}
	return all
}

// leaves returns the values in the text of an option by their paths: ".uint32.lte" in {uint32: {lte: 5}}, and "" for a value that is
// no message. Messages in a list are told apart by what they have besides numbers. Any other list is one value.
func leaves(text string) map[string]string {
	all := map[string]string{}
	if text == "" {
		return all
	}
	var value func(path, text string)
	value = func(path, text string) {
		if strings.HasPrefix(text, "[{") {
			seen := map[string]int{}
			for _, item := range parts(strings.TrimSuffix(text[1:], "]")) {
				name := identity(item)
				seen[name]++
				value(fmt.Sprintf("%s.%q %d", path, name, seen[name]), item)
			}
			return
		}
		inner, message := strings.CutPrefix(text, "{")
		if !message {
			all[path] = text
			return
		}
		for _, part := range parts(strings.TrimSuffix(inner, "}")) {
			name, of, _ := strings.Cut(part, ": ")
			value(path+"."+name, of)
		}
	}
	value("", text)
	return all
}

// identity is what a message in a list has besides numbers, without dots, which separate the names of a path.
func identity(text string) string {
	var all []string
	for path, value := range leaves(text) {
		if !within(value, value) {
			all = append(all, path+" "+value)
		}
	}
	slices.Sort(all)
	return strings.ReplaceAll(strings.Join(all, " "), ".", " ")
}

// parts splits a list at its commas, but not within texts, lists and messages.
func parts(text string) []string {
	var all []string
	depth, start, quoted := 0, 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		case c == ',' && depth == 0:
			all, start = append(all, text[start:i]), i+len(", ")
		}
	}
	if start < len(text) {
		all = append(all, text[start:])
	}
	return all
}
