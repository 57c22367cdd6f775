package local

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/textproto"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
)

// metadataSuffix is appended to the name of a wheel for the file with its metadata (PEP 658).
const metadataSuffix = ".metadata"

// pythonUpload handles a form of twine (the legacy upload API of Warehouse). Beside file_upload it has the actions yank and unyank,
// with name, version and reason, for which there is no standard.
func (h *handler) pythonUpload(w http.ResponseWriter, r *http.Request) error {
	if err := h.authorize(r); err != nil {
		return err
	}
	// The body is not larger than the limit of the parser, which therefore writes nothing to the disk.
	r.Body = http.MaxBytesReader(w, r.Body, most)
	if err := r.ParseMultipartForm(most); err != nil { //nolint:gosec // G120: The line before bounds the body.
		return unread(err)
	}
	name, parsed, err := checkPython(r.PostFormValue("name"), r.PostFormValue("version"))
	if err != nil {
		return err
	}
	switch action := r.PostFormValue(":action"); action {
	case "file_upload":
		return h.pythonFile(r, name, parsed.String())
	case "yank":
		reason := r.PostFormValue("reason")
		return h.yank(r.Context(), name, parsed.String(), &reason)
	case "unyank":
		return h.yank(r.Context(), name, parsed.String(), nil)
	default:
		return bad("unknown action %.100q: use file_upload, yank or unyank", action)
	}
}

func (h *handler) yank(ctx context.Context, name, text string, reason *string) error {
	if _, err := h.store.read(Python, name); err != nil {
		return err
	}
	return h.store.change(ctx, Python, name, func(held *entry) ([]blob, error) {
		release := held.Versions[text]
		if release == nil {
			return nil, unknown(name + " " + text)
		}
		release.Gone = reason
		return nil, nil
	})
}

func (h *handler) pythonFile(r *http.Request, name, text string) error {
	sent, err := contentOf(r)
	if err != nil {
		return err
	}
	listed, blobs, err := readDistribution(sent, name, text)
	if err != nil {
		return err
	}
	if claim := r.PostFormValue("sha256_digest"); claim != "" && !strings.EqualFold(claim, listed.SHA256) {
		return bad("sha256_digest is %.100q, but %s has %s: it was damaged in transit", claim, sent.name, listed.SHA256)
	}
	if listed.Attestation, err = pythonAttestation(r.PostFormValue("attestations"), sent.name, listed.SHA256); err != nil {
		return err
	}
	return h.store.change(r.Context(), Python, name, func(held *entry) ([]blob, error) {
		for _, release := range held.Versions {
			for _, other := range release.Files {
				if strings.EqualFold(other.Name, sent.name) {
					return nil, bad("File already exists (%q).", other.Name)
				}
			}
		}
		if held.Versions[text] == nil {
			held.Versions[text] = &release{Published: time.Now().UTC()}
		}
		held.Versions[text].Files = append(held.Versions[text].Files, listed)
		return blobs, nil
	})
}

// contentOf returns the file of a form.
func contentOf(r *http.Request) (blob, error) {
	file, header, err := r.FormFile("content")
	if err != nil {
		return blob{}, bad("the form has no file in the field content")
	}
	defer file.Close() //nolint:errcheck // It was only read.
	content, err := io.ReadAll(file)
	return blob{name: header.Filename, content: content}, err
}

// readDistribution checks the name of a file and the metadata in it against the form. For a wheel it also returns the metadata as a
// file.
func readDistribution(sent blob, name, text string) (stored, []blob, error) {
	fileName, fileVersion, ok := distribution(sent.name)
	if !ok {
		return stored{}, nil, bad("%.100q is not a valid name of a wheel or source distribution: want name-version-….whl or name-version.tar.gz", sent.name)
	}
	if err := sameRelease("the file name", fileName, fileVersion, name, text); err != nil {
		return stored{}, nil, err
	}
	fields, raw, err := metadataOf(sent)
	if err != nil {
		return stored{}, nil, err
	}
	if err := sameRelease("the metadata in the file", fields.Get("Name"), fields.Get("Version"), name, text); err != nil {
		return stored{}, nil, err
	}
	listed, blobs := sent.file(), []blob{sent}
	listed.RequiresPython = fields.Get("Requires-Python")
	if strings.HasSuffix(sent.name, ".whl") {
		listed.Metadata = digest(raw)
		blobs = append(blobs, blob{name: sent.name + metadataSuffix, content: raw})
	}
	return listed, blobs, nil
}

// sameRelease compares a name and a version, in any spelling, with those of the form.
func sameRelease(where, saidName, saidVersion, name, text string) error {
	normal, parsed, err := checkPython(saidName, saidVersion)
	if err != nil {
		return err
	}
	if normal != name || parsed.String() != text {
		return bad("%s names %s %s, but %s %s is uploaded", where, saidName, saidVersion, name, text)
	}
	return nil
}

// metadataOf finds the core metadata of a distribution and reads its fields
// (https://packaging.python.org/en/latest/specifications/core-metadata/).
func metadataOf(sent blob) (fields textproto.MIMEHeader, raw []byte, err error) {
	members, err := archive.ReadBytes(sent.name, sent.content)
	if err != nil {
		return nil, nil, bad("%v", err)
	}
	for _, m := range members {
		top, rest, _ := strings.Cut(m.Name, "/")
		inWheel := strings.HasSuffix(top, ".dist-info") && rest == "METADATA"
		inSource := top == strings.TrimSuffix(sent.name, ".tar.gz") && rest == "PKG-INFO"
		if !inWheel && !inSource {
			continue
		}
		head, _, _ := bytes.Cut(m.Content, []byte("\n\n"))
		fields, err = textproto.NewReader(bufio.NewReader(strings.NewReader(strings.TrimSpace(string(head)) + "\n\n"))).ReadMIMEHeader()
		if err != nil {
			return nil, nil, bad("%s in %s cannot be read: %v", m.Name, sent.name, err)
		}
		return fields, m.Content, nil
	}
	return nil, nil, bad("%s has no metadata: a wheel has them in …dist-info/METADATA, a source distribution in PKG-INFO", sent.name)
}

func (h *handler) pythonMetadata(w http.ResponseWriter, r *http.Request, name, wheel string) error {
	held, err := h.store.read(Python, normalPython(name))
	if err != nil {
		return err
	}
	f, ok := held.file(wheel)
	if !ok || f.Metadata == "" {
		return unknown(wheel + metadataSuffix)
	}
	return h.send(w, r, Python, held.Name, stored{Name: wheel + metadataSuffix, SHA256: f.Metadata})
}
