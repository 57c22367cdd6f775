package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
)

// TestMain is the command itself where a test starts it as a process.
func TestMain(m *testing.M) {
	if os.Getenv("RUN_PROTOC_PYTHON") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// command runs the command with a shell script in the place of protoc.
func command(t *testing.T, script, input string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, protoc), []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	var out, errors bytes.Buffer
	process := exec.CommandContext(t.Context(), self, args...)
	process.Env = append(os.Environ(), "RUN_PROTOC_PYTHON=1", "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	process.Stdin, process.Stdout, process.Stderr = strings.NewReader(input), &out, &errors
	_ = process.Run() // The exit code is what is tested.
	return out.String(), errors.String(), process.ProcessState.ExitCode()
}

// input has a file with an option of another language, which is dropped, and with a comment.
func input(t *testing.T) string {
	t.Helper()
	encoded, err := proto.Marshal(&descriptorpb.FileDescriptorSet{File: []*descriptorpb.FileDescriptorProto{{
		Name: new("a.proto"), Options: &descriptorpb.FileOptions{JavaPackage: new("com.example")},
		MessageType: []*descriptorpb.DescriptorProto{{Name: new("M")}},
		SourceCodeInfo: &descriptorpb.SourceCodeInfo{Location: []*descriptorpb.SourceCodeInfo_Location{
			{Path: []int32{4, 0}, Span: []int32{1, 0, 1}, LeadingComments: new(" What it is.\n")},
		}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	return string(encoded)
}

// writes is a protoc that keeps its arguments and its input, and writes a stub.
const writes = `for arg in "$@"; do case $arg in --pyi_out=*) dir=${arg#*=} ;; esac; done
echo "$@" > "$dir/args"
cat > "$dir/input"
cat > "$dir/a_pb2.pyi" <<'END'
DESCRIPTOR: x

class M(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
END
printf 'class S:\n    """Missing associated documentation comment in .proto file."""\n' > "$dir/a_pb2_grpc.py"
printf '    def M(self):\n        """Missing associated documentation comment in .proto file."""\n        pass\n' >> "$dir/a_pb2_grpc.py"`

func TestStubsHaveComments(t *testing.T) {
	dir := t.TempDir()
	if _, stderr, code := command(t, writes, input(t), "--descriptor_set_in=/dev/stdin", "--python_out="+dir, "a.proto"); code != 0 || stderr != "" {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	for name, want := range map[string]string{
		"args":      "--pyi_out=" + dir + " --grpc_python_out=" + dir + " --descriptor_set_in=/dev/stdin --python_out=" + dir + " a.proto",
		"a_pb2.pyi": `"""What it is."""`,
		"input":     "a.proto",
		// The comments are in the stubs alone.
		"a_pb2_grpc.py": "class S:\n    " + elsewhere + "    def M(self):\n        pass\n",
	} {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !bytes.Contains(content, []byte(want)) {
			t.Errorf("%s: %v\n%s", name, err, content)
		}
		if name == "input" && bytes.Contains(content, []byte("What it is.")) {
			t.Error("protoc gets the comments, which it would write into the gRPC code")
		}
		if bytes.Contains(content, []byte("com.example")) {
			t.Errorf("%s has the option of another language", name)
		}
	}
}

func TestFailures(t *testing.T) {
	dir := t.TempDir()
	args := []string{"--descriptor_set_in=/dev/stdin", "--python_out=" + dir, "a.proto"}
	if stdout, stderr, code := command(t, `echo out; echo "a.proto: wrong" >&2; exit 7`, input(t), args...); stdout != "out\n" || stderr != "a.proto: wrong\n" || code != 7 {
		t.Errorf("got %q, %q, %d", stdout, stderr, code)
	}
	if stdout, _, code := command(t, `echo "libprotoc 1 $1"`, "", "--version"); stdout != "libprotoc 1 --version\n" || code != 0 {
		t.Errorf("got %q, %d", stdout, code)
	}
	if _, stderr, code := command(t, writes, "no descriptors", args...); code != 1 || !strings.Contains(stderr, "descriptors on standard input cannot be read") {
		t.Errorf("got %q, %d", stderr, code)
	}
	if _, stderr, code := command(t, "cat > /dev/null", input(t), args...); code != 1 || !strings.Contains(stderr, "a.proto: the stub that protoc should have written") {
		t.Errorf("got %q, %d", stderr, code)
	}
}
