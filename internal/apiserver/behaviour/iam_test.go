package behaviour

import (
	"fmt"
	"slices"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// values are the texts at a path of all messages, sorted.
func values(all []protoreflect.Message, path string) []string {
	var found []string
	for _, one := range all {
		found = append(found, text(one, path))
	}
	slices.Sort(found)
	return found
}

// may says whether a user may do something in the account.
func (w *world) may(user, permission string) bool {
	w.Helper()
	may := false
	w.do(func(tx *store.Tx) error {
		effective, _ := w.set.control.Effective(w.set.api, tx, rpc.Actor{Type: rpc.User, ID: user}, account)
		may = slices.Contains(effective, permission)
		return nil
	})
	return may
}

func TestSystemRoles(t *testing.T) {
	w := newWorld(t)
	roles := w.size(w.call("IAMService/ListRoles", `{"accountId": %q}`, account), "items", 3)
	if got := values(roles, "sub_type"); !slices.Equal(got, []string{
		"SYSTEM_ROLE_SUB_TYPE_ADMIN", "SYSTEM_ROLE_SUB_TYPE_BASE", "SYSTEM_ROLE_SUB_TYPE_OWNER",
	}) {
		t.Errorf("the system roles are %q", got)
	}
	every := len(access.Permissions(w.set.api))
	for _, role := range roles {
		n := len(parts(role, "permissions"))
		if text(role, "name") == "Owner" && n != every || text(role, "name") == "Admin" && n != every-1 || text(role, "name") == "Base" && n >= every/2 {
			t.Errorf("%s has %d of %d permissions", text(role, "name"), n, every)
		}
	}
	w.size(w.call("IAMService/ListPermissions", `{"accountId": %q}`, account), "permissions", every)
	w.fails(codes.FailedPrecondition, "system role", "IAMService/DeleteRole", `{"accountId": %q, "roleId": %q}`, account, roleID(account, base))
	w.fails(codes.FailedPrecondition, "system role", "IAMService/UpdateRole", `{"role": {"accountId": %q, "id": %q, "name": "Mine",
		"roleType": "ROLE_TYPE_CUSTOM", "permissions": [{"value": "read:clusters"}]}}`, account, roleID(account, base))
}

func TestRolesGivePermissions(t *testing.T) {
	w := newWorld(t)
	role := text(w.call("IAMService/CreateRole", `{"role": {"accountId": %q, "name": "Operators", "roleType": "ROLE_TYPE_CUSTOM",
		"subType": "SYSTEM_ROLE_SUB_TYPE_OWNER", "permissions": [{"value": "write:clusters"}]}}`, account), "role.id")
	w.fails(codes.AlreadyExists, "Operators", "IAMService/CreateRole", `{"role": {"accountId": %q, "name": "Operators",
		"roleType": "ROLE_TYPE_CUSTOM", "permissions": [{"value": "write:clusters"}]}}`, account)
	w.fails(codes.InvalidArgument, "fly:clusters", "IAMService/CreateRole", `{"role": {"accountId": %q, "name": "Pilots",
		"roleType": "ROLE_TYPE_CUSTOM", "permissions": [{"value": "fly:clusters"}]}}`, account)
	assign := `{"accountId": %q, "userId": %q, %q: [%q]}`
	w.fails(codes.NotFound, bob, "IAMService/AssignUserRoles", assign, account, bob, "roleIdsToAdd", role)

	w.inviteBob(true, "")
	if w.may(bob, "write:clusters") || !w.may(bob, "read:clusters") {
		t.Error("the base role lets read, and nothing else")
	}
	w.call("IAMService/AssignUserRoles", assign, account, bob, "roleIdsToAdd", role)
	w.call("IAMService/AssignUserRoles", assign, account, bob, "roleIdsToAdd", role) // Again, which changes nothing.
	if !w.may(bob, "write:clusters") {
		t.Error("the role gives no permission")
	}
	of := fmt.Sprintf(`{"accountId": %q, "userId": %q}`, account, bob)
	if got := values(w.size(w.call("IAMService/ListUserRoles", "%s", of), "roles", 2), "name"); !slices.Equal(got, []string{"Base", "Operators"}) {
		t.Errorf("the roles of Bob are %q", got)
	}
	w.want(w.size(w.call("IAMService/ListRoleUsers", `{"accountId": %q, "roleId": %q}`, account, role), "users", 1)[0], map[string]string{"id": bob})
	for _, one := range w.size(w.call("AggregationService/ListUsersWithRoles", `{"accountId": %q}`, account), "items", 2) {
		if want := map[string]int{alice: 1, bob: 2}[text(one, "user.id")]; len(parts(one, "roles")) != want {
			t.Errorf("%s has %d roles, want %d", text(one, "user.email"), len(parts(one, "roles")), want)
		}
	}
	w.fails(codes.FailedPrecondition, "exactly one owner", "IAMService/AssignUserRoles", assign, account, bob, "roleIdsToAdd", roleID(account, owner))
	w.fails(codes.FailedPrecondition, "exactly one owner", "IAMService/AssignUserRoles", assign, account, alice, "roleIdsToDelete", roleID(account, owner))
	w.fails(codes.NotFound, nobody, "IAMService/AssignUserRoles", assign, account, bob, "roleIdsToAdd", nobody)

	w.as(bob)
	if got := w.call("IAMService/ListEffectivePermissions", `{"accountId": %q}`, account); len(parts(got, "permissions")) < 5 {
		t.Errorf("the effective permissions are %v", got)
	}
	w.as(alice)
	w.call("IAMService/DeleteRole", `{"accountId": %q, "roleId": %q}`, account, role)
	w.size(w.call("IAMService/ListUserRoles", "%s", of), "roles", 1)
	if w.may(bob, "write:clusters") {
		t.Error("a deleted role still gives its permissions")
	}
	w.call("IAMService/AssignUserRoles", assign, account, bob, "roleIdsToDelete", roleID(account, base))
	w.as(bob)
	w.fails(codes.PermissionDenied, "no permissions", "IAMService/ListEffectivePermissions", `{"accountId": %q}`, account)
}

func TestProfile(t *testing.T) {
	w := newWorld(t)
	w.want(w.call("IAMService/GetAuthenticatedUser", `{}`), map[string]string{
		"user.id": alice, "user.email": "user@example.com", "user.status": "USER_STATUS_ACTIVE", "user.default_account_id": account,
	})
	w.fails(codes.InvalidArgument, "given_name", "IAMService/UpdateUserProfile", `{"userProfile": {"demographics": {"useCase": "search"}}}`)
	w.call("IAMService/UpdateUserProfile", `{"userProfile": {"givenName": "Alice", "familyName": "Liddell"}}`)
	w.call("IAMService/UpdateUserProfile", `{"userProfile": {"givenName": "Alicia"}, "updateMask": "givenName"}`)
	w.want(w.call("IAMService/GetUserProfile", `{}`), map[string]string{"user_profile.given_name": "Alicia", "user_profile.family_name": "Liddell"})
	w.as(bob)
	w.want(w.call("IAMService/GetUserProfile", `{}`), map[string]string{"user_profile.given_name": ""})
	w.as(alice)

	ask := `{"documentType": "LEGAL_DOCUMENT_TYPE_SLA"}`
	w.want(w.call("IAMService/GetUserConsent", "%s", ask), map[string]string{"user_consent.status": "USER_CONSENT_STATUS_PENDING"})
	w.call("IAMService/RecordUserConsent", "%s", consentToSLA)
	if consent := w.call("IAMService/GetUserConsent", "%s", ask); !truth(consent, "user_consent.is_accepted") {
		t.Errorf("the consent is %v", consent)
	}
	w.want(w.call("IAMService/GetUserConsent", `{"documentType": "LEGAL_DOCUMENT_TYPE_PRIVACY_POLICY"}`),
		map[string]string{"user_consent.status": "USER_CONSENT_STATUS_PENDING"})

	renamed := w.call("IAMService/UpdateUserMfaMethod", "%s", w.securityKey("Spare key"))
	w.want(renamed, map[string]string{"mfa_method.name": "Spare key"})
	if moment(renamed, "mfa_method.created_at").IsZero() {
		t.Error("the change has lost the time of the enrolment")
	}
	key := w.securityKey("any")
	w.call("IAMService/DeleteUserMfaMethod", "%s", key)
	w.size(w.call("IAMService/ListUserMfaMethods", `{}`), "items", 1)
	w.fails(codes.NotFound, "webauthn", "IAMService/DeleteUserMfaMethod", "%s", key)
}

func TestUsersChangeThemselvesAlone(t *testing.T) {
	w := newWorld(t)
	w.want(w.call("IAMService/UpdateUser", "%s", updateAlice), map[string]string{"user.onboarding_status": "ONBOARDING_STATUS_PENDING"})
	w.fails(codes.InvalidArgument, "member of", "IAMService/UpdateUser",
		`{"user": {"id": %q, "defaultAccountId": %q}, "updateMask": "defaultAccountId"}`, alice, nobody)
	w.fails(codes.PermissionDenied, "themselves", "IAMService/DeleteUser", `{"userId": %q}`, bob)
	w.fails(codes.FailedPrecondition, "owner", "IAMService/DeleteUser", `{"userId": %q}`, alice)
	w.inviteBob(true, "")
	w.as(bob)
	w.call("IAMService/DeleteUser", `{"userId": %q}`, bob)
	w.want(w.call("IAMService/GetAuthenticatedUser", `{}`), map[string]string{"user.status": "USER_STATUS_DELETED"})
	if w.may(bob, "read:clusters") {
		t.Error("a deleted user still has permissions")
	}
	w.as(nobody)
	w.fails(codes.NotFound, nobody, "IAMService/GetAuthenticatedUser", `{}`)
}
