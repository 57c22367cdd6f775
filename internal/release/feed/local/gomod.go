package local

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
	modzip "golang.org/x/mod/zip"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
)

// The files of a version of a module.
const (
	infoFile = ".info"
	modFile  = ".mod"
	zipFile  = ".zip"
)

// goRequest is a path of the GOPROXY protocol (https://go.dev/ref/mod#goproxy-protocol).
type goRequest struct {
	module  string
	version string // version is empty for the list and for the latest one.
	file    string // file is infoFile, modFile, zipFile, "list" or "latest".
}

// parseGo reads a path below /go/.
func parseGo(path string) (goRequest, error) {
	escaped, rest, isVersion := strings.Cut(path, "/@v/")
	if !isVersion {
		var ok bool
		if escaped, ok = strings.CutSuffix(path, "/@latest"); !ok {
			return goRequest{}, unknown(path)
		}
		rest = "latest"
	}
	name, err := module.UnescapePath(escaped)
	if err != nil {
		return goRequest{}, refuse(http.StatusNotFound, "%v", err)
	}
	if rest == "list" || !isVersion {
		return goRequest{module: name, file: rest}, nil
	}
	end := filepath.Ext(rest)
	text, err := module.UnescapeVersion(strings.TrimSuffix(rest, end))
	if err != nil || end != infoFile && end != modFile && end != zipFile {
		return goRequest{}, unknown(path)
	}
	return goRequest{module: name, version: text, file: end}, nil
}

// serveGo serves a module proxy. Files are uploaded with PUT to the address at which they are read. A version is listed once it has
// all three files. The path is relative to /go/.
func (h *handler) serveGo(w http.ResponseWriter, r *http.Request, path string) error {
	asked, err := parseGo(path)
	if err != nil {
		return err
	}
	if r.Method == http.MethodPut {
		return h.goPut(w, r, asked)
	}
	if !isRead(r) {
		return refuse(http.StatusMethodNotAllowed, "use GET to read a module and PUT to upload a file")
	}
	if asked.version != "" {
		return h.sendFile(w, r, Go, asked.module, asked.version+asked.file)
	}
	held, err := h.store.read(Go, asked.module)
	if err != nil {
		return err
	}
	complete := completeOf(held)
	if asked.file == "list" {
		var b strings.Builder
		for _, text := range complete {
			if !module.IsPseudoVersion(text) {
				fmt.Fprintln(&b, text)
			}
		}
		return sendNow(w, r, "text/plain; charset=utf-8", []byte(b.String()))
	}
	newest := newestGo(complete)
	if newest == "" {
		return unknown(asked.module)
	}
	return h.sendFile(w, r, Go, asked.module, newest+infoFile)
}

// completeOf returns the versions that go can install, oldest first.
func completeOf(held *entry) []string {
	var complete []string
	for _, text := range versionsOf(Go, held) {
		if len(held.Versions[text].Files) == 3 {
			complete = append(complete, text)
		}
	}
	return complete
}

// newestGo returns the latest version: a release before a pre-release before a pseudo-version.
func newestGo(versions []string) string {
	rank := func(text string) int {
		switch {
		case module.IsPseudoVersion(text):
			return 0
		case semver.Prerelease(text) != "":
			return 1
		default:
			return 2
		}
	}
	newest := ""
	for _, text := range versions {
		if newest == "" || rank(text) >= rank(newest) {
			newest = text
		}
	}
	return newest
}

func (h *handler) goPut(w http.ResponseWriter, r *http.Request, asked goRequest) error {
	if err := h.authorize(r); err != nil {
		return err
	}
	if asked.version == "" {
		return refuse(http.StatusMethodNotAllowed, "the list of versions and the latest version cannot be uploaded")
	}
	if err := checkModule(asked.module, asked.version); err != nil {
		return err
	}
	content, err := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	if err != nil {
		return unread(err)
	}
	sent := blob{name: asked.version + asked.file, content: content}
	if err := h.store.checkGo(asked, content); err != nil {
		return err
	}
	err = h.store.change(r.Context(), Go, asked.module, func(held *entry) ([]blob, error) {
		if _, ok := held.file(sent.name); ok {
			return nil, refuse(http.StatusConflict, "%s of %s already exists and cannot be replaced", sent.name, asked.module)
		}
		if err := h.store.sameGoMod(asked, held, content); err != nil {
			return nil, err
		}
		if held.Versions[asked.version] == nil {
			held.Versions[asked.version] = &release{Published: time.Now().UTC()}
		}
		held.Versions[asked.version].Files = append(held.Versions[asked.version].Files, sent.file())
		return []blob{sent}, nil
	})
	if err != nil {
		return err
	}
	w.WriteHeader(http.StatusCreated)
	return nil
}

// checkGo checks that a file belongs to the module and version that it is uploaded for.
func (s *Store) checkGo(asked goRequest, content []byte) error {
	switch asked.file {
	case infoFile:
		var info struct {
			Version string    `json:"Version"`
			Time    time.Time `json:"Time"`
		}
		if err := json.Unmarshal(content, &info); err != nil {
			return bad("%s.info is not the expected JSON: %v", asked.version, err)
		}
		if info.Version != asked.version {
			return bad("%s.info has the version %.100q", asked.version, info.Version)
		}
		return nil
	case modFile:
		return checkGoMod(asked, content)
	default:
		if err := s.checkGoZip(asked, content); err != nil {
			return err
		}
		mod, err := goModIn(asked, content)
		if err != nil {
			return err
		}
		return checkGoMod(asked, mod)
	}
}

func checkGoMod(asked goRequest, content []byte) error {
	if path := modfile.ModulePath(content); path != asked.module {
		return bad("the go.mod names the module %.200q, but %s is uploaded", path, asked.module)
	}
	if _, err := modfile.ParseLax("go.mod", content, nil); err != nil {
		return bad("the go.mod cannot be read: %v", err)
	}
	return nil
}

// checkGoZip checks the layout of a zip with the library of the go command, which only reads from a file.
func (s *Store) checkGoZip(asked goRequest, content []byte) error {
	dir, err := file.TempDir("", "module")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // It is a temporary folder.
	zip := filepath.Join(dir, "module.zip")
	if err := os.WriteFile(zip, content, 0o600); err != nil {
		return err
	}
	checked, err := modzip.CheckZip(module.Version{Path: asked.module, Version: asked.version}, zip)
	if err == nil {
		err = checked.Err()
	}
	if err != nil {
		return bad("%s.zip is not a module zip of %s: %s", asked.version, asked.module, strings.ReplaceAll(err.Error(), zip, "it"))
	}
	return nil
}

// goModIn returns the go.mod in the zip of a module.
func goModIn(asked goRequest, content []byte) ([]byte, error) {
	members, err := archive.ReadBytes(asked.version+zipFile, content)
	if err != nil {
		return nil, bad("%v", err)
	}
	for _, m := range members {
		if m.Name == asked.module+"@"+asked.version+"/go.mod" {
			return m.Content, nil
		}
	}
	return nil, bad("%s.zip has no go.mod", asked.version)
}

// sameGoMod compares the go.mod of a version with the one in its zip, whichever is uploaded later.
func (s *Store) sameGoMod(asked goRequest, held *entry, content []byte) error {
	zipped, mod := content, content
	var err error
	switch asked.file {
	case modFile:
		zipped, err = s.heldGo(asked, held, zipFile)
	case zipFile:
		mod, err = s.heldGo(asked, held, modFile)
	default:
		return nil
	}
	if err != nil || zipped == nil || mod == nil {
		return err
	}
	inside, err := goModIn(asked, zipped)
	if err == nil && string(inside) != string(mod) {
		err = bad("the go.mod of %s differs from the one in its zip", asked.version)
	}
	return err
}

// heldGo returns the content of a file of a version; nil if there is none.
func (s *Store) heldGo(asked goRequest, held *entry, end string) ([]byte, error) {
	f, ok := held.file(asked.version + end)
	if !ok {
		return nil, nil
	}
	return os.ReadFile(s.path(Go, asked.module, f))
}
