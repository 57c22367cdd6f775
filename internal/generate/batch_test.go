package generate

import (
	"fmt"
	"slices"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/units"
)

const batchTemplate = `version: v2
plugins:
  - {local: protoc-gen-go, out: gen/go}
  - {local: protoc-gen-openapiv3, out: gen/openapi}
  - {local: protoc-gen-client, out: gen/go}
`

// A contract of five packages with two files each.
func batchContract(t *testing.T) (*units.Template, *units.Contract) {
	t.Helper()
	set := &descriptorpb.FileDescriptorSet{}
	for dir := range 5 {
		for file := range 2 {
			set.File = append(set.File, &descriptorpb.FileDescriptorProto{Name: new(fmt.Sprintf("p%d/f%d.proto", dir, file))})
		}
	}
	encoded, err := proto.Marshal(set)
	if err != nil {
		t.Fatal(err)
	}
	contract, err := units.ReadContract(encoded)
	if err != nil {
		t.Fatal(err)
	}
	template, err := units.ParseTemplate([]byte(batchTemplate))
	if err != nil {
		t.Fatal(err)
	}
	return template, contract
}

func TestBatches(t *testing.T) {
	template, contract := batchContract(t)
	all, err := template.Units(contract, template.Entries, units.Settings{Config: &config.Config{}, Digest: func([]string) (string, error) { return "", nil }})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name    string
		most    int
		missing func(units.Unit) bool
		want    []string
	}{
		{"all of a small contract", 10, func(units.Unit) bool { return true }, []string{"3 plugins []"}},
		{"all of a large contract", 4, func(units.Unit) bool { return true }, []string{"2 plugins [p0 p1]", "2 plugins [p2 p3]", "2 plugins [p4]", "1 plugins []"}},
		{"a directory with more files", 1, func(u units.Unit) bool { return u.Directory < "p2" }, []string{"2 plugins [p0]", "2 plugins [p1]", "1 plugins []"}},
		{"one directory", 4, func(u units.Unit) bool { return u.Directory == "p3" }, []string{"2 plugins [p3]"}},
		{
			"others for one plugin", 4, func(u units.Unit) bool { return u.Directory == "p3" || u.Directory == "p1" && u.Entry.Output == "go" },
			[]string{"1 plugins [p1 p3]", "1 plugins [p3]"},
		},
		{"nothing", 4, func(units.Unit) bool { return false }, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			missing := slices.DeleteFunc(slices.Clone(all), func(u units.Unit) bool { return !test.missing(u) })
			var got []string
			sorted := 0
			for _, b := range batches(missing, contract, test.most) {
				dirs := slices.DeleteFunc(slices.Clone(b.dirs), func(dir string) bool { return dir == units.Whole })
				got = append(got, fmt.Sprintf("%d plugins %v", len(b.entries), dirs))
				for _, u := range b.units {
					if !slices.Contains(dirs, u.Directory) && !slices.Contains(b.dirs, units.Whole) {
						t.Errorf("%s is in the batch of %v", u, b.dirs)
					}
				}
				sorted += len(b.units)
			}
			if !slices.Equal(got, test.want) || sorted != len(missing) {
				t.Errorf("got %q with %d of %d units, want %q", got, sorted, len(missing), test.want)
			}
		})
	}
}
