package pack

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/gomod"
)

// splitWorld is a module proxy with the root module before and after its packages became a module of their own, that module as it is in
// this tree, and a library that moved from the one to the other.
type splitWorld struct {
	proxy, root, sdk, split string
}

const (
	before  = "v0.173.0" // before is the last version of the root with the packages.
	library = "example.com/library"
)

// sources are the content of a module, by path.
type sources map[string]string

func newSplitWorld(t *testing.T, requiresRoot bool) *splitWorld {
	t.Helper()
	settings, err := config.Load("../../..")
	if err != nil {
		t.Fatal(err)
	}
	w := &splitWorld{t.TempDir(), settings.SDKs.Go.Root(), string(settings.SDKs.Go.Module), "v" + string(settings.SDKs.Go.Split)}
	if w.root == "" {
		t.Fatal("sdk.yaml does not say which root module had the packages")
	}
	// The packages are stand-ins, with as much as the library and the program use of them. The go.mod files are those of this tree.
	packages := sources{
		"qdrant/cloud/cluster/v1/all.go": "package clusterv1\n\ntype ListClustersRequest struct{ AccountId string }\n",
		"qdrant/cloud/booking/v1/all.go": "package bookingv1\n\ntype ListPackagesRequest struct{ AccountId string }\n",
	}
	old := sources{"go.mod": "module " + w.root + "\n\ngo 1.24\n"}
	for name, text := range packages {
		old["gen/go/"+name] = text
	}
	w.add(t, before, old)
	rootMod, err := os.ReadFile("../../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	w.add(t, w.split, sources{"go.mod": string(rootMod), "doc.go": "package qdrantcloud\n"})
	sdkMod, err := os.ReadFile("../../../gen/go/go.mod")
	if err != nil {
		t.Fatal(err)
	}
	sdk := sources{"go.mod": string(sdkMod)}
	if !requiresRoot {
		manifest, err := modfile.Parse("go.mod", []byte(sdk["go.mod"]), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := manifest.DropRequire(w.root); err != nil {
			t.Fatal(err)
		}
		manifest.Cleanup()
		content, err := manifest.Format()
		if err != nil {
			t.Fatal(err)
		}
		sdk["go.mod"] = string(content)
	}
	maps.Copy(sdk, packages)
	w.add(t, w.split, sdk)
	uses := "package library\n\nimport bookingv1 \"" + w.sdk + "/qdrant/cloud/booking/v1\"\n\nvar Request bookingv1.ListPackagesRequest\n"
	for version, requires := range map[string]string{"v1.0.0": w.root + " " + before, "v1.1.0": w.sdk + " " + w.split} {
		w.add(t, version, sources{"go.mod": "module " + library + "\n\ngo 1.24\n\nrequire " + requires + "\n", "library.go": uses})
	}
	return w
}

// add publishes a version of a module.
func (w *splitWorld) add(t *testing.T, version string, content sources) {
	t.Helper()
	proxy, err := gomod.NewFolder("proxy", w.proxy)
	if err != nil {
		t.Fatal(err)
	}
	var members []archive.Member
	for name, text := range content {
		members = append(members, archive.Member{Name: name, Content: []byte(text)})
	}
	o := options("", "", strings.TrimPrefix(version, "v"))
	o.GoVersion = version
	made, err := Go(o, archive.Sort(members))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range made {
		path := filepath.Join(t.TempDir(), m.Name)
		if err := os.WriteFile(path, m.Content, 0o644); err != nil {
			t.Fatal(err)
		}
		err := proxy.Upload(t.Context(), feed.Artifact{
			Package: modfile.ModulePath([]byte(content["go.mod"])), Version: version, File: m.Name, Path: path, Size: int64(len(m.Content)), SHA256: m.SHA256(),
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// user is a program that uses the old root, beside a library that uses it as well.
type user struct {
	dir   string
	known string // known is the folder with what the go command has learned of the modules that are split.
	env   []string
}

// another returns a user in the same state, in a folder of its own and with the same cache of modules, from which all is gone that the go
// command has learned of the modules that are split. If it knows a version of the old one, it does not ask for that of the new one
// (golang/go#56974).
func (u *user) another(t *testing.T) *user {
	t.Helper()
	copied := &user{dir: t.TempDir(), known: u.known, env: u.env}
	if err := os.RemoveAll(u.known); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(copied.dir, os.DirFS(u.dir)); err != nil {
		t.Fatal(err)
	}
	return copied
}

// user makes the first user.
func (w *splitWorld) user(t *testing.T, caches []string) *user {
	t.Helper()
	cache := t.TempDir()
	u := &user{dir: t.TempDir(), known: filepath.Join(cache, "cache", "download", filepath.FromSlash(w.root)), env: []string{
		"GOFLAGS=-modcacherw", "GOMODCACHE=" + cache, "GONOSUMDB=*", "GONOPROXY=none", "GOPRIVATE=", "GOWORK=off", "GOTOOLCHAIN=local", "GOENV=off",
		// What this repository and its SDK depend on is in the machine's cache.
		"GOPROXY=file://" + w.proxy + ",file://" + filepath.ToSlash(filepath.Join(caches[0], "cache", "download")), "GOCACHE=" + caches[1],
	}}
	program := "package main\n\nimport (\n\tclusterv1 \"" + w.sdk + "/qdrant/cloud/cluster/v1\"\n\t\"" + library + "\"\n)\n\n" +
		"func main() {\n\tr := &clusterv1.ListClustersRequest{AccountId: \"a\"}\n\tprintln(r.AccountId, library.Request.AccountId)\n}\n"
	for name, text := range (sources{
		"go.mod": "module example.com/program\n\ngo 1.24\n\nrequire " + w.root + " " + before + "\n\nrequire " + library + " v1.0.0\n", "main.go": program,
	}) {
		if err := os.WriteFile(filepath.Join(u.dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	u.must(t, "go mod tidy", "go build ./...")
	return u
}

// run runs commands of a user, until one fails.
func (u *user) run(t *testing.T, commands ...string) error {
	t.Helper()
	for _, command := range commands {
		if err := run.Run(t.Context(), run.Cmd{Args: strings.Fields(command), Dir: u.dir, Env: u.env}); err != nil {
			return err
		}
	}
	return nil
}

func (u *user) must(t *testing.T, commands ...string) {
	t.Helper()
	if err := u.run(t, commands...); err != nil {
		t.Fatal(err)
	}
}

// TestSplit has users of the old root module get the packages from the new module, in each of the ways in which they may do so, with the
// go command of this machine.
func TestSplit(t *testing.T) {
	var caches []string
	for _, name := range []string{"GOMODCACHE", "GOCACHE"} {
		value, err := run.Output(t.Context(), run.Cmd{Args: []string{"go", "env", name}})
		if err != nil {
			t.Fatal(err)
		}
		caches = append(caches, strings.TrimSpace(string(value)))
	}
	w, without := newSplitWorld(t, true), newSplitWorld(t, false)
	ways := map[string][]string{
		"get the new module":             {"go get " + w.sdk + "@" + w.split, "go build ./..."},
		"get a package":                  {"go get " + w.sdk + "/qdrant/cloud/cluster/v1@" + w.split, "go build ./..."},
		"get the new library":            {"go get " + library + "@v1.1.0", "go build ./..."},
		"get both":                       {"go get " + library + "@v1.1.0 " + w.sdk + "@" + w.split, "go build ./..."},
		"get the new root":               {"go get " + w.root + "@" + w.split, "go mod tidy", "go build ./..."},
		"get the newest of everything":   {"go get -u ./...", "go build ./..."},
		"tidy with the new library":      {"go mod edit -require=" + library + "@v1.1.0", "go mod tidy", "go build ./..."},
		"tidy without the root":          {"go mod edit -droprequire=" + w.root + " -require=" + library + "@v1.1.0", "go mod tidy", "go build ./..."},
		"get the new module, then tidy":  {"go get " + w.sdk + "@" + w.split, "go mod tidy", "go build ./..."},
		"get the new library, then tidy": {"go get " + library + "@v1.1.0", "go mod tidy", "go build ./..."},
	}
	first := w.user(t, caches)
	for name, commands := range ways {
		t.Run(name, func(t *testing.T) { first.another(t).must(t, commands...) })
	}
	// Without the requirement the build finds the packages twice. This is what the test is about.
	u := without.user(t, caches)
	if err := u.run(t, ways["get the new module"]...); err == nil || !strings.Contains(err.Error(), "ambiguous import") {
		t.Errorf("without the requirement of the root: got %v", err)
	}
	// A program that never used the root gets nothing of it, and keeps its version of Go.
	u = first.another(t)
	own := sources{"go.mod": "module example.com/program\n\ngo 1.24.0\n", "main.go": "package main\n\nimport clusterv1 \"" + w.sdk + "/qdrant/cloud/cluster/v1\"\n\nfunc main() { println(clusterv1.ListClustersRequest{}.AccountId) }\n"}
	for name, text := range own {
		if err := os.WriteFile(filepath.Join(u.dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	u.must(t, "go get "+w.sdk+"@"+w.split, "go mod tidy", "go build ./...")
	manifest, err := os.ReadFile(filepath.Join(u.dir, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if text := string(manifest); !strings.Contains(text, "\ngo 1.24.0\n") || strings.Contains(text, w.root+" ") {
		t.Errorf("go.mod of a new user:\n%s", text)
	}
}
