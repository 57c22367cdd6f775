package behaviour

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// The system roles that every account has.
const (
	owner = "owner"
	admin = "admin"
	base  = "base"
)

func (s *Set) roles() {
	s.service("qdrant.cloud.iam.v1.IAMService",
		method{"ListPermissions", "All permissions that the methods of the contract name, by kind of resource.", s.listPermissions},
		method{"ListEffectivePermissions", "What the caller may do here, by the same decision that guards every call.",
			s.listEffective},
		method{"ListUserRoles", "The roles that were assigned to a member.", s.listUserRoles},
		method{"ListRoleUsers", "The members to whom the role was assigned.", s.listRoleUsers},
		method{"AssignUserRoles", "Holds for the next call already; the role of the owner stays with its one holder.", s.assignRoles},
	)
}

// roleID is the id of a system role in an account.
func roleID(account, name string) string { return derived("role", account, name) }

// systemRoles adds the system roles of an account: the owner may do everything, an admin everything but delete the account, and
// the base role only read.
func (s *Set) systemRoles(tx *store.Tx, now time.Time, account string) error {
	if s.descriptor(roleKind) == nil {
		return nil
	}
	every := access.Permissions(s.api)
	for _, role := range []struct {
		name, description string
		permissions       []string
	}{
		{owner, "The owner of the account, who may do everything.", every},
		{admin, "Administers the account without owning it.", slices.DeleteFunc(slices.Clone(every), func(permission string) bool {
			return permission == "delete:account"
		})},
		{base, "An ordinary member, who may look at everything.", slices.DeleteFunc(slices.Clone(every), func(permission string) bool {
			return !strings.HasPrefix(permission, "read:")
		})},
	} {
		if len(role.permissions) == 0 {
			continue // A contract without such permissions has no use for the role.
		}
		made, err := s.make(roleKind, object{
			"id": roleID(account, role.name), "created_at": now, "account_id": account,
			"name": strings.ToUpper(role.name[:1]) + role.name[1:], "description": role.description,
			"permissions": permissions(role.permissions), "role_type": "ROLE_TYPE_SYSTEM",
			"sub_type": "SYSTEM_ROLE_SUB_TYPE_" + strings.ToUpper(role.name),
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

// permissions shows permissions by the kind of resource that they are about.
func permissions(all []string) []object {
	var shown []object
	for _, permission := range all {
		_, about, _ := strings.Cut(permission, ":")
		shown = append(shown, object{"value": permission, "category": unlessEmpty(strings.ReplaceAll(about, "_", " "))})
	}
	return shown
}

// checkPermissions refuses a role with a permission that the contract does not have.
func (s *Set) checkPermissions(role *dynamicpb.Message) error {
	known := access.Permissions(s.api)
	var wrong []rpc.Violation
	for i, permission := range parts(role, "permissions") {
		if value := message.Text(permission, "value"); !slices.Contains(known, value) {
			wrong = append(wrong, rpc.Violation{
				Field: fmt.Sprintf("role.permissions[%d].value", i), Reason: "permission.unknown",
				Text: fmt.Sprintf("there is no permission %q: see ListPermissions", value),
			})
		}
	}
	if len(wrong) > 0 {
		return rpc.Invalid(wrong...)
	}
	return nil
}

// custom refuses to touch a role of the platform.
func custom(role *dynamicpb.Message) error {
	if message.Enum(role, "role_type") == "ROLE_TYPE_SYSTEM" {
		return rpc.Precondition("SYSTEM_ROLE", roleKind+"/"+message.Text(role, "id"),
			"a system role can be neither changed nor deleted")
	}
	return nil
}

func (s *Set) changeRole(_ context.Context, _ *rpc.Call, before, after *dynamicpb.Message) error {
	if err := custom(before); err != nil {
		return err
	}
	return s.checkPermissions(after)
}

// deleteRole takes a role from everybody who has it.
func (s *Set) deleteRole(_ context.Context, call *rpc.Call, role *dynamicpb.Message) error {
	if err := custom(role); err != nil {
		return err
	}
	id := message.Text(role, "id")
	for _, user := range s.usersOf(call.Tx, call.Account) {
		has := s.rolesOf(call.Tx, call.Account, message.Text(user, "id"))
		if slices.Contains(has, id) {
			if err := s.assign(call.Tx, call.Account, message.Text(user, "id"), without(has, id)); err != nil {
				return err
			}
		}
	}
	return nil
}

func without(all []string, some ...string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(one string) bool { return slices.Contains(some, one) })
}

func (s *Set) listPermissions(*rpc.Call) (object, error) {
	return object{"permissions": permissions(access.Permissions(s.api))}, nil
}

func (s *Set) listEffective(call *rpc.Call) (object, error) {
	effective, ok := s.control.Effective(s.api, call.Tx, call.Actor, call.Account)
	if !ok || len(effective) == 0 {
		return nil, rpc.Refused(codes.PermissionDenied, "NO_PERMISSIONS", "the caller has no permissions in the account",
			map[string]string{"account": call.Account})
	}
	return object{"permissions": permissions(effective)}, nil
}

// rolesOf returns the ids of the roles that a user has in an account.
func (s *Set) rolesOf(tx *store.Tx, account, user string) []string {
	roles, _ := note[[]string](tx, access.AssignmentKind, account, user)
	return roles
}

// assign gives a user these roles of an account and no others.
func (s *Set) assign(tx *store.Tx, account, user string, roles []string) error {
	unique := []string{}
	for _, role := range roles {
		if !slices.Contains(unique, role) {
			unique = append(unique, role)
		}
	}
	return keep(tx, access.AssignmentKind, account, user, unique)
}

// owns says whether a user is the owner of an account.
func (s *Set) owns(tx *store.Tx, account, user string) bool {
	return slices.Contains(s.rolesOf(tx, account, user), roleID(account, owner))
}

// roleMessages returns the roles of a user.
func (s *Set) roleMessages(tx *store.Tx, account, user string) []*dynamicpb.Message {
	var roles []*dynamicpb.Message
	for _, id := range s.rolesOf(tx, account, user) {
		if role, err := s.get(tx, roleKind, account, id); err == nil {
			roles = append(roles, role)
		}
	}
	return roles
}

func (s *Set) listUserRoles(call *rpc.Call) (object, error) {
	user := message.Text(call.Request, "user_id")
	if _, err := s.memberOf(call.Tx, call.Account, user); err != nil {
		return nil, err
	}
	return object{"roles": s.roleMessages(call.Tx, call.Account, user)}, nil
}

func (s *Set) listRoleUsers(call *rpc.Call) (object, error) {
	id := message.Text(call.Request, "role_id")
	if _, err := s.get(call.Tx, roleKind, call.Account, id); err != nil {
		return nil, err
	}
	var users []*dynamicpb.Message
	for _, user := range s.usersOf(call.Tx, call.Account) {
		if slices.Contains(s.rolesOf(call.Tx, call.Account, message.Text(user, "id")), id) {
			users = append(users, user)
		}
	}
	return object{"users": users}, nil
}

func (s *Set) assignRoles(call *rpc.Call) (object, error) {
	user := message.Text(call.Request, "user_id")
	if _, err := s.memberOf(call.Tx, call.Account, user); err != nil {
		return nil, err
	}
	added, deleted := texts(call.Request, "role_ids_to_add"), texts(call.Request, "role_ids_to_delete")
	for _, id := range slices.Concat(added, deleted) {
		if _, err := s.get(call.Tx, roleKind, call.Account, id); err != nil {
			return nil, err
		}
		if id == roleID(call.Account, owner) {
			return nil, rpc.Precondition("OWNER", roleKind+"/"+id,
				"every account has exactly one owner, so this role stays with its holder")
		}
	}
	has := s.rolesOf(call.Tx, call.Account, user)
	return nil, s.assign(call.Tx, call.Account, user, append(without(has, deleted...), added...))
}
