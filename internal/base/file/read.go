package file

import (
	"fmt"
	"io"
	"os"
)

// LargeError reports that a file is larger than what is read of such files.
type LargeError struct {
	Most int64 // Most is the limit in bytes.
}

func (e *LargeError) Error() string { return fmt.Sprintf("it has more than %d bytes", e.Most) }

// Read reads a file of at most so many bytes. A larger one is a *[LargeError], which does not name the file.
func Read(path string, most int64) ([]byte, error) {
	opened, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer opened.Close() //nolint:errcheck // It was only read.
	content, err := io.ReadAll(io.LimitReader(opened, most+1))
	switch {
	case err != nil:
		return nil, err
	case int64(len(content)) > most:
		return nil, &LargeError{most}
	}
	return content, nil
}
