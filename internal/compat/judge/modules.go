package judge

import (
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/symbols"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// modules are what files are generated into. The symbols of all files at once would take several times the size of the images, so one
// module is compared at a time.
type modules struct {
	name func(*schema.File) string
	all  map[string]*module
}

// module is a Go package, a Python module or a TypeScript module.
type module struct {
	old, now []*schema.File
	breaks   map[*schema.File][]symbols.Break // breaks are those of the files that are still to come; nil until they are known.
}

func modulesOf(name func(*schema.File) string, before, after []*schema.File) *modules {
	m := &modules{name, map[string]*module{}}
	for _, file := range before {
		m.of(file).old = append(m.of(file).old, file)
	}
	for _, file := range after {
		if to := m.all[name(file)]; to != nil { // What nobody could name before is not compared.
			to.now = append(to.now, file)
		}
	}
	return m
}

func (m *modules) of(file *schema.File) *module {
	name := m.name(file)
	if m.all[name] == nil {
		m.all[name] = &module{}
	}
	return m.all[name]
}

// compare returns the breaks of the symbols of an old file, once. The first file of a module has it compared.
func (m *modules) compare(file *schema.File, l *listed) []symbols.Break {
	in := m.of(file)
	if in.breaks == nil {
		in.breaks = map[*schema.File][]symbols.Break{}
		var old, now []symbols.Symbol
		for _, file := range in.old {
			old = append(old, l.old(file)...)
		}
		for _, file := range in.now {
			now = append(now, l.now(file)...)
		}
		for _, broken := range symbols.Compare(old, now) {
			of := broken.Old.Element.In()
			in.breaks[of] = append(in.breaks[of], broken)
		}
	}
	found := in.breaks[file]
	delete(in.breaks, file)
	return found
}

// listed lists the symbols of files of both sides, and keeps those of the last file of each.
type listed struct {
	old, now func(*schema.File) []symbols.Symbol
}

func newListed(j *judge, language lang.ID, stubs symbols.Lister) *listed {
	list := func(from *schema.Schema, file *schema.File, rename func(string) string) []symbols.Symbol {
		all := stubs(from, file, rename)
		if j.policy.Client != nil {
			all = append(all, symbols.Client(language, *j.policy.Client, from, file, rename)...)
		}
		return all
	}
	kept := func(from *schema.Schema, rename func(string) string) func(*schema.File) []symbols.Symbol {
		var last *schema.File
		var of []symbols.Symbol
		return func(file *schema.File) []symbols.Symbol {
			if file != last {
				last, of = file, list(from, file, rename)
			}
			return of
		}
	}
	return &listed{kept(j.Old, j.Rename), kept(j.New, func(name string) string { return name })}
}
