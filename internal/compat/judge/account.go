package judge

import (
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// account is where a method finds the account on which it checks its caller.
type account struct {
	text string  // text is the path as it is written.
	path []int32 // path has the numbers of the fields; it is empty if the request does not have the path.
}

// none reports that the method is not about one account.
func (a account) none() bool { return a.text == "" }

// resolves reports that requests have the field.
func (a account) resolves() bool { return len(a.path) > 0 }

// accountOf resolves the account of a method. Two paths are the same account if they have the same numbers: a renamed field is still
// the same field.
func accountOf(s *schema.Schema, m *schema.Method, text string) account {
	a := account{text: text}
	message := s.Message(m.Request)
	for name := range strings.SplitSeq(text, ".") {
		if message == nil {
			return account{text: text}
		}
		field := message.FieldNamed(name)
		if field == nil {
			return account{text: text}
		}
		a.path = append(a.path, field.Number)
		message = s.Message(field.TypeName)
	}
	if message != nil && message.FullName() != "google.protobuf.StringValue" {
		return account{text: text} // The path ends at a message, which names no account.
	}
	return a
}

// judgeAccount compares the accounts on which a method checks its caller before and after. An expression that requests do not have
// was never enforced as it is written: one that they have is a fix of it, and the other way round nobody is let through any more.
func (j *judge) judgeAccount(c diff.Change, old, now *schema.Method) {
	before, after := j.access(j.Old, old), j.access(j.New, now)
	from, to := accountOf(j.Old, old, before.account), accountOf(j.New, now, after.account)
	v := verdict{rule: RuleAuthAccountExpression, before: orNone(from.text), after: orNone(to.text)}
	switch {
	case from.text == to.text && from.resolves() == to.resolves(),
		from.resolves() && slices.Equal(from.path, to.path) && j.renamedPath(old.Request, now.Request)(from.text) == to.text:
		v.rule = RuleAuthEqual
	case to.none() && len(after.permissions.least()[0]) == 0:
		v.rule, v.proof = RuleAuthEqual, "no permission is required, and the method is about no account"
	case !from.resolves() && !from.none():
		v.rule, v.proof = RuleAuthAccountFixed, "a request has no field "+from.text+", so that it never named an account"
		if !to.resolves() {
			v.rule, v.proof = RuleAuthEqual, "no request named an account, and none does now"
		}
	case !to.resolves() && !to.none():
		v.proof = "a request has no field " + to.text + ", so that no caller has permissions on its account"
	default:
		v.proof = "a caller with permissions on the former account alone is rejected now"
	}
	j.add(c, v)
}

// judgeAccounts finds methods whose account is another one although their options are the same, because the field of the request was
// renamed, or another one took its name. A field that was removed or renumbered is a break of its own, which says as much.
func (j *judge) judgeAccounts() {
	if j.policy.Auth.Account == "" || len(j.Messages) == 0 {
		return
	}
	j.sameMethods(func(old, now *schema.Method) {
		before, after := j.access(j.Old, old), j.access(j.New, now)
		if before.account != after.account || len(after.permissions.least()[0]) == 0 {
			return // A changed option is judged where it was found.
		}
		from, to := accountOf(j.Old, old, before.account), accountOf(j.New, now, after.account)
		if from.resolves() && !slices.Equal(from.path, to.path) && lives(j.New, now, from.path) {
			what := "a request has no field " + to.text + " now, so that no caller has permissions on its account"
			if to.resolves() {
				what = "a caller with permissions on the account in the former field " + from.text + " alone is rejected now"
			}
			j.add(diff.Change{Kind: "method.account", Old: old, New: now}, verdict{
				rule: RuleAuthAccountField, before: from.text, after: orNone(to.text), proof: what,
			})
		}
	})
}

// lives reports whether a request has fields with the numbers of a path. A message from outside of the contract that took the place of one
// of its own has other things by these numbers.
func lives(s *schema.Schema, m *schema.Method, path []int32) bool {
	message := s.Message(m.Request)
	for _, number := range path {
		if message == nil || message.In().Dependency {
			return false
		}
		field := message.Field(number)
		if field == nil {
			return false
		}
		message = s.Message(field.TypeName)
	}
	return true
}
