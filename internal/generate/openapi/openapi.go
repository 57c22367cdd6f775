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
// contract or contradict each other. What is large, the operations and the schemas, is finished and written piece by piece.
func Render(in Input) ([]byte, error) {
	methods, err := catalog.Of(in.Contract)
	if err != nil {
		return nil, err
	}
	all, err := collect(in.Parts)
	if err != nil {
		return nil, err
	}
	paths, err := all.placed(methods)
	if err != nil {
		return nil, err
	}
	limits := &limiter{image: in.Contract}
	head, err := encode(object{
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
	})
	if err != nil {
		return nil, err
	}
	operations, err := encodeEach([]string{"paths"}, paths, func(_ string, methods map[string]placed) (any, error) {
		return item(methods, limits)
	})
	if err != nil {
		return nil, err
	}
	schemas, err := encodeEach([]string{"components", "schemas"}, all.schemas, limits.schema)
	if err != nil {
		return nil, err
	}
	security, err := encodeBelow([]string{"components"}, object{"securitySchemes": securitySchemes})
	if err != nil {
		return nil, err
	}
	return slices.Concat([]byte(header), head, operations, []byte("components:\n"), schemas, security), nil
}

// collected is what the parts have, as they wrote it.
type collected struct {
	operations map[string]map[string]json.RawMessage // operations are by path and verb.
	schemas    map[string]json.RawMessage
}

// collect joins the paths and the schemas of the parts.
func collect(parts map[string][]byte) (*collected, error) {
	c := &collected{map[string]map[string]json.RawMessage{}, map[string]json.RawMessage{}}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		var part struct {
			Paths      map[string]map[string]json.RawMessage `json:"paths"`
			Components struct {
				Schemas map[string]json.RawMessage `json:"schemas"`
			} `json:"components"`
		}
		if err := json.NewDecoder(bytes.NewReader(parts[name])).Decode(&part); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for path, item := range part.Paths {
			if c.operations[path] == nil {
				c.operations[path] = map[string]json.RawMessage{}
			}
			for verb, operation := range item {
				if c.operations[path][verb] != nil {
					return nil, fmt.Errorf("%s: another file has %s %s too", name, verb, path)
				}
				c.operations[path][verb] = operation
			}
		}
		for schema, content := range part.Components.Schemas {
			if other, twice := c.schemas[schema]; twice && !same(other, content) {
				return nil, fmt.Errorf("%s: another file has a different schema %s", name, schema)
			}
			c.schemas[schema] = content
		}
	}
	return c, nil
}

// same reports whether two values are the same JSON, however it is written.
func same(a, b json.RawMessage) bool {
	if bytes.Equal(a, b) {
		return true
	}
	one, err := decode(a)
	other, otherErr := decode(b)
	return err == nil && otherErr == nil && reflect.DeepEqual(one, other)
}

// decode reads an object. Its numbers stay as they are written.
func decode(content json.RawMessage) (object, error) {
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.UseNumber()
	var decoded object
	err := decoder.Decode(&decoded)
	return decoded, err
}
