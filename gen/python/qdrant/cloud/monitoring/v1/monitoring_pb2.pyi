"""Monitoring of clusters: the present and past use of their resources, their logs and events, the use of
inference models, and alerts.
"""
import datetime

from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class Aggregator(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """Aggregator tells how several measured values are combined into one."""
    __slots__ = ()
    AGGREGATOR_UNSPECIFIED: _ClassVar[Aggregator]
    """Not set; requests that carry it are refused. Leave the field absent for the choice of the service."""
    AGGREGATOR_SUM: _ClassVar[Aggregator]
    """The values are added up."""
    AGGREGATOR_AVG: _ClassVar[Aggregator]
    """The average of the values is taken."""
    AGGREGATOR_MAX: _ClassVar[Aggregator]
    """The largest of the values is taken."""
    AGGREGATOR_MIN: _ClassVar[Aggregator]
    """The smallest of the values is taken."""

class InferenceMetricsInterval(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """InferenceMetricsInterval is the calendar step of the metrics about inference."""
    __slots__ = ()
    INFERENCE_METRICS_INTERVAL_UNSPECIFIED: _ClassVar[InferenceMetricsInterval]
    """Not set; requests that carry it are refused. Leave the field absent for the choice of the service."""
    INFERENCE_METRICS_INTERVAL_DAY: _ClassVar[InferenceMetricsInterval]
    """The metrics have one value for each calendar day."""
    INFERENCE_METRICS_INTERVAL_WEEK: _ClassVar[InferenceMetricsInterval]
    """The metrics have one value for each calendar week."""
    INFERENCE_METRICS_INTERVAL_MONTH: _ClassVar[InferenceMetricsInterval]
    """The metrics have one value for each calendar month."""

class ClusterAlertState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """ClusterAlertState tells whether the condition behind an alert still holds."""
    __slots__ = ()
    CLUSTER_ALERT_STATE_UNSPECIFIED: _ClassVar[ClusterAlertState]
    """No state is known; it may also stand for a state newer than this client."""
    CLUSTER_ALERT_STATE_FIRING: _ClassVar[ClusterAlertState]
    """The condition holds at present."""
    CLUSTER_ALERT_STATE_RESOLVED: _ClassVar[ClusterAlertState]
    """The condition has held before and is over."""

class ClusterAlertType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """ClusterAlertType names the condition that an alert is about."""
    __slots__ = ()
    CLUSTER_ALERT_TYPE_UNSPECIFIED: _ClassVar[ClusterAlertType]
    """The condition is not known; it may also stand for a type newer than this client."""
    CLUSTER_ALERT_TYPE_DISK_OVERUTILIZED: _ClassVar[ClusterAlertType]
    """The cluster uses too much of its disk space."""
    CLUSTER_ALERT_TYPE_MEMORY_OVERUTILIZED: _ClassVar[ClusterAlertType]
    """The cluster uses too much of its main memory."""
    CLUSTER_ALERT_TYPE_OOD: _ClassVar[ClusterAlertType]
    """The cluster ran out of disk space."""
    CLUSTER_ALERT_TYPE_OOM: _ClassVar[ClusterAlertType]
    """The cluster ran out of main memory."""
    CLUSTER_ALERT_TYPE_RECOVERY_MODE: _ClassVar[ClusterAlertType]
    """The cluster runs in recovery mode, in which Qdrant starts without loading its collections so that the cause
    can be repaired.
    """
    CLUSTER_ALERT_TYPE_QDRANT_CLUSTER_UNHEALTHY: _ClassVar[ClusterAlertType]
    """The cluster is not healthy."""
    CLUSTER_ALERT_TYPE_TOO_MANY_COLLECTIONS: _ClassVar[ClusterAlertType]
    """The cluster holds more collections than is good for it."""
    CLUSTER_ALERT_TYPE_QDRANT_CLUSTER_CPU_THROTTLED: _ClassVar[ClusterAlertType]
    """The cluster is slowed down because it has reached the limit of its processor capacity."""
    CLUSTER_ALERT_TYPE_QDRANT_JWT_API_KEY_ABOUT_TO_EXPIRE: _ClassVar[ClusterAlertType]
    """A database API key of the cluster, in the form of a JWT, is about to expire."""
    CLUSTER_ALERT_TYPE_CLUSTER_VERSION_IS_NOT_COVERED_BY_SLA: _ClassVar[ClusterAlertType]
    """The cluster runs a version of Qdrant that the service level agreement does not cover."""
    CLUSTER_ALERT_TYPE_CLUSTER_DISK_HOTSPOT: _ClassVar[ClusterAlertType]
    """Disk use is spread unevenly, some node of the cluster uses much more than the others."""
    CLUSTER_ALERT_TYPE_CLUSTER_MEMORY_HOTSPOT: _ClassVar[ClusterAlertType]
    """The use of main memory is spread unevenly, some node of the cluster uses much more than the others."""
    CLUSTER_ALERT_TYPE_CLUSTER_CPU_HOTSPOT: _ClassVar[ClusterAlertType]
    """Processor use is spread unevenly, some node of the cluster uses much more than the others."""

class ClusterAlertSeverity(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """ClusterAlertSeverity tells how urgent an alert is."""
    __slots__ = ()
    CLUSTER_ALERT_SEVERITY_UNSPECIFIED: _ClassVar[ClusterAlertSeverity]
    """The urgency is not known; it may also stand for a severity newer than this client."""
    CLUSTER_ALERT_SEVERITY_INFO: _ClassVar[ClusterAlertSeverity]
    """The alert is for information, nothing is wrong yet."""
    CLUSTER_ALERT_SEVERITY_WARNING: _ClassVar[ClusterAlertSeverity]
    """The condition should be looked into before it becomes a problem."""
    CLUSTER_ALERT_SEVERITY_CRITICAL: _ClassVar[ClusterAlertSeverity]
    """The condition needs to be dealt with at once."""
AGGREGATOR_UNSPECIFIED: Aggregator
"""Not set; requests that carry it are refused. Leave the field absent for the choice of the service."""
AGGREGATOR_SUM: Aggregator
"""The values are added up."""
AGGREGATOR_AVG: Aggregator
"""The average of the values is taken."""
AGGREGATOR_MAX: Aggregator
"""The largest of the values is taken."""
AGGREGATOR_MIN: Aggregator
"""The smallest of the values is taken."""
INFERENCE_METRICS_INTERVAL_UNSPECIFIED: InferenceMetricsInterval
"""Not set; requests that carry it are refused. Leave the field absent for the choice of the service."""
INFERENCE_METRICS_INTERVAL_DAY: InferenceMetricsInterval
"""The metrics have one value for each calendar day."""
INFERENCE_METRICS_INTERVAL_WEEK: InferenceMetricsInterval
"""The metrics have one value for each calendar week."""
INFERENCE_METRICS_INTERVAL_MONTH: InferenceMetricsInterval
"""The metrics have one value for each calendar month."""
CLUSTER_ALERT_STATE_UNSPECIFIED: ClusterAlertState
"""No state is known; it may also stand for a state newer than this client."""
CLUSTER_ALERT_STATE_FIRING: ClusterAlertState
"""The condition holds at present."""
CLUSTER_ALERT_STATE_RESOLVED: ClusterAlertState
"""The condition has held before and is over."""
CLUSTER_ALERT_TYPE_UNSPECIFIED: ClusterAlertType
"""The condition is not known; it may also stand for a type newer than this client."""
CLUSTER_ALERT_TYPE_DISK_OVERUTILIZED: ClusterAlertType
"""The cluster uses too much of its disk space."""
CLUSTER_ALERT_TYPE_MEMORY_OVERUTILIZED: ClusterAlertType
"""The cluster uses too much of its main memory."""
CLUSTER_ALERT_TYPE_OOD: ClusterAlertType
"""The cluster ran out of disk space."""
CLUSTER_ALERT_TYPE_OOM: ClusterAlertType
"""The cluster ran out of main memory."""
CLUSTER_ALERT_TYPE_RECOVERY_MODE: ClusterAlertType
"""The cluster runs in recovery mode, in which Qdrant starts without loading its collections so that the cause
can be repaired.
"""
CLUSTER_ALERT_TYPE_QDRANT_CLUSTER_UNHEALTHY: ClusterAlertType
"""The cluster is not healthy."""
CLUSTER_ALERT_TYPE_TOO_MANY_COLLECTIONS: ClusterAlertType
"""The cluster holds more collections than is good for it."""
CLUSTER_ALERT_TYPE_QDRANT_CLUSTER_CPU_THROTTLED: ClusterAlertType
"""The cluster is slowed down because it has reached the limit of its processor capacity."""
CLUSTER_ALERT_TYPE_QDRANT_JWT_API_KEY_ABOUT_TO_EXPIRE: ClusterAlertType
"""A database API key of the cluster, in the form of a JWT, is about to expire."""
CLUSTER_ALERT_TYPE_CLUSTER_VERSION_IS_NOT_COVERED_BY_SLA: ClusterAlertType
"""The cluster runs a version of Qdrant that the service level agreement does not cover."""
CLUSTER_ALERT_TYPE_CLUSTER_DISK_HOTSPOT: ClusterAlertType
"""Disk use is spread unevenly, some node of the cluster uses much more than the others."""
CLUSTER_ALERT_TYPE_CLUSTER_MEMORY_HOTSPOT: ClusterAlertType
"""The use of main memory is spread unevenly, some node of the cluster uses much more than the others."""
CLUSTER_ALERT_TYPE_CLUSTER_CPU_HOTSPOT: ClusterAlertType
"""Processor use is spread unevenly, some node of the cluster uses much more than the others."""
CLUSTER_ALERT_SEVERITY_UNSPECIFIED: ClusterAlertSeverity
"""The urgency is not known; it may also stand for a severity newer than this client."""
CLUSTER_ALERT_SEVERITY_INFO: ClusterAlertSeverity
"""The alert is for information, nothing is wrong yet."""
CLUSTER_ALERT_SEVERITY_WARNING: ClusterAlertSeverity
"""The condition should be looked into before it becomes a problem."""
CLUSTER_ALERT_SEVERITY_CRITICAL: ClusterAlertSeverity
"""The condition needs to be dealt with at once."""

class GetClusterSummaryMetricsRequest(_message.Message):
    """Names the cluster that GetClusterSummaryMetrics looks at."""
    __slots__ = ("account_id", "cluster_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the cluster, as a UUID."""
    cluster_id: str
    """The UUID of the cluster whose nodes are summed up."""
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetClusterSummaryMetricsResponse(_message.Message):
    """The recent use of resources in a cluster, node by node, beside what each node has in total."""
    __slots__ = ("nodes",)
    NODES_FIELD_NUMBER: _ClassVar[int]
    nodes: _containers.RepeatedCompositeFieldContainer[ClusterNodeMetrics]
    """One entry for each node that has reported; empty when there is none."""
    def __init__(self, nodes: _Optional[_Iterable[_Union[ClusterNodeMetrics, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["nodes"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetClusterUsageMetricsRequest(_message.Message):
    """Says which cluster and period GetClusterUsageMetrics looks at, and how values are combined."""
    __slots__ = ("account_id", "cluster_id", "since", "until", "aggregator")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    AGGREGATOR_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the cluster, as a UUID."""
    cluster_id: str
    """The UUID of the cluster whose use of resources is returned."""
    since: _timestamp_pb2.Timestamp
    """The start of the period. When absent, the service chooses it."""
    until: _timestamp_pb2.Timestamp
    """The end of the period, which must be after `since` where both are set. When absent, the service chooses it."""
    aggregator: Aggregator
    """How several values are combined into one. When absent, the service chooses the way; a value that is set must
    not be the unspecified one.
    """
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., aggregator: _Optional[_Union[Aggregator, str]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["since", "until", "aggregator"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id", "since", "until", "aggregator"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetClusterUsageMetricsResponse(_message.Message):
    """The use of the resources of a cluster over the period, as series of measured values. The series at the top are
    for the cluster, those under `nodes` for single nodes.
    """
    __slots__ = ("cpu", "ram", "ram_cache", "ram_rss", "ram_qdrant_rss", "disk", "rps", "latency", "nodes", "gpu", "gpu_ram")
    CPU_FIELD_NUMBER: _ClassVar[int]
    RAM_FIELD_NUMBER: _ClassVar[int]
    RAM_CACHE_FIELD_NUMBER: _ClassVar[int]
    RAM_RSS_FIELD_NUMBER: _ClassVar[int]
    RAM_QDRANT_RSS_FIELD_NUMBER: _ClassVar[int]
    DISK_FIELD_NUMBER: _ClassVar[int]
    RPS_FIELD_NUMBER: _ClassVar[int]
    LATENCY_FIELD_NUMBER: _ClassVar[int]
    NODES_FIELD_NUMBER: _ClassVar[int]
    GPU_FIELD_NUMBER: _ClassVar[int]
    GPU_RAM_FIELD_NUMBER: _ClassVar[int]
    cpu: _containers.RepeatedCompositeFieldContainer[Metric]
    """The processor use of the cluster over time."""
    ram: _containers.RepeatedCompositeFieldContainer[Metric]
    """The main memory in use in the cluster over time, of all kinds together."""
    ram_cache: _containers.RepeatedCompositeFieldContainer[Metric]
    """The main memory in use as cache for files in the cluster over time."""
    ram_rss: _containers.RepeatedCompositeFieldContainer[Metric]
    """The resident main memory (RSS) of the cluster over time."""
    ram_qdrant_rss: _containers.RepeatedCompositeFieldContainer[Metric]
    """The resident main memory (RSS) of the Qdrant processes of the cluster over time."""
    disk: _containers.RepeatedCompositeFieldContainer[Metric]
    """The disk space in use in the cluster over time."""
    rps: _containers.RepeatedCompositeFieldContainer[Metric]
    """The number of requests per second that the cluster served, over time."""
    latency: _containers.RepeatedCompositeFieldContainer[Metric]
    """How long the cluster took to answer requests, over time."""
    nodes: _containers.RepeatedCompositeFieldContainer[ClusterNodeUsageMetrics]
    """The same resources for each node of the cluster on its own."""
    gpu: _containers.RepeatedCompositeFieldContainer[Metric]
    """The graphics processor use of the cluster over time; empty when it has no graphics processor."""
    gpu_ram: _containers.RepeatedCompositeFieldContainer[Metric]
    """The graphics memory in use in the cluster over time; empty when it has no graphics processor."""
    def __init__(self, cpu: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., ram: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., ram_cache: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., ram_rss: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., ram_qdrant_rss: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., disk: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., rps: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., latency: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., nodes: _Optional[_Iterable[_Union[ClusterNodeUsageMetrics, _Mapping]]] = ..., gpu: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., gpu_ram: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["cpu", "ram", "ram_cache", "ram_rss", "ram_qdrant_rss", "disk", "rps", "latency", "nodes", "gpu", "gpu_ram"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetClusterLogsRequest(_message.Message):
    """Says which cluster and period GetClusterLogs looks at."""
    __slots__ = ("account_id", "cluster_id", "since", "until")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the cluster, as a UUID."""
    cluster_id: str
    """The UUID of the cluster whose logs are returned."""
    since: _timestamp_pb2.Timestamp
    """The start of the period. When absent, the service chooses it."""
    until: _timestamp_pb2.Timestamp
    """The end of the period, which must be after `since` where both are set. When absent, the service chooses it."""
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["since", "until"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id", "since", "until"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetClusterLogsResponse(_message.Message):
    """The log of a cluster in the period."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[LogEntry]
    """The log entries; empty when nothing was logged in the period."""
    def __init__(self, items: _Optional[_Iterable[_Union[LogEntry, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetClusterEventsRequest(_message.Message):
    """Says which cluster and period GetClusterEvents looks at."""
    __slots__ = ("account_id", "cluster_id", "since", "until")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the cluster, as a UUID."""
    cluster_id: str
    """The UUID of the cluster whose events are returned."""
    since: _timestamp_pb2.Timestamp
    """The start of the period. When absent, the service chooses it."""
    until: _timestamp_pb2.Timestamp
    """The end of the period, which must be after `since` where both are set. When absent, the service chooses it."""
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["since", "until"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id", "since", "until"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetClusterEventsResponse(_message.Message):
    """What has happened to the cluster in the period, as the platform that runs it reports."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[LogEntry]
    """The events, each as an entry with a time and a text; empty when nothing happened in the period."""
    def __init__(self, items: _Optional[_Iterable[_Union[LogEntry, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetClusterInferenceMetricsRequest(_message.Message):
    """Says which cluster, period and models GetClusterInferenceMetrics looks at, and how fine the series are."""
    __slots__ = ("account_id", "cluster_id", "since", "until", "interval", "inference_model_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    UNTIL_FIELD_NUMBER: _ClassVar[int]
    INTERVAL_FIELD_NUMBER: _ClassVar[int]
    INFERENCE_MODEL_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the cluster, as a UUID."""
    cluster_id: str
    """The UUID of the cluster whose use of inference models is returned."""
    since: _timestamp_pb2.Timestamp
    """The start of the period. When absent, the service chooses it."""
    until: _timestamp_pb2.Timestamp
    """The end of the period, which must be after `since` where both are set. When absent, the service chooses it."""
    interval: InferenceMetricsInterval
    """The calendar step of the metrics. When absent, the service chooses it; a value that is set must not be the
    unspecified one.
    """
    inference_model_id: str
    """When set, only the model with this id is returned; when absent, all models that the cluster used."""
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ..., since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., interval: _Optional[_Union[InferenceMetricsInterval, str]] = ..., inference_model_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["since", "until", "interval", "inference_model_id"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id", "since", "until", "interval", "inference_model_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetClusterInferenceMetricsResponse(_message.Message):
    """How much a cluster has used each inference model."""
    __slots__ = ("models",)
    MODELS_FIELD_NUMBER: _ClassVar[int]
    models: _containers.RepeatedCompositeFieldContainer[ClusterInferenceModelMetrics]
    """One entry for each model; empty when no inference took place in the period."""
    def __init__(self, models: _Optional[_Iterable[_Union[ClusterInferenceModelMetrics, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["models"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListClusterAlertsRequest(_message.Message):
    """Selects the alerts that ListClusterAlerts returns."""
    __slots__ = ("account_id", "cluster_id", "state")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the cluster, as a UUID."""
    cluster_id: str
    """The UUID of the cluster whose alerts are listed."""
    state: ClusterAlertState
    """When set, only alerts in this state are listed; when absent, alerts in any state."""
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ..., state: _Optional[_Union[ClusterAlertState, str]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["state"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id", "state"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListClusterAlertsResponse(_message.Message):
    """The alerts of the cluster that are in the requested state, or all of them where no state was requested."""
    __slots__ = ("alerts",)
    ALERTS_FIELD_NUMBER: _ClassVar[int]
    alerts: _containers.RepeatedCompositeFieldContainer[ClusterAlert]
    """The alerts; empty when there are none."""
    def __init__(self, alerts: _Optional[_Iterable[_Union[ClusterAlert, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["alerts"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterInferenceModelMetrics(_message.Message):
    """ClusterInferenceModelMetrics shows how much a cluster has used one inference model over time."""
    __slots__ = ("inference_model_id", "values")
    INFERENCE_MODEL_ID_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    inference_model_id: str
    """The id of the model, by which GetClusterInferenceMetrics can be limited to it; never empty."""
    values: _containers.RepeatedCompositeFieldContainer[Metric]
    """The measured use of the model over the period; empty when there is none."""
    def __init__(self, inference_model_id: _Optional[str] = ..., values: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["inference_model_id", "values"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterNodeMetrics(_message.Message):
    """ClusterNodeMetrics is the overview of the resources of one node of a cluster."""
    __slots__ = ("node_id", "cpu", "ram", "ram_cache", "ram_rss", "ram_qdrant_rss", "disk", "gpu", "gpu_ram")
    NODE_ID_FIELD_NUMBER: _ClassVar[int]
    CPU_FIELD_NUMBER: _ClassVar[int]
    RAM_FIELD_NUMBER: _ClassVar[int]
    RAM_CACHE_FIELD_NUMBER: _ClassVar[int]
    RAM_RSS_FIELD_NUMBER: _ClassVar[int]
    RAM_QDRANT_RSS_FIELD_NUMBER: _ClassVar[int]
    DISK_FIELD_NUMBER: _ClassVar[int]
    GPU_FIELD_NUMBER: _ClassVar[int]
    GPU_RAM_FIELD_NUMBER: _ClassVar[int]
    node_id: str
    """The id of the node within its cluster; never empty."""
    cpu: ClusterMetricOverview
    """The processor use of the node; always set."""
    ram: ClusterMetricOverview
    """The main memory in use on the node, of all kinds together; always set."""
    ram_cache: ClusterMetricOverview
    """The main memory in use as cache for files on the node; always set."""
    ram_rss: ClusterMetricOverview
    """The resident main memory (RSS) of the node; always set."""
    ram_qdrant_rss: ClusterMetricOverview
    """The resident main memory (RSS) of the Qdrant process on the node; always set."""
    disk: ClusterMetricOverview
    """The disk space in use on the node; always set."""
    gpu: ClusterMetricOverview
    """The graphics processor use of the node, absent when it has no graphics processor."""
    gpu_ram: ClusterMetricOverview
    """The graphics memory in use on the node, absent when it has no graphics processor."""
    def __init__(self, node_id: _Optional[str] = ..., cpu: _Optional[_Union[ClusterMetricOverview, _Mapping]] = ..., ram: _Optional[_Union[ClusterMetricOverview, _Mapping]] = ..., ram_cache: _Optional[_Union[ClusterMetricOverview, _Mapping]] = ..., ram_rss: _Optional[_Union[ClusterMetricOverview, _Mapping]] = ..., ram_qdrant_rss: _Optional[_Union[ClusterMetricOverview, _Mapping]] = ..., disk: _Optional[_Union[ClusterMetricOverview, _Mapping]] = ..., gpu: _Optional[_Union[ClusterMetricOverview, _Mapping]] = ..., gpu_ram: _Optional[_Union[ClusterMetricOverview, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cpu", "ram", "ram_cache", "ram_rss", "ram_qdrant_rss", "disk", "gpu", "gpu_ram"]) -> bool: ...
    def ClearField(self, field_name: _Literal["node_id", "cpu", "ram", "ram_cache", "ram_rss", "ram_qdrant_rss", "disk", "gpu", "gpu_ram"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterMetricOverview(_message.Message):
    """ClusterMetricOverview shows the recent use of one resource of a node beside its total."""
    __slots__ = ("avg", "total")
    AVG_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    avg: _containers.RepeatedCompositeFieldContainer[IntervalAverage]
    """The average use over one or more intervals, such as a shorter and a longer one."""
    total: ResourceValue
    """How much of the resource the node has in total; always set."""
    def __init__(self, avg: _Optional[_Iterable[_Union[IntervalAverage, _Mapping]]] = ..., total: _Optional[_Union[ResourceValue, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["total"]) -> bool: ...
    def ClearField(self, field_name: _Literal["avg", "total"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class IntervalAverage(_message.Message):
    """An IntervalAverage is the average of a measured value over an interval of time."""
    __slots__ = ("interval", "value")
    INTERVAL_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    interval: _duration_pb2.Duration
    """The length of time over which the average was taken; always set."""
    value: float
    """The average over the interval, 0 or more."""
    def __init__(self, interval: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., value: _Optional[float] = ...) -> None: ...
    def HasField(self, field_name: _Literal["interval"]) -> bool: ...
    def ClearField(self, field_name: _Literal["interval", "value"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ResourceValue(_message.Message):
    """A ResourceValue is an amount of a resource together with its unit."""
    __slots__ = ("value", "unit")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    value: float
    """How much of the resource there is, counted in `unit`; 0 or more."""
    unit: str
    """The unit in which `value` is counted; never empty."""
    def __init__(self, value: _Optional[float] = ..., unit: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["value", "unit"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterNodeUsageMetrics(_message.Message):
    """ClusterNodeUsageMetrics holds the use of the resources of one node of a cluster over a period, as series of
    measured values.
    """
    __slots__ = ("node_id", "cpu", "ram", "ram_cache", "ram_rss", "ram_qdrant_rss", "disk", "gpu", "gpu_ram")
    NODE_ID_FIELD_NUMBER: _ClassVar[int]
    CPU_FIELD_NUMBER: _ClassVar[int]
    RAM_FIELD_NUMBER: _ClassVar[int]
    RAM_CACHE_FIELD_NUMBER: _ClassVar[int]
    RAM_RSS_FIELD_NUMBER: _ClassVar[int]
    RAM_QDRANT_RSS_FIELD_NUMBER: _ClassVar[int]
    DISK_FIELD_NUMBER: _ClassVar[int]
    GPU_FIELD_NUMBER: _ClassVar[int]
    GPU_RAM_FIELD_NUMBER: _ClassVar[int]
    node_id: str
    """The id of the node within its cluster; never empty."""
    cpu: _containers.RepeatedCompositeFieldContainer[Metric]
    """The processor use of the node over time."""
    ram: _containers.RepeatedCompositeFieldContainer[Metric]
    """The main memory in use on the node over time, of all kinds together."""
    ram_cache: _containers.RepeatedCompositeFieldContainer[Metric]
    """The main memory in use as cache for files on the node over time."""
    ram_rss: _containers.RepeatedCompositeFieldContainer[Metric]
    """The resident main memory (RSS) of the node over time."""
    ram_qdrant_rss: _containers.RepeatedCompositeFieldContainer[Metric]
    """The resident main memory (RSS) of the Qdrant process on the node over time."""
    disk: _containers.RepeatedCompositeFieldContainer[Metric]
    """The disk space in use on the node over time."""
    gpu: _containers.RepeatedCompositeFieldContainer[Metric]
    """The graphics processor use of the node over time; empty when it has no graphics processor."""
    gpu_ram: _containers.RepeatedCompositeFieldContainer[Metric]
    """The graphics memory in use on the node over time; empty when it has no graphics processor."""
    def __init__(self, node_id: _Optional[str] = ..., cpu: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., ram: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., ram_cache: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., ram_rss: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., ram_qdrant_rss: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., disk: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., gpu: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ..., gpu_ram: _Optional[_Iterable[_Union[Metric, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["node_id", "cpu", "ram", "ram_cache", "ram_rss", "ram_qdrant_rss", "disk", "gpu", "gpu_ram"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class Metric(_message.Message):
    """A Metric is one measured value of a series, with the time that it belongs to."""
    __slots__ = ("timestamp", "value")
    TIMESTAMP_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    timestamp: _timestamp_pb2.Timestamp
    """The moment that the value belongs to; always set."""
    value: float
    """The measured value, 0 or more; what it counts depends on the series that it is part of."""
    def __init__(self, timestamp: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., value: _Optional[float] = ...) -> None: ...
    def HasField(self, field_name: _Literal["timestamp"]) -> bool: ...
    def ClearField(self, field_name: _Literal["timestamp", "value"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class LogEntry(_message.Message):
    """A LogEntry is one line of the log of a cluster, or one of its events."""
    __slots__ = ("timestamp", "message")
    TIMESTAMP_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    timestamp: _timestamp_pb2.Timestamp
    """The moment at which the entry was written; always set."""
    message: str
    """The text of the entry; never empty."""
    def __init__(self, timestamp: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., message: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["timestamp"]) -> bool: ...
    def ClearField(self, field_name: _Literal["timestamp", "message"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterAlert(_message.Message):
    """A ClusterAlert points at a condition of a cluster that needs attention, or did so until it was resolved. The
    server sets all of its fields.
    """
    __slots__ = ("id", "type", "severity", "title", "description", "last_firing_at", "state")
    ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    LAST_FIRING_AT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The id by which the alert is told apart from others."""
    type: ClusterAlertType
    """The condition that the alert is about."""
    severity: ClusterAlertSeverity
    """How urgent the alert is."""
    title: str
    """A short text for people that names the condition."""
    description: str
    """A longer text for people that explains the condition."""
    last_firing_at: _timestamp_pb2.Timestamp
    """The last moment at which the condition was seen."""
    state: ClusterAlertState
    """Whether the condition still holds or is over."""
    def __init__(self, id: _Optional[str] = ..., type: _Optional[_Union[ClusterAlertType, str]] = ..., severity: _Optional[_Union[ClusterAlertSeverity, str]] = ..., title: _Optional[str] = ..., description: _Optional[str] = ..., last_firing_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., state: _Optional[_Union[ClusterAlertState, str]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["last_firing_at"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "type", "severity", "title", "description", "last_firing_at", "state"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
