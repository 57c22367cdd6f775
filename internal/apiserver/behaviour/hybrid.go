package behaviour

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/convention"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

const (
	environmentReady    = "HYBRID_CLOUD_ENVIRONMENT_STATUS_PHASE_READY"
	environmentNotReady = "HYBRID_CLOUD_ENVIRONMENT_STATUS_PHASE_NOT_READY"
)

func (s *Set) hybrid() {
	s.service("qdrant.cloud.hybrid.v1.HybridCloudService",
		method{"GenerateBootstrapCommands",
			"Makes a management key as access key; the environment reports that it is ready a minute later, as if " +
				"the commands had been run.", s.bootstrap},
	)
}

func (s *Set) hybridCustoms() []convention.Custom {
	return []convention.Custom{{
		Kind: environmentKind, Owned: []string{"created_by_email", "bootstrap_commands_generated", "status"}, Unique: []string{"name"},
		Create: func(_ context.Context, call *rpc.Call, environment *dynamicpb.Message) error {
			return s.write.fill(environment, object{"created_by_email": s.email(call.Tx, call.Actor)})
		},
		Delete: s.deleteEnvironment,
		Phase:  "status.phase",
		Steps: []convention.Step{{
			From: environmentNotReady, After: time.Minute, To: environmentReady,
			Do: func(_ *store.Tx, now time.Time, environment *dynamicpb.Message) error {
				return s.report(environment, now, true)
			},
		}},
	}}
}

// deleteEnvironment refuses to delete an environment in which clusters run.
func (s *Set) deleteEnvironment(_ context.Context, call *rpc.Call, environment *dynamicpb.Message) error {
	id := message.Text(environment, "id")
	for _, cluster := range s.all(call.Tx, clusterKind, call.Account) {
		if message.Text(cluster, "cloud_provider_region_id") == id {
			return rpc.Precondition("DEPENDANTS", environmentKind+"/"+id,
				fmt.Sprintf("the cluster %s runs in it; delete that first", message.Text(cluster, "id")))
		}
	}
	return nil
}

// checkEnvironment refuses a new cluster in an environment that cannot take one.
func (s *Set) checkEnvironment(call *rpc.Call, before protoreflect.Message, id string) error {
	environment, err := s.get(call.Tx, environmentKind, call.Account, id)
	if err != nil {
		return err
	}
	if before == nil && message.Enum(environment, "status.phase") != environmentReady {
		return rpc.Precondition("NOT_READY", environmentKind+"/"+id, "no clusters can be created in it yet: see its status")
	}
	return nil
}

func (s *Set) bootstrap(call *rpc.Call) (object, error) {
	id := message.Text(call.Request, "hybrid_cloud_environment_id")
	environment, err := s.get(call.Tx, environmentKind, call.Account, id)
	if err != nil {
		return nil, err
	}
	if err := s.write.fill(environment, object{"bootstrap_commands_generated": true}); err != nil {
		return nil, err
	}
	if message.Enum(environment, "status.phase") != environmentReady {
		if err := s.report(environment, call.Now, false); err != nil {
			return nil, err
		}
	}
	if err := s.saveAt(call, environment); err != nil {
		return nil, err
	}
	key, err := s.create(call, managementKeyKind, nil)
	if err != nil {
		return nil, err
	}
	namespace := namespaceOf(environment)
	user, password := "env-"+id[:min(len(id), 8)], newSecret("qrp")
	return object{
		"access_key": message.Text(key, "key"), "registry_username": user, "registry_password": password,
		"commands": []string{
			"kubectl create namespace " + namespace,
			fmt.Sprintf("kubectl --namespace %s create secret docker-registry qdrant-registry-creds --docker-server=registry.cloud.qdrant.io"+
				" --docker-username='%s' --docker-password='%s'", namespace, user, password),
			fmt.Sprintf("kubectl --namespace %s create secret generic qdrant-access-key --from-literal=access-key='%s'",
				namespace, message.Text(key, "key")),
			fmt.Sprintf("helm install qdrant-cloud-agent oci://registry.cloud.qdrant.io/charts/qdrant-cloud-agent --namespace %s"+
				" --set environment=%s", namespace, id),
		},
	}, nil
}

// namespaceOf is the Kubernetes namespace of an environment.
func namespaceOf(environment protoreflect.Message) string {
	if namespace := message.Text(environment, "configuration.namespace"); namespace != "" {
		return namespace
	}
	return "qdrant"
}

// report sets the status of an environment as its components would report it.
func (s *Set) report(environment *dynamicpb.Message, now time.Time, ready bool) error {
	phase, component, clusters := environmentNotReady, "NOT_READY", "NOT_READY"
	var text any = "The components are being installed."
	if ready {
		phase, component, clusters, text = environmentReady, "READY", "READY", nil
	}
	var components []object
	for _, name := range []string{"qdrant-cloud-agent", "qdrant-operator", "qdrant-cluster-exporter"} {
		components = append(components, object{
			"name": name, "namespace": namespaceOf(environment), "version": "v1.0.0",
			"phase": "HYBRID_CLOUD_ENVIRONMENT_COMPONENT_STATUS_PHASE_" + component,
		})
	}
	unset(environment, "status")
	return s.write.fill(environment, object{"status": object{
		"last_modified_at": now, "phase": phase, "kubernetes_version": "v1.33.4",
		"kubernetes_distribution": "KUBERNETES_DISTRIBUTION_K3S",
		"number_of_nodes":         3, "capabilities": object{"volume_snapshot": true, "volume_expansion": true},
		"component_statuses": components, "cluster_creation_readiness": "QDRANT_CLUSTER_CREATION_STATUS_" + clusters, "message": text,
		"storage_classes": []object{{
			"name": "standard", "default": true, "provisioner": "driver.longhorn.io", "allow_volume_expansion": true,
			"reclaim_policy": "Delete",
		}},
		"volume_snapshot_classes": []object{{"name": "standard-snapshots", "driver": "driver.longhorn.io"}},
	}})
}
