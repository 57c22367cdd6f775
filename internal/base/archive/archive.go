// Package archive reads and writes the archives that packages are published in: zip for wheels and Go modules, a gzipped tar
// for npm and for source distributions. What is written depends on the members alone. What is read may be hostile,
// and is refused where unpacking it could do harm.
package archive

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
)

// Member is a file in a folder or in an archive.
type Member struct {
	Name    string // Name is the path, with slashes, without a leading one.
	Content []byte

	Executable bool // Executable gives the file the mode of a program where it is written. Reading does not set it.
}

// SHA256 returns the digest of the content in lower-case hexadecimal.
func (m Member) SHA256() string {
	sum := sha256.Sum256(m.Content)
	return hex.EncodeToString(sum[:])
}

// limits bound what is read, in bytes, against decompression bombs.
type limits struct {
	archive int64 // archive bounds the file itself.
	member  int64 // member bounds one unpacked member.
	total   int64 // total bounds all members together.
	members int   // members bounds their number.
}

// Bounds of what is read: a multiple of the size budgets for packing.
const (
	MostBytes   = 32 << 20  // MostBytes bounds an archive.
	MostMember  = 16 << 20  // MostMember bounds one unpacked member.
	MostTotal   = 128 << 20 // MostTotal bounds all unpacked members together.
	MostMembers = 20_000    // MostMembers bounds the number of members.
)

var readLimits = limits{archive: MostBytes, member: MostMember, total: MostTotal, members: MostMembers}

// ReadFile reads a file of at most so many bytes.
func ReadFile(path string, most int64) ([]byte, error) {
	content, err := file.Read(path, most)
	if large := (*file.LargeError)(nil); errors.As(err, &large) {
		err = fmt.Errorf("%s has more than %d bytes, the limit for a package", path, most)
	}
	return content, err
}

// ReadBytes reads all members of a wheel, an npm tarball, a source distribution or the zip of a Go module, in the order of the
// archive. The extension decides which of them it is. The archive may be hostile: an absolute path or one with "..", a link, a
// device, a duplicate name, data after the end, and a size over the bounds are errors of one line.
func ReadBytes(name string, content []byte) ([]Member, error) {
	return read(name, content, readLimits)
}

// ReadUpTo is [ReadBytes] for an archive of anything but a package: it, each member, and all of them together have at most so many bytes.
func ReadUpTo(name string, content []byte, most int64) ([]Member, error) {
	return read(name, content, limits{archive: most, member: most, total: most, members: MostMembers})
}

func read(name string, content []byte, bounds limits) ([]Member, error) {
	unpack := unpackZip
	switch {
	case strings.HasSuffix(name, ".whl"), strings.HasSuffix(name, ".zip"):
	case strings.HasSuffix(name, ".tgz"), strings.HasSuffix(name, ".tar.gz"):
		unpack = unpackTarball
	default:
		return nil, fmt.Errorf("%s is not a known kind of archive: want .whl, .zip, .tgz or .tar.gz", name)
	}
	if int64(len(content)) > bounds.archive {
		return nil, fmt.Errorf("%s has more than %d bytes, the limit for a package", name, bounds.archive)
	}
	into := &collector{limits: bounds, seen: map[string]bool{}}
	if err := unpack(content, into); err != nil {
		return nil, fmt.Errorf("%s: %w; do not unpack it", name, err)
	}
	return into.all, nil
}

// collector collects members within the limits.
type collector struct {
	limits

	all  []Member
	seen map[string]bool
	sum  int64
}

// name checks the name of the next member.
func (c *collector) name(name string) error {
	switch {
	case len(c.seen) == c.members:
		return fmt.Errorf("it has more than %d members", c.members)
	case !isPath(name):
		return fmt.Errorf("the path of member %.200q leads out of its folder, or is not portable", name)
	case c.seen[name]:
		return fmt.Errorf("the member %.200q occurs twice", name)
	}
	c.seen[name] = true
	return nil
}

// add reads a file. Its real size counts, not the one in the header.
func (c *collector) add(name string, content io.Reader) error {
	room := min(c.member, c.total-c.sum)
	read, err := io.ReadAll(io.LimitReader(content, room+1))
	if err != nil {
		return fmt.Errorf("the member %.200q is damaged: %w", name, err)
	}
	if int64(len(read)) > room {
		return fmt.Errorf("the member %.200q unpacks to more than %d bytes", name, room)
	}
	c.sum += int64(len(read))
	c.all = append(c.all, Member{Name: name, Content: read})
	return nil
}

// isPath reports whether a name is a portable relative path that stays below its folder.
func isPath(name string) bool {
	return fs.ValidPath(name) && name != "." && utf8.ValidString(name) && !strings.ContainsAny(name, `\:`) &&
		!strings.ContainsFunc(name, unicode.IsControl)
}

// Kind describes a file that is not a regular one.
func Kind(mode fs.FileMode) string {
	if mode&fs.ModeSymlink != 0 {
		return "a symbolic link"
	}
	return "of mode " + mode.String()
}

// Sort orders members by name, in place, and returns them.
func Sort(members []Member) []Member {
	slices.SortFunc(members, func(a, b Member) int { return cmp.Compare(a.Name, b.Name) })
	return members
}

// Find returns the content of the member with a name.
func Find(members []Member, name string) ([]byte, bool) {
	for _, m := range members {
		if m.Name == name {
			return m.Content, true
		}
	}
	return nil, false
}
