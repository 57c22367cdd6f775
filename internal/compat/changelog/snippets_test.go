package changelog

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/langtest"
)

func TestEveryLanguageHasAWriter(t *testing.T) { langtest.Complete(t, "writers", writers) }

// checkSnippets checks that Go code can be parsed, and that no placeholders or missing names are left.
func checkSnippets(t *testing.T, name string, notes []Note) {
	t.Helper()
	for _, n := range notes {
		if n.Title == "" || len(n.Snippets) == 0 && n.Text == "" {
			t.Errorf("%s: the note on %s %s is empty", name, n.Rule, n.Element)
		}
		for _, s := range n.Snippets {
			for _, side := range []Code{s.Before, s.After} {
				for _, l := range append(side.Imports, side.Lines...) {
					if strings.Contains(l, "{  }") || strings.Contains(l, "create()") || strings.TrimSpace(l) == "" {
						t.Errorf("%s: %s: a line reads %q", name, s.Title, l)
					}
				}
				if s.Language != "go" {
					continue
				}
				text := "package p\n" + strings.Join(side.Imports, "\n") + "\nfunc _() {\n" + strings.Join(side.Lines, "\n") + "\n}\n"
				if _, err := parser.ParseFile(token.NewFileSet(), "", text, parser.SkipObjectResolution); err != nil {
					t.Errorf("%s: %v in\n%s", name, err, text)
				}
			}
		}
	}
}
