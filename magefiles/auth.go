//go:build mage

package main

import (
	"fmt"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/consumer"
)

// Set up a project that uses the SDKs: its .npmrc and pyproject.toml name the feeds, without a secret
//
// It prints the commands that sign in and install, and what has to be changed by hand: settings that are there already stay.
func Auth(folder string) error {
	settings, err := config.Load(root())
	if err != nil {
		return fail(err)
	}
	result, err := consumer.Setup(folder, settings)
	if err != nil {
		return err
	}
	fmt.Print(result.Text())
	return nil
}
