package behaviour

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/convention"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

const clusterKind = "qdrant.cloud.cluster.v1.Cluster"

func (s *Set) cluster() {
	s.service("qdrant.cloud.cluster.v1.ClusterService",
		method{"GetClusterDownscaleRisk", "Compares the simulated use of memory, as in the metrics, with what the package has.",
			s.downscaleRisk},
		method{"CreateClusterFromBackup", "A cluster like the one in the backup; this server stores no vectors.", s.clusterFromBackup},
		method{"RestartCluster", "The nodes are not ready for 15 seconds; then restarted_at is set.", s.restart},
		method{"SuspendCluster", "Suspended after 15 seconds; a suspended cluster costs nothing.", s.suspend},
		method{"UnsuspendCluster", "Healthy again after 30 seconds.", s.unsuspend},
		method{"EnableClusterJwtRbac", "Sets state.jwt_rbac at once.", s.enableJwt},
		method{"SuggestClusterName", "Two words that no cluster of the account is called by.", s.suggestCluster},
	)
}

func (s *Set) clusterCustoms() []convention.Custom {
	return []convention.Custom{{
		Kind: clusterKind, Owned: []string{"state"}, Fixed: []string{"cloud_provider_id", "cloud_provider_region_id"},
		Create: s.createCluster, Update: s.updateCluster, Delete: s.deleteCluster,
		Phase: "state.phase", Steps: s.clusterSteps(),
		Dependants: s.dependants(map[string]convention.Fate{
			backupKind: convention.Keep, restoreKind: convention.Keep, scheduleKind: convention.Cascade,
			databaseKeyKind: convention.Cascade, oldDatabaseKeyKind: convention.Keep,
		}),
	}}
}

// createCluster checks what a new cluster is made of, and gives it its first state.
func (s *Set) createCluster(_ context.Context, call *rpc.Call, cluster *dynamicpb.Message) error {
	if most := whole(s.catalogue.quotas, "max_clusters"); int64(call.Tx.Len(clusterKind, call.Account)) >= most {
		return exceeded("clusters", most)
	}
	if err := s.checkCluster(call, nil, cluster); err != nil {
		return err
	}
	if err := s.enter(cluster, phaseCreating, ""); err != nil {
		return err
	}
	return remember(call.Tx, call.Now, cluster, "The cluster was created.")
}

// updateCluster starts to carry out a change of the configuration. A suspended cluster gets it when it starts again.
func (s *Set) updateCluster(_ context.Context, call *rpc.Call, before, after *dynamicpb.Message) error {
	phase, text := changed(before, after)
	if phase == "" {
		return remember(call.Tx, call.Now, after, "The description of the cluster was changed.")
	}
	if err := s.checkCluster(call, before, after); err != nil {
		return err
	}
	was := message.Enum(before, "state.phase")
	if was == phaseSuspended || was == phaseSuspending || was == phaseCreating {
		return remember(call.Tx, call.Now, after, text)
	}
	if err := s.enter(after, phase, ""); err != nil {
		return err
	}
	return remember(call.Tx, call.Now, after, text)
}

// changed says which phase a change of the configuration leads to, empty for a change of something else.
func changed(before, after protoreflect.Message) (phase, text string) {
	same := func(path string) bool {
		a, field, ok := message.Find(before, path)
		b, _, also := message.Find(after, path)
		if !ok || !also {
			return ok == also
		}
		return a.Get(field).Equal(b.Get(field))
	}
	switch {
	case same("configuration"):
		return "", ""
	case !same("configuration.version"):
		return phaseUpgrading, "The cluster is moving to another version."
	case !same("configuration.number_of_nodes"), !same("configuration.package_id"), !same("configuration.additional_resources"):
		return phaseScaling, "The cluster is being scaled."
	}
	return phaseUpdating, "The configuration was changed."
}

func (s *Set) deleteCluster(_ context.Context, call *rpc.Call, cluster *dynamicpb.Message) error {
	if err := s.enter(cluster, phaseDeleting, ""); err != nil {
		return err
	}
	return remember(call.Tx, call.Now, cluster, "The deletion of the cluster was requested.")
}

// checkCluster refuses a cluster that cannot be booked. before is nil for a new one.
func (s *Set) checkCluster(call *rpc.Call, before, cluster protoreflect.Message) error {
	provider, region := message.Text(cluster, "cloud_provider_id"), message.Text(cluster, "cloud_provider_region_id")
	offered, err := s.packagesAt(call, provider, region)
	if err != nil {
		return wrong("cluster.cloud_provider_region_id", "place.unknown",
			fmt.Sprintf("there is no region %q of a provider %q", region, provider))
	}
	id := message.Text(cluster, "configuration.package_id")
	booked, ok := find(offered, "id", id)
	if !ok {
		return wrong("cluster.configuration.package_id", "package.unknown",
			fmt.Sprintf("no package %q is offered there: see ListPackages", id))
	}
	isNew := before == nil || message.Text(before, "configuration.package_id") != id
	if isNew && message.Enum(booked, "status") != "PACKAGE_STATUS_ACTIVE" {
		return rpc.Precondition("PACKAGE", "qdrant.cloud.booking.v1.Package/"+id, "the package is not on offer any more")
	}
	if err := s.checkVersion(before, cluster); err != nil {
		return err
	}
	if err := s.checkSize(call, before, cluster, booked); err != nil {
		return err
	}
	if provider == hybrid {
		return s.checkEnvironment(call, before, region)
	}
	return nil
}

// checkSize refuses more nodes than the quotas allow, and disk or storage that the package cannot have.
func (s *Set) checkSize(call *rpc.Call, before, cluster protoreflect.Message, booked protoreflect.Message) error {
	nodes, most := whole(cluster, "configuration.number_of_nodes"), whole(s.catalogue.quotas, "max_cluster_nodes")
	if nodes > most {
		return exceeded("nodes of a cluster", most)
	}
	if message.Text(booked, "type") == "free" {
		if nodes > 1 {
			return wrong("cluster.configuration.number_of_nodes", "package.free", "a free cluster has one node")
		}
		if most := whole(s.catalogue.quotas, "max_free_tier_clusters"); s.freeClusters(call, message.Text(cluster, "id")) >= most {
			return exceeded("free clusters", most)
		}
	}
	disk := whole(cluster, "configuration.additional_resources.disk")
	if disk > 0 && !message.Has(booked, "available_additional_resources") {
		return wrong("cluster.configuration.additional_resources.disk", "package.disk", "the package cannot have additional disk")
	}
	if before != nil && disk < whole(before, "configuration.additional_resources.disk") {
		return wrong("cluster.configuration.additional_resources.disk", "disk.shrink", "a disk can grow, but not shrink")
	}
	tier := message.Enum(cluster, "configuration.cluster_storage_configuration.storage_tier_type")
	if tier == "" || strings.HasSuffix(tier, "_UNSPECIFIED") {
		return nil
	}
	for _, offered := range parts(booked, "available_storage_tier_configurations") {
		if message.Enum(offered, "storage_tier_type") == tier {
			return nil
		}
	}
	return wrong("cluster.configuration.cluster_storage_configuration.storage_tier_type", "package.tier",
		"the package is not offered with this tier")
}

// freeClusters counts the free clusters of the account of a call, without one of them.
func (s *Set) freeClusters(call *rpc.Call, without string) int64 {
	n := int64(0)
	for _, other := range s.all(call.Tx, clusterKind, call.Account) {
		booked, ok := s.anyPackage(message.Text(other, "configuration.package_id"))
		if ok && message.Text(booked, "type") == "free" && message.Text(other, "id") != without {
			n++
		}
	}
	return n
}

// wrong refuses one field of a request.
func wrong(field, reason, text string) error {
	return rpc.Invalid(rpc.Violation{Field: field, Reason: reason, Text: text})
}

// inPhase finds the cluster of a request, which must be in one of some phases.
func (s *Set) inPhase(call *rpc.Call, phases ...string) (*dynamicpb.Message, error) {
	cluster, err := s.get(call.Tx, clusterKind, call.Account, message.Text(call.Request, "cluster_id"))
	if err != nil {
		return nil, err
	}
	if phase := message.Enum(cluster, "state.phase"); !slices.Contains(phases, phase) {
		return nil, rpc.Precondition("PHASE", clusterKind+"/"+message.Text(cluster, "id"),
			fmt.Sprintf("the cluster is in %s; this needs %s", phase, strings.Join(phases, " or ")))
	}
	return cluster, nil
}

// move takes the cluster of a request into a phase.
func (s *Set) move(call *rpc.Call, to, text string, from ...string) error {
	cluster, err := s.inPhase(call, from...)
	if err != nil {
		return err
	}
	if err := s.enter(cluster, to, text); err != nil {
		return err
	}
	if err := s.saveAt(call, cluster); err != nil {
		return err
	}
	return remember(call.Tx, call.Now, cluster, text)
}

func (s *Set) restart(call *rpc.Call) (object, error) {
	return nil, s.move(call, phaseNotReady, "A restart was requested.", phaseHealthy, phaseNotReady)
}

func (s *Set) suspend(call *rpc.Call) (object, error) {
	return nil, s.move(call, phaseSuspending, "The suspension was requested.", phaseHealthy, phaseNotReady)
}

func (s *Set) unsuspend(call *rpc.Call) (object, error) {
	return nil, s.move(call, phaseResuming, "The start was requested.", phaseSuspended)
}

func (s *Set) enableJwt(call *rpc.Call) (object, error) {
	cluster, err := s.inPhase(call, phaseHealthy, phaseNotReady)
	if err != nil {
		return nil, err
	}
	if err := setState(s, cluster, object{"jwt_rbac": true}); err != nil {
		return nil, err
	}
	if err := s.saveAt(call, cluster); err != nil {
		return nil, err
	}
	return nil, remember(call.Tx, call.Now, cluster, "Access control by tokens is in force.")
}

func (s *Set) clusterFromBackup(call *rpc.Call) (object, error) {
	cluster, err := s.fromBackup(call, backupKind, "cluster_info", clusterKind, "cluster_name")
	return object{"cluster": cluster}, err
}

func (s *Set) suggestCluster(call *rpc.Call) (object, error) {
	return object{"name": s.suggest(call, clusterKind)}, nil
}

// suggest puts two words together that no entity of a kind is called by.
func (s *Set) suggest(call *rpc.Call, kind string) string {
	used := map[string]bool{}
	for _, one := range s.all(call.Tx, kind, call.Account) {
		used[message.Text(one, "name")] = true
	}
	for i := 0; ; i++ {
		name := kinds[i%len(kinds)] + "-" + animals[i/len(kinds)%len(animals)]
		if round := i / len(kinds) / len(animals); round > 0 {
			name = fmt.Sprintf("%s-%d", name, round+1)
		}
		if !used[name] {
			return name
		}
	}
}

var (
	kinds   = []string{"swift", "quiet", "bright", "brave", "calm", "clever", "gentle", "keen", "lively", "noble"}
	animals = []string{"otter", "falcon", "lynx", "heron", "badger", "marten", "raven", "salmon", "beaver", "kestrel"}
)
