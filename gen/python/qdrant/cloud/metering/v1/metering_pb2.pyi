"""What an account has used and what that usage costs. This file holds monthly totals, the single metered items
of a month, and a usage breakdown by month, account and cluster.
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

class ListMonthlyMeteringsRequest(_message.Message):
    """Chooses the account for which ListMonthlyMeterings reads the monthly totals."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose monthly totals are listed, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListMonthlyMeteringsResponse(_message.Message):
    """Carries the monthly totals of the account."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[MonthlyMeteringSummary]
    """The totals, one for each month. Empty when nothing has been metered yet."""
    def __init__(self, items: _Optional[_Iterable[_Union[MonthlyMeteringSummary, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListMeteringsRequest(_message.Message):
    """Chooses the account and the calendar month whose metered items are read."""
    __slots__ = ("account_id", "year", "month")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    YEAR_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose metered items are listed, as a UUID."""
    year: int
    """The calendar year to read, from 2000 to 3000."""
    month: int
    """The calendar month to read, from 1 for January to 12 for December."""
    def __init__(self, account_id: _Optional[str] = ..., year: _Optional[int] = ..., month: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "year", "month"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListMeteringsResponse(_message.Message):
    """Carries the metered items of the requested month."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[MeteringItem]
    """The metered items. Empty when nothing was metered in that month."""
    def __init__(self, items: _Optional[_Iterable[_Union[MeteringItem, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetUsageBreakdownRequest(_message.Message):
    """Chooses the account and the period for which the usage is broken down."""
    __slots__ = ("account_id", "start_time", "end_time")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account for which the breakdown is made, as a UUID."""
    start_time: _timestamp_pb2.Timestamp
    """The beginning of the period. It must be given."""
    end_time: _timestamp_pb2.Timestamp
    """The end of the period. It must be given and lie after `start_time`."""
    def __init__(self, account_id: _Optional[str] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["start_time", "end_time"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "start_time", "end_time"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetUsageBreakdownResponse(_message.Message):
    """Carries the usage in the requested period, split by month."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[UsageBreakdownMonth]
    """The months of the period that have usage. Empty when there was none."""
    def __init__(self, items: _Optional[_Iterable[_Union[UsageBreakdownMonth, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class MonthlyMeteringSummary(_message.Message):
    """The cost of everything that was metered for an account in one calendar month."""
    __slots__ = ("year", "month", "amount_millicents", "currency")
    YEAR_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_MILLICENTS_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    year: int
    """The calendar year of the total, from 2000 to 3000."""
    month: int
    """The calendar month of the total, from 1 for January to 12 for December."""
    amount_millicents: int
    """The total of the month in thousandths of a cent of `currency`, zero or more."""
    currency: str
    """The currency of the total, as a three-letter ISO 4217 code in capitals, such as USD."""
    def __init__(self, year: _Optional[int] = ..., month: _Optional[int] = ..., amount_millicents: _Optional[int] = ..., currency: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["year", "month", "amount_millicents", "currency"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class MeteringItem(_message.Message):
    """The usage of one billable entity of a cluster during a stretch of time, with its price and cost."""
    __slots__ = ("account_id", "cluster_id", "cluster_name", "start_time", "end_time", "billable_entity_id", "billable_entity_reference_name", "billable_entity_type", "price_per_hour", "usage_hours", "amount_millicents", "discount_amount_millicents", "discount_amount_percent", "currency", "cluster_labels")
    class ClusterLabelsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
        def HasField(self, field_name: _NoReturn) -> bool: ...
        def ClearField(self, field_name: _Literal["key", "value"]) -> None: ...
        def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_NAME_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    BILLABLE_ENTITY_ID_FIELD_NUMBER: _ClassVar[int]
    BILLABLE_ENTITY_REFERENCE_NAME_FIELD_NUMBER: _ClassVar[int]
    BILLABLE_ENTITY_TYPE_FIELD_NUMBER: _ClassVar[int]
    PRICE_PER_HOUR_FIELD_NUMBER: _ClassVar[int]
    USAGE_HOURS_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_MILLICENTS_FIELD_NUMBER: _ClassVar[int]
    DISCOUNT_AMOUNT_MILLICENTS_FIELD_NUMBER: _ClassVar[int]
    DISCOUNT_AMOUNT_PERCENT_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_LABELS_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The UUID of the account to which the usage belongs."""
    cluster_id: str
    """The UUID of the cluster that caused the usage."""
    cluster_name: str
    """The name of the cluster that caused the usage. It is never empty."""
    start_time: _timestamp_pb2.Timestamp
    """The beginning of the metered stretch of time."""
    end_time: _timestamp_pb2.Timestamp
    """The end of the metered stretch of time. It lies after `start_time`."""
    billable_entity_id: str
    """The UUID of the entity that is charged for, for example a booked package."""
    billable_entity_reference_name: str
    """A readable name for the entity behind `billable_entity_id`. Absent when it has none."""
    billable_entity_type: str
    """The kind of entity that is charged for. It is never empty; treat kinds that you do not know as further kinds
    of usage.
    """
    price_per_hour: int
    """The price of one hour of use, as an integer in the smallest step of `currency`. Zero for an entity that is
    free.
    """
    usage_hours: float
    """How long the entity was in use in the metered stretch of time, in hours and fractions of an hour."""
    amount_millicents: int
    """The cost of the item in thousandths of a cent of `currency`, zero or more."""
    discount_amount_millicents: int
    """The discount on the item as a sum, in thousandths of a cent of `currency`. Absent when no such discount is
    reported.
    """
    discount_amount_percent: float
    """The discount on the item as a share in percent, from 0 to 100. Absent when no such discount is reported."""
    currency: str
    """The currency of the price, the cost and the discount, as a three-letter ISO 4217 code in capitals."""
    cluster_labels: _containers.ScalarMap[str, str]
    """The labels of the cluster, by key, which help to assign the cost. Empty when the cluster has no labels."""
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ..., cluster_name: _Optional[str] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., billable_entity_id: _Optional[str] = ..., billable_entity_reference_name: _Optional[str] = ..., billable_entity_type: _Optional[str] = ..., price_per_hour: _Optional[int] = ..., usage_hours: _Optional[float] = ..., amount_millicents: _Optional[int] = ..., discount_amount_millicents: _Optional[int] = ..., discount_amount_percent: _Optional[float] = ..., currency: _Optional[str] = ..., cluster_labels: _Optional[_Mapping[str, str]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["start_time", "end_time", "billable_entity_reference_name", "discount_amount_millicents", "discount_amount_percent"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id", "cluster_name", "start_time", "end_time", "billable_entity_id", "billable_entity_reference_name", "billable_entity_type", "price_per_hour", "usage_hours", "amount_millicents", "discount_amount_millicents", "discount_amount_percent", "currency", "cluster_labels"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UsageBreakdownMonth(_message.Message):
    """The part of a usage breakdown that falls into one calendar month."""
    __slots__ = ("year", "month", "accounts", "funding")
    YEAR_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    FUNDING_FIELD_NUMBER: _ClassVar[int]
    year: int
    """The calendar year of this part, from 2000 to 3000."""
    month: int
    """The calendar month of this part, from 1 for January to 12 for December."""
    accounts: _containers.RepeatedCompositeFieldContainer[UsageBreakdownAccount]
    """The usage of the month, split by account. Accounts that are billed together can appear side by side."""
    funding: UsageBreakdownFunding
    """How the usage of the month was paid from credit. Absent when nothing is reported about it."""
    def __init__(self, year: _Optional[int] = ..., month: _Optional[int] = ..., accounts: _Optional[_Iterable[_Union[UsageBreakdownAccount, _Mapping]]] = ..., funding: _Optional[_Union[UsageBreakdownFunding, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["funding"]) -> bool: ...
    def ClearField(self, field_name: _Literal["year", "month", "accounts", "funding"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UsageBreakdownFunding(_message.Message):
    """The sources other than invoicing from which a month of usage was paid."""
    __slots__ = ("credits_drawn",)
    CREDITS_DRAWN_FIELD_NUMBER: _ClassVar[int]
    credits_drawn: _containers.RepeatedCompositeFieldContainer[CreditDrawdown]
    """The amounts taken from credit contracts. Empty when no credit was used."""
    def __init__(self, credits_drawn: _Optional[_Iterable[_Union[CreditDrawdown, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["credits_drawn"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreditDrawdown(_message.Message):
    """An amount that was taken from one credit contract."""
    __slots__ = ("credit_contract_id", "amount_millicents")
    CREDIT_CONTRACT_ID_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_MILLICENTS_FIELD_NUMBER: _ClassVar[int]
    credit_contract_id: str
    """The identifier of the contract from which the credit was taken. It is never empty."""
    amount_millicents: int
    """The credit taken, in thousandths of a cent of the contract's currency, zero or more."""
    def __init__(self, credit_contract_id: _Optional[str] = ..., amount_millicents: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["credit_contract_id", "amount_millicents"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UsageBreakdownAccount(_message.Message):
    """The usage of one account within a month of the breakdown."""
    __slots__ = ("account_id", "account_name", "clusters")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_NAME_FIELD_NUMBER: _ClassVar[int]
    CLUSTERS_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The UUID of the account that caused the usage."""
    account_name: str
    """The name of the account that caused the usage. It is never empty."""
    clusters: _containers.RepeatedCompositeFieldContainer[UsageBreakdownCluster]
    """The usage of the clusters of this account. A cluster can appear several times, once for each thing charged
    and stretch of time.
    """
    def __init__(self, account_id: _Optional[str] = ..., account_name: _Optional[str] = ..., clusters: _Optional[_Iterable[_Union[UsageBreakdownCluster, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "account_name", "clusters"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterUsageConfig(_message.Message):
    """The shape of a cluster that is charged for its running nodes."""
    __slots__ = ("cloud_provider", "region", "cpu_vcpu", "ram_gib", "disk_gib", "multi_az", "gpu_enabled", "pricing_tier", "node_count")
    CLOUD_PROVIDER_FIELD_NUMBER: _ClassVar[int]
    REGION_FIELD_NUMBER: _ClassVar[int]
    CPU_VCPU_FIELD_NUMBER: _ClassVar[int]
    RAM_GIB_FIELD_NUMBER: _ClassVar[int]
    DISK_GIB_FIELD_NUMBER: _ClassVar[int]
    MULTI_AZ_FIELD_NUMBER: _ClassVar[int]
    GPU_ENABLED_FIELD_NUMBER: _ClassVar[int]
    PRICING_TIER_FIELD_NUMBER: _ClassVar[int]
    NODE_COUNT_FIELD_NUMBER: _ClassVar[int]
    cloud_provider: str
    """The cloud provider in which the cluster runs. Empty when it is not known."""
    region: str
    """The region of the provider in which the cluster runs. Empty when it is not known."""
    cpu_vcpu: int
    """The number of virtual CPUs in the configuration that is charged."""
    ram_gib: int
    """The memory in the configuration that is charged, in GiB."""
    disk_gib: int
    """The disk space in the configuration that is charged, in GiB. Disk space bought on top of it is charged as
    ClusterExtraDiskConfig.
    """
    multi_az: bool
    """Whether the cluster is spread over several availability zones."""
    gpu_enabled: bool
    """Whether the nodes of the cluster have a GPU."""
    pricing_tier: str
    """The price tier by which the nodes are charged. Empty when it is not known."""
    node_count: int
    """The number of nodes that are charged."""
    def __init__(self, cloud_provider: _Optional[str] = ..., region: _Optional[str] = ..., cpu_vcpu: _Optional[int] = ..., ram_gib: _Optional[int] = ..., disk_gib: _Optional[int] = ..., multi_az: bool = ..., gpu_enabled: bool = ..., pricing_tier: _Optional[str] = ..., node_count: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["cloud_provider", "region", "cpu_vcpu", "ram_gib", "disk_gib", "multi_az", "gpu_enabled", "pricing_tier", "node_count"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterExtraDiskConfig(_message.Message):
    """Disk space that a cluster has on top of what its configuration includes."""
    __slots__ = ("cloud_provider", "region", "pricing_tier", "extra_disk_gib")
    CLOUD_PROVIDER_FIELD_NUMBER: _ClassVar[int]
    REGION_FIELD_NUMBER: _ClassVar[int]
    PRICING_TIER_FIELD_NUMBER: _ClassVar[int]
    EXTRA_DISK_GIB_FIELD_NUMBER: _ClassVar[int]
    cloud_provider: str
    """The cloud provider that holds the additional disk space. Empty when it is not known."""
    region: str
    """The region of the provider that holds the additional disk space. Empty when it is not known."""
    pricing_tier: str
    """The price tier by which the additional disk space is charged. Empty when it is not known."""
    extra_disk_gib: int
    """The additional disk space that is charged, in GiB."""
    def __init__(self, cloud_provider: _Optional[str] = ..., region: _Optional[str] = ..., pricing_tier: _Optional[str] = ..., extra_disk_gib: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["cloud_provider", "region", "pricing_tier", "extra_disk_gib"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterStorageTierConfig(_message.Message):
    """The storage performance tier for which a cluster is charged."""
    __slots__ = ("cloud_provider", "region", "storage_tier", "pricing_tier")
    CLOUD_PROVIDER_FIELD_NUMBER: _ClassVar[int]
    REGION_FIELD_NUMBER: _ClassVar[int]
    STORAGE_TIER_FIELD_NUMBER: _ClassVar[int]
    PRICING_TIER_FIELD_NUMBER: _ClassVar[int]
    cloud_provider: str
    """The cloud provider that supplies the storage. Empty when it is not known."""
    region: str
    """The region of the provider that supplies the storage. Empty when it is not known."""
    storage_tier: str
    """The storage tier that the cluster uses. Empty when it is not known."""
    pricing_tier: str
    """The price tier by which the storage tier is charged. Empty when it is not known."""
    def __init__(self, cloud_provider: _Optional[str] = ..., region: _Optional[str] = ..., storage_tier: _Optional[str] = ..., pricing_tier: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["cloud_provider", "region", "storage_tier", "pricing_tier"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class BackupStorageConfig(_message.Message):
    """The storage that the backups of a cluster take up."""
    __slots__ = ("cloud_provider", "region", "pricing_tier")
    CLOUD_PROVIDER_FIELD_NUMBER: _ClassVar[int]
    REGION_FIELD_NUMBER: _ClassVar[int]
    PRICING_TIER_FIELD_NUMBER: _ClassVar[int]
    cloud_provider: str
    """The cloud provider that stores the backups. Empty when it is not known."""
    region: str
    """The region of the provider that stores the backups. Empty when it is not known."""
    pricing_tier: str
    """The price tier by which the backup storage is charged. Empty when it is not known."""
    def __init__(self, cloud_provider: _Optional[str] = ..., region: _Optional[str] = ..., pricing_tier: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["cloud_provider", "region", "pricing_tier"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class InferenceConfig(_message.Message):
    """The model for whose inference a cluster is charged."""
    __slots__ = ("cloud_provider", "region", "model_name", "pricing_tier")
    CLOUD_PROVIDER_FIELD_NUMBER: _ClassVar[int]
    REGION_FIELD_NUMBER: _ClassVar[int]
    MODEL_NAME_FIELD_NUMBER: _ClassVar[int]
    PRICING_TIER_FIELD_NUMBER: _ClassVar[int]
    cloud_provider: str
    """The cloud provider in which the cluster that used the model runs. Empty when it is not known."""
    region: str
    """The region of the provider in which the cluster that used the model runs. Empty when it is not known."""
    model_name: str
    """The name of the model that was used. Empty when it is not known."""
    pricing_tier: str
    """The price tier by which the inference is charged. Empty when it is not known."""
    def __init__(self, cloud_provider: _Optional[str] = ..., region: _Optional[str] = ..., model_name: _Optional[str] = ..., pricing_tier: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["cloud_provider", "region", "model_name", "pricing_tier"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UsageBreakdownCluster(_message.Message):
    """One thing that a cluster was charged for during a stretch of time. What it is can be seen from
    `billable_entity_type` and `config`.
    """
    __slots__ = ("cluster_id", "cluster_name", "cluster_labels", "cost_allocation_label", "start_time", "end_time", "amount_millicents", "currency", "billable_entity_type", "cluster_usage_config", "cluster_extra_disk_config", "cluster_storage_tier_config", "backup_storage_config", "inference_config", "quantity", "discount_amount_millicents", "discount_amount_percent")
    class ClusterLabelsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
        def HasField(self, field_name: _NoReturn) -> bool: ...
        def ClearField(self, field_name: _Literal["key", "value"]) -> None: ...
        def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_NAME_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_LABELS_FIELD_NUMBER: _ClassVar[int]
    COST_ALLOCATION_LABEL_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_MILLICENTS_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    BILLABLE_ENTITY_TYPE_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_USAGE_CONFIG_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_EXTRA_DISK_CONFIG_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_STORAGE_TIER_CONFIG_FIELD_NUMBER: _ClassVar[int]
    BACKUP_STORAGE_CONFIG_FIELD_NUMBER: _ClassVar[int]
    INFERENCE_CONFIG_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    DISCOUNT_AMOUNT_MILLICENTS_FIELD_NUMBER: _ClassVar[int]
    DISCOUNT_AMOUNT_PERCENT_FIELD_NUMBER: _ClassVar[int]
    cluster_id: str
    """The UUID of the cluster that is charged."""
    cluster_name: str
    """The name of the cluster that is charged. It is never empty."""
    cluster_labels: _containers.ScalarMap[str, str]
    """The labels of the cluster, by key. Empty when the cluster has no labels."""
    cost_allocation_label: str
    """The label that the owner of the cluster chose to assign its cost, for instance to a team. Absent when none
    was chosen.
    """
    start_time: _timestamp_pb2.Timestamp
    """The beginning of the stretch of time that is charged."""
    end_time: _timestamp_pb2.Timestamp
    """The end of the stretch of time that is charged. It lies after `start_time`."""
    amount_millicents: int
    """The cost of the entry in thousandths of a cent of `currency`, zero or more."""
    currency: str
    """The currency of the cost and the discount, as a three-letter ISO 4217 code in capitals."""
    billable_entity_type: str
    """The kind of thing that is charged for. It is never empty and goes with the member set in `config`."""
    cluster_usage_config: ClusterUsageConfig
    """Set when the nodes of the cluster are charged."""
    cluster_extra_disk_config: ClusterExtraDiskConfig
    """Set when additional disk space of the cluster is charged."""
    cluster_storage_tier_config: ClusterStorageTierConfig
    """Set when the storage tier of the cluster is charged."""
    backup_storage_config: BackupStorageConfig
    """Set when the storage of the cluster's backups is charged."""
    inference_config: InferenceConfig
    """Set when inference with a model is charged."""
    quantity: float
    """How much was used, zero or more, in the unit by which this kind of usage is charged."""
    discount_amount_millicents: int
    """The discount on the entry as a sum, in thousandths of a cent of `currency`. Absent when no such discount is
    reported.
    """
    discount_amount_percent: float
    """The discount on the entry as a share in percent, from 0 to 100. Absent when no such discount is reported."""
    def __init__(self, cluster_id: _Optional[str] = ..., cluster_name: _Optional[str] = ..., cluster_labels: _Optional[_Mapping[str, str]] = ..., cost_allocation_label: _Optional[str] = ..., start_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., amount_millicents: _Optional[int] = ..., currency: _Optional[str] = ..., billable_entity_type: _Optional[str] = ..., cluster_usage_config: _Optional[_Union[ClusterUsageConfig, _Mapping]] = ..., cluster_extra_disk_config: _Optional[_Union[ClusterExtraDiskConfig, _Mapping]] = ..., cluster_storage_tier_config: _Optional[_Union[ClusterStorageTierConfig, _Mapping]] = ..., backup_storage_config: _Optional[_Union[BackupStorageConfig, _Mapping]] = ..., inference_config: _Optional[_Union[InferenceConfig, _Mapping]] = ..., quantity: _Optional[float] = ..., discount_amount_millicents: _Optional[int] = ..., discount_amount_percent: _Optional[float] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cost_allocation_label", "start_time", "end_time", "cluster_usage_config", "cluster_extra_disk_config", "cluster_storage_tier_config", "backup_storage_config", "inference_config", "discount_amount_millicents", "discount_amount_percent", "config"]) -> bool: ...
    def ClearField(self, field_name: _Literal["cluster_id", "cluster_name", "cluster_labels", "cost_allocation_label", "start_time", "end_time", "amount_millicents", "currency", "billable_entity_type", "cluster_usage_config", "cluster_extra_disk_config", "cluster_storage_tier_config", "backup_storage_config", "inference_config", "quantity", "discount_amount_millicents", "discount_amount_percent", "config"]) -> None: ...
    def WhichOneof(self, oneof_group: _Literal["config"]) -> _Literal["cluster_usage_config", "cluster_extra_disk_config", "cluster_storage_tier_config", "backup_storage_config", "inference_config"] | None:
        """Details of what is charged. At most one member is set; none is set when there are no details for this kind
        of usage.
        """
