// Package floors compares what an SDK requires beside the contract: the versions of the language and of libraries, and its
// generators. The same protos break users if the SDK requires a newer runtime.
package floors

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"golang.org/x/mod/modfile"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// floor names the files that set the requirements of an SDK. Paths are from the root of the repository.
type floor struct {
	generators string // generators is the lock file of the generators.
	manifest   string // manifest declares what the SDK requires.
	read       func(manifest []byte) (map[string]requirement, error)
}

// sdks has the floors of each language. The requirements of a language without an entry are not compared.
var sdks = lang.Table[floor]{
	lang.Go:         {"tools/go/go.mod", "gen/go/go.mod", readGo},
	lang.Python:     {"tools/python/requirements.txt", "gen/python/pyproject.toml", readPython},
	lang.TypeScript: {"tools/node/package-lock.json", "gen/ts/package.json", readTS},
}

// Files returns the paths of all files that [Compare] reads.
func Files() []string {
	var generators, manifests []string
	for _, sdk := range sdks.Ordered() {
		generators, manifests = append(generators, sdk.generators), append(manifests, sdk.manifest)
	}
	return append(generators, manifests...)
}

// Compare returns the requirements of the SDKs that changed. Both sides map paths to contents; a file that one side lacks is not
// compared. A manifest that cannot be parsed is an error with its path.
func Compare(before, after map[string][]byte) ([]judge.Requirement, error) {
	var all []judge.Requirement
	for language, sdk := range sdks.Ordered() {
		old, now := before[sdk.manifest], after[sdk.manifest]
		if old == nil || now == nil || bytes.Equal(old, now) {
			continue
		}
		was, err := sdk.read(old)
		if err != nil {
			return nil, fmt.Errorf("%s of the base: %w", sdk.manifest, err)
		}
		is, err := sdk.read(now)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", sdk.manifest, err)
		}
		all = append(all, compare(sdk.manifest, judge.SurfaceOf(language.ID), was, is)...)
	}
	for language, sdk := range sdks.Ordered() {
		path := sdk.generators
		if old, now := before[path], after[path]; old != nil && now != nil && !bytes.Equal(old, now) {
			all = append(all, judge.Requirement{Surface: judge.SurfaceOf(language.ID), Name: "generator", File: path, Generator: true})
		}
	}
	return all, nil
}

// requirement is the range of versions that an SDK works with.
type requirement struct {
	text  string
	allow bounds
	// shared is true if a program has one version of it, so that a narrower range can contradict other requirements.
	shared bool
}

func compare(path string, of judge.Surface, was, is map[string]requirement) []judge.Requirement {
	var all []judge.Requirement
	for _, name := range slices.Sorted(maps.Keys(is)) {
		now := is[name]
		old, had := was[name]
		switch {
		case had && old.text == now.text:
		case !had:
			all = append(all, judge.Requirement{Surface: of, Name: name, After: now.text, File: path})
		default:
			all = append(all, judge.Requirement{
				Surface: of, Name: name, Before: old.text, After: now.text, File: path, Narrowed: now.shared && !now.allow.includes(old.allow),
			})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(was)) {
		if _, has := is[name]; !has {
			all = append(all, judge.Requirement{Surface: of, Name: name, Before: was[name].text, File: path})
		}
	}
	return all
}

// readGo reads what a Go module requires. Go uses the highest version that any module of the program requires, and
// downloads the toolchain of the go line: a newer requirement is a download and never a contradiction.
func readGo(content []byte) (map[string]requirement, error) {
	file, err := modfile.ParseLax("go.mod", content, nil)
	if err != nil {
		return nil, err
	}
	all := map[string]requirement{}
	if file.Go != nil {
		all["go"] = requirement{text: file.Go.Version}
	}
	for _, require := range file.Require {
		if !require.Indirect {
			all[require.Mod.Path] = requirement{text: require.Mod.Version}
		}
	}
	return all, nil
}

// readPython reads what a distribution requires. An environment has one version of each distribution.
func readPython(content []byte) (map[string]requirement, error) {
	var file struct {
		Project struct {
			RequiresPython string   `toml:"requires-python"`
			Dependencies   []string `toml:"dependencies"`
		} `toml:"project"`
	}
	if err := toml.Unmarshal(content, &file); err != nil {
		return nil, err
	}
	all := map[string]requirement{"python": {file.Project.RequiresPython, pep440(file.Project.RequiresPython), true}}
	for _, dependency := range file.Project.Dependencies {
		end := strings.IndexAny(dependency, "<>=!~ ;[")
		if end < 0 {
			end = len(dependency)
		}
		specifier := strings.TrimSpace(dependency[end:])
		all[dependency[:end]] = requirement{specifier, pep440(specifier), true}
	}
	return all, nil
}

// readTS reads what an npm package requires. Other packages can have other versions of its dependencies; peers and the engine are
// shared.
func readTS(content []byte) (map[string]requirement, error) {
	var file struct {
		Engines      map[string]string `json:"engines"`
		Dependencies map[string]string `json:"dependencies"`
		Peers        map[string]string `json:"peerDependencies"`
	}
	if err := json.Unmarshal(content, &file); err != nil {
		return nil, err
	}
	all := map[string]requirement{}
	for name, text := range file.Dependencies {
		all[name] = requirement{text: text}
	}
	for name, text := range file.Engines {
		all[name] = requirement{text, npm(text), true}
	}
	for name, text := range file.Peers {
		all[name] = requirement{text, npm(text), true}
	}
	return all, nil
}
