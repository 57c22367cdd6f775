package behaviour

import (
	"fmt"
	"slices"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

func TestAccounts(t *testing.T) {
	w := newWorld(t)
	w.as(bob)
	w.size(w.call("AccountService/ListAccounts", `{}`), "items", 0)
	created := w.call("AccountService/CreateAccount", `{"account": {"name": "Account of Bob", "externalOwnerId": "idp|bob"}}`)
	w.want(created, map[string]string{"account.owner_email": "bob@example.com"})
	id := text(created, "account.id")
	w.size(w.call("AccountService/ListAccounts", `{}`), "items", 1)
	w.want(w.size(w.call("AccountService/ListAccountMembers", `{"accountId": %q}`, id), "items", 1)[0], map[string]string{"account_member.id": bob})
	w.size(w.call("IAMService/ListRoles", `{"accountId": %q}`, id), "items", 3)
	w.fails(codes.FailedPrecondition, "owner", "AccountService/LeaveAccount", `{"accountId": %q}`, id)
	w.fails(codes.FailedPrecondition, "owner", "AccountService/DeleteAccountMember", `{"accountId": %q, "userId": %q}`, id, bob)
	w.fails(codes.NotFound, alice, "AccountService/GetAccountMember", `{"accountId": %q, "userId": %q}`, id, alice)
	w.want(w.call("AccountService/UpdateAccount", `{"account": {"id": %q, "settings": {"mfaRequired": true}, "ownerEmail": "x@example.com"},
		"updateMask": "settings"}`, id), map[string]string{"account.owner_email": "bob@example.com", "account.name": "Account of Bob"})

	space := `{"space": {"accountId": %q, "name": "first", "cloudProviderId": "aws", "cloudProviderRegionId": "us-east-1", "configuration": {}}}`
	w.call("SpaceService/CreateSpace", space, id)
	w.fails(codes.FailedPrecondition, spaceKind, "AccountService/DeleteAccount", `{"accountId": %q}`, id)
	w.call("SpaceService/DeleteSpace", `{"accountId": %q, "spaceId": %q}`, id,
		text(w.size(w.call("SpaceService/ListSpaces", `{"accountId": %q}`, id), "items", 1)[0], "id"))
	w.pass(restores)
	w.call("AccountService/DeleteAccount", `{"accountId": %q}`, id)
	w.size(w.call("AccountService/ListAccounts", `{}`), "items", 0)
	w.do(func(tx *store.Tx) error {
		for entity := range tx.Everything() {
			if entity.Account == id {
				t.Errorf("%s %s is left of the account", entity.Kind, entity.ID)
			}
		}
		return nil
	})
}

func TestAccountsOfOthers(t *testing.T) {
	w := newWorld(t)
	w.actor = rpc.Actor{Type: rpc.ManagementKey, ID: "some", Account: account}
	w.size(w.call("AccountService/ListAccounts", `{}`), "items", 1)
	w.actor.Account = nobody
	w.size(w.call("AccountService/ListAccounts", `{}`), "items", 0)
	w.actor = rpc.Actor{Type: rpc.ServiceAccount, ID: "billing"}
	w.size(w.call("AccountService/ListAccounts", `{}`), "items", 1)
}

func TestAccountOfASeed(t *testing.T) {
	w := newWorld(t)
	const id = "5eed0000-0000-4000-8000-000000000001"
	seed, err := w.set.make(accountKind, object{
		"id": id, "name": "Seeded", "created_at": w.now, "last_modified_at": w.now, "external_owner_id": "bob", "owner_email": "bob@example.com",
	})
	if err != nil {
		t.Fatal(err)
	}
	w.do(func(tx *store.Tx) error { return w.set.Behaviour().Add(tx, w.now, seed) })
	w.as(bob)
	w.want(w.size(w.call("AccountService/ListAccounts", `{}`), "items", 1)[0], map[string]string{"id": id})
	w.size(w.call("IAMService/ListUserRoles", `{"accountId": %q, "userId": %q}`, id, bob), "roles", 1)
	member := w.call("AccountService/GetAccountMember", `{"accountId": %q, "userId": %q}`, id, bob)
	if !truth(member, "account_member.is_owner") {
		t.Errorf("the owner is %v", member)
	}
}

func TestInvites(t *testing.T) {
	w := newWorld(t)
	admins := fmt.Sprintf("%q", roleID(account, admin))
	invite := w.inviteBob(false, admins)
	of := fmt.Sprintf(`{"accountId": %q, "inviteId": %q}`, account, invite)
	w.want(w.call("AccountService/GetAccountInvite", "%s", of), map[string]string{
		"account_invite.status": invitePending, "account_invite.account_name": "Example account",
		"account_invite.created_by_user_id": alice, "account_invite.created_by_email": "user@example.com",
	})
	again := `{"accountInvite": {"accountId": %q, "userEmail": %q}}`
	w.fails(codes.AlreadyExists, "BOB", "AccountService/CreateAccountInvite", again, account, "BOB@example.com")
	w.fails(codes.AlreadyExists, "user@", "AccountService/CreateAccountInvite", again, account, "user@example.com")
	w.fails(codes.NotFound, invite, "AccountService/AcceptAccountInvite", "%s", of) // It is not to Alice.
	w.size(w.call("AccountService/ListReceivedAccountInvites", `{}`), "items", 0)

	w.as(bob)
	w.size(w.call("AccountService/ListReceivedAccountInvites", `{}`), "items", 1)
	w.want(w.call("AccountService/RejectAccountInvite", "%s", of), map[string]string{"invite.status": inviteRejected})
	w.fails(codes.FailedPrecondition, inviteRejected, "AccountService/AcceptAccountInvite", "%s", of)

	second := w.inviteBob(true, admins)
	w.fails(codes.FailedPrecondition, inviteAccepted, "AccountService/DeleteAccountInvite", `{"accountId": %q, "inviteId": %q}`, account, second)
	if !w.may(bob, "write:clusters") || w.may(bob, "delete:account") {
		t.Error("Bob is no admin")
	}
	w.size(w.call("AccountService/ListAccountMembers", `{"accountId": %q}`, account), "items", 2)
	w.as(bob)
	w.call("AccountService/LeaveAccount", `{"accountId": %q}`, account)
	if w.may(bob, "read:clusters") {
		t.Error("Bob may still do something after leaving")
	}

	third := w.inviteBob(false, "")
	w.call("AccountService/DeleteAccountInvite", `{"accountId": %q, "inviteId": %q}`, account, third)
	statuses := values(w.size(w.call("AccountService/ListAccountInvites", `{"accountId": %q}`, account), "items", 3), "status")
	if want := []string{inviteAccepted, inviteCanceled, inviteRejected}; !slices.Equal(statuses, want) {
		t.Errorf("the invites are %q, want %q", statuses, want)
	}
	w.fails(codes.NotFound, nobody, "AccountService/DeleteAccountInvite", `{"accountId": %q, "inviteId": %q}`, account, nobody)
}

func TestCompanies(t *testing.T) {
	w := newWorld(t)
	for request, want := range map[string]int{
		`{"name": "COMPANY"}`: 2, `{"name": "nothing like it"}`: 0, `{"email": "someone@example.com"}`: 1, `{"email": "a@nowhere.example"}`: 0,
	} {
		w.size(w.call("AccountService/SuggestCompanies", "%s", request), "items", want)
	}
}

func TestManagementKeys(t *testing.T) {
	w := newWorld(t)
	created := w.call("AuthService/CreateManagementKey", `{"managementKey": {"accountId": %q}}`, account)
	id, secret := text(created, "management_key.id"), text(created, "management_key.key")
	if text(created, "management_key.prefix") != secret[:shown] || len(secret) < 40 {
		t.Errorf("the key is %v", created)
	}
	for _, key := range w.size(w.call("AuthService/ListManagementKeys", `{"accountId": %q}`, account), "items", 2) {
		w.want(key, map[string]string{"key": ""})
	}
	authenticates := func() (ok bool) {
		w.do(func(tx *store.Tx) error {
			caller, err := w.set.control.Authenticate(tx, w.method("ListManagementKeys"), metadata.Pairs("authorization", "apikey "+secret))
			ok = err == nil && caller.ID == id && caller.Account == account
			return nil
		})
		return ok
	}
	if !authenticates() {
		t.Error("the new key does not authenticate")
	}
	w.call("AuthService/DeleteManagementKey", `{"accountId": %q, "managementKeyId": %q}`, account, id)
	if authenticates() {
		t.Error("a deleted key authenticates")
	}
}

func TestDatabaseKeys(t *testing.T) {
	w := newWorld(t)
	first, second := w.runningCluster("first"), w.runningCluster("second")
	created := w.call("auth.v2.DatabaseApiKeyService/CreateDatabaseApiKey",
		`{"databaseApiKey": {"accountId": %q, "clusterId": %q, "name": "the key"}}`, account, first)
	secret := text(created, "database_api_key.key")
	w.want(created, map[string]string{"database_api_key.created_by_email": "user@example.com", "database_api_key.postfix": secret[len(secret)-4:]})
	w.fails(codes.InvalidArgument, "future", "auth.v2.DatabaseApiKeyService/CreateDatabaseApiKey",
		`{"databaseApiKey": {"accountId": %q, "clusterId": %q, "name": "the key", "expiresAt": "2031-03-03T10:00:00Z"}}`, account, first)
	key := w.size(w.call("auth.v2.DatabaseApiKeyService/ListDatabaseApiKeys", `{"accountId": %q}`, account), "items", 1)[0]
	w.want(key, map[string]string{"key": ""})
	w.call("auth.v2.DatabaseApiKeyService/DeleteDatabaseApiKey",
		`{"accountId": %q, "clusterId": %q, "databaseApiKeyId": %q}`, account, first, text(key, "id"))
	if got := w.header.Get("qc-event-cluster-id"); !slices.Equal(got, []string{first}) {
		t.Errorf("the caller is told of the cluster %q", got)
	}

	old := w.call("auth.v1.DatabaseApiKeyService/CreateDatabaseApiKey",
		`{"databaseApiKey": {"accountId": %q, "clusterIds": [%q, %q]}}`, account, first, second)
	w.want(old, map[string]string{"database_api_key.prefix": text(old, "database_api_key.key")[:shown]})
	w.call("auth.v1.DatabaseApiKeyService/CreateDatabaseApiKey", `{"databaseApiKey": {"accountId": %q, "clusterIds": [%q]}}`, account, second)
	for cluster, want := range map[string]int{first: 1, second: 2, nobody: 0} {
		w.size(w.call("auth.v1.DatabaseApiKeyService/ListDatabaseApiKeys", `{"accountId": %q, "clusterId": %q}`, account, cluster), "items", want)
	}
	w.size(w.call("auth.v1.DatabaseApiKeyService/ListDatabaseApiKeys", `{"accountId": %q}`, account), "items", 2)
}
