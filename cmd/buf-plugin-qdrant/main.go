// Command buf-plugin-qdrant tells buf the house rules of the contract. buf starts it, because buf.yaml names it.
package main

import (
	"buf.build/go/bufplugin/check"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/lint"
)

func main() { check.Main(lint.Spec()) }
