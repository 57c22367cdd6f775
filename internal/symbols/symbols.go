// Package symbols knows what users of the generated SDKs can name and rely on: for each language the symbols that its
// generator makes of a file, with their signatures. Two lists of them tell which source code stops compiling.
package symbols

import "github.com/qdrant/qdrant-cloud-public-api/internal/schema"

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
}

// Language lists what its generator makes of a file.
type Language struct {
	Name string

	// Symbols are those of one file, each name once. Types in signatures are called what rename makes of their full proto name;
	// it is the identity where nothing was renamed.
	Symbols func(s *schema.Schema, f *schema.File, rename func(string) string) []Symbol
}

// Languages are those that SDKs are made for.
func Languages() []Language {
	return []Language{{"go", golang}, {"python", python}, {"typescript", typescript}}
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
		if have := now[symbol.Name]; have == nil || have.Signature != symbol.Signature {
			breaks = append(breaks, Break{symbol, have})
		}
	}
	return breaks
}
