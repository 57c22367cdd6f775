package tree

import (
	"slices"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// Successor returns the method of a new version that stands for a method of the old one: the method of that name, or else a new one
// with the same short name, the same route or the same messages. It returns nil if there is none.
func Successor(m protoreflect.MethodDescriptor, old, now *protoregistry.Files) protoreflect.MethodDescriptor {
	if found, err := now.FindDescriptorByName(m.FullName()); err == nil {
		method, _ := found.(protoreflect.MethodDescriptor)
		return method
	}
	added := addedMethods(old, now)
	for _, alike := range []func(a, b protoreflect.MethodDescriptor) bool{sameShortName, sameRoute, sameMessages} {
		for _, other := range added {
			if alike(m, other) {
				return other
			}
		}
	}
	return nil
}

// addedMethods returns the methods that the old version does not have, sorted by name.
func addedMethods(old, now *protoregistry.Files) []protoreflect.MethodDescriptor {
	var all []protoreflect.MethodDescriptor
	now.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for k := range methods.Len() {
				if _, err := old.FindDescriptorByName(methods.Get(k).FullName()); err != nil {
					all = append(all, methods.Get(k))
				}
			}
		}
		return true
	})
	slices.SortFunc(all, func(a, b protoreflect.MethodDescriptor) int {
		return strings.Compare(string(a.FullName()), string(b.FullName()))
	})
	return all
}

func sameShortName(a, b protoreflect.MethodDescriptor) bool {
	return a.Name() == b.Name() && (a.Parent().Name() == b.Parent().Name() || a.Input().FullName() == b.Input().FullName())
}

func sameRoute(a, b protoreflect.MethodDescriptor) bool {
	was, is := routeOf(a), routeOf(b)
	return was != nil && proto.Equal(was, is)
}

func sameMessages(a, b protoreflect.MethodDescriptor) bool {
	return a.Input().FullName() == b.Input().FullName() && a.Output().FullName() == b.Output().FullName() &&
		a.IsStreamingClient() == b.IsStreamingClient() && a.IsStreamingServer() == b.IsStreamingServer()
}

func routeOf(m protoreflect.MethodDescriptor) *annotations.HttpRule {
	if m.Options() == nil || !proto.HasExtension(m.Options(), annotations.E_Http) {
		return nil
	}
	rule, _ := proto.GetExtension(m.Options(), annotations.E_Http).(*annotations.HttpRule)
	return rule
}

// SuccessorMessage returns the message of a new version that stands for a message of the old one: the message of that name, or else
// a new one with the same name in another package and a field in common. If one message was added, and it has most fields in common with one that was removed,
// it stands for that one. It returns nil if there is none.
func SuccessorMessage(m protoreflect.MessageDescriptor, old, now *protoregistry.Files) protoreflect.MessageDescriptor {
	if found, err := now.FindDescriptorByName(m.FullName()); err == nil {
		message, _ := found.(protoreflect.MessageDescriptor)
		return message
	}
	within := m.FullName()[len(m.ParentFile().Package()):]
	var found protoreflect.MessageDescriptor
	if added := lacking(now, old); len(added) == 1 {
		var former []protoreflect.MessageDescriptor
		for _, gone := range lacking(old, now) {
			if mostlyAlike(gone, added[0]) {
				former = append(former, gone)
			}
		}
		if len(former) == 1 && former[0].FullName() == m.FullName() {
			return added[0]
		}
	}
	now.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		name := file.Package() + within
		if _, err := old.FindDescriptorByName(name); err == nil {
			return true
		}
		if other, err := now.FindDescriptorByName(name); err == nil {
			if message, ok := other.(protoreflect.MessageDescriptor); ok && related(m, message) {
				found = message
			}
		}
		return found == nil
	})
	return found
}

// lacking returns the top-level messages that another version lacks.
func lacking(in, notIn *protoregistry.Files) []protoreflect.MessageDescriptor {
	var found []protoreflect.MessageDescriptor
	in.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Messages().Len() {
			m := file.Messages().Get(i)
			if _, err := notIn.FindDescriptorByName(m.FullName()); err != nil {
				found = append(found, m)
			}
		}
		return true
	})
	return found
}

// related reports whether two messages have a field in common, by its name or its number, or no fields.
func related(a, b protoreflect.MessageDescriptor) bool {
	for i := range a.Fields().Len() {
		f := a.Fields().Get(i)
		if b.Fields().ByNumber(f.Number()) != nil || b.Fields().ByName(f.Name()) != nil {
			return true
		}
	}
	return a.Fields().Len() == 0
}

// mostlyAlike reports whether two messages have at least three fields in common, and at least three quarters of all their fields.
func mostlyAlike(a, b protoreflect.MessageDescriptor) bool {
	common := 0
	for i := range a.Fields().Len() {
		f := a.Fields().Get(i)
		if g := b.Fields().ByNumber(f.Number()); g != nil && g.Name() == f.Name() && g.Kind() == f.Kind() {
			common++
		}
	}
	return common >= 3 && 4*common >= 3*(a.Fields().Len()+b.Fields().Len()-common)
}
