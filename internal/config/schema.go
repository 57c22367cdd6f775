package config

import (
	"bytes"
	"encoding/json"
	"reflect"

	"github.com/invopop/jsonschema"
)

// SchemaFile is the JSON schema of sdk.yaml, for editors, in the root of the repository.
const SchemaFile = "sdk.schema.json"

// Schema is the JSON schema (2020-12) of sdk.yaml, made from the structs of this package. Only the test that
// makes [SchemaFile] calls it.
func Schema() ([]byte, error) {
	reflector := jsonschema.Reflector{
		FieldNameTag:               "yaml",
		RequiredFromJSONSchemaTags: false,
		Anonymous:                  true,
		Mapper: func(t reflect.Type) *jsonschema.Schema {
			switch t {
			case reflect.TypeFor[Text](), reflect.TypeFor[Line]():
				return &jsonschema.Schema{Type: "string", Pattern: `\S`}
			case reflect.TypeFor[URL]():
				return &jsonschema.Schema{Type: "string", Pattern: `^https://[^/].*[^/]$`}
			case reflect.TypeFor[FeedURL]():
				return &jsonschema.Schema{Type: "string", Pattern: `^(https|http|file)://`}
			case reflect.TypeFor[BucketURL]():
				return &jsonschema.Schema{Type: "string", Pattern: `^(s3|gs|file)://`}
			case reflect.TypeFor[Word]():
				return &jsonschema.Schema{Type: "string", Pattern: wordPattern.String()}
			case reflect.TypeFor[Variable]():
				return &jsonschema.Schema{Type: "string", Pattern: variablePattern.String()}
			case reflect.TypeFor[Folder]():
				return &jsonschema.Schema{Type: "string", Pattern: folderPattern.String()}
			case reflect.TypeFor[Platform]():
				return &jsonschema.Schema{Type: "string", Enum: anyOf(platforms)}
			case reflect.TypeFor[Version]():
				return &jsonschema.Schema{Type: "string", Pattern: versionPattern.String()}
			}
			return nil
		},
	}
	schema := reflector.Reflect(&Config{})
	schema.Title = "sdk.yaml of the Qdrant Cloud public API"
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(schema)
	return out.Bytes(), err
}

// anyOf are texts as a schema has them.
func anyOf(texts []string) []any {
	all := make([]any, len(texts))
	for i, text := range texts {
		all[i] = text
	}
	return all
}
