package pack

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/secrets"
)

// Finding is something in an artifact for which it must not be published.
type Finding struct {
	Rule     string
	Artifact string // Artifact is the file that it is in.
	File     string // File is the member; empty where it is about the whole.
	Line     int    // Line counts from 1; 0 where it is about the whole member.
	What     string
	Advice   string
}

func (f Finding) String() string {
	where := f.Artifact
	if f.File != "" {
		where += ": " + f.File
		if f.Line > 0 {
			where += fmt.Sprintf(":%d", f.Line)
		}
	}
	return fmt.Sprintf("%s %s; %s [%s]", where+":", f.What, f.Advice, f.Rule)
}

// ContentError says why artifacts must not be published, a line each.
type ContentError struct{ Findings []Finding }

func (e *ContentError) Error() string {
	lines := make([]string, len(e.Findings))
	for i, f := range e.Findings {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// content is an artifact as its users find it.
type content struct {
	*artifact

	inside []archive.Member // inside are the members, with their names from the folder in the archive that all are in.
}

// say is a finding in a member. The artifact and the rule are put in by the caller of the rule.
func say(file, what, advice string) Finding { return Finding{File: file, What: what, Advice: advice} }

// rule is one thing that holds for the content of artifacts.
type rule struct {
	id    string
	check func(c *content) []Finding
}

// contentRules hold for all archives; a [Format] adds rules of its own.
var contentRules = []rule{
	{"budget", checkBudget},
	{"foreign", checkForeign},
	{"names", checkNames},
	{"required", checkRequired},
	{"complete", checkComplete},
	{"manifest", checkManifest},
	{"secret", checkSecrets},
	{"readme", checkReadme},
}

// check reads artifacts back and holds their content to the rules. What several artifacts of a language have in common is
// said once.
func check(made []*artifact) ([]Finding, error) {
	var all []Finding
	for _, a := range made {
		if a.kind == besideKind {
			continue
		}
		inside, err := a.members()
		if err != nil {
			return nil, err
		}
		c := &content{a, inside}
		for _, r := range slices.Concat(contentRules, a.format().rules) {
			for _, f := range r.check(c) {
				f.Rule, f.Artifact = r.id, a.file
				if !slices.ContainsFunc(all, func(g Finding) bool { g.Artifact = f.Artifact; return g == f }) {
					all = append(all, f)
				}
			}
		}
	}
	return all, nil
}

// members reads the artifact back. A member outside of the folder that all are to be in keeps its whole name, with a slash
// before it, so that it is foreign to every rule.
func (a *artifact) members() ([]archive.Member, error) {
	file := a.file
	if a.kind == moduleKind {
		file = "module.zip"
	}
	all, err := archive.ReadBytes(file, a.content)
	if err != nil {
		return nil, err
	}
	for i, m := range all {
		name, ok := strings.CutPrefix(m.Name, a.prefix)
		if !ok {
			name = "/" + m.Name
		}
		all[i].Name = name
	}
	return all, nil
}

// Budgets, in bytes. The whole contract makes files of up to 250 kB and artifacts of up to 500 kB: what is over these was not
// meant to be packed.
const (
	mostFile     = 1 << 20
	mostArtifact = 5 << 20
)

func checkBudget(c *content) []Finding {
	var found []Finding
	if size := len(c.content); size > mostArtifact {
		found = append(found, say("", fmt.Sprintf("is of %d bytes, more than the %d that an artifact may have", size, mostArtifact),
			"look for what does not belong into it"))
	}
	for _, m := range c.inside {
		if len(m.Content) > mostFile {
			found = append(found, say(m.Name, fmt.Sprintf("is of %d bytes, more than the %d that a file may have", len(m.Content), mostFile),
				"split the proto that it is generated from, or leave it out"))
		}
	}
	return found
}

// namespace is the folder in every SDK that the generated code of the contract is in. Everything else at the top belongs to
// other packages: a second copy of google/ in site-packages would overwrite the one of googleapis-common-protos.
const namespace = "qdrant/cloud/"

func matches(pattern, name string) bool {
	matched, err := path.Match(pattern, name)
	return err == nil && matched
}

func checkForeign(c *content) []Finding {
	var found []Finding
	allowed := c.format()
	for _, m := range c.inside {
		inCode := strings.HasPrefix(m.Name, namespace) &&
			slices.ContainsFunc(allowed.Code, func(end string) bool { return strings.HasSuffix(m.Name, end) })
		inRoot := slices.ContainsFunc(allowed.Root, func(pattern string) bool { return matches(pattern, m.Name) })
		if !inCode && !inRoot {
			found = append(found, say(m.Name, "does not belong to this package: code of ours is below "+namespace,
				"remove the file, or keep the generator from making it; what is generated for google/ or buf/ comes from packages of its own"))
		}
	}
	return found
}

func checkRequired(c *content) []Finding {
	var found []Finding
	for _, pattern := range c.format().Must {
		ok := slices.ContainsFunc(c.inside, func(m archive.Member) bool {
			return matches(pattern, m.Name) && len(bytes.TrimSpace(m.Content)) > 0
		})
		if !ok {
			found = append(found, say(pattern, "is missing or empty", "run mage generate, and look whether the manifest leaves it out"))
		}
	}
	return found
}

// checkComplete wants what is generated to be in every artifact, as it is: no list of files, and no pattern of what is to be
// left out, may drop some of it.
func checkComplete(c *content) []Finding {
	var found []Finding
	packed := map[string][]byte{}
	for _, m := range c.inside {
		packed[m.Name] = m.Content
	}
	for _, m := range c.folder {
		content, ok := packed[m.Name]
		switch {
		case !strings.HasPrefix(m.Name, namespace):
		case !ok:
			found = append(found, say(m.Name, "was not packed", "look at what the manifest includes: files in package.json, only-include in pyproject.toml"))
		case !bytes.Equal(content, m.Content):
			found = append(found, say(m.Name, "was changed while it was packed", "run it again; if it stays, the tool that packs is at fault"))
		}
	}
	return found
}

// sorted are findings in the order of their files.
func sorted(found []Finding) []Finding {
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.What, b.What))
	})
	return found
}

// checkSecrets looks for what only its owner should have. The finding does not repeat it.
func checkSecrets(c *content) []Finding {
	var all []Finding
	for _, m := range c.inside {
		for _, found := range secrets.Find(m.Content) {
			finding := say(m.Name, "has "+found.What, "remove it and revoke it; if it is no secret, write an example that does not look like one")
			finding.Line = found.Line
			all = append(all, finding)
		}
	}
	return sorted(all)
}
