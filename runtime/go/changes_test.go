package qdrantcloud

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/sample"
)

func TestChanges(t *testing.T) {
	of := everything(t)
	for name, c := range map[string]struct {
		before, after string
		want          []string
	}{
		"nothing":               {`{"name": "a", "at": "2026-01-01T00:00:00Z", "labels": {"a": "b"}}`, `{"name": "a", "at": "2026-01-01T00:00:00Z", "labels": {"a": "b"}}`, nil},
		"scalars":               {`{"name": "a", "big": 1, "on": true}`, `{"name": "b", "big": 1, "color": "RED"}`, []string{"name", "on", "color"}},
		"inside a message":      {`{"inner": {"name": "a", "inner": {"big": 1}}}`, `{"inner": {"name": "a", "inner": {"big": 2}}}`, []string{"inner.inner.big"}},
		"a message that is new": {`{}`, `{"inner": {"name": "a"}}`, []string{"inner"}},
		"one that is gone":      {`{"inner": {"name": "a"}}`, `{}`, []string{"inner"}},
		"lists and maps":        {`{"names": ["a"], "labels": {"a": "b"}}`, `{"names": ["a", "b"], "labels": {"a": "c"}}`, []string{"names", "labels"}},
		"a time":                {`{"at": "2026-01-01T00:00:00Z"}`, `{"at": "2026-01-01T00:00:01Z"}`, []string{"at"}},
		"an optional value":     {`{}`, `{"maybe": ""}`, []string{"maybe"}},
	} {
		before, after := dynamicpb.NewMessage(of), dynamicpb.NewMessage(of)
		parse(t, before, c.before)
		parse(t, after, c.after)
		if got := Changes(before, after).GetPaths(); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Who takes what the mask names from the new version, and the rest from the old one, has the new version.
func TestAMaskSaysAllThatHasChanged(t *testing.T) {
	for seed := range uint64(20) {
		maker, err := sample.New(seed)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []protoreflect.FullName{"qdrant.cloud.cluster.v1.Cluster", "qdrant.cloud.iam.v1.Role", "qdrant.cloud.cluster.backup.v1.Backup"} {
			found, err := api.Files.FindDescriptorByName(name)
			if err != nil {
				t.Fatal(err)
			}
			of := found.(protoreflect.MessageDescriptor)
			before, err := maker.Valid(of)
			if err != nil {
				t.Fatal(err)
			}
			after, err := maker.Valid(of)
			if err != nil {
				t.Fatal(err)
			}
			merged := proto.CloneOf(before)
			for _, path := range Changes(before, after).GetPaths() {
				copyField(merged, after, path)
			}
			if !proto.Equal(merged, after) {
				t.Errorf("%s, seed %d: %v\nwant %v", name, seed, merged, after)
			}
			if none := Changes(after, merged).GetPaths(); len(none) > 0 {
				t.Errorf("%s, seed %d: there are still changes: %q", name, seed, none)
			}
		}
	}
}

// copyField takes the field at a path from another message, also where it is not set.
func copyField(into, from protoreflect.Message, path string) {
	names := splitPath(path)
	for _, name := range names[:len(names)-1] {
		field := into.Descriptor().Fields().ByName(name)
		into, from = into.Mutable(field).Message(), from.Get(field).Message()
	}
	field := into.Descriptor().Fields().ByName(names[len(names)-1])
	if from.Has(field) {
		into.Set(field, from.Get(field))
	} else {
		into.Clear(field)
	}
}

func splitPath(path string) []protoreflect.Name {
	var names []protoreflect.Name
	for name := range strings.SplitSeq(path, ".") {
		names = append(names, protoreflect.Name(name))
	}
	return names
}

func TestPtr(t *testing.T) {
	value := int32(20)
	if got := Ptr(value); *got != value || got == &value { //nolint:modernize // Ptr is what is tested.
		t.Error(*got)
	}
}
