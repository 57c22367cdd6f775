package lint

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// workspace is a repository with the buf.yaml and the tools of this one, and the given files in proto.
func workspace(t *testing.T, files map[string]string) string {
	t.Helper()
	fulltest.Only(t, "runs the pinned buf")
	here, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	tools := toolchain.New(here, progress.Discard())
	if err := tools.Ensure(t.Context(), toolchain.Buf, toolchain.Protos, toolchain.House); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Symlink(filepath.Join(here, toolchain.CacheDir), filepath.Join(dir, toolchain.CacheDir)); err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{"buf.yaml": "buf.yaml", "proto/" + shared: "proto/" + shared} {
		content, err := os.ReadFile(filepath.Join(here, from))
		if err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(dir, to), string(content))
	}
	for name, content := range files {
		put(t, filepath.Join(dir, "proto", name), content)
	}
	return dir
}

func put(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// bufLint is what plain buf lint says in dir, without anything in PATH: a line "file:line RULE" for each finding, sorted.
func bufLint(t *testing.T, dir string) []string {
	t.Helper()
	buf, err := filepath.Abs(filepath.Join(root, toolchain.CacheDir, "bin", "buf"))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err = run.Run(t.Context(), run.Cmd{
		Args: []string{buf, "lint", "--error-format", "json"}, Dir: dir, Env: []string{"PATH="}, Stdout: &out,
	})
	if err != nil && out.Len() == 0 {
		t.Fatal(err)
	}
	var found []string
	for decoder := json.NewDecoder(&out); ; {
		var f struct {
			Path string `json:"path"`
			Line int    `json:"start_line"`
			Rule string `json:"type"`
		}
		if err := decoder.Decode(&f); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		found = append(found, fmt.Sprintf("%s:%d %s", f.Path, f.Line, f.Rule))
	}
	slices.Sort(found)
	return found
}

func TestBufNamesEachViolationOnceAtItsLine(t *testing.T) {
	files := map[string]string{}
	var want []string
	for _, e := range examples(t) {
		if e.kind == with {
			files[e.path] = e.content
		}
		if e.kind != bad {
			continue
		}
		if files[e.path] != "" {
			t.Fatalf("%s has the package of another example", e.file)
		}
		files[e.path] = e.content
		line, _ := e.wanted(t)
		want = append(want, fmt.Sprintf("proto/%s:%d %s", e.path, line, e.rule))
	}
	slices.Sort(want)
	if got := bufLint(t, workspace(t, files)); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestBufFindsNothingInGoodExamples(t *testing.T) {
	files := map[string]string{}
	for _, e := range examples(t) {
		if e.kind != bad {
			files[e.path] = e.content
		}
	}
	if got := bufLint(t, workspace(t, files)); len(got) > 0 {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

// silence puts a comment above the element with the finding; for an option that is the method or service that it is set in.
func silence(content, comment string) string {
	lines := strings.Split(content, "\n")
	i := slices.IndexFunc(lines, mark.MatchString)
	for strings.HasPrefix(strings.TrimSpace(lines[i]), "option ") {
		for !element.MatchString(lines[i]) {
			i--
		}
	}
	indent := lines[i][:len(lines[i])-len(strings.TrimLeft(lines[i], " "))]
	return strings.Join(slices.Insert(lines, i, indent+"// "+comment), "\n")
}

var element = regexp.MustCompile(`^ *(rpc|service) `)

func TestBufSilencesOneLine(t *testing.T) {
	for _, test := range []struct {
		comment string
		silent  bool
	}{
		{"buf:lint:ignore RULE The service has been like this for years.", true},
		{"buf:lint:ignore RULE", false}, // Silenced, but without a reason, which is a finding.
		{"buf:lint:ignore QDRANT_NOTHING The service has been like this for years.", false},
	} {
		files, silenced := map[string]string{}, 0
		for _, e := range examples(t) {
			// The rule about such comments would silence itself, and buf looks for the comment above the field there.
			if e.kind == with {
				files[e.path] = e.content
			}
			if e.kind == bad && strings.HasPrefix(e.rule, Category) && e.rule != "QDRANT_IGNORE_REASON" {
				comment := strings.ReplaceAll(test.comment, "RULE", e.rule)
				files[e.path] = silence(e.content, comment)
				silenced++
			}
		}
		got := bufLint(t, workspace(t, files))
		if test.silent && len(got) > 0 {
			t.Errorf("%s\nfound all the same:\n%s", test.comment, strings.Join(got, "\n"))
		}
		if reasons := strings.Count(strings.Join(got, "\n"), "QDRANT_IGNORE_REASON"); !test.silent && reasons != silenced {
			t.Errorf("%s\nfound in %d of %d files:\n%s", test.comment, reasons, silenced, strings.Join(got, "\n"))
		}
	}
}
