"""The cloud providers and regions in which serverless spaces can be placed, both in general and for a given
account.
"""
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class ListGlobalCloudProvidersRequest(_message.Message):
    """Empty; all cloud providers are listed."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListGlobalCloudProvidersResponse(_message.Message):
    """Carries the cloud providers of the serverless platform."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[CloudProvider]
    """The cloud providers, including those that are not available at present."""
    def __init__(self, items: _Optional[_Iterable[_Union[CloudProvider, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListCloudProvidersRequest(_message.Message):
    """Chooses the account for which cloud providers are listed."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account to which the listed cloud providers are offered, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListCloudProvidersResponse(_message.Message):
    """Carries the cloud providers that are offered to the account."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[CloudProvider]
    """The cloud providers for the account. Empty when none is offered to it."""
    def __init__(self, items: _Optional[_Iterable[_Union[CloudProvider, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListGlobalCloudProviderRegionsRequest(_message.Message):
    """Chooses the cloud provider whose regions are listed."""
    __slots__ = ("cloud_provider_id",)
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    cloud_provider_id: str
    """The identifier of the cloud provider, as found in CloudProvider.id; at least 3 characters."""
    def __init__(self, cloud_provider_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["cloud_provider_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListGlobalCloudProviderRegionsResponse(_message.Message):
    """Carries the regions of the cloud provider, independent of any account."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[CloudProviderRegion]
    """The regions of the provider, including those that are not available at present."""
    def __init__(self, items: _Optional[_Iterable[_Union[CloudProviderRegion, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetGlobalCloudProviderRegionRequest(_message.Message):
    """Chooses the region to read, independent of any account."""
    __slots__ = ("cloud_provider_id", "region_id")
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    REGION_ID_FIELD_NUMBER: _ClassVar[int]
    cloud_provider_id: str
    """The identifier of the cloud provider that runs the region; at least 3 characters."""
    region_id: str
    """The identifier of the region, as found in CloudProviderRegion.id. It must not be empty."""
    def __init__(self, cloud_provider_id: _Optional[str] = ..., region_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["cloud_provider_id", "region_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetGlobalCloudProviderRegionResponse(_message.Message):
    """Carries the region that was asked for."""
    __slots__ = ("region",)
    REGION_FIELD_NUMBER: _ClassVar[int]
    region: CloudProviderRegion
    """The region of the provider that was found."""
    def __init__(self, region: _Optional[_Union[CloudProviderRegion, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["region"]) -> bool: ...
    def ClearField(self, field_name: _Literal["region"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListCloudProviderRegionsRequest(_message.Message):
    """Chooses the account and the cloud provider for which regions are listed."""
    __slots__ = ("account_id", "cloud_provider_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account to which the listed regions are offered, as a UUID."""
    cloud_provider_id: str
    """The identifier of the cloud provider whose regions are listed; at least 3 characters."""
    def __init__(self, account_id: _Optional[str] = ..., cloud_provider_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cloud_provider_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListCloudProviderRegionsResponse(_message.Message):
    """Carries the regions that are offered to the account."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[CloudProviderRegion]
    """The regions of the provider for the account. Empty when none is offered to it."""
    def __init__(self, items: _Optional[_Iterable[_Union[CloudProviderRegion, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetCloudProviderRegionRequest(_message.Message):
    """Chooses the region to read on behalf of an account."""
    __slots__ = ("account_id", "cloud_provider_id", "region_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    REGION_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account for which the region is read, as a UUID."""
    cloud_provider_id: str
    """The identifier of the cloud provider that runs the region; at least 3 characters."""
    region_id: str
    """The identifier of the region, as found in CloudProviderRegion.id. It must not be empty."""
    def __init__(self, account_id: _Optional[str] = ..., cloud_provider_id: _Optional[str] = ..., region_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cloud_provider_id", "region_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetCloudProviderRegionResponse(_message.Message):
    """Carries the region that was asked for."""
    __slots__ = ("region",)
    REGION_FIELD_NUMBER: _ClassVar[int]
    region: CloudProviderRegion
    """The region as it is offered to the account."""
    def __init__(self, region: _Optional[_Union[CloudProviderRegion, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["region"]) -> bool: ...
    def ClearField(self, field_name: _Literal["region"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CloudProvider(_message.Message):
    """A cloud provider in whose regions serverless spaces can be placed."""
    __slots__ = ("id", "name", "available")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    AVAILABLE_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The identifier of the provider, used as `cloud_provider_id` throughout the API; at least 3 characters."""
    name: str
    """The name of the provider to show to people, while requests refer to it by `id`; never empty."""
    available: bool
    """Whether new spaces can be placed with the provider at present."""
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., available: bool = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "name", "available"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CloudProviderRegion(_message.Message):
    """A region of a cloud provider in which serverless spaces can be placed."""
    __slots__ = ("id", "name", "available", "provider", "country_iso_code", "geographical_sub_region")
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    AVAILABLE_FIELD_NUMBER: _ClassVar[int]
    PROVIDER_FIELD_NUMBER: _ClassVar[int]
    COUNTRY_ISO_CODE_FIELD_NUMBER: _ClassVar[int]
    GEOGRAPHICAL_SUB_REGION_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The identifier of the region, used as `cloud_provider_region_id` of a space. It is never empty."""
    name: str
    """The name of the region to show to people, while requests refer to it by `id`; never empty."""
    available: bool
    """Whether new spaces can be placed in the region at present."""
    provider: str
    """The cloud provider that runs the region. It is never empty."""
    country_iso_code: str
    """The country in which the region lies, as a two-letter ISO 3166-1 code in capitals. Absent when no country is
    stated.
    """
    geographical_sub_region: str
    """The part of the world in which the region lies, for grouping regions in a display. Absent when none is
    stated.
    """
    def __init__(self, id: _Optional[str] = ..., name: _Optional[str] = ..., available: bool = ..., provider: _Optional[str] = ..., country_iso_code: _Optional[str] = ..., geographical_sub_region: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["country_iso_code", "geographical_sub_region"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "name", "available", "provider", "country_iso_code", "geographical_sub_region"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
