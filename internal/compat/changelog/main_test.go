package changelog

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

var update = flag.Bool("update", false, "rewrite what testdata wants")

var testOptions = Options{
	GoModule: "example.com/sdk/gen/go", NPM: "@example/sdk", REST: "https://api.example.com",
	Generators: []string{"sdk.yaml", "templates/", "tools/node/"},
}

// emptyFile is a changelog without entries.
const emptyFile = "# Changelog\n\n## [Unreleased]\n\n[Unreleased]: https://example.com/commits/main\n"

// archive has the files of a txtar archive in their order, and its comment.
type archive struct {
	comment string
	names   []string
	text    map[string]string
}

func readArchive(t *testing.T, path string) archive {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a := archive{text: map[string]string{}}
	name := ""
	for line := range strings.Lines(string(content)) {
		title, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "-- ")
		if title, isTitle := strings.CutSuffix(title, " --"); ok && isTitle {
			name = title
			a.names = append(a.names, name)
			continue
		}
		if name == "" {
			a.comment += line
		} else {
			a.text[name] += line
		}
	}
	return a
}

func (a archive) write(t *testing.T, path string) {
	t.Helper()
	content := []byte(a.comment)
	for _, name := range a.names {
		content = append(content, "-- "+name+" --\n"+a.text[name]...)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// compile reads the protos of an archive below a folder.
func (a archive) compile(t *testing.T, folder string) *schema.Schema {
	t.Helper()
	tree := fstest.MapFS{}
	for name, text := range a.text {
		path, ok := strings.CutPrefix(name, folder+"/")
		if !ok {
			continue
		}
		tree[path] = &fstest.MapFile{Data: []byte(text)}
		const common = "qdrant/cloud/common/v1/common.proto"
		if strings.Contains(text, `"`+common+`"`) && a.text[folder+"/"+common] == "" {
			content, err := os.ReadFile("../../../proto/" + common)
			if err != nil {
				t.Fatal(err)
			}
			tree[common] = &fstest.MapFile{Data: content}
		}
	}
	compiled, err := imagetest.FromFS(t.Context(), tree)
	if err != nil {
		t.Fatalf("%s: %v", folder, err)
	}
	encoded, err := compiled.Encode()
	if err != nil {
		t.Fatal(err)
	}
	read, err := schema.Read(string(encoded))
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func judged(t *testing.T, old, now *schema.Schema) *judge.Report {
	t.Helper()
	const in = "qdrant.cloud.common.v1."
	policy := judge.DefaultPolicy()
	policy.Auth = judge.AuthOptions{
		Permissions: in + "permissions", RequiresAll: in + "requires_all_permissions", Authentication: in + "requires_authentication",
		ActorTypes: in + "supported_actor_types", Account: in + "account_id_expression", AccountDefault: "account_id",
	}
	report, err := judge.Judge(t.Context(), old, now, policy)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// commitsOf reads commits: paragraphs of a subject, lines of the body, and "paths:".
func commitsOf(text string) []Commit {
	var all []Commit
	for i, part := range strings.Split(strings.TrimSpace(text), "\n%%\n") {
		if part == "" {
			continue
		}
		c := Commit{Hash: fmt.Sprintf("%040x", i+1)}
		c.Subject, c.Body, _ = strings.Cut(part, "\n")
		lines := strings.Split(c.Body, "\n")
		if last, ok := strings.CutPrefix(lines[len(lines)-1], "paths: "); ok {
			c.Body, c.Paths = strings.Join(lines[:len(lines)-1], "\n"), strings.Fields(last)
		}
		all = append(all, c)
	}
	return all
}

// TestCases compares the result of every case with its golden file; -update rewrites it. A case has the protos in old/ and new/,
// and may have commits, the newest first, and a changelog.
func TestCases(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("there are no cases: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			t.Parallel()
			a := readArchive(t, path)
			old, now := a.compile(t, "old"), a.compile(t, "new")
			section := Generate(judged(t, old, now), old, now, commitsOf(a.text["commits"]), testOptions)
			before := a.text["CHANGELOG.md"]
			if before == "" {
				before = emptyFile
			}
			got := mustUpdate(t, before, section)
			if !slices.Contains(a.names, "want") {
				a.names = append(a.names, "want")
			}
			if *update {
				a.text["want"] = got
				a.write(t, path)
				return
			}
			if d := cmp.Diff(a.text["want"], got); d != "" {
				t.Errorf("-want +got; go test ./internal/compat/changelog -update rewrites it\n%s", d)
			}
		})
	}
}

// mustUpdate updates a changelog, and checks that a second run changes nothing.
func mustUpdate(t *testing.T, content string, s Section) string {
	t.Helper()
	once, _ := Update(mustParse(t, content), s)
	first := once.String()
	again, _ := Update(mustParse(t, first), s)
	if d := cmp.Diff(first, again.String()); d != "" {
		t.Fatalf("a second run changes the file:\n%s", d)
	}
	return first
}

func mustParse(t *testing.T, content string) *File {
	t.Helper()
	f, err := Parse("CHANGELOG.md", content)
	if err != nil {
		t.Fatalf("%v\n%s", err, content)
	}
	if f.String() != content {
		t.Fatal("the file is written otherwise than it was read")
	}
	return f
}
