"""Backups of serverless spaces, the schedules by which they are taken, and the restores that bring them back."""
import datetime

from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from qdrant.cloud.common.v1 import common_pb2 as _common_pb2
from qdrant.cloud.serverless.space.v1 import space_pb2 as _space_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class BackupStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The stages in the life of a backup."""
    __slots__ = ()
    BACKUP_STATUS_UNSPECIFIED: _ClassVar[BackupStatus]
    """The status is not known yet, or it is one that this version of the client does not know."""
    BACKUP_STATUS_RUNNING: _ClassVar[BackupStatus]
    """The backup is being taken."""
    BACKUP_STATUS_SKIPPED: _ClassVar[BackupStatus]
    """The backup was due but was not taken."""
    BACKUP_STATUS_FAILED: _ClassVar[BackupStatus]
    """The backup could not be completed and cannot be restored."""
    BACKUP_STATUS_SUCCEEDED: _ClassVar[BackupStatus]
    """The backup is complete and can be restored."""
    BACKUP_STATUS_FAILED_TO_SYNC: _ClassVar[BackupStatus]
    """The platform could not bring its record of the backup in line with the system that takes it."""
    BACKUP_STATUS_NOT_FOUND: _ClassVar[BackupStatus]
    """The system that takes backups does not find this one."""

class BackupScheduleStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The states in which a backup schedule can be."""
    __slots__ = ()
    BACKUP_SCHEDULE_STATUS_UNSPECIFIED: _ClassVar[BackupScheduleStatus]
    """The status is not known yet, or it is one that this version of the client does not know."""
    BACKUP_SCHEDULE_STATUS_ACTIVE: _ClassVar[BackupScheduleStatus]
    """The schedule is in effect and takes backups when they are due."""
    BACKUP_SCHEDULE_STATUS_FAILED_TO_SYNC: _ClassVar[BackupScheduleStatus]
    """The platform could not bring its record of the schedule in line with the system that takes the backups."""
    BACKUP_SCHEDULE_STATUS_NOT_FOUND: _ClassVar[BackupScheduleStatus]
    """The system that takes the backups does not find this schedule."""
    BACKUP_SCHEDULE_STATUS_DISABLED: _ClassVar[BackupScheduleStatus]
    """The schedule exists but is switched off and takes no backups."""

class BackupRestoreStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The stages in the life of a restore."""
    __slots__ = ()
    BACKUP_RESTORE_STATUS_UNSPECIFIED: _ClassVar[BackupRestoreStatus]
    """The status is not known yet, or it is one that this version of the client does not know."""
    BACKUP_RESTORE_STATUS_RUNNING: _ClassVar[BackupRestoreStatus]
    """The contents of the backup are being brought back."""
    BACKUP_RESTORE_STATUS_FAILED: _ClassVar[BackupRestoreStatus]
    """The restore could not be completed."""
    BACKUP_RESTORE_STATUS_SUCCEEDED: _ClassVar[BackupRestoreStatus]
    """The contents of the backup are back in the space."""
    BACKUP_RESTORE_STATUS_FAILED_TO_SYNC: _ClassVar[BackupRestoreStatus]
    """The platform could not bring its record of the restore in line with the system that carries it out."""
    BACKUP_RESTORE_STATUS_NOT_FOUND: _ClassVar[BackupRestoreStatus]
    """The system that carries out restores does not find this one."""
    BACKUP_RESTORE_STATUS_SKIPPED: _ClassVar[BackupRestoreStatus]
    """The restore was requested but was not carried out."""
BACKUP_STATUS_UNSPECIFIED: BackupStatus
"""The status is not known yet, or it is one that this version of the client does not know."""
BACKUP_STATUS_RUNNING: BackupStatus
"""The backup is being taken."""
BACKUP_STATUS_SKIPPED: BackupStatus
"""The backup was due but was not taken."""
BACKUP_STATUS_FAILED: BackupStatus
"""The backup could not be completed and cannot be restored."""
BACKUP_STATUS_SUCCEEDED: BackupStatus
"""The backup is complete and can be restored."""
BACKUP_STATUS_FAILED_TO_SYNC: BackupStatus
"""The platform could not bring its record of the backup in line with the system that takes it."""
BACKUP_STATUS_NOT_FOUND: BackupStatus
"""The system that takes backups does not find this one."""
BACKUP_SCHEDULE_STATUS_UNSPECIFIED: BackupScheduleStatus
"""The status is not known yet, or it is one that this version of the client does not know."""
BACKUP_SCHEDULE_STATUS_ACTIVE: BackupScheduleStatus
"""The schedule is in effect and takes backups when they are due."""
BACKUP_SCHEDULE_STATUS_FAILED_TO_SYNC: BackupScheduleStatus
"""The platform could not bring its record of the schedule in line with the system that takes the backups."""
BACKUP_SCHEDULE_STATUS_NOT_FOUND: BackupScheduleStatus
"""The system that takes the backups does not find this schedule."""
BACKUP_SCHEDULE_STATUS_DISABLED: BackupScheduleStatus
"""The schedule exists but is switched off and takes no backups."""
BACKUP_RESTORE_STATUS_UNSPECIFIED: BackupRestoreStatus
"""The status is not known yet, or it is one that this version of the client does not know."""
BACKUP_RESTORE_STATUS_RUNNING: BackupRestoreStatus
"""The contents of the backup are being brought back."""
BACKUP_RESTORE_STATUS_FAILED: BackupRestoreStatus
"""The restore could not be completed."""
BACKUP_RESTORE_STATUS_SUCCEEDED: BackupRestoreStatus
"""The contents of the backup are back in the space."""
BACKUP_RESTORE_STATUS_FAILED_TO_SYNC: BackupRestoreStatus
"""The platform could not bring its record of the restore in line with the system that carries it out."""
BACKUP_RESTORE_STATUS_NOT_FOUND: BackupRestoreStatus
"""The system that carries out restores does not find this one."""
BACKUP_RESTORE_STATUS_SKIPPED: BackupRestoreStatus
"""The restore was requested but was not carried out."""

class ListBackupsRequest(_message.Message):
    """Chooses the account, the filters and the page for a list of backups. Filters that are given together must all
    match.
    """
    __slots__ = ("account_id", "space_id", "backup_schedule_id", "collection_name", "page_size", "page_token")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    SPACE_ID_FIELD_NUMBER: _ClassVar[int]
    BACKUP_SCHEDULE_ID_FIELD_NUMBER: _ClassVar[int]
    COLLECTION_NAME_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose backups are listed, as a UUID."""
    space_id: str
    """Keeps only the backups of the space with this UUID. When absent, backups of all spaces are listed."""
    backup_schedule_id: str
    """Keeps only the backups that the schedule with this UUID has taken. When absent, backups are listed whatever
    started them.
    """
    collection_name: str
    """Keeps only the backups of this collection, 1 to 255 characters of letters, digits, hyphens, underscores and
    dots. When absent, backups are listed whatever they cover.
    """
    page_size: int
    """The most backups in one page, from 1 to 250. When absent, the server chooses."""
    page_token: str
    """The `next_page_token` of the page before, for reading on. Absent for the first page."""
    def __init__(self, account_id: _Optional[str] = ..., space_id: _Optional[str] = ..., backup_schedule_id: _Optional[str] = ..., collection_name: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["space_id", "backup_schedule_id", "collection_name", "page_size", "page_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "space_id", "backup_schedule_id", "collection_name", "page_size", "page_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListBackupsResponse(_message.Message):
    """Carries one page of the backups that match the request."""
    __slots__ = ("items", "total_size", "next_page_token")
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_SIZE_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[Backup]
    """The backups in this page. Empty when nothing matches."""
    total_size: int
    """The number of matching backups over all pages. Absent when the server does not report it."""
    next_page_token: str
    """The opaque token with which the next page of backups is read. Absent on the last page."""
    def __init__(self, items: _Optional[_Iterable[_Union[Backup, _Mapping]]] = ..., total_size: _Optional[int] = ..., next_page_token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["total_size", "next_page_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["items", "total_size", "next_page_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetBackupRequest(_message.Message):
    """Chooses the backup to read."""
    __slots__ = ("account_id", "backup_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    BACKUP_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the backup, as a UUID."""
    backup_id: str
    """The UUID of the backup to read."""
    def __init__(self, account_id: _Optional[str] = ..., backup_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "backup_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetBackupResponse(_message.Message):
    """Carries the backup that was asked for."""
    __slots__ = ("backup",)
    BACKUP_FIELD_NUMBER: _ClassVar[int]
    backup: Backup
    """The backup with its current status. It is always set."""
    def __init__(self, backup: _Optional[_Union[Backup, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateBackupRequest(_message.Message):
    """Carries the backup to start."""
    __slots__ = ("backup",)
    BACKUP_FIELD_NUMBER: _ClassVar[int]
    backup: Backup
    """The backup to start, with the space in its `account_id` and `space_id`. The fields that the server sets
    (`id`, `created_at`, `name`, `status`, `deleted_at`, `backup_duration`, `backup_schedule_id` and
    `space_info`) must be left unset.
    """
    def __init__(self, backup: _Optional[_Union[Backup, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateBackupResponse(_message.Message):
    """Carries the backup that was started."""
    __slots__ = ("backup",)
    BACKUP_FIELD_NUMBER: _ClassVar[int]
    backup: Backup
    """The new backup, with the fields that the server has set."""
    def __init__(self, backup: _Optional[_Union[Backup, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteBackupRequest(_message.Message):
    """Chooses the backup to delete, which can no longer be restored afterwards."""
    __slots__ = ("account_id", "backup_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    BACKUP_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the backup, as a UUID."""
    backup_id: str
    """The UUID of the backup to delete, as found in `Backup.id` with ListBackups."""
    def __init__(self, account_id: _Optional[str] = ..., backup_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "backup_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteBackupResponse(_message.Message):
    """Empty; success means that the deletion of the backup was accepted."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListBackupRestoresRequest(_message.Message):
    """Chooses the account, the filter and the page for a list of restores."""
    __slots__ = ("account_id", "space_id", "page_size", "page_token")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    SPACE_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose restores are listed, as a UUID."""
    space_id: str
    """Keeps only the restores of the space with this UUID. When absent, restores of all spaces are listed."""
    page_size: int
    """The most restores in one page, from 1 to 250. When absent, the server chooses."""
    page_token: str
    """The `next_page_token` of the page before, for reading on. Absent for the first page."""
    def __init__(self, account_id: _Optional[str] = ..., space_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["space_id", "page_size", "page_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "space_id", "page_size", "page_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListBackupRestoresResponse(_message.Message):
    """Carries one page of the restores that match the request."""
    __slots__ = ("items", "total_size", "next_page_token")
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_SIZE_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[BackupRestore]
    """The restores in this page. Empty when nothing matches."""
    total_size: int
    """The number of matching restores over all pages. Absent when the server does not report it."""
    next_page_token: str
    """The opaque token with which the next page of restores is read. Absent on the last page."""
    def __init__(self, items: _Optional[_Iterable[_Union[BackupRestore, _Mapping]]] = ..., total_size: _Optional[int] = ..., next_page_token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["total_size", "next_page_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["items", "total_size", "next_page_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class RestoreBackupRequest(_message.Message):
    """Chooses the backup whose contents are brought back into the space from which it was taken."""
    __slots__ = ("account_id", "backup_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    BACKUP_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the backup, as a UUID."""
    backup_id: str
    """The UUID of the backup to restore, which has to have been completed (BACKUP_STATUS_SUCCEEDED)."""
    def __init__(self, account_id: _Optional[str] = ..., backup_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "backup_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class RestoreBackupResponse(_message.Message):
    """Empty; success means that the restore was accepted, not that it is finished."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListBackupSchedulesRequest(_message.Message):
    """Chooses the account, the filter and the page for a list of backup schedules."""
    __slots__ = ("account_id", "space_id", "page_size", "page_token")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    SPACE_ID_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose backup schedules are listed, as a UUID."""
    space_id: str
    """Keeps only the schedules of the space with this UUID. When absent, schedules of all spaces are listed."""
    page_size: int
    """The most schedules in one page, from 1 to 250. When absent, the server chooses."""
    page_token: str
    """The `next_page_token` of the page before, for reading on. Absent for the first page."""
    def __init__(self, account_id: _Optional[str] = ..., space_id: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["space_id", "page_size", "page_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "space_id", "page_size", "page_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListBackupSchedulesResponse(_message.Message):
    """Carries one page of the backup schedules that match the request."""
    __slots__ = ("items", "total_size", "next_page_token")
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_SIZE_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[BackupSchedule]
    """The backup schedules in this page. Empty when nothing matches."""
    total_size: int
    """The number of matching schedules over all pages. Absent when the server does not report it."""
    next_page_token: str
    """The opaque token with which the next page of schedules is read. Absent on the last page."""
    def __init__(self, items: _Optional[_Iterable[_Union[BackupSchedule, _Mapping]]] = ..., total_size: _Optional[int] = ..., next_page_token: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["total_size", "next_page_token"]) -> bool: ...
    def ClearField(self, field_name: _Literal["items", "total_size", "next_page_token"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetBackupScheduleRequest(_message.Message):
    """Chooses the backup schedule to read."""
    __slots__ = ("account_id", "space_id", "backup_schedule_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    SPACE_ID_FIELD_NUMBER: _ClassVar[int]
    BACKUP_SCHEDULE_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the schedule, as a UUID."""
    space_id: str
    """The UUID of the space that the schedule backs up. Over REST it is a query parameter."""
    backup_schedule_id: str
    """The UUID of the schedule to read."""
    def __init__(self, account_id: _Optional[str] = ..., space_id: _Optional[str] = ..., backup_schedule_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "space_id", "backup_schedule_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetBackupScheduleResponse(_message.Message):
    """Carries the backup schedule that was asked for."""
    __slots__ = ("backup_schedule",)
    BACKUP_SCHEDULE_FIELD_NUMBER: _ClassVar[int]
    backup_schedule: BackupSchedule
    """The schedule as stored, with its current status. It is always set."""
    def __init__(self, backup_schedule: _Optional[_Union[BackupSchedule, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup_schedule"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup_schedule"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateBackupScheduleRequest(_message.Message):
    """Describes the backup schedule to create: what it backs up, when, and how long the backups are kept."""
    __slots__ = ("backup_schedule",)
    BACKUP_SCHEDULE_FIELD_NUMBER: _ClassVar[int]
    backup_schedule: BackupSchedule
    """The schedule to create, with the space in its `account_id` and `space_id`. The fields that the server sets
    (`id`, `created_at`, `deleted_at`, `status` and `last_fired_at`) must be left unset.
    """
    def __init__(self, backup_schedule: _Optional[_Union[BackupSchedule, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup_schedule"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup_schedule"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateBackupScheduleResponse(_message.Message):
    """Carries the backup schedule that was created."""
    __slots__ = ("backup_schedule",)
    BACKUP_SCHEDULE_FIELD_NUMBER: _ClassVar[int]
    backup_schedule: BackupSchedule
    """The new schedule, with the fields that the server has set."""
    def __init__(self, backup_schedule: _Optional[_Union[BackupSchedule, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup_schedule"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup_schedule"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateBackupScheduleRequest(_message.Message):
    """Carries the new values of a backup schedule and, if wanted, the list of fields to change."""
    __slots__ = ("backup_schedule", "update_mask")
    BACKUP_SCHEDULE_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    backup_schedule: BackupSchedule
    """The schedule with its new values. Its `id`, `account_id` and `space_id` say which one is changed, so `id`
    must not be empty.
    """
    update_mask: _field_mask_pb2.FieldMask
    """The fields of the schedule that are changed; the others keep their stored values. When absent, the schedule
    is taken as sent.
    """
    def __init__(self, backup_schedule: _Optional[_Union[BackupSchedule, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup_schedule", "update_mask"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup_schedule", "update_mask"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdateBackupScheduleResponse(_message.Message):
    """Carries the backup schedule after the change."""
    __slots__ = ("backup_schedule",)
    BACKUP_SCHEDULE_FIELD_NUMBER: _ClassVar[int]
    backup_schedule: BackupSchedule
    """The schedule as it is stored now."""
    def __init__(self, backup_schedule: _Optional[_Union[BackupSchedule, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["backup_schedule"]) -> bool: ...
    def ClearField(self, field_name: _Literal["backup_schedule"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteBackupScheduleRequest(_message.Message):
    """Chooses the backup schedule to delete and says what becomes of its backups."""
    __slots__ = ("account_id", "backup_schedule_id", "delete_backups")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    BACKUP_SCHEDULE_ID_FIELD_NUMBER: _ClassVar[int]
    DELETE_BACKUPS_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the schedule, as a UUID."""
    backup_schedule_id: str
    """The UUID of the schedule to delete, as found in `BackupSchedule.id` with ListBackupSchedules."""
    delete_backups: bool
    """Whether the backups that the schedule has taken are deleted along with it. When absent or false, deleting
    them is not requested.
    """
    def __init__(self, account_id: _Optional[str] = ..., backup_schedule_id: _Optional[str] = ..., delete_backups: bool = ...) -> None: ...
    def HasField(self, field_name: _Literal["delete_backups"]) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "backup_schedule_id", "delete_backups"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeleteBackupScheduleResponse(_message.Message):
    """Empty; success means that the deletion of the schedule was accepted."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class Backup(_message.Message):
    """A copy of the contents of a space, or of one collection in it, at a point in time."""
    __slots__ = ("id", "created_at", "account_id", "space_id", "name", "status", "deleted_at", "backup_duration", "backup_schedule_id", "retention_period", "space_info", "created_by", "last_updated_by", "deleted_by", "collection_name")
    ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    SPACE_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    DELETED_AT_FIELD_NUMBER: _ClassVar[int]
    BACKUP_DURATION_FIELD_NUMBER: _ClassVar[int]
    BACKUP_SCHEDULE_ID_FIELD_NUMBER: _ClassVar[int]
    RETENTION_PERIOD_FIELD_NUMBER: _ClassVar[int]
    SPACE_INFO_FIELD_NUMBER: _ClassVar[int]
    CREATED_BY_FIELD_NUMBER: _ClassVar[int]
    LAST_UPDATED_BY_FIELD_NUMBER: _ClassVar[int]
    DELETED_BY_FIELD_NUMBER: _ClassVar[int]
    COLLECTION_NAME_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The UUID of the backup. It is set by the server and must be left unset on create."""
    created_at: _timestamp_pb2.Timestamp
    """The moment at which the backup was created. It is set by the server and must be left unset on create."""
    account_id: str
    """The UUID of the account that owns the backup."""
    space_id: str
    """The UUID of the space that is backed up."""
    name: str
    """The name of the backup. It is chosen by the server and must be left unset on create."""
    status: BackupStatus
    """How far the backup has come. It is set by the server and must be left unset on create."""
    deleted_at: _timestamp_pb2.Timestamp
    """The moment at which the deletion of the backup began. It is set by the server, must be left unset on create,
    and is absent for a backup that is not being deleted.
    """
    backup_duration: _duration_pb2.Duration
    """How long the backup took. It is set by the server, must be left unset on create, and is absent as long as it
    is not known.
    """
    backup_schedule_id: str
    """The UUID of the schedule that took the backup. It is set by the server, must be left unset on create, and is
    absent for a backup that was started by hand.
    """
    retention_period: _duration_pb2.Duration
    """How long the backup is kept before it is deleted automatically, from one day to 365 days. When absent, no
    such limit was asked for.
    """
    space_info: SpaceInfo
    """What the space looked like when the backup was taken, so that it can be understood after the space is gone.
    It is set by the server and must be left unset on create.
    """
    created_by: _common_pb2.Caller
    """The caller who started the backup. It is set by the server and ignored when clients send it."""
    last_updated_by: _common_pb2.Caller
    """The caller who last changed the backup. It is set by the server and ignored when clients send it."""
    deleted_by: _common_pb2.Caller
    """The caller who deleted the backup. It is set by the server, ignored when clients send it, and absent for a
    backup that is not being deleted.
    """
    collection_name: str
    """The collection that the backup covers, 1 to 255 characters of letters, digits, hyphens, underscores and
    dots. When absent, the backup covers the whole space.
    """
    def __init__(self, id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., account_id: _Optional[str] = ..., space_id: _Optional[str] = ..., name: _Optional[str] = ..., status: _Optional[_Union[BackupStatus, str]] = ..., deleted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., backup_duration: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., backup_schedule_id: _Optional[str] = ..., retention_period: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., space_info: _Optional[_Union[SpaceInfo, _Mapping]] = ..., created_by: _Optional[_Union[_common_pb2.Caller, _Mapping]] = ..., last_updated_by: _Optional[_Union[_common_pb2.Caller, _Mapping]] = ..., deleted_by: _Optional[_Union[_common_pb2.Caller, _Mapping]] = ..., collection_name: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at", "deleted_at", "backup_duration", "backup_schedule_id", "retention_period", "space_info", "created_by", "last_updated_by", "deleted_by", "collection_name"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "created_at", "account_id", "space_id", "name", "status", "deleted_at", "backup_duration", "backup_schedule_id", "retention_period", "space_info", "created_by", "last_updated_by", "deleted_by", "collection_name"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class SpaceInfo(_message.Message):
    """The description of a space at the time when a backup of it was taken."""
    __slots__ = ("name", "cloud_provider_id", "cloud_provider_region_id", "configuration")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    CLOUD_PROVIDER_REGION_ID_FIELD_NUMBER: _ClassVar[int]
    CONFIGURATION_FIELD_NUMBER: _ClassVar[int]
    name: str
    """The name that the space had, 4 to 64 characters of letters, digits, hyphens and underscores."""
    cloud_provider_id: str
    """The cloud provider in which the space lay; at least 3 characters."""
    cloud_provider_region_id: str
    """The region of the provider in which the space lay. It is never empty."""
    configuration: _space_pb2.SpaceConfiguration
    """The settings that the space had. They are always set."""
    def __init__(self, name: _Optional[str] = ..., cloud_provider_id: _Optional[str] = ..., cloud_provider_region_id: _Optional[str] = ..., configuration: _Optional[_Union[_space_pb2.SpaceConfiguration, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["configuration"]) -> bool: ...
    def ClearField(self, field_name: _Literal["name", "cloud_provider_id", "cloud_provider_region_id", "configuration"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class BackupSchedule(_message.Message):
    """A plan by which backups of a space, or of one collection in it, are taken automatically."""
    __slots__ = ("id", "created_at", "account_id", "space_id", "name", "schedule", "retention_period", "paused_at", "deleted_at", "status", "created_by", "last_updated_by", "deleted_by", "last_fired_at", "collection_name")
    ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    SPACE_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    SCHEDULE_FIELD_NUMBER: _ClassVar[int]
    RETENTION_PERIOD_FIELD_NUMBER: _ClassVar[int]
    PAUSED_AT_FIELD_NUMBER: _ClassVar[int]
    DELETED_AT_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    CREATED_BY_FIELD_NUMBER: _ClassVar[int]
    LAST_UPDATED_BY_FIELD_NUMBER: _ClassVar[int]
    DELETED_BY_FIELD_NUMBER: _ClassVar[int]
    LAST_FIRED_AT_FIELD_NUMBER: _ClassVar[int]
    COLLECTION_NAME_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The UUID of the schedule. It is set by the server and must be left unset on create."""
    created_at: _timestamp_pb2.Timestamp
    """The moment at which the schedule was created. It is set by the server and must be left unset on create."""
    account_id: str
    """The UUID of the account that owns the schedule."""
    space_id: str
    """The UUID of the space that the schedule backs up."""
    name: str
    """The name of the schedule, 4 to 128 characters long, made of letters, digits, underscores, hyphens and white
    space.
    """
    schedule: str
    """When backups are taken, in the notation of cron. It is an expression such as `0 3 * * *`, a shorthand such
    as `@daily`, or an interval such as `@every 12h`.
    """
    retention_period: _duration_pb2.Duration
    """How long the backups that the schedule takes are kept before they are deleted automatically, from one day to
    365 days. When absent, no such limit was asked for.
    """
    paused_at: _timestamp_pb2.Timestamp
    """The moment from which the schedule is paused and takes no backups. Absent for a schedule that is not paused."""
    deleted_at: _timestamp_pb2.Timestamp
    """The moment at which the deletion of the schedule began. It is set by the server, must be left unset on
    create, and is absent for a schedule that is not being deleted.
    """
    status: BackupScheduleStatus
    """Whether the schedule is in effect. It is set by the server and must be left unset on create."""
    created_by: _common_pb2.Caller
    """The caller who created the schedule. It is set by the server and ignored when clients send it."""
    last_updated_by: _common_pb2.Caller
    """The caller who last changed the schedule. It is set by the server and ignored when clients send it."""
    deleted_by: _common_pb2.Caller
    """The caller who deleted the schedule. It is set by the server, ignored when clients send it, and absent for a
    schedule that is not being deleted.
    """
    last_fired_at: _timestamp_pb2.Timestamp
    """The moment at which the schedule last started a backup. It is set by the server, must be left unset on
    create, and is absent until the first time.
    """
    collection_name: str
    """The collection that the schedule backs up, 1 to 255 characters of letters, digits, hyphens, underscores and
    dots. When absent, the whole space is backed up.
    """
    def __init__(self, id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., account_id: _Optional[str] = ..., space_id: _Optional[str] = ..., name: _Optional[str] = ..., schedule: _Optional[str] = ..., retention_period: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., paused_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., deleted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., status: _Optional[_Union[BackupScheduleStatus, str]] = ..., created_by: _Optional[_Union[_common_pb2.Caller, _Mapping]] = ..., last_updated_by: _Optional[_Union[_common_pb2.Caller, _Mapping]] = ..., deleted_by: _Optional[_Union[_common_pb2.Caller, _Mapping]] = ..., last_fired_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., collection_name: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at", "retention_period", "paused_at", "deleted_at", "created_by", "last_updated_by", "deleted_by", "last_fired_at", "collection_name"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "created_at", "account_id", "space_id", "name", "schedule", "retention_period", "paused_at", "deleted_at", "status", "created_by", "last_updated_by", "deleted_by", "last_fired_at", "collection_name"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class BackupRestore(_message.Message):
    """The process of bringing the contents of a backup back into a space. All of it is set by the server."""
    __slots__ = ("id", "created_at", "account_id", "space_id", "backup_id", "status", "deleted_at", "created_by")
    ID_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    SPACE_ID_FIELD_NUMBER: _ClassVar[int]
    BACKUP_ID_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    DELETED_AT_FIELD_NUMBER: _ClassVar[int]
    CREATED_BY_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The UUID of this restore, by which it can be found again among the results of ListBackupRestores."""
    created_at: _timestamp_pb2.Timestamp
    """The moment at which the restore was requested."""
    account_id: str
    """The UUID of the account that owns the space and the backup."""
    space_id: str
    """The UUID of the space into which the contents are brought back."""
    backup_id: str
    """The UUID of the backup that is restored."""
    status: BackupRestoreStatus
    """How far the restore has come."""
    deleted_at: _timestamp_pb2.Timestamp
    """The moment at which the record of the restore was deleted. Absent for a restore that is not deleted."""
    created_by: _common_pb2.Caller
    """The caller who requested the restore. It is set by the server and ignored when clients send it."""
    def __init__(self, id: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., account_id: _Optional[str] = ..., space_id: _Optional[str] = ..., backup_id: _Optional[str] = ..., status: _Optional[_Union[BackupRestoreStatus, str]] = ..., deleted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., created_by: _Optional[_Union[_common_pb2.Caller, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["created_at", "deleted_at", "created_by"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "created_at", "account_id", "space_id", "backup_id", "status", "deleted_at", "created_by"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
