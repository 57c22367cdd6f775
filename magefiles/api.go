//go:build mage

package main

import (
	"context"

	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/emulator"
)

// Serve the API of this contract on this machine, until it is stopped
//
// It is what qdrant-cloud-emulator serves (docs/emulator.md), with the contract as it is in proto/ now.
func Api(ctx context.Context, //nolint:revive // mage calls the target as the function is called.
	addr *string, // where it listens, as HOST:PORT (127.0.0.1:7878)
	data *string, // keep the state in this file, instead of in memory
	access *string, // read who may call from this YAML file
	seed *string, // add the entities in this file
	verbose *bool, // log each call
) error {
	return fail(emulator.Run(ctx, emulator.Options{
		Root: root(), Address: value(addr), Data: value(data), Access: value(access), Seed: value(seed), Verbose: value(verbose),
	}))
}
