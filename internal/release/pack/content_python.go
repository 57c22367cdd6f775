package pack

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"path"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
)

// metadata is the core metadata of a Python artifact.
func metadata(members []archive.Member) []byte {
	for _, m := range members {
		if m.Name == "PKG-INFO" || strings.HasSuffix(path.Dir(m.Name), ".dist-info") && path.Base(m.Name) == "METADATA" {
			return m.Content
		}
	}
	return nil
}

// checkDescription wants a wheel to have its README, which is in its metadata.
func checkDescription(c *content) []Finding {
	if _, description, err := coreMetadata(metadata(c.inside)); err == nil && strings.TrimSpace(description) == "" {
		return []Finding{say("METADATA", "has no description", `set readme = "README.md" in templates/python/pyproject.toml.tmpl`)}
	}
	return nil
}

// checkTyped wants the mark by which type checkers look at the types of a package (PEP 561), above all stubs.
func checkTyped(c *content) []Finding {
	marked := map[string]bool{}
	for _, m := range c.inside {
		if path.Base(m.Name) == "py.typed" {
			marked[path.Dir(m.Name)] = true
		}
	}
	for _, m := range c.inside {
		if path.Ext(m.Name) != ".pyi" {
			continue
		}
		covered := false
		for dir := path.Dir(m.Name); dir != "." && dir != "/" && !covered; dir = path.Dir(dir) {
			covered = marked[dir]
		}
		if !covered {
			return []Finding{say(m.Name, "has no py.typed in a folder above it, so type checkers ignore it",
				"run mage generate, which puts one into "+strings.TrimSuffix(namespace, "/"))}
		}
	}
	if len(marked) == 0 {
		return []Finding{say("", "has no py.typed, so type checkers ignore its types", "run mage generate, which puts one into "+strings.TrimSuffix(namespace, "/"))}
	}
	return nil
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
