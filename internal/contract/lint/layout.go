package lint

import (
	"cmp"
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"
)

var layoutRules = []Rule{
	{"QDRANT_METHOD_ORDER", "The methods of a resource are in the order list, get, create, update, delete, others.", checkMethodOrder},
	{"QDRANT_FILE_LAYOUT", "A file has extensions, services, messages and enums in this order; messages are in the order of the methods that use them.", checkFileLayout},
}

// ranks is the order of methods. Other methods come last.
var ranks = []string{"List", "Get", "Create", "Update", "Delete"}

func rank(m *method) int {
	if r := slices.Index(ranks, m.verb); r >= 0 {
		return r
	}
	return len(ranks)
}

func checkMethodOrder(c *contract, found findings) {
	type resource struct {
		service protoreflect.FullName
		name    string
	}
	last := map[resource]*method{}
	for _, m := range c.methods {
		of := resource{m.Parent().FullName(), singular(m.resource)}
		before := last[of]
		if before != nil && rank(m) < rank(before) {
			found(at(m), "%s comes after %s: reorder to list, get, create, update, delete, others.", m.Name(), before.Name())
			continue
		}
		last[of] = m
	}
}

func checkFileLayout(c *contract, found findings) {
	for _, file := range c.files {
		if d, want := misplacedSection(file); d != nil {
			found(at(d), "%s comes after %s: reorder the file to extensions, services, messages, enums.", d.Name(), want.Name())
			continue
		}
		if d, want := misplacedMessage(file); d != nil {
			found(at(d), "%s is in the place of %s: put messages in the order of the methods that use them, and other messages last.",
				d.Name(), want.Name())
		}
	}
}

// misplacedSection returns the first element that comes after an element of a later section.
func misplacedSection(file protoreflect.FileDescriptor) (misplaced, after protoreflect.Descriptor) {
	type element struct {
		protoreflect.Descriptor

		section int
	}
	var elements []element
	for d := range all(file.Extensions()) {
		elements = append(elements, element{d, 0})
	}
	for d := range all(file.Services()) {
		elements = append(elements, element{d, 1})
	}
	for d := range all(file.Messages()) {
		elements = append(elements, element{d, 2})
	}
	for d := range all(file.Enums()) {
		elements = append(elements, element{d, 3})
	}
	slices.SortStableFunc(elements, func(a, b element) int { return cmp.Compare(line(a.Descriptor), line(b.Descriptor)) })
	for i, e := range elements {
		if i > 0 && e.section < elements[i-1].section {
			return e.Descriptor, elements[i-1].Descriptor
		}
	}
	return nil, nil
}

// misplacedMessage returns the first message that is in the place of another one.
func misplacedMessage(file protoreflect.FileDescriptor) (misplaced, belongs protoreflect.Descriptor) {
	var wanted []protoreflect.MessageDescriptor
	add := func(message protoreflect.MessageDescriptor) {
		if message.ParentFile() == file && message.Parent() == protoreflect.Descriptor(file) && !slices.Contains(wanted, message) {
			wanted = append(wanted, message)
		}
	}
	for service := range all(file.Services()) {
		for m := range all(service.Methods()) {
			add(m.Input())
			add(m.Output())
		}
	}
	for i, message := range wanted {
		if there := file.Messages().Get(i); there != message {
			return there, message
		}
	}
	return nil, nil
}
