package git

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// Remote is a git remote, seen from a clone. It gets the tags of a release: all of them in one push, or none.
//
// The tags are annotated, and everything in them comes from the commit: whoever tags the same commit, on whichever machine and
// whenever, makes the same objects. So a push that is done twice changes nothing the second time.
type Remote struct {
	Repo string // Repo is the folder of the clone.
	Name string // Name is that of a remote, such as origin, or an address.
}

// OtherCommitError says that a tag of this name stands for another commit. Tags don't move: users and caches have them.
type OtherCommitError struct {
	Tag          string
	Where        string // Where is the remote, or "here" for the clone.
	Commit, Want string
}

func (e *OtherCommitError) Error() string {
	at := "on " + e.Where
	if e.Where == "here" {
		at = "here"
	}
	text := fmt.Sprintf("the tag %s stands for commit %.12s %s, not for %.12s", e.Tag, e.Commit, at, e.Want)
	if e.Where == "here" {
		return text + ": if it was never pushed, remove it with git tag -d " + e.Tag
	}
	return text + ": release another version"
}

// Refused reports that another try makes no sense.
func (e *OtherCommitError) Refused() bool { return true }

// Look returns the commits that the tags stand for on the remote; tags that it does not have are left out.
func (r Remote) Look(ctx context.Context, names []string) (map[string]string, error) {
	args := []string{"ls-remote", "--", r.Name}
	for _, name := range names {
		// The second one is the commit of an annotated tag.
		args = append(args, ref(name), ref(name)+"^{}")
	}
	out, err := r.git(ctx, "", args...)
	if err != nil {
		return nil, err
	}
	listed, commits := commitsOf(out), map[string]string{}
	for _, name := range names {
		// Patterns match the ends of names too, so an answer may hold tags that nobody asked for.
		if hash, ok := listed[ref(name)]; ok {
			commits[name] = hash
		}
	}
	return commits, nil
}

// Preflight says whether [Remote.Push] would fail, as far as that can be known without doing it: for want of the commit,
// because of a tag of this clone, or because the remote lets nobody push.
func (r Remote) Preflight(ctx context.Context, commit string, names []string) error {
	if _, err := r.git(ctx, "", "cat-file", "-e", commit+"^{commit}"); err != nil {
		return fmt.Errorf("commit %.12s is not in this clone: fetch it", commit)
	}
	for _, name := range names {
		here, err := r.local(ctx, name)
		if err != nil {
			return err
		}
		if here != "" && here != commit {
			return &OtherCommitError{name, "here", here, commit}
		}
	}
	there, err := r.Look(ctx, names)
	if err != nil {
		return err
	}
	missing := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return there[name] == commit })
	if len(missing) == 0 {
		return nil
	}
	specs := make([]string, len(missing))
	for i, name := range missing {
		specs[i] = commit + ":" + ref(name)
	}
	return r.push(ctx, specs, "--dry-run")
}

// Push creates the tags on the remote for the commit, all or none. Tags that are there for this commit
// already are done; one that is there for another is an *OtherCommitError, and then nothing is pushed.
func (r Remote) Push(ctx context.Context, commit string, names []string) error {
	there, err := r.Look(ctx, names)
	if err != nil {
		return err
	}
	var specs []string
	for _, name := range names {
		switch there[name] {
		case commit:
		case "":
			object, err := r.object(ctx, commit, name)
			if err != nil {
				return err
			}
			specs = append(specs, object+":"+ref(name))
		default:
			return &OtherCommitError{name, r.Name, there[name], commit}
		}
	}
	if len(specs) == 0 {
		return nil
	}
	return r.push(ctx, specs)
}

// push pushes without force, so a tag that somebody else has made meanwhile is refused by the remote.
func (r Remote) push(ctx context.Context, specs []string, options ...string) error {
	// The hooks of a clone look at branches; what they test has been released by now.
	// Neither may its settings push more than these tags, such as all that can be reached, or ask for a signature.
	args := slices.Concat([]string{
		"push", "--atomic", "--no-verify", "--no-follow-tags", "--no-signed", "--recurse-submodules=no", "--porcelain",
	}, options, []string{"--", r.Name}, specs)
	out, err := r.git(ctx, "", args...)
	if why := refusal.FindStringSubmatch(out); err != nil && why != nil {
		return &RefusedError{Reason: why[1], Err: err}
	}
	return err
}

// refusal matches the lines of git push --porcelain for tags that the remote does not want: by a hook, a rule or a setting. A lock or a
// concurrent change is not one of these reasons.
var refusal = regexp.MustCompile(`(?im)^!\t.*\[remote rejected\] \((.*(?:declined|denied|protected|prohibit|not allowed|forbid|violat).*)\)$`)

// RefusedError is a push that the remote refuses, by a hook or a rule. Another try would end the same.
type RefusedError struct {
	Reason string // Reason is that of the remote, such as "pre-receive hook declined".
	Err    error
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("the remote refuses the tags (%s): %v; allow this login to create tags there, then run the same command again", e.Reason, e.Err)
}

// Unwrap gives the cause.
func (e *RefusedError) Unwrap() error { return e.Err }

// Refused reports that another try makes no sense.
func (e *RefusedError) Refused() bool { return true }

// committer is the line of a commit object with who committed it and when.
var committer = regexp.MustCompile(`(?m)^committer (.*)$`)

// object writes the object of an annotated tag into the clone, without a name, and returns its hash.
func (r Remote) object(ctx context.Context, commit, name string) (string, error) {
	content, err := r.git(ctx, "", "cat-file", "commit", commit)
	if err != nil {
		return "", err
	}
	head, _, _ := strings.Cut(content, "\n\n")
	who := committer.FindStringSubmatch(head)
	if who == nil {
		return "", fmt.Errorf("commit %.12s has no committer", commit)
	}
	// The form is that of git-mktag(1).
	tag := fmt.Sprintf("object %s\ntype commit\ntag %s\ntagger %s\n\n%s\n", commit, name, who[1], name)
	out, err := r.git(ctx, tag, "mktag")
	return strings.TrimSpace(out), err
}

// Keep gives the clone the tags of the remote that it does not have.
func (r Remote) Keep(ctx context.Context, names []string) error {
	args := []string{"fetch", "--quiet", "--no-tags", "--no-prune", "--recurse-submodules=no", "--", r.Name}
	most := len(args)
	for _, name := range names {
		here, err := r.local(ctx, name)
		if err != nil {
			return err
		}
		if here == "" {
			args = append(args, ref(name)+":"+ref(name))
		}
	}
	if len(args) == most {
		return nil
	}
	_, err := r.git(ctx, "", args...)
	return err
}

// local is the commit that a tag of the clone stands for; empty where there is none.
func (r Remote) local(ctx context.Context, name string) (string, error) {
	out, err := r.git(ctx, "", "rev-parse", "--quiet", "--verify", ref(name)+"^{commit}")
	if run.ExitCode(err) == 1 {
		return "", nil
	}
	return strings.TrimSpace(out), err
}

func (r Remote) git(ctx context.Context, stdin string, args ...string) (string, error) {
	var out strings.Builder
	err := Run(ctx, Command{Dir: r.Repo, Args: args, Stdin: strings.NewReader(stdin), Stdout: &out})
	if err != nil {
		err = &RemoteError{args[0], r.Name, err}
	}
	return out.String(), err
}

// RemoteError is the failure of a command about a remote.
type RemoteError struct {
	Command string // Command is that of git, such as push.
	Remote  string
	Err     error
}

// Error is one line with all that git printed.
func (e *RemoteError) Error() string {
	return fmt.Sprintf("git %s (remote %s): %s", e.Command, e.Remote, strings.Join(lines(e.Err), "; "))
}

// Unwrap gives the cause.
func (e *RemoteError) Unwrap() error { return e.Err }

// Reads reports whether the command only reads from the remote, so that another try is harmless.
func (e *RemoteError) Reads() bool { return e.Command == "ls-remote" }

func ref(tag string) string { return tagPrefix + tag }
