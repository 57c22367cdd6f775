package outputs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
)

// The variables that come before sdk.yaml.
const (
	URLVar  = "SDK_CACHE_URL"  // URLVar is the address of the bucket; empty is none.
	ModeVar = "SDK_CACHE_MODE" // ModeVar is a [Mode].
)

// Mode is what a run does with the stores.
type Mode string

// The modes. Only who is trusted with what all others generate has a mode that writes into the bucket.
const (
	Read      Mode = "read"       // Read is the default: entries of this machine and of the bucket are used, and new ones are kept on this machine.
	ReadWrite Mode = "read-write" // ReadWrite also writes new ones into the bucket.
	Write     Mode = "write"      // Write uses no entry, and writes all into the bucket: what others get is made from scratch.
	Local     Mode = "local"      // Local leaves the bucket alone.
	Off       Mode = "off"        // Off uses no entry and keeps none.
)

// Modes are all modes.
var Modes = []Mode{Read, ReadWrite, Write, Local, Off}

func (m Mode) reads() bool  { return m == Read || m == ReadWrite }
func (m Mode) writes() bool { return m == ReadWrite || m == Write }

// uses reports whether local entries are used, keeps whether they are kept.
func (m Mode) uses() bool  { return m != Write && m != Off }
func (m Mode) keeps() bool { return m != Off }

// SettingError reports a setting that cannot be meant.
type SettingError struct{ What string }

func (e *SettingError) Error() string { return e.What }

// ExitCode is [exit.Usage].
func (*SettingError) ExitCode() exit.Code { return exit.Usage }

// Settings are which bucket is used, and how.
type Settings struct {
	URL  config.BucketURL `json:"url,omitempty"`
	From string           `json:"from,omitempty"` // From is where the address comes from, sdk.yaml or the variable.
	Mode Mode             `json:"mode"`
}

// SettingsOf returns the settings of sdk.yaml, of the environment, and of a flag, of which the last that says something counts.
func SettingsOf(cache config.Cache, lookup func(string) (string, bool), flag string) (Settings, error) {
	s := Settings{URL: cache.URL, From: config.File, Mode: Read}
	if text, ok := lookup(URLVar); ok {
		s.URL, s.From = "", URLVar
		if text != "" {
			if err := s.URL.UnmarshalText([]byte(text)); err != nil {
				return Settings{}, &SettingError{URLVar + ": " + err.Error()}
			}
		}
	}
	if s.URL == "" {
		s.From = ""
	}
	text, from := flag, "-cache"
	if text == "" {
		text, _ = lookup(ModeVar)
		from = ModeVar
	}
	if text == "" {
		return s, nil
	}
	if s.Mode = Mode(text); !slices.Contains(Modes, s.Mode) {
		return Settings{}, &SettingError{fmt.Sprintf("%s=%s: there is no such mode; use one of %s", from, text, modeList())}
	}
	return s, nil
}

func modeList() string {
	var names []string
	for _, m := range Modes {
		names = append(names, string(m))
	}
	return strings.Join(names, ", ")
}
