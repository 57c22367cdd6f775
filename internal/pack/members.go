package pack

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
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
func (m Member) SHA256() string { return digest(m.Content) }

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// limits bound what is read, in bytes, so that a bomb is refused before it goes off.
type limits struct {
	archive int64 // archive is the most that the file itself may have.
	member  int64 // member is the most that one member may have, unpacked.
	total   int64 // total is the most that all members may have together.
	members int   // members is how many there may be.
}

// readLimits are a multiple of what the budgets allow to be packed: what is over them was not made here.
var readLimits = limits{archive: 32 << 20, member: 16 << 20, total: 128 << 20, members: 20_000}

// Members reads a wheel, an npm tarball, a source distribution or the zip of a Go module, all of it, in the order of the
// archive. What is in there may come from anybody: a member whose path is absolute or has "..", a link, a device, a second
// member of the same name, anything behind the end, and more than a package of ours could ever have is an error, on one
// line.
func Members(path string) ([]Member, error) {
	content, err := readBounded(path, readLimits.archive)
	if err != nil {
		return nil, err
	}
	return membersOf(filepath.Base(path), content, readLimits)
}

func readBounded(path string, most int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // It was only read.
	content, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && int64(len(content)) > most {
		err = fmt.Errorf("%s has more than %d bytes: it is no package of ours", path, most)
	}
	return content, err
}

// membersOf reads an archive; its kind goes by its name.
func membersOf(name string, content []byte, bounds limits) ([]Member, error) {
	read := readZip
	switch {
	case strings.HasSuffix(name, ".whl"), strings.HasSuffix(name, ".zip"):
	case strings.HasSuffix(name, ".tgz"), strings.HasSuffix(name, ".tar.gz"):
		read = readTarball
	default:
		return nil, fmt.Errorf("%s is no archive that is known: want .whl, .zip, .tgz or .tar.gz", name)
	}
	into := &collector{limits: bounds, seen: map[string]bool{}}
	if err := read(content, into); err != nil {
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
		return fmt.Errorf("the path of member %.200q leads out of its folder, or means different things to different systems", name)
	case c.seen[name]:
		return fmt.Errorf("the member %.200q is there twice", name)
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

// litter are the files and folders that tools leave behind in a folder that they were run in. They are in .gitignore, so a
// clean tree may have them.
var litter = []string{
	"__pycache__", "*.pyc", "*.egg-info", "node_modules", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".DS_Store",
}

func isLitter(name string) bool {
	return slices.ContainsFunc(litter, func(pattern string) bool {
		matched, err := filepath.Match(pattern, name)
		return err == nil && matched
	})
}

// folder reads what is to be packed, by name, without litter. What is no file, such as a symbolic link, is an error that
// says which: archives have no such thing, or clients refuse it.
func folder(dir string) ([]Member, error) {
	var found []Member
	total := int64(0)
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if path != dir && isLitter(entry.Name()) {
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if entry.IsDir() {
			return nil
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if !entry.Type().IsRegular() {
			return &ContentError{[]Finding{{
				Rule: "regular", File: name, What: "is no regular file but " + kindOf(entry.Type()),
				Advice: "put a file with the content in its place",
			}}}
		}
		content, err := readBounded(path, readLimits.member)
		if err != nil {
			return err
		}
		if total += int64(len(content)); total > readLimits.total || len(found) == readLimits.members {
			return fmt.Errorf("%s has more than %d bytes or %d files: that is no package of ours", dir, readLimits.total, readLimits.members)
		}
		found = append(found, Member{Name: name, Content: content})
		return nil
	})
	return byName(found), err
}

func kindOf(mode fs.FileMode) string {
	if mode&fs.ModeSymlink != 0 {
		return "a symbolic link"
	}
	return "of mode " + mode.String()
}

func byName(members []Member) []Member {
	slices.SortFunc(members, func(a, b Member) int { return cmp.Compare(a.Name, b.Name) })
	return members
}

// find is the content of the member with a name.
func find(members []Member, name string) ([]byte, bool) {
	for _, m := range members {
		if m.Name == name {
			return m.Content, true
		}
	}
	return nil, false
}

// replaced are the members with one content exchanged. The given ones stay as they are.
func replaced(members []Member, name string, change func([]byte) ([]byte, error)) ([]Member, error) {
	changed := slices.Clone(members)
	for i, m := range changed {
		if m.Name != name {
			continue
		}
		content, err := change(bytes.Clone(m.Content))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		changed[i].Content = content
		return changed, nil
	}
	return nil, fmt.Errorf("%s is missing: run mage generate", name)
}

// lay writes members below an empty folder. Their modes don't depend on the umask, so that no tool sees a difference.
func lay(members []Member, dir string) error {
	for _, m := range members {
		path := filepath.Join(dir, filepath.FromSlash(m.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, m.Content, 0o644); err != nil {
			return err
		}
		if err := os.Chmod(path, 0o644); err != nil {
			return err
		}
	}
	return nil
}
