package judge

import (
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// judgeContext finds what no single change shows: overlapping routes, fields that a route cannot carry, paging.
func (j *judge) judgeContext() {
	j.judgeMovedRoutes()
	j.judgeShadows()
	j.judgeQueryFields()
	j.judgePaging()
	j.rules.judgeRest()
	j.rules.judgeWhole()
	j.rules.judgePredefined()
}

// judgePaging finds methods that gained or lost paging. A method pages if its request has a page token and its response the next
// one.
func (j *judge) judgePaging() {
	touched := map[string]bool{} // touched has the messages that gained or lost a token, by their old and their new names.
	for _, pair := range j.Messages {
		if !sameTokens(pair.Old, pair.New) {
			touched[pair.Old.FullName()], touched[pair.New.FullName()] = true, true
		}
	}
	retyped := func(old, now *schema.Method) bool {
		return j.Rename(old.Request) != now.Request || j.Rename(old.Response) != now.Response
	}
	if len(touched) == 0 && !slices.ContainsFunc(j.Methods, func(pair diff.Pair[*schema.Method]) bool { return retyped(pair.Old, pair.New) }) {
		return
	}
	j.sameMethods(func(old, now *schema.Method) {
		if touched[old.Request] || touched[old.Response] || touched[now.Request] || touched[now.Response] || retyped(old, now) {
			j.paging(old, now)
		}
	})
}

func sameTokens(a, b *schema.Message) bool {
	lacks := func(m *schema.Message) func(*schema.Field) bool {
		return func(f *schema.Field) bool { return isToken(f) && m.FieldNamed(f.Name()) == nil }
	}
	return !slices.ContainsFunc(a.Fields, lacks(b)) && !slices.ContainsFunc(b.Fields, lacks(a))
}

// sameMethods visits the methods that both sides have, including those of unchanged files.
func (j *judge) sameMethods(visit func(old, now *schema.Method)) {
	for _, file := range j.New.Files {
		for _, service := range file.Services {
			before := j.Old.Service(service.FullName())
			if before == nil {
				continue
			}
			for _, now := range service.Methods {
				for _, old := range before.Methods {
					if old.Name() == now.Name() {
						visit(old, now)
					}
				}
			}
		}
	}
}

func (j *judge) paging(old, now *schema.Method) {
	before, after := pages(j.Old, old), pages(j.New, now)
	if before == after {
		return
	}
	words := map[bool]string{true: "returns pages", false: "returned all results at once"}
	if before {
		words = map[bool]string{true: "returned pages", false: "returns all results at once"}
	}
	j.add(diff.Change{Kind: "method.pagination", Old: old, New: now}, verdict{
		rule: RuleMethodPagination, before: words[before], after: words[after],
		proof: "a caller that sends one request and ignores next_page_token",
	})
}

func pages(s *schema.Schema, m *schema.Method) bool {
	request, response := s.Message(m.Request), s.Message(m.Response)
	if request == nil || response == nil {
		return false
	}
	asks, answers := false, false
	for _, f := range request.Fields {
		asks = asks || isToken(f)
	}
	for _, f := range response.Fields {
		answers = answers || isToken(f) && strings.HasPrefix(f.Name(), "next")
	}
	return asks && answers
}

func isToken(f *schema.Field) bool {
	if f.Type != schema.String && f.Type != schema.Bytes {
		return false
	}
	switch f.Name() {
	case "page_token", "next_page_token", "pagination_token", "next_pagination_token", "cursor", "next_cursor", "continuation_token",
		"next_continuation_token", "next_token":
		return true
	default:
		return false
	}
}
