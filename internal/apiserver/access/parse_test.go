package access_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/markdown"
)

func TestParse(t *testing.T) {
	known := []string{"read:a", "read:b"}
	const id = "10000000-0000-4000-8000-000000000001"
	for text, want := range map[string]string{
		"":                           "p.yaml: it is empty; allowed keys: accounts, roles, management_keys, users, service_accounts",
		"a: [":                       "p.yaml: not YAML: ",
		"accounts: 3":                "p.yaml:1: accounts: want a list",
		"account: []":                "p.yaml:1: account: unknown key; allowed here: accounts, roles",
		"accounts: []\naccounts: []": "p.yaml:2: accounts: the key stands here twice",
		"accounts:\n- {id: x}":       `p.yaml:2: accounts: the id is "x": want a UUID, as in`,
		"accounts:\n- [x]":           "p.yaml:2: accounts[0]: want the keys id, name",
		"accounts:\n- {id: [x]}":     "p.yaml:2: accounts[0].id: want a text",
		"accounts:\n- {id: " + id + "}\n- {id: " + id + "}":                                                "p.yaml:3: accounts: the id " + id + " stands here twice",
		"roles: [{permissions: []}]":                                                                       `p.yaml:1: roles: ""`,
		"roles: [{name: r, permissions: ['read:c']}]":                                                      `"read:c" stands for no permission of the contract, which has read:a, read:b`,
		"roles: [{name: r, permissions: ['read:[']}]":                                                      `want a permission as in read:clusters, or a pattern`,
		"management_keys:\n- {id: " + id + ", key: s3cret, account: x}":                                    `p.yaml:2: management_keys: the account "x" is not in accounts`,
		"management_keys:\n- {id: " + id + "}":                                                             "p.yaml:2: key: want a text of visible ASCII",
		"management_keys:\n- {id: " + id + ", key: s3cret}\nservice_accounts:\n- {name: s, token: s3cret}": "p.yaml:4: token: another key or token is the same",
		"users:\n- {id: " + id + ", token: 's3 cret'}":                                                     "p.yaml:2: token: want a text of visible ASCII",
		"users:\n- {id: " + id + ", token: s3cret, accounts: [{account: x}]}":                              `p.yaml:2: users: the account "x": want one that is in accounts`,
		"accounts: [{id: " + id + "}]\nusers:\n- {id: " + strings.Replace(id, "1", "2", 1) + ", token: s3cret, accounts: [{account: " + id + ", roles: [r]}]}": `p.yaml:3: users: the role "r" is not in roles, which has none`,
		"accounts: [{id: " + id + "}]\nusers:\n- {id: " + strings.Replace(id, "1", "2", 1) + ", token: s3cret, accounts: [{owner: si}]}":                       "owner: want true or false",
		"service_accounts: [{token: s3cret}]": "service_accounts: the name is missing",
	} {
		_, err := access.Parse("p.yaml", []byte(text), known)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "s3") || exit.Of(err) != exit.Usage {
			t.Errorf("%s\ngot  %v\nwant %s", text, err, want)
		}
		if mistake := (*access.Error)(nil); !errors.As(err, &mistake) {
			t.Errorf("%s: the error is a %T", text, err)
		}
	}
}

// The example in the documentation is a policy, and the built-in one is what it says.
func TestDocumentation(t *testing.T) {
	content, err := os.ReadFile("../../../docs/emulator.md")
	if err != nil {
		t.Fatal(err)
	}
	document, err := markdown.Parse(string(content))
	if err != nil {
		t.Fatal(err)
	}
	var policies []*access.Policy
	for _, block := range document.Blocks {
		if block.Language == "yaml" && strings.HasPrefix(block.Text, "accounts:") {
			policy, err := access.Parse("docs/emulator.md", []byte(block.Text), []string{"read:clusters", "write:clusters", "read:backups"})
			if err != nil {
				t.Error(err)
			}
			policies = append(policies, policy)
		}
	}
	if len(policies) != 2 {
		t.Fatalf("%d examples, want the built-in policy and one with everything", len(policies))
	}
	if diff := cmp.Diff(access.Default(), policies[0]); diff != "" {
		t.Errorf("the built-in policy (-code +documentation):\n%s", diff)
	}
	if len(policies[1].Roles) == 0 || len(policies[1].ServiceAccounts) == 0 || policies[1].Keys[1].Permissions == nil {
		t.Error("the second example does not show everything")
	}
}
