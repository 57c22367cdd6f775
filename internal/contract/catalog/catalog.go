// Package catalog lists every method of the contract with what a caller has to know: route, permissions, kinds of actors,
// paging, deprecation. It turns an image into values, and values into text, JSON or Markdown.
package catalog

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// root is the folder of the proto tree in the repository; the files of a catalogue are named from above it.
const root = "proto"

// SchemaVersion is the version of the JSON form. It is raised when a reader of the former one would misunderstand it.
const SchemaVersion = 1

// Catalogue is all services and methods, or those that a [Query] has left.
type Catalogue struct {
	SchemaVersion int       `json:"schema_version"`
	Services      []Service `json:"services"` // Services are sorted by name.
	Methods       []Method  `json:"methods"`  // Methods stand by service, in the order of the contract.
}

// Service is what the methods of one service share.
type Service struct {
	Name        string       `json:"name"` // Name is full, such as "qdrant.cloud.iam.v1.IAMService".
	Package     string       `json:"package"`
	Version     string       `json:"version,omitempty"` // Version is that of the service inside its package, such as "1.2.0".
	Summary     string       `json:"summary"`
	Deprecation *Deprecation `json:"deprecation,omitempty"`
	File        string       `json:"file"` // File is a path from the root of the repository.
	Line        int          `json:"line"`
}

// Method is one method.
type Method struct {
	Service string `json:"service"` // Service is the full name.
	Name    string `json:"name"`
	Package string `json:"package"`

	// Verb, Route and Body are those of google.api.http; empty for a method that has gRPC only. The body is "*" for the
	// whole request, a field of it, or empty.
	Verb  string `json:"verb"`
	Route string `json:"route"`
	Body  string `json:"body"`

	// Permissions are needed all, or any one of them, as PermissionsMode says. None, or the empty permission, stand for
	// no check, or for one that the service makes itself.
	Permissions     []string `json:"permissions"`
	PermissionsMode Mode     `json:"permissions_mode"`

	// ActorTypes may call the method. ActorTypesByDefault says that the method restricts them to none.
	ActorTypes          []string `json:"actor_types"`
	ActorTypesByDefault bool     `json:"actor_types_by_default"`

	Authentication bool         `json:"authentication"`       // Authentication says that the caller must be known.
	AccountID      string       `json:"account_id,omitempty"` // AccountID is the field of the request with the account; empty where there is none.
	Paging         Paging       `json:"paging"`
	Deprecation    *Deprecation `json:"deprecation,omitempty"`
	Event          *Event       `json:"event,omitempty"` // Event is what a call leaves in the event log.

	Request  string `json:"request"`  // Request is a full name.
	Response string `json:"response"` // Response is a full name.
	Summary  string `json:"summary"`  // Summary is the first sentence of the comment.
	File     string `json:"file"`     // File is a path from the root of the repository.
	Line     int    `json:"line"`
}

// Mode says how many of the permissions a caller needs.
type Mode string

// The modes.
const (
	All Mode = "all"
	Any Mode = "any"
)

// Paging says how a method returns a list.
type Paging string

// The kinds of paging.
const (
	Pages  Paging = "pages"      // Pages is a list that comes page by page where the caller asks for it.
	NotYet Paging = "not yet"    // NotYet is a list that comes as a whole.
	NoList Paging = "not a list" // NoList is anything else.
)

// Deprecation is why something should no longer be used.
type Deprecation struct {
	Reason    string `json:"reason,omitempty"`    // Reason is what the comment says after "Deprecated:".
	Successor string `json:"successor,omitempty"` // Successor is the full name of what takes its place.
}

// Event is the record that a call leaves.
type Event struct {
	Type     string `json:"type"` // Type is created, updated, deleted or action.
	Resource string `json:"resource"`
	Action   string `json:"action,omitempty"` // Action names what an event of the type action is about.
}

// Actors are the kinds of actors that there are; a method that names none is open to all of them.
var Actors = []string{"user", "management_key", "service_account"}

// Of is the catalogue of the files of an image. An option that can't be read, and a method with more than one route, are
// errors.
func Of(img *image.Image) (Catalogue, error) {
	all := Catalogue{SchemaVersion: SchemaVersion}
	for _, file := range img.Files {
		descriptor, err := img.Descriptors.FindFileByPath(file.GetName())
		if err != nil {
			return Catalogue{}, err
		}
		services := descriptor.Services()
		for i := range services.Len() {
			service := services.Get(i)
			described, err := describeService(img, service)
			if err != nil {
				return Catalogue{}, fmt.Errorf("%s: %w", service.FullName(), err)
			}
			all.Services = append(all.Services, described)
			for j := range service.Methods().Len() {
				method, err := describeMethod(img, service.Methods().Get(j), described)
				if err != nil {
					return Catalogue{}, fmt.Errorf("%s: %w", service.Methods().Get(j).FullName(), err)
				}
				all.Methods = append(all.Methods, method)
			}
		}
	}
	slices.SortStableFunc(all.Services, func(a, b Service) int { return strings.Compare(a.Name, b.Name) })
	slices.SortStableFunc(all.Methods, func(a, b Method) int { return strings.Compare(a.Service, b.Service) })
	return all, nil
}

// FullName is the name by which other elements refer to the method.
func (m Method) FullName() string { return m.Service + "." + m.Name }

func describeService(img *image.Image, service protoreflect.ServiceDescriptor) (Service, error) {
	set, err := img.Options.Service(service)
	if err != nil {
		return Service{}, err
	}
	described := Service{
		Name: string(service.FullName()), Package: string(service.ParentFile().Package()), Summary: summary(service),
		File: path.Join(root, service.ParentFile().Path()), Line: line(service),
	}
	if set.Version != nil {
		described.Version = set.Version.String()
	}
	if set.Deprecated {
		described.Deprecation = &Deprecation{Reason: reason(service)}
		if successor := referredTo(img, described.Deprecation.Reason); successor != nil {
			described.Deprecation.Successor = string(successor.FullName())
		}
	}
	return described, nil
}

func describeMethod(img *image.Image, method protoreflect.MethodDescriptor, service Service) (Method, error) {
	set, err := img.Options.Method(method)
	if err != nil {
		return Method{}, err
	}
	described := Method{
		Service: service.Name, Name: string(method.Name()), Package: service.Package,
		Permissions:     append([]string{}, set.Permissions...), // JSON has a list, never null.
		PermissionsMode: All,
		ActorTypes:      set.ActorTypes,
		Authentication:  !set.Anonymous,
		AccountID:       set.AccountIn(method.Input()),
		Paging:          paging(method),
		Request:         string(method.Input().FullName()), Response: string(method.Output().FullName()),
		Summary: summary(method), File: service.File, Line: line(method),
	}
	if set.AnyPermission {
		described.PermissionsMode = Any
	}
	if described.ActorTypesByDefault = len(described.ActorTypes) == 0; described.ActorTypesByDefault {
		described.ActorTypes = slices.Clone(Actors)
	}
	if set.Event != nil {
		described.Event = &Event{Type: set.Event.Type, Resource: set.Event.Resource, Action: set.Event.Action}
	}
	described.Deprecation = deprecation(img, set.Deprecated, method, service)
	if route := set.Route; route != nil {
		if route.Additional > 0 {
			return Method{}, errors.New("it has additional_bindings: a method of this contract has one route")
		}
		described.Verb, described.Route, described.Body = route.Verb, route.Path, route.Body
	}
	return described, nil
}

// paging looks at the fields that make a list page: see the house rules of the contract.
func paging(method protoreflect.MethodDescriptor) Paging {
	switch {
	case options.Pages(method):
		return Pages
	case strings.HasPrefix(string(method.Name()), "List"):
		return NotYet
	default:
		return NoList
	}
}

// deprecation is the method's own, or that of its service. The successor of a method of a deprecated service is the method
// of the same name where the new service has one.
func deprecation(img *image.Image, own bool, method protoreflect.MethodDescriptor, service Service) *Deprecation {
	found := service.Deprecation
	if own {
		why := reason(method)
		found = &Deprecation{Reason: why}
		if successor := referredTo(img, why); successor != nil {
			found.Successor = string(successor.FullName())
		}
		return found
	}
	if found == nil {
		return nil
	}
	inherited := *found
	if same := protoreflect.FullName(inherited.Successor).Append(method.Name()); same.IsValid() {
		if _, err := img.Descriptors.FindDescriptorByName(same); err == nil {
			inherited.Successor = string(same)
		}
	}
	return &inherited
}
