package judge

import (
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// judgeContext finds what no single change shows: overlapping routes, fields that a route cannot carry, paging.
func (j *judge) judgeContext() {
	j.judgeMovedRoutes()
	j.judgeShadows()
	j.judgeQueryFields()
	j.judgePaging()
	j.judgeAccounts()
	j.rules.judgeRest()
	j.rules.judgeWhole()
	j.rules.judgeStale()
	j.rules.judgePredefined()
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
