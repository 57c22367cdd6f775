"""Queries that combine the data of several services into one answer, made for the web application."""
from qdrant.cloud.iam.v1 import iam_pb2 as _iam_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class ListUsersWithRolesRequest(_message.Message):
    """Names the account that ListUsersWithRoles looks at."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose users are listed, as a UUID. Only roles in this account are shown."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListUsersWithRolesResponse(_message.Message):
    """The users of an account and their roles."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[UserWithRoles]
    """One entry for each user of the account."""
    def __init__(self, items: _Optional[_Iterable[_Union[UserWithRoles, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UserWithRoles(_message.Message):
    """UserWithRoles puts a user and the roles of that user in one account side by side."""
    __slots__ = ("user", "roles")
    USER_FIELD_NUMBER: _ClassVar[int]
    ROLES_FIELD_NUMBER: _ClassVar[int]
    user: _iam_pb2.User
    """The user to whom the roles in this entry belong; always set."""
    roles: _containers.RepeatedCompositeFieldContainer[_iam_pb2.Role]
    """The roles that the user has in the account; empty when there are none."""
    def __init__(self, user: _Optional[_Union[_iam_pb2.User, _Mapping]] = ..., roles: _Optional[_Iterable[_Union[_iam_pb2.Role, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["user"]) -> bool: ...
    def ClearField(self, field_name: _Literal["user", "roles"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
