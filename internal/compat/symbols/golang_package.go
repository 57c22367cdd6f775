package symbols

import (
	"path"
	"runtime"
	"strings"
	"sync"
	"weak"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// goPackage is a Go package and its proto files.
type goPackage struct {
	path    string
	files   []*schema.File
	broken  string       // broken says why importers of the package do not compile, whatever it declares.
	imports []*goPackage // imports may have a package more than once.

	count    sync.Once
	declared map[string]int
}

// goPackages caches the packages of a schema as long as it lives: duplicate names are found by looking at all files of a package,
// which would take too long to repeat for each file.
var goPackages sync.Map // of weak.Pointer[schema.Schema] and map[string]*goPackage

// goPackageOf returns the package of a file.
func goPackageOf(s *schema.Schema, f *schema.File) *goPackage {
	key := weak.Make(s)
	have, found := goPackages.Load(key)
	if !found {
		have, found = goPackages.LoadOrStore(key, goSplit(s))
		if !found {
			runtime.AddCleanup(s, func(key weak.Pointer[schema.Schema]) { goPackages.Delete(key) }, key)
		}
	}
	if packages, ok := have.(map[string]*goPackage); ok {
		if p := packages[goImportPath(f)]; p != nil {
			return p
		}
	}
	return &goPackage{path: goImportPath(f), files: []*schema.File{f}} // The file is not one of the schema.
}

// goSplit groups the files of a schema by package.
func goSplit(s *schema.Schema) map[string]*goPackage {
	packages := map[string]*goPackage{}
	for _, f := range s.Files {
		importPath := goImportPath(f)
		p := packages[importPath]
		if p == nil {
			p = &goPackage{path: importPath}
			packages[importPath] = p
		}
		p.files = append(p.files, f)
		if goClause(f) != goClause(p.files[0]) {
			p.broken = notCompiled + "the files of the package disagree on its name"
		}
	}
	for _, p := range packages {
		for _, f := range p.files {
			for _, imported := range f.Imports {
				if of := s.File(imported); of != nil && packages[goImportPath(of)] != p {
					p.imports = append(p.imports, packages[goImportPath(of)])
				}
			}
		}
	}
	goFindCycles(packages)
	return packages
}

// goFindCycles finds the packages that import themselves through others, and their importers. Files cannot import each other in
// cycles, but packages of several files can. It sorts the packages topologically; those that are left are the result.
func goFindCycles(packages map[string]*goPackage) {
	waiting := make(map[*goPackage]int, len(packages)) // has the number of imports that are not in order yet
	importers := make(map[*goPackage][]*goPackage, len(packages))
	ordered := make([]*goPackage, 0, len(packages))
	for _, p := range packages {
		waiting[p] = len(p.imports)
		if len(p.imports) == 0 {
			ordered = append(ordered, p)
		}
		for _, imported := range p.imports {
			importers[imported] = append(importers[imported], p)
		}
	}
	for i := 0; i < len(ordered); i++ {
		for _, importer := range importers[ordered[i]] {
			if waiting[importer]--; waiting[importer] == 0 {
				ordered = append(ordered, importer)
			}
		}
	}
	for p, left := range waiting {
		if left > 0 {
			p.broken = notCompiled + "packages import each other in a cycle, this one or what it imports"
		}
	}
}

// names counts the declarations of each name.
func (p *goPackage) names(s *schema.Schema) map[string]int {
	p.count.Do(func() {
		g := &goFile{declared: map[string]int{}, counting: true}
		for _, f := range p.files {
			g.file(s, f)
		}
		p.declared = g.declared
	})
	return p.declared
}

// signature returns the signature of the package for one of its files. Importers use the name of the package.
func (p *goPackage) signature(f *schema.File) string {
	if p.broken != "" {
		return p.broken
	}
	return "package " + goClause(f)
}

// goImportPath returns the import path from go_package, or else the folder of the file: the caller of the generator then sets the
// path, which probably changes only with the folder.
func goImportPath(f *schema.File) string {
	importPath, _, _ := strings.Cut(f.GoPackage(), ";")
	if importPath == "" {
		return path.Dir(f.Path)
	}
	return importPath
}

// goClause returns the name in the package clause.
func goClause(f *schema.File) string {
	if _, name, _ := strings.Cut(f.GoPackage(), ";"); name != "" {
		return name
	}
	return goSanitized(path.Base(goImportPath(f)))
}
