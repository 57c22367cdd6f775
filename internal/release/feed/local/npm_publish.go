package local

import (
	"crypto/sha1" //nolint:gosec // G505: dist.shasum is SHA-1 by npm's protocol; dist.integrity is what clients trust.
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
)

// latest is the dist-tag of the version that npm installs by default.
const latest = "latest"

// npmBody is the body that npm publish and npm deprecate send.
type npmBody struct {
	Name        string                     `json:"name"`
	Tags        map[string]string          `json:"dist-tags"`
	Versions    map[string]json.RawMessage `json:"versions"`
	Attachments map[string]struct {
		Data string `json:"data"` // Data is base64 of a tarball, and the text of an attestation.
	} `json:"_attachments"`
}

// npmPut publishes a version if the body has a tarball, and deprecates versions otherwise.
func (h *handler) npmPut(w http.ResponseWriter, r *http.Request, name string) error {
	if err := h.authorize(r); err != nil {
		return err
	}
	var body npmBody
	if err := readJSON(w, r, &body); err != nil {
		return err
	}
	if body.Name != name {
		return bad("the body names the package %.100q, but the address %.100q", body.Name, name)
	}
	if len(body.Attachments) == 0 {
		return h.npmDeprecate(w, r, body)
	}
	text, published, tarball, err := readPublish(body)
	if err != nil {
		return err
	}
	err = h.store.change(r.Context(), NPM, name, func(held *entry) ([]blob, error) {
		if held.Versions[text] != nil {
			return nil, refuse(http.StatusForbidden, "You cannot publish over the previously published versions: %s.", text)
		}
		held.Versions[text] = published
		for tag := range body.Tags {
			held.Tags[tag] = text
		}
		// As in npm's own registry, the first version is always latest.
		if _, ok := held.Tags[latest]; !ok || len(body.Tags) == 0 {
			held.Tags[latest] = text
		}
		return []blob{tarball}, nil
	})
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusCreated, map[string]any{"ok": true, "success": true})
}

// readPublish checks the parts of the body of npm publish that do not depend on the store.
func readPublish(body npmBody) (text string, published *release, tarball blob, err error) {
	tarballs := slices.DeleteFunc(slices.Collect(maps.Keys(body.Attachments)), isAttestation)
	if len(body.Versions) != 1 || len(tarballs) != 1 {
		return "", nil, blob{}, bad("the body has %d versions with %d tarballs: publish one version with its tarball", len(body.Versions), len(tarballs))
	}
	text = slices.Collect(maps.Keys(body.Versions))[0]
	if err := checkNPM(body.Name, text); err != nil {
		return "", nil, blob{}, err
	}
	for tag, tagged := range body.Tags {
		if err := checkTag(tag); err != nil {
			return "", nil, blob{}, err
		}
		if tagged != text {
			return "", nil, blob{}, bad("the dist-tag %s names %.100q, but %s is published", tag, tagged, text)
		}
	}
	tarball.name = tarballName(body.Name, text)
	if tarball.content, err = base64.StdEncoding.DecodeString(body.Attachments[tarballs[0]].Data); err != nil {
		return "", nil, blob{}, bad("the body is not the expected JSON: the tarball is not in base64: %v", err)
	}
	manifest, err := manifestFor(body.Versions[text], body.Name, text, tarball)
	if err != nil {
		return "", nil, blob{}, err
	}
	file := tarball.file()
	for name, attachment := range body.Attachments {
		if !isAttestation(name) {
			continue
		}
		if name != body.Name+"-"+text+attestationSuffix {
			return "", nil, blob{}, bad("the attestation %.100q is not called %s", name, body.Name+"-"+text+attestationSuffix)
		}
		if err := npmAttestation(attachment.Data, body.Name, text, tarball.content); err != nil {
			return "", nil, blob{}, err
		}
		file.Attestation = json.RawMessage(attachment.Data)
	}
	return text, &release{Published: time.Now().UTC(), Files: []stored{file}, Manifest: manifest}, tarball, nil
}

// manifestFor returns the manifest of a version: the one that the client sent, with the actual digests of the tarball and the
// dependencies of its package.json.
func manifestFor(claim json.RawMessage, name, text string, tarball blob) (json.RawMessage, error) {
	var manifest map[string]any
	if err := json.Unmarshal(claim, &manifest); err != nil || manifest == nil {
		return nil, bad("the manifest of %s is not a JSON object", text)
	}
	inside, err := packageJSON(tarball)
	if err != nil {
		return nil, err
	}
	for _, says := range []struct {
		where  string
		fields map[string]any
	}{{"the manifest", manifest}, {"package.json in the tarball", inside}} {
		if says.fields["name"] != name || says.fields["version"] != text {
			return nil, bad("%s names %.100v@%.100v, but %s@%s is published", says.where, says.fields["name"], says.fields["version"], name, text)
		}
	}
	dist, err := distOf(manifest["dist"], tarball.content)
	if err != nil {
		return nil, err
	}
	manifest["dist"] = dist
	delete(manifest, "deprecated")
	for _, field := range []string{
		"dependencies", "optionalDependencies", "peerDependencies", "peerDependenciesMeta", "bundleDependencies", "engines", "os", "cpu",
	} {
		delete(manifest, field)
		if value, ok := inside[field]; ok {
			manifest[field] = value
		}
	}
	return json.Marshal(manifest)
}

// packageJSON returns the package.json of a tarball, whose files are all below one folder.
func packageJSON(tarball blob) (map[string]any, error) {
	members, err := archive.ReadBytes(tarball.name, tarball.content)
	if err != nil {
		return nil, bad("%v", err)
	}
	for _, m := range members {
		if top, rest, _ := strings.Cut(m.Name, "/"); rest == "package.json" && top != "" {
			var fields map[string]any
			if err := json.Unmarshal(m.Content, &fields); err != nil {
				return nil, bad("%s in the tarball is not a JSON object: %v", m.Name, err)
			}
			return fields, nil
		}
	}
	return nil, bad("the tarball has no package.json")
}

// distOf checks the claimed digests against those of the tarball.
func distOf(claim any, content []byte) (map[string]any, error) {
	first, second := sha1.Sum(content), sha512.Sum512(content) //nolint:gosec // G401: see the import.
	own := map[string]any{
		"shasum":    hex.EncodeToString(first[:]),
		"integrity": "sha512-" + base64.StdEncoding.EncodeToString(second[:]),
	}
	claimed, _ := claim.(map[string]any)
	for key, want := range own {
		if said, ok := claimed[key]; ok && said != want {
			return nil, bad("dist.%s is %.200v, but the tarball has %s: it was damaged in transit", key, said, want)
		}
	}
	dist := map[string]any{}
	maps.Copy(dist, claimed)
	maps.Copy(dist, own)
	return dist, nil
}

// npmDeprecate stores the field deprecated of the versions in a document and ignores the rest. An empty one removes a warning.
func (h *handler) npmDeprecate(w http.ResponseWriter, r *http.Request, body npmBody) error {
	if _, err := h.store.read(NPM, body.Name); err != nil {
		return err
	}
	err := h.store.change(r.Context(), NPM, body.Name, func(held *entry) ([]blob, error) {
		for text, raw := range body.Versions {
			var manifest struct {
				Deprecated *string `json:"deprecated"`
			}
			release := held.Versions[text]
			if release == nil {
				return nil, bad("%s@%.100s does not exist: publish it with its tarball", body.Name, text)
			}
			if err := json.Unmarshal(raw, &manifest); err != nil {
				return nil, bad("deprecated in the manifest of %s is not a string: %v", text, err)
			}
			switch said := manifest.Deprecated; {
			case said == nil:
			case *said == "":
				release.Gone = nil
			default:
				release.Gone = said
			}
		}
		return nil, nil
	})
	if err != nil {
		return err
	}
	return writeJSON(w, http.StatusOK, map[string]any{"ok": true, "rev": fmt.Sprint(len(body.Versions))})
}
