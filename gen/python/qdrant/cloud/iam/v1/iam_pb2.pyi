"""The identity and access management API: users with their profiles, consents and second factors, and the roles
and permissions that they have in accounts.
"""
import datetime

from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class UserStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """UserStatus tells whether a user can use Qdrant Cloud."""
    __slots__ = ()
    USER_STATUS_UNSPECIFIED: _ClassVar[UserStatus]
    """No status is given, for instance where a client leaves it out of a request."""
    USER_STATUS_ACTIVE: _ClassVar[UserStatus]
    """The user can sign in and work; this is the normal case."""
    USER_STATUS_BLOCKED: _ClassVar[UserStatus]
    """The user still exists but has been barred from access."""
    USER_STATUS_DELETED: _ClassVar[UserStatus]
    """The user has been deleted and no longer has access."""

class OnboardingStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """OnboardingStatus tells how far a user is with the introduction to Qdrant Cloud."""
    __slots__ = ()
    ONBOARDING_STATUS_UNSPECIFIED: _ClassVar[OnboardingStatus]
    """No onboarding status is given, for instance where a client leaves it out of a request."""
    ONBOARDING_STATUS_PENDING: _ClassVar[OnboardingStatus]
    """The user has not finished the introduction yet."""
    ONBOARDING_STATUS_COMPLETED: _ClassVar[OnboardingStatus]
    """The user has finished the introduction and need not be shown it again."""

class RoleType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """RoleType tells where a role comes from and thereby whether it can be changed."""
    __slots__ = ()
    ROLE_TYPE_UNSPECIFIED: _ClassVar[RoleType]
    """Not set; servers never return it, and roles that carry it are refused."""
    ROLE_TYPE_SYSTEM: _ClassVar[RoleType]
    """A role that the platform provides. It cannot be created or updated through the API; `sub_type` tells which
    one it is.
    """
    ROLE_TYPE_CUSTOM: _ClassVar[RoleType]
    """A role that the account has defined itself, with permissions of its choice. It can be created, updated and
    deleted.
    """

class SystemRoleSubType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """SystemRoleSubType tells the roles apart that the platform provides in every account."""
    __slots__ = ()
    SYSTEM_ROLE_SUB_TYPE_UNSPECIFIED: _ClassVar[SystemRoleSubType]
    """Not a valid value to send; where no sub type applies, as for custom roles, the field is left out instead."""
    SYSTEM_ROLE_SUB_TYPE_OWNER: _ClassVar[SystemRoleSubType]
    """The role of the owner of the account; every account has exactly one owner."""
    SYSTEM_ROLE_SUB_TYPE_ADMIN: _ClassVar[SystemRoleSubType]
    """The role of those who administer the account without owning it."""
    SYSTEM_ROLE_SUB_TYPE_BASE: _ClassVar[SystemRoleSubType]
    """The basic role of an ordinary member of the account."""

class LegalDocumentType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """LegalDocumentType names the legal documents that users can consent to."""
    __slots__ = ()
    LEGAL_DOCUMENT_TYPE_UNSPECIFIED: _ClassVar[LegalDocumentType]
    """Not set; servers never return it, and requests that carry it are refused."""
    LEGAL_DOCUMENT_TYPE_TERMS_OF_SERVICE: _ClassVar[LegalDocumentType]
    """The terms of service, under which Qdrant Cloud may be used."""
    LEGAL_DOCUMENT_TYPE_PRIVACY_POLICY: _ClassVar[LegalDocumentType]
    """The privacy policy, on the handling of personal data."""
    LEGAL_DOCUMENT_TYPE_SLA: _ClassVar[LegalDocumentType]
    """The service level agreement, on the quality of service that is promised."""

class UserConsentStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """UserConsentStatus is the decision of a user on a legal document."""
    __slots__ = ()
    USER_CONSENT_STATUS_UNSPECIFIED: _ClassVar[UserConsentStatus]
    """Not set; servers never return it, and requests that carry it are refused."""
    USER_CONSENT_STATUS_ACCEPTED: _ClassVar[UserConsentStatus]
    """The user agrees to the document."""
    USER_CONSENT_STATUS_REVOKED: _ClassVar[UserConsentStatus]
    """The user has taken the agreement back."""
    USER_CONSENT_STATUS_PENDING: _ClassVar[UserConsentStatus]
    """The user has yet to decide. Only servers use this value; recording it is refused."""

class UserMfaMethodType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """UserMfaMethodType is the kind of second factor that a user signs in with."""
    __slots__ = ()
    USER_MFA_METHOD_TYPE_UNSPECIFIED: _ClassVar[UserMfaMethodType]
    """Not set; servers never return it, and requests that carry it are refused."""
    USER_MFA_METHOD_TYPE_TOTP: _ClassVar[UserMfaMethodType]
    """Time-based one-time passwords, as shown by an authenticator app."""
    USER_MFA_METHOD_TYPE_RECOVERY_CODE: _ClassVar[UserMfaMethodType]
    """A recovery code that the user has kept for the case that other factors are lost."""
    USER_MFA_METHOD_TYPE_WEBAUTHN_PLATFORM: _ClassVar[UserMfaMethodType]
    """A WebAuthn authenticator that is built into a device, such as its fingerprint reader. It may have a name."""
    USER_MFA_METHOD_TYPE_WEBAUTHN_ROAMING: _ClassVar[UserMfaMethodType]
    """A WebAuthn authenticator that moves between devices, such as a USB security key. It may have a name."""
USER_STATUS_UNSPECIFIED: UserStatus
"""No status is given, for instance where a client leaves it out of a request."""
USER_STATUS_ACTIVE: UserStatus
"""The user can sign in and work; this is the normal case."""
USER_STATUS_BLOCKED: UserStatus
"""The user still exists but has been barred from access."""
USER_STATUS_DELETED: UserStatus
"""The user has been deleted and no longer has access."""
ONBOARDING_STATUS_UNSPECIFIED: OnboardingStatus
"""No onboarding status is given, for instance where a client leaves it out of a request."""
ONBOARDING_STATUS_PENDING: OnboardingStatus
"""The user has not finished the introduction yet."""
ONBOARDING_STATUS_COMPLETED: OnboardingStatus
"""The user has finished the introduction and need not be shown it again."""
ROLE_TYPE_UNSPECIFIED: RoleType
"""Not set; servers never return it, and roles that carry it are refused."""
ROLE_TYPE_SYSTEM: RoleType
"""A role that the platform provides. It cannot be created or updated through the API; `sub_type` tells which
one it is.
"""
ROLE_TYPE_CUSTOM: RoleType
"""A role that the account has defined itself, with permissions of its choice. It can be created, updated and
deleted.
"""
SYSTEM_ROLE_SUB_TYPE_UNSPECIFIED: SystemRoleSubType
"""Not a valid value to send; where no sub type applies, as for custom roles, the field is left out instead."""
SYSTEM_ROLE_SUB_TYPE_OWNER: SystemRoleSubType
"""The role of the owner of the account; every account has exactly one owner."""
SYSTEM_ROLE_SUB_TYPE_ADMIN: SystemRoleSubType
"""The role of those who administer the account without owning it."""
SYSTEM_ROLE_SUB_TYPE_BASE: SystemRoleSubType
"""The basic role of an ordinary member of the account."""
LEGAL_DOCUMENT_TYPE_UNSPECIFIED: LegalDocumentType
"""Not set; servers never return it, and requests that carry it are refused."""
LEGAL_DOCUMENT_TYPE_TERMS_OF_SERVICE: LegalDocumentType
"""The terms of service, under which Qdrant Cloud may be used."""
LEGAL_DOCUMENT_TYPE_PRIVACY_POLICY: LegalDocumentType
"""The privacy policy, on the handling of personal data."""
LEGAL_DOCUMENT_TYPE_SLA: LegalDocumentType
"""The service level agreement, on the quality of service that is promised."""
USER_CONSENT_STATUS_UNSPECIFIED: UserConsentStatus
"""Not set; servers never return it, and requests that carry it are refused."""
USER_CONSENT_STATUS_ACCEPTED: UserConsentStatus
"""The user agrees to the document."""
USER_CONSENT_STATUS_REVOKED: UserConsentStatus
"""The user has taken the agreement back."""
USER_CONSENT_STATUS_PENDING: UserConsentStatus
"""The user has yet to decide. Only servers use this value; recording it is refused."""
USER_MFA_METHOD_TYPE_UNSPECIFIED: UserMfaMethodType
"""Not set; servers never return it, and requests that carry it are refused."""
USER_MFA_METHOD_TYPE_TOTP: UserMfaMethodType
"""Time-based one-time passwords, as shown by an authenticator app."""
USER_MFA_METHOD_TYPE_RECOVERY_CODE: UserMfaMethodType
"""A recovery code that the user has kept for the case that other factors are lost."""
USER_MFA_METHOD_TYPE_WEBAUTHN_PLATFORM: UserMfaMethodType
"""A WebAuthn authenticator that is built into a device, such as its fingerprint reader. It may have a name."""
USER_MFA_METHOD_TYPE_WEBAUTHN_ROAMING: UserMfaMethodType
"""A WebAuthn authenticator that moves between devices, such as a USB security key. It may have a name."""

class GetAuthenticatedUserRequest(_message.Message):
    """Asks for the calling user; callers normally send it without any field set."""
    __slots__ = ("user_id",)
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    user_id: str
    """The id of the user, a UUID. It is optional because the user is known from the credentials; the gateway fills
    it in when it reads the current user for a partial UpdateUser.
    """
    def __init__(self, user_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["user_id"]) -> bool: ...
    def ClearField(self, field_name: _Literal["user_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetAuthenticatedUserResponse(_message.Message):
    """Carries the user to whom the credentials of the call belong."""
    __slots__ = ("user",)
    USER_FIELD_NUMBER: _ClassVar[int]
    user: User
    """The user who made the call, always set."""
    def __init__(self, user: _Optional[_Union[User, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["user"]) -> bool: ...
    def ClearField(self, field_name: _Literal["user"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListUsersRequest(_message.Message):
    """Selects the account whose users are wanted."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose users are listed, a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListUsersResponse(_message.Message):
    """Carries the users of the account in one answer, without their roles."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[User]
    """All users of the account; ListUserRoles tells which roles each of them has in it."""
    def __init__(self, items: _Optional[_Iterable[_Union[User, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateUserRequest(_message.Message):
    """Carries the new state of a user for UpdateUser."""
    __slots__ = ("user", "update_mask")
    USER_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    user: User
    """The user with its new values, required. Its `id` names the user to update and must not be empty."""
    update_mask: _field_mask_pb2.FieldMask
    """The fields of `user` to change, as paths relative to it, such as `default_account_id`. All other fields keep
    their current values. Leave it unset to send the user in full.
    """
    def __init__(self, user: _Optional[_Union[User, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["user", "update_mask"]) -> bool: ...
    def ClearField(self, field_name: _Literal["user", "update_mask"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateUserResponse(_message.Message):
    """Carries the user as the server has stored it after the update."""
    __slots__ = ("user",)
    USER_FIELD_NUMBER: _ClassVar[int]
    user: User
    """The user after the update, always set."""
    def __init__(self, user: _Optional[_Union[User, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["user"]) -> bool: ...
    def ClearField(self, field_name: _Literal["user"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteUserRequest(_message.Message):
    """Names the user that DeleteUser removes."""
    __slots__ = ("user_id",)
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    user_id: str
    """The id of the user to delete as a whole, a UUID. To end only one membership, call
    AccountService.DeleteAccountMember instead.
    """
    def __init__(self, user_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["user_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteUserResponse(_message.Message):
    """Empty; success means that the deletion of the user was accepted."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetUserProfileRequest(_message.Message):
    """Empty; the profile returned is that of the signed-in user."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetUserProfileResponse(_message.Message):
    """Carries the personal details of the signed-in user."""
    __slots__ = ("user_profile",)
    USER_PROFILE_FIELD_NUMBER: _ClassVar[int]
    user_profile: UserProfile
    """The profile of the user who made the call, always set, though any of its fields may be absent."""
    def __init__(self, user_profile: _Optional[_Union[UserProfile, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["user_profile"]) -> bool: ...
    def ClearField(self, field_name: _Literal["user_profile"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateUserProfileRequest(_message.Message):
    """Carries the new profile of the signed-in user for UpdateUserProfile."""
    __slots__ = ("user_profile", "update_mask")
    USER_PROFILE_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    user_profile: UserProfile
    """The profile with its new values, required. At least one of `given_name` and `family_name` must be set in it."""
    update_mask: _field_mask_pb2.FieldMask
    """The fields of `user_profile` to change, as paths relative to it, such as `given_name`. All other fields keep
    their current values. Leave it unset to send the profile in full.
    """
    def __init__(self, user_profile: _Optional[_Union[UserProfile, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["user_profile", "update_mask"]) -> bool: ...
    def ClearField(self, field_name: _Literal["user_profile", "update_mask"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateUserProfileResponse(_message.Message):
    """Carries the personal details of the signed-in user as they are stored now."""
    __slots__ = ("user_profile",)
    USER_PROFILE_FIELD_NUMBER: _ClassVar[int]
    user_profile: UserProfile
    """The profile after the update, always set."""
    def __init__(self, user_profile: _Optional[_Union[UserProfile, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["user_profile"]) -> bool: ...
    def ClearField(self, field_name: _Literal["user_profile"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetUserConsentRequest(_message.Message):
    """Selects the legal document for GetUserConsent."""
    __slots__ = ("document_type",)
    DOCUMENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    document_type: LegalDocumentType
    """The legal document to look up. It is required: the unspecified value and unknown ones are refused."""
    def __init__(self, document_type: _Optional[_Union[LegalDocumentType, str]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["document_type"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetUserConsentResponse(_message.Message):
    """Tells where the signed-in user stands on the requested document."""
    __slots__ = ("user_consent",)
    USER_CONSENT_FIELD_NUMBER: _ClassVar[int]
    user_consent: UserConsent
    """The state of the user's consent to the requested document, always set, also where the user has not answered
    yet.
    """
    def __init__(self, user_consent: _Optional[_Union[UserConsent, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["user_consent"]) -> bool: ...
    def ClearField(self, field_name: _Literal["user_consent"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class RecordUserConsentRequest(_message.Message):
    """Carries the decision of the signed-in user on one legal document."""
    __slots__ = ("document_type", "status_update")
    DOCUMENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    STATUS_UPDATE_FIELD_NUMBER: _ClassVar[int]
    document_type: LegalDocumentType
    """The legal document that the decision is about. It is required: the unspecified value and unknown ones are
    refused.
    """
    status_update: UserConsentStatus
    """The decision to record, either `USER_CONSENT_STATUS_ACCEPTED` or `USER_CONSENT_STATUS_REVOKED`. A consent
    cannot be set back to pending.
    """
    def __init__(self, document_type: _Optional[_Union[LegalDocumentType, str]] = ..., status_update: _Optional[_Union[UserConsentStatus, str]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["document_type", "status_update"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class RecordUserConsentResponse(_message.Message):
    """Empty; success means that the decision has been recorded."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListPermissionsRequest(_message.Message):
    """Selects the account in whose roles the permissions are to be used."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose available permissions are listed, a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListPermissionsResponse(_message.Message):
    """Carries the permissions from which custom roles of the account can be put together."""
    __slots__ = ("permissions",)
    PERMISSIONS_FIELD_NUMBER: _ClassVar[int]
    permissions: _containers.RepeatedCompositeFieldContainer[Permission]
    """All permissions that roles of the account can grant; there is always at least one."""
    def __init__(self, permissions: _Optional[_Iterable[_Union[Permission, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["permissions"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListRolesRequest(_message.Message):
    """Selects the account whose system and custom roles are wanted."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose roles are listed, a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListRolesResponse(_message.Message):
    """Carries the system and custom roles of the account in one answer."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[Role]
    """All roles of the account; `role_type` tells system roles from custom ones."""
    def __init__(self, items: _Optional[_Iterable[_Union[Role, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetRoleRequest(_message.Message):
    """Names the role that GetRole returns."""
    __slots__ = ("account_id", "role_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that the role is in, a UUID."""
    role_id: str
    """The id of the role to read, a UUID."""
    def __init__(self, account_id: _Optional[str] = ..., role_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "role_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetRoleResponse(_message.Message):
    """Carries the role that was asked for, with the permissions that it grants."""
    __slots__ = ("role",)
    ROLE_FIELD_NUMBER: _ClassVar[int]
    role: Role
    """The requested role, always set."""
    def __init__(self, role: _Optional[_Union[Role, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["role"]) -> bool: ...
    def ClearField(self, field_name: _Literal["role"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateRoleRequest(_message.Message):
    """Describes the custom role that CreateRole creates."""
    __slots__ = ("role",)
    ROLE_FIELD_NUMBER: _ClassVar[int]
    role: Role
    """The role to create, required. Its type must be `ROLE_TYPE_CUSTOM`, and `id`, `created_at` and
    `last_modified_at` must be left unset.
    """
    def __init__(self, role: _Optional[_Union[Role, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["role"]) -> bool: ...
    def ClearField(self, field_name: _Literal["role"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateRoleResponse(_message.Message):
    """Carries the new role with the id that AssignUserRoles needs to give it to users."""
    __slots__ = ("role",)
    ROLE_FIELD_NUMBER: _ClassVar[int]
    role: Role
    """The role as created, always set, with its id and times filled in."""
    def __init__(self, role: _Optional[_Union[Role, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["role"]) -> bool: ...
    def ClearField(self, field_name: _Literal["role"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateRoleRequest(_message.Message):
    """Carries the new state of a custom role for UpdateRole."""
    __slots__ = ("role", "update_mask")
    ROLE_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    role: Role
    """The role with its new values, required. Its `id` and `account_id` name the role to update, and its type must
    be `ROLE_TYPE_CUSTOM`.
    """
    update_mask: _field_mask_pb2.FieldMask
    """The fields of `role` to change, as paths relative to it, such as `description` or `permissions`. All other
    fields keep their current values. Leave it unset to send the role in full.
    """
    def __init__(self, role: _Optional[_Union[Role, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["role", "update_mask"]) -> bool: ...
    def ClearField(self, field_name: _Literal["role", "update_mask"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateRoleResponse(_message.Message):
    """Carries the role as stored after the update, with all permissions that it grants now."""
    __slots__ = ("role",)
    ROLE_FIELD_NUMBER: _ClassVar[int]
    role: Role
    """The role after the update, always set."""
    def __init__(self, role: _Optional[_Union[Role, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["role"]) -> bool: ...
    def ClearField(self, field_name: _Literal["role"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteRoleRequest(_message.Message):
    """Names the role that DeleteRole removes."""
    __slots__ = ("account_id", "role_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that the role to delete is in, a UUID."""
    role_id: str
    """The id of the role to delete, a UUID. ListRoleUsers tells who has it."""
    def __init__(self, account_id: _Optional[str] = ..., role_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "role_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteRoleResponse(_message.Message):
    """Empty; success means that the role has been deleted."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListEffectivePermissionsRequest(_message.Message):
    """Selects the account for ListEffectivePermissions; whose permissions are meant follows from the credentials."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account in which the caller's permissions are evaluated, a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListEffectivePermissionsResponse(_message.Message):
    """Carries what the caller may do in the account, taken over all of its roles there."""
    __slots__ = ("permissions",)
    PERMISSIONS_FIELD_NUMBER: _ClassVar[int]
    permissions: _containers.RepeatedCompositeFieldContainer[Permission]
    """The permissions that the caller has in the account; a successful answer has at least one."""
    def __init__(self, permissions: _Optional[_Iterable[_Union[Permission, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["permissions"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListUserRolesRequest(_message.Message):
    """Selects the user and the account for ListUserRoles."""
    __slots__ = ("account_id", "user_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose roles are considered, a UUID. Roles that the user has in other accounts are not listed."""
    user_id: str
    """The id of the user whose roles are listed, a UUID."""
    def __init__(self, account_id: _Optional[str] = ..., user_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "user_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListUserRolesResponse(_message.Message):
    """Carries the roles through which the user has permissions in the account."""
    __slots__ = ("roles",)
    ROLES_FIELD_NUMBER: _ClassVar[int]
    roles: _containers.RepeatedCompositeFieldContainer[Role]
    """All roles that the user has in the account. Empty if there are none."""
    def __init__(self, roles: _Optional[_Iterable[_Union[Role, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["roles"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListRoleUsersRequest(_message.Message):
    """Selects the role, and the account that it is in, to find out who has it."""
    __slots__ = ("account_id", "role_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that the role is in, a UUID."""
    role_id: str
    """The id of the role whose users are listed, a UUID."""
    def __init__(self, account_id: _Optional[str] = ..., role_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "role_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListRoleUsersResponse(_message.Message):
    """Carries the users of the account to whom the role is assigned."""
    __slots__ = ("users",)
    USERS_FIELD_NUMBER: _ClassVar[int]
    users: _containers.RepeatedCompositeFieldContainer[User]
    """All users who have the role. Empty if it is assigned to nobody."""
    def __init__(self, users: _Optional[_Iterable[_Union[User, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["users"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class AssignUserRolesRequest(_message.Message):
    """Describes a change to the roles of one user in one account. At least one of the two lists must have an entry."""
    __slots__ = ("account_id", "user_id", "role_ids_to_add", "role_ids_to_delete")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    ROLE_IDS_TO_ADD_FIELD_NUMBER: _ClassVar[int]
    ROLE_IDS_TO_DELETE_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account in which the roles are given or taken away, a UUID."""
    user_id: str
    """The id of the user whose roles change, a UUID."""
    role_ids_to_add: _containers.RepeatedScalarFieldContainer[str]
    """The ids of the roles that the user gets, each a UUID. It may be empty if there are roles to delete."""
    role_ids_to_delete: _containers.RepeatedScalarFieldContainer[str]
    """The ids of the roles that are taken from the user, each a UUID. The roles themselves stay. It may be empty
    if there are roles to add.
    """
    def __init__(self, account_id: _Optional[str] = ..., user_id: _Optional[str] = ..., role_ids_to_add: _Optional[_Iterable[str]] = ..., role_ids_to_delete: _Optional[_Iterable[str]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "user_id", "role_ids_to_add", "role_ids_to_delete"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class AssignUserRolesResponse(_message.Message):
    """Empty; success means that the user's roles have been changed as requested."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class LogoutUserRequest(_message.Message):
    """Empty; the user to sign out is the one who makes the call."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class LogoutUserResponse(_message.Message):
    """Empty; success means that the user has been signed out."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListUserMfaMethodsRequest(_message.Message):
    """Empty; the methods listed are those of the signed-in user."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListUserMfaMethodsResponse(_message.Message):
    """Carries the second factors that the signed-in user has enrolled."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[UserMfaMethod]
    """All methods that the user has enrolled. Empty if multi-factor authentication has not been set up."""
    def __init__(self, items: _Optional[_Iterable[_Union[UserMfaMethod, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateUserMfaMethodRequest(_message.Message):
    """Carries the new state of one authentication method of the signed-in user."""
    __slots__ = ("mfa_method",)
    MFA_METHOD_FIELD_NUMBER: _ClassVar[int]
    mfa_method: UserMfaMethod
    """The method with its new values, required. Its `external_id` names the method to update, and `type` must be
    set too.
    """
    def __init__(self, mfa_method: _Optional[_Union[UserMfaMethod, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["mfa_method"]) -> bool: ...
    def ClearField(self, field_name: _Literal["mfa_method"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateUserMfaMethodResponse(_message.Message):
    """Carries the second factor of the signed-in user as it is stored now."""
    __slots__ = ("mfa_method",)
    MFA_METHOD_FIELD_NUMBER: _ClassVar[int]
    mfa_method: UserMfaMethod
    """The authentication method after the update, always set."""
    def __init__(self, mfa_method: _Optional[_Union[UserMfaMethod, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["mfa_method"]) -> bool: ...
    def ClearField(self, field_name: _Literal["mfa_method"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteUserMfaMethodRequest(_message.Message):
    """Names the authentication method of the signed-in user that DeleteUserMfaMethod removes."""
    __slots__ = ("mfa_method",)
    MFA_METHOD_FIELD_NUMBER: _ClassVar[int]
    mfa_method: UserMfaMethod
    """The method to remove, required. Both `external_id` and `type` must be set; send it as ListUserMfaMethods
    returned it.
    """
    def __init__(self, mfa_method: _Optional[_Union[UserMfaMethod, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["mfa_method"]) -> bool: ...
    def ClearField(self, field_name: _Literal["mfa_method"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteUserMfaMethodResponse(_message.Message):
    """Empty; success means that the authentication method has been removed."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class User(_message.Message):
    """User is a person who signs in to Qdrant Cloud. A user exists independently of accounts and may have roles in
    several of them; names and other personal details are in UserProfile.
    """
    __slots__ = ("id", "created_at", "last_modified_at", "email", "status", "default_account_id", "onboarding_status")
    ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    LAST_MODIFIED_AT_FIELD_NUMBER: _ClassVar[int]
    EMAIL_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    ONBOARDING_STATUS_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The identifier of the user, a UUID assigned by the server."""
    created_at: _timestamp_pb2.Timestamp
    """When the user was created. The server sets it."""
    last_modified_at: _timestamp_pb2.Timestamp
    """When the user was last changed. The server sets it; it is never before `created_at`."""
    email: str
    """The e-mail address of the user. It must be a valid address."""
    status: UserStatus
    """Whether the user is active, blocked or deleted."""
    default_account_id: str
    """The account that the user works in unless another one is chosen, a UUID."""
    onboarding_status: OnboardingStatus
    """Whether the user has been through the introduction that follows the first sign-in."""
    def __init__(self, id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last_modified_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., email: _Optional[str] = ..., status: _Optional[_Union[UserStatus, str]] = ..., default_account_id: _Optional[str] = ..., onboarding_status: _Optional[_Union[OnboardingStatus, str]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at", "last_modified_at"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "created_at", "last_modified_at", "email", "status", "default_account_id", "onboarding_status"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class Permission(_message.Message):
    """Permission is the right to do one kind of action in an account. Methods of the API name the permissions that
    they require, and roles grant them.
    """
    __slots__ = ("value", "category")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    value: str
    """The permission itself, an action and a kind of resource as in `read:clusters`. It is never empty and
    identifies the permission.
    """
    category: str
    """The group under which the permission is shown, meant for user interfaces. It is absent if the permission is
    in no group, and not empty where it is present.
    """
    def __init__(self, value: _Optional[str] = ..., category: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["category"]) -> bool: ...
    def ClearField(self, field_name: _Literal["value", "category"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class Role(_message.Message):
    """Role is a named set of permissions in an account. Users get the permissions of all roles assigned to them with
    IAMService.AssignUserRoles.
    """
    __slots__ = ("id", "created_at", "last_modified_at", "account_id", "name", "description", "role_type", "permissions", "sub_type")
    ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    LAST_MODIFIED_AT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    ROLE_TYPE_FIELD_NUMBER: _ClassVar[int]
    PERMISSIONS_FIELD_NUMBER: _ClassVar[int]
    SUB_TYPE_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The identifier of the role, a UUID. The server sets it; it must be unset on creation and is required for an
    update.
    """
    created_at: _timestamp_pb2.Timestamp
    """When the role was created. The server sets it; it must be left unset on creation."""
    last_modified_at: _timestamp_pb2.Timestamp
    """When the role was last changed, not before `created_at`. The server sets it; it must be left unset on
    creation.
    """
    account_id: str
    """The account that the role is in, a UUID."""
    name: str
    """The name of the role as shown to people, 4 to 64 characters without control characters."""
    description: str
    """What the role is for, in free text of up to 256 characters. It may be empty."""
    role_type: RoleType
    """Whether the role is part of the platform or made by the account. It is required, and must be
    `ROLE_TYPE_CUSTOM` when a role is created or updated.
    """
    permissions: _containers.RepeatedCompositeFieldContainer[Permission]
    """The permissions that the role grants, at least one."""
    sub_type: SystemRoleSubType
    """Which of the system roles this is. It is absent where that does not apply, as for custom roles."""
    def __init__(self, id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last_modified_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., account_id: _Optional[str] = ..., name: _Optional[str] = ..., description: _Optional[str] = ..., role_type: _Optional[_Union[RoleType, str]] = ..., permissions: _Optional[_Iterable[_Union[Permission, _Mapping]]] = ..., sub_type: _Optional[_Union[SystemRoleSubType, str]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at", "last_modified_at", "sub_type"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "created_at", "last_modified_at", "account_id", "name", "description", "role_type", "permissions", "sub_type"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UserProfile(_message.Message):
    """UserProfile holds personal details of a user, apart from those that are needed to sign in."""
    __slots__ = ("given_name", "family_name", "demographics")
    GIVEN_NAME_FIELD_NUMBER: _ClassVar[int]
    FAMILY_NAME_FIELD_NUMBER: _ClassVar[int]
    DEMOGRAPHICS_FIELD_NUMBER: _ClassVar[int]
    given_name: str
    """The first name of the user. It is absent if unknown, and not empty where it is present."""
    family_name: str
    """The last name of the user. It is absent if unknown, and not empty where it is present."""
    demographics: UserDemographics
    """What the user has told about their work and plans. It is absent if nothing has been told."""
    def __init__(self, given_name: _Optional[str] = ..., family_name: _Optional[str] = ..., demographics: _Optional[_Union[UserDemographics, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["given_name", "family_name", "demographics"]) -> bool: ...
    def ClearField(self, field_name: _Literal["given_name", "family_name", "demographics"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UserDemographics(_message.Message):
    """UserDemographics holds a user's voluntary answers about their work and what they want to use Qdrant for. It
    has no influence on permissions.
    """
    __slots__ = ("role_in_company", "usage_tags", "use_case")
    ROLE_IN_COMPANY_FIELD_NUMBER: _ClassVar[int]
    USAGE_TAGS_FIELD_NUMBER: _ClassVar[int]
    USE_CASE_FIELD_NUMBER: _ClassVar[int]
    role_in_company: str
    """The position of the user in their company, in free text. It is absent if not answered."""
    usage_tags: _containers.RepeatedScalarFieldContainer[str]
    """Short tags for the ways in which the user means to use Qdrant. Empty if not answered."""
    use_case: str
    """The user's own description of their use case, in free text. It is absent if not answered."""
    def __init__(self, role_in_company: _Optional[str] = ..., usage_tags: _Optional[_Iterable[str]] = ..., use_case: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["role_in_company", "use_case"]) -> bool: ...
    def ClearField(self, field_name: _Literal["role_in_company", "usage_tags", "use_case"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UserConsent(_message.Message):
    """UserConsent tells where a user stands on one legal document. The server maintains it; it changes through
    IAMService.RecordUserConsent.
    """
    __slots__ = ("document_type", "status", "last_modified_at", "is_accepted")
    DOCUMENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    LAST_MODIFIED_AT_FIELD_NUMBER: _ClassVar[int]
    IS_ACCEPTED_FIELD_NUMBER: _ClassVar[int]
    document_type: LegalDocumentType
    """The legal document that the consent is about, always a specified value."""
    status: UserConsentStatus
    """The latest decision of the user, or pending if there is none; always a specified value."""
    last_modified_at: _timestamp_pb2.Timestamp
    """When the consent was last changed. It is absent if there has been no change so far, as where the user has
    not answered yet.
    """
    is_accepted: bool
    """Whether the document counts as accepted by the user at present. If it is false, the user still has to be
    asked.
    """
    def __init__(self, document_type: _Optional[_Union[LegalDocumentType, str]] = ..., status: _Optional[_Union[UserConsentStatus, str]] = ..., last_modified_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., is_accepted: bool = ...) -> None: ...
    def HasField(self, field_name: _Literal["last_modified_at"]) -> bool: ...
    def ClearField(self, field_name: _Literal["document_type", "status", "last_modified_at", "is_accepted"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UserMfaMethod(_message.Message):
    """UserMfaMethod is a second factor that a user has enrolled for signing in, such as an authenticator app or a
    security key.
    """
    __slots__ = ("external_id", "type", "created_at", "last_authenticated_at", "name")
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    LAST_AUTHENTICATED_AT_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    external_id: str
    """The identifier of the method as given by the identity provider. It is opaque, never empty, and not
    necessarily a UUID.
    """
    type: UserMfaMethodType
    """The kind of second factor, always a specified value."""
    created_at: _timestamp_pb2.Timestamp
    """When the user enrolled the method. The server sets it."""
    last_authenticated_at: _timestamp_pb2.Timestamp
    """When the user last signed in with the method. The server sets it; it is absent if the method has not been
    used yet.
    """
    name: str
    """A label by which the user recognises the device, not empty where it is present. Only the two WebAuthn types
    may have one.
    """
    def __init__(self, external_id: _Optional[str] = ..., type: _Optional[_Union[UserMfaMethodType, str]] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last_authenticated_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., name: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at", "last_authenticated_at", "name"]) -> bool: ...
    def ClearField(self, field_name: _Literal["external_id", "type", "created_at", "last_authenticated_at", "name"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
