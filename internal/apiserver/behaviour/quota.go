package behaviour

import (
	"fmt"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

func (s *Set) quota() {
	s.service("qdrant.cloud.quota.v1.QuotaService",
		method{"GetAuthenticatedUserQuotas", "From the built-in catalogue; the number of owned accounts is enforced.", s.userQuotas},
		method{"GetAccountQuotas", "From the built-in catalogue, the same for all accounts, and enforced.", s.accountQuotas},
	)
	s.service("qdrant.cloud.serverless.quota.v1.QuotaService",
		method{"GetQuotas", "The limits are from the built-in catalogue, the spaces are counted; no storage is used.",
			s.serverlessQuotas},
	)
}

func (s *Set) userQuotas(*rpc.Call) (object, error) {
	return object{
		"max_owned_accounts":  whole(s.catalogue.userQuotas, "max_owned_accounts"),
		"max_member_accounts": whole(s.catalogue.userQuotas, "max_member_accounts"),
	}, nil
}

func (s *Set) accountQuotas(call *rpc.Call) (object, error) {
	quotas := object{"account_id": call.Account}
	for _, name := range []string{"max_clusters", "max_cluster_nodes", "max_cluster_database_api_keys", "max_free_tier_clusters"} {
		quotas[name] = whole(s.catalogue.quotas, name)
	}
	return quotas, nil
}

func (s *Set) serverlessQuotas(call *rpc.Call) (object, error) {
	quota := object{"account_id": call.Account, "used_spaces": call.Tx.Len(spaceKind, call.Account)}
	for _, name := range []string{"max_spaces", "max_collections_per_space", "platform_max_storage_bytes_per_space"} {
		quota[name] = whole(s.catalogue.serverlessQuotas, name)
	}
	return object{"quota": quota}, nil
}

// exceeded refuses what is beyond a quota.
func exceeded(what string, most int64) error {
	text := fmt.Sprintf("there can be at most %d %s: see QuotaService, and delete what is not needed", most, what)
	return rpc.Error(codes.ResourceExhausted, text, &errdetails.QuotaFailure{
		Violations: []*errdetails.QuotaFailure_Violation{{Subject: what, Description: text}},
	})
}
