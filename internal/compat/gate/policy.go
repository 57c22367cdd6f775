package gate

import (
	"fmt"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// Policy reads the policy from the sdk.yaml of the checkout at root.
func Policy(root string) (judge.Policy, error) {
	settings, err := config.Load(root)
	if err != nil {
		return judge.Policy{}, err
	}
	return policyOf(settings)
}

// policyOf converts the settings of sdk.yaml to a policy.
func policyOf(settings *config.Config) (judge.Policy, error) {
	from := settings.Compatibility
	policy := judge.Policy{
		Surfaces:   map[judge.Surface]version.Level{},
		APIVersion: string(from.APIVersion),
		Auth: judge.AuthOptions{
			Permissions: string(from.Auth.Permissions), RequiresAll: string(from.Auth.RequiresAll),
			Authentication: string(from.Auth.Authentication), ActorTypes: string(from.Auth.ActorTypes),
			Account: string(from.Auth.Account), AccountDefault: string(from.Auth.AccountDefault), Others: texts(from.Auth.Others),
		},
		UnstablePackages: texts(from.UnstablePackages),
		Enforced:         texts(from.Enforced),
		GoModule:         string(settings.SDKs.Go.Module),
		REST:             string(settings.API.REST),
		Client:           &settings.Client,
		PagingOptIn:      from.Paging == config.PagingOptIn,
	}
	var err error
	if policy.Unproven, err = version.ParseLevel(string(from.Unproven)); err != nil {
		return policy, err
	}
	if policy.Unstable, err = version.ParseLevel(string(from.Unstable)); err != nil {
		return policy, err
	}
	for surface, level := range map[judge.Surface]config.Level{
		judge.Wire: from.Surfaces.Wire, judge.JSON: from.Surfaces.JSON, judge.Go: from.Surfaces.Go, judge.Python: from.Surfaces.Python,
		judge.TypeScript: from.Surfaces.TypeScript, judge.Auth: from.Surfaces.Auth, judge.Validation: from.Surfaces.Validation,
	} {
		if level == "" {
			continue
		}
		if policy.Surfaces[surface], err = version.ParseLevel(string(level)); err != nil {
			return policy, err
		}
	}
	known := map[judge.RuleID]bool{}
	for _, rule := range judge.Rules() {
		known[rule.ID] = true
	}
	for i, accepted := range from.Accept {
		if !known[judge.RuleID(accepted.Rule)] {
			return policy, &config.Error{
				File: config.File, Line: accepted.Line, Key: fmt.Sprintf("compatibility.accept[%d].rule", i),
				What: fmt.Sprintf("there is no rule %q; docs/compatibility.md lists them", accepted.Rule),
			}
		}
		policy.Accepted = append(policy.Accepted, judge.Acceptance{
			Rule: judge.RuleID(accepted.Rule), Element: string(accepted.Element), Reason: string(accepted.Reason),
			Where: fmt.Sprintf("%s:%d", config.File, accepted.Line),
		})
	}
	return policy, nil
}

func texts(from []config.Text) []string {
	var all []string
	for _, text := range from {
		all = append(all, string(text))
	}
	return all
}
