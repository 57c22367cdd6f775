package judge

import (
	"fmt"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

const (
	fieldMask  = "google.protobuf.FieldMask"
	updateMask = "update_mask" // updateMask is the name of a mask that is about what a request has, and not about the response.
)

// maskNames returns the evidence that field masks, which have the proto names of fields in binary and in JSON, no longer name a renamed
// field, or nothing.
func (j *judge) maskNames(old *schema.Field, use Use) string {
	if j.known.masked == nil {
		j.known.masked = masked(j.before)
	}
	if use == Unused || !j.known.masked[old.Parent] {
		return ""
	}
	return fmt.Sprintf("the path %q of a field mask is unknown now", old.Name())
}

// masked returns the messages whose fields a field mask can name. A mask in a request can be about a response.
func masked(in *uses) map[*schema.Message]bool {
	s := in.from
	m := masks{from: s, named: map[*schema.Message]bool{}, known: map[*schema.Message]bool{}}
	for _, e := range in.stored {
		if message, ok := e.(*schema.Message); ok && !message.In().Dependency {
			m.within(message, nil)
		}
	}
	for _, file := range s.Files {
		for _, service := range file.Services {
			for _, method := range service.Methods {
				m.within(s.Message(method.Request), s.Message(method.Response))
				m.within(s.Message(method.Response), nil)
			}
		}
	}
	return m.named
}

// masks collects what field masks can name.
type masks struct {
	from  *schema.Schema
	named map[*schema.Message]bool
	known map[*schema.Message]bool // known has the messages that are named together with all that they lead to.
}

// within visits the masks of a message and of all that it leads to. A mask is about the messages beside it. One for reading is about
// the response as well. If there is no message beside it, it can only be about the fields beside it.
func (m *masks) within(root, response *schema.Message) {
	for _, message := range m.reached(root) {
		mask := slices.IndexFunc(message.Fields, func(f *schema.Field) bool { return f.TypeName == fieldMask })
		if mask < 0 {
			continue
		}
		alone := true
		for _, f := range message.Fields {
			if beside := m.from.Message(f.TypeName); beside != nil && !strings.HasPrefix(f.TypeName, "google.protobuf.") {
				alone = false
				m.mark(beside)
			}
		}
		if alone {
			m.named[message] = true
		}
		if response != nil && (alone || slices.ContainsFunc(message.Fields, func(f *schema.Field) bool { return f.TypeName == fieldMask && f.Name() != updateMask })) {
			m.mark(response)
		}
	}
}

// mark records a message and all that it leads to.
func (m *masks) mark(root *schema.Message) {
	if root == nil || m.known[root] {
		return
	}
	for _, message := range m.reached(root) {
		m.named[message] = true
	}
	m.known[root] = true
}

// reached returns a message and the messages that its fields lead to.
func (m *masks) reached(root *schema.Message) []*schema.Message {
	if root == nil {
		return nil
	}
	all, have := []*schema.Message{root}, map[*schema.Message]bool{root: true}
	for i := 0; i < len(all); i++ {
		for _, f := range all[i].Fields {
			if to := m.from.Message(f.TypeName); to != nil && !have[to] {
				have[to] = true
				all = append(all, to)
			}
		}
	}
	return all
}
