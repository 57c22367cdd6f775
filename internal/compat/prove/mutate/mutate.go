// Package mutate makes random changes in trees of proto files, like people do: it adds, removes, renames, retypes and moves
// declarations, tightens and loosens rules, and makes changes that nobody should notice. The same seed makes the same changes.
//
// The descriptions of edits are for reports only. Nothing here decides whom an edit breaks.
package mutate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// Edit describes a change.
type Edit struct {
	Kind    string // Kind is the name of the mutator, like "field.rename".
	Element string // Element is the full name of the changed element, before the change.
	Text    string // Text has details for people.
}

func (e Edit) String() string { return strings.TrimSpace(e.Kind + " " + e.Element + " " + e.Text) }

// nothing is the result of a mutator that finds nothing to change in a tree.
var nothing Edit

func edited(element, format string, args ...any) Edit {
	return Edit{Element: strings.TrimPrefix(element, "."), Text: fmt.Sprintf(format, args...)}
}

// mutator is a way to change a tree. Its weight is how often it is chosen, relative to the others: about how often people do it.
type mutator struct {
	kind   string
	weight int
	apply  func(*editor) Edit
}

// mutators has all mutators. A seed means other changes if their order changes.
var mutators = slices.Concat(
	fieldMutators, oneofMutators, typeMutators, extensionMutators, enumMutators, messageMutators, fileMutators, remarkMutators,
	serviceMutators, routeMutators, callerMutators, ruleMutators, valueMutators, nameMutators, editionMutators,
	expressionMutators, moveMutators, seamMutators,
)

// tries limits how often another edit is tried when one makes the files invalid.
const tries = 60

// Tree applies one to three edits to a copy of a base. The result is valid.
func Tree(base *tree.Tree, seed uint64) (after *tree.Tree, edits []Edit) {
	random := rand.New(rand.NewPCG(seed, 0x70726f7665)) //nolint:gosec // G404: Seeds have to be reproducible.
	count := []int{1, 1, 1, 1, 1, 1, 2, 2, 2, 3}[random.IntN(10)]
	after = base
	for range tries {
		e := &editor{Rand: random, tree: after.Clone(), known: mutators}
		edit := e.once(e.weighted())
		if edit == nothing || !valid(e.tree) {
			continue
		}
		after, edits = e.tree, append(edits, edit)
		if len(edits) == count {
			break
		}
	}
	return after, edits
}

// Prepared adds rules and extensions to a copy of a base, which other edits can change then. The result is valid.
func Prepared(base *tree.Tree, seed uint64) *tree.Tree {
	random := rand.New(rand.NewPCG(seed, 0x70726570617265)) //nolint:gosec // G404: Seeds have to be reproducible.
	for range 1 + random.IntN(4) {
		e := &editor{Rand: random, tree: base.Clone(), known: preparers}
		if edit := e.once(e.weighted()); edit != nothing && valid(e.tree) {
			base = e.tree
		}
	}
	return base
}

// once applies an edit, with the adaptations that people make along with it, such as imports.
func (e *editor) once(m mutator) Edit {
	edit := m.apply(e)
	if edit == nothing {
		return nothing
	}
	edit.Kind = m.kind
	addImports(e.tree)
	dropStaleExpressions(e.tree)
	if m.kind != "comment.change" {
		forgetSource(e.tree)
	}
	return edit
}

// forgetSource removes source positions, which are wrong after edits: comments would belong to other declarations.
func forgetSource(t *tree.Tree) {
	for _, file := range t.Files {
		file.SourceCodeInfo = nil
	}
}

// weighted returns a random mutator by weight.
func (e *editor) weighted() mutator {
	total := 0
	for _, m := range e.known {
		total += m.weight
	}
	at := e.IntN(total)
	i := slices.IndexFunc(e.known, func(m mutator) bool {
		at -= m.weight
		return at < 0
	})
	return e.known[i]
}
