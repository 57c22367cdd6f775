package file

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	unlock, err := Lock(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := TryLock(path); !errors.Is(err, ErrLocked) {
		t.Errorf("a held lock is taken: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*lockPoll)
	defer cancel()
	if _, err := Lock(ctx, path); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting for a held lock: %v", err)
	}
	waited := make(chan func())
	go func() {
		next, err := Lock(t.Context(), path)
		if err != nil {
			t.Error(err)
		}
		waited <- next
	}()
	select {
	case <-waited:
		t.Fatal("two hold the lock")
	case <-time.After(3 * lockPoll):
	}
	unlock()
	(<-waited)()
	unlock, err = TryLock(path)
	if err != nil {
		t.Fatalf("a lock that was released: %v", err)
	}
	unlock()
	if _, err := Lock(t.Context(), filepath.Join(path, "lock")); err == nil {
		t.Error("a lock below a file is taken")
	}
}

// TestKilledProcessHoldsNoLock has another process take the lock, and kills it.
func TestKilledProcessHoldsNoLock(t *testing.T) {
	const variable = "FILE_TEST_LOCK"
	if path := os.Getenv(variable); path != "" {
		if _, err := TryLock(path); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path+".taken", nil, 0o600); err != nil {
			t.Fatal(err)
		}
		select {}
	}
	path := filepath.Join(t.TempDir(), "lock")
	other := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKilledProcessHoldsNoLock$", "-test.timeout=1m")
	other.Env = append(os.Environ(), variable+"="+path)
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(lockPoll) {
		if _, err := os.Stat(path + ".taken"); err == nil {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the other process does not take the lock")
		}
	}
	if _, err := TryLock(path); !errors.Is(err, ErrLocked) {
		t.Errorf("the lock of another process is taken: %v", err)
	}
	if err := other.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	other.Wait() //nolint:errcheck // It was killed.
	unlock, err := TryLock(path)
	if err != nil {
		t.Fatalf("the lock of a killed process: %v", err)
	}
	unlock()
}
