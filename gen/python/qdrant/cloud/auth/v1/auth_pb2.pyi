"""The authentication API: management keys, with which programs call the Qdrant Cloud API on behalf of an
account.
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

class ListManagementKeysRequest(_message.Message):
    """Selects the account whose management keys are wanted."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose management keys are listed, a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListManagementKeysResponse(_message.Message):
    """The management keys of the account in one answer, without their secrets."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[ManagementKey]
    """All management keys of the account, each without its `key`. Empty if the account has none."""
    def __init__(self, items: _Optional[_Iterable[_Union[ManagementKey, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateManagementKeyRequest(_message.Message):
    """Describes the management key to create, which comes down to the account that it is for."""
    __slots__ = ("management_key",)
    MANAGEMENT_KEY_FIELD_NUMBER: _ClassVar[int]
    management_key: ManagementKey
    """The key to create, required. Fill in only `account_id`; the server sets all other fields."""
    def __init__(self, management_key: _Optional[_Union[ManagementKey, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["management_key"]) -> bool: ...
    def ClearField(self, field_name: _Literal["management_key"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateManagementKeyResponse(_message.Message):
    """The outcome of CreateManagementKey, with the secret of the new key."""
    __slots__ = ("management_key",)
    MANAGEMENT_KEY_FIELD_NUMBER: _ClassVar[int]
    management_key: ManagementKey
    """The key as created, always set. Its field `key` holds the secret, which later calls do not return."""
    def __init__(self, management_key: _Optional[_Union[ManagementKey, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["management_key"]) -> bool: ...
    def ClearField(self, field_name: _Literal["management_key"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteManagementKeyRequest(_message.Message):
    """Names the management key that DeleteManagementKey removes."""
    __slots__ = ("account_id", "management_key_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    MANAGEMENT_KEY_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the key to delete, a UUID."""
    management_key_id: str
    """The `id` of the key to delete, a UUID; this is neither its prefix nor its secret."""
    def __init__(self, account_id: _Optional[str] = ..., management_key_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "management_key_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteManagementKeyResponse(_message.Message):
    """Empty; success means that the management key has been deleted."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ManagementKey(_message.Message):
    """ManagementKey is a credential of an account for programmatic use of the Qdrant Cloud API. A key cannot be
    changed after its creation, only deleted.
    """
    __slots__ = ("id", "account_id", "created_at", "prefix", "key")
    ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    PREFIX_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The identifier of the key, a UUID by which it is deleted. The server sets it on creation; leave it empty in
    a create request.
    """
    account_id: str
    """The account that the key belongs to and acts for, a UUID. It is required on creation."""
    created_at: _timestamp_pb2.Timestamp
    """When the key was created. The server sets it; leave it unset in a create request."""
    prefix: str
    """The first characters of the secret, by which people can tell keys apart without seeing the whole secret. The
    server sets it, and it is never empty on a stored key.
    """
    key: str
    """The full secret to send in the header `Authorization: apikey <MANAGEMENT_KEY>`. The server generates it and
    returns it only in the response of CreateManagementKey; it is empty everywhere else.
    """
    def __init__(self, id: _Optional[str] = ..., account_id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., prefix: _Optional[str] = ..., key: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "account_id", "created_at", "prefix", "key"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
