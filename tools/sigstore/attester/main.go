// Attester signs in-toto statements with the identity of a workflow of GitHub, and verifies what it has signed. Its module is its own, because
// the libraries of Sigstore are more than all that the pipeline itself is built of, and so the job that signs builds nothing else with its
// identity.
//
//	attester sign -fulcio=URL -rekor=URL < [statement, …] > [bundle, …]
//	attester verify -identity=URI -issuer=URL [-trusted-root=FILE | -tuf-cache=DIR] < [bundle, …] > [{statement | error}, …]
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/sigstore/sigstore-go/pkg/bundle"
	"github.com/sigstore/sigstore-go/pkg/root"
	"github.com/sigstore/sigstore-go/pkg/sign"
	"github.com/sigstore/sigstore-go/pkg/tuf"
	"github.com/sigstore/sigstore-go/pkg/verify"
	"google.golang.org/protobuf/encoding/protojson"
)

const payloadType = "application/vnd.in-toto+json"

// limit is for all of a run.
const limit = 3 * time.Minute

// mostInput bounds what is read, in bytes.
const mostInput = 32 << 20

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeoutCause(ctx, limit, fmt.Errorf("not done after %v", limit))
	defer cancel()
	if err := run(ctx, os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	if len(args) == 0 {
		return errors.New("name a command: sign or verify")
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	fulcio := flags.String("fulcio", "", "the certificate authority")
	rekor := flags.String("rekor", "", "the transparency log")
	identity := flags.String("identity", "", "the URI of the workflow that has to have signed")
	issuer := flags.String("issuer", "", "who has to have issued the token of the workflow")
	trustedRoot := flags.String("trusted-root", "", "a file with the keys of Sigstore; without it they come from its update service")
	cache := flags.String("tuf-cache", "", "the folder that keeps what came from the update service")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	var given []json.RawMessage
	if err := json.NewDecoder(io.LimitReader(in, mostInput)).Decode(&given); err != nil {
		return fmt.Errorf("the input is no list in JSON: %w", err)
	}
	var made any
	var err error
	switch args[0] {
	case "sign":
		made, err = signAll(ctx, *fulcio, *rekor, given)
	case "verify":
		made, err = verifyAll(ctx, *identity, *issuer, *trustedRoot, *cache, given)
	default:
		err = fmt.Errorf("unknown command %q: sign or verify", args[0])
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(made)
}

// signAll signs each statement with a key that is used once. The certificate authority confirms whose it is, and the transparency log when.
func signAll(ctx context.Context, fulcio, rekor string, statements []json.RawMessage) ([]json.RawMessage, error) {
	token, err := idToken(ctx)
	if err != nil {
		return nil, err
	}
	var bundles []json.RawMessage
	for _, statement := range statements {
		key, err := sign.NewEphemeralKeypair(nil)
		if err != nil {
			return nil, err
		}
		// Rekor v1, because index servers of Python take no entry without the time that only this one signs.
		made, err := sign.Bundle(&sign.DSSEData{Data: statement, PayloadType: payloadType}, key, sign.BundleOptions{
			Context:                    ctx,
			CertificateProvider:        sign.NewFulcio(&sign.FulcioOptions{BaseURL: fulcio, Retries: 3}),
			CertificateProviderOptions: &sign.CertificateProviderOptions{IDToken: token},
			TransparencyLogs:           []sign.Transparency{sign.NewRekor(&sign.RekorOptions{BaseURL: rekor, Retries: 3, Version: 1})},
		})
		if err != nil {
			return nil, fmt.Errorf("sign with %s and %s: %w", fulcio, rekor, err)
		}
		encoded, err := protojson.Marshal(made)
		if err != nil {
			return nil, err
		}
		bundles = append(bundles, encoded)
	}
	return bundles, nil
}

// idToken asks GitHub for a token with the identity of the running workflow.
func idToken(ctx context.Context) (string, error) {
	address, bearer := os.Getenv("ACTIONS_ID_TOKEN_REQUEST_URL"), os.Getenv("ACTIONS_ID_TOKEN_REQUEST_TOKEN")
	if address == "" || bearer == "" {
		return "", errors.New("there is no identity to sign with: this is no job of GitHub with the permission id-token: write")
	}
	parsed, err := url.Parse(address)
	if err != nil {
		return "", errors.New("ACTIONS_ID_TOKEN_REQUEST_URL is no address")
	}
	query := parsed.Query()
	query.Set("audience", "sigstore")
	parsed.RawQuery = query.Encode()
	var last error
	for try := range 4 {
		if try > 0 {
			select {
			case <-ctx.Done():
				return "", context.Cause(ctx)
			case <-time.After(time.Duration(try) * time.Second):
			}
		}
		token, again, err := askToken(ctx, parsed.String(), bearer)
		if err == nil || !again {
			return token, err
		}
		last = err
	}
	return "", last
}

func askToken(ctx context.Context, address, bearer string) (token string, again bool, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", false, errors.New("ACTIONS_ID_TOKEN_REQUEST_URL is no address")
	}
	request.Header.Set("Authorization", "Bearer "+bearer)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", true, fmt.Errorf("GitHub gives no token of the workflow: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return "", response.StatusCode >= http.StatusInternalServerError, fmt.Errorf("GitHub gives no token of the workflow: HTTP %d", response.StatusCode)
	}
	var answer struct {
		Value string `json:"value"`
	}
	if err := json.NewDecoder(io.LimitReader(response.Body, 1<<20)).Decode(&answer); err != nil || answer.Value == "" {
		return "", true, errors.New("GitHub gives no token of the workflow: the answer has no value")
	}
	return answer.Value, false, nil
}

// result is what a bundle was found to be.
type result struct {
	Statement json.RawMessage `json:"statement,omitempty"` // Statement was signed by the wanted identity.
	Error     string          `json:"error,omitempty"`     // Error is why the bundle is not accepted.
}

// verifyAll verifies signature, certificate and transparency log of each bundle, and who has signed it. What was signed is returned: whether it
// is about the right files is up to the caller.
func verifyAll(ctx context.Context, identity, issuer, trustedRoot, cache string, bundles []json.RawMessage) ([]result, error) {
	if identity == "" || issuer == "" {
		return nil, errors.New("name who has to have signed: -identity and -issuer")
	}
	keys, err := trusted(ctx, trustedRoot, cache)
	if err != nil {
		return nil, err
	}
	verifier, err := verify.NewVerifier(keys, verify.WithSignedCertificateTimestamps(1), verify.WithTransparencyLog(1), verify.WithObserverTimestamps(1))
	if err != nil {
		return nil, err
	}
	signer, err := verify.NewShortCertificateIdentity(issuer, "", identity, "")
	if err != nil {
		return nil, err
	}
	policy := verify.NewPolicy(verify.WithoutArtifactUnsafe(), verify.WithCertificateIdentity(signer))
	var all []result
	for _, encoded := range bundles {
		statement, err := verifyOne(verifier, policy, encoded)
		if err != nil {
			all = append(all, result{Error: explain(err, identity, issuer)})
			continue
		}
		all = append(all, result{Statement: statement})
	}
	return all, nil
}

func trusted(ctx context.Context, file, cache string) (root.TrustedMaterial, error) {
	if file != "" {
		keys, err := root.NewTrustedRootFromPath(file)
		if err != nil {
			return nil, fmt.Errorf("%s is no trusted root: %w", file, err)
		}
		return keys, nil
	}
	options := tuf.DefaultOptions().WithContext(ctx)
	if cache != "" {
		options.CachePath = cache
	}
	keys, err := root.FetchTrustedRootWithOptions(options)
	if err != nil {
		return nil, fmt.Errorf("the keys of Sigstore cannot be read from %s: %w", options.RepositoryBaseURL, err)
	}
	return keys, nil
}

// notBundle reports that a file is no bundle with a statement.
type notBundle struct{ err error }

func (e *notBundle) Error() string { return e.err.Error() }

func verifyOne(verifier *verify.Verifier, policy verify.PolicyBuilder, encoded []byte) (json.RawMessage, error) {
	b := new(bundle.Bundle)
	if err := b.UnmarshalJSON(encoded); err != nil {
		return nil, &notBundle{err}
	}
	envelope := b.GetDsseEnvelope()
	if envelope.GetPayloadType() != payloadType || !json.Valid(envelope.GetPayload()) {
		return nil, &notBundle{errors.New("it has no in-toto statement")}
	}
	if _, err := verifier.Verify(b, policy); err != nil {
		return nil, err
	}
	return envelope.GetPayload(), nil
}

// explain describes on one line why a bundle is not accepted.
func explain(err error, identity, issuer string) string {
	var no *notBundle
	var others *verify.ErrNoMatchingCertificateIdentity
	text := strings.Join(strings.Fields(err.Error()), " ")
	switch {
	case errors.As(err, &no):
		return "it is not a bundle of Sigstore with a statement: " + text
	case errors.As(err, &others):
		return fmt.Sprintf("it is not signed by %s with a token of %s: %s", identity, issuer, text)
	case strings.Contains(text, "failed to verify leaf certificate"), strings.Contains(text, "signed certificate timestamp"):
		return "its certificate was not valid when it was signed, or is not from an authority of the trusted root: " + text
	case strings.Contains(text, "failed to verify log inclusion"), strings.Contains(text, "failed to verify timestamps"):
		return "the transparency log does not confirm it: " + text
	default:
		return "its signature does not fit its content: " + text
	}
}
