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
	"google.golang.org/protobuf/types/pluginpb"
)

// TestMain is the command itself where a test starts it as a process.
func TestMain(m *testing.M) {
	if os.Getenv("RUN_PROTOC_GEN_LEAN") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// start runs the command around a shell script, with input, and returns what the script printed.
func start(t *testing.T, script, input string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(program, []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	var out, errors bytes.Buffer
	command := exec.CommandContext(t.Context(), self, append([]string{program}, args...)...)
	command.Env = append(os.Environ(), "RUN_PROTOC_GEN_LEAN=1")
	command.Stdin, command.Stdout, command.Stderr = strings.NewReader(input), &out, &errors
	_ = command.Run() // The exit code is what is tested.
	return out.String(), errors.String(), command.ProcessState.ExitCode()
}

// file has an option of another language, which is dropped.
func file() *descriptorpb.FileDescriptorProto {
	return &descriptorpb.FileDescriptorProto{Name: new("a.proto"), Options: &descriptorpb.FileOptions{JavaPackage: new("com.example")}}
}

func encoded(t *testing.T, message proto.Message) string {
	t.Helper()
	content, err := proto.MarshalOptions{Deterministic: true}.Marshal(message)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestProgramsReadReducedDescriptors(t *testing.T) {
	lean := file()
	lean.Options = nil
	request := &pluginpb.CodeGeneratorRequest{FileToGenerate: []string{"a.proto"}, ProtoFile: []*descriptorpb.FileDescriptorProto{file()}}
	want := &pluginpb.CodeGeneratorRequest{FileToGenerate: []string{"a.proto"}, ProtoFile: []*descriptorpb.FileDescriptorProto{lean}}
	stdout, stderr, code := start(t, "cat", encoded(t, request))
	if code != 0 || stderr != "" || stdout != encoded(t, want) {
		t.Errorf("exit code %d, %q, stdout %q", code, stderr, stdout)
	}
}

func TestOutputAndExitCodeAreThoseOfTheProgram(t *testing.T) {
	request := encoded(t, &pluginpb.CodeGeneratorRequest{})
	if stdout, stderr, code := start(t, `echo out; echo "wrong: $1" >&2; exit 7`, request, "an argument"); stdout != "out\n" || stderr != "wrong: an argument\n" || code != 7 {
		t.Errorf("got %q, %q, %d", stdout, stderr, code)
	}
	if _, stderr, code := start(t, "cat", "no descriptors"); code != 1 || !strings.Contains(stderr, "descriptors on standard input cannot be read") {
		t.Errorf("got %q, %d", stderr, code)
	}
}
