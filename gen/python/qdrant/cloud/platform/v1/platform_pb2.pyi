"""The places where Qdrant Cloud runs clusters: the cloud providers, their regions and what each region is
capable of, both as public lists and as seen by one account.
"""
from qdrant.cloud.hybrid.v1 import hybrid_cloud_pb2 as _hybrid_cloud_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class ListGlobalCloudProvidersRequest(_message.Message):
    """Has no fields, since the list of all cloud providers is the same for every caller."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListGlobalCloudProvidersResponse(_message.Message):
    """Holds the cloud providers of the platform without regard to any account."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[CloudProvider]
    """The cloud providers, all of them. Look at `CloudProvider.available` before offering one for new clusters."""
    def __init__(self, items: _Optional[_Iterable[_Union[CloudProvider, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListCloudProvidersRequest(_message.Message):
    """Says for which account the cloud providers are listed."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that the cloud providers are offered to."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListCloudProvidersResponse(_message.Message):
    """Holds the cloud providers that are offered to the account."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[CloudProvider]
    """The cloud providers, all of them. Look at `CloudProvider.available` before offering one for new clusters."""
    def __init__(self, items: _Optional[_Iterable[_Union[CloudProvider, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListGlobalCloudProviderRegionsRequest(_message.Message):
    """Says of which cloud provider the regions are listed."""
    __slots__ = ("cloud_provider_id",)
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    cloud_provider_id: str
    """The cloud provider whose regions are listed, an ID as found in `CloudProvider.id`, at least 3 characters."""
    def __init__(self, cloud_provider_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["cloud_provider_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListGlobalCloudProviderRegionsResponse(_message.Message):
    """Holds the regions of the cloud provider without regard to any account."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[CloudProviderRegion]
    """The regions, all of them. Look at `CloudProviderRegion.available` before offering one for new clusters."""
    def __init__(self, items: _Optional[_Iterable[_Union[CloudProviderRegion, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetGlobalCloudProviderRegionRequest(_message.Message):
    """Names the region to fetch."""
    __slots__ = ("cloud_provider_id", "region_id")
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    REGION_ID_FIELD_NUMBER: _ClassVar[int]
    cloud_provider_id: str
    """The cloud provider that the region belongs to, at least 3 characters."""
    region_id: str
    """The ID of the region within the provider, as found in `CloudProviderRegion.id`."""
    def __init__(self, cloud_provider_id: _Optional[str] = ..., region_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["cloud_provider_id", "region_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetGlobalCloudProviderRegionResponse(_message.Message):
    """Holds the region that was asked for."""
    __slots__ = ("region",)
    REGION_FIELD_NUMBER: _ClassVar[int]
    region: CloudProviderRegion
    """The region with the requested ID."""
    def __init__(self, region: _Optional[_Union[CloudProviderRegion, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["region"]) -> bool: ...
    def ClearField(self, field_name: _Literal["region"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListCloudProviderRegionsRequest(_message.Message):
    """Says for which account, and of which cloud provider, the regions are listed."""
    __slots__ = ("account_id", "cloud_provider_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that the regions are offered to."""
    cloud_provider_id: str
    """The cloud provider whose regions are listed, an ID as found in `CloudProvider.id`, at least 3 characters."""
    def __init__(self, account_id: _Optional[str] = ..., cloud_provider_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cloud_provider_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListCloudProviderRegionsResponse(_message.Message):
    """Holds the regions of the cloud provider that are offered to the account."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[CloudProviderRegion]
    """The regions, all of them. Look at `CloudProviderRegion.available` before offering one for new clusters."""
    def __init__(self, items: _Optional[_Iterable[_Union[CloudProviderRegion, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetCloudProviderRegionRequest(_message.Message):
    """Names the region to fetch and the account that it is offered to."""
    __slots__ = ("account_id", "cloud_provider_id", "region_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    REGION_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that the region is offered to."""
    cloud_provider_id: str
    """The cloud provider that the region belongs to, at least 3 characters."""
    region_id: str
    """The ID of the region within the provider, as found in `CloudProviderRegion.id`."""
    def __init__(self, account_id: _Optional[str] = ..., cloud_provider_id: _Optional[str] = ..., region_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cloud_provider_id", "region_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetCloudProviderRegionResponse(_message.Message):
    """Holds the region that was asked for, as it is offered to the account."""
    __slots__ = ("region",)
    REGION_FIELD_NUMBER: _ClassVar[int]
    region: CloudProviderRegion
    """The region with the requested ID."""
    def __init__(self, region: _Optional[_Union[CloudProviderRegion, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["region"]) -> bool: ...
    def ClearField(self, field_name: _Literal["region"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CloudProvider(_message.Message):
    """A CloudProvider is a company whose infrastructure clusters run on, or `hybrid`, which stands for the
    customer's own Kubernetes clusters.
    """
    __slots__ = ("id", "name", "free_tier", "available")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    FREE_TIER_FIELD_NUMBER: _ClassVar[int]
    AVAILABLE_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The ID of the provider, at least 3 characters. Everywhere in the API a `cloud_provider_id` refers to it."""
    name: str
    """The name of the provider as shown to people; never empty."""
    free_tier: bool
    """True where free clusters are offered at this provider. Regions tell it in detail."""
    available: bool
    """True where new clusters can be created at this provider."""
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., free_tier: bool = ..., available: bool = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "name", "free_tier", "available"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CloudProviderRegion(_message.Message):
    """A CloudProviderRegion is a location of a cloud provider that clusters can run in."""
    __slots__ = ("id", "name", "free_tier", "available", "provider", "country_iso_code", "geographical_sub_region", "namespace", "capabilities", "storage_classes", "volume_snapshot_classes")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    FREE_TIER_FIELD_NUMBER: _ClassVar[int]
    AVAILABLE_FIELD_NUMBER: _ClassVar[int]
    PROVIDER_FIELD_NUMBER: _ClassVar[int]
    COUNTRY_ISO_CODE_FIELD_NUMBER: _ClassVar[int]
    GEOGRAPHICAL_SUB_REGION_FIELD_NUMBER: _ClassVar[int]
    NAMESPACE_FIELD_NUMBER: _ClassVar[int]
    CAPABILITIES_FIELD_NUMBER: _ClassVar[int]
    STORAGE_CLASSES_FIELD_NUMBER: _ClassVar[int]
    VOLUME_SNAPSHOT_CLASSES_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The ID of the region, unique within its provider. It is a UUID where the provider is `hybrid`. Everywhere in
    the API a `cloud_provider_region_id` refers to it.
    """
    name: str
    """The name of the region as shown to people; never empty."""
    free_tier: bool
    """True where free clusters are offered in this region."""
    available: bool
    """True where new clusters can be created in this region."""
    provider: str
    """The cloud provider that the region belongs to; never empty."""
    country_iso_code: str
    """The country that the region lies in, as an ISO 3166-1 code of two capital letters such as `DE`. Absent where
    the country is not known.
    """
    geographical_sub_region: str
    """The part of the world that the region lies in, for grouping regions on display. Absent where it is not
    known.
    """
    namespace: str
    """The Kubernetes namespace that clusters of this region run in. Absent where the region does not have one to
    show.
    """
    capabilities: CloudProviderRegionCapabilities
    """What the storage of this region can do. When absent, nothing is known to be supported."""
    storage_classes: _containers.RepeatedCompositeFieldContainer[_hybrid_cloud_pb2.HybridCloudEnvironmentStorageClass]
    """The Kubernetes storage classes that the disks of clusters in this region can use. Empty where the region
    offers no choice.
    """
    volume_snapshot_classes: _containers.RepeatedCompositeFieldContainer[_hybrid_cloud_pb2.HybridCloudEnvironmentVolumeSnapshotClass]
    """The Kubernetes volume snapshot classes that snapshots of disks in this region can use. Empty where the
    region offers no choice.
    """
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., free_tier: bool = ..., available: bool = ..., provider: _Optional[str] = ..., country_iso_code: _Optional[str] = ..., geographical_sub_region: _Optional[str] = ..., namespace: _Optional[str] = ..., capabilities: _Optional[_Union[CloudProviderRegionCapabilities, _Mapping]] = ..., storage_classes: _Optional[_Iterable[_Union[_hybrid_cloud_pb2.HybridCloudEnvironmentStorageClass, _Mapping]]] = ..., volume_snapshot_classes: _Optional[_Iterable[_Union[_hybrid_cloud_pb2.HybridCloudEnvironmentVolumeSnapshotClass, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["country_iso_code", "geographical_sub_region", "namespace", "capabilities"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "name", "free_tier", "available", "provider", "country_iso_code", "geographical_sub_region", "namespace", "capabilities", "storage_classes", "volume_snapshot_classes"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CloudProviderRegionCapabilities(_message.Message):
    """What the infrastructure of a region supports."""
    __slots__ = ("volume_snapshot", "volume_expansion")
    VOLUME_SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    VOLUME_EXPANSION_FIELD_NUMBER: _ClassVar[int]
    volume_snapshot: bool
    """True where snapshots can be taken of the volumes in this region, which backups of clusters rely on."""
    volume_expansion: bool
    """True where volumes in this region can grow after they were created, so that a cluster can get more disk."""
    def __init__(self, volume_snapshot: bool = ..., volume_expansion: bool = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["volume_snapshot", "volume_expansion"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
