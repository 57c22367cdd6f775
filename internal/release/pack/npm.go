package pack

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/entries"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/attest"
)

// tarball has npm say what belongs into the package and what the file is called, and packs that.
func tarball(ctx context.Context, env []string, members []archive.Member) (name string, content []byte, err error) {
	made, err := inStage(members, func(dir, out string) error {
		return run.Run(ctx, run.Cmd{
			Args: []string{
				"npm", "pack", "--ignore-scripts", "--offline", "--loglevel=error", "--no-update-notifier",
				"--pack-destination", out,
			},
			Dir: dir,
			Env: append(quiet(), env...),
		})
	})
	if err != nil {
		return "", nil, err
	}
	if len(made) != 1 {
		return "", nil, fmt.Errorf("npm pack made %d files where one was expected", len(made))
	}
	name = made[0].Name
	packed, err := archive.ReadBytes(name, made[0].Content)
	if err != nil {
		return "", nil, err
	}
	content, err = archive.Tarball(alike(packed))
	return name, content, err
}

// alike sorts members so that what is similar is close together, because it is compressed once then: the ECMAScript and the CommonJS
// form of a module differ in little, and the types of messages end with the comments that those of clients and hooks repeat. That
// saves a fifth of the tarball.
func alike(members []archive.Member) []archive.Member {
	kinds := []string{".cjs", ".js", ".d.cts", ".d.ts"}
	key := func(m archive.Member) (file string, part, kind int, name string) {
		stem, kind := m.Name, len(kinds)
		for i, extension := range kinds {
			if found, ok := strings.CutSuffix(m.Name, extension); ok {
				stem, kind = found, i
			}
		}
		if file, ok := strings.CutSuffix(stem, "_pb"); ok {
			return file, 0, kind, m.Name
		}
		if file, ok := strings.CutSuffix(stem, "_client"); ok {
			return file, 1, -kind, m.Name
		}
		if file, _, ok := strings.Cut(stem, "-"); ok && strings.HasSuffix(stem, "_connectquery") {
			return file, 2, -kind, m.Name
		}
		return stem, 0, kind, m.Name
	}
	slices.SortFunc(members, func(a, b archive.Member) int {
		fileA, partA, kindA, nameA := key(a)
		fileB, partB, kindB, nameB := key(b)
		return cmp.Or(cmp.Compare(fileA, fileB), cmp.Compare(partA, partB), cmp.Compare(kindA, kindB), cmp.Compare(nameA, nameB))
	})
	return members
}

// packageJSON is what is looked at of a package.json.
type packageJSON struct {
	Name    string            `json:"name"`
	Version string            `json:"version"`
	Private bool              `json:"private"`
	Scripts map[string]string `json:"scripts"`
	Exports json.RawMessage   `json:"exports"`

	Main   string          `json:"main"`
	Module string          `json:"module"`
	Types  string          `json:"types"`
	Bin    json.RawMessage `json:"bin"`

	Dependencies     map[string]string `json:"dependencies"`
	Optional         map[string]string `json:"optionalDependencies"`
	PeerDependencies map[string]string `json:"peerDependencies"`
	PeerMeta         map[string]struct {
		Optional bool `json:"optional"`
	} `json:"peerDependenciesMeta"`
}

// tarballKind is what npm installs.
const tarballKind = "tarball"

var npm = Language{
	Build:  buildTS,
	Beside: []string{"CHANGELOG.md", "SECURITY.md"},
	Formats: map[string]Format{tarballKind: {
		Ecosystem: attest.NPM,
		Code:      entries.Extensions,
		// The index of services, the client, and the details of errors, for which there is no package.
		Root: []string{"package.json", "LICENSE", "README.md", "index.*", "version.*", emulatorFiles, "examples/*.ts", "examples/client/*.ts", "CHANGELOG.md", "SECURITY.md", "google/rpc/error_details_pb.*", "client/*"},
		Must: []string{"package.json", "LICENSE", "README.md"},
		Manifest: func(members []archive.Member) (file, name, version string, err error) {
			manifest, err := npmManifest(members)
			return "package.json", manifest.Name, manifest.Version, err
		},
		Requirements: npmDependencies, readme: &tsReadme, lock: npmLock,
		rules: []rule{{"exports", checkExports}, {"imports", checkImports}, {"scripts", checkScripts}},
	}},
}

func npmManifest(members []archive.Member) (manifest packageJSON, err error) {
	content, _ := archive.Find(members, "package.json")
	return manifest, json.Unmarshal(content, &manifest)
}

func buildTS(ctx context.Context, env []string, o Options, members []archive.Member) ([]*artifact, error) {
	members, err := replaced(members, "package.json", func(content []byte) ([]byte, error) {
		content, err := withNPMVersion(content, o.Version.String())
		if err != nil {
			return nil, err
		}
		return withGitHead(content, o.Commit)
	})
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"version.js", "version.cjs"} {
		members, err = replaced(members, name, func(content []byte) ([]byte, error) {
			return withVersionConstant(content, o.Version.String())
		})
		if err != nil {
			return nil, err
		}
	}
	content, _ := archive.Find(members, "package.json")
	var manifest packageJSON
	if err := json.Unmarshal(content, &manifest); err != nil {
		return nil, fmt.Errorf("package.json: %w", err)
	}
	file, packed, err := tarball(ctx, env, members)
	if err != nil {
		return nil, err
	}
	return []*Made{Archive(lang.TypeScript, tarballKind, manifest.Name, o.Version.String(), file, "package/", packed)}, nil
}

var versionConstant = regexp.MustCompile(`(?m)^(?:export const version|const version = exports\.version) = "[^"\n]*";$`)

// withVersionConstant returns a module with another value of the constant that it exports.
func withVersionConstant(content []byte, version string) ([]byte, error) {
	at := versionConstant.FindSubmatchIndex(content)
	if at == nil {
		return nil, errors.New("has no constant version: run mage generate")
	}
	start := bytes.LastIndex(content[:at[1]], []byte(`= "`)) + len(`= `)
	return slices.Concat(content[:start], []byte(strconv.Quote(version)+";"), content[at[1]:]), nil
}

// withNPMVersion is a package.json with another version, and otherwise the same bytes.
func withNPMVersion(content []byte, version string) ([]byte, error) {
	decoder := json.NewDecoder(bytes.NewReader(content))
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return nil, errors.New("is no JSON object")
	}
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		before := decoder.InputOffset()
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, err
		}
		if key != "version" {
			continue
		}
		after := decoder.InputOffset()
		written, err := json.Marshal(version)
		if err != nil {
			return nil, err
		}
		lead := content[before : after-int64(len(value))] // The colon and the space after it.
		return bytes.Join([][]byte{content[:before], lead, written, content[after:]}, nil), nil
	}
	return nil, fmt.Errorf("has no version: %w", io.ErrUnexpectedEOF)
}

// withGitHead is a package.json with the commit in gitHead, the field in which npm publishes it. So the packages of two commits never have
// the same bytes, and users see where theirs is from.
func withGitHead(content []byte, commit string) ([]byte, error) {
	if commit == "" {
		return content, nil
	}
	end := bytes.LastIndexByte(content, '}')
	var fields map[string]json.RawMessage
	switch err := json.Unmarshal(content, &fields); {
	case err != nil:
		return nil, err
	case fields["gitHead"] != nil:
		return nil, errors.New("has a gitHead, which packing adds: remove it from templates/ts/package.json.tmpl")
	}
	written, err := json.Marshal(commit)
	if err != nil {
		return nil, err
	}
	before := bytes.TrimRight(content[:end], " \t\r\n")
	return slices.Concat(before, []byte(",\n  \"gitHead\": "), written, []byte("\n"), content[end:]), nil
}

// npmDependencies are the packages that a package asks for.
func npmDependencies(members []archive.Member) ([]attest.Dependency, error) {
	manifest, err := npmManifest(members)
	if err != nil {
		return nil, err
	}
	var all []attest.Dependency
	for name, span := range manifest.Dependencies {
		all = append(all, attest.Dependency{Name: name, Range: span})
	}
	for name, span := range manifest.Optional {
		all = append(all, attest.Dependency{Name: name, Range: span, Optional: true})
	}
	for name, span := range manifest.PeerDependencies {
		all = append(all, attest.Dependency{Name: name, Range: span, Optional: manifest.PeerMeta[name].Optional})
	}
	return all, nil
}

// npmPackage is the name of the package of a module specifier that is not relative.
func npmPackage(specifier string) string {
	segments := strings.SplitN(specifier, "/", 3)
	if strings.HasPrefix(specifier, "@") && len(segments) > 1 {
		return segments[0] + "/" + segments[1]
	}
	return segments[0]
}
