"""The limits that apply to the signed-in user and to an account. This file lets you read how many accounts,
clusters and keys are allowed.
"""
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class GetAuthenticatedUserQuotasRequest(_message.Message):
    """Empty; the user is taken from the credentials of the call."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetAuthenticatedUserQuotasResponse(_message.Message):
    """Carries the limits of the calling user."""
    __slots__ = ("max_owned_accounts", "max_member_accounts")
    MAX_OWNED_ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    MAX_MEMBER_ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    max_owned_accounts: int
    """The most accounts that the user may own, at least 1."""
    max_member_accounts: int
    """The most accounts of which the user may be a member, at least 1."""
    def __init__(self, max_owned_accounts: _Optional[int] = ..., max_member_accounts: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["max_owned_accounts", "max_member_accounts"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetAccountQuotasRequest(_message.Message):
    """Chooses the account whose limits are read."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose limits are read, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetAccountQuotasResponse(_message.Message):
    """Carries the limits on how many clusters, nodes and database API keys the account may have."""
    __slots__ = ("account_id", "max_clusters", "max_cluster_nodes", "max_cluster_database_api_keys", "max_free_tier_clusters")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    MAX_CLUSTERS_FIELD_NUMBER: _ClassVar[int]
    MAX_CLUSTER_NODES_FIELD_NUMBER: _ClassVar[int]
    MAX_CLUSTER_DATABASE_API_KEYS_FIELD_NUMBER: _ClassVar[int]
    MAX_FREE_TIER_CLUSTERS_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The UUID of the account to which the limits apply."""
    max_clusters: int
    """The most clusters that the account may have."""
    max_cluster_nodes: int
    """The most nodes that a cluster of the account may have."""
    max_cluster_database_api_keys: int
    """The most database API keys that a cluster of the account may have."""
    max_free_tier_clusters: int
    """The most clusters of the free tier that the account may have."""
    def __init__(self, account_id: _Optional[str] = ..., max_clusters: _Optional[int] = ..., max_cluster_nodes: _Optional[int] = ..., max_cluster_database_api_keys: _Optional[int] = ..., max_free_tier_clusters: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "max_clusters", "max_cluster_nodes", "max_cluster_database_api_keys", "max_free_tier_clusters"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
