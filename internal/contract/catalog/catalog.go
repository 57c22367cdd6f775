// Package catalog lists every method of the contract with what a caller has to know: route, permissions, kinds of callers,
// paging, deprecation. It reads an image and formats the list as text, JSON or Markdown.
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

// root is the folder of the proto tree in the repository; paths in a catalogue begin with it.
const root = "proto"

// SchemaVersion is the version of the JSON form. A change that readers of the old form would misunderstand raises it.
const SchemaVersion = 1

// Catalogue has all services and methods, or those that a [Query] selects.
type Catalogue struct {
	SchemaVersion int       `json:"schema_version"`
	Services      []Service `json:"services"` // Services are sorted by name.
	Methods       []Method  `json:"methods"`  // Methods are grouped by service, in the order of the contract.
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

	// Permissions are required: all of them or any one, depending on PermissionsMode. If there is none, or the empty one, no
	// permission is checked before the service decides itself.
	Permissions     []string `json:"permissions"`
	PermissionsMode Mode     `json:"permissions_mode"`

	// ActorTypes may call the method. ActorTypesByDefault means that the method names none, so that all may.
	ActorTypes          []string `json:"actor_types"`
	ActorTypesByDefault bool     `json:"actor_types_by_default"`

	Authentication bool         `json:"authentication"`       // Authentication means that the caller must authenticate.
	AccountID      string       `json:"account_id,omitempty"` // AccountID is the path of the request field with the account; empty if there is none.
	Paging         Paging       `json:"paging"`
	Deprecation    *Deprecation `json:"deprecation,omitempty"`
	Event          *Event       `json:"event,omitempty"` // Event is what a call records in the event log.

	Request  string `json:"request"`  // Request is a full name.
	Response string `json:"response"` // Response is a full name.
	Summary  string `json:"summary"`  // Summary is the first sentence of the comment.
	File     string `json:"file"`     // File is a path from the root of the repository.
	Line     int    `json:"line"`
}

// Mode is how many of the permissions a caller needs.
type Mode string

// The modes.
const (
	All Mode = "all"
	Any Mode = "any"
)

// Paging is how a method returns a list.
type Paging string

// The kinds of paging.
const (
	Pages  Paging = "pages"      // Pages is a list that comes page by page where the caller asks for it.
	NotYet Paging = "not yet"    // NotYet is a list that comes as a whole.
	NoList Paging = "not a list" // NoList is anything else.
)

// Deprecation explains why something should no longer be used.
type Deprecation struct {
	Reason    string `json:"reason,omitempty"`    // Reason is what the comment says after "Deprecated:".
	Successor string `json:"successor,omitempty"` // Successor is the full name of the replacement.
}

// Event is the record that a call writes.
type Event struct {
	Type     string `json:"type"` // Type is created, updated, deleted or action.
	Resource string `json:"resource"`
	Action   string `json:"action,omitempty"` // Action names the action, for events of the type action.
}

// Actors are the kinds of callers. All of them may call a method that names none.
var Actors = []string{"user", "management_key", "service_account"}

// Of returns the catalogue of the files of an image. It fails for an option that cannot be read and for a method with more than
// one route.
func Of(img *image.Image) (Catalogue, error) {
	all := Catalogue{SchemaVersion: SchemaVersion}
	files, err := img.Own()
	if err != nil {
		return Catalogue{}, err
	}
	for _, file := range files {
		services := file.Services()
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

// FullName returns the full name of the method.
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
		if len(route.Additional) > 0 {
			return Method{}, errors.New("it has additional_bindings: remove them, a method of this contract has one route")
		}
		described.Verb, described.Route, described.Body = route.Verb, route.Path, route.Body
	}
	return described, nil
}

// paging returns how a method returns a list, by the fields that the house rules prescribe for paging.
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

// deprecation returns the deprecation of the method, or else of its service. The successor of a method of a deprecated service is
// the method of the same name in the new service, if there is one.
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
