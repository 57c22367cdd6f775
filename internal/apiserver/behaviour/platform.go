package behaviour

import (
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// hybrid is the id of the provider that stands for the Kubernetes clusters of customers.
const hybrid = "hybrid"

// The kinds of the environments that are the regions of the provider hybrid.
const environmentKind = "qdrant.cloud.hybrid.v1.HybridCloudEnvironment"

func (s *Set) platform() {
	const note = "From the built-in catalogue"
	s.service("qdrant.cloud.platform.v1.PlatformService",
		method{"ListGlobalCloudProviders", note + ": aws, gcp, azure and hybrid.", s.listProviders},
		method{"ListCloudProviders", note + "; each account sees all providers.", s.listProviders},
		method{"ListGlobalCloudProviderRegions", note + "; hybrid has no global regions.", s.listRegions},
		method{"GetGlobalCloudProviderRegion", note + ".", s.getRegion},
		method{"ListCloudProviderRegions", note + "; those of hybrid are the environments of the account.", s.listRegions},
		method{"GetCloudProviderRegion", note + "; one of hybrid is an environment of the account.", s.getRegion},
	)
	s.service("qdrant.cloud.serverless.platform.v1.PlatformService",
		method{"ListGlobalCloudProviders", note + ".", s.listServerlessProviders},
		method{"ListCloudProviders", note + "; each account sees all providers.", s.listServerlessProviders},
		method{"ListGlobalCloudProviderRegions", note + ".", s.listServerlessRegions},
		method{"GetGlobalCloudProviderRegion", note + ".", s.getServerlessRegion},
		method{"ListCloudProviderRegions", note + "; each account sees all regions.", s.listServerlessRegions},
		method{"GetCloudProviderRegion", note + ".", s.getServerlessRegion},
	)
}

func (s *Set) listProviders(*rpc.Call) (object, error) {
	return object{"items": s.catalogue.providers}, nil
}

func (s *Set) listServerlessProviders(*rpc.Call) (object, error) {
	return object{"items": s.catalogue.serverlessProviders}, nil
}

func (s *Set) listRegions(call *rpc.Call) (object, error) {
	provider := message.Text(call.Request, "cloud_provider_id")
	if _, ok := find(s.catalogue.providers, "id", provider); !ok {
		return nil, rpc.NotFound("CloudProvider", provider)
	}
	regions, err := s.regionsOf(call, provider)
	return object{"items": regions}, err
}

func (s *Set) getRegion(call *rpc.Call) (object, error) {
	id := message.Text(call.Request, "region_id")
	regions, err := s.regionsOf(call, message.Text(call.Request, "cloud_provider_id"))
	if err != nil {
		return nil, err
	}
	region, ok := find(regions, "id", id)
	if !ok {
		return nil, rpc.NotFound("CloudProviderRegion", id)
	}
	return object{"region": region}, nil
}

// regionsOf returns the regions of a provider as the account of the call sees them.
func (s *Set) regionsOf(call *rpc.Call, provider string) ([]*dynamicpb.Message, error) {
	if provider != hybrid || call.Account == "" {
		return in(s.catalogue.regions, provider), nil
	}
	var regions []*dynamicpb.Message
	for _, environment := range s.all(call.Tx, environmentKind, call.Account) {
		region, err := s.make("qdrant.cloud.platform.v1.CloudProviderRegion", object{
			"id": message.Text(environment, "id"), "name": message.Text(environment, "name"), "provider": hybrid,
			"available": message.Enum(environment, "status.cluster_creation_readiness") == "QDRANT_CLUSTER_CREATION_STATUS_READY",
			"namespace": unlessEmpty(message.Text(environment, "configuration.namespace")),
			"capabilities": object{
				"volume_snapshot":  truth(environment, "status.capabilities.volume_snapshot"),
				"volume_expansion": truth(environment, "status.capabilities.volume_expansion"),
			},
			"storage_classes":         copies(parts(environment, "status.storage_classes")),
			"volume_snapshot_classes": copies(parts(environment, "status.volume_snapshot_classes")),
		})
		if err != nil {
			return nil, err
		}
		regions = append(regions, region)
	}
	return regions, nil
}

// in returns the regions of a provider.
func in(regions []*dynamicpb.Message, provider string) []*dynamicpb.Message {
	return where(regions, func(region protoreflect.Message) bool { return message.Text(region, "provider") == provider })
}

// copies takes messages out of another message, to be put into a literal.
func copies(messages []protoreflect.Message) []*dynamicpb.Message {
	var all []*dynamicpb.Message
	for _, one := range messages {
		if dynamic, ok := one.(*dynamicpb.Message); ok {
			all = append(all, dynamic)
		}
	}
	return all
}

func (s *Set) listServerlessRegions(call *rpc.Call) (object, error) {
	provider := message.Text(call.Request, "cloud_provider_id")
	if _, ok := find(s.catalogue.serverlessProviders, "id", provider); !ok {
		return nil, rpc.NotFound("CloudProvider", provider)
	}
	return object{"items": in(s.catalogue.serverlessRegions, provider)}, nil
}

func (s *Set) getServerlessRegion(call *rpc.Call) (object, error) {
	id := message.Text(call.Request, "region_id")
	region, ok := find(in(s.catalogue.serverlessRegions, message.Text(call.Request, "cloud_provider_id")), "id", id)
	if !ok {
		return nil, rpc.NotFound("CloudProviderRegion", id)
	}
	return object{"region": region}, nil
}
