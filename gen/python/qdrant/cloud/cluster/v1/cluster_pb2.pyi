"""The API for Qdrant clusters: listing, creating, configuring, restarting, suspending and deleting them, and
finding out which Qdrant releases they can run. The data inside a cluster is reached through the endpoint of
the cluster, not through this API.
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

class ClusterServiceType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The ways in which a cluster is exposed as a Kubernetes service."""
    __slots__ = ()
    CLUSTER_SERVICE_TYPE_UNSPECIFIED: _ClassVar[ClusterServiceType]
    """Not set; requests that carry it are refused. Leave the field absent to let the platform choose."""
    CLUSTER_SERVICE_TYPE_CLUSTER_IP: _ClassVar[ClusterServiceType]
    """Reachable only from inside the Kubernetes cluster, at an internal address."""
    CLUSTER_SERVICE_TYPE_NODE_PORT: _ClassVar[ClusterServiceType]
    """Reachable at a fixed port of every Kubernetes node."""
    CLUSTER_SERVICE_TYPE_LOAD_BALANCER: _ClassVar[ClusterServiceType]
    """Reachable through a load balancer of the cloud provider or network."""

class ClusterConfigurationGpuType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The makes of GPU that a cluster can use."""
    __slots__ = ()
    CLUSTER_CONFIGURATION_GPU_TYPE_UNSPECIFIED: _ClassVar[ClusterConfigurationGpuType]
    """Not set; requests that carry it are refused. Leave the field absent if no particular make is wanted."""
    CLUSTER_CONFIGURATION_GPU_TYPE_NVIDIA: _ClassVar[ClusterConfigurationGpuType]
    """GPUs made by NVIDIA."""
    CLUSTER_CONFIGURATION_GPU_TYPE_AMD: _ClassVar[ClusterConfigurationGpuType]
    """GPUs made by AMD."""

class ClusterConfigurationRestartPolicy(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The orders in which the nodes of a cluster are restarted."""
    __slots__ = ()
    CLUSTER_CONFIGURATION_RESTART_POLICY_UNSPECIFIED: _ClassVar[ClusterConfigurationRestartPolicy]
    """Not set; requests that carry it are refused. Leave the field absent to let the platform choose."""
    CLUSTER_CONFIGURATION_RESTART_POLICY_ROLLING: _ClassVar[ClusterConfigurationRestartPolicy]
    """One node after the other, so that replicated collections stay available."""
    CLUSTER_CONFIGURATION_RESTART_POLICY_PARALLEL: _ClassVar[ClusterConfigurationRestartPolicy]
    """All nodes at the same time, which is faster but makes the cluster unavailable meanwhile."""
    CLUSTER_CONFIGURATION_RESTART_POLICY_AUTOMATIC: _ClassVar[ClusterConfigurationRestartPolicy]
    """The platform decides between the two by the setup of the cluster."""

class ClusterConfigurationRebalanceStrategy(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The ways in which shards are spread over the nodes of a cluster."""
    __slots__ = ()
    CLUSTER_CONFIGURATION_REBALANCE_STRATEGY_UNSPECIFIED: _ClassVar[ClusterConfigurationRebalanceStrategy]
    """Not set; requests that carry it are refused. Leave the field absent to let the platform choose."""
    CLUSTER_CONFIGURATION_REBALANCE_STRATEGY_BY_COUNT: _ClassVar[ClusterConfigurationRebalanceStrategy]
    """Nodes get about the same number of shards."""
    CLUSTER_CONFIGURATION_REBALANCE_STRATEGY_BY_SIZE: _ClassVar[ClusterConfigurationRebalanceStrategy]
    """Nodes get about the same amount of data."""
    CLUSTER_CONFIGURATION_REBALANCE_STRATEGY_BY_COUNT_AND_SIZE: _ClassVar[ClusterConfigurationRebalanceStrategy]
    """Both the number of shards and the amount of data are evened out."""
    CLUSTER_CONFIGURATION_REBALANCE_STRATEGY_DISABLED: _ClassVar[ClusterConfigurationRebalanceStrategy]
    """Shards aren't moved automatically; the user places them through the database."""

class DatabaseConfigurationLogLevel(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """How detailed the log of the database is."""
    __slots__ = ()
    DATABASE_CONFIGURATION_LOG_LEVEL_UNSPECIFIED: _ClassVar[DatabaseConfigurationLogLevel]
    """Not set; requests that carry it are refused. Leave the field absent to keep the default."""
    DATABASE_CONFIGURATION_LOG_LEVEL_TRACE: _ClassVar[DatabaseConfigurationLogLevel]
    """Every step is logged; the most detailed level."""
    DATABASE_CONFIGURATION_LOG_LEVEL_DEBUG: _ClassVar[DatabaseConfigurationLogLevel]
    """Details that help in finding errors, and all that is more severe."""
    DATABASE_CONFIGURATION_LOG_LEVEL_INFO: _ClassVar[DatabaseConfigurationLogLevel]
    """Notes on normal operation, warnings and errors."""
    DATABASE_CONFIGURATION_LOG_LEVEL_WARN: _ClassVar[DatabaseConfigurationLogLevel]
    """Only warnings and errors."""
    DATABASE_CONFIGURATION_LOG_LEVEL_ERROR: _ClassVar[DatabaseConfigurationLogLevel]
    """Only errors are logged; warnings and notes on normal operation are left out."""
    DATABASE_CONFIGURATION_LOG_LEVEL_OFF: _ClassVar[DatabaseConfigurationLogLevel]
    """Nothing is logged."""

class AuditLogRotation(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """How often the audit log begins a new file."""
    __slots__ = ()
    AUDIT_LOG_ROTATION_UNSPECIFIED: _ClassVar[AuditLogRotation]
    """Not chosen; the default of the database is used."""
    AUDIT_LOG_ROTATION_DAILY: _ClassVar[AuditLogRotation]
    """A new file every day."""
    AUDIT_LOG_ROTATION_HOURLY: _ClassVar[AuditLogRotation]
    """A new file every hour."""

class TolerationOperator(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """How a toleration is compared with a taint."""
    __slots__ = ()
    TOLERATION_OPERATOR_UNSPECIFIED: _ClassVar[TolerationOperator]
    """Not set; requests that carry it are refused. Leave the field absent to have TOLERATION_OPERATOR_EQUAL
    assumed.
    """
    TOLERATION_OPERATOR_EXISTS: _ClassVar[TolerationOperator]
    """A taint with the key matches, whatever its value is."""
    TOLERATION_OPERATOR_EQUAL: _ClassVar[TolerationOperator]
    """A taint matches if both its key and its value are the same."""

class TolerationEffect(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """What a taint does to pods that don't tolerate it."""
    __slots__ = ()
    TOLERATION_EFFECT_UNSPECIFIED: _ClassVar[TolerationEffect]
    """Not set; requests that carry it are refused. Leave the field absent to match every effect."""
    TOLERATION_EFFECT_NO_SCHEDULE: _ClassVar[TolerationEffect]
    """New pods aren't placed on the node; those that run there stay."""
    TOLERATION_EFFECT_PREFER_NO_SCHEDULE: _ClassVar[TolerationEffect]
    """New pods are placed on the node only if there is no better one."""
    TOLERATION_EFFECT_NO_EXECUTE: _ClassVar[TolerationEffect]
    """New pods aren't placed on the node, and those that run there are evicted."""

class ClusterPhase(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The stages of the life of a cluster, from being set up to being removed, with the failures in between."""
    __slots__ = ()
    CLUSTER_PHASE_UNSPECIFIED: _ClassVar[ClusterPhase]
    """Not set; the phase hasn't been determined yet, or is newer than this SDK."""
    CLUSTER_PHASE_CREATING: _ClassVar[ClusterPhase]
    """The cluster is being set up and can't be used yet."""
    CLUSTER_PHASE_FAILED_TO_CREATE: _ClassVar[ClusterPhase]
    """The cluster couldn't be set up; `reason` tells more."""
    CLUSTER_PHASE_UPDATING: _ClassVar[ClusterPhase]
    """A change of the configuration is being carried out."""
    CLUSTER_PHASE_FAILED_TO_UPDATE: _ClassVar[ClusterPhase]
    """A change of the configuration couldn't be carried out; `reason` tells more."""
    CLUSTER_PHASE_SCALING: _ClassVar[ClusterPhase]
    """The number or the size of the nodes is being changed."""
    CLUSTER_PHASE_UPGRADING: _ClassVar[ClusterPhase]
    """The cluster is moving to another Qdrant version."""
    CLUSTER_PHASE_SUSPENDING: _ClassVar[ClusterPhase]
    """The cluster is being stopped, after SuspendCluster."""
    CLUSTER_PHASE_SUSPENDED: _ClassVar[ClusterPhase]
    """The cluster is stopped and keeps its data; UnsuspendCluster starts it again."""
    CLUSTER_PHASE_FAILED_TO_SUSPEND: _ClassVar[ClusterPhase]
    """The cluster couldn't be stopped; `reason` tells more."""
    CLUSTER_PHASE_RESUMING: _ClassVar[ClusterPhase]
    """The cluster is being started again, after UnsuspendCluster."""
    CLUSTER_PHASE_FAILED_TO_RESUME: _ClassVar[ClusterPhase]
    """The cluster couldn't be started again; `reason` tells more."""
    CLUSTER_PHASE_HEALTHY: _ClassVar[ClusterPhase]
    """The cluster is running as configured and can be used."""
    CLUSTER_PHASE_NOT_READY: _ClassVar[ClusterPhase]
    """The cluster is set up but can't serve all requests at present; `nodes` tells which of its nodes is the
    cause.
    """
    CLUSTER_PHASE_RECOVERY_MODE: _ClassVar[ClusterPhase]
    """The database was started in recovery mode, in which collections aren't loaded, so that the cause of failing
    starts can be removed.
    """
    CLUSTER_PHASE_MANUAL_MAINTENANCE: _ClassVar[ClusterPhase]
    """The cluster is under maintenance by people, and automatic changes are held back."""
    CLUSTER_PHASE_FAILED_TO_SYNC: _ClassVar[ClusterPhase]
    """The cluster couldn't be brought in line with its configuration; `reason` tells more."""
    CLUSTER_PHASE_NOT_FOUND: _ClassVar[ClusterPhase]
    """The cluster is recorded, but wasn't found where it should be running."""
    CLUSTER_PHASE_DELETING: _ClassVar[ClusterPhase]
    """The cluster is being removed."""
    CLUSTER_PHASE_UNKNOWN: _ClassVar[ClusterPhase]
    """The platform can't tell the phase at present, for instance because the region can't be reached."""

class ClusterNodeState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The conditions in which a node can be."""
    __slots__ = ()
    CLUSTER_NODE_STATE_UNSPECIFIED: _ClassVar[ClusterNodeState]
    """Not set; the state of the node isn't known, or is newer than this SDK."""
    CLUSTER_NODE_STATE_STARTING: _ClassVar[ClusterNodeState]
    """The node is starting and doesn't serve requests yet."""
    CLUSTER_NODE_STATE_HEALTHY: _ClassVar[ClusterNodeState]
    """The node runs without trouble and serves requests."""
    CLUSTER_NODE_STATE_UNHEALTHY: _ClassVar[ClusterNodeState]
    """The node runs or should run, but can't serve requests; `not_ready_info` may tell why."""
    CLUSTER_NODE_STATE_SUSPENDED: _ClassVar[ClusterNodeState]
    """The node is stopped, because its cluster is suspended."""
    CLUSTER_NODE_STATE_RECOVERING: _ClassVar[ClusterNodeState]
    """The node is recovering, for instance its share of the data, and may not serve all requests yet."""

class ClusterNodeNotReadyCondition(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The conditions that keep a node from being ready."""
    __slots__ = ()
    CLUSTER_NODE_NOT_READY_CONDITION_UNSPECIFIED: _ClassVar[ClusterNodeNotReadyCondition]
    """Not set; the server never returns it. CLUSTER_NODE_NOT_READY_CONDITION_UNKNOWN stands for an undetermined
    condition.
    """
    CLUSTER_NODE_NOT_READY_CONDITION_POD_SCHEDULING_ERROR: _ClassVar[ClusterNodeNotReadyCondition]
    """No place was found in Kubernetes on which the node could run."""
    CLUSTER_NODE_NOT_READY_CONDITION_CONTAINER_START_BLOCKED: _ClassVar[ClusterNodeNotReadyCondition]
    """The node has its place, but something keeps its container from being started."""
    CLUSTER_NODE_NOT_READY_CONDITION_CONTAINER_RESTARTING: _ClassVar[ClusterNodeNotReadyCondition]
    """The container of the node keeps ending and being started again; `event` may tell why."""
    CLUSTER_NODE_NOT_READY_CONDITION_READINESS_FAILING: _ClassVar[ClusterNodeNotReadyCondition]
    """The database is running, but doesn't pass the check that it is ready for requests."""
    CLUSTER_NODE_NOT_READY_CONDITION_UNKNOWN: _ClassVar[ClusterNodeNotReadyCondition]
    """The node isn't ready, and the cause couldn't be determined."""

class ClusterNodeTerminationEvent(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The ways in which the process of a node was ended."""
    __slots__ = ()
    CLUSTER_NODE_TERMINATION_EVENT_UNSPECIFIED: _ClassVar[ClusterNodeTerminationEvent]
    """Not set; the server never returns it. The field is absent if no event is known."""
    CLUSTER_NODE_TERMINATION_EVENT_OUT_OF_MEMORY: _ClassVar[ClusterNodeTerminationEvent]
    """The process was ended because it needed more memory than the node has."""
    CLUSTER_NODE_TERMINATION_EVENT_PROCESS_EXITED: _ClassVar[ClusterNodeTerminationEvent]
    """The process ended by itself, for instance after an error."""

class ClusterNodeActionKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The sorts of remedy for a node that isn't ready."""
    __slots__ = ()
    CLUSTER_NODE_ACTION_KIND_UNSPECIFIED: _ClassVar[ClusterNodeActionKind]
    """Not set; the server never returns it."""
    CLUSTER_NODE_ACTION_KIND_SCALE_VERTICALLY: _ClassVar[ClusterNodeActionKind]
    """Give the nodes more resources, by choosing a larger package."""
    CLUSTER_NODE_ACTION_KIND_DOCUMENTATION: _ClassVar[ClusterNodeActionKind]
    """Read the documentation, usually at the `url` of the action."""

class ClusterScalabilityStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The possible verdicts on scaling a cluster."""
    __slots__ = ()
    CLUSTER_SCALABILITY_STATUS_UNSPECIFIED: _ClassVar[ClusterScalabilityStatus]
    """Not set; the server never returns it."""
    CLUSTER_SCALABILITY_STATUS_NOT_SCALABLE: _ClassVar[ClusterScalabilityStatus]
    """The cluster can't be scaled; `reason` may tell why."""
    CLUSTER_SCALABILITY_STATUS_SCALABLE: _ClassVar[ClusterScalabilityStatus]
    """The cluster can be scaled."""

class ClusterDownscaleRiskResource(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The resources that the downscale check examines."""
    __slots__ = ()
    CLUSTER_DOWNSCALE_RISK_RESOURCE_UNSPECIFIED: _ClassVar[ClusterDownscaleRiskResource]
    """Not set; the server never returns it."""
    CLUSTER_DOWNSCALE_RISK_RESOURCE_MEMORY: _ClassVar[ClusterDownscaleRiskResource]
    """The memory (RAM) that the nodes use at present, held against what the package offers."""

class ClusterDownscaleRiskStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The possible findings of the downscale check."""
    __slots__ = ()
    CLUSTER_DOWNSCALE_RISK_STATUS_UNSPECIFIED: _ClassVar[ClusterDownscaleRiskStatus]
    """Not set; the server never returns it."""
    CLUSTER_DOWNSCALE_RISK_STATUS_NO_RISK: _ClassVar[ClusterDownscaleRiskStatus]
    """The present usage fits into the package."""
    CLUSTER_DOWNSCALE_RISK_STATUS_USAGE_EXCEEDS_TARGET: _ClassVar[ClusterDownscaleRiskStatus]
    """The cluster uses more at present than the package offers, so moving to it is likely to fail or to disturb
    the cluster.
    """
    CLUSTER_DOWNSCALE_RISK_STATUS_USAGE_UNKNOWN: _ClassVar[ClusterDownscaleRiskStatus]
    """The present usage couldn't be determined, so the risk can't be judged."""

class ClusterDiskExpansionSupportStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The possible verdicts on enlarging the disks of a cluster."""
    __slots__ = ()
    CLUSTER_DISK_EXPANSION_SUPPORT_STATUS_UNSPECIFIED: _ClassVar[ClusterDiskExpansionSupportStatus]
    """Not set; the server never returns it."""
    CLUSTER_DISK_EXPANSION_SUPPORT_STATUS_SUPPORTED: _ClassVar[ClusterDiskExpansionSupportStatus]
    """The disks can be enlarged."""
    CLUSTER_DISK_EXPANSION_SUPPORT_STATUS_NOT_SUPPORTED: _ClassVar[ClusterDiskExpansionSupportStatus]
    """The disks can't be enlarged; `reason` may tell why."""

class ClusterBackupSupportStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The possible verdicts on backing a cluster up."""
    __slots__ = ()
    CLUSTER_BACKUP_SUPPORT_STATUS_UNSPECIFIED: _ClassVar[ClusterBackupSupportStatus]
    """Not set; the server never returns it."""
    CLUSTER_BACKUP_SUPPORT_STATUS_SUPPORTED: _ClassVar[ClusterBackupSupportStatus]
    """Backups can be made."""
    CLUSTER_BACKUP_SUPPORT_STATUS_NOT_SUPPORTED: _ClassVar[ClusterBackupSupportStatus]
    """No backups can be made; `reason` may tell why."""
CLUSTER_SERVICE_TYPE_UNSPECIFIED: ClusterServiceType
"""Not set; requests that carry it are refused. Leave the field absent to let the platform choose."""
CLUSTER_SERVICE_TYPE_CLUSTER_IP: ClusterServiceType
"""Reachable only from inside the Kubernetes cluster, at an internal address."""
CLUSTER_SERVICE_TYPE_NODE_PORT: ClusterServiceType
"""Reachable at a fixed port of every Kubernetes node."""
CLUSTER_SERVICE_TYPE_LOAD_BALANCER: ClusterServiceType
"""Reachable through a load balancer of the cloud provider or network."""
CLUSTER_CONFIGURATION_GPU_TYPE_UNSPECIFIED: ClusterConfigurationGpuType
"""Not set; requests that carry it are refused. Leave the field absent if no particular make is wanted."""
CLUSTER_CONFIGURATION_GPU_TYPE_NVIDIA: ClusterConfigurationGpuType
"""GPUs made by NVIDIA."""
CLUSTER_CONFIGURATION_GPU_TYPE_AMD: ClusterConfigurationGpuType
"""GPUs made by AMD."""
CLUSTER_CONFIGURATION_RESTART_POLICY_UNSPECIFIED: ClusterConfigurationRestartPolicy
"""Not set; requests that carry it are refused. Leave the field absent to let the platform choose."""
CLUSTER_CONFIGURATION_RESTART_POLICY_ROLLING: ClusterConfigurationRestartPolicy
"""One node after the other, so that replicated collections stay available."""
CLUSTER_CONFIGURATION_RESTART_POLICY_PARALLEL: ClusterConfigurationRestartPolicy
"""All nodes at the same time, which is faster but makes the cluster unavailable meanwhile."""
CLUSTER_CONFIGURATION_RESTART_POLICY_AUTOMATIC: ClusterConfigurationRestartPolicy
"""The platform decides between the two by the setup of the cluster."""
CLUSTER_CONFIGURATION_REBALANCE_STRATEGY_UNSPECIFIED: ClusterConfigurationRebalanceStrategy
"""Not set; requests that carry it are refused. Leave the field absent to let the platform choose."""
CLUSTER_CONFIGURATION_REBALANCE_STRATEGY_BY_COUNT: ClusterConfigurationRebalanceStrategy
"""Nodes get about the same number of shards."""
CLUSTER_CONFIGURATION_REBALANCE_STRATEGY_BY_SIZE: ClusterConfigurationRebalanceStrategy
"""Nodes get about the same amount of data."""
CLUSTER_CONFIGURATION_REBALANCE_STRATEGY_BY_COUNT_AND_SIZE: ClusterConfigurationRebalanceStrategy
"""Both the number of shards and the amount of data are evened out."""
CLUSTER_CONFIGURATION_REBALANCE_STRATEGY_DISABLED: ClusterConfigurationRebalanceStrategy
"""Shards aren't moved automatically; the user places them through the database."""
DATABASE_CONFIGURATION_LOG_LEVEL_UNSPECIFIED: DatabaseConfigurationLogLevel
"""Not set; requests that carry it are refused. Leave the field absent to keep the default."""
DATABASE_CONFIGURATION_LOG_LEVEL_TRACE: DatabaseConfigurationLogLevel
"""Every step is logged; the most detailed level."""
DATABASE_CONFIGURATION_LOG_LEVEL_DEBUG: DatabaseConfigurationLogLevel
"""Details that help in finding errors, and all that is more severe."""
DATABASE_CONFIGURATION_LOG_LEVEL_INFO: DatabaseConfigurationLogLevel
"""Notes on normal operation, warnings and errors."""
DATABASE_CONFIGURATION_LOG_LEVEL_WARN: DatabaseConfigurationLogLevel
"""Only warnings and errors."""
DATABASE_CONFIGURATION_LOG_LEVEL_ERROR: DatabaseConfigurationLogLevel
"""Only errors are logged; warnings and notes on normal operation are left out."""
DATABASE_CONFIGURATION_LOG_LEVEL_OFF: DatabaseConfigurationLogLevel
"""Nothing is logged."""
AUDIT_LOG_ROTATION_UNSPECIFIED: AuditLogRotation
"""Not chosen; the default of the database is used."""
AUDIT_LOG_ROTATION_DAILY: AuditLogRotation
"""A new file every day."""
AUDIT_LOG_ROTATION_HOURLY: AuditLogRotation
"""A new file every hour."""
TOLERATION_OPERATOR_UNSPECIFIED: TolerationOperator
"""Not set; requests that carry it are refused. Leave the field absent to have TOLERATION_OPERATOR_EQUAL
assumed.
"""
TOLERATION_OPERATOR_EXISTS: TolerationOperator
"""A taint with the key matches, whatever its value is."""
TOLERATION_OPERATOR_EQUAL: TolerationOperator
"""A taint matches if both its key and its value are the same."""
TOLERATION_EFFECT_UNSPECIFIED: TolerationEffect
"""Not set; requests that carry it are refused. Leave the field absent to match every effect."""
TOLERATION_EFFECT_NO_SCHEDULE: TolerationEffect
"""New pods aren't placed on the node; those that run there stay."""
TOLERATION_EFFECT_PREFER_NO_SCHEDULE: TolerationEffect
"""New pods are placed on the node only if there is no better one."""
TOLERATION_EFFECT_NO_EXECUTE: TolerationEffect
"""New pods aren't placed on the node, and those that run there are evicted."""
CLUSTER_PHASE_UNSPECIFIED: ClusterPhase
"""Not set; the phase hasn't been determined yet, or is newer than this SDK."""
CLUSTER_PHASE_CREATING: ClusterPhase
"""The cluster is being set up and can't be used yet."""
CLUSTER_PHASE_FAILED_TO_CREATE: ClusterPhase
"""The cluster couldn't be set up; `reason` tells more."""
CLUSTER_PHASE_UPDATING: ClusterPhase
"""A change of the configuration is being carried out."""
CLUSTER_PHASE_FAILED_TO_UPDATE: ClusterPhase
"""A change of the configuration couldn't be carried out; `reason` tells more."""
CLUSTER_PHASE_SCALING: ClusterPhase
"""The number or the size of the nodes is being changed."""
CLUSTER_PHASE_UPGRADING: ClusterPhase
"""The cluster is moving to another Qdrant version."""
CLUSTER_PHASE_SUSPENDING: ClusterPhase
"""The cluster is being stopped, after SuspendCluster."""
CLUSTER_PHASE_SUSPENDED: ClusterPhase
"""The cluster is stopped and keeps its data; UnsuspendCluster starts it again."""
CLUSTER_PHASE_FAILED_TO_SUSPEND: ClusterPhase
"""The cluster couldn't be stopped; `reason` tells more."""
CLUSTER_PHASE_RESUMING: ClusterPhase
"""The cluster is being started again, after UnsuspendCluster."""
CLUSTER_PHASE_FAILED_TO_RESUME: ClusterPhase
"""The cluster couldn't be started again; `reason` tells more."""
CLUSTER_PHASE_HEALTHY: ClusterPhase
"""The cluster is running as configured and can be used."""
CLUSTER_PHASE_NOT_READY: ClusterPhase
"""The cluster is set up but can't serve all requests at present; `nodes` tells which of its nodes is the
cause.
"""
CLUSTER_PHASE_RECOVERY_MODE: ClusterPhase
"""The database was started in recovery mode, in which collections aren't loaded, so that the cause of failing
starts can be removed.
"""
CLUSTER_PHASE_MANUAL_MAINTENANCE: ClusterPhase
"""The cluster is under maintenance by people, and automatic changes are held back."""
CLUSTER_PHASE_FAILED_TO_SYNC: ClusterPhase
"""The cluster couldn't be brought in line with its configuration; `reason` tells more."""
CLUSTER_PHASE_NOT_FOUND: ClusterPhase
"""The cluster is recorded, but wasn't found where it should be running."""
CLUSTER_PHASE_DELETING: ClusterPhase
"""The cluster is being removed."""
CLUSTER_PHASE_UNKNOWN: ClusterPhase
"""The platform can't tell the phase at present, for instance because the region can't be reached."""
CLUSTER_NODE_STATE_UNSPECIFIED: ClusterNodeState
"""Not set; the state of the node isn't known, or is newer than this SDK."""
CLUSTER_NODE_STATE_STARTING: ClusterNodeState
"""The node is starting and doesn't serve requests yet."""
CLUSTER_NODE_STATE_HEALTHY: ClusterNodeState
"""The node runs without trouble and serves requests."""
CLUSTER_NODE_STATE_UNHEALTHY: ClusterNodeState
"""The node runs or should run, but can't serve requests; `not_ready_info` may tell why."""
CLUSTER_NODE_STATE_SUSPENDED: ClusterNodeState
"""The node is stopped, because its cluster is suspended."""
CLUSTER_NODE_STATE_RECOVERING: ClusterNodeState
"""The node is recovering, for instance its share of the data, and may not serve all requests yet."""
CLUSTER_NODE_NOT_READY_CONDITION_UNSPECIFIED: ClusterNodeNotReadyCondition
"""Not set; the server never returns it. CLUSTER_NODE_NOT_READY_CONDITION_UNKNOWN stands for an undetermined
condition.
"""
CLUSTER_NODE_NOT_READY_CONDITION_POD_SCHEDULING_ERROR: ClusterNodeNotReadyCondition
"""No place was found in Kubernetes on which the node could run."""
CLUSTER_NODE_NOT_READY_CONDITION_CONTAINER_START_BLOCKED: ClusterNodeNotReadyCondition
"""The node has its place, but something keeps its container from being started."""
CLUSTER_NODE_NOT_READY_CONDITION_CONTAINER_RESTARTING: ClusterNodeNotReadyCondition
"""The container of the node keeps ending and being started again; `event` may tell why."""
CLUSTER_NODE_NOT_READY_CONDITION_READINESS_FAILING: ClusterNodeNotReadyCondition
"""The database is running, but doesn't pass the check that it is ready for requests."""
CLUSTER_NODE_NOT_READY_CONDITION_UNKNOWN: ClusterNodeNotReadyCondition
"""The node isn't ready, and the cause couldn't be determined."""
CLUSTER_NODE_TERMINATION_EVENT_UNSPECIFIED: ClusterNodeTerminationEvent
"""Not set; the server never returns it. The field is absent if no event is known."""
CLUSTER_NODE_TERMINATION_EVENT_OUT_OF_MEMORY: ClusterNodeTerminationEvent
"""The process was ended because it needed more memory than the node has."""
CLUSTER_NODE_TERMINATION_EVENT_PROCESS_EXITED: ClusterNodeTerminationEvent
"""The process ended by itself, for instance after an error."""
CLUSTER_NODE_ACTION_KIND_UNSPECIFIED: ClusterNodeActionKind
"""Not set; the server never returns it."""
CLUSTER_NODE_ACTION_KIND_SCALE_VERTICALLY: ClusterNodeActionKind
"""Give the nodes more resources, by choosing a larger package."""
CLUSTER_NODE_ACTION_KIND_DOCUMENTATION: ClusterNodeActionKind
"""Read the documentation, usually at the `url` of the action."""
CLUSTER_SCALABILITY_STATUS_UNSPECIFIED: ClusterScalabilityStatus
"""Not set; the server never returns it."""
CLUSTER_SCALABILITY_STATUS_NOT_SCALABLE: ClusterScalabilityStatus
"""The cluster can't be scaled; `reason` may tell why."""
CLUSTER_SCALABILITY_STATUS_SCALABLE: ClusterScalabilityStatus
"""The cluster can be scaled."""
CLUSTER_DOWNSCALE_RISK_RESOURCE_UNSPECIFIED: ClusterDownscaleRiskResource
"""Not set; the server never returns it."""
CLUSTER_DOWNSCALE_RISK_RESOURCE_MEMORY: ClusterDownscaleRiskResource
"""The memory (RAM) that the nodes use at present, held against what the package offers."""
CLUSTER_DOWNSCALE_RISK_STATUS_UNSPECIFIED: ClusterDownscaleRiskStatus
"""Not set; the server never returns it."""
CLUSTER_DOWNSCALE_RISK_STATUS_NO_RISK: ClusterDownscaleRiskStatus
"""The present usage fits into the package."""
CLUSTER_DOWNSCALE_RISK_STATUS_USAGE_EXCEEDS_TARGET: ClusterDownscaleRiskStatus
"""The cluster uses more at present than the package offers, so moving to it is likely to fail or to disturb
the cluster.
"""
CLUSTER_DOWNSCALE_RISK_STATUS_USAGE_UNKNOWN: ClusterDownscaleRiskStatus
"""The present usage couldn't be determined, so the risk can't be judged."""
CLUSTER_DISK_EXPANSION_SUPPORT_STATUS_UNSPECIFIED: ClusterDiskExpansionSupportStatus
"""Not set; the server never returns it."""
CLUSTER_DISK_EXPANSION_SUPPORT_STATUS_SUPPORTED: ClusterDiskExpansionSupportStatus
"""The disks can be enlarged."""
CLUSTER_DISK_EXPANSION_SUPPORT_STATUS_NOT_SUPPORTED: ClusterDiskExpansionSupportStatus
"""The disks can't be enlarged; `reason` may tell why."""
CLUSTER_BACKUP_SUPPORT_STATUS_UNSPECIFIED: ClusterBackupSupportStatus
"""Not set; the server never returns it."""
CLUSTER_BACKUP_SUPPORT_STATUS_SUPPORTED: ClusterBackupSupportStatus
"""Backups can be made."""
CLUSTER_BACKUP_SUPPORT_STATUS_NOT_SUPPORTED: ClusterBackupSupportStatus
"""No backups can be made; `reason` may tell why."""

class ListClustersRequest(_message.Message):
    """Selects the clusters that ListClusters returns, and the page of them."""
    __slots__ = ("account_id", "cloud_provider_id", "cloud_provider_region_id", "page_size", "page_token")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_REGION_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose clusters are listed, as a UUID."""
    cloud_provider_id: str
    """Limits the list to clusters at this cloud provider, for instance `aws`, `gcp`, `azure` or `hybrid`. If
    absent, the clusters of all providers are listed.
    """
    cloud_provider_region_id: str
    """Limits the list to clusters in this region of the provider; `cloud_provider_id` must be given with it. For
    the provider `hybrid` it is the UUID of the hybrid cloud environment. If absent, all regions are included.
    """
    page_size: int
    """The most clusters to return in one page, from 1 to 250. If neither this nor `page_token` is given, all
    clusters are returned.
    """
    page_token: str
    """The `next_page_token` of the preceding response, to continue after it. It must be absent for the first page;
    tokens are opaque and must be used with the same filters that they were made for.
    """
    def __init__(self, account_id: _Optional[str] = ..., cloud_provider_id: _Optional[str] = ..., cloud_provider_region_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cloud_provider_id", "cloud_provider_region_id", "page_size", "page_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cloud_provider_id", "cloud_provider_region_id", "page_size", "page_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListClustersResponse(_message.Message):
    """One page of the clusters that were asked for, or all of them."""
    __slots__ = ("items", "total_size", "next_page_token")
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_SIZE_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[Cluster]
    """The clusters found; empty if none matches."""
    total_size: int
    """How many clusters match the request over all pages. It may be absent when the request doesn't ask for pages."""
    next_page_token: str
    """To be sent as `page_token` to get the following page; absent on the last page."""
    def __init__(self, items: _Optional[_Iterable[_Union[Cluster, _Mapping]]] = ..., total_size: _Optional[int] = ..., next_page_token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["total_size", "next_page_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["items", "total_size", "next_page_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetClusterRequest(_message.Message):
    """Names the cluster that GetCluster returns."""
    __slots__ = ("account_id", "cluster_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the cluster, as a UUID."""
    cluster_id: str
    """The cluster to return, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetClusterResponse(_message.Message):
    """Carries the cluster that was asked for."""
    __slots__ = ("cluster",)
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    cluster: Cluster
    """The cluster as it is now; always present."""
    def __init__(self, cluster: _Optional[_Union[Cluster, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cluster"]) -> bool: ...
    def ClearField(self, field_name: _Literal["cluster"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetClusterDownscaleRiskRequest(_message.Message):
    """Names the cluster and the package to which it might be moved."""
    __slots__ = ("account_id", "cluster_id", "package_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    PACKAGE_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the cluster, as a UUID."""
    cluster_id: str
    """The cluster whose current usage is examined, as a UUID."""
    package_id: str
    """The package against which the usage is held, as a UUID. Packages are listed by BookingService.ListPackages."""
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ..., package_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id", "package_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetClusterDownscaleRiskResponse(_message.Message):
    """The outcome of the downscale check, resource by resource."""
    __slots__ = ("downscale_risks",)
    DOWNSCALE_RISKS_FIELD_NUMBER: _ClassVar[int]
    downscale_risks: _containers.RepeatedCompositeFieldContainer[ClusterDownscaleRiskInfo]
    """One finding for each resource that was examined; there is at least one, also if there is no risk."""
    def __init__(self, downscale_risks: _Optional[_Iterable[_Union[ClusterDownscaleRiskInfo, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["downscale_risks"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateClusterRequest(_message.Message):
    """Describes the cluster that CreateCluster adds."""
    __slots__ = ("cluster",)
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    cluster: Cluster
    """The new cluster. `account_id`, `name`, `cloud_provider_id`, `cloud_provider_region_id` and `configuration`
    are required; `id`, `created_at`, `deleted_at` and `state` are set by the server and must be left unset.
    """
    def __init__(self, cluster: _Optional[_Union[Cluster, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cluster"]) -> bool: ...
    def ClearField(self, field_name: _Literal["cluster"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateClusterResponse(_message.Message):
    """Carries the cluster that was created."""
    __slots__ = ("cluster",)
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    cluster: Cluster
    """The stored cluster, with its new `id`, `created_at` and first `state`. Its database is usually not running
    yet.
    """
    def __init__(self, cluster: _Optional[_Union[Cluster, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cluster"]) -> bool: ...
    def ClearField(self, field_name: _Literal["cluster"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateClusterFromBackupRequest(_message.Message):
    """Names the backup to restore and the cluster that is to receive it."""
    __slots__ = ("account_id", "backup_id", "cluster_name")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    BACKUP_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_NAME_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the backup and will own the new cluster, as a UUID."""
    backup_id: str
    """The backup whose data the new cluster starts with, as a UUID."""
    cluster_name: str
    """The name of the new cluster, 4 to 64 characters of letters, digits, `-` and `_`."""
    def __init__(self, account_id: _Optional[str] = ..., backup_id: _Optional[str] = ..., cluster_name: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "backup_id", "cluster_name"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateClusterFromBackupResponse(_message.Message):
    """Carries the cluster that was created for the backup."""
    __slots__ = ("cluster",)
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    cluster: Cluster
    """The new cluster, with its own `id`. The data of the backup is restored after the method has returned."""
    def __init__(self, cluster: _Optional[_Union[Cluster, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cluster"]) -> bool: ...
    def ClearField(self, field_name: _Literal["cluster"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateClusterRequest(_message.Message):
    """Carries the changes that UpdateCluster makes."""
    __slots__ = ("cluster", "update_mask")
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    cluster: Cluster
    """The cluster with its new values. `id` and `account_id` tell which cluster is changed and can't be changed
    themselves; values in the fields that the server sets have no effect.
    """
    update_mask: _field_mask_pb2.FieldMask
    """The fields to change, as paths inside the cluster, such as `name` or `configuration.number_of_nodes`. A
    listed field that isn't set in `cluster` is cleared; fields that are not listed keep their values. If absent
    or empty, the whole cluster is replaced.
    """
    def __init__(self, cluster: _Optional[_Union[Cluster, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cluster", "update_mask"]) -> bool: ...
    def ClearField(self, field_name: _Literal["cluster", "update_mask"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateClusterResponse(_message.Message):
    """Carries the cluster as it was recorded, while the change may still have to be carried out."""
    __slots__ = ("cluster",)
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    cluster: Cluster
    """The cluster as stored now. Its `state` may still show the situation from before the update, until the change
    has been carried out.
    """
    def __init__(self, cluster: _Optional[_Union[Cluster, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cluster"]) -> bool: ...
    def ClearField(self, field_name: _Literal["cluster"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteClusterRequest(_message.Message):
    """Names the cluster to delete, and how thoroughly."""
    __slots__ = ("account_id", "cluster_id", "delete_backups", "force")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    DELETE_BACKUPS_FIELD_NUMBER: _ClassVar[int]
    FORCE_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the cluster, as a UUID."""
    cluster_id: str
    """The cluster to delete, as a UUID."""
    delete_backups: bool
    """Whether the backups of the cluster are deleted along with it. If absent or false, they are kept and can
    still be restored into a new cluster.
    """
    force: bool
    """Whether the cluster is to be removed even where a regular deletion can't be completed. If absent or false, a
    regular deletion is made.
    """
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ..., delete_backups: bool = ..., force: bool = ...) -> None: ...
    def HasField(self, field_name: _Literal["delete_backups", "force"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id", "delete_backups", "force"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteClusterResponse(_message.Message):
    """Empty; success means that the deletion has been accepted and is under way."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class RestartClusterRequest(_message.Message):
    """Names the cluster whose database RestartCluster restarts, in the manner that its configuration sets."""
    __slots__ = ("account_id", "cluster_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the cluster, as a UUID."""
    cluster_id: str
    """The cluster to restart, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class RestartClusterResponse(_message.Message):
    """Empty; success means that the restart has been ordered. `state.restarted_at` of the cluster tells when it took
    place.
    """
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class SuspendClusterRequest(_message.Message):
    """Names the cluster that SuspendCluster stops without deleting its data."""
    __slots__ = ("account_id", "cluster_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the cluster, as a UUID."""
    cluster_id: str
    """The cluster to suspend, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class SuspendClusterResponse(_message.Message):
    """Empty; success means that the suspension has been ordered. It is complete once the phase is
    CLUSTER_PHASE_SUSPENDED.
    """
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UnsuspendClusterRequest(_message.Message):
    """Names the suspended cluster to start again."""
    __slots__ = ("account_id", "cluster_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the cluster, as a UUID."""
    cluster_id: str
    """The suspended cluster, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UnsuspendClusterResponse(_message.Message):
    """Empty; success means that the start has been ordered. The cluster can be used once the phase is
    CLUSTER_PHASE_HEALTHY.
    """
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class EnableClusterJwtRbacRequest(_message.Message):
    """Names the cluster that is to accept JSON Web Tokens."""
    __slots__ = ("account_id", "cluster_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the cluster, as a UUID."""
    cluster_id: str
    """The cluster in which access control by tokens is turned on, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class EnableClusterJwtRbacResponse(_message.Message):
    """Empty; success means that turning it on has been ordered. It is in force once `state.jwt_rbac` of the cluster
    is true.
    """
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class SuggestClusterNameRequest(_message.Message):
    """Tells for whom a cluster name is proposed."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account in which the new cluster is going to be created, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class SuggestClusterNameResponse(_message.Message):
    """Carries a proposal that the caller is free to use or not; nothing is reserved by it."""
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    """A proposal for `Cluster.name`; never empty."""
    def __init__(self, name: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["name"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListQdrantReleasesRequest(_message.Message):
    """Selects the Qdrant releases that ListQdrantReleases returns."""
    __slots__ = ("account_id", "cluster_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account for which the available releases are listed, as a UUID."""
    cluster_id: str
    """An existing cluster of the account, as a UUID, to get the releases from the viewpoint of this cluster, for
    instance to choose one to upgrade to. If absent, the releases for new clusters are listed.
    """
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cluster_id"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListQdrantReleasesResponse(_message.Message):
    """Carries the releases that were found."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[QdrantRelease]
    """The releases; empty if there is none for the account or cluster."""
    def __init__(self, items: _Optional[_Iterable[_Union[QdrantRelease, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetQdrantReleaseRequest(_message.Message):
    """Names the Qdrant release that GetQdrantRelease returns."""
    __slots__ = ("account_id", "version")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account on whose behalf the release is looked up, as a UUID."""
    version: str
    """The version of the release, written as in `QdrantRelease.version`."""
    def __init__(self, account_id: _Optional[str] = ..., version: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "version"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetQdrantReleaseResponse(_message.Message):
    """Carries the release that was asked for."""
    __slots__ = ("release",)
    RELEASE_FIELD_NUMBER: _ClassVar[int]
    release: QdrantRelease
    """The details of the release; always present."""
    def __init__(self, release: _Optional[_Union[QdrantRelease, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["release"]) -> bool: ...
    def ClearField(self, field_name: _Literal["release"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class Cluster(_message.Message):
    """A Cluster is one Qdrant database, made up of one or more nodes in a region of a cloud provider or in a hybrid
    cloud environment.
    """
    __slots__ = ("id", "created_at", "account_id", "name", "deleted_at", "cloud_provider_id", "cloud_provider_region_id", "labels", "cost_allocation_label", "configuration", "state")
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
    STATE_FIELD_NUMBER: _ClassVar[int]
    id: str
    """Identifies the cluster, as a UUID. Set by the server; it must be left unset on create and is required on
    update.
    """
    created_at: _timestamp_pb2.Timestamp
    """When the cluster was created. Set by the server; it must be left unset on create."""
    account_id: str
    """The account that owns the cluster, as a UUID. It can't be changed after creation."""
    name: str
    """The name under which people know the cluster, 2 to 64 characters of letters, digits, `-` and `_`.
    SuggestClusterName proposes one.
    """
    deleted_at: _timestamp_pb2.Timestamp
    """When the deletion of the cluster was requested; absent as long as it wasn't. Set by the server; it must be
    left unset on create.
    """
    cloud_provider_id: str
    """The cloud provider on which the cluster runs, as listed by PlatformService, or `hybrid` for a cluster in a
    hybrid cloud environment. At least 3 characters; it can't be changed after creation.
    """
    cloud_provider_region_id: str
    """The region of the cloud provider in which the cluster runs. If the provider is `hybrid`, this is the id of
    the hybrid cloud environment, a UUID. It can't be changed after creation.
    """
    labels: _containers.RepeatedCompositeFieldContainer[_common_pb2.KeyValue]
    """Up to 10 labels by which the account sorts its clusters. They have no effect on how the cluster runs."""
    cost_allocation_label: str
    """A label under which the cost of the cluster is accounted, up to 253 characters in the form of a qualified
    Kubernetes name, such as `team-search` or `example.com/team-search`. Absent if costs aren't allocated by
    label.
    """
    configuration: ClusterConfiguration
    """How the cluster is to be set up; always required."""
    state: ClusterState
    """What the platform last observed of the cluster. Set by the server; it must be left unset on create."""
    def __init__(self, id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., account_id: _Optional[str] = ..., name: _Optional[str] = ..., deleted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., cloud_provider_id: _Optional[str] = ..., cloud_provider_region_id: _Optional[str] = ..., labels: _Optional[_Iterable[_Union[_common_pb2.KeyValue, _Mapping]]] = ..., cost_allocation_label: _Optional[str] = ..., configuration: _Optional[_Union[ClusterConfiguration, _Mapping]] = ..., state: _Optional[_Union[ClusterState, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at", "deleted_at", "cost_allocation_label", "configuration", "state"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "created_at", "account_id", "name", "deleted_at", "cloud_provider_id", "cloud_provider_region_id", "labels", "cost_allocation_label", "configuration", "state"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterConfigurationGpuConfiguration(_message.Message):
    """Settings for building the indexes of a cluster on graphics processors. They matter only for clusters whose
    package has GPUs; each setting that is absent keeps the default of the database.
    """
    __slots__ = ("force_half_precision", "device_filter", "devices", "parallel_indexes", "groups_count", "allow_integrated")
    FORCE_HALF_PRECISION_FIELD_NUMBER: _ClassVar[int]
    DEVICE_FILTER_FIELD_NUMBER: _ClassVar[int]
    DEVICES_FIELD_NUMBER: _ClassVar[int]
    PARALLEL_INDEXES_FIELD_NUMBER: _ClassVar[int]
    GROUPS_COUNT_FIELD_NUMBER: _ClassVar[int]
    ALLOW_INTEGRATED_FIELD_NUMBER: _ClassVar[int]
    force_half_precision: bool
    """Whether the GPU calculates with 16-bit floating point numbers while indexing, also for vectors stored with
    32 bits. This saves GPU memory at some loss of precision. If absent, the database decides.
    """
    device_filter: _containers.RepeatedScalarFieldContainer[str]
    """Up to 10 pieces of text, of which at least one must occur in the hardware name of a GPU for it to be used.
    If empty, every GPU is accepted.
    """
    devices: _containers.RepeatedScalarFieldContainer[str]
    """Up to 10 devices to use, by their index among the GPUs that were found and passed `device_filter`. If empty,
    all of them may be used.
    """
    parallel_indexes: int
    """How many indexes may be built on GPUs at the same time; at least 1. If absent, the database decides."""
    groups_count: int
    """How many work groups the GPU runs while indexing, and thereby how many points it handles in parallel; at
    least 1. If absent, the database decides, which is right for most uses.
    """
    allow_integrated: bool
    """Whether graphics processors that are integrated into the CPU may be used too. If absent, the database
    decides.
    """
    def __init__(self, force_half_precision: bool = ..., device_filter: _Optional[_Iterable[str]] = ..., devices: _Optional[_Iterable[str]] = ..., parallel_indexes: _Optional[int] = ..., groups_count: _Optional[int] = ..., allow_integrated: bool = ...) -> None: ...
    def HasField(self, field_name: _Literal["force_half_precision", "parallel_indexes", "groups_count", "allow_integrated"]) -> bool: ...
    def ClearField(self, field_name: _Literal["force_half_precision", "device_filter", "devices", "parallel_indexes", "groups_count", "allow_integrated"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterConfiguration(_message.Message):
    """The wanted setup of a cluster: its size, version, hardware, database settings and, for hybrid cloud
    environments, the way it is placed on Kubernetes. The platform works towards it after each change;
    `Cluster.state` tells what has been reached.
    """
    __slots__ = ("last_modified_at", "number_of_nodes", "version", "package_id", "additional_resources", "database_configuration", "node_selector", "tolerations", "annotations", "allowed_ip_source_ranges", "service_type", "service_annotations", "pod_labels", "reserved_cpu_percentage", "reserved_memory_percentage", "gpu_type", "restart_policy", "rebalance_strategy", "topology_spread_constraints", "cluster_storage_configuration", "gpu_configuration")
    LAST_MODIFIED_AT_FIELD_NUMBER: _ClassVar[int]
    NUMBER_OF_NODES_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    PACKAGE_ID_FIELD_NUMBER: _ClassVar[int]
    ADDITIONAL_RESOURCES_FIELD_NUMBER: _ClassVar[int]
    DATABASE_CONFIGURATION_FIELD_NUMBER: _ClassVar[int]
    NODE_SELECTOR_FIELD_NUMBER: _ClassVar[int]
    TOLERATIONS_FIELD_NUMBER: _ClassVar[int]
    ANNOTATIONS_FIELD_NUMBER: _ClassVar[int]
    ALLOWED_IP_SOURCE_RANGES_FIELD_NUMBER: _ClassVar[int]
    SERVICE_TYPE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_ANNOTATIONS_FIELD_NUMBER: _ClassVar[int]
    POD_LABELS_FIELD_NUMBER: _ClassVar[int]
    RESERVED_CPU_PERCENTAGE_FIELD_NUMBER: _ClassVar[int]
    RESERVED_MEMORY_PERCENTAGE_FIELD_NUMBER: _ClassVar[int]
    GPU_TYPE_FIELD_NUMBER: _ClassVar[int]
    RESTART_POLICY_FIELD_NUMBER: _ClassVar[int]
    REBALANCE_STRATEGY_FIELD_NUMBER: _ClassVar[int]
    TOPOLOGY_SPREAD_CONSTRAINTS_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_STORAGE_CONFIGURATION_FIELD_NUMBER: _ClassVar[int]
    GPU_CONFIGURATION_FIELD_NUMBER: _ClassVar[int]
    last_modified_at: _timestamp_pb2.Timestamp
    """When the configuration was last changed. Set by the server; values from clients have no effect."""
    number_of_nodes: int
    """How many nodes the cluster consists of, at least 1. Changing it scales the cluster horizontally."""
    version: str
    """The Qdrant version to run, in the form `v1.2.3`, or `latest` for the newest release. If absent on create,
    the default release is taken; ListQdrantReleases tells which versions there are.
    """
    package_id: str
    """The package that fixes CPU, memory and disk of each node, as a UUID. Packages are listed by
    BookingService.ListPackages; changing it scales the cluster vertically.
    """
    additional_resources: AdditionalResources
    """Resources booked for each node on top of the package. If absent, there are only those of the package."""
    database_configuration: DatabaseConfiguration
    """Settings of the database itself. If absent, the database runs with the platform's defaults."""
    node_selector: _containers.RepeatedCompositeFieldContainer[_common_pb2.KeyValue]
    """Up to 10 labels that a Kubernetes node must carry to host nodes of the cluster. If empty, there is no such
    condition. Intended for hybrid cloud environments.
    """
    tolerations: _containers.RepeatedCompositeFieldContainer[Toleration]
    """Up to 10 tolerations, through which nodes of the cluster may run on Kubernetes nodes that have matching
    taints. Intended for hybrid cloud environments.
    """
    annotations: _containers.RepeatedCompositeFieldContainer[_common_pb2.KeyValue]
    """Up to 10 annotations that are put on the Kubernetes pods of the cluster. Intended for hybrid cloud
    environments.
    """
    allowed_ip_source_ranges: _containers.RepeatedScalarFieldContainer[str]
    """The networks from which the cluster may be reached, as up to 40 IPv4 prefixes such as `192.0.2.0/24`. If
    empty, the cluster can be reached from any address.
    """
    service_type: ClusterServiceType
    """How the cluster is exposed as a Kubernetes service. If absent, the platform chooses. Intended for hybrid
    cloud environments.
    """
    service_annotations: _containers.RepeatedCompositeFieldContainer[_common_pb2.KeyValue]
    """Up to 64 annotations that are put on the Kubernetes service of the cluster, for instance to configure a load
    balancer. Intended for hybrid cloud environments.
    """
    pod_labels: _containers.RepeatedCompositeFieldContainer[_common_pb2.KeyValue]
    """Up to 10 labels that are put on the Kubernetes pods of the cluster, beside those of the platform. Intended
    for hybrid cloud environments.
    """
    reserved_cpu_percentage: int
    """The share of the CPU of each node that is held back for the system and not given to the database, from 1 to
    80 percent. If absent, the platform's default is used.
    """
    reserved_memory_percentage: int
    """The share of the memory of each node that is held back for the system and not given to the database, from 1
    to 80 percent. If absent, the platform's default is used.
    """
    gpu_type: ClusterConfigurationGpuType
    """The make of the GPUs that the cluster is to use. If absent, the platform determines it from the package, and
    a package without GPUs gives none.
    """
    restart_policy: ClusterConfigurationRestartPolicy
    """How nodes are restarted when a change needs it or a restart is requested. If absent, the platform chooses."""
    rebalance_strategy: ClusterConfigurationRebalanceStrategy
    """How shards are spread over the nodes of the cluster, for instance after a node was added. If absent, the
    platform chooses.
    """
    topology_spread_constraints: _containers.RepeatedCompositeFieldContainer[_common_pb2.TopologySpreadConstraint]
    """Up to 10 rules for spreading the pods of the cluster over failure domains, such as zones or hosts. If empty,
    the platform's own placement applies. Intended for hybrid cloud environments.
    """
    cluster_storage_configuration: ClusterStorageConfiguration
    """The kind of storage on which the cluster keeps its data. If absent, the platform's default is used."""
    gpu_configuration: ClusterConfigurationGpuConfiguration
    """How GPUs are used for indexing. If absent, the defaults of the database apply."""
    def __init__(self, last_modified_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., number_of_nodes: _Optional[int] = ..., version: _Optional[str] = ..., package_id: _Optional[str] = ..., additional_resources: _Optional[_Union[AdditionalResources, _Mapping]] = ..., database_configuration: _Optional[_Union[DatabaseConfiguration, _Mapping]] = ..., node_selector: _Optional[_Iterable[_Union[_common_pb2.KeyValue, _Mapping]]] = ..., tolerations: _Optional[_Iterable[_Union[Toleration, _Mapping]]] = ..., annotations: _Optional[_Iterable[_Union[_common_pb2.KeyValue, _Mapping]]] = ..., allowed_ip_source_ranges: _Optional[_Iterable[str]] = ..., service_type: _Optional[_Union[ClusterServiceType, str]] = ..., service_annotations: _Optional[_Iterable[_Union[_common_pb2.KeyValue, _Mapping]]] = ..., pod_labels: _Optional[_Iterable[_Union[_common_pb2.KeyValue, _Mapping]]] = ..., reserved_cpu_percentage: _Optional[int] = ..., reserved_memory_percentage: _Optional[int] = ..., gpu_type: _Optional[_Union[ClusterConfigurationGpuType, str]] = ..., restart_policy: _Optional[_Union[ClusterConfigurationRestartPolicy, str]] = ..., rebalance_strategy: _Optional[_Union[ClusterConfigurationRebalanceStrategy, str]] = ..., topology_spread_constraints: _Optional[_Iterable[_Union[_common_pb2.TopologySpreadConstraint, _Mapping]]] = ..., cluster_storage_configuration: _Optional[_Union[ClusterStorageConfiguration, _Mapping]] = ..., gpu_configuration: _Optional[_Union[ClusterConfigurationGpuConfiguration, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["last_modified_at", "version", "additional_resources", "database_configuration", "service_type", "reserved_cpu_percentage", "reserved_memory_percentage", "gpu_type", "restart_policy", "rebalance_strategy", "cluster_storage_configuration", "gpu_configuration"]) -> bool: ...
    def ClearField(self, field_name: _Literal["last_modified_at", "number_of_nodes", "version", "package_id", "additional_resources", "database_configuration", "node_selector", "tolerations", "annotations", "allowed_ip_source_ranges", "service_type", "service_annotations", "pod_labels", "reserved_cpu_percentage", "reserved_memory_percentage", "gpu_type", "restart_policy", "rebalance_strategy", "topology_spread_constraints", "cluster_storage_configuration", "gpu_configuration"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DatabaseConfiguration(_message.Message):
    """Settings that are handed to the Qdrant database on every node. Parts that are absent keep their defaults."""
    __slots__ = ("collection", "storage", "service", "log_level", "tls", "inference", "audit_logging")
    COLLECTION_FIELD_NUMBER: _ClassVar[int]
    STORAGE_FIELD_NUMBER: _ClassVar[int]
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    LOG_LEVEL_FIELD_NUMBER: _ClassVar[int]
    TLS_FIELD_NUMBER: _ClassVar[int]
    INFERENCE_FIELD_NUMBER: _ClassVar[int]
    AUDIT_LOGGING_FIELD_NUMBER: _ClassVar[int]
    collection: DatabaseConfigurationCollection
    """Defaults for collections that are created without settings of their own."""
    storage: DatabaseConfigurationStorage
    """Settings for how the database stores and optimizes data."""
    service: DatabaseConfigurationService
    """Settings for the interface on which the database answers its clients."""
    log_level: DatabaseConfigurationLogLevel
    """The least severe messages that the database still writes to its log. If absent, the default of the platform
    is used.
    """
    tls: DatabaseConfigurationTls
    """The certificate and private key for encrypted connections to the database. Takes effect where
    `service.enable_tls` is true.
    """
    inference: DatabaseConfigurationInference
    """Settings for computing embeddings on behalf of the database."""
    audit_logging: DatabaseConfigurationAuditLogging
    """Settings for the record of who accessed the database. If absent, none is kept."""
    def __init__(self, collection: _Optional[_Union[DatabaseConfigurationCollection, _Mapping]] = ..., storage: _Optional[_Union[DatabaseConfigurationStorage, _Mapping]] = ..., service: _Optional[_Union[DatabaseConfigurationService, _Mapping]] = ..., log_level: _Optional[_Union[DatabaseConfigurationLogLevel, str]] = ..., tls: _Optional[_Union[DatabaseConfigurationTls, _Mapping]] = ..., inference: _Optional[_Union[DatabaseConfigurationInference, _Mapping]] = ..., audit_logging: _Optional[_Union[DatabaseConfigurationAuditLogging, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["collection", "storage", "service", "log_level", "tls", "inference", "audit_logging"]) -> bool: ...
    def ClearField(self, field_name: _Literal["collection", "storage", "service", "log_level", "tls", "inference", "audit_logging"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DatabaseConfigurationCollection(_message.Message):
    """Defaults for new collections. Existing collections, and those created with explicit values, aren't affected."""
    __slots__ = ("replication_factor", "write_consistency_factor", "vectors")
    REPLICATION_FACTOR_FIELD_NUMBER: _ClassVar[int]
    WRITE_CONSISTENCY_FACTOR_FIELD_NUMBER: _ClassVar[int]
    VECTORS_FIELD_NUMBER: _ClassVar[int]
    replication_factor: int
    """On how many nodes each shard of a new collection is kept, at least 1. More than 1 keeps the data available
    when a node fails. If absent, the default of the database is used.
    """
    write_consistency_factor: int
    """How many replicas must confirm a write before it counts as successful, at least 1. If absent, the default of
    the database is used.
    """
    vectors: DatabaseConfigurationCollectionVectors
    """Defaults for the vectors of new collections."""
    def __init__(self, replication_factor: _Optional[int] = ..., write_consistency_factor: _Optional[int] = ..., vectors: _Optional[_Union[DatabaseConfigurationCollectionVectors, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["replication_factor", "write_consistency_factor", "vectors"]) -> bool: ...
    def ClearField(self, field_name: _Literal["replication_factor", "write_consistency_factor", "vectors"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DatabaseConfigurationCollectionVectors(_message.Message):
    """Defaults for how the vectors of new collections are kept."""
    __slots__ = ("on_disk",)
    ON_DISK_FIELD_NUMBER: _ClassVar[int]
    on_disk: bool
    """Whether vectors are read from disk rather than held in memory. True saves memory and makes searches slower;
    if absent, the default of the database is used.
    """
    def __init__(self, on_disk: bool = ...) -> None: ...
    def HasField(self, field_name: _Literal["on_disk"]) -> bool: ...
    def ClearField(self, field_name: _Literal["on_disk"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DatabaseConfigurationStorage(_message.Message):
    """Groups the settings for how the database works with the data that it stores."""
    __slots__ = ("performance",)
    PERFORMANCE_FIELD_NUMBER: _ClassVar[int]
    performance: DatabaseConfigurationStoragePerformance
    """Settings that trade speed against the use of resources."""
    def __init__(self, performance: _Optional[_Union[DatabaseConfigurationStoragePerformance, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["performance"]) -> bool: ...
    def ClearField(self, field_name: _Literal["performance"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DatabaseConfigurationStoragePerformance(_message.Message):
    """Tunes how much of a node's power goes into optimizing and scoring."""
    __slots__ = ("optimizer_cpu_budget", "async_scorer")
    OPTIMIZER_CPU_BUDGET_FIELD_NUMBER: _ClassVar[int]
    ASYNC_SCORER_FIELD_NUMBER: _ClassVar[int]
    optimizer_cpu_budget: int
    """How many CPUs optimization jobs may use. A positive number is taken as it is, a negative one is subtracted
    from the CPUs that there are, and 0 lets the database choose. If absent, the default of the database is
    used.
    """
    async_scorer: bool
    """Whether vectors on disk are read asynchronously while scoring, which can speed up searches in them. If
    absent, the default of the database is used.
    """
    def __init__(self, optimizer_cpu_budget: _Optional[int] = ..., async_scorer: bool = ...) -> None: ...
    def HasField(self, field_name: _Literal["optimizer_cpu_budget", "async_scorer"]) -> bool: ...
    def ClearField(self, field_name: _Literal["optimizer_cpu_budget", "async_scorer"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DatabaseConfigurationService(_message.Message):
    """Settings of the interface of the database. The keys are read from Kubernetes secrets and are intended for
    hybrid cloud environments; DatabaseApiKeyService is the usual way to make keys.
    """
    __slots__ = ("api_key", "read_only_api_key", "enable_tls")
    API_KEY_FIELD_NUMBER: _ClassVar[int]
    READ_ONLY_API_KEY_FIELD_NUMBER: _ClassVar[int]
    ENABLE_TLS_FIELD_NUMBER: _ClassVar[int]
    api_key: _common_pb2.SecretKeyRef
    """The Kubernetes secret that holds the API key with full access to the database. If absent, no such key is
    configured.
    """
    read_only_api_key: _common_pb2.SecretKeyRef
    """The Kubernetes secret that holds the API key with read access only. If absent, no such key is configured."""
    enable_tls: bool
    """Whether the database itself encrypts its connections; `DatabaseConfiguration.tls` supplies the certificate.
    If absent or false, it doesn't.
    """
    def __init__(self, api_key: _Optional[_Union[_common_pb2.SecretKeyRef, _Mapping]] = ..., read_only_api_key: _Optional[_Union[_common_pb2.SecretKeyRef, _Mapping]] = ..., enable_tls: bool = ...) -> None: ...
    def HasField(self, field_name: _Literal["api_key", "read_only_api_key", "enable_tls"]) -> bool: ...
    def ClearField(self, field_name: _Literal["api_key", "read_only_api_key", "enable_tls"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DatabaseConfigurationTls(_message.Message):
    """Where the database finds its certificate and private key, both in Kubernetes secrets. Intended for hybrid
    cloud environments.
    """
    __slots__ = ("cert", "key")
    CERT_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    cert: _common_pb2.SecretKeyRef
    """The secret and the key in it that hold the certificate chain; required."""
    key: _common_pb2.SecretKeyRef
    """The secret and the key in it that hold the private key of the certificate; required."""
    def __init__(self, cert: _Optional[_Union[_common_pb2.SecretKeyRef, _Mapping]] = ..., key: _Optional[_Union[_common_pb2.SecretKeyRef, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cert", "key"]) -> bool: ...
    def ClearField(self, field_name: _Literal["cert", "key"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DatabaseConfigurationInference(_message.Message):
    """Settings for inference, with which the cluster turns text or other objects into vectors."""
    __slots__ = ("enabled",)
    ENABLED_FIELD_NUMBER: _ClassVar[int]
    enabled: bool
    """Whether requests to the database may use inference; false if not set."""
    def __init__(self, enabled: bool = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["enabled"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class AdditionalResources(_message.Message):
    """Resources that are booked for each node on top of those of the package, and charged in addition."""
    __slots__ = ("disk",)
    DISK_FIELD_NUMBER: _ClassVar[int]
    disk: int
    """The additional disk space of each node in GiB; 0 stands for none. Whether the disk of an existing cluster
    can grow is told by `ClusterState.capabilities`.
    """
    def __init__(self, disk: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["disk"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DatabaseConfigurationAuditLogging(_message.Message):
    """Settings for the audit log, in which the database records the requests made to it."""
    __slots__ = ("enabled", "rotation", "max_log_files", "trust_forwarded_headers")
    ENABLED_FIELD_NUMBER: _ClassVar[int]
    ROTATION_FIELD_NUMBER: _ClassVar[int]
    MAX_LOG_FILES_FIELD_NUMBER: _ClassVar[int]
    TRUST_FORWARDED_HEADERS_FIELD_NUMBER: _ClassVar[int]
    enabled: bool
    """Whether an audit log is written; false if not set."""
    rotation: AuditLogRotation
    """How often a new log file is begun. If absent, the default of the database is used."""
    max_log_files: int
    """How many log files each node keeps before the oldest is removed, from 1 to 1000. If absent, the default of
    the database is used.
    """
    trust_forwarded_headers: bool
    """Whether the address of the client is taken from the headers that proxies add, such as `X-Forwarded-For`. Set
    it only if such a proxy stands before the cluster, since clients could forge the headers otherwise. If
    absent, the default of the database is used.
    """
    def __init__(self, enabled: bool = ..., rotation: _Optional[_Union[AuditLogRotation, str]] = ..., max_log_files: _Optional[int] = ..., trust_forwarded_headers: bool = ...) -> None: ...
    def HasField(self, field_name: _Literal["rotation", "max_log_files", "trust_forwarded_headers"]) -> bool: ...
    def ClearField(self, field_name: _Literal["enabled", "rotation", "max_log_files", "trust_forwarded_headers"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class Toleration(_message.Message):
    """A Toleration lets the pods of a cluster run on Kubernetes nodes that have a matching taint. It has the meaning
    of the toleration of a Kubernetes pod.
    """
    __slots__ = ("key", "operator", "value", "effect", "toleration_seconds")
    KEY_FIELD_NUMBER: _ClassVar[int]
    OPERATOR_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    EFFECT_FIELD_NUMBER: _ClassVar[int]
    TOLERATION_SECONDS_FIELD_NUMBER: _ClassVar[int]
    key: str
    """The key of the taints that match, up to 317 characters as a qualified Kubernetes name with an optional DNS
    prefix and slash. If absent or empty, taints with any key match; `operator` must then be
    TOLERATION_OPERATOR_EXISTS.
    """
    operator: TolerationOperator
    """How `key` and `value` are compared with a taint. If absent, TOLERATION_OPERATOR_EQUAL is assumed."""
    value: str
    """The value that the taint must have. It is required with TOLERATION_OPERATOR_EQUAL or without an operator,
    and must be left out with TOLERATION_OPERATOR_EXISTS.
    """
    effect: TolerationEffect
    """The effect of the taints that match. If absent, taints with any effect match."""
    toleration_seconds: int
    """For how many seconds a pod may stay on a node after a matching taint was added to it; 0 means that it is
    evicted at once. Allowed only with TOLERATION_EFFECT_NO_EXECUTE; if absent, the pod may stay forever.
    """
    def __init__(self, key: _Optional[str] = ..., operator: _Optional[_Union[TolerationOperator, str]] = ..., value: _Optional[str] = ..., effect: _Optional[_Union[TolerationEffect, str]] = ..., toleration_seconds: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _Literal["key", "operator", "value", "effect", "toleration_seconds"]) -> bool: ...
    def ClearField(self, field_name: _Literal["key", "operator", "value", "effect", "toleration_seconds"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterStorageConfiguration(_message.Message):
    """Selects the storage of a cluster, by tier or by naming classes of its Kubernetes cluster. The classes are
    intended for hybrid cloud environments.
    """
    __slots__ = ("storage_tier_type", "database_storage_class", "snapshot_storage_class", "volume_snapshot_class", "volume_attributes_class")
    STORAGE_TIER_TYPE_FIELD_NUMBER: _ClassVar[int]
    DATABASE_STORAGE_CLASS_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_STORAGE_CLASS_FIELD_NUMBER: _ClassVar[int]
    VOLUME_SNAPSHOT_CLASS_FIELD_NUMBER: _ClassVar[int]
    VOLUME_ATTRIBUTES_CLASS_FIELD_NUMBER: _ClassVar[int]
    storage_tier_type: _common_pb2.StorageTierType
    """The balance of cost and speed of the disks. If unspecified, the default tier of the platform is used."""
    database_storage_class: str
    """The Kubernetes storage class for the volumes that hold the data. If absent, the default of the environment
    is used.
    """
    snapshot_storage_class: str
    """The Kubernetes storage class for the volumes that hold Qdrant snapshots. If absent, the default of the
    environment is used.
    """
    volume_snapshot_class: str
    """The Kubernetes volume snapshot class with which backups are made. If absent, the default of the environment
    is used.
    """
    volume_attributes_class: str
    """The Kubernetes volume attributes class that sets the performance of the volumes. If absent, none is applied."""
    def __init__(self, storage_tier_type: _Optional[_Union[_common_pb2.StorageTierType, str]] = ..., database_storage_class: _Optional[str] = ..., snapshot_storage_class: _Optional[str] = ..., volume_snapshot_class: _Optional[str] = ..., volume_attributes_class: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["database_storage_class", "snapshot_storage_class", "volume_snapshot_class", "volume_attributes_class"]) -> bool: ...
    def ClearField(self, field_name: _Literal["storage_tier_type", "database_storage_class", "snapshot_storage_class", "volume_snapshot_class", "volume_attributes_class"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterState(_message.Message):
    """What the platform observes of a cluster. All of it is set by the server."""
    __slots__ = ("version", "nodes_up", "restarted_at", "phase", "reason", "endpoint", "resources", "scalability_info", "nodes", "jwt_rbac", "capabilities")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    NODES_UP_FIELD_NUMBER: _ClassVar[int]
    RESTARTED_AT_FIELD_NUMBER: _ClassVar[int]
    PHASE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ENDPOINT_FIELD_NUMBER: _ClassVar[int]
    RESOURCES_FIELD_NUMBER: _ClassVar[int]
    SCALABILITY_INFO_FIELD_NUMBER: _ClassVar[int]
    NODES_FIELD_NUMBER: _ClassVar[int]
    JWT_RBAC_FIELD_NUMBER: _ClassVar[int]
    CAPABILITIES_FIELD_NUMBER: _ClassVar[int]
    version: str
    """The Qdrant version that the cluster is running. During an upgrade it may differ from the one in the
    configuration.
    """
    nodes_up: int
    """How many nodes are up at present; 0 if the cluster is starting or suspended."""
    restarted_at: _timestamp_pb2.Timestamp
    """When the cluster was last restarted on request; absent if it never was."""
    phase: ClusterPhase
    """Where the cluster is in its life, and whether it can be used."""
    reason: str
    """Why the cluster is in this phase, in words for people. Empty if there is nothing to explain."""
    endpoint: ClusterEndpoint
    """The address at which clients reach the database of the cluster as a whole."""
    resources: ClusterNodeResourcesSummary
    """The resources that each node of the cluster has."""
    scalability_info: ClusterScalabilityInfo
    """Whether the cluster can be scaled.

    Deprecated: read `capabilities.scalability_info` instead.
    """
    nodes: _containers.RepeatedCompositeFieldContainer[ClusterNodeInfo]
    """The nodes of the cluster, each with its own condition. May be empty while the cluster is being created."""
    jwt_rbac: bool
    """Whether access control by JSON Web Tokens is in force. EnableClusterJwtRbac turns it on."""
    capabilities: ClusterCapabilities
    """Which operations the cluster supports in its present setup."""
    def __init__(self, version: _Optional[str] = ..., nodes_up: _Optional[int] = ..., restarted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., phase: _Optional[_Union[ClusterPhase, str]] = ..., reason: _Optional[str] = ..., endpoint: _Optional[_Union[ClusterEndpoint, _Mapping]] = ..., resources: _Optional[_Union[ClusterNodeResourcesSummary, _Mapping]] = ..., scalability_info: _Optional[_Union[ClusterScalabilityInfo, _Mapping]] = ..., nodes: _Optional[_Iterable[_Union[ClusterNodeInfo, _Mapping]]] = ..., jwt_rbac: bool = ..., capabilities: _Optional[_Union[ClusterCapabilities, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["restarted_at", "endpoint", "resources", "scalability_info", "capabilities"]) -> bool: ...
    def ClearField(self, field_name: _Literal["version", "nodes_up", "restarted_at", "phase", "reason", "endpoint", "resources", "scalability_info", "nodes", "jwt_rbac", "capabilities"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterNodeInfo(_message.Message):
    """One node of a cluster, as the platform observes it."""
    __slots__ = ("name", "started_at", "version", "endpoint", "state", "availability_zone", "not_ready_info")
    NAME_FIELD_NUMBER: _ClassVar[int]
    STARTED_AT_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    ENDPOINT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    AVAILABILITY_ZONE_FIELD_NUMBER: _ClassVar[int]
    NOT_READY_INFO_FIELD_NUMBER: _ClassVar[int]
    name: str
    """The name of the node, different from those of the other nodes of the cluster."""
    started_at: _timestamp_pb2.Timestamp
    """When the node was last started; absent if it hasn't been started yet."""
    version: str
    """The Qdrant version that the node is running. Empty if it isn't known; during an upgrade nodes may differ."""
    endpoint: ClusterEndpoint
    """The address at which this one node is reached. Absent if it has none; usually `ClusterState.endpoint` is the
    one to use.
    """
    state: ClusterNodeState
    """Whether the node is working."""
    availability_zone: str
    """The availability zone in which the node runs; absent if it isn't known."""
    not_ready_info: ClusterNodeNotReadyInfo
    """Why the node isn't ready and what helps; absent if there is nothing of the kind to report."""
    def __init__(self, name: _Optional[str] = ..., started_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., version: _Optional[str] = ..., endpoint: _Optional[_Union[ClusterEndpoint, _Mapping]] = ..., state: _Optional[_Union[ClusterNodeState, str]] = ..., availability_zone: _Optional[str] = ..., not_ready_info: _Optional[_Union[ClusterNodeNotReadyInfo, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["started_at", "endpoint", "availability_zone", "not_ready_info"]) -> bool: ...
    def ClearField(self, field_name: _Literal["name", "started_at", "version", "endpoint", "state", "availability_zone", "not_ready_info"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterNodeAction(_message.Message):
    """Something that the user can do about a node that isn't ready."""
    __slots__ = ("kind", "description", "url")
    KIND_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    kind: ClusterNodeActionKind
    """Which sort of remedy it is."""
    description: str
    """The advice in words for people; never empty."""
    url: str
    """A page that helps to follow the advice, as a URI; absent if there is none."""
    def __init__(self, kind: _Optional[_Union[ClusterNodeActionKind, str]] = ..., description: _Optional[str] = ..., url: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["url"]) -> bool: ...
    def ClearField(self, field_name: _Literal["kind", "description", "url"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterNodeNotReadyInfo(_message.Message):
    """Explains why a node isn't ready, and offers remedies."""
    __slots__ = ("condition", "condition_message", "event", "event_message", "actions")
    CONDITION_FIELD_NUMBER: _ClassVar[int]
    CONDITION_MESSAGE_FIELD_NUMBER: _ClassVar[int]
    EVENT_FIELD_NUMBER: _ClassVar[int]
    EVENT_MESSAGE_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    condition: ClusterNodeNotReadyCondition
    """The condition that keeps the node from being ready."""
    condition_message: str
    """The condition in words for people; never empty."""
    event: ClusterNodeTerminationEvent
    """What last ended the process of the node; absent if no such event is known."""
    event_message: str
    """The event in words for people; absent if there is nothing to add."""
    actions: _containers.RepeatedCompositeFieldContainer[ClusterNodeAction]
    """Up to 10 remedies that the user can try; empty if none is known."""
    def __init__(self, condition: _Optional[_Union[ClusterNodeNotReadyCondition, str]] = ..., condition_message: _Optional[str] = ..., event: _Optional[_Union[ClusterNodeTerminationEvent, str]] = ..., event_message: _Optional[str] = ..., actions: _Optional[_Iterable[_Union[ClusterNodeAction, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["event", "event_message"]) -> bool: ...
    def ClearField(self, field_name: _Literal["condition", "condition_message", "event", "event_message", "actions"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterEndpoint(_message.Message):
    """The address of the database and the ports of its two interfaces."""
    __slots__ = ("url", "rest_port", "grpc_port")
    URL_FIELD_NUMBER: _ClassVar[int]
    REST_PORT_FIELD_NUMBER: _ClassVar[int]
    GRPC_PORT_FIELD_NUMBER: _ClassVar[int]
    url: str
    """The address as a URI with its scheme. The port is to be added according to the interface used."""
    rest_port: int
    """The port on which the database answers HTTP requests; above 0."""
    grpc_port: int
    """The port on which the database answers gRPC requests; above 0."""
    def __init__(self, url: _Optional[str] = ..., rest_port: _Optional[int] = ..., grpc_port: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["url", "rest_port", "grpc_port"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterNodeResourcesSummary(_message.Message):
    """The resources of each node of a cluster, by kind."""
    __slots__ = ("disk", "ram", "cpu", "gpu", "gpu_ram")
    DISK_FIELD_NUMBER: _ClassVar[int]
    RAM_FIELD_NUMBER: _ClassVar[int]
    CPU_FIELD_NUMBER: _ClassVar[int]
    GPU_FIELD_NUMBER: _ClassVar[int]
    GPU_RAM_FIELD_NUMBER: _ClassVar[int]
    disk: ClusterNodeResources
    """The disk space of a node, in GiB."""
    ram: ClusterNodeResources
    """The memory of a node, in GiB."""
    cpu: ClusterNodeResources
    """The processing power of a node, in virtual CPUs; fractions are possible."""
    gpu: ClusterNodeResources
    """The number of GPUs of a node; absent if it has none."""
    gpu_ram: ClusterNodeResources
    """The memory of the GPUs of a node, in GiB; absent if it has none."""
    def __init__(self, disk: _Optional[_Union[ClusterNodeResources, _Mapping]] = ..., ram: _Optional[_Union[ClusterNodeResources, _Mapping]] = ..., cpu: _Optional[_Union[ClusterNodeResources, _Mapping]] = ..., gpu: _Optional[_Union[ClusterNodeResources, _Mapping]] = ..., gpu_ram: _Optional[_Union[ClusterNodeResources, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["disk", "ram", "cpu", "gpu", "gpu_ram"]) -> bool: ...
    def ClearField(self, field_name: _Literal["disk", "ram", "cpu", "gpu", "gpu_ram"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterNodeResources(_message.Message):
    """How the amount of one resource of a node comes about. The unit depends on the resource and is told in
    ClusterNodeResourcesSummary.
    """
    __slots__ = ("base", "complimentary", "additional", "reserved", "available")
    BASE_FIELD_NUMBER: _ClassVar[int]
    COMPLIMENTARY_FIELD_NUMBER: _ClassVar[int]
    ADDITIONAL_FIELD_NUMBER: _ClassVar[int]
    RESERVED_FIELD_NUMBER: _ClassVar[int]
    AVAILABLE_FIELD_NUMBER: _ClassVar[int]
    base: float
    """The amount that is part of the package; not negative."""
    complimentary: float
    """The amount added free of charge; 0 if there is none."""
    additional: float
    """The amount booked on top of the package; 0 if there is none."""
    reserved: float
    """The amount held back for the system, which the database can't use; 0 if there is none."""
    available: float
    """The amount that the database can use, after what is reserved has been taken off."""
    def __init__(self, base: _Optional[float] = ..., complimentary: _Optional[float] = ..., additional: _Optional[float] = ..., reserved: _Optional[float] = ..., available: _Optional[float] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["base", "complimentary", "additional", "reserved", "available"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterScalabilityInfo(_message.Message):
    """Whether a cluster can be scaled."""
    __slots__ = ("status", "reason")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    status: ClusterScalabilityStatus
    """The verdict on scaling."""
    reason: str
    """Why the cluster can't be scaled, in words for people; absent if there is nothing to explain."""
    def __init__(self, status: _Optional[_Union[ClusterScalabilityStatus, str]] = ..., reason: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["reason"]) -> bool: ...
    def ClearField(self, field_name: _Literal["status", "reason"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterDownscaleRiskInfo(_message.Message):
    """The finding of the downscale check for one resource."""
    __slots__ = ("resource", "status", "reason")
    RESOURCE_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    resource: ClusterDownscaleRiskResource
    """The resource that was examined."""
    status: ClusterDownscaleRiskStatus
    """Whether the smaller package would be enough for the present usage."""
    reason: str
    """The finding in words for people; absent if there is nothing to explain."""
    def __init__(self, resource: _Optional[_Union[ClusterDownscaleRiskResource, str]] = ..., status: _Optional[_Union[ClusterDownscaleRiskStatus, str]] = ..., reason: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["reason"]) -> bool: ...
    def ClearField(self, field_name: _Literal["resource", "status", "reason"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterDiskExpansionSupportInfo(_message.Message):
    """Whether the disks of a cluster can be enlarged."""
    __slots__ = ("status", "reason")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    status: ClusterDiskExpansionSupportStatus
    """The verdict on enlarging disks."""
    reason: str
    """Why the disks can't be enlarged, in words for people; absent if there is nothing to explain."""
    def __init__(self, status: _Optional[_Union[ClusterDiskExpansionSupportStatus, str]] = ..., reason: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["reason"]) -> bool: ...
    def ClearField(self, field_name: _Literal["status", "reason"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterBackupSupportInfo(_message.Message):
    """Whether backups can be made of a cluster."""
    __slots__ = ("status", "reason")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    status: ClusterBackupSupportStatus
    """The verdict on backups."""
    reason: str
    """Why no backups can be made, in words for people; absent if there is nothing to explain."""
    def __init__(self, status: _Optional[_Union[ClusterBackupSupportStatus, str]] = ..., reason: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["reason"]) -> bool: ...
    def ClearField(self, field_name: _Literal["status", "reason"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterCapabilities(_message.Message):
    """What can be done with a cluster in its present setup; it depends on matters such as the package, provider and
    storage.
    """
    __slots__ = ("disk_expansion", "backup", "scalability_info")
    DISK_EXPANSION_FIELD_NUMBER: _ClassVar[int]
    BACKUP_FIELD_NUMBER: _ClassVar[int]
    SCALABILITY_INFO_FIELD_NUMBER: _ClassVar[int]
    disk_expansion: ClusterDiskExpansionSupportInfo
    """Whether `AdditionalResources.disk` can be raised, or a package with larger disks chosen."""
    backup: ClusterBackupSupportInfo
    """Whether BackupService can back the cluster up."""
    scalability_info: ClusterScalabilityInfo
    """Whether the number of nodes or the package can be changed."""
    def __init__(self, disk_expansion: _Optional[_Union[ClusterDiskExpansionSupportInfo, _Mapping]] = ..., backup: _Optional[_Union[ClusterBackupSupportInfo, _Mapping]] = ..., scalability_info: _Optional[_Union[ClusterScalabilityInfo, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["disk_expansion", "backup", "scalability_info"]) -> bool: ...
    def ClearField(self, field_name: _Literal["disk_expansion", "backup", "scalability_info"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class QdrantRelease(_message.Message):
    """A QdrantRelease is a version of the Qdrant database that clusters can run."""
    __slots__ = ("version", "default", "release_notes_url", "remarks", "end_of_life", "unavailable")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_FIELD_NUMBER: _ClassVar[int]
    RELEASE_NOTES_URL_FIELD_NUMBER: _ClassVar[int]
    REMARKS_FIELD_NUMBER: _ClassVar[int]
    END_OF_LIFE_FIELD_NUMBER: _ClassVar[int]
    UNAVAILABLE_FIELD_NUMBER: _ClassVar[int]
    version: str
    """The version in the form `v1.2.3`, as `ClusterConfiguration.version` takes it. It identifies the release."""
    default: bool
    """Whether new clusters get this release when they don't name a version."""
    release_notes_url: str
    """Where the release notes can be read, as a URI; absent if there are none."""
    remarks: str
    """What users should know about the release, in words for people; absent if there is nothing to add."""
    end_of_life: bool
    """Whether the release is no longer maintained. Clusters that run it should be upgraded."""
    unavailable: bool
    """Whether the release can't be chosen at present, though it is listed. For the list of one cluster it means
    that this cluster can't be moved to it.
    """
    def __init__(self, version: _Optional[str] = ..., default: bool = ..., release_notes_url: _Optional[str] = ..., remarks: _Optional[str] = ..., end_of_life: bool = ..., unavailable: bool = ...) -> None: ...
    def HasField(self, field_name: _Literal["release_notes_url", "remarks"]) -> bool: ...
    def ClearField(self, field_name: _Literal["version", "default", "release_notes_url", "remarks", "end_of_life", "unavailable"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
