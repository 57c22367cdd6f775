// Package lineage decides whether a version continues the versions that feeds and git remotes already hold. A new version has to be
// above all of them: latest would never move to a lower one.
package lineage

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// Place is a feed or a git remote with the versions that it holds.
type Place struct {
	Name     string
	Versions []version.Version
	Unknown  string // Unknown is why the place could not be asked; empty if it was.
}

// Mark is the highest version of a place that is below the one to release. It does not change while that one is published.
type Mark struct {
	Where   string `json:"where"`
	Highest string `json:"highest"`           // Highest is empty if the place has no version below.
	Unknown string `json:"unknown,omitempty"` // Unknown is why the place could not be asked.
}

// BelowError reports that a version is below one that exists.
type BelowError struct {
	Next, Highest version.Version
	Where         []string // Where are the places that hold the highest version.
	Write         version.Version
	Line          version.Line
}

func (e *BelowError) Error() string {
	why := "latest would never move to a lower version"
	if !e.Line.IsZero() {
		why = "versions of " + e.Line.Branch() + " are counted up"
	}
	return fmt.Sprintf("%s cannot be released: %s holds %s already, and %s; write version: %s",
		e.Next, strings.Join(e.Where, ", "), e.Highest, why, e.Write)
}

// Check returns a *BelowError if a place holds a final version of the line above next, or of a pre-release one that is further, such as
// a candidate above an alpha. One that is equal may be a part of this very release, which publishing finds out by its bytes.
func Check(next version.Version, line version.Line, places []Place) error {
	var highest version.Version
	var where []string
	for _, place := range places {
		switch top := highestOf(place.Versions, nil); {
		case top.IsZero() || top.Compare(next) <= 0:
		case highest.IsZero() || top.Compare(highest) > 0:
			highest, where = top, []string{place.Name}
		case top == highest:
			where = append(where, place.Name)
		}
	}
	if highest.IsZero() {
		return checkStage(next, places)
	}
	level := version.Minor
	if !line.IsZero() {
		level = version.Patch
	}
	write, err := version.Next(highest, level, version.Policy{ZeroMajor: version.AdditionsRaiseMinor})
	if err != nil {
		return err
	}
	return &BelowError{next, highest, where, write, line}
}

// checkStage returns an error for a pre-release if a place has one of a later stage of the same version.
func checkStage(next version.Version, places []Place) error {
	if !next.IsPre() {
		return nil
	}
	for _, place := range places {
		for _, v := range place.Versions {
			if v.IsPre() && v.Core() == next.Core() && v.Stage() > next.Stage() {
				return fmt.Errorf("%s cannot be released: %s holds %s already, which is further, so nobody would get it; make another one of that stage", next, place.Name, v)
			}
		}
	}
	return nil
}

// Marks returns what each place holds below next.
func Marks(next version.Version, places []Place) []Mark {
	var all []Mark
	for _, place := range places {
		mark := Mark{Where: place.Name, Unknown: place.Unknown}
		if top := highestOf(place.Versions, &next); !top.IsZero() {
			mark.Highest = top.String()
		}
		all = append(all, mark)
	}
	return all
}

// Decided returns the highest version of the marks, and where it is; empty if there is none.
func Decided(marks []Mark) (highest string, where []string) {
	var top version.Version
	for _, mark := range marks {
		switch v, err := version.Parse(mark.Highest); {
		case err != nil:
		case top.IsZero() || v.Compare(top) > 0:
			top, where = v, []string{mark.Where}
		case v == top:
			where = append(where, mark.Where)
		}
	}
	if top.IsZero() {
		return "", nil
	}
	return top.String(), where
}

// highestOf returns the highest final version, below a limit if there is one.
func highestOf(versions []version.Version, below *version.Version) version.Version {
	var top version.Version
	for _, v := range versions {
		if v.Stage() != version.Final || below != nil && v.Compare(*below) >= 0 {
			continue
		}
		if top.IsZero() || v.Compare(top) > 0 {
			top = v
		}
	}
	return top
}

// core matches a final version in the spelling of any ecosystem: with a v, with fewer numbers, or with the suffix of a post-release.
var core = regexp.MustCompile(`^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:\.?post\d*|\+[0-9A-Za-z.-]+)?$`)

// Releases parses the final versions and the pre-releases of a list. Others, such as previews and names that are no versions, are left out.
func Releases(texts []string) []version.Version {
	var all []version.Version
	for _, text := range texts {
		parts := core.FindStringSubmatch(strings.TrimSpace(text))
		if parts == nil {
			if v, ok := pre(text); ok {
				all = append(all, v)
			}
			continue
		}
		numbers := [3]string{}
		for i := range numbers {
			if numbers[i] = strings.TrimLeft(parts[i+1], "0"); numbers[i] == "" {
				numbers[i] = "0"
			}
		}
		if v, err := version.Parse(strings.Join(numbers[:], ".")); err == nil {
			all = append(all, v)
		}
	}
	return all
}

// pre parses a pre-release in the spelling of any ecosystem.
func pre(text string) (version.Version, bool) {
	text = strings.TrimSpace(text)
	v, err := version.Parse(strings.TrimPrefix(text, "v"))
	if err != nil {
		v, err = version.ParsePython(text)
	}
	return v, err == nil && v.IsPre()
}
