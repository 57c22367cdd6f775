// Package embedded reads the descriptors that generators embed in the code of an SDK: in Go, Python and JavaScript. It parses the
// texts and runs nothing of them, so a package may be hostile.
package embedded

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
)

// unmarshal leaves custom options as unknown fields, whatever extensions this program links in, so that none of them is lost.
var unmarshal = proto.UnmarshalOptions{Resolver: new(protoregistry.Types), AllowPartial: true}

// marshal writes equal descriptors as equal bytes.
var marshal = proto.MarshalOptions{Deterministic: true, AllowPartial: true}

// ErrNone reports that the files of a package embed no descriptors.
var ErrNone = errors.New("its generated code embeds no descriptors")

// found is a descriptor in a source file.
type found struct {
	content []byte
	imports []string // imports are the names of the imported files in JavaScript, where the descriptor has none.
}

// reader finds the descriptors in a source file.
type reader func(name string, content []byte) ([]found, error)

// readerOf returns the reader for a source file; nil for one that embeds nothing.
func readerOf(name string) reader {
	switch path.Ext(name) {
	case ".go":
		if strings.HasSuffix(name, ".pb.go") {
			return inGo
		}
	case ".py":
		if strings.HasSuffix(name, "_pb2.py") {
			return inPython
		}
	case ".js", ".cjs", ".mjs", ".ts":
		if base := strings.TrimSuffix(name, path.Ext(name)); strings.HasSuffix(base, "_pb") {
			return inJavaScript
		}
	}
	return nil
}

// Read returns the descriptors in the files of a package, sorted by path. Files that declare the same proto must agree, as the two
// module systems of an npm package do. In JavaScript descriptors lack the names of their imports; those are found among the files
// of the package and the known ones.
func Read(members []archive.Member, known []string) ([]*descriptorpb.FileDescriptorProto, error) {
	files := map[string]*descriptorpb.FileDescriptorProto{}
	encoded, imports := map[string][]byte{}, map[string][]string{}
	for _, member := range members {
		read := readerOf(member.Name)
		if read == nil {
			continue
		}
		all, err := read(member.Name, member.Content)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", member.Name, err)
		}
		for _, f := range all {
			file := new(descriptorpb.FileDescriptorProto)
			if err := unmarshal.Unmarshal(f.content, file); err != nil || !fs.ValidPath(file.GetName()) || !strings.HasSuffix(file.GetName(), ".proto") {
				return nil, fmt.Errorf("%s: what it embeds is not the descriptor of a proto file", member.Name)
			}
			name := file.GetName()
			if before, ok := encoded[name]; ok && !bytes.Equal(before, f.content) {
				return nil, fmt.Errorf("%s: it embeds another %s than the file before it", member.Name, name)
			}
			file.SourceCodeInfo = nil
			files[name], encoded[name], imports[name] = file, f.content, f.imports
		}
	}
	if len(files) == 0 {
		return nil, ErrNone
	}
	names := map[string]string{}
	for _, name := range slices.Concat(known, slices.Collect(maps.Keys(files))) {
		names[identifier(name)] = name
	}
	var all []*descriptorpb.FileDescriptorProto
	for _, name := range slices.Sorted(maps.Keys(files)) {
		for _, imported := range imports[name] {
			if names[imported] == "" {
				names[imported] = imported + ".proto" // It keeps the positions of the others.
			}
			files[name].Dependency = append(files[name].Dependency, names[imported])
		}
		all = append(all, files[name])
	}
	return all, nil
}
