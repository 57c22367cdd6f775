// Package git runs git: reading commits as they were committed, finding releases, and pushing their tags.
//
// Every call has the same environment. Which repository it works on follows from the folder alone, never from the variables that
// git exports to hooks; it asks no questions; and its output does not depend on the language or the settings of the user. What
// remotes need stays: credential helpers, programs for ssh and passwords, proxies, trusted folders.
package git

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"

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

// settings take the place of those of the user and of the clone that would change what is printed or done.
var settings = []string{
	"color.ui=false",
	"core.abbrev=auto",
	"core.fsmonitor=false", // It starts a program of the user, whose answer decides what has changed.
	"core.hooksPath=" + os.DevNull,
	"core.quotePath=false",
	"diff.ignoreSubmodules=none",
	"diff.orderFile=" + os.DevNull,
	"diff.relative=false",
	"diff.renames=true",
	"fetch.prune=false",
	"gc.auto=0", // It goes on in the background after the command has ended.
	"i18n.logOutputEncoding=UTF-8",
	"log.showSignature=false",
	"maintenance.auto=false",
	"push.pushOption=",
}

// environment keeps git from asking for a password, in a terminal or in a window, its words and the content of commits from
// depending on the machine, and a git that the user runs at the same time from failing on the lock of the index.
var environment = []string{"LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GCM_INTERACTIVE=never", "GIT_NO_REPLACE_OBJECTS=1", "GIT_OPTIONAL_LOCKS=0"}

// kept are the beginnings of the variables of git that the user may set: where the settings are, and how remotes are reached.
// All others go: those that name a repository, an index or objects win over the folder, and git exports them to hooks and to
// what git rebase --exec runs.
var kept = []string{
	"GIT_CONFIG_", "GIT_SSH", "GIT_SSL_", "GIT_HTTP_", "GIT_PROXY_", "GIT_ASKPASS", "GIT_ALLOW_PROTOCOL", "GIT_PROTOCOL",
	"GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM",
}

// hidden reports whether git must not see a variable of the caller.
func hidden(name string) bool {
	return strings.HasPrefix(name, "GIT_") && !slices.ContainsFunc(kept, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}

// remoteCommands are the commands that may start ssh.
var remoteCommands = []string{"fetch", "ls-remote", "push"}

// Run runs git to its end. A failure is a [run.Error].
func Run(ctx context.Context, c Command) error {
	if len(c.Args) > 0 && slices.Contains(remoteCommands, c.Args[0]) && asks(ctx, c.Dir) {
		c.Env = append([]string{"GIT_SSH_COMMAND=ssh -o BatchMode=yes"}, c.Env...)
	}
	return c.run(ctx)
}

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
		Args: append(args, c.Args...), Dir: c.Dir, Hide: hidden, Env: slices.Concat(environment, c.Env), Stdin: c.Stdin, Stdout: c.Stdout,
	})
	if failed := (*run.Error)(nil); errors.As(err, &failed) {
		failed.Args = append([]string{"git"}, c.Args...) // Without the settings, which no reader has asked for.
	}
	return err
}

// asks reports whether ssh is the plain one, which may ask for a passphrase. GIT_TERMINAL_PROMPT does not keep it from that.
// A program that the user has set decides for itself.
func asks(ctx context.Context, dir string) bool {
	if os.Getenv("GIT_SSH") != "" || os.Getenv("GIT_SSH_COMMAND") != "" {
		return false
	}
	return run.ExitCode(Command{Dir: dir, Args: []string{"config", "--get", "core.sshCommand"}}.run(ctx)) == 1
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
