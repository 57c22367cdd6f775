package verify

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
)

// verifier is one that is never late for long.
func verifier(t *testing.T, env ...string) Verifier {
	t.Helper()
	return Verifier{
		Root: root(), API: need(t, api).Descriptors, Endpoint: endpoint,
		Env: append(slices.Clone(need(t, tools)), env...), Scratch: t.TempDir(),
		Waits: []time.Duration{time.Millisecond, time.Millisecond},
	}
}

// sources counts what was generated below a folder: the folders that have files with this ending, and the files.
func sources(t *testing.T, folder, ending string) (folders, files int) {
	t.Helper()
	seen := map[string]bool{}
	err := filepath.WalkDir(root("gen", filepath.FromSlash(folder)), func(name string, entry os.DirEntry, err error) error {
		if err == nil && entry.IsDir() && entry.Name() == "internal" {
			return filepath.SkipDir // Users cannot import it.
		}
		if strings.HasSuffix(name, ending) {
			seen[filepath.Dir(name)] = true
			files++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return len(seen), files
}

// npmExports counts the modules that the npm package exports, and returns the files that they are in: some have two names.
func npmExports(t *testing.T) (modules int, files map[string]bool) {
	t.Helper()
	content, err := os.ReadFile(root("gen", "ts", "package.json"))
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct{ Exports map[string]json.RawMessage }
	if err := json.Unmarshal(content, &manifest); err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for name, export := range manifest.Exports {
		if name == "./package.json" {
			continue
		}
		var target struct{ Import struct{ Default string } }
		if err := json.Unmarshal(export, &target); err != nil {
			t.Fatal(err)
		}
		named[target.Import.Default] = true
		modules++
	}
	return modules, named
}

// hidden are the modules of the npm package that no path leads to. Those of the client's own folder are not for users.
func hidden(t *testing.T, exported map[string]bool) []string {
	t.Helper()
	var names []string
	folder := os.DirFS(root("gen", "ts"))
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && path.Ext(name) == ".js" && !exported["./"+name] && path.Dir(name) != lang.TypeScript.Language().Client {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// take verifies a package up to the imports of its modules. After that nobody asks a feed, and TestReleases does the whole: what comes
// after that is most of the work.
func take(t *testing.T, v Verifier, p Package) (*Report, error) {
	t.Helper()
	last := slices.IndexFunc(steps, func(s step) bool { return s.name == "import" })
	return v.do(t.Context(), p, steps[:last+1])
}

func everyLanguage(t *testing.T, test func(t *testing.T, language lang.ID)) {
	t.Helper()
	for _, language := range Languages.IDs() {
		t.Run(string(language), func(t *testing.T) {
			t.Parallel()
			test(t, language)
		})
	}
}

func TestReleases(t *testing.T) {
	fulltest.Only(t, "installs and uses the SDKs")
	t.Parallel()
	packages, _ := sources(t, "go", ".go")
	_, pythons := sources(t, "python/qdrant", ".py") // The examples beside it are not in the wheel.
	exports, exported := npmExports(t)
	if left := hidden(t, exported); len(left) > 0 {
		t.Errorf("the npm package does not export %v", left)
	}
	want := map[lang.ID]Report{
		"go":     {Compared: 3, Modules: packages, Checks: []string{"go build"}},
		"python": {Compared: 2, Modules: pythons, Checks: []string{"mypy --strict"}},
		"ts":     {Compared: 1, Modules: exports, Checks: []string{"tsc nodenext", "tsc bundler"}},
	}
	everyLanguage(t, func(t *testing.T, language lang.ID) {
		t.Helper()
		r := serving(t, newRegistry(need(t, planned), nil))
		v, p := verifier(t), r.of(language)
		got, err := v.Verify(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		want := want[language]
		want.Language, want.Package, want.Version, want.Programs = language, p.Name, p.Version, 1
		if diff := cmp.Diff(&want, got, cmpopts.IgnoreFields(Report{}, "Steps", "Source")); diff != "" {
			t.Errorf("report (-want +got):\n%s", diff)
		}
		if !strings.HasPrefix(got.Source, r.URL) || len(got.Steps) != len(steps) {
			t.Errorf("source %s, steps %v", got.Source, got.Steps)
		}
		said, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s", said)
		if left, err := os.ReadDir(v.Scratch); err != nil || len(left) > 0 {
			t.Errorf("left over: %v (%v)", left, err)
		}
	})
}

// TestNoOtherPlace has a package of the same name and a higher version wherever dependencies come from.
func TestNoOtherPlace(t *testing.T) {
	fulltest.Only(t, "installs the SDKs")
	t.Parallel()
	machine, err := run.Output(t.Context(), run.Cmd{Args: []string{"npm", "config", "get", "registry"}, Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	proxies, err := run.Output(t.Context(), run.Cmd{Args: []string{"go", "env", "GOPROXY"}})
	if err != nil {
		t.Fatal(err)
	}
	everyLanguage(t, func(t *testing.T, language lang.ID) {
		t.Helper()
		r := serving(t, newRegistry(need(t, planned), nil))
		fallback := serving(t, newRegistry(need(t, planted), http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
			name, ok := strings.CutPrefix(request.URL.EscapedPath(), roots[lang.TypeScript])
			if !ok {
				http.NotFound(w, request)
				return
			}
			http.Redirect(w, request, strings.TrimSpace(string(machine))+name, http.StatusFound)
		})))
		env := map[lang.ID][]string{
			"go":     {"GOPROXY=" + fallback.URL + roots[lang.Go] + "," + strings.TrimSpace(string(proxies))},
			"python": {"UV_INDEX=" + fallback.URL + roots[lang.Python]},
			"ts":     {"npm_config_registry=" + fallback.URL + roots[lang.TypeScript]},
		}
		got, err := take(t, verifier(t, env[language]...), r.of(language))
		if err != nil {
			t.Fatal(err)
		}
		artifact := need(t, planned).artifacts[language][0]
		if got.Version != artifact.Version {
			t.Errorf("%s is taken", got.Version)
		}
		if asked := fallback.asked(artifact.Package); len(asked) > 0 {
			t.Errorf("the other place is asked for %q", asked)
		}
		// So that the test is not green because nobody goes there.
		if len(fallback.twin.Requests()) == 0 && language != "go" {
			t.Error("the other place is not asked for anything")
		}
	})
}

// TestOtherBytes serves to clients what is not planned, though the bytes that are fetched for comparison are.
func TestOtherBytes(t *testing.T) {
	fulltest.Only(t, "installs the SDKs")
	t.Parallel()
	everyLanguage(t, func(t *testing.T, language lang.ID) {
		t.Helper()
		p := serving(t, newRegistry(need(t, planned), nil)).of(language)
		for i := range p.Files {
			p.Files[i].SHA256 = strings.Repeat("0", 64)
		}
		u := User{Package: p, root: root(), env: need(t, tools), dir: t.TempDir()}
		source, err := Languages[language].Take(u).Install(t.Context(), false)
		if err == nil || isLate(err, Languages[language].Late) {
			t.Errorf("installed from %q: %v", source, err)
		}
		t.Log(err)
	})
}

// refused has a user compile a program that a compiler has to refuse: types are checked.
func refused(t *testing.T, user Taker, program string) {
	t.Helper()
	if _, err := user.Program(t.Context(), program); err == nil || !strings.Contains(err.Error(), "main.") {
		t.Errorf("a program with a wrong type: %v", err)
	}
}

func TestLate(t *testing.T) {
	fulltest.Only(t, "installs the SDKs")
	t.Parallel()
	late := map[lang.ID]string{"go": "/go/%s/@v/v0.1.0.info", "python": "/pypi/simple/%s/", "ts": "/npm/%s"}
	everyLanguage(t, func(t *testing.T, language lang.ID) {
		t.Helper()
		artifact := need(t, planned).artifacts[language][0]
		index := strings.Replace(late[language], "%s", artifact.Package, 1)
		for name, test := range map[string]struct {
			times int
			good  bool
		}{"in the end it is there": {2, true}, "it never is": {99, false}} {
			t.Run(name, func(t *testing.T) {
				r := serving(t, newRegistry(need(t, planned), nil, feedtest.Fault{
					Path: index, Times: test.times, Do: feedtest.Answer(http.StatusNotFound, "not yet"),
				}))
				_, err := take(t, verifier(t), r.of(language))
				var failed *Error
				if (err == nil) != test.good || err != nil && (!errors.As(err, &failed) || failed.Step != "install") {
					t.Errorf("got %v", err)
				}
				asked := slices.DeleteFunc(r.asked(artifact.Package), func(where string) bool { return where != index })
				if len(asked) < 3 {
					t.Errorf("asked %d times", len(asked))
				}
				if err != nil {
					t.Log(err)
				}
			})
		}
	})
}

func TestLogins(t *testing.T) {
	fulltest.Only(t, "installs the SDKs")
	t.Parallel()
	const secret = "a-planted-secret-0x5eed"
	for name, login := range map[string]feed.Login{"user": {User: "somebody", Secret: secret}, "token": {Secret: secret}} {
		for _, language := range []lang.ID{lang.Python, lang.TypeScript} {
			t.Run(string(language)+" "+name, func(t *testing.T) {
				t.Parallel()
				r := newRegistry(need(t, planned), nil)
				r.login = login
				v := verifier(t)
				r.seen = func() { noTrace(t, v.Scratch, secret) }
				_, err := take(t, v, serving(t, r).of(language))
				if err != nil {
					t.Fatal(err)
				}
				r.login.Secret = "another one"
				p := r.of(language)
				p.Credentials = func(context.Context) (feed.Login, error) { return login, nil }
				if _, err = v.Verify(t.Context(), p); err == nil || strings.Contains(err.Error(), secret) {
					t.Errorf("with a wrong login: %v", err)
				}
			})
		}
	}
}

// noTrace looks for a secret in what is written and in the arguments of programs.
func noTrace(t *testing.T, dir, secret string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return nil //nolint:nilerr // Tools remove files while this looks.
		}
		content, _ := os.ReadFile(name)
		files++
		if strings.Contains(string(content), secret) {
			t.Errorf("%s has the secret", name)
		}
		return nil
	})
	if err != nil || files == 0 {
		t.Errorf("%d files in %s: %v", files, dir, err)
	}
	arguments, _ := filepath.Glob("/proc/[0-9]*/cmdline") // Nowhere but on Linux.
	for _, name := range arguments {
		if content, _ := os.ReadFile(name); strings.Contains(string(content), secret) {
			t.Errorf("the arguments %q have the secret", content)
		}
	}
}

// served is a feed with one answer.
type served func(to io.Writer) error

func (s served) Fetch(_ context.Context, _, _, _ string, to io.Writer) error { return s(to) }

func TestBytesThatAreNotPlanned(t *testing.T) {
	t.Parallel()
	const sum = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" // Of hello.
	text := func(text string) served {
		return func(to io.Writer) error {
			_, err := io.WriteString(to, text)
			return err
		}
	}
	for name, test := range map[string]struct {
		feed served
		want string // want is part of the error; empty where there is none.
	}{
		"planned": {text("hello"), ""},
		"other":   {text("jello"), "with the SHA-256"},
		"fewer":   {text("hell"), "4 of the planned 5 bytes of x.zip"},
		"more":    {text("hello!"), "more than the planned 5 bytes of x.zip"},
		"without an end": {func(to io.Writer) error {
			for zeros := make([]byte, 4); ; {
				if _, err := to.Write(zeros); err != nil {
					return err
				}
			}
		}, "more than the planned 5 bytes"},
		"nothing": {func(io.Writer) error { return &feed.Error{Feed: "npm", Doing: "fetch x", What: "gone"} }, "npm: fetch x: gone"},
	} {
		got, err := compare(t.Context(), Package{Feed: test.feed, Files: []feed.File{{Name: "x.zip", Size: 5, SHA256: sum}}})
		if test.want == "" && (err != nil || len(got) != 1) || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := compare(t.Context(), Package{}); err == nil {
		t.Error("no file at all is good")
	}
}

func TestErrorsAreOneLine(t *testing.T) {
	t.Parallel()
	long := "main.go:1: wrong\n" + strings.Repeat("and more\n", 100) + "in the end"
	for text, want := range map[string]string{"a\n  b\n": "a b", long: "main.go:1: wrong"} {
		got := brief(errors.New(text), nil)
		if !strings.HasPrefix(got, want) || strings.Contains(got, "\n") || len(got) > most+10 {
			t.Errorf("got %q", got)
		}
	}
	said := &run.Error{Args: []string{"npm", "install"}, Output: "no such\nversion", Err: os.ErrInvalid}
	if got := brief(errors.Join(said), nil); got != "npm says: no such version" {
		t.Errorf("got %q", got)
	}
	err := &Error{Language: "go", Step: "install", What: "it is not there", Advice: "look", Err: os.ErrNotExist}
	if got := err.Error(); got != "go, step install: it is not there; look" || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %q", got)
	}
	if _, err := verifier(t).Verify(t.Context(), Package{Language: "cobol"}); err == nil || !strings.Contains(err.Error(), "it supports go, python, ts") {
		t.Errorf("got %v", err)
	}
}
