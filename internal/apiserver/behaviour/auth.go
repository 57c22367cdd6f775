package behaviour

import (
	"context"
	"crypto/rand"
	"time"

	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/convention"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

const managementKeyKind = "qdrant.cloud.auth.v1.ManagementKey"

// managementKeyCustoms makes management keys authenticate: only a digest of the secret is kept.
func (s *Set) managementKeyCustoms() []convention.Custom {
	return []convention.Custom{{
		Kind: managementKeyKind, Owned: []string{"prefix", "key"}, Once: []string{"key"},
		Create: func(_ context.Context, call *rpc.Call, key *dynamicpb.Message) error {
			secret := newSecret("qmk")
			call.Tx.Put(store.Entity{
				Kind: access.SecretKind, Account: call.Account, ID: message.Text(key, "id"), Data: access.Digest(secret),
			})
			return s.write.fill(key, object{"prefix": secret[:shown], "key": secret})
		},
		Delete: func(_ context.Context, call *rpc.Call, key *dynamicpb.Message) error {
			call.Tx.Delete(access.SecretKind, call.Account, message.Text(key, "id"))
			return nil
		},
	}}
}

// shown is how many characters of a secret people see.
const shown = 8

// newSecret makes a secret that nobody can guess, with a few characters that tell what it is for.
func newSecret(what string) string { return what + "_" + rand.Text() + rand.Text() }

// seedKeys lists the management keys of the policy that belong to an account. Their secrets are known to the policy alone.
func (s *Set) seedKeys(tx *store.Tx, now time.Time) error {
	if s.descriptor(managementKeyKind) == nil {
		return nil
	}
	for _, key := range s.control.Policy().Keys {
		if _, there := tx.Get(managementKeyKind, key.Account, key.ID); there || key.Account == "" || key.Secret == "" {
			continue
		}
		made, err := s.make(managementKeyKind, object{
			"id": key.ID, "account_id": key.Account, "created_at": now, "prefix": key.Secret[:min(len(key.Secret), shown)],
		})
		if err != nil {
			return err
		}
		if err := s.save(tx, now, made); err != nil {
			return err
		}
	}
	return nil
}
