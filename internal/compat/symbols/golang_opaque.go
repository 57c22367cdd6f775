package symbols

import (
	"strconv"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// goAccess has the names of the methods that the hybrid and the opaque API give a message. Their conflicts are resolved by other
// rules than those of the open API, which also apply in the hybrid API.
type goAccess struct {
	goNames

	hybrid      bool
	bare        []string // bare has the names of the fields in the builder and in methods.
	bareOneofs  map[*schema.Oneof]string
	apart       []bool // apart is set if an underscore separates the verb and the name of the field.
	apartOneofs map[*schema.Oneof]bool
}

func newGoAccess(m *schema.Message, names goNames, api uint64) *goAccess {
	a := &goAccess{
		goNames: names, hybrid: api == goHybrid,
		bare: make([]string, len(m.Fields)), bareOneofs: make(map[*schema.Oneof]string, len(m.Oneofs)),
		apart: make([]bool, len(m.Fields)), apartOneofs: make(map[*schema.Oneof]bool, len(m.Oneofs)),
	}
	for i, f := range m.Fields {
		a.bare[i] = goCamelCase(f.Name())
		if a.bare[i] == "Build" {
			a.bare[i] = "Build_" // is the method of the builder
		}
		if f.Oneof != nil {
			a.bareOneofs[f.Oneof] = goCamelCase(f.Oneof.Name())
		}
	}
	a.number(m)
	a.separate(m)
	return a
}

// number appends their numbers to fields that would have the same name.
func (a *goAccess) number(m *schema.Message) {
	suffix := func(i int) {
		text := "_" + strconv.Itoa(int(m.Fields[i].Number))
		a.bare[i] += text
		if of := m.Fields[i].Oneof; of != nil {
			a.bareOneofs[of] += text
		}
	}
	first := make(map[string]int, len(m.Fields))
	for i := range m.Fields {
		if other, twice := first[a.bare[i]]; twice {
			suffix(other)
			suffix(i)
			continue
		}
		first[a.bare[i]] = i
	}
}

// separate finds the methods of the hybrid API that would have the name of a field.
func (a *goAccess) separate(m *schema.Message) {
	if !a.hybrid {
		return
	}
	taken := make(map[string]bool, len(m.Fields))
	for i, f := range m.Fields {
		taken[a.bare[i]] = true
		switch {
		case f.Oneof != nil:
			taken[a.bareOneofs[f.Oneof]] = true
		case f.Proto3Optional:
			taken[goCamelCase(goOptionalOneof(m, f, goCrowded(m)))] = true
		}
	}
	for i, f := range m.Fields {
		name := a.bare[i]
		a.apart[i] = taken["Set"+name] || taken["Get"+name] || goHasPresence(f) && (taken["Has"+name] || taken["Clear"+name])
	}
	for o, name := range a.bareOneofs {
		a.apartOneofs[o] = taken["Has"+name] || taken["Clear"+name] || taken["Which"+name]
	}
}

func (a *goAccess) method(verb string, i int) string {
	if a.apart[i] {
		verb += "_"
	}
	return verb + a.bare[i]
}

func (a *goAccess) oneofMethod(verb string, o *schema.Oneof) string {
	if a.apartOneofs[o] {
		verb += "_"
	}
	return verb + a.bareOneofs[o]
}

// accessors lists the members of the struct of a message.
func (g *goFile) accessors(m *schema.Message, name string, a *goAccess, types []string) {
	for i, f := range m.Fields {
		first := f.Oneof != nil && f.Oneof.Fields[0] == f
		if a.hybrid {
			if f.Oneof == nil {
				g.member(a.fields[i], goPointer(f)+types[i], f)
			} else if first {
				g.oneof(f.Oneof, name, a.oneofs[f.Oneof])
			}
		}
		get := a.method("Get", i)
		g.member(get, "func() "+types[i], f)
		if a.hybrid && get != a.getters[i] {
			g.member(a.getters[i], "func() "+types[i], f)
		}
		g.member(a.method("Set", i), "func("+types[i]+")", f)
		if goHasPresence(f) {
			g.member(a.method("Has", i), "func() bool", f)
			g.member(a.method("Clear", i), "func()", f)
		}
		if first {
			g.member(a.oneofMethod("Has", f.Oneof), "func() bool", f.Oneof)
			g.member(a.oneofMethod("Clear", f.Oneof), "func()", f.Oneof)
			g.member(a.oneofMethod("Which", f.Oneof), "func() case_"+name+"_"+a.oneofs[f.Oneof], f.Oneof)
		}
	}
}

// beside lists the builder of a message and the cases of its oneofs.
func (g *goFile) beside(m *schema.Message, name string, a *goAccess, types []string) {
	if g.declareType(name+"_builder", "struct", m) {
		for i, f := range m.Fields {
			g.member(a.bare[i], goPointer(f)+types[i], f)
		}
		g.member("Build", "func() *"+name, m)
	}
	for i, f := range m.Fields {
		if f.Oneof == nil {
			continue
		}
		signature := "const case_" + name + "_" + a.oneofs[f.Oneof]
		if f.Oneof.Fields[0] == f {
			g.declare(name+"_"+a.oneofs[f.Oneof]+"_not_set_case", signature, f.Oneof)
		}
		g.declare(name+"_"+a.fields[i]+"_case", signature, f)
	}
}
