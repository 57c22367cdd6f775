package version

import (
	"fmt"
	"slices"
	"strings"
)

// Level is how much a change matters to those who use the SDKs, whichever number of the version it raises. Greater ones
// matter more: the level of several changes is their max.
type Level int //nolint:recvcheck // Reading into it takes a pointer; it is a value otherwise.

// The levels.
const (
	None  Level = iota // None changes nothing that is published.
	Patch              // Patch adds nothing and breaks nothing.
	Minor              // Minor adds something.
	Major              // Major breaks something.
)

var levels = []string{"none", "patch", "minor", "major"}

// ParseLevel reads the name of a level.
func ParseLevel(name string) (Level, error) {
	if i := slices.Index(levels, name); i >= 0 {
		return Level(i), nil
	}
	return None, fmt.Errorf("%s is no level: write one of %s", quote(name), strings.Join(levels, ", "))
}

func (l Level) String() string {
	if l < None || l > Major {
		return fmt.Sprintf("level %d", int(l))
	}
	return levels[l]
}

// MarshalText writes the name.
func (l Level) MarshalText() ([]byte, error) {
	if l < None || l > Major {
		return nil, fmt.Errorf("%s does not exist: they go from %s to %s", l, None, Major)
	}
	return []byte(l.String()), nil
}

// UnmarshalText reads the name.
func (l *Level) UnmarshalText(name []byte) (err error) {
	*l, err = ParseLevel(string(name))
	return err
}
