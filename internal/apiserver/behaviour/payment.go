package behaviour

import (
	"context"
	"strings"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/convention"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

const paymentKind = "qdrant.cloud.payment.v1.PaymentMethod"

func (s *Set) payment() {
	s.service("qdrant.cloud.payment.v1.PaymentService",
		method{"GetPaymentMethodAvailability", "Available with at least one active payment method.", s.availability},
		method{"CreateStripeCheckoutSession", "A session that Stripe does not know; the set-up succeeds a minute later.",
			s.createSession},
		method{"GetStripeCheckoutSession", "Waits for a payment method for a minute, and has succeeded then.", s.getSession},
		method{"RecordCloudMarketplaceEntitlement",
			"Makes a payment method once for each entitlement; aws, gcp or azure in its id say where, " +
				"aws if none does.", s.recordEntitlement},
	)
}

func (s *Set) paymentCustoms() []convention.Custom {
	return []convention.Custom{{
		Kind: paymentKind, Owned: []string{"payment_provider_id", "status"},
		Create: func(_ context.Context, call *rpc.Call, one *dynamicpb.Message) error {
			from := object{"status": "PAYMENT_METHOD_STATUS_ACTIVE"}
			if message.Enum(one, "type") == "PAYMENT_PROVIDER_TYPE_STRIPE" {
				from["payment_provider_id"] = "cus_" + derived("customer", call.Account)[:8]
			}
			if call.Tx.Len(paymentKind, call.Account) == 0 {
				from["is_default"] = true // The account pays with the only one that there is.
			}
			if err := s.write.fill(one, from); err != nil {
				return err
			}
			return s.onlyDefault(call, one)
		},
		Update: func(_ context.Context, call *rpc.Call, _, after *dynamicpb.Message) error {
			return s.onlyDefault(call, after)
		},
	}}
}

// onlyDefault has no other payment method be the default where this one is.
func (s *Set) onlyDefault(call *rpc.Call, one *dynamicpb.Message) error {
	if !truth(one, "is_default") {
		return nil
	}
	for _, other := range s.all(call.Tx, paymentKind, call.Account) {
		if message.Text(other, "id") != message.Text(one, "id") && truth(other, "is_default") {
			unset(other, "is_default")
			if err := s.saveAt(call, other); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Set) availability(call *rpc.Call) (object, error) {
	status := "PAYMENT_METHOD_AVAILABILITY_STATUS_NOT_CONFIGURED"
	if s.canPay(call) {
		status = "PAYMENT_METHOD_AVAILABILITY_STATUS_AVAILABLE"
	}
	return object{"availability": object{"status": status}}, nil
}

// sessionKind is when a checkout session was started: Account is the id of its account, ID its own.
const sessionKind = "emulator.StripeSession"

// setup is how long a user takes at a checkout.
const setup = time.Minute

// session is a checkout session at a time.
func session(account, id string, started, now time.Time) object {
	one := object{
		"id": id, "customer": "cus_" + derived("customer", account)[:8], "setup_intent_id": "seti_" + derived("intent", id)[:8],
		"setup_intent_payment_method": "pm_" + derived("payment", id)[:8],
		"setup_intent_status":         "STRIPE_SETUP_INTENT_STATUS_SUCCEEDED",
	}
	if now.Sub(started) < setup {
		one["url"] = "https://checkout.stripe.com/c/pay/" + id
		one["setup_intent_status"] = "STRIPE_SETUP_INTENT_STATUS_REQUIRES_PAYMENT_METHOD"
	}
	return one
}

func (s *Set) createSession(call *rpc.Call) (object, error) {
	id := newSecret("cs_test")
	if err := keep(call.Tx, sessionKind, call.Account, id, call.Now); err != nil {
		return nil, err
	}
	return object{"stripe_session": session(call.Account, id, call.Now, call.Now)}, nil
}

func (s *Set) getSession(call *rpc.Call) (object, error) {
	id := message.Text(call.Request, "session_id")
	started, ok := note[time.Time](call.Tx, sessionKind, call.Account, id)
	if !ok {
		return nil, rpc.NotFound("StripeCheckoutSession", id)
	}
	return object{"stripe_session": session(call.Account, id, started, call.Now)}, nil
}

func (s *Set) recordEntitlement(call *rpc.Call) (object, error) {
	id := message.Text(call.Request, "entitlement_id")
	known := where(s.all(call.Tx, paymentKind, call.Account), func(one protoreflect.Message) bool {
		return message.Text(one, "payment_provider_id") == id
	})
	if len(known) > 0 {
		return object{"payment_method": known[0]}, nil
	}
	marketplace := "AWS"
	for _, name := range []string{"GCP", "AZURE"} {
		if strings.Contains(strings.ToUpper(id), name) {
			marketplace = name
		}
	}
	one,
		err := s.create(call, paymentKind,
		object{"type": "PAYMENT_PROVIDER_TYPE_" + marketplace + "_MARKETPLACE", "payment_provider_id": id})
	return object{"payment_method": one}, err
}
