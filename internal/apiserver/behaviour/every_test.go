package behaviour

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
)

// inhabited is a world in which every explicit method has something to answer with.
type inhabited struct {
	*world

	cluster, suspended, backup, environment string
	space, spaceBackup, spaceToken          string
	role, session                           string
}

func inhabit(t *testing.T) *inhabited {
	t.Helper()
	w := &inhabited{world: newWorld(t)}
	w.cluster, w.suspended = w.runningCluster("first"), w.runningCluster("second")
	w.call("ClusterService/SuspendCluster", `{"accountId": %q, "clusterId": %q}`, account, w.suspended)
	w.backup = text(w.call("cluster.backup.v1.BackupService/CreateBackup",
		`{"backup": {"accountId": %q, "clusterId": %q, "displayName": "by-hand"}}`, account, w.cluster), "backup.id")
	w.environment = text(w.call("HybridCloudService/CreateHybridCloudEnvironment",
		`{"hybridCloudEnvironment": {"accountId": %q, "name": "own"}}`, account), "hybrid_cloud_environment.id")
	w.space = w.newSpace("space-one")
	w.spaceBackup = text(w.call("space.backup.v1.BackupService/CreateBackup",
		`{"backup": {"accountId": %q, "spaceId": %q}}`, account, w.space), "backup.id")
	w.call("space.auth.v1.EphemeralDashboardTokenService/CreateEphemeralDashboardToken", `{"accountId": %q, "spaceId": %q}`, account, w.space)
	w.spaceToken = text(w.call("space.auth.v1.EphemeralDashboardTokenService/ListEphemeralDashboardTokens",
		`{"accountId": %q}`, account).Get(w.method("ListEphemeralDashboardTokens").Descriptor.Output().Fields().ByName("items")).List().Get(0).Message(), "id")
	w.role = text(w.call("IAMService/CreateRole", `{"role": {"accountId": %q, "name": "Readers", "roleType": "ROLE_TYPE_CUSTOM",
		"permissions": [{"value": "read:clusters"}]}}`, account), "role.id")
	w.session = text(w.call("PaymentService/CreateStripeCheckoutSession",
		`{"accountId": %q, "redirectUrl": "https://example.com/done"}`, account), "stripe_session.id")
	w.pass(time.Minute)
	return w
}

// inviteBob invites the second user, who accepts if told so.
func (w *world) inviteBob(accept bool, roles string) string {
	w.Helper()
	w.as(alice)
	invite := text(w.call("AccountService/CreateAccountInvite", `{"accountInvite": {"accountId": %q, "userEmail": "Bob@example.com",
		"userRoleIds": [%s]}}`, account, roles), "account_invite.id")
	if accept {
		w.as(bob)
		w.call("AccountService/AcceptAccountInvite", `{"accountId": %q, "inviteId": %q}`, account, invite)
		w.as(alice)
	}
	return invite
}

func (w *world) newSpace(name string) string {
	w.Helper()
	return text(w.call("SpaceService/CreateSpace", `{"space": {"accountId": %q, "name": %q, "cloudProviderId": "aws",
		"cloudProviderRegionId": "eu-central-1", "configuration": {"allowedOrigins": ["https://example.com"]}}}`, account, name), "space.id")
}

// TestEveryMethod calls each method with an explicit behaviour once with a valid request. The world judges the responses.
func TestEveryMethod(t *testing.T) {
	own := func(format string, values ...any) func(*inhabited) string {
		return func(*inhabited) string {
			return fmt.Sprintf(`{"accountId": %q%s}`, account, fmt.Sprintf(format, values...))
		}
	}
	about := func(field string, id func(*inhabited) string) func(*inhabited) string {
		return func(w *inhabited) string { return fmt.Sprintf(`{"accountId": %q, %q: %q}`, account, field, id(w)) }
	}
	cluster := func(w *inhabited) string { return w.cluster }
	ofCluster, ofBackup := about("clusterId", cluster), about("backupId", func(w *inhabited) string { return w.backup })
	place := `, "cloudProviderId": "aws", "cloudProviderRegionId": "us-east-1"`
	nothing := func(*inhabited) string { return `{}` }
	asBob := func() func(*inhabited) string {
		return func(w *inhabited) string {
			invite := w.inviteBob(false, "")
			w.as(bob)
			return fmt.Sprintf(`{"accountId": %q, "inviteId": %q}`, account, invite)
		}
	}
	withBob := func(format string) func(*inhabited) string {
		return func(w *inhabited) string {
			w.inviteBob(true, "")
			return fmt.Sprintf(`{"accountId": %q, "userId": %q%s}`, account, bob, fmt.Sprintf(format, w.role))
		}
	}
	requests := map[string]func(*inhabited) string{
		"account.v1.AccountService/ListAccounts":               nothing,
		"account.v1.AccountService/ListReceivedAccountInvites": nothing,
		"account.v1.AccountService/AcceptAccountInvite":        asBob(),
		"account.v1.AccountService/RejectAccountInvite":        asBob(),
		"account.v1.AccountService/DeleteAccountInvite": func(w *inhabited) string {
			return fmt.Sprintf(`{"accountId": %q, "inviteId": %q}`, account, w.inviteBob(false, ""))
		},
		"account.v1.AccountService/LeaveAccount": func(w *inhabited) string {
			w.inviteBob(true, "")
			w.as(bob)
			return fmt.Sprintf(`{"accountId": %q}`, account)
		},
		"account.v1.AccountService/ListAccountMembers":  own(""),
		"account.v1.AccountService/GetAccountMember":    own(`, "userId": %q`, alice),
		"account.v1.AccountService/DeleteAccountMember": withBob("%.0s"),
		"account.v1.AccountService/SuggestCompanies":    func(*inhabited) string { return `{"name": "company"}` },

		"billing.v1.BillingService/ListInvoices":               own(""),
		"billing.v1.BillingService/ListDiscounts":              own(""),
		"billing.v1.BillingService/ListCreditContracts":        own(""),
		"billing.v1.BillingService/ListBillingAccountChildren": own(""),

		"booking.v1.BookingService/ListPackages":         own("%s", place),
		"booking.v1.BookingService/GetPackage":           own(`%s, "id": %q`, place, mx2),
		"booking.v1.BookingService/ListGlobalPackages":   func(*inhabited) string { return `{"cloudProviderId": "hybrid"}` },
		"booking.v1.BookingService/GetQuote":             own(`%s, "packageId": %q, "numberOfNodes": 3`, place, mx2),
		"booking.v1.BookingService/GetBackupQuote":       own("%s", place),
		"booking.v1.BookingService/ListInferenceModels":  own("%s", place),
		"booking.v1.BookingService/ListStorageTierTypes": own("%s", place),

		"cluster.auth.v1.DatabaseApiKeyService/ListDatabaseApiKeys":                    ofCluster,
		"cluster.auth.v1.EphemeralDashboardTokenService/CreateEphemeralDashboardToken": ofCluster,

		"cluster.backup.v1.BackupService/RestoreBackup": ofBackup,
		"cluster.v1.ClusterService/CreateClusterFromBackup": func(w *inhabited) string {
			return fmt.Sprintf(`{"accountId": %q, "backupId": %q, "clusterName": "restored"}`, account, w.backup)
		},
		"cluster.v1.ClusterService/GetClusterDownscaleRisk": func(w *inhabited) string {
			return fmt.Sprintf(`{"accountId": %q, "clusterId": %q, "packageId": %q}`, account, w.cluster, mx1)
		},
		"cluster.v1.ClusterService/EnableClusterJwtRbac": ofCluster,
		"cluster.v1.ClusterService/RestartCluster":       ofCluster,
		"cluster.v1.ClusterService/SuspendCluster":       ofCluster,
		"cluster.v1.ClusterService/UnsuspendCluster":     about("clusterId", func(w *inhabited) string { return w.suspended }),
		"cluster.v1.ClusterService/SuggestClusterName":   own(""),
		"cluster.v1.ClusterService/ListQdrantReleases":   ofCluster,
		"cluster.v1.ClusterService/GetQdrantRelease":     own(`, "version": "v1.15.4"`),

		"hybrid.v1.HybridCloudService/GenerateBootstrapCommands": about("hybridCloudEnvironmentId", func(w *inhabited) string { return w.environment }),

		"iam.v1.IAMService/GetAuthenticatedUser":     nothing,
		"iam.v1.IAMService/ListUsers":                own(""),
		"iam.v1.IAMService/UpdateUser":               func(*inhabited) string { return updateAlice },
		"iam.v1.IAMService/DeleteUser":               func(w *inhabited) string { w.as(bob); return fmt.Sprintf(`{"userId": %q}`, bob) },
		"iam.v1.IAMService/GetUserProfile":           nothing,
		"iam.v1.IAMService/UpdateUserProfile":        func(*inhabited) string { return `{"userProfile": {"givenName": "Alice"}}` },
		"iam.v1.IAMService/GetUserConsent":           func(*inhabited) string { return `{"documentType": "LEGAL_DOCUMENT_TYPE_SLA"}` },
		"iam.v1.IAMService/RecordUserConsent":        func(*inhabited) string { return consentToSLA },
		"iam.v1.IAMService/ListPermissions":          own(""),
		"iam.v1.IAMService/ListEffectivePermissions": own(""),
		"iam.v1.IAMService/ListUserRoles":            own(`, "userId": %q`, alice),
		"iam.v1.IAMService/ListRoleUsers":            about("roleId", func(w *inhabited) string { return w.role }),
		"iam.v1.IAMService/AssignUserRoles":          withBob(`, "roleIdsToAdd": [%q]`),
		"iam.v1.IAMService/ListUserMfaMethods":       nothing,
		"iam.v1.IAMService/UpdateUserMfaMethod":      func(w *inhabited) string { return w.securityKey("YubiKey") },
		"iam.v1.IAMService/DeleteUserMfaMethod":      func(w *inhabited) string { return w.securityKey("Security key") },

		"metering.v1.MeteringService/ListMonthlyMeterings": own(""),
		"metering.v1.MeteringService/ListMeterings":        own(`, "year": 2031, "month": 3`),
		"metering.v1.MeteringService/GetUsageBreakdown":    own(`, "startTime": "2031-01-01T00:00:00Z", "endTime": "2032-01-01T00:00:00Z"`),

		"monitoring.v1.MonitoringService/GetClusterSummaryMetrics":   ofCluster,
		"monitoring.v1.MonitoringService/GetClusterUsageMetrics":     ofCluster,
		"monitoring.v1.MonitoringService/GetClusterLogs":             ofCluster,
		"monitoring.v1.MonitoringService/GetClusterEvents":           ofCluster,
		"monitoring.v1.MonitoringService/GetClusterInferenceMetrics": ofCluster,
		"monitoring.v1.MonitoringService/ListClusterAlerts":          ofCluster,

		"payment.v1.PaymentService/GetPaymentMethodAvailability":      own(""),
		"payment.v1.PaymentService/CreateStripeCheckoutSession":       own(`, "redirectUrl": "https://example.com/"`),
		"payment.v1.PaymentService/GetStripeCheckoutSession":          about("sessionId", func(w *inhabited) string { return w.session }),
		"payment.v1.PaymentService/RecordCloudMarketplaceEntitlement": own(`, "entitlementId": "gcp-1"`),

		"cloud.platform.v1.PlatformService/ListGlobalCloudProviders":       nothing,
		"cloud.platform.v1.PlatformService/ListCloudProviders":             own(""),
		"cloud.platform.v1.PlatformService/ListGlobalCloudProviderRegions": func(*inhabited) string { return `{"cloudProviderId": "azure"}` },
		"cloud.platform.v1.PlatformService/GetGlobalCloudProviderRegion":   func(*inhabited) string { return `{"cloudProviderId": "gcp", "regionId": "us-east4"}` },
		"cloud.platform.v1.PlatformService/ListCloudProviderRegions":       own(`, "cloudProviderId": "hybrid"`),
		"cloud.platform.v1.PlatformService/GetCloudProviderRegion": func(w *inhabited) string {
			return fmt.Sprintf(`{"accountId": %q, "cloudProviderId": "hybrid", "regionId": %q}`, account, w.environment)
		},
		"quota.v1.QuotaService/GetAuthenticatedUserQuotas":                      nothing,
		"quota.v1.QuotaService/GetAccountQuotas":                                own(""),
		"serverless.quota.v1.QuotaService/GetQuotas":                            own(""),
		"serverless.platform.v1.PlatformService/ListGlobalCloudProviders":       nothing,
		"serverless.platform.v1.PlatformService/ListCloudProviders":             own(""),
		"serverless.platform.v1.PlatformService/ListGlobalCloudProviderRegions": func(*inhabited) string { return `{"cloudProviderId": "aws"}` },
		"serverless.platform.v1.PlatformService/GetGlobalCloudProviderRegion": func(*inhabited) string {
			return `{"cloudProviderId": "aws", "regionId": "us-east-1"}`
		},
		"serverless.platform.v1.PlatformService/ListCloudProviderRegions": own(`, "cloudProviderId": "gcp"`),
		"serverless.platform.v1.PlatformService/GetCloudProviderRegion":   own(`, "cloudProviderId": "aws", "regionId": "us-east-1"`),

		"serverless.space.auth.v1.EphemeralDashboardTokenService/CreateEphemeralDashboardToken": about("spaceId", func(w *inhabited) string { return w.space }),
		"serverless.space.auth.v1.EphemeralDashboardTokenService/ListEphemeralDashboardTokens":  own(""),
		"serverless.space.auth.v1.EphemeralDashboardTokenService/RevokeEphemeralDashboardToken": about("spaceApiKeyId",
			func(w *inhabited) string { return w.spaceToken }),
		"serverless.space.backup.v1.BackupService/RestoreBackup": about("backupId", func(w *inhabited) string { return w.spaceBackup }),
		"serverless.space.v1.SpaceService/CreateSpaceFromBackup": func(w *inhabited) string {
			return fmt.Sprintf(`{"accountId": %q, "backupId": %q, "spaceName": "restored"}`, account, w.spaceBackup)
		},
		"serverless.space.v1.SpaceService/SuggestSpaceName": own(""),

		"ui.v1.ClusterDataService/ListCollections":    ofCluster,
		"ui.v1.AggregationService/ListUsersWithRoles": own(""),
	}
	// These two never succeed.
	refused := map[string]codes.Code{
		"/qdrant.cloud.iam.v1.IAMService/LogoutUser":                      codes.Unimplemented,
		"/qdrant.cloud.billing.v1.BillingService/GetBillingAccountParent": codes.NotFound,
	}
	// These need a world of their own, in which Bob is nowhere yet, and Alice has both of her second factors.
	apart := []string{
		"AcceptAccountInvite", "RejectAccountInvite", "DeleteAccountInvite", "LeaveAccount", "DeleteAccountMember", "DeleteUser",
		"AssignUserRoles", "UpdateUserMfaMethod", "DeleteUserMfaMethod",
	}
	shared := inhabit(t)
	var called []string
	for _, name := range slices.Sorted(maps.Keys(requests)) {
		called = append(called, shared.method(name).Name)
		t.Run(name, func(t *testing.T) {
			w := shared
			if _, method, _ := strings.Cut(name, "/"); slices.Contains(apart, method) {
				w = inhabit(t)
			}
			w.T = t
			w.call(name, "%s", requests[name](w))
		})
	}
	w := shared.world
	w.T = t
	for name, code := range refused {
		called = append(called, name)
		w.fails(code, "", name[1:], `{%s}`, map[codes.Code]string{codes.NotFound: fmt.Sprintf(`"accountId": %q`, account)}[code])
	}
	slices.Sort(called)
	if names := w.set.names(); !slices.Equal(called, names) {
		t.Errorf("called\n%q, want all of\n%q", called, names)
	}
}

// What Alice asks for.
var (
	updateAlice = fmt.Sprintf(`{"user": {"id": %q, "onboardingStatus": "ONBOARDING_STATUS_PENDING"}, "updateMask": "onboardingStatus"}`, alice)

	consentToSLA = `{"documentType": "LEGAL_DOCUMENT_TYPE_SLA", "statusUpdate": "USER_CONSENT_STATUS_ACCEPTED"}`
)

// securityKey names the second factor of Alice that may have a name.
func (w *world) securityKey(name string) string {
	w.Helper()
	for _, factor := range w.size(w.call("IAMService/ListUserMfaMethods", `{}`), "items", 2) {
		if text(factor, "type") == "USER_MFA_METHOD_TYPE_WEBAUTHN_ROAMING" {
			return fmt.Sprintf(`{"mfaMethod": {"externalId": %q, "type": "USER_MFA_METHOD_TYPE_WEBAUTHN_ROAMING", "name": %q}}`,
				text(factor, "external_id"), name)
		}
	}
	w.Fatal("Alice has no security key")
	return ""
}
