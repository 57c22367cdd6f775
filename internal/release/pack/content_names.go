package pack

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"path"
	"strconv"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
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
	file, name, version, err := c.manifest()
	if err != nil {
		return []Finding{say(file, "can't be read: "+err.Error(), "run mage generate")}
	}
	var found []Finding
	if name != c.pkg {
		found = append(found, say(file, fmt.Sprintf("is of the package %q, not %q", name, c.pkg), "look at the template of the manifest"))
	}
	if version != c.version {
		found = append(found, say(file, fmt.Sprintf("has the version %q, not %q", version, c.version), "look at the template of the manifest"))
	}
	return found
}

// manifest is what an artifact says of itself, and where.
func (c *content) manifest() (file, name, version string, err error) {
	switch c.kind {
	case moduleKind:
		content, _ := archive.Find(c.inside, "go.mod")
		manifest, err := modfile.Parse("go.mod", content, nil)
		if err != nil {
			return "go.mod", "", "", err
		}
		if len(manifest.Replace) > 0 {
			err = fmt.Errorf("it replaces %s, which holds for us and not for users", manifest.Replace[0].Old.Path)
		}
		if manifest.Module == nil {
			return "go.mod", "", c.version, err
		}
		return "go.mod", manifest.Module.Mod.Path, c.version, err // The version is in the names of all members.
	case tarballKind:
		content, _ := archive.Find(c.inside, "package.json")
		var manifest packageJSON
		err := json.Unmarshal(content, &manifest)
		return "package.json", manifest.Name, manifest.Version, err
	default:
		fields, _, err := coreMetadata(c.metadata(c.inside))
		return "METADATA", fields.Get("Name"), fields.Get("Version"), err
	}
}

// checkRecord holds RECORD of a wheel to the files, as installers do (PEP 376, and PEP 427 for the digests).
func checkRecord(c *content) []Finding {
	const advice = "run it again; if it stays, the tool that packs is at fault"
	var list string
	for _, m := range c.inside {
		if matches("*.dist-info/RECORD", m.Name) {
			list = m.Name
		}
	}
	content, _ := archive.Find(c.inside, list)
	lines, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		return []Finding{say(list, "can't be read: "+err.Error(), advice)}
	}
	var found []Finding
	recorded := map[string][]string{}
	for _, line := range lines {
		if len(line) == 3 {
			recorded[line[0]] = line[1:]
		}
	}
	for _, m := range c.inside {
		line, ok := recorded[m.Name]
		delete(recorded, m.Name)
		sum := sha256.Sum256(m.Content)
		want := "sha256=" + base64.RawURLEncoding.EncodeToString(sum[:])
		switch {
		case !ok:
			found = append(found, say(m.Name, "is not in RECORD", advice))
		case m.Name == list: // It can't have its own digest.
		case line[0] != want || line[1] != strconv.Itoa(len(m.Content)):
			found = append(found, say(m.Name, "is another one in RECORD", advice))
		}
	}
	for name := range recorded {
		found = append(found, say(name, "is in RECORD but not in the wheel", advice))
	}
	return sorted(found)
}
