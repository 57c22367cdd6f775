package lint

import (
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

const (
	timestamp protoreflect.FullName = "google.protobuf.Timestamp"
	caller    protoreflect.FullName = "qdrant.cloud.common.v1.Caller"
)

var entityRules = []Rule{
	{"QDRANT_ENTITY_FIELDS", "A resource, which one method creates and another one uses, has id, created_at and, if it belongs to an account, account_id.", checkEntityFields},
	{"QDRANT_AUDIT_FIELDS", "A resource of the serverless packages has created_by, last_updated_by and deleted_by of type Caller, for the methods that exist.", checkAuditFields},
}

// entity is a message that a create method returns and that another method uses too, in contrast to a mere response.
type entity struct {
	protoreflect.MessageDescriptor

	create           *method
	updated, deleted bool
}

// entities returns the messages that are named like the resource of a create method and that its response contains.
func (c *contract) entities() []*entity {
	var found []*entity
	for _, m := range c.methods {
		message := m.ParentFile().Messages().ByName(protoreflect.Name(m.resource))
		if m.verb != "Create" || message == nil || !holds(m.Output(), message) {
			continue
		}
		if e, known := c.entity(message, m); known {
			found = append(found, e)
		}
	}
	return found
}

// entity returns the entity of a message, and whether a method other than create uses it.
func (c *contract) entity(message protoreflect.MessageDescriptor, create *method) (e *entity, known bool) {
	e = &entity{MessageDescriptor: message, create: create}
	for _, m := range c.methods {
		if m.Parent() != create.Parent() || m == create {
			continue
		}
		e.updated = e.updated || m.verb == "Update" && m.resource == create.resource
		e.deleted = e.deleted || m.verb == "Delete" && m.resource == create.resource
		known = known || e.updated || e.deleted || holds(m.Output(), message)
	}
	return e, known
}

// holds reports whether a message has a field, single or repeated, whose type is the other message.
func holds(message, other protoreflect.MessageDescriptor) bool {
	for f := range all(message.Fields()) {
		if f.Message() != nil && f.Message().FullName() == other.FullName() {
			return true
		}
	}
	return false
}

func checkEntityFields(c *contract, found findings) {
	for _, e := range c.entities() {
		var missing []string
		if !isText(e.Fields().ByName("id")) {
			missing = append(missing, "string id")
		}
		if !is(e.Fields().ByName("created_at"), timestamp) {
			missing = append(missing, string(timestamp)+" created_at")
		}
		scoped := e.create.Account == nil || *e.create.Account != ""
		if scoped && !isText(e.Fields().ByName("account_id")) {
			missing = append(missing, "string account_id")
		}
		if len(missing) > 0 {
			found(at(e), "%s is a resource but lacks fields that every resource has: add %s.", e.Name(), strings.Join(missing, ", "))
		}
	}
}

func checkAuditFields(c *contract, found findings) {
	for _, e := range c.entities() {
		if !serverless(e) {
			continue
		}
		for _, wanted := range []struct {
			name   protoreflect.Name
			needed bool
		}{{"created_by", true}, {"last_updated_by", e.updated}, {"deleted_by", e.deleted}} {
			if wanted.needed && !is(e.Fields().ByName(wanted.name), caller) {
				found(at(e), "%s does not record who changed it: add %s %s.", e.Name(), caller, wanted.name)
			}
		}
	}
	for _, message := range c.messages {
		if !serverless(message) {
			continue
		}
		for f := range all(message.Fields()) {
			if strings.HasSuffix(string(f.Name()), "_by_email") {
				found(at(f), "%s identifies a caller by email address: use a %s named %s.", f.Name(), caller, strings.TrimSuffix(string(f.Name()), "_email"))
			}
		}
	}
}

func serverless(d protoreflect.Descriptor) bool {
	return strings.HasPrefix(string(d.ParentFile().Package()), "qdrant.cloud.serverless.")
}
