package manifest

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

type goData struct {
	Project          config.Project
	API              config.API
	Module           string
	GoVersion        string
	Direct, Indirect []module.Version
	Root             string // Root is the module that had the packages before the version Split; empty if none had.
	Split            config.Version
	Retract          []config.Retraction
	Packages         []goPackage
}

type goPackage struct {
	Dir      string
	Name     string // Name is the name in the package clause.
	Services []string
}

func renderGo(in Input) (map[string][]byte, error) {
	lock, err := modfile.Parse("tools/go/go.mod", in.GoMod, nil)
	if err != nil {
		return nil, err
	}
	data := goData{
		Project: in.Config.Project, API: in.Config.API,
		Module: string(in.Config.SDKs.Go.Module), GoVersion: lock.Go.Version, Retract: in.Config.SDKs.Go.Retract,
		Root: in.Config.SDKs.Go.Root(), Split: in.Config.SDKs.Go.Split,
	}
	imported, packages, err := scanGo(in, data.Module)
	if err != nil {
		return nil, err
	}
	data.Packages = packages
	files, err := in.examples(lang.Go, data)
	if err != nil {
		return nil, err
	}
	client, err := goRuntime(in)
	if err != nil {
		return nil, err
	}
	maps.Copy(files, client)
	besides, err := importsOf(files, data.Module)
	if err != nil {
		return nil, err
	}
	imported = append(imported, besides...)
	used := map[module.Version]bool{}
	for _, require := range lock.Require {
		switch {
		case slices.ContainsFunc(imported, func(pkg string) bool { return owner(lock, pkg) == require.Mod }):
			data.Direct = append(data.Direct, require.Mod)
		case onlyTool(lock, require.Mod):
			continue
		default:
			data.Indirect = append(data.Indirect, require.Mod)
		}
		used[require.Mod] = true
	}
	for _, pkg := range imported {
		if family, _, ok := module.SplitPathVersion(data.Module); ok && family != data.Module && strings.HasPrefix(pkg, family+"/") {
			return nil, fmt.Errorf("the generated code imports %s, which is not below sdks.go.module (%s): change go_package in all files of proto/ to begin with that path, and run mage generate", pkg, data.Module)
		}
		if owner(lock, pkg).Path == "" {
			return nil, fmt.Errorf("the generated code imports %s, but no module in tools/go/go.mod provides it: add one there with go get", pkg)
		}
	}
	byPath := func(a, b module.Version) int { return strings.Compare(a.Path, b.Path) }
	slices.SortFunc(data.Direct, byPath)
	slices.SortFunc(data.Indirect, byPath)
	goMod, err := in.Execute(lang.Go, "go.mod", data)
	if err != nil {
		return nil, err
	}
	readme, err := in.Execute(lang.Go, "README.md", data)
	if err != nil {
		return nil, err
	}
	version, err := in.Execute(lang.Go, "version.go", data)
	if err != nil {
		return nil, err
	}
	docs, err := goDocs(in, data.Packages)
	if err != nil {
		return nil, err
	}
	if data.Root != "" {
		for _, name := range []string{"internal/split/split.go", "internal/root/root.go", "internal/root/go.mod"} {
			if files[name], err = in.Execute(lang.Go, name, data); err != nil {
				return nil, err
			}
		}
	}
	maps.Copy(files, docs)
	files["go.mod"], files["go.sum"], files["README.md"] = goMod, sums(in.GoSum, lock, used), readme
	files[path.Join(lang.Go.Language().Client, "version.go")] = version
	return files, nil
}

var goServicePattern = regexp.MustCompile(`^type (\w+)Client interface \{$`)

// scanGo returns the packages of other modules that the generated code imports, and its own packages.
func scanGo(in Input, modulePath string) (imported []string, packages []goPackage, err error) {
	services, names := map[string][]string{}, map[string]string{}
	err = walk(in, lang.Go, ".go", func(name string, content []byte) error {
		pkg, found, err := goImports(name, content, modulePath)
		if err != nil {
			return err
		}
		imported = append(imported, found...)
		dir := path.Dir(name)
		if dir == lang.Go.Language().Client {
			return nil // The package has a comment of its own, and belongs to no package of the contract.
		}
		names[dir] = pkg
		if _, seen := services[dir]; !seen {
			services[dir] = nil // Packages without services are listed too.
		}
		if strings.HasSuffix(name, "_grpc.pb.go") {
			services[dir] = append(services[dir], declared(content, goServicePattern)...)
		}
		return nil
	})
	for dir, found := range services {
		packages = append(packages, goPackage{Dir: dir, Name: names[dir], Services: found})
	}
	slices.SortFunc(packages, func(a, b goPackage) int { return strings.Compare(a.Dir, b.Dir) })
	return imported, packages, err
}

// importsOf returns the packages from outside that files import.
func importsOf(files map[string][]byte, modulePath string) (imported []string, err error) {
	for name, content := range files {
		_, found, err := goImports(name, content, modulePath)
		if err != nil {
			return nil, err
		}
		imported = append(imported, found...)
	}
	return imported, nil
}

// goImports returns the package of a file, and the packages from outside that it imports.
func goImports(name string, content []byte, modulePath string) (pkg string, imported []string, err error) {
	file, err := parser.ParseFile(token.NewFileSet(), name, content, parser.ImportsOnly)
	if err != nil {
		return "", nil, err
	}
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return "", nil, err
		}
		own := strings.HasPrefix(path, modulePath+"/")
		standard := !strings.Contains(strings.SplitN(path, "/", 2)[0], ".")
		if !own && !standard {
			imported = append(imported, path)
		}
	}
	return file.Name.Name, imported, nil
}

// owner returns the module of the lock that provides a package: the one with the longest path.
func owner(lock *modfile.File, pkg string) module.Version {
	var best module.Version
	for _, require := range lock.Require {
		prefix := require.Mod.Path
		if (pkg == prefix || strings.HasPrefix(pkg, prefix+"/")) && len(prefix) > len(best.Path) {
			best = require.Mod
		}
	}
	return best
}

// onlyTool reports whether a module is in the lock only for one of its tools. The generated code does not depend on such a module.
func onlyTool(lock *modfile.File, mod module.Version) bool {
	return slices.ContainsFunc(lock.Tool, func(tool *modfile.Tool) bool { return tool.Path == mod.Path })
}

// sums returns the lines of the lock's go.sum without those of modules that only provide a tool.
func sums(goSum []byte, lock *modfile.File, used map[module.Version]bool) []byte {
	var kept bytes.Buffer
	for line := range bytes.Lines(goSum) {
		fields := strings.Fields(string(line))
		if len(fields) != 3 {
			continue
		}
		mod := module.Version{Path: fields[0], Version: strings.TrimSuffix(fields[1], "/go.mod")}
		if !used[mod] && onlyTool(lock, mod) {
			continue
		}
		kept.Write(line)
	}
	return kept.Bytes()
}
