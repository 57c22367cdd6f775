"""Short-lived tokens with which a signed-in user opens the dashboard of a serverless space. Each token is backed
by a space API key, by which it is listed and revoked.
"""
from qdrant.cloud.serverless.space.auth.v1 import space_api_key_pb2 as _space_api_key_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class CreateEphemeralDashboardTokenRequest(_message.Message):
    """Chooses the space whose dashboard is to be opened."""
    __slots__ = ("account_id", "space_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    SPACE_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the space, as a UUID."""
    space_id: str
    """The UUID of the space for which the token is valid."""
    def __init__(self, account_id: _Optional[str] = ..., space_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "space_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateEphemeralDashboardTokenResponse(_message.Message):
    """Carries the token that was created."""
    __slots__ = ("ephemeral_dashboard_token",)
    EPHEMERAL_DASHBOARD_TOKEN_FIELD_NUMBER: _ClassVar[int]
    ephemeral_dashboard_token: EphemeralDashboardToken
    """The new token. It is always set, and this is the only response that shows it."""
    def __init__(self, ephemeral_dashboard_token: _Optional[_Union[EphemeralDashboardToken, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["ephemeral_dashboard_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["ephemeral_dashboard_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListEphemeralDashboardTokensRequest(_message.Message):
    """Chooses the account and, if wanted, the space whose dashboard tokens are listed."""
    __slots__ = ("account_id", "space_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    SPACE_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose dashboard tokens are listed, as a UUID."""
    space_id: str
    """Keeps only the tokens for the space with this UUID. When absent, the tokens for all spaces of the account
    are listed.
    """
    def __init__(self, account_id: _Optional[str] = ..., space_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["space_id"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "space_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListEphemeralDashboardTokensResponse(_message.Message):
    """Carries the dashboard tokens that were found, in the form of their space API keys."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[_space_api_key_pb2.SpaceApiKey]
    """The space API keys that stand behind the tokens. Empty when there are no tokens."""
    def __init__(self, items: _Optional[_Iterable[_Union[_space_api_key_pb2.SpaceApiKey, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class RevokeEphemeralDashboardTokenRequest(_message.Message):
    """Chooses the dashboard token that is to end before it expires."""
    __slots__ = ("account_id", "space_api_key_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    SPACE_API_KEY_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account to which the token belongs, as a UUID."""
    space_api_key_id: str
    """The UUID of the space API key that stands behind the token, as found with ListEphemeralDashboardTokens."""
    def __init__(self, account_id: _Optional[str] = ..., space_api_key_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "space_api_key_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class RevokeEphemeralDashboardTokenResponse(_message.Message):
    """Empty; success means that the token has been revoked."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class EphemeralDashboardToken(_message.Message):
    """A short-lived secret that opens the dashboard of a space."""
    __slots__ = ("token",)
    TOKEN_FIELD_NUMBER: _ClassVar[int]
    token: str
    """The secret itself. It begins with `local` or `vault` and a version such as `v1`, each followed by a colon;
    pass it on as a whole and do not rely on what follows.
    """
    def __init__(self, token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
