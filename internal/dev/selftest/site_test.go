package selftest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// site is a reader's machine: a shell with curl and grpcurl, and a server of the API in the place of production.
type site struct {
	api     *image.Image
	server  *apiserver.Server
	dir     string // dir is the home and working directory of the shell. It has the programs.
	env     []string
	prelude string            // prelude is what a page tells its readers to run before everything else.
	shown   map[string]any    // shown is what the page says that a list of clusters prints, shortened.
	place   *strings.Replacer // place puts what the reader fills in, and the addresses of the server.
}

// newSite starts a server. The addresses in the pages are those of gRPC and of REST; filled are pairs of what the reader replaces,
// and the replacement.
func newSite(t *testing.T, config apiserver.Config, grpc, rest string, filled ...string) *site {
	t.Helper()
	s := &site{api: need(t, contract), dir: t.TempDir()}
	// No program may read settings of a person, and nothing but this machine can be reached: a wrong address in a page must not make
	// a test call it.
	s.env = []string{
		"HOME=" + s.dir, "XDG_CONFIG_HOME=" + s.dir, "NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1",
		"HTTPS_PROXY=" + nowhere, "https_proxy=" + nowhere, "HTTP_PROXY=" + nowhere, "http_proxy=" + nowhere, "ALL_PROXY=" + nowhere,
		"PATH=" + s.dir + string(os.PathListSeparator) + os.Getenv("PATH"),
	}
	trust, scheme := "", "http://"
	if strings.HasPrefix(rest, "https://") {
		certificate, encoded, err := apiserver.Certificate()
		if err != nil {
			t.Fatal(err)
		}
		config.Certificate = &certificate
		authority := filepath.Join(write(t, map[string]string{"ca.pem": string(encoded)}), "ca.pem")
		s.env = append(s.env, "CURL_CA_BUNDLE="+authority)
		trust, scheme = "-cacert '"+authority+"' ", "https://"
	}
	config.Files = s.api.Descriptors
	var err error
	if s.server, err = apiserver.Start(config); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.server.Close)
	s.place = strings.NewReplacer(append(filled, rest, scheme+s.server.Addr(), grpc, s.server.Addr())...)
	// Unlike curl, grpcurl has no variable for the certificates that it trusts.
	script := fmt.Sprintf("#!/bin/sh\nexec '%s' %s\"$@\"\n", grpcurl(t), trust)
	if err := os.WriteFile(filepath.Join(s.dir, "grpcurl"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return s
}

// nowhere is a proxy that is not there.
const nowhere = "http://127.0.0.1:1"

// grpcurl installs the pinned one. A machine without curl is an error that says what to do.
func grpcurl(t *testing.T) string {
	t.Helper()
	top, err := filepath.Abs(root())
	if err != nil {
		t.Fatal(err)
	}
	chain := toolchain.New(top, progress.Discard())
	if err := chain.Ensure(t.Context(), toolchain.Grpcurl); err != nil {
		t.Fatal(err)
	}
	return chain.Tool("grpcurl")
}

// example is what a block of calls has to do.
type example struct {
	calls []string // calls are the methods that are called, as in ClusterService/ListClusters, in their order. They succeed.
	shows func(s *site, out string) error
}

// check runs a script, in which an unset variable is an error, after the prelude of the page, and says what it does not do.
func (s *site) check(t *testing.T, script string, want example) error {
	t.Helper()
	out, calls, err := s.run(t, script)
	if err != nil {
		return err
	}
	var got []string
	for _, call := range calls {
		name := strings.TrimPrefix(call.Method[strings.LastIndexByte(call.Method, '.')+1:], "/")
		got = append(got, name)
		if call.Code != codes.OK {
			return fmt.Errorf("%s ends with %v: %s", name, call.Code, call.Message)
		}
		// Production reads a body whatever its type is called, and so does this server. Readers copy what they see, though.
		if sent := call.Metadata.Get("grpcgateway-content-type"); len(sent) > 0 && sent[0] != "application/json" {
			return fmt.Errorf("%s: the Content-Type is %s", name, sent[0])
		}
	}
	if strings.Join(got, " ") != strings.Join(want.calls, " ") {
		return fmt.Errorf("it calls %q, want %q; it prints\n%s", got, want.calls, out)
	}
	if err := want.shows(s, out); err != nil {
		return fmt.Errorf("%w; it prints\n%s", err, out)
	}
	return nil
}

// run returns what a script prints, and the calls that reach the server.
func (s *site) run(t *testing.T, script string) (out string, calls []apiserver.Call, err error) {
	t.Helper()
	s.server.ForgetCalls()
	printed, err := run.Output(t.Context(), run.Cmd{Args: []string{"sh", "-euc", s.place.Replace(script)}, Dir: s.dir, Env: s.env})
	// The command line is the script, and the name of the test says which one.
	if failed := (*run.Error)(nil); errors.As(err, &failed) {
		err = fmt.Errorf("%w: %s", failed.Err, failed.Output)
	}
	return string(printed), s.server.Calls(), err
}

// answers reads the JSON documents that were printed, which have to be messages of a type.
func (s *site) answers(out string, count int, name protoreflect.FullName) ([]map[string]any, error) {
	descriptor, err := s.api.Descriptors.FindDescriptorByName(name)
	if err != nil {
		return nil, err
	}
	message, ok := descriptor.(protoreflect.MessageDescriptor)
	if !ok {
		return nil, fmt.Errorf("%s is no message", name)
	}
	documents, err := documentsIn(out)
	if err != nil {
		return nil, err
	}
	if len(documents) != count {
		return nil, fmt.Errorf("%d answers, want %d", len(documents), count)
	}
	var all []map[string]any
	for _, document := range documents {
		if err := protojson.Unmarshal(document, dynamicpb.NewMessage(message)); err != nil {
			return nil, err
		}
		var answer map[string]any
		if err := json.Unmarshal(document, &answer); err != nil {
			return nil, err
		}
		all = append(all, answer)
	}
	return all, nil
}

// documentsIn splits what was printed into JSON documents.
func documentsIn(out string) ([]json.RawMessage, error) {
	decoder := json.NewDecoder(bytes.NewReader([]byte(out)))
	var all []json.RawMessage
	for {
		var document json.RawMessage
		if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, fmt.Errorf("no JSON: %w", err)
		}
		all = append(all, document)
	}
}

// within says what of a value another one lacks. A list has the members of a shortened one, which may stand anywhere in it.
func within(short, whole any) error {
	switch short := short.(type) {
	case map[string]any:
		object, _ := whole.(map[string]any)
		for key, value := range short {
			if err := within(value, object[key]); err != nil {
				return fmt.Errorf("%s: %w", key, err)
			}
		}
		return nil
	case []any:
		list, _ := whole.([]any)
		for _, member := range short {
			found := false
			for _, other := range list {
				found = found || within(member, other) == nil
			}
			if !found {
				return fmt.Errorf("none of the %d items is %v", len(list), member)
			}
		}
		return nil
	}
	if short != whole {
		return fmt.Errorf("it is %v, want %v", whole, short)
	}
	return nil
}
