"""Database API keys, with which applications reach the data in one cluster, and the access rules that limit what
a key may do.
"""
import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class GlobalAccessRuleAccessType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """GlobalAccessRuleAccessType tells how far the access of a global rule goes."""
    __slots__ = ()
    GLOBAL_ACCESS_RULE_ACCESS_TYPE_UNSPECIFIED: _ClassVar[GlobalAccessRuleAccessType]
    """Not set; servers never return it and requests that carry it are refused."""
    GLOBAL_ACCESS_RULE_ACCESS_TYPE_READ_ONLY: _ClassVar[GlobalAccessRuleAccessType]
    """The key may read in all collections, but change nothing."""
    GLOBAL_ACCESS_RULE_ACCESS_TYPE_MANAGE: _ClassVar[GlobalAccessRuleAccessType]
    """The key may read and write in all collections and manage them."""

class CollectionAccessRuleAccessType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """CollectionAccessRuleAccessType tells how far the access of a rule for one collection goes."""
    __slots__ = ()
    COLLECTION_ACCESS_RULE_ACCESS_TYPE_UNSPECIFIED: _ClassVar[CollectionAccessRuleAccessType]
    """Not set; servers never return it and requests that carry it are refused."""
    COLLECTION_ACCESS_RULE_ACCESS_TYPE_READ_ONLY: _ClassVar[CollectionAccessRuleAccessType]
    """The key may read the data of the collection, but not change it."""
    COLLECTION_ACCESS_RULE_ACCESS_TYPE_READ_WRITE: _ClassVar[CollectionAccessRuleAccessType]
    """The key may read and change the data of the collection."""
GLOBAL_ACCESS_RULE_ACCESS_TYPE_UNSPECIFIED: GlobalAccessRuleAccessType
"""Not set; servers never return it and requests that carry it are refused."""
GLOBAL_ACCESS_RULE_ACCESS_TYPE_READ_ONLY: GlobalAccessRuleAccessType
"""The key may read in all collections, but change nothing."""
GLOBAL_ACCESS_RULE_ACCESS_TYPE_MANAGE: GlobalAccessRuleAccessType
"""The key may read and write in all collections and manage them."""
COLLECTION_ACCESS_RULE_ACCESS_TYPE_UNSPECIFIED: CollectionAccessRuleAccessType
"""Not set; servers never return it and requests that carry it are refused."""
COLLECTION_ACCESS_RULE_ACCESS_TYPE_READ_ONLY: CollectionAccessRuleAccessType
"""The key may read the data of the collection, but not change it."""
COLLECTION_ACCESS_RULE_ACCESS_TYPE_READ_WRITE: CollectionAccessRuleAccessType
"""The key may read and change the data of the collection."""

class ListDatabaseApiKeysRequest(_message.Message):
    """Selects the keys that ListDatabaseApiKeys returns."""
    __slots__ = ("account_id", "cluster_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose database API keys are listed, as a UUID."""
    cluster_id: str
    """When set, only keys of the cluster with this UUID are listed; when absent, those of all clusters of the
    account.
    """
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cluster_id"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListDatabaseApiKeysResponse(_message.Message):
    """The database API keys of the account, or only those of one cluster where the request names it."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[DatabaseApiKey]
    """The keys without their secret part; empty when there are none."""
    def __init__(self, items: _Optional[_Iterable[_Union[DatabaseApiKey, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateDatabaseApiKeyRequest(_message.Message):
    """Describes the key that CreateDatabaseApiKey makes."""
    __slots__ = ("database_api_key",)
    DATABASE_API_KEY_FIELD_NUMBER: _ClassVar[int]
    database_api_key: DatabaseApiKey
    """The key to make, with `account_id`, `cluster_id`, `name` and, if wanted, `expires_at` and `access_rules`.
    All fields that the server sets must be left unset.
    """
    def __init__(self, database_api_key: _Optional[_Union[DatabaseApiKey, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["database_api_key"]) -> bool: ...
    def ClearField(self, field_name: _Literal["database_api_key"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateDatabaseApiKeyResponse(_message.Message):
    """Carries the key that CreateDatabaseApiKey has made."""
    __slots__ = ("database_api_key",)
    DATABASE_API_KEY_FIELD_NUMBER: _ClassVar[int]
    database_api_key: DatabaseApiKey
    """The new key, always set. Its field `key` holds the secret, which must be stored now."""
    def __init__(self, database_api_key: _Optional[_Union[DatabaseApiKey, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["database_api_key"]) -> bool: ...
    def ClearField(self, field_name: _Literal["database_api_key"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteDatabaseApiKeyRequest(_message.Message):
    """Names the key that DeleteDatabaseApiKey revokes."""
    __slots__ = ("account_id", "cluster_id", "database_api_key_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    DATABASE_API_KEY_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the key, as a UUID."""
    cluster_id: str
    """The UUID of the cluster that the key belongs to."""
    database_api_key_id: str
    """The UUID of the key to revoke; it is the `id` of the key, not its secret."""
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ..., database_api_key_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id", "database_api_key_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteDatabaseApiKeyResponse(_message.Message):
    """Empty; a successful answer means that the key is deleted."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DatabaseApiKey(_message.Message):
    """A DatabaseApiKey gives applications access to the data in one cluster, within the limits of its access rules.
    It cannot be changed once made, only deleted.
    """
    __slots__ = ("id", "account_id", "created_at", "cluster_id", "name", "expires_at", "access_rules", "created_by_email", "postfix", "key")
    ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    EXPIRES_AT_FIELD_NUMBER: _ClassVar[int]
    ACCESS_RULES_FIELD_NUMBER: _ClassVar[int]
    CREATED_BY_EMAIL_FIELD_NUMBER: _ClassVar[int]
    POSTFIX_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The UUID of the key. The server sets it; it must be left unset on create."""
    account_id: str
    """The account that owns the key and its cluster, as a UUID."""
    created_at: _timestamp_pb2.Timestamp
    """The moment at which the key was made. The server sets it; it must be left unset on create."""
    cluster_id: str
    """The UUID of the cluster to which the key gives access."""
    name: str
    """The name of the key for people, of 4 to 128 letters, digits, underscores, hyphens and spaces."""
    expires_at: _timestamp_pb2.Timestamp
    """The moment from which the key is no longer valid. Absent for a key that does not expire."""
    access_rules: _containers.RepeatedCompositeFieldContainer[AccessRule]
    """What the key may do, in at most 20 rules. Either there is a single global rule, or there are rules for
    collections; the two kinds cannot be mixed. When the list is empty, the service decides what the key may do.
    """
    created_by_email: str
    """The e-mail address of the user who made the key, empty when there is none. The server sets it; it must be
    left unset on create.
    """
    postfix: str
    """The last characters of the secret key, by which people recognize it; never empty once the key exists. The
    server sets it; it must be left unset on create.
    """
    key: str
    """The secret key, to be sent to the cluster with every request. The server sets it only in the response to
    CreateDatabaseApiKey; it must be left unset on create and is empty in all other answers.
    """
    def __init__(self, id: _Optional[str] = ..., account_id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., cluster_id: _Optional[str] = ..., name: _Optional[str] = ..., expires_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., access_rules: _Optional[_Iterable[_Union[AccessRule, _Mapping]]] = ..., created_by_email: _Optional[str] = ..., postfix: _Optional[str] = ..., key: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at", "expires_at"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "account_id", "created_at", "cluster_id", "name", "expires_at", "access_rules", "created_by_email", "postfix", "key"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class AccessRule(_message.Message):
    """An AccessRule allows a key one kind of access, either to the whole cluster or to one collection."""
    __slots__ = ("global_access", "collection_access")
    GLOBAL_ACCESS_FIELD_NUMBER: _ClassVar[int]
    COLLECTION_ACCESS_FIELD_NUMBER: _ClassVar[int]
    global_access: GlobalAccessRule
    """Set when the rule covers the cluster with all of its collections. A key can have only one such rule."""
    collection_access: CollectionAccessRule
    """Set when the rule covers a single collection."""
    def __init__(self, global_access: _Optional[_Union[GlobalAccessRule, _Mapping]] = ..., collection_access: _Optional[_Union[CollectionAccessRule, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["global_access", "collection_access", "scope"]) -> bool: ...
    def ClearField(self, field_name: _Literal["global_access", "collection_access", "scope"]) -> None: ...
    def WhichOneof(self, oneof_group: _Literal["scope"]) -> _Literal["global_access", "collection_access"] | None:
        """What the rule is about; exactly one of the members must be set."""

class GlobalAccessRule(_message.Message):
    """A GlobalAccessRule allows access to the cluster with all of its collections."""
    __slots__ = ("access_type",)
    ACCESS_TYPE_FIELD_NUMBER: _ClassVar[int]
    access_type: GlobalAccessRuleAccessType
    """How far the access goes; it must be given."""
    def __init__(self, access_type: _Optional[_Union[GlobalAccessRuleAccessType, str]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["access_type"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CollectionAccessRule(_message.Message):
    """A CollectionAccessRule allows access to one collection of the cluster."""
    __slots__ = ("collection_name", "access_type")
    COLLECTION_NAME_FIELD_NUMBER: _ClassVar[int]
    ACCESS_TYPE_FIELD_NUMBER: _ClassVar[int]
    collection_name: str
    """The collection that the rule covers, as it is called in the cluster. It has 1 to 255 characters, of letters,
    digits, hyphens, underscores and dots.
    """
    access_type: CollectionAccessRuleAccessType
    """How far the access to the collection goes; it must be given."""
    def __init__(self, collection_name: _Optional[str] = ..., access_type: _Optional[_Union[CollectionAccessRuleAccessType, str]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["collection_name", "access_type"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
