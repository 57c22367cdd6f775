"""The price list of Qdrant Cloud: the packages that a cluster can be booked with, quotes for clusters and
backups, and the inference models and storage tiers that are offered in a region.
"""
from qdrant.cloud.common.v1 import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class PackageStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """Whether a package is on offer."""
    __slots__ = ()
    PACKAGE_STATUS_UNSPECIFIED: _ClassVar[PackageStatus]
    """Not set; a valid package never carries it."""
    PACKAGE_STATUS_ACTIVE: _ClassVar[PackageStatus]
    """The package is on offer and can be booked."""
    PACKAGE_STATUS_DEACTIVATED: _ClassVar[PackageStatus]
    """The package has been taken off the price list and is not on offer for new bookings."""

class PackageTier(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The tier of service that a package belongs to."""
    __slots__ = ()
    PACKAGE_TIER_STATUS_UNSPECIFIED: _ClassVar[PackageTier]
    """Not set; a valid package never carries it and a filter for it is refused. Leave the filter out to see every
    tier.
    """
    PACKAGE_TIER_STANDARD: _ClassVar[PackageTier]
    """The lower tier of service, below PACKAGE_TIER_PREMIUM; filter by it to leave premium packages out of a
    list.
    """
    PACKAGE_TIER_PREMIUM: _ClassVar[PackageTier]
    """The premium tier, above the standard one."""

class VectorType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The kind of vectors that an inference model makes."""
    __slots__ = ()
    VECTOR_TYPE_UNSPECIFIED: _ClassVar[VectorType]
    """Not set; a valid model never carries it."""
    VECTOR_TYPE_DENSE: _ClassVar[VectorType]
    """Dense vectors, one number for each dimension."""
    VECTOR_TYPE_SPARSE: _ClassVar[VectorType]
    """Sparse vectors, of which only the entries that are not zero are stored."""
    VECTOR_TYPE_MULTI: _ClassVar[VectorType]
    """Multivectors, several dense vectors for each input."""

class ModelModality(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The kind of input that an inference model takes."""
    __slots__ = ()
    MODEL_MODALITY_UNSPECIFIED: _ClassVar[ModelModality]
    """Not set; a valid model never carries it."""
    MODEL_MODALITY_TEXT: _ClassVar[ModelModality]
    """The model takes text and makes vectors out of it."""
    MODEL_MODALITY_IMAGE: _ClassVar[ModelModality]
    """The model takes images and makes vectors out of them."""
PACKAGE_STATUS_UNSPECIFIED: PackageStatus
"""Not set; a valid package never carries it."""
PACKAGE_STATUS_ACTIVE: PackageStatus
"""The package is on offer and can be booked."""
PACKAGE_STATUS_DEACTIVATED: PackageStatus
"""The package has been taken off the price list and is not on offer for new bookings."""
PACKAGE_TIER_STATUS_UNSPECIFIED: PackageTier
"""Not set; a valid package never carries it and a filter for it is refused. Leave the filter out to see every
tier.
"""
PACKAGE_TIER_STANDARD: PackageTier
"""The lower tier of service, below PACKAGE_TIER_PREMIUM; filter by it to leave premium packages out of a
list.
"""
PACKAGE_TIER_PREMIUM: PackageTier
"""The premium tier, above the standard one."""
VECTOR_TYPE_UNSPECIFIED: VectorType
"""Not set; a valid model never carries it."""
VECTOR_TYPE_DENSE: VectorType
"""Dense vectors, one number for each dimension."""
VECTOR_TYPE_SPARSE: VectorType
"""Sparse vectors, of which only the entries that are not zero are stored."""
VECTOR_TYPE_MULTI: VectorType
"""Multivectors, several dense vectors for each input."""
MODEL_MODALITY_UNSPECIFIED: ModelModality
"""Not set; a valid model never carries it."""
MODEL_MODALITY_TEXT: ModelModality
"""The model takes text and makes vectors out of it."""
MODEL_MODALITY_IMAGE: ModelModality
"""The model takes images and makes vectors out of them."""

class ListPackagesRequest(_message.Message):
    """Says for which account and place packages are listed, and which of them."""
    __slots__ = ("account_id", "cloud_provider_id", "cloud_provider_region_id", "statuses", "min_resources", "multi_az", "gpu", "tier")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_REGION_ID_FIELD_NUMBER: _ClassVar[int]
    STATUSES_FIELD_NUMBER: _ClassVar[int]
    MIN_RESOURCES_FIELD_NUMBER: _ClassVar[int]
    MULTI_AZ_FIELD_NUMBER: _ClassVar[int]
    GPU_FIELD_NUMBER: _ClassVar[int]
    TIER_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that the packages are offered to."""
    cloud_provider_id: str
    """The cloud provider whose packages are listed, an ID as returned by the PlatformService, or `hybrid` for
    clusters in a hybrid cloud environment. At least 3 characters.
    """
    cloud_provider_region_id: str
    """The region of the provider that the packages are for. It may only be left out where the provider is
    `hybrid`.
    """
    statuses: _containers.RepeatedScalarFieldContainer[PackageStatus]
    """Limits the list to packages in one of these statuses. An empty list asks for no such limit; name the
    statuses where it matters.
    """
    min_resources: ResourceConfigurationFilter
    """Limits the list to packages that have at least these resources. When absent, packages of every size match."""
    multi_az: bool
    """Limits the list to packages with (true) or without (false) nodes spread over several availability zones.
    When absent, both match.
    """
    gpu: bool
    """Limits the list to packages with (true) or without (false) a GPU. When absent, both match."""
    tier: PackageTier
    """Limits the list to the packages of one tier. When absent, packages of every tier match."""
    def __init__(self, account_id: _Optional[str] = ..., cloud_provider_id: _Optional[str] = ..., cloud_provider_region_id: _Optional[str] = ..., statuses: _Optional[_Iterable[_Union[PackageStatus, str]]] = ..., min_resources: _Optional[_Union[ResourceConfigurationFilter, _Mapping]] = ..., multi_az: bool = ..., gpu: bool = ..., tier: _Optional[_Union[PackageTier, str]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cloud_provider_region_id", "min_resources", "multi_az", "gpu", "tier"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cloud_provider_id", "cloud_provider_region_id", "statuses", "min_resources", "multi_az", "gpu", "tier"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListPackagesResponse(_message.Message):
    """Holds the packages that matched the request."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[Package]
    """The matching packages, all of them; empty where the place offers none that matches."""
    def __init__(self, items: _Optional[_Iterable[_Union[Package, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetPackageRequest(_message.Message):
    """Names a package and the account and place that its price is wanted for."""
    __slots__ = ("account_id", "id", "cloud_provider_id", "cloud_provider_region_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_REGION_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that the package is offered to."""
    id: str
    """The ID of the package to fetch, a UUID as found in `Package.id` or in the configuration of a cluster."""
    cloud_provider_id: str
    """The cloud provider that the package is looked up for, or `hybrid` for clusters in a hybrid cloud
    environment. At least 3 characters.
    """
    cloud_provider_region_id: str
    """The region that the package is looked up for. It may only be left out where the provider is `hybrid`."""
    def __init__(self, account_id: _Optional[str] = ..., id: _Optional[str] = ..., cloud_provider_id: _Optional[str] = ..., cloud_provider_region_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cloud_provider_region_id"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "id", "cloud_provider_id", "cloud_provider_region_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetPackageResponse(_message.Message):
    """Holds the package that was asked for."""
    __slots__ = ("package",)
    PACKAGE_FIELD_NUMBER: _ClassVar[int]
    package: Package
    """The package with the requested ID; always set."""
    def __init__(self, package: _Optional[_Union[Package, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["package"]) -> bool: ...
    def ClearField(self, field_name: _Literal["package"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListGlobalPackagesRequest(_message.Message):
    """Says for which place the public price list is wanted, and which packages of it."""
    __slots__ = ("cloud_provider_id", "cloud_provider_region_id", "min_resources", "gpu", "tier")
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_REGION_ID_FIELD_NUMBER: _ClassVar[int]
    MIN_RESOURCES_FIELD_NUMBER: _ClassVar[int]
    GPU_FIELD_NUMBER: _ClassVar[int]
    TIER_FIELD_NUMBER: _ClassVar[int]
    cloud_provider_id: str
    """The cloud provider whose price list is wanted, an ID as returned by the PlatformService, or `hybrid` for
    clusters in a hybrid cloud environment. At least 3 characters.
    """
    cloud_provider_region_id: str
    """The region of the provider that the price list is for. It may only be left out where the provider is
    `hybrid`.
    """
    min_resources: ResourceConfigurationFilter
    """Limits the price list to packages that have at least these resources. When absent, packages of every size
    match.
    """
    gpu: bool
    """Limits the price list to packages with (true) or without (false) a GPU. When absent, both match."""
    tier: PackageTier
    """Limits the price list to the packages of one tier. When absent, packages of every tier match."""
    def __init__(self, cloud_provider_id: _Optional[str] = ..., cloud_provider_region_id: _Optional[str] = ..., min_resources: _Optional[_Union[ResourceConfigurationFilter, _Mapping]] = ..., gpu: bool = ..., tier: _Optional[_Union[PackageTier, str]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cloud_provider_region_id", "min_resources", "gpu", "tier"]) -> bool: ...
    def ClearField(self, field_name: _Literal["cloud_provider_id", "cloud_provider_region_id", "min_resources", "gpu", "tier"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListGlobalPackagesResponse(_message.Message):
    """Holds the packages of the public price list that matched the request."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[Package]
    """The matching packages, all of them; empty where the place offers none that matches."""
    def __init__(self, items: _Optional[_Iterable[_Union[Package, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetQuoteRequest(_message.Message):
    """Describes the cluster whose price is wanted."""
    __slots__ = ("account_id", "cloud_provider_id", "cloud_provider_region_id", "number_of_nodes", "package_id", "additional_disk_gib", "storage_tier_type")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_REGION_ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_OF_NODES_FIELD_NUMBER: _ClassVar[int]
    PACKAGE_ID_FIELD_NUMBER: _ClassVar[int]
    ADDITIONAL_DISK_GIB_FIELD_NUMBER: _ClassVar[int]
    STORAGE_TIER_TYPE_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that would book the cluster; its discounts go into the quote."""
    cloud_provider_id: str
    """The cloud provider that the cluster would run at, or `hybrid` for a cluster in a hybrid cloud environment.
    At least 3 characters.
    """
    cloud_provider_region_id: str
    """The region that the cluster would run in. It may only be left out where the provider is `hybrid`."""
    number_of_nodes: int
    """The number of nodes that the cluster would have, at least 1."""
    package_id: str
    """The UUID of the package that the nodes would have, as found in `Package.id`."""
    additional_disk_gib: int
    """The disk to book on top of that in the package, in GiB. Zero, the default, adds none."""
    storage_tier_type: _common_pb2.StorageTierType
    """The storage performance tier of the disks. When absent, the caller chooses none and the price is that of the
    default tier.
    """
    def __init__(self, account_id: _Optional[str] = ..., cloud_provider_id: _Optional[str] = ..., cloud_provider_region_id: _Optional[str] = ..., number_of_nodes: _Optional[int] = ..., package_id: _Optional[str] = ..., additional_disk_gib: _Optional[int] = ..., storage_tier_type: _Optional[_Union[_common_pb2.StorageTierType, str]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cloud_provider_region_id", "storage_tier_type"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cloud_provider_id", "cloud_provider_region_id", "number_of_nodes", "package_id", "additional_disk_gib", "storage_tier_type"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetQuoteResponse(_message.Message):
    """The price per hour of the cluster that was described, as a total and, as far as they apply, in parts. All
    amounts are integers in the smallest step of `currency`.
    """
    __slots__ = ("currency", "original_price_per_hour", "discounted_price_per_hour", "discount_percentage", "package", "extra_disk", "disk_speed")
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    ORIGINAL_PRICE_PER_HOUR_FIELD_NUMBER: _ClassVar[int]
    DISCOUNTED_PRICE_PER_HOUR_FIELD_NUMBER: _ClassVar[int]
    DISCOUNT_PERCENTAGE_FIELD_NUMBER: _ClassVar[int]
    PACKAGE_FIELD_NUMBER: _ClassVar[int]
    EXTRA_DISK_FIELD_NUMBER: _ClassVar[int]
    DISK_SPEED_FIELD_NUMBER: _ClassVar[int]
    currency: str
    """The currency of all amounts in this quote, as a three-letter ISO 4217 code such as `USD`."""
    original_price_per_hour: int
    """The total price per hour before any discount, as an integer in the smallest step of `currency`, never
    negative.
    """
    discounted_price_per_hour: int
    """The total price per hour after the discounts of the account, as an integer in the smallest step of
    `currency`, never negative.
    """
    discount_percentage: float
    """The discount on the total in percent, from 0 (no discount) to 100 (free of charge)."""
    package: PriceBreakdown
    """The part of the total that pays for the package itself. Absent where the quote is not broken down."""
    extra_disk: PriceBreakdown
    """The part of the total that pays for disk beyond that of the package. Absent where no such part is charged."""
    disk_speed: PriceBreakdown
    """The part of the total that pays for the storage performance tier of the disks. Absent where no such part is
    charged.
    """
    def __init__(self, currency: _Optional[str] = ..., original_price_per_hour: _Optional[int] = ..., discounted_price_per_hour: _Optional[int] = ..., discount_percentage: _Optional[float] = ..., package: _Optional[_Union[PriceBreakdown, _Mapping]] = ..., extra_disk: _Optional[_Union[PriceBreakdown, _Mapping]] = ..., disk_speed: _Optional[_Union[PriceBreakdown, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["package", "extra_disk", "disk_speed"]) -> bool: ...
    def ClearField(self, field_name: _Literal["currency", "original_price_per_hour", "discounted_price_per_hour", "discount_percentage", "package", "extra_disk", "disk_speed"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetBackupQuoteRequest(_message.Message):
    """Describes the backup whose price is wanted."""
    __slots__ = ("account_id", "cloud_provider_id", "cloud_provider_region_id", "backup_size_gib")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_REGION_ID_FIELD_NUMBER: _ClassVar[int]
    BACKUP_SIZE_GIB_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that would keep the backup; its discounts go into the quote."""
    cloud_provider_id: str
    """The cloud provider that the backup would be kept at, or `hybrid` for a hybrid cloud environment. At least 3
    characters.
    """
    cloud_provider_region_id: str
    """The region that the backup would be kept in. It may only be left out where the provider is `hybrid`."""
    backup_size_gib: int
    """The size of the backup in GiB, above zero where it is given. When absent, the size that the quote is for is
    left to the server.
    """
    def __init__(self, account_id: _Optional[str] = ..., cloud_provider_id: _Optional[str] = ..., cloud_provider_region_id: _Optional[str] = ..., backup_size_gib: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cloud_provider_region_id", "backup_size_gib"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cloud_provider_id", "cloud_provider_region_id", "backup_size_gib"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetBackupQuoteResponse(_message.Message):
    """The price per hour of keeping the backup that was described. Amounts are integers in the smallest step of
    `currency`.
    """
    __slots__ = ("currency", "original_price_per_hour", "discounted_price_per_hour", "discount_percentage")
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    ORIGINAL_PRICE_PER_HOUR_FIELD_NUMBER: _ClassVar[int]
    DISCOUNTED_PRICE_PER_HOUR_FIELD_NUMBER: _ClassVar[int]
    DISCOUNT_PERCENTAGE_FIELD_NUMBER: _ClassVar[int]
    currency: str
    """The currency of the amounts in this quote, as a three-letter ISO 4217 code such as `USD`."""
    original_price_per_hour: int
    """The price of the backup per hour before any discount, as an integer in the smallest step of `currency`,
    never negative.
    """
    discounted_price_per_hour: int
    """The price of the backup per hour after the discounts of the account, as an integer in the smallest step of
    `currency`, never negative.
    """
    discount_percentage: float
    """The discount on the price of the backup in percent, from 0 (no discount) to 100 (free of charge)."""
    def __init__(self, currency: _Optional[str] = ..., original_price_per_hour: _Optional[int] = ..., discounted_price_per_hour: _Optional[int] = ..., discount_percentage: _Optional[float] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["currency", "original_price_per_hour", "discounted_price_per_hour", "discount_percentage"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListInferenceModelsRequest(_message.Message):
    """Says for which account and region inference models are listed."""
    __slots__ = ("account_id", "cloud_provider_id", "cloud_provider_region_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_REGION_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that the models are offered to."""
    cloud_provider_id: str
    """The cloud provider of the clusters that would use the models, an ID as returned by the PlatformService, at
    least 3 characters.
    """
    cloud_provider_region_id: str
    """The region of the clusters that would use the models; it must be given."""
    def __init__(self, account_id: _Optional[str] = ..., cloud_provider_id: _Optional[str] = ..., cloud_provider_region_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cloud_provider_id", "cloud_provider_region_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListInferenceModelsResponse(_message.Message):
    """Holds the inference models that are offered in the region."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[InferenceModel]
    """The models on offer, all of them; empty where the region has no inference."""
    def __init__(self, items: _Optional[_Iterable[_Union[InferenceModel, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListStorageTierTypesRequest(_message.Message):
    """Says for which account and region storage tiers are listed."""
    __slots__ = ("account_id", "cloud_provider_id", "cloud_provider_region_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_REGION_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that the storage tiers are offered to."""
    cloud_provider_id: str
    """The cloud provider whose storage tiers are listed, an ID as returned by the PlatformService, at least 3
    characters.
    """
    cloud_provider_region_id: str
    """The region whose storage tiers are listed; it must be given."""
    def __init__(self, account_id: _Optional[str] = ..., cloud_provider_id: _Optional[str] = ..., cloud_provider_region_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cloud_provider_id", "cloud_provider_region_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListStorageTierTypesResponse(_message.Message):
    """Holds the storage tiers that are offered in the region."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[StorageTiers]
    """The storage tiers on offer, all of them; empty where there is no choice of tier."""
    def __init__(self, items: _Optional[_Iterable[_Union[StorageTiers, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class Package(_message.Message):
    """A Package is a bookable size of cluster node: an amount of RAM, CPU, disk and optionally GPU at a price per
    hour, together with the options that can be added to it.
    """
    __slots__ = ("id", "name", "type", "resource_configuration", "currency", "unit_int_price_per_hour", "status", "tier", "available_additional_resources", "available_storage_tier_configurations", "multi_az")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_CONFIGURATION_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    UNIT_INT_PRICE_PER_HOUR_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    TIER_FIELD_NUMBER: _ClassVar[int]
    AVAILABLE_ADDITIONAL_RESOURCES_FIELD_NUMBER: _ClassVar[int]
    AVAILABLE_STORAGE_TIER_CONFIGURATIONS_FIELD_NUMBER: _ClassVar[int]
    MULTI_AZ_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The UUID of the package. Clusters and quotes refer to the package by it."""
    name: str
    """The name of the package, 3 to 64 characters of letters, digits, `-` and `_`."""
    type: str
    """Whether the package has to be paid for, either `free` or `paid`."""
    resource_configuration: ResourceConfiguration
    """The resources that come with the package."""
    currency: str
    """The currency of all prices in this package, as a three-letter ISO 4217 code such as `USD`."""
    unit_int_price_per_hour: int
    """The price of one unit of the package per hour, as an integer in the smallest step of `currency`. Options
    such as additional disk are priced apart.
    """
    status: PackageStatus
    """Whether the package can still be booked."""
    tier: PackageTier
    """The tier of service that the package belongs to."""
    available_additional_resources: AvailableAdditionalResources
    """The resources that can be added to the package at extra cost. When absent, nothing can be added."""
    available_storage_tier_configurations: _containers.RepeatedCompositeFieldContainer[AvailableStoragePerformanceTierConfigurations]
    """The storage performance tiers that the package can be booked with and their prices, at least one."""
    multi_az: bool
    """True for a package whose nodes are spread over several availability zones of the region, false for one that
    makes no such promise.
    """
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., type: _Optional[str] = ..., resource_configuration: _Optional[_Union[ResourceConfiguration, _Mapping]] = ..., currency: _Optional[str] = ..., unit_int_price_per_hour: _Optional[int] = ..., status: _Optional[_Union[PackageStatus, str]] = ..., tier: _Optional[_Union[PackageTier, str]] = ..., available_additional_resources: _Optional[_Union[AvailableAdditionalResources, _Mapping]] = ..., available_storage_tier_configurations: _Optional[_Iterable[_Union[AvailableStoragePerformanceTierConfigurations, _Mapping]]] = ..., multi_az: bool = ...) -> None: ...
    def HasField(self, field_name: _Literal["resource_configuration", "available_additional_resources"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "name", "type", "resource_configuration", "currency", "unit_int_price_per_hour", "status", "tier", "available_additional_resources", "available_storage_tier_configurations", "multi_az"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class AvailableAdditionalResources(_message.Message):
    """The prices of resources that can be booked on top of what is in a package."""
    __slots__ = ("disk_price_per_hour",)
    DISK_PRICE_PER_HOUR_FIELD_NUMBER: _ClassVar[int]
    disk_price_per_hour: int
    """The unit price per hour of disk that is added to that of the package, as an integer in the smallest step of
    the package's currency. GetQuote calculates the total for a concrete amount of disk.
    """
    def __init__(self, disk_price_per_hour: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["disk_price_per_hour"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class AvailableStoragePerformanceTierConfigurations(_message.Message):
    """One storage performance tier that a package can be booked with, and its price."""
    __slots__ = ("storage_tier_type", "price_per_hour")
    STORAGE_TIER_TYPE_FIELD_NUMBER: _ClassVar[int]
    PRICE_PER_HOUR_FIELD_NUMBER: _ClassVar[int]
    storage_tier_type: _common_pb2.StorageTierType
    """The storage tier that the price is for."""
    price_per_hour: int
    """The unit price per hour of disk in this tier, as an integer in the smallest step of the package's currency;
    0 where the tier costs nothing extra. GetQuote calculates the total for a concrete cluster.
    """
    def __init__(self, storage_tier_type: _Optional[_Union[_common_pb2.StorageTierType, str]] = ..., price_per_hour: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["storage_tier_type", "price_per_hour"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ResourceConfiguration(_message.Message):
    """The resources of a package. Each amount is text that holds a number with its unit."""
    __slots__ = ("ram", "cpu", "disk", "gpu", "gpu_ram")
    RAM_FIELD_NUMBER: _ClassVar[int]
    CPU_FIELD_NUMBER: _ClassVar[int]
    DISK_FIELD_NUMBER: _ClassVar[int]
    GPU_FIELD_NUMBER: _ClassVar[int]
    GPU_RAM_FIELD_NUMBER: _ClassVar[int]
    ram: str
    """The amount of memory, a number with its unit, for example `8GiB`; never empty."""
    cpu: str
    """The amount of CPU, a number with its unit, for example `1000m` for one core; never empty."""
    disk: str
    """The amount of disk that is included, a number with its unit, for example `32GiB`; never empty."""
    gpu: str
    """The amount of GPU, as text. Absent for packages without a GPU."""
    gpu_ram: str
    """The amount of memory of the GPU, a number with its unit. Absent for packages without a GPU."""
    def __init__(self, ram: _Optional[str] = ..., cpu: _Optional[str] = ..., disk: _Optional[str] = ..., gpu: _Optional[str] = ..., gpu_ram: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["gpu", "gpu_ram"]) -> bool: ...
    def ClearField(self, field_name: _Literal["ram", "cpu", "disk", "gpu", "gpu_ram"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ResourceConfigurationFilter(_message.Message):
    """The least resources that a package must have to be listed. Amounts are written as in ResourceConfiguration,
    and a resource that is left out is not looked at.
    """
    __slots__ = ("ram", "cpu", "disk", "gpu")
    RAM_FIELD_NUMBER: _ClassVar[int]
    CPU_FIELD_NUMBER: _ClassVar[int]
    DISK_FIELD_NUMBER: _ClassVar[int]
    GPU_FIELD_NUMBER: _ClassVar[int]
    ram: str
    """The least amount of memory, for example `8GiB`. When absent, any amount matches."""
    cpu: str
    """The least amount of CPU, for example `1000m`. When absent, any amount matches."""
    disk: str
    """The least amount of included disk, for example `32GiB`. When absent, any amount matches."""
    gpu: str
    """The least amount of GPU. When absent, packages match whatever GPU they have or lack."""
    def __init__(self, ram: _Optional[str] = ..., cpu: _Optional[str] = ..., disk: _Optional[str] = ..., gpu: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["ram", "cpu", "disk", "gpu"]) -> bool: ...
    def ClearField(self, field_name: _Literal["ram", "cpu", "disk", "gpu"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class PriceBreakdown(_message.Message):
    """One part of a quote, before and after discount. The currency is that of the quote that the part belongs to."""
    __slots__ = ("original_price_per_hour", "discounted_price_per_hour", "discount_percentage")
    ORIGINAL_PRICE_PER_HOUR_FIELD_NUMBER: _ClassVar[int]
    DISCOUNTED_PRICE_PER_HOUR_FIELD_NUMBER: _ClassVar[int]
    DISCOUNT_PERCENTAGE_FIELD_NUMBER: _ClassVar[int]
    original_price_per_hour: int
    """The price per hour of this part before any discount, as an integer in the smallest step of the quote's
    currency, never negative.
    """
    discounted_price_per_hour: int
    """The price per hour of this part after discount, as an integer in the smallest step of the quote's currency,
    never negative.
    """
    discount_percentage: float
    """The discount on this part in percent, from 0 (no discount) to 100 (free of charge)."""
    def __init__(self, original_price_per_hour: _Optional[int] = ..., discounted_price_per_hour: _Optional[int] = ..., discount_percentage: _Optional[float] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["original_price_per_hour", "discounted_price_per_hour", "discount_percentage"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class InferenceModel(_message.Message):
    """An InferenceModel is a model that makes vectors out of input such as text or images, so that clients can send
    the input itself to their cluster.
    """
    __slots__ = ("id", "name", "title", "description", "vector_type", "modality", "vendor", "unit_int_price", "is_external", "dimensionality", "max_tokens_per_request", "external_docs_url")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    VECTOR_TYPE_FIELD_NUMBER: _ClassVar[int]
    MODALITY_FIELD_NUMBER: _ClassVar[int]
    VENDOR_FIELD_NUMBER: _ClassVar[int]
    UNIT_INT_PRICE_FIELD_NUMBER: _ClassVar[int]
    IS_EXTERNAL_FIELD_NUMBER: _ClassVar[int]
    DIMENSIONALITY_FIELD_NUMBER: _ClassVar[int]
    MAX_TOKENS_PER_REQUEST_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_DOCS_URL_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The UUID by which the model can be told from others, though it is addressed by its `name`."""
    name: str
    """The technical name of the model, by which it is addressed; never empty."""
    title: str
    """The name of the model as shown to people; never empty."""
    description: str
    """A text for people on what the model is and is good for; never empty."""
    vector_type: VectorType
    """The kind of vectors that the model makes."""
    modality: ModelModality
    """The kind of input that the model takes."""
    vendor: str
    """The company or community that the model comes from; never empty."""
    unit_int_price: int
    """The price of one unit of usage of the model, as an integer in the smallest step of the currency that the
    account is billed in; 0 for a model without charge.
    """
    is_external: bool
    """True for a model that is run by an outside vendor, to which the input is then passed on, false for one that
    Qdrant Cloud runs itself.
    """
    dimensionality: int
    """The number of dimensions of the vectors that the model makes. Absent where there is no fixed number, as with
    sparse vectors, or it is not known.
    """
    max_tokens_per_request: int
    """The most tokens that the model takes as input in one request. Absent where there is no such limit or it is
    not known.
    """
    external_docs_url: str
    """The address of documentation about the model outside Qdrant Cloud, a URI. Absent where there is none to
    point to.
    """
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., title: _Optional[str] = ..., description: _Optional[str] = ..., vector_type: _Optional[_Union[VectorType, str]] = ..., modality: _Optional[_Union[ModelModality, str]] = ..., vendor: _Optional[str] = ..., unit_int_price: _Optional[int] = ..., is_external: bool = ..., dimensionality: _Optional[int] = ..., max_tokens_per_request: _Optional[int] = ..., external_docs_url: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["dimensionality", "max_tokens_per_request", "external_docs_url"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "name", "title", "description", "vector_type", "modality", "vendor", "unit_int_price", "is_external", "dimensionality", "max_tokens_per_request", "external_docs_url"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class StorageTiers(_message.Message):
    """One storage performance tier that is offered in a region."""
    __slots__ = ("storage_tier_type",)
    STORAGE_TIER_TYPE_FIELD_NUMBER: _ClassVar[int]
    storage_tier_type: _common_pb2.StorageTierType
    """The storage tier, to be named in quotes and in the configuration of clusters."""
    def __init__(self, storage_tier_type: _Optional[_Union[_common_pb2.StorageTierType, str]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["storage_tier_type"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
