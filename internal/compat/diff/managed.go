package diff

import (
	"slices"
	"strconv"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// managed puts the effective values of options in the place of the written ones where the rules that override them differ. Where
// the rules are the same, what follows from another path or package is no change of the option, and what is written has no effect.
func managed(old, now schema.Element, written []optionDifference) []optionDifference {
	var effective optionDifference
	switch now := now.(type) {
	case *schema.File:
		if old, ok := old.(*schema.File); ok && old.Managed.From != now.Managed.From {
			effective = optionDifference{"go_package", quotedOption(old.GoPackage()), quotedOption(now.GoPackage())}
		}
	case *schema.Field:
		if old, ok := old.(*schema.Field); ok && old.In().Managed.JSTypes != now.In().Managed.JSTypes {
			effective = optionDifference{"jstype", jsTypeName(old.JSType()), jsTypeName(now.JSType())}
		}
	}
	if effective.before == effective.after {
		return written
	}
	written = slices.DeleteFunc(written, func(d optionDifference) bool { return d.name == effective.name })
	return append(written, effective)
}

func quotedOption(value string) string {
	if value == "" {
		return ""
	}
	return strconv.Quote(value)
}

func jsTypeName(number uint64) string {
	names := []string{"JS_NORMAL", "JS_STRING", "JS_NUMBER"}
	if number < uint64(len(names)) {
		return names[number]
	}
	return strconv.FormatUint(number, 10)
}
