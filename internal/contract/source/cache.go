package source

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
)

// cache keeps descriptors in a folder, one file for each key. Several programs may use it at once. Errors are ignored, because
// the cache only saves time. Without a folder nothing is cached.
type cache struct{ dir string }

// Bounds on the cache. The least recently used entries are evicted first.
const (
	maxCached     = 32
	maxCachedSize = 256 << 20 // maxCachedSize is in bytes, for all entries together.
)

var entryName = regexp.MustCompile(`^[0-9a-f]{64}\.image$`)

func (c cache) path(key string) string { return filepath.Join(c.dir, key+".image") }

// entryLine begins an entry: the lengths of the metadata and the descriptors that follow, and the hash of both.
const entryLine = "image %d %d %s\n"

// get returns an entry. A damaged entry counts as missing.
func (c cache) get(key string) (about, encoded string, ok bool) {
	if c.dir == "" {
		return "", "", false
	}
	kept, err := os.Open(c.path(key))
	if err != nil {
		return "", "", false
	}
	defer func() { _ = kept.Close() }()
	info, err := kept.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxCachedSize {
		return "", "", false
	}
	in := bufio.NewReader(kept)
	line, err := in.ReadString('\n')
	var first, second int
	var want string
	if _, scanErr := fmt.Sscanf(line, entryLine, &first, &second, &want); err != nil || scanErr != nil ||
		first < 0 || second < 0 || int64(len(line))+int64(first)+int64(second) != info.Size() {
		return "", "", false
	}
	content := make([]byte, first+second)
	if _, err := io.ReadFull(in, content); err != nil {
		return "", "", false
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != want {
		return "", "", false
	}
	now := time.Now()
	_ = os.Chtimes(c.path(key), now, now) // So that it is not evicted next.
	text := asText(content)
	return text[:first], text[first:], true
}

// put adds an entry atomically and evicts the least recently used ones.
func (c cache) put(key, about, encoded string) {
	if c.dir == "" || len(about)+len(encoded) > maxCachedSize/4 {
		return
	}
	sum := sha256.New()
	fmt.Fprint(sum, about, encoded)
	line := fmt.Sprintf(entryLine, len(about), len(encoded), hex.EncodeToString(sum.Sum(nil)))
	_ = file.Write(c.path(key), slices.Concat([]byte(line), []byte(about), []byte(encoded)))
	c.evict(key)
}

// evict removes the oldest entries, except the latest, and temporary files that killed programs left behind.
func (c cache) evict(latest string) {
	file.Sweep(c.dir, time.Hour)
	all, err := os.ReadDir(c.dir)
	if err != nil {
		return
	}
	var entries []os.FileInfo
	for _, entry := range all {
		info, err := entry.Info()
		if err == nil && info.Mode().IsRegular() && entryName.MatchString(entry.Name()) && entry.Name() != filepath.Base(c.path(latest)) {
			entries = append(entries, info)
		}
	}
	slices.SortFunc(entries, func(a, b os.FileInfo) int {
		return cmp.Or(b.ModTime().Compare(a.ModTime()), strings.Compare(a.Name(), b.Name()))
	})
	size := int64(0)
	for i, entry := range entries {
		size += entry.Size()
		if i >= maxCached-1 || size > maxCachedSize {
			_ = os.Remove(filepath.Join(c.dir, entry.Name()))
		}
	}
}
