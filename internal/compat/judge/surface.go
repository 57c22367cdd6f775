package judge

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// Surface is one of the ways in which people depend on the API.
type Surface string

// The surfaces.
const (
	Wire       Surface = "wire"       // Wire is binary messages, RPC paths and stored data.
	JSON       Surface = "json"       // JSON is ProtoJSON and REST routes.
	Go         Surface = "go"         // Go is source code that uses the Go SDK.
	Python     Surface = "python"     // Python is source code that uses the Python SDK.
	TypeScript Surface = "typescript" // TypeScript is source code that uses the TypeScript SDK.
	Auth       Surface = "auth"       // Auth is who may call.
	Validation Surface = "validation" // Validation is which requests are accepted and what responses contain.
)

// Surfaces returns all surfaces in the order of reports; each language has one.
func Surfaces() []Surface {
	all := []Surface{Wire, JSON}
	for _, l := range lang.All {
		all = append(all, SurfaceOf(l.ID))
	}
	return append(all, Auth, Validation)
}

// SurfaceOf returns the surface of source code in a language.
func SurfaceOf(id lang.ID) Surface { return Surface(id.Language().Surface) }

// Language returns the language of a surface that is source code; the zero value for the others.
func (s Surface) Language() lang.Language {
	for _, l := range lang.All {
		if l.Surface == string(s) {
			return l
		}
	}
	return lang.Language{}
}

// SurfaceSet is a set of surfaces. The zero value is empty, and sets can be compared with ==. In JSON it is an object that has
// a boolean for each surface.
type SurfaceSet uint16

// On returns the set of the given surfaces.
func On(surfaces ...Surface) SurfaceSet { return SurfaceSet(0).With(surfaces...) }

// general are the surfaces that are no language. Their bits come before those of languages, of which there may be more one day.
var general = []Surface{Wire, JSON, Auth, Validation}

func (s Surface) bit() SurfaceSet {
	place := slices.Index(general, s)
	if place < 0 {
		place = slices.IndexFunc(lang.All, func(l lang.Language) bool { return l.Surface == string(s) })
		if place < 0 {
			panic("there is no surface " + string(s))
		}
		place += len(general)
	}
	return 1 << place
}

// Has reports whether a surface is in the set.
func (s SurfaceSet) Has(surface Surface) bool { return s&surface.bit() != 0 }

// Any reports whether the set has a surface.
func (s SurfaceSet) Any() bool { return s != 0 }

// Union returns the surfaces that are in either set.
func (s SurfaceSet) Union(other SurfaceSet) SurfaceSet { return s | other }

// With returns the set with additional surfaces.
func (s SurfaceSet) With(surfaces ...Surface) SurfaceSet {
	for _, surface := range surfaces {
		s |= surface.bit()
	}
	return s
}

// Without returns the set without a surface.
func (s SurfaceSet) Without(surface Surface) SurfaceSet { return s &^ surface.bit() }

// List returns the surfaces in the order of reports.
func (s SurfaceSet) List() []Surface {
	return slices.DeleteFunc(Surfaces(), func(surface Surface) bool { return !s.Has(surface) })
}

// Names returns the surfaces as texts, in the order of reports.
func (s SurfaceSet) Names() []string {
	var all []string
	for _, surface := range s.List() {
		all = append(all, string(surface))
	}
	return all
}

// String lists the surfaces: "wire, json".
func (s SurfaceSet) String() string { return strings.Join(s.Names(), ", ") }

// MarshalJSON writes the object, with the surfaces in the order of reports.
func (s SurfaceSet) MarshalJSON() ([]byte, error) {
	var out strings.Builder
	for i, surface := range Surfaces() {
		if i > 0 {
			out.WriteByte(',')
		}
		value := "false"
		if s.Has(surface) {
			value = "true"
		}
		out.WriteString(`"` + string(surface) + `":` + value)
	}
	return []byte("{" + out.String() + "}"), nil
}

// UnmarshalJSON reads the object. It ignores unknown keys.
func (s *SurfaceSet) UnmarshalJSON(text []byte) error {
	var object map[Surface]bool
	if err := json.Unmarshal(text, &object); err != nil {
		return err
	}
	*s = 0
	for _, surface := range Surfaces() {
		if object[surface] {
			*s = s.With(surface)
		}
	}
	return nil
}
