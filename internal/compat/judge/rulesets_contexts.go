package judge

import (
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/validation"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// maxContexts is how many paths from requests to a message are looked at. Beyond that the message is judged alone, which can only
// find more breaks.
const maxContexts = 48

// senders has the ways in which old clients send each message.
type senders struct {
	parents map[*schema.Message][]*schema.Field // parents has the fields that have a message as their type.
	methods map[*schema.Message][]*schema.Method
	alone   map[*schema.Message]bool // alone has the messages that can be sent in ways that methods do not show.
}

// sendersOf reads them from the old schema.
func (r *ruleSets) sendersOf() *senders {
	if r.senders != nil {
		return r.senders
	}
	s := &senders{parents: map[*schema.Message][]*schema.Field{}, methods: map[*schema.Message][]*schema.Method{}, alone: map[*schema.Message]bool{}}
	r.senders = s
	for _, e := range r.before.stored {
		if m, ok := e.(*schema.Message); ok {
			s.alone[m] = true // Nobody knows where the messages of a library go.
		}
	}
	extended := func(extensions []*schema.Field) {
		for _, f := range extensions {
			s.alone[r.Old.Message(f.TypeName)] = true
		}
	}
	for _, file := range r.Old.Files {
		extended(file.Extensions)
		eachMessageOf(file.Messages, func(m *schema.Message) {
			for _, f := range m.Fields {
				if f.Type == schema.MessageT || f.Type == schema.Group {
					if to := r.Old.Message(f.TypeName); to != nil {
						s.parents[to] = append(s.parents[to], f)
					}
				}
			}
			extended(m.Extensions)
		})
		for _, service := range file.Services {
			for _, method := range service.Methods {
				if m := r.Old.Message(method.Request); m != nil {
					s.methods[m] = append(s.methods[m], method)
				}
			}
		}
	}
	return s
}

// contexts are the ways in which old clients send a message, or nil if it has to be judged alone.
func (r *ruleSets) contexts(before *schema.Message) []validation.Context {
	all, complete := r.pathsTo(before, nil, map[*schema.Message]bool{}, nil)
	if !complete {
		return nil
	}
	return all
}

// pathsTo collects the paths from requests to a message, which is at the beginning of a path itself.
func (r *ruleSets) pathsTo(m *schema.Message, path []protoreflect.FieldNumber, seen map[*schema.Message]bool, all []validation.Context) ([]validation.Context, bool) {
	s := r.sendersOf()
	add := func(method string, received *schema.Message) bool {
		if received == nil || len(all) >= maxContexts {
			return false
		}
		context := validation.Context{
			Method: protoreflect.FullName(method), Request: r.old.message(m), Received: r.now.message(received), Path: slices.Clone(path),
		}
		all = append(all, context)
		return context.Request != nil && context.Received != nil
	}
	for _, method := range s.methods[m] {
		now := r.sameMethod(method)
		if now == nil {
			s.alone[m] = true // Its callers have to move, and may do so to a method with another name.
			continue
		}
		if !add(method.FullName(), r.New.Message(now.Request)) {
			return nil, false
		}
	}
	seen[m] = true
	defer delete(seen, m)
	for _, f := range s.parents[m] {
		if seen[f.Parent] {
			s.alone[m] = true // The messages are in each other, however deep.
			continue
		}
		longer := path
		if !f.Parent.MapEntry { // The values of a map are in the map itself.
			longer = append([]protoreflect.FieldNumber{protoreflect.FieldNumber(f.Number)}, path...)
		}
		var complete bool
		all, complete = r.pathsTo(f.Parent, longer, seen, all)
		if !complete {
			return nil, false
		}
	}
	if s.alone[m] && !add("", r.later(m)) {
		return nil, false
	}
	return all, true
}

// sameMethod is the method of the same name on the new side, or nil.
func (r *ruleSets) sameMethod(old *schema.Method) *schema.Method {
	service := r.New.Service(old.Parent.FullName())
	if service == nil {
		return nil
	}
	for _, now := range service.Methods {
		if now.Name() == old.Name() {
			return now
		}
	}
	return nil
}

// later is the new version of a message.
func (r *ruleSets) later(m *schema.Message) *schema.Message {
	if now := r.newName[m]; now != nil {
		return now
	}
	return r.New.Message(m.FullName())
}
