// Package rpc has what all parts of the server share: the methods of the contract, a call of one of them, and the ways in which a
// call ends.
package rpc

import (
	"cmp"
	"fmt"
	"slices"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// API is the contract as the server sees it. Several goroutines may use it at once.
type API struct {
	Files   *protoregistry.Files
	Types   *dynamicpb.Types
	methods map[string]*Method
	sorted  []*Method

	validator validator
}

// Method is a method of the API.
type Method struct {
	Name       string // Name is the full method name, as in "/qdrant.cloud.auth.v1.AuthService/ListManagementKeys".
	Descriptor protoreflect.MethodDescriptor
	Options    options.Method
	Account    string // Account is the path of the request's field with the account, empty for a method that is not about one.
}

// New reads the methods of all services in the files. Options that cannot be read are an error.
func New(files *protoregistry.Files) (*API, error) {
	api := &API{Files: files, Types: dynamicpb.NewTypes(files), methods: map[string]*Method{}}
	reader := options.New(files)
	var failed error
	files.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for j := range methods.Len() {
				if failed = api.add(methods.Get(j), reader); failed != nil {
					return false
				}
			}
		}
		return true
	})
	slices.SortFunc(api.sorted, func(a, b *Method) int { return cmp.Compare(a.Name, b.Name) })
	return api, failed
}

func (a *API) add(descriptor protoreflect.MethodDescriptor, reader *options.Reader) error {
	set, err := reader.Method(descriptor)
	if err != nil {
		return fmt.Errorf("read the options of %s: %w", descriptor.FullName(), err)
	}
	method := &Method{
		Name:       fmt.Sprintf("/%s/%s", descriptor.Parent().FullName(), descriptor.Name()),
		Descriptor: descriptor,
		Options:    set,
		Account:    set.AccountIn(descriptor.Input()),
	}
	a.methods[method.Name] = method
	a.sorted = append(a.sorted, method)
	return nil
}

// Method finds a method by its full name.
func (a *API) Method(name string) (*Method, bool) {
	method, ok := a.methods[name]
	return method, ok
}

// Methods returns all methods, sorted by name.
func (a *API) Methods() []*Method { return slices.Clone(a.sorted) }

// JSON writes a message as the REST API does: names in lowerCamelCase, and fields without a value too.
func (a *API) JSON(message protoreflect.ProtoMessage) ([]byte, error) {
	return protojson.MarshalOptions{Resolver: a.Types, EmitUnpopulated: true}.Marshal(message)
}

// NewRequest returns an empty request.
func (m *Method) NewRequest() *dynamicpb.Message { return dynamicpb.NewMessage(m.Descriptor.Input()) }

// NewResponse returns an empty response.
func (m *Method) NewResponse() *dynamicpb.Message { return dynamicpb.NewMessage(m.Descriptor.Output()) }
