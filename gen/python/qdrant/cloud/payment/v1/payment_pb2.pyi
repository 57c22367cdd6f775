"""How an account pays. This file holds its payment methods, the checkout sessions at Stripe through which cards
are set up, and the entitlements bought in a cloud marketplace.
"""
import datetime

from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class PaymentMethodAvailabilityStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The possible results when the ability of an account to pay is checked."""
    __slots__ = ()
    PAYMENT_METHOD_AVAILABILITY_STATUS_UNSPECIFIED: _ClassVar[PaymentMethodAvailabilityStatus]
    """No result is set. A valid response never carries this value."""
    PAYMENT_METHOD_AVAILABILITY_STATUS_AVAILABLE: _ClassVar[PaymentMethodAvailabilityStatus]
    """The account has a payment method that can be used."""
    PAYMENT_METHOD_AVAILABILITY_STATUS_NOT_CONFIGURED: _ClassVar[PaymentMethodAvailabilityStatus]
    """The account has no usable payment method; one has to be set up first."""

class PaymentProviderType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The providers through which an account can pay."""
    __slots__ = ()
    PAYMENT_PROVIDER_TYPE_UNSPECIFIED: _ClassVar[PaymentProviderType]
    """No provider is set. Servers never return it, and requests that carry it are refused."""
    PAYMENT_PROVIDER_TYPE_STRIPE: _ClassVar[PaymentProviderType]
    """Payment is made by card through Stripe."""
    PAYMENT_PROVIDER_TYPE_AWS_MARKETPLACE: _ClassVar[PaymentProviderType]
    """Payment is made through the marketplace of Amazon Web Services."""
    PAYMENT_PROVIDER_TYPE_GCP_MARKETPLACE: _ClassVar[PaymentProviderType]
    """Payment is made through the marketplace of Google Cloud."""
    PAYMENT_PROVIDER_TYPE_AZURE_MARKETPLACE: _ClassVar[PaymentProviderType]
    """Payment is made through the marketplace of Microsoft Azure."""
    PAYMENT_PROVIDER_TYPE_CUSTOM: _ClassVar[PaymentProviderType]
    """Payment is made in a way that was agreed individually."""

class PaymentMethodStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The states in which a payment method can be."""
    __slots__ = ()
    PAYMENT_METHOD_STATUS_UNSPECIFIED: _ClassVar[PaymentMethodStatus]
    """No status is set. Servers leave the field out instead of returning this value, and messages that carry it
    are refused.
    """
    PAYMENT_METHOD_STATUS_ACTIVE: _ClassVar[PaymentMethodStatus]
    """The payment method can be used."""
    PAYMENT_METHOD_STATUS_INACTIVE: _ClassVar[PaymentMethodStatus]
    """The payment method exists but cannot be used."""
    PAYMENT_METHOD_STATUS_PENDING: _ClassVar[PaymentMethodStatus]
    """The payment method is still being set up and cannot be used yet."""

class StripeSetupIntentStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """The stages of a setup intent at Stripe, following Stripe's own names."""
    __slots__ = ()
    STRIPE_SETUP_INTENT_STATUS_UNSPECIFIED: _ClassVar[StripeSetupIntentStatus]
    """No stage is set. A valid session never carries this value."""
    STRIPE_SETUP_INTENT_STATUS_REQUIRES_PAYMENT_METHOD: _ClassVar[StripeSetupIntentStatus]
    """The user still has to enter a means of payment, or the one entered was not accepted."""
    STRIPE_SETUP_INTENT_STATUS_REQUIRES_CONFIRMATION: _ClassVar[StripeSetupIntentStatus]
    """A means of payment was entered and still has to be confirmed."""
    STRIPE_SETUP_INTENT_STATUS_REQUIRES_ACTION: _ClassVar[StripeSetupIntentStatus]
    """The user has to take a further step, such as authenticating with the bank."""
    STRIPE_SETUP_INTENT_STATUS_PROCESSING: _ClassVar[StripeSetupIntentStatus]
    """Stripe is working on the set-up; its outcome is not known yet."""
    STRIPE_SETUP_INTENT_STATUS_CANCELED: _ClassVar[StripeSetupIntentStatus]
    """The set-up was called off and cannot be continued."""
    STRIPE_SETUP_INTENT_STATUS_SUCCEEDED: _ClassVar[StripeSetupIntentStatus]
    """The means of payment is saved and ready for use."""
PAYMENT_METHOD_AVAILABILITY_STATUS_UNSPECIFIED: PaymentMethodAvailabilityStatus
"""No result is set. A valid response never carries this value."""
PAYMENT_METHOD_AVAILABILITY_STATUS_AVAILABLE: PaymentMethodAvailabilityStatus
"""The account has a payment method that can be used."""
PAYMENT_METHOD_AVAILABILITY_STATUS_NOT_CONFIGURED: PaymentMethodAvailabilityStatus
"""The account has no usable payment method; one has to be set up first."""
PAYMENT_PROVIDER_TYPE_UNSPECIFIED: PaymentProviderType
"""No provider is set. Servers never return it, and requests that carry it are refused."""
PAYMENT_PROVIDER_TYPE_STRIPE: PaymentProviderType
"""Payment is made by card through Stripe."""
PAYMENT_PROVIDER_TYPE_AWS_MARKETPLACE: PaymentProviderType
"""Payment is made through the marketplace of Amazon Web Services."""
PAYMENT_PROVIDER_TYPE_GCP_MARKETPLACE: PaymentProviderType
"""Payment is made through the marketplace of Google Cloud."""
PAYMENT_PROVIDER_TYPE_AZURE_MARKETPLACE: PaymentProviderType
"""Payment is made through the marketplace of Microsoft Azure."""
PAYMENT_PROVIDER_TYPE_CUSTOM: PaymentProviderType
"""Payment is made in a way that was agreed individually."""
PAYMENT_METHOD_STATUS_UNSPECIFIED: PaymentMethodStatus
"""No status is set. Servers leave the field out instead of returning this value, and messages that carry it
are refused.
"""
PAYMENT_METHOD_STATUS_ACTIVE: PaymentMethodStatus
"""The payment method can be used."""
PAYMENT_METHOD_STATUS_INACTIVE: PaymentMethodStatus
"""The payment method exists but cannot be used."""
PAYMENT_METHOD_STATUS_PENDING: PaymentMethodStatus
"""The payment method is still being set up and cannot be used yet."""
STRIPE_SETUP_INTENT_STATUS_UNSPECIFIED: StripeSetupIntentStatus
"""No stage is set. A valid session never carries this value."""
STRIPE_SETUP_INTENT_STATUS_REQUIRES_PAYMENT_METHOD: StripeSetupIntentStatus
"""The user still has to enter a means of payment, or the one entered was not accepted."""
STRIPE_SETUP_INTENT_STATUS_REQUIRES_CONFIRMATION: StripeSetupIntentStatus
"""A means of payment was entered and still has to be confirmed."""
STRIPE_SETUP_INTENT_STATUS_REQUIRES_ACTION: StripeSetupIntentStatus
"""The user has to take a further step, such as authenticating with the bank."""
STRIPE_SETUP_INTENT_STATUS_PROCESSING: StripeSetupIntentStatus
"""Stripe is working on the set-up; its outcome is not known yet."""
STRIPE_SETUP_INTENT_STATUS_CANCELED: StripeSetupIntentStatus
"""The set-up was called off and cannot be continued."""
STRIPE_SETUP_INTENT_STATUS_SUCCEEDED: StripeSetupIntentStatus
"""The means of payment is saved and ready for use."""

class ListPaymentMethodsRequest(_message.Message):
    """Chooses the account for which ListPaymentMethods reads the payment methods."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account whose payment methods are listed, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListPaymentMethodsResponse(_message.Message):
    """Carries the payment methods found for the account."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[PaymentMethod]
    """The payment methods of the account. Empty when none has been added."""
    def __init__(self, items: _Optional[_Iterable[_Union[PaymentMethod, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetPaymentMethodRequest(_message.Message):
    """Chooses the payment method to read."""
    __slots__ = ("account_id", "payment_method_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_METHOD_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the payment method, as a UUID."""
    payment_method_id: str
    """The UUID of the payment method to read."""
    def __init__(self, account_id: _Optional[str] = ..., payment_method_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "payment_method_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetPaymentMethodResponse(_message.Message):
    """Carries the payment method that was asked for."""
    __slots__ = ("payment_method",)
    PAYMENT_METHOD_FIELD_NUMBER: _ClassVar[int]
    payment_method: PaymentMethod
    """The payment method as stored. It is always set."""
    def __init__(self, payment_method: _Optional[_Union[PaymentMethod, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["payment_method"]) -> bool: ...
    def ClearField(self, field_name: _Literal["payment_method"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetPaymentMethodAvailabilityRequest(_message.Message):
    """Chooses the account whose ability to pay is checked."""
    __slots__ = ("account_id",)
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that is checked, as a UUID."""
    def __init__(self, account_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetPaymentMethodAvailabilityResponse(_message.Message):
    """Carries the result of the check."""
    __slots__ = ("availability",)
    AVAILABILITY_FIELD_NUMBER: _ClassVar[int]
    availability: PaymentMethodAvailability
    """Whether the account has a usable payment method. It is always set."""
    def __init__(self, availability: _Optional[_Union[PaymentMethodAvailability, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["availability"]) -> bool: ...
    def ClearField(self, field_name: _Literal["availability"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreatePaymentMethodRequest(_message.Message):
    """Carries the payment method to add."""
    __slots__ = ("payment_method",)
    PAYMENT_METHOD_FIELD_NUMBER: _ClassVar[int]
    payment_method: PaymentMethod
    """The payment method to add, with the owner in its `account_id`. The fields that the server sets (`id`,
    `payment_provider_id`, `created_at`, `last_modified_at` and `status`) must be left unset.
    """
    def __init__(self, payment_method: _Optional[_Union[PaymentMethod, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["payment_method"]) -> bool: ...
    def ClearField(self, field_name: _Literal["payment_method"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreatePaymentMethodResponse(_message.Message):
    """Carries the payment method that was added."""
    __slots__ = ("payment_method",)
    PAYMENT_METHOD_FIELD_NUMBER: _ClassVar[int]
    payment_method: PaymentMethod
    """The new payment method, with the fields that the server has set."""
    def __init__(self, payment_method: _Optional[_Union[PaymentMethod, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["payment_method"]) -> bool: ...
    def ClearField(self, field_name: _Literal["payment_method"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdatePaymentMethodRequest(_message.Message):
    """Carries the new state of a payment method and, if wanted, the list of fields to change."""
    __slots__ = ("payment_method", "update_mask")
    PAYMENT_METHOD_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    payment_method: PaymentMethod
    """The payment method with its new values. Its `id` and `account_id` say which one is changed, so `id` must not
    be empty.
    """
    update_mask: _field_mask_pb2.FieldMask
    """The fields of the payment method that are changed; the others keep their stored values. When absent, the
    payment method is taken as sent.
    """
    def __init__(self, payment_method: _Optional[_Union[PaymentMethod, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["payment_method", "update_mask"]) -> bool: ...
    def ClearField(self, field_name: _Literal["payment_method", "update_mask"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class UpdatePaymentMethodResponse(_message.Message):
    """Carries the payment method after the change."""
    __slots__ = ("payment_method",)
    PAYMENT_METHOD_FIELD_NUMBER: _ClassVar[int]
    payment_method: PaymentMethod
    """The payment method as it is stored now."""
    def __init__(self, payment_method: _Optional[_Union[PaymentMethod, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["payment_method"]) -> bool: ...
    def ClearField(self, field_name: _Literal["payment_method"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeletePaymentMethodRequest(_message.Message):
    """Chooses the payment method to remove."""
    __slots__ = ("account_id", "payment_method_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_METHOD_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the payment method, as a UUID."""
    payment_method_id: str
    """The UUID of the payment method to remove."""
    def __init__(self, account_id: _Optional[str] = ..., payment_method_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "payment_method_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class DeletePaymentMethodResponse(_message.Message):
    """Empty; success means that the payment method is no longer part of the account."""
    __slots__ = ()
    def __init__(self) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _NoReturn) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetStripeCheckoutSessionRequest(_message.Message):
    """Chooses the Stripe checkout session to read."""
    __slots__ = ("account_id", "session_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account for which the session was started, as a UUID."""
    session_id: str
    """The identifier that Stripe gave to the session, as found in StripeCheckoutSession.id. It must not be empty."""
    def __init__(self, account_id: _Optional[str] = ..., session_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "session_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class GetStripeCheckoutSessionResponse(_message.Message):
    """Carries the checkout session that was asked for."""
    __slots__ = ("stripe_session",)
    STRIPE_SESSION_FIELD_NUMBER: _ClassVar[int]
    stripe_session: StripeCheckoutSession
    """The checkout session in its current state. It is always set."""
    def __init__(self, stripe_session: _Optional[_Union[StripeCheckoutSession, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["stripe_session"]) -> bool: ...
    def ClearField(self, field_name: _Literal["stripe_session"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateStripeCheckoutSessionRequest(_message.Message):
    """Says for whom a checkout session is started and where it leads back to."""
    __slots__ = ("account_id", "redirect_url")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    REDIRECT_URL_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account for which payment details are to be set up, as a UUID."""
    redirect_url: str
    """The absolute address to which Stripe sends the user when the session is over. It must be a valid URI."""
    def __init__(self, account_id: _Optional[str] = ..., redirect_url: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "redirect_url"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CreateStripeCheckoutSessionResponse(_message.Message):
    """Carries the checkout session that was started."""
    __slots__ = ("stripe_session",)
    STRIPE_SESSION_FIELD_NUMBER: _ClassVar[int]
    stripe_session: StripeCheckoutSession
    """The new session, whose `url` is the page to open for the user."""
    def __init__(self, stripe_session: _Optional[_Union[StripeCheckoutSession, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["stripe_session"]) -> bool: ...
    def ClearField(self, field_name: _Literal["stripe_session"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class RecordCloudMarketplaceEntitlementRequest(_message.Message):
    """Names the marketplace entitlement to link and the account that it belongs to."""
    __slots__ = ("account_id", "entitlement_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    ENTITLEMENT_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account to which the entitlement is linked, as a UUID."""
    entitlement_id: str
    """The identifier of the entitlement as the marketplace gave it out. It must not be empty."""
    def __init__(self, account_id: _Optional[str] = ..., entitlement_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "entitlement_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class RecordCloudMarketplaceEntitlementResponse(_message.Message):
    """Carries the payment method that results from the entitlement."""
    __slots__ = ("payment_method",)
    PAYMENT_METHOD_FIELD_NUMBER: _ClassVar[int]
    payment_method: PaymentMethod
    """The payment method through which the account now pays in the marketplace."""
    def __init__(self, payment_method: _Optional[_Union[PaymentMethod, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["payment_method"]) -> bool: ...
    def ClearField(self, field_name: _Literal["payment_method"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class StripeCheckoutSession(_message.Message):
    """A session on the pages of Stripe in which a user sets up a way of paying. All fields are set by the server
    from what Stripe reports.
    """
    __slots__ = ("id", "url", "customer", "setup_intent_id", "setup_intent_status", "setup_intent_payment_method")
    ID_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    SETUP_INTENT_ID_FIELD_NUMBER: _ClassVar[int]
    SETUP_INTENT_STATUS_FIELD_NUMBER: _ClassVar[int]
    SETUP_INTENT_PAYMENT_METHOD_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The identifier that Stripe gave to the session; send it as `session_id` to GetStripeCheckoutSession."""
    url: str
    """The Stripe page on which the user continues the session. Absent when the session has no page to open, for
    example because it is over.
    """
    customer: str
    """The identifier of the customer at Stripe for whom the session was started."""
    setup_intent_id: str
    """The identifier at Stripe of the setup intent, the process that saves the payment details for later use."""
    setup_intent_status: StripeSetupIntentStatus
    """How far the setup intent has come."""
    setup_intent_payment_method: str
    """The identifier at Stripe of the payment method that the setup intent saves."""
    def __init__(self, id: _Optional[str] = ..., url: _Optional[str] = ..., customer: _Optional[str] = ..., setup_intent_id: _Optional[str] = ..., setup_intent_status: _Optional[_Union[StripeSetupIntentStatus, str]] = ..., setup_intent_payment_method: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _Literal["url"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "url", "customer", "setup_intent_id", "setup_intent_status", "setup_intent_payment_method"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class PaymentMethod(_message.Message):
    """A way in which an account pays for its usage."""
    __slots__ = ("id", "account_id", "type", "payment_provider_id", "payment_method_details", "billing_address", "created_at", "last_modified_at", "tax_id", "is_default", "status")
    ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_PROVIDER_ID_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_METHOD_DETAILS_FIELD_NUMBER: _ClassVar[int]
    BILLING_ADDRESS_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    LAST_MODIFIED_AT_FIELD_NUMBER: _ClassVar[int]
    TAX_ID_FIELD_NUMBER: _ClassVar[int]
    IS_DEFAULT_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The UUID of the payment method. It is set by the server and must be left unset on create."""
    account_id: str
    """The UUID of the account that pays with this method."""
    type: PaymentProviderType
    """The provider through which payment is made. It must be one of the named kinds."""
    payment_provider_id: str
    """The identifier that the provider uses for this payment method or its customer. It is set by the server, must
    be left unset on create, and is absent when the provider has none.
    """
    payment_method_details: PaymentMethodDetails
    """The card behind the payment method. Absent for methods that have no card, such as a marketplace."""
    billing_address: BillingAddress
    """The address that is put on the invoices. Absent when none is known."""
    created_at: _timestamp_pb2.Timestamp
    """The moment at which the payment method was added. It is set by the server and must be left unset on create."""
    last_modified_at: _timestamp_pb2.Timestamp
    """The moment of the last change, never before `created_at`. It is set by the server and must be left unset on
    create.
    """
    tax_id: str
    """The tax number of the payer. Absent when none was given; an empty string is refused."""
    is_default: bool
    """Whether the account pays with this method when no other is chosen."""
    status: PaymentMethodStatus
    """Whether the payment method can be used. It is set by the server and must be left unset on create."""
    def __init__(self, id: _Optional[str] = ..., account_id: _Optional[str] = ..., type: _Optional[_Union[PaymentProviderType, str]] = ..., payment_provider_id: _Optional[str] = ..., payment_method_details: _Optional[_Union[PaymentMethodDetails, _Mapping]] = ..., billing_address: _Optional[_Union[BillingAddress, _Mapping]] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., last_modified_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., tax_id: _Optional[str] = ..., is_default: bool = ..., status: _Optional[_Union[PaymentMethodStatus, str]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["payment_provider_id", "payment_method_details", "billing_address", "created_at", "last_modified_at", "tax_id", "status"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "account_id", "type", "payment_provider_id", "payment_method_details", "billing_address", "created_at", "last_modified_at", "tax_id", "is_default", "status"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class PaymentMethodAvailability(_message.Message):
    """The answer to the question whether an account is able to pay."""
    __slots__ = ("status",)
    STATUS_FIELD_NUMBER: _ClassVar[int]
    status: PaymentMethodAvailabilityStatus
    """Whether the account can pay at present or has to set up a payment method first."""
    def __init__(self, status: _Optional[_Union[PaymentMethodAvailabilityStatus, str]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["status"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class BillingAddress(_message.Message):
    """The postal address of the payer, as it appears on invoices. Optional parts are left out rather than sent as
    empty strings.
    """
    __slots__ = ("name", "line1", "line2", "postal_code", "city", "state", "state_formatted", "country", "country_formatted", "tax_supported_country")
    NAME_FIELD_NUMBER: _ClassVar[int]
    LINE1_FIELD_NUMBER: _ClassVar[int]
    LINE2_FIELD_NUMBER: _ClassVar[int]
    POSTAL_CODE_FIELD_NUMBER: _ClassVar[int]
    CITY_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    STATE_FORMATTED_FIELD_NUMBER: _ClassVar[int]
    COUNTRY_FIELD_NUMBER: _ClassVar[int]
    COUNTRY_FORMATTED_FIELD_NUMBER: _ClassVar[int]
    TAX_SUPPORTED_COUNTRY_FIELD_NUMBER: _ClassVar[int]
    name: str
    """The person or company that is billed. It must not be empty."""
    line1: str
    """The first line of the address, usually street and number. It must not be empty."""
    line2: str
    """The second line of the address, such as a floor or suite. Absent when it is not needed."""
    postal_code: str
    """The postal or ZIP code. Absent where the country has none or it is not known."""
    city: str
    """The city, town or village. Absent when it is not known."""
    state: str
    """The state, province or region of the country. Absent where the country has none or it is not known."""
    state_formatted: str
    """The same state in a form made for display. Absent when no such form is known."""
    country: str
    """The country as a two-letter ISO 3166-1 code in capitals, such as DE."""
    country_formatted: str
    """The same country in a form made for display. Absent when no such form is known."""
    tax_supported_country: bool
    """Whether taxes are supported for the country of the address. Absent when that has not been determined."""
    def __init__(self, name: _Optional[str] = ..., line1: _Optional[str] = ..., line2: _Optional[str] = ..., postal_code: _Optional[str] = ..., city: _Optional[str] = ..., state: _Optional[str] = ..., state_formatted: _Optional[str] = ..., country: _Optional[str] = ..., country_formatted: _Optional[str] = ..., tax_supported_country: bool = ...) -> None: ...
    def HasField(self, field_name: _Literal["line2", "postal_code", "city", "state", "state_formatted", "country_formatted", "tax_supported_country"]) -> bool: ...
    def ClearField(self, field_name: _Literal["name", "line1", "line2", "postal_code", "city", "state", "state_formatted", "country", "country_formatted", "tax_supported_country"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class PaymentMethodDetails(_message.Message):
    """What is known about the means of payment itself."""
    __slots__ = ("id", "card")
    ID_FIELD_NUMBER: _ClassVar[int]
    CARD_FIELD_NUMBER: _ClassVar[int]
    id: str
    """The identifier of the means of payment at the provider. It is never empty."""
    card: Card
    """The card with which payment is made. It is always set."""
    def __init__(self, id: _Optional[str] = ..., card: _Optional[_Union[Card, _Mapping]] = ...) -> None: ...
    def HasField(self, field_name: _Literal["card"]) -> bool: ...
    def ClearField(self, field_name: _Literal["id", "card"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class Card(_message.Message):
    """The parts of a payment card that may be shown. The full card number never passes through this API."""
    __slots__ = ("brand", "last4", "expiration_month", "expiration_year")
    BRAND_FIELD_NUMBER: _ClassVar[int]
    LAST4_FIELD_NUMBER: _ClassVar[int]
    EXPIRATION_MONTH_FIELD_NUMBER: _ClassVar[int]
    EXPIRATION_YEAR_FIELD_NUMBER: _ClassVar[int]
    brand: str
    """The brand of the card, such as the name of the card network. It is never empty."""
    last4: str
    """The last four digits of the card number."""
    expiration_month: int
    """The month in which the card expires, from 1 for January to 12 for December."""
    expiration_year: int
    """The year in which the card expires, with four digits, 2000 or later."""
    def __init__(self, brand: _Optional[str] = ..., last4: _Optional[str] = ..., expiration_month: _Optional[int] = ..., expiration_year: _Optional[int] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["brand", "last4", "expiration_month", "expiration_year"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
