// Package sigstoretest has a Sigstore on this machine, for tests: its tokens, certificates and log are real, and nobody else trusts them.
package sigstoretest

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/sigstore"
)

// Signer is the workflow of the tests.
var Signer = sigstore.Signer{
	Identity: "https://github.com/qdrant/qdrant-cloud-public-api/.github/workflows/release.yml@refs/heads/main",
	Issuer:   "https://token.actions.githubusercontent.com",
}

// installed installs the program that signs and verifies, and returns its path and the folder of its module.
var installed = sync.OnceValues(func() (program, error) {
	root, err := repository()
	if err != nil {
		return program{}, err
	}
	tools := toolchain.New(root, progress.Discard())
	return program{tools.Tool("attester"), filepath.Join(root, "tools", "sigstore")}, tools.Ensure(context.Background(), toolchain.Sigstore)
})

// repository is the root of the repository that the running test is in.
func repository() (string, error) {
	dir, err := os.Getwd()
	for err == nil {
		if _, missing := os.Stat(filepath.Join(dir, "sdk.yaml")); missing == nil {
			return dir, nil
		}
		if filepath.Dir(dir) == dir {
			err = errors.New("the test does not run in the repository")
		}
		dir = filepath.Dir(dir)
	}
	return "", err
}

type program struct{ path, module string }

// Sigstore is a running stand-in.
type Sigstore struct {
	sigstore.Service

	url string
}

// New starts a stand-in, which ends with the test.
func New(t *testing.T) *Sigstore {
	t.Helper()
	attester, err := installed()
	if err != nil {
		t.Fatal(err)
	}
	in, hold, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	out, said, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() {
		ended <- run.Run(context.Background(), run.Cmd{Args: []string{"go", "run", "./standin"}, Dir: attester.module, Stdin: in, Stdout: said})
		said.Close() //nolint:errcheck // Then the reader sees the end.
	}()
	t.Cleanup(func() {
		hold.Close() //nolint:errcheck // That ends the program.
		if err := <-ended; err != nil {
			t.Error(err)
		}
		in.Close()  //nolint:errcheck // It is a pipe.
		out.Close() //nolint:errcheck // The same.
	})
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		t.Fatal(err)
	}
	var told struct {
		URL  string          `json:"url"`
		Root json.RawMessage `json:"trusted_root"`
	}
	if err := json.Unmarshal(line, &told); err != nil {
		t.Fatal(err)
	}
	root := filepath.Join(t.TempDir(), "trusted_root.json")
	if err := os.WriteFile(root, told.Root, 0o644); err != nil {
		t.Fatal(err)
	}
	return &Sigstore{sigstore.Service{Program: attester.path, Fulcio: told.URL, Rekor: told.URL, TrustedRoot: root}, told.URL}
}

// Variables are what a job of GitHub finds its identity with, that of a workflow such as o/r/.github/workflows/release.yml@refs/heads/main.
func (s *Sigstore) Variables(by sigstore.Signer) map[string]string {
	const server = "https://github.com/"
	query := url.Values{"api-version": {"2.0"}, "issuer": {by.Issuer}, "workflow": {by.Identity[len(server):]}}
	return map[string]string{"ACTIONS_ID_TOKEN_REQUEST_URL": s.url + "/token?" + query.Encode(), "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "request-token"}
}

// Bundles signs statements as a workflow.
func (s *Sigstore) Bundles(t *testing.T, by sigstore.Signer, statements ...json.RawMessage) []sigstore.Bundle {
	t.Helper()
	variables := s.Variables(by)
	bundles, err := s.Sign(t.Context(), func(name string) string { return variables[name] }, statements...)
	if err != nil {
		t.Fatal(err)
	}
	return bundles
}
