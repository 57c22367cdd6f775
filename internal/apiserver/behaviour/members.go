package behaviour

import (
	"strings"

	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

func (s *Set) members() {
	s.service("qdrant.cloud.account.v1.AccountService",
		method{"ListAccountMembers", "The users who created the account, accepted an invite to it, or are configured.", s.listMembers},
		method{"GetAccountMember", "One of the members, by the id of the user.", s.getMember},
		method{"DeleteAccountMember", "Ends the membership and takes the roles away; the owner stays.", s.deleteMember},
	)
}

// usersOf returns the users who are members of an account, in the order in which they joined it.
func (s *Set) usersOf(tx *store.Tx, account string) []*dynamicpb.Message {
	var users []*dynamicpb.Message
	for member := range tx.List(access.MemberKind, account) {
		if user, err := s.get(tx, userKind, "", member.ID); err == nil {
			users = append(users, user)
		}
	}
	return users
}

// memberOf finds a member of an account.
func (s *Set) memberOf(tx *store.Tx, account, user string) (*dynamicpb.Message, error) {
	if _, ok := tx.Get(access.MemberKind, account, user); !ok {
		return nil, rpc.NotFound("AccountMember", user)
	}
	return s.get(tx, userKind, "", user)
}

func (s *Set) listMembers(call *rpc.Call) (object, error) {
	var items []object
	for _, user := range s.usersOf(call.Tx, call.Account) {
		items = append(items, s.member(call, user))
	}
	return object{"items": items}, nil
}

func (s *Set) getMember(call *rpc.Call) (object, error) {
	user, err := s.memberOf(call.Tx, call.Account, message.Text(call.Request, "user_id"))
	if err != nil {
		return nil, err
	}
	return object{"account_member": s.member(call, user)}, nil
}

// member is a user as a member of the account of a call.
func (s *Set) member(call *rpc.Call, user *dynamicpb.Message) object {
	return object{"account_member": user, "is_owner": s.owns(call.Tx, call.Account, message.Text(user, "id"))}
}

func (s *Set) deleteMember(call *rpc.Call) (object, error) {
	return nil, s.expel(call.Tx, call.Account, message.Text(call.Request, "user_id"))
}

// same says whether two addresses are those of one person.
func same(a, b string) bool { return a != "" && strings.EqualFold(a, b) }
