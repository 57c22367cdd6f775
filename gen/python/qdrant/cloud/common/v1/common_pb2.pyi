"""Types and options that every package of the Qdrant Cloud API shares. The method and service options tell
gateways and tools how a call is authorized, logged and merged; the messages describe callers, labels, network
rules and scheduling constraints.
"""
from google.protobuf import descriptor_pb2 as _descriptor_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class ActorType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """ActorType is the kind of identity behind a call to the API."""
    __slots__ = ()
    ACTOR_TYPE_UNSPECIFIED: _ClassVar[ActorType]
    """Not set, or a kind newer than the reader knows; a Caller never carries it."""
    ACTOR_TYPE_USER: _ClassVar[ActorType]
    """A person who signed in through an identity provider."""
    ACTOR_TYPE_MANAGEMENT_KEY: _ClassVar[ActorType]
    """A management key, used by programs; it belongs to an account and not to a person."""
    ACTOR_TYPE_SERVICE_ACCOUNT: _ClassVar[ActorType]
    """A service inside the platform that calls another one, without a person or customer behind it."""

class StorageTierType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """StorageTierType is the class of storage on which the data of a cluster is kept, a choice between price and
    speed.
    """
    __slots__ = ()
    STORAGE_TIER_TYPE_UNSPECIFIED: _ClassVar[StorageTierType]
    """Not set, so that no tier was chosen, or a tier newer than the reader knows."""
    STORAGE_TIER_TYPE_COST_OPTIMISED: _ClassVar[StorageTierType]
    """Storage chosen for a low price rather than for speed."""
    STORAGE_TIER_TYPE_BALANCED: _ClassVar[StorageTierType]
    """Storage that stands between the cost-optimised and the performance tier in price and speed."""
    STORAGE_TIER_TYPE_PERFORMANCE: _ClassVar[StorageTierType]
    """Storage chosen for speed rather than for a low price."""

class TopologySpreadConstraintWhenUnsatisfiable(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """TopologySpreadConstraintWhenUnsatisfiable says what the scheduler does with a pod that would break a topology
    spread constraint.
    """
    __slots__ = ()
    TOPOLOGY_SPREAD_CONSTRAINT_WHEN_UNSATISFIABLE_UNSPECIFIED: _ClassVar[TopologySpreadConstraintWhenUnsatisfiable]
    """Not set; constraints that carry it explicitly are refused, so leave the field absent instead."""
    TOPOLOGY_SPREAD_CONSTRAINT_WHEN_UNSATISFIABLE_DO_NOT_SCHEDULE: _ClassVar[TopologySpreadConstraintWhenUnsatisfiable]
    """The pod is not scheduled until it can be placed within the constraint."""
    TOPOLOGY_SPREAD_CONSTRAINT_WHEN_UNSATISFIABLE_SCHEDULE_ANYWAY: _ClassVar[TopologySpreadConstraintWhenUnsatisfiable]
    """The pod is scheduled all the same, with a preference for places that keep the skew small."""
ACTOR_TYPE_UNSPECIFIED: ActorType
"""Not set, or a kind newer than the reader knows; a Caller never carries it."""
ACTOR_TYPE_USER: ActorType
"""A person who signed in through an identity provider."""
ACTOR_TYPE_MANAGEMENT_KEY: ActorType
"""A management key, used by programs; it belongs to an account and not to a person."""
ACTOR_TYPE_SERVICE_ACCOUNT: ActorType
"""A service inside the platform that calls another one, without a person or customer behind it."""
STORAGE_TIER_TYPE_UNSPECIFIED: StorageTierType
"""Not set, so that no tier was chosen, or a tier newer than the reader knows."""
STORAGE_TIER_TYPE_COST_OPTIMISED: StorageTierType
"""Storage chosen for a low price rather than for speed."""
STORAGE_TIER_TYPE_BALANCED: StorageTierType
"""Storage that stands between the cost-optimised and the performance tier in price and speed."""
STORAGE_TIER_TYPE_PERFORMANCE: StorageTierType
"""Storage chosen for speed rather than for a low price."""
TOPOLOGY_SPREAD_CONSTRAINT_WHEN_UNSATISFIABLE_UNSPECIFIED: TopologySpreadConstraintWhenUnsatisfiable
"""Not set; constraints that carry it explicitly are refused, so leave the field absent instead."""
TOPOLOGY_SPREAD_CONSTRAINT_WHEN_UNSATISFIABLE_DO_NOT_SCHEDULE: TopologySpreadConstraintWhenUnsatisfiable
"""The pod is not scheduled until it can be placed within the constraint."""
TOPOLOGY_SPREAD_CONSTRAINT_WHEN_UNSATISFIABLE_SCHEDULE_ANYWAY: TopologySpreadConstraintWhenUnsatisfiable
"""The pod is scheduled all the same, with a preference for places that keep the skew small."""
PERMISSIONS_FIELD_NUMBER: int
permissions: _descriptor.FieldDescriptor
"""Permissions, such as `read:clusters`, that the caller must hold in the account of the request. All of them
are needed unless `requires_all_permissions` is false. The empty permission stands for no check, or for one
that the service makes itself; authentication is needed all the same.
"""
ACCOUNT_ID_EXPRESSION_FIELD_NUMBER: int
account_id_expression: _descriptor.FieldDescriptor
"""Dot-separated path of the request field that holds the account ID, for example `cluster.account_id`. A
method without this option keeps the account in the field `account_id`; an empty string marks a method whose
request is not scoped to an account.
"""
REQUIRES_AUTHENTICATION_FIELD_NUMBER: int
requires_authentication: _descriptor.FieldDescriptor
"""Whether the caller must be authenticated. A method without this option requires it; only an explicit false
opens the method to anonymous callers.
"""
SUPPORTED_ACTOR_TYPES_FIELD_NUMBER: int
supported_actor_types: _descriptor.FieldDescriptor
"""Kinds of actors that may call the method; callers of any other kind are refused. A method without this
option is open to all kinds.
"""
REQUIRES_ALL_PERMISSIONS_FIELD_NUMBER: int
requires_all_permissions: _descriptor.FieldDescriptor
"""Whether every entry of `permissions` is needed. A method without this option needs them all; with an
explicit false any single one of them is enough.
"""
MAX_MESSAGE_SIZE_FIELD_NUMBER: int
max_message_size: _descriptor.FieldDescriptor
"""Largest message that may be exchanged with the method, as a whole number from 1 to 1024. A method without
this option keeps the limit of the server.
"""
LOG_FIELDS_FIELD_NUMBER: int
log_fields: _descriptor.FieldDescriptor
"""Request fields that are added to the log lines written for a call, so that a call can be traced to the
resource it concerns.
"""
PATCH_SOURCE_FIELD_NUMBER: int
patch_source: _descriptor.FieldDescriptor
"""Where the gateway finds the current entity for an update with a field mask. It reads the entity through the
named method and merges the fields of the caller into it before the update is sent on.
"""
API_VERSION_FIELD_NUMBER: int
api_version: _descriptor.FieldDescriptor
"""Version of the service inside its package, read by gateways and tools. It is independent of the version of
the SDKs.
"""

class PatchSource(_message.Message):
    """PatchSource describes how the gateway reads the current state of an entity before an update by field mask. The
    gateway calls the get method, takes the entity from its response, and merges into it what the caller has sent.
    """
    __slots__ = ("get_method", "field_mapping", "response_resource_field", "request_resource_field")
    class FieldMappingEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
        def HasField(self, field_name: _NoReturn) -> bool: ...
        def ClearField(self, field_name: _Literal["key", "value"]) -> None: ...
        def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
    GET_METHOD_FIELD_NUMBER: _ClassVar[int]
    FIELD_MAPPING_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_RESOURCE_FIELD_FIELD_NUMBER: _ClassVar[int]
    REQUEST_RESOURCE_FIELD_FIELD_NUMBER: _ClassVar[int]
    get_method: str
    """Full name of the method that returns the current entity, with its leading slash, for example
    `/qdrant.cloud.cluster.v1.ClusterService/GetCluster`.
    """
    field_mapping: _containers.ScalarMap[str, str]
    """How the request of the get method is filled. Each key is the path of a field in that request, and its value
    is the path of the field in the update request from which it is copied.
    """
    response_resource_field: str
    """Path of the field that holds the entity in the response of the get method."""
    request_resource_field: str
    """Path of the field that holds the entity in the update request, where the merged entity is put."""
    def __init__(self, get_method: _Optional[str] = ..., field_mapping: _Optional[_Mapping[str, str]] = ..., response_resource_field: _Optional[str] = ..., request_resource_field: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["get_method", "field_mapping", "response_resource_field", "request_resource_field"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class Caller(_message.Message):
    """Caller identifies who performed an operation. Where an entity carries it, the server sets it and ignores what
    a client sends.
    """
    __slots__ = ("actor_id", "actor_type", "user_agent")
    ACTOR_ID_FIELD_NUMBER: _ClassVar[int]
    ACTOR_TYPE_FIELD_NUMBER: _ClassVar[int]
    USER_AGENT_FIELD_NUMBER: _ClassVar[int]
    actor_id: str
    """Identifier of the actor, never empty. What it identifies depends on `actor_type`, for example a user or a
    management key.
    """
    actor_type: ActorType
    """Kind of actor that `actor_id` identifies; it is always one of the known kinds."""
    user_agent: str
    """Software that the caller used, as it introduced itself, of at most 512 characters. It is absent when the
    caller named none.
    """
    def __init__(self, actor_id: _Optional[str] = ..., actor_type: _Optional[_Union[ActorType, str]] = ..., user_agent: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["user_agent"]) -> bool: ...
    def ClearField(self, field_name: _Literal["actor_id", "actor_type", "user_agent"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class LogField(_message.Message):
    """LogField names one value of a request that is added to the log lines of a call."""
    __slots__ = ("name", "field_expression")
    NAME_FIELD_NUMBER: _ClassVar[int]
    FIELD_EXPRESSION_FIELD_NUMBER: _ClassVar[int]
    name: str
    """Name under which the value appears in the log, 1 to 64 lower-case letters and underscores, beginning with a
    letter.
    """
    field_expression: str
    """Dot-separated path of the request field whose value is logged, for example `hybrid_cloud_environment.id`."""
    def __init__(self, name: _Optional[str] = ..., field_expression: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["name", "field_expression"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class Version(_message.Message):
    """Version states how far the interface of a service has evolved within its package. A break on the architectural
    scale makes a new package instead.
    """
    __slots__ = ("major", "minor", "patch")
    MAJOR_FIELD_NUMBER: _ClassVar[int]
    MINOR_FIELD_NUMBER: _ClassVar[int]
    PATCH_FIELD_NUMBER: _ClassVar[int]
    major: int
    """Raised when the service changes in a way that is incompatible with its existing callers."""
    minor: int
    """Raised when something is added to the service and existing callers keep working."""
    patch: int
    """Raised when something is corrected without adding to the interface."""
    def __init__(self, major: _Optional[int] = ..., minor: _Optional[int] = ..., patch: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["major", "minor", "patch"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class SecretKeyRef(_message.Message):
    """SecretKeyRef points to one entry of a Kubernetes secret, so that a confidential value need not be sent through
    the API.
    """
    __slots__ = ("name", "key")
    NAME_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    name: str
    """Name of the Kubernetes secret, 1 to 253 lower-case letters, digits and hyphens, beginning and ending with a
    letter or digit.
    """
    key: str
    """Entry within the secret that holds the value, of 1 to 1024 characters."""
    def __init__(self, name: _Optional[str] = ..., key: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["name", "key"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class KeyValue(_message.Message):
    """KeyValue is a key with its value, in the manner of a Kubernetes label or annotation."""
    __slots__ = ("key", "value")
    KEY_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    key: str
    """Key of the pair, of at most 253 characters. It is a name of letters, digits, `-`, `_` and `.` that begins
    and ends with a letter or digit, optionally preceded by a DNS prefix and a slash, as in `example.com/team`.
    """
    value: str
    """Text that belongs to the key, of at most 1024 characters; it may be empty."""
    def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["key", "value"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class TopologySpreadConstraint(_message.Message):
    """TopologySpreadConstraint controls how evenly the pods of a cluster are spread over failure domains such as
    zones or nodes. It follows the Kubernetes constraint of the same name.
    """
    __slots__ = ("max_skew", "topology_key", "when_unsatisfiable")
    MAX_SKEW_FIELD_NUMBER: _ClassVar[int]
    TOPOLOGY_KEY_FIELD_NUMBER: _ClassVar[int]
    WHEN_UNSATISFIABLE_FIELD_NUMBER: _ClassVar[int]
    max_skew: int
    """Largest tolerated difference in the number of pods between two domains; it must be greater than 0. When
    absent, a default applies.
    """
    topology_key: str
    """Key of the node label that defines the domains, such as `topology.kubernetes.io/zone`. Nodes with the same
    value of the label belong to the same domain.
    """
    when_unsatisfiable: TopologySpreadConstraintWhenUnsatisfiable
    """What happens to a pod that cannot be placed within `max_skew`. When absent, a default applies."""
    def __init__(self, max_skew: _Optional[int] = ..., topology_key: _Optional[str] = ..., when_unsatisfiable: _Optional[_Union[TopologySpreadConstraintWhenUnsatisfiable, str]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["max_skew", "when_unsatisfiable"]) -> bool: ...
    def ClearField(self, field_name: _Literal["max_skew", "topology_key", "when_unsatisfiable"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class LabelSelectorRequirement(_message.Message):
    """LabelSelectorRequirement is a single condition on the labels of a Kubernetes object, made of a key, an
    operator and, for some operators, values.
    """
    __slots__ = ("key", "operator", "values")
    KEY_FIELD_NUMBER: _ClassVar[int]
    OPERATOR_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    key: str
    """Key of the label that the condition looks at; it must not be empty."""
    operator: str
    """How the label is compared. One of:

    - `In` holds where the label has one of the values.
    - `NotIn` holds where the label has none of the values.
    - `Exists` holds where the label is present, whatever its value.
    - `DoesNotExist` holds where the label is missing.
    """
    values: _containers.RepeatedScalarFieldContainer[str]
    """Values that the label is compared with. At least one is needed with `In` and `NotIn`, and none is allowed
    with `Exists` and `DoesNotExist`.
    """
    def __init__(self, key: _Optional[str] = ..., operator: _Optional[str] = ..., values: _Optional[_Iterable[str]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["key", "operator", "values"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class LabelSelector(_message.Message):
    """LabelSelector chooses Kubernetes objects by their labels. An object is chosen when it meets all of
    `match_labels` and all of `match_expressions`; an empty selector chooses every object.
    """
    __slots__ = ("match_labels", "match_expressions")
    MATCH_LABELS_FIELD_NUMBER: _ClassVar[int]
    MATCH_EXPRESSIONS_FIELD_NUMBER: _ClassVar[int]
    match_labels: _containers.RepeatedCompositeFieldContainer[KeyValue]
    """Labels that an object must carry with exactly these values, at most 10."""
    match_expressions: _containers.RepeatedCompositeFieldContainer[LabelSelectorRequirement]
    """Further conditions on the labels of an object, at most 10; all of them must hold."""
    def __init__(self, match_labels: _Optional[_Iterable[_Union[KeyValue, _Mapping]]] = ..., match_expressions: _Optional[_Iterable[_Union[LabelSelectorRequirement, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["match_labels", "match_expressions"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class IPBlock(_message.Message):
    """IPBlock is a range of IP addresses, with the option to leave out parts of it.

    getattr(message, "except"), whose name is a keyword of Python:
    Ranges in CIDR notation that are left out of `cidr`, inside which they should lie. When empty, the whole
    range counts.
    """
    __slots__ = ("cidr",)
    CIDR_FIELD_NUMBER: _ClassVar[int]
    EXCEPT_FIELD_NUMBER: _ClassVar[int]
    cidr: str
    """Range in CIDR notation, for example `10.0.0.0/16` or `2001:db8::/64`."""
    def __init__(self, cidr: _Optional[str] = ..., **kwargs) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["cidr", "except"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class PeerSelector(_message.Message):
    """PeerSelector chooses peers of network traffic inside the Kubernetes cluster, by the labels of pods, of
    namespaces, or of both.
    """
    __slots__ = ("pod_selector", "namespace_selector")
    POD_SELECTOR_FIELD_NUMBER: _ClassVar[int]
    NAMESPACE_SELECTOR_FIELD_NUMBER: _ClassVar[int]
    pod_selector: LabelSelector
    """Chooses pods by their labels, in the namespaces of `namespace_selector` or, where that is absent, in the
    namespace of the policy. When absent, all pods of the chosen namespaces are meant.
    """
    namespace_selector: LabelSelector
    """Chooses namespaces by their labels. When absent, only the namespace of the policy is considered."""
    def __init__(self, pod_selector: _Optional[_Union[LabelSelector, _Mapping]] = ..., namespace_selector: _Optional[_Union[LabelSelector, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["pod_selector", "namespace_selector"]) -> bool: ...
    def ClearField(self, field_name: _Literal["pod_selector", "namespace_selector"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class NetworkPolicyPeer(_message.Message):
    """NetworkPolicyPeer is the other side of allowed network traffic, where it comes from or where it goes to."""
    __slots__ = ("selector", "ip_block")
    SELECTOR_FIELD_NUMBER: _ClassVar[int]
    IP_BLOCK_FIELD_NUMBER: _ClassVar[int]
    selector: PeerSelector
    """The peers are the pods that these label selectors choose."""
    ip_block: IPBlock
    """The peers are the addresses of this range, typically outside the Kubernetes cluster."""
    def __init__(self, selector: _Optional[_Union[PeerSelector, _Mapping]] = ..., ip_block: _Optional[_Union[IPBlock, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["selector", "ip_block", "peer_type"]) -> bool: ...
    def ClearField(self, field_name: _Literal["selector", "ip_block", "peer_type"]) -> None: ...
    def WhichOneof(self, oneof_group: _Literal["peer_type"]) -> _Literal["selector", "ip_block"] | None:
        """How the peer is described, either by labels inside the Kubernetes cluster or by IP addresses."""

class NetworkPolicyPort(_message.Message):
    """NetworkPolicyPort is a port, or a range of ports, on which network traffic is allowed."""
    __slots__ = ("protocol", "port_number", "port_name", "end_port")
    PROTOCOL_FIELD_NUMBER: _ClassVar[int]
    PORT_NUMBER_FIELD_NUMBER: _ClassVar[int]
    PORT_NAME_FIELD_NUMBER: _ClassVar[int]
    END_PORT_FIELD_NUMBER: _ClassVar[int]
    protocol: str
    """Transport protocol of the traffic, `TCP`, `UDP` or `SCTP`. When absent, TCP is meant, as in Kubernetes."""
    port_number: int
    """Number of the port, greater than 0. Together with `end_port` it is the first port of a range."""
    port_name: str
    """Name that a pod gives to one of its ports; it must not be empty and cannot be combined with `end_port`."""
    end_port: int
    """Last port of a range that begins at `port_number` and includes both ends. It must not be lower than
    `port_number`; when absent, only the single port is meant.
    """
    def __init__(self, protocol: _Optional[str] = ..., port_number: _Optional[int] = ..., port_name: _Optional[str] = ..., end_port: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _Literal["protocol", "port_number", "port_name", "end_port", "port_spec"]) -> bool: ...
    def ClearField(self, field_name: _Literal["protocol", "port_number", "port_name", "end_port", "port_spec"]) -> None: ...
    def WhichOneof(self, oneof_group: _Literal["port_spec"]) -> _Literal["port_number", "port_name"] | None:
        """The port, by number or by name. When neither is set, all ports of the protocol are meant."""

class NetworkPolicyIngressRule(_message.Message):
    """NetworkPolicyIngressRule allows incoming traffic that matches both one of its ports and one of its sources.

    getattr(message, "from"), whose name is a keyword of Python:
    Sources from which traffic may arrive. When empty, the rule is not restricted by source.
    """
    __slots__ = ("ports",)
    PORTS_FIELD_NUMBER: _ClassVar[int]
    FROM_FIELD_NUMBER: _ClassVar[int]
    ports: _containers.RepeatedCompositeFieldContainer[NetworkPolicyPort]
    """Ports on which traffic may arrive. When empty, the rule is not restricted by port."""
    def __init__(self, ports: _Optional[_Iterable[_Union[NetworkPolicyPort, _Mapping]]] = ..., **kwargs) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["ports", "from"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class NetworkPolicyEgressRule(_message.Message):
    """NetworkPolicyEgressRule allows outgoing traffic that matches both one of its ports and one of its
    destinations.
    """
    __slots__ = ("ports", "to")
    PORTS_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    ports: _containers.RepeatedCompositeFieldContainer[NetworkPolicyPort]
    """Destination ports to which traffic may go. When empty, the rule is not restricted by port."""
    to: _containers.RepeatedCompositeFieldContainer[NetworkPolicyPeer]
    """Destinations to which traffic may go. When empty, the rule is not restricted by destination."""
    def __init__(self, ports: _Optional[_Iterable[_Union[NetworkPolicyPort, _Mapping]]] = ..., to: _Optional[_Iterable[_Union[NetworkPolicyPeer, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["ports", "to"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
