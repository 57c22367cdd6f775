package behaviour

import (
	"context"
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/convention"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

const (
	oldDatabaseKeyKind = "qdrant.cloud.cluster.auth.v1.DatabaseApiKey"
	databaseKeyKind    = "qdrant.cloud.cluster.auth.v2.DatabaseApiKey"
)

func (s *Set) databaseKeys() {
	s.service("qdrant.cloud.cluster.auth.v1.DatabaseApiKeyService",
		method{"ListDatabaseApiKeys", "With the filter by cluster, the keys that open this cluster among others.", s.listOldKeys},
	)
	s.service("qdrant.cloud.cluster.auth.v1.EphemeralDashboardTokenService",
		method{"CreateEphemeralDashboardToken", "A random token; there is no dashboard that it would open.", s.dashboardToken},
	)
}

func (s *Set) databaseKeyCustoms() []convention.Custom {
	return []convention.Custom{
		{
			Kind: oldDatabaseKeyKind, Owned: []string{"prefix", "key"}, Once: []string{"key"},
			Create: func(_ context.Context, _ *rpc.Call, key *dynamicpb.Message) error {
				secret := newSecret("qdb")
				return s.write.fill(key, object{"prefix": secret[:shown], "key": secret})
			},
		},
		{
			Kind: databaseKeyKind, Owned: []string{"created_by_email", "postfix", "key"}, Once: []string{"key"},
			Create: s.createDatabaseKey, Delete: eventOf(savedCluster, "DeleteDatabaseApiKey"),
		},
	}
}

func (s *Set) createDatabaseKey(_ context.Context, call *rpc.Call, key *dynamicpb.Message) error {
	n, most := int64(0), whole(s.catalogue.quotas, "max_cluster_database_api_keys")
	for _, other := range s.all(call.Tx, databaseKeyKind, call.Account) {
		if message.Text(other, "cluster_id") == message.Text(key, "cluster_id") {
			n++
		}
	}
	if n >= most {
		return exceeded("database API keys of a cluster", most)
	}
	if err := expiry(call, key, "database_api_key"); err != nil {
		return err
	}
	secret := newSecret("qdb")
	return s.write.fill(key, object{
		"created_by_email": s.email(call.Tx, call.Actor), "postfix": secret[len(secret)-4:], "key": secret,
	})
}

// expiry refuses a key that has expired before it is there.
func expiry(call *rpc.Call, key protoreflect.Message, name string) error {
	if message.Has(key, "expires_at") && !moment(key, "expires_at").After(call.Now) {
		return wrong(name+".expires_at", "expires_at.past", "it must be in the future")
	}
	return nil
}

func (s *Set) listOldKeys(call *rpc.Call) (object, error) {
	cluster := message.Text(call.Request, "cluster_id")
	return object{"items": where(s.all(call.Tx, oldDatabaseKeyKind, call.Account), func(key protoreflect.Message) bool {
		if slices.Contains(texts(key, "cluster_ids"), cluster) {
			return true
		}
		return cluster == ""
	})}, nil
}

func (s *Set) dashboardToken(call *rpc.Call) (object, error) {
	if _, err := s.get(call.Tx, clusterKind, call.Account, message.Text(call.Request, "cluster_id")); err != nil {
		return nil, err
	}
	return object{"ephemeral_dashboard_token": object{"token": "local:v1:" + newSecret("qdt")}}, nil
}
