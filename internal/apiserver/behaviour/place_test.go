package behaviour

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
)

func TestRegions(t *testing.T) {
	w := newWorld(t)
	for service, want := range map[string]map[string]int{
		"cloud.platform.v1.PlatformService/":      {"aws": 5, "gcp": 4, "azure": 3, "hybrid": 0},
		"serverless.platform.v1.PlatformService/": {"aws": 2, "gcp": 1},
	} {
		w.size(w.call(service+"ListGlobalCloudProviders", `{}`), "items", len(want))
		for provider, n := range want {
			w.size(w.call(service+"ListGlobalCloudProviderRegions", `{"cloudProviderId": %q}`, provider), "items", n)
			for _, region := range w.size(w.call(service+"ListCloudProviderRegions", `{"accountId": %q, "cloudProviderId": %q}`, account, provider), "items", n) {
				id := text(region, "id")
				w.want(w.call(service+"GetCloudProviderRegion", `{"accountId": %q, "cloudProviderId": %q, "regionId": %q}`, account, provider, id),
					map[string]string{"region.id": id, "region.provider": provider})
			}
		}
		w.fails(codes.NotFound, "ibm", service+"ListGlobalCloudProviderRegions", `{"cloudProviderId": "ibm"}`)
		w.fails(codes.NotFound, "dallas", service+"GetGlobalCloudProviderRegion", `{"cloudProviderId": "aws", "regionId": "dallas"}`)
	}
}

func TestHybridEnvironment(t *testing.T) {
	w := newWorld(t)
	created := w.call("HybridCloudService/CreateHybridCloudEnvironment", `{"hybridCloudEnvironment": {"accountId": %q, "name": "own",
		"configuration": {"namespace": "vectors"}}}`, account)
	w.want(created, map[string]string{"hybrid_cloud_environment.created_by_email": "user@example.com"})
	id := text(created, "hybrid_cloud_environment.id")
	w.fails(codes.AlreadyExists, "own", "HybridCloudService/CreateHybridCloudEnvironment",
		`{"hybridCloudEnvironment": {"accountId": %q, "name": "own"}}`, account)
	of := fmt.Sprintf(`{"accountId": %q, "hybridCloudEnvironmentId": %q}`, account, id)
	cluster := fmt.Sprintf(`{"cluster": {"accountId": %q, "name": "inside", "cloudProviderId": "hybrid", "cloudProviderRegionId": %q,
		"configuration": {"numberOfNodes": 1, "packageId": %q}}}`, account, id, hybrid2)
	environment := func() protoreflect.Message {
		return message.Sub(w.call("HybridCloudService/GetHybridCloudEnvironment", "%s", of), "hybrid_cloud_environment")
	}
	if message.Has(environment(), "status") {
		t.Error("it has a status before anything has reported one")
	}
	w.fails(codes.FailedPrecondition, "yet", "ClusterService/CreateCluster", "%s", cluster)

	commands := w.call("HybridCloudService/GenerateBootstrapCommands", "%s", of)
	key := text(commands, "access_key")
	if all := strings.Join(texts(commands, "commands"), "\n"); key == "" || !strings.Contains(all, key) || !strings.Contains(all, "--namespace vectors") {
		t.Errorf("the commands are\n%s", all)
	}
	w.size(w.call("AuthService/ListManagementKeys", `{"accountId": %q}`, account), "items", 2)
	w.want(environment(), map[string]string{"status.phase": environmentNotReady})
	w.pass(time.Minute)
	w.want(environment(), map[string]string{
		"status.phase": environmentReady, "status.cluster_creation_readiness": "QDRANT_CLUSTER_CREATION_STATUS_READY", "status.message": "",
	})
	w.want(w.call("cloud.platform.v1.PlatformService/GetCloudProviderRegion",
		`{"accountId": %q, "cloudProviderId": "hybrid", "regionId": %q}`, account, id), map[string]string{"region.name": "own", "region.namespace": "vectors"})

	inside := text(w.call("ClusterService/CreateCluster", "%s", cluster), "cluster.id")
	w.fails(codes.FailedPrecondition, inside, "HybridCloudService/DeleteHybridCloudEnvironment", "%s", of)
	w.call("ClusterService/DeleteCluster", ofCluster, account, inside)
	w.pass(time.Minute)
	w.call("HybridCloudService/DeleteHybridCloudEnvironment", "%s", of)
	w.fails(codes.NotFound, id, "HybridCloudService/GenerateBootstrapCommands", "%s", of)
}

func TestSpaces(t *testing.T) {
	w := newWorld(t)
	create := `{"space": {"accountId": %q, "name": "first", "cloudProviderId": %q, "cloudProviderRegionId": %q, "configuration": {}}}`
	w.fails(codes.InvalidArgument, "dallas", "SpaceService/CreateSpace", create, account, "aws", "dallas")
	w.fails(codes.FailedPrecondition, "at present", "SpaceService/CreateSpace", create, account, "gcp", "europe-west3")
	id := w.newSpace("first")
	w.pass(time.Minute)
	updated := w.call("SpaceService/UpdateSpace", `{"space": {"id": %q, "accountId": %q, "configuration": {"maxStorageBytes": "1000",
		"platformMaxStorageBytes": "5"}}, "updateMask": "configuration"}`, id, account)
	w.want(updated, map[string]string{"space.state.phase": spaceProcessing, "space.last_updated_by.actor_id": alice})
	if most := whole(updated, "space.configuration.platform_max_storage_bytes"); most != 64<<30 {
		t.Errorf("the platform allows %d bytes", most)
	}
	w.pass(time.Minute)
	w.want(w.call("SpaceService/UpdateSpace", `{"space": {"id": %q, "accountId": %q, "name": "other"}, "updateMask": "name"}`, id, account),
		map[string]string{"space.state.phase": spaceReady})
	quotas := w.call("serverless.quota.v1.QuotaService/GetQuotas", `{"accountId": %q}`, account)
	if used := whole(quotas, "quota.used_spaces"); used != 1 || whole(quotas, "quota.max_spaces") < 2 {
		t.Errorf("the quotas are %v", quotas)
	}
	if name := text(w.call("SpaceService/SuggestSpaceName", `{"accountId": %q}`, account), "name"); len(name) < 4 {
		t.Errorf("the suggested name is %q", name)
	}
}

func TestSpaceKeys(t *testing.T) {
	w := newWorld(t)
	space := w.newSpace("first")
	created := w.call("SpaceApiKeyService/CreateSpaceApiKey", `{"spaceApiKey": {"accountId": %q, "spaceId": %q, "name": "the key"}}`, account, space)
	w.want(created, map[string]string{"space_api_key.state.phase": "SPACE_API_KEY_STATE_PHASE_PROCESSING", "space_api_key.created_by.actor_id": alice})
	if text(created, "space_api_key.key") == "" {
		t.Error("the new key has no secret")
	}
	const tokens = "space.auth.v1.EphemeralDashboardTokenService/"
	token := text(w.call(tokens+"CreateEphemeralDashboardToken", `{"accountId": %q, "spaceId": %q}`, account, space), "ephemeral_dashboard_token.token")
	if !strings.HasPrefix(token, "local:v1:") {
		t.Errorf("the token is %q", token)
	}
	w.size(w.call("SpaceApiKeyService/ListSpaceApiKeys", `{"accountId": %q, "spaceId": %q}`, account, space), "items", 2)
	w.size(w.call(tokens+"ListEphemeralDashboardTokens", `{"accountId": %q, "spaceId": %q}`, account, nobody), "items", 0)
	behind := w.size(w.call(tokens+"ListEphemeralDashboardTokens", `{"accountId": %q}`, account), "items", 1)[0]
	if ends := moment(behind, "expires_at"); !ends.Equal(w.now.Add(tokenLife)) {
		t.Errorf("the token ends at %s", ends)
	}
	revoke := fmt.Sprintf(`{"accountId": %q, "spaceApiKeyId": %q}`, account, text(behind, "id"))
	w.call(tokens+"RevokeEphemeralDashboardToken", "%s", revoke)
	w.want(w.size(w.call(tokens+"ListEphemeralDashboardTokens", `{"accountId": %q}`, account), "items", 1)[0],
		map[string]string{"revoked_by.actor_id": alice, "state.phase": "SPACE_API_KEY_STATE_PHASE_DISABLED"})
	w.fails(codes.FailedPrecondition, "already", tokens+"RevokeEphemeralDashboardToken", "%s", revoke)
	w.fails(codes.NotFound, text(created, "space_api_key.id"), tokens+"RevokeEphemeralDashboardToken",
		`{"accountId": %q, "spaceApiKeyId": %q}`, account, text(created, "space_api_key.id"))
	w.pass(time.Minute)
	w.call("SpaceApiKeyService/DeleteSpaceApiKey", `{"accountId": %q, "spaceId": %q, "spaceApiKeyId": %q}`, account, space, text(created, "space_api_key.id"))
	w.pass(time.Minute)
	w.size(w.call("SpaceApiKeyService/ListSpaceApiKeys", `{"accountId": %q, "spaceId": %q}`, account, space), "items", 1)
}
