"""Backups of Qdrant clusters: taking them on demand or on a schedule, listing and deleting them, and restoring a
cluster from one.
"""
import datetime

from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from qdrant.cloud.cluster.v1 import cluster_pb2 as _cluster_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class BackupStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """BackupStatus tells how far a backup has come."""
    __slots__ = ()
    BACKUP_STATUS_UNSPECIFIED: _ClassVar[BackupStatus]
    """No status is set, as in a create request, where the server has yet to give one."""
    BACKUP_STATUS_RUNNING: _ClassVar[BackupStatus]
    """The backup is being taken and cannot be restored yet."""
    BACKUP_STATUS_SKIPPED: _ClassVar[BackupStatus]
    """The backup was not taken, its turn was passed over."""
    BACKUP_STATUS_FAILED: _ClassVar[BackupStatus]
    """Taking the backup ended with an error, there is nothing to restore."""
    BACKUP_STATUS_SUCCEEDED: _ClassVar[BackupStatus]
    """The backup was taken in full and can be restored."""
    BACKUP_STATUS_FAILED_TO_SYNC: _ClassVar[BackupStatus]
    """The backup could not be brought in step with the environment in which the cluster runs."""
    BACKUP_STATUS_NOT_FOUND: _ClassVar[BackupStatus]
    """The platform knows the backup, but it was not found in the environment in which the cluster runs."""
    BACKUP_STATUS_UNKNOWN: _ClassVar[BackupStatus]
    """The service could not find out the state of the backup."""

class BackupScheduleStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """BackupScheduleStatus tells whether a backup schedule is in effect."""
    __slots__ = ()
    BACKUP_SCHEDULE_STATUS_UNSPECIFIED: _ClassVar[BackupScheduleStatus]
    """No status is set, as in a create request, where the server has yet to give one."""
    BACKUP_SCHEDULE_STATUS_ACTIVE: _ClassVar[BackupScheduleStatus]
    """The schedule is in effect and takes backups at its times."""
    BACKUP_SCHEDULE_STATUS_FAILED_TO_SYNC: _ClassVar[BackupScheduleStatus]
    """The schedule could not be brought in step with the environment in which the cluster runs."""
    BACKUP_SCHEDULE_STATUS_NOT_FOUND: _ClassVar[BackupScheduleStatus]
    """The platform knows the schedule, but it was not found in the environment in which the cluster runs."""
    BACKUP_SCHEDULE_STATUS_DISABLED: _ClassVar[BackupScheduleStatus]
    """The schedule is switched off and takes no backups."""

class BackupRestoreStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """BackupRestoreStatus tells how far a restore has come."""
    __slots__ = ()
    BACKUP_RESTORE_STATUS_UNSPECIFIED: _ClassVar[BackupRestoreStatus]
    """No status is known; it may also stand for a status newer than this client."""
    BACKUP_RESTORE_STATUS_RUNNING: _ClassVar[BackupRestoreStatus]
    """The data is being written into the cluster."""
    BACKUP_RESTORE_STATUS_FAILED: _ClassVar[BackupRestoreStatus]
    """The restore ended with an error."""
    BACKUP_RESTORE_STATUS_SUCCEEDED: _ClassVar[BackupRestoreStatus]
    """The restore is complete, the cluster holds the data of the backup."""
    BACKUP_RESTORE_STATUS_FAILED_TO_SYNC: _ClassVar[BackupRestoreStatus]
    """The restore could not be brought in step with the environment in which the cluster runs."""
    BACKUP_RESTORE_STATUS_NOT_FOUND: _ClassVar[BackupRestoreStatus]
    """The platform knows the restore, but it was not found in the environment in which the cluster runs."""
    BACKUP_RESTORE_STATUS_SKIPPED: _ClassVar[BackupRestoreStatus]
    """The restore was not carried out, its turn was passed over."""
BACKUP_STATUS_UNSPECIFIED: BackupStatus
"""No status is set, as in a create request, where the server has yet to give one."""
BACKUP_STATUS_RUNNING: BackupStatus
"""The backup is being taken and cannot be restored yet."""
BACKUP_STATUS_SKIPPED: BackupStatus
"""The backup was not taken, its turn was passed over."""
BACKUP_STATUS_FAILED: BackupStatus
"""Taking the backup ended with an error, there is nothing to restore."""
BACKUP_STATUS_SUCCEEDED: BackupStatus
"""The backup was taken in full and can be restored."""
BACKUP_STATUS_FAILED_TO_SYNC: BackupStatus
"""The backup could not be brought in step with the environment in which the cluster runs."""
BACKUP_STATUS_NOT_FOUND: BackupStatus
"""The platform knows the backup, but it was not found in the environment in which the cluster runs."""
BACKUP_STATUS_UNKNOWN: BackupStatus
"""The service could not find out the state of the backup."""
BACKUP_SCHEDULE_STATUS_UNSPECIFIED: BackupScheduleStatus
"""No status is set, as in a create request, where the server has yet to give one."""
BACKUP_SCHEDULE_STATUS_ACTIVE: BackupScheduleStatus
"""The schedule is in effect and takes backups at its times."""
BACKUP_SCHEDULE_STATUS_FAILED_TO_SYNC: BackupScheduleStatus
"""The schedule could not be brought in step with the environment in which the cluster runs."""
BACKUP_SCHEDULE_STATUS_NOT_FOUND: BackupScheduleStatus
"""The platform knows the schedule, but it was not found in the environment in which the cluster runs."""
BACKUP_SCHEDULE_STATUS_DISABLED: BackupScheduleStatus
"""The schedule is switched off and takes no backups."""
BACKUP_RESTORE_STATUS_UNSPECIFIED: BackupRestoreStatus
"""No status is known; it may also stand for a status newer than this client."""
BACKUP_RESTORE_STATUS_RUNNING: BackupRestoreStatus
"""The data is being written into the cluster."""
BACKUP_RESTORE_STATUS_FAILED: BackupRestoreStatus
"""The restore ended with an error."""
BACKUP_RESTORE_STATUS_SUCCEEDED: BackupRestoreStatus
"""The restore is complete, the cluster holds the data of the backup."""
BACKUP_RESTORE_STATUS_FAILED_TO_SYNC: BackupRestoreStatus
"""The restore could not be brought in step with the environment in which the cluster runs."""
BACKUP_RESTORE_STATUS_NOT_FOUND: BackupRestoreStatus
"""The platform knows the restore, but it was not found in the environment in which the cluster runs."""
BACKUP_RESTORE_STATUS_SKIPPED: BackupRestoreStatus
"""The restore was not carried out, its turn was passed over."""

class ListBackupsRequest(_message.Message):
    """Selects the backups that ListBackups returns, and the page of them."""
    __slots__ = ("account_id", "cluster_id", "backup_schedule_id", "page_size", "page_token")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    BACKUP_SCHEDULE_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose backups are listed, as a UUID."""
    cluster_id: str
    """When set, only backups of the cluster with this UUID are listed; when absent, those of all clusters of the
    account.
    """
    backup_schedule_id: str
    """When set, only backups taken by the schedule with this UUID are listed; when absent, backups of any origin."""
    page_size: int
    """The most backups that one page may hold, from 1 to 250."""
    page_token: str
    """Where to go on reading: the `next_page_token` of the previous response, unchanged. Absent for the first
    page.
    """
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ..., backup_schedule_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cluster_id", "backup_schedule_id", "page_size", "page_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id", "backup_schedule_id", "page_size", "page_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListBackupsResponse(_message.Message):
    """A list, or one page of a list, of backups."""
    __slots__ = ("items", "total_size", "next_page_token")
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_SIZE_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[Backup]
    """The backups that match the request; empty when there are none."""
    total_size: int
    """The number of backups that match the request on all pages together."""
    next_page_token: str
    """The opaque token to send as `page_token` for the next page; absent on the last page."""
    def __init__(self, items: _Optional[_Iterable[_Union[Backup, _Mapping]]] = ..., total_size: _Optional[int] = ..., next_page_token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["total_size", "next_page_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["items", "total_size", "next_page_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetBackupRequest(_message.Message):
    """Names the backup that GetBackup returns."""
    __slots__ = ("account_id", "backup_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    BACKUP_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the backup, as a UUID."""
    backup_id: str
    """The UUID of the backup to return."""
    def __init__(self, account_id: _Optional[str] = ..., backup_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "backup_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetBackupResponse(_message.Message):
    """Carries the backup that was asked for."""
    __slots__ = ("backup",)
    BACKUP_FIELD_NUMBER: _ClassVar[int]
    backup: Backup
    """The backup in its present state; always set."""
    def __init__(self, backup: _Optional[_Union[Backup, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateBackupRequest(_message.Message):
    """Describes the backup that CreateBackup takes."""
    __slots__ = ("backup",)
    BACKUP_FIELD_NUMBER: _ClassVar[int]
    backup: Backup
    """The backup to take, with `account_id`, `cluster_id`, `display_name` and, if wanted, `retention_period`. All
    fields that the server sets must be left unset.
    """
    def __init__(self, backup: _Optional[_Union[Backup, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateBackupResponse(_message.Message):
    """Carries the backup that CreateBackup has started."""
    __slots__ = ("backup",)
    BACKUP_FIELD_NUMBER: _ClassVar[int]
    backup: Backup
    """The new backup with the id and the other values that the server gave it; always set."""
    def __init__(self, backup: _Optional[_Union[Backup, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateBackupRequest(_message.Message):
    """Carries the backup that UpdateBackup stores."""
    __slots__ = ("backup",)
    BACKUP_FIELD_NUMBER: _ClassVar[int]
    backup: Backup
    """The backup with its new values. Its `id` says which backup is meant and must not be empty."""
    def __init__(self, backup: _Optional[_Union[Backup, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateBackupResponse(_message.Message):
    """Carries the backup as it is after the update."""
    __slots__ = ("backup",)
    BACKUP_FIELD_NUMBER: _ClassVar[int]
    backup: Backup
    """The updated backup; always set."""
    def __init__(self, backup: _Optional[_Union[Backup, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteBackupRequest(_message.Message):
    """Names the backup that DeleteBackup deletes."""
    __slots__ = ("account_id", "backup_id", "force")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    BACKUP_ID_FIELD_NUMBER: _ClassVar[int]
    FORCE_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the backup, as a UUID."""
    backup_id: str
    """The UUID of the backup to delete, as found in `Backup.id` with ListBackups."""
    force: bool
    """Set it to true to force the deletion where a plain deletion would not go through. Absent means false."""
    def __init__(self, account_id: _Optional[str] = ..., backup_id: _Optional[str] = ..., force: bool = ...) -> None: ...
    def HasField(self, field_name: _Literal["force"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "backup_id", "force"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteBackupResponse(_message.Message):
    """Empty; a successful answer means that the deletion of the backup was accepted."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListBackupRestoresRequest(_message.Message):
    """Selects the restores that ListBackupRestores returns, and the page of them."""
    __slots__ = ("account_id", "cluster_id", "page_size", "page_token")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose restores are listed, as a UUID."""
    cluster_id: str
    """When set, only restores of the cluster with this UUID are listed; when absent, those of all clusters of the
    account.
    """
    page_size: int
    """The most restores that one page may hold, from 1 to 250."""
    page_token: str
    """Where to go on reading: the `next_page_token` of the previous response, unchanged. Absent for the first
    page.
    """
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cluster_id", "page_size", "page_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id", "page_size", "page_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListBackupRestoresResponse(_message.Message):
    """A list, or one page of a list, of restores."""
    __slots__ = ("items", "total_size", "next_page_token")
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_SIZE_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[BackupRestore]
    """The restores that match the request; empty when there are none."""
    total_size: int
    """The number of restores that match the request on all pages together."""
    next_page_token: str
    """The opaque token to send as `page_token` for the next page; absent on the last page."""
    def __init__(self, items: _Optional[_Iterable[_Union[BackupRestore, _Mapping]]] = ..., total_size: _Optional[int] = ..., next_page_token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["total_size", "next_page_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["items", "total_size", "next_page_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class RestoreBackupRequest(_message.Message):
    """Names the backup that RestoreBackup restores."""
    __slots__ = ("account_id", "backup_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    BACKUP_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the backup, as a UUID."""
    backup_id: str
    """The UUID of the backup whose data is restored."""
    def __init__(self, account_id: _Optional[str] = ..., backup_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "backup_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class RestoreBackupResponse(_message.Message):
    """Empty; a successful answer means that the restore was accepted. Its progress shows in ListBackupRestores."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListBackupSchedulesRequest(_message.Message):
    """Selects the schedules that ListBackupSchedules returns, and the page of them."""
    __slots__ = ("account_id", "cluster_id", "page_size", "page_token")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose backup schedules are listed, as a UUID."""
    cluster_id: str
    """When set, only schedules of the cluster with this UUID are listed; when absent, those of all clusters of the
    account.
    """
    page_size: int
    """The most schedules that one page may hold, from 1 to 250."""
    page_token: str
    """Where to go on reading: the `next_page_token` of the previous response, unchanged. Absent for the first
    page.
    """
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cluster_id", "page_size", "page_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id", "page_size", "page_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListBackupSchedulesResponse(_message.Message):
    """A list, or one page of a list, of backup schedules."""
    __slots__ = ("items", "total_size", "next_page_token")
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_SIZE_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[BackupSchedule]
    """The backup schedules that match the request; empty when there are none."""
    total_size: int
    """The number of backup schedules that match the request on all pages together."""
    next_page_token: str
    """The opaque token to send as `page_token` for the next page; absent on the last page."""
    def __init__(self, items: _Optional[_Iterable[_Union[BackupSchedule, _Mapping]]] = ..., total_size: _Optional[int] = ..., next_page_token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["total_size", "next_page_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["items", "total_size", "next_page_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetBackupScheduleRequest(_message.Message):
    """Names the schedule that GetBackupSchedule returns."""
    __slots__ = ("account_id", "cluster_id", "backup_schedule_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    BACKUP_SCHEDULE_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the schedule, as a UUID."""
    cluster_id: str
    """The UUID of the cluster that the schedule backs up."""
    backup_schedule_id: str
    """The UUID of the schedule to return."""
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ..., backup_schedule_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id", "backup_schedule_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetBackupScheduleResponse(_message.Message):
    """Carries the backup schedule that was asked for."""
    __slots__ = ("backup_schedule",)
    BACKUP_SCHEDULE_FIELD_NUMBER: _ClassVar[int]
    backup_schedule: BackupSchedule
    """The schedule in its present state; always set."""
    def __init__(self, backup_schedule: _Optional[_Union[BackupSchedule, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup_schedule"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup_schedule"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateBackupScheduleRequest(_message.Message):
    """Describes the schedule that CreateBackupSchedule sets up."""
    __slots__ = ("backup_schedule",)
    BACKUP_SCHEDULE_FIELD_NUMBER: _ClassVar[int]
    backup_schedule: BackupSchedule
    """The schedule to set up, with `account_id`, `cluster_id`, `schedule`, `display_name` and, if wanted,
    `retention_period`. All fields that the server sets must be left unset.
    """
    def __init__(self, backup_schedule: _Optional[_Union[BackupSchedule, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup_schedule"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup_schedule"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateBackupScheduleResponse(_message.Message):
    """Carries the schedule that CreateBackupSchedule has set up."""
    __slots__ = ("backup_schedule",)
    BACKUP_SCHEDULE_FIELD_NUMBER: _ClassVar[int]
    backup_schedule: BackupSchedule
    """The new schedule with the id and the other values that the server gave it; always set."""
    def __init__(self, backup_schedule: _Optional[_Union[BackupSchedule, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup_schedule"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup_schedule"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateBackupScheduleRequest(_message.Message):
    """Carries the schedule that UpdateBackupSchedule stores, in full or in part."""
    __slots__ = ("backup_schedule", "update_mask")
    BACKUP_SCHEDULE_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    backup_schedule: BackupSchedule
    """The schedule with its new values. Its `id` says which schedule is meant and must not be empty."""
    update_mask: _field_mask_pb2.FieldMask
    """The fields of `backup_schedule` to change; all others keep their present values. When absent, the whole
    schedule is replaced.
    """
    def __init__(self, backup_schedule: _Optional[_Union[BackupSchedule, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup_schedule", "update_mask"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup_schedule", "update_mask"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateBackupScheduleResponse(_message.Message):
    """Carries the schedule as it is after the update."""
    __slots__ = ("backup_schedule",)
    BACKUP_SCHEDULE_FIELD_NUMBER: _ClassVar[int]
    backup_schedule: BackupSchedule
    """The updated schedule; always set."""
    def __init__(self, backup_schedule: _Optional[_Union[BackupSchedule, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup_schedule"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup_schedule"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteBackupScheduleRequest(_message.Message):
    """Names the schedule that DeleteBackupSchedule deletes."""
    __slots__ = ("account_id", "backup_schedule_id", "delete_backups")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    BACKUP_SCHEDULE_ID_FIELD_NUMBER: _ClassVar[int]
    DELETE_BACKUPS_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the schedule, as a UUID."""
    backup_schedule_id: str
    """The UUID of the schedule to delete, as found in `BackupSchedule.id` with ListBackupSchedules."""
    delete_backups: bool
    """Set it to true to delete the backups taken by the schedule as well. Absent means false, the backups then
    stay.
    """
    def __init__(self, account_id: _Optional[str] = ..., backup_schedule_id: _Optional[str] = ..., delete_backups: bool = ...) -> None: ...
    def HasField(self, field_name: _Literal["delete_backups"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "backup_schedule_id", "delete_backups"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteBackupScheduleResponse(_message.Message):
    """Empty; a successful answer means that the deletion of the schedule was accepted."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class Backup(_message.Message):
    """A Backup is a copy of the data of one cluster, taken at one point in time, together with a description of the
    cluster. It is taken on demand or by a BackupSchedule.
    """
    __slots__ = ("id", "created_at", "account_id", "cluster_id", "name", "status", "deleted_at", "backup_duration", "backup_schedule_id", "retention_period", "cluster_info", "display_name", "price")
    ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    DELETED_AT_FIELD_NUMBER: _ClassVar[int]
    BACKUP_DURATION_FIELD_NUMBER: _ClassVar[int]
    BACKUP_SCHEDULE_ID_FIELD_NUMBER: _ClassVar[int]
    RETENTION_PERIOD_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_INFO_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The UUID of the backup. The server sets it; it must be left unset on create."""
    created_at: _timestamp_pb2.Timestamp
    """The moment at which the backup was created. The server sets it; it must be left unset on create."""
    account_id: str
    """The account that owns the backup and its cluster, as a UUID."""
    cluster_id: str
    """The UUID of the cluster that is backed up."""
    name: str
    """The technical name of the backup, never empty once the backup exists. The server sets it; it must be left
    unset on create. The name for people is `display_name`.
    """
    status: BackupStatus
    """How far the backup has come. The server sets it; it must be left unset on create."""
    deleted_at: _timestamp_pb2.Timestamp
    """The moment at which the backup was deleted, absent while it exists. The server sets it; it must be left
    unset on create.
    """
    backup_duration: _duration_pb2.Duration
    """How long it took to take the backup. The server sets it, as soon as it is known; it must be left unset on
    create.
    """
    backup_schedule_id: str
    """The UUID of the schedule that took the backup, absent for a backup that was taken on demand. The server sets
    it; it must be left unset on create.
    """
    retention_period: _duration_pb2.Duration
    """How long the backup is kept, from 1 day (86400 seconds) to 365 days (31536000 seconds). Absent when no
    retention period was given.
    """
    cluster_info: ClusterInfo
    """The cluster as it was when the backup was taken. The server sets it; it must be left unset on create."""
    display_name: str
    """The name of the backup for people. On create and update it must have 4 to 64 characters, of letters, digits,
    hyphens and underscores.
    """
    price: BackupPrice
    """What it costs to keep the backup, absent when no price is known. The server sets it; it must be left unset
    on create.
    """
    def __init__(self, id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ..., name: _Optional[str] = ..., status: _Optional[_Union[BackupStatus, str]] = ..., deleted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., backup_duration: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., backup_schedule_id: _Optional[str] = ..., retention_period: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., cluster_info: _Optional[_Union[ClusterInfo, _Mapping]] = ..., display_name: _Optional[str] = ..., price: _Optional[_Union[BackupPrice, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at", "deleted_at", "backup_duration", "backup_schedule_id", "retention_period", "cluster_info", "price"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "created_at", "account_id", "cluster_id", "name", "status", "deleted_at", "backup_duration", "backup_schedule_id", "retention_period", "cluster_info", "display_name", "price"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class BackupPrice(_message.Message):
    """BackupPrice is the price of keeping one backup, by the hour and by the month, before and after the discount of
    the account. Amounts are integers in the smallest step of the currency. All values are set by the server.
    """
    __slots__ = ("currency", "original_price_per_hour", "discounted_price_per_hour", "original_price_per_month", "discounted_price_per_month", "discount_percentage")
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    ORIGINAL_PRICE_PER_HOUR_FIELD_NUMBER: _ClassVar[int]
    DISCOUNTED_PRICE_PER_HOUR_FIELD_NUMBER: _ClassVar[int]
    ORIGINAL_PRICE_PER_MONTH_FIELD_NUMBER: _ClassVar[int]
    DISCOUNTED_PRICE_PER_MONTH_FIELD_NUMBER: _ClassVar[int]
    DISCOUNT_PERCENTAGE_FIELD_NUMBER: _ClassVar[int]
    currency: str
    """The currency of all amounts in this message, as an ISO 4217 code of three capital letters."""
    original_price_per_hour: int
    """The price for one hour before any discount, in the smallest step of the currency as an integer."""
    discounted_price_per_hour: int
    """The price for one hour after the discount, in the smallest step of the currency as an integer."""
    original_price_per_month: int
    """The price for one month before any discount, in the smallest step of the currency as an integer."""
    discounted_price_per_month: int
    """The price for one month after the discount, in the smallest step of the currency as an integer."""
    discount_percentage: float
    """The discount in percent, from 0 (none) to 100."""
    def __init__(self, currency: _Optional[str] = ..., original_price_per_hour: _Optional[int] = ..., discounted_price_per_hour: _Optional[int] = ..., original_price_per_month: _Optional[int] = ..., discounted_price_per_month: _Optional[int] = ..., discount_percentage: _Optional[float] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["currency", "original_price_per_hour", "discounted_price_per_hour", "original_price_per_month", "discounted_price_per_month", "discount_percentage"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterInfo(_message.Message):
    """ClusterInfo describes a cluster as it was when a backup of it was taken, so that an equal cluster can be built
    from the backup even when the original has changed or is gone. All values are set by the server.
    """
    __slots__ = ("name", "cloud_provider_id", "cloud_provider_region_id", "configuration", "resources_summary", "restore_package_id", "created_at")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_REGION_ID_FIELD_NUMBER: _ClassVar[int]
    CONFIGURATION_FIELD_NUMBER: _ClassVar[int]
    RESOURCES_SUMMARY_FIELD_NUMBER: _ClassVar[int]
    RESTORE_PACKAGE_ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    name: str
    """The name that the cluster had, of 4 to 64 letters, digits, hyphens and underscores."""
    cloud_provider_id: str
    """The id of the cloud provider on which the cluster ran, such as `hybrid` for a hybrid cloud environment."""
    cloud_provider_region_id: str
    """The id of the region in which the cluster ran. Where the provider is `hybrid`, it is the UUID of the hybrid
    cloud environment.
    """
    configuration: _cluster_pb2.ClusterConfiguration
    """The configuration that the cluster had; always set."""
    resources_summary: ClusterResourcesSummary
    """The resources that the cluster had, summed up."""
    restore_package_id: str
    """The UUID of the package to use for a cluster that is restored from the backup, see BookingService. Absent
    when there is none.
    """
    created_at: _timestamp_pb2.Timestamp
    """The moment at which the cluster was created."""
    def __init__(self, name: _Optional[str] = ..., cloud_provider_id: _Optional[str] = ..., cloud_provider_region_id: _Optional[str] = ..., configuration: _Optional[_Union[_cluster_pb2.ClusterConfiguration, _Mapping]] = ..., resources_summary: _Optional[_Union[ClusterResourcesSummary, _Mapping]] = ..., restore_package_id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["configuration", "resources_summary", "restore_package_id", "created_at"]) -> bool: ...
    def ClearField(self, field_name: _Literal["name", "cloud_provider_id", "cloud_provider_region_id", "configuration", "resources_summary", "restore_package_id", "created_at"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ClusterResourcesSummary(_message.Message):
    """ClusterResourcesSummary lists the amounts of processor, memory and disk of a cluster. All values are set by
    the server.
    """
    __slots__ = ("cpu", "ram", "disk", "gpu")
    CPU_FIELD_NUMBER: _ClassVar[int]
    RAM_FIELD_NUMBER: _ClassVar[int]
    DISK_FIELD_NUMBER: _ClassVar[int]
    GPU_FIELD_NUMBER: _ClassVar[int]
    cpu: ResourceQuantity
    """The processor capacity of the cluster when the backup was taken, summed up over its nodes."""
    ram: ResourceQuantity
    """The main memory of the cluster when the backup was taken, summed up over its nodes."""
    disk: ResourceQuantity
    """The disk space of the cluster when the backup was taken, summed up over its nodes."""
    gpu: ResourceQuantity
    """The graphics processor capacity of the cluster, absent when it has none."""
    def __init__(self, cpu: _Optional[_Union[ResourceQuantity, _Mapping]] = ..., ram: _Optional[_Union[ResourceQuantity, _Mapping]] = ..., disk: _Optional[_Union[ResourceQuantity, _Mapping]] = ..., gpu: _Optional[_Union[ResourceQuantity, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["cpu", "ram", "disk", "gpu"]) -> bool: ...
    def ClearField(self, field_name: _Literal["cpu", "ram", "disk", "gpu"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ResourceQuantity(_message.Message):
    """A ResourceQuantity is an amount of one resource together with its unit."""
    __slots__ = ("amount", "unit")
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    amount: int
    """How much of the resource there is, counted in `unit`."""
    unit: str
    """The unit in which `amount` is counted; never empty."""
    def __init__(self, amount: _Optional[int] = ..., unit: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["amount", "unit"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class BackupSchedule(_message.Message):
    """A BackupSchedule takes backups of one cluster again and again, at the times that its cron expression gives."""
    __slots__ = ("id", "created_at", "account_id", "cluster_id", "schedule", "retention_period", "deleted_at", "status", "display_name")
    ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    SCHEDULE_FIELD_NUMBER: _ClassVar[int]
    RETENTION_PERIOD_FIELD_NUMBER: _ClassVar[int]
    DELETED_AT_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    DISPLAY_NAME_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The UUID of the schedule. The server sets it; it must be left unset on create."""
    created_at: _timestamp_pb2.Timestamp
    """The moment at which the schedule was created. The server sets it; it must be left unset on create."""
    account_id: str
    """The account that owns the schedule and its cluster, as a UUID."""
    cluster_id: str
    """The UUID of the cluster that the schedule backs up."""
    schedule: str
    """When backups are taken, as a cron expression such as `0 3 * * *`, a shorthand such as `@daily`, or an
    interval such as `@every 12h`.
    """
    retention_period: _duration_pb2.Duration
    """How long each backup of the schedule is kept, from 1 day (86400 seconds) to 365 days (31536000 seconds).
    Absent when no retention period was given.
    """
    deleted_at: _timestamp_pb2.Timestamp
    """The moment at which the schedule was deleted, absent while it exists. The server sets it; it must be left
    unset on create.
    """
    status: BackupScheduleStatus
    """Whether the schedule is in effect. The server sets it; it must be left unset on create."""
    display_name: str
    """The name of the schedule for people, of 4 to 64 letters, digits, hyphens and underscores. It must be given
    on create.
    """
    def __init__(self, id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ..., schedule: _Optional[str] = ..., retention_period: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., deleted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., status: _Optional[_Union[BackupScheduleStatus, str]] = ..., display_name: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at", "retention_period", "deleted_at", "display_name"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "created_at", "account_id", "cluster_id", "schedule", "retention_period", "deleted_at", "status", "display_name"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class BackupRestore(_message.Message):
    """A BackupRestore is one run in which a backup is written back into a cluster. RestoreBackup starts it, and the
    server sets all of its fields.
    """
    __slots__ = ("id", "created_at", "account_id", "cluster_id", "backup_id", "status", "deleted_at")
    ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    BACKUP_ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    DELETED_AT_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The UUID of this run, by which it can be found again among the results of ListBackupRestores."""
    created_at: _timestamp_pb2.Timestamp
    """The moment at which the restore was created."""
    account_id: str
    """The account that owns the cluster and the backup, as a UUID."""
    cluster_id: str
    """The UUID of the cluster that the restore belongs to."""
    backup_id: str
    """The UUID of the backup whose data is restored."""
    status: BackupRestoreStatus
    """How far the restore has come."""
    deleted_at: _timestamp_pb2.Timestamp
    """The moment at which the record of the restore was deleted, absent while it exists."""
    def __init__(self, id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ..., backup_id: _Optional[str] = ..., status: _Optional[_Union[BackupRestoreStatus, str]] = ..., deleted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at", "deleted_at"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "created_at", "account_id", "cluster_id", "backup_id", "status", "deleted_at"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
