// Package git runs git: reading commits as they were committed, finding releases, and pushing their tags.
//
// Every call has the same environment. Which repository it works on follows from the folder alone, never from the variables that
// git exports to hooks; it asks no questions; and its output does not depend on the language or the settings of the user. What
// remotes need stays, for the commands that talk to one: credential helpers, programs for ssh and passwords, proxies. So does
// the list of trusted folders.
package git

import (
	"context"
	"errors"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// Command is one call of git.
type Command struct {
	Dir    string    // Dir is the folder that it works in.
	Args   []string  // Args are the arguments, beginning with the command, such as log.
	Env    []string  // Env is added to the environment, "KEY=value" each.
	Stdin  io.Reader // Stdin is empty where nil.
	Stdout io.Writer // Stdout receives standard output.
}

// settings take the place of those of the user and of the clone that would change what is printed, done or written.
var settings = []string{
	"branch.autoSetupMerge=false",
	"branch.sort=refname",
	"color.ui=false",
	"commit.cleanup=strip",
	"commit.gpgSign=false",
	"commit.template=",
	"core.abbrev=auto",
	"core.attributesFile=" + os.DevNull, // Attributes convert what is committed and checked out.
	"core.autocrlf=false",
	"core.commentChar=#",
	"core.eol=lf",
	"core.excludesFile=" + os.DevNull, // What only this user ignores is in no commit, and a status has to show it.
	"core.fsmonitor=false",            // It starts a program of the user, whose answer decides what has changed.
	"core.hooksPath=" + os.DevNull,
	"core.logAllRefUpdates=false",
	"core.quotePath=false",
	"core.safecrlf=false",
	"core.sharedRepository=umask",
	"core.whitespace=",
	"diff.ignoreSubmodules=none",
	"diff.mnemonicPrefix=false",
	"diff.noprefix=false",
	"diff.orderFile=" + os.DevNull,
	"diff.relative=false",
	"diff.renames=true",
	"fetch.fsckObjects=false",
	"fetch.prune=false",
	"fetch.pruneTags=false",
	"fetch.recurseSubmodules=false",
	"fetch.writeCommitGraph=false",
	"format.pretty=medium",
	"gc.auto=0", // It goes on in the background after the command has ended.
	"i18n.commitEncoding=UTF-8",
	"i18n.logOutputEncoding=UTF-8",
	"init.defaultBranch=main",
	"init.defaultObjectFormat=sha1",
	"init.defaultRefFormat=files",
	"init.templateDir=" + os.DevNull, // A template may have hooks and settings.
	"log.abbrevCommit=false",
	"log.date=default",
	"log.decorate=false",
	"log.diffMerges=separate",
	"log.follow=false",
	"log.mailmap=false",
	"log.showRoot=true",
	"log.showSignature=false",
	"maintenance.auto=false",
	"merge.log=false",
	"push.autoSetupRemote=false",
	"push.followTags=false",
	"push.gpgSign=false",
	"push.pushOption=",
	"push.recurseSubmodules=no",
	"status.branch=false",
	"status.relativePaths=true",
	"status.renames=true",
	"status.short=false",
	"status.showStash=false",
	"status.showUntrackedFiles=normal",
	"status.submoduleSummary=false",
	"submodule.recurse=false",
	"tag.forceSignAnnotated=false",
	"tag.gpgSign=false",
	"tag.sort=refname",
}

// environment keeps git from asking for a password, in a terminal or in a window, its words and the content of commits from
// depending on the machine, and a git that the user runs at the same time from failing on the lock of the index.
var environment = []string{"LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GCM_INTERACTIVE=never", "GIT_NO_REPLACE_OBJECTS=1", "GIT_OPTIONAL_LOCKS=0"}

// remoteCommands are the commands that may start ssh.
var remoteCommands = []string{"fetch", "ls-remote", "push"}

// kind is that of the environment. Only a command that talks to a remote gets what signs a person in there.
func (c Command) kind() environ.Kind {
	if len(c.Args) > 0 && slices.Contains(remoteCommands, c.Args[0]) {
		return environ.GitRemote
	}
	return environ.Git
}

// Run runs git to its end. A failure is a [run.Error].
func Run(ctx context.Context, c Command) error {
	if c.kind() == environ.GitRemote {
		c.Env = append(login(ctx, c.Dir), c.Env...)
	}
	return c.run(ctx)
}

var variable = regexp.MustCompile(`\$\{?([A-Za-z_][A-Za-z0-9_]*)`)

// login returns the variables by which git signs in to a remote: those that the settings of the clone and the user name where they say how,
// as a credential helper may be a line of shell that prints a token out of one, and what keeps ssh from asking for a passphrase, as
// GIT_TERMINAL_PROMPT does not. A program for ssh that the user has set decides for itself.
func login(ctx context.Context, dir string) []string {
	var out strings.Builder
	err := Command{Dir: dir, Args: []string{"config", "--get-regexp", `^(credential\..*|core\.(sshcommand|askpass))$`}, Stdout: &out}.run(ctx)
	var env []string
	known := err == nil || run.ExitCode(err) == 1 // It ends with 1 where there is no such setting.
	if own := os.Getenv("GIT_SSH") + os.Getenv("GIT_SSH_COMMAND"); known && own == "" && !sshCommand.MatchString(out.String()) {
		env = append(env, "GIT_SSH_COMMAND=ssh -o BatchMode=yes")
	}
	for _, found := range variable.FindAllStringSubmatch(out.String(), -1) {
		if value, ok := os.LookupEnv(found[1]); ok {
			env = append(env, found[1]+"="+value)
		}
	}
	return env
}

var sshCommand = regexp.MustCompile(`(?m)^core\.sshcommand( |$)`)

// Output runs git in a folder and returns its standard output.
func Output(ctx context.Context, dir string, args ...string) (string, error) {
	var out strings.Builder
	err := Run(ctx, Command{Dir: dir, Args: args, Stdout: &out})
	return out.String(), err
}

func (c Command) run(ctx context.Context) error {
	args := []string{"git"}
	for _, setting := range settings {
		args = append(args, "-c", setting)
	}
	err := run.Run(ctx, run.Cmd{
		Args: append(args, c.Args...), Dir: c.Dir, Kind: c.kind(), Env: slices.Concat(environment, c.Env), Stdin: c.Stdin, Stdout: c.Stdout,
	})
	if failed := (*run.Error)(nil); errors.As(err, &failed) {
		failed.Args = append([]string{"git"}, c.Args...) // Without the settings, which no reader has asked for.
	}
	return err
}

// Reason is why a call failed, in one line: the first that git printed.
func Reason(err error) string {
	all := lines(err)
	for _, line := range all {
		if strings.Contains(line, "safe.directory") {
			return "git does not read a repository of another user: git config --global --add safe.directory, with its folder"
		}
	}
	return all[0]
}

// lines are what git printed before it failed, without the hints for people who type, or the error where it printed nothing.
// There is at least one.
func lines(err error) []string {
	failed := (*run.Error)(nil)
	if !errors.As(err, &failed) {
		return []string{strings.Join(strings.Fields(err.Error()), " ")}
	}
	var all []string
	for line := range strings.Lines(failed.Output) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "hint:") {
			all = append(all, line)
		}
	}
	if len(all) == 0 {
		all = []string{failed.Err.Error()}
	}
	return all
}
