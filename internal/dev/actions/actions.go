// Package actions keeps the actions that the workflows use at commits: it finds those that are not, checks that a commit is the one
// of the version in its comment, and raises them.
package actions

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"

	"go.yaml.in/yaml/v3"
	"golang.org/x/mod/semver"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
)

// Folder is the folder of the workflows, from the root of the repository.
const Folder = ".github/workflows"

// Host is where actions are looked up.
const Host = "https://github.com"

// Use is an action that a workflow uses.
type Use struct {
	File    string // File is the path of the workflow, from the root of the repository.
	Line    int
	Text    string // Text is the value of uses.
	Action  string // Action is the repository, such as actions/checkout, with the folder of the action in it.
	Commit  string // Commit is what stands behind the @.
	Comment string // Comment is the rest of the line, without the #.
}

var (
	commitForm  = regexp.MustCompile(`^[0-9a-f]{40}$`)
	digestForm  = regexp.MustCompile(`^docker://[^@]+@sha256:[0-9a-f]{64}$`)
	versionForm = regexp.MustCompile(`^v[0-9]+\.[0-9]+\.[0-9]+$`)
)

// repository returns the repository of an action, as owner/name.
func (u Use) repository() string {
	parts := strings.SplitN(u.Action, "/", 3)
	return strings.Join(parts[:min(len(parts), 2)], "/")
}

// mistake returns what is wrong with a use; empty if nothing is.
func (u Use) mistake() string {
	switch {
	case strings.HasPrefix(u.Text, "./"), digestForm.MatchString(u.Text):
		return "" // It is a part of this commit, or named by its content.
	case !commitForm.MatchString(u.Commit):
		return fmt.Sprintf("%s is used by a name that can be moved: write the full hash of the commit, and its version as a comment", u.Text)
	case !versionForm.MatchString(u.Comment):
		return fmt.Sprintf("%s has no version: add it as a comment, such as # v1.2.3", u.Text)
	}
	return ""
}

// All returns every use of an action in the workflows of a checkout.
func All(root string) ([]Use, error) {
	var files []string
	for _, form := range []string{"*.yml", "*.yaml"} {
		found, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(Folder), form))
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	var all []Use
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var document yaml.Node
		at := path.Join(Folder, filepath.Base(name))
		if err := yaml.Unmarshal(content, &document); err != nil {
			return nil, fmt.Errorf("%s: %w", at, err)
		}
		all = append(all, uses(at, &document)...)
	}
	return all, nil
}

func uses(name string, node *yaml.Node) []Use {
	var all []Use
	for i, child := range node.Content {
		if node.Kind == yaml.MappingNode && i%2 == 1 && node.Content[i-1].Value == "uses" && child.Kind == yaml.ScalarNode {
			action, commit, _ := strings.Cut(child.Value, "@")
			all = append(all, Use{
				File: name, Line: child.Line, Text: child.Value, Action: action, Commit: commit,
				Comment: strings.TrimSpace(strings.TrimPrefix(child.LineComment, "#")),
			})
			continue
		}
		all = append(all, uses(name, child)...)
	}
	return all
}

// Lint reports the actions that are not pinned, or not everywhere at the same commit, as *buf.Findings.
func Lint(root string) error {
	all, err := All(root)
	if err != nil {
		return err
	}
	var lines []string
	first := map[string]Use{}
	for _, u := range all {
		what := u.mistake()
		if before, known := first[u.Action]; what == "" && known && (before.Commit != u.Commit || before.Comment != u.Comment) {
			what = fmt.Sprintf("%s is at another commit in %s:%d: use one", u.Action, before.File, before.Line)
		} else if !known {
			first[u.Action] = u
		}
		if what != "" {
			lines = append(lines, fmt.Sprintf("%s:%d: %s", u.File, u.Line, what))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return &buf.Findings{Text: strings.Join(lines, "\n"), Summary: "actions are not pinned: go tool mage actions -raise finds the commit of the newest version"}
}

// Command looks the actions of the workflows up on their host.
type Command struct {
	Root  string
	Host  string // Host is the address before owner/name; empty is [Host].
	Raise bool   // Raise writes the newest versions into the workflows.
	Out   io.Writer
}

// Run prints each action with its version and the newest one. It is an error if a commit is not the one of its version, which
// may mean that somebody has moved the tag, or that the pin was never right; Raise does not change such an action.
func (c Command) Run(ctx context.Context) error {
	all, err := All(c.Root)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(c.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ACTION\tVERSION\tNEWEST\tCOMMIT")
	var wrong []error
	newest := map[string]string{} // newest has the pin of each action that is raised.
	seen := map[string]bool{}
	for _, u := range all {
		pin := u.Action + "@" + u.Commit + " " + u.Comment
		if strings.HasPrefix(u.Text, "./") || strings.HasPrefix(u.Text, "docker:") || seen[pin] {
			continue
		}
		seen[pin] = true
		tags, err := c.tags(ctx, u.repository())
		if err != nil {
			return err
		}
		latest := slices.MaxFunc(append(tags, tag{}), func(a, b tag) int { return semver.Compare(a.version, b.version) })
		if latest.version == "" {
			return fmt.Errorf("%s has no tag of a version, such as v1.2.3", u.repository())
		}
		at := slices.IndexFunc(tags, func(t tag) bool { return t.version == u.Comment })
		switch {
		case commitForm.MatchString(u.Commit) && at < 0:
			wrong = append(wrong, fmt.Errorf("%s:%d: %s has no tag %s", u.File, u.Line, u.repository(), cmp.Or(u.Comment, "for this commit, as the version is missing")))
		case commitForm.MatchString(u.Commit) && tags[at].commit != u.Commit:
			wrong = append(wrong, fmt.Errorf("%s:%d: the tag %s of %s is on commit %s, and not on %s: find out why before you change it",
				u.File, u.Line, u.Comment, u.repository(), tags[at].commit, u.Commit))
		default:
			newest[u.Text] = u.Action + "@" + latest.commit + " # " + latest.version
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", u.Action, cmp.Or(u.Comment, u.Commit), latest.version, latest.commit)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if c.Raise {
		wrong = append(wrong, c.raise(all, newest))
	}
	return errors.Join(wrong...)
}

// raise writes new pins into the workflows.
func (c Command) raise(all []Use, newest map[string]string) error {
	byFile := map[string][]Use{}
	for _, u := range all {
		byFile[u.File] = append(byFile[u.File], u)
	}
	for name, uses := range byFile {
		where := filepath.Join(c.Root, filepath.FromSlash(name))
		content, err := os.ReadFile(where)
		if err != nil {
			return err
		}
		lines := strings.SplitAfter(string(content), "\n")
		for _, u := range uses {
			if pin := newest[u.Text]; pin != "" {
				before, _, _ := strings.Cut(lines[u.Line-1], u.Text)
				lines[u.Line-1] = before + pin + "\n"
			}
		}
		if after := strings.Join(lines, ""); after != string(content) {
			if err := file.Write(where, []byte(after)); err != nil {
				return err
			}
		}
	}
	return nil
}

// tag is the tag of a version.
type tag struct{ version, commit string }

// tags returns the tags of the versions of a repository, without pre-releases.
func (c Command) tags(ctx context.Context, repository string) ([]tag, error) {
	address := cmp.Or(c.Host, Host) + "/" + repository
	commits, err := git.RemoteTags(ctx, c.Root, address, "refs/tags/v*")
	if err != nil {
		return nil, fmt.Errorf("the tags of %s cannot be read: %s", address, git.Reason(err))
	}
	var all []tag
	for version, commit := range commits {
		if versionForm.MatchString(version) {
			all = append(all, tag{version, commit})
		}
	}
	return all, nil
}
