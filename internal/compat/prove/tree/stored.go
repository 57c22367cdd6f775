package tree

import (
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// Stored returns the types that are written without a method: those of custom options, which are in descriptors, and those of own
// packages without services that no method leads to.
func (t *Tree) Stored(files *protoregistry.Files) (messages []protoreflect.MessageDescriptor, enums []protoreflect.EnumDescriptor) {
	served, sent := map[string]bool{}, map[protoreflect.FullName]bool{}
	extensions := map[protoreflect.FullName][]protoreflect.FieldDescriptor{}
	for _, file := range t.Files {
		served[file.GetPackage()] = served[file.GetPackage()] || len(file.GetService()) > 0
	}
	files.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		eachExtension(file, func(x protoreflect.FieldDescriptor) {
			extendee := x.ContainingMessage().FullName()
			extensions[extendee] = append(extensions[extendee], x)
		})
		return true
	})
	var follow func(protoreflect.MessageDescriptor)
	field := func(f protoreflect.FieldDescriptor) {
		if f.Enum() != nil {
			sent[f.Enum().FullName()] = true
		}
		follow(f.Message())
	}
	follow = func(m protoreflect.MessageDescriptor) {
		if m == nil || sent[m.FullName()] {
			return
		}
		sent[m.FullName()] = true
		for i := range m.Fields().Len() {
			field(m.Fields().Get(i))
		}
		for _, x := range extensions[m.FullName()] {
			field(x)
		}
	}
	t.eachDescriptor(files, func(file protoreflect.FileDescriptor) {
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for k := range methods.Len() {
				follow(methods.Get(k).Input())
				follow(methods.Get(k).Output())
			}
		}
	})
	t.eachDescriptor(files, func(file protoreflect.FileDescriptor) {
		eachExtension(file, func(x protoreflect.FieldDescriptor) {
			switch of := x.ContainingMessage().FullName(); {
			case of.Parent() != "google.protobuf" || !strings.HasSuffix(string(of), "Options"):
			case x.Message() != nil:
				messages = append(messages, x.Message())
			case x.Enum() != nil:
				enums = append(enums, x.Enum())
			}
		})
		if served[string(file.Package())] {
			return
		}
		eachDeclaration(file, func(m protoreflect.MessageDescriptor) {
			if !sent[m.FullName()] && !m.IsMapEntry() {
				messages = append(messages, m)
			}
		}, func(e protoreflect.EnumDescriptor) {
			if !sent[e.FullName()] {
				enums = append(enums, e)
			}
		})
	})
	return messages, enums
}

func (t *Tree) eachDescriptor(files *protoregistry.Files, visit func(protoreflect.FileDescriptor)) {
	for _, file := range t.Files {
		if found, err := files.FindFileByPath(file.GetName()); err == nil {
			visit(found)
		}
	}
}

// declarations is a file or a message.
type declarations interface {
	Messages() protoreflect.MessageDescriptors
	Enums() protoreflect.EnumDescriptors
	Extensions() protoreflect.ExtensionDescriptors
}

func eachDeclaration(in declarations, message func(protoreflect.MessageDescriptor), enum func(protoreflect.EnumDescriptor)) {
	for i := range in.Enums().Len() {
		enum(in.Enums().Get(i))
	}
	for i := range in.Messages().Len() {
		m := in.Messages().Get(i)
		message(m)
		eachDeclaration(m, message, enum)
	}
}

func eachExtension(in declarations, visit func(protoreflect.FieldDescriptor)) {
	for i := range in.Extensions().Len() {
		visit(in.Extensions().Get(i))
	}
	for i := range in.Messages().Len() {
		eachExtension(in.Messages().Get(i), visit)
	}
}
