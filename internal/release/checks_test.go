package release

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
)

// TestChecksOfTheCommit warns of required checks that have not passed, and claims nothing where the forge cannot be asked.
func TestChecksOfTheCommit(t *testing.T) {
	for _, test := range []struct {
		name     string
		required []string
		checks   map[string]string
		token    string // token takes the place of the right one.
		want     string // want is empty where nothing is to be said.
	}{
		{"nothing is required", nil, map[string]string{"extra": "failure"}, "", ""},
		{"all have passed", []string{"ci", "legacy", "lint"}, map[string]string{"ci": "success", "lint": "skipped", "extra": "failure"}, "", ""},
		{"some have not", []string{"ci", "lint", "prove", "unseen"}, map[string]string{"ci": "failure", "lint": "", "prove": "success"}, "",
			"warning: required checks have not passed on commit COMMIT: ci (failure), lint (in_progress), unseen (has not run)"},
		{"no token", []string{"ci"}, nil, "none", ""},
		{"a wrong token", []string{"ci"}, nil, "a-token-that-is-wrong", "warning: whether the required checks of commit COMMIT have passed is unknown"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newLineageWorld(t)
			w.hub.Required, w.hub.Checks = test.required, test.checks
			switch test.token {
			case "":
			case "none":
				delete(w.env, forgeToken)
			default:
				w.env[forgeToken] = test.token
			}
			out, err := os.Create(filepath.Join(w.dir, "output"))
			if err != nil {
				t.Fatal(err)
			}
			defer out.Close()
			w.c.Progress = progress.New(out)
			d, err := w.decide(t, Options{})
			if err != nil {
				t.Fatal(err)
			}
			said, err := os.ReadFile(out.Name())
			if err != nil {
				t.Fatal(err)
			}
			want := strings.ReplaceAll(test.want, "COMMIT", d.commit.hash[:12])
			if !strings.Contains(string(said), want) || test.want == "" && strings.Contains(string(said), "warning") || strings.Contains(string(said), "a-token") {
				t.Errorf("want %q, got %q", want, said)
			}
		})
	}
}
