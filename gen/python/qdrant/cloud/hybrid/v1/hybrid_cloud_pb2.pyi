"""Hybrid cloud environments, which let Qdrant Cloud run and manage clusters inside a customer's own Kubernetes
cluster.
"""
import datetime

from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.protobuf import struct_pb2 as _struct_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from qdrant.cloud.cluster.v1 import cluster_pb2 as _cluster_pb2
from qdrant.cloud.common.v1 import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class HybridCloudEnvironmentConfigurationLogLevel(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """HybridCloudEnvironmentConfigurationLogLevel is the lowest severity that the components of an environment log."""
    __slots__ = ()
    HYBRID_CLOUD_ENVIRONMENT_CONFIGURATION_LOG_LEVEL_UNSPECIFIED: _ClassVar[HybridCloudEnvironmentConfigurationLogLevel]
    """Not set; configurations that carry it explicitly are refused, so leave the field absent to keep the default."""
    HYBRID_CLOUD_ENVIRONMENT_CONFIGURATION_LOG_LEVEL_DEBUG: _ClassVar[HybridCloudEnvironmentConfigurationLogLevel]
    """Everything is logged, including details for the analysis of problems."""
    HYBRID_CLOUD_ENVIRONMENT_CONFIGURATION_LOG_LEVEL_INFO: _ClassVar[HybridCloudEnvironmentConfigurationLogLevel]
    """Normal operation, warnings and errors are logged."""
    HYBRID_CLOUD_ENVIRONMENT_CONFIGURATION_LOG_LEVEL_WARN: _ClassVar[HybridCloudEnvironmentConfigurationLogLevel]
    """Only warnings and errors are logged."""
    HYBRID_CLOUD_ENVIRONMENT_CONFIGURATION_LOG_LEVEL_ERROR: _ClassVar[HybridCloudEnvironmentConfigurationLogLevel]
    """Only errors are logged."""

class QdrantClusterCreationStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """QdrantClusterCreationStatus tells whether an environment is able to take new Qdrant clusters."""
    __slots__ = ()
    QDRANT_CLUSTER_CREATION_STATUS_UNSPECIFIED: _ClassVar[QdrantClusterCreationStatus]
    """The readiness was not reported, or it is a value newer than the reader knows."""
    QDRANT_CLUSTER_CREATION_STATUS_READY: _ClassVar[QdrantClusterCreationStatus]
    """Qdrant clusters can be created in the environment."""
    QDRANT_CLUSTER_CREATION_STATUS_NOT_READY: _ClassVar[QdrantClusterCreationStatus]
    """Qdrant clusters cannot be created in the environment at present."""

class StorageConfigurationReadiness(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """StorageConfigurationReadiness tells whether the configured storage classes of an environment could be used.
    Its only use is the deprecated field `storage_configuration_readiness`, which is no longer maintained.
    """
    __slots__ = ()
    STORAGE_CONFIGURATION_READINESS_UNSPECIFIED: _ClassVar[StorageConfigurationReadiness]
    """The readiness was not reported, or it is a value newer than the reader knows."""
    STORAGE_CONFIGURATION_READINESS_READY: _ClassVar[StorageConfigurationReadiness]
    """The configured storage could be used."""
    STORAGE_CONFIGURATION_READINESS_NOT_READY: _ClassVar[StorageConfigurationReadiness]
    """The configured storage could not be used yet."""
    STORAGE_CONFIGURATION_READINESS_INVALID: _ClassVar[StorageConfigurationReadiness]
    """The storage was configured in a way that cannot work."""

class HybridCloudEnvironmentStatusPhase(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """HybridCloudEnvironmentStatusPhase is the overall condition of an environment."""
    __slots__ = ()
    HYBRID_CLOUD_ENVIRONMENT_STATUS_PHASE_UNSPECIFIED: _ClassVar[HybridCloudEnvironmentStatusPhase]
    """The condition was not reported, or it is a value newer than the reader knows."""
    HYBRID_CLOUD_ENVIRONMENT_STATUS_PHASE_READY: _ClassVar[HybridCloudEnvironmentStatusPhase]
    """The environment works as it should."""
    HYBRID_CLOUD_ENVIRONMENT_STATUS_PHASE_NOT_READY: _ClassVar[HybridCloudEnvironmentStatusPhase]
    """The environment does not work yet, or not fully; the component statuses tell more."""
    HYBRID_CLOUD_ENVIRONMENT_STATUS_PHASE_FAILED_TO_SYNC: _ClassVar[HybridCloudEnvironmentStatusPhase]
    """The environment could not be brought in line with its configuration."""

class HybridCloudEnvironmentComponentStatusPhase(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """HybridCloudEnvironmentComponentStatusPhase is the condition of a single component of an environment."""
    __slots__ = ()
    HYBRID_CLOUD_ENVIRONMENT_COMPONENT_STATUS_PHASE_UNSPECIFIED: _ClassVar[HybridCloudEnvironmentComponentStatusPhase]
    """The condition was not reported, or it is a value newer than the reader knows."""
    HYBRID_CLOUD_ENVIRONMENT_COMPONENT_STATUS_PHASE_READY: _ClassVar[HybridCloudEnvironmentComponentStatusPhase]
    """The component is installed and works as it should."""
    HYBRID_CLOUD_ENVIRONMENT_COMPONENT_STATUS_PHASE_NOT_READY: _ClassVar[HybridCloudEnvironmentComponentStatusPhase]
    """The component is installed but does not work yet, or not fully."""
    HYBRID_CLOUD_ENVIRONMENT_COMPONENT_STATUS_PHASE_NOT_FOUND: _ClassVar[HybridCloudEnvironmentComponentStatusPhase]
    """The component was not found in the Kubernetes cluster."""

class KubernetesDistribution(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """KubernetesDistribution is the provider or the distribution of the Kubernetes cluster behind an environment."""
    __slots__ = ()
    KUBERNETES_DISTRIBUTION_UNSPECIFIED: _ClassVar[KubernetesDistribution]
    """Not known, or a distribution newer than the reader knows; a status leaves the field absent rather than carry
    this value.
    """
    KUBERNETES_DISTRIBUTION_AWS: _ClassVar[KubernetesDistribution]
    """Kubernetes on Amazon Web Services."""
    KUBERNETES_DISTRIBUTION_GCP: _ClassVar[KubernetesDistribution]
    """Kubernetes on Google Cloud Platform."""
    KUBERNETES_DISTRIBUTION_AZURE: _ClassVar[KubernetesDistribution]
    """Kubernetes on Microsoft Azure, such as the Azure Kubernetes Service (AKS)."""
    KUBERNETES_DISTRIBUTION_DO: _ClassVar[KubernetesDistribution]
    """Kubernetes on DigitalOcean."""
    KUBERNETES_DISTRIBUTION_SCALEWAY: _ClassVar[KubernetesDistribution]
    """Kubernetes on Scaleway, such as its managed service Kapsule."""
    KUBERNETES_DISTRIBUTION_OPENSHIFT: _ClassVar[KubernetesDistribution]
    """Red Hat OpenShift."""
    KUBERNETES_DISTRIBUTION_LINODE: _ClassVar[KubernetesDistribution]
    """Kubernetes on Linode, the cloud of Akamai."""
    KUBERNETES_DISTRIBUTION_CIVO: _ClassVar[KubernetesDistribution]
    """Kubernetes on Civo, a cloud provider that offers it as a managed service."""
    KUBERNETES_DISTRIBUTION_OCI: _ClassVar[KubernetesDistribution]
    """Kubernetes on Oracle Cloud Infrastructure."""
    KUBERNETES_DISTRIBUTION_OVHCLOUD: _ClassVar[KubernetesDistribution]
    """Kubernetes on OVHcloud."""
    KUBERNETES_DISTRIBUTION_STACKIT: _ClassVar[KubernetesDistribution]
    """Kubernetes on STACKIT, such as its managed service, the STACKIT Kubernetes Engine (SKE)."""
    KUBERNETES_DISTRIBUTION_VULTR: _ClassVar[KubernetesDistribution]
    """Kubernetes on Vultr, such as its managed service, the Vultr Kubernetes Engine (VKE)."""
    KUBERNETES_DISTRIBUTION_K3S: _ClassVar[KubernetesDistribution]
    """K3s, a lightweight distribution that runs on machines of any provider."""
HYBRID_CLOUD_ENVIRONMENT_CONFIGURATION_LOG_LEVEL_UNSPECIFIED: HybridCloudEnvironmentConfigurationLogLevel
"""Not set; configurations that carry it explicitly are refused, so leave the field absent to keep the default."""
HYBRID_CLOUD_ENVIRONMENT_CONFIGURATION_LOG_LEVEL_DEBUG: HybridCloudEnvironmentConfigurationLogLevel
"""Everything is logged, including details for the analysis of problems."""
HYBRID_CLOUD_ENVIRONMENT_CONFIGURATION_LOG_LEVEL_INFO: HybridCloudEnvironmentConfigurationLogLevel
"""Normal operation, warnings and errors are logged."""
HYBRID_CLOUD_ENVIRONMENT_CONFIGURATION_LOG_LEVEL_WARN: HybridCloudEnvironmentConfigurationLogLevel
"""Only warnings and errors are logged."""
HYBRID_CLOUD_ENVIRONMENT_CONFIGURATION_LOG_LEVEL_ERROR: HybridCloudEnvironmentConfigurationLogLevel
"""Only errors are logged."""
QDRANT_CLUSTER_CREATION_STATUS_UNSPECIFIED: QdrantClusterCreationStatus
"""The readiness was not reported, or it is a value newer than the reader knows."""
QDRANT_CLUSTER_CREATION_STATUS_READY: QdrantClusterCreationStatus
"""Qdrant clusters can be created in the environment."""
QDRANT_CLUSTER_CREATION_STATUS_NOT_READY: QdrantClusterCreationStatus
"""Qdrant clusters cannot be created in the environment at present."""
STORAGE_CONFIGURATION_READINESS_UNSPECIFIED: StorageConfigurationReadiness
"""The readiness was not reported, or it is a value newer than the reader knows."""
STORAGE_CONFIGURATION_READINESS_READY: StorageConfigurationReadiness
"""The configured storage could be used."""
STORAGE_CONFIGURATION_READINESS_NOT_READY: StorageConfigurationReadiness
"""The configured storage could not be used yet."""
STORAGE_CONFIGURATION_READINESS_INVALID: StorageConfigurationReadiness
"""The storage was configured in a way that cannot work."""
HYBRID_CLOUD_ENVIRONMENT_STATUS_PHASE_UNSPECIFIED: HybridCloudEnvironmentStatusPhase
"""The condition was not reported, or it is a value newer than the reader knows."""
HYBRID_CLOUD_ENVIRONMENT_STATUS_PHASE_READY: HybridCloudEnvironmentStatusPhase
"""The environment works as it should."""
HYBRID_CLOUD_ENVIRONMENT_STATUS_PHASE_NOT_READY: HybridCloudEnvironmentStatusPhase
"""The environment does not work yet, or not fully; the component statuses tell more."""
HYBRID_CLOUD_ENVIRONMENT_STATUS_PHASE_FAILED_TO_SYNC: HybridCloudEnvironmentStatusPhase
"""The environment could not be brought in line with its configuration."""
HYBRID_CLOUD_ENVIRONMENT_COMPONENT_STATUS_PHASE_UNSPECIFIED: HybridCloudEnvironmentComponentStatusPhase
"""The condition was not reported, or it is a value newer than the reader knows."""
HYBRID_CLOUD_ENVIRONMENT_COMPONENT_STATUS_PHASE_READY: HybridCloudEnvironmentComponentStatusPhase
"""The component is installed and works as it should."""
HYBRID_CLOUD_ENVIRONMENT_COMPONENT_STATUS_PHASE_NOT_READY: HybridCloudEnvironmentComponentStatusPhase
"""The component is installed but does not work yet, or not fully."""
HYBRID_CLOUD_ENVIRONMENT_COMPONENT_STATUS_PHASE_NOT_FOUND: HybridCloudEnvironmentComponentStatusPhase
"""The component was not found in the Kubernetes cluster."""
KUBERNETES_DISTRIBUTION_UNSPECIFIED: KubernetesDistribution
"""Not known, or a distribution newer than the reader knows; a status leaves the field absent rather than carry
this value.
"""
KUBERNETES_DISTRIBUTION_AWS: KubernetesDistribution
"""Kubernetes on Amazon Web Services."""
KUBERNETES_DISTRIBUTION_GCP: KubernetesDistribution
"""Kubernetes on Google Cloud Platform."""
KUBERNETES_DISTRIBUTION_AZURE: KubernetesDistribution
"""Kubernetes on Microsoft Azure, such as the Azure Kubernetes Service (AKS)."""
KUBERNETES_DISTRIBUTION_DO: KubernetesDistribution
"""Kubernetes on DigitalOcean."""
KUBERNETES_DISTRIBUTION_SCALEWAY: KubernetesDistribution
"""Kubernetes on Scaleway, such as its managed service Kapsule."""
KUBERNETES_DISTRIBUTION_OPENSHIFT: KubernetesDistribution
"""Red Hat OpenShift."""
KUBERNETES_DISTRIBUTION_LINODE: KubernetesDistribution
"""Kubernetes on Linode, the cloud of Akamai."""
KUBERNETES_DISTRIBUTION_CIVO: KubernetesDistribution
"""Kubernetes on Civo, a cloud provider that offers it as a managed service."""
KUBERNETES_DISTRIBUTION_OCI: KubernetesDistribution
"""Kubernetes on Oracle Cloud Infrastructure."""
KUBERNETES_DISTRIBUTION_OVHCLOUD: KubernetesDistribution
"""Kubernetes on OVHcloud."""
KUBERNETES_DISTRIBUTION_STACKIT: KubernetesDistribution
"""Kubernetes on STACKIT, such as its managed service, the STACKIT Kubernetes Engine (SKE)."""
KUBERNETES_DISTRIBUTION_VULTR: KubernetesDistribution
"""Kubernetes on Vultr, such as its managed service, the Vultr Kubernetes Engine (VKE)."""
KUBERNETES_DISTRIBUTION_K3S: KubernetesDistribution
"""K3s, a lightweight distribution that runs on machines of any provider."""

class ListHybridCloudEnvironmentsRequest(_message.Message):
    """ListHybridCloudEnvironmentsRequest selects the account whose environments are listed."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose hybrid cloud environments are listed, a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListHybridCloudEnvironmentsResponse(_message.Message):
    """ListHybridCloudEnvironmentsResponse holds the environments that were found."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[HybridCloudEnvironment]
    """All hybrid cloud environments of the account; empty when it has none."""
    def __init__(self, items: _Optional[_Iterable[_Union[HybridCloudEnvironment, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetHybridCloudEnvironmentRequest(_message.Message):
    """GetHybridCloudEnvironmentRequest identifies the environment to read."""
    __slots__ = ("account_id", "hybrid_cloud_environment_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    HYBRID_CLOUD_ENVIRONMENT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the environment, a UUID."""
    hybrid_cloud_environment_id: str
    """The environment to read, a UUID."""
    def __init__(self, account_id: _Optional[str] = ..., hybrid_cloud_environment_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "hybrid_cloud_environment_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetHybridCloudEnvironmentResponse(_message.Message):
    """GetHybridCloudEnvironmentResponse holds the environment that was asked for."""
    __slots__ = ("hybrid_cloud_environment",)
    HYBRID_CLOUD_ENVIRONMENT_FIELD_NUMBER: _ClassVar[int]
    hybrid_cloud_environment: HybridCloudEnvironment
    """The environment as it is stored, always present."""
    def __init__(self, hybrid_cloud_environment: _Optional[_Union[HybridCloudEnvironment, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["hybrid_cloud_environment"]) -> bool: ...
    def ClearField(self, field_name: _Literal["hybrid_cloud_environment"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateHybridCloudEnvironmentRequest(_message.Message):
    """CreateHybridCloudEnvironmentRequest carries the environment to register, without the fields that the server
    sets.
    """
    __slots__ = ("hybrid_cloud_environment",)
    HYBRID_CLOUD_ENVIRONMENT_FIELD_NUMBER: _ClassVar[int]
    hybrid_cloud_environment: HybridCloudEnvironment
    """The environment to register, required. Its `account_id` and `name` must be set, while `id`, `created_at`,
    `last_modified_at` and `status` must be left unset.
    """
    def __init__(self, hybrid_cloud_environment: _Optional[_Union[HybridCloudEnvironment, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["hybrid_cloud_environment"]) -> bool: ...
    def ClearField(self, field_name: _Literal["hybrid_cloud_environment"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateHybridCloudEnvironmentResponse(_message.Message):
    """CreateHybridCloudEnvironmentResponse holds the environment that was registered."""
    __slots__ = ("hybrid_cloud_environment",)
    HYBRID_CLOUD_ENVIRONMENT_FIELD_NUMBER: _ClassVar[int]
    hybrid_cloud_environment: HybridCloudEnvironment
    """The new environment, including the ID and the times that the server set."""
    def __init__(self, hybrid_cloud_environment: _Optional[_Union[HybridCloudEnvironment, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["hybrid_cloud_environment"]) -> bool: ...
    def ClearField(self, field_name: _Literal["hybrid_cloud_environment"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateHybridCloudEnvironmentRequest(_message.Message):
    """UpdateHybridCloudEnvironmentRequest carries the new state of an environment, or of the parts of it that the
    mask names.
    """
    __slots__ = ("hybrid_cloud_environment", "update_mask")
    HYBRID_CLOUD_ENVIRONMENT_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    hybrid_cloud_environment: HybridCloudEnvironment
    """The environment with its new values, required. Its `account_id` and `id` say which environment is changed,
    so neither may be empty.
    """
    update_mask: _field_mask_pb2.FieldMask
    """Fields of the environment to change; the others keep their stored values. When absent, the environment is
    taken as sent.
    """
    def __init__(self, hybrid_cloud_environment: _Optional[_Union[HybridCloudEnvironment, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["hybrid_cloud_environment", "update_mask"]) -> bool: ...
    def ClearField(self, field_name: _Literal["hybrid_cloud_environment", "update_mask"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateHybridCloudEnvironmentResponse(_message.Message):
    """UpdateHybridCloudEnvironmentResponse holds the environment after the change."""
    __slots__ = ("hybrid_cloud_environment",)
    HYBRID_CLOUD_ENVIRONMENT_FIELD_NUMBER: _ClassVar[int]
    hybrid_cloud_environment: HybridCloudEnvironment
    """The environment with the changes applied, always present."""
    def __init__(self, hybrid_cloud_environment: _Optional[_Union[HybridCloudEnvironment, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["hybrid_cloud_environment"]) -> bool: ...
    def ClearField(self, field_name: _Literal["hybrid_cloud_environment"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteHybridCloudEnvironmentRequest(_message.Message):
    """DeleteHybridCloudEnvironmentRequest identifies the environment to remove from an account."""
    __slots__ = ("account_id", "hybrid_cloud_environment_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    HYBRID_CLOUD_ENVIRONMENT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the environment, a UUID."""
    hybrid_cloud_environment_id: str
    """The environment to delete, a UUID as found in `HybridCloudEnvironment.id`."""
    def __init__(self, account_id: _Optional[str] = ..., hybrid_cloud_environment_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "hybrid_cloud_environment_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteHybridCloudEnvironmentResponse(_message.Message):
    """Empty; success means that the deletion of the environment was accepted."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GenerateBootstrapCommandsRequest(_message.Message):
    """GenerateBootstrapCommandsRequest identifies the environment for which commands are generated."""
    __slots__ = ("account_id", "hybrid_cloud_environment_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    HYBRID_CLOUD_ENVIRONMENT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the environment, a UUID."""
    hybrid_cloud_environment_id: str
    """The environment that the Kubernetes cluster is to be connected to, a UUID."""
    def __init__(self, account_id: _Optional[str] = ..., hybrid_cloud_environment_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "hybrid_cloud_environment_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GenerateBootstrapCommandsResponse(_message.Message):
    """GenerateBootstrapCommandsResponse holds the commands and the credentials that connect a Kubernetes cluster.
    Treat all of it as confidential.
    """
    __slots__ = ("commands", "access_key", "registry_username", "registry_password")
    COMMANDS_FIELD_NUMBER: _ClassVar[int]
    ACCESS_KEY_FIELD_NUMBER: _ClassVar[int]
    REGISTRY_USERNAME_FIELD_NUMBER: _ClassVar[int]
    REGISTRY_PASSWORD_FIELD_NUMBER: _ClassVar[int]
    commands: _containers.RepeatedScalarFieldContainer[str]
    """Shell commands to run in the given order against the Kubernetes cluster."""
    access_key: str
    """Secret key with which the components in the Kubernetes cluster authenticate to Qdrant Cloud."""
    registry_username: str
    """User name for the registry from which the Qdrant Cloud components are pulled."""
    registry_password: str
    """Secret password that belongs to `registry_username`."""
    def __init__(self, commands: _Optional[_Iterable[str]] = ..., access_key: _Optional[str] = ..., registry_username: _Optional[str] = ..., registry_password: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["commands", "access_key", "registry_username", "registry_password"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class HybridCloudEnvironment(_message.Message):
    """HybridCloudEnvironment is a Kubernetes cluster of the customer in which Qdrant Cloud runs and manages Qdrant
    clusters. The customer sets its name and configuration; the components in the Kubernetes cluster report its
    status.
    """
    __slots__ = ("account_id", "id", "created_at", "last_modified_at", "name", "created_by_email", "bootstrap_commands_generated", "configuration", "status")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    LAST_MODIFIED_AT_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    CREATED_BY_EMAIL_FIELD_NUMBER: _ClassVar[int]
    BOOTSTRAP_COMMANDS_GENERATED_FIELD_NUMBER: _ClassVar[int]
    CONFIGURATION_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the environment, a UUID."""
    id: str
    """Unique identifier of the environment, a UUID. The server sets it, and it must be left unset on create."""
    created_at: _timestamp_pb2.Timestamp
    """Time at which the environment was created. The server sets it, and it must be left unset on create."""
    last_modified_at: _timestamp_pb2.Timestamp
    """Time of the last change to the environment, never before `created_at`. The server sets it, and it must be
    left unset on create.
    """
    name: str
    """Name of the environment for its users, 1 to 64 letters, digits, hyphens and underscores."""
    created_by_email: str
    """E-mail address of the user who created the environment. The server sets it, and it is empty when no address
    is known.
    """
    bootstrap_commands_generated: bool
    """Whether bootstrap commands were already generated for the environment. The server sets it."""
    configuration: HybridCloudEnvironmentConfiguration
    """Settings of the environment that the customer chooses. When absent, nothing has been configured."""
    status: HybridCloudEnvironmentStatus
    """State of the environment as its components last reported it. The server sets it, it must be left unset on
    create, and it is absent until there is a report.
    """
    def __init__(self, account_id: _Optional[str] = ..., id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last_modified_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., name: _Optional[str] = ..., created_by_email: _Optional[str] = ..., bootstrap_commands_generated: bool = ..., configuration: _Optional[_Union[HybridCloudEnvironmentConfiguration, _Mapping]] = ..., status: _Optional[_Union[HybridCloudEnvironmentStatus, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at", "last_modified_at", "configuration", "status"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "id", "created_at", "last_modified_at", "name", "created_by_email", "bootstrap_commands_generated", "configuration", "status"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class HybridCloudEnvironmentConfiguration(_message.Message):
    """HybridCloudEnvironmentConfiguration holds the settings for the Qdrant Cloud components in the customer's
    Kubernetes cluster, covering network access, registries, storage and scheduling.
    """
    __slots__ = ("last_modified_at", "namespace", "http_proxy_url", "https_proxy_url", "no_proxy_configs", "container_registry_url", "chart_repository_url", "registry_secret_name", "ca_certificates", "database_storage_class", "snapshot_storage_class", "volume_snapshot_storage_class", "ingress", "egress", "log_level", "tolerations", "node_selector", "advanced_operator_settings", "control_plane_labels")
    LAST_MODIFIED_AT_FIELD_NUMBER: _ClassVar[int]
    NAMESPACE_FIELD_NUMBER: _ClassVar[int]
    HTTP_PROXY_URL_FIELD_NUMBER: _ClassVar[int]
    HTTPS_PROXY_URL_FIELD_NUMBER: _ClassVar[int]
    NO_PROXY_CONFIGS_FIELD_NUMBER: _ClassVar[int]
    CONTAINER_REGISTRY_URL_FIELD_NUMBER: _ClassVar[int]
    CHART_REPOSITORY_URL_FIELD_NUMBER: _ClassVar[int]
    REGISTRY_SECRET_NAME_FIELD_NUMBER: _ClassVar[int]
    CA_CERTIFICATES_FIELD_NUMBER: _ClassVar[int]
    DATABASE_STORAGE_CLASS_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_STORAGE_CLASS_FIELD_NUMBER: _ClassVar[int]
    VOLUME_SNAPSHOT_STORAGE_CLASS_FIELD_NUMBER: _ClassVar[int]
    INGRESS_FIELD_NUMBER: _ClassVar[int]
    EGRESS_FIELD_NUMBER: _ClassVar[int]
    LOG_LEVEL_FIELD_NUMBER: _ClassVar[int]
    TOLERATIONS_FIELD_NUMBER: _ClassVar[int]
    NODE_SELECTOR_FIELD_NUMBER: _ClassVar[int]
    ADVANCED_OPERATOR_SETTINGS_FIELD_NUMBER: _ClassVar[int]
    CONTROL_PLANE_LABELS_FIELD_NUMBER: _ClassVar[int]
    last_modified_at: _timestamp_pb2.Timestamp
    """Time of the last change to the configuration, never before the environment's `created_at`. The server sets
    it.
    """
    namespace: str
    """Kubernetes namespace for the Qdrant Cloud components and clusters, 1 to 253 lower-case letters, digits and
    hyphens, beginning and ending with a letter or digit.
    """
    http_proxy_url: str
    """URL of the proxy for outgoing HTTP connections of the components. When absent, no such proxy is used."""
    https_proxy_url: str
    """URL of the proxy for outgoing HTTPS connections of the components. When absent, no such proxy is used."""
    no_proxy_configs: _containers.RepeatedScalarFieldContainer[str]
    """Hosts, domains or address ranges that are reached directly and not through the proxies. When empty, no
    exceptions are configured.
    """
    container_registry_url: str
    """Registry from which container images are pulled, as a host with an optional port and path but without a
    scheme, for example `registry.example.com:5000/qdrant`. It has at most 2048 characters; when absent, the
    registry of Qdrant Cloud is used.
    """
    chart_repository_url: str
    """Repository from which Helm charts are pulled, as a URL with its scheme, for example
    `oci://registry.example.com/charts`. It has at most 2048 characters; when absent, the repository of Qdrant
    Cloud is used.
    """
    registry_secret_name: str
    """Name of the Kubernetes secret with the credentials for the registry. When absent, a default applies."""
    ca_certificates: str
    """Certificates of additional certificate authorities that the components trust, for example that of an
    intercepting proxy. When absent, no authorities are added.
    """
    database_storage_class: str
    """Kubernetes storage class for the volumes that hold the data of Qdrant clusters. When absent, the choice is
    left to the default of the Kubernetes cluster.
    """
    snapshot_storage_class: str
    """Kubernetes storage class for the volumes that hold Qdrant snapshots. When absent, the choice is left to the
    default of the Kubernetes cluster.
    """
    volume_snapshot_storage_class: str
    """Kubernetes volume snapshot class with which snapshots of volumes are taken, as backups need them. When
    absent, the choice is left to the default of the Kubernetes cluster.
    """
    ingress: _containers.RepeatedCompositeFieldContainer[_common_pb2.NetworkPolicyIngressRule]
    """Rules for the incoming traffic that is allowed. When empty, the environment configures none of its own."""
    egress: _containers.RepeatedCompositeFieldContainer[_common_pb2.NetworkPolicyEgressRule]
    """Rules for the outgoing traffic that is allowed. When empty, the environment configures none of its own."""
    log_level: HybridCloudEnvironmentConfigurationLogLevel
    """Lowest severity of the messages that the components log. When absent, a default applies."""
    tolerations: _containers.RepeatedCompositeFieldContainer[_cluster_pb2.Toleration]
    """Taints of Kubernetes nodes that the components tolerate, so that they may be scheduled there. When empty,
    none are added.
    """
    node_selector: _containers.RepeatedCompositeFieldContainer[_common_pb2.KeyValue]
    """Labels that a Kubernetes node must carry for the components to be scheduled on it, at most 10. When empty,
    any node will do.
    """
    advanced_operator_settings: _struct_pb2.Struct
    """Free-form settings that are handed to the operator in the Kubernetes cluster, for cases that the other
    fields do not cover. When absent, the operator runs with its usual settings.
    """
    control_plane_labels: _containers.RepeatedCompositeFieldContainer[_common_pb2.KeyValue]
    """Labels that are added to the control plane components in the Kubernetes cluster, at most 10."""
    def __init__(self, last_modified_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., namespace: _Optional[str] = ..., http_proxy_url: _Optional[str] = ..., https_proxy_url: _Optional[str] = ..., no_proxy_configs: _Optional[_Iterable[str]] = ..., container_registry_url: _Optional[str] = ..., chart_repository_url: _Optional[str] = ..., registry_secret_name: _Optional[str] = ..., ca_certificates: _Optional[str] = ..., database_storage_class: _Optional[str] = ..., snapshot_storage_class: _Optional[str] = ..., volume_snapshot_storage_class: _Optional[str] = ..., ingress: _Optional[_Iterable[_Union[_common_pb2.NetworkPolicyIngressRule, _Mapping]]] = ..., egress: _Optional[_Iterable[_Union[_common_pb2.NetworkPolicyEgressRule, _Mapping]]] = ..., log_level: _Optional[_Union[HybridCloudEnvironmentConfigurationLogLevel, str]] = ..., tolerations: _Optional[_Iterable[_Union[_cluster_pb2.Toleration, _Mapping]]] = ..., node_selector: _Optional[_Iterable[_Union[_common_pb2.KeyValue, _Mapping]]] = ..., advanced_operator_settings: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., control_plane_labels: _Optional[_Iterable[_Union[_common_pb2.KeyValue, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["last_modified_at", "http_proxy_url", "https_proxy_url", "container_registry_url", "chart_repository_url", "registry_secret_name", "ca_certificates", "database_storage_class", "snapshot_storage_class", "volume_snapshot_storage_class", "log_level", "advanced_operator_settings"]) -> bool: ...
    def ClearField(self, field_name: _Literal["last_modified_at", "namespace", "http_proxy_url", "https_proxy_url", "no_proxy_configs", "container_registry_url", "chart_repository_url", "registry_secret_name", "ca_certificates", "database_storage_class", "snapshot_storage_class", "volume_snapshot_storage_class", "ingress", "egress", "log_level", "tolerations", "node_selector", "advanced_operator_settings", "control_plane_labels"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class HybridCloudEnvironmentStatus(_message.Message):
    """HybridCloudEnvironmentStatus is the state of an environment as its components in the Kubernetes cluster last
    reported it. It is read-only.
    """
    __slots__ = ("last_modified_at", "phase", "kubernetes_version", "kubernetes_distribution", "number_of_nodes", "capabilities", "component_statuses", "cluster_creation_readiness", "message", "storage_classes", "volume_snapshot_classes", "volume_attributes_classes", "storage_configuration_readiness")
    LAST_MODIFIED_AT_FIELD_NUMBER: _ClassVar[int]
    PHASE_FIELD_NUMBER: _ClassVar[int]
    KUBERNETES_VERSION_FIELD_NUMBER: _ClassVar[int]
    KUBERNETES_DISTRIBUTION_FIELD_NUMBER: _ClassVar[int]
    NUMBER_OF_NODES_FIELD_NUMBER: _ClassVar[int]
    CAPABILITIES_FIELD_NUMBER: _ClassVar[int]
    COMPONENT_STATUSES_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_CREATION_READINESS_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    STORAGE_CLASSES_FIELD_NUMBER: _ClassVar[int]
    VOLUME_SNAPSHOT_CLASSES_FIELD_NUMBER: _ClassVar[int]
    VOLUME_ATTRIBUTES_CLASSES_FIELD_NUMBER: _ClassVar[int]
    STORAGE_CONFIGURATION_READINESS_FIELD_NUMBER: _ClassVar[int]
    last_modified_at: _timestamp_pb2.Timestamp
    """Time of the last change to the status, always present and never before the environment's `created_at`."""
    phase: HybridCloudEnvironmentStatusPhase
    """Overall condition of the environment; where it is not ready, `message` may tell why."""
    kubernetes_version: str
    """Version of Kubernetes that the customer's cluster runs."""
    kubernetes_distribution: KubernetesDistribution
    """Provider or distribution of the Kubernetes cluster. It is absent when it could not be determined."""
    number_of_nodes: int
    """Number of nodes in the Kubernetes cluster."""
    capabilities: HybridCloudEnvironmentCapabilities
    """What the storage of the Kubernetes cluster supports. It is absent when this was not reported."""
    component_statuses: _containers.RepeatedCompositeFieldContainer[HybridCloudEnvironmentComponentStatus]
    """State of each Qdrant Cloud component in the Kubernetes cluster."""
    cluster_creation_readiness: QdrantClusterCreationStatus
    """Whether Qdrant clusters can be created in the environment."""
    message: str
    """Explanation of the status in words, for example why the environment is not ready. It is absent when there is
    nothing to explain.
    """
    storage_classes: _containers.RepeatedCompositeFieldContainer[HybridCloudEnvironmentStorageClass]
    """Storage classes that exist in the Kubernetes cluster."""
    volume_snapshot_classes: _containers.RepeatedCompositeFieldContainer[HybridCloudEnvironmentVolumeSnapshotClass]
    """Volume snapshot classes that exist in the Kubernetes cluster."""
    volume_attributes_classes: _containers.RepeatedCompositeFieldContainer[HybridCloudEnvironmentVolumeAttributesClass]
    """Volume attributes classes that exist in the Kubernetes cluster."""
    storage_configuration_readiness: StorageConfigurationReadiness
    """Whether the configured storage classes could be used.

    Deprecated: This field is no longer maintained; read `storage_classes` and `cluster_creation_readiness`
    instead.
    """
    def __init__(self, last_modified_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., phase: _Optional[_Union[HybridCloudEnvironmentStatusPhase, str]] = ..., kubernetes_version: _Optional[str] = ..., kubernetes_distribution: _Optional[_Union[KubernetesDistribution, str]] = ..., number_of_nodes: _Optional[int] = ..., capabilities: _Optional[_Union[HybridCloudEnvironmentCapabilities, _Mapping]] = ..., component_statuses: _Optional[_Iterable[_Union[HybridCloudEnvironmentComponentStatus, _Mapping]]] = ..., cluster_creation_readiness: _Optional[_Union[QdrantClusterCreationStatus, str]] = ..., message: _Optional[str] = ..., storage_classes: _Optional[_Iterable[_Union[HybridCloudEnvironmentStorageClass, _Mapping]]] = ..., volume_snapshot_classes: _Optional[_Iterable[_Union[HybridCloudEnvironmentVolumeSnapshotClass, _Mapping]]] = ..., volume_attributes_classes: _Optional[_Iterable[_Union[HybridCloudEnvironmentVolumeAttributesClass, _Mapping]]] = ..., storage_configuration_readiness: _Optional[_Union[StorageConfigurationReadiness, str]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["last_modified_at", "kubernetes_distribution", "capabilities", "message"]) -> bool: ...
    def ClearField(self, field_name: _Literal["last_modified_at", "phase", "kubernetes_version", "kubernetes_distribution", "number_of_nodes", "capabilities", "component_statuses", "cluster_creation_readiness", "message", "storage_classes", "volume_snapshot_classes", "volume_attributes_classes", "storage_configuration_readiness"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class HybridCloudEnvironmentCapabilities(_message.Message):
    """HybridCloudEnvironmentCapabilities tells which storage functions the Kubernetes cluster offers to Qdrant
    clusters.
    """
    __slots__ = ("volume_snapshot", "volume_expansion")
    VOLUME_SNAPSHOT_FIELD_NUMBER: _ClassVar[int]
    VOLUME_EXPANSION_FIELD_NUMBER: _ClassVar[int]
    volume_snapshot: bool
    """Whether snapshots of volumes can be taken."""
    volume_expansion: bool
    """Whether volumes can be enlarged after they were created."""
    def __init__(self, volume_snapshot: bool = ..., volume_expansion: bool = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["volume_snapshot", "volume_expansion"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class HybridCloudEnvironmentComponentStatus(_message.Message):
    """HybridCloudEnvironmentComponentStatus is the state of one Qdrant Cloud component that runs in the Kubernetes
    cluster.
    """
    __slots__ = ("name", "namespace", "version", "phase", "message")
    NAME_FIELD_NUMBER: _ClassVar[int]
    NAMESPACE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    PHASE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    name: str
    """Name of the component in the Kubernetes cluster."""
    namespace: str
    """Kubernetes namespace in which the component is installed."""
    version: str
    """Installed version of the component. It is absent when it is not known."""
    phase: HybridCloudEnvironmentComponentStatusPhase
    """Condition of the component; `message` explains it where there is something to explain."""
    message: str
    """Explanation of the phase in words, such as an error. It is absent when there is nothing to explain."""
    def __init__(self, name: _Optional[str] = ..., namespace: _Optional[str] = ..., version: _Optional[str] = ..., phase: _Optional[_Union[HybridCloudEnvironmentComponentStatusPhase, str]] = ..., message: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["version", "message"]) -> bool: ...
    def ClearField(self, field_name: _Literal["name", "namespace", "version", "phase", "message"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class HybridCloudEnvironmentStorageClass(_message.Message):
    """HybridCloudEnvironmentStorageClass is a Kubernetes storage class found in the environment, which volumes of
    Qdrant clusters can use.
    """
    __slots__ = ("name", "default", "provisioner", "allow_volume_expansion", "reclaim_policy", "parameters")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_FIELD_NUMBER: _ClassVar[int]
    PROVISIONER_FIELD_NUMBER: _ClassVar[int]
    ALLOW_VOLUME_EXPANSION_FIELD_NUMBER: _ClassVar[int]
    RECLAIM_POLICY_FIELD_NUMBER: _ClassVar[int]
    PARAMETERS_FIELD_NUMBER: _ClassVar[int]
    name: str
    """Name of the storage class, by which the configuration refers to it."""
    default: bool
    """Whether Kubernetes uses this class for volumes that ask for none."""
    provisioner: str
    """Kubernetes storage driver that creates the volumes of this class."""
    allow_volume_expansion: bool
    """Whether volumes of this class can be enlarged after they were created."""
    reclaim_policy: str
    """What becomes of a volume of this class once it is released, in the terms of Kubernetes, such as `Delete` or
    `Retain`.
    """
    parameters: _containers.RepeatedCompositeFieldContainer[_common_pb2.KeyValue]
    """Settings of the class for its provisioner; their meaning depends on the provisioner."""
    def __init__(self, name: _Optional[str] = ..., default: bool = ..., provisioner: _Optional[str] = ..., allow_volume_expansion: bool = ..., reclaim_policy: _Optional[str] = ..., parameters: _Optional[_Iterable[_Union[_common_pb2.KeyValue, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["name", "default", "provisioner", "allow_volume_expansion", "reclaim_policy", "parameters"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class HybridCloudEnvironmentVolumeSnapshotClass(_message.Message):
    """HybridCloudEnvironmentVolumeSnapshotClass is a Kubernetes volume snapshot class found in the environment."""
    __slots__ = ("name", "driver")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DRIVER_FIELD_NUMBER: _ClassVar[int]
    name: str
    """Name of the volume snapshot class, by which the configuration refers to it."""
    driver: str
    """Kubernetes storage driver that takes the snapshots of this class."""
    def __init__(self, name: _Optional[str] = ..., driver: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["name", "driver"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class HybridCloudEnvironmentVolumeAttributesClass(_message.Message):
    """HybridCloudEnvironmentVolumeAttributesClass is a Kubernetes volume attributes class found in the environment,
    a set of volume properties that can be changed while a volume exists.
    """
    __slots__ = ("name", "driver", "parameters")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DRIVER_FIELD_NUMBER: _ClassVar[int]
    PARAMETERS_FIELD_NUMBER: _ClassVar[int]
    name: str
    """Name of the volume attributes class in the Kubernetes cluster."""
    driver: str
    """Kubernetes storage driver that applies the attributes of this class to volumes."""
    parameters: _containers.RepeatedCompositeFieldContainer[_common_pb2.KeyValue]
    """Attributes that the class gives to volumes; their meaning depends on the driver."""
    def __init__(self, name: _Optional[str] = ..., driver: _Optional[str] = ..., parameters: _Optional[_Iterable[_Union[_common_pb2.KeyValue, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["name", "driver", "parameters"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class HybridCloudEnvironmentNodeInfo(_message.Message):
    """HybridCloudEnvironmentNodeInfo describes one node of the Kubernetes cluster, with its place and its resources."""
    __slots__ = ("name", "region", "zone", "instance_type", "arch", "capacity", "allocatable")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REGION_FIELD_NUMBER: _ClassVar[int]
    ZONE_FIELD_NUMBER: _ClassVar[int]
    INSTANCE_TYPE_FIELD_NUMBER: _ClassVar[int]
    ARCH_FIELD_NUMBER: _ClassVar[int]
    CAPACITY_FIELD_NUMBER: _ClassVar[int]
    ALLOCATABLE_FIELD_NUMBER: _ClassVar[int]
    name: str
    """Name of the node in the Kubernetes cluster."""
    region: str
    """Region in which the node runs. It is absent when the node does not state one."""
    zone: str
    """Availability zone in which the node runs. It is absent when the node does not state one."""
    instance_type: str
    """Machine type of the node in the terms of its provider. It is absent when the node does not state one."""
    arch: str
    """Processor architecture of the node, such as `amd64` or `arm64`. It is absent when the node does not state
    one.
    """
    capacity: HybridCloudEnvironmentNodeResourceInfo
    """Resources that the node has in all."""
    allocatable: HybridCloudEnvironmentNodeResourceInfo
    """Resources of the node that are open to workloads, which is its capacity less what is reserved for the
    system.
    """
    def __init__(self, name: _Optional[str] = ..., region: _Optional[str] = ..., zone: _Optional[str] = ..., instance_type: _Optional[str] = ..., arch: _Optional[str] = ..., capacity: _Optional[_Union[HybridCloudEnvironmentNodeResourceInfo, _Mapping]] = ..., allocatable: _Optional[_Union[HybridCloudEnvironmentNodeResourceInfo, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["region", "zone", "instance_type", "arch", "capacity", "allocatable"]) -> bool: ...
    def ClearField(self, field_name: _Literal["name", "region", "zone", "instance_type", "arch", "capacity", "allocatable"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class HybridCloudEnvironmentNodeResourceInfo(_message.Message):
    """HybridCloudEnvironmentNodeResourceInfo is a set of amounts of node resources, each written as a Kubernetes
    quantity.
    """
    __slots__ = ("cpu", "memory", "pods", "ephemeral_storage")
    CPU_FIELD_NUMBER: _ClassVar[int]
    MEMORY_FIELD_NUMBER: _ClassVar[int]
    PODS_FIELD_NUMBER: _ClassVar[int]
    EPHEMERAL_STORAGE_FIELD_NUMBER: _ClassVar[int]
    cpu: str
    """Processing power in cores, for example `4` or `3920m` for thousandths of a core."""
    memory: str
    """Main memory in bytes, usually with a unit suffix, for example `16Gi`."""
    pods: str
    """Number of pods that fit on the node, for example `110`."""
    ephemeral_storage: str
    """Local storage in bytes that pods can use while they run, usually with a unit suffix, for example `100Gi`."""
    def __init__(self, cpu: _Optional[str] = ..., memory: _Optional[str] = ..., pods: _Optional[str] = ..., ephemeral_storage: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["cpu", "memory", "pods", "ephemeral_storage"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
