package mutate

import (
	"path"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

var messageMutators = []mutator{
	{"message.add", 3, one(files, addMessage)},
	{"message.remove", 2, one(messages, removeMessage)},
	{"message.rename", 3, one(ungrouped, renameMessage)},
	{"message.nest", 1, one(only(messages, unnested), nestMessage)},
	{"message.unnest", 1, one(only(ungrouped, nested), unnestMessage)},
	{"message.move", 2, one(only(messages, unnested), moveMessage)},
	{"message.extension_range", 1, one(only(messages, hasRange), changeRange)},
	{"message.reserve", 1, one(messages, reserve)},
}

func nested(m messageAt) bool { return m.parent != nil }

func unnested(m messageAt) bool { return m.parent == nil }

// ungrouped returns the messages that are not groups.
func ungrouped(t *tree.Tree) []messageAt {
	groups := map[string]bool{}
	for _, f := range fields(t) {
		if f.GetType() == groupType {
			groups[f.GetTypeName()] = true
		}
	}
	return filtered(messages(t), func(m messageAt) bool { return !groups[m.name()] })
}

// newMessage adds a top-level message with new fields.
func (e *editor) newMessage(file *fileProto, name string, count int) messageAt {
	m := messageAt{top(file), &messageProto{Name: &name}}
	for range count {
		m.Field = append(m.Field, e.newField(m).fieldProto)
	}
	file.MessageType = append(file.MessageType, m.messageProto)
	return m
}

func addMessage(e *editor, file *fileProto) Edit {
	m := e.newMessage(file, e.title(), 1+e.IntN(2))
	return edited(m.name(), "is new")
}

// take removes a message from its place of declaration.
func take(m messageAt) {
	if m.parent != nil {
		m.parent.NestedType = without(m.parent.NestedType, m.messageProto)
	} else {
		m.file.MessageType = without(m.file.MessageType, m.messageProto)
	}
}

// removeMessage removes a message and the fields of its type.
func removeMessage(e *editor, m messageAt) Edit {
	has := func(f fieldAt) bool {
		entry := entryOf(f)
		return f.GetTypeName() == m.name() || entry != nil && entry.GetField()[1].GetTypeName() == m.name()
	}
	for {
		f, found := pick(e, filtered(fields(e.tree), has))
		if !found {
			break
		}
		remove(f)
	}
	take(m)
	return edited(m.name(), "and the fields that have it")
}

func renameMessage(e *editor, m messageAt) Edit {
	was := m.name()
	m.Name = new(e.title())
	retarget(e.tree, was, m.name())
	return edited(was, "to %s", m.GetName())
}

// nestMessage moves a message into another one of its file.
func nestMessage(e *editor, m messageAt) Edit {
	into, ok := pick(e, filtered(messagesOf(m.file), func(other messageAt) bool {
		return other.name() != m.name() && !strings.HasPrefix(other.name(), m.name()+".")
	}))
	if !ok {
		return nothing
	}
	take(m)
	m.Visibility = nil // Not every edition allows visibility on nested types.
	into.NestedType = append(into.NestedType, m.messageProto)
	retarget(e.tree, m.name(), messageAt{into.inside(), m.messageProto}.name())
	return edited(m.name(), "into %s", into.name())
}

func unnestMessage(e *editor, m messageAt) Edit {
	e.moveTo(m, m.file)
	return edited(m.name(), "to the top of its file")
}

// moveTo moves a message to the top of a file.
func (e *editor) moveTo(m messageAt, file *fileProto) {
	take(m)
	file.MessageType = append(file.MessageType, m.messageProto)
	retarget(e.tree, m.name(), messageAt{top(file), m.messageProto}.name())
}

// moveMessage moves a message to another file, of its package or of another one.
func moveMessage(e *editor, m messageAt) Edit {
	to, ok := pick(e, filtered(e.tree.Files, func(f *fileProto) bool { return f != m.file && f.GetSyntax() == m.file.GetSyntax() }))
	if !ok || e.IntN(3) == 0 {
		to = e.newFile(m.file)
	}
	e.moveTo(m, to)
	if e.IntN(3) == 0 && !slices.Contains(m.file.GetDependency(), to.GetName()) {
		m.file.Dependency = append(m.file.Dependency, to.GetName())
		m.file.PublicDependency = append(m.file.PublicDependency, int32(len(m.file.GetDependency())-1))
	}
	return edited(m.name(), "to %s", to.GetName())
}

// newFile returns a new file in the package of another one.
func (e *editor) newFile(beside *fileProto) *fileProto {
	file := &fileProto{
		Name: new(path.Join(path.Dir(beside.GetName()), e.word()+".proto")), Package: beside.Package, Syntax: beside.Syntax, Edition: beside.Edition,
		Options: proto.CloneOf(beside.GetOptions()),
	}
	e.tree.Files = append(e.tree.Files, file)
	return file
}

// changeRange moves the end of an extension range.
func changeRange(e *editor, m messageAt) Edit {
	within := m.ExtensionRange[0]
	within.End = new(within.GetEnd() + int32(e.IntN(80)) - 40)
	return edited(m.name(), "has extensions up to %d", within.GetEnd()-1)
}

func reserve(e *editor, m messageAt) Edit {
	n := e.freshNumber(m)
	reserveNumber(m, n)
	return edited(m.name(), "reserves %d", n)
}
