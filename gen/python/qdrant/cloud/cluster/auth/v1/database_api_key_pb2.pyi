"""The first generation of the API for database API keys. It is deprecated; new code uses
qdrant.cloud.cluster.auth.v2.
"""
import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class ListDatabaseApiKeysRequest(_message.Message):
    """Selects the keys that ListDatabaseApiKeys returns."""
    __slots__ = ("account_id", "cluster_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose database API keys are listed, as a UUID."""
    cluster_id: str
    """When set, only keys for the cluster with this UUID are listed; when absent, those for all clusters of the
    account.
    """
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cluster_id"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListDatabaseApiKeysResponse(_message.Message):
    """The database API keys of the account, or only those for one cluster where the request names it."""
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
    """The key to make, with `account_id` and `cluster_ids`. All fields that the server sets must be left unset."""
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
    __slots__ = ("account_id", "database_api_key_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    DATABASE_API_KEY_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the key, as a UUID."""
    database_api_key_id: str
    """The UUID of the key to revoke; it is the `id` of the key, not its secret."""
    def __init__(self, account_id: _Optional[str] = ..., database_api_key_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "database_api_key_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteDatabaseApiKeyResponse(_message.Message):
    """Empty; a successful answer means that the key is deleted."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DatabaseApiKey(_message.Message):
    """A DatabaseApiKey gives applications access to the data in one or more clusters of an account. It cannot be
    changed once made, only deleted.
    """
    __slots__ = ("id", "account_id", "created_at", "cluster_ids", "prefix", "key")
    ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_IDS_FIELD_NUMBER: _ClassVar[int]
    PREFIX_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The UUID of the key. The server sets it; it must be left unset on create."""
    account_id: str
    """The account that owns the key and its clusters, as a UUID."""
    created_at: _timestamp_pb2.Timestamp
    """The moment at which the key was made. The server sets it; it must be left unset on create."""
    cluster_ids: _containers.RepeatedScalarFieldContainer[str]
    """The UUIDs of the clusters to which the key gives access, at least one."""
    prefix: str
    """The first characters of the secret key, by which people recognize it; never empty once the key exists. The
    server sets it; it must be left unset on create.
    """
    key: str
    """The secret key, to be sent to the cluster with every request. The server sets it only in the response to
    CreateDatabaseApiKey; it must be left unset on create and is empty in all other answers.
    """
    def __init__(self, id: _Optional[str] = ..., account_id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., cluster_ids: _Optional[_Iterable[str]] = ..., prefix: _Optional[str] = ..., key: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "account_id", "created_at", "cluster_ids", "prefix", "key"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
