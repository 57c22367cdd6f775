package program

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"

	"golang.org/x/mod/module"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
)

// licenceFile matches the files in which modules have their licences and notices, such as LICENSE, COPYING, LICENSE-3RD-PARTY.md.
var licenceFile = regexp.MustCompile(`(?i)^([a-z0-9]+[-_.])?(licen[cs]e|copying|notice|patents)([-_.].*)?$`)

// mostLicence bounds a licence that is read, in bytes.
const mostLicence = 1 << 20

// licences are the texts that have to come with a binary: those of Go and of each module in it.
func (b *builder) licences(info *debug.BuildInfo) ([]byte, error) {
	var all bytes.Buffer
	fmt.Fprintf(&all, "The licences of what is in this program, beside its own.\n")
	add := func(name, dir string) error {
		fmt.Fprintf(&all, "\n%s\n%s\n", rule, name)
		texts, err := licencesIn(dir)
		if err != nil {
			return fmt.Errorf("the licence of %s: %w", name, err)
		}
		if len(texts) == 0 {
			fmt.Fprintf(&all, "\n(The module has no file with a licence.)\n")
		}
		for _, text := range texts {
			fmt.Fprintf(&all, "\n%s\n", bytes.TrimSpace(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))))
		}
		return nil
	}
	if err := add("Go "+b.toolchain[len("go"):], b.goroot); err != nil {
		return nil, err
	}
	for _, m := range info.Deps {
		escaped, err := module.EscapePath(m.Path)
		if err != nil {
			return nil, err
		}
		version, err := module.EscapeVersion(m.Version)
		if err != nil {
			return nil, err
		}
		if err := add(m.Path+" "+m.Version, filepath.Join(b.modules, filepath.FromSlash(escaped)+"@"+version)); err != nil {
			return nil, err
		}
	}
	return all.Bytes(), nil
}

// rule stands between the licences of two modules.
const rule = "--------------------------------------------------------------------------------"

func licencesIn(dir string) ([][]byte, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var texts [][]byte
	for _, entry := range entries { // They are sorted.
		if !entry.Type().IsRegular() || !licenceFile.MatchString(entry.Name()) || slices.Contains([]string{".go", ".html"}, filepath.Ext(entry.Name())) {
			continue
		}
		text, err := archive.ReadFile(filepath.Join(dir, entry.Name()), mostLicence)
		if err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, nil
}
