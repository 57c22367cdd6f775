"""The limits of an account on the serverless platform, together with how much of them is in use."""
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class GetQuotasRequest(_message.Message):
    """Chooses the account whose serverless limits are read."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose limits and usage are read, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetQuotasResponse(_message.Message):
    """Carries the serverless limits of the account."""
    __slots__ = ("quota",)
    QUOTA_FIELD_NUMBER: _ClassVar[int]
    quota: AccountQuota
    """The limits of the requested account and its usage."""
    def __init__(self, quota: _Optional[_Union[AccountQuota, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["quota"]) -> bool: ...
    def ClearField(self, field_name: _Literal["quota"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class AccountQuota(_message.Message):
    """The serverless limits of one account and how much of them is used."""
    __slots__ = ("account_id", "max_spaces", "max_collections_per_space", "platform_max_storage_bytes_per_space", "used_spaces", "used_storage_bytes")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    MAX_SPACES_FIELD_NUMBER: _ClassVar[int]
    MAX_COLLECTIONS_PER_SPACE_FIELD_NUMBER: _ClassVar[int]
    PLATFORM_MAX_STORAGE_BYTES_PER_SPACE_FIELD_NUMBER: _ClassVar[int]
    USED_SPACES_FIELD_NUMBER: _ClassVar[int]
    USED_STORAGE_BYTES_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The UUID of the account to which the limits apply."""
    max_spaces: int
    """The most spaces that the account may have."""
    max_collections_per_space: int
    """The most collections that each space of the account may hold."""
    platform_max_storage_bytes_per_space: int
    """The most storage, in bytes, that the platform allows to each space of the account."""
    used_spaces: int
    """The number of spaces that the account has at present, to be compared with `max_spaces`."""
    used_storage_bytes: int
    """The storage, in bytes, that the account uses at present."""
    def __init__(self, account_id: _Optional[str] = ..., max_spaces: _Optional[int] = ..., max_collections_per_space: _Optional[int] = ..., platform_max_storage_bytes_per_space: _Optional[int] = ..., used_spaces: _Optional[int] = ..., used_storage_bytes: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "max_spaces", "max_collections_per_space", "platform_max_storage_bytes_per_space", "used_spaces", "used_storage_bytes"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
