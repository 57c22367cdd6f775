package judge

import (
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// TestSamples checks that the numbers in proofs are values of the types that they stand for, in the direction in which they are sent.
func TestSamples(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		old, now schema.Type
		use      Use
		want     string
	}{
		{schema.Int32, schema.Uint32, Both, "-1 is read as 4294967295"},
		{schema.Int64, schema.Uint64, Request, "-1 is read as 18446744073709551615"},
		{schema.Uint64, schema.Int64, Request, "18446744073709551615 is read as -1"},
		{schema.Int64, schema.Int32, Request, "4294967296 is read as 0"},
		{schema.Int32, schema.Int64, Response, "4294967296 is read as 0"},
		{schema.Uint32, schema.Int64, Response, "-1 is read as 4294967295"},
		{schema.Uint32, schema.Int64, Both, "-1 is read as 4294967295"},
		{schema.Sint64, schema.Sint32, Request, "4294967296 is read as 0"},
		{schema.Int32, schema.Sint32, Request, "1 is read as -1"},
		{schema.Sint32, schema.Int32, Request, "1 is read as 2"},
		{schema.Int32, schema.Sint32, Response, "1 is read as 2"},
		{schema.Float, schema.Fixed32, Request, "1 is read as 1065353216"},
		{schema.Fixed32, schema.Float, Request, "1 is read as 1e-45"},
		{schema.Sfixed64, schema.Double, Request, "1 is read as 5e-324"},
		{schema.Fixed32, schema.Sfixed32, Request, "4294967295 is read as -1"},
		{schema.Int32, schema.Fixed32, Request, "the wire types differ: the field is skipped as unknown"},
	} {
		if got := sample(c.old, c.now, c.use); got != c.want {
			t.Errorf("%s to %s: %q instead of %q", c.old, c.now, got, c.want)
		}
	}
	for old := range scalars {
		for now := range scalars {
			for _, use := range []Use{Request, Response, Both} {
				same := scalars[old].encoding == scalars[now].encoding && !misread(scalars[old], scalars[now], use)
				if got := sample(old, now, use); got == "" && old != now && !same {
					t.Errorf("%s to %s (%d) has no sample", old, now, use)
				}
			}
		}
	}
}
