package check

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/adopted"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/source"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
)

const (
	commonProto = `syntax = "proto3";
package qdrant.cloud.common.v1;
import "google/protobuf/descriptor.proto";
extend google.protobuf.ServiceOptions { optional Version api_version = 50008; }
message Version { uint32 major = 1; uint32 minor = 2; uint32 patch = 3; }
`
	antsProto = `syntax = "proto3";
package a.v1;
import "qdrant/cloud/common/v1/common.proto";

service Ants {
  option (qdrant.cloud.common.v1.api_version) = {major: 1};
  rpc Get(GetRequest) returns (GetResponse);
}
message GetRequest {}
message GetResponse {}
`
	antsFile = "proto/a/v1/a.proto"

	settings = `version: 0.1.0
project: {description: A test., homepage: "https://example.com", repository: "https://example.com/repo", license: MIT}
api: {grpc: "example.com:443", rest: "https://example.com"}
sdks:
  go: {module: example.com/sdk}
  python: {distribution: sdk, requires_python: ">=3.10", dependencies: {}}
  ts: {package: sdk, node: ">=20", peers: {}}
release:
  remote: origin
  feeds:
    go: [{kind: git}]
    python: [{url: "https://example.com/pypi/", index: "https://example.com/pypi/simple/", token: PYTHON_FEED_TOKEN}]
    ts: [{url: "https://example.com/npm/", token: NPM_FEED_TOKEN}]
compatibility:
  below_one: breaking
  unproven: major
  unstable: minor
  auth:
    permissions: qdrant.cloud.common.v1.permissions
    requires_all: qdrant.cloud.common.v1.requires_all_permissions
    authentication: qdrant.cloud.common.v1.requires_authentication
    actor_types: qdrant.cloud.common.v1.supported_actor_types
    account: qdrant.cloud.common.v1.account_id_expression
    account_default: account_id
  api_version: qdrant.cloud.common.v1.api_version
`
	workspace = "version: v2\nmodules:\n  - path: proto\n"
)

// history makes a folder a repository with a contract, in one commit.
func history(t *testing.T, root string) {
	t.Helper()
	gittest.Isolate(t)
	put(t, filepath.Join(root, "sdk.yaml"), settings, 0o644)
	put(t, filepath.Join(root, "buf.yaml"), workspace, 0o644)
	put(t, filepath.Join(root, ".gitignore"), ".cache/\n", 0o644)
	put(t, filepath.Join(root, "proto/qdrant/cloud/common/v1/common.proto"), commonProto, 0o644)
	put(t, filepath.Join(root, antsFile), antsProto, 0o644)
	gittest.Run(t, root, "init", "--quiet", "--initial-branch=main")
	gittest.Run(t, root, "add", "--all")
	gittest.Run(t, root, "commit", "--quiet", "--message=contract")
}

// versions returns what the step says when it ends well, and the findings otherwise.
func versions(t *testing.T, root string) (detail, findings string) {
	t.Helper()
	detail, err := apiVersions(t.Context(), root)
	var found *buf.Findings
	if err != nil && !errors.As(err, &found) {
		t.Fatal(err)
	}
	if found != nil {
		findings = found.Text
	}
	return detail, findings
}

func TestAPIVersions(t *testing.T) {
	const finding = "proto/a/v1/a.proto:5:1: Ants has additions since v0.2.0, but its api_version is 1.0.0: raise minor, to 1.1.0 or higher; " +
		"a.v1.GetRequest.id was added (field.added) (API_VERSION)"
	changed := strings.Replace(antsProto, "message GetRequest {}", "message GetRequest { string id = 1; }", 1)
	raised := strings.Replace(changed, "{major: 1}", "{major: 1, minor: 1}", 1)
	root := t.TempDir()
	history(t, root)
	if detail, found := versions(t, root); detail != "no release yet" || found != "" {
		t.Errorf("before the first release: %q, %q", detail, found)
	}
	loaded, err := source.Load(t.Context(), source.Options{Root: root}, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	if err := (&adopted.Record{Version: "0.1.5"}).Write(root, []byte(loaded.Encoded)); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(root, antsFile), changed, 0o644)
	if detail, found := versions(t, root); !strings.HasPrefix(found, strings.Replace(finding, "v0.2.0", "v0.1.5", 1)) {
		t.Errorf("after an adopted version: %q, %q", detail, found)
	}
	for _, tag := range []string{"v0.1.0", "v0.2.0", "v0.3.0-rc.1", "gen/go/v0.9.0"} {
		gittest.Run(t, root, "tag", tag)
	}
	tests := []struct{ name, content, detail, findings string }{
		{"as released", antsProto, "since v0.2.0", ""},
		{"changed", changed, "", finding},
		{"changed and raised", raised, "since v0.2.0", ""},
		{"another comment", strings.Replace(antsProto, "service", "// Ants.\nservice", 1), "since v0.2.0", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			put(t, filepath.Join(root, antsFile), test.content, 0o644) // The work tree counts, committed or not.
			detail, found := versions(t, root)
			if detail != test.detail || !strings.HasPrefix(found, test.findings) || test.findings == "" && found != "" {
				t.Errorf("got %q, %q", detail, found)
			}
		})
	}

	put(t, filepath.Join(root, antsFile), raised, 0o644)
	gittest.Run(t, root, "commit", "--quiet", "--all", "--message=raised")
	gittest.Run(t, root, "tag", "v0.3.0")
	if detail, found := versions(t, root); detail != "since v0.3.0" || found != "" {
		t.Errorf("after the next release: %q, %q", detail, found)
	}
}

func TestAPIVersionsInAShallowClone(t *testing.T) {
	root := t.TempDir()
	history(t, root)
	gittest.Run(t, root, "tag", "v0.1.0")
	gittest.Run(t, root, "commit", "--quiet", "--allow-empty", "--message=later")
	clone := filepath.Join(t.TempDir(), "clone")
	gittest.Run(t, root, "clone", "--quiet", "--depth=1", "--no-tags", "file://"+root, clone)
	if detail, found := versions(t, clone); !strings.HasPrefix(detail, "no release yet in the history of this shallow clone") || found != "" {
		t.Errorf("got %q, %q", detail, found)
	}
}

func TestReleaseThatCannotBeCompared(t *testing.T) {
	root := t.TempDir()
	history(t, root)
	put(t, filepath.Join(root, antsFile), strings.Replace(antsProto, "message GetRequest {}", `import "gone.proto";`, 1), 0o644)
	gittest.Run(t, root, "commit", "--quiet", "--all", "--message=broken")
	gittest.Run(t, root, "tag", "v0.1.0")
	put(t, filepath.Join(root, antsFile), antsProto, 0o644)
	_, err := apiVersions(t.Context(), root)
	if err == nil || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "v0.1.0 no longer compiles") ||
		!strings.Contains(err.Error(), "a/v1/a.proto:") {
		t.Errorf("got %v", err)
	}
}

// TestLintLooksAtVersions has nothing else to find: buf passes whatever it is given.
func TestLintLooksAtVersions(t *testing.T) {
	root, tool := repository(t, "exit 0")
	if err := os.Remove(filepath.Join(root, "proto/a.proto")); err != nil {
		t.Fatal(err)
	}
	history(t, root)
	gittest.Run(t, root, "tag", "v0.1.0")
	put(t, filepath.Join(root, antsFile), strings.Replace(antsProto, "message GetRequest {}", "message GetRequest { string id = 1; }", 1), 0o644)
	err := LintContract(t.Context(), tool, progress.Discard(), root)
	var findings *buf.Findings
	if !errors.As(err, &findings) || !strings.Contains(findings.Text, "(API_VERSION)") {
		t.Errorf("got %v", err)
	}
}
