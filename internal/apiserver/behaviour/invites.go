package behaviour

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// The statuses of an invite.
const (
	invitePending  = "ACCOUNT_INVITE_STATUS_PENDING"
	inviteAccepted = "ACCOUNT_INVITE_STATUS_ACCEPTED"
	inviteRejected = "ACCOUNT_INVITE_STATUS_REJECTED"
	inviteCanceled = "ACCOUNT_INVITE_STATUS_CANCELED"
)

func (s *Set) invites() {
	s.service("qdrant.cloud.account.v1.AccountService",
		method{"DeleteAccountInvite", "The invite stays, as canceled; one that was answered cannot be withdrawn.", s.withdrawInvite},
		method{"ListReceivedAccountInvites", "The invites of all accounts to the address of the signed-in user.", s.listReceived},
		method{"AcceptAccountInvite", "Makes the signed-in user a member, with the roles of the invite or else the base role.",
			s.acceptInvite},
		method{"RejectAccountInvite", "Marks the invite as rejected.", s.rejectInvite},
	)
}

// sendInvite completes a new invite. There is one that waits for an answer at most.
func (s *Set) sendInvite(_ context.Context, call *rpc.Call, invite *dynamicpb.Message) error {
	address := message.Text(invite, "user_email")
	for _, user := range s.usersOf(call.Tx, call.Account) {
		if same(message.Text(user, "email"), address) {
			return rpc.Conflict("AccountMember", "email", address)
		}
	}
	for _, other := range s.all(call.Tx, inviteKind, call.Account) {
		if same(message.Text(other, "user_email"), address) && message.Enum(other, "status") == invitePending {
			return rpc.Conflict("AccountInvite", "user_email", address)
		}
	}
	from := object{"account_name": s.nameOf(call.Tx, call.Account), "status": invitePending}
	if by := s.email(call.Tx, call.Actor); by != "" {
		from["created_by_user_id"], from["created_by_email"] = call.Actor.ID, by
	}
	return s.write.fill(invite, from)
}

func (s *Set) withdrawInvite(call *rpc.Call) (object, error) {
	invite, err := s.get(call.Tx, inviteKind, call.Account, message.Text(call.Request, "invite_id"))
	if err != nil {
		return nil, err
	}
	return nil, s.answerInvite(call, invite, inviteCanceled)
}

func (s *Set) listReceived(call *rpc.Call) (object, error) {
	address := s.email(call.Tx, call.Actor)
	resource, err := s.resource(inviteKind)
	if err != nil {
		return nil, err
	}
	var items []*dynamicpb.Message
	for invite := range resource.Everywhere(call.Tx) {
		if same(message.Text(invite, "user_email"), address) {
			items = append(items, invite)
		}
	}
	return object{"items": items}, nil
}

// received finds an invite to the caller. One to somebody else is NotFound, as one that is not there.
func (s *Set) received(call *rpc.Call) (*dynamicpb.Message, error) {
	id := message.Text(call.Request, "invite_id")
	invite, err := s.get(call.Tx, inviteKind, message.Text(call.Request, "account_id"), id)
	if err != nil {
		return nil, err
	}
	if !same(message.Text(invite, "user_email"), s.email(call.Tx, call.Actor)) {
		return nil, rpc.NotFound(inviteKind, id)
	}
	return invite, nil
}

func (s *Set) acceptInvite(call *rpc.Call) (object, error) {
	invite, err := s.received(call)
	if err != nil {
		return nil, err
	}
	if err := s.answerInvite(call, invite, inviteAccepted); err != nil {
		return nil, err
	}
	account := message.Text(invite, "account_id")
	roles := texts(invite, "user_role_ids")
	if len(roles) == 0 {
		roles = []string{roleID(account, base)}
	}
	return object{"invite": invite}, s.admit(call.Tx, account, call.Actor.ID, roles...)
}

func (s *Set) rejectInvite(call *rpc.Call) (object, error) {
	invite, err := s.received(call)
	if err != nil {
		return nil, err
	}
	return object{"invite": invite}, s.answerInvite(call, invite, inviteRejected)
}

// answerInvite ends the wait of an invite.
func (s *Set) answerInvite(call *rpc.Call, invite *dynamicpb.Message, with string) error {
	if was := message.Enum(invite, "status"); was != invitePending {
		return rpc.Precondition("STATUS", inviteKind+"/"+message.Text(invite, "id"),
			fmt.Sprintf("the invite has the status %s: only one that is pending can be answered or withdrawn", was))
	}
	if err := s.write.fill(invite, object{"status": with}); err != nil {
		return err
	}
	return s.saveAt(call, invite)
}

// saveAt stores a changed entity at the time of a call.
func (s *Set) saveAt(call *rpc.Call, entity *dynamicpb.Message) error {
	return s.save(call.Tx, call.Now, entity)
}
