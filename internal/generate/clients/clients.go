// Package clients writes what the clients of the SDKs have of the contract, in each language: the services and methods of
// internal/contract/surface, as thin calls into the runtimes below runtime/. cmd/protoc-gen-client is the plugin of protoc around it.
package clients

import (
	"slices"

	"google.golang.org/protobuf/compiler/protogen"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/surface"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// Input is what an emitter writes down.
type Input struct {
	Plugin *protogen.Plugin // Plugin takes the files. Their paths are relative to the folder of the language in gen.
	Client *surface.Client
	Config *config.Config
}

// Emitter writes the files of one language.
type Emitter func(Input) error

// Emitters has the emitter of each language.
var Emitters = lang.Table[Emitter]{
	lang.Go:         emitGo,
	lang.Python:     emitPython,
	lang.TypeScript: emitTypeScript,
}

// Emit writes the client of a language into the answer of a plugin.
func Emit(plugin *protogen.Plugin, language lang.ID, cfg *config.Config) error {
	emit, err := Emitters.Of("clients", language)
	if err != nil {
		return err
	}
	registry := &protoregistry.Files{}
	var own []protoreflect.FileDescriptor
	for _, file := range plugin.Files {
		if err := registry.RegisterFile(file.Desc); err != nil {
			return err
		}
		if file.Generate {
			own = append(own, file.Desc)
		}
	}
	if !slices.ContainsFunc(own, func(file protoreflect.FileDescriptor) bool { return file.Services().Len() > 0 }) {
		return nil // The messages of errors, which the npm package has too, have no client.
	}
	client, err := surface.New(own, options.New(registry), cfg.Client)
	if err != nil {
		return err
	}
	return emit(Input{Plugin: plugin, Client: client, Config: cfg})
}

// Comment returns the comment of an element of the contract, without the indentation that protoc leaves in it.
func Comment(of protoreflect.Descriptor) string {
	return uncomment(of.ParentFile().SourceLocations().ByDescriptor(of).LeadingComments)
}
