package local

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
)

// keep stores a file under the digest of its content. A file that exists is not an error: files are created whole, and the same
// digest means the same bytes. The caller holds the lock of the package.
func keep(dir string, b blob) error {
	path := filepath.Join(dir, filesDir, digest(b.content), b.name)
	file.Sweep(filepath.Dir(path), 0)
	if err := file.Create(path, b.content, file.Durable); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return errors.Join(file.SyncDir(filepath.Join(dir, filesDir)), file.SyncDir(dir))
}

const tokenFile = "token"

// tokenIn returns the token of a store, and creates it if there is none. If two processes create one, the first counts.
func tokenIn(dir string) (string, error) {
	path := filepath.Join(dir, tokenFile)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if err := file.Create(path, []byte(rand.Text()+"\n"), file.Durable, file.Private); err != nil && !errors.Is(err, fs.ErrExist) {
			return "", err
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return "", fmt.Errorf("%s can be read by other users: remove it, and the next start creates a new one", path)
	}
	content, err := os.ReadFile(path)
	token := strings.TrimSpace(string(content))
	if err == nil && len(token) < 16 {
		err = fmt.Errorf("%s has no token: remove it, and the next start creates a new one", path)
	}
	return token, err
}
