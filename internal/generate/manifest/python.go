package manifest

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/Masterminds/semver/v3"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

type pythonData struct {
	Project        config.Project
	API            config.API
	Module         string // Module is the Go module with the emulator.
	Distribution   string
	Version        string
	Stable         bool // Stable reports that the version is 1.0 or later.
	RequiresPython string
	Index          string // Index is the address that users install from, with the user name of their tokens.
	Dependencies   []string
	Packages       []pythonPackage
}

type pythonPackage struct {
	Name     string
	Services []string
}

func renderPython(in Input) (map[string][]byte, error) {
	sdk := in.Config.SDKs.Python
	scanned, err := scanPython(in)
	if err != nil {
		return nil, err
	}
	version, err := semver.StrictNewVersion(string(in.Config.Version))
	if err != nil {
		return nil, err
	}
	data := pythonData{
		Project: in.Config.Project, API: in.Config.API,
		Module: in.Config.SDKs.Go.Root(), Distribution: string(sdk.Distribution), Version: string(in.Config.Version), Stable: version.Major() > 0, RequiresPython: string(sdk.RequiresPython),
		Index:    in.Config.Release.Feeds.Main(lang.Python).Address(),
		Packages: scanned.packages,
		// Code that protobuf N generated runs on the runtimes N and N+1 (https://protobuf.dev/support/cross-version-runtime-guarantee),
		// so the upper bound is N+2.
		Dependencies: []string{
			fmt.Sprintf("grpcio>=%s", scanned.grpc),
			fmt.Sprintf("protobuf>=%s,<%d", scanned.protobuf, scanned.protobuf.Major()+2),
		},
	}
	for name, specifier := range sdk.Dependencies {
		data.Dependencies = append(data.Dependencies, name+string(specifier))
	}
	slices.Sort(data.Dependencies)
	files, err := in.examples(lang.Python, data)
	if err != nil {
		return nil, err
	}
	files["qdrant/cloud/py.typed"] = []byte{}
	// Everything below the namespace is a package of the usual kind: pyright reads py.typed in no others, and pkgutil finds no others.
	for _, pkg := range scanned.packages {
		for dir := strings.ReplaceAll(pkg.Name, ".", "/"); dir != "qdrant" && dir != "."; dir = path.Dir(dir) {
			files[dir+"/__init__.py"] = []byte{}
		}
	}
	client, err := pythonRuntime(in)
	if err != nil {
		return nil, err
	}
	maps.Copy(files, client)
	for name, template := range map[string]string{
		"pyproject.toml": "pyproject.toml", "README.md": "README.md", "qdrant/cloud/version.py": "version.py",
		"qdrant/cloud/emulator/__init__.py": "emulator/__init__.py", "qdrant/cloud/emulator/pytest.py": "emulator/pytest.py",
	} {
		if files[name], err = in.Execute(lang.Python, template, data); err != nil {
			return nil, err
		}
	}
	return files, nil
}

var (
	protobufStamp        = regexp.MustCompile(`ValidateProtobufRuntimeVersion\(\s*\S+\s*(\d+),\s*(\d+),\s*(\d+),`)
	grpcStamp            = regexp.MustCompile(`(?m)^GRPC_GENERATED_VERSION = '(\d+\.\d+\.\d+)'$`)
	pythonServicePattern = regexp.MustCompile(`^class (\w+)Servicer\(object\):$`)
)

type pythonScan struct {
	protobuf, grpc *semver.Version
	packages       []pythonPackage
}

// scanPython reads the runtime floors that the generators stamped into the code, the highest of each, and the services.
func scanPython(in Input) (pythonScan, error) {
	var scan pythonScan
	services := map[string][]string{}
	err := walk(in, lang.Python, ".py", func(name string, content []byte) error {
		pkg := strings.ReplaceAll(path.Dir(name), "/", ".")
		if _, seen := services[pkg]; !seen {
			services[pkg] = nil // Packages without services are listed too.
		}
		if match := protobufStamp.FindSubmatch(head(content)); match != nil {
			version, err := semver.StrictNewVersion(fmt.Sprintf("%s.%s.%s", match[1], match[2], match[3]))
			if err != nil {
				return err
			}
			scan.protobuf = highest(scan.protobuf, version)
		}
		if match := grpcStamp.FindSubmatch(head(content)); match != nil {
			version, err := semver.StrictNewVersion(string(match[1]))
			if err != nil {
				return err
			}
			scan.grpc = highest(scan.grpc, version)
		}
		if strings.HasSuffix(name, "_pb2_grpc.py") {
			services[pkg] = append(services[pkg], declared(content, pythonServicePattern)...)
		}
		return nil
	})
	if err != nil {
		return scan, err
	}
	if scan.protobuf == nil || scan.grpc == nil {
		return scan, errors.New("no generated file has the stamp of its protobuf or grpcio version: adapt the patterns in python.go to the generators")
	}
	for name, names := range services {
		if name == pythonClient {
			continue
		}
		scan.packages = append(scan.packages, pythonPackage{Name: name, Services: names})
	}
	slices.SortFunc(scan.packages, func(a, b pythonPackage) int { return strings.Compare(a.Name, b.Name) })
	return scan, nil
}

func highest(a, b *semver.Version) *semver.Version {
	if a == nil || b.GreaterThan(a) {
		return b
	}
	return a
}
