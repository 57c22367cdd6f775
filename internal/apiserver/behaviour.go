package apiserver

import (
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/behaviour"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// behaviourOf puts together what the methods of the API do.
func behaviourOf(s *Server) (rpc.Behaviour, error) {
	set, err := behaviour.For(s.api, s.access)
	if err != nil {
		return rpc.Behaviour{}, err
	}
	set.Conventions.Fails = s.faults.Fails
	return set.Behaviour(), nil
}
