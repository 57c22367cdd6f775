package outputs

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
)

// LastRun is what the last run that asked for entries found.
type LastRun struct {
	Wanted int       `json:"wanted"` // Wanted is how many entries it needed.
	Local  int       `json:"local"`  // Local is how many this machine had.
	Shared int       `json:"shared"` // Shared is how many came from the bucket.
	At     time.Time `json:"at"`
}

// lastFile is the file with the last run, beside the folders of the entries.
const lastFile = "last.json"

// remember adds to what this run found. It is for people: if it cannot be written, nobody misses it.
func (s *Store) remember(wanted, local, shared int) {
	s.lock.Lock()
	defer s.lock.Unlock()
	s.last = LastRun{s.last.Wanted + wanted, s.last.Local + local, s.last.Shared + shared, time.Now().UTC().Truncate(time.Second)}
	if content, err := json.Marshal(s.last); err == nil && wanted > 0 {
		file.Write(filepath.Join(s.dir, lastFile), content) //nolint:errcheck // See above.
	}
}

// State is what there is, for people and for programs.
type State struct {
	Folder  string     `json:"folder"`
	Entries int        `json:"entries"`
	Bytes   int64      `json:"bytes"`
	Most    int64      `json:"most"`             // Most is how many bytes they may take.
	Oldest  *time.Time `json:"oldest,omitempty"` // Oldest is when the one that was not used for longest was used.
	LastRun *LastRun   `json:"last_run,omitempty"`
	Removed []Key      `json:"removed,omitempty"` // Removed are the entries that were removed now.
	Shared  *Shared    `json:"shared,omitempty"`
}

// Shared is what there is of the bucket.
type Shared struct {
	Settings

	Read    bool   `json:"read"`  // Read reports that it can be read.
	Write   bool   `json:"write"` // Write reports that it can be written; only a mode that writes tries.
	Problem string `json:"problem,omitempty"`
}

// State looks at the local entries, and asks the bucket what the caller may do.
func (s *Store) State(ctx context.Context, settings Settings) State {
	entries := list(s.dir)
	state := State{Folder: s.dir, Entries: len(entries), Most: s.most}
	for _, e := range entries {
		state.Bytes += e.Size
	}
	if len(entries) > 0 {
		state.Oldest = &entries[0].Used
	}
	var last LastRun
	if content, err := file.Read(filepath.Join(s.dir, lastFile), 1<<10); err == nil && json.Unmarshal(content, &last) == nil {
		state.LastRun = &last
	}
	if s.bucket != nil {
		state.Shared = s.rights(ctx, settings)
	}
	return state
}

// rights tries what the mode does, on an object that is no entry.
func (s *Store) rights(ctx context.Context, settings Settings) *Shared {
	shared := &Shared{Settings: settings}
	folder, err := s.folder()
	if err != nil {
		shared.Problem = oneLine(err)
		return shared
	}
	defer os.RemoveAll(folder) //nolint:errcheck // A later run removes what is left.
	probe := []object{{objectFolder + "probe", filepath.Join(folder, "probe")}}
	note := func(got answer, err error) bool {
		switch {
		case err != nil:
			shared.Problem = oneLine(err)
		case got.Error != "" || got.Denied != "":
			shared.Problem = got.Error + got.Denied
		}
		return shared.Problem == ""
	}
	if s.mode.writes() {
		if err := os.WriteFile(probe[0].Path, []byte("It shows who may write here.\n"), 0o644); err != nil {
			shared.Problem = oneLine(err)
			return shared
		}
		shared.Write = note(s.bucket.store(ctx, s.mode, probe))
		os.Remove(probe[0].Path) //nolint:errcheck // It takes the place of the file below.
	}
	if shared.Problem == "" && s.mode.reads() {
		shared.Read = note(s.bucket.fetch(ctx, s.mode, probe))
	}
	return shared
}

// Prune removes local entries that are damaged, that were not used for an age (0 is any age), or that are too many, and returns them.
func (s *Store) Prune(age time.Duration) []Key {
	var removed []Key
	for _, e := range list(s.dir) {
		path := s.path(e.Key)
		info, err := os.Lstat(path)
		if err != nil {
			continue
		}
		if _, err := readEntry(path, e.Key, info); err != nil && os.Remove(path) == nil {
			removed = append(removed, e.Key)
		}
	}
	var since time.Time
	if age > 0 {
		since = time.Now().Add(-age)
	}
	old, _ := trim(s.dir, s.most, since)
	for _, e := range old {
		removed = append(removed, e.Key)
	}
	return removed
}

// Print shows the state as text or JSON.
func (s State) Print(out io.Writer, asJSON bool) error {
	if asJSON {
		encoder := json.NewEncoder(out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(s)
	}
	var b strings.Builder
	for _, key := range s.Removed {
		fmt.Fprintf(&b, "removed   %s\n", key)
	}
	fmt.Fprintf(&b, "here      %d entries with %s of at most %s in %s", s.Entries, size(s.Bytes), size(s.Most), s.Folder)
	if s.Oldest != nil {
		fmt.Fprintf(&b, ", all used since %s", s.Oldest.UTC().Format(time.DateTime))
	}
	b.WriteString("\n")
	if l := s.LastRun; l != nil {
		fmt.Fprintf(&b, "last run  %d of %d entries were here, %d came from the shared cache (%s)\n", l.Local, l.Wanted, l.Shared, l.At.UTC().Format(time.DateTime))
	}
	b.WriteString(s.Shared.text())
	_, err := io.WriteString(out, b.String())
	return err
}

func (s *Shared) text() string {
	if s == nil {
		return "shared    none; cache.url in sdk.yaml or " + URLVar + " names one\n"
	}
	can := "not asked in this mode"
	switch {
	case s.Problem != "":
		can = s.Problem
	case s.Read && s.Write:
		can = "it can be read and written"
	case s.Read:
		can = "it can be read"
	case s.Write:
		can = "it can be written"
	}
	return fmt.Sprintf("shared    %s, from %s\nmode      %s: %s\n", s.URL, s.From, s.Mode, can)
}

func size(bytes int64) string { return fmt.Sprintf("%.1f MiB", float64(bytes)/(1<<20)) }
