"""The billing side of an account, for reading only. This file holds invoices, discounts, prepaid credit
contracts and the links between accounts that are billed together.
"""
import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class InvoiceStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The stages in the life of an invoice."""
    __slots__ = ()
    INVOICE_STATUS_UNSPECIFIED: _ClassVar[InvoiceStatus]
    """No status is set. A valid invoice never carries this value; a client that meets it may be reading a status
    newer than itself.
    """
    INVOICE_STATUS_DRAFT: _ClassVar[InvoiceStatus]
    """The invoice is still being prepared, and its contents can change."""
    INVOICE_STATUS_OPEN: _ClassVar[InvoiceStatus]
    """The invoice is final and waits for payment."""
    INVOICE_STATUS_VOID: _ClassVar[InvoiceStatus]
    """The invoice was cancelled and does not have to be paid."""
    INVOICE_STATUS_PAID: _ClassVar[InvoiceStatus]
    """The invoice has been settled."""
    INVOICE_STATUS_UNCOLLECTIBLE: _ClassVar[InvoiceStatus]
    """Payment of the invoice is no longer expected."""
INVOICE_STATUS_UNSPECIFIED: InvoiceStatus
"""No status is set. A valid invoice never carries this value; a client that meets it may be reading a status
newer than itself.
"""
INVOICE_STATUS_DRAFT: InvoiceStatus
"""The invoice is still being prepared, and its contents can change."""
INVOICE_STATUS_OPEN: InvoiceStatus
"""The invoice is final and waits for payment."""
INVOICE_STATUS_VOID: InvoiceStatus
"""The invoice was cancelled and does not have to be paid."""
INVOICE_STATUS_PAID: InvoiceStatus
"""The invoice has been settled."""
INVOICE_STATUS_UNCOLLECTIBLE: InvoiceStatus
"""Payment of the invoice is no longer expected."""

class ListInvoicesRequest(_message.Message):
    """Chooses the account for which ListInvoices reads the invoices."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose invoices are listed, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListInvoicesResponse(_message.Message):
    """Carries the invoices found for the account."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[Invoice]
    """The invoices of the account. Empty when nothing has been invoiced yet."""
    def __init__(self, items: _Optional[_Iterable[_Union[Invoice, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListDiscountsRequest(_message.Message):
    """Chooses the account for which ListDiscounts reads the discounts."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose discounts are listed, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListDiscountsResponse(_message.Message):
    """Carries the discounts found for the account."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[Discount]
    """The discounts of the account. Empty when none has been granted."""
    def __init__(self, items: _Optional[_Iterable[_Union[Discount, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListCreditContractsRequest(_message.Message):
    """Chooses the account for which ListCreditContracts reads the contracts."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose credit contracts are listed, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListCreditContractsResponse(_message.Message):
    """Carries the credit contracts of the account and the history of their use."""
    __slots__ = ("items", "consumption_history")
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    CONSUMPTION_HISTORY_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[CreditContract]
    """The credit contracts of the account. Empty when it has never bought credit in advance."""
    consumption_history: _containers.RepeatedCompositeFieldContainer[MonthlyCreditConsumption]
    """How much credit was consumed in each month. Months without an entry have no recorded consumption."""
    def __init__(self, items: _Optional[_Iterable[_Union[CreditContract, _Mapping]]] = ..., consumption_history: _Optional[_Iterable[_Union[MonthlyCreditConsumption, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items", "consumption_history"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetBillingAccountParentRequest(_message.Message):
    """Chooses the account whose place in the billing hierarchy is asked for."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose parent is looked up, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetBillingAccountParentResponse(_message.Message):
    """Names the parent that was found for the account."""
    __slots__ = ("parent_account_id",)
    PARENT_ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    parent_account_id: str
    """The UUID of the account directly above the requested one for billing."""
    def __init__(self, parent_account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["parent_account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListBillingAccountChildrenRequest(_message.Message):
    """Chooses the account whose children in the billing hierarchy are listed."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose children are listed, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListBillingAccountChildrenResponse(_message.Message):
    """Carries the identifiers of the child accounts."""
    __slots__ = ("child_account_ids",)
    CHILD_ACCOUNT_IDS_FIELD_NUMBER: _ClassVar[int]
    child_account_ids: _containers.RepeatedScalarFieldContainer[str]
    """The UUIDs of the accounts directly below the requested one. Empty when it has no children."""
    def __init__(self, child_account_ids: _Optional[_Iterable[str]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["child_account_ids"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class Invoice(_message.Message):
    """An invoice that was drawn up for an account. Invoices are made by the billing system and cannot be changed
    through this API.
    """
    __slots__ = ("id", "number", "total_amount", "created_at", "status", "pdf_url")
    ID_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    TOTAL_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    PDF_URL_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The identifier of the invoice in the billing system. It is never empty and need not be a UUID."""
    number: str
    """The number printed on the invoice. Absent while no number has been given out, which can be the case for a
    draft.
    """
    total_amount: int
    """The total of the invoice as an integer in the smallest step of its currency, zero or more."""
    created_at: _timestamp_pb2.Timestamp
    """The moment at which the invoice was drawn up."""
    status: InvoiceStatus
    """Where the invoice stands between draft and final settlement."""
    pdf_url: str
    """A link from which the invoice can be fetched as a PDF document. Absent when there is no document for it."""
    def __init__(self, id: _Optional[str] = ..., number: _Optional[str] = ..., total_amount: _Optional[int] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., status: _Optional[_Union[InvoiceStatus, str]] = ..., pdf_url: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["number", "created_at", "pdf_url"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "number", "total_amount", "created_at", "status", "pdf_url"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class Discount(_message.Message):
    """A reduction granted to an account for a limited period, either as a share of the amount or as a fixed sum."""
    __slots__ = ("name", "percentage", "fixed", "valid_from", "valid_until")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PERCENTAGE_FIELD_NUMBER: _ClassVar[int]
    FIXED_FIELD_NUMBER: _ClassVar[int]
    VALID_FROM_FIELD_NUMBER: _ClassVar[int]
    VALID_UNTIL_FIELD_NUMBER: _ClassVar[int]
    name: str
    """The label under which the discount is known. It is never empty."""
    percentage: DiscountPercentage
    """Set when the discount takes a share off the amount."""
    fixed: DiscountFixed
    """Set when the discount takes a fixed sum off the amount."""
    valid_from: _timestamp_pb2.Timestamp
    """The moment from which the discount applies."""
    valid_until: _timestamp_pb2.Timestamp
    """The moment at which the discount stops applying. It lies after `valid_from`."""
    def __init__(self, name: _Optional[str] = ..., percentage: _Optional[_Union[DiscountPercentage, _Mapping]] = ..., fixed: _Optional[_Union[DiscountFixed, _Mapping]] = ..., valid_from: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., valid_until: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["percentage", "fixed", "valid_from", "valid_until", "type"]) -> bool: ...
    def ClearField(self, field_name: _Literal["name", "percentage", "fixed", "valid_from", "valid_until", "type"]) -> None: ...
    def WhichOneof(self, oneof_group: _Literal["type"]) -> _Literal["percentage", "fixed"] | None:
        """How the reduction is worked out. Exactly one of the two kinds is set."""

class DiscountPercentage(_message.Message):
    """A discount that is a share of the amount it applies to."""
    __slots__ = ("value",)
    VALUE_FIELD_NUMBER: _ClassVar[int]
    value: float
    """The share in percent, from 0 to 100."""
    def __init__(self, value: _Optional[float] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["value"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DiscountFixed(_message.Message):
    """A discount that is a sum of money."""
    __slots__ = ("value", "currency")
    VALUE_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    value: float
    """The sum that is taken off, in units of `currency`. It is greater than zero."""
    currency: str
    """The currency of `value`, as a three-letter ISO 4217 code in capitals, such as USD."""
    def __init__(self, value: _Optional[float] = ..., currency: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["value", "currency"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class MonthlyCreditConsumption(_message.Message):
    """The credit that was consumed in one calendar month."""
    __slots__ = ("year", "month", "amount", "currency")
    YEAR_FIELD_NUMBER: _ClassVar[int]
    MONTH_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    year: int
    """The calendar year of the entry, from 2000 to 3000."""
    month: int
    """The calendar month of the entry, from 1 for January to 12 for December."""
    amount: float
    """The credit consumed in that month, in units of `currency`, zero or more."""
    currency: str
    """The currency of `amount`, as a three-letter ISO 4217 code in capitals."""
    def __init__(self, year: _Optional[int] = ..., month: _Optional[int] = ..., amount: _Optional[float] = ..., currency: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["year", "month", "amount", "currency"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreditContract(_message.Message):
    """An agreement by which an account holds credit that pays for its usage during a fixed period."""
    __slots__ = ("id", "account_id", "total_amount", "currency", "active_from", "active_to", "notes", "used_amount", "remaining_amount", "exhausted_at")
    ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    TOTAL_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    ACTIVE_FROM_FIELD_NUMBER: _ClassVar[int]
    ACTIVE_TO_FIELD_NUMBER: _ClassVar[int]
    NOTES_FIELD_NUMBER: _ClassVar[int]
    USED_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    REMAINING_AMOUNT_FIELD_NUMBER: _ClassVar[int]
    EXHAUSTED_AT_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The UUID by which the contract can be told from others of the account."""
    account_id: str
    """The UUID of the account that holds the contract."""
    total_amount: float
    """The credit that the contract grants over its whole period, in units of `currency`. It is greater than zero."""
    currency: str
    """The currency of all amounts in this contract, as a three-letter ISO 4217 code in capitals."""
    active_from: _timestamp_pb2.Timestamp
    """The moment from which the credit can be used."""
    active_to: _timestamp_pb2.Timestamp
    """The moment at which the contract ends and its credit can no longer be used."""
    notes: str
    """Remarks on the contract in free text. Absent when there are none."""
    used_amount: float
    """The part of the credit that has been used so far, in units of `currency`, zero or more."""
    remaining_amount: float
    """The part of the credit that is left, in units of `currency`. Zero once it is used up."""
    exhausted_at: _timestamp_pb2.Timestamp
    """The moment at which the credit was used up. Absent as long as some credit is left."""
    def __init__(self, id: _Optional[str] = ..., account_id: _Optional[str] = ..., total_amount: _Optional[float] = ..., currency: _Optional[str] = ..., active_from: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., active_to: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., notes: _Optional[str] = ..., used_amount: _Optional[float] = ..., remaining_amount: _Optional[float] = ..., exhausted_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["active_from", "active_to", "notes", "exhausted_at"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "account_id", "total_amount", "currency", "active_from", "active_to", "notes", "used_amount", "remaining_amount", "exhausted_at"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
