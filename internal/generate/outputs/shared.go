package outputs

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
)

// Share makes the store use a bucket as well, as the mode says.
func (s *Store) Share(bucket *Bucket, mode Mode) { s.bucket, s.mode = bucket, mode }

// fetch returns those of the entries that the bucket has. They become local ones. Whatever the bucket does costs some seconds at most, and a
// warning.
func (s *Store) fetch(ctx context.Context, keys []Key) map[Key]Files {
	if s.bucket == nil || !s.mode.reads() || len(keys) == 0 || s.down.Load() {
		return nil
	}
	folder, err := s.folder()
	if err != nil {
		s.lose("is not used", err)
		return nil
	}
	defer os.RemoveAll(folder) //nolint:errcheck // A later run removes what is left.
	objects := make([]object, len(keys))
	for i, key := range keys {
		objects[i] = object{objectFolder + string(key), filepath.Join(folder, string(key))}
	}
	got, err := s.bucket.fetch(ctx, s.mode, objects)
	if ctx.Err() != nil {
		return nil
	}
	switch {
	case err != nil:
		s.lose("is not used", err)
		return nil
	case got.Error != "":
		s.lose("is not used", fmt.Errorf("%s", got.Error))
	case got.Denied != "" && len(got.Done) == 0:
		s.lose("may not be read by you, or has nothing yet", fmt.Errorf("%s", got.Denied))
	}
	return s.accept(folder, got.Done)
}

// folder makes a folder for what comes from the bucket, beside the entries.
func (s *Store) folder() (string, error) {
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return "", err
	}
	return file.TempDir(s.dir, "fetched")
}

// accept takes what came from the bucket, as far as it is what its name says.
func (s *Store) accept(folder string, names []string) map[Key]Files {
	found, damage := map[Key]Files{}, 0
	for _, name := range names {
		key := Key(strings.TrimPrefix(name, objectFolder))
		if !key.valid() {
			continue // The program was not asked for it.
		}
		encoded, err := file.Read(filepath.Join(folder, string(key)), mostStored)
		if err != nil {
			continue
		}
		files, err := decode(key, encoded)
		if err != nil {
			damage++
			continue
		}
		found[key] = files
		s.write(key, encoded) //nolint:errcheck // Then it is fetched again the next time.
	}
	if damage > 0 && !s.told.Swap(true) {
		s.warn(fmt.Sprintf("the shared cache %s: damaged entries are not used (%d of them); they are replaced when somebody who may write generates the same",
			s.bucket.URL, damage))
	}
	return found
}

// Flush writes into the bucket, in one batch, what was put since the last time, if the mode says so. It cannot fail: whatever the bucket does
// costs some seconds at most, and a warning.
func (s *Store) Flush(ctx context.Context) {
	s.lock.Lock()
	keys := slices.Sorted(maps.Keys(s.fresh))
	s.fresh = nil
	s.lock.Unlock()
	if s.bucket == nil || !s.mode.writes() || len(keys) == 0 || s.down.Load() {
		return
	}
	objects := make([]object, len(keys))
	for i, key := range keys {
		objects[i] = object{objectFolder + string(key), s.path(key)}
	}
	got, err := s.bucket.store(ctx, s.mode, objects)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		s.lose("gets nothing", err)
	case got.Denied != "":
		s.lose("may not be written by you, and is only read", fmt.Errorf("%s", got.Denied))
	case got.Error != "":
		s.lose("gets nothing", fmt.Errorf("%s", got.Error))
	}
}

// lose ends the use of the bucket for this run, and says why.
func (s *Store) lose(what string, why error) {
	if !s.down.Swap(true) {
		s.warn(fmt.Sprintf("the shared cache %s %s: %s (generation goes on without it; %s=%s leaves it alone)", s.bucket.URL, what, oneLine(why), ModeVar, Local))
	}
}
