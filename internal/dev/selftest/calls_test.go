package selftest

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

const (
	managementKey = "a-management-key"
	accountID     = "5f6b2f0e-3c2d-4a0c-9b44-8f4b2d6f1a01"
	authorization = "Authorization: apikey " + managementKey
)

// standIn takes the place of curl and grpcurl: it notes its name and arguments, ended by a record separator.
const standIn = `#!/bin/sh
printf '%s\0' "${0##*/}" "$@" >>"$CALLS"
printf '\036\0' >>"$CALLS"
`

// TestCalls runs the shell blocks and checks what they would send against the contract: the production endpoints can't
// be reached from a test, and must not be.
func TestCalls(t *testing.T) {
	for name, treatment := range treatments {
		if !treatment.calls {
			continue
		}
		t.Run(name, func(t *testing.T) {
			calls := shell(t, block(t, name).Text)
			t.Logf("%q", calls)
			if len(calls) == 0 && !strings.Contains(block(t, name).Text, "export ") {
				t.Error("the block calls nothing")
			}
			for _, call := range calls {
				if err := check(need(t, contract), need(t, settings).API, call); err != nil {
					t.Errorf("%q: %v", call, err)
				}
			}
		})
	}
}

// TestCheckFindsMistakes holds the checks of TestCalls to finding what is wrong.
func TestCheckFindsMistakes(t *testing.T) {
	const (
		grpc     = "grpc.cloud.qdrant.io:443"
		list     = "qdrant.cloud.cluster.v1.ClusterService/ListClusters"
		clusters = "https://api.cloud.qdrant.io/api/cluster/v1/accounts/" + accountID + "/clusters"
		quote    = "https://api.cloud.qdrant.io/api/booking/v1/accounts/" + accountID + "/backup-quote"
		jsonType = "Content-Type: application/json"
	)
	tests := map[string]struct {
		call []string
		want string // want is part of the error; empty where the call is right.
	}{
		"right":              {[]string{"grpcurl", "-H", authorization, grpc, list}, ""},
		"public":             {[]string{"grpcurl", grpc, "qdrant.cloud.platform.v1.PlatformService/ListGlobalCloudProviders"}, ""},
		"wrong address":      {[]string{"grpcurl", "localhost:443", "list"}, "localhost:443"},
		"no such service":    {[]string{"grpcurl", grpc, "describe", "qdrant.cloud.cluster.v1.Nothing"}, "not found"},
		"no such method":     {[]string{"grpcurl", "-H", authorization, grpc, list + "s"}, "no method"},
		"no such field":      {[]string{"grpcurl", "-H", authorization, "-d", `{"acount_id": ""}`, grpc, list}, "acount_id"},
		"no key":             {[]string{"grpcurl", grpc, list}, "authorization"},
		"key not filled in":  {[]string{"grpcurl", "-H", "Authorization: apikey ${MANAGEMENT_KEY}", grpc, list}, "authorization"},
		"unknown flag":       {[]string{"grpcurl", "-plain", grpc, "list"}, "-plain"},
		"flag without value": {[]string{"grpcurl", "-d"}, "-d"},
		"REST":               {[]string{"curl", "-H", authorization, clusters}, ""},
		"REST, wrong host":   {[]string{"curl", "-H", authorization, "https://example.com/api"}, "example.com"},
		"REST, wrong path":   {[]string{"curl", "-H", authorization, clusters + "s"}, "no route"},
		"REST, wrong verb":   {[]string{"curl", "-X", "DELETE", "-H", authorization, clusters}, "no route"},
		"REST, no key":       {[]string{"curl", clusters}, "authorization"},
		"REST, field":        {[]string{"curl", "-H", authorization, "-H", jsonType, "-d", `{"size": 1}`, quote}, "size"},
		"REST, no type":      {[]string{"curl", "-H", authorization, "-d", `{}`, quote}, "Content-Type"},
		"REST, no body":      {[]string{"curl", "-X", "POST", "-H", authorization, quote}, "body"},
		"REST, extra body":   {[]string{"curl", "-X", "GET", "-d", "{}", "-H", jsonType, "-H", authorization, clusters}, "body"},
		"another program":    {[]string{"wget", clusters}, "wget"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			err := check(need(t, contract), need(t, settings).API, test.call)
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("got %v, want an error about %q", err, test.want)
			}
		})
	}
}

// shell runs a script, in which an unset variable is an error, and returns the calls of curl and grpcurl in it.
func shell(t *testing.T, script string) [][]string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"curl", "grpcurl"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(standIn), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	record := filepath.Join(dir, "calls")
	err := run.Run(t.Context(), run.Cmd{
		Kind: environ.Tests,
		// What the reader is told to export has to be set afterwards.
		Args: []string{"sh", "-euc", script + `: "$MANAGEMENT_KEY" "$ACCOUNT_ID"`},
		Dir:  dir,
		Env: []string{
			"PATH=" + dir + string(os.PathListSeparator) + os.Getenv("PATH"),
			"CALLS=" + record, "MANAGEMENT_KEY=" + managementKey, "ACCOUNT_ID=" + accountID,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(record)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	var calls [][]string
	var call []string
	for argument := range strings.SplitSeq(strings.TrimSuffix(string(content), "\x00"), "\x00") {
		if argument == "\x1e" {
			calls, call = append(calls, call), nil
			continue
		}
		call = append(call, argument)
	}
	return calls
}

// flags are the flags of one call, of which some may be given several times, and what is left.
type flags struct {
	values map[string][]string
	rest   []string
}

// parseFlags reads arguments. known are the flags that the documentation may use: whether they have a value.
func parseFlags(arguments []string, known map[string]bool) (flags, error) {
	parsed := flags{values: map[string][]string{}}
	for i := 0; i < len(arguments); i++ {
		argument := arguments[i]
		hasValue, ok := known[argument]
		switch {
		case !strings.HasPrefix(argument, "-"):
			parsed.rest = append(parsed.rest, argument)
		case !ok:
			return flags{}, fmt.Errorf("the flag %s is none that the checks know", argument)
		case !hasValue:
			parsed.values[argument] = append(parsed.values[argument], "true")
		case i+1 == len(arguments):
			return flags{}, fmt.Errorf("the flag %s has no value", argument)
		default:
			i++
			parsed.values[argument] = append(parsed.values[argument], arguments[i])
		}
	}
	return parsed, nil
}

func (f flags) first(name string) string {
	if len(f.values[name]) == 0 {
		return ""
	}
	return f.values[name][0]
}

// check says what is wrong with a call, as far as the contract tells.
func check(api *image.Image, at config.API, call []string) error {
	switch call[0] {
	case "grpcurl":
		return checkGrpcurl(api, at, call[1:])
	case "curl":
		return checkCurl(api, at, call[1:])
	}
	return fmt.Errorf("%s is no program that the checks know", call[0])
}

func checkGrpcurl(api *image.Image, at config.API, arguments []string) error {
	f, err := parseFlags(arguments, map[string]bool{"-H": true, "-d": true, "-expand-headers": false})
	if err != nil {
		return err
	}
	if len(f.rest) < 2 || f.rest[0] != string(at.GRPC) {
		return fmt.Errorf("want %s and what to do there, got %q", at.GRPC, f.rest)
	}
	switch symbol := f.rest[1]; {
	case symbol == "list" && len(f.rest) == 2:
		return nil
	case symbol == "describe" && len(f.rest) == 3:
		_, err := api.Descriptors.FindDescriptorByName(protoreflect.FullName(f.rest[2]))
		return err
	case len(f.rest) == 2:
		headers := f.values["-H"]
		if f.first("-expand-headers") != "" {
			for i, header := range headers {
				headers[i] = os.Expand(header, func(name string) string {
					return map[string]string{"MANAGEMENT_KEY": managementKey}[name]
				})
			}
		}
		method, err := findMethod(api.Descriptors, symbol)
		if err != nil {
			return err
		}
		if err := checkAuthorization(api, method, headers); err != nil {
			return err
		}
		return protojson.Unmarshal([]byte(cmp.Or(f.first("-d"), "{}")), dynamicpb.NewMessage(method.Input()))
	}
	return fmt.Errorf("grpcurl does not understand %q", f.rest[1:])
}

func findMethod(files *protoregistry.Files, symbol string) (protoreflect.MethodDescriptor, error) {
	service, name, _ := strings.Cut(symbol, "/")
	descriptor, err := files.FindDescriptorByName(protoreflect.FullName(service))
	if err != nil {
		return nil, err
	}
	if service, ok := descriptor.(protoreflect.ServiceDescriptor); ok {
		if method := service.Methods().ByName(protoreflect.Name(name)); method != nil {
			return method, nil
		}
	}
	return nil, fmt.Errorf("%s has no method %s", service, name)
}

func checkAuthorization(api *image.Image, method protoreflect.MethodDescriptor, headers []string) error {
	set, err := api.Options.Method(method)
	if err != nil {
		return err
	}
	if !set.Anonymous && !slices.Contains(headers, authorization) {
		return fmt.Errorf("%s needs the authorization header, and it is not in %q", method.FullName(), headers)
	}
	return nil
}

func checkCurl(api *image.Image, at config.API, arguments []string) error {
	f, err := parseFlags(arguments, map[string]bool{"-H": true, "-d": true, "-X": true})
	if err != nil {
		return err
	}
	if len(f.rest) != 1 || !strings.HasPrefix(f.rest[0], string(at.REST)+"/") {
		return fmt.Errorf("want one address at %s, got %q", at.REST, f.rest)
	}
	address, err := url.Parse(f.rest[0])
	if err != nil {
		return err
	}
	verb := "GET"
	if f.first("-d") != "" {
		verb = "POST"
	}
	verb = cmp.Or(f.first("-X"), verb)
	all, err := routes(api)
	if err != nil {
		return err
	}
	found := slices.IndexFunc(all, func(r route) bool { return r.verb == verb && r.path.MatchString(address.Path) })
	if found < 0 {
		return fmt.Errorf("the contract has no route %s %s", verb, address.Path)
	}
	matched := all[found]
	if err := checkAuthorization(api, matched.method, f.values["-H"]); err != nil {
		return err
	}
	return checkBody(matched, f)
}

func checkBody(r route, f flags) error {
	body := f.first("-d")
	switch {
	case r.body == "" && body == "":
		return nil
	case r.body == "":
		return fmt.Errorf("%s takes no body", r.method.FullName())
	case body == "":
		return fmt.Errorf("%s needs a body", r.method.FullName())
	case r.body != "*":
		return fmt.Errorf("%s has only its field %s as body, which this check does not know", r.method.FullName(), r.body)
	case !slices.Contains(f.values["-H"], "Content-Type: application/json"):
		return errors.New("a body needs the header Content-Type: application/json")
	}
	return protojson.Unmarshal([]byte(body), dynamicpb.NewMessage(r.method.Input()))
}

// route is how a method is reached by REST.
type route struct {
	method protoreflect.MethodDescriptor
	verb   string
	path   *regexp.Regexp
	body   string // body is the field that the body fills, "*" for the whole request, empty for none.
}

var pathVariable = regexp.MustCompile(`\\\{[^}]*\\\}`)

// routes are the google.api.http options of all methods.
func routes(api *image.Image) ([]route, error) {
	var all []route
	var failed error
	api.Descriptors.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for j := range methods.Len() {
				r, err := methodRoute(api, methods.Get(j))
				failed = errors.Join(failed, err)
				if r.verb != "" {
					all = append(all, r)
				}
			}
		}
		return true
	})
	return all, failed
}

// methodRoute is the route of a method; where it has none the verb is empty.
func methodRoute(api *image.Image, method protoreflect.MethodDescriptor) (route, error) {
	set, err := api.Options.Method(method)
	if err != nil || set.Route == nil {
		return route{}, err
	}
	path := pathVariable.ReplaceAllString(regexp.QuoteMeta(set.Route.Path), `[^/]+`)
	pattern, err := regexp.Compile("^" + path + "$")
	return route{method: method, verb: set.Route.Verb, path: pattern, body: set.Route.Body}, err
}
