package access

import (
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// roleKind is the message of a role, whose permissions are a list of messages with a value each.
const roleKind protoreflect.FullName = "qdrant.cloud.iam.v1.Role"

// Permissions returns all permissions that the methods of an API name, sorted.
func Permissions(api *rpc.API) []string {
	var all []string
	for _, method := range api.Methods() {
		all = append(all, method.Options.Permissions...)
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(permission string) bool { return permission == "" })
}

// supports says whether a method is for this kind of caller.
func supports(method *rpc.Method, caller Caller) error {
	types := method.Options.ActorTypes
	if len(types) == 0 || slices.Contains(types, caller.Type) {
		return nil
	}
	return rpc.Refused(codes.PermissionDenied, ActorTypeUnsupported,
		fmt.Sprintf("%s is not for callers of the kind %s, but for %s", method.Name, caller.Type, strings.Join(types, ", ")),
		map[string]string{"method": method.Name, "actor_type": caller.Type, "supported_actor_types": strings.Join(types, ",")})
}

// Authorize says whether a caller may make a call about an account, which is empty for a method that is about none.
func (c *Control) Authorize(api *rpc.API, tx *store.Tx, method *rpc.Method, caller Caller, account string) error {
	if method.Options.Anonymous {
		return nil
	}
	if method.Account != "" && account == "" {
		return rpc.Invalid(rpc.Violation{Field: method.Account, Reason: "required", Text: "the call is about an account: name its id"})
	}
	granted, member := c.granted(api, tx, caller, account)
	if !member {
		return rpc.Refused(codes.PermissionDenied, AccountDenied,
			fmt.Sprintf("this caller has no access to the account %q", account),
			map[string]string{"method": method.Name, "account": account})
	}
	missing := slices.DeleteFunc(slices.Clone(method.Options.Permissions), func(permission string) bool {
		return permission == "" || allows(granted, permission)
	})
	if len(missing) == 0 || method.Options.AnyPermission && len(missing) < len(method.Options.Permissions) {
		return nil
	}
	how := "lacks"
	if method.Options.AnyPermission {
		how = "needs one of"
	}
	return rpc.Refused(codes.PermissionDenied, PermissionMissing,
		fmt.Sprintf("%s: the caller %s %s in the account %q", method.Name, how, strings.Join(missing, ", "), account),
		map[string]string{"method": method.Name, "account": account, "permissions": strings.Join(missing, ",")})
}

// Effective returns the permissions that a caller has in an account, sorted; it is false for a caller who has no access to it.
func (c *Control) Effective(api *rpc.API, tx *store.Tx, actor rpc.Actor, account string) ([]string, bool) {
	granted, member := c.granted(api, tx, c.caller(actor), account)
	return slices.DeleteFunc(slices.Clone(c.permissions), func(permission string) bool { return !allows(granted, permission) }), member
}

// caller returns what the policy knows of an actor.
func (c *Control) caller(actor rpc.Actor) Caller {
	for _, known := range c.credentials {
		if known.caller.Actor == actor {
			return known.caller
		}
	}
	if actor.Type == rpc.ManagementKey {
		return Caller{actor, everything}
	}
	return Caller{Actor: actor}
}

// granted returns the permissions of a caller in an account, as patterns; it is false for a caller who has no access to it. A
// method that is about no account takes a key with what it may do in its own, and a user with what they may do in any.
func (c *Control) granted(api *rpc.API, tx *store.Tx, caller Caller, account string) ([]string, bool) {
	switch {
	case caller.Type == rpc.ServiceAccount:
		return caller.granted, true
	case caller.Type == rpc.ManagementKey:
		return caller.granted, account == "" || caller.Account == "" || caller.Account == account
	case account != "":
		return c.ofUser(api, tx, caller.ID, account)
	}
	var all []string
	for _, account := range c.accountsOf(tx, caller.ID) {
		granted, _ := c.ofUser(api, tx, caller.ID, account)
		all = append(all, granted...)
	}
	return all, true
}

// ofUser returns what a user may do in an account: by the policy, and by the roles that the API has assigned.
func (c *Control) ofUser(api *rpc.API, tx *store.Tx, user, account string) ([]string, bool) {
	granted, member := c.policy.grant(user, account)
	if _, ok := tx.Get(MemberKind, account, user); ok {
		member = true
	}
	assignment, ok := tx.Get(AssignmentKind, account, user)
	if !ok {
		return granted, member
	}
	var roles []string
	if json.Unmarshal(assignment.Data, &roles) != nil {
		return granted, member
	}
	for _, id := range roles {
		if role, ok := tx.Get(string(roleKind), account, id); ok {
			// Only what the contract knows: a permission of a role is no pattern.
			granted = append(granted, slices.DeleteFunc(inRole(api, role.Data), func(permission string) bool {
				return !slices.Contains(c.permissions, permission)
			})...)
		}
	}
	return granted, true
}

// Accounts returns the accounts of which an actor is a member, sorted: that of a management key, those of a user. It is false for an
// actor who is at home in every account.
func (c *Control) Accounts(tx *store.Tx, actor rpc.Actor) ([]string, bool) {
	switch {
	case actor.Type == rpc.User:
		return c.accountsOf(tx, actor.ID), true
	case actor.Account != "":
		return []string{actor.Account}, true
	}
	return nil, false
}

func (c *Control) accountsOf(tx *store.Tx, user string) []string {
	var all []string
	for _, known := range c.policy.Users {
		if known.ID == user {
			for _, grant := range known.Members {
				all = append(all, grant.Account)
			}
		}
	}
	for _, kind := range []string{MemberKind, AssignmentKind} {
		for entity := range tx.Everywhere(kind) {
			if entity.ID == user {
				all = append(all, entity.Account)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// inRole returns the permissions in an encoded role.
func inRole(api *rpc.API, encoded []byte) []string {
	found, err := api.Files.FindDescriptorByName(roleKind)
	descriptor, ok := found.(protoreflect.MessageDescriptor)
	if err != nil || !ok {
		return nil
	}
	role := dynamicpb.NewMessage(descriptor)
	field := descriptor.Fields().ByName("permissions")
	if field == nil || !field.IsList() || field.Message() == nil || proto.Unmarshal(encoded, role) != nil {
		return nil
	}
	var all []string
	for i := range role.Get(field).List().Len() {
		all = append(all, message.Text(role.Get(field).List().Get(i).Message(), "value"))
	}
	return all
}

// allows says whether one of the patterns stands for a permission.
func allows(patterns []string, permission string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		ok, err := path.Match(pattern, permission)
		return ok && err == nil
	})
}
