package gate

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"mage": mage})
}

// mage runs a target as the magefiles do, without building them; TestTargets checks that both are the same.
func mage() {
	c := Command{Options: Options{Root: ".", Stdin: os.Stdin, Notes: os.Getenv("PULL_REQUEST_BODY"), Getenv: os.Getenv}, Out: os.Stdout}
	flags := flag.NewFlagSet("mage", flag.ExitOnError)
	flags.StringVar(&c.Against, "against", "", "")
	flags.StringVar(&c.Input, "input", "", "")
	flags.StringVar(&c.Format, "format", "", "")
	flags.StringVar(&c.Pre, "pre", "", "")
	flags.StringVar(&c.Line, "line", "", "")
	flags.BoolVar(&c.View.All, "all", false, "")
	_ = flags.Parse(os.Args[2:])
	target := map[string]func(Command, context.Context) error{"diff": Command.Diff, "breaking": Command.Breaking, "version": Command.Version,
		"changelog": Command.Changelog, "cut": func(c Command, ctx context.Context) error { return c.CutChangelog(ctx, "2025-01-31") },
	}
	err := target[os.Args[1]](c, context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, "Error:", err)
	}
	os.Exit(int(exit.Of(err)))
}

// TestScripts runs commands as users call them, each script in a repository of its own. Beside the commands of testscript a
// script has those below.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", RequireExplicitExec: true, RequireUniqueNames: true, Setup: repository,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "edit": edit, "add": add, "commit": commit, "image": makeImage, "json": isJSON, "cut": cut,
		},
	})
}

// repository makes the folder of a script a git repository without a commit, and copies the files of testdata/repo that the
// script does not have itself.
func repository(env *testscript.Env) error {
	env.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	env.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	env.Vars = append(env.Vars, gittest.Identity()...)
	repo := filepath.Join(env.WorkDir, "repo")
	from := os.DirFS("testdata/repo")
	err := fs.WalkDir(from, ".", func(name string, entry fs.DirEntry, err error) error {
		to := filepath.Join(repo, filepath.FromSlash(name))
		if err != nil || entry.IsDir() {
			return errors.Join(err, os.MkdirAll(to, 0o755))
		}
		if _, err := os.Stat(to); err == nil {
			return nil
		}
		content, err := fs.ReadFile(from, name)
		return errors.Join(err, os.WriteFile(to, content, 0o644))
	})
	env.Cd = repo
	return errors.Join(err, git.Run(context.Background(), git.Command{Args: []string{"init", "--quiet", "--initial-branch=main", repo}}))
}

// exits CODE PROGRAM ARG... runs a program that ends with the code. An error is one line, and nothing else is printed beside
// the answer. No file of the repository changes, apart from the cache.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	code, err := strconv.Atoi(args[0])
	if neg || err != nil {
		ts.Fatalf("usage: exits CODE PROGRAM ARG...")
	}
	before := everything(ts)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		got = failed.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != code {
		ts.Fatalf("the exit code is %d, want %d", got, code)
	}
	said := ts.ReadFile("stderr")
	if lines := strings.Count(said, "\n"); lines != min(code, 1) || strings.ContainsAny(strings.TrimSuffix(said, "\n"), "\r\x00\x1b") {
		ts.Fatalf("it says %d lines, want %d", lines, min(code, 1))
	}
	if after := everything(ts); after != before {
		ts.Fatalf("files are not what they were:\n%s\nbefore:\n%s", after, before)
	}
}

// everything lists the files of the working folder, and those of git, with their times and contents.
func everything(ts *testscript.TestScript) string {
	var all strings.Builder
	top := ts.MkAbs(".")
	ts.Check(filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == ".cache":
			return filepath.SkipDir
		case !entry.Type().IsRegular():
			return nil
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		content, err := os.ReadFile(path)
		fmt.Fprintf(&all, "%s %s %s %x\n", path, info.Mode(), info.ModTime(), content)
		return err
	}))
	return all.String()
}

// edit FILE OLD NEW replaces a text that the file has once; \n is a line end.
func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: edit FILE OLD NEW")
	}
	content := ts.ReadFile(args[0])
	old, now := strings.ReplaceAll(args[1], `\n`, "\n"), strings.ReplaceAll(args[2], `\n`, "\n")
	if strings.Count(content, old) != 1 {
		ts.Fatalf("%s has %q %d times", args[0], old, strings.Count(content, old))
	}
	content = strings.Replace(content, old, now, 1)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(content), 0o644))
}

// add FILE LINE... adds lines to the end of a file.
func add(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: add FILE LINE...")
	}
	content := ts.ReadFile(args[0]) + strings.Join(args[1:], "\n") + "\n"
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(content), 0o644))
}

// commit MESSAGE [TAG] commits all files.
func commit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 || len(args) > 2 {
		ts.Fatalf("usage: commit MESSAGE [TAG]")
	}
	ts.Check(ts.Exec("git", "add", "--all"))
	ts.Check(ts.Exec("git", "commit", "--quiet", "--allow-empty", "--message="+args[0]))
	for _, tag := range args[1:] {
		ts.Check(ts.Exec("git", "tag", tag))
	}
}

// image FOLDER FILE compiles the protos of a folder.
func makeImage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: image FOLDER FILE")
	}
	compiled, err := image.FromDir(context.Background(), ts.MkAbs(args[0]))
	ts.Check(err)
	encoded, err := compiled.Encode()
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), encoded, 0o644))
}

// cut FILE SIZE cuts a file off after so many bytes.
func cut(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: cut FILE SIZE")
	}
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), size))
}

// json [KEY=VALUE...] checks that standard output is one JSON object with these strings at its top and nothing else.
func isJSON(ts *testscript.TestScript, neg bool, args []string) {
	var value map[string]any
	decoder := json.NewDecoder(bytes.NewReader([]byte(ts.ReadFile("stdout"))))
	ts.Check(decoder.Decode(&value))
	if neg || decoder.More() {
		ts.Fatalf("there is more after the JSON")
	}
	for _, arg := range args {
		key, want, _ := strings.Cut(arg, "=")
		if got := fmt.Sprint(value[key]); got != want {
			ts.Fatalf("%s is %s, want %s", key, got, want)
		}
	}
}
