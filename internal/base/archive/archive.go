// Package archive reads and writes the archives that packages are published in: zip for wheels and Go modules, a gzipped tar
// for npm and for source distributions. What is written depends on the members alone; what is read may come from anybody and
// is refused where unpacking it could harm.
package archive

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Member is a file in a folder or in an archive.
type Member struct {
	Name    string // Name is the path, with slashes, without a leading one.
	Content []byte
}

// SHA256 is the digest of the content in lower-case hexadecimal.
func (m Member) SHA256() string {
	sum := sha256.Sum256(m.Content)
	return hex.EncodeToString(sum[:])
}

// limits bound what is read, in bytes, so that a bomb is refused before it goes off.
type limits struct {
	archive int64 // archive is the most that the file itself may have.
	member  int64 // member is the most that one member may have, unpacked.
	total   int64 // total is the most that all members may have together.
	members int   // members is how many there may be.
}

// Bounds of what is read. They are a multiple of what the budgets allow to be packed: what is over them was not made here.
const (
	MostBytes   = 32 << 20  // MostBytes is the most that an archive may have.
	MostMember  = 16 << 20  // MostMember is the most bytes that one member may have, unpacked.
	MostTotal   = 128 << 20 // MostTotal is the most bytes that all members may have together.
	MostMembers = 20_000    // MostMembers is how many members there may be.
)

var readLimits = limits{archive: MostBytes, member: MostMember, total: MostTotal, members: MostMembers}

// ReadFile is the content of a file that may have most bytes.
func ReadFile(path string, most int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // It was only read.
	content, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && int64(len(content)) > most {
		err = fmt.Errorf("%s has more than %d bytes, the limit for a package", path, most)
	}
	return content, err
}

// ReadBytes reads a wheel, an npm tarball, a source distribution or the zip of a Go module, all of it, in the order of the
// archive. Which of them it is goes by the end of its name. What is in there may come from anybody: a member whose path is
// absolute or has "..", a link, a device, a second member of the same name, anything behind the end, and more than a package of
// ours could ever have is an error, on one line.
func ReadBytes(name string, content []byte) ([]Member, error) {
	return read(name, content, readLimits)
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

// collector takes members as long as they are within bounds.
type collector struct {
	limits

	all  []Member
	seen map[string]bool
	sum  int64
}

// name checks the name of the next member, whatever it is.
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

// add reads a file, whose size is what it really has.
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

// isPath says whether a name is a relative path that stays below its folder and is the same path everywhere.
func isPath(name string) bool {
	return fs.ValidPath(name) && name != "." && utf8.ValidString(name) && !strings.ContainsAny(name, `\:`) &&
		!strings.ContainsFunc(name, unicode.IsControl)
}

// Kind says what a thing is that is no regular file.
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

// Find is the content of the member with a name.
func Find(members []Member, name string) ([]byte, bool) {
	for _, m := range members {
		if m.Name == name {
			return m.Content, true
		}
	}
	return nil, false
}
