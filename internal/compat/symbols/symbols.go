// Package symbols knows what users of the generated SDKs can name and rely on: for each language the symbols that its
// generator makes of a file, with their signatures. Two lists of them tell which source code stops compiling.
package symbols

import (
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// Symbol is something in a generated SDK that user code can name.
type Symbol struct {
	// Name says where it is found and what it is called, like "github.com/example/sdk/v1.Cluster.GetName" in Go,
	// "example.v1.cluster_pb2.Cluster.name" in Python and "example/v1/cluster_pb.Cluster.name" in TypeScript.
	Name string

	// Signature is what user code depends on beyond the name, like "func() string". Types that come from protos stand in it
	// with their proto names. A symbol with another signature breaks its users.
	Signature string

	// Element is the declaration that the symbol is made from.
	Element schema.Element

	// Checked says that the symbol belongs to the type of messages that passed validation, which user code reads and does not
	// write: a narrower signature does not break it.
	Checked bool
}

// Lister lists what the generator of a language makes of a file, each name once. Types in signatures are called what rename
// makes of their full proto name; it is the identity where nothing was renamed.
type Lister func(s *schema.Schema, f *schema.File, rename func(string) string) []Symbol

// Listers has the lister of each language.
var Listers = lang.Table[Lister]{
	lang.Go:         golang,
	lang.Python:     python,
	lang.TypeScript: typescript,
}

// Break is a symbol of which user code can't be compiled as before.
type Break struct {
	Old Symbol
	New *Symbol // New is nil where the symbol is gone.
}

// Compare finds the old symbols that are gone or have another signature, in the order of the old ones.
func Compare(before, after []Symbol) []Break {
	now := make(map[string]*Symbol, len(after))
	for i := range after {
		now[after[i].Name] = &after[i]
	}
	var breaks []Break
	for _, symbol := range before {
		have := now[symbol.Name]
		switch {
		case have == nil:
			breaks = append(breaks, Break{symbol, nil})
		case have.Signature == symbol.Signature, symbol.Checked && narrower(symbol.Signature, have.Signature):
		default:
			breaks = append(breaks, Break{symbol, have})
		}
	}
	return breaks
}

const undefined = " | undefined"

// narrower says whether what is read as one type can be read as another: it is there more often, or passed validation too.
func narrower(before, after string) bool {
	plainBefore, wasOptional, wasChecked := unchecked(before)
	plainAfter, isOptional, isChecked := unchecked(after)
	return plainBefore == plainAfter && (wasOptional || !isOptional) && (isChecked || !wasChecked)
}

// unchecked is the type without what validation promises of it.
func unchecked(signature string) (plain string, optional, checked bool) {
	plain, optional = strings.CutSuffix(signature, undefined)
	before, rest, checked := strings.Cut(plain, "Valid<")
	if name, after, ok := strings.Cut(rest, ">"); checked && ok {
		plain = before + name + after
	}
	return plain, optional, checked
}
