package pack

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/markdown"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// imported is something of this package that a README uses.
type imported struct {
	line  int
	path  string   // path is as the language has it.
	names []string // names are what is used of it.
}

// readmeOf is how a README is held to the package.
type readmeOf struct {
	language  lang.ID
	imports   func(c *content, b markdown.Block) []imported
	has       func(c *content, path string) bool       // has says whether a path can be imported.
	declares  func(c *content, path, name string) bool // declares says whether a name is there to be used.
	root      func(c *content) string                  // root is the path that all paths of this package are below.
	separator string
}

var (
	goReadme     = readmeOf{lang.Go, goImports, goHas, goDeclares, packageName, "/"}
	pythonReadme = readmeOf{lang.Python, pythonImports, pythonHas, pythonDeclares, namespaceRoot, "."}
	tsReadme     = readmeOf{lang.TypeScript, tsImports, tsHas, tsDeclares, packageName, "/"}
)

func packageName(c *content) string { return c.pkg }

func namespaceRoot(*content) string { return path.Dir(path.Clean(namespace)) }

var codeSpan = regexp.MustCompile("`([^`\n]+)`")

// checkReadme wants what a README imports of this package to be there, down to the names, and every path of the package that
// it mentions.
func checkReadme(c *content) []Finding {
	text := c.readme()
	language := c.format().readme
	if language == nil {
		return nil
	}
	root := language.root(c)
	below := func(path string) bool { return strings.HasPrefix(path, root+language.separator) }
	var used []imported
	lines, _ := markdown.Lines(text)
	for _, b := range markdown.Blocks(lines) {
		if !slices.Contains(language.language.Language().Blocks, b.Language) {
			continue
		}
		for _, use := range language.imports(c, b) {
			if use.path == root || below(use.path) {
				used = append(used, use)
			}
		}
	}
	for _, l := range lines {
		if l.Part != markdown.Plain {
			continue
		}
		for _, span := range codeSpan.FindAllStringSubmatch(l.Text, -1) {
			// The root alone is the name of the package there, which is nothing to import.
			if below(span[1]) {
				used = append(used, imported{path: span[1], line: l.Number})
			}
		}
	}
	const advice = "run mage generate, or fix the README in templates"
	var found []Finding
	for _, use := range used {
		if !language.has(c, use.path) {
			finding := say(readmeFile, "names "+use.path+", which can't be imported", advice)
			finding.Line = use.line
			found = append(found, finding)
			continue
		}
		for _, name := range use.names {
			if !language.declares(c, use.path, name) {
				finding := say(readmeFile, fmt.Sprintf("uses %s of %s, which has no such name", name, use.path), advice)
				finding.Line = use.line
				found = append(found, finding)
			}
		}
	}
	return sorted(found)
}

const readmeFile = "README.md"

// readme is the README of an artifact. That of a wheel is in its metadata.
func (c *content) readme() string {
	if c.kind == wheelKind {
		_, description, err := coreMetadata(metadata(c.inside))
		if err != nil {
			return "" // Another rule tells of it.
		}
		return description
	}
	content, _ := archive.Find(c.inside, readmeFile)
	return string(content)
}

// Go.

func goImports(_ *content, b markdown.Block) []imported {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "", b.Text, 0)
	if err != nil {
		// A piece of a program has no package clause; it is put on the first line to keep the numbers of lines.
		if file, err = parser.ParseFile(files, "", "package p;"+b.Text, parser.ImportsOnly); err != nil {
			return nil
		}
	}
	var all []imported
	for _, spec := range file.Imports {
		from, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		use := imported{path: from, line: b.Line + files.Position(spec.Pos()).Line}
		if spec.Name != nil {
			use.names = selected(file, spec.Name.Name)
		}
		all = append(all, use)
	}
	return all
}

// selected are the names that a file uses of an import.
func selected(file *ast.File, alias string) []string {
	var names []string
	ast.Inspect(file, func(node ast.Node) bool {
		if selector, ok := node.(*ast.SelectorExpr); ok {
			if x, ok := selector.X.(*ast.Ident); ok && x.Name == alias {
				names = append(names, selector.Sel.Name)
			}
		}
		return true
	})
	return names
}

func goHas(c *content, from string) bool { return len(goFiles(c, from)) > 0 }

func goFiles(c *content, from string) []archive.Member {
	dir := strings.TrimPrefix(from, c.pkg+"/")
	var files []archive.Member
	for _, m := range c.inside {
		if path.Dir(m.Name) == dir && strings.HasSuffix(m.Name, ".go") {
			files = append(files, m)
		}
	}
	return files
}

func goDeclares(c *content, from, name string) bool {
	pattern := regexp.MustCompile(`(?m)^(?:(?:func|type|var|const) |\t)` + regexp.QuoteMeta(name) + `\b`)
	for _, m := range goFiles(c, from) {
		if pattern.Match(m.Content) {
			return true
		}
	}
	return false
}

// Python.

var (
	pythonFrom   = regexp.MustCompile(`(?m)^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)`)
	pythonImport = regexp.MustCompile(`(?m)^[ \t]*import[ \t]+([^\n]+)`)
	pythonName   = regexp.MustCompile(`^\w+`)
)

func pythonImports(_ *content, b markdown.Block) []imported {
	var all []imported
	for _, at := range pythonFrom.FindAllStringSubmatchIndex(b.Text, -1) {
		use := imported{path: b.Text[at[2]:at[3]], line: b.Line + 1 + strings.Count(b.Text[:at[2]], "\n")}
		for item := range strings.SplitSeq(strings.Trim(b.Text[at[4]:at[5]], "()"), ",") {
			if name := pythonName.FindString(strings.TrimSpace(item)); name != "" {
				use.names = append(use.names, name)
			}
		}
		all = append(all, use)
	}
	for _, at := range pythonImport.FindAllStringSubmatchIndex(b.Text, -1) {
		for item := range strings.SplitSeq(b.Text[at[2]:at[3]], ",") {
			name, _, _ := strings.Cut(strings.TrimSpace(item), " ")
			all = append(all, imported{path: name, line: b.Line + 1 + strings.Count(b.Text[:at[2]], "\n")})
		}
	}
	return all
}

func pythonHas(c *content, from string) bool {
	name := strings.ReplaceAll(from, ".", "/")
	for _, m := range c.inside {
		if m.Name == name+".py" || strings.HasPrefix(m.Name, name+"/") {
			return true
		}
	}
	return false
}

func pythonDeclares(c *content, from, name string) bool {
	if pythonHas(c, from+"."+name) {
		return true
	}
	file := strings.ReplaceAll(from, ".", "/")
	content, ok := archive.Find(c.inside, file+".pyi")
	if !ok {
		content, ok = archive.Find(c.inside, file+".py")
	}
	if !ok {
		// A package says in __all__ what users import from it.
		content, ok = archive.Find(c.inside, file+"/__init__.py")
	}
	quoted := regexp.QuoteMeta(name)
	pattern := regexp.MustCompile(`(?m)^(?:class |def )?` + quoted + `\b|^ +"` + quoted + `",$`)
	return ok && pattern.Match(content)
}

// TypeScript.

var tsImport = regexp.MustCompile(`(?m)^[ \t]*(?:import|export)\b([^;"']*?\bfrom)?\s*["']([^"'\n]+)["']`)

func tsImports(_ *content, b markdown.Block) []imported {
	var all []imported
	for _, at := range tsImport.FindAllStringSubmatchIndex(b.Text, -1) {
		use := imported{path: b.Text[at[4]:at[5]], line: b.Line + 1 + strings.Count(b.Text[:at[4]], "\n")}
		if at[2] >= 0 {
			use.names = tsNames(b.Text[at[2]:at[3]])
		}
		all = append(all, use)
	}
	return all
}

// tsNames are the names between the braces of an import, as the module has them.
func tsNames(clause string) []string {
	_, list, ok := strings.Cut(clause, "{")
	if !ok {
		return nil
	}
	list, _, _ = strings.Cut(list, "}")
	var names []string
	for item := range strings.SplitSeq(list, ",") {
		if fields := strings.Fields(strings.TrimPrefix(strings.TrimSpace(item), "type ")); len(fields) > 0 {
			names = append(names, fields[0])
		}
	}
	return names
}

// tsTargets are the files that an import of this package leads to.
func tsTargets(c *content, from string) []string {
	manifest, err := c.packageJSON()
	if err != nil {
		return nil
	}
	all, err := exportsOf(manifest)
	if err != nil {
		return nil
	}
	subpath := "." + strings.TrimPrefix(from, c.pkg)
	for _, e := range all {
		if e.subpath == subpath {
			return e.targets
		}
		before, after, star := strings.Cut(e.subpath, "*")
		if star && len(subpath) > len(before)+len(after) && strings.HasPrefix(subpath, before) && strings.HasSuffix(subpath, after) {
			middle := subpath[len(before) : len(subpath)-len(after)]
			var files []string
			for _, target := range e.targets {
				files = append(files, strings.ReplaceAll(target, "*", middle))
			}
			return files
		}
	}
	return nil
}

func tsHas(c *content, from string) bool {
	files := c.byName()
	for _, target := range tsTargets(c, from) {
		if _, ok := files[path.Clean(target)]; ok {
			return true
		}
	}
	return false
}

func tsDeclares(c *content, from, name string) bool {
	files := c.byName()
	pattern := regexp.MustCompile(`(?m)^export (?:declare )?(?:abstract )?(?:const|let|var|type|interface|class|enum|function) ` + regexp.QuoteMeta(name) + `\b|^export \*`)
	for _, target := range tsTargets(c, from) {
		if content := files[path.Clean(target)]; strings.HasSuffix(target, ".d.ts") && pattern.Match(content) {
			return true
		}
	}
	return false
}
