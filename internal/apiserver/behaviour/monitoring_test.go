package behaviour

import (
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
)

const monitoring = "MonitoringService/"

func TestUsageMetrics(t *testing.T) {
	w := newWorld(t)
	id := w.runningCluster("first")
	w.pass(time.Hour)
	first := w.call(monitoring+"GetClusterUsageMetrics", ofCluster, account, id)
	if second := w.call(monitoring+"GetClusterUsageMetrics", ofCluster, account, id); !proto.Equal(first, second) {
		t.Error("the same question has two answers")
	}
	ram := parts(first, "ram")
	if len(ram) < 50 || len(ram) > 61 || len(parts(first, "gpu")) > 0 {
		t.Errorf("%d values of an hour, and %d of no GPU", len(ram), len(parts(first, "gpu")))
	}
	for _, node := range w.size(first, "nodes", 2) {
		if len(parts(node, "cpu")) != len(ram) {
			t.Errorf("%d values of a node, want %d", len(parts(node, "cpu")), len(ram))
		}
	}
	for _, value := range ram {
		if got := decimal(value, "value"); got < 0.5*4 || got > 0.7*4 {
			t.Errorf("%v GiB of 4 are used", got)
		}
	}
	if sum := decimal(parts(w.call(monitoring+"GetClusterUsageMetrics", `{"accountId": %q, "clusterId": %q,
		"aggregator": "AGGREGATOR_SUM"}`, account, id), "ram")[0], "value"); sum < 2*0.5*4 {
		t.Errorf("both nodes together use %v GiB", sum)
	}
	w.fails(codes.NotFound, nobody, monitoring+"GetClusterUsageMetrics", ofCluster, account, nobody)
}

// TestMetricsOfTheTimeThatAClusterRan looks at a period before, while and after a cluster ran, and at a long one.
func TestMetricsOfTheTimeThatAClusterRan(t *testing.T) {
	w := newWorld(t)
	id := w.runningCluster("first")
	w.pass(2 * time.Hour)
	w.call("ClusterService/SuspendCluster", ofCluster, account, id)
	w.pass(12 * time.Hour)
	for period, want := range map[string][2]int{
		`"since": "2031-03-03T08:00:00Z", "until": "2031-03-03T09:00:00Z"`: {0, 0},
		`"since": "2031-03-03T10:30:00Z", "until": "2031-03-03T11:00:00Z"`: {30, 31},
		`"since": "2031-03-03T13:00:00Z"`:                                  {0, 0},
		`"since": "2031-03-03T00:00:00Z", "until": "2099-01-01T00:00:00Z"`: {0, mostPoints},
		`"since": "0001-01-01T00:00:00Z", "until": "9999-12-31T00:00:00Z"`: {0, mostPoints},
	} {
		response := w.call(monitoring+"GetClusterUsageMetrics", `{"accountId": %q, "clusterId": %q, %s}`, account, id, period)
		if n := len(parts(response, "cpu")); n < want[0] || n > want[1] || n != len(parts(response, "rps")) {
			t.Errorf("%s: %d values, want from %d to %d", period, n, want[0], want[1])
		}
	}
	w.size(w.call(monitoring+"GetClusterSummaryMetrics", ofCluster, account, id), "nodes", 0)
}

func TestSummaryMetrics(t *testing.T) {
	w := newWorld(t)
	id := w.runningCluster("first")
	node := w.size(w.call(monitoring+"GetClusterSummaryMetrics", ofCluster, account, id), "nodes", 2)[0]
	w.want(node, map[string]string{"node_id": "qdrant-" + id + "-0", "ram.total.unit": "GiB"})
	if total := decimal(node, "disk.total.value"); total != 16 {
		t.Errorf("%v GiB of disk", total)
	}
	for _, average := range w.size(node, "cpu.avg", 2) {
		if value := decimal(average, "value"); value <= 0 || value > 0.6 {
			t.Errorf("an average of %v", value)
		}
	}
}

func TestEventsAndLogs(t *testing.T) {
	w := newWorld(t)
	id := w.runningCluster("first")
	w.call("ClusterService/RestartCluster", ofCluster, account, id)
	w.pass(time.Minute)
	var events []string
	for _, entry := range parts(w.call(monitoring+"GetClusterEvents", ofCluster, account, id), "items") {
		phase, _, _ := strings.Cut(text(entry, "message"), " ")
		events = append(events, phase)
	}
	if want := []string{phaseCreating, phaseHealthy, phaseNotReady, phaseHealthy}; !slices.Equal(events, want) {
		t.Errorf("the events are %q, want %q", events, want)
	}
	// Two nodes write three lines when they start, one when they stop, and three when they start again.
	logs := w.size(w.call(monitoring+"GetClusterLogs", ofCluster, account, id), "items", 14)
	if last := text(logs[13], "message"); !strings.Contains(last, "-1 INFO qdrant: Qdrant gRPC listening") {
		t.Errorf("the last line is %q", last)
	}
	w.size(w.call(monitoring+"GetClusterLogs", `{"accountId": %q, "clusterId": %q, "until": "2031-03-03T10:00:31Z"}`, account, id), "items", 6)
	w.size(w.call(monitoring+"GetClusterEvents", `{"accountId": %q, "clusterId": %q, "since": "2031-03-03T10:00:31Z"}`, account, id), "items", 2)
}

func TestAlerts(t *testing.T) {
	w := newWorld(t)
	created := w.call("ClusterService/CreateCluster", `{"cluster": {"accountId": %q, "name": "old", "cloudProviderId": "gcp",
		"cloudProviderRegionId": "us-east4", "configuration": {"numberOfNodes": 1, "packageId": %q, "version": "v1.12.5"}}}`, account, mx2)
	id := text(created, "cluster.id")
	w.pass(time.Minute)
	w.call("auth.v2.DatabaseApiKeyService/CreateDatabaseApiKey",
		`{"databaseApiKey": {"accountId": %q, "clusterId": %q, "name": "the key", "expiresAt": "2031-03-12T10:00:00Z"}}`, account, id)
	alerts := func(state string, want ...string) {
		w.Helper()
		got := values(parts(w.call(monitoring+"ListClusterAlerts", `{"accountId": %q, "clusterId": %q%s}`, account, id, state), "alerts"), "type")
		for i := range got {
			got[i] = strings.TrimPrefix(got[i], "CLUSTER_ALERT_TYPE_")
		}
		if !slices.Equal(got, want) {
			w.Errorf("the alerts%s are %q, want %q", state, got, want)
		}
	}
	const old, unhealthy, key = "CLUSTER_VERSION_IS_NOT_COVERED_BY_SLA", "QDRANT_CLUSTER_UNHEALTHY", "QDRANT_JWT_API_KEY_ABOUT_TO_EXPIRE"
	alerts("", old)
	w.pass(3 * 24 * time.Hour)
	alerts("", old, key)
	w.call("ClusterService/RestartCluster", ofCluster, account, id)
	alerts(`, "state": "CLUSTER_ALERT_STATE_FIRING"`, old, unhealthy, key)
	w.pass(time.Minute)
	alerts(`, "state": "CLUSTER_ALERT_STATE_RESOLVED"`, unhealthy)
	w.pass(30 * 24 * time.Hour)
	alerts(`, "state": "CLUSTER_ALERT_STATE_FIRING"`, old)
}

func TestLoad(t *testing.T) {
	for _, r := range resources {
		low, high := shares(r.name)
		for minute := range 3000 {
			at := time.Unix(int64(minute)*61, 0)
			if share := load("node", r.name, at); share < low || share > high || share != load("node", r.name, at) {
				t.Fatalf("%s at %s: %v, want from %v to %v", r.name, at, share, low, high)
			}
		}
	}
	if load("one", "cpu", time.Unix(0, 0)) == load("another", "cpu", time.Unix(0, 0)) {
		t.Error("two nodes are the same")
	}
}
