package behaviour

import (
	"context"
	"strings"
	"time"

	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/convention"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

const (
	spaceKeyKind = "qdrant.cloud.serverless.space.auth.v1.SpaceApiKey"

	// tokenKind says that a space API key stands behind a dashboard token: Account is the id of its account, ID that of the key.
	tokenKind = "emulator.DashboardToken" //nolint:gosec // It is a name.
)

const (
	spaceKeyReady    = "SPACE_API_KEY_STATE_PHASE_READY"
	spaceKeyDeleting = "SPACE_API_KEY_STATE_PHASE_DELETING"
)

// tokenLife is how long a dashboard token is good for.
const tokenLife = 15 * time.Minute

func (s *Set) spaceKeys() {
	s.service("qdrant.cloud.serverless.space.auth.v1.EphemeralDashboardTokenService",
		method{"CreateEphemeralDashboardToken",
			"A random token with a space API key behind it; there is no dashboard that it would open.", s.spaceToken},
		method{"ListEphemeralDashboardTokens", "The space API keys that stand behind tokens.", s.listSpaceTokens},
		method{"RevokeEphemeralDashboardToken", "Marks the space API key behind the token as revoked and switches it off.",
			s.revokeSpaceToken},
	)
}

func (s *Set) spaceKeyCustoms() []convention.Custom {
	return []convention.Custom{{
		Kind: spaceKeyKind, Owned: []string{"postfix", "key", "state", "revoked_at", "revoked_by"}, Once: []string{"key"},
		Create: func(_ context.Context, call *rpc.Call, key *dynamicpb.Message) error {
			if err := expiry(call, key, "space_api_key"); err != nil {
				return err
			}
			secret := newSecret("qsp")
			return s.write.fill(key, object{
				"postfix": secret[len(secret)-4:], "key": secret, "state": object{"phase": "SPACE_API_KEY_STATE_PHASE_PROCESSING"},
			})
		},
		Delete: func(_ context.Context, call *rpc.Call, key *dynamicpb.Message) error {
			call.Tx.Delete(tokenKind, call.Account, message.Text(key, "id"))
			return message.SetEnum(key, "state.phase", spaceKeyDeleting)
		},
		Phase: "state.phase",
		Steps: []convention.Step{
			{From: "SPACE_API_KEY_STATE_PHASE_PROCESSING", After: 5 * time.Second, To: spaceKeyReady},
			{From: spaceKeyDeleting, After: 5 * time.Second},
		},
	}}
}

func (s *Set) spaceToken(call *rpc.Call) (object, error) {
	space := message.Text(call.Request, "space_id")
	if _, err := s.get(call.Tx, spaceKind, call.Account, space); err != nil {
		return nil, err
	}
	key, err := s.create(call, spaceKeyKind, object{
		"space_id": space, "name": "Dashboard token", "expires_at": call.Now.Add(tokenLife),
		"access_rules": []object{{"global_access": object{"access_type": "GLOBAL_ACCESS_RULE_ACCESS_TYPE_MANAGE"}}},
	})
	if err != nil {
		return nil, err
	}
	token := "local:v1:" + message.Text(key, "key")
	return object{"ephemeral_dashboard_token": object{"token": token}},
		keep(call.Tx, tokenKind, call.Account, message.Text(key, "id"), space)
}

func (s *Set) listSpaceTokens(call *rpc.Call) (object, error) {
	wanted := message.Text(call.Request, "space_id")
	var items []*dynamicpb.Message
	for _, key := range s.all(call.Tx, spaceKeyKind, call.Account) {
		space, ok := note[string](call.Tx, tokenKind, call.Account, message.Text(key, "id"))
		if ok && (wanted == "" || wanted == space) {
			items = append(items, key)
		}
	}
	return object{"items": items}, nil
}

func (s *Set) revokeSpaceToken(call *rpc.Call) (object, error) {
	id := message.Text(call.Request, "space_api_key_id")
	if _, ok := call.Tx.Get(tokenKind, call.Account, id); !ok {
		return nil, rpc.NotFound("EphemeralDashboardToken", id)
	}
	key, err := s.get(call.Tx, spaceKeyKind, call.Account, id)
	if err != nil {
		return nil, err
	}
	if message.Has(key, "revoked_at") {
		return nil, rpc.Precondition("REVOKED", spaceKeyKind+"/"+id, "the token was revoked already")
	}
	by := object{"actor_id": call.Actor.ID, "actor_type": "ACTOR_TYPE_" + strings.ToUpper(call.Actor.Type)}
	if err := s.write.fill(key, object{
		"revoked_at": call.Now, "revoked_by": by, "state": object{"phase": "SPACE_API_KEY_STATE_PHASE_DISABLED"},
	}); err != nil {
		return nil, err
	}
	return nil, s.saveAt(call, key)
}
