package npm

import (
	"context"
	"crypto/sha1" //nolint:gosec // Registries want it beside the SHA-512, for old clients.
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

// publication is the body that npm publish sends.
type publication struct {
	ID          string                `json:"_id"`
	Name        string                `json:"name"`
	Description json.RawMessage       `json:"description,omitempty"`
	DistTags    map[string]string     `json:"dist-tags"`
	Versions    map[string]fields     `json:"versions"`
	Access      string                `json:"access"`
	Attachments map[string]attachment `json:"_attachments"`
}

type attachment struct {
	ContentType string `json:"content_type"`
	Data        any    `json:"data"` // Data is base64 of a tarball, and the text of an attestation.
	Length      int    `json:"length"`
}

type dist struct {
	Integrity string `json:"integrity"`
	Shasum    string `json:"shasum"`
	Tarball   string `json:"tarball"`
}

// Upload publishes a tarball under [ArrivalTag], without its attestation, which other registries than [Attesting] refuse or ignore.
func (f *Feed) Upload(ctx context.Context, a feed.Artifact) error {
	a.Attestation = nil
	return f.upload(ctx, a)
}

func (f *Feed) upload(ctx context.Context, a feed.Artifact) error {
	doing := "upload " + a.File
	address, err := f.address(doing, a.Package)
	if err != nil {
		return err
	}
	content, err := f.client.Load(doing, a)
	if err != nil {
		return err
	}
	document, err := f.publication(a, content)
	if err != nil {
		return f.client.Wrong(doing, "%w", err)
	}
	body, err := json.Marshal(document)
	if err != nil {
		return f.client.Wrong(doing, "%w", err)
	}
	_, err = f.client.Do(ctx, httpfeed.Request{Doing: doing, Method: http.MethodPut, URL: address, Header: sendsJSON(), Body: body})
	return httpfeed.Exists(err)
}

func (f *Feed) publication(a feed.Artifact, content []byte) (*publication, error) {
	manifest, err := manifestOf(a, content)
	if err != nil {
		return nil, err
	}
	// The URL is only a proposal, in the form of npm: the registry replaces it.
	file := a.Package + "-" + a.Version + ".tgz"
	if err := manifest.put("dist", dist{integrity(content), shasum(content), f.client.URL(a.Package, "-", file)}); err != nil {
		return nil, err
	}
	if err := manifest.put("_id", a.Package+"@"+a.Version); err != nil {
		return nil, err
	}
	access, err := manifest.access()
	if err != nil {
		return nil, err
	}
	attachments := map[string]attachment{file: {"application/octet-stream", content, len(content)}}
	if len(a.Attestation) > 0 {
		mediaType, err := mediaTypeOf(a.Attestation)
		if err != nil {
			return nil, fmt.Errorf("the attestation of %s: %w", a.File, err)
		}
		attachments[a.Package+"-"+a.Version+".sigstore"] = attachment{mediaType, string(a.Attestation), len(a.Attestation)}
	}
	return &publication{
		ID: a.Package, Name: a.Package, Description: manifest["description"], Access: access,
		DistTags:    map[string]string{ArrivalTag: a.Version},
		Versions:    map[string]fields{a.Version: manifest},
		Attachments: attachments,
	}, nil
}

// manifestOf returns the package.json of a tarball with its README added, as npm publishes them.
func manifestOf(a feed.Artifact, content []byte) (fields, error) {
	members, err := archive.ReadBytes(a.File, content)
	if err != nil {
		return nil, err
	}
	text, ok := archive.Find(members, "package/package.json")
	if !ok {
		return nil, fmt.Errorf("%s has no package/package.json", a.File)
	}
	var named struct{ Name, Version string }
	manifest := fields{}
	for _, into := range []any{&named, &manifest} {
		if err := json.Unmarshal(text, into); err != nil {
			return nil, fmt.Errorf("the package.json of %s: %w", a.File, err)
		}
	}
	if named.Name != a.Package || named.Version != a.Version {
		return nil, fmt.Errorf("%s contains %s %s, not %s %s", a.File, named.Name, named.Version, a.Package, a.Version)
	}
	const readme = "README.md"
	if text, ok := archive.Find(members, "package/"+readme); ok {
		for key, value := range map[string]string{"readme": string(text), "readmeFilename": readme} {
			if err := manifest.put(key, value); err != nil {
				return nil, err
			}
		}
	}
	return manifest, nil
}

// access returns the visibility of a scoped package: public, unless the manifest sets another one.
func (o fields) access() (string, error) {
	config := struct {
		Access string `json:"access"`
	}{"public"}
	if content, ok := o["publishConfig"]; ok {
		if err := json.Unmarshal(content, &config); err != nil {
			return "", fmt.Errorf("publishConfig of the package.json: %w", err)
		}
	}
	return config.Access, nil
}

func integrity(content []byte) string {
	sum := sha512.Sum512(content)
	return "sha512-" + base64.StdEncoding.EncodeToString(sum[:])
}

func shasum(content []byte) string {
	sum := sha1.Sum(content) //nolint:gosec // As above.
	return hex.EncodeToString(sum[:])
}
