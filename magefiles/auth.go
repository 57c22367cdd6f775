//go:build mage

package main

import (
	"fmt"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/consumer"
)

// Tell a project that uses the SDKs where they are found, in its .npmrc and pyproject.toml, without a secret: mage auth FOLDER
//
// It prints the commands that sign in and install. What has to be changed by hand is said, and changed by nobody else.
func Auth(dir string) error {
	settings, err := config.Load(root())
	if err != nil {
		return fail(err)
	}
	result, err := consumer.Setup(dir, settings)
	if err != nil {
		return err
	}
	fmt.Print(result.Text())
	return nil
}
