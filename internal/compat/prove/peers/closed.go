package peers

import "google.golang.org/protobuf/reflect/protoreflect"

// dropUnknown removes values that a closed enum does not declare. The Go parser keeps them; parsers of other languages store them as
// unknown fields.
func dropUnknown(m protoreflect.Message) {
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.IsMap():
			dropEntries(f, v.Map())
		case f.IsList():
			dropItems(f, v.List())
		case f.Message() != nil:
			dropUnknown(v.Message())
		case undeclared(f, v):
			m.Clear(f)
		}
		return true
	})
}

func undeclared(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
	return f.Enum() != nil && f.Enum().IsClosed() && f.Enum().Values().ByNumber(v.Enum()) == nil
}

func dropEntries(f protoreflect.FieldDescriptor, entries protoreflect.Map) {
	entries.Range(func(key protoreflect.MapKey, v protoreflect.Value) bool {
		switch {
		case f.MapValue().Message() != nil:
			dropUnknown(v.Message())
		case undeclared(f.MapValue(), v):
			entries.Clear(key)
		}
		return true
	})
}

func dropItems(f protoreflect.FieldDescriptor, items protoreflect.List) {
	kept := 0
	for i := range items.Len() {
		v := items.Get(i)
		if f.Message() != nil {
			dropUnknown(v.Message())
		} else if undeclared(f, v) {
			continue
		}
		items.Set(kept, v)
		kept++
	}
	items.Truncate(kept)
}
