package behaviour

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
)

// at is the beginning of a request about a place.
func at(provider, region string) string {
	return fmt.Sprintf(`{"accountId": %q, "cloudProviderId": %q, "cloudProviderRegionId": %q`, account, provider, region)
}

func TestPackages(t *testing.T) {
	w := newWorld(t)
	for filter, want := range map[string][]string{
		``: {"free2", "gpu16", "mx1", "mx1-2024", "mx16", "mx2", "mx32", "mx4", "mx8", "px8", "px8-multi-az"},
		`, "statuses": ["PACKAGE_STATUS_DEACTIVATED"]`:       {"mx1-2024"},
		`, "tier": "PACKAGE_TIER_PREMIUM"`:                   {"px8", "px8-multi-az"},
		`, "multiAz": true`:                                  {"px8-multi-az"},
		`, "tier": "PACKAGE_TIER_PREMIUM", "multiAz": false`: {"px8"},
		`, "gpu": true`:                                      {"gpu16"},
		`, "gpu": false, "minResources": {"ram": "32GiB"}`:   {"mx16", "mx32"},
		`, "minResources": {"cpu": "16", "disk": "0.25TiB"}`: {"mx32"},
		`, "minResources": {"gpu": "1", "ram": "1024MiB"}`:   {"gpu16"},
		`, "minResources": {"cpu": "1000m"}, "statuses": ["PACKAGE_STATUS_ACTIVE"], "gpu": true, "multiAz": true`: nil,
	} {
		found := values(parts(w.call("BookingService/ListPackages", "%s", at("gcp", "us-east4")+filter+"}"), "items"), "name")
		if !slices.Equal(found, want) {
			t.Errorf("%s: got %q, want %q", filter, found, want)
		}
	}
	w.size(w.call("BookingService/ListGlobalPackages", `{"cloudProviderId": "aws", "cloudProviderRegionId": "us-east-1"}`), "items", 10)
	w.size(w.call("BookingService/ListGlobalPackages", `{"cloudProviderId": "hybrid"}`), "items", 3)
	w.fails(codes.NotFound, "ibm", "BookingService/ListPackages", "%s}", at("ibm", "dallas"))
	w.fails(codes.NotFound, "us-east4", "BookingService/ListPackages", "%s}", at("aws", "us-east4"))
	w.fails(codes.NotFound, hybrid2, "BookingService/GetPackage", `%s, "id": %q}`, at("aws", "us-east-1"), hybrid2)
	w.size(w.call("BookingService/ListInferenceModels", "%s}", at("aws", "us-east-1")), "items", 4)
	w.size(w.call("BookingService/ListInferenceModels", "%s}", at("azure", "eastus")), "items", 0)
	w.size(w.call("BookingService/ListStorageTierTypes", "%s}", at("azure", "eastus")), "items", 3)
}

func TestAmount(t *testing.T) {
	for text, want := range map[string]float64{
		"8GiB": 8, "512MiB": 0.5, "2TiB": 2048, "500m": 0.5, "4": 4, "0.5": 0.5, "": 0, "GiB": 0, "-1GiB": 0, "x": 0, "1e400": 0, "NaN": 0,
	} {
		if got := amount(text); got != want {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
}

func TestQuotes(t *testing.T) {
	w := newWorld(t)
	for request, want := range map[string][4]int64{ // total, package, extra disk, disk speed
		`"numberOfNodes": 1, "packageId": "` + mx2 + `"`:                                                                          {6, 6, 0, 0},
		`"numberOfNodes": 3, "packageId": "` + mx2 + `", "additionalDiskGib": 33`:                                                 {24, 18, 6, 0},
		`"numberOfNodes": 2, "packageId": "` + mx4 + `", "storageTierType": "STORAGE_TIER_TYPE_PERFORMANCE"`:                      {28, 24, 0, 4},
		`"numberOfNodes": 1, "packageId": "` + mx4 + `", "storageTierType": "STORAGE_TIER_TYPE_BALANCED", "additionalDiskGib": 1`: {15, 12, 1, 2},
		`"numberOfNodes": 1, "packageId": "` + free2 + `"`:                                                                        {0, 0, 0, 0},
	} {
		quote := w.call("BookingService/GetQuote", "%s, %s}", at("aws", "us-east-1"), request)
		got := [4]int64{whole(quote, "original_price_per_hour")}
		for i, part := range []string{"package", "extra_disk", "disk_speed"} {
			got[i+1] = whole(quote, part+".discounted_price_per_hour")
		}
		if got != want || text(quote, "currency") != currency || whole(quote, "discounted_price_per_hour") != want[0] {
			t.Errorf("%s: got %v, want %v: %v", request, got, want, quote)
		}
	}
	for size, want := range map[string]int64{``: 1, `, "backupSizeGib": 64`: 1, `, "backupSizeGib": 65`: 2} {
		if got := whole(w.call("BookingService/GetBackupQuote", "%s%s}", at("aws", "us-east-1"), size), "discounted_price_per_hour"); got != want {
			t.Errorf("a backup%s: %d cents, want %d", size, got, want)
		}
	}
	w.fails(codes.NotFound, nobody, "BookingService/GetQuote", `%s, "numberOfNodes": 1, "packageId": %q}`, at("aws", "us-east-1"), nobody)
}

// TestQuoteIsTheBill compares what a cluster was quoted with what it is charged for an hour.
func TestQuoteIsTheBill(t *testing.T) {
	w := newWorld(t)
	quote := w.call("BookingService/GetQuote", `%s, "numberOfNodes": 2, "packageId": %q, "additionalDiskGib": 40,
		"storageTierType": "STORAGE_TIER_TYPE_BALANCED"}`, at("aws", "us-east-1"), mx4)
	w.call("ClusterService/CreateCluster", `{"cluster": {"accountId": %q, "name": "first", "cloudProviderId": "aws",
		"cloudProviderRegionId": "us-east-1", "labels": [{"key": "team", "value": "search"}], "costAllocationLabel": "search",
		"configuration": {"numberOfNodes": 2, "packageId": %q, "additionalResources": {"disk": 40},
		"clusterStorageConfiguration": {"storageTierType": "STORAGE_TIER_TYPE_BALANCED"}}}}`, account, mx4)
	w.pass(time.Hour)
	month := w.size(w.call("MeteringService/ListMonthlyMeterings", `{"accountId": %q}`, account), "items", 1)[0]
	if got, want := whole(month, "amount_millicents"), whole(quote, "original_price_per_hour")*1000; got != want || want == 0 {
		t.Errorf("charged %d thousandths of a cent, want the quote %d", got, want)
	}
	breakdown := w.call("MeteringService/GetUsageBreakdown", `{"accountId": %q, "startTime": "2031-01-01T00:00:00Z", "endTime": "2032-01-01T00:00:00Z"}`, account)
	clusters := parts(w.size(w.size(breakdown, "items", 1)[0], "accounts", 1)[0], "clusters")
	if got := values(clusters, "billable_entity_type"); !slices.Equal(got, []string{"cluster", "cluster_extra_disk", "cluster_storage_tier"}) {
		t.Errorf("charged for %q", got)
	}
	w.want(clusters[0], map[string]string{"cluster_usage_config.region": "us-east-1", "cost_allocation_label": "search"})
	if disk := whole(clusters[1], "cluster_extra_disk_config.extra_disk_gib"); disk != 80 {
		t.Errorf("charged for %d GiB of disk", disk)
	}
	w.want(clusters[2], map[string]string{"cluster_storage_tier_config.storage_tier": "STORAGE_TIER_TYPE_BALANCED"})
}

func TestMetering(t *testing.T) {
	w := newWorld(t)
	id := w.newCluster("first", mx2) // Two nodes of 6 cents.
	w.pass(time.Hour)
	w.call("ClusterService/SuspendCluster", ofCluster, account, id)
	w.pass(24 * time.Hour) // Only the 15 seconds until it is suspended cost something.
	w.call("ClusterService/UnsuspendCluster", ofCluster, account, id)
	w.pass(2 * time.Hour)
	w.call("ClusterService/DeleteCluster", ofCluster, account, id)
	w.pass(24 * time.Hour)
	charged := 3*time.Hour + 35*time.Second
	items := w.size(w.call("MeteringService/ListMeterings", `{"accountId": %q, "year": 2031, "month": 3}`, account), "items", 2)
	if got, want := whole(items[0], "amount_millicents")+whole(items[1], "amount_millicents"), int64(12000*charged.Hours()); got < want-1 || got > want {
		t.Errorf("charged %d thousandths of a cent, want %d", got, want)
	}
	w.want(items[0], map[string]string{"cluster_id": id, "cluster_name": "first", "billable_entity_id": mx2, "billable_entity_reference_name": "mx2"})
	w.size(w.call("MeteringService/ListMeterings", `{"accountId": %q, "year": 2031, "month": 2}`, account), "items", 0)
	w.size(w.call("MeteringService/ListMeterings", `{"accountId": %q, "year": 2031, "month": 4}`, account), "items", 0)
}

func TestInvoices(t *testing.T) {
	w := newWorld(t)
	w.newCluster("first", mx2)
	w.pass(60 * 24 * time.Hour) // From the 3rd of March until the 2nd of May.
	invoices := func() []string {
		w.Helper()
		var all []string
		for _, one := range w.size(w.call("BillingService/ListInvoices", `{"accountId": %q}`, account), "items", 3) {
			all = append(all, fmt.Sprintf("%s %d", strings.TrimPrefix(text(one, "status"), "INVOICE_STATUS_"), whole(one, "total_amount")))
		}
		return all
	}
	want := []string{"OPEN 8232", "OPEN 8640", "DRAFT 408"} // 686, 720 and 34 hours of 12 cents.
	if got := invoices(); !slices.Equal(got, want) {
		t.Errorf("the invoices are %q, want %q", got, want)
	}
	w.call("PaymentService/RecordCloudMarketplaceEntitlement", `{"accountId": %q, "entitlementId": "aws-1"}`, account)
	if got := invoices(); got[0] != "PAID 8232" || got[2] != want[2] {
		t.Errorf("with a payment method they are %q", got)
	}
	w.size(w.call("MeteringService/ListMonthlyMeterings", `{"accountId": %q}`, account), "items", 3)
	w.fails(codes.NotFound, account, "BillingService/GetBillingAccountParent", `{"accountId": %q}`, account)
}

func TestPayment(t *testing.T) {
	w := newWorld(t)
	can := func(want string) {
		w.Helper()
		w.want(w.call("PaymentService/GetPaymentMethodAvailability", `{"accountId": %q}`, account),
			map[string]string{"availability.status": "PAYMENT_METHOD_AVAILABILITY_STATUS_" + want})
	}
	can("NOT_CONFIGURED")
	session := w.call("PaymentService/CreateStripeCheckoutSession", `{"accountId": %q, "redirectUrl": "https://example.com"}`, account)
	w.want(session, map[string]string{"stripe_session.setup_intent_status": "STRIPE_SETUP_INTENT_STATUS_REQUIRES_PAYMENT_METHOD"})
	id := text(session, "stripe_session.id")
	w.pass(setup)
	w.want(w.call("PaymentService/GetStripeCheckoutSession", `{"accountId": %q, "sessionId": %q}`, account, id), map[string]string{
		"stripe_session.setup_intent_status": "STRIPE_SETUP_INTENT_STATUS_SUCCEEDED", "stripe_session.url": "",
	})
	w.fails(codes.NotFound, "cs_none", "PaymentService/GetStripeCheckoutSession", `{"accountId": %q, "sessionId": "cs_none"}`, account)

	created := w.call("PaymentService/CreatePaymentMethod", `{"paymentMethod": {"accountId": %q, "type": "PAYMENT_PROVIDER_TYPE_STRIPE"}}`, account)
	w.want(created, map[string]string{
		"payment_method.status": "PAYMENT_METHOD_STATUS_ACTIVE", "payment_method.payment_provider_id": text(session, "stripe_session.customer"),
	})
	can("AVAILABLE")
	first := text(created, "payment_method.id")
	for entitlement, want := range map[string]string{"azure-7": "AZURE", "gcp-7": "GCP", "7": "AWS"} {
		record := func() string {
			return text(w.call("PaymentService/RecordCloudMarketplaceEntitlement", `{"accountId": %q, "entitlementId": %q}`, account, entitlement), "payment_method.id")
		}
		id := record()
		if again := record(); again != id {
			t.Errorf("%s makes the payment methods %s and %s", entitlement, id, again)
		}
		w.want(w.call("PaymentService/GetPaymentMethod", `{"accountId": %q, "paymentMethodId": %q}`, account, id),
			map[string]string{"payment_method.type": "PAYMENT_PROVIDER_TYPE_" + want + "_MARKETPLACE"})
		w.call("PaymentService/UpdatePaymentMethod", `{"paymentMethod": {"id": %q, "accountId": %q, "isDefault": true}, "updateMask": "isDefault"}`, id, account)
	}
	defaults := 0
	for _, one := range w.size(w.call("PaymentService/ListPaymentMethods", `{"accountId": %q}`, account), "items", 4) {
		if truth(one, "is_default") {
			defaults++
		}
		if text(one, "id") == first && truth(one, "is_default") {
			t.Error("the first one is still the default")
		}
	}
	if defaults != 1 {
		t.Errorf("%d payment methods are the default", defaults)
	}
}
