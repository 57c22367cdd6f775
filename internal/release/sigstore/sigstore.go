// Package sigstore signs in-toto statements with the identity of a workflow and verifies what was signed, with the program of tools/sigstore.
// A statement and its signature are a bundle: JSON that any client of Sigstore verifies.
package sigstore

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// The variables in which a job of GitHub with the permission id-token: write finds its identity.
const (
	requestURL   = "ACTIONS_ID_TOKEN_REQUEST_URL"
	requestToken = "ACTIONS_ID_TOKEN_REQUEST_TOKEN"
)

// Bundle is a signed statement, as JSON (https://docs.sigstore.dev/about/bundle).
type Bundle = json.RawMessage

// Signer identifies who has to have signed.
type Signer struct {
	Identity string // Identity is the URI of a workflow with its ref.
	Issuer   string // Issuer is who issued the token of the workflow.
}

// Service signs and verifies.
type Service struct {
	Program     string // Program is the path of the program.
	Fulcio      string // Fulcio is the address of the certificate authority.
	Rekor       string // Rekor is the address of the transparency log.
	TrustedRoot string // TrustedRoot is a file with the keys of the services; empty asks the update service of Sigstore for them.
	Cache       string // Cache is the folder that keeps what came from the update service.
}

// Sign signs statements with the identity of the workflow that runs. Nothing but the program gets the token for that.
func (s Service) Sign(ctx context.Context, getenv func(string) string, statements ...json.RawMessage) ([]Bundle, error) {
	url, token := getenv(requestURL), getenv(requestToken)
	if url == "" || token == "" {
		return nil, errors.New("there is no identity to sign with: run this in a job of GitHub with the permission id-token: write")
	}
	var bundles []Bundle
	err := s.call(ctx, []string{"sign", "-fulcio=" + s.Fulcio, "-rekor=" + s.Rekor}, []string{requestURL + "=" + url, requestToken + "=" + token}, statements, &bundles)
	switch {
	case err != nil:
		return nil, fmt.Errorf("the attestations cannot be signed: %w", err)
	case len(bundles) != len(statements):
		return nil, fmt.Errorf("%d statements were signed instead of %d", len(bundles), len(statements))
	}
	return bundles, nil
}

// RefusedError reports that a bundle was not signed as it has to be.
type RefusedError struct {
	N   int // N is the index of the bundle.
	Why string
}

func (e *RefusedError) Error() string { return e.Why }

// Verify returns the statements of bundles, once the signer has signed all of them. For the first that is not, the error is a *RefusedError.
// What a statement says is up to the caller.
func (s Service) Verify(ctx context.Context, by Signer, bundles ...Bundle) ([]json.RawMessage, error) {
	args := []string{"verify", "-identity=" + by.Identity, "-issuer=" + by.Issuer}
	if s.TrustedRoot != "" {
		args = append(args, "-trusted-root="+s.TrustedRoot)
	} else {
		args = append(args, "-tuf-cache="+s.Cache)
	}
	given := make([]json.RawMessage, len(bundles))
	for i, b := range bundles {
		if given[i] = b; !json.Valid(b) {
			return nil, &RefusedError{i, "it is not a bundle of Sigstore: it is not JSON"}
		}
	}
	var found []struct {
		Statement json.RawMessage `json:"statement"`
		Error     string          `json:"error"`
	}
	if err := s.call(ctx, args, nil, given, &found); err != nil {
		return nil, fmt.Errorf("the attestations cannot be verified: %w", err)
	}
	if len(found) != len(bundles) {
		return nil, fmt.Errorf("%d attestations were verified instead of %d", len(found), len(bundles))
	}
	var statements []json.RawMessage
	for i, f := range found {
		if f.Error != "" || len(f.Statement) == 0 {
			return nil, &RefusedError{i, f.Error}
		}
		statements = append(statements, f.Statement)
	}
	return statements, nil
}

// call runs the program with a list as its input, and reads the list that it prints.
func (s Service) call(ctx context.Context, args, env []string, input, output any) error {
	given, err := json.Marshal(input)
	if err != nil {
		return err
	}
	out, err := run.Output(ctx, run.Cmd{Args: append([]string{s.Program}, args...), Kind: environ.Online, Env: env, Stdin: bytes.NewReader(given)})
	if failed := (*run.Error)(nil); errors.As(err, &failed) && failed.Output != "" {
		return errors.New(strings.Join(strings.Fields(failed.Output), " "))
	}
	if err != nil {
		return err
	}
	return json.Unmarshal(out, output)
}
