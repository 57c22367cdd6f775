"""API keys with which programs reach the data in a serverless space, and the rules that say what each key may
do.
"""
import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from qdrant.cloud.common.v1 import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class SpaceApiKeyStatePhase(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The stages in the life of an API key of a space."""
    __slots__ = ()
    SPACE_API_KEY_STATE_PHASE_UNSPECIFIED: _ClassVar[SpaceApiKeyStatePhase]
    """The phase is not known, or it is one that this version of the client does not know."""
    SPACE_API_KEY_STATE_PHASE_PROCESSING: _ClassVar[SpaceApiKeyStatePhase]
    """The key is being put into effect and may not be accepted yet."""
    SPACE_API_KEY_STATE_PHASE_READY: _ClassVar[SpaceApiKeyStatePhase]
    """The key is in effect and can be used."""
    SPACE_API_KEY_STATE_PHASE_DISABLED: _ClassVar[SpaceApiKeyStatePhase]
    """The key exists but is switched off and is not accepted."""
    SPACE_API_KEY_STATE_PHASE_DELETING: _ClassVar[SpaceApiKeyStatePhase]
    """The key is being deleted."""

class GlobalAccessRuleAccessType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """What a key may do in the whole space."""
    __slots__ = ()
    GLOBAL_ACCESS_RULE_ACCESS_TYPE_UNSPECIFIED: _ClassVar[GlobalAccessRuleAccessType]
    """No kind of access is set. Servers never return it, and requests that carry it are refused."""
    GLOBAL_ACCESS_RULE_ACCESS_TYPE_METRICS_READ_ONLY: _ClassVar[GlobalAccessRuleAccessType]
    """The key may read the metrics of the space, but no data."""
    GLOBAL_ACCESS_RULE_ACCESS_TYPE_READ_ONLY: _ClassVar[GlobalAccessRuleAccessType]
    """The key may read the data of all collections, but change nothing."""
    GLOBAL_ACCESS_RULE_ACCESS_TYPE_MANAGE: _ClassVar[GlobalAccessRuleAccessType]
    """The key may read and write all data of the space and manage its collections."""

class CollectionAccessRuleAccessType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """What a key may do in one collection."""
    __slots__ = ()
    COLLECTION_ACCESS_RULE_ACCESS_TYPE_UNSPECIFIED: _ClassVar[CollectionAccessRuleAccessType]
    """No kind of access is set. Servers never return it, and requests that carry it are refused."""
    COLLECTION_ACCESS_RULE_ACCESS_TYPE_READ_ONLY: _ClassVar[CollectionAccessRuleAccessType]
    """The key may read the data of the collection, but change nothing."""
    COLLECTION_ACCESS_RULE_ACCESS_TYPE_READ_WRITE: _ClassVar[CollectionAccessRuleAccessType]
    """The key may read and write the data of the collection."""
SPACE_API_KEY_STATE_PHASE_UNSPECIFIED: SpaceApiKeyStatePhase
"""The phase is not known, or it is one that this version of the client does not know."""
SPACE_API_KEY_STATE_PHASE_PROCESSING: SpaceApiKeyStatePhase
"""The key is being put into effect and may not be accepted yet."""
SPACE_API_KEY_STATE_PHASE_READY: SpaceApiKeyStatePhase
"""The key is in effect and can be used."""
SPACE_API_KEY_STATE_PHASE_DISABLED: SpaceApiKeyStatePhase
"""The key exists but is switched off and is not accepted."""
SPACE_API_KEY_STATE_PHASE_DELETING: SpaceApiKeyStatePhase
"""The key is being deleted."""
GLOBAL_ACCESS_RULE_ACCESS_TYPE_UNSPECIFIED: GlobalAccessRuleAccessType
"""No kind of access is set. Servers never return it, and requests that carry it are refused."""
GLOBAL_ACCESS_RULE_ACCESS_TYPE_METRICS_READ_ONLY: GlobalAccessRuleAccessType
"""The key may read the metrics of the space, but no data."""
GLOBAL_ACCESS_RULE_ACCESS_TYPE_READ_ONLY: GlobalAccessRuleAccessType
"""The key may read the data of all collections, but change nothing."""
GLOBAL_ACCESS_RULE_ACCESS_TYPE_MANAGE: GlobalAccessRuleAccessType
"""The key may read and write all data of the space and manage its collections."""
COLLECTION_ACCESS_RULE_ACCESS_TYPE_UNSPECIFIED: CollectionAccessRuleAccessType
"""No kind of access is set. Servers never return it, and requests that carry it are refused."""
COLLECTION_ACCESS_RULE_ACCESS_TYPE_READ_ONLY: CollectionAccessRuleAccessType
"""The key may read the data of the collection, but change nothing."""
COLLECTION_ACCESS_RULE_ACCESS_TYPE_READ_WRITE: CollectionAccessRuleAccessType
"""The key may read and write the data of the collection."""

class ListSpaceApiKeysRequest(_message.Message):
    """Chooses the space whose API keys are listed."""
    __slots__ = ("account_id", "space_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    SPACE_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the space, as a UUID."""
    space_id: str
    """The UUID of the space whose keys are listed."""
    def __init__(self, account_id: _Optional[str] = ..., space_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "space_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListSpaceApiKeysResponse(_message.Message):
    """Carries the API keys of the space without their secrets."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[SpaceApiKey]
    """The API keys, each without its secret. Empty when the space has none."""
    def __init__(self, items: _Optional[_Iterable[_Union[SpaceApiKey, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateSpaceApiKeyRequest(_message.Message):
    """Describes the API key to create: its space, its name, when it expires and what it may do."""
    __slots__ = ("space_api_key",)
    SPACE_API_KEY_FIELD_NUMBER: _ClassVar[int]
    space_api_key: SpaceApiKey
    """The API key to create, with its `account_id` and `space_id`. The fields that the server sets (`id`,
    `created_at`, `deleted_at`, `postfix`, `key` and `state`) must be left unset.
    """
    def __init__(self, space_api_key: _Optional[_Union[SpaceApiKey, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["space_api_key"]) -> bool: ...
    def ClearField(self, field_name: _Literal["space_api_key"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateSpaceApiKeyResponse(_message.Message):
    """Carries the API key that was created, with its secret."""
    __slots__ = ("space_api_key",)
    SPACE_API_KEY_FIELD_NUMBER: _ClassVar[int]
    space_api_key: SpaceApiKey
    """The new API key, with the secret in `key`; its `state` is always present."""
    def __init__(self, space_api_key: _Optional[_Union[SpaceApiKey, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["space_api_key"]) -> bool: ...
    def ClearField(self, field_name: _Literal["space_api_key"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteSpaceApiKeyRequest(_message.Message):
    """Chooses the API key that shall no longer give access to its space."""
    __slots__ = ("account_id", "space_id", "space_api_key_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    SPACE_ID_FIELD_NUMBER: _ClassVar[int]
    SPACE_API_KEY_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the space, as a UUID."""
    space_id: str
    """The UUID of the space to which the key belongs."""
    space_api_key_id: str
    """The UUID of the key to delete, as found in `SpaceApiKey.id` with ListSpaceApiKeys."""
    def __init__(self, account_id: _Optional[str] = ..., space_id: _Optional[str] = ..., space_api_key_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "space_id", "space_api_key_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteSpaceApiKeyResponse(_message.Message):
    """Empty; success means that the deletion of the key was accepted."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class SpaceApiKey(_message.Message):
    """An API key for the data in one space. Its rules are either a single global one or any number of rules for
    collections, never both.
    """
    __slots__ = ("id", "account_id", "created_at", "space_id", "name", "expires_at", "access_rules", "created_by", "deleted_by", "deleted_at", "postfix", "key", "state", "revoked_at", "revoked_by")
    ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    SPACE_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    ACCESS_RULES_FIELD_NUMBER: _ClassVar[int]
    CREATED_BY_FIELD_NUMBER: _ClassVar[int]
    DELETED_BY_FIELD_NUMBER: _ClassVar[int]
    DELETED_AT_FIELD_NUMBER: _ClassVar[int]
    POSTFIX_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REVOKED_AT_FIELD_NUMBER: _ClassVar[int]
    REVOKED_BY_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The UUID of the key. It is set by the server and must be left unset on create."""
    account_id: str
    """The UUID of the account that owns the space."""
    created_at: _timestamp_pb2.Timestamp
    """The moment at which the key was created. It is set by the server and must be left unset on create."""
    space_id: str
    """The UUID of the space that the key opens."""
    name: str
    """The name of the key, 4 to 128 characters long, made of letters, digits, underscores, hyphens and white
    space.
    """
    expires_at: _timestamp_pb2.Timestamp
    """The moment from which the key is no longer accepted. When absent, the key does not expire."""
    access_rules: _containers.RepeatedCompositeFieldContainer[AccessRule]
    """What the key may do, at most 20 rules. They are either one rule for the whole space or rules for single
    collections; the two kinds cannot be mixed.
    """
    created_by: _common_pb2.Caller
    """The caller who created the key. It is set by the server and ignored when clients send it."""
    deleted_by: _common_pb2.Caller
    """The caller who deleted the key. It is set by the server, ignored when clients send it, and absent for a key
    that is not being deleted.
    """
    deleted_at: _timestamp_pb2.Timestamp
    """The moment at which the deletion of the key began. It is set by the server, must be left unset on create,
    and is absent for a key that is not being deleted.
    """
    postfix: str
    """The last characters of the secret, by which a key can be recognised. It is set by the server and must be
    left unset on create.
    """
    key: str
    """The secret itself. It is set by the server in the response to CreateSpaceApiKey only, is empty everywhere
    else, and must be left unset on create.
    """
    state: SpaceApiKeyState
    """Whether the key is in effect yet. It is set by the server and must be left unset on create."""
    revoked_at: _timestamp_pb2.Timestamp
    """The moment at which the key was revoked, as kept by the server. Absent for a key that has not been revoked."""
    revoked_by: _common_pb2.Caller
    """The caller who revoked the key, as kept by the server. Absent for a key that has not been revoked."""
    def __init__(self, id: _Optional[str] = ..., account_id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., space_id: _Optional[str] = ..., name: _Optional[str] = ..., expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., access_rules: _Optional[_Iterable[_Union[AccessRule, _Mapping]]] = ..., created_by: _Optional[_Union[_common_pb2.Caller, _Mapping]] = ..., deleted_by: _Optional[_Union[_common_pb2.Caller, _Mapping]] = ..., deleted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., postfix: _Optional[str] = ..., key: _Optional[str] = ..., state: _Optional[_Union[SpaceApiKeyState, _Mapping]] = ..., revoked_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., revoked_by: _Optional[_Union[_common_pb2.Caller, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at", "expires_at", "created_by", "deleted_by", "deleted_at", "state", "revoked_at", "revoked_by"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "account_id", "created_at", "space_id", "name", "expires_at", "access_rules", "created_by", "deleted_by", "deleted_at", "postfix", "key", "state", "revoked_at", "revoked_by"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class SpaceApiKeyState(_message.Message):
    """What is happening to a key at present. All of it is set by the server."""
    __slots__ = ("phase", "reason")
    PHASE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    phase: SpaceApiKeyStatePhase
    """The stage of its life in which the key is."""
    reason: str
    """An explanation of the phase for people to read. Empty when there is nothing to explain."""
    def __init__(self, phase: _Optional[_Union[SpaceApiKeyStatePhase, str]] = ..., reason: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["phase", "reason"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class AccessRule(_message.Message):
    """One permission of an API key, for the whole space or for one collection."""
    __slots__ = ("global_access", "collection_access")
    GLOBAL_ACCESS_FIELD_NUMBER: _ClassVar[int]
    COLLECTION_ACCESS_FIELD_NUMBER: _ClassVar[int]
    global_access: GlobalAccessRule
    """Set when the rule covers the whole space. A key can have only one such rule, and then no others."""
    collection_access: CollectionAccessRule
    """Set when the rule covers a single collection."""
    def __init__(self, global_access: _Optional[_Union[GlobalAccessRule, _Mapping]] = ..., collection_access: _Optional[_Union[CollectionAccessRule, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["global_access", "collection_access", "scope"]) -> bool: ...
    def ClearField(self, field_name: _Literal["global_access", "collection_access", "scope"]) -> None: ...
    def WhichOneof(self, oneof_group: _Literal["scope"]) -> _Literal["global_access", "collection_access"] | None:
        """How far the rule reaches. Exactly one of the two kinds must be set."""

class GlobalAccessRule(_message.Message):
    """A permission that covers the whole space."""
    __slots__ = ("access_type",)
    ACCESS_TYPE_FIELD_NUMBER: _ClassVar[int]
    access_type: GlobalAccessRuleAccessType
    """What the key may do in the space. It must be one of the named kinds."""
    def __init__(self, access_type: _Optional[_Union[GlobalAccessRuleAccessType, str]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["access_type"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CollectionAccessRule(_message.Message):
    """A permission that covers one collection of the space."""
    __slots__ = ("collection_name", "access_type")
    COLLECTION_NAME_FIELD_NUMBER: _ClassVar[int]
    ACCESS_TYPE_FIELD_NUMBER: _ClassVar[int]
    collection_name: str
    """The collection that the rule covers, 1 to 255 characters of letters, digits, hyphens, underscores and dots."""
    access_type: CollectionAccessRuleAccessType
    """What the key may do in the collection. It must be one of the named kinds."""
    def __init__(self, collection_name: _Optional[str] = ..., access_type: _Optional[_Union[CollectionAccessRuleAccessType, str]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["collection_name", "access_type"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
