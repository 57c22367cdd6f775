package apiversion

import (
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/image"
)

// surface is what callers of a service can see of it: its options, its methods, and every message and enum that requests
// and responses lead to. Comments are not part of it, nor is the order of elements or the file that they are in.
// Each element has a text of all that makes it what it is: equal texts mean equal elements.
type surface map[element]string

// element is a method, message or enum, or a part of a message or enum.
type element struct {
	kind string // kind is "method", "message" or "enum"; empty for the service itself.
	name string // name is without the package of the service.
	part string // part is such as "field id"; empty for the element as a whole.
}

func (e element) String() string {
	return strings.TrimSpace(strings.TrimSpace(e.kind+" "+e.name) + " " + e.part)
}

// differences names what is not in both surfaces alike: what is gone, what is not the same, what is new. An element that is
// gone or new as a whole stands for its parts.
func differences(before, after surface) []string {
	var gone, other, added []string
	whole := func(e element) element { return element{kind: e.kind, name: e.name} }
	missing := func(e element, in surface) bool {
		_, found := in[e]
		_, parent := in[whole(e)]
		return !found && (parent || e.part == "")
	}
	for e, text := range before {
		if now, found := after[e]; found && now != text {
			other = append(other, e.String()+" changed")
		} else if missing(e, after) {
			gone = append(gone, e.String()+" removed")
		}
	}
	for e := range after {
		if missing(e, before) {
			added = append(added, e.String()+" added")
		}
	}
	for _, list := range [][]string{gone, other, added} {
		slices.Sort(list)
	}
	return slices.Concat(gone, other, added)
}

// surfaceOf writes down the surface of a service.
func surfaceOf(from *image.Image, service protoreflect.ServiceDescriptor) (surface, error) {
	w := writer{image: from, pkg: string(service.ParentFile().Package()) + ".", own: map[string]bool{}, found: surface{}}
	for _, file := range from.Files {
		w.own[file.GetName()] = true
	}
	w.add(element{part: "options of the service"}, w.options(service.Options(), option))
	for i := range service.Methods().Len() {
		method := service.Methods().Get(i)
		w.add(element{kind: "method", name: string(method.Name())}, fmt.Sprint(
			method.Input().FullName(), method.IsStreamingClient(), method.Output().FullName(), method.IsStreamingServer(), w.options(method.Options())))
		w.message(method.Input())
		w.message(method.Output())
	}
	return w.found, w.err
}

// writer collects the elements of one surface. It keeps the first error.
type writer struct {
	image *image.Image
	pkg   string          // pkg is left out of names.
	own   map[string]bool // own are the files of the contract. Types of other files are known by their name only.
	found surface
	err   error
}

func (w *writer) add(e element, text string) { w.found[e] = text }

// enter starts a message or enum, and tells whether its parts are wanted: not a second time, nor those of a dependency.
func (w *writer) enter(kind string, of protoreflect.Descriptor) (element, bool) {
	e := element{kind: kind, name: strings.TrimPrefix(string(of.FullName()), w.pkg)}
	if _, seen := w.found[e]; seen || !w.own[of.ParentFile().Path()] {
		return e, false
	}
	w.add(e, w.options(of.Options()))
	return e, true
}

func (w *writer) message(message protoreflect.MessageDescriptor) {
	e, wanted := w.enter("message", message)
	if !wanted {
		return
	}
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		w.add(element{e.kind, e.name, "field " + string(field.Name())}, w.field(field))
	}
	for i := range message.Oneofs().Len() {
		if oneof := message.Oneofs().Get(i); !oneof.IsSynthetic() {
			w.add(element{e.kind, e.name, "oneof " + string(oneof.Name())}, w.options(oneof.Options()))
		}
	}
}

// field returns the text of a field and adds the types that it leads to.
func (w *writer) field(field protoreflect.FieldDescriptor) string {
	oneof := ""
	if of := field.ContainingOneof(); of != nil && !of.IsSynthetic() {
		oneof = string(of.Name())
	}
	return fmt.Sprint(field.Number(), field.Cardinality(), field.HasPresence(), field.IsPacked(), field.Default(),
		" ", field.JSONName(), " ", oneof, " ", w.fieldType(field), w.options(field.Options()))
}

func (w *writer) fieldType(field protoreflect.FieldDescriptor) string {
	switch {
	case field.IsMap():
		return fmt.Sprintf("map<%s,%s>", w.fieldType(field.MapKey()), w.fieldType(field.MapValue()))
	case field.Message() != nil:
		w.message(field.Message())
		return string(field.Message().FullName())
	case field.Enum() != nil:
		w.enum(field.Enum())
		return string(field.Enum().FullName())
	default:
		return field.Kind().String()
	}
}

func (w *writer) enum(enum protoreflect.EnumDescriptor) {
	e, wanted := w.enter("enum", enum)
	if !wanted {
		return
	}
	for i := range enum.Values().Len() {
		value := enum.Values().Get(i)
		w.add(element{e.kind, e.name, "value " + string(value.Name())}, fmt.Sprint(value.Number(), w.options(value.Options())))
	}
}

// options returns the bytes of all options but those that are left out.
func (w *writer) options(options proto.Message, without ...protoreflect.FullName) string {
	view, err := w.image.Options(options)
	if err == nil {
		view.Range(func(field protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
			if slices.Contains(without, field.FullName()) {
				view.Clear(field)
			}
			return true
		})
		var wire []byte
		if wire, err = (proto.MarshalOptions{Deterministic: true, AllowPartial: true}).Marshal(view.Interface()); err == nil {
			return string(wire)
		}
	}
	if w.err == nil {
		w.err = err
	}
	return ""
}
