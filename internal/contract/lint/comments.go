package lint

import (
	"regexp"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

var commentRules = []Rule{
	{"QDRANT_DEPRECATED_SUCCESSOR", "The comment of a deprecated element names the replacement, after \"Deprecated:\".", checkDeprecated},
	{ruleIgnoreReason, "A comment that silences a rule names an existing rule and gives a reason of at least three words.", checkIgnoreReason},
}

// successorPattern finds a name in the way comments write it: in backquotes, with dots, or as that of a message or method.
var successorPattern = regexp.MustCompile("(?s)Deprecated: .*?(`[^`]+`|\\w+\\.\\w+|[A-Z][a-z0-9]+[A-Z]\\w+)")

func checkDeprecated(c *contract, found findings) {
	judge := func(d protoreflect.Descriptor) {
		options, ok := d.Options().(interface{ GetDeprecated() bool })
		if ok && options.GetDeprecated() && !successorPattern.MatchString(comment(d)) {
			found(at(d), "%s is deprecated without a replacement: add \"Deprecated:\" and the name of the replacement to its comment.", d.Name())
		}
	}
	enums := func(list protoreflect.EnumDescriptors) {
		for enum := range all(list) {
			judge(enum)
			for value := range all(enum.Values()) {
				judge(value)
			}
		}
	}
	for _, file := range c.files {
		for service := range all(file.Services()) {
			judge(service)
		}
		enums(file.Enums())
	}
	for _, m := range c.methods {
		judge(m)
	}
	for _, message := range c.messages {
		judge(message)
		for f := range all(message.Fields()) {
			judge(f)
		}
		enums(message.Enums())
	}
}

const ruleIgnoreReason = "QDRANT_IGNORE_REASON"

// packagePath is the position of the package clause in a file.
var packagePath = protoreflect.SourcePath{2}

var ignorePattern = regexp.MustCompile(`^buf:lint:ignore\s*([A-Z0-9_]*)(.*)$`)

func checkIgnoreReason(c *contract, found findings) {
	for _, file := range c.files {
		for location := range all(file.SourceLocations()) {
			for text := range strings.SplitSeq(location.LeadingComments, "\n") {
				match := ignorePattern.FindStringSubmatch(strings.TrimSpace(text))
				if match == nil {
					continue
				}
				place := place{file: file.Path(), path: location.Path}
				id, reason := match[1], match[2]
				switch {
				case id == ruleIgnoreReason: // At the element it would silence itself.
					place.path = packagePath
					found(place, "%s is silenced in line %d: remove that comment, and give the reasons that are missing.", id, location.StartLine+1)
				case strings.HasPrefix(id, Category+"_") && !slices.Contains(c.rules, id):
					found(place, "There is no rule %s: correct the name, or remove the comment.", id)
				case len(words.FindAllString(reason, -1)) < 3:
					found(place, "%s is silenced without a reason: add at least three words after the name of the rule.", id)
				}
			}
		}
	}
}

var words = regexp.MustCompile(`[\pL\d][\pL\d'-]*`)
