package pack

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/attest"
)

func TestResolve(t *testing.T) {
	tests := []struct {
		name    string
		lock    *lock
		content string
		want    map[string]string // want has a version for each dependency.
	}{
		{
			"npm", npmLock, `{"packages": {"": {"name": "tools"}, "node_modules/in": {"version": "1.4.0"}, "node_modules/out": {"version": "2.0.0"},
				"node_modules/other/node_modules/nested": {"version": "1.1.0"}, "node_modules/@a/scoped": {"version": "1.0.1"}, "node_modules/exact": {"version": "1.0.0"}}}`,
			map[string]string{"in": "1.4.0", "out": "", "nested": "", "@a/scoped": "1.0.1", "absent": "", "exact": "1.2.3"},
		},
		{
			"python", pythonLock, "# a comment\nin==1.4.0 \\\n    --hash=sha256:00\nout==2.0.0\n@a/scoped==1.0.1\nnested==1.1.0 ; python_version < '3.11' \\\nnested==1.2.0 ; python_version >= '3.11'\n",
			map[string]string{"in": "1.4.0", "out": "", "nested": "", "@a/scoped": "", "absent": "", "exact": "1.2.3"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root := t.TempDir()
			file := filepath.Join(root, filepath.FromSlash(test.lock.path))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			dependencies := func() (all []attest.Dependency) {
				for name := range test.want {
					d := attest.Dependency{Name: name, Range: ">=1.0.0,<2"}
					if test.name == "npm" {
						d.Range = "^1.0.0"
					}
					if name == "exact" {
						d.Range, d.Version = "", "1.2.3"
					}
					all = append(all, d)
				}
				return all
			}
			without := dependencies()
			if err := test.lock.resolve(root, without); err != nil {
				t.Fatal(err)
			}
			for _, d := range without {
				if d.Version != "" && d.Name != "exact" {
					t.Errorf("without a lock %s is %s", d.Name, d.Version)
				}
			}
			if err := os.WriteFile(file, []byte(test.content), 0o644); err != nil {
				t.Fatal(err)
			}
			all, got := dependencies(), map[string]string{}
			if err := test.lock.resolve(root, all); err != nil {
				t.Fatal(err)
			}
			for _, d := range all {
				got[d.Name] = d.Version
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "tools/node"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, npmLock.path), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := npmLock.resolve(root, nil); err == nil {
		t.Error("a broken lock is no error")
	}
}
