// Package entries adds to the generated TypeScript SDK what protoc-gen-es does not make: an entry for each proto package, which
// re-exports the modules of its files; entries for its query hooks and for its clients; and the entry of the package itself, an index of
// all services. [Forms] makes the CommonJS form of each module.
//
// Its input is the generated tree, not the descriptors: the names that a module exports are read where they are declared, so
// that they cannot differ from it.
package entries

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Export is a path by which users import a module.
type Export struct {
	Subpath string // Subpath is a key of exports in package.json: "." or a path that begins with "./".
	Module  string // Module is the path of the module in the package, without an extension.
}

// Services are the services of a module.
type Services struct {
	Module   string
	Names    []string
	Short    string   // Short is the path of the entry that exports them too, without "./"; empty if none does.
	RootName []string // RootName has the names by which the index exports them, in the order of Names.
}

// Result is what is added to the generated tree.
type Result struct {
	Files   map[string][]byte // Files has the added files by their paths in the tree.
	Exports []Export          // Exports are all exports of the package: the index, the short paths, and every module by its own path.
	Modules []Services        // Modules are all modules with messages.

	client []Export // client has the entries of the client.
}

const (
	// namespace is the folder of the contract, which the short paths leave out.
	namespace = "qdrant/cloud"
	// messages, hooks and clients end the names of the modules of protoc-gen-es, protoc-gen-connect-query and protoc-gen-client.
	messages = "_pb"
	hooks    = "_connectquery"
	clients  = "_client"
	// index, hookIndex and clientIndex are the modules of the entries of a proto package.
	index       = "index"
	hookIndex   = "connect-query"
	clientIndex = "client"
	// client is the folder of the client, with its runtime. Its entries are the folder itself and those of clientEntries.
	client = "client"
)

// clientEntries are the modules of the client that are entries of their own, because they need more than the others.
var clientEntries = []string{"grpc", "testing"}

// Extensions are those that a module has files with: ECMAScript and CommonJS, and the types of both.
var Extensions = []string{".js", ".d.ts", ".cjs", ".d.cts"}

// Make returns the additions to a tree of generated modules.
func Make(tree fs.FS) (*Result, error) {
	modules, err := read(tree)
	if err != nil {
		return nil, err
	}
	result := &Result{Files: map[string][]byte{}}
	var generated []module
	for _, m := range modules {
		if path.Dir(m.path) == client {
			result.runtime(m)
			continue
		}
		generated = append(generated, m)
		result.add(m)
	}
	short, err := result.short(generated)
	if err != nil {
		return nil, err
	}
	root, err := result.root()
	if err != nil {
		return nil, err
	}
	slices.SortFunc(short, func(a, b Export) int { return cmp.Compare(a.Subpath, b.Subpath) })
	result.Exports = slices.Concat(root, result.client, short, result.Exports)
	return result, nil
}

// runtime adds the export of a module of the client if it is an entry.
func (r *Result) runtime(m module) {
	switch name := path.Base(m.path); {
	case name == index:
		r.client = append(r.client, Export{"./" + client, m.path})
	case slices.Contains(clientEntries, name):
		r.client = append(r.client, Export{"./" + m.path, m.path})
	}
}

// module is a generated module.
type module struct {
	path    string // path is without an extension.
	types   []byte
	exports []string // exports are the names that it exports, sorted.
}

// servicePattern finds the service in a line of the types of a module that declares one.
var servicePattern = regexp.MustCompile(`^export declare const ([\w$]+): GenService<`)

// read reads the modules of a tree, in the order of their paths.
func read(tree fs.FS) ([]module, error) {
	var all []module
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		if path.Dir(name) == client {
			stem, isTypes := strings.CutSuffix(name, ".d.ts")
			if isTypes {
				all = append(all, module{path: stem})
			}
			return nil
		}
		stem, isTypes := strings.CutSuffix(name, ".d.ts")
		if !isTypes {
			return nil
		}
		m := module{path: stem}
		if m.types, err = fs.ReadFile(tree, name); err != nil {
			return err
		}
		if _, err := fs.Stat(tree, stem+".js"); err != nil {
			return fmt.Errorf("%s has types but no JavaScript: %w", stem, err)
		}
		if m.exports, err = declared(m.types); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, m)
		return nil
	})
	return all, err
}

// declarationPattern finds the name in a line that begins an exported declaration of types.
var declarationPattern = regexp.MustCompile(`^export (?:declare )?(?:const|type|enum|class) ([\w$]+)`)

// declared returns the names that a module exports, sorted. An export in another form is an error.
func declared(types []byte) ([]string, error) {
	names := map[string]bool{}
	for line := range bytes.Lines(types) {
		if !bytes.HasPrefix(line, exportKeyword) {
			continue
		}
		match := declarationPattern.FindSubmatch(line)
		if match == nil {
			return nil, fmt.Errorf("the export %q has an unknown form; does a new generator write it?", bytes.TrimSpace(line))
		}
		names[string(match[1])] = true
	}
	return slices.Sorted(maps.Keys(names)), nil
}

// add adds the export of a module by its own path, and its services.
func (r *Result) add(m module) {
	r.Exports = append(r.Exports, Export{"./" + m.path + ".js", m.path})
	if !strings.HasSuffix(m.path, messages) {
		return
	}
	services := Services{Module: m.path}
	if dir := path.Dir(m.path); strings.HasPrefix(dir, namespace+"/") {
		services.Short = strings.TrimPrefix(dir, namespace+"/")
	}
	for line := range bytes.Lines(m.types) {
		if !bytes.HasPrefix(line, exportKeyword) { // Types are large, and few of their lines declare something.
			continue
		}
		if match := servicePattern.FindSubmatch(line); match != nil {
			services.Names = append(services.Names, string(match[1]))
			services.RootName = append(services.RootName, pascal(services.Short)+string(match[1]))
		}
	}
	r.Modules = append(r.Modules, services)
}

// exportKeyword begins the lines that declare what a module exports.
var exportKeyword = []byte("export ")

// short adds the entries of the proto packages, and returns the short paths. What is not of the contract, such as google.rpc, has
// one for each file.
func (r *Result) short(modules []module) ([]Export, error) {
	var all []Export
	of := map[string][]module{} // of has the modules that an entry re-exports.
	for _, m := range modules {
		dir, isHooks := path.Dir(m.path), strings.HasSuffix(m.path, hooks)
		switch {
		case strings.HasSuffix(m.path, clients):
			of[path.Join(dir, clientIndex)] = append(of[path.Join(dir, clientIndex)], m)
		case !strings.HasPrefix(dir, namespace+"/"):
			all = append(all, Export{"./" + strings.TrimSuffix(m.path, messages), m.path})
		case isHooks:
			of[path.Join(dir, hookIndex)] = append(of[path.Join(dir, hookIndex)], m)
		default:
			of[path.Join(dir, index)] = append(of[path.Join(dir, index)], m)
		}
	}
	for _, entry := range slices.Sorted(maps.Keys(of)) {
		short := "./" + strings.TrimSuffix(strings.TrimPrefix(entry, namespace+"/"), "/"+index)
		if err := unambiguous(short, of[entry]); err != nil {
			return nil, err
		}
		files := reExports(entry, of[entry])
		maps.Copy(r.Files, files)
		all = append(all, Export{short, entry})
	}
	return all, nil
}

// unambiguous returns an error if two modules export the same name: an entry that re-exports both would have neither.
func unambiguous(short string, modules []module) error {
	owners := map[string]string{}
	for _, m := range modules {
		for _, name := range m.exports {
			if owner, taken := owners[name]; taken {
				return fmt.Errorf("%s.js and %s.js both export %s, so the entry %s of the npm package can have neither: rename one of them in the contract",
					owner, m.path, name, short)
			}
			owners[name] = m.path
		}
	}
	return nil
}

// head begins every entry.
func head(what string) string {
	return "// " + what + "\n\n// @generated by mage generate\n/* eslint-disable */\n\n"
}

// reExports returns the files of an entry that re-exports modules of its folder.
func reExports(entry string, modules []module) map[string][]byte {
	proto := strings.ReplaceAll(path.Dir(entry), "/", ".")
	text := head("The messages, enums and services of " + proto + ".")
	switch path.Base(entry) {
	case hookIndex:
		text = head("The query hooks of " + proto + ".")
	case clientIndex:
		text = head("The clients of the services of " + proto + ".")
	}
	js, types, cjs := text, text, text+commonHead+"Object.assign(\n  exports,\n"
	for _, m := range modules {
		name := "./" + path.Base(m.path)
		js += fmt.Sprintf("export * from %q;\n", name+".js")
		types += fmt.Sprintf("export * from %q;\n", name+".cjs")
		cjs += fmt.Sprintf("  require(%q),\n", name+".cjs")
	}
	return map[string][]byte{
		entry + ".js": []byte(js), entry + ".d.ts": []byte(js),
		entry + ".cjs": []byte(cjs + ");\n"), entry + ".d.cts": []byte(types),
	}
}

// root adds the entry of the package: all services. A name begins with the proto package, so it does not depend on which other
// services there are.
func (r *Result) root() ([]Export, error) {
	text := head("All services of the API. Each name begins with the proto package: ClusterV1ClusterService is qdrant.cloud.cluster.v1.ClusterService.")
	js, types, cjs := text, text, text+commonHead
	owners := map[string]string{}
	for _, m := range r.Modules {
		var pairs []string
		for i, name := range m.Names {
			as := m.RootName[i]
			if owner, taken := owners[as]; taken {
				return nil, fmt.Errorf("the index of the npm package would name the services of %s.js and %s.js both %s: rename one of the packages in the contract",
					owner, m.Module, as)
			}
			owners[as] = m.Module
			pairs = append(pairs, name+" as "+as)
			cjs += fmt.Sprintf("Object.defineProperty(exports, %q, { enumerable: true, get: () => require(%q).%s });\n", as, "./"+m.Module+".cjs", name)
		}
		if len(pairs) > 0 {
			js += fmt.Sprintf("export { %s } from %q;\n", strings.Join(pairs, ", "), "./"+m.Module+".js")
			types += fmt.Sprintf("export { %s } from %q;\n", strings.Join(pairs, ", "), "./"+m.Module+".cjs")
		}
	}
	if len(owners) == 0 {
		return nil, nil
	}
	r.Files[index+".js"], r.Files[index+".d.ts"] = []byte(js), []byte(js)
	r.Files[index+".cjs"], r.Files[index+".d.cts"] = []byte(cjs), []byte(types)
	return []Export{{".", index}}, nil
}

// pascal joins the words of a path: "cluster/auth/v2" is ClusterAuthV2.
func pascal(short string) string {
	var name strings.Builder
	for word := range strings.FieldsFuncSeq(short, func(r rune) bool { return r == '/' || r == '_' }) {
		name.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return name.String()
}
