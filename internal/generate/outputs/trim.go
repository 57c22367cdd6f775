package outputs

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
)

// Entry is an entry of the local store.
type Entry struct {
	Key  Key
	Size int64     // Size is what it takes.
	Used time.Time // Used is when it was used last, to within an hour.
}

// abandoned is the age after which a temporary file belongs to a process that was killed while writing.
const abandoned = time.Hour

// list returns the entries in a folder, those not used for longest first. What cannot be read is not there. It removes what killed processes
// have left.
func list(dir string) []Entry {
	var entries []Entry
	folders, _ := os.ReadDir(dir)
	for _, folder := range folders {
		if !folder.IsDir() || len(folder.Name()) != 2 {
			continue
		}
		path := filepath.Join(dir, folder.Name())
		file.Sweep(path, abandoned)
		files, _ := os.ReadDir(path)
		for _, f := range files {
			key := Key(f.Name())
			if info, err := f.Info(); err == nil && key.valid() && f.Type().IsRegular() {
				entries = append(entries, Entry{Key: key, Size: info.Size(), Used: info.ModTime()})
			}
		}
	}
	slices.SortFunc(entries, func(a, b Entry) int { return cmp.Or(a.Used.Compare(b.Used), cmp.Compare(a.Key, b.Key)) })
	return entries
}

// trim removes the entries not used for longest until the others take at most so many bytes, and those not used since a time. Another process
// that uses a removed entry at this moment has it open already, or makes it again. kept is what is left, in bytes.
func trim(dir string, most int64, since time.Time) (removed []Entry, kept int64) {
	entries := list(dir)
	var total int64
	for _, e := range entries {
		total += e.Size
	}
	for _, e := range entries {
		if total <= most && !e.Used.Before(since) {
			break
		}
		if err := os.Remove(filepath.Join(dir, string(e.Key[:2]), string(e.Key))); err == nil {
			removed = append(removed, e)
		}
		total -= e.Size
	}
	return removed, total
}
