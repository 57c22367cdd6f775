package behaviour

import (
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

func (s *Set) booking() {
	s.service("qdrant.cloud.booking.v1.BookingService",
		method{"ListPackages", "From the built-in catalogue, the same in all regions of aws, gcp and azure, with all filters.",
			s.listPackages},
		method{"GetPackage", "From the built-in catalogue; a package is found only where it is offered.", s.getPackage},
		method{"ListGlobalPackages", "The packages of the built-in catalogue that can still be booked.", s.listGlobalPackages},
		method{"GetQuote",
			"Computed from the prices of the package, the nodes, the disk and the storage tier; nobody has a discount.", s.getQuote},
		method{"GetBackupQuote", "One cent per hour for every 64 GiB that are begun.", s.getBackupQuote},
		method{"ListInferenceModels", "From the built-in catalogue; three regions have models.", s.listModels},
		method{"ListStorageTierTypes", "All three tiers in every region of the catalogue.", s.listTiers},
	)
}

// offered returns the packages that are offered at the place of a request. A place that is not there is NotFound.
func (s *Set) offered(call *rpc.Call) ([]*dynamicpb.Message, error) {
	return s.packagesAt(call, message.Text(call.Request, "cloud_provider_id"),
		message.Text(call.Request, "cloud_provider_region_id"))
}

// packagesAt returns the packages at a place. The region may be empty for hybrid alone.
func (s *Set) packagesAt(call *rpc.Call, provider, region string) ([]*dynamicpb.Message, error) {
	if _, ok := find(s.catalogue.providers, "id", provider); !ok {
		return nil, rpc.NotFound("CloudProvider", provider)
	}
	if provider == hybrid && region == "" {
		return s.catalogue.hybridPackages, nil
	}
	regions, err := s.regionsOf(call, provider)
	if err != nil {
		return nil, err
	}
	if _, ok := find(regions, "id", region); !ok {
		return nil, rpc.NotFound("CloudProviderRegion", region)
	}
	if provider == hybrid {
		return s.catalogue.hybridPackages, nil
	}
	return s.catalogue.packages, nil
}

// anyPackage finds a package wherever it is offered.
func (s *Set) anyPackage(id string) (*dynamicpb.Message, bool) {
	if found, ok := find(s.catalogue.packages, "id", id); ok {
		return found, true
	}
	return find(s.catalogue.hybridPackages, "id", id)
}

func (s *Set) listPackages(call *rpc.Call) (object, error) {
	all, err := s.offered(call)
	return object{"items": matching(all, call.Request, enums(call.Request, "statuses"))}, err
}

func (s *Set) listGlobalPackages(call *rpc.Call) (object, error) {
	all, err := s.offered(call)
	return object{"items": matching(all, call.Request, []string{"PACKAGE_STATUS_ACTIVE"})}, err
}

// matching returns the packages that pass the filters of a request. Without statuses packages of any status do.
func matching(all []*dynamicpb.Message, request protoreflect.Message, statuses []string) []*dynamicpb.Message {
	return where(all, func(one protoreflect.Message) bool {
		if len(statuses) > 0 && !slices.Contains(statuses, message.Enum(one, "status")) {
			return false
		}
		if message.Has(request, "multi_az") && truth(request, "multi_az") != truth(one, "multi_az") {
			return false
		}
		if message.Has(request, "gpu") && truth(request, "gpu") != message.Has(one, "resource_configuration.gpu") {
			return false
		}
		if message.Has(request, "tier") && message.Enum(request, "tier") != message.Enum(one, "tier") {
			return false
		}
		for _, resource := range []string{"ram", "cpu", "disk", "gpu"} {
			if amount(message.Text(one, "resource_configuration."+resource)) < amount(message.Text(request, "min_resources."+resource)) {
				return false
			}
		}
		return true
	})
}

// amount reads an amount with its unit, as 8GiB in GiB and 500m in cores. What cannot be read is nothing.
func amount(text string) float64 {
	for unit, factor := range map[string]float64{"GiB": 1, "MiB": 1.0 / 1024, "TiB": 1024, "m": 1.0 / 1000, "": 1} {
		if digits, ok := strings.CutSuffix(text, unit); ok {
			if value, err := strconv.ParseFloat(digits, 64); err == nil && value >= 0 {
				return value * factor
			}
		}
	}
	return 0
}

func (s *Set) getPackage(call *rpc.Call) (object, error) {
	all, err := s.offered(call)
	if err != nil {
		return nil, err
	}
	id := message.Text(call.Request, "id")
	found, ok := find(all, "id", id)
	if !ok {
		return nil, rpc.NotFound("Package", id)
	}
	return object{"package": found}, nil
}

func (s *Set) listModels(call *rpc.Call) (object, error) {
	if _, err := s.offered(call); err != nil {
		return nil, err
	}
	if !slices.Contains(s.catalogue.inferenceRegions, message.Text(call.Request, "cloud_provider_region_id")) {
		return nil, nil
	}
	return object{"items": s.catalogue.models}, nil
}

func (s *Set) listTiers(call *rpc.Call) (object, error) {
	if _, err := s.offered(call); err != nil {
		return nil, err
	}
	if message.Text(call.Request, "cloud_provider_id") == hybrid {
		return nil, nil // The storage classes of an environment take the place of tiers.
	}
	return object{"items": []object{
		{"storage_tier_type": "STORAGE_TIER_TYPE_COST_OPTIMISED"},
		{"storage_tier_type": "STORAGE_TIER_TYPE_BALANCED"},
		{"storage_tier_type": "STORAGE_TIER_TYPE_PERFORMANCE"},
	}}, nil
}
