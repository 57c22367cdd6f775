package wire

import (
	"google.golang.org/grpc"
	"google.golang.org/grpc/reflection"
	"google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/grpc/reflection/grpc_reflection_v1alpha"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// registerReflection lets clients such as grpcurl see the services of the API.
func registerReflection(server *grpc.Server, files *protoregistry.Files) {
	options := reflection.ServerOptions{Services: services{files}, DescriptorResolver: known{files}}
	grpc_reflection_v1.RegisterServerReflectionServer(server, reflection.NewServerV1(options))
	grpc_reflection_v1alpha.RegisterServerReflectionServer(server, reflection.NewServer(options))
}

// services names the services of the API to reflection.
type services struct{ files *protoregistry.Files }

// GetServiceInfo returns the services by name.
func (s services) GetServiceInfo() map[string]grpc.ServiceInfo {
	infos := map[string]grpc.ServiceInfo{}
	s.files.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			infos[string(file.Services().Get(i).FullName())] = grpc.ServiceInfo{}
		}
		return true
	})
	return infos
}

// known has the descriptors of the API, and those of the services that every server has: health and reflection.
type known struct{ files *protoregistry.Files }

// FindFileByPath finds a file.
func (k known) FindFileByPath(path string) (protoreflect.FileDescriptor, error) {
	if file, err := k.files.FindFileByPath(path); err == nil {
		return file, nil
	}
	return protoregistry.GlobalFiles.FindFileByPath(path)
}

// FindDescriptorByName finds a declaration.
func (k known) FindDescriptorByName(name protoreflect.FullName) (protoreflect.Descriptor, error) {
	if found, err := k.files.FindDescriptorByName(name); err == nil {
		return found, nil
	}
	return protoregistry.GlobalFiles.FindDescriptorByName(name)
}
