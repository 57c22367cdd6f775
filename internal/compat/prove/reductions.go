package prove

import (
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// reduction removes something from both sides.
type reduction func(before, after *tree.Tree)

// reductionsOf returns all parts that can be removed, the large ones first: files, declarations at their top, members of these, and
// options.
func reductionsOf(c Case) []reduction {
	var files, tops, members, details []reduction
	for _, file := range slices.Concat(c.Before.Files, c.After.Files) {
		path := file.GetName()
		inFile := func(change func(*descriptorpb.FileDescriptorProto)) reduction { return inBoth(path, change) }
		files = append(files, func(before, after *tree.Tree) { dropFile(before, path); dropFile(after, path) }, func(before, after *tree.Tree) { restoreFile(before, after, path) })
		details = append(details, inFile(func(f *descriptorpb.FileDescriptorProto) { f.SourceCodeInfo = nil }), inFile(func(f *descriptorpb.FileDescriptorProto) { f.Options = nil }))
		for _, imported := range file.GetDependency() {
			members = append(members, inFile(func(f *descriptorpb.FileDescriptorProto) { dropImport(f, imported) }))
		}
		for _, m := range file.GetMessageType() {
			tops = append(tops, inFile(func(f *descriptorpb.FileDescriptorProto) { f.MessageType = dropNamed(f.GetMessageType(), m.GetName()) }))
			parts, said := messageReductions(path, m.GetName(), m)
			members, details = append(members, parts...), append(details, said...)
		}
		for _, e := range file.GetEnumType() {
			tops = append(tops, inFile(func(f *descriptorpb.FileDescriptorProto) { f.EnumType = dropNamed(f.GetEnumType(), e.GetName()) }))
			for _, v := range e.GetValue() {
				details = append(details, inFile(func(f *descriptorpb.FileDescriptorProto) { dropValue(f.GetEnumType(), e.GetName(), v.GetName()) }))
			}
		}
		for _, s := range file.GetService() {
			tops = append(tops, inFile(func(f *descriptorpb.FileDescriptorProto) { f.Service = dropNamed(f.GetService(), s.GetName()) }))
			parts, said := serviceReductions(path, s)
			members, details = append(members, parts...), append(details, said...)
		}
		for _, x := range file.GetExtension() {
			tops = append(tops, inFile(func(f *descriptorpb.FileDescriptorProto) { f.Extension = dropNamed(f.GetExtension(), x.GetName()) }))
		}
	}
	return slices.Concat(files, tops, members, details)
}

// messageReductions returns the reductions of the members of a message and of their options. The name is relative to the file.
func messageReductions(path, name string, m *descriptorpb.DescriptorProto) (members, details []reduction) {
	in := func(change func(*descriptorpb.DescriptorProto)) reduction {
		return inBoth(path, func(f *descriptorpb.FileDescriptorProto) {
			if found := messageNamed(f.GetMessageType(), name); found != nil {
				change(found)
			}
		})
	}
	details = append(details,
		in(func(m *descriptorpb.DescriptorProto) { m.Options = withoutOptions(m.GetOptions()) }),
		in(func(m *descriptorpb.DescriptorProto) { m.ReservedRange, m.ReservedName = nil, nil }),
		in(func(m *descriptorpb.DescriptorProto) { m.ExtensionRange = nil }))
	for _, f := range m.GetField() {
		members = append(members, in(func(m *descriptorpb.DescriptorProto) { dropField(m, f.GetName()) }))
		if f.GetOptions() != nil {
			details = append(details, in(func(m *descriptorpb.DescriptorProto) { fieldNamed(m, f.GetName()).Options = nil }))
		}
	}
	for _, o := range m.GetOneofDecl() {
		if o.GetOptions() != nil {
			details = append(details, in(func(m *descriptorpb.DescriptorProto) {
				for _, same := range m.GetOneofDecl() {
					if same.GetName() == o.GetName() {
						same.Options = nil
					}
				}
			}))
		}
	}
	for _, e := range m.GetEnumType() {
		members = append(members, in(func(m *descriptorpb.DescriptorProto) { m.EnumType = dropNamed(m.GetEnumType(), e.GetName()) }))
		for _, v := range e.GetValue() {
			details = append(details, in(func(m *descriptorpb.DescriptorProto) { dropValue(m.GetEnumType(), e.GetName(), v.GetName()) }))
		}
	}
	for _, x := range m.GetExtension() {
		members = append(members, in(func(m *descriptorpb.DescriptorProto) { m.Extension = dropNamed(m.GetExtension(), x.GetName()) }))
	}
	for _, n := range m.GetNestedType() {
		members = append(members, in(func(m *descriptorpb.DescriptorProto) { m.NestedType = dropNamed(m.GetNestedType(), n.GetName()) }))
		parts, said := messageReductions(path, name+"."+n.GetName(), n)
		members, details = append(members, parts...), append(details, said...)
	}
	return members, details
}

// serviceReductions returns the reductions of the methods of a service and of their options.
func serviceReductions(path string, s *descriptorpb.ServiceDescriptorProto) (members, details []reduction) {
	in := func(change func(*descriptorpb.ServiceDescriptorProto)) reduction {
		return inBoth(path, func(f *descriptorpb.FileDescriptorProto) {
			for _, same := range f.GetService() {
				if same.GetName() == s.GetName() {
					change(same)
				}
			}
		})
	}
	details = append(details, in(func(s *descriptorpb.ServiceDescriptorProto) { s.Options = nil }))
	for _, m := range s.GetMethod() {
		members = append(members, in(func(s *descriptorpb.ServiceDescriptorProto) { s.Method = dropNamed(s.GetMethod(), m.GetName()) }))
		details = append(details, in(func(s *descriptorpb.ServiceDescriptorProto) {
			for _, same := range s.GetMethod() {
				if same.GetName() == m.GetName() {
					same.Options = nil
				}
			}
		}))
	}
	return members, details
}

type named interface{ GetName() string }

func dropNamed[T named](all []T, name string) []T {
	return slices.DeleteFunc(all, func(one T) bool { return one.GetName() == name })
}

func inBoth(path string, change func(*descriptorpb.FileDescriptorProto)) reduction {
	return func(before, after *tree.Tree) {
		for _, t := range []*tree.Tree{before, after} {
			if file := t.File(path); file != nil {
				change(file)
			}
		}
	}
}

// messageNamed returns a message by its name relative to a file, or nil.
func messageNamed(among []*descriptorpb.DescriptorProto, name string) *descriptorpb.DescriptorProto {
	first, rest, nested := strings.Cut(name, ".")
	for _, m := range among {
		if m.GetName() == first && nested {
			return messageNamed(m.GetNestedType(), rest)
		}
		if m.GetName() == first {
			return m
		}
	}
	return nil
}

// fieldNamed returns a field by its name, or an empty one.
func fieldNamed(m *descriptorpb.DescriptorProto, name string) *descriptorpb.FieldDescriptorProto {
	for _, f := range m.GetField() {
		if f.GetName() == name {
			return f
		}
	}
	return new(descriptorpb.FieldDescriptorProto)
}

// withoutOptions returns the options of a message with nothing but the mark of map entries.
func withoutOptions(options *descriptorpb.MessageOptions) *descriptorpb.MessageOptions {
	if options.GetMapEntry() {
		return options
	}
	return nil
}

// dropField removes a field, and its oneof if it was the last member.
func dropField(m *descriptorpb.DescriptorProto, name string) {
	f := fieldNamed(m, name)
	m.Field = dropNamed(m.GetField(), name)
	if f.OneofIndex == nil || slices.ContainsFunc(m.GetField(), func(other *descriptorpb.FieldDescriptorProto) bool {
		return other.OneofIndex != nil && other.GetOneofIndex() == f.GetOneofIndex()
	}) {
		return
	}
	at := f.GetOneofIndex()
	m.OneofDecl = slices.Delete(m.GetOneofDecl(), int(at), int(at)+1)
	for _, other := range m.GetField() {
		if other.OneofIndex != nil && other.GetOneofIndex() > at {
			other.OneofIndex = new(other.GetOneofIndex() - 1)
		}
	}
}

// dropValue removes a value of an enum, unless it is the only one.
func dropValue(enums []*descriptorpb.EnumDescriptorProto, enum, value string) {
	for _, e := range enums {
		if e.GetName() == enum && len(e.GetValue()) > 1 {
			e.Value = dropNamed(e.GetValue(), value)
		}
	}
}

func dropImport(file *descriptorpb.FileDescriptorProto, path string) {
	at := slices.Index(file.GetDependency(), path)
	if at < 0 || len(file.GetPublicDependency())+len(file.GetWeakDependency()) > 0 && at < len(file.GetDependency())-1 {
		return // The indexes of the others would change.
	}
	file.Dependency = slices.Delete(file.GetDependency(), at, at+1)
	gone := func(i int32) bool { return int(i) == at }
	file.PublicDependency, file.WeakDependency = slices.DeleteFunc(file.GetPublicDependency(), gone), slices.DeleteFunc(file.GetWeakDependency(), gone)
}

func dropFile(t *tree.Tree, path string) {
	t.Files = slices.DeleteFunc(t.Files, func(f *descriptorpb.FileDescriptorProto) bool { return f.GetName() == path })
}

// restoreFile reverts all edits of a file.
func restoreFile(before, after *tree.Tree, path string) {
	was := before.File(path)
	for i, file := range after.Files {
		if file.GetName() == path && was != nil {
			after.Files[i] = proto.CloneOf(was)
		}
	}
}
