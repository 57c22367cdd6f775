package pack

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/textproto"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"bufio"

	"github.com/BurntSushi/toml"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/attest"
)

// distributions builds the source distribution and the wheel of a Python project. Hatchling decides what is in them, with which
// metadata, and what the files are called. The pinned one has to be in the PATH of env; it is run itself and not through a
// frontend, because a frontend would download a build environment of its own.
func distributions(ctx context.Context, env []string, members []archive.Member) (sdist, wheel archive.Member, err error) {
	// Hatchling looks for a .gitignore in the folders above, and puts the one that it finds into the source distribution. This
	// is where it stops.
	staged := append(slices.Clone(members), archive.Member{Name: ".git"})
	made, err := inStage(staged, func(dir, out string) error {
		args := []string{"hatchling", "build", "--directory", out, "--target", "sdist", "--target", "wheel"}
		temp := filepath.Join(filepath.Dir(out), "temp") // The wheels that a killed hatchling leaves are removed with the stage.
		if err := os.Mkdir(temp, 0o755); err != nil {
			return err
		}
		return run.Run(ctx, run.Cmd{Args: args, Dir: dir, Env: append(append(quiet(), env...), "TMPDIR="+temp)})
	})
	if err != nil {
		return sdist, wheel, err
	}
	if len(made) != 2 {
		return sdist, wheel, fmt.Errorf("hatchling made %d files where 2 were expected", len(made))
	}
	for _, m := range made {
		container, into := archive.Tarball, &sdist
		if strings.HasSuffix(m.Name, ".whl") {
			container, into = archive.Zip, &wheel
		}
		inside, err := archive.ReadBytes(m.Name, m.Content)
		if err != nil {
			return sdist, wheel, err
		}
		content, err := container(wheelOrder(inside))
		if err != nil {
			return sdist, wheel, err
		}
		*into = archive.Member{Name: m.Name, Content: content}
	}
	if sdist.Name == "" || wheel.Name == "" {
		return sdist, wheel, fmt.Errorf("hatchling made %s and %s instead of a source distribution and a wheel", made[0].Name, made[1].Name)
	}
	return sdist, wheel, nil
}

// wheelOrder has the metadata last, and RECORD last of all, as PEP 427 recommends: so it can be changed without writing the
// whole file again. A source distribution has none of that and is in order of names.
func wheelOrder(members []archive.Member) []archive.Member {
	rank := func(m archive.Member) int {
		top, rest, _ := strings.Cut(m.Name, "/")
		switch {
		case !strings.HasSuffix(top, ".dist-info"):
			return 0
		case rest != "RECORD":
			return 1
		default:
			return 2
		}
	}
	slices.SortFunc(members, func(a, b archive.Member) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Name, b.Name))
	})
	return members
}

// The kinds of Python packages.
const (
	wheelKind = "wheel" // PEP 427
	sdistKind = "sdist" // PEP 625
)

var python = Language{
	Build:  buildPython,
	Beside: []string{"CHANGELOG.md", "SECURITY.md"},
	Formats: map[string]Format{
		wheelKind: {
			Ecosystem: attest.PyPI,
			Code:      []string{".py", ".pyi", "/py.typed"},
			Root:      []string{"*.dist-info/METADATA", "*.dist-info/WHEEL", "*.dist-info/RECORD", "*.dist-info/licenses/LICENSE"},
			Must:      []string{"*.dist-info/METADATA", "*.dist-info/WHEEL", "*.dist-info/RECORD", "*.dist-info/licenses/LICENSE"},
			Manifest:  pythonManifest, Requirements: pythonDependencies, readme: &pythonReadme, lock: pythonLock,
			rules: []rule{{"required", checkDescription}, {"py-typed", checkTyped}, {"record", checkRecord}},
		},
		sdistKind: {
			Ecosystem: attest.PyPI,
			Code:      []string{".py", ".pyi", "/py.typed"},
			Root:      []string{"PKG-INFO", "pyproject.toml", "LICENSE", "README.md", "CHANGELOG.md", "SECURITY.md", "examples/*.py", "examples/client/*.py"},
			Must:      []string{"PKG-INFO", "pyproject.toml", "LICENSE", "README.md"},
			Manifest:  pythonManifest, Requirements: pythonDependencies, readme: &pythonReadme, lock: pythonLock,
			rules: []rule{{"py-typed", checkTyped}},
		},
	},
}

func pythonManifest(members []archive.Member) (file, name, version string, err error) {
	fields, _, err := coreMetadata(metadata(members))
	return "METADATA", fields.Get("Name"), fields.Get("Version"), err
}

func buildPython(ctx context.Context, env []string, o Options, members []archive.Member) ([]*artifact, error) {
	version := o.Version.Python()
	members, err := replaced(members, "pyproject.toml", func(content []byte) ([]byte, error) {
		return withPythonVersion(content, version)
	})
	if err != nil {
		return nil, err
	}
	content, _ := archive.Find(members, "pyproject.toml")
	name, _, err := project(content)
	if err != nil {
		return nil, fmt.Errorf("pyproject.toml: %w", err)
	}
	sdist, wheel, err := distributions(ctx, env, members)
	if err != nil {
		return nil, err
	}
	prefix := strings.TrimSuffix(sdist.Name, ".tar.gz") + "/"
	return []*Made{
		Archive(lang.Python, wheelKind, name, version, wheel.Name, "", wheel.Content),
		Archive(lang.Python, sdistKind, name, version, sdist.Name, prefix, sdist.Content),
	}, nil
}

// project is what a pyproject.toml says of its project.
func project(content []byte) (name, version string, err error) {
	var manifest struct {
		Project struct {
			Name    string `toml:"name"`
			Version string `toml:"version"`
		} `toml:"project"`
	}
	err = toml.Unmarshal(content, &manifest)
	if err == nil && manifest.Project.Name == "" {
		err = errors.New("has no project.name: run mage generate")
	}
	return manifest.Project.Name, manifest.Project.Version, err
}

var versionLine = regexp.MustCompile(`(?m)^(\s*version\s*=\s*)("[^"\n]*"|'[^'\n]*')`)

// withPythonVersion is a pyproject.toml with another version, and otherwise the same bytes.
func withPythonVersion(content []byte, version string) ([]byte, error) {
	start := bytes.Index(content, []byte("\n[project]\n"))
	if start < 0 {
		return nil, errors.New("has no line [project]: run mage generate")
	}
	at := versionLine.FindSubmatchIndex(content[start:])
	if at == nil {
		return nil, errors.New("has no project.version: run mage generate")
	}
	changed := slices.Concat(content[:start+at[4]], []byte(`"`+version+`"`), content[start+at[5]:])
	// The line found may belong to another table, or to a text: the parser knows.
	if _, set, err := project(changed); err != nil || set != version {
		return nil, errors.Join(errors.New("project.version could not be set: it is to be a line of its own in [project]"), err)
	}
	return changed, nil
}

// coreMetadata reads METADATA of a wheel or PKG-INFO of a source distribution: fields, and the description that follows them
// (https://packaging.python.org/en/latest/specifications/core-metadata/).
func coreMetadata(content []byte) (fields textproto.MIMEHeader, description string, err error) {
	head, body, _ := bytes.Cut(content, []byte("\n\n"))
	fields, err = textproto.NewReader(bufio.NewReader(bytes.NewReader(append(bytes.Clone(head), "\n\n"...)))).ReadMIMEHeader()
	return fields, string(body), err
}

// requiresDist takes a requirement apart as far as a bill of materials needs it (PEP 508): name, extras, versions, marker.
var requiresDist = regexp.MustCompile(`^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*\(?([^;()]*)\)?\s*(?:;(.*))?$`)

func pythonDependencies(members []archive.Member) ([]attest.Dependency, error) {
	fields, _, err := coreMetadata(metadata(members))
	if err != nil {
		return nil, err
	}
	var all []attest.Dependency
	for _, line := range fields["Requires-Dist"] {
		if m := requiresDist.FindStringSubmatch(line); m != nil {
			all = append(all, attest.Dependency{Name: m[1], Range: strings.TrimSpace(m[2]), Optional: strings.Contains(m[3], "extra")})
		}
	}
	return all, nil
}
