package npmclients

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
)

// registry is an npm registry with the packages of a folder node_modules and one more.
type registry struct {
	modules string
	url     string

	mu       sync.Mutex
	tarballs map[string][]byte // tarballs has what was asked for, and the SDK, by path: "/name/-/version.tgz".
	sdk      map[string]any    // sdk is the manifest of the SDK.
}

// serve starts a registry, which serves until the process ends.
func serve(modules, sdkTarball string) (*registry, error) {
	content, err := os.ReadFile(sdkTarball)
	if err != nil {
		return nil, err
	}
	members, err := archive.ReadBytes(sdkTarball, content)
	if err != nil {
		return nil, err
	}
	manifest, _ := archive.Find(members, "package/package.json")
	r := &registry{modules: modules, tarballs: map[string][]byte{}}
	if err := json.Unmarshal(manifest, &r.sdk); err != nil {
		return nil, err
	}
	r.tarballs[tarballPath(r.sdk)] = content
	r.url = httptest.NewServer(r).URL
	return r, nil
}

func tarballPath(manifest map[string]any) string {
	return fmt.Sprintf("/%s/-/%s.tgz", manifest["name"], manifest["version"])
}

// ServeHTTP answers with a tarball, or with all versions of a package.
func (r *registry) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if content, ok := r.tarballs[request.URL.Path]; ok {
		_, _ = w.Write(content)
		return
	}
	document, err := r.document(strings.TrimPrefix(request.URL.Path, "/"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if document == nil {
		http.Error(w, "tools/npmclients does not pin "+request.URL.Path, http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(document) //nolint:errchkjson // The client may have gone.
}

// document returns what a registry answers about a package; nil if it is not there. The tag latest is the pinned version, and the
// other versions are in folders of another name.
func (r *registry) document(name string) (map[string]any, error) {
	versions, latest := map[string]any{}, ""
	add := func(manifest map[string]any) {
		sum := sha512.Sum512(r.tarballs[tarballPath(manifest)])
		manifest["dist"] = map[string]string{
			"tarball":   r.url + tarballPath(manifest),
			"integrity": "sha512-" + base64.StdEncoding.EncodeToString(sum[:]),
		}
		versions[manifest["version"].(string)] = manifest
	}
	if name == r.sdk["name"] {
		add(r.sdk)
		latest = r.sdk["version"].(string)
	}
	for _, folder := range []string{name, "floor-" + path.Base(name)} {
		dir := filepath.Join(r.modules, filepath.FromSlash(folder))
		manifest, err := r.load(dir)
		if err != nil {
			return nil, err
		}
		if manifest == nil || manifest["name"] != name {
			continue
		}
		add(manifest)
		if folder == name {
			latest = manifest["version"].(string)
		}
	}
	if len(versions) == 0 {
		return nil, nil
	}
	return map[string]any{"name": name, "versions": versions, "dist-tags": map[string]string{"latest": latest}}, nil
}

// load packs an installed package and returns its manifest; nil if the folder is no package.
func (r *registry) load(dir string) (map[string]any, error) {
	content, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err != nil {
		return nil, nil //nolint:nilerr,nilnil // It is not installed, so the registry does not have it.
	}
	var manifest map[string]any
	if err := json.Unmarshal(content, &manifest); err != nil {
		return nil, err
	}
	if _, packed := r.tarballs[tarballPath(manifest)]; packed {
		return manifest, nil
	}
	r.tarballs[tarballPath(manifest)], err = packed(dir)
	return manifest, err
}

// packed is the tarball of an installed package. It is not compressed, which takes longer than to install it from this machine.
func packed(dir string) ([]byte, error) {
	var out bytes.Buffer
	whole, err := gzip.NewWriterLevel(&out, gzip.NoCompression)
	if err != nil {
		return nil, err
	}
	members := tar.NewWriter(whole)
	err = filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && entry.Name() == "node_modules" {
			return fs.SkipDir
		}
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		name, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		err = members.WriteHeader(&tar.Header{
			Typeflag: tar.TypeReg, Name: "package/" + filepath.ToSlash(name), Size: int64(len(content)), Mode: int64(info.Mode().Perm()),
		})
		if err != nil {
			return err
		}
		_, err = members.Write(content)
		return err
	})
	err = errors.Join(err, members.Close(), whole.Close())
	return out.Bytes(), err
}
