// Command protoc-gen-client is the plugin of protoc that writes the clients of the SDKs; package clients says what is in them. buf
// starts it in the root of the repository, because buf.gen.yaml names it, with the options
//
//	lang=go|python|ts,config=sdk.yaml
package main

import (
	"flag"
	"os"
	"path/filepath"

	"google.golang.org/protobuf/compiler/protogen"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/pluginpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/clients"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

func main() {
	var flags flag.FlagSet
	language := flags.String("lang", "", "the language of the SDK")
	file := flags.String("config", config.File, "the configuration of the SDKs")
	protogen.Options{ParamFunc: flags.Set}.Run(func(plugin *protogen.Plugin) error {
		plugin.SupportedFeatures = uint64(pluginpb.CodeGeneratorResponse_FEATURE_PROTO3_OPTIONAL | pluginpb.CodeGeneratorResponse_FEATURE_SUPPORTS_EDITIONS)
		plugin.SupportedEditionsMinimum, plugin.SupportedEditionsMaximum = descriptorpb.Edition_EDITION_PROTO2, descriptorpb.Edition_EDITION_2023
		content, err := os.ReadFile(*file)
		if err != nil {
			return err
		}
		cfg, err := config.Parse(filepath.Base(*file), content)
		if err != nil {
			return err
		}
		l, err := lang.Parse(*language)
		if err != nil {
			return err
		}
		return clients.Emit(plugin, l.ID, cfg)
	})
}
