package openapi

import (
	"net/http"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi-validator/config"
	"go.yaml.in/yaml/v3"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/catalog"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// committed is the generated document of the contract.
const committed = repository + "/gen/openapi/openapi.yaml"

// valid checks a document against the schema of OpenAPI 3.1, and returns a validator for requests.
func valid(t *testing.T, content []byte) validator.Validator {
	t.Helper()
	document, err := libopenapi.NewDocument(content)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := document.BuildV3Model(); err != nil {
		t.Fatal(err)
	}
	judge, errs := validator.NewValidator(document, config.WithFormatAssertions())
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	if ok, mistakes := judge.ValidateDocument(); !ok {
		for _, mistake := range mistakes {
			t.Errorf("%v: %v", mistake, mistake.SchemaValidationErrors)
		}
	}
	return judge
}

func TestContractIsValid(t *testing.T) { valid(t, read(t, committed)) }

// A validator that reads the document accepts and refuses requests as the limits say.
func TestRequests(t *testing.T) {
	const (
		id     = "5b1a2c3d-0000-4000-8000-000000000001"
		server = "https://api.cloud.qdrant.io"
		things = server + "/api/cluster/backup/v1/accounts/" + id + "/backup_schedules"
	)
	schedule := func(rest string) string { return `{"backupSchedule": {"accountId": "` + id + `", ` + rest + `}}` }
	tests := []struct {
		name, method, url, body string
		apikey, ok              bool
	}{
		{"a list", "GET", server + "/api/cluster/v1/accounts/" + id + "/clusters?pageSize=5", "", true, true},
		{"no key", "GET", server + "/api/cluster/v1/accounts/" + id + "/clusters", "", false, false},
		{"no key where none is needed", "GET", server + "/api/booking/v1/packages", "", false, true},
		{"an account that is no UUID", "GET", server + "/api/cluster/v1/accounts/me/clusters", "", true, false},
		{"a page size below one", "GET", things + "?pageSize=0", "", true, false},
		{"a schedule", "POST", things, schedule(`"clusterId": "` + id + `", "displayName": "nightly"`), true, true},
		{"a name that is too short", "POST", things, schedule(`"displayName": "a"`), true, false},
		{"a name with a space", "POST", things, schedule(`"displayName": "every night"`), true, false},
		{"a cluster that is no UUID", "POST", things, schedule(`"clusterId": "mine"`), true, false},
		{"a required field that is missing", "POST", things, `{}`, true, false},
		{"a route that there is not", "PATCH", things, "{}", true, false},
	}
	judge := valid(t, read(t, committed))
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			request, err := http.NewRequestWithContext(t.Context(), test.method, test.url, strings.NewReader(test.body))
			if err != nil {
				t.Fatal(err)
			}
			if test.body == "" {
				request.Body, request.ContentLength = http.NoBody, 0
			} else {
				request.Header.Set("Content-Type", "application/json")
			}
			if test.apikey {
				request.Header.Set("Authorization", "apikey secret")
			}
			if ok, mistakes := judge.ValidateHttpRequestSync(request); ok != test.ok {
				t.Errorf("valid: %t, want %t: %v", ok, test.ok, mistakes)
			}
		})
	}
}

type parsed struct {
	Info struct {
		Version string
		License struct{ Identifier string }
	}
	Servers  []struct{ URL string }
	Security []map[string][]string
	Paths    map[string]map[string]operation
}

type operation struct {
	OperationID string                 `yaml:"operationId"`
	Summary     string                 `yaml:"summary"`
	Deprecated  bool                   `yaml:"deprecated"`
	Security    *[]map[string][]string `yaml:"security"`
	Parameters  []struct {
		Name, In string
		Field    string `yaml:"x-qdrant-field"`
	}
	Method      string   `yaml:"x-qdrant-method"`
	Actors      []string `yaml:"x-qdrant-actor-types"`
	Permissions []string `yaml:"x-qdrant-permissions"`
	Mode        string   `yaml:"x-qdrant-permissions-mode"`
}

func parse(t *testing.T, content []byte) parsed {
	t.Helper()
	var document parsed
	if err := yaml.Unmarshal(content, &document); err != nil {
		t.Fatal(err)
	}
	return document
}

// The document has every method of the catalogue once, under its verb and path and with its conditions, and nothing else.
func TestEveryMethodIsThere(t *testing.T) {
	contract, err := image.FromDir(t.Context(), filepath.Join(repository, "proto"))
	if err != nil {
		t.Fatal(err)
	}
	methods, err := catalog.Of(contract)
	if err != nil {
		t.Fatal(err)
	}
	document := parse(t, read(t, committed))
	type place struct{ path, verb string }
	found, ids := map[string]place{}, map[string]bool{}
	operations := 0
	for path, item := range document.Paths {
		for verb, operation := range item {
			operations++
			found[operation.Method] = place{path, verb}
			if ids[operation.OperationID] {
				t.Errorf("the operationId %s is there twice", operation.OperationID)
			}
			ids[operation.OperationID] = true
		}
	}
	if operations != len(methods.Methods) || operations < 100 {
		t.Errorf("%d operations, %d methods", operations, len(methods.Methods))
	}
	for _, method := range methods.Methods {
		at, ok := found[method.FullName()]
		if !ok || !strings.EqualFold(at.verb, method.Verb) {
			t.Errorf("%s is missing as %s: %v", method.FullName(), method.Verb, at)
			continue
		}
		compareOperation(t, method, at.path, document.Paths[at.path][at.verb])
	}
}

func compareOperation(t *testing.T, method catalog.Method, path string, operation operation) {
	t.Helper()
	// With the names of the fields in place of the parameters, the path is the route.
	back := path
	for _, parameter := range operation.Parameters {
		if parameter.In == "path" && parameter.Field != "" {
			back = strings.Replace(back, "{"+parameter.Name+"}", "{"+parameter.Field+"}", 1)
		}
	}
	if back != method.Route {
		t.Errorf("%s has the path %s, which stands for %s, not for %s", method.FullName(), path, back, method.Route)
	}
	permissions := slices.DeleteFunc(slices.Clone(method.Permissions), func(name string) bool { return name == "" })
	if !slices.Equal(operation.Permissions, permissions) || (len(permissions) > 1 && operation.Mode != string(method.PermissionsMode)) {
		t.Errorf("%s needs %v (%s), want %v (%s)", method.FullName(), operation.Permissions, operation.Mode, permissions, method.PermissionsMode)
	}
	if open := operation.Security != nil && len(*operation.Security) == 0; open == method.Authentication {
		t.Errorf("%s is open without authentication: %t", method.FullName(), open)
	}
	if method.Authentication && !slices.Equal(operation.Actors, method.ActorTypes) {
		t.Errorf("%s is for %v, want %v", method.FullName(), operation.Actors, method.ActorTypes)
	}
	if operation.Deprecated != (method.Deprecation != nil) || operation.Summary != method.Summary {
		t.Errorf("%s: deprecated %t, %q", method.FullName(), operation.Deprecated, operation.Summary)
	}
}

// No two paths differ only in the names of their parameters, and no parameter has a dot.
func TestPathsAreDistinct(t *testing.T) {
	shapes := map[string]string{}
	for path := range parse(t, read(t, committed)).Paths {
		if other, twice := shapes[shape(path)]; twice {
			t.Errorf("%s and %s are the same", path, other)
		}
		shapes[shape(path)] = path
		for _, name := range variablesOf(path) {
			if !regexp.MustCompile(`^[a-z_]+$`).MatchString(name) {
				t.Errorf("%s has the parameter %s", path, name)
			}
		}
	}
}

// The patterns are written for RE2, but readers of the document use the regular expressions of JavaScript.
func TestPatternsAreReadEverywhere(t *testing.T) {
	var document yaml.Node
	if err := yaml.Unmarshal(read(t, committed), &document); err != nil {
		t.Fatal(err)
	}
	only := regexp.MustCompile(`\(\?[a-zA-Z-]|\(\?P<|\\[zAQEpPC]|\[\[:`)
	seen := 0
	var walk func(node *yaml.Node)
	walk = func(node *yaml.Node) {
		for i, child := range node.Content {
			if node.Kind == yaml.MappingNode && i%2 == 1 && node.Content[i-1].Value == "pattern" && child.Kind == yaml.ScalarNode {
				seen++
				if _, err := regexp.Compile(child.Value); err != nil || only.MatchString(child.Value) {
					t.Errorf("line %d: %s: %v", child.Line, child.Value, err)
				}
			}
			walk(child)
		}
	}
	walk(&document)
	if seen < 30 {
		t.Errorf("only %d patterns were checked", seen)
	}
}

func TestSettings(t *testing.T) {
	cfg := shop(t).Config
	document := parse(t, read(t, committed))
	if document.Info.Version != string(cfg.Version) || document.Info.License.Identifier != string(cfg.Project.License) {
		t.Errorf("info: %+v", document.Info)
	}
	if len(document.Servers) != 1 || document.Servers[0].URL != string(cfg.API.REST) {
		t.Errorf("servers: %+v", document.Servers)
	}
	if len(document.Security) != 2 || document.Security[0][apikeyScheme] == nil {
		t.Errorf("security: %v", document.Security)
	}
}
