package convention

import (
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// What an operation does.
const (
	create  = "create"
	get     = "get"
	listing = "list"
	update  = "update"
	remove  = "delete"
)

// operation is a method that does with the entities of a kind what its name says, and nothing else: a method with a field whose
// meaning no convention gives is none.
type operation struct {
	method   *rpc.Method
	what     string
	resource *Resource

	entity protoreflect.FieldDescriptor // entity is the field of the request with the entity to create or to update.
	id     protoreflect.FieldDescriptor // id is the field of the request with the id of the entity to get or to delete.
	result protoreflect.FieldDescriptor // result is the field of the response with the entity, or with the entities of a list.
	// filters are the other fields of the request which name a field of the entity, and what they have to be equal to.
	filters []filter

	mask  protoreflect.FieldDescriptor // mask is the field of an update with the fields to change; nil if it has none.
	force protoreflect.FieldDescriptor // force is the field of a delete that overrides what is in the way; nil if it has none.
	// along has the fields of a delete that say whether dependants go along, with the name of the dependants in the plural.
	along  map[protoreflect.Name]string
	paging paging
}

// paging has the fields by which a list is paged; those that the method does not have are nil.
type paging struct{ size, token, next, total protoreflect.FieldDescriptor }

// match returns the operation that a method is by convention, nil if it is none.
func (c *Conventions) match(method *rpc.Method) *operation {
	if method.Descriptor.IsStreamingClient() || method.Descriptor.IsStreamingServer() {
		return nil
	}
	o := &operation{method: method}
	name := string(method.Descriptor.Name())
	for verb, shape := range map[string]func(kind string) bool{
		"Create": func(kind string) bool { o.what = create; return c.writes(o, kind) },
		"Update": func(kind string) bool { o.what = update; return c.writes(o, kind) },
		"Get":    func(kind string) bool { o.what = get; return c.gets(o, kind) },
		"List":   func(kind string) bool { o.what = listing; return c.listed(o, kind) },
		"Delete": func(kind string) bool { o.what = remove; return c.deletes(o, kind) },
	} {
		if kind, ok := strings.CutPrefix(name, verb); ok && shape(kind) && o.scoped() {
			return o
		}
	}
	return nil
}

// returned finds the kind and the field of a response that has nothing but one entity.
func (c *Conventions) returned(o *operation, kind string) bool {
	fields := o.method.Descriptor.Output().Fields()
	if fields.Len() != 1 || fields.Get(0).Message() == nil || fields.Get(0).IsList() || fields.Get(0).IsMap() {
		return false
	}
	o.result = fields.Get(0)
	o.resource = c.resources[string(o.result.Message().FullName())]
	return o.resource != nil && o.resource.Name() == kind
}

// writes says whether a method takes and returns one entity.
func (c *Conventions) writes(o *operation, kind string) bool {
	if !c.returned(o, kind) {
		return false
	}
	fields := o.method.Descriptor.Input().Fields()
	for i := range fields.Len() {
		switch field := fields.Get(i); {
		case o.entity == nil && isA(field, o.resource.descriptor.FullName()):
			o.entity = field
		case o.what == update && field.Name() == updateMask && isA(field, fieldMask):
			o.mask = field
		default:
			return false
		}
	}
	return o.entity != nil
}

func (c *Conventions) gets(o *operation, kind string) bool {
	return c.returned(o, kind) && o.named(func(protoreflect.FieldDescriptor) bool { return false })
}

func (c *Conventions) deletes(o *operation, kind string) bool {
	if o.method.Descriptor.Output().Fields().Len() > 0 {
		return false
	}
	o.resource = c.resources[string(o.method.Descriptor.ParentFile().Package().Append(protoreflect.Name(kind)))]
	o.along = map[protoreflect.Name]string{}
	return o.resource != nil && o.named(func(field protoreflect.FieldDescriptor) bool {
		if !isBool(field) {
			return false
		}
		things, ok := strings.CutPrefix(string(field.Name()), "delete_")
		switch {
		case field.Name() == forceField:
			o.force = field
		case ok:
			o.along[field.Name()] = things
		default:
			return false
		}
		return true
	})
}

// named says whether the request has the id of an entity, and otherwise nothing but its account, fields of the entity, and those
// that other accepts.
func (o *operation) named(other func(protoreflect.FieldDescriptor) bool) bool {
	fields := o.method.Descriptor.Input().Fields()
	for _, name := range idNames(o.resource.Name()) {
		if field := fields.ByName(name); isText(field) && (name != options.AccountID || !o.resource.inAccount) {
			o.id = field
			break
		}
	}
	return o.id != nil && o.others(func(field protoreflect.FieldDescriptor) bool { return field == o.id || other(field) })
}

// others finds the filters among the fields of the request that are neither its account nor known to the caller.
func (o *operation) others(known func(protoreflect.FieldDescriptor) bool) bool {
	fields := o.method.Descriptor.Input().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		if known(field) || string(field.Name()) == o.method.Account {
			continue
		}
		filter, ok := filterOf(field, o.resource.descriptor)
		if !ok {
			return false
		}
		o.filters = append(o.filters, filter)
	}
	return true
}

// listed says whether a method returns entities in a list.
func (c *Conventions) listed(o *operation, kind string) bool {
	fields := o.method.Descriptor.Output().Fields()
	for i := range fields.Len() {
		switch field := fields.Get(i); {
		case field.Name() == options.Items && field.IsList() && field.Message() != nil:
			o.result = field
		case field.Name() == options.NextPageToken && isText(field):
			o.paging.next = field
		case field.Name() == options.TotalSize && field.Kind() == protoreflect.Int32Kind && !field.IsList():
			o.paging.total = field
		default:
			return false
		}
	}
	if o.result == nil {
		return false
	}
	o.resource = c.resources[string(o.result.Message().FullName())]
	if o.resource == nil || plural(o.resource.Name()) != kind {
		return false
	}
	return o.others(func(field protoreflect.FieldDescriptor) bool {
		switch {
		case field.Name() == options.PageSize && field.Kind() == protoreflect.Int32Kind && !field.IsList():
			o.paging.size = field
		case field.Name() == options.PageToken && isText(field):
			o.paging.token = field
		default:
			return false
		}
		return true
	})
}

// scoped says whether a method is about the entities of one account, or about one account where accounts are the kind. Who may
// see what else is for the service itself to decide.
func (o *operation) scoped() bool {
	account := o.method.Account
	if o.resource.inAccount {
		return account != ""
	}
	switch o.what {
	case create:
		return account == ""
	case get, remove:
		return account == string(o.id.Name())
	case update:
		return account == string(o.entity.Name())+"."+string(idField)
	}
	return false
}
