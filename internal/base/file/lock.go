package file

import (
	"context"
	"errors"
	"time"

	"github.com/gofrs/flock"
)

// ErrLocked reports that somebody else holds a lock.
var ErrLocked = errors.New("it is locked")

// lockPoll is how often [Lock] tries again.
const lockPoll = 10 * time.Millisecond

// Lock waits until nobody else holds the lock of a file, and takes it. Unlock releases it; so does the end of the process, however
// it ends. A file that does not exist is created, and stays: if it were removed, two processes could lock two files of one name.
func Lock(ctx context.Context, path string) (unlock func(), err error) {
	lock := flock.New(path)
	_, err = lock.TryLockContext(ctx, lockPoll)
	return release(lock, err)
}

// TryLock takes the lock of a file as [Lock] does, but does not wait: if somebody else holds it, the error is [ErrLocked].
func TryLock(path string) (unlock func(), err error) {
	lock := flock.New(path)
	got, err := lock.TryLock()
	if err == nil && !got {
		err = ErrLocked
	}
	return release(lock, err)
}

func release(lock *flock.Flock, err error) (unlock func(), _ error) {
	unlock = func() { _ = lock.Close() } // Closing the file releases the lock, even if Close returns an error.
	if err != nil {
		unlock()
		return nil, err
	}
	return unlock, nil
}
