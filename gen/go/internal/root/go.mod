// Rendered from templates/go/internal/root/go.mod.tmpl. It is not a part of what is published.
module github.com/qdrant/qdrant-cloud-public-api

go 1.24.0
