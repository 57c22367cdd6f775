package mutate

var extensionMutators = []mutator{
	{"extension.add", 1, one(only(messages, hasRange), addExtension)},
	{"extension.remove", 1, one(only(extensions, atTop), removeExtension)},
	{"extension.rename", 1, one(extensions, renameExtension)},
	{"extension.renumber", 1, one(extensions, renumberExtension)},
	{"extension.retype", 1, one(extensions, retypeExtension)},
}

func hasRange(m messageAt) bool { return len(m.ExtensionRange) > 0 }

func atTop(x extensionAt) bool { return x.parent == nil }

func addExtension(e *editor, m messageAt) Edit {
	within := m.ExtensionRange[0]
	x := extensionAt{top(m.file), &fieldProto{Label: optional.Enum(), Extendee: new(m.name())}}
	setName(x.fieldProto, e.word())
	x.Number = new(within.GetStart() + int32(e.IntN(int(min(within.GetEnd()-within.GetStart(), 90)))))
	e.anyType(x.fieldProto, m.file)
	m.file.Extension = append(m.file.Extension, x.fieldProto)
	return edited(x.name(), "is new")
}

func removeExtension(_ *editor, x extensionAt) Edit {
	x.file.Extension = without(x.file.Extension, x.fieldProto)
	return edited(x.name(), "")
}

func renameExtension(e *editor, x extensionAt) Edit {
	was := x.name()
	setName(x.fieldProto, e.word())
	return edited(was, "to %s", x.GetName())
}

func renumberExtension(e *editor, x extensionAt) Edit {
	x.Number = new(x.GetNumber() + 1 + int32(e.IntN(30)))
	return edited(x.name(), "to %d", x.GetNumber())
}

func retypeExtension(e *editor, x extensionAt) Edit {
	was := x.GetType()
	e.anyType(x.fieldProto, x.file)
	return edited(x.name(), "from %s to %s", was, x.GetType())
}
