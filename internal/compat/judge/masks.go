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
	if use == Unused || !j.masked(old.Parent) {
		return ""
	}
	return fmt.Sprintf("the path %q of a field mask is unknown now", old.Name())
}

// masked reports whether a field mask of the base can name the fields of a message.
func (j *judge) masked(message *schema.Message) bool {
	if j.known.masked == nil {
		j.known.masked = masked(j.before)
	}
	return j.known.masked[message]
}

// masksGoOn reports whether paths of a mask can lead into the messages of the fields of a message: it is named itself, or the mask is in
// it. The message may be nil.
func (j *judge) masksGoOn(message *schema.Message) bool {
	return message != nil && (j.masked(message) || slices.ContainsFunc(message.Fields, isMask))
}

func isMask(f *schema.Field) bool { return f.TypeName == fieldMask }

// masked returns the messages whose fields a field mask can name: those beside the mask with all that they lead to, or if there is none,
// the message of the mask. A mask for reading that a request leads to is about the response as well.
func masked(in *uses) map[*schema.Message]bool {
	s := in.from
	m := masks{from: s, named: map[*schema.Message]bool{}, followed: map[*schema.Message]bool{}}
	var roots []*schema.Message
	for _, e := range in.stored {
		if message, ok := e.(*schema.Message); ok && !message.In().Dependency {
			roots = append(roots, message)
		}
	}
	var methods []*schema.Method
	for _, file := range s.Files {
		for _, service := range file.Services {
			methods = append(methods, service.Methods...)
		}
	}
	for _, method := range methods {
		roots = append(roots, s.Message(method.Request), s.Message(method.Response))
	}
	sent := map[*schema.Message]bool{}
	m.follow(sent, roots...)
	var reading []*schema.Message // reading are the messages with a mask for reading.
	for message := range sent {
		if m.mask(message) {
			reading = append(reading, message)
		}
	}
	lead := m.leadTo(sent, reading)
	for _, method := range methods {
		if lead[s.Message(method.Request)] {
			m.mark(s.Message(method.Response))
		}
	}
	return m.named
}

// masks collects what field masks can name.
type masks struct {
	from     *schema.Schema
	named    map[*schema.Message]bool
	followed map[*schema.Message]bool // followed has the messages that are named together with all that they lead to.
}

// mask marks what the masks of a message are about, and reports whether one can be about the response.
func (m *masks) mask(message *schema.Message) bool {
	if !slices.ContainsFunc(message.Fields, isMask) {
		return false
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
	return alone || slices.ContainsFunc(message.Fields, func(f *schema.Field) bool { return isMask(f) && f.Name() != updateMask })
}

// mark records a message and all that it leads to.
func (m *masks) mark(root *schema.Message) {
	for _, message := range m.follow(m.followed, root) {
		m.named[message] = true
	}
}

// follow adds messages, and those that their fields lead to, to a set that has with each message all that it leads to. It returns the
// new ones. The messages may be nil.
func (m *masks) follow(have map[*schema.Message]bool, from ...*schema.Message) []*schema.Message {
	var all []*schema.Message
	add := func(message *schema.Message) {
		if message != nil && !have[message] {
			have[message] = true
			all = append(all, message)
		}
	}
	for _, message := range from {
		add(message)
	}
	for i := 0; i < len(all); i++ { //nolint:intrange // It grows meanwhile.
		for _, f := range all[i].Fields {
			add(m.from.Message(f.TypeName))
		}
	}
	return all
}

// leadTo returns the messages of a set that lead to some of them, with those.
func (m *masks) leadTo(within map[*schema.Message]bool, some []*schema.Message) map[*schema.Message]bool {
	lead := map[*schema.Message]bool{}
	if len(some) == 0 {
		return lead
	}
	referrers := map[*schema.Message][]*schema.Message{}
	for message := range within {
		for _, f := range message.Fields {
			if to := m.from.Message(f.TypeName); to != nil {
				referrers[to] = append(referrers[to], message)
			}
		}
	}
	for open := some; len(open) > 0; {
		message := open[len(open)-1]
		open = open[:len(open)-1]
		if !lead[message] {
			lead[message] = true
			open = append(open, referrers[message]...)
		}
	}
	return lead
}
