package behaviour

import (
	"context"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/convention"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

const (
	accountKind = "qdrant.cloud.account.v1.Account"
	inviteKind  = "qdrant.cloud.account.v1.AccountInvite"
)

func (s *Set) account() {
	s.service("qdrant.cloud.account.v1.AccountService",
		method{"ListAccounts", "The accounts that a user is a member of, or that of a management key.", s.listAccounts},
		method{"LeaveAccount", "Ends the membership and takes the roles away; the owner stays.", s.leaveAccount},
		method{"SuggestCompanies", "Four made-up companies, by a part of the name or the domain of the address.", s.suggestCompanies},
	)
}

func (s *Set) accountCustoms() []convention.Custom {
	return []convention.Custom{
		{Kind: accountKind, Owned: []string{"owner_email", "privileges"}, Create: s.foundAccount, Delete: s.closeAccount},
		{Kind: inviteKind, Create: s.sendInvite},
	}
}

// foundAccount makes the caller the owner of a new account, and gives the account its system roles.
func (s *Set) foundAccount(_ context.Context, call *rpc.Call, account *dynamicpb.Message) error {
	user, err := s.get(call.Tx, userKind, "", call.Actor.ID)
	if err != nil {
		return err
	}
	id := message.Text(account, "id")
	owned := 0
	for _, of := range s.accountsOf(call.Tx, call.Actor) {
		if s.owns(call.Tx, message.Text(of, "id"), call.Actor.ID) {
			owned++
		}
	}
	if most := whole(s.catalogue.userQuotas, "max_owned_accounts"); int64(owned) >= most {
		return exceeded("accounts of a user", most)
	}
	if err := s.write.fill(account, object{"owner_email": message.Text(user, "email")}); err != nil {
		return err
	}
	if err := s.systemRoles(call.Tx, call.Now, id); err != nil {
		return err
	}
	return s.admit(call.Tx, id, call.Actor.ID, roleID(id, owner))
}

// closeAccount refuses to delete an account in which something still runs, and otherwise empties it.
func (s *Set) closeAccount(_ context.Context, call *rpc.Call, account *dynamicpb.Message) error {
	id := message.Text(account, "id")
	for _, kind := range []string{clusterKind, spaceKind, environmentKind} {
		if n := call.Tx.Len(kind, id); n > 0 {
			return rpc.Precondition("DEPENDANTS", accountKind+"/"+id, "it still has entities of the kind "+kind+"; delete them first")
		}
	}
	var left []store.Entity
	for entity := range call.Tx.Everything() {
		if entity.Account == id {
			left = append(left, entity)
		}
	}
	for _, entity := range left {
		call.Tx.Delete(entity.Kind, entity.Account, entity.ID)
	}
	return nil
}

// accountsOf returns the accounts that an actor has access to, the oldest first: all for one who is at home everywhere.
func (s *Set) accountsOf(tx *store.Tx, actor rpc.Actor) []*dynamicpb.Message {
	accounts, some := s.control.Accounts(tx, actor)
	return slices.DeleteFunc(s.all(tx, accountKind, ""), func(one *dynamicpb.Message) bool {
		return some && !slices.Contains(accounts, message.Text(one, "id"))
	})
}

func (s *Set) listAccounts(call *rpc.Call) (object, error) {
	return object{"items": s.accountsOf(call.Tx, call.Actor)}, nil
}

func (s *Set) leaveAccount(call *rpc.Call) (object, error) {
	return nil, s.expel(call.Tx, call.Account, call.Actor.ID)
}

func (s *Set) suggestCompanies(call *rpc.Call) (object, error) {
	name := strings.ToLower(message.Text(call.Request, "name"))
	_, domain, _ := strings.Cut(strings.ToLower(message.Text(call.Request, "email")), "@")
	return object{"items": where(s.catalogue.companies, func(company protoreflect.Message) bool {
		if message.Has(call.Request, "email") {
			return message.Text(company, "domain") == domain
		}
		return strings.Contains(strings.ToLower(message.Text(company, "name")), name)
	})}, nil
}

// email returns the address of a user; empty for other actors, and for a user that the server does not know.
func (s *Set) email(tx *store.Tx, actor rpc.Actor) string {
	if actor.Type != rpc.User {
		return ""
	}
	user, err := s.get(tx, userKind, "", actor.ID)
	if err != nil {
		return ""
	}
	return message.Text(user, "email")
}

// nameOf returns the name of an account, and its id where the server has no such entity.
func (s *Set) nameOf(tx *store.Tx, account string) string {
	if one, err := s.get(tx, accountKind, "", account); err == nil {
		return message.Text(one, "name")
	}
	return account
}

// admit makes a user a member of an account and gives roles to them, besides those that they have.
func (s *Set) admit(tx *store.Tx, account, user string, roles ...string) error {
	tx.Put(store.Entity{Kind: access.MemberKind, Account: account, ID: user})
	return s.assign(tx, account, user, append(s.rolesOf(tx, account, user), roles...))
}

// expel ends the membership of a user in an account.
func (s *Set) expel(tx *store.Tx, account, user string) error {
	if _, ok := tx.Get(access.MemberKind, account, user); !ok {
		return rpc.NotFound("AccountMember", user)
	}
	subject := accountKind + "/" + account
	if s.owns(tx, account, user) {
		return rpc.Precondition("OWNER", subject, "the owner of an account stays its member; delete the account instead")
	}
	if s.configured(account, user) {
		return rpc.Precondition("CONFIGURED", subject, "the configuration of this server makes the user a member; only it can end that")
	}
	tx.Delete(access.MemberKind, account, user)
	tx.Delete(access.AssignmentKind, account, user)
	return nil
}

// configured says whether a user is a member of an account by the policy of the server, which no call changes.
func (s *Set) configured(account, user string) bool {
	for _, known := range s.control.Policy().Users {
		for _, grant := range known.Members {
			if known.ID == user && grant.Account == account {
				return true
			}
		}
	}
	return false
}

// seedAccounts adds the accounts and users of the policy, and the system roles of all accounts. What is there stays as it is.
func (s *Set) seedAccounts(tx *store.Tx, now time.Time) error {
	policy := s.control.Policy()
	for _, user := range policy.Users {
		if err := s.seedUser(tx, now, user); err != nil {
			return err
		}
	}
	for _, known := range policy.Accounts {
		if err := s.seedAccount(tx, now, known); err != nil {
			return err
		}
	}
	return nil
}

// seedAccount adds an account of the policy, with its roles and members.
func (s *Set) seedAccount(tx *store.Tx, now time.Time, known access.Account) error {
	if _, ok := tx.Get(accountKind, "", known.ID); ok || s.descriptor(accountKind) == nil {
		return nil
	}
	if err := s.systemRoles(tx, now, known.ID); err != nil {
		return err
	}
	external, address := "owner", "owner@example.com" // Where the policy names no owner.
	for _, user := range s.control.Policy().Users {
		for _, grant := range user.Members {
			if grant.Account != known.ID {
				continue
			}
			roles := []string{}
			if grant.Owner {
				external, address = user.ID, user.Email
				roles = append(roles, roleID(known.ID, owner))
			}
			if err := s.admit(tx, known.ID, user.ID, roles...); err != nil {
				return err
			}
		}
	}
	account, err := s.make(accountKind, object{
		"id": known.ID, "name": known.Name, "created_at": now, "external_owner_id": external, "owner_email": address,
	})
	if err != nil {
		return err
	}
	return s.save(tx, now, account)
}

// Add stores a message of the contract as it is. An account gets its system roles, and is owned by the user with the address of its
// owner if that user is there already.
func (s *Set) Add(tx *store.Tx, now time.Time, seed proto.Message) error {
	if err := s.Conventions.Seed(tx, now, seed); err != nil {
		return err
	}
	account := seed.ProtoReflect()
	if account.Descriptor().FullName() != accountKind {
		return nil
	}
	id := message.Text(account, "id")
	if err := s.systemRoles(tx, now, id); err != nil {
		return err
	}
	for _, user := range s.all(tx, userKind, "") {
		if same(message.Text(user, "email"), message.Text(account, "owner_email")) {
			return s.admit(tx, id, message.Text(user, "id"), roleID(id, owner))
		}
	}
	return nil
}
