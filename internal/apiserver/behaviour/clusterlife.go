package behaviour

import (
	"fmt"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/convention"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// The phases of a cluster through which it goes by itself.
const (
	phaseCreating   = "CLUSTER_PHASE_CREATING"
	phaseUpdating   = "CLUSTER_PHASE_UPDATING"
	phaseScaling    = "CLUSTER_PHASE_SCALING"
	phaseUpgrading  = "CLUSTER_PHASE_UPGRADING"
	phaseSuspending = "CLUSTER_PHASE_SUSPENDING"
	phaseSuspended  = "CLUSTER_PHASE_SUSPENDED"
	phaseResuming   = "CLUSTER_PHASE_RESUMING"
	phaseHealthy    = "CLUSTER_PHASE_HEALTHY"
	phaseNotReady   = "CLUSTER_PHASE_NOT_READY"
	phaseDeleting   = "CLUSTER_PHASE_DELETING"
)

// clusterSteps are the changes of phase that come by themselves, and how long they take.
func (s *Set) clusterSteps() []convention.Step {
	step := func(from string, after time.Duration, to, text string) convention.Step {
		return convention.Step{From: from, After: after, To: to,
			Do: func(tx *store.Tx, now time.Time, cluster *dynamicpb.Message) error {
				if from == phaseNotReady {
					if err := setState(s, cluster, object{"restarted_at": now}); err != nil {
						return err
					}
				}
				if err := s.enter(cluster, to, ""); err != nil {
					return err
				}
				if to == phaseHealthy {
					if err := s.start(cluster, now); err != nil {
						return err
					}
				}
				return remember(tx, now, cluster, text)
			}}
	}
	return []convention.Step{
		step(phaseCreating, 30*time.Second, phaseHealthy, "The cluster is running."),
		step(phaseUpdating, 15*time.Second, phaseHealthy, "The change was carried out."),
		step(phaseScaling, time.Minute, phaseHealthy, "The cluster was scaled."),
		step(phaseUpgrading, 45*time.Second, phaseHealthy, "The cluster runs the new version."),
		step(phaseNotReady, 15*time.Second, phaseHealthy, "The cluster was restarted."),
		step(phaseSuspending, 15*time.Second, phaseSuspended, "The cluster is suspended."),
		step(phaseResuming, 30*time.Second, phaseHealthy, "The cluster is running again."),
		{
			From: phaseDeleting, After: 20 * time.Second,
			Do: func(tx *store.Tx, now time.Time, cluster *dynamicpb.Message) error { return forgone(tx, now, cluster) },
		},
	}
}

// setState sets fields of the state of a cluster, and keeps the others.
func setState(s *Set, cluster *dynamicpb.Message, fields object) error {
	holder, field, err := message.Mutable(cluster, "state")
	if err != nil {
		return err
	}
	return s.write.fill(holder.Mutable(field).Message(), fields)
}

// enter takes a cluster into a phase, with the state that goes with it.
func (s *Set) enter(cluster *dynamicpb.Message, phase, reason string) error {
	booked, ok := s.anyPackage(message.Text(cluster, "configuration.package_id"))
	if !ok {
		booked, _ = s.make("qdrant.cloud.booking.v1.Package", nil) // The cluster is of a seed that knows other packages.
	}
	fields := object{
		"phase": phase, "reason": reason, "endpoint": endpointOf(cluster), "resources": resourcesOf(cluster, booked),
		"capabilities": capabilitiesOf(booked), "scalability_info": scalability(booked),
	}
	if message.Text(cluster, "state.version") == "" {
		fields["version"] = s.versionOf(cluster)
	}
	if err := setState(s, cluster, fields); err != nil {
		return err
	}
	switch phase {
	case phaseCreating, phaseResuming, phaseNotReady:
		return s.nodes(cluster, "CLUSTER_NODE_STATE_STARTING", time.Time{})
	case phaseSuspended:
		return s.nodes(cluster, "CLUSTER_NODE_STATE_SUSPENDED", time.Time{})
	}
	return nil
}

// start has a cluster run as it is configured.
func (s *Set) start(cluster *dynamicpb.Message, now time.Time) error {
	if err := setState(s, cluster, object{"version": s.versionOf(cluster)}); err != nil {
		return err
	}
	return s.nodes(cluster, "CLUSTER_NODE_STATE_HEALTHY", now)
}

// nodes puts all nodes of a cluster into a state. Only healthy nodes are up; those that were up before keep their start.
func (s *Set) nodes(cluster *dynamicpb.Message, state string, started time.Time) error {
	healthy := state == "CLUSTER_NODE_STATE_HEALTHY"
	since := map[string]time.Time{}
	for _, node := range parts(cluster, "state.nodes") {
		if message.Enum(node, "state") == "CLUSTER_NODE_STATE_HEALTHY" {
			since[message.Text(node, "name")] = moment(node, "started_at")
		}
	}
	same := message.Text(cluster, "state.version")
	var nodes []object
	for i := range whole(cluster, "configuration.number_of_nodes") {
		name := nodeName(cluster, i)
		node := object{"name": name, "state": state, "version": same, "availability_zone": string(rune('a' + i%3))}
		if at := since[name]; healthy && !at.IsZero() {
			node["started_at"] = at
		} else if healthy {
			node["started_at"] = started
		}
		nodes = append(nodes, node)
	}
	unset(cluster, "state.nodes")
	up := 0
	if healthy {
		up = len(nodes)
	}
	return setState(s, cluster, object{"nodes": nodes, "nodes_up": up})
}

// nodeName is the name of a node, counted from 0.
func nodeName(cluster protoreflect.Message, i int64) string {
	return fmt.Sprintf("qdrant-%s-%d", message.Text(cluster, "id"), i)
}

// endpointOf is where a cluster would be reached. Nothing answers there.
func endpointOf(cluster protoreflect.Message) object {
	id, provider := message.Text(cluster, "id"), message.Text(cluster, "cloud_provider_id")
	url := fmt.Sprintf("https://%s.%s-0.%s.cloud.qdrant.io", id, message.Text(cluster, "cloud_provider_region_id"), provider)
	if provider == hybrid {
		url = fmt.Sprintf("http://qdrant-%s.qdrant.svc.cluster.local", id)
	}
	return object{"url": url, "rest_port": 6333, "grpc_port": 6334}
}

// resourcesOf are the resources of each node.
func resourcesOf(cluster, booked protoreflect.Message) object {
	resource := func(name string, additional, reserved float64) object {
		in := amount(message.Text(booked, "resource_configuration."+name))
		held := (in + additional) * reserved / 100
		return object{"base": in, "additional": additional, "reserved": held, "available": in + additional - held}
	}
	all := object{
		"disk": resource("disk", float64(whole(cluster, "configuration.additional_resources.disk")), 0),
		"ram":  resource("ram", 0, float64(whole(cluster, "configuration.reserved_memory_percentage"))),
		"cpu":  resource("cpu", 0, float64(whole(cluster, "configuration.reserved_cpu_percentage"))),
	}
	if message.Has(booked, "resource_configuration.gpu") {
		all["gpu"], all["gpu_ram"] = resource("gpu", 0, 0), resource("gpu_ram", 0, 0)
	}
	return all
}

// scalability says that all but free clusters can be scaled.
func scalability(booked protoreflect.Message) object {
	if message.Text(booked, "type") == "free" {
		return object{"status": "CLUSTER_SCALABILITY_STATUS_NOT_SCALABLE",
			"reason": "Free clusters cannot be scaled; book another package."}
	}
	return object{"status": "CLUSTER_SCALABILITY_STATUS_SCALABLE"}
}

// capabilitiesOf are what can be done with a cluster of a package.
func capabilitiesOf(booked protoreflect.Message) object {
	disk := object{"status": "CLUSTER_DISK_EXPANSION_SUPPORT_STATUS_SUPPORTED"}
	if !message.Has(booked, "available_additional_resources") {
		disk = object{
			"status": "CLUSTER_DISK_EXPANSION_SUPPORT_STATUS_NOT_SUPPORTED", "reason": "The package cannot have additional disk.",
		}
	}
	return object{
		"disk_expansion": disk, "backup": object{"status": "CLUSTER_BACKUP_SUPPORT_STATUS_SUPPORTED"},
		"scalability_info": scalability(booked),
	}
}
