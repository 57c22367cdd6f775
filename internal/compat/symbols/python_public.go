package symbols

import (
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// loads reports whether Python can import the module. It names the modules of public imports in statements, and imports all
// others too; Python's protobuf has none for the features of other languages.
func (m *pythonModule) loads() bool {
	for _, path := range m.file.PublicImports {
		if !pythonImports(path) {
			return false
		}
	}
	for _, path := range m.file.Imports {
		if strings.HasPrefix(path, "google/protobuf/") && strings.HasSuffix(path, "_features.proto") {
			return false
		}
	}
	return true
}

// reexports lists the symbols of a module that come from public imports. Their element is the file.
//
// At run time a module has the public names of all these modules, including those that they import publicly. The stub has those
// of the file's own imports.
func (m *pythonModule) reexports(name string) {
	if len(m.file.PublicImports) == 0 {
		return
	}
	m.crowded = true
	m.as, m.taken = m.file, map[string]bool{}
	m.take(m.file)
	m.reexport(name, m.file, map[string]bool{m.file.Path: true})
	m.as = nil
}

// reexport lists the public imports of a file, the last first, because its names replace earlier ones.
func (m *pythonModule) reexport(in string, of *schema.File, visited map[string]bool) {
	for _, path := range slices.Backward(of.PublicImports) {
		f := m.schema.File(path)
		if f == nil || visited[path] {
			continue
		}
		visited[path] = true
		remark := ""
		if of != m.file {
			remark = " at run time only"
		} else if !pythonStubNames(f) {
			m.parses = false
		}
		m.declarations(in, f, remark)
		m.take(f)
		m.reexport(in, f, visited)
	}
}

// take hides the top-level names of a file from what is listed later.
func (m *pythonModule) take(f *schema.File) {
	for _, message := range f.Messages {
		m.taken[message.Name()] = true
	}
	for _, e := range f.Enums {
		m.taken[e.Name()] = true
		for _, v := range e.Values {
			m.taken[v.Name()] = true
		}
	}
	for _, x := range f.Extensions {
		m.taken[x.Name()] = true
		m.taken[pythonConstant(x)] = true
	}
}

// pythonStubNames reports whether no top-level name of a file is a keyword.
func pythonStubNames(f *schema.File) bool {
	for _, message := range f.Messages {
		if pythonKeyword(message.Name()) {
			return false
		}
	}
	for _, e := range f.Enums {
		if pythonKeyword(e.Name()) {
			return false
		}
		for _, v := range e.Values {
			if pythonKeyword(v.Name()) {
				return false
			}
		}
	}
	for _, x := range f.Extensions {
		if pythonKeyword(x.Name()) {
			return false
		}
	}
	return true
}
