package behaviour

import (
	"fmt"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
)

const ofCluster = `{"accountId": %q, "clusterId": %q}`

// change updates one field of the configuration of a cluster, by mask.
func (w *world) change(id, field, value string) {
	w.Helper()
	w.call("ClusterService/UpdateCluster", `{"cluster": {"id": %q, "accountId": %q, "configuration": {%q: %s}},
		"updateMask": "configuration.%s"}`, id, account, field, value, field)
}

func TestLifeOfACluster(t *testing.T) {
	w := newWorld(t)
	id := w.newCluster("first", mx2)
	cluster := w.phase(id, phaseCreating)
	w.want(cluster, map[string]string{
		"state.version": "v1.15.4", "state.endpoint.url": "https://" + id + ".eu-central-1-0.aws.cloud.qdrant.io",
		"state.capabilities.scalability_info.status": "CLUSTER_SCALABILITY_STATUS_SCALABLE",
	})
	if up := whole(cluster, "state.nodes_up"); up != 0 {
		t.Errorf("%d nodes are up while the cluster is created", up)
	}
	w.pass(29 * time.Second)
	w.phase(id, phaseCreating)
	w.pass(time.Second)
	cluster = w.phase(id, phaseHealthy)
	node := w.size(cluster, "state.nodes", 2)[0]
	w.want(node, map[string]string{"state": "CLUSTER_NODE_STATE_HEALTHY", "version": "v1.15.4"})
	if up := whole(cluster, "state.nodes_up"); up != 2 || !moment(node, "started_at").Equal(w.now) {
		t.Errorf("%d nodes are up, the first since %s", up, moment(node, "started_at"))
	}
	if ram := decimal(cluster, "state.resources.ram.available"); ram != 4 {
		t.Errorf("%v GiB of memory, want those of the package", ram)
	}

	w.change(id, "numberOfNodes", "3")
	w.phase(id, phaseScaling)
	w.pass(time.Minute)
	w.size(w.phase(id, phaseHealthy), "state.nodes", 3)
	w.change(id, "additionalResources", `{"disk": 64}`)
	w.pass(time.Minute)
	if disk := decimal(w.phase(id, phaseHealthy), "state.resources.disk.available"); disk != 16+64 {
		t.Errorf("%v GiB of disk", disk)
	}
	w.change(id, "allowedIpSourceRanges", `["10.0.0.0/8"]`)
	w.phase(id, phaseUpdating)
	w.pass(time.Minute)
	w.call("ClusterService/UpdateCluster", `{"cluster": {"id": %q, "accountId": %q, "name": "renamed"}, "updateMask": "name"}`, id, account)
	w.want(w.phase(id, phaseHealthy), map[string]string{"name": "renamed"})

	w.call("ClusterService/DeleteCluster", ofCluster, account, id)
	if cluster = w.phase(id, phaseDeleting); !moment(cluster, "deleted_at").Equal(w.now) {
		t.Errorf("deleted at %s", moment(cluster, "deleted_at"))
	}
	w.fails(codes.FailedPrecondition, "PHASE", "ClusterService/RestartCluster", ofCluster, account, id)
	w.pass(20 * time.Second)
	w.fails(codes.NotFound, id, "ClusterService/GetCluster", ofCluster, account, id)
}

func TestUpgrade(t *testing.T) {
	w := newWorld(t)
	created := w.call("ClusterService/CreateCluster", `{"cluster": {"accountId": %q, "name": "old", "cloudProviderId": "gcp",
		"cloudProviderRegionId": "us-east4", "configuration": {"numberOfNodes": 1, "packageId": %q, "version": "v1.13.6"}}}`, account, mx2)
	id := text(created, "cluster.id")
	w.pass(time.Minute)
	for _, release := range w.size(w.call("ClusterService/ListQdrantReleases", ofCluster, account, id), "items", 6) {
		older := text(release, "version") < "v1.13.6"
		if truth(release, "unavailable") != older {
			t.Errorf("for a cluster of v1.13.6: %v", release)
		}
	}
	w.change(id, "version", `"latest"`)
	w.want(w.phase(id, phaseUpgrading), map[string]string{"state.version": "v1.13.6"})
	w.pass(45 * time.Second)
	w.want(w.phase(id, phaseHealthy), map[string]string{"state.version": "v1.15.4"})
	w.fails(codes.FailedPrecondition, "older version", "ClusterService/UpdateCluster", `{"cluster": {"id": %q, "accountId": %q,
		"configuration": {"version": "v1.14.1"}}, "updateMask": "configuration.version"}`, id, account)
	w.fails(codes.NotFound, "v9", "ClusterService/GetQdrantRelease", `{"accountId": %q, "version": "v9"}`, account)
}

func TestSuspend(t *testing.T) {
	w := newWorld(t)
	id := w.runningCluster("first")
	w.fails(codes.FailedPrecondition, phaseSuspended, "ClusterService/UnsuspendCluster", ofCluster, account, id)
	w.call("ClusterService/SuspendCluster", ofCluster, account, id)
	w.phase(id, phaseSuspending)
	w.pass(15 * time.Second)
	cluster := w.phase(id, phaseSuspended)
	w.want(w.size(cluster, "state.nodes", 2)[1], map[string]string{"state": "CLUSTER_NODE_STATE_SUSPENDED"})
	w.fails(codes.FailedPrecondition, phaseHealthy, "ClusterService/SuspendCluster", ofCluster, account, id)
	w.fails(codes.FailedPrecondition, phaseHealthy, "ClusterService/RestartCluster", ofCluster, account, id)
	w.change(id, "numberOfNodes", "4")
	w.phase(id, phaseSuspended)
	w.call("ClusterService/UnsuspendCluster", ofCluster, account, id)
	w.phase(id, phaseResuming)
	w.pass(30 * time.Second)
	w.size(w.phase(id, phaseHealthy), "state.nodes", 4)
}

func TestRestartAndTokens(t *testing.T) {
	w := newWorld(t)
	id := w.runningCluster("first")
	w.call("ClusterService/EnableClusterJwtRbac", ofCluster, account, id)
	if !truth(w.phase(id, phaseHealthy), "state.jwt_rbac") {
		t.Error("access control by tokens is not in force")
	}
	w.call("ClusterService/RestartCluster", ofCluster, account, id)
	if cluster := w.phase(id, phaseNotReady); whole(cluster, "state.nodes_up") != 0 || message.Has(cluster, "state.restarted_at") {
		t.Errorf("during the restart: %v", cluster)
	}
	w.pass(15 * time.Second)
	cluster := w.phase(id, phaseHealthy)
	if !moment(cluster, "state.restarted_at").Equal(w.now) || !truth(cluster, "state.jwt_rbac") {
		t.Errorf("after the restart: %v", cluster)
	}
	w.fails(codes.NotFound, nobody, "ClusterService/RestartCluster", ofCluster, account, nobody)
	w.fails(codes.NotFound, id, "ClusterService/RestartCluster", ofCluster, nobody, id) // In another account it is not there.
	w.fails(codes.NotFound, id, monitoring+"GetClusterLogs", ofCluster, nobody, id)
}

func TestClustersThatCannotBeBooked(t *testing.T) {
	for name, test := range map[string]struct {
		provider, region, configuration string
		code                            codes.Code
		words                           string
	}{
		"no provider":          {"ibm", "dallas", `"packageId": "` + mx2 + `"`, codes.InvalidArgument, "dallas"},
		"no region":            {"aws", "dallas", `"packageId": "` + mx2 + `"`, codes.InvalidArgument, "dallas"},
		"no package":           {"aws", "us-east-1", `"packageId": "` + nobody + `"`, codes.InvalidArgument, "ListPackages"},
		"one of hybrid":        {"aws", "us-east-1", `"packageId": "` + hybrid2 + `"`, codes.InvalidArgument, "ListPackages"},
		"an old package":       {"aws", "us-east-1", `"packageId": "` + gone + `"`, codes.FailedPrecondition, "not on offer"},
		"no version":           {"aws", "us-east-1", `"version": "v0.1.0", "packageId": "` + mx2 + `"`, codes.InvalidArgument, "v0.1.0"},
		"an old version":       {"aws", "us-east-1", `"version": "v1.11.3", "packageId": "` + mx2 + `"`, codes.FailedPrecondition, "cannot be chosen"},
		"two free nodes":       {"aws", "us-east-1", `"numberOfNodes": 2, "packageId": "` + free2 + `"`, codes.InvalidArgument, "one node"},
		"too many nodes":       {"aws", "us-east-1", `"numberOfNodes": 101, "packageId": "` + mx2 + `"`, codes.ResourceExhausted, "100 nodes"},
		"disk of a free one":   {"aws", "us-east-1", `"additionalResources": {"disk": 1}, "packageId": "` + free2 + `"`, codes.InvalidArgument, "disk"},
		"a tier of a free one": {"aws", "us-east-1", `"clusterStorageConfiguration": {"storageTierType": "STORAGE_TIER_TYPE_BALANCED"}, "packageId": "` + free2 + `"`, codes.InvalidArgument, "tier"},
		"no environment":       {"hybrid", nobody, `"packageId": "` + hybrid2 + `"`, codes.InvalidArgument, nobody},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.fails(test.code, test.words, "ClusterService/CreateCluster", `{"cluster": {"accountId": %q, "name": "first",
				"cloudProviderId": %q, "cloudProviderRegionId": %q, "configuration": {%s}}}`, account, test.provider, test.region,
				withNodes(test.configuration))
			w.size(w.call("ClusterService/ListClusters", `{"accountId": %q}`, account), "items", 0)
		})
	}
}

func withNodes(configuration string) string {
	if configuration[:8] == `"numberO` {
		return configuration
	}
	return `"numberOfNodes": 1, ` + configuration
}

func TestOneFreeCluster(t *testing.T) {
	w := newWorld(t)
	create := func(name string) string {
		return fmt.Sprintf(`{"cluster": {"accountId": %q, "name": %q, "cloudProviderId": "aws", "cloudProviderRegionId": "us-east-1",
			"configuration": {"numberOfNodes": 1, "packageId": %q}}}`, account, name, free2)
	}
	w.call("ClusterService/CreateCluster", "%s", create("first"))
	w.fails(codes.ResourceExhausted, "free clusters", "ClusterService/CreateCluster", "%s", create("second"))
}

func TestDownscaleRisk(t *testing.T) {
	w := newWorld(t)
	id := w.newCluster("first", mx4)
	risk := func(with string) string {
		w.Helper()
		response := w.call("ClusterService/GetClusterDownscaleRisk", `{"accountId": %q, "clusterId": %q, "packageId": %q}`, account, id, with)
		return text(w.size(response, "downscale_risks", 1)[0], "status")
	}
	if got := risk(mx1); got != "CLUSTER_DOWNSCALE_RISK_STATUS_USAGE_UNKNOWN" {
		t.Errorf("before a node is up: %s", got)
	}
	w.pass(time.Minute)
	if got := risk(mx1); got != "CLUSTER_DOWNSCALE_RISK_STATUS_USAGE_EXCEEDS_TARGET" {
		t.Errorf("8 GiB that are half full into 2 GiB: %s", got)
	}
	if got := risk(mx4); got != "CLUSTER_DOWNSCALE_RISK_STATUS_NO_RISK" {
		t.Errorf("into the same package: %s", got)
	}
	w.fails(codes.NotFound, nobody, "ClusterService/GetClusterDownscaleRisk",
		`{"accountId": %q, "clusterId": %q, "packageId": %q}`, account, id, nobody)
}

func TestSuggestedNames(t *testing.T) {
	w := newWorld(t)
	seen := map[string]bool{}
	for range 25 {
		name := text(w.call("ClusterService/SuggestClusterName", `{"accountId": %q}`, account), "name")
		if seen[name] {
			t.Fatalf("%s is suggested twice", name)
		}
		seen[name] = true
		w.newCluster(name, mx1)
	}
}

func TestDependantsOfACluster(t *testing.T) {
	for name, test := range map[string]struct {
		along   string
		backups int
	}{"kept": {"", 1}, "deleted too": {`, "deleteBackups": true`, 0}} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			id := w.runningCluster("first")
			w.call("cluster.backup.v1.BackupService/CreateBackup", `{"backup": {"accountId": %q, "clusterId": %q, "displayName": "by-hand"}}`, account, id)
			w.call("cluster.backup.v1.BackupService/CreateBackupSchedule",
				`{"backupSchedule": {"accountId": %q, "clusterId": %q, "displayName": "nightly", "schedule": "@daily"}}`, account, id)
			w.call("auth.v2.DatabaseApiKeyService/CreateDatabaseApiKey",
				`{"databaseApiKey": {"accountId": %q, "clusterId": %q, "name": "the key"}}`, account, id)
			w.pass(time.Minute)
			w.call("ClusterService/DeleteCluster", `{"accountId": %q, "clusterId": %q%s}`, account, id, test.along)
			w.pass(time.Minute)
			of := fmt.Sprintf(`{"accountId": %q}`, account)
			w.size(w.call("cluster.backup.v1.BackupService/ListBackups", "%s", of), "items", test.backups)
			w.size(w.call("cluster.backup.v1.BackupService/ListBackupSchedules", "%s", of), "items", 0)
			w.size(w.call("auth.v2.DatabaseApiKeyService/ListDatabaseApiKeys", "%s", of), "items", 0)
		})
	}
}
