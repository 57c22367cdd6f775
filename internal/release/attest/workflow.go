package attest

import (
	"fmt"
	"strings"
)

// Workflow is a run of a workflow of GitHub.
type Workflow struct {
	Server     string // Server is the address of GitHub.
	Repository string // Repository is like qdrant/qdrant-cloud-public-api.
	Ref        string // Ref is what was checked out, such as refs/heads/main.
	Commit     string
	File       string // File is the workflow with its ref, such as qdrant/x/.github/workflows/release.yml@refs/heads/main.
	Event      string
	Runner     string // Runner is the environment of the runner, such as github-hosted.

	RepositoryID, OwnerID, Run, Attempt string
}

// WorkflowOf reads the run from the variables that GitHub sets.
func WorkflowOf(getenv func(string) string) (Workflow, error) {
	var w Workflow
	for name, value := range map[string]*string{
		"GITHUB_SERVER_URL": &w.Server, "GITHUB_REPOSITORY": &w.Repository, "GITHUB_REF": &w.Ref, "GITHUB_SHA": &w.Commit, "GITHUB_WORKFLOW_REF": &w.File,
		"GITHUB_EVENT_NAME": &w.Event, "RUNNER_ENVIRONMENT": &w.Runner, "GITHUB_REPOSITORY_ID": &w.RepositoryID,
		"GITHUB_REPOSITORY_OWNER_ID": &w.OwnerID, "GITHUB_RUN_ID": &w.Run, "GITHUB_RUN_ATTEMPT": &w.Attempt,
	} {
		if *value = getenv(name); *value == "" {
			return w, fmt.Errorf("%s is not set: attestations are made in a job of GitHub", name)
		}
	}
	return w, nil
}

// Identity is the URI with which certificates of Sigstore name the workflow.
func (w Workflow) Identity() string { return w.Server + "/" + w.File }

// predicate is the provenance in the form of npm, which reads it to show the source and the run
// (https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1).
func (w Workflow) predicate() any {
	type object = map[string]any
	path, ref, _ := strings.Cut(strings.TrimPrefix(w.File, w.Repository+"/"), "@")
	repository := w.Server + "/" + w.Repository
	return object{
		"buildDefinition": object{
			"buildType":            "https://slsa-framework.github.io/github-actions-buildtypes/workflow/v1",
			"externalParameters":   object{"workflow": object{"ref": ref, "repository": repository, "path": path}},
			"internalParameters":   object{"github": object{"event_name": w.Event, "repository_id": w.RepositoryID, "repository_owner_id": w.OwnerID}},
			"resolvedDependencies": []object{{"uri": "git+" + repository + "@" + w.Ref, "digest": object{"gitCommit": w.Commit}}},
		},
		"runDetails": object{
			"builder":  object{"id": "https://github.com/actions/runner/" + w.Runner},
			"metadata": object{"invocationId": repository + "/actions/runs/" + w.Run + "/attempts/" + w.Attempt},
		},
	}
}
