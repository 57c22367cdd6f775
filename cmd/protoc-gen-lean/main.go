// Command protoc-gen-lean runs a plugin of protoc on descriptors that are reduced to what users of an SDK need; package lean says
// what that is. buf starts it, because buf.gen.yaml names it:
//
//	protoc-gen-lean PLUGIN [ARGUMENT...]
//
// Standard output, standard error and the exit code are those of the program that it runs.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/lean"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) && exit.ExitCode() > 0 {
			os.Exit(exit.ExitCode())
		}
		fmt.Fprintln(os.Stderr, "protoc-gen-lean:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return errors.New("name the plugin to run: protoc-gen-lean PLUGIN [ARGUMENT...]")
	}
	program := exec.Command(args[0], args[1:]...) //nolint:noctx // The caller names the program, and ends both by a signal.
	program.Env = environ.For(environ.Plain)      // Also where buf is started by hand.
	program.Stdout, program.Stderr = os.Stdout, os.Stderr
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	reduced, err := lean.Request(input)
	if err != nil {
		return fmt.Errorf("the descriptors on standard input cannot be read: %w", err)
	}
	program.Stdin = bytes.NewReader(reduced)
	return program.Run()
}
