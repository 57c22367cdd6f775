package sqlite

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

func open(t *testing.T, path string) *store.Store {
	t.Helper()
	journal, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(journal)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func do(t *testing.T, s *store.Store, change func(*store.Tx)) {
	t.Helper()
	if err := s.Do(func(tx *store.Tx) error { change(tx); return nil }); err != nil {
		t.Fatal(err)
	}
}

func TestKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "with space and #?%20.db")
	due := time.Date(3000, time.January, 2, 3, 4, 5, 6000, time.UTC)
	s := open(t, path)
	var secret []byte
	do(t, s, func(tx *store.Tx) {
		tx.Put(store.Entity{Kind: "k", Account: "a", ID: "second by name", Data: []byte("1"), Due: due})
		tx.Put(store.Entity{Kind: "k", Account: "a", ID: "first by name", Data: []byte("2")})
		tx.Put(store.Entity{Kind: "k", ID: "no account"})
		tx.Put(store.Entity{Kind: "k", Account: "a", ID: "gone"})
		var err error
		if secret, err = tx.Secret("key"); err != nil {
			t.Fatal(err)
		}
	})
	do(t, s, func(tx *store.Tx) {
		tx.Delete("k", "a", "gone")
		tx.Put(store.Entity{Kind: "k", Account: "a", ID: "second by name", Data: []byte("changed"), Due: due})
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, path)
	defer s.Close()
	do(t, s, func(tx *store.Tx) {
		var ids []string
		for entity := range tx.List("k", "a") {
			ids = append(ids, entity.ID+"="+string(entity.Data))
		}
		if got := strings.Join(ids, ", "); got != "second by name=changed, first by name=2" {
			t.Errorf("kept %s", got)
		}
		if _, ok := tx.Get("k", "", "no account"); !ok {
			t.Error("the entity without an account is gone")
		}
		if next, ok := tx.Next(); !ok || !next.Equal(due) {
			t.Errorf("the next step is due at %v (%v), want %v", next, ok, due)
		}
		if again, err := tx.Secret("key"); err != nil || !bytes.Equal(again, secret) {
			t.Errorf("the secret is another: %v", err)
		}
		tx.Put(store.Entity{Kind: "k", Account: "a", ID: "0"})
		last := ""
		for entity := range tx.List("k", "a") {
			last = entity.ID
		}
		if last != "0" {
			t.Errorf("a new entity is not the last one, but %s", last)
		}
	})
}

func TestRefused(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	if err := os.WriteFile(at("text"), []byte(strings.Repeat("This is no database. ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	execute(t, at("other"), "CREATE TABLE users (name TEXT)")
	execute(t, at("marked"), "PRAGMA application_id = 7")
	if err := open(t, at("newer")).Close(); err != nil {
		t.Fatal(err)
	}
	execute(t, at("newer"), "PRAGMA user_version = 2")
	held := open(t, at("held"))
	defer held.Close()

	for name, want := range map[string]string{
		"text":        "it is no database of SQLite: choose another file",
		"other":       "it is the database of another program: choose another file",
		"marked":      "it is the database of another program: choose another file",
		"newer":       "its tables have version 2 and this program knows 1: use the newer program",
		"held":        "another process has it open: stop that server, or choose another file",
		".":           "is a folder",
		"missing/new": "does not exist: make it first",
	} {
		journal, err := Open(at(name))
		if err == nil {
			journal.Close()
			t.Errorf("%s: opened", name)
		} else if !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), folder) {
			t.Errorf("%s: %v, want %q and the path", name, err, want)
		}
	}
	if found, err := os.ReadFile(at("text")); err != nil || !bytes.HasPrefix(found, []byte("This is no database.")) {
		t.Errorf("the file was changed: %v", err)
	}
}

func execute(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

// A transaction that cannot be kept is not done in memory either.
func TestFailedCommit(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "data"))
	do(t, s, func(tx *store.Tx) { tx.Put(store.Entity{Kind: "k", ID: "kept"}) })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	err := s.Do(func(tx *store.Tx) error { tx.Put(store.Entity{Kind: "k", ID: "lost"}); return nil })
	if err == nil {
		t.Fatal("committed to a closed file")
	}
	do(t, s, func(tx *store.Tx) {
		if _, ok := tx.Get("k", "", "lost"); ok || tx.Len("k", "") != 1 {
			t.Error("what was not kept is in memory")
		}
	})
}
