// Package local is a feed for one machine: an npm registry, a Python index and a Go module proxy in one process, for a whole
// release without an account anywhere. Unmodified NPM, pip, uv and go use it; see the front page that it serves.
//
// # State
//
// A [Store] is a folder of plain files, one folder for each package:
//
//	npm/@scope%2Fname/index.json                     what is held: versions, digests, names of versions
//	npm/@scope%2Fname/files/<sha256>/name-1.2.3.tgz  the files, by content
//	npm/@scope%2Fname/lock                           held by the process that changes the package
//	pypi/…  go/…                                     the same
//	token                                            what writing needs, for the owner only
//	server.json  server.lock  server.log             the server that runs on this folder
//	server.log.1                                     what was in the log when it became too long
//
// A file is complete and on disk before its index names it, and an index is replaced in one step. So a process that is killed
// leaves the old state or the new one. Changes of a package follow each other, whichever process makes them, and a version
// that an index names keeps its bytes for ever.
//
// # Trust
//
// Reading is open to whoever reaches the loopback interface; every write needs the token. What is uploaded may come from
// anybody who has it: names, sizes, digests, the archive and its metadata are checked before anything is kept.
package local

import (
	"errors"
	"fmt"
	"net/http"
)

// most bounds a request, in bytes. An npm tarball arrives as base64, a third larger than the file.
const most = 64 << 20

// refusal is a refused request with the reason.
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

// refusalOf returns what a client gets to know about an error.
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
