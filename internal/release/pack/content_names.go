package pack

import (
	"fmt"
	"path"
	"strings"

	"golang.org/x/mod/module"
)

// checkNames wants names that every system can have, as modules of Go need them, and no two that are one where the case of
// letters doesn't count: of those, one would overwrite the other.
func checkNames(c *content) []Finding {
	var found []Finding
	seen := map[string]string{}
	for _, m := range c.inside {
		if err := module.CheckFilePath(strings.TrimPrefix(m.Name, "/")); err != nil || !isASCII(m.Name) {
			found = append(found, say(m.Name, "has a name that not every system can have", "rename the proto that it is generated from"))
		}
		// A folder collides like a file.
		for name := m.Name; name != "." && name != "/"; name = path.Dir(name) {
			folded := strings.ToLower(name)
			other, ok := seen[folded]
			if ok && other != name {
				found = append(found, say(name, "is the same as "+other+" where the case of letters does not count",
					"rename the proto that one of them is generated from"))
			}
			if ok {
				break
			}
			seen[folded] = name
		}
	}
	return found
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > 126 })
}

// checkManifest wants an artifact to say of itself what its descriptor says: a feed would take it under the name and version
// that are inside.
func checkManifest(c *content) []Finding {
	file, name, version, err := c.format().Manifest(c.inside)
	if err != nil {
		return []Finding{say(file, "can't be read: "+err.Error(), "run mage generate")}
	}
	var found []Finding
	if name != c.pkg {
		found = append(found, say(file, fmt.Sprintf("is of the package %q, not %q", name, c.pkg), "look at the template of the manifest"))
	}
	if version != "" && version != c.version {
		found = append(found, say(file, fmt.Sprintf("has the version %q, not %q", version, c.version), "look at the template of the manifest"))
	}
	return found
}
