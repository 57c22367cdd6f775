// Command protoc-gen-ts runs the generators of the TypeScript SDK in one process of Node.js: protoc-gen-es for the types and for the
// JavaScript, and protoc-gen-connect-query, from descriptors that are reduced to what users need (package lean). They are those of
// tools/node, which it finds beside protoc-gen-es in PATH. buf starts it, because buf.gen.yaml names it. All its options go to the
// generators; those that begin with "types:" go to that of the types alone.
package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/lean"
)

//go:embed generators.cjs
var generators string

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) && exit.ExitCode() > 0 {
			os.Exit(exit.ExitCode()) // Node.js has printed why.
		}
		fmt.Fprintln(os.Stderr, "protoc-gen-ts:", err)
		os.Exit(1)
	}
}

// youngSpace lets Node.js collect garbage less often, in a process that lives for a second: its limit of the new objects, in MiB.
const youngSpace = "--max-semi-space-size=64"

func run(in io.Reader, out io.Writer) error {
	request, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	reduced, err := lean.Request(request)
	if err != nil {
		return fmt.Errorf("the descriptors on standard input cannot be read: %w", err)
	}
	modules, err := modules()
	if err != nil {
		return err
	}
	node := exec.Command("node", youngSpace, "-e", generators, modules) //nolint:noctx // The program is this one's own, and ends by a signal.
	node.Env = environ.For(environ.Plain)                               // Also where buf is started by hand.
	node.Stdin, node.Stdout, node.Stderr = bytes.NewReader(reduced), out, os.Stderr
	return node.Run()
}

// modules is the folder node_modules with the generators.
func modules() (string, error) {
	link, err := exec.LookPath("protoc-gen-es")
	if err != nil {
		return "", fmt.Errorf("%w: go tool mage deps installs it, and says how to find it", err)
	}
	program, err := filepath.EvalSymlinks(link)
	if err != nil {
		return "", err
	}
	// node_modules/@bufbuild/protoc-gen-es/bin/protoc-gen-es
	return filepath.Dir(filepath.Dir(filepath.Dir(filepath.Dir(program)))), nil
}
