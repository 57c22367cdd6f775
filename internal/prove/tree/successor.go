package tree

import (
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// Successor is what a method of an old version is in a new one for those who don't call it by its name: the method of that name,
// or else a new one of the same short name, with the same route, or for the same messages. It is nil where there is none.
func Successor(m protoreflect.MethodDescriptor, old, now *protoregistry.Files) protoreflect.MethodDescriptor {
	if found, err := now.FindDescriptorByName(m.FullName()); err == nil {
		method, _ := found.(protoreflect.MethodDescriptor)
		return method
	}
	var byName, byRoute, byMessages protoreflect.MethodDescriptor
	now.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for k := range methods.Len() {
				other := methods.Get(k)
				if _, err := old.FindDescriptorByName(other.FullName()); err == nil {
					continue
				}
				if other.Name() == m.Name() && (other.Parent().Name() == m.Parent().Name() || other.Input().FullName() == m.Input().FullName()) {
					byName = other
				}
				if a, b := routeOf(m), routeOf(other); a != nil && proto.Equal(a, b) {
					byRoute = other
				}
				if other.Input().FullName() == m.Input().FullName() && other.Output().FullName() == m.Output().FullName() &&
					other.IsStreamingClient() == m.IsStreamingClient() && other.IsStreamingServer() == m.IsStreamingServer() {
					byMessages = other
				}
			}
		}
		return true
	})
	switch {
	case byName != nil:
		return byName
	case byRoute != nil:
		return byRoute
	default:
		return byMessages
	}
}

func routeOf(m protoreflect.MethodDescriptor) *annotations.HttpRule {
	if m.Options() == nil || !proto.HasExtension(m.Options(), annotations.E_Http) {
		return nil
	}
	rule, _ := proto.GetExtension(m.Options(), annotations.E_Http).(*annotations.HttpRule)
	return rule
}

// SuccessorMessage is what a message of an old version is in a new one: that of its name, or else a new one of the same name in
// another package, or the only new one where it is the only one that is gone, and the two have most fields in common. It is nil
// where there is none.
func SuccessorMessage(m protoreflect.MessageDescriptor, old, now *protoregistry.Files) protoreflect.MessageDescriptor {
	if found, err := now.FindDescriptorByName(m.FullName()); err == nil {
		message, _ := found.(protoreflect.MessageDescriptor)
		return message
	}
	within := m.FullName()[len(m.ParentFile().Package()):]
	var found protoreflect.MessageDescriptor
	if gone, added := only(old, now), only(now, old); added != nil && gone != nil && gone.FullName() == m.FullName() && mostlyAlike(gone, added) {
		return added
	}
	now.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		name := file.Package() + within
		if _, err := old.FindDescriptorByName(name); err == nil {
			return true
		}
		if other, err := now.FindDescriptorByName(name); err == nil {
			found, _ = other.(protoreflect.MessageDescriptor)
		}
		return found == nil
	})
	return found
}

// only is the one message at the top of a file that another version does not have, or nil where there is not exactly one.
func only(in, notIn *protoregistry.Files) protoreflect.MessageDescriptor {
	var found []protoreflect.MessageDescriptor
	in.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Messages().Len() {
			m := file.Messages().Get(i)
			if _, err := notIn.FindDescriptorByName(m.FullName()); err != nil {
				found = append(found, m)
			}
		}
		return len(found) < 2
	})
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// mostlyAlike says whether two messages have at least three fields in common, and at least three of four of all that they have.
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
