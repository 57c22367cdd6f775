package lint

import (
	"regexp"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

var permissionRules = []Rule{
	{"QDRANT_PERMISSIONS_OPTION", "Every method declares the permissions that it requires, or that it requires no authentication.", checkPermissionsOption},
	{"QDRANT_PERMISSIONS_COMMENT", "The comment of a method lists the permissions of its options, in the same order.", checkPermissionsComment},
	{"QDRANT_PERMISSIONS_FORMAT", "A permission has the form verb:resource in lower case, such as read:backup_schedules.", checkPermissionsFormat},
}

func checkPermissionsOption(c *contract, found findings) {
	if !c.knows(options.Permissions) {
		return
	}
	for _, m := range c.methods {
		switch {
		case m.Permissions == nil && !m.Anonymous:
			found(at(m), "%s does not declare who may call it: add the option permissions, or requires_authentication = false.", m.Name())
		case m.Permissions != nil && m.Anonymous:
			found(at(m), "%s requires permissions but no authentication: remove one of the two options.", m.Name())
		}
	}
}

const (
	permissionsHeading = "Required permissions:"
	anonymousHeading   = "Authentication: not required."
)

func checkPermissionsComment(c *contract, found findings) {
	if !c.knows(options.Permissions) {
		return
	}
	for _, m := range c.methods {
		listed, ok := listedPermissions(m.comment)
		switch {
		case m.Anonymous:
			if !strings.Contains(m.comment, anonymousHeading) {
				found(at(m), "%s requires no authentication, but its comment does not mention it: add the line %q.", m.Name(), anonymousHeading)
			}
		case m.Permissions == nil: // Another rule asks for the option.
		case !ok:
			found(at(m), "The comment of %s lacks the section %q: list the permissions of its options there.", m.Name(), permissionsHeading)
		case slices.Equal(m.Permissions, []string{""}):
			if len(listed) != 1 || !strings.HasPrefix(listed[0], "None:") {
				found(at(m), "%s requires no permission: write \"- None:\" and the reason under %q.", m.Name(), permissionsHeading)
			}
		case !slices.Equal(listed, m.Permissions):
			found(at(m), "The comment of %s lists %s, but its options %s: list the same permissions in the same order.",
				m.Name(), quoteAll(listed), quoteAll(m.Permissions))
		case m.AnyPermission && !strings.Contains(m.comment, "Any one of them is enough."):
			found(at(m), "Any one permission of %s is enough, but its comment does not mention it: add \"Any one of them is enough.\".", m.Name())
		}
	}
}

// listedPermissions returns the items of the list below the heading, up to the next empty line.
func listedPermissions(comment string) (items []string, ok bool) {
	for line := range strings.SplitSeq(comment, "\n") {
		line = strings.TrimSpace(line)
		item, isItem := strings.CutPrefix(line, "- ")
		switch {
		case line == permissionsHeading:
			ok = true
		case ok && isItem:
			items = append(items, item)
		case ok && line == "":
			return items, ok
		}
	}
	return items, ok
}

var permissionPattern = regexp.MustCompile(`^[a-z]+(_[a-z]+)*:[a-z]+(_[a-z]+)*$`)

func checkPermissionsFormat(c *contract, found findings) {
	for _, m := range c.methods {
		if m.Permissions == nil {
			continue
		}
		for i, permission := range m.Permissions {
			place := c.atOption(m, options.Permissions, i)
			switch {
			case permission == "" && len(m.Permissions) > 1:
				found(place, "%s has an empty permission besides others: remove it, or remove the others.", m.Name())
			case permission != "" && !permissionPattern.MatchString(permission):
				found(place, "The permission %q is not of the form verb:resource in lower case: use a name such as read:clusters.", permission)
			}
		}
	}
}

func quoteAll(texts []string) string {
	if len(texts) == 0 {
		return "nothing"
	}
	return "`" + strings.Join(texts, "`, `") + "`"
}
