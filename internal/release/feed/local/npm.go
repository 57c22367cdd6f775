package local

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// serveNPM serves the part of the registry protocol that npm needs to install, publish, tag and deprecate
// (https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md). The path is relative to /npm/.
func (h *handler) serveNPM(w http.ResponseWriter, r *http.Request, path string) error {
	switch {
	case path == "-/ping":
		return writeJSON(w, http.StatusOK, struct{}{})
	case path == "-/whoami":
		if err := h.authorize(r); err != nil {
			return err
		}
		return writeJSON(w, http.StatusOK, map[string]string{"username": "local"})
	case strings.HasPrefix(path, "-/npm/v1/security/"):
		// npm install asks for advisories; this feed has none.
		return writeJSON(w, http.StatusOK, struct{}{})
	case strings.HasPrefix(path, "-/npm/v1/attestations/"):
		return h.npmAttestations(w, strings.TrimPrefix(path, "-/npm/v1/attestations/"))
	case strings.HasPrefix(path, "-/package/"):
		name, rest := cutNPMName(strings.TrimPrefix(path, "-/package/"))
		return h.npmTags(w, r, name, rest)
	}
	name, rest := cutNPMName(path)
	switch {
	case r.Method == http.MethodPut && rest == "":
		return h.npmPut(w, r, name)
	case !isRead(r):
		return refuse(http.StatusMethodNotAllowed, "this feed publishes, tags and deprecates npm packages, and cannot remove them")
	case rest == "":
		return h.npmDocument(w, r, name)
	}
	if tarball, ok := strings.CutPrefix(rest, "-/"); ok {
		return h.sendFile(w, r, NPM, name, tarball)
	}
	return h.npmManifest(w, r, name, rest)
}

// cutNPMName cuts the name of a package, with one slash after a scope, off a path.
func cutNPMName(path string) (name, rest string) {
	name, rest, _ = strings.Cut(path, "/")
	if strings.HasPrefix(name, "@") {
		base, after, _ := strings.Cut(rest, "/")
		return name + "/" + base, after
	}
	return name, rest
}

// npmDocument serves the full document of a package.
func (h *handler) npmDocument(w http.ResponseWriter, r *http.Request, name string) error {
	held, err := h.store.read(NPM, name)
	if err != nil {
		return err
	}
	versions, times := map[string]any{}, map[string]time.Time{}
	for text, release := range held.Versions {
		if versions[text], err = manifestOf(r, held, text); err != nil {
			return err
		}
		times[text] = release.Published
		if created, ok := times["created"]; !ok || release.Published.Before(created) {
			times["created"] = release.Published
		}
		if modified, ok := times["modified"]; !ok || release.Published.After(modified) {
			times["modified"] = release.Published
		}
	}
	content, err := json.Marshal(map[string]any{
		"_id": name, "name": name, "dist-tags": held.Tags, "versions": versions, "time": times,
	})
	if err != nil {
		return err
	}
	w.Header().Set("ETag", `"`+digest(content)+`"`)
	return sendNow(w, r, "application/json", content)
}

// manifestOf returns the manifest of a version. The URL of its tarball has the host that the client used.
func manifestOf(r *http.Request, held *entry, text string) (map[string]any, error) {
	release := held.Versions[text]
	manifest := map[string]any{}
	if err := json.Unmarshal(release.Manifest, &manifest); err != nil {
		return nil, err
	}
	dist, _ := manifest["dist"].(map[string]any)
	dist = maps.Clone(dist)
	dist["tarball"] = "http://" + r.Host + "/npm/" + held.Name + "/-/" + url.PathEscape(release.Files[0].Name)
	if len(release.Files[0].Attestation) > 0 {
		dist["attestations"] = map[string]any{
			"url":        "http://" + r.Host + "/npm/-/npm/v1/attestations/" + strings.ReplaceAll(held.Name, "/", "%2f") + "@" + text,
			"provenance": map[string]string{"predicateType": "https://slsa.dev/provenance/v1"},
		}
	}
	manifest["dist"] = dist
	if release.Gone != nil {
		manifest["deprecated"] = *release.Gone
	}
	return manifest, nil
}

func (h *handler) npmManifest(w http.ResponseWriter, r *http.Request, name, versionOrTag string) error {
	held, err := h.store.read(NPM, name)
	if err != nil {
		return err
	}
	text := versionOrTag
	if tagged, ok := held.Tags[versionOrTag]; ok {
		text = tagged
	}
	if held.Versions[text] == nil {
		return unknown(name + "@" + versionOrTag)
	}
	manifest, err := manifestOf(r, held, text)
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, manifest)
}

// npmTags serves /-/package/<name>/dist-tags and what is below it.
func (h *handler) npmTags(w http.ResponseWriter, r *http.Request, name, rest string) error {
	head, tag, _ := strings.Cut(rest, "/")
	held, err := h.store.read(NPM, name)
	switch {
	case err != nil:
		return err
	case head != "dist-tags":
		return unknown(rest)
	case tag == "" && isRead(r):
		return writeJSON(w, http.StatusOK, held.Tags)
	case tag == "" || r.Method != http.MethodPut && r.Method != http.MethodDelete:
		return refuse(http.StatusMethodNotAllowed, "use PUT to set a dist-tag and DELETE to remove it")
	}
	if err := h.authorize(r); err != nil {
		return err
	}
	do := removeTag(tag)
	if r.Method == http.MethodPut {
		var text string
		if err := readJSON(w, r, &text); err != nil {
			return err
		}
		do = setTag(tag, text)
	}
	var tags map[string]string
	err = h.store.change(r.Context(), NPM, name, func(held *entry) ([]blob, error) {
		tags = held.Tags
		return nil, do(held)
	})
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, tags)
}

func setTag(tag, text string) func(*entry) error {
	return func(held *entry) error {
		if err := checkTag(tag); err != nil {
			return err
		}
		if held.Versions[text] == nil {
			return unknown(held.Name + "@" + text)
		}
		held.Tags[tag] = text
		return nil
	}
}

func removeTag(tag string) func(*entry) error {
	return func(held *entry) error {
		if tag == latest {
			return bad("the dist-tag %s can be moved, but not removed: npm install needs it", latest)
		}
		if _, ok := held.Tags[tag]; !ok {
			return unknown("the dist-tag " + tag + " of " + held.Name)
		}
		delete(held.Tags, tag)
		return nil
	}
}

// readJSON reads the body of a request as one JSON value.
func readJSON(w http.ResponseWriter, r *http.Request, into any) error {
	content, err := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	if err != nil {
		return unread(err)
	}
	if err := json.Unmarshal(content, into); err != nil {
		return bad("the body is not the expected JSON: %v", err)
	}
	return nil
}
