package pack

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
)

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
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
func folder(dir string) ([]archive.Member, error) {
	var found []archive.Member
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
				Rule: "regular", File: name, What: "is no regular file but " + archive.Kind(entry.Type()),
				Advice: "put a file with the content in its place",
			}}}
		}
		content, err := archive.ReadFile(path, archive.MostMember)
		if err != nil {
			return err
		}
		if total += int64(len(content)); total > archive.MostTotal || len(found) == archive.MostMembers {
			return fmt.Errorf("%s has more than %d bytes or %d files: that is no package of ours", dir, archive.MostTotal, archive.MostMembers)
		}
		found = append(found, archive.Member{Name: name, Content: content})
		return nil
	})
	return archive.Sort(found), err
}

// replaced are the members with one content exchanged. The given ones stay as they are.
func replaced(members []archive.Member, name string, change func([]byte) ([]byte, error)) ([]archive.Member, error) {
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
func lay(members []archive.Member, dir string) error {
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
