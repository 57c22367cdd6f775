// Package emulator runs qdrant-cloud-emulator with the contract as it is in proto/ at the moment.
package emulator

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// Options are the flags of the emulator that are of use here. Those that are empty have its defaults.
type Options struct {
	Root    string // Root is the repository, an absolute path.
	Address string
	Data    string
	Access  string
	Seed    string
	Verbose bool
}

// Run builds the emulator and runs it until the context ends.
func Run(ctx context.Context, o Options) error {
	args, err := o.build(ctx)
	if err != nil {
		return err
	}
	err = run.Run(ctx, run.Cmd{Args: args, Dir: o.Root, Stdout: os.Stdout, Stderr: os.Stderr})
	if failed := (*run.Error)(nil); errors.As(err, &failed) && ctx.Err() == nil {
		return exit.With(exit.Code(run.ExitCode(err)), errors.New("the emulator has ended: its message is above"))
	}
	return err
}

// build compiles the contract and the emulator, and returns the command that starts it.
func (o Options) build(ctx context.Context) ([]string, error) {
	contract, err := image.FromDir(ctx, filepath.Join(o.Root, "proto"))
	if err != nil {
		return nil, err
	}
	encoded, err := contract.EncodeBare()
	if err != nil {
		return nil, err
	}
	compiled := filepath.Join(folder(o.Root), "contract.binpb")
	if err := file.Write(compiled, encoded); err != nil {
		return nil, err
	}
	program, err := Program(ctx, o.Root)
	if err != nil {
		return nil, err
	}
	args := []string{program, "-image", compiled}
	for _, flag := range []struct{ name, value string }{
		{"-addr", o.Address}, {"-data", o.Data}, {"-access", o.Access}, {"-seed", o.Seed},
	} {
		if flag.value != "" {
			args = append(args, flag.name, flag.value)
		}
	}
	if o.Verbose {
		args = append(args, "-v")
	}
	return args, nil
}
