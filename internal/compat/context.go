package compat

import (
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/schema"
)

// judgeContext finds what no single change shows: routes in each other's way, requests without a body, paging.
func (j *judge) judgeContext() {
	j.judgeMovedRoutes()
	j.judgeShadows()
	j.judgeQueryFields()
	j.judgePaging()
	j.rules.judgeRest()
	j.rules.judgePredefined()
}

// judgePaging finds methods that answer in pages now, or don't any more. A method pages when its request has a page token and
// its response the next one.
func (j *judge) judgePaging() {
	touched := map[string]bool{}
	for _, pair := range j.Messages {
		for _, f := range pair.Old.Fields {
			if isToken(f) && pair.New.FieldNamed(f.Name()) == nil {
				touched[pair.Old.FullName()] = true
			}
		}
		for _, f := range pair.New.Fields {
			if isToken(f) && pair.Old.FieldNamed(f.Name()) == nil {
				touched[pair.New.FullName()] = true
			}
		}
	}
	if len(touched) == 0 {
		return
	}
	for _, file := range j.New.Files {
		for _, service := range file.Services {
			old := j.Old.Service(service.FullName())
			if old == nil {
				continue
			}
			for _, method := range service.Methods {
				for _, before := range old.Methods {
					if before.Name() == method.Name() && (touched[before.Request] || touched[method.Response] || touched[method.Request] || touched[before.Response]) {
						j.paging(before, method)
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
	words := map[bool]string{true: "answers in pages", false: "answered at once"}
	if before {
		words = map[bool]string{true: "answered in pages", false: "answers at once"}
	}
	j.add(diff.Change{Kind: "method.pagination", Old: old, New: now}, verdict{
		rule: "method.pagination", before: words[before], after: words[after],
		proof: "a caller that asks once and does not look at next_page_token",
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
	case "page_token", "next_page_token", "pagination_token", "next_pagination_token", "cursor", "next_cursor":
		return true
	default:
		return false
	}
}
