package sqlite

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// writeTo is the variable with the file that the test program writes to instead of running tests.
const writeTo = "SQLITE_TEST_WRITE_TO"

func TestMain(m *testing.M) {
	if path := os.Getenv(writeTo); path != "" {
		if err := writeForever(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// writeForever writes entities until it is killed, and acknowledges each on the standard output: two entities in one transaction,
// one of them replaced each time.
func writeForever(path string) error {
	journal, err := Open(path)
	if err != nil {
		return err
	}
	s, err := store.Open(journal)
	if err != nil {
		return err
	}
	for {
		var next int
		err := s.Do(func(tx *store.Tx) error {
			next = tx.Len("kind", "account")
			tx.Put(store.Entity{Kind: "kind", Account: "account", ID: strconv.Itoa(next), Data: []byte(strings.Repeat("x", next%5000))})
			tx.Put(store.Entity{Kind: "last", ID: "last", Data: []byte(strconv.Itoa(next))})
			return nil
		})
		if err != nil {
			return err
		}
		fmt.Println(next)
	}
}

// A process is killed at random moments, and everything that it acknowledged is there: in its order, each transaction whole.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data")
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	kills, acknowledged := 25, -1
	for range kills {
		if last := writeAndKill(t, self, path, rand.N(40*time.Millisecond)); last >= 0 {
			acknowledged = last
		}
		s := open(t, path)
		err := s.Do(func(tx *store.Tx) error {
			i := 0
			for entity := range tx.List("kind", "account") {
				if entity.ID != strconv.Itoa(i) || len(entity.Data) != i%5000 {
					return fmt.Errorf("entity %d is %s with %d bytes", i, entity.ID, len(entity.Data))
				}
				i++
			}
			if i <= acknowledged {
				return fmt.Errorf("%d was acknowledged, and there are %d", acknowledged, i)
			}
			if last, ok := tx.Get("last", "", "last"); ok != (i > 0) || ok && string(last.Data) != strconv.Itoa(i-1) {
				return fmt.Errorf("the last transaction is half done: %d entities, and %q", i, last.Data)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if acknowledged < 0 {
		t.Fatal("nothing was acknowledged before any of the kills")
	}
	t.Logf("%d kills, %d acknowledged writes", kills, acknowledged+1)
}

// writeAndKill runs a writer, kills it some time after its first acknowledgement, and returns its last one, -1 without any.
func writeAndKill(t *testing.T, self, path string, after time.Duration) int {
	t.Helper()
	writer := exec.Command(self)
	writer.Env = append(os.Environ(), writeTo+"="+path)
	var failed strings.Builder
	writer.Stderr = &failed
	out, err := writer.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := writer.Start(); err != nil {
		t.Fatal(err)
	}
	last := -1
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n')
		if err != nil { // A line without an end was not acknowledged in full.
			break
		}
		if last < 0 {
			time.AfterFunc(after, func() { writer.Process.Kill() }) //nolint:errcheck // It may have failed, which is reported below.
		}
		if last, err = strconv.Atoi(strings.TrimSpace(line)); err != nil {
			t.Fatal(err)
		}
	}
	writer.Wait() //nolint:errcheck // It was killed.
	if failed.Len() > 0 {
		t.Fatal(failed.String())
	}
	return last
}
