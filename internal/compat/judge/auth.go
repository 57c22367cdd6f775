package judge

import (
	"slices"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// judgeAuth judges the options that decide who may call a method, by the callers that they allow.
func (j *judge) judgeAuth(c diff.Change) {
	auth := j.policy.Auth
	before, after := j.access(j.Old, c.Old), j.access(j.New, c.New)
	v := verdict{}
	switch c.Option {
	case auth.Permissions, auth.RequiresAll:
		if c.Option == auth.RequiresAll && !slices.Equal(before.permissions.of, after.permissions.of) {
			return // The two are one formula, which is judged with the permissions.
		}
		lost, tightened := unsatisfied(before.permissions, after.permissions)
		_, loosened := unsatisfied(after.permissions, before.permissions)
		v.before, v.after = before.permissions.String(), after.permissions.String()
		switch {
		case tightened:
			v.rule, v.proof = RuleAuthPermissionTightened, "a caller with "+lost+" was allowed and is rejected now"
		case loosened:
			v.rule = RuleAuthPermissionLoosened
		default:
			v.rule = RuleAuthPermissionEqual
		}
	case auth.Authentication:
		v.rule = RuleAuthAuthentication
		v.before, v.after = before.authentication, after.authentication
		switch {
		case before.authentication == after.authentication:
			v.rule = RuleAuthEqual
		case after.authentication == "true":
			v.breaks, v.proof = []Surface{Auth}, "an anonymous caller was allowed and is rejected now"
		}
	case auth.ActorTypes:
		v.rule = RuleAuthActorTypes
		v.before, v.after = orAll(c.Before), orAll(c.After)
		if slices.Equal(before.actors, after.actors) {
			v.rule = RuleAuthEqual
		} else if kind := j.refused(before.actors, after.actors); kind != "" {
			v.breaks, v.proof = []Surface{Auth}, "a caller of the type "+kind+" was allowed and is rejected now"
		}
	case auth.Account:
		old, isMethod := c.Old.(*schema.Method)
		now, _ := c.New.(*schema.Method)
		if isMethod && now != nil {
			j.judgeAccount(c, old, now)
			return
		}
		v.rule = RuleAuthAccountExpression
		v.before, v.after = before.account, after.account
	default:
		v.rule = RuleAuthOption
	}
	j.add(c, v)
}

// refused returns an actor type that was allowed and no longer is, or nothing. An empty list allows all types.
func (j *judge) refused(before, after []uint64) string {
	if len(after) == 0 {
		return ""
	}
	var kinds []*schema.EnumValue
	if option := j.Old.Extension(j.policy.Auth.ActorTypes); option != nil {
		if declared := j.Old.Enum(option.TypeName); declared != nil {
			kinds = declared.Values
		}
	}
	for _, kind := range kinds {
		number := uint64(uint32(kind.Number)) //nolint:gosec // Numbers of kinds are not negative.
		if number != 0 && (len(before) == 0 || slices.Contains(before, number)) && !slices.Contains(after, number) {
			return kind.Name()
		}
	}
	if i := slices.IndexFunc(before, func(number uint64) bool { return !slices.Contains(after, number) }); i >= 0 {
		return strconv.FormatUint(before[i], 10)
	}
	if len(before) == 0 && kinds == nil {
		return "that is not in the list"
	}
	return ""
}

// kindNames returns the names of actor types as the text of the option has them.
func (j *judge) kindNames(s *schema.Schema, kinds []uint64) string {
	if len(kinds) == 0 {
		return ""
	}
	names := make([]string, len(kinds))
	for i, number := range kinds {
		names[i] = strconv.FormatUint(number, 10)
		option := s.Extension(j.policy.Auth.ActorTypes)
		if option == nil || s.Enum(option.TypeName) == nil {
			continue
		}
		for _, value := range s.Enum(option.TypeName).Values {
			if uint64(uint32(value.Number)) == number { //nolint:gosec // Numbers of kinds are not negative.
				names[i] = value.Name()
				break
			}
		}
	}
	return "[" + strings.Join(names, ", ") + "]"
}

func orAll(text string) string {
	if text == "" {
		return allKinds
	}
	return text
}

// access describes who may call a method, with defaults filled in.
type access struct {
	permissions    formula
	authentication string
	actors         []uint64
	account        string
}

func (j *judge) access(s *schema.Schema, e schema.Element) access {
	auth, options := j.policy.Auth, e.Opts()
	number := func(name string) int32 {
		if extension := s.Extension(name); extension != nil {
			return extension.Number
		}
		return -1
	}
	flag := func(name string) bool {
		values := options.Numbers(number(name))
		return len(values) == 0 || values[len(values)-1] != 0
	}
	a := access{authentication: "true", account: auth.AccountDefault, actors: slices.Compact(slices.Sorted(slices.Values(options.Numbers(number(auth.ActorTypes)))))}
	if !flag(auth.Authentication) {
		a.authentication = "false"
	}
	if account := options.Texts(number(auth.Account)); len(account) > 0 {
		a.account = account[len(account)-1]
	}
	a.permissions = formula{all: flag(auth.RequiresAll), of: options.Texts(number(auth.Permissions))}
	return a
}

// formula is what a caller must hold: all permissions of a list, or any one of them. An empty permission requires nothing.
type formula struct {
	all bool
	of  []string
}

// String formats the formula for people.
func (f formula) String() string {
	asked := slices.DeleteFunc(slices.Clone(f.of), func(p string) bool { return p == "" })
	switch {
	case len(asked) == 0, !f.all && len(asked) < len(f.of):
		return noPermission
	case f.all:
		return strings.Join(asked, " and ")
	default:
		return strings.Join(asked, " or ")
	}
}

// least returns the smallest sets of permissions that satisfy the formula.
func (f formula) least() [][]string {
	if f.all || len(f.of) == 0 {
		return [][]string{slices.DeleteFunc(slices.Clone(f.of), func(p string) bool { return p == "" })}
	}
	var sets [][]string
	for _, permission := range f.of {
		if permission == "" {
			return [][]string{nil}
		}
		sets = append(sets, []string{permission})
	}
	return sets
}

// unsatisfied returns a set of permissions that satisfies one formula and not another.
func unsatisfied(one, other formula) (permissions string, found bool) {
	for _, held := range one.least() {
		enough := slices.ContainsFunc(other.least(), func(asked []string) bool {
			return !slices.ContainsFunc(asked, func(p string) bool { return !slices.Contains(held, p) })
		})
		if !enough {
			if len(held) == 0 {
				return noPermission, true
			}
			return strings.Join(held, " and ") + " alone", true
		}
	}
	return "", false
}
