package openapi

import (
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/catalog"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// Names of the security schemes.
const (
	apikeyScheme = "apikey"
	bearerScheme = "bearer"
)

// about introduces readers to the document.
const about = `The API of Qdrant Cloud as REST with JSON: accounts, clusters, backups and all that belongs to them.

Every method is also reachable over gRPC, under the name in ` + "`x-qdrant-method`" + `. A method says who may call it:

- ` + "`x-qdrant-actor-types`" + `: the kinds of callers, out of user, management_key and service_account.
- ` + "`x-qdrant-permissions`" + `: what the caller must hold in the account; all of it, unless
  ` + "`x-qdrant-permissions-mode`" + ` is any. Without it no permission is checked before the service itself decides.

A parameter of a path that is kept deeper in the request names its place in ` + "`x-qdrant-field`" + `. Limits that JSON Schema has no
word for are in ` + "`x-qdrant-validation`" + `, rules over several fields in ` + "`x-qdrant-rules`" + `.`

var securitySchemes = object{
	apikeyScheme: object{
		"type": "apiKey", "in": "header", "name": "Authorization",
		"description": "A management key of an account, after the word apikey and a space: `apikey <MANAGEMENT_KEY>`.",
	},
	bearerScheme: object{
		"type": "http", "scheme": "bearer",
		"description": "The token of a user who has signed in to the web application.",
	},
}

// tags returns the services, which group the operations.
func tags(methods catalog.Catalogue, contract *image.Image) list {
	all := list{}
	for _, service := range methods.Services {
		tag := object{"name": service.Name}
		if element, err := contract.Descriptors.FindDescriptorByName(protoreflect.FullName(service.Name)); err == nil {
			tag["description"] = catalog.Comment(element)
		}
		all = append(all, tag)
	}
	return all
}
