package pypi

import (
	"bufio"
	"bytes"
	"context"
	"crypto/md5" //nolint:gosec // Old indexes want it, beside better ones.
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"path"
	"slices"
	"strings"

	"golang.org/x/crypto/blake2b"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

// form is a list of form fields, some of which repeat.
type form [][2]string

// file is the last part of a form, so that a streaming server has read the fields before it.
type file struct {
	name    string
	content []byte
}

// Upload publishes a wheel or a source distribution. An index that attests gets the attestation too.
func (f *Feed) Upload(ctx context.Context, a feed.Artifact) error {
	doing := "upload " + a.File
	content, err := f.client.Load(doing, a)
	if err != nil {
		return err
	}
	fields, err := fieldsOf(a, content)
	if err != nil {
		return f.client.Wrong(doing, "%w", err)
	}
	if f.attests && len(a.Attestation) > 0 {
		attestation, err := fromBundle(a.Attestation)
		if err != nil {
			return f.client.Wrong(doing, "its attestation cannot be used: %w", err)
		}
		fields = append(fields, [2]string{"attestations", "[" + string(attestation) + "]"})
	}
	return httpfeed.Exists(f.post(ctx, doing, fields, &file{a.File, content}))
}

// post sends a form to the address for uploads.
func (f *Feed) post(ctx context.Context, doing string, fields form, content *file) error {
	var body bytes.Buffer
	contentType, err := fields.write(&body, content)
	if err != nil {
		return f.client.Wrong(doing, "%w", err)
	}
	_, err = f.client.Do(ctx, httpfeed.Request{
		Doing: doing, Method: http.MethodPost, URL: f.upload, Header: map[string]string{"Content-Type": contentType}, Body: body.Bytes(),
	})
	return err
}

// write writes a form as multipart/form-data, and returns the content type with the boundary.
func (f form) write(to io.Writer, content *file) (string, error) {
	body := multipart.NewWriter(to)
	for _, field := range f {
		if err := body.WriteField(field[0], field[1]); err != nil {
			return "", err
		}
	}
	if content != nil {
		part, err := body.CreateFormFile("content", content.name)
		if err != nil {
			return "", err
		}
		if _, err := part.Write(content.content); err != nil {
			return "", err
		}
	}
	return body.FormDataContentType(), body.Close()
}

// fieldsOf is all that an upload says of its file: what it is, its digests, and its metadata, as the documentation of
// PyPI's upload API has it.
func fieldsOf(a feed.Artifact, content []byte) (form, error) {
	kind, tag := "sdist", "source"
	if parts := wheelName.FindStringSubmatch(a.File); parts != nil {
		kind, tag = "bdist_wheel", parts[4]
	}
	metadata, err := metadataOf(a, content)
	if err != nil {
		return nil, err
	}
	sum, short := blake2b.Sum256(content), md5.Sum(content) //nolint:gosec // As above.
	return append(form{
		{":action", "file_upload"}, {"protocol_version", "1"}, {"filetype", kind}, {"pyversion", tag},
		{"sha256_digest", a.SHA256}, {"blake2_256_digest", hex.EncodeToString(sum[:])}, {"md5_digest", hex.EncodeToString(short[:])},
	}, metadata...), nil
}

// metadataOf are the core metadata in a file as fields of a form. They have to be of the artifact.
func metadataOf(a feed.Artifact, content []byte) (form, error) {
	wanted, err := version.ParsePEP440(a.Version)
	if err != nil {
		return nil, err
	}
	members, err := archive.ReadBytes(a.File, content)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(members, func(m archive.Member) bool { return isMetadata(a.File, m.Name) })
	if at < 0 {
		return nil, fmt.Errorf("%s has no metadata", a.File)
	}
	head, description, _ := bytes.Cut(members[at].Content, []byte("\n\n"))
	header, err := textproto.NewReader(bufio.NewReader(io.MultiReader(bytes.NewReader(head), strings.NewReader("\n\n")))).ReadMIMEHeader()
	if err != nil {
		return nil, fmt.Errorf("the metadata of %s: %w", a.File, err)
	}
	name, number := header.Get("Name"), header.Get("Version")
	if v, err := version.ParsePEP440(number); err != nil || v.Compare(wanted) != 0 || normal(name) != normal(a.Package) {
		return nil, fmt.Errorf("%s contains %s %s, not %s %s", a.File, name, number, a.Package, a.Version)
	}
	var fields form
	for _, key := range slices.Sorted(maps.Keys(header)) {
		for _, value := range header[key] {
			fields = append(fields, [2]string{fieldName(key), value})
		}
	}
	if len(description) > 0 {
		fields = append(fields, [2]string{"description", string(description)})
	}
	return fields, nil
}

// isMetadata says whether a member of a file is its core metadata: METADATA of a wheel, PKG-INFO of a source distribution.
func isMetadata(file, member string) bool {
	folder, name := path.Split(member)
	if strings.HasSuffix(file, ".whl") {
		return name == "METADATA" && strings.HasSuffix(folder, ".dist-info/") && strings.Count(folder, "/") == 1
	}
	return name == "PKG-INFO" && strings.Count(folder, "/") == 1
}

// fieldName is what a field of the metadata is called in the form.
func fieldName(key string) string {
	switch name := strings.ReplaceAll(strings.ToLower(key), "-", "_"); name {
	case "classifier":
		return "classifiers"
	case "project_url":
		return "project_urls"
	default:
		return name
	}
}
