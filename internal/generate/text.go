package generate

import (
	"fmt"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
)

// maxListed bounds how many paths of one kind are shown.
const maxListed = 10

// Text formats the result for people: what happened to gen, and in the end one line with the sums.
func (r *Result) Text(took time.Duration) string {
	if r.UpToDate {
		return fmt.Sprintf("gen: up to date, %d files, %s\n", r.Unchanged, progress.Seconds(took))
	}
	var out strings.Builder
	list(&out, "written", r.Written)
	list(&out, "changed", r.Changed)
	list(&out, "removed", r.Removed)
	list(&out, "not ours", r.Foreign)
	fmt.Fprintf(&out, "gen: %d written, %d changed, %d removed, %d unchanged, %s\n",
		len(r.Written), len(r.Changed), len(r.Removed), r.Unchanged, progress.Seconds(took))
	return out.String()
}

func list(out *strings.Builder, word string, names []string) {
	for i, name := range names {
		if i == maxListed {
			fmt.Fprintf(out, "  %-8s … and %d more\n", word, len(names)-i)
			return
		}
		fmt.Fprintf(out, "  %-8s gen/%s\n", word, name)
	}
}
