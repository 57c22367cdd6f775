package conformance

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// match says where a value differs from what is wanted, or nothing. Of an object the wanted keys count alone, and null stands for
// a key that is absent. A wanted text that begins with ~ is a regular expression.
func match(want, got any, at string) string {
	switch want := want.(type) {
	case map[string]any:
		return matchObject(want, got, at)
	case []any:
		list, ok := got.([]any)
		if !ok || len(list) != len(want) {
			return fmt.Sprintf("%s is %s, want %d items: %s", at, show(got), len(want), show(want))
		}
		for i := range want {
			if wrong := match(want[i], list[i], fmt.Sprintf("%s[%d]", at, i)); wrong != "" {
				return wrong
			}
		}
		return ""
	case string:
		pattern, isPattern := strings.CutPrefix(want, "~")
		text, isText := got.(string)
		if isPattern && isText {
			if ok, err := regexp.MatchString(pattern, text); err != nil || !ok {
				return fmt.Sprintf("%s is %s, want text that matches %s", at, show(got), pattern)
			}
			return ""
		}
	}
	if want != got {
		return fmt.Sprintf("%s is %s, want %s", at, show(got), show(want))
	}
	return ""
}

func sorted(object map[string]any) []string {
	keys := make([]string, 0, len(object))
	for key := range object {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// show writes a value for people; of a long one, the beginning.
func show(value any) string {
	const most = 300
	encoded, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	if len(encoded) > most {
		return string(encoded[:most]) + "…"
	}
	return string(encoded)
}

// decoded makes a value of anything that JSON can say.
func decoded(value any) (any, error) {
	encoded, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	var plain any
	return plain, json.Unmarshal(encoded, &plain)
}

func matchObject(want map[string]any, got any, at string) string {
	object, ok := got.(map[string]any)
	if !ok {
		return fmt.Sprintf("%s is %s, want an object", at, show(got))
	}
	for _, key := range sorted(want) {
		value, there := object[key]
		switch {
		case want[key] == nil && value == nil:
		case want[key] == nil:
			return fmt.Sprintf("%s.%s is %s, want none", at, key, show(value))
		case !there:
			return fmt.Sprintf("%s has no %s, want %s", at, key, show(want[key]))
		default:
			if wrong := match(want[key], value, at+"."+key); wrong != "" {
				return wrong
			}
		}
	}
	return ""
}
