package toolchain

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/gosource"
)

// providers are the sets that have what a generator is made of and runs, by the program.
var providers = map[string][]Set{
	"protoc-gen-go":        {GoTools},
	"protoc-gen-go-grpc":   {GoTools},
	"protoc-gen-client":    {Clients},
	"protoc-gen-lean":      {Lean},
	"protoc-python":        {Protoc, Python},
	"protoc-gen-mypy_grpc": {Python},
	"protoc-gen-ts":        {TypeScript, Node},
	"protoc-gen-openapiv3": {OpenAPI},
}

// Providers are the sets that programs of buf.gen.yaml come from. A program that is not listed may need any of [Generation].
func Providers(programs ...string) []Set {
	var sets []Set
	for _, program := range programs {
		from, listed := providers[program]
		if !listed {
			return slices.Clone(Generation)
		}
		sets = append(sets, from...)
	}
	slices.Sort(sets)
	return slices.Compact(sets)
}

// Locks are the files that pin a set.
func Locks(set Set) []string { return slices.Clone(kits[set].locks) }

// Digest identifies what sets do: a hash of their locks and sources in the checkout at root, and of the version of Go, which formats what
// generators in Go write. It is the same for every machine, whether they are installed or not.
func Digest(root string, sets ...Set) (string, error) {
	var inputs []string
	for _, set := range sets {
		kit := kits[set]
		inputs = append(inputs, kit.locks...)
		if kit.source == "" {
			continue
		}
		sources, err := gosource.Files(root, kit.source)
		if err != nil {
			return "", fmt.Errorf("the source of the %s cannot be read: %w", kit.name, err)
		}
		inputs = append(inputs, sources...)
	}
	slices.Sort(inputs)
	hash, err := file.Hash(root, slices.Compact(inputs))
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(runtime.Version() + "\n" + hash))
	return hex.EncodeToString(sum[:]), nil
}
