package forge

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

// Unpassed returns the checks that the default branch requires and that have not passed on a commit, each with its state. Required are
// those of rulesets and of branch protection, as far as the login may read them.
func (g *GitHub) Unpassed(ctx context.Context, commit string) ([]string, error) {
	var repository struct {
		Branch string `json:"default_branch"`
	}
	if err := g.read(ctx, &repository); err != nil || repository.Branch == "" {
		return nil, err
	}
	required, err := g.required(ctx, repository.Branch)
	if err != nil || len(required) == 0 {
		return nil, err
	}
	states, err := g.states(ctx, commit)
	if err != nil {
		return nil, err
	}
	var all []string
	for _, name := range required {
		switch state := states[name]; state {
		case "success", "neutral", "skipped":
		case "":
			all = append(all, name+" (has not run)")
		default:
			all = append(all, fmt.Sprintf("%s (%s)", name, state))
		}
	}
	return all, nil
}

// required returns the names of the checks that a branch requires, sorted.
func (g *GitHub) required(ctx context.Context, branch string) ([]string, error) {
	var rules []struct {
		Type       string `json:"type"`
		Parameters struct {
			Checks []struct {
				Context string `json:"context"`
			} `json:"required_status_checks"`
		} `json:"parameters"`
	}
	if err := g.read(ctx, &rules, "rules", "branches", branch); err != nil {
		return nil, err
	}
	var protected struct {
		Protection struct {
			Required struct {
				Contexts []string `json:"contexts"`
			} `json:"required_status_checks"`
		} `json:"protection"`
	}
	if err := g.read(ctx, &protected, "branches", branch); err != nil {
		return nil, err
	}
	names := slices.Clone(protected.Protection.Required.Contexts)
	for _, rule := range rules {
		for _, check := range rule.Parameters.Checks {
			names = append(names, check.Context)
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// states returns the state of each check of a commit: of a finished one the conclusion. Of several by one name, one that has not passed
// counts.
func (g *GitHub) states(ctx context.Context, commit string) (map[string]string, error) {
	var runs struct {
		All []struct {
			Name       string `json:"name"`
			Status     string `json:"status"`
			Conclusion string `json:"conclusion"`
		} `json:"check_runs"`
	}
	if err := g.read(ctx, &runs, "commits", commit, "check-runs"); err != nil {
		return nil, err
	}
	var combined struct {
		Statuses []struct {
			Context string `json:"context"`
			State   string `json:"state"`
		} `json:"statuses"`
	}
	if err := g.read(ctx, &combined, "commits", commit, "status"); err != nil {
		return nil, err
	}
	states := map[string]string{}
	add := func(name, state string) {
		if now, ok := states[name]; !ok || now == "success" || now == "neutral" || now == "skipped" {
			states[name] = state
		}
	}
	for _, run := range runs.All {
		state := run.Status
		if run.Status == "completed" {
			state = run.Conclusion
		}
		add(run.Name, state)
	}
	for _, status := range combined.Statuses {
		add(status.Context, status.State)
	}
	return states, nil
}

// read reads what GitHub knows of a part of the repository; nothing if it does not have it.
func (g *GitHub) read(ctx context.Context, into any, segments ...string) error {
	address := g.client.URL(g.path)
	for _, segment := range segments {
		address += "/" + url.PathEscape(segment)
	}
	err := g.client.JSON(ctx, g.request("read the checks", http.MethodGet, address+"?per_page=100", nil), into)
	if httpfeed.Status(err) == http.StatusNotFound {
		return nil
	}
	return err
}
