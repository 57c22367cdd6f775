package symbols

import "github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"

// goFeatures has the resolved features of an edition that only Go has, google.protobuf.FeatureSet.(pb.go).
type goFeatures struct {
	unmarshalJSON bool   // unmarshalJSON gives enums the UnmarshalJSON method of proto2.
	api           uint64 // api is the API of messages; zero stands for the open API.
	strip         uint64 // strip decides whether values lose the name of the enum in their names.
}

// Numbers of go_features.proto.
const (
	goOpen   = 1
	goHybrid = 2
	goOpaque = 3

	goStripBoth = 2
	goStrip     = 3
)

// Numbers of the option features, by what it is set on.
const (
	goFileFeatures      = 50
	goMessageFeatures   = 12
	goEnumFeatures      = 7
	goEnumValueFeatures = 2
)

func goDefaults(edition int32) goFeatures {
	switch {
	case edition <= schema.EditionProto2:
		return goFeatures{unmarshalJSON: true}
	case edition < schema.Edition2024:
		return goFeatures{}
	default:
		return goFeatures{api: goOpaque}
	}
}

// with returns the features of an element with these options inside one that has f; number is the number of its option features.
func (f goFeatures) with(number int32, options schema.Options) goFeatures {
	if options == "" || !options.Has(number) {
		return f
	}
	set := schema.Options(schema.Options(options.Message(number)).Message(1002))
	if legacy := set.Numbers(1); len(legacy) > 0 {
		f.unmarshalJSON = legacy[len(legacy)-1] != 0
	}
	if api := set.Numbers(2); len(api) > 0 && api[len(api)-1] != 0 {
		f.api = api[len(api)-1]
	}
	if strip := set.Numbers(3); len(strip) > 0 {
		f.strip = strip[len(strip)-1]
	}
	return f
}

// open reports whether messages have exported fields and getters only.
func (f goFeatures) open() bool { return f.api == 0 || f.api == goOpen }
