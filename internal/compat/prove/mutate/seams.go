package mutate

import (
	"slices"
	"strings"
)

// seamMutators apply two mutators where they may affect each other: to the same element, or to two that belong together.
var seamMutators = []mutator{
	{"seam.field", 8, one(fields, func(e *editor, f fieldAt) Edit { return e.both(f.name(), f.fieldProto) })},
	{"seam.message", 4, one(messages, func(e *editor, m messageAt) Edit { return e.both(m.name(), m.withFields()...) })},
	{"seam.content", 5, one(only(fields, hasType), changeWithContent)},
	{"seam.around", 4, one(messages, changeWithAround)},
	{"seam.method", 5, one(methods, changeWithMessages)},
	{"seam.extension", 3, one(extensions, changeWithExtendee)},
	{"seam.package", 3, one(files, changeWithPackage)},
}

func hasType(f fieldAt) bool { return f.TypeName != nil }

func (m messageAt) withFields() []any {
	all := []any{m.messageProto}
	for _, f := range m.Field {
		all = append(all, f)
	}
	return all
}

// focused reports whether an element is one that the editor may change.
func (e *editor) focused(element any) bool {
	if e.focus == nil {
		return true
	}
	switch at := element.(type) {
	case fieldAt:
		element = at.fieldProto
	case messageAt:
		element = at.messageProto
	case enumAt:
		element = at.enumProto
	case extensionAt:
		element = at.fieldProto
	case methodAt:
		element = at.MethodDescriptorProto
	case serviceAt:
		element = at.ServiceDescriptorProto
	}
	return slices.Contains(e.focus, element)
}

// both applies two different mutators to some elements.
func (e *editor) both(name string, elements ...any) Edit {
	return e.further(name, nil, elements...)
}

// further applies mutators to some elements until there are two edits.
func (e *editor) further(name string, did []string, elements ...any) Edit {
	e.focus = elements
	defer func() { e.focus = nil }()
	for range tries {
		m := e.weighted()
		if strings.HasPrefix(m.kind, "seam.") || slices.ContainsFunc(did, func(d string) bool { return strings.HasPrefix(d, m.kind+" ") }) {
			continue
		}
		if edit := m.apply(e); edit != nothing {
			edit.Kind = m.kind
			if did = append(did, edit.String()); len(did) == 2 {
				return edited(name, "by %s", strings.Join(did, ", and "))
			}
		}
	}
	return nothing
}

// typeOf returns the message, with its fields, or the enum of a field; for a map those of its values.
func (e *editor) typeOf(f fieldAt) []any {
	name := f.GetTypeName()
	if entry := entryOf(f); entry != nil {
		name = entry.GetField()[1].GetTypeName()
	}
	if m, ok := messageNamed(e.tree, name); ok {
		return m.withFields()
	}
	for _, enum := range enums(e.tree) {
		if enum.name() == name {
			return []any{enum.enumProto}
		}
	}
	return nil
}

// changeWithContent changes a field and its type, or the type twice.
func changeWithContent(e *editor, f fieldAt) Edit {
	of := e.typeOf(f)
	if of == nil {
		return nothing
	}
	return e.both(f.name(), append(of, f.fieldProto, f.fieldProto)...)
}

// changeWithAround changes a message and the fields that lead to it.
func changeWithAround(e *editor, m messageAt) Edit {
	all := m.withFields()
	for _, f := range fields(e.tree) {
		if f.GetTypeName() == m.name() {
			all = append(all, f.fieldProto, f.message.messageProto)
		}
	}
	return e.both(m.name(), all...)
}

// changeWithMessages changes a method and its request or response.
func changeWithMessages(e *editor, m methodAt) Edit {
	all := []any{m.MethodDescriptorProto}
	for _, name := range []string{m.GetInputType(), m.GetOutputType()} {
		if of, ok := messageNamed(e.tree, name); ok {
			all = append(all, of.withFields()...)
		}
	}
	return e.both(m.name(), all...)
}

// changeWithExtendee changes an extension and the message that it extends, or its own type.
func changeWithExtendee(e *editor, x extensionAt) Edit {
	all := []any{x.fieldProto}
	for _, name := range []string{x.GetExtendee(), x.GetTypeName()} {
		if of, ok := messageNamed(e.tree, name); ok {
			all = append(all, of.withFields()...)
		}
	}
	return e.both(x.name(), all...)
}

// changeWithPackage renames a package and changes something in one of its files.
func changeWithPackage(e *editor, file *fileProto) Edit {
	renamed := changePackage(e, file)
	renamed.Kind = "file.package"
	all := []any{file}
	for _, m := range messagesOf(file) {
		all = append(all, m.withFields()...)
	}
	for _, enum := range enumsOf(file) {
		all = append(all, enum.enumProto)
	}
	for _, s := range servicesOf(file) {
		all = append(all, s.ServiceDescriptorProto)
		for _, m := range methodsOf(s) {
			all = append(all, m.MethodDescriptorProto)
		}
	}
	return e.further(file.GetPackage(), []string{renamed.String()}, all...)
}
