package verify

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/markdown"
)

// The programs of all READMEs list the clusters of an account: they make the same call and print the same lines.
const (
	key          = "a-management-key"
	account      = "5f6b2f0e-3c2d-4a0c-9b44-8f4b2d6f1a01"
	listClusters = "/qdrant.cloud.cluster.v1.ClusterService/ListClusters"
	request      = `{"accountId":"` + account + `"}`
	answer       = `{"items": [{"id": "c7f4c1f2-6c1b-4d0e-9a57-0f6d3b1d2a44", "name": "search"},
		{"id": "1d0fbb0e-6a49-4a5f-9a53-5c2a1f0e7b66", "name": "archive"}]}`
	printed = "c7f4c1f2-6c1b-4d0e-9a57-0f6d3b1d2a44 search\n1d0fbb0e-6a49-4a5f-9a53-5c2a1f0e7b66 archive\n"
)

// standIn is the API behind TLS, in place of the production endpoint.
type standIn struct {
	server   *apiserver.Server
	endpoint string
	env      []string // env makes programs trust it, and has what the READMEs tell their readers to export.
}

// startStandIn serves the API from its descriptors until close. The endpoint is the one that programs name; dir is for the
// certificate.
func startStandIn(files *protoregistry.Files, endpoint, dir string, answers map[string]apiserver.Answer) (*standIn, error) {
	certificate, encoded, err := apiserver.Certificate()
	if err != nil {
		return nil, err
	}
	trusted := filepath.Join(dir, "certificate.pem")
	if err := os.WriteFile(trusted, encoded, 0o600); err != nil {
		return nil, err
	}
	server, err := apiserver.Start(apiserver.Config{Files: files, Key: key, Certificate: &certificate, Answers: answers})
	if err != nil {
		return nil, err
	}
	return &standIn{server: server, endpoint: endpoint, env: []string{
		"MANAGEMENT_KEY=" + key, "ACCOUNT_ID=" + account,
		"QDRANT_CLOUD_API_KEY=" + key, "QDRANT_CLOUD_ACCOUNT_ID=" + account, "QDRANT_CLOUD_ENDPOINT=" + server.Addr(),
		"API_CERTIFICATE=" + trusted, // For trust.go.
		"GRPC_DEFAULT_SSL_ROOTS_FILE_PATH=" + trusted,
		"NODE_EXTRA_CA_CERTS=" + trusted,
		// No proxy between the program and the server.
		"NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1",
	}}, nil
}

func (s *standIn) close() { s.server.Close() }

// program replaces the production endpoint in the text of a program with this server. A program without one has it from the
// environment.
func (s *standIn) program(text string) (string, error) {
	switch n := strings.Count(text, s.endpoint); n {
	case 0:
		return text, nil
	case 1:
		return strings.Replace(text, s.endpoint, s.server.Addr(), 1), nil
	default:
		return "", fmt.Errorf("the program of the README names %s %d times instead of once", s.endpoint, n)
	}
}

// run runs the program of a README, and checks what it prints and what the server sees.
func (s *standIn) run(ctx context.Context, consumer *Consumer) error {
	got, err := consumer.Run(ctx, s.env...)
	if err != nil {
		return err
	}
	if got = strings.ReplaceAll(got, "\r\n", "\n"); got != printed {
		return fmt.Errorf("the program of the README prints %q instead of %q", got, printed)
	}
	calls := s.server.Calls()
	if len(calls) != 1 || calls[0].Method != listClusters || calls[0].Request != request || calls[0].Code != codes.OK {
		return fmt.Errorf("the program of the README makes the calls %v instead of %s with %s", calls, listClusters, request)
	}
	return nil
}

// program returns the first code block of a README in this language.
func program(readme, language string) (string, error) {
	document, err := markdown.Parse(readme)
	if err != nil {
		return "", fmt.Errorf("the README of the package: %w", err)
	}
	for _, block := range document.Blocks {
		if block.Language == language {
			return block.Text, nil
		}
	}
	return "", fmt.Errorf("the README of the package has no program: a code block of %s", language)
}
