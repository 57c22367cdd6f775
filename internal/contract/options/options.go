// Package options reads what the contract declares beside its types: the options of methods and services, their routes, and the
// fields by which a list is paged. The names of all of them are here and nowhere else.
//
// It reads linked descriptors. The comparison of two versions reads encoded options instead (internal/contract/schema), by the
// names that sdk.yaml gives them: it also judges contracts that are not this one, and images that do not link.
package options

import (
	"fmt"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
)

// The options of the contract by their full names.
const (
	Permissions    protoreflect.FullName = "qdrant.cloud.common.v1.permissions"
	AllPermissions protoreflect.FullName = "qdrant.cloud.common.v1.requires_all_permissions"
	Authentication protoreflect.FullName = "qdrant.cloud.common.v1.requires_authentication"
	MessageSize    protoreflect.FullName = "qdrant.cloud.common.v1.max_message_size"
	ActorTypes     protoreflect.FullName = "qdrant.cloud.common.v1.supported_actor_types"
	Account        protoreflect.FullName = "qdrant.cloud.common.v1.account_id_expression"
	APIVersion     protoreflect.FullName = "qdrant.cloud.common.v1.api_version"
	PatchSource    protoreflect.FullName = "qdrant.cloud.common.v1.patch_source"
	LogFields      protoreflect.FullName = "qdrant.cloud.common.v1.log_fields"
	Event          protoreflect.FullName = "qdrant.cloud.event.v1.event_options"
	HTTP           protoreflect.FullName = "google.api.http"
)

// The fields that have a meaning by their name.
const (
	AccountID     protoreflect.Name = "account_id"
	PageSize      protoreflect.Name = "page_size"
	PageToken     protoreflect.Name = "page_token"
	NextPageToken protoreflect.Name = "next_page_token"
	TotalSize     protoreflect.Name = "total_size"
	Items         protoreflect.Name = "items"
)

// Method has the options of one method. The zero value is what holds where a method sets none.
type Method struct {
	Permissions   []string  // Permissions is nil where the option is not set; it may hold the empty permission.
	AnyPermission bool      // AnyPermission says that one of the permissions is enough.
	Anonymous     bool      // Anonymous says that no authentication is needed.
	ActorTypes    []string  // ActorTypes are the kinds of callers, as in management_key; none stands for all kinds.
	Account       *string   // Account is the path to the field with the account, nil where the option is not set.
	Route         *Route    // Route is nil where the method has none.
	Patch         *Patch    // Patch is nil where the option is not set.
	Log           []string  // Log has the paths of the fields that are logged.
	Event         *Recorded // Event is nil where a call leaves no event.
	MessageSize   int       // MessageSize is the limit of a message in MiB, 0 where the option is not set.
	Deprecated    bool
}

// Service has the options of one service.
type Service struct {
	Version    *Version // Version is nil where the option is not set.
	Deprecated bool
}

// Route is a binding of a google.api.http option.
type Route struct {
	Verb         string // Verb is in upper case, but for a custom one, which is as it is written.
	Path         string
	Body         string  // Body is "*" for the whole request, a field of it, or empty.
	ResponseBody string  // ResponseBody is the field of the response that is sent, empty for the whole response.
	Additional   []Route // Additional has the other bindings of the same method.
}

// Patch says where the gateway finds the entity that an update by field mask changes.
type Patch struct {
	GetMethod             string // GetMethod has the form /package.Service/Method.
	ResponseResourceField string
	RequestResourceField  string
	FieldMapping          map[string]string // FieldMapping leads from fields of the get request to fields of this one.
}

// Recorded is the event that a call leaves.
type Recorded struct {
	Type     string // Type is created, updated, deleted or action.
	Resource string
	Action   string
}

// Version is the version of a service inside its package.
type Version struct{ Major, Minor, Patch uint64 }

// String writes the version as 1.2.3.
func (v Version) String() string { return fmt.Sprintf("%d.%d.%d", v.Major, v.Minor, v.Patch) }

// Method reads the options of a method.
func (r *Reader) Method(method protoreflect.MethodDescriptor) (Method, error) {
	set, err := r.extensions(method)
	if err != nil {
		return Method{}, err
	}
	deprecated, _ := method.Options().(*descriptorpb.MethodOptions)
	read := Method{
		Permissions:   set.texts(Permissions),
		AnyPermission: set.isFalse(AllPermissions),
		Anonymous:     set.isFalse(Authentication),
		Deprecated:    deprecated.GetDeprecated(),
	}
	if size, ok := set[MessageSize]; ok {
		read.MessageSize = int(size.value.Int())
	}
	for _, name := range set.texts(ActorTypes) {
		read.ActorTypes = append(read.ActorTypes, word(name, "ACTOR_TYPE_"))
	}
	if account, ok := set[Account]; ok {
		path := account.value.String()
		read.Account = &path
	}
	if http, ok := set[HTTP]; ok {
		if read.Route, err = routeOf(http.value.Message()); err != nil {
			return Method{}, fmt.Errorf("%s: %w", HTTP, err)
		}
	}
	if patch, ok := set[PatchSource]; ok {
		read.Patch = patchOf(patch.value.Message())
	}
	if fields, ok := set[LogFields]; ok {
		for i := range fields.value.List().Len() {
			read.Log = append(read.Log, text(fields.value.List().Get(i).Message(), "field_expression"))
		}
	}
	if event, ok := set[Event]; ok {
		message := event.value.Message()
		read.Event = &Recorded{
			Type:     word(enumIn(message, "event_type"), "EVENT_TYPE_"),
			Resource: text(message, "resource_type"), Action: text(message, "action_type"),
		}
	}
	return read, nil
}

// Service reads the options of a service.
func (r *Reader) Service(service protoreflect.ServiceDescriptor) (Service, error) {
	set, err := r.extensions(service)
	if err != nil {
		return Service{}, err
	}
	options, _ := service.Options().(*descriptorpb.ServiceOptions)
	read := Service{Deprecated: options.GetDeprecated()}
	if version, ok := set[APIVersion]; ok {
		message := version.value.Message()
		read.Version = &Version{number(message, "major"), number(message, "minor"), number(message, "patch")}
	}
	return read, nil
}

// AccountIn returns the path to the field of a request with the account, or "" where there is none.
func (m Method) AccountIn(request protoreflect.MessageDescriptor) string {
	switch {
	case m.Account != nil:
		return *m.Account
	case request.Fields().ByName(AccountID) != nil:
		return string(AccountID)
	}
	return ""
}

// Pages reports whether a method returns its list page by page.
func Pages(method protoreflect.MethodDescriptor) bool {
	request, response := method.Input().Fields(), method.Output().Fields()
	return request.ByName(PageSize) != nil && request.ByName(PageToken) != nil && response.ByName(NextPageToken) != nil
}

// Pattern returns the verb and the path template of a rule, both empty where it has no pattern.
func Pattern(rule *annotations.HttpRule) (verb, path string) {
	switch pattern := rule.GetPattern().(type) {
	case *annotations.HttpRule_Get:
		return "GET", pattern.Get
	case *annotations.HttpRule_Put:
		return "PUT", pattern.Put
	case *annotations.HttpRule_Post:
		return "POST", pattern.Post
	case *annotations.HttpRule_Delete:
		return "DELETE", pattern.Delete
	case *annotations.HttpRule_Patch:
		return "PATCH", pattern.Patch
	case *annotations.HttpRule_Custom:
		return pattern.Custom.GetKind(), pattern.Custom.GetPath()
	}
	return "", ""
}

func routeOf(message protoreflect.Message) (*Route, error) {
	wire, err := proto.Marshal(message.Interface())
	if err != nil {
		return nil, err
	}
	var rule annotations.HttpRule
	if err := proto.Unmarshal(wire, &rule); err != nil || rule.GetPattern() == nil {
		return nil, err
	}
	route := bindingOf(&rule)
	for _, additional := range rule.GetAdditionalBindings() {
		route.Additional = append(route.Additional, bindingOf(additional))
	}
	return &route, nil
}

func bindingOf(rule *annotations.HttpRule) Route {
	verb, path := Pattern(rule)
	return Route{Verb: verb, Path: path, Body: rule.GetBody(), ResponseBody: rule.GetResponseBody()}
}

func patchOf(message protoreflect.Message) *Patch {
	read := &Patch{
		GetMethod:             text(message, "get_method"),
		ResponseResourceField: text(message, "response_resource_field"),
		RequestResourceField:  text(message, "request_resource_field"),
		FieldMapping:          map[string]string{},
	}
	if field := message.Descriptor().Fields().ByName("field_mapping"); field != nil {
		message.Get(field).Map().Range(func(key protoreflect.MapKey, value protoreflect.Value) bool {
			read.FieldMapping[key.String()] = value.String()
			return true
		})
	}
	return read
}

// word makes management_key of ACTOR_TYPE_MANAGEMENT_KEY.
func word(enumValue, prefix string) string {
	return strings.ToLower(strings.TrimPrefix(enumValue, prefix))
}
