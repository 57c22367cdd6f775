package units

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
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

// Owns reports whether a file that the entry wrote is of this unit. Python has no dashes in the names of its modules.
func (u Unit) Owns(name string) bool {
	dir := path.Dir(name)
	return u.Directory == Whole || dir == u.Directory || dir == strings.ReplaceAll(u.Directory, "-", "_")
}

// Settings are what decides the output beside the contract.
type Settings struct {
	Config *config.Config
	Digest func(programs []string) (string, error) // Digest identifies programs at their versions.
}

// format is counted up when what is kept under a key changes.
const format = "1"

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
	targets := c.Files(dir)
	fmt.Fprintf(sum, "\n%q\n", dir)
	for _, name := range closure(targets, files) {
		_, target := slices.BinarySearch(targets, name)
		fmt.Fprintf(sum, "%q %t %x", name, target, files[name].code)
		if target || g.imported {
			fmt.Fprintf(sum, " %x", files[name].comments)
		}
		fmt.Fprintln(sum)
	}
}
