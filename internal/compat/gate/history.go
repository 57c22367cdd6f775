package gate

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/gate/floors"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/source"
)

// maxManifest limits the size of a manifest, and maxMessages that of all commit messages.
const (
	maxManifest = 8 << 20
	maxMessages = 16 << 20
)

// history returns what only a repository knows: the changed requirements of the SDKs, and the breaks that commits accept.
func (r *Review) history(ctx context.Context, o Options) ([]judge.Requirement, []judge.Acceptance, error) {
	accepted := Accepted(o.Notes, "the pull request")
	if r.Base.Kind != source.Ref && r.Base.Kind != source.Adopted || r.Head.Kind != source.Ref && o.Input != "" {
		return nil, accepted, nil
	}
	head := "HEAD"
	if r.Head.Kind == source.Ref {
		head = r.Head.Commit
	}
	var requirements []judge.Requirement
	if r.Base.Kind == source.Ref { // What an adopted version required is not known.
		var err error
		if requirements, err = r.requirements(ctx, o.Root, head); err != nil {
			return nil, nil, err
		}
	}
	messages, err := git.Output(ctx, o.Root, "log", "--format=%h%x00%B%x00", r.since(head))
	if err != nil || len(messages) > maxMessages {
		return requirements, accepted, err
	}
	parts := strings.Split(messages, "\x00")
	for i := 0; i+1 < len(parts); i += 2 {
		accepted = append(accepted, Accepted(parts[i+1], "commit "+strings.TrimSpace(parts[i]))...)
	}
	return requirements, accepted, nil
}

// since returns the commits from the base to a head, as git log takes them. All of them come after a version of another tree.
func (r *Review) since(head string) string {
	if r.Base.Kind == source.Adopted {
		return head
	}
	return r.Base.Commit + ".." + head
}

func (r *Review) requirements(ctx context.Context, root, head string) ([]judge.Requirement, error) {
	before, err := committed(ctx, root, r.Base.Commit)
	if err != nil {
		return nil, err
	}
	var after map[string][]byte
	if r.Head.Kind == source.Ref {
		after, err = committed(ctx, root, head)
	} else {
		after, err = onDisk(root)
	}
	if err != nil {
		return nil, err
	}
	requirements, err := floors.Compare(before, after)
	return requirements, exit.With(exit.Usage, err)
}

func committed(ctx context.Context, root, commit string) (map[string][]byte, error) {
	objects, err := git.OpenObjects(ctx, root)
	if err != nil {
		return nil, err
	}
	defer objects.Close()
	files := map[string][]byte{}
	for _, path := range floors.Files() {
		object, err := objects.Get(git.At(commit, path), maxManifest)
		var missing *git.MissingError
		switch {
		case errors.As(err, &missing):
		case err != nil:
			return nil, err
		default:
			files[path] = object.Content
		}
	}
	return files, nil
}

func onDisk(root string) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, path := range floors.Files() {
		content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(path)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if err == nil {
			files[path] = content
		}
	}
	return files, nil
}

// acceptance is a line like "Accept-break: field.removed example.v1.Thing.size nobody has read it since 2024".
var acceptance = regexp.MustCompile(`(?mi)^[ \t]*Accept-break:[ \t]*(\S+)[ \t]+(\S+)[ \t]+(\S.*?)[ \t\r]*$`)

// htmlComment is a comment of Markdown, which nobody who reviews a pull request sees. One that is not closed goes to the end.
var htmlComment = regexp.MustCompile(`(?s)<!--.*?(?:-->|\z)`)

// Accepted returns the breaks that the lines of a pull request or of a commit message accept: "Accept-break:", the rule, the
// element and the reason. Lines in HTML comments do not count, because reviewers do not see them.
func Accepted(text, where string) []judge.Acceptance {
	var all []judge.Acceptance
	text = htmlComment.ReplaceAllString(text, "")
	for _, line := range acceptance.FindAllStringSubmatch(text, -1) {
		all = append(all, judge.Acceptance{Rule: judge.RuleID(line[1]), Element: line[2], Reason: line[3], Where: where})
	}
	return all
}
