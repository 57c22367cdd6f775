// Package sqlite keeps the entities of a store in a file, a database of SQLite. What was committed outlasts a killed process and
// a machine without power.
package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

const (
	// application marks the file as one of this program, in its header: the letters "qcae".
	application = 0x71636165
	// version is the version of the tables. A change of them raises it, and migrates files of the versions before.
	version = 1
)

const tables = `
CREATE TABLE entities (
	kind TEXT NOT NULL,
	account TEXT NOT NULL,
	id TEXT NOT NULL,
	place INTEGER NOT NULL, -- in the order of creation
	due INTEGER, -- microseconds since 1970, NULL without a step to come
	data BLOB NOT NULL,
	PRIMARY KEY (kind, account, id)
) STRICT, WITHOUT ROWID`

// Journal keeps entities in a file. Its methods must not be called from several goroutines at once, which [store.Store] does not.
type Journal struct {
	db   *sql.DB
	path string
}

// Open opens a file, or makes it. No other process can open it until [Journal.Close], or the end of this one.
func Open(path string) (*Journal, error) {
	if err := checkFolder(path); err != nil {
		return nil, err
	}
	// The lock is taken by the first transaction and kept. One connection, because a second one would wait for the lock of the
	// first.
	settings := url.Values{"_pragma": {"locking_mode(EXCLUSIVE)", "busy_timeout(0)"}, "_txlock": {"immediate"}}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+settings.Encode())
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	db.SetMaxOpenConns(1)
	db.SetConnMaxLifetime(0)
	j := &Journal{db: db, path: path}
	if err := j.prepare(); err != nil {
		return nil, errors.Join(j.explain(err), db.Close())
	}
	return j, nil
}

// checkFolder says clearly what SQLite reports as a file that cannot be opened.
func checkFolder(path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a folder: want the name of a file to keep the data in", path)
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return fmt.Errorf("the folder of %s does not exist: make it first", path)
	}
	return nil
}

// prepare takes the lock and makes the tables of a new file.
func (j *Journal) prepare() error {
	for _, pragma := range []string{"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"} {
		if _, err := j.db.Exec(pragma); err != nil {
			return err
		}
	}
	tx, err := j.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // After a commit there is nothing to roll back.
	var mark, has, objects int64
	for pragma, value := range map[string]*int64{
		"PRAGMA application_id": &mark, "PRAGMA user_version": &has, "SELECT count(*) FROM sqlite_schema": &objects,
	} {
		if err := tx.QueryRow(pragma).Scan(value); err != nil {
			return err
		}
	}
	switch {
	case mark == application && has > version:
		return fmt.Errorf("its tables have version %d and this program knows %d: use the newer program that wrote it, or another file",
			has, version)
	case mark == application && has == version:
		return tx.Commit()
	case mark != 0 || objects > 0:
		return errors.New("it is the database of another program: choose another file")
	}
	for _, statement := range []string{
		tables, fmt.Sprintf("PRAGMA application_id = %d", application), fmt.Sprintf("PRAGMA user_version = %d", version),
	} {
		if _, err := tx.Exec(statement); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// explain says what to do about an error of SQLite.
func (j *Journal) explain(err error) error {
	if failed, ok := errors.AsType[*driver.Error](err); ok {
		switch failed.Code() & 0xff { // The upper bits say more about the same.
		case codes.SQLITE_BUSY, codes.SQLITE_LOCKED:
			return fmt.Errorf("open %s: another process has it open: stop that server, or choose another file", j.path)
		case codes.SQLITE_NOTADB:
			return fmt.Errorf("open %s: it is no database of SQLite: choose another file", j.path)
		}
	}
	return fmt.Errorf("open %s: %w", j.path, err)
}

// Load calls visit for every entity.
func (j *Journal) Load(visit func(store.Change) error) error {
	rows, err := j.db.Query("SELECT kind, account, id, place, due, data FROM entities")
	if err != nil {
		return fmt.Errorf("read %s: %w", j.path, err)
	}
	defer rows.Close() //nolint:errcheck // Its error is that of rows.Err.
	for rows.Next() {
		var change store.Change
		var place int64
		var due sql.NullInt64
		entity := &change.Entity
		if err := rows.Scan(&entity.Kind, &entity.Account, &entity.ID, &place, &due, &entity.Data); err != nil {
			return fmt.Errorf("read %s: %w", j.path, err)
		}
		change.Order = uint64(place) //nolint:gosec // Commit wrote it.
		if due.Valid {
			entity.Due = time.UnixMicro(due.Int64).UTC()
		}
		if err := visit(change); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read %s: %w", j.path, err)
	}
	return nil
}

// Commit keeps the changes, all of them or none. When it returns without an error, they are on the disk.
func (j *Journal) Commit(changes []store.Change) error {
	tx, err := j.db.Begin()
	if err != nil {
		return fmt.Errorf("write %s: %w", j.path, err)
	}
	defer tx.Rollback() //nolint:errcheck // After a commit there is nothing to roll back.
	for _, change := range changes {
		if err := write(tx, change); err != nil {
			return fmt.Errorf("write %s: %w", j.path, err)
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("write %s: %w", j.path, err)
	}
	return nil
}

func write(tx *sql.Tx, change store.Change) error {
	entity := change.Entity
	if change.Deleted {
		_, err := tx.Exec("DELETE FROM entities WHERE kind = ? AND account = ? AND id = ?", entity.Kind, entity.Account, entity.ID)
		return err
	}
	var due sql.NullInt64
	if !entity.Due.IsZero() {
		due = sql.NullInt64{Int64: entity.Due.UnixMicro(), Valid: true}
	}
	data := entity.Data
	if data == nil {
		data = []byte{} // NULL is no data.
	}
	_, err := tx.Exec("INSERT OR REPLACE INTO entities (kind, account, id, place, due, data) VALUES (?, ?, ?, ?, ?, ?)",
		entity.Kind, entity.Account, entity.ID, int64(change.Order), due, data) //nolint:gosec // It counts entities.
	return err
}

// Close closes the file and gives up its lock.
func (j *Journal) Close() error {
	if err := j.db.Close(); err != nil {
		return fmt.Errorf("close %s: %w", j.path, err)
	}
	return nil
}
