package judge

import (
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// Use is where an element is used: in requests, in responses, in both or in neither.
type Use uint8

// The directions of messages.
const (
	Request  Use = 1 << iota // Request is written by old clients and read by new servers.
	Response                 // Response is written by new servers and read by old clients.

	Unused Use = 0
	Both       = Request | Response
)

// uses has the use of each type of a schema. A set of files without any service is a library of messages, which may be used in both
// directions.
type uses struct {
	from     *schema.Schema
	library  bool
	messages map[*schema.Message]Use
	enums    map[*schema.Enum]Use
}

func usesOf(s *schema.Schema, library bool) *uses {
	u := &uses{from: s, library: library, messages: map[*schema.Message]Use{}, enums: map[*schema.Enum]Use{}}
	if library {
		return u
	}
	for _, file := range s.Files {
		for _, service := range file.Services {
			for _, method := range service.Methods {
				u.mark(method.Request, Request)
				u.mark(method.Response, Response)
			}
		}
	}
	return u
}

func hasServices(s *schema.Schema) bool {
	for _, file := range s.Files {
		if len(file.Services) > 0 && !file.Dependency {
			return true
		}
	}
	return false
}

// mark adds a use to a message and to all types that its fields reach.
func (u *uses) mark(name string, use Use) {
	open := []*schema.Message{u.from.Message(name)}
	for len(open) > 0 {
		m := open[len(open)-1]
		open = open[:len(open)-1]
		if m == nil || u.messages[m]&use != 0 {
			continue
		}
		u.messages[m] |= use
		for _, f := range m.Fields {
			switch f.Type {
			case schema.MessageT, schema.Group:
				open = append(open, u.from.Message(f.TypeName))
			case schema.EnumT:
				if e := u.from.Enum(f.TypeName); e != nil {
					u.enums[e] |= use
				}
			default:
			}
		}
	}
}

// of returns the use of an element. Extensions of options count as used, because tools read them.
func (u *uses) of(e schema.Element) Use {
	if u.library {
		return Both
	}
	switch e := e.(type) {
	case *schema.Message:
		return u.messages[e]
	case *schema.Oneof:
		return u.messages[e.Parent]
	case *schema.Field:
		switch {
		case e.Extendee == "":
			return u.messages[e.Parent]
		case strings.HasPrefix(e.Extendee, "google.protobuf.") && strings.HasSuffix(e.Extendee, "Options"):
			return Both
		default:
			return u.messages[u.from.Message(e.Extendee)]
		}
	case *schema.Enum:
		return u.enums[e]
	case *schema.EnumValue:
		return u.enums[e.Parent]
	default:
		return Both // Files, services and methods.
	}
}
