package behaviour

import (
	"fmt"
	"slices"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

func (s *Set) monitoring() {
	s.service("qdrant.cloud.monitoring.v1.MonitoringService",
		method{"GetClusterSummaryMetrics", "Averages of the simulated series over 5 minutes and an hour, for nodes that are up.",
			s.summaryMetrics},
		method{"GetClusterUsageMetrics",
			"A made-up but repeatable series, a wave over the day, for the time in which the cluster ran.", s.usageMetrics},
		method{"GetClusterLogs", "The lines that nodes would write when the cluster starts and stops.", s.logs},
		method{"GetClusterEvents", "What has happened to the cluster on this server, with its phases.", s.events},
		method{"GetClusterInferenceMetrics", "Empty: no inference takes place on this server.", s.inferenceMetrics},
		method{"ListClusterAlerts", "Of the state of the cluster, the age of its version, and keys that expire within a week.",
			s.alerts},
	)
}

// observed finds the cluster of a request and its history.
func (s *Set) observed(call *rpc.Call) (*dynamicpb.Message, history, error) {
	cluster, err := s.get(call.Tx, clusterKind, call.Account, message.Text(call.Request, "cluster_id"))
	if err != nil {
		return nil, history{}, err
	}
	return cluster, historyOf(call.Tx, cluster), nil
}

func (s *Set) summaryMetrics(call *rpc.Call) (object, error) {
	cluster, _, err := s.observed(call)
	if err != nil {
		return nil, err
	}
	var nodes []object
	for i := range whole(cluster, "state.nodes_up") {
		node := object{"node_id": nodeName(cluster, i)}
		for _, r := range resources {
			all := total(cluster, r.of)
			if all == 0 {
				continue
			}
			var averages []object
			for _, interval := range []time.Duration{5 * time.Minute, time.Hour} {
				averages = append(averages,
					object{"interval": interval, "value": average(nodeName(cluster, i), r.name, call.Now, interval) * all})
			}
			node[r.name] = object{"avg": averages, "total": object{"value": all, "unit": r.unit}}
		}
		nodes = append(nodes, node)
	}
	return object{"nodes": nodes}, nil
}

// average is the average load over an interval that ends at a time.
func average(node, resource string, until time.Time, interval time.Duration) float64 {
	sum, n := 0.0, 0
	for back := time.Duration(0); back < interval; back += time.Minute {
		sum, n = sum+load(node, resource, until.Add(-back)), n+1
	}
	return sum / float64(n)
}

func (s *Set) usageMetrics(call *rpc.Call) (object, error) {
	cluster, h, err := s.observed(call)
	if err != nil {
		return nil, err
	}
	times := windowOf(call.Request, call.Now, time.Hour).times(call.Now)
	combine := combination(message.Enum(call.Request, "aggregator"))
	response, nodes := object{}, []object{}
	for i := range whole(cluster, "configuration.number_of_nodes") {
		nodes = append(nodes, object{"node_id": nodeName(cluster, i)})
	}
	for _, r := range resources {
		all := total(cluster, r.of)
		if all == 0 {
			continue
		}
		of := make([][]object, len(nodes))
		var whole []object
		for _, at := range times {
			was, ok := h.at(at)
			if !ok || !was.serves() {
				continue
			}
			var values []float64
			for i := range min(int64(len(nodes)), was.Nodes) {
				values = append(values, load(nodeName(cluster, i), r.name, at)*all)
				of[i] = append(of[i], object{"timestamp": at, "value": values[i]})
			}
			whole = append(whole, object{"timestamp": at, "value": combine(values)})
		}
		response[r.name] = whole
		for i := range nodes {
			nodes[i][r.name] = of[i]
		}
	}
	response["rps"], response["latency"] = requests(cluster, h, times)
	response["nodes"] = nodes
	return response, nil
}

// requests are the requests per second that a cluster would serve, and the seconds that they would take.
func requests(cluster protoreflect.Message, h history, times []time.Time) (rps, latency []object) {
	for _, at := range times {
		if was, ok := h.at(at); ok && was.serves() {
			share := load(nodeName(cluster, 0), "cpu", at)
			rps = append(rps, object{"timestamp": at, "value": 200 * share * float64(was.Nodes)})
			latency = append(latency, object{"timestamp": at, "value": 0.002 + 0.01*share})
		}
	}
	return rps, latency
}

// combination is how the values of the nodes become one for the cluster: their average, unless the caller says otherwise.
func combination(aggregator string) func([]float64) float64 {
	sum := func(values []float64) float64 {
		all := 0.0
		for _, value := range values {
			all += value
		}
		return all
	}
	switch aggregator {
	case "AGGREGATOR_SUM":
		return sum
	case "AGGREGATOR_MAX":
		return slices.Max[[]float64]
	case "AGGREGATOR_MIN":
		return slices.Min[[]float64]
	}
	return func(values []float64) float64 { return sum(values) / float64(len(values)) }
}

// ever is long enough for everything that has happened to a cluster.
const ever = 100 * 365 * 24 * time.Hour

func (s *Set) events(call *rpc.Call) (object, error) {
	_, h, err := s.observed(call)
	if err != nil {
		return nil, err
	}
	w := windowOf(call.Request, call.Now, ever)
	var items []object
	for _, e := range h.Events {
		if w.has(e.At) {
			items = append(items, object{"timestamp": e.At, "message": fmt.Sprintf("%s %s", e.Phase, e.Text)})
		}
	}
	return object{"items": items}, nil
}

func (w window) has(at time.Time) bool { return !at.Before(w.since) && !at.After(w.until) }

func (s *Set) logs(call *rpc.Call) (object, error) {
	cluster, h, err := s.observed(call)
	if err != nil {
		return nil, err
	}
	w := windowOf(call.Request, call.Now, ever)
	var items []object
	up := false
	for _, e := range h.Events {
		was := up
		if e.Phase == phaseHealthy {
			up = true
		} else if e.Phase == phaseSuspended || e.Phase == phaseNotReady {
			up = false
		}
		if up == was || !w.has(e.At) {
			continue
		}
		for i := range e.Nodes {
			for _, line := range lines(up) {
				items = append(items, object{"timestamp": e.At, "message": fmt.Sprintf("%s INFO %s", nodeName(cluster, i), line)})
			}
		}
	}
	return object{"items": items}, nil
}

// lines are what a node logs when it comes up, or goes down.
func lines(up bool) []string {
	if up {
		return []string{"qdrant: Distributed mode enabled", "qdrant: Qdrant HTTP listening on 6333",
			"qdrant: Qdrant gRPC listening on 6334"}
	}
	return []string{"qdrant: Stopping with SIGTERM"}
}

func (s *Set) inferenceMetrics(call *rpc.Call) (object, error) {
	_, _, err := s.observed(call)
	return nil, err
}

// soon is how long before its end a key is reported.
const soon = 7 * 24 * time.Hour

func (s *Set) alerts(call *rpc.Call) (object, error) {
	cluster, h, err := s.observed(call)
	if err != nil {
		return nil, err
	}
	var alerts []object
	raise := func(kind, severity, title, description, state string, at time.Time) {
		wanted := message.Enum(call.Request, "state")
		if message.Has(call.Request, "state") && wanted != state {
			return
		}
		alerts = append(alerts, object{
			"id": derived("alert", message.Text(cluster, "id"), kind, description), "type": "CLUSTER_ALERT_TYPE_" + kind,
			"severity": "CLUSTER_ALERT_SEVERITY_" + severity, "title": title, "description": description, "last_firing_at": at,
			"state": state,
		})
	}
	const firing, resolved = "CLUSTER_ALERT_STATE_FIRING", "CLUSTER_ALERT_STATE_RESOLVED"
	if at, ok := h.lastNotReady(); ok {
		state := resolved
		if message.Enum(cluster, "state.phase") == phaseNotReady {
			state, at = firing, call.Now
		}
		raise("QDRANT_CLUSTER_UNHEALTHY", "CRITICAL", "Cluster unhealthy", "Some nodes of the cluster are not ready.", state, at)
	}
	version := message.Text(cluster, "state.version")
	if release, ok := find(s.catalogue.releases, "version", version); ok && truth(release, "end_of_life") {
		raise("CLUSTER_VERSION_IS_NOT_COVERED_BY_SLA", "WARNING", "Version out of maintenance",
			"Version "+version+" is not maintained any more; upgrade the cluster.", firing, call.Now)
	}
	for _, key := range s.all(call.Tx, databaseKeyKind, call.Account) {
		left := moment(key, "expires_at").Sub(call.Now)
		if message.Text(key, "cluster_id") == message.Text(cluster, "id") && message.Has(key, "expires_at") && left > 0 && left < soon {
			raise("QDRANT_JWT_API_KEY_ABOUT_TO_EXPIRE", "WARNING", "Key about to expire",
				fmt.Sprintf("The database API key %s expires soon.", message.Text(key, "id")), firing, call.Now)
		}
	}
	return object{"alerts": alerts}, nil
}

// lastNotReady is when the nodes of a cluster were last not ready.
func (h history) lastNotReady() (time.Time, bool) {
	for _, e := range slices.Backward(h.Events) {
		if e.Phase == phaseNotReady {
			return e.At, true
		}
	}
	return time.Time{}, false
}

func (s *Set) downscaleRisk(call *rpc.Call) (object, error) {
	cluster, err := s.get(call.Tx, clusterKind, call.Account, message.Text(call.Request, "cluster_id"))
	if err != nil {
		return nil, err
	}
	id := message.Text(call.Request, "package_id")
	booked, ok := s.anyPackage(id)
	if !ok {
		return nil, rpc.NotFound("Package", id)
	}
	risk := object{"resource": "CLUSTER_DOWNSCALE_RISK_RESOURCE_MEMORY"}
	used := 0.0
	for i := range whole(cluster, "state.nodes_up") {
		used = max(used, load(nodeName(cluster, i), "ram", call.Now)*total(cluster, "ram"))
	}
	offered := amount(message.Text(booked, "resource_configuration.ram"))
	switch {
	case used == 0:
		risk["status"], risk["reason"] = "CLUSTER_DOWNSCALE_RISK_STATUS_USAGE_UNKNOWN", "No node of the cluster is up."
	case used > offered:
		risk["status"] = "CLUSTER_DOWNSCALE_RISK_STATUS_USAGE_EXCEEDS_TARGET"
		risk["reason"] = fmt.Sprintf("A node uses %.1f GiB of memory, and the package has %g GiB.", used, offered)
	default:
		risk["status"] = "CLUSTER_DOWNSCALE_RISK_STATUS_NO_RISK"
	}
	return object{"downscale_risks": []object{risk}}, nil
}
