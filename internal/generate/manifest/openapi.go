package manifest

import "github.com/qdrant/qdrant-cloud-public-api/internal/generate/openapi"

// renderOpenAPI merges the documents that the generator wrote for each proto file.
func renderOpenAPI(in Input) (map[string][]byte, error) {
	parts := map[string][]byte{}
	err := walk(in, OpenAPI, openapi.PartSuffix, func(name string, content []byte) error {
		parts[name] = content
		return nil
	})
	if err != nil {
		return nil, err
	}
	document, err := openapi.Render(openapi.Input{Parts: parts, Contract: in.Contract, Config: in.Config})
	return map[string][]byte{"openapi.yaml": document}, err
}
