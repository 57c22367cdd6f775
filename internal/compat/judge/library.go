package judge

import (
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// markLibraries marks the types of packages without services that no method leads to: somebody writes them to files, queues and
// events, and nobody knows who reads them. What they lead to goes everywhere as well.
//
// What is written are the messages at the root: those that no other one contains. Where messages only contain each other, the first one
// is taken for the root.
func (u *uses) markLibraries(files []*schema.File) {
	var messages []*schema.Message
	var collect func(from []*schema.Message, enums []*schema.Enum)
	collect = func(from []*schema.Message, enums []*schema.Enum) {
		for _, e := range enums {
			if u.enums[e] == Unused {
				u.stored = append(u.stored, e)
				u.enums[e] = Both
			}
		}
		for _, m := range from {
			if u.messages[m] == Unused && !m.MapEntry {
				messages = append(messages, m)
			}
			collect(m.Messages, m.Enums)
		}
	}
	for _, file := range files {
		collect(file.Messages, file.Enums)
	}
	for _, m := range u.containersFirst(messages) {
		if u.messages[m] == Unused {
			u.stored = append(u.stored, m)
			u.mark(m, Both)
		}
	}
}

// containersFirst sorts messages so that each comes before what it contains, as far as they don't contain each other: a depth-first
// walk ends with a message after all that it leads to.
func (u *uses) containersFirst(messages []*schema.Message) []*schema.Message {
	type visit struct {
		message *schema.Message
		leads   []*schema.Message // leads are the messages that are still to be visited.
	}
	leads := func(m *schema.Message) *visit {
		v := &visit{message: m}
		u.typesOf(m, func(e schema.Element) {
			if to, ok := e.(*schema.Message); ok && u.messages[to] == Unused {
				v.leads = append(v.leads, to)
			}
		})
		return v
	}
	var ended []*schema.Message
	seen := map[*schema.Message]bool{}
	for _, m := range slices.Backward(messages) { // The walk that begins last comes first, so that the first message of a circle does.
		if seen[m] {
			continue
		}
		seen[m] = true
		for open := []*visit{leads(m)}; len(open) > 0; {
			at := open[len(open)-1]
			if len(at.leads) == 0 {
				ended, open = append(ended, at.message), open[:len(open)-1]
				continue
			}
			next := at.leads[0]
			at.leads = at.leads[1:]
			if !seen[next] {
				seen[next] = true
				open = append(open, leads(next))
			}
		}
	}
	slices.Reverse(ended)
	return slices.DeleteFunc(ended, func(m *schema.Message) bool { return m.MapEntry })
}
