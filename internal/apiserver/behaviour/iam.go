package behaviour

import (
	"context"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/convention"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

const (
	userKind = "qdrant.cloud.iam.v1.User"
	roleKind = "qdrant.cloud.iam.v1.Role"
)

func (s *Set) iam() {
	s.service("qdrant.cloud.iam.v1.IAMService",
		method{"GetAuthenticatedUser", "The user whose token was sent.", s.me},
		method{"ListUsers", "The members of the account.", s.listUsers},
		method{"UpdateUser", "A user changes themselves; address and status stay.", s.updateUser},
		method{"DeleteUser", "A user deletes themselves: memberships end, and the status is deleted.", s.deleteUser},
		method{"LogoutUser", "The tokens of this server belong to no session that could end.", nil},
	)
}

func (s *Set) iamCustoms() []convention.Custom {
	return []convention.Custom{
		{Kind: userKind, Owned: []string{"email", "status"}},
		{
			Kind: roleKind, Owned: []string{"sub_type"}, Unique: []string{"name"},
			Create: func(_ context.Context, _ *rpc.Call, role *dynamicpb.Message) error { return s.checkPermissions(role) },
			Update: s.changeRole, Delete: s.deleteRole,
			Dependants: s.dependants(map[string]convention.Fate{inviteKind: convention.Keep}),
		},
	}
}

// dependants are fates without those of the kinds that the contract does not have.
func (s *Set) dependants(fates map[string]convention.Fate) map[string]convention.Fate {
	for kind := range fates {
		if s.descriptor(kind) == nil {
			delete(fates, kind)
		}
	}
	return fates
}

func (s *Set) me(call *rpc.Call) (object, error) {
	user, err := s.get(call.Tx, userKind, "", call.Actor.ID)
	return object{"user": unlessNilMessage(user)}, err
}

func (s *Set) listUsers(call *rpc.Call) (object, error) {
	return object{"items": s.usersOf(call.Tx, call.Account)}, nil
}

// self finds the user with an id, who must be the caller.
func (s *Set) self(call *rpc.Call, id string) (*dynamicpb.Message, error) {
	if call.Actor.Type != rpc.User || call.Actor.ID != id {
		return nil,
			rpc.Refused(codes.PermissionDenied, "NOT_SELF", "only the user themselves may do this", map[string]string{"user": id})
	}
	return s.get(call.Tx, userKind, "", id)
}

func (s *Set) updateUser(call *rpc.Call) (object, error) {
	sent := message.Sub(call.Request, "user")
	if _, err := s.self(call, message.Text(sent, "id")); err != nil {
		return nil, err
	}
	if _, ok := s.control.Effective(s.api, call.Tx, call.Actor, message.Text(sent, "default_account_id")); !ok {
		return nil, rpc.Invalid(rpc.Violation{
			Field: "user.default_account_id", Reason: "reference.not_found", Text: "it must be an account that the user is a member of",
		})
	}
	resource, err := s.resource(userKind)
	if err != nil {
		return nil, err
	}
	user, err := s.copyOf(sent)
	if err != nil {
		return nil, err
	}
	return object{"user": user}, resource.Update(context.Background(), call, user)
}

func (s *Set) deleteUser(call *rpc.Call) (object, error) {
	user, err := s.self(call, message.Text(call.Request, "user_id"))
	if err != nil {
		return nil, err
	}
	for _, account := range s.accountsOf(call.Tx, call.Actor) {
		if err := s.expel(call.Tx, message.Text(account, "id"), call.Actor.ID); err != nil {
			return nil, err
		}
	}
	if err := s.write.fill(user, object{"status": "USER_STATUS_DELETED"}); err != nil {
		return nil, err
	}
	return nil, s.saveAt(call, user)
}

// seedUser adds a user of the policy with two second factors. One who is there stays as they are.
func (s *Set) seedUser(tx *store.Tx, now time.Time, known access.User) error {
	if _, ok := tx.Get(userKind, "", known.ID); ok || s.descriptor(userKind) == nil {
		return nil
	}
	first := derived("account", known.ID) // For a user without an account; ids of accounts are never checked against it.
	for _, grant := range known.Members {
		first = grant.Account
		break
	}
	user, err := s.make(userKind, object{
		"id": known.ID, "email": known.Email, "created_at": now, "status": "USER_STATUS_ACTIVE",
		"default_account_id": first, "onboarding_status": "ONBOARDING_STATUS_COMPLETED",
	})
	if err != nil {
		return err
	}
	if err := s.save(tx, now, user); err != nil {
		return err
	}
	return s.seedFactors(tx, now, known.ID)
}
