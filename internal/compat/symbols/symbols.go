// Package symbols lists what user code can name in the generated SDKs: for each language, the symbols that its generator makes of
// a file, with their signatures. Comparing two lists shows which user code no longer compiles.
package symbols

import (
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// Symbol is something in a generated SDK that user code can name.
type Symbol struct {
	// Name has the place and the name of the symbol, like "github.com/example/sdk/v1.Cluster.GetName" in Go,
	// "example.v1.cluster_pb2.Cluster.name" in Python and "example/v1/cluster_pb.Cluster.name" in TypeScript.
	Name string

	// Signature is what user code depends on beyond the name, like "func() string". Proto types have their proto names in it.
	// Another signature breaks users of the symbol.
	Signature string

	// Element is the declaration that the symbol is generated from.
	Element schema.Element

	// Also are further declarations without which there is no such symbol.
	Also []schema.Element

	// Client is set for what the client of an SDK has.
	Client bool

	// Checked is set for a symbol of the type of validated messages, which user code only reads: a narrower signature does not
	// break it.
	Checked bool

	// Alias is set for a Checked symbol whose type is another name of the message, so that user code also passes messages that were
	// not validated: there a value that has to be set breaks it. A field that is new is no break; see the policy on additions.
	Alias bool
}

// Lister lists what the generator of a language makes of a file, each name once. rename returns the name of a proto type in
// signatures, given its full name; it is the identity if nothing was renamed.
type Lister func(s *schema.Schema, f *schema.File, rename func(string) string) []Symbol

// Listers has the lister of each language.
var Listers = lang.Table[Lister]{
	lang.Go:         golang,
	lang.Python:     python,
	lang.TypeScript: typescript,
}

// Modules has for each language what a file is generated into: a Go package, a Python module, a TypeScript module. The names of its
// symbols begin with it, so symbols of different modules have different names.
var Modules = lang.Table[func(*schema.File) string]{
	lang.Go:         goImportPath,
	lang.Python:     func(f *schema.File) string { return pythonModuleName(f.Path) },
	lang.TypeScript: func(f *schema.File) string { return strings.TrimSuffix(f.Path, ".proto") },
}

// Break is a symbol whose users no longer compile.
type Break struct {
	Old Symbol
	New *Symbol // New is nil if the symbol was removed.
}

// Compare returns the old symbols that were removed or have another signature, in their order.
func Compare(before, after []Symbol) []Break {
	now := make(map[string]*Symbol, len(after))
	for i := range after {
		now[after[i].Name] = &after[i]
	}
	dead := map[string]bool{} // dead has the Go packages that did not compile, so that nobody used them.
	for _, symbol := range before {
		if strings.HasPrefix(symbol.Signature, notCompiled) {
			dead[goImportPath(symbol.Element.In())] = true
		}
	}
	var breaks []Break
	for _, symbol := range before {
		have := now[symbol.Name]
		switch {
		case len(dead) > 0 && dead[goImportPath(symbol.Element.In())]:
		case have == nil:
			breaks = append(breaks, Break{symbol, nil})
		case have.Signature == symbol.Signature, symbol.Checked && narrower(symbol.Signature, have.Signature) && !symbol.demanded(have):
		default:
			breaks = append(breaks, Break{symbol, have})
		}
	}
	return breaks
}

// notCompiled begins the signature of a symbol that makes its Go package fail to compile.
const notCompiled = "does not compile: "

const undefined = " | undefined"

// narrower reports whether code that reads the old type can read the new one: a value that is always set instead of sometimes, or
// that is validated too.
func narrower(before, after string) bool {
	plainBefore, wasOptional, wasChecked := unchecked(before)
	plainAfter, isOptional, isChecked := unchecked(after)
	return plainBefore == plainAfter && (wasOptional || !isOptional) && (isChecked || !wasChecked)
}

// demanded reports whether a value has to be set now where any message was taken.
func (s Symbol) demanded(now *Symbol) bool {
	_, was, _ := unchecked(s.Signature)
	_, is, _ := unchecked(now.Signature)
	return s.Alias && was && !is
}

// unchecked returns the type without what validation guarantees about it.
func unchecked(signature string) (plain string, optional, checked bool) {
	plain, optional = strings.CutSuffix(signature, undefined)
	before, rest, checked := strings.Cut(plain, "Valid<")
	if name, after, ok := strings.Cut(rest, ">"); checked && ok {
		plain = before + name + after
	}
	return plain, optional, checked
}
