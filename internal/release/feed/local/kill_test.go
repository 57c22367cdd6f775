package local

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
)

// writeForEver publishes versions of three packages, moves tags, and prints what was acknowledged.
func writeForEver(dir string) error {
	store, err := Open(dir)
	if err != nil {
		return err
	}
	s := site{store, store.Handler()}
	for {
		number := rand.Uint32()
		semver, pep := fmt.Sprintf("0.0.%d", number), fmt.Sprintf("0.0.%d", number)
		file, content := wheel("a-thing", pep)
		batch := append(goUploads("v"+semver),
			npmUpload("@qdrant/thing", semver, "next", packageOf("@qdrant/thing", semver)), pythonUpload("a-thing", pep, file, content))
		for _, u := range batch {
			if status, said := s.send(u); status >= 300 {
				return fmt.Errorf("%s %s: %d %s", u.method, u.path, status, said)
			}
		}
		fmt.Println(number)
		for _, tag := range []string{latest, "next"} {
			if answer := s.do("PUT", "/npm/-/package/@qdrant/thing/dist-tags/"+tag, `"`+semver+`"`); answer.Code >= 300 {
				return errors.New(answer.Body.String())
			}
		}
	}
}

// TestKilledWriters starts two processes that write to one folder, and kills both at a random moment. The folder must then have
// everything that was acknowledged, and nothing incomplete.
func TestKilledWriters(t *testing.T) {
	fulltest.Only(t, "kills processes in a loop")
	dir, temporary := t.TempDir(), t.TempDir()
	acknowledged := map[string]bool{}
	for range 20 {
		var mu sync.Mutex
		var wait sync.WaitGroup
		for range 2 {
			writer := exec.CommandContext(t.Context(), os.Args[0], "write", dir)
			writer.Env = append(os.Environ(), "TMPDIR="+temporary)
			out, err := writer.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := writer.Start(); err != nil {
				t.Fatal(err)
			}
			first := make(chan bool, 1)
			wait.Add(2)
			go func() {
				defer wait.Done()
				for lines := bufio.NewScanner(out); lines.Scan(); {
					if strings.Trim(lines.Text(), "0123456789") != "" {
						t.Errorf("a writer printed %s", lines.Text())
					}
					mu.Lock()
					acknowledged[lines.Text()] = true
					mu.Unlock()
					select {
					case first <- true:
					default:
					}
				}
				writer.Wait() //nolint:errcheck // It was killed.
				close(first)
			}()
			go func() {
				defer wait.Done()
				<-first
				time.Sleep(rand.N(100 * time.Millisecond)) // A random moment.
				writer.Process.Kill()                      //nolint:errcheck // It may have ended, and has reported why.
			}()
		}
		wait.Wait()
		checkState(t, dir, acknowledged)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d rounds of uploads were acknowledged", len(acknowledged))
	// The next writer removes the incomplete files of the killed ones.
	s := must(Open(dir))
	for ecosystem, name := range map[string]string{NPM: "@qdrant/thing", Python: "a-thing", Go: goModule} {
		if err := s.change(t.Context(), ecosystem, name, func(*entry) ([]blob, error) { return nil, nil }); err != nil {
			t.Error(err)
		}
		err := fs.WalkDir(os.DirFS(s.folder(ecosystem, name)), ".", func(path string, entry fs.DirEntry, err error) error {
			if strings.HasPrefix(entry.Name(), ".fresh") {
				t.Errorf("%s is left", path)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func checkState(t *testing.T, dir string, acknowledged map[string]bool) {
	t.Helper()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, ecosystem := range []string{NPM, Python, Go} {
		all, err := s.all(ecosystem)
		if err != nil || len(all) != 1 {
			t.Fatalf("%s holds %d packages: %v", ecosystem, len(all), err)
		}
		for _, held := range all {
			checkFiles(t, s, ecosystem, held)
			for tag, text := range held.Tags {
				if held.Versions[text] == nil {
					t.Errorf("%s points to %s, which does not exist", tag, text)
				}
			}
			for number := range acknowledged {
				text := map[string]string{Go: "v"}[ecosystem] + "0.0." + number
				if held.Versions[text] == nil || ecosystem == Go && len(held.Versions[text].Files) != 3 {
					t.Errorf("%s of %s was acknowledged and is missing", text, ecosystem)
				}
			}
		}
	}
}

// checkFiles compares the files of a package with its index.
func checkFiles(t *testing.T, s *Store, ecosystem string, held *entry) {
	t.Helper()
	for text, release := range held.Versions {
		for _, f := range release.Files {
			content, err := os.ReadFile(s.path(ecosystem, held.Name, f))
			if err != nil || digest(content) != f.SHA256 || int64(len(content)) != f.Size {
				t.Errorf("%s of %s is damaged (%v)", f.Name, text, err)
			}
		}
	}
}
