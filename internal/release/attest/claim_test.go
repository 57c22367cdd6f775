package attest

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// variables are those of a run of a workflow.
var variables = map[string]string{
	"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "o/r", "GITHUB_REF": "refs/heads/main", "GITHUB_SHA": strings.Repeat("c", 40),
	"GITHUB_WORKFLOW_REF": "o/r/.github/workflows/release.yml@refs/heads/main", "GITHUB_EVENT_NAME": "workflow_dispatch",
	"RUNNER_ENVIRONMENT": "github-hosted", "GITHUB_REPOSITORY_ID": "1", "GITHUB_REPOSITORY_OWNER_ID": "2", "GITHUB_RUN_ID": "3", "GITHUB_RUN_ATTEMPT": "4",
}

func workflow(t *testing.T) Workflow {
	t.Helper()
	w, err := WorkflowOf(func(name string) string { return variables[name] })
	if err != nil || w.Identity() != "https://github.com/o/r/.github/workflows/release.yml@refs/heads/main" {
		t.Fatal(w, err)
	}
	return w
}

var (
	ones = Digests{SHA256: strings.Repeat("11", 32), SHA512: strings.Repeat("22", 64), DirHash: strings.Repeat("33", 32)}
	twos = Digests{SHA256: strings.Repeat("44", 32), DirHash: strings.Repeat("55", 32)}
)

// claims are of each ecosystem, with the statement as that reads it.
var claims = map[string]struct {
	claim Claim
	want  string
}{
	"npm": {Tarball("@acme/sdk", "1.2.3", ones), `{"_type": "https://in-toto.io/Statement/v1", "predicateType": "https://slsa.dev/provenance/v1",
		"subject": [{"name": "pkg:npm/%40acme/sdk@1.2.3", "digest": {"sha512": "` + ones.SHA512 + `"}}],
		"predicate": {
			"buildDefinition": {
				"buildType": "https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1",
				"externalParameters": {"workflow": {"ref": "refs/heads/main", "repository": "https://github.com/o/r", "path": ".github/workflows/release.yml"}},
				"internalParameters": {"github": {"event_name": "workflow_dispatch", "repository_id": "1", "repository_owner_id": "2"}},
				"resolvedDependencies": [{"uri": "git+https://github.com/o/r@refs/heads/main", "digest": {"gitCommit": "` + strings.Repeat("c", 40) + `"}}]
			},
			"runDetails": {
				"builder": {"id": "https://github.com/actions/runner/github-hosted"},
				"metadata": {"invocationId": "https://github.com/o/r/actions/runs/3/attempts/4"}
			}
		}}`},
	"PyPI": {Distribution("acme_sdk-1.2.3.tar.gz", ones), `{"_type": "https://in-toto.io/Statement/v1",
		"predicateType": "` + PublishType + `", "predicate": null,
		"subject": [{"name": "acme_sdk-1.2.3.tar.gz", "digest": {"sha256": "` + ones.SHA256 + `"}}]}`},
	"Go": {Module("example.com/m", "v1.2.3", "go-v1.2.3.zip", ones, twos), ""},
}

func TestStatements(t *testing.T) {
	for name, test := range claims {
		got, err := test.claim.Statement(workflow(t))
		if err != nil {
			t.Fatal(err)
		}
		if err := test.claim.Check(got); err != nil {
			t.Errorf("%s: its own statement: %v", name, err)
		}
		if test.want == "" {
			continue
		}
		var a, b any
		if err := json.Unmarshal(got, &a); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(test.want), &b); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(b, a); diff != "" {
			t.Errorf("%s: (-want +got):\n%s", name, diff)
		}
	}
}

// The statement of a Go module has the lines of go.sum.
func TestStatementOfAGoModule(t *testing.T) {
	got, err := claims["Go"].claim.Statement(workflow(t))
	if err != nil {
		t.Fatal(err)
	}
	var s signable
	if err := json.Unmarshal(got, &s); err != nil {
		t.Fatal(err)
	}
	want := []resource{
		{Name: "example.com/m@v1.2.3", Digest: map[string]string{"dirHash": ones.DirHash}, Annotations: map[string]string{"go.sum": "example.com/m v1.2.3 h1:MzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzM="}},
		{Name: "example.com/m@v1.2.3/go.mod", Digest: map[string]string{"dirHash": twos.DirHash}, Annotations: map[string]string{"go.sum": "example.com/m v1.2.3/go.mod h1:VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVU="}},
		{Name: "go-v1.2.3.zip", Digest: map[string]string{"sha256": ones.SHA256}},
	}
	if diff := cmp.Diff(want, s.Subject); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCheckOfStatements(t *testing.T) {
	w := workflow(t)
	sign := func(c Claim) string {
		s, err := c.Statement(w)
		if err != nil {
			t.Fatal(err)
		}
		return string(s)
	}
	other := ones
	other.SHA512, other.SHA256 = strings.Repeat("99", 64), strings.Repeat("99", 32)
	npm := Tarball("@acme/sdk", "1.2.3", ones)
	for name, test := range map[string]struct {
		claim  Claim
		signed string
		want   string
	}{
		"other bytes":     {npm, sign(Tarball("@acme/sdk", "1.2.3", other)), "it was signed for pkg:npm/%40acme/sdk@1.2.3 with other bytes: sha512 9999999999999999… instead of sha512 2222222222222222…"},
		"other version":   {npm, sign(Tarball("@acme/sdk", "1.2.4", ones)), `it was signed for "pkg:npm/%40acme/sdk@1.2.4", not for pkg:npm/%40acme/sdk@1.2.3`},
		"other predicate": {npm, sign(Distribution("x.whl", ones)), "not a https://slsa.dev/provenance/v1"},
		"other file":      {Distribution("a.whl", ones), sign(Distribution("b.whl", ones)), `it was signed for "b.whl", not for a.whl`},
		"other go.mod":    {Module("m", "v1", "z", ones, twos), sign(Module("m", "v1", "z", ones, ones)), "m@v1/go.mod with other bytes: dirHash 3333"},
		"more subjects":   {npm, strings.Replace(sign(npm), `"subject":[`, `"subject":[{"name":"x","digest":{}},`, 1), "about 2 files, not 1"},
		"more digests":    {npm, strings.Replace(sign(npm), `"digest":{`, `"digest":{"sha1":"0",`, 1), "with other bytes: sha1 0…, sha512 2222"},
		"other type":      {npm, strings.Replace(sign(npm), "Statement/v1", "Statement/v2", 1), "has the type"},
		"no digest":       {Tarball("a", "1", Digests{}), sign(Tarball("a", "1", Digests{})), "has no sha512 to compare"},
		"no statement":    {npm, `[]`, "is not one of in-toto"},
	} {
		if err := test.claim.Check([]byte(test.signed)); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", name, err, test.want)
		}
	}
}

func TestWorkflowOutsideOfGitHub(t *testing.T) {
	if _, err := WorkflowOf(func(string) string { return "" }); err == nil || !strings.Contains(err.Error(), "is not set: attestations are made in a job of GitHub") {
		t.Errorf("got %v", err)
	}
}
