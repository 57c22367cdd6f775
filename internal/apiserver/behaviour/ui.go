package behaviour

import (
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

func (s *Set) ui() {
	s.service("qdrant.cloud.ui.v1.ClusterDataService",
		method{"ListCollections", "Empty: the clusters of this server hold no data.", s.listCollections},
	)
	s.service("qdrant.cloud.ui.v1.AggregationService",
		method{"ListUsersWithRoles", "The members of the account with the roles that were assigned to them.", s.listUsersWithRoles},
	)
}

func (s *Set) listCollections(call *rpc.Call) (object, error) {
	_, err := s.get(call.Tx, clusterKind, call.Account, message.Text(call.Request, "cluster_id"))
	return nil, err
}

func (s *Set) listUsersWithRoles(call *rpc.Call) (object, error) {
	var items []object
	for _, user := range s.usersOf(call.Tx, call.Account) {
		items = append(items, object{"user": user, "roles": s.roleMessages(call.Tx, call.Account, message.Text(user, "id"))})
	}
	return object{"items": items}, nil
}
