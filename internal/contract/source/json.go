package source

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// fromJSON encodes an image that was written as JSON. The image itself declares the extensions that its options use, so it is read
// twice: first for the declarations, then for the options.
func fromJSON(text []byte) (string, error) {
	var set struct {
		File []map[string]json.RawMessage `json:"file"`
	}
	if err := json.Unmarshal(text, &set); err != nil {
		return "", noJSONImage(err)
	}
	if len(set.File) == 0 {
		return "", fmt.Errorf("is JSON without any proto file in it: %s", HowToMakeJSON)
	}
	files := make([]jsonFile, len(set.File))
	var declared descriptorpb.FileDescriptorSet
	for i, fields := range set.File {
		var err error
		if files[i], err = splitRemarks(fields); err != nil {
			return "", noJSONImage(err)
		}
		declaration := new(descriptorpb.FileDescriptorProto)
		loosely := protojson.UnmarshalOptions{AllowPartial: true, DiscardUnknown: true, Resolver: new(protoregistry.Types)}
		if err := loosely.Unmarshal(files[i].content, declaration); err != nil {
			return "", noJSONImage(err)
		}
		declared.File = append(declared.File, declaration)
	}
	linked, err := protodesc.FileOptions{AllowUnresolvable: true}.NewFiles(&declared)
	if err != nil {
		return "", noJSONImage(err)
	}

	// Now nothing may be dropped: a change of an option that is not read would go unnoticed.
	strictly := protojson.UnmarshalOptions{AllowPartial: true, Resolver: dynamicpb.NewTypes(linked)}
	var encoded []byte
	for _, file := range files {
		var descriptor descriptorpb.FileDescriptorProto
		if err := strictly.Unmarshal(file.content, &descriptor); err != nil {
			return "", noJSONImage(err)
		}
		content, err := proto.MarshalOptions{Deterministic: true, AllowPartial: true}.Marshal(&descriptor)
		if err != nil {
			return "", noJSONImage(err)
		}
		if file.isImport {
			content = image.AppendImport(content)
		}
		encoded = protowire.AppendBytes(append(encoded, setFileTag), content)
	}
	frames, err := framesOf(encoded)
	if err != nil {
		return "", noJSONImage(err)
	}
	if !slices.ContainsFunc(files, func(file jsonFile) bool { return file.remarked }) {
		encoded = markImports(encoded, frames)
	}
	return asText(encoded), nil
}

// HowToMakeJSON says how to make an image in JSON.
const HowToMakeJSON = "build it with buf build -o FILE.json"

func noJSONImage(err error) error {
	return fmt.Errorf("is JSON, but not an image of proto files (%s): %s", reason(err), HowToMakeJSON)
}

// reason returns what a parser reports. That of protobuf begins with "proto:" and a space that differs from build to build.
func reason(err error) string { return strings.TrimPrefix(oneLine(err.Error()), "proto: ") }

// jsonFile is a file of a JSON image, without the field that buf adds.
type jsonFile struct {
	content            []byte
	remarked, isImport bool
}

func splitRemarks(fields map[string]json.RawMessage) (jsonFile, error) {
	var file jsonFile
	for _, name := range []string{"bufExtension", "buf_extension"} {
		text, ok := fields[name]
		if !ok {
			continue
		}
		var remarks struct {
			IsImport  bool `json:"isImport"`
			IsImport2 bool `json:"is_import"` //nolint:tagliatelle // As protobuf writes it when asked for its own names.
		}
		if err := json.Unmarshal(text, &remarks); err != nil {
			return file, err
		}
		file.remarked = true
		file.isImport = file.isImport || remarks.IsImport || remarks.IsImport2
		delete(fields, name)
	}
	var err error
	file.content, err = json.Marshal(fields)
	return file, err
}
