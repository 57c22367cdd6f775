// Package access knows who calls, and what they may do. It decides as docs/auth.md says, by the options of the contract.
//
// What a caller may do has two sources: a [Policy], which is written down before the server starts, and the entities that the API
// itself makes, such as management keys and roles.
package access

import (
	"crypto/sha256"
	"slices"
)

// The default policy: one account, in which one user and one management key may do everything. The secrets are no secrets, and
// only a server on the local machine should have them.
const (
	DefaultAccount = "0a4f3c52-7d0e-4b6a-9c55-3f1f5a0e8b01"
	DefaultUser    = "5c1d7f34-2b9a-4f0e-8a63-9d2e6c7b4a02"
	DefaultKeyID   = "e83b6a90-14c7-4d58-b2f9-7a5d0c3e1f03"
	DefaultKey     = "emulator-management-key"
	DefaultToken   = "emulator-user-token" //nolint:gosec // The documentation has it, too.
)

// Policy is who may call, besides the keys and members that the API itself makes.
type Policy struct {
	Accounts        []Account        `yaml:"accounts"`
	Roles           []Role           `yaml:"roles"`
	Keys            []Key            `yaml:"management_keys"`
	Users           []User           `yaml:"users"`
	ServiceAccounts []ServiceAccount `yaml:"service_accounts"`
}

// Account is an account that is there from the start.
type Account struct {
	ID   string `yaml:"id"`
	Name string `yaml:"name"`
}

// Role is a set of permissions with a name.
type Role struct {
	Name        string   `yaml:"name"`
	Permissions []string `yaml:"permissions"` // Permissions has patterns as well, as in read:* and *.
}

// Key is a management key.
type Key struct {
	ID      string `yaml:"id"`
	Account string `yaml:"account"` // Account is the id of its account; empty for a key that is good for all of them.
	Secret  string `yaml:"key"`     // Secret is what a caller sends.
	// Permissions are what the key may do, all that there is in its account if they are left out.
	Permissions *[]string `yaml:"permissions"`
}

// User is a person.
type User struct {
	ID      string  `yaml:"id"`
	Email   string  `yaml:"email"`
	Token   string  `yaml:"token"` // Token is what the user sends as bearer.
	Members []Grant `yaml:"accounts"`
}

// Grant is what a user may do in an account of which the user is a member.
type Grant struct {
	Account     string   `yaml:"account"`
	Owner       bool     `yaml:"owner"` // Owner says that the account is the user's, with all that there is.
	Roles       []string `yaml:"roles"`
	Permissions []string `yaml:"permissions"`
}

// ServiceAccount is a service of the platform, which is at home in every account.
type ServiceAccount struct {
	Name        string    `yaml:"name"`
	Token       string    `yaml:"token"` // Token is what the service sends as bearer.
	Permissions *[]string `yaml:"permissions"`
}

// Default returns the policy of a server that got none.
func Default() *Policy {
	return &Policy{
		Accounts: []Account{{ID: DefaultAccount, Name: "Example account"}},
		Keys:     []Key{{ID: DefaultKeyID, Account: DefaultAccount, Secret: DefaultKey}},
		Users: []User{{
			ID: DefaultUser, Email: "user@example.com", Token: DefaultToken,
			Members: []Grant{{Account: DefaultAccount, Owner: true}},
		}},
	}
}

// Unrestricted returns a policy with one management key that may do everything in every account.
func Unrestricted(secret string) *Policy {
	return &Policy{Keys: []Key{{ID: DefaultKeyID, Secret: secret}}}
}

// Email returns the address of a user of the policy, empty if it has no such user.
func (p *Policy) Email(user string) string {
	if at := slices.IndexFunc(p.Users, func(u User) bool { return u.ID == user }); at >= 0 {
		return p.Users[at].Email
	}
	return ""
}

// grant returns what a user may do in an account by the policy; it is false for a user who is no member there.
func (p *Policy) grant(user, account string) ([]string, bool) {
	at := slices.IndexFunc(p.Users, func(u User) bool { return u.ID == user })
	if at < 0 {
		return nil, false
	}
	in := slices.IndexFunc(p.Users[at].Members, func(g Grant) bool { return g.Account == account })
	if in < 0 {
		return nil, false
	}
	grant := p.Users[at].Members[in]
	if grant.Owner {
		return everything, true
	}
	granted := slices.Clone(grant.Permissions)
	for _, role := range p.Roles {
		if slices.Contains(grant.Roles, role.Name) {
			granted = append(granted, role.Permissions...)
		}
	}
	return granted, true
}

// everything is the pattern that stands for all permissions.
var everything = []string{"*"}

// Digest is how a secret is stored and compared: its length then tells nothing, and nobody reads it from a file of the server.
func Digest(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}
