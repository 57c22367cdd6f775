// Package outputs keeps what generators have made, so that nothing is made twice: on this machine and, through a bucket, on others.
//
// An entry is one file that is named after its [Key], the hash of all that decides its content. It says of itself which one it is and
// what its hash is, so that one which is damaged, cut off, renamed or swapped is noticed, removed and made again. The store is a
// help and never a condition: whatever happens to it, a run has the same result, and only takes longer.
package outputs

import (
	"context"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
)

// Dir is the folder of the entries, below that of the tools.
const Dir = "outputs"

// DefaultMost is how many bytes the entries of a machine may take. The SDKs of one state of the contract take less than a hundredth.
const DefaultMost = 256 << 20

// Key identifies an entry: the SHA-256, in lower-case hexadecimal, of all that decides its content.
type Key string

// valid reports whether the key can name a file.
func (k Key) valid() bool {
	sum, err := hex.DecodeString(string(k))
	return err == nil && len(sum) == 32 && Key(hex.EncodeToString(sum)) == k
}

// Files are the files of an entry: their contents by their paths, which have slashes and begin at the folder of the output ("gen/go").
type Files map[string][]byte

// Store keeps entries. Several processes may use one folder at once. Its methods may be called concurrently.
type Store struct {
	dir    string
	most   int64
	warn   func(string)
	bucket *Bucket
	mode   Mode
	down   atomic.Bool // down is set once the bucket is not used any more.
	told   atomic.Bool // told is set once damage in the bucket was told.

	lock  sync.Mutex
	fresh map[Key]bool // fresh are the entries that were put since the last Flush.
	taken int64        // taken is what all entries take, once something was put.
	last  LastRun
}

// Open returns the store in a folder, which need not exist. The entries take at most so many bytes; those not used for longest go first.
// warn is told, in one line each, what keeps the store from its work.
func Open(dir string, most int64, warn func(string)) *Store {
	return &Store{dir: dir, most: most, warn: warn, mode: Read}
}

// Get returns the entries of keys, as far as there are any: those of this machine, then, in one batch, those of the bucket. What is damaged is
// absent. The only error is that of the context.
func (s *Store) Get(ctx context.Context, keys []Key) (map[Key]Files, error) {
	found := map[Key]Files{}
	if !s.mode.uses() {
		return found, context.Cause(ctx)
	}
	var lock sync.Mutex
	err := each(ctx, keys, func(key Key) {
		if files, ok := s.read(key); ok {
			lock.Lock()
			defer lock.Unlock()
			found[key] = files
		}
	})
	if err != nil {
		return nil, err
	}
	missing := map[Key]bool{}
	for _, key := range keys {
		if _, ok := found[key]; !ok && key.valid() {
			missing[key] = true
		}
	}
	local := len(found)
	maps.Copy(found, s.fetch(ctx, slices.Sorted(maps.Keys(missing))))
	s.remember(local+len(missing), local, len(found)-local)
	return found, context.Cause(ctx)
}

// Put keeps entries on this machine; [Store.Flush] writes them into the bucket. One that cannot be kept is left out, with a warning. The only
// error is that of the context.
func (s *Store) Put(ctx context.Context, made map[Key]Files) error {
	if !s.mode.keeps() || len(made) == 0 {
		return context.Cause(ctx)
	}
	var size int64
	err := each(ctx, slices.Sorted(maps.Keys(made)), func(key Key) {
		encoded, err := encode(key, made[key])
		if err == nil {
			err = s.write(key, encoded)
		}
		if err != nil {
			s.warn(fmt.Sprintf("what was generated is not kept for the next run: %v", err))
			return
		}
		s.lock.Lock()
		defer s.lock.Unlock()
		if s.fresh == nil {
			s.fresh = map[Key]bool{}
		}
		s.fresh[key] = true
		size += int64(len(encoded))
	})
	s.bound(size)
	return err
}

// bound trims the entries, of which some were just put. They are listed the first time, and when they have grown too many: to list them takes
// longer than to put a few. Those that other processes put at the same time are bounded by these, or by the next run.
func (s *Store) bound(size int64) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.taken == 0 || s.taken+size > s.most {
		_, s.taken = trim(s.dir, s.most, time.Time{})
	} else {
		s.taken += size
	}
}

// each calls a function for all keys, some of them at once.
func each(ctx context.Context, keys []Key, do func(Key)) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, key := range keys {
		group.Go(func() error {
			if err := context.Cause(ctx); err != nil {
				return err
			}
			do(key)
			return nil
		})
	}
	return group.Wait()
}

func (s *Store) path(key Key) string { return filepath.Join(s.dir, string(key[:2]), string(key)) }

// renewAfter is the age after which a use renews an entry. To do that at each use would cost a write, and a rough order is enough.
const renewAfter = time.Hour

// read returns an entry, unless there is none that is whole.
func (s *Store) read(key Key) (Files, bool) {
	if !key.valid() {
		return nil, false
	}
	path := s.path(key)
	info, err := os.Lstat(path)
	if err != nil {
		return nil, false
	}
	files, err := readEntry(path, key, info)
	if err != nil {
		os.RemoveAll(path) //nolint:errcheck // It stays absent if it cannot be removed, because it is damaged.
		return nil, false
	}
	if now := time.Now(); now.Sub(info.ModTime()) > renewAfter {
		os.Chtimes(path, now, now) //nolint:errcheck // Then it goes a little earlier than others.
	}
	return files, true
}

// readEntry reads the entry in a file.
func readEntry(path string, key Key, info os.FileInfo) (Files, error) {
	if !info.Mode().IsRegular() {
		return nil, damaged("it is not a file")
	}
	encoded, err := file.Read(path, mostStored)
	if err != nil {
		return nil, err
	}
	return decode(key, encoded)
}

func (s *Store) write(key Key, encoded []byte) error {
	if int64(len(encoded)) > s.most {
		return fmt.Errorf("an entry has %d bytes, and all together may have %d", len(encoded), s.most)
	}
	path := s.path(key)
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		if err := os.RemoveAll(path); err != nil {
			return err
		}
	}
	return file.Write(path, encoded)
}
