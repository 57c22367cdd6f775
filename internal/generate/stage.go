package generate

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// stage is the new gen while it is made. Its methods may be called concurrently for different files.
//
// It begins with the tree that gen replaced the last time, if that is still there: most files and folders are right already, and to make a
// folder takes the system longer than anything else here. What is wrong in it is removed and made anew, never written to: files are
// links to those of gen.
type stage struct {
	gen, staged string
	present     hashes // present are the files of gen.
	last        hashes // last are those that the last run made, as far as that is known.

	spare   []string // spare are the files that the staged tree began with.
	folders sync.Map // folders are those that it has.

	mu   sync.Mutex
	made hashes // made are the files of this run.
}

// reuse begins the staged tree with another one. What cannot be read is removed.
func (t *stage) reuse(tree string) error {
	if err := os.Rename(tree, t.staged); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	err := filepath.WalkDir(t.staged, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			t.folders.Store(file, nil)
			return nil
		}
		name, err := filepath.Rel(t.staged, file)
		t.spare = append(t.spare, filepath.ToSlash(name))
		return err
	})
	if err == nil {
		return nil
	}
	t.spare = nil
	t.folders.Clear()
	return os.RemoveAll(t.staged)
}

// put adds a file. If gen has the same, that file takes the place, with its time.
func (t *stage) put(name string, content []byte) error {
	sum := hashOf(content)
	if t.present[name] == sum {
		return t.keep(name)
	}
	if err := t.claim(name, sum); err != nil {
		return err
	}
	path, err := t.place(name)
	if err != nil {
		return err
	}
	if err := t.clear(path); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	return errors.Join(err, file.Close())
}

// keep adds a file of gen: the same file, not a copy.
func (t *stage) keep(name string) error {
	if err := t.claim(name, t.present[name]); err != nil {
		return err
	}
	return t.link(name)
}

// has reports whether a file was added.
func (t *stage) has(name string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, there := t.made[name]
	return there
}

func (t *stage) claim(name, sum string) error {
	if !fs.ValidPath(name) {
		return fmt.Errorf("gen/%s: a generator writes outside of gen", name)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, twice := t.made[name]; twice {
		return fmt.Errorf("gen/%s: two generators write it; rename what it is made of in the contract", name)
	}
	t.made[name] = sum
	return nil
}

// link links a file of gen into the staged tree, unless it is there.
func (t *stage) link(name string) error {
	to, err := t.place(name)
	if err != nil {
		return err
	}
	from := filepath.Join(t.gen, filepath.FromSlash(name))
	if there, err := os.Lstat(to); err == nil {
		if wanted, err := os.Lstat(from); err == nil && os.SameFile(there, wanted) {
			return nil
		}
		if err := t.clear(to); err != nil {
			return err
		}
	}
	return os.Link(from, to)
}

// place returns the path of a file in the staged tree, in a folder that exists.
func (t *stage) place(name string) (string, error) {
	path := filepath.Join(t.staged, filepath.FromSlash(name))
	return path, t.folder(filepath.Dir(path))
}

// folder makes a folder of the staged tree, in the place of a file that has its name.
func (t *stage) folder(dir string) error {
	if _, there := t.folders.Load(dir); there {
		return nil
	}
	if dir != t.staged {
		if err := t.folder(filepath.Dir(dir)); err != nil {
			return err
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if info, err := os.Lstat(dir); err == nil && !info.IsDir() {
		if err := os.Remove(dir); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	t.folders.Store(dir, nil)
	return nil
}

// clear removes what is at the path of a file.
func (t *stage) clear(path string) error {
	if _, folder := t.folders.Load(path); folder {
		t.folders.Range(func(dir, _ any) bool {
			if strings.HasPrefix(fmt.Sprint(dir)+string(filepath.Separator), path+string(filepath.Separator)) {
				t.folders.Delete(dir)
			}
			return true
		})
	}
	return os.RemoveAll(path)
}

// prune removes the files that the staged tree began with and that were not added, of those below a folder; and the folders that are
// empty then.
func (t *stage) prune(below string) error {
	for _, name := range t.spare {
		if !strings.HasPrefix(name, below) || t.has(name) {
			continue
		}
		path := filepath.Join(t.staged, filepath.FromSlash(name))
		if info, err := os.Lstat(path); err != nil || info.IsDir() {
			continue // A file has taken the place of a folder, or a folder that of the file.
		}
		if err := os.Remove(path); err != nil {
			return err
		}
		for dir := filepath.Dir(path); dir != t.staged; dir = filepath.Dir(dir) {
			if os.Remove(dir) != nil {
				break // It has other files.
			}
			t.folders.Delete(dir)
		}
	}
	return nil
}
