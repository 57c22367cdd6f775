// Package mutate changes trees of proto files as people do: it adds, removes, renames, retypes and moves what is declared,
// tightens and loosens rules, and touches what nobody should notice. The same seed makes the same changes.
//
// What an edit did is known for the report only. Nothing here says whom it breaks.
package mutate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/prove/tree"
)

// Edit says what was done.
type Edit struct {
	Kind    string // Kind is the name of the mutator, like "field.rename".
	Element string // Element is the full name of what was changed, as it was called before.
	Text    string // Text says more for people.
}

func (e Edit) String() string { return strings.TrimSpace(e.Kind + " " + e.Element + " " + e.Text) }

// mutator is a way to change a tree. Weight is how often it is chosen, beside those of the others: about how often people do
// it. The result is false where the tree has nothing to do it to.
type mutator struct {
	kind   string
	weight int
	apply  func(*editor) (Edit, bool)
}

// mutators are all ways.
var mutators = slices.Concat(fieldMutators, kindMutators, enumMutators, messageMutators, fileMutators, serviceMutators, routeMutators, callerMutators, ruleMutators, acceptedMutators, nameMutators, editionMutators)

// tries bounds how often another edit is tried where one leaves the files invalid.
const tries = 60

// Tree applies one to three edits to a copy of a base. The files of the result are valid together.
func Tree(base *tree.Tree, seed uint64) (after *tree.Tree, edits []Edit) {
	random := rand.New(rand.NewPCG(seed, 0x70726f7665)) //nolint:gosec // G404: Seeds have to be reproducible.
	count := []int{1, 1, 1, 1, 1, 1, 2, 2, 2, 3}[random.IntN(10)]
	after = base
	for range tries {
		next := after.Clone()
		e := &editor{random, next}
		edit, ok := e.once(e.weighted())
		if !ok || !valid(next) {
			continue
		}
		after, edits = next, append(edits, edit)
		if len(edits) == count {
			break
		}
	}
	return after, edits
}

// once applies an edit, and mends what people mend without thinking of it.
func (e *editor) once(m mutator) (Edit, bool) {
	edit, ok := m.apply(e)
	edit.Kind = m.kind
	if ok {
		e.mendImports()
		if edit.Kind != "comment.change" {
			forgetSource(e.tree)
		}
	}
	return edit, ok
}

// forgetSource removes positions that don't fit any more; comments would belong to other declarations.
func forgetSource(t *tree.Tree) {
	for _, file := range t.Files {
		file.SourceCodeInfo = nil
	}
}

// weighted is one of the mutators.
func (e *editor) weighted() mutator {
	total := 0
	for _, m := range mutators {
		total += m.weight
	}
	at := e.IntN(total)
	i := slices.IndexFunc(mutators, func(m mutator) bool {
		at -= m.weight
		return at < 0
	})
	return mutators[i]
}

// valid says whether the files link, and whether they are what a compiler would take.
func valid(t *tree.Tree) bool {
	if _, err := t.Link(); err != nil {
		return false
	}
	return namesApart(t) && extensionsApart(t) && !goCycle(t) && localsAtHome(t)
}

// extensionsApart says whether the extensions of a message have different numbers, which linking does not ask.
func extensionsApart(t *tree.Tree) bool {
	seen := map[string]bool{}
	for _, x := range (&editor{tree: t}).extensions() {
		key := fmt.Sprint(x.GetExtendee(), x.GetNumber())
		if seen[key] {
			return false
		}
		seen[key] = true
	}
	return true
}

// namesApart says whether fields have different names in JSON, which linking does not ask.
func namesApart(t *tree.Tree) bool {
	for _, file := range t.Files {
		for _, m := range messagesOf(file) {
			seen := map[string]bool{}
			for _, f := range m.Field {
				if seen[jsonName(f)] {
					return false
				}
				seen[jsonName(f)] = true
			}
		}
	}
	return true
}

func jsonName(f *descriptorpb.FieldDescriptorProto) string {
	if f.JsonName != nil {
		return f.GetJsonName()
	}
	return camel(f.GetName())
}

// camel is the JSON name of a field.
func camel(name string) string {
	var b strings.Builder
	upper := false
	for i := range len(name) {
		switch c := name[i]; {
		case c == '_':
			upper = true
		case upper && 'a' <= c && c <= 'z':
			b.WriteByte(c - 'a' + 'A')
			upper = false
		default:
			b.WriteByte(c)
			upper = false
		}
	}
	return b.String()
}

// goCycle says whether packages import each other in a cycle, which no SDK could be made of.
func goCycle(t *tree.Tree) bool {
	dir := func(path string) string { return path[:strings.LastIndexByte(path, '/')] }
	imports := map[string][]string{}
	for _, file := range t.Files {
		for _, imported := range file.GetDependency() {
			if from, to := dir(file.GetName()), dir(imported); from != to {
				imports[from] = append(imports[from], to)
			}
		}
	}
	done := map[string]int{}
	var visit func(string) bool
	visit = func(at string) bool {
		if done[at] != 0 {
			return done[at] == 1
		}
		done[at] = 1
		if slices.ContainsFunc(imports[at], visit) {
			return true
		}
		done[at] = 2
		return false
	}
	for _, file := range t.Files {
		if visit(dir(file.GetName())) {
			return true
		}
	}
	return false
}

func edited(element, format string, args ...any) (Edit, bool) {
	return Edit{Element: strings.TrimPrefix(element, "."), Text: fmt.Sprintf(format, args...)}, true
}

func nothing() (Edit, bool) { return Edit{}, false }
