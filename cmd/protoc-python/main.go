// Command protoc-python is what buf runs as protoc for the Python SDK. It makes messages, stubs and gRPC code in one process of
// the protoc of grpcio-tools, from descriptors that are reduced to what users need (package lean), and completes the stubs with
// the comments of the contract (package stubs). buf.gen.yaml names it, and buf runs it as
//
//	protoc-python --descriptor_set_in=/dev/stdin --python_out=DIR FILE...
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/lean"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/stubs"
)

// protoc is found in PATH, which mage generate sets.
const protoc = "python-grpc-tools-protoc"

func main() {
	if err := run(os.Args[1:]); err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) && exit.ExitCode() > 0 {
			os.Exit(exit.ExitCode()) // protoc has printed why.
		}
		fmt.Fprintln(os.Stderr, "protoc-python:", err)
		os.Exit(1)
	}
}

// outFlag has the folder of the messages. buf asks for these only.
const outFlag = "--python_out="

func run(args []string) error {
	at := slices.IndexFunc(args, func(arg string) bool { return strings.HasPrefix(arg, outFlag) })
	if at < 0 { // buf asks for the version first.
		return start(args, nil)
	}
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	names := slices.DeleteFunc(slices.Clone(args), func(arg string) bool { return strings.HasPrefix(arg, "-") })
	reduced, err := lean.Set(input, names)
	if err != nil {
		return fmt.Errorf("the descriptors on standard input cannot be read: %w", err)
	}
	set, err := decode(reduced)
	if err != nil {
		return err
	}
	bare, err := withoutComments(set)
	if err != nil {
		return err
	}
	dir := strings.TrimPrefix(args[at], outFlag)
	if err := start(append([]string{"--pyi_out=" + dir, "--grpc_python_out=" + dir}, args...), bare); err != nil {
		return err
	}
	if err := refer(dir); err != nil {
		return err
	}
	return stubs.CompleteDir(dir, set, names)
}

// missing is what protoc writes in the place of a comment, and elsewhere is what takes its place in classes. Methods have nothing there.
const (
	missing   = `"""Missing associated documentation comment in .proto file."""` + "\n"
	elsewhere = `"""The comments are in the stub, the file whose name ends in .pyi."""` + "\n"
)

// refer says in the gRPC code where its comments are.
func refer(dir string) error {
	return filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, "_pb2_grpc.py") {
			return err
		}
		content, err := os.ReadFile(name) //nolint:gosec // The folder is this program's own.
		if err != nil {
			return err
		}
		content = bytes.ReplaceAll(content, []byte("        "+missing), nil)
		return os.WriteFile(name, bytes.ReplaceAll(content, []byte(missing), []byte(elsewhere)), 0o644) //nolint:gosec // As above.
	})
}

func decode(encoded []byte) (*descriptorpb.FileDescriptorSet, error) {
	var set descriptorpb.FileDescriptorSet
	if err := (proto.UnmarshalOptions{Resolver: new(protoregistry.Types)}).Unmarshal(encoded, &set); err != nil {
		return nil, err
	}
	return &set, nil
}

// withoutComments encodes a set without its comments, which protoc would write into the gRPC code. Editors show those in the stubs, and
// at run time those of the clients can be read.
func withoutComments(set *descriptorpb.FileDescriptorSet) ([]byte, error) {
	bare := proto.CloneOf(set)
	for _, file := range bare.GetFile() {
		file.SourceCodeInfo = nil
	}
	return proto.Marshal(bare)
}

func start(args []string, input []byte) error {
	program := exec.Command(protoc, args...) //nolint:noctx // The caller gives the arguments, and ends both by a signal.
	program.Env = environ.For(environ.Plain) // Also where buf is started by hand.
	program.Stdin, program.Stdout, program.Stderr = bytes.NewReader(input), os.Stdout, os.Stderr
	return program.Run()
}
