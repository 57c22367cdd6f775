package check

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// tools has one program, which stands for every tool.
type tools struct{ program string }

func (t tools) Tool(string) string { return t.program }
func (t tools) Env() []string      { return nil }

// repository is an empty contract, and a tool that behaves as the script says.
func repository(t *testing.T, script string) (root string, tool tools) {
	t.Helper()
	root = t.TempDir()
	for name, content := range map[string]string{
		"proto/a.proto": "", "buf.yaml": "", "go.sum": "", "go.mod": "module example.com/m\n",
		"tools/buf/package.json": "", "tools/buf/package-lock.json": "",
		"internal/generate/buf/buf.go": "package buf\n", toolchain.RulesPackage + "/main.go": "package main\n",
	} {
		put(t, filepath.Join(root, name), content, 0o644)
	}
	program := filepath.Join(t.TempDir(), "tool")
	put(t, program, "#!/bin/sh\necho run >>"+filepath.Join(root, "runs")+"\n"+script+"\n", 0o755)
	return root, tools{program}
}

func put(t *testing.T, path, content string, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		t.Fatal(err)
	}
}

func TestFormatUnchanged(t *testing.T) {
	root, tool := repository(t, "exit 0")
	put(t, filepath.Join(root, "internal/a/a.go"), "package a\n", 0o644)
	put(t, filepath.Join(root, "magefiles/m.go"), "package m\n", 0o644)
	put(t, filepath.Join(root, "apitest/a.go"), "package apitest\n", 0o644)
	put(t, filepath.Join(root, "runtime/go/r.go"), "package r\n", 0o644)
	if err := FormatUnchanged(t.Context(), tool, progress.Discard(), root); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(root, "internal/a/a.go"), "package   a\n", 0o644)
	err := FormatUnchanged(t.Context(), tool, progress.Discard(), root)
	var findings *buf.Findings
	if !errors.As(err, &findings) || findings.Text != "internal/a/a.go" {
		t.Errorf("got %#v", err)
	}
	root, tool = repository(t, `echo "--- proto/a.proto"; exit 100`)
	err = FormatUnchanged(t.Context(), tool, progress.Discard(), root)
	if !errors.As(err, &findings) || !strings.Contains(findings.Summary, "mage format") {
		t.Errorf("got %#v", err)
	}
}
