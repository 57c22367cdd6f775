package release

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// TestModuleOfThePlan is looked up where another commit is checked out by now, as mage status may be run then.
func TestModuleOfThePlan(t *testing.T) {
	root := t.TempDir()
	gittest.Run(t, root, "init", "--quiet", "--initial-branch=main")
	var commits []string
	for _, text := range []string{"one", "two"} {
		for name, content := range map[string]string{"go.mod": "module " + goModule + "\n\ngo 1.24.0\n", "LICENSE": text + "\n"} {
			if err := file.Write(filepath.Join(root, filepath.FromSlash(lang.Go.Language().Dir()), name), []byte(content)); err != nil {
				t.Fatal(err)
			}
		}
		gittest.Run(t, root, "add", "--all")
		gittest.Run(t, root, "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message="+text)
		commits = append(commits, gittest.Run(t, root, "rev-parse", "HEAD"))
	}
	for i, want := range []string{"one\n", "two\n"} {
		c := &Checkout{Root: root}
		files, err := c.committedModule(t.Context(), config.Project{}, commits[i], "v1.2.3")
		if err != nil {
			t.Fatal(err)
		}
		zipped, _ := archive.Find(files, "v1.2.3.zip")
		inside, err := archive.ReadBytes("v1.2.3.zip", zipped)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := archive.Find(inside, goModule+"@v1.2.3/LICENSE"); string(got) != want {
			t.Errorf("of commit %d the module has %q, not %q", i, got, want)
		}
		if info, _ := archive.Find(files, "v1.2.3.info"); !strings.Contains(string(info), commits[i]) {
			t.Errorf("of commit %d the module says %s", i, info)
		}
	}
	c := &Checkout{Root: root}
	if _, err := c.committedModule(t.Context(), config.Project{}, strings.Repeat("0", 40), "v1.2.3"); err == nil || !strings.Contains(err.Error(), "is not in this clone") {
		t.Errorf("of a commit that is not here: %v", err)
	}
}
