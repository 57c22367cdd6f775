package judge

import (
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// Use is how an element is in use: in requests, in responses, in both or in nothing that is served.
type Use uint8

// The directions in which messages go.
const (
	Request  Use = 1 << iota // Request is sent by clients: what old ones write, new servers read.
	Response                 // Response is sent by servers: what new ones write, old clients read.

	Unused Use = 0
	Both       = Request | Response
)

// uses knows in which direction the types of a schema are sent. Requests and responses have a direction, and so have the types of
// their extensions and of the operations that they start. Everything else that somebody can write has both: the types of custom
// options, which tools read from descriptors of another version, and the messages of a library.
type uses struct {
	from     *schema.Schema
	messages map[*schema.Message]Use
	enums    map[*schema.Enum]Use

	options    map[*schema.Message]bool   // options has the messages that custom options are made of.
	stored     []schema.Element           // stored are the messages and enums of libraries that no method leads to.
	extensions map[string][]*schema.Field // extensions has the extensions of a message by its full name.
	packages   map[string]bool            // packages has those with a service.
}

func usesOf(s *schema.Schema) *uses {
	u := &uses{from: s, messages: map[*schema.Message]Use{}, enums: map[*schema.Enum]Use{}, options: map[*schema.Message]bool{}}
	u.index()
	for _, file := range s.Files {
		for _, service := range file.Services {
			for _, method := range service.Methods {
				u.methodTypes(method, u.mark)
			}
		}
	}
	for extendee, extensions := range u.extensions {
		if s.Message(extendee) != nil && !isOptions(extendee) {
			continue // The message leads to them, if anything leads to it.
		}
		for _, x := range extensions {
			u.markType(x, Both)
		}
	}
	u.markOptions()
	var libraries []*schema.File
	for _, file := range s.Files {
		if !u.packages[file.Package] {
			libraries = append(libraries, file)
		}
	}
	u.markLibraries(libraries)
	return u
}

// index finds the extensions of each message and the packages with services.
func (u *uses) index() {
	u.extensions, u.packages = map[string][]*schema.Field{}, map[string]bool{}
	keep := func(extensions []*schema.Field) {
		for _, x := range extensions {
			u.extensions[x.Extendee] = append(u.extensions[x.Extendee], x)
		}
	}
	for _, file := range u.from.Files {
		u.packages[file.Package] = u.packages[file.Package] || len(file.Services) > 0
		keep(file.Extensions)
		eachMessageOf(file.Messages, func(m *schema.Message) { keep(m.Extensions) })
	}
}

// isOptions reports whether a message of descriptor.proto has the options of a kind of element.
func isOptions(name string) bool {
	return strings.HasPrefix(name, "google.protobuf.") && strings.HasSuffix(name, "Options")
}

// methodTypes visits the messages that a method sends: its request and its response, and what google.longrunning.operation_info
// promises of the operation in the response.
func (u *uses) methodTypes(method *schema.Method, visit func(*schema.Message, Use)) {
	const (
		responseType = 1 // OperationInfo.response_type
		metadataType = 2 // OperationInfo.metadata_type
	)
	visit(u.from.Message(method.Request), Request)
	visit(u.from.Message(method.Response), Response)
	if !method.Options.Has(numberOperation) {
		return
	}
	operation := schema.Options(method.Options.Message(numberOperation))
	for _, name := range slices.Concat(operation.Texts(responseType), operation.Texts(metadataType)) {
		visit(u.messageFrom(method.In().Package, name), Response)
	}
}

// messageFrom finds a message by a name that can be relative to a package.
func (u *uses) messageFrom(in, name string) *schema.Message {
	if full, ok := strings.CutPrefix(name, "."); ok {
		return u.from.Message(full)
	}
	for {
		full := name
		if in != "" {
			full = in + "." + name
		}
		if m := u.from.Message(full); m != nil || in == "" {
			return m
		}
		in = in[:max(strings.LastIndexByte(in, '.'), 0)]
	}
}

// typesOf visits the types of the fields of a message, and its extensions with their types.
func (u *uses) typesOf(m *schema.Message, visit func(schema.Element)) {
	fields := func(all []*schema.Field) {
		for _, f := range all {
			if to := u.typeOf(f); to != nil {
				visit(to)
			}
		}
	}
	fields(m.Fields)
	if len(m.ExtensionRanges) == 0 {
		return
	}
	if u.extensions == nil {
		u.index()
	}
	for _, x := range u.extensions[m.FullName()] {
		visit(x)
	}
	fields(u.extensions[m.FullName()])
}

// typeOf returns the message or enum of a field, or nil.
func (u *uses) typeOf(f *schema.Field) schema.Element {
	switch f.Type {
	case schema.MessageT, schema.Group:
		if m := u.from.Message(f.TypeName); m != nil {
			return m
		}
	case schema.EnumT:
		if e := u.from.Enum(f.TypeName); e != nil {
			return e
		}
	default:
	}
	return nil
}

// mark marks a message and all that it leads to.
func (u *uses) mark(m *schema.Message, use Use) {
	if m == nil {
		return
	}
	open := []*schema.Message{m}
	for len(open) > 0 {
		m := open[len(open)-1]
		open = open[:len(open)-1]
		if u.messages[m]&use == use {
			continue
		}
		u.messages[m] |= use
		u.typesOf(m, func(e schema.Element) {
			switch e := e.(type) {
			case *schema.Message:
				open = append(open, e)
			case *schema.Enum:
				u.enums[e] |= use
			}
		})
	}
}

func (u *uses) markType(f *schema.Field, use Use) {
	switch e := u.typeOf(f).(type) {
	case *schema.Message:
		u.mark(e, use)
	case *schema.Enum:
		u.enums[e] |= use
	}
}

// markOptions finds the messages that custom options are made of.
func (u *uses) markOptions() {
	var open []*schema.Message
	follow := func(e schema.Element) {
		if m, ok := e.(*schema.Message); ok && !u.options[m] {
			u.options[m] = true
			open = append(open, m)
		}
	}
	for extendee, extensions := range u.extensions {
		for _, x := range extensions {
			if isOptions(extendee) {
				follow(u.typeOf(x))
			}
		}
	}
	for len(open) > 0 {
		m := open[len(open)-1]
		open = open[:len(open)-1]
		u.typesOf(m, follow)
	}
}

// keep marks what a library of the base has, under the names of this side: what was stored has to be read, also if the package has
// got a service since.
func (u *uses) keep(base *uses, rename func(string) string) {
	for _, e := range base.stored {
		name := rename(e.FullName())
		u.mark(u.from.Message(name), Both)
		if now := u.from.Enum(name); now != nil {
			u.enums[now] = Both
		}
	}
}

// of returns the use of an element. Extensions of options are read by tools, which is a use like any other; so is that of a message
// which the schema does not have.
func (u *uses) of(e schema.Element) Use {
	switch e := e.(type) {
	case *schema.Message:
		return u.messages[e]
	case *schema.Oneof:
		return u.messages[e.Parent]
	case *schema.Field:
		if e.Extendee == "" {
			return u.messages[e.Parent]
		}
		m := u.from.Message(e.Extendee)
		if m == nil || isOptions(e.Extendee) {
			return Both
		}
		return u.messages[m]
	case *schema.Enum:
		return u.enums[e]
	case *schema.EnumValue:
		return u.enums[e.Parent]
	default:
		return Both // Files, services and methods.
	}
}

// inOptions reports whether a field is a custom option, or a part of one.
func (u *uses) inOptions(f *schema.Field) bool {
	if f.Extendee == "" {
		return u.options[f.Parent]
	}
	return isOptions(f.Extendee) || u.options[u.from.Message(f.Extendee)]
}
