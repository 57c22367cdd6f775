package behaviour

import (
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

const contractKind = "qdrant.cloud.billing.v1.CreditContract"

func (s *Set) billing() {
	s.service("qdrant.cloud.billing.v1.BillingService",
		method{"ListInvoices", "One for each month with a cost: a draft for this month; older ones are paid if the account can pay.",
			s.listInvoices},
		method{"ListDiscounts", "Empty: no account of this server has a discount.", func(*rpc.Call) (object, error) { return nil, nil }},
		method{"ListCreditContracts", "The contracts of the seed, none without one; nothing is drawn from them.", s.listContracts},
		method{"GetBillingAccountParent", "Not found: each account of this server is billed on its own.",
			func(call *rpc.Call) (object, error) {
				return nil, rpc.NotFound("parent of the account", call.Account)
			}},
		method{"ListBillingAccountChildren", "Empty: each account of this server is billed on its own.",
			func(*rpc.Call) (object, error) {
				return nil, nil
			}},
	)
}

func (s *Set) listInvoices(call *rpc.Call) (object, error) {
	settled := "INVOICE_STATUS_OPEN"
	if s.canPay(call) {
		settled = "INVOICE_STATUS_PAID"
	}
	var items []object
	err := byMonth(s.usageOf(call.Tx, call.Account, time.Time{}, call.Now), func(month time.Time, all []usage) error {
		cents := sum(all) / 1000
		if cents == 0 {
			return nil
		}
		id := derived("invoice", call.Account, month.Format("2006-01"))
		invoice := object{"id": id, "total_amount": cents, "created_at": all[0].from, "status": "INVOICE_STATUS_DRAFT"}
		if end := monthAfter(month); !end.After(call.Now) {
			invoice["created_at"], invoice["status"], invoice["number"] = end, settled, month.Format("2006-01-")+id[:8]
		}
		items = append(items, invoice)
		return nil
	})
	return object{"items": items}, err
}

func (s *Set) listContracts(call *rpc.Call) (object, error) {
	return object{"items": s.all(call.Tx, contractKind, call.Account)}, nil
}

// canPay says whether the account of a call has a payment method that can be used.
func (s *Set) canPay(call *rpc.Call) bool {
	for _, one := range s.all(call.Tx, paymentKind, call.Account) {
		if message.Enum(one, "status") == "PAYMENT_METHOD_STATUS_ACTIVE" {
			return true
		}
	}
	return false
}
