"""Events that record what happens to the resources of an account, and the method option that describes the event
of a call.
"""
import datetime

from google.protobuf import descriptor_pb2 as _descriptor_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from qdrant.cloud.common.v1 import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class EventType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """EventType is what an operation did to a resource."""
    __slots__ = ()
    EVENT_TYPE_UNSPECIFIED: _ClassVar[EventType]
    """Not set, or a type newer than the reader knows; a valid event never carries it."""
    EVENT_TYPE_CREATED: _ClassVar[EventType]
    """The resource did not exist before and came into being through the operation."""
    EVENT_TYPE_UPDATED: _ClassVar[EventType]
    """The resource was changed."""
    EVENT_TYPE_DELETED: _ClassVar[EventType]
    """The resource was deleted, or its deletion was requested."""
    EVENT_TYPE_ACTION: _ClassVar[EventType]
    """An action other than creating, changing or deleting was performed on the resource; the action type names it."""
EVENT_TYPE_UNSPECIFIED: EventType
"""Not set, or a type newer than the reader knows; a valid event never carries it."""
EVENT_TYPE_CREATED: EventType
"""The resource did not exist before and came into being through the operation."""
EVENT_TYPE_UPDATED: EventType
"""The resource was changed."""
EVENT_TYPE_DELETED: EventType
"""The resource was deleted, or its deletion was requested."""
EVENT_TYPE_ACTION: EventType
"""An action other than creating, changing or deleting was performed on the resource; the action type names it."""
EVENT_OPTIONS_FIELD_NUMBER: int
event_options: _descriptor.FieldDescriptor
"""Event that is recorded for a call of the method. A method without this option records none."""

class EventOptions(_message.Message):
    """EventOptions describes how the event of a method is filled from a call.

    Its fields and templates refer to parts of the call by these prefixes:

    - `req.` is followed by the path of a field in the request.
    - `resp.` is followed by the path of a field in the response.
    - `req-md.` is followed by a key of the request metadata.
    - `resp-md.` is followed by a key of the response metadata.
    """
    __slots__ = ("event_type", "resource_type", "status_only", "resource_id_field", "resource_url_template", "action_type", "additional_context_fields")
    class AdditionalContextFieldsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
        def HasField(self, field_name: _NoReturn) -> bool: ...
        def ClearField(self, field_name: _Literal["key", "value"]) -> None: ...
        def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
    EVENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_TYPE_FIELD_NUMBER: _ClassVar[int]
    STATUS_ONLY_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_ID_FIELD_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_URL_TEMPLATE_FIELD_NUMBER: _ClassVar[int]
    ACTION_TYPE_FIELD_NUMBER: _ClassVar[int]
    ADDITIONAL_CONTEXT_FIELDS_FIELD_NUMBER: _ClassVar[int]
    event_type: EventType
    """What the method does to the resource; one of the known types is required."""
    resource_type: str
    """Kind of resource that the method acts on, for example `hybrid-cloud-environment`; it must not be empty."""
    status_only: bool
    """Whether calls of the method concern only the status of the resource and not what its owner configured. The
    default is false.
    """
    resource_id_field: str
    """Reference to the value that identifies the resource, for example `req.cluster_id`, or `resp.cluster.id`
    where the server assigns the ID.
    """
    resource_url_template: str
    """Template of the path that leads to the resource, in which references stand in braces, for example
    `/accounts/{req.account_id}/clusters/{req.cluster_id}`.
    """
    action_type: str
    """Name of the action, for example `restore`, for methods with the event type EVENT_TYPE_ACTION. It is absent
    for the other types.
    """
    additional_context_fields: _containers.ScalarMap[str, str]
    """Further values to record. Each key is the name under which a value appears in the `additional_context` of
    the event, and the value is the reference from which it is taken.
    """
    def __init__(self, event_type: _Optional[_Union[EventType, str]] = ..., resource_type: _Optional[str] = ..., status_only: bool = ..., resource_id_field: _Optional[str] = ..., resource_url_template: _Optional[str] = ..., action_type: _Optional[str] = ..., additional_context_fields: _Optional[_Mapping[str, str]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["action_type"]) -> bool: ...
    def ClearField(self, field_name: _Literal["event_type", "resource_type", "status_only", "resource_id_field", "resource_url_template", "action_type", "additional_context_fields"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class Event(_message.Message):
    """Event is the record of one operation on a resource, with who performed it, when, and on what."""
    __slots__ = ("id", "created_at", "caller", "account_id", "source_rpc", "event_type", "resource_type", "status_only", "resource_id", "resource_url", "action_type", "additional_context")
    class AdditionalContextEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
        def HasField(self, field_name: _NoReturn) -> bool: ...
        def ClearField(self, field_name: _Literal["key", "value"]) -> None: ...
        def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    CALLER_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    SOURCE_RPC_FIELD_NUMBER: _ClassVar[int]
    EVENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_TYPE_FIELD_NUMBER: _ClassVar[int]
    STATUS_ONLY_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_ID_FIELD_NUMBER: _ClassVar[int]
    RESOURCE_URL_FIELD_NUMBER: _ClassVar[int]
    ACTION_TYPE_FIELD_NUMBER: _ClassVar[int]
    ADDITIONAL_CONTEXT_FIELD_NUMBER: _ClassVar[int]
    id: str
    """Unique identifier of the event, a UUID."""
    created_at: _timestamp_pb2.Timestamp
    """Time at which the event was recorded."""
    caller: _common_pb2.Caller
    """Who performed the operation; it is always present."""
    account_id: str
    """The account to which the event belongs, a UUID. It is absent for operations outside any account, such as
    those on a user's own profile.
    """
    source_rpc: str
    """Name of the API method whose call caused the event."""
    event_type: EventType
    """What happened to the resource; it is always one of the known types."""
    resource_type: str
    """Kind of resource that the event is about, for example `hybrid-cloud-environment`."""
    status_only: bool
    """Whether only the status of the resource is concerned. False means that the event concerns the resource
    itself.
    """
    resource_id: str
    """Identifier of the resource within its kind. It is absent when the event has no ID of a resource."""
    resource_url: str
    """Path that leads to the resource, for example one beginning with `/accounts/` and the ID of the account."""
    action_type: str
    """Name of the action that was performed, for example `restore`. It accompanies EVENT_TYPE_ACTION and is absent
    for the other types.
    """
    additional_context: _containers.ScalarMap[str, str]
    """Further values about the operation by name, such as the ID of the cluster that a backup belongs to. It is
    empty when there are none.
    """
    def __init__(self, id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., caller: _Optional[_Union[_common_pb2.Caller, _Mapping]] = ..., account_id: _Optional[str] = ..., source_rpc: _Optional[str] = ..., event_type: _Optional[_Union[EventType, str]] = ..., resource_type: _Optional[str] = ..., status_only: bool = ..., resource_id: _Optional[str] = ..., resource_url: _Optional[str] = ..., action_type: _Optional[str] = ..., additional_context: _Optional[_Mapping[str, str]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at", "caller", "account_id", "resource_id", "action_type"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "created_at", "caller", "account_id", "source_rpc", "event_type", "resource_type", "status_only", "resource_id", "resource_url", "action_type", "additional_context"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
