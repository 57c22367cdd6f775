"""Serverless spaces, which hold collections without a cluster that you have to size or run. This file lets you
create, read, change and delete them.
"""
import datetime

from google.protobuf import field_mask_pb2 as _field_mask_pb2
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

class SpaceStatePhase(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The stages in the life of a space."""
    __slots__ = ()
    SPACE_STATE_PHASE_UNSPECIFIED: _ClassVar[SpaceStatePhase]
    """The phase is not known, or it is one that this version of the client does not know."""
    SPACE_STATE_PHASE_PROCESSING: _ClassVar[SpaceStatePhase]
    """The space is being set up or changed."""
    SPACE_STATE_PHASE_READY: _ClassVar[SpaceStatePhase]
    """The space is set up as configured, and its data can be used."""
    SPACE_STATE_PHASE_DISABLED: _ClassVar[SpaceStatePhase]
    """The space exists but is switched off and cannot be used."""
    SPACE_STATE_PHASE_DELETING: _ClassVar[SpaceStatePhase]
    """The space is being deleted."""
SPACE_STATE_PHASE_UNSPECIFIED: SpaceStatePhase
"""The phase is not known, or it is one that this version of the client does not know."""
SPACE_STATE_PHASE_PROCESSING: SpaceStatePhase
"""The space is being set up or changed."""
SPACE_STATE_PHASE_READY: SpaceStatePhase
"""The space is set up as configured, and its data can be used."""
SPACE_STATE_PHASE_DISABLED: SpaceStatePhase
"""The space exists but is switched off and cannot be used."""
SPACE_STATE_PHASE_DELETING: SpaceStatePhase
"""The space is being deleted."""

class ListSpacesRequest(_message.Message):
    """Chooses the account, the filter and the page for a list of spaces."""
    __slots__ = ("account_id", "cloud_provider_id", "cloud_provider_region_id", "page_size", "page_token")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_REGION_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose spaces are listed, as a UUID."""
    cloud_provider_id: str
    """Keeps only the spaces of this cloud provider; at least 3 characters. When absent, spaces of all providers
    are listed.
    """
    cloud_provider_region_id: str
    """Keeps only the spaces of this region. It can be given only together with `cloud_provider_id`; when absent,
    spaces of all regions are listed.
    """
    page_size: int
    """The most spaces in one page, from 1 to 250. When absent, the server chooses."""
    page_token: str
    """The `next_page_token` of the page before, for reading on. Absent for the first page."""
    def __init__(self, account_id: _Optional[str] = ..., cloud_provider_id: _Optional[str] = ..., cloud_provider_region_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cloud_provider_id", "cloud_provider_region_id", "page_size", "page_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cloud_provider_id", "cloud_provider_region_id", "page_size", "page_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListSpacesResponse(_message.Message):
    """Carries one page of the spaces that match the request."""
    __slots__ = ("items", "total_size", "next_page_token")
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_SIZE_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[Space]
    """The spaces in this page. Empty when nothing matches."""
    total_size: int
    """The number of matching spaces over all pages. Absent when the server does not report it."""
    next_page_token: str
    """The opaque token with which the next page is read. Absent on the last page."""
    def __init__(self, items: _Optional[_Iterable[_Union[Space, _Mapping]]] = ..., total_size: _Optional[int] = ..., next_page_token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["total_size", "next_page_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["items", "total_size", "next_page_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetSpaceRequest(_message.Message):
    """Chooses the space to read."""
    __slots__ = ("account_id", "space_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    SPACE_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the space, as a UUID."""
    space_id: str
    """The UUID of the space to read."""
    def __init__(self, account_id: _Optional[str] = ..., space_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "space_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetSpaceResponse(_message.Message):
    """Carries the space that was asked for."""
    __slots__ = ("space",)
    SPACE_FIELD_NUMBER: _ClassVar[int]
    space: Space
    """The space as stored, with its current state. It is always set."""
    def __init__(self, space: _Optional[_Union[Space, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["space"]) -> bool: ...
    def ClearField(self, field_name: _Literal["space"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateSpaceRequest(_message.Message):
    """Describes the space to create: its name, where it lies and how it is configured."""
    __slots__ = ("space",)
    SPACE_FIELD_NUMBER: _ClassVar[int]
    space: Space
    """The space to create, with the owner in its `account_id`. The fields that the server sets (`id`,
    `created_at`, `deleted_at` and `state`) must be left unset.
    """
    def __init__(self, space: _Optional[_Union[Space, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["space"]) -> bool: ...
    def ClearField(self, field_name: _Literal["space"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateSpaceResponse(_message.Message):
    """Carries the space that was created."""
    __slots__ = ("space",)
    SPACE_FIELD_NUMBER: _ClassVar[int]
    space: Space
    """The new space, with the fields that the server has set; its `state` is always present."""
    def __init__(self, space: _Optional[_Union[Space, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["space"]) -> bool: ...
    def ClearField(self, field_name: _Literal["space"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateSpaceFromBackupRequest(_message.Message):
    """Chooses the backup to start from and names the new space."""
    __slots__ = ("account_id", "backup_id", "space_name")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    BACKUP_ID_FIELD_NUMBER: _ClassVar[int]
    SPACE_NAME_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the backup and will own the new space, as a UUID."""
    backup_id: str
    """The UUID of the backup from which the space is filled."""
    space_name: str
    """The name of the new space, 4 to 64 characters long, made of letters, digits, hyphens and underscores."""
    def __init__(self, account_id: _Optional[str] = ..., backup_id: _Optional[str] = ..., space_name: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "backup_id", "space_name"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateSpaceFromBackupResponse(_message.Message):
    """Carries the space that was created from the backup."""
    __slots__ = ("space",)
    SPACE_FIELD_NUMBER: _ClassVar[int]
    space: Space
    """The new space, with the fields that the server has set; its `state` is always present."""
    def __init__(self, space: _Optional[_Union[Space, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["space"]) -> bool: ...
    def ClearField(self, field_name: _Literal["space"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateSpaceRequest(_message.Message):
    """Carries the new values of a space and, if wanted, the list of fields to change."""
    __slots__ = ("space", "update_mask")
    SPACE_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    space: Space
    """The space with its new values. Its `id` and `account_id` say which one is changed, so `id` must not be
    empty.
    """
    update_mask: _field_mask_pb2.FieldMask
    """The fields of the space that are changed; the others keep their stored values. When absent, the space is
    taken as sent.
    """
    def __init__(self, space: _Optional[_Union[Space, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["space", "update_mask"]) -> bool: ...
    def ClearField(self, field_name: _Literal["space", "update_mask"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateSpaceResponse(_message.Message):
    """Carries the space after the change."""
    __slots__ = ("space",)
    SPACE_FIELD_NUMBER: _ClassVar[int]
    space: Space
    """The space as it is stored now; its `state` is always present."""
    def __init__(self, space: _Optional[_Union[Space, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["space"]) -> bool: ...
    def ClearField(self, field_name: _Literal["space"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteSpaceRequest(_message.Message):
    """Chooses the space to delete and says what becomes of its backups."""
    __slots__ = ("account_id", "space_id", "delete_backups")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    SPACE_ID_FIELD_NUMBER: _ClassVar[int]
    DELETE_BACKUPS_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the space, as a UUID."""
    space_id: str
    """The UUID of the space to delete, whose data is deleted with it."""
    delete_backups: bool
    """Whether the backups of the space are deleted along with it. When absent or false, deleting them is not
    requested.
    """
    def __init__(self, account_id: _Optional[str] = ..., space_id: _Optional[str] = ..., delete_backups: bool = ...) -> None: ...
    def HasField(self, field_name: _Literal["delete_backups"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "space_id", "delete_backups"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteSpaceResponse(_message.Message):
    """Empty; success means that the deletion of the space was accepted."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class SuggestSpaceNameRequest(_message.Message):
    """Chooses the account for which a space name is suggested."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account in which the new space would be created, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class SuggestSpaceNameResponse(_message.Message):
    """Carries a name to offer to the user for a new space; nothing is reserved by it."""
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    """A name that can be used for a new space. It is never empty."""
    def __init__(self, name: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["name"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class Space(_message.Message):
    """A serverless space, which holds collections and is reached under an endpoint of its own while the platform
    takes care of the resources behind it.
    """
    __slots__ = ("id", "created_at", "account_id", "name", "deleted_at", "cloud_provider_id", "cloud_provider_region_id", "labels", "cost_allocation_label", "configuration", "created_by", "last_updated_by", "deleted_by", "state")
    ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    DELETED_AT_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_REGION_ID_FIELD_NUMBER: _ClassVar[int]
    LABELS_FIELD_NUMBER: _ClassVar[int]
    COST_ALLOCATION_LABEL_FIELD_NUMBER: _ClassVar[int]
    CONFIGURATION_FIELD_NUMBER: _ClassVar[int]
    CREATED_BY_FIELD_NUMBER: _ClassVar[int]
    LAST_UPDATED_BY_FIELD_NUMBER: _ClassVar[int]
    DELETED_BY_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The UUID of the space. It is set by the server and must be left unset on create."""
    created_at: _timestamp_pb2.Timestamp
    """The moment at which the space was created. It is set by the server and must be left unset on create."""
    account_id: str
    """The UUID of the account that owns the space."""
    name: str
    """The name of the space, 4 to 64 characters long, made of letters, digits, hyphens and underscores."""
    deleted_at: _timestamp_pb2.Timestamp
    """The moment at which the deletion of the space began. It is set by the server, must be left unset on create,
    and is absent for a space that is not being deleted.
    """
    cloud_provider_id: str
    """The cloud provider in which the space lies, as found in CloudProvider.id of the serverless platform service;
    at least 3 characters.
    """
    cloud_provider_region_id: str
    """The region of the provider in which the space lies. It must not be empty."""
    labels: _containers.RepeatedCompositeFieldContainer[_common_pb2.KeyValue]
    """Key and value pairs of your own that describe the space, at most 10."""
    cost_allocation_label: str
    """A label of your own by which the cost of the space can be assigned, for instance to a team. It has at most
    253 characters in the form of a Kubernetes label name, optionally with a DNS prefix and a slash; absent when
    there is none.
    """
    configuration: SpaceConfiguration
    """The settings of the space, such as who may reach it and how much it may store. It must be given."""
    created_by: _common_pb2.Caller
    """The caller who created the space. It is set by the server and ignored when clients send it."""
    last_updated_by: _common_pb2.Caller
    """The caller who last changed the space. It is set by the server and ignored when clients send it."""
    deleted_by: _common_pb2.Caller
    """The caller who deleted the space. It is set by the server, ignored when clients send it, and absent for a
    space that is not being deleted.
    """
    state: SpaceState
    """What the space is doing at present and where it can be reached. It is set by the server and must be left
    unset on create.
    """
    def __init__(self, id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., account_id: _Optional[str] = ..., name: _Optional[str] = ..., deleted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., cloud_provider_id: _Optional[str] = ..., cloud_provider_region_id: _Optional[str] = ..., labels: _Optional[_Iterable[_Union[_common_pb2.KeyValue, _Mapping]]] = ..., cost_allocation_label: _Optional[str] = ..., configuration: _Optional[_Union[SpaceConfiguration, _Mapping]] = ..., created_by: _Optional[_Union[_common_pb2.Caller, _Mapping]] = ..., last_updated_by: _Optional[_Union[_common_pb2.Caller, _Mapping]] = ..., deleted_by: _Optional[_Union[_common_pb2.Caller, _Mapping]] = ..., state: _Optional[_Union[SpaceState, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at", "deleted_at", "cost_allocation_label", "configuration", "created_by", "last_updated_by", "deleted_by", "state"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "created_at", "account_id", "name", "deleted_at", "cloud_provider_id", "cloud_provider_region_id", "labels", "cost_allocation_label", "configuration", "created_by", "last_updated_by", "deleted_by", "state"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class SpaceConfiguration(_message.Message):
    """The settings of a space, such as from where it may be reached and how much it may store."""
    __slots__ = ("last_modified_at", "allowed_ip_source_ranges", "allowed_origins", "platform_max_storage_bytes", "max_storage_bytes", "max_collections_per_space")
    LAST_MODIFIED_AT_FIELD_NUMBER: _ClassVar[int]
    ALLOWED_IP_SOURCE_RANGES_FIELD_NUMBER: _ClassVar[int]
    ALLOWED_ORIGINS_FIELD_NUMBER: _ClassVar[int]
    PLATFORM_MAX_STORAGE_BYTES_FIELD_NUMBER: _ClassVar[int]
    MAX_STORAGE_BYTES_FIELD_NUMBER: _ClassVar[int]
    MAX_COLLECTIONS_PER_SPACE_FIELD_NUMBER: _ClassVar[int]
    last_modified_at: _timestamp_pb2.Timestamp
    """The moment at which the settings were last changed, as kept by the server."""
    allowed_ip_source_ranges: _containers.RepeatedScalarFieldContainer[str]
    """The IPv4 networks in CIDR notation from which the space may be reached, such as 10.0.0.0/8, at most 40. When
    empty, access is not limited by address.
    """
    allowed_origins: _containers.RepeatedScalarFieldContainer[str]
    """The web origins from which pages in a browser may call the space, at most 10, without repetition. Each is
    `http://` or `https://` followed by a domain name and, if needed, a port, with no path and no wildcard.
    """
    platform_max_storage_bytes: int
    """The most storage, in bytes, that the platform allows to the space. It comes from the platform rather than
    from the owner of the space.
    """
    max_storage_bytes: int
    """The most storage, in bytes, that the owner of the space wants it to use. When absent, only
    `platform_max_storage_bytes` limits it.
    """
    max_collections_per_space: int
    """The most collections that the space may hold."""
    def __init__(self, last_modified_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., allowed_ip_source_ranges: _Optional[_Iterable[str]] = ..., allowed_origins: _Optional[_Iterable[str]] = ..., platform_max_storage_bytes: _Optional[int] = ..., max_storage_bytes: _Optional[int] = ..., max_collections_per_space: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _Literal["last_modified_at", "max_storage_bytes"]) -> bool: ...
    def ClearField(self, field_name: _Literal["last_modified_at", "allowed_ip_source_ranges", "allowed_origins", "platform_max_storage_bytes", "max_storage_bytes", "max_collections_per_space"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class SpaceState(_message.Message):
    """What a space is doing at present. All of it is set by the server."""
    __slots__ = ("phase", "reason", "endpoint")
    PHASE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ENDPOINT_FIELD_NUMBER: _ClassVar[int]
    phase: SpaceStatePhase
    """The stage of its life in which the space is."""
    reason: str
    """An explanation of the phase for people to read. Empty when there is nothing to explain."""
    endpoint: SpaceEndpoint
    """Where the space can be reached. Absent as long as it has no endpoint."""
    def __init__(self, phase: _Optional[_Union[SpaceStatePhase, str]] = ..., reason: _Optional[str] = ..., endpoint: _Optional[_Union[SpaceEndpoint, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["endpoint"]) -> bool: ...
    def ClearField(self, field_name: _Literal["phase", "reason", "endpoint"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class SpaceEndpoint(_message.Message):
    """The address under which the data of a space can be reached."""
    __slots__ = ("url", "rest_port", "grpc_port")
    URL_FIELD_NUMBER: _ClassVar[int]
    REST_PORT_FIELD_NUMBER: _ClassVar[int]
    GRPC_PORT_FIELD_NUMBER: _ClassVar[int]
    url: str
    """The base address of the space as a URI, to be used with `rest_port` or `grpc_port`."""
    rest_port: int
    """The port on which the space serves REST, greater than zero."""
    grpc_port: int
    """The port on which the space serves gRPC, greater than zero."""
    def __init__(self, url: _Optional[str] = ..., rest_port: _Optional[int] = ..., grpc_port: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["url", "rest_port", "grpc_port"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
