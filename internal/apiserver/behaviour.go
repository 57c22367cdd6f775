package apiserver

import "github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"

// behaviourOf puts together what the methods of the API do.
func behaviourOf(*Server) (rpc.Behaviour, error) {
	return rpc.Behaviour{Handlers: map[string]rpc.Handler{}}, nil
}
