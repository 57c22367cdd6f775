"""Accounts of Qdrant Cloud and the people in them: the accounts themselves and their settings, the invites by
which users join an account, and its members.
"""
import datetime

from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from qdrant.cloud.iam.v1 import iam_pb2 as _iam_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class AccountInviteStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """Whether an invite is still open and how it ended."""
    __slots__ = ()
    ACCOUNT_INVITE_STATUS_UNSPECIFIED: _ClassVar[AccountInviteStatus]
    """Not set; this is how an invite is sent to CreateAccountInvite. On an invite from the server, it stands for a
    status that is not known.
    """
    ACCOUNT_INVITE_STATUS_PENDING: _ClassVar[AccountInviteStatus]
    """The invite was sent and waits for an answer."""
    ACCOUNT_INVITE_STATUS_ACCEPTED: _ClassVar[AccountInviteStatus]
    """The invited person accepted and became a member of the account."""
    ACCOUNT_INVITE_STATUS_REJECTED: _ClassVar[AccountInviteStatus]
    """The invited person turned the invite down."""
    ACCOUNT_INVITE_STATUS_CANCELED: _ClassVar[AccountInviteStatus]
    """The invite was withdrawn before it was answered."""
ACCOUNT_INVITE_STATUS_UNSPECIFIED: AccountInviteStatus
"""Not set; this is how an invite is sent to CreateAccountInvite. On an invite from the server, it stands for a
status that is not known.
"""
ACCOUNT_INVITE_STATUS_PENDING: AccountInviteStatus
"""The invite was sent and waits for an answer."""
ACCOUNT_INVITE_STATUS_ACCEPTED: AccountInviteStatus
"""The invited person accepted and became a member of the account."""
ACCOUNT_INVITE_STATUS_REJECTED: AccountInviteStatus
"""The invited person turned the invite down."""
ACCOUNT_INVITE_STATUS_CANCELED: AccountInviteStatus
"""The invite was withdrawn before it was answered."""

class ListAccountsRequest(_message.Message):
    """Has no fields, since the caller's identity decides which accounts are listed."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListAccountsResponse(_message.Message):
    """Holds the accounts that the caller has access to, all in one answer."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[Account]
    """The accounts that the caller has access to, all of them; empty where there are none."""
    def __init__(self, items: _Optional[_Iterable[_Union[Account, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetAccountRequest(_message.Message):
    """Names the account to fetch."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The UUID of the account to fetch."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetAccountResponse(_message.Message):
    """Holds the account that was asked for."""
    __slots__ = ("account",)
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    account: Account
    """The account with the requested ID; always set."""
    def __init__(self, account: _Optional[_Union[Account, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["account"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateAccountRequest(_message.Message):
    """Describes the account to create for the signed-in user."""
    __slots__ = ("account",)
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    account: Account
    """The account to create; required. Leave `id`, `created_at`, `last_modified_at`, `owner_email` and
    `privileges` unset, the server sets them.
    """
    def __init__(self, account: _Optional[_Union[Account, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["account"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateAccountResponse(_message.Message):
    """Holds the account that was created."""
    __slots__ = ("account",)
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    account: Account
    """The new account with the fields that the server has set; always set."""
    def __init__(self, account: _Optional[_Union[Account, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["account"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateAccountRequest(_message.Message):
    """Holds the account with its new values."""
    __slots__ = ("account", "update_mask")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    account: Account
    """The account to update; required. Its `id` says which account is meant and must not be empty, the other
    fields hold the new values.
    """
    update_mask: _field_mask_pb2.FieldMask
    """The fields of `account` to change; those not named keep their current values. Without a mask, the account is
    taken as it is given.
    """
    def __init__(self, account: _Optional[_Union[Account, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["account", "update_mask"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account", "update_mask"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateAccountResponse(_message.Message):
    """Holds the account as stored after the update, with the fields that only the server sets."""
    __slots__ = ("account",)
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    account: Account
    """The account as it is stored now; always set."""
    def __init__(self, account: _Optional[_Union[Account, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["account"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteAccountRequest(_message.Message):
    """Names the account that DeleteAccount removes from Qdrant Cloud."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The UUID of the account to delete, as found in `Account.id`."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteAccountResponse(_message.Message):
    """Empty; success means that the deletion of the account was accepted."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class LeaveAccountRequest(_message.Message):
    """Names the account that the signed-in user leaves."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The UUID of the account to leave; the signed-in user loses access to it."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class LeaveAccountResponse(_message.Message):
    """Empty; success means that the user is no longer a member of the account."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListAccountInvitesRequest(_message.Message):
    """Says of which account the invites are listed, and which of them."""
    __slots__ = ("account_id", "statuses")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    STATUSES_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose invites are listed."""
    statuses: _containers.RepeatedScalarFieldContainer[AccountInviteStatus]
    """Limits the list to invites in one of these statuses. An empty list asks for no such limit; name the statuses
    where it matters.
    """
    def __init__(self, account_id: _Optional[str] = ..., statuses: _Optional[_Iterable[_Union[AccountInviteStatus, str]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "statuses"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListAccountInvitesResponse(_message.Message):
    """Holds the invites of the account that matched the request."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[AccountInvite]
    """The matching invites, all of them; empty where there are none."""
    def __init__(self, items: _Optional[_Iterable[_Union[AccountInvite, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListReceivedAccountInvitesRequest(_message.Message):
    """Has no fields, since the signed-in user decides which invites are listed."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListReceivedAccountInvitesResponse(_message.Message):
    """Holds the invites that the signed-in user has received."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[AccountInvite]
    """The received invites, all of them; empty where there are none."""
    def __init__(self, items: _Optional[_Iterable[_Union[AccountInvite, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetAccountInviteRequest(_message.Message):
    """Names the invite to fetch."""
    __slots__ = ("account_id", "invite_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    INVITE_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that the invite belongs to."""
    invite_id: str
    """The UUID of the invite to fetch, as found in `AccountInvite.id`."""
    def __init__(self, account_id: _Optional[str] = ..., invite_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "invite_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetAccountInviteResponse(_message.Message):
    """Holds the invite that was asked for."""
    __slots__ = ("account_invite",)
    ACCOUNT_INVITE_FIELD_NUMBER: _ClassVar[int]
    account_invite: AccountInvite
    """The invite with the requested ID; always set."""
    def __init__(self, account_invite: _Optional[_Union[AccountInvite, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["account_invite"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_invite"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateAccountInviteRequest(_message.Message):
    """Describes the invite to send."""
    __slots__ = ("account_invite",)
    ACCOUNT_INVITE_FIELD_NUMBER: _ClassVar[int]
    account_invite: AccountInvite
    """The invite to create; required. Give `account_id`, `user_email` and `user_role_ids` only, the server sets
    the other fields and refuses a request that carries them.
    """
    def __init__(self, account_invite: _Optional[_Union[AccountInvite, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["account_invite"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_invite"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateAccountInviteResponse(_message.Message):
    """Holds the invite that was created."""
    __slots__ = ("account_invite",)
    ACCOUNT_INVITE_FIELD_NUMBER: _ClassVar[int]
    account_invite: AccountInvite
    """The new invite with the fields that the server has set; always set."""
    def __init__(self, account_invite: _Optional[_Union[AccountInvite, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["account_invite"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_invite"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteAccountInviteRequest(_message.Message):
    """Names the invite to withdraw."""
    __slots__ = ("account_id", "invite_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    INVITE_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that the invite belongs to."""
    invite_id: str
    """The UUID of the invite to withdraw, as found in `AccountInvite.id`."""
    def __init__(self, account_id: _Optional[str] = ..., invite_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "invite_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteAccountInviteResponse(_message.Message):
    """Empty; success means that the invite was withdrawn."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class AcceptAccountInviteRequest(_message.Message):
    """Names the invite that the signed-in user accepts."""
    __slots__ = ("account_id", "invite_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    INVITE_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that the user was invited to."""
    invite_id: str
    """The UUID of the invite to accept, as found in `AccountInvite.id`."""
    def __init__(self, account_id: _Optional[str] = ..., invite_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "invite_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class AcceptAccountInviteResponse(_message.Message):
    """Holds the invite after it was accepted."""
    __slots__ = ("invite",)
    INVITE_FIELD_NUMBER: _ClassVar[int]
    invite: AccountInvite
    """The invite with its new status; always set."""
    def __init__(self, invite: _Optional[_Union[AccountInvite, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["invite"]) -> bool: ...
    def ClearField(self, field_name: _Literal["invite"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class RejectAccountInviteRequest(_message.Message):
    """Names the invite that the signed-in user turns down."""
    __slots__ = ("account_id", "invite_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    INVITE_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that the user was invited to."""
    invite_id: str
    """The UUID of the invite to reject, as found in `AccountInvite.id`."""
    def __init__(self, account_id: _Optional[str] = ..., invite_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "invite_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class RejectAccountInviteResponse(_message.Message):
    """Holds the invite after it was rejected."""
    __slots__ = ("invite",)
    INVITE_FIELD_NUMBER: _ClassVar[int]
    invite: AccountInvite
    """The invite with its new status; always set."""
    def __init__(self, invite: _Optional[_Union[AccountInvite, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["invite"]) -> bool: ...
    def ClearField(self, field_name: _Literal["invite"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListAccountMembersRequest(_message.Message):
    """Says of which account the members are listed."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose members are listed."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListAccountMembersResponse(_message.Message):
    """Holds the members of the account and tells which of them is its owner."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[AccountMember]
    """The members, all of them, the owner among them."""
    def __init__(self, items: _Optional[_Iterable[_Union[AccountMember, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetAccountMemberRequest(_message.Message):
    """Names the member to fetch."""
    __slots__ = ("account_id", "user_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that the user is a member of."""
    user_id: str
    """The UUID of the user whose membership is fetched."""
    def __init__(self, account_id: _Optional[str] = ..., user_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "user_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetAccountMemberResponse(_message.Message):
    """Holds the member that was asked for."""
    __slots__ = ("account_member",)
    ACCOUNT_MEMBER_FIELD_NUMBER: _ClassVar[int]
    account_member: AccountMember
    """The member with the requested user ID; always set."""
    def __init__(self, account_member: _Optional[_Union[AccountMember, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["account_member"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_member"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteAccountMemberRequest(_message.Message):
    """Names the member to remove."""
    __slots__ = ("account_id", "user_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that the user is removed from."""
    user_id: str
    """The UUID of the user to remove."""
    def __init__(self, account_id: _Optional[str] = ..., user_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "user_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteAccountMemberResponse(_message.Message):
    """Empty; success means that the user is no longer a member of the account."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class SuggestCompaniesRequest(_message.Message):
    """Says what suggested companies have to match."""
    __slots__ = ("name", "email")
    NAME_FIELD_NUMBER: _ClassVar[int]
    EMAIL_FIELD_NUMBER: _ClassVar[int]
    name: str
    """Suggests companies by their name, or part of it; not empty."""
    email: str
    """Suggests companies by a valid e-mail address of someone who works there."""
    def __init__(self, name: _Optional[str] = ..., email: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["name", "email", "criteria"]) -> bool: ...
    def ClearField(self, field_name: _Literal["name", "email", "criteria"]) -> None: ...
    def WhichOneof(self, oneof_group: _Literal["criteria"]) -> _Literal["name", "email"] | None:
        """What to search companies by; exactly one of the two must be given."""

class SuggestCompaniesResponse(_message.Message):
    """Holds companies to choose from when filling in `Account.company`."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[Company]
    """The companies that match; empty where none was found."""
    def __init__(self, items: _Optional[_Iterable[_Union[Company, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class Account(_message.Message):
    """An Account is the tenant of Qdrant Cloud that owns clusters and everything else. It has one owner and any
    number of further members, whose roles decide what they may do in it.
    """
    __slots__ = ("id", "created_at", "last_modified_at", "name", "external_owner_id", "owner_email", "privileges", "company", "settings")
    ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    LAST_MODIFIED_AT_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_OWNER_ID_FIELD_NUMBER: _ClassVar[int]
    OWNER_EMAIL_FIELD_NUMBER: _ClassVar[int]
    PRIVILEGES_FIELD_NUMBER: _ClassVar[int]
    COMPANY_FIELD_NUMBER: _ClassVar[int]
    SETTINGS_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The UUID of the account. The server sets it; it must be left unset on create and given on update."""
    created_at: _timestamp_pb2.Timestamp
    """When the account was created. Read-only, the server sets it; it must be left unset on create."""
    last_modified_at: _timestamp_pb2.Timestamp
    """When the account was last changed, never before `created_at`. Read-only, the server sets it; it must be left
    unset on create.
    """
    name: str
    """The name of the account as shown to people, 4 to 256 characters without control characters."""
    external_owner_id: str
    """The ID by which the owner of the account is known outside Qdrant Cloud, at the identity provider; it must
    not be empty.
    """
    owner_email: str
    """The e-mail address of the owner of the account. Read-only, the server sets it; it must be left unset on
    create.
    """
    privileges: _containers.RepeatedScalarFieldContainer[str]
    """Privileges that the account has been granted in Qdrant Cloud, as names that are not empty. Read-only, the
    server sets it; it must be left empty on create. An empty list means that the account has no special
    privilege.
    """
    company: Company
    """The company behind the account. Absent where none was given."""
    settings: AccountSettings
    """Settings that hold for all members of the account. Absent where none were made."""
    def __init__(self, id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last_modified_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., name: _Optional[str] = ..., external_owner_id: _Optional[str] = ..., owner_email: _Optional[str] = ..., privileges: _Optional[_Iterable[str]] = ..., company: _Optional[_Union[Company, _Mapping]] = ..., settings: _Optional[_Union[AccountSettings, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at", "last_modified_at", "company", "settings"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "created_at", "last_modified_at", "name", "external_owner_id", "owner_email", "privileges", "company", "settings"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class AccountInvite(_message.Message):
    """An AccountInvite offers the person with an e-mail address to become a member of an account. The person who has
    received it accepts or rejects it.
    """
    __slots__ = ("id", "account_id", "account_name", "user_email", "user_role_ids", "created_at", "created_by_user_id", "created_by_email", "last_modified_at", "status")
    ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_NAME_FIELD_NUMBER: _ClassVar[int]
    USER_EMAIL_FIELD_NUMBER: _ClassVar[int]
    USER_ROLE_IDS_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    CREATED_BY_USER_ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_BY_EMAIL_FIELD_NUMBER: _ClassVar[int]
    LAST_MODIFIED_AT_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The UUID of the invite. Read-only, the server sets it; it must be left unset on create."""
    account_id: str
    """The UUID of the account that the person is invited to; required."""
    account_name: str
    """The name of the account that the person is invited to, to be shown to them. Read-only, the server sets it;
    it must be left unset on create.
    """
    user_email: str
    """The e-mail address of the person who is invited; required."""
    user_role_ids: _containers.RepeatedScalarFieldContainer[str]
    """The roles of the account that the person is given on accepting, as UUIDs of roles in the IAMService."""
    created_at: _timestamp_pb2.Timestamp
    """When the invite was created. Read-only, the server sets it; it must be left unset on create."""
    created_by_user_id: str
    """The UUID of the user who created the invite. Absent where that is not known. Read-only, the server sets it;
    it must be left unset on create.
    """
    created_by_email: str
    """The e-mail address of the user who created the invite, always there where `created_by_user_id` is.
    Read-only, the server sets it; it must be left unset on create.
    """
    last_modified_at: _timestamp_pb2.Timestamp
    """When the invite last changed, for example by an answer to it, never before `created_at`. Read-only, the
    server sets it; it must be left unset on create.
    """
    status: AccountInviteStatus
    """Whether the invite is still open and how it was answered. Read-only, the server sets it; it must be left
    unset on create.
    """
    def __init__(self, id: _Optional[str] = ..., account_id: _Optional[str] = ..., account_name: _Optional[str] = ..., user_email: _Optional[str] = ..., user_role_ids: _Optional[_Iterable[str]] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., created_by_user_id: _Optional[str] = ..., created_by_email: _Optional[str] = ..., last_modified_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., status: _Optional[_Union[AccountInviteStatus, str]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at", "created_by_user_id", "created_by_email", "last_modified_at"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "account_id", "account_name", "user_email", "user_role_ids", "created_at", "created_by_user_id", "created_by_email", "last_modified_at", "status"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class AccountMember(_message.Message):
    """An AccountMember is a user together with their standing in an account."""
    __slots__ = ("account_member", "is_owner")
    ACCOUNT_MEMBER_FIELD_NUMBER: _ClassVar[int]
    IS_OWNER_FIELD_NUMBER: _ClassVar[int]
    account_member: _iam_pb2.User
    """The user who is the member; always set."""
    is_owner: bool
    """True for the owner of the account, false for every other member."""
    def __init__(self, account_member: _Optional[_Union[_iam_pb2.User, _Mapping]] = ..., is_owner: bool = ...) -> None: ...
    def HasField(self, field_name: _Literal["account_member"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_member", "is_owner"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class Company(_message.Message):
    """A Company is the organization behind an account."""
    __slots__ = ("domain", "name")
    DOMAIN_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    domain: str
    """The internet domain of the company in lower case, such as `example.com`. Absent where it is not known."""
    name: str
    """The name of the company; it must not be empty wherever a company is given."""
    def __init__(self, domain: _Optional[str] = ..., name: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["domain"]) -> bool: ...
    def ClearField(self, field_name: _Literal["domain", "name"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class AccountSettings(_message.Message):
    """Settings of an account that hold for all of its members."""
    __slots__ = ("mfa_required",)
    MFA_REQUIRED_FIELD_NUMBER: _ClassVar[int]
    mfa_required: bool
    """True where members need multi-factor authentication to work in this account. The default, false, leaves it
    to each user.
    """
    def __init__(self, mfa_required: bool = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["mfa_required"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
