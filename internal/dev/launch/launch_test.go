package launch

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ/environtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/gosource"
)

// TestMain has this program be the launcher for those that it starts.
func TestMain(m *testing.M) {
	if os.Getenv("LAUNCH_TEST") != "" || os.Getenv(generateVar) != "" {
		os.Exit(Main(os.Args[1:]))
	}
	os.Exit(m.Run())
}

const magefile = `//go:build mage

package main

import (
	"fmt"
	"os"
	"time"

	"example.com/m/inner"
)

// Hello greets
func Hello() { fmt.Println(inner.Text) }

// Slow writes a file after a while
func Slow() error {
	fmt.Println("begun")
	time.Sleep(2 * time.Second)
	return os.WriteFile("written", nil, 0o600)
}

// Fails fails
func Fails() error { return fmt.Errorf("as asked") }
`

// newModule returns a module with magefiles that need no other module.
func newModule(t *testing.T) project {
	t.Helper()
	p := project{t.TempDir(), "magefiles"}
	for name, content := range map[string]string{
		"go.mod": "module example.com/m\n\ngo 1.25\n", "go.sum": "",
		"magefiles/magefile.go": magefile,
		"inner/inner.go":        "package inner\n\nimport _ \"embed\"\n\n//go:embed text/*.txt\nvar Text string\n",
		"inner/text/a.txt":      "hello",
		"other/other.go":        "package other\n",
	} {
		p.write(t, name, content)
	}
	return p
}

func (p project) write(t *testing.T, name, content string) {
	t.Helper()
	path := filepath.Join(p.root, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(content), 0o600)); err != nil {
		t.Fatal(err)
	}
}

func (p project) command(t *testing.T, args ...string) (cmd *exec.Cmd, output *bytes.Buffer) {
	t.Helper()
	cmd = exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Dir, cmd.Env = p.root, append(os.Environ(), "LAUNCH_TEST=1", "GOFLAGS=", "GOWORK=off")
	output = new(bytes.Buffer)
	cmd.Stdout, cmd.Stderr = output, output
	return cmd, output
}

// Several that start at once, with nothing compiled and with half a file of a killed mage, all run.
func TestManyAtOnce(t *testing.T) {
	p := newModule(t)
	p.write(t, "magefiles/"+mainFile, "package ma")
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			cmd, output := p.command(t, "hello")
			if err := cmd.Run(); err != nil || output.String() != "hello\n" {
				t.Errorf("%v: %s", err, output)
			}
		})
	}
	all.Wait()
	left, err := filepath.Glob(filepath.Join(p.root, cacheDir, "*", program))
	if err != nil || len(left) != 1 {
		t.Errorf("the programs are %v, %v", left, err)
	}
	p.write(t, "inner/text/a.txt", "changed") // A text alone decides too.
	cmd, output := p.command(t, "hello")
	if err := cmd.Run(); err != nil || output.String() != "changed\n" {
		t.Errorf("after a change: %v: %s", err, output)
	}
	for args, code := range map[string]int{"fails": 1, "nothing": 2, "-l": 0} {
		cmd, output := p.command(t, args)
		_ = cmd.Run() // Its state has the code.
		if got := cmd.ProcessState.ExitCode(); got != code {
			t.Errorf("mage %s: exit %d, want %d: %s", args, got, code, output)
		}
	}
	p.write(t, "inner/inner.go", "package inner\n\nvar Text = 1 +\n")
	cmd, output = p.command(t, "hello")
	if err := cmd.Run(); err == nil || !strings.Contains(output.String(), "do not compile") || strings.Contains(output.String(), "panic") {
		t.Errorf("with a mistake: %v: %s", err, output)
	}
}

// A signal to the launcher alone ends the targets, at any moment and never with exit code 0, and the next run is as any other.
func TestSignals(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // It has no such signals.
	}
	p := newModule(t)
	for n, at := range []int{20, 200, 600, 1200, 1500} { // The first ones come while it compiles.
		sent := []syscall.Signal{syscall.SIGTERM, syscall.SIGINT}[n%2]
		cmd, output := p.command(t, "slow")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(at) * time.Millisecond)
		_ = cmd.Process.Signal(sent) // Where it has ended, the exit code shows it.
		_ = cmd.Wait()
		if code := cmd.ProcessState.ExitCode(); code == 0 || strings.Contains(output.String(), "panic") {
			t.Errorf("%v after %d ms: exit %d: %s", sent, at, code, output)
		}
	}
	time.Sleep(3 * time.Second)
	if _, err := os.Stat(filepath.Join(p.root, "written")); err == nil {
		t.Error("a target that was stopped went on")
	}
	cmd, output := p.command(t, "hello")
	if err := cmd.Run(); err != nil || output.String() != "hello\n" {
		t.Errorf("the next run: %v: %s", err, output)
	}
}

// What a person has set for Go neither breaks nor changes the targets.
func TestSettingsOfAPerson(t *testing.T) {
	environtest.Hostile(t)
	p := newModule(t)
	p.write(t, "go.work", "go 1.25\n\nuse ./other\n")
	for _, args := range []string{"hello", "-l"} {
		cmd, output := p.command(t, args)
		cmd.Env = append(os.Environ(), "LAUNCH_TEST=1", "GOEXPERIMENT=nosuch", "GOFLAGS=-mod=vendor -overlay=none.json", "GOOS=plan9", "CGO_ENABLED=1", "CC=false")
		if err := cmd.Run(); err != nil || !strings.Contains(strings.ToLower(output.String()), "hello") {
			t.Errorf("mage %s: %v: %s", args, err, output)
		}
	}
}

func TestKeyHasEverything(t *testing.T) {
	p := newModule(t)
	before, ok := p.key()
	if again, _ := p.key(); !ok || again != before {
		t.Fatalf("the key is %q, then %q", before, again)
	}
	for n, change := range []struct{ name, content string }{
		{"go.mod", "module example.com/m\n\ngo 1.26\n"},
		{"go.sum", "example.com/n v1.0.0 h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"},
		{"magefiles/magefile.go", magefile + "// more\n"},
		{"magefiles/second.go", "//go:build mage\n\npackage main\n"},
		{"inner/second.go", "package inner\n"},
		{"inner/code.s", "// assembly\n"},
		{"inner/text/b.txt", "a file that the pattern takes"},
		{"inner/text/a.txt", "other"},
	} {
		p.write(t, change.name, change.content)
		after, ok := p.key()
		if !ok || after == before {
			t.Errorf("%d: a change of %s keeps the key", n, change.name)
		}
		before = after
	}
	for _, name := range []string{"other/other.go", "inner/inner_test.go", "magefiles/" + mainFile, "README.md"} {
		p.write(t, name, "package changed\n")
		if after, _ := p.key(); after != before {
			t.Errorf("%s changes the key, but not the program", name)
		}
	}
	for name, value := range map[string]string{"GOEXPERIMENT": "other", "GOFLAGS": "-overlay=x.json", "GOWORK": "x/go.work", "GOOS": "plan9"} {
		t.Setenv(name, value)
		if after, ok := p.key(); !ok || after != before {
			t.Errorf("%s changes the key, but not the program", name)
		}
	}
	p.write(t, "go.mod", fmt.Sprintf("module example.com/m\n\ngo 1.26\n\nreplace example.com/n => %s\n", "../n"))
	if _, ok := p.key(); ok {
		t.Error("with a local replace the key is taken for all that decides")
	}
}

// Whoever edits the contract generates and goes on: nothing of the targets has to be compiled for that.
func TestTargetsAreNotMadeOfGeneratedCode(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	sources, err := gosource.Files(root, "magefiles")
	if err != nil || len(sources) == 0 {
		t.Fatalf("the targets have %d sources: %v", len(sources), err)
	}
	for _, name := range sources {
		if strings.HasPrefix(name, "gen/") {
			t.Errorf("the targets are made of %s", name)
		}
	}
}
