package units

import (
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
)

// generator is what a generator reads.
type generator struct {
	// directory says that the code of a directory depends on the files in it and on what they import, and is written into a folder of
	// its name. The code of any other generator depends on the whole contract.
	directory bool
	// lean says that it reads what package lean leaves of a file.
	lean bool
	// comments are those that it reads of the files that it makes code of, and imported those of the files that these import.
	comments, imported Comments
	// settings are those of sdk.yaml that it reads.
	settings func(*config.Config) any
}

// Comments are parts of the comments of a file.
type Comments uint8

// The parts of the comments of a file.
const (
	OfTypes    Comments = 1 << iota // OfTypes are those of messages, enums and extensions, with all that is in them.
	OfServices                      // OfServices are those of services and their methods.
	OfFile                          // OfFile are all others: those of the file itself, its package, its imports and its options.

	Nowhere    Comments = 0 // Nowhere stands for no comments.
	everywhere          = OfTypes | OfServices | OfFile
)

// ofImports are the comments of imports that a generator may read.
var ofImports = []Comments{OfTypes, everywhere}

// separate are the parts.
var separate = []Comments{OfTypes, OfServices, OfFile}

// partOf returns the part with a comment, by the path of what it is about in descriptor.proto's FileDescriptorProto.
func partOf(path []int32) Comments {
	const messages, enums, services, extensions = 4, 5, 6, 7
	if len(path) > 0 {
		switch path[0] {
		case messages, enums, extensions:
			return OfTypes
		case services:
			return OfServices
		}
	}
	return OfFile
}

// generators has the generators by the program that writes the code.
var generators = map[string]generator{
	"protoc-gen-go":        {directory: true, comments: OfTypes | OfFile},
	"protoc-gen-go-grpc":   {directory: true, comments: OfServices | OfFile},
	"protoc-gen-ts":        {directory: true, comments: everywhere, lean: true},
	"protoc-gen-mypy_grpc": {directory: true, comments: OfServices | OfFile},
	"protoc-python":        {directory: true, comments: OfTypes | OfFile, lean: true},
	"protoc-gen-openapiv3": {directory: true, comments: OfTypes | OfServices, imported: OfTypes},
	"protoc-gen-client":    {comments: OfServices, settings: clientSettings},
}

// leanProgram runs the generators behind it on what package lean leaves.
const leanProgram = "protoc-gen-lean"

// generatorOf returns what the generator of an entry reads. One that is not listed is taken to read all that there is.
func generatorOf(programs []string) generator {
	g, known := generators[programs[len(programs)-1]]
	if !known {
		return generator{comments: everywhere, imported: everywhere, settings: func(cfg *config.Config) any { return cfg }}
	}
	g.lean = g.lean || slices.Contains(programs, leanProgram)
	return g
}

// clientSettings is what cmd/protoc-gen-client reads of sdk.yaml.
func clientSettings(cfg *config.Config) any {
	return []any{cfg.API, cfg.SDKs.Go.Module, cfg.Client}
}
