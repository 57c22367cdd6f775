package symbols

import "github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"

// message lists a message and what is nested in it. openFile reports whether enums of the file have the methods of the open API.
func (g *goFile) message(m *schema.Message, name string, around goFeatures, openFile bool) {
	if m.MapEntry {
		return
	}
	features := around.with(goMessageFeatures, m.Options)
	g.structOf(m, name, features)
	for _, e := range m.Enums {
		g.enum(e, name+goNested(e.Name()), name+"_", features, openFile)
	}
	for _, nested := range m.Messages {
		g.message(nested, name+goNested(nested.Name()), features, openFile)
	}
	for _, x := range m.Extensions {
		g.extension(x, name+"_")
	}
}

// structOf lists the struct of a message, its members, and the other declarations for its fields.
func (g *goFile) structOf(m *schema.Message, name string, features goFeatures) {
	listed := g.declareType(name, "struct", m)
	if g.counting && features.open() && !goDeclaresMore(m) {
		return
	}
	names := g.fieldNames(m)
	types := g.fieldTypes(m)
	if listed {
		g.member("Reset", "func()", m)
		g.member("String", "func() string", m)
		g.member("ProtoMessage", "func()", m)
		g.member("ProtoReflect", "func() protoreflect.Message", m)
		if features.open() {
			g.member("Descriptor", "func() ([]byte, []int)", m)
			g.openMembers(m, name, names, types)
		} else {
			g.accessors(m, name, newGoAccess(m, names, features.api), types)
		}
	}
	for i, f := range m.Fields {
		if f.HasDef {
			g.declare("Default_"+name+"_"+names.fields[i], goDefault(f)+types[i], f)
		}
	}
	if !features.open() {
		g.beside(m, name, newGoAccess(m, names, features.api), types)
	}
	if features.api != goOpaque {
		g.wrappers(m, name, names, types)
	}
}

// goDeclaresMore reports whether a message of the open API has declarations beside its struct.
func goDeclaresMore(m *schema.Message) bool {
	for _, f := range m.Fields {
		if f.Oneof != nil || f.HasDef {
			return true
		}
	}
	return false
}

// openMembers lists the fields of the struct and their getters.
func (g *goFile) openMembers(m *schema.Message, name string, names goNames, types []string) {
	for i, f := range m.Fields {
		if f.Oneof == nil {
			g.member(names.fields[i], goPointer(f)+types[i], f)
		} else if f.Oneof.Fields[0] == f {
			g.oneof(f.Oneof, name, names.oneofs[f.Oneof])
		}
		g.member(names.getters[i], "func() "+types[i], f)
	}
}

// oneof lists the field of a oneof and its getter. Their type is not exported, but the exported wrappers implement it.
func (g *goFile) oneof(o *schema.Oneof, message, name string) {
	of := "is" + message + "_" + name
	g.member(name, of, o)
	g.member("Get"+name, "func() "+of, o)
}

// wrappers lists the struct for each member of a oneof.
func (g *goFile) wrappers(m *schema.Message, message string, names goNames, types []string) {
	if len(names.oneofs) == 0 {
		return
	}
	nested := make(map[string]bool, len(m.Messages)+len(m.Enums))
	for _, n := range m.Messages {
		nested[message+goNested(n.Name())] = true
	}
	for _, e := range m.Enums {
		nested[message+goNested(e.Name())] = true
	}
	for i, f := range m.Fields {
		if f.Oneof == nil {
			continue
		}
		name := message + "_" + names.fields[i]
		for nested[name] {
			name += "_"
		}
		if g.declareType(name, "struct as is"+message+"_"+names.oneofs[f.Oneof], f) {
			g.member(names.fields[i], types[i], f)
		}
	}
}

// fieldTypes returns the Go types of the fields of a message, without the pointer for presence.
func (g *goFile) fieldTypes(m *schema.Message) []string {
	types := make([]string, len(m.Fields))
	if !g.counting {
		for i, f := range m.Fields {
			types[i] = g.fieldType(f)
		}
	}
	return types
}

func (g *goFile) fieldType(f *schema.Field) string {
	switch f.Cardinality() {
	case schema.Map:
		key, value := f.Entry.Field(1), f.Entry.Field(2)
		if key == nil || value == nil {
			return "map"
		}
		return "map[" + g.valueType(key) + "]" + g.valueType(value)
	case schema.List:
		return "[]" + g.valueType(f)
	default:
		return g.valueType(f)
	}
}

func (g *goFile) valueType(f *schema.Field) string {
	switch f.Type {
	case schema.Double:
		return "float64"
	case schema.Float:
		return "float32"
	case schema.Int64, schema.Sint64, schema.Sfixed64:
		return "int64"
	case schema.Uint64, schema.Fixed64:
		return "uint64"
	case schema.Int32, schema.Sint32, schema.Sfixed32:
		return "int32"
	case schema.Uint32, schema.Fixed32:
		return "uint32"
	case schema.Bool:
		return "bool"
	case schema.String:
		return "string"
	case schema.Bytes:
		return "[]byte"
	case schema.MessageT, schema.Group:
		return "*" + g.rename(f.TypeName)
	default:
		return g.rename(f.TypeName)
	}
}

// goPointer returns a star for a field that is a pointer because it can be absent. Messages and bytes can be nil anyway.
func goPointer(f *schema.Field) string {
	if goScalar(f.Type) && goHasPresence(f) {
		return "*"
	}
	return ""
}

func goScalar(t schema.Type) bool {
	return t != schema.Bytes && t != schema.MessageT && t != schema.Group
}

func goHasPresence(f *schema.Field) bool {
	presence := f.Presence()
	return presence == schema.ExplicitPresence || presence == schema.RequiredPresence
}

// goDefault returns how a default is declared, because Go has no constants of some types and values.
func goDefault(f *schema.Field) string {
	if f.Type == schema.Bytes {
		return "var "
	}
	if f.Type == schema.Double || f.Type == schema.Float {
		switch f.Default {
		case "inf", "-inf", "nan", "-nan":
			return "var "
		}
	}
	return "const "
}
