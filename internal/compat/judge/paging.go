package judge

import (
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// paging is how a method answers with a list.
type paging int

const (
	unpaged paging = iota // unpaged returns everything at once.
	optIn                 // optIn returns pages to callers who set a page size, and everything to others.
	forced                // forced may return a page to a caller who did not ask for one.
)

// judgePaging finds methods whose paging has changed. A method pages if its request has a page token and its response the next one.
func (j *judge) judgePaging() {
	touched := map[string]bool{} // touched has the messages whose paging may have changed, by their old and their new names.
	for _, pair := range j.Messages {
		if !samePaging(pair.Old, pair.New) {
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

// samePaging reports whether two messages have the same fields that make paging.
func samePaging(a, b *schema.Message) bool {
	lacks := func(m *schema.Message) func(*schema.Field) bool {
		return func(f *schema.Field) bool {
			other := m.FieldNamed(f.Name())
			return (isToken(f) || isPageSize(f)) && (other == nil || present(other) != present(f))
		}
	}
	return !slices.ContainsFunc(a.Fields, lacks(b)) && !slices.ContainsFunc(b.Fields, lacks(a))
}

func (j *judge) paging(old, now *schema.Method) {
	before, after := j.pagingOf(j.Old, old), j.pagingOf(j.New, now)
	if before == after {
		return
	}
	v := verdict{
		rule: RuleMethodPagination, before: "returned all results at once", after: "returns pages",
		proof: "a caller that sends one request and ignores next_page_token",
	}
	switch {
	case before == unpaged && after == optIn, before == forced && after == optIn:
		v.rule, v.proof = RuleMethodPaginationOptIn, ""
		if before == forced {
			v.before = "returned pages"
		}
	case after == unpaged:
		v.before, v.after = "returned pages", "returns all results at once"
		v.proof = "a caller that requests the next page gets all results once more"
	case before == optIn:
		v.before, v.after = "returned pages to callers who set a page size", "returns pages to all callers"
		v.proof = "a caller that sets no page size, gets the first page and ignores next_page_token"
	}
	j.add(diff.Change{Kind: "method.pagination", Old: old, New: now}, v)
}

// pagingOf returns how a method pages. Only a promise of the policy makes an absent page size mean everything: without it, a server
// is free to choose a size.
func (j *judge) pagingOf(s *schema.Schema, m *schema.Method) paging {
	request, response := s.Message(m.Request), s.Message(m.Response)
	if request == nil || response == nil || !slices.ContainsFunc(request.Fields, isToken) ||
		!slices.ContainsFunc(response.Fields, func(f *schema.Field) bool { return isToken(f) && strings.HasPrefix(f.Name(), "next") }) {
		return unpaged
	}
	sizes := slices.DeleteFunc(slices.Clone(request.Fields), func(f *schema.Field) bool { return !isPageSize(f) })
	if j.policy.PagingOptIn && len(sizes) > 0 && !slices.ContainsFunc(sizes, func(f *schema.Field) bool { return !present(f) }) {
		return optIn
	}
	return forced
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

// isPageSize reports whether a field is the size of a page, by the names of AIP-158 and its predecessors.
func isPageSize(f *schema.Field) bool {
	switch f.Name() {
	case "page_size", "max_page_size", "max_results", "limit":
		return true
	default:
		return false
	}
}

// present reports whether a request shows that the field is not set, as optional fields and wrappers do.
func present(f *schema.Field) bool { return f.Presence() != schema.ImplicitPresence }
