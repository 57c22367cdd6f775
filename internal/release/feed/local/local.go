// Package local serves feeds for one machine: an npm registry, a Python index and a Go module proxy in one process. A whole release
// runs against them without any account, with unmodified npm, pip, uv and go. The front page that it serves has the commands.
//
// # State
//
// A [Store] is a folder of plain files, one folder for each package:
//
//	npm/@scope%2Fname/index.json                     versions, digests and dist-tags
//	npm/@scope%2Fname/files/<sha256>/name-1.2.3.tgz  the files, by content
//	npm/@scope%2Fname/lock                           locked by the process that changes the package
//	pypi/…  go/…                                     the same
//	token                                            the token for writes, readable by the owner only
//	server.json  server.lock  server.log             the server that runs on this folder
//	server.log.1                                     the log before it became too long
//
// A file is complete and on disk before its index names it, and an index is replaced in one step. So a process that is killed
// leaves the old state or the new one. Changes of a package happen one after the other, even in different processes, and a version
// that an index names never changes its bytes.
//
// # Trust
//
// Everybody who reaches the loopback interface can read; every write needs the token. Uploads are not trusted: names, sizes,
// digests, the archive and its metadata are checked before anything is stored.
package local

import (
	"errors"
	"fmt"
	"net/http"
)

// most bounds a request, in bytes. An npm tarball arrives as base64, a third larger than the file.
const most = 64 << 20

// refusal is the error of a refused request.
type refusal struct {
	status int
	reason string
}

func (r *refusal) Error() string { return r.reason }

func refuse(status int, format string, args ...any) error {
	return &refusal{status, fmt.Sprintf(format, args...)}
}

func bad(format string, args ...any) error { return refuse(http.StatusBadRequest, format, args...) }

func unknown(name string) error {
	return refuse(http.StatusNotFound, "%s is not in this feed, and this feed has no upstream", name)
}

// refusalOf returns the part of an error that a client may see.
func refusalOf(err error) *refusal {
	var refused *refusal
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &refused):
		return refused
	case errors.As(err, &large):
		return &refusal{http.StatusRequestEntityTooLarge, fmt.Sprintf("the request has more than %d bytes", large.Limit)}
	default:
		return &refusal{http.StatusInternalServerError, err.Error()}
	}
}
