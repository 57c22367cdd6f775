"""Short-lived tokens with which a signed-in user opens the dashboard of a cluster without a database API key."""
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class CreateEphemeralDashboardTokenRequest(_message.Message):
    """Names the cluster whose dashboard is to be opened."""
    __slots__ = ("account_id", "cluster_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the cluster, as a UUID."""
    cluster_id: str
    """The UUID of the cluster for whose dashboard the token is valid."""
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateEphemeralDashboardTokenResponse(_message.Message):
    """Carries the token that was made."""
    __slots__ = ("ephemeral_dashboard_token",)
    EPHEMERAL_DASHBOARD_TOKEN_FIELD_NUMBER: _ClassVar[int]
    ephemeral_dashboard_token: EphemeralDashboardToken
    """The new token; always set."""
    def __init__(self, ephemeral_dashboard_token: _Optional[_Union[EphemeralDashboardToken, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["ephemeral_dashboard_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["ephemeral_dashboard_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class EphemeralDashboardToken(_message.Message):
    """An EphemeralDashboardToken is a short-lived proof that its bearer may open the dashboard of one cluster."""
    __slots__ = ("token",)
    TOKEN_FIELD_NUMBER: _ClassVar[int]
    token: str
    """The token, to be passed on unchanged and kept secret. It starts with `local` or `vault` and a version such
    as `v1`, each followed by a colon; the rest is opaque.
    """
    def __init__(self, token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
