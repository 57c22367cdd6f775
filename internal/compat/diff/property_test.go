package diff

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// seed is a file to mutate, with the image that contains it.
type seed struct {
	file     *descriptorpb.FileDescriptorProto
	others   string // others are the other files of the image, encoded.
	base     *schema.Schema
	meaning  *descriptorpb.FileDescriptorProto
	comments map[string]string
}

// differs reports whether a mutated file differs in more than formatting, as the package defines it.
func (s seed) differs(file *descriptorpb.FileDescriptorProto) bool {
	return !proto.Equal(s.meaning, meaning(file)) || !sameComments(s.comments, comments(file))
}

// seeds returns files that use every feature of proto files, of each syntax, and files of this contract; sources have source
// info.
func seeds(t *testing.T) (all, sources []seed) {
	t.Helper()
	for _, from := range []struct{ root, path string }{
		{"../../contract/schema/testdata/proto", "proto2.proto"},
		{"../../contract/schema/testdata/proto", "proto3.proto"},
		{"../../contract/schema/testdata/proto", "features2023.proto"},
		{"../../../proto", "qdrant/cloud/common/v1/common.proto"},
		{"../../../proto", "qdrant/cloud/quota/v1/quota.proto"},
		{"../../../proto", "qdrant/cloud/event/v1/events.proto"},
	} {
		contents := map[string][]byte{}
		for _, path := range []string{from.path, "proto2.proto", "qdrant/cloud/common/v1/common.proto"} {
			if content, err := os.ReadFile(filepath.Join(from.root, path)); err == nil {
				contents[path] = content
			}
		}
		compiled, err := image.FromFiles(t.Context(), contents)
		if err != nil {
			t.Fatal(err)
		}
		encoded, err := compiled.Encode()
		if err != nil {
			t.Fatal(err)
		}
		set := &descriptorpb.FileDescriptorSet{}
		if err := proto.Unmarshal(encoded, set); err != nil {
			t.Fatal(err)
		}
		s := seed{}
		for _, file := range set.GetFile() {
			if file.GetName() == from.path {
				s.file = file
			} else {
				s.others += string(encodeFile(t, file))
			}
		}
		bare := s
		bare.file = proto.CloneOf(s.file)
		bare.file.SourceCodeInfo = nil
		sources = append(sources, s.with(t))
		all = append(all, bare.with(t))
	}
	return all, sources
}

// with reads the image of a seed.
func (s seed) with(t *testing.T) seed {
	t.Helper()
	var err error
	if s.base, err = s.read(t, s.file); err != nil {
		t.Fatal(err)
	}
	s.meaning, s.comments = meaning(s.file), comments(s.file)
	return s
}

// read reads the image with a mutated file.
func (s seed) read(t *testing.T, file *descriptorpb.FileDescriptorProto) (*schema.Schema, error) {
	t.Helper()
	encoded := s.others + string(encodeFile(t, file))
	if s.base == nil {
		return schema.Read(encoded)
	}
	return schema.Read(encoded, s.base)
}

// encodeFile writes a file as a field of a FileDescriptorSet.
func encodeFile(t *testing.T, file *descriptorpb.FileDescriptorProto) []byte {
	t.Helper()
	encoded, err := proto.MarshalOptions{Deterministic: true, AllowPartial: true}.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	return protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), encoded)
}

// TestNothingGoesUnseen mutates any part of a descriptor by reflection: a change is found exactly if the file differs in more
// than formatting.
func TestNothingGoesUnseen(t *testing.T) {
	t.Parallel()
	const workers, each = 8, 2700
	var compared, changed atomic.Int64
	all, sources := seeds(t)
	for worker := range workers {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			m := mutator{rand.New(rand.NewPCG(uint64(worker), 6))}
			for n := range each {
				s := all[n%len(all)]
				if n%16 == 0 {
					s = sources[n/16%len(sources)]
				}
				file := proto.CloneOf(s.file)
				what := m.mutate(file)
				now, err := s.read(t, file)
				if err != nil {
					continue // An element without a name.
				}
				compared.Add(1)
				d := Compare(s.base, now)
				if len(d.Changes) > 0 {
					changed.Add(1)
				}
				if precise := certain(d); len(d.Changes) == 0 || precise && n%4 == 0 {
					if differs := s.differs(file); differs != (len(d.Changes) > 0) {
						t.Errorf("%s: %s: it differs: %v, but the changes are %s", s.file.GetName(), what, differs, describe(d))
					}
				}
			}
		})
	}
	t.Cleanup(func() {
		t.Logf("%d compared, %d changed", compared.Load(), changed.Load())
		if compared.Load() < 20_000 {
			t.Errorf("only %d mutations were compared", compared.Load())
		}
	})
}

// certain reports whether a change names what differs. Descriptors that no compiler writes, such as an empty range, may give
// false differences.
func certain(d *Diff) bool {
	return slices.ContainsFunc(d.Changes, func(c Change) bool { return c.Kind != KindOf(schema.KindFile, Other) })
}

// describe lists changes, one per line.
func describe(d *Diff) string {
	var b strings.Builder
	for _, c := range d.Changes {
		b.WriteString("\n" + line(c))
	}
	return b.String()
}

// line writes a change as golden files have it: KIND ELEMENT before ─▶ after.
func line(c Change) string {
	kind := string(c.Kind)
	if c.Option != "" {
		kind += "(" + c.Option + ")"
	}
	return kind + " " + c.Element().FullName() + " " + orNone(c.Before) + " ─▶ " + orNone(c.After)
}

func orNone(text string) string {
	if text == "" {
		return "∅"
	}
	return strings.ReplaceAll(text, "\n", "⏎")
}
