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
	// imported says that it reads the comments of imported files too.
	imported bool
	// services says that it reads no comments but those of services and their methods.
	services bool
	// settings are those of sdk.yaml that it reads.
	settings func(*config.Config) any
}

// generators has the generators by the program that writes the code.
var generators = map[string]generator{
	"protoc-gen-go":        {directory: true},
	"protoc-gen-go-grpc":   {directory: true},
	"protoc-gen-ts":        {directory: true, lean: true}, // Its types are made of more, but show no more.
	"protoc-gen-mypy_grpc": {directory: true},
	"protoc-python":        {directory: true, lean: true},
	"protoc-gen-openapiv3": {directory: true, imported: true},
	"protoc-gen-client":    {services: true, settings: clientSettings},
}

// leanProgram runs the generators behind it on what package lean leaves.
const leanProgram = "protoc-gen-lean"

// generatorOf returns what the generator of an entry reads. One that is not listed is taken to read all that there is.
func generatorOf(programs []string) generator {
	g, known := generators[programs[len(programs)-1]]
	if !known {
		return generator{imported: true, settings: func(cfg *config.Config) any { return cfg }}
	}
	g.lean = g.lean || slices.Contains(programs, leanProgram)
	return g
}

// clientSettings is what cmd/protoc-gen-client reads of sdk.yaml.
func clientSettings(cfg *config.Config) any {
	return []any{cfg.API, cfg.SDKs.Go.Module, cfg.Client}
}
