package apiserver

import (
	"context"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/convention"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// behaviourOf puts together what the methods of the API do.
func behaviourOf(s *Server) (rpc.Behaviour, error) {
	conventions, err := convention.Of(s.api, nil)
	if err != nil {
		return rpc.Behaviour{}, err
	}
	conventions.Fails = s.faults.Fails
	handlers := conventions.Handlers()
	return rpc.Behaviour{
		Handlers: handlers,
		Prepare: func(ctx context.Context, call *rpc.Call) error {
			return conventions.Prepare(ctx, call, handlers)
		},
		Settle: conventions.Settle,
		Add:    conventions.Seed,
	}, nil
}
