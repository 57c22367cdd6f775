package release

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// workflow is what is run of a workflow.
type workflow struct {
	Jobs yaml.Node
}

// job is what is run of a job.
type job struct {
	If          string
	Needs       needs
	Permissions map[string]string
	Environment string
	Outputs     map[string]string
	Strategy    struct{ Matrix string }
	Steps       []struct {
		ID              string
		Uses            string
		With            map[string]string
		Run             string
		Env             map[string]string
		ContinueOnError bool `yaml:"continue-on-error"`
	}
}

// needs are the jobs that a job needs. One of them may be written without a list.
type needs []string

func (n *needs) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		*n = needs{node.Value}
		return nil
	}
	return node.Decode((*[]string)(n))
}

// pushes says whether git may push tags: it takes the token of an App that may write contents and workflows, and a checkout that keeps
// it. A rule for tags keeps the token of the workflow out, whatever its permissions.
func (j job) pushes() bool {
	app := false
	for _, s := range j.Steps {
		switch {
		case strings.HasPrefix(s.Uses, "actions/create-github-app-token@"):
			app = s.ID == "app" && s.With["permission-contents"] == "write" && s.With["permission-workflows"] == "write"
		case strings.HasPrefix(s.Uses, "actions/checkout@"):
			return app && s.With["persist-credentials"] != "false" && s.With["token"] == "${{ steps.app.outputs.token }}"
		}
	}
	return false
}

// TestFailuresInWorkflows: no command is within another one, whose success would hide its failure.
func TestFailuresInWorkflows(t *testing.T) {
	hidden := regexp.MustCompile(`(?m)^\s*(echo|printf|export|cat)\b.*(\$\(|` + "`" + `).*$`)
	for script, want := range map[string]bool{
		`echo "matrix=$(mage plan)" >> "$GITHUB_OUTPUT"`: true, "export X=`date`": true,
		"matrix=$(mage plan)\necho \"matrix=$matrix\"": false, `mage prove -seed="$((GITHUB_RUN_ID % 7))"`: false,
	} {
		if hidden.MatchString(script) != want {
			t.Errorf("%q: not %t", script, want)
		}
	}
	files, err := filepath.Glob(filepath.Join("..", "..", ".github", "workflows", "*.yml"))
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var w struct{ Jobs map[string]job }
		if err := yaml.Unmarshal(text, &w); err != nil {
			t.Fatal(err)
		}
		for name, j := range w.Jobs {
			for _, s := range j.Steps {
				if found := hidden.FindString(s.Run); found != "" {
					t.Errorf("%s, job %s: a failure is lost in %q", filepath.Base(file), name, found)
				}
			}
		}
	}
}

// TestIdentitiesOfJobs holds who each job is: which feeds it may write to, and whether it may push tags. It reads the workflows alone.
func TestIdentitiesOfJobs(t *testing.T) {
	got := map[string]string{}
	for _, name := range []string{"ci.yml", "preview.yml", "prove.yml", "release.yml"} {
		text, err := os.ReadFile(filepath.Join("..", "..", ".github", "workflows", name))
		if err != nil {
			t.Fatal(err)
		}
		var w struct{ Jobs map[string]job }
		if err := yaml.Unmarshal(text, &w); err != nil {
			t.Fatal(err)
		}
		for title, j := range w.Jobs {
			var who []string
			for _, s := range j.Steps {
				if provider := s.With["workload_identity_provider"]; provider != "" {
					who = append(who, provider)
				}
				if s.Env["RELEASE_TOKEN"] != "" {
					who = append(who, "announces")
				}
			}
			if j.pushes() {
				who = append(who, "pushes")
			}
			if j.Environment != "" || len(who) > 0 {
				got[name+" "+title] = j.Environment + ": " + strings.Join(who, " ")
			}
		}
	}
	want := map[string]string{
		"ci.yml share":        "cache: ${{ vars.CACHE_IDENTITY_PROVIDER }}",
		"preview.yml publish": "preview: ${{ vars.PREVIEW_IDENTITY_PROVIDER }}",
		"preview.yml retire":  "preview: ${{ vars.PREVIEW_IDENTITY_PROVIDER }}",
		"release.yml upload":  "release: ${{ vars.RELEASE_IDENTITY_PROVIDER }} announces pushes",
		"release.yml verify":  "verify: ${{ vars.VERIFY_IDENTITY_PROVIDER }}",
		"release.yml publish": "release: ${{ vars.RELEASE_IDENTITY_PROVIDER }} announces pushes",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("who the jobs are (-want +got):\n%s", diff)
	}
}
