package lint

import (
	"maps"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

var requestRules = []Rule{
	{"QDRANT_ACCOUNT_ID", "A request names its account in account_id, or in the field that account_id_expression points to.", checkAccountID},
	{"QDRANT_LIST_PAGING", "A list method is paged: page_size and page_token in the request; items, total_size and next_page_token in the response.", checkPaging},
	{"QDRANT_UPDATE_MASK", "The request of an update method has a field mask update_mask.", checkUpdateMask},
	{"QDRANT_PATCH_SOURCE", "A method with an update mask names in patch_source the existing methods and fields by which the gateway reads the current entity.", checkPatchSource},
	{"QDRANT_LOG_FIELDS", "The fields in log_fields exist in the request.", checkLogFields},
	{"QDRANT_API_VERSION", "Every service has a version in the option api_version.", checkVersion},
}

func checkAccountID(c *contract, found findings) {
	if !c.knows(options.Account) {
		return
	}
	for _, m := range c.methods {
		own := m.Input().Fields().ByName(options.AccountID)
		switch {
		case m.Anonymous: // Without authentication there is no permission to look up in an account.
		case m.Account == nil && !isText(own):
			found(at(m), "%s has no string account_id: add it, or set account_id_expression to the field with the account (\"\" if there is no account).", m.Input().Name())
		case m.Account == nil:
		case *m.Account != "" && !isText(field(m.Input(), *m.Account)):
			found(c.atOption(m, options.Account, 0), "%q is not a string field of %s: set account_id_expression to the field with the account.",
				*m.Account, m.Input().Name())
		}
	}
}

// paging lists the fields of a paged list method, in its request and in its response.
var paging = [2][]pagingField{
	{{options.PageSize, "int32 page_size", isInt32}, {options.PageToken, "string page_token", isText}},
	{
		{options.Items, "repeated items", protoreflect.FieldDescriptor.IsList},
		{options.TotalSize, "int32 total_size", isInt32},
		{options.NextPageToken, "string next_page_token", isText},
	},
}

type pagingField struct {
	name protoreflect.Name
	what string
	ok   func(field protoreflect.FieldDescriptor) bool
}

func isInt32(field protoreflect.FieldDescriptor) bool {
	return field.Kind() == protoreflect.Int32Kind && field.Cardinality() != protoreflect.Repeated
}

func checkPaging(c *contract, found findings) {
	for _, m := range c.methods {
		if m.verb != "List" {
			continue
		}
		begun := false
		var add []string
		for i, message := range []protoreflect.MessageDescriptor{m.Input(), m.Output()} {
			var missing []string
			for _, wanted := range paging[i] {
				field := message.Fields().ByName(wanted.name)
				if field == nil || !wanted.ok(field) {
					missing = append(missing, wanted.what)
				}
				begun = begun || field != nil && wanted.name != options.Items
			}
			if len(missing) > 0 {
				add = append(add, strings.Join(missing, ", ")+" to its "+[]string{"request", "response"}[i])
			}
		}
		switch fix := strings.Join(add, ", and "); {
		case fix == "":
		case begun:
			found(at(m), "%s lacks some of the paging fields: add %s.", m.Name(), fix)
		default:
			found(at(m), "%s is not paged: add %s; or silence this rule with the reason.", m.Name(), fix)
		}
	}
}

func checkUpdateMask(c *contract, found findings) {
	for _, m := range c.methods {
		if m.verb == "Update" && !is(m.Input().Fields().ByName("update_mask"), "google.protobuf.FieldMask") {
			found(at(m), "%s cannot update single fields: add google.protobuf.FieldMask update_mask to %s.", m.Name(), m.Input().Name())
		}
	}
}

func checkPatchSource(c *contract, found findings) {
	if !c.knows(options.PatchSource) {
		return
	}
	for _, m := range c.methods {
		if m.Patch == nil {
			if m.Input().Fields().ByName("update_mask") != nil {
				found(at(m), "%s has an update mask, but the gateway cannot find the current entity: add the option patch_source.", m.Name())
			}
			continue
		}
		wrong := func(name string, in protoreflect.Descriptor) {
			found(c.atOption(m, options.PatchSource, 0), "The patch_source of %s names %s, which does not exist in %s: correct the name.", m.Name(), name, in.Name())
		}
		name := m.Patch.GetMethod
		get := c.method(name)
		if get == nil {
			wrong(name, m.Parent())
			continue
		}
		if path := m.Patch.ResponseResourceField; field(get.Output(), path) == nil {
			wrong(path, get.Output())
		}
		if path := m.Patch.RequestResourceField; field(m.Input(), path) == nil {
			wrong(path, m.Input())
		}
		for _, from := range slices.Sorted(maps.Keys(m.Patch.FieldMapping)) {
			if field(get.Input(), from) == nil {
				wrong(from, get.Input())
			}
			if to := m.Patch.FieldMapping[from]; field(m.Input(), to) == nil {
				wrong(to, m.Input())
			}
		}
	}
}

func checkLogFields(c *contract, found findings) {
	for _, m := range c.methods {
		for i, path := range m.Log {
			if field(m.Input(), path) == nil {
				found(c.atOption(m, options.LogFields, i), "%q is not a field of %s: set field_expression to one of its fields.", path, m.Input().Name())
			}
		}
	}
}

func checkVersion(c *contract, found findings) {
	if !c.knows(options.APIVersion) {
		return
	}
	for _, file := range c.files {
		for service := range all(file.Services()) {
			switch version := c.versions[service.FullName()]; {
			case version == nil:
				found(at(service), "%s has no version: add the option api_version, starting at {major: 1}.", service.Name())
			case *version == options.Version{}:
				found(c.atOption(service, options.APIVersion, 0), "The api_version of %s is 0.0.0: start at {major: 1}.", service.Name())
			}
		}
	}
}
