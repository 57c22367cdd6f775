// Package openapi makes the OpenAPI document of the REST API.
//
// protoc-gen-openapiv3 writes a document for each proto file, with routes, parameters, bodies, types and comments. This package
// merges them and adds what that generator does not know: who may call, how to authenticate, the limits of validation, and the
// name of the API. It reads and writes no files.
package openapi

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/catalog"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// PartSuffix ends the names of the documents that the generator writes, one for each proto file.
const PartSuffix = ".openapi.json"

// Input has the sources of the document.
type Input struct {
	Parts    map[string][]byte // Parts are the documents of the generator, by names for error messages.
	Contract *image.Image      // Contract is the image that the parts were generated from.
	Config   *config.Config
}

// object and list are JSON values.
type (
	object = map[string]any
	list   = []any
)

// Render returns the document as YAML, with the keys in a fixed order. It returns an error for parts that don't belong to the
// contract or contradict each other.
func Render(in Input) ([]byte, error) {
	methods, err := catalog.Of(in.Contract)
	if err != nil {
		return nil, err
	}
	paths, schemas, err := merge(in.Parts)
	if err != nil {
		return nil, err
	}
	limits := &limiter{image: in.Contract}
	if err := limits.schemas(schemas); err != nil {
		return nil, err
	}
	finished, err := finishPaths(paths, methods, limits)
	if err != nil {
		return nil, err
	}
	document := object{
		"openapi": "3.1.0",
		"info": object{
			"title":       "Qdrant Cloud API",
			"description": about,
			"version":     string(in.Config.Version),
			"license":     object{"name": string(in.Config.Project.License), "identifier": string(in.Config.Project.License)},
		},
		"servers": list{object{"url": string(in.Config.API.REST)}},
		"tags":    tags(methods, in.Contract),
		"security": list{
			object{apikeyScheme: list{}},
			object{bearerScheme: list{}},
		},
		"paths":      finished,
		"components": object{"schemas": schemas, "securitySchemes": securitySchemes},
	}
	return encode(document)
}

// merge joins the paths and the schemas of the parts.
func merge(parts map[string][]byte) (paths, schemas object, err error) {
	paths, schemas = object{}, object{}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		var part struct {
			Paths      map[string]object `json:"paths"`
			Components struct {
				Schemas map[string]object `json:"schemas"`
			} `json:"components"`
		}
		decoder := json.NewDecoder(bytes.NewReader(parts[name]))
		decoder.UseNumber()
		if err := decoder.Decode(&part); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		for path, item := range part.Paths {
			all, ok := paths[path].(object)
			if !ok {
				all = object{}
				paths[path] = all
			}
			for verb, operation := range item {
				if _, twice := all[verb]; twice {
					return nil, nil, fmt.Errorf("%s: another file has %s %s too", name, verb, path)
				}
				all[verb] = operation
			}
		}
		for schema, content := range part.Components.Schemas {
			if other, twice := schemas[schema]; twice && !reflect.DeepEqual(other, content) {
				return nil, nil, fmt.Errorf("%s: another file has a different schema %s", name, schema)
			}
			schemas[schema] = content
		}
	}
	return paths, schemas, nil
}
