package access

import (
	"fmt"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
)

// Error is a mistake in the file of a policy.
type Error struct {
	File string
	Line int // Line counts from 1; 0 where the whole file is meant.
	What string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %s", e.File, e.What)
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.What)
}

// ExitCode is [exit.Usage].
func (*Error) ExitCode() exit.Code { return exit.Usage }

// Parse reads a policy from YAML. The name of the file is for errors, which never show a secret, and known are the permissions that
// a contract has.
func Parse(file string, content []byte, known []string) (*Policy, error) {
	var document yaml.Node
	if err := yaml.Unmarshal(content, &document); err != nil {
		return nil, &Error{File: file, What: "not YAML: " + strings.TrimPrefix(err.Error(), "yaml: ")}
	}
	if len(document.Content) == 0 {
		return nil, &Error{File: file, What: "it is empty; allowed keys: " + strings.Join(keys(reflect.TypeFor[Policy]()), ", ")}
	}
	p := parser{file: file, lines: map[any]int{}, known: known}
	policy := &Policy{}
	if err := p.value(document.Content[0], reflect.ValueOf(policy).Elem(), ""); err != nil {
		return nil, err
	}
	return policy, p.check(policy)
}

// parser reads a document strictly, and remembers where things are.
type parser struct {
	file  string
	lines map[any]int // lines are by the addresses of structs.
	known []string
}

func (p *parser) errorf(line int, format string, args ...any) error {
	return &Error{File: p.file, Line: line, What: fmt.Sprintf(format, args...)}
}

func (p *parser) value(node *yaml.Node, into reflect.Value, key string) error {
	switch into.Kind() {
	case reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		return p.value(node, into.Elem(), key)
	case reflect.Struct:
		return p.structure(node, into, key)
	case reflect.Slice:
		if node.Kind != yaml.SequenceNode {
			return p.errorf(node.Line, "%s: want a list, as in [a, b]", key)
		}
		into.Set(reflect.MakeSlice(into.Type(), len(node.Content), len(node.Content)))
		for i, item := range node.Content {
			if err := p.value(item, into.Index(i), fmt.Sprintf("%s[%d]", key, i)); err != nil {
				return err
			}
		}
		return nil
	case reflect.Bool:
		set, err := strconv.ParseBool(node.Value)
		if node.Kind != yaml.ScalarNode || err != nil {
			return p.errorf(node.Line, "%s: want true or false", key)
		}
		into.SetBool(set)
		return nil
	default:
		if node.Kind != yaml.ScalarNode || node.Tag == "!!null" {
			return p.errorf(node.Line, "%s: want a text", key)
		}
		into.SetString(node.Value)
		return nil
	}
}

func (p *parser) structure(node *yaml.Node, into reflect.Value, key string) error {
	allowed := keys(into.Type())
	if node.Kind != yaml.MappingNode {
		return p.errorf(node.Line, "%s: want the keys %s", strings.TrimPrefix(key, "."), strings.Join(allowed, ", "))
	}
	p.lines[into.Addr().Interface()] = node.Line
	seen := map[string]bool{}
	for i := 0; i < len(node.Content); i += 2 {
		name := node.Content[i]
		full := strings.TrimPrefix(key+"."+name.Value, ".")
		at := slices.Index(allowed, name.Value)
		if at < 0 {
			return p.errorf(name.Line, "%s: unknown key; allowed here: %s", full, strings.Join(allowed, ", "))
		}
		if seen[name.Value] {
			return p.errorf(name.Line, "%s: the key stands here twice", full)
		}
		seen[name.Value] = true
		if err := p.value(node.Content[i+1], into.Field(at), full); err != nil {
			return err
		}
	}
	return nil
}

// keys are the keys of a struct, all of whose fields have one.
func keys(t reflect.Type) []string {
	var names []string
	for field := range t.Fields() {
		names = append(names, field.Tag.Get("yaml"))
	}
	return names
}

var uuid = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)

// check finds mistakes that are no mistakes of form.
func (p *parser) check(policy *Policy) error {
	accounts, ids, secrets := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range policy.Accounts {
		account := &policy.Accounts[i]
		if err := p.id(p.lines[account], "accounts", account.ID, ids); err != nil {
			return err
		}
		accounts[account.ID] = true
	}
	roles := map[string]bool{}
	for i := range policy.Roles {
		role := &policy.Roles[i]
		if role.Name == "" || roles[role.Name] {
			return p.errorf(p.lines[role], "roles: %q: want a name that no other role has", role.Name)
		}
		roles[role.Name] = true
		if err := p.patterns(p.lines[role], role.Permissions); err != nil {
			return err
		}
	}
	for i := range policy.Keys {
		if err := p.key(&policy.Keys[i], accounts, ids, secrets); err != nil {
			return err
		}
	}
	for i := range policy.Users {
		if err := p.user(&policy.Users[i], accounts, roles, ids, secrets); err != nil {
			return err
		}
	}
	for i := range policy.ServiceAccounts {
		service := &policy.ServiceAccounts[i]
		if service.Name == "" {
			return p.errorf(p.lines[service], "service_accounts: the name is missing")
		}
		if err := p.secret(p.lines[service], "token", service.Token, secrets); err != nil {
			return err
		}
		if err := p.patterns(p.lines[service], orEverything(service.Permissions)); err != nil {
			return err
		}
	}
	return nil
}

func (p *parser) key(key *Key, accounts, ids, secrets map[string]bool) error {
	line := p.lines[key]
	if err := p.id(line, "management_keys", key.ID, ids); err != nil {
		return err
	}
	if key.Account != "" && !accounts[key.Account] {
		return p.errorf(line, "management_keys: the account %q is not in accounts: add it there, or leave it out for a key of all accounts", key.Account)
	}
	if err := p.secret(line, "key", key.Secret, secrets); err != nil {
		return err
	}
	return p.patterns(line, orEverything(key.Permissions))
}

func (p *parser) user(user *User, accounts, roles, ids, secrets map[string]bool) error {
	line := p.lines[user]
	if err := p.id(line, "users", user.ID, ids); err != nil {
		return err
	}
	if err := p.secret(line, "token", user.Token, secrets); err != nil {
		return err
	}
	member := map[string]bool{}
	for i := range user.Members {
		grant := &user.Members[i]
		line := p.lines[grant]
		if !accounts[grant.Account] || member[grant.Account] {
			return p.errorf(line, "users: the account %q: want one that is in accounts, once for each user", grant.Account)
		}
		member[grant.Account] = true
		for _, role := range grant.Roles {
			if !roles[role] {
				return p.errorf(line, "users: the role %q is not in roles, which has %s", role, listed(roles))
			}
		}
		if err := p.patterns(line, grant.Permissions); err != nil {
			return err
		}
	}
	return nil
}

func (p *parser) id(line int, what, id string, taken map[string]bool) error {
	if !uuid.MatchString(id) {
		return p.errorf(line, "%s: the id is %q: want a UUID, as in %s", what, id, DefaultAccount)
	}
	if taken[id] {
		return p.errorf(line, "%s: the id %s stands here twice", what, id)
	}
	taken[id] = true
	return nil
}

// secret checks a key or token, which the error does not show.
func (p *parser) secret(line int, what, secret string, taken map[string]bool) error {
	switch {
	case secret == "" || strings.ContainsFunc(secret, func(r rune) bool { return r <= ' ' || r > '~' }):
		return p.errorf(line, "%s: want a text of visible ASCII characters without spaces", what)
	case len(secret) > maxCredential/2:
		return p.errorf(line, "%s: it is longer than %d characters", what, maxCredential/2)
	case taken[secret]:
		return p.errorf(line, "%s: another key or token is the same", what)
	}
	taken[secret] = true
	return nil
}

func (p *parser) patterns(line int, patterns []string) error {
	for _, pattern := range patterns {
		if _, err := path.Match(pattern, ""); err != nil || pattern == "" {
			return p.errorf(line, "permissions: %q: want a permission as in read:clusters, or a pattern as in read:* or *", pattern)
		}
		if !slices.ContainsFunc(p.known, func(permission string) bool { return allows([]string{pattern}, permission) }) {
			return p.errorf(line, "permissions: %q stands for no permission of the contract, which has %s", pattern, strings.Join(p.known, ", "))
		}
	}
	return nil
}

func listed(names map[string]bool) string {
	if len(names) == 0 {
		return "none"
	}
	var all []string
	for name := range names {
		all = append(all, name)
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}
