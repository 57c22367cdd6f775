package pack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
)

// entry is a path by which users import something, and the files that it stands for under any condition.
type entry struct {
	subpath string // subpath is "." or begins with "./".
	targets []string
}

// exportsOf returns what a package exports (https://nodejs.org/api/packages.html#package-entry-points). A package without exports
// has the file of main, and leaves everything else open to be imported; SDKs don't.
func exportsOf(manifest *packageJSON) ([]entry, error) {
	all := []entry{{".", slices.DeleteFunc([]string{manifest.Main, manifest.Module, manifest.Types}, func(t string) bool { return t == "" })}}
	var bins any
	if len(manifest.Bin) > 0 {
		if err := json.Unmarshal(manifest.Bin, &bins); err != nil {
			return nil, err
		}
	}
	all[0].targets = append(all[0].targets, targets(bins)...)
	if len(manifest.Exports) == 0 {
		return all, nil
	}
	var exports any
	if err := json.Unmarshal(manifest.Exports, &exports); err != nil {
		return nil, err
	}
	paths, ok := exports.(map[string]any)
	if _, hasPaths := firstWithDot(paths); !ok || !hasPaths {
		all[0].targets = append(all[0].targets, targets(exports)...)
		return all, nil
	}
	for _, subpath := range slices.Sorted(maps.Keys(paths)) {
		all = append(all, entry{subpath, targets(paths[subpath])})
	}
	return all, nil
}

func firstWithDot(paths map[string]any) (string, bool) {
	for name := range paths {
		if strings.HasPrefix(name, ".") {
			return name, true
		}
	}
	return "", false
}

// targets are the files in a value of exports: a path, or paths by conditions, or several to choose from.
func targets(value any) []string {
	switch value := value.(type) {
	case string:
		return []string{value}
	case []any:
		var all []string
		for _, v := range value {
			all = append(all, targets(v)...)
		}
		return all
	case map[string]any:
		var all []string
		for _, key := range slices.Sorted(maps.Keys(value)) {
			all = append(all, targets(value[key])...)
		}
		return all
	}
	return nil
}

// expand are the members that a target stands for; a star in it stands for any text.
func (c *content) expand(target string) []string {
	target = path.Clean(target)
	before, after, star := strings.Cut(target, "*")
	var all []string
	for _, m := range c.inside {
		long := len(m.Name) > len(before)+len(after)
		if m.Name == target || star && long && strings.HasPrefix(m.Name, before) && strings.HasSuffix(m.Name, after) {
			all = append(all, m.Name)
		}
	}
	return all
}

// packageJSON is the manifest; an unreadable one is told of by another rule.
func (c *content) packageJSON() (*packageJSON, error) {
	content, _ := archive.Find(c.inside, "package.json")
	manifest := new(packageJSON)
	return manifest, json.Unmarshal(content, manifest)
}

// checkExports wants every export to point to a file, and every file to be reached from an export: what is not can't be
// imported by anybody.
func checkExports(c *content) []Finding {
	manifest, err := c.packageJSON()
	if err != nil {
		return nil
	}
	all, err := exportsOf(manifest)
	if err != nil {
		return []Finding{say("package.json", "has exports that can't be read: "+err.Error(), "run mage generate")}
	}
	var found []Finding
	reached := map[string]bool{}
	var next []string
	for _, e := range all {
		for _, target := range e.targets {
			files := c.expand(target)
			if len(files) == 0 {
				found = append(found, say("package.json", fmt.Sprintf("exports %s as %s, which is not there", e.subpath, target), "run mage generate"))
			}
			next = append(next, files...)
		}
	}
	byName := c.byName()
	for len(next) > 0 {
		name := next[0]
		next = next[1:]
		if reached[name] {
			continue
		}
		reached[name] = true
		for _, specifier := range specifiers(byName[name]) {
			if file, ok := resolve(byName, name, specifier); ok {
				next = append(next, file)
			}
		}
	}
	for _, m := range c.inside {
		if isModule(m.Name) && !reached[m.Name] {
			found = append(found, say(m.Name, "is not reached by any export of package.json, so nobody can import it", "run mage generate, or remove the file"))
		}
	}
	return found
}

// emulatorFiles are the modules that run in Node.js alone: they start a program.
const emulatorFiles = "emulator.*"

// checkImports wants what a file imports to be there: a file of the package, or a package that is asked for.
func checkImports(c *content) []Finding {
	manifest, err := c.packageJSON()
	if err != nil {
		return nil
	}
	byName := c.byName()
	var found []Finding
	for _, m := range c.inside {
		if !isModule(m.Name) {
			continue
		}
		for _, specifier := range specifiers(m.Content) {
			_, there := resolve(byName, m.Name, specifier)
			name := npmPackage(specifier)
			switch {
			case strings.HasPrefix(specifier, "."):
				if !there {
					found = append(found, say(m.Name, "imports "+specifier+", which is not there", "run mage generate"))
				}
			case strings.HasPrefix(specifier, "node:"):
				// All other modules have to load in browsers.
				if emulator, err := path.Match(emulatorFiles, m.Name); err != nil || !emulator {
					found = append(found, say(m.Name, "imports "+specifier+", which browsers do not have", "only the emulator's module may use Node.js"))
				}
			case manifest.Dependencies[name] == "" && manifest.PeerDependencies[name] == "" && manifest.Optional[name] == "":
				found = append(found, say(m.Name, "imports "+specifier+", whose package package.json does not ask for",
					"add "+name+" to sdks.ts.peers in sdk.yaml"))
			}
		}
	}
	return found
}

// hooks are the scripts that npm runs where a package is installed.
var hooks = []string{"preinstall", "install", "postinstall", "prepare"}

// checkScripts wants nothing to run where the package is installed, and that npm agrees to publish it.
func checkScripts(c *content) []Finding {
	manifest, err := c.packageJSON()
	if err != nil {
		return nil
	}
	var found []Finding
	for _, hook := range hooks {
		if _, ok := manifest.Scripts[hook]; ok {
			found = append(found, say("package.json", "has the script "+hook+", which would run on the machine of every user",
				"remove it from templates/ts/package.json.tmpl"))
		}
	}
	if manifest.Private {
		found = append(found, say("package.json", "is private, so no registry takes it", "remove it from templates/ts/package.json.tmpl"))
	}
	return found
}

func (c *content) byName() map[string][]byte {
	all := map[string][]byte{}
	for _, m := range c.inside {
		all[m.Name] = m.Content
	}
	return all
}

// isModule reports whether a file is a module of the package or the types of one. Examples are programs of its users.
func isModule(name string) bool {
	return !strings.HasPrefix(name, "examples/") && slices.Contains([]string{".js", ".ts", ".cjs", ".cts"}, path.Ext(name))
}

// specifierPattern finds the module that a statement imports or exports from. What it names may be on lines of its own. requirePattern finds
// those of CommonJS.
var (
	specifierPattern = regexp.MustCompile(`^(?:import|export)\b(?:[^;"'` + "`" + `]*?\bfrom)?\s*["']([^"'\n]+)["']`)
	requirePattern   = regexp.MustCompile(`\brequire\(["']([^"'\n]+)["']\)`)
)

// specifiers are the modules that a file names, in statements that begin a line; generated code and declarations have no others.
func specifiers(content []byte) []string {
	var all []string
	for rest := content; len(rest) > 0; {
		// Most lines begin in another way, and the pattern looks at each character.
		if bytes.HasPrefix(rest, []byte("import")) || bytes.HasPrefix(rest, []byte("export")) {
			if match := specifierPattern.FindSubmatchIndex(rest); match != nil {
				all = append(all, string(rest[match[2]:match[3]]))
				rest = rest[match[1]:]
			}
		}
		_, rest, _ = bytes.Cut(rest, []byte("\n"))
	}
	if bytes.Contains(content, []byte("require(")) {
		for _, match := range requirePattern.FindAllSubmatch(content, -1) {
			all = append(all, string(match[1]))
		}
	}
	return all
}

// resolve is the file that a relative specifier stands for, seen from another file: declarations have declarations behind the
// names of JavaScript.
func resolve(files map[string][]byte, from, specifier string) (string, bool) {
	if !strings.HasPrefix(specifier, ".") {
		return "", false
	}
	name := path.Join(path.Dir(from), specifier)
	if isTypes := strings.HasSuffix(from, ".d.ts") || strings.HasSuffix(from, ".d.cts"); isTypes {
		stem, isCommon := strings.CutSuffix(name, ".cjs")
		name = strings.TrimSuffix(stem, ".js") + ".d.ts"
		if isCommon {
			name = stem + ".d.cts"
		}
	}
	_, ok := files[name]
	return name, ok
}
