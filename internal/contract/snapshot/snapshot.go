// Package snapshot writes the contract down as facts for reviewers, and finds differences between the contract and those facts.
//
// The facts of a proto file are one YAML file: its elements in their order, with one line for each field, enum value and option of
// a method. A type without a package belongs to the package of the file. "optional X" means explicit presence; "repeated X" and
// "map<K, V>" are written as in protobuf. "oneof" names the oneof of a field. "validate" has the buf.validate rules of a field or
// message, and "options" all other options that are set; extensions have their full names. 64-bit numbers are quoted. Comments are
// not part of the facts.
package snapshot

import (
	"bytes"
	"fmt"

	"go.yaml.in/yaml/v3"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// Snapshot returns the facts of every file of an image, as YAML by the path of the proto file. The same contract has the same bytes.
func Snapshot(from *image.Image) (map[string][]byte, error) {
	facts := map[string][]byte{}
	for _, file := range from.Files {
		text, err := fileFacts(from, file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file.GetName(), err)
		}
		facts[file.GetName()] = text
	}
	return facts, nil
}

func fileFacts(from *image.Image, file *descriptorpb.FileDescriptorProto) ([]byte, error) {
	s := scribe{image: from, file: file}
	node := s.fileNode()
	if s.err != nil {
		return nil, s.err
	}
	var text bytes.Buffer
	encoder := yaml.NewEncoder(&text)
	encoder.SetIndent(2)
	if err := encoder.Encode(node); err != nil {
		return nil, err
	}
	return text.Bytes(), nil
}
