package git_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
)

func output(t *testing.T, dir string, args ...string) string {
	t.Helper()
	out, err := git.Output(t.Context(), dir, args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// What git exports to hooks and to git rebase --exec names the repository of the hook. It must not win over the folder.
func TestVariablesOfAHook(t *testing.T) {
	outer, inner := repository(t), repository(t)
	gittest.Write(t, inner, "inner.txt", "inner")
	want := gittest.Commit(t, inner)
	before := gittest.Run(t, outer, "rev-parse", "HEAD") + gittest.Run(t, outer, "for-each-ref") + gittest.Run(t, outer, "config", "--list")
	for name, value := range map[string]string{
		"GIT_DIR": ".git", "GIT_COMMON_DIR": ".git", "GIT_WORK_TREE": "", "GIT_INDEX_FILE": ".git/index", "GIT_OBJECT_DIRECTORY": ".git/objects",
		"GIT_ALTERNATE_OBJECT_DIRECTORIES": ".git/objects",
	} {
		t.Setenv(name, filepath.Join(outer, value))
	}
	for name, value := range map[string]string{
		"GIT_PREFIX": "proto/", "GIT_NAMESPACE": "other", "GIT_LITERAL_PATHSPECS": "1", "GIT_EXTERNAL_DIFF": "false", "GIT_QUARANTINE_PATH": "/nowhere",
	} {
		t.Setenv(name, value)
	}
	if got := strings.TrimSpace(output(t, inner, "rev-parse", "HEAD")); got != want {
		t.Errorf("HEAD is %s, want %s", got, want)
	}
	if object, err := open(t, inner).Get(git.At("HEAD", "inner.txt"), 1<<20); err != nil || string(object.Content) != "inner" {
		t.Errorf("the object has %q, %v", object.Content, err)
	}
	if status := output(t, inner, "status", "--porcelain"); status != "" {
		t.Errorf("the status is %q", status)
	}
	gittest.Run(t, inner, "tag", "v0.1.0")
	if release, err := git.LatestRelease(t.Context(), inner); err != nil || release.Tag != "v0.1.0" {
		t.Errorf("the release is %+v, %v", release, err)
	}
	fresh := t.TempDir()
	gittest.Run(t, fresh, "init", "--quiet", "--bare", "remote.git")
	gittest.Run(t, inner, "config", "receive.shallowUpdate", "true")
	if err := (git.Remote{Repo: inner, Name: filepath.Join(fresh, "remote.git")}).Push(t.Context(), want, names); err != nil {
		t.Error(err)
	}
	gittest.Isolate(t)
	if after := gittest.Run(t, outer, "rev-parse", "HEAD") + gittest.Run(t, outer, "for-each-ref") + gittest.Run(t, outer, "config", "--list"); after != before {
		t.Errorf("the repository of the hook was %s\nand is %s", before, after)
	}
}

// Each of these settings changes what git prints or does.
func TestSettingsOfTheUser(t *testing.T) {
	dir := repository(t)
	gittest.Write(t, dir, "proto/ä.proto", "text that is long enough to be recognised in another file\n")
	first := gittest.Commit(t, dir)
	gittest.Run(t, dir, "mv", "proto/ä.proto", "proto/ö.proto")
	gittest.Write(t, dir, "other.txt", "changed")
	gittest.Run(t, dir, "add", "--all")
	gittest.Run(t, dir, "commit", "--quiet", "--message=geändert")
	gittest.Write(t, dir, "other.txt", "changed again")
	gittest.Write(t, dir, "new.txt", "new")
	calls := [][]string{
		{"diff", "--name-only", first}, {"diff", "--name-only", first, "HEAD"}, {"status", "--porcelain=v1"},
		{"log", "--format=%h %s %b", "--name-only"}, {"rev-parse", "--short", "HEAD"}, {"for-each-ref"},
	}
	answers := func() string {
		var all []string
		for _, args := range calls {
			all = append(all, strings.Join(args, " ")+": "+output(t, dir, args...), output(t, filepath.Join(dir, "proto"), args...))
		}
		return strings.Join(all, "\n")
	}
	want := answers()
	if !strings.Contains(want, "proto/ö.proto") || !strings.Contains(want, "geändert") || strings.Contains(want, "\x1b") {
		t.Fatalf("got %q", want)
	}
	work := t.TempDir()
	gittest.Write(t, work, "order", "proto\n*\n")
	gittest.Write(t, work, "ignore", "new.txt\n")
	gittest.Write(t, work, "attributes", "* eol=crlf working-tree-encoding=UTF-16\n")
	gittest.Write(t, work, "program", "#!/bin/sh\ntouch '"+work+"/started'\necho /\n")
	gittest.Write(t, work, "hooks/reference-transaction", "#!/bin/sh\ntouch '"+work+"/started'\n")
	for _, program := range []string{"program", "hooks/reference-transaction"} {
		if err := os.Chmod(filepath.Join(work, program), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for setting, value := range map[string]string{
		"color.ui": "always", "core.quotePath": "true", "core.abbrev": "20", "core.fsmonitor": work + "/program", "core.hooksPath": work + "/hooks",
		"diff.orderFile": work + "/order", "diff.relative": "true", "diff.renames": "false", "i18n.logOutputEncoding": "ISO-8859-1",
		"log.showSignature": "true", "core.excludesFile": work + "/ignore", "core.attributesFile": work + "/attributes", "core.autocrlf": "true",
		"core.eol": "crlf", "status.showUntrackedFiles": "no", "status.relativePaths": "false", "status.branch": "true", "status.short": "true",
		"log.decorate": "full", "log.abbrevCommit": "true", "diff.noprefix": "true", "commit.gpgSign": "true", "tag.gpgSign": "true", "tag.sort": "-refname",
		"format.pretty": "oneline", "submodule.recurse": "true",
	} {
		global := filepath.Join(work, "config")
		t.Setenv("GIT_CONFIG_GLOBAL", global)
		if err := os.WriteFile(global, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		gittest.Run(t, dir, "config", "--global", setting, value)
		if got := answers(); got != want {
			t.Errorf("with %s=%s it is %q, not %q", setting, value, got, want)
		}
		gittest.Run(t, dir, "tag", "--force", "moved")
		gittest.Run(t, dir, "tag", "--delete", "moved")
		if _, err := os.Stat(filepath.Join(work, "started")); err == nil {
			t.Errorf("%s=%s starts a program of the user", setting, value)
		}
	}
}

// What a commit is replaced with here is not what others get.
func TestReplacedObjects(t *testing.T) {
	dir := repository(t)
	gittest.Write(t, dir, "other.txt", "second")
	gittest.Commit(t, dir)
	gittest.Run(t, dir, "replace", "HEAD:other.txt", "HEAD~1:other.txt")
	if object, err := open(t, dir).Get(git.At("HEAD", "other.txt"), 1<<20); err != nil || string(object.Content) != "second" {
		t.Errorf("got %q, %v", object.Content, err)
	}
}

// ssh as it is would ask for a passphrase; a program of the user stays.
func TestSSHAsksNothing(t *testing.T) {
	dir := repository(t)
	bin := t.TempDir()
	gittest.Write(t, bin, "ssh", "#!/bin/sh\necho \"started with $*\" >&2\nexit 1\n")
	gittest.Write(t, bin, "own", "#!/bin/sh\necho \"own program with $*\" >&2\nexit 1\n")
	for _, name := range []string{"ssh", "own"} {
		if err := os.Chmod(filepath.Join(bin, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	look := func() string {
		_, err := git.Remote{Repo: dir, Name: "git@host.invalid:repo.git"}.Look(t.Context(), names)
		if err == nil {
			t.Fatal("a host that does not exist has answered")
		}
		return err.Error()
	}
	if said := look(); !strings.Contains(said, "started with -o BatchMode=yes") {
		t.Errorf("got %s", said)
	}
	gittest.Run(t, dir, "config", "core.sshCommand", "own")
	if said := look(); !strings.Contains(said, "own program with") {
		t.Errorf("the setting: %s", said)
	}
	gittest.Run(t, dir, "config", "--unset", "core.sshCommand")
	t.Setenv("GIT_SSH_COMMAND", "own")
	if said := look(); !strings.Contains(said, "own program with") {
		t.Errorf("the variable: %s", said)
	}
}

func TestReason(t *testing.T) {
	dir := t.TempDir()
	gittest.Isolate(t)
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	t.Setenv("LC_ALL", "de_DE.UTF-8")
	t.Setenv("LANGUAGE", "de")
	_, err := git.Output(t.Context(), dir, "status")
	if err == nil || !strings.HasPrefix(err.Error(), "git status: exit status 128\n") {
		t.Fatalf("got %v", err)
	}
	if got := git.Reason(err); got != "fatal: not a git repository (or any of the parent directories): .git" {
		t.Errorf("got %q", got)
	}
	if got := git.Reason(os.ErrNotExist); got != os.ErrNotExist.Error() {
		t.Errorf("got %q", got)
	}
}
