package units

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/outputs"
)

// Whole is the directory of the units that are made of the whole contract.
const Whole = ""

// Unit is what one entry makes of one directory.
type Unit struct {
	Entry     Entry
	Directory string // Directory is that of the protos, or [Whole].
	Key       outputs.Key
}

func (u Unit) String() string {
	if u.Directory == Whole {
		return u.Entry.Name()
	}
	return u.Entry.Name() + ", " + u.Directory
}

// Owners finds the unit of each file that an entry wrote.
type Owners struct {
	whole   *Unit
	folders map[string]*Unit
}

// OwnersOf returns the owners of what an entry wrote for some units.
func OwnersOf(entry Entry, all []Unit) Owners {
	owners := Owners{folders: map[string]*Unit{}}
	for i, u := range all {
		switch {
		case !u.Entry.Is(entry):
		case u.Directory == Whole:
			owners.whole = &all[i]
		default:
			owners.folders[u.Directory] = &all[i]
			// Python has no dashes in the names of its modules.
			owners.folders[strings.ReplaceAll(u.Directory, "-", "_")] = &all[i]
		}
	}
	return owners
}

// Of returns the unit of a file, or nil if it is in the folder of none.
func (o Owners) Of(name string) *Unit {
	if o.whole != nil {
		return o.whole
	}
	return o.folders[path.Dir(name)]
}

// Settings are what decides the output beside the contract.
type Settings struct {
	Config *config.Config
	Digest func(programs []string) (string, error) // Digest identifies programs at their versions.
}

// format is counted up when what is kept under a key changes.
const format = "2"

// Units returns the units of some entries.
func (t *Template) Units(c *Contract, entries []Entry, s Settings) ([]Unit, error) {
	var all []Unit
	for _, entry := range entries {
		dirs := []string{Whole}
		if entry.generator.directory {
			dirs = c.Directories()
		}
		head, err := t.head(entry, s)
		if err != nil {
			return nil, err
		}
		for _, dir := range dirs {
			sum := sha256.New()
			_, _ = sum.Write(head)
			c.describe(sum, entry.generator, dir)
			all = append(all, Unit{Entry: entry, Directory: dir, Key: outputs.Key(fmt.Sprintf("%x", sum.Sum(nil)))})
		}
	}
	return all, nil
}

// Fixed is the unit that an entry makes of protos that are not the contract's: source identifies them.
func (t *Template) Fixed(entry Entry, dir, source string, s Settings) (Unit, error) {
	head, err := t.head(entry, s)
	key := sha256.Sum256(fmt.Appendf(head, "%s\n%s", dir, source))
	return Unit{Entry: entry, Directory: dir, Key: outputs.Key(fmt.Sprintf("%x", key))}, err
}

// head is what decides the output of all units of an entry.
func (t *Template) head(entry Entry, s Settings) ([]byte, error) {
	digest, err := s.Digest(entry.Programs)
	if err != nil {
		return nil, fmt.Errorf("plugin %s of buf.gen.yaml: %w", entry.Name(), err)
	}
	head := map[string]any{"format": format, "digest": digest, "template": t.rest, "plugin": entry.settings}
	if entry.generator.settings != nil {
		head["settings"] = entry.generator.settings(s.Config)
	}
	return json.Marshal(head)
}

// describe writes what a generator reads of the contract for one directory.
func (c *Contract) describe(sum io.Writer, g generator, dir string) {
	files := c.full
	if g.lean {
		files = c.lean
	}
	fmt.Fprintf(sum, "\n%q\n", dir)
	for _, name := range c.Files(dir) {
		f := files[name]
		fmt.Fprintf(sum, "%q %x", name, f.closure)
		f.describe(sum, g.comments)
		if g.imported != Nowhere {
			for _, imported := range f.imports {
				fmt.Fprintf(sum, "%x\n", files[imported].commented[g.imported])
			}
		}
	}
}
