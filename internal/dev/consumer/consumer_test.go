package consumer

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
)

func repository(t *testing.T) *config.Config {
	t.Helper()
	c, err := config.Load("../../..")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const (
	npmLines = "@qdrant:registry=https://us-npm.pkg.dev/qdrant-cloud/npm/\n"
	index    = "\n[[tool.uv.index]]\nname = \"qdrant\"\nurl = \"https://oauth2accesstoken@us-python.pkg.dev/qdrant-cloud/python/simple/\"\nexplicit = true\n"
	source   = "qdrant-cloud-public-api = { index = \"qdrant\" }\n"
	keyring  = "keyring-provider = \"subprocess\"\n"
)

func TestProjects(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(string, *config.Config) (string, error)
		have string
		want string
		err  string
	}{
		{"npm, nothing yet", npmrc, "", npmLines, ""},
		{"npm, other settings", npmrc, "fund=false", "fund=false\n" + npmLines, ""},
		{"npm, all there", npmrc, "@qdrant:registry = https://us-npm.pkg.dev/qdrant-cloud/npm/\n", "@qdrant:registry = https://us-npm.pkg.dev/qdrant-cloud/npm/\n", ""},
		{"npm, another registry", npmrc, "@qdrant:registry=https://example.com/\n", "", "it sets @qdrant:registry to https://example.com/, want https://us-npm.pkg.dev/qdrant-cloud/npm/: change it first"},
		{"npm, another registry with a password", npmrc, "@qdrant:registry=https://me:secret@example.com/\n", "", "it sets @qdrant:registry to https://me:xxxxx@example.com/, want https://us-npm.pkg.dev/qdrant-cloud/npm/: change it first"},
		{"npm, a token", npmrc, "//us-npm.pkg.dev/qdrant-cloud/npm/:_authToken=ya29.secret\n", "", "it contains a token of the registry: remove the token, revoke it, and run this again"},
		{"npm, a login", npmrc, "//us-npm.pkg.dev/qdrant-cloud/npm/:_auth = c2VjcmV0OnNlY3JldA==\n", "", "it contains a token of the registry: remove the token, revoke it, and run this again"},

		{"uv, nothing yet", pyproject, "[project]\nname = \"x\" # mine\n", "[project]\nname = \"x\" # mine\n\n[tool.uv]\n" + keyring + "\n[tool.uv.sources]\n" + source + index, ""},
		{"uv, tables", pyproject, "[tool.uv.sources]\na = { path = \"a\" }\n\n[tool.uv]\npackage = true", "[tool.uv.sources]\n" + source + "a = { path = \"a\" }\n\n[tool.uv]\n" + keyring + "package = true\n" + index, ""},
		{"uv, a table that is closed", pyproject, "[tool]\nuv = { package = true }\n", "", "its uv tables are inline and cannot be extended: add the lines from the README of the package by hand"},
		{"uv, another index with a password", pyproject, "[[tool.uv.index]]\nname = \"qdrant\"\nurl = \"https://me:secret@example.com/\"\n", "", "its index qdrant is https://me:xxxxx@example.com/, want https://oauth2accesstoken@us-python.pkg.dev/qdrant-cloud/python/simple/: change it first"},
		{"uv, another index", pyproject, "[[tool.uv.index]]\nname = \"qdrant\"\nurl = \"https://example.com/\"\n", "", "its index qdrant is https://example.com/, want https://oauth2accesstoken@us-python.pkg.dev/qdrant-cloud/python/simple/: change it first"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.edit(c.have, repository(t))
			if c.err != "" {
				if err == nil || err.Error() != c.err || strings.Contains(err.Error(), "secret") {
					t.Errorf("the error is %v", err)
				}
				return
			}
			if err != nil || got != c.want {
				t.Fatalf("it becomes\n%s\nwant\n%s\n%v", got, c.want, err)
			}
			if again, err := c.edit(got, repository(t)); err != nil || again != got {
				t.Errorf("a second time it becomes\n%s\n%v", again, err)
			}
		})
	}
}

func TestWhatIsNoTOMLStays(t *testing.T) {
	if _, err := pyproject("[", repository(t)); err == nil || !strings.HasPrefix(err.Error(), "it is not valid TOML: ") {
		t.Errorf("the error is %v", err)
	}
}

func TestAProjectIsSetUpOnce(t *testing.T) {
	dir := t.TempDir()
	if _, err := Setup(dir, repository(t)); err == nil || !strings.Contains(err.Error(), "has no package.json and no pyproject.toml") {
		t.Errorf("in an empty folder the error is %v", err)
	}
	for name, content := range map[string]string{"package.json": "{}\n", "pyproject.toml": "[project]\nname = \"x\"\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	first, err := Setup(dir, repository(t))
	if err != nil || !slices.Equal(first.Changed, []string{".npmrc", "pyproject.toml"}) {
		t.Fatalf("%+v, %v", first, err)
	}
	second, err := Setup(dir, repository(t))
	if err != nil || len(second.Changed) != 0 || !slices.Equal(second.Fine, []string{".npmrc", "pyproject.toml"}) {
		t.Errorf("a second time: %+v, %v", second, err)
	}
	if !strings.Contains(second.Text(), "  uv add qdrant-cloud-public-api\n") {
		t.Errorf("it says\n%s", second.Text())
	}
	for _, name := range []string{".npmrc", "pyproject.toml"} {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || strings.Contains(strings.ToLower(string(content)), "_authtoken") || strings.Contains(string(content), "ya29.") {
			t.Errorf("%s has a token, or none is read: %v\n%s", name, err, content)
		}
	}
}

// TestNobodyNewReadsIt has the token of another registry in a file for its owner alone, to which a link leads.
func TestNobodyNewReadsIt(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	const token = "//registry.example/:_authToken=theirs\n"
	target := filepath.Join(home, "npmrc")
	if err := errors.Join(
		os.WriteFile(filepath.Join(dir, "package.json"), []byte("{}\n"), 0o644),
		os.WriteFile(target, []byte(token), 0o600),
		os.Symlink(target, filepath.Join(dir, ".npmrc")),
	); err != nil {
		t.Fatal(err)
	}
	if _, err := Setup(dir, repository(t)); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(target)
	if err != nil || string(content) != token+npmLines {
		t.Errorf("it has %q, %v", content, err)
	}
	if info, err := os.Stat(target); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("its mode is %v, %v", info.Mode(), err)
	}
	if info, err := os.Lstat(filepath.Join(dir, ".npmrc")); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info.Mode(), err)
	}
	if left, err := os.ReadDir(home); err != nil || len(left) != 1 {
		t.Errorf("left over: %v, %v", left, err)
	}
}

// The README of the Python package shows what is written here.
func TestTheReadmeShowsTheSame(t *testing.T) {
	readme, err := os.ReadFile("../../../gen/python/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{keyring, index, source} {
		if !strings.Contains(string(readme), part) {
			t.Errorf("gen/python/README.md lacks\n%s", part)
		}
	}
	if readme, err := os.ReadFile("../../../gen/ts/README.md"); err != nil || !strings.Contains(string(readme), npmLines) {
		t.Errorf("gen/ts/README.md lacks\n%s\n%v", npmLines, err)
	}
}
