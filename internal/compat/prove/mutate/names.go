package mutate

import "slices"

// nameMutators choose names that are special for a generator.
var nameMutators = []mutator{
	{"name.getter", 1, one(fields, addGetter)},
	{"name.keyword", 1, one(messages, addKeyword)},
	{"name.type", 1, one(files, addOddType)},
	{"name.joined", 1, one(only(messages, mayBeJoined), addJoined)},
	{"name.method", 1, one(only(services, besideMessages), addOddMethod)},
}

// addGetter adds a field above another one, with the name of its Go getter.
func addGetter(e *editor, f fieldAt) Edit {
	other := e.newField(f.message)
	setName(other.fieldProto, choose(e, "get_", "set_", "has_", "clear_")+f.GetName())
	f.message.Field = slices.Insert(f.message.Field, 0, other.fieldProto)
	return edited(f.message.name(), "has %s", other.GetName())
}

func addKeyword(e *editor, m messageAt) Edit {
	f := e.newField(m)
	setName(f.fieldProto, choose(e, "from", "class", "import", "default", "None", "string", "reset", "constructor", "to_string", "descriptor", "extensions", "def"))
	e.insert(f)
	return edited(m.name(), "has %s", f.GetName())
}

// addOddType adds a message whose name is a keyword, or a name that generators use.
func addOddType(e *editor, file *fileProto) Edit {
	name := choose(e, "None", "True", "Object", "Message", "String", "Error", "Promise", "Context", "Any", "List")
	return edited(e.newMessage(file, name, 1).name(), "is new")
}

func mayBeJoined(m messageAt) bool { return nested(m) || len(m.OneofDecl) > 0 }

// addJoined adds a message with the name that a nested message, or a member of a oneof, has in Go and TypeScript.
func addJoined(e *editor, m messageAt) Edit {
	name := m.GetName() + "_" + e.title()
	if nested(m) {
		name = m.parent.GetName() + "_" + m.GetName()
	} else if f, found := pick(e, filtered(fieldsOf(m), inOneof)); found {
		name = m.GetName() + "_" + titled(f.GetName())
	}
	return edited(e.newMessage(m.file, name, 1).name(), "is new")
}

func addOddMethod(e *editor, s serviceAt) Edit {
	m := e.appendMethod(s)
	m.Name = new(choose(e, "from", "class", "Stub", "Close", "constructor", "None"))
	return edited(m.name(), "is new")
}
