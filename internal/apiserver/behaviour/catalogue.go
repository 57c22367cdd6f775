package behaviour

import (
	_ "embed"
	"encoding/json"
	"fmt"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// embedded is what Qdrant Cloud offers, in the contract's own messages.
//
//go:embed catalogue/catalogue.json
var embedded []byte

// catalogue is what is on offer. Its messages must not be changed.
type catalogue struct {
	providers, regions                     []*dynamicpb.Message
	serverlessProviders, serverlessRegions []*dynamicpb.Message
	packages, hybridPackages               []*dynamicpb.Message // packages are for the regions of all providers but hybrid.
	models                                 []*dynamicpb.Message
	inferenceRegions                       []string // inferenceRegions are those that have models.
	releases                               []*dynamicpb.Message
	companies                              []*dynamicpb.Message
	quotas, userQuotas, serverlessQuotas   *dynamicpb.Message
}

// read reads the embedded catalogue. What the contract has no message for is left empty, as are unknown fields unless strict.
func read(api *rpc.API, strict bool) (*catalogue, error) {
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(embedded, &parts); err != nil {
		return nil, fmt.Errorf("read the catalogue: %w", err)
	}
	c := &catalogue{}
	for name, list := range map[string]struct {
		kind string
		into *[]*dynamicpb.Message
	}{
		"providers":           {"qdrant.cloud.platform.v1.CloudProvider", &c.providers},
		"regions":             {"qdrant.cloud.platform.v1.CloudProviderRegion", &c.regions},
		"serverlessProviders": {"qdrant.cloud.serverless.platform.v1.CloudProvider", &c.serverlessProviders},
		"serverlessRegions":   {"qdrant.cloud.serverless.platform.v1.CloudProviderRegion", &c.serverlessRegions},
		"packages":            {"qdrant.cloud.booking.v1.Package", &c.packages},
		"hybridPackages":      {"qdrant.cloud.booking.v1.Package", &c.hybridPackages},
		"inferenceModels":     {"qdrant.cloud.booking.v1.InferenceModel", &c.models},
		"releases":            {"qdrant.cloud.cluster.v1.QdrantRelease", &c.releases},
		"companies":           {"qdrant.cloud.account.v1.Company", &c.companies},
	} {
		var items []json.RawMessage
		if err := json.Unmarshal(parts[name], &items); err != nil {
			return nil, fmt.Errorf("read %s of the catalogue: %w", name, err)
		}
		for _, item := range items {
			one, err := decode(api, list.kind, item, strict)
			if err != nil {
				return nil, fmt.Errorf("read %s of the catalogue: %w", name, err)
			}
			if one != nil {
				*list.into = append(*list.into, one)
			}
		}
	}
	for name, single := range map[string]struct {
		kind string
		into **dynamicpb.Message
	}{
		"quotas":           {"qdrant.cloud.quota.v1.GetAccountQuotasResponse", &c.quotas},
		"userQuotas":       {"qdrant.cloud.quota.v1.GetAuthenticatedUserQuotasResponse", &c.userQuotas},
		"serverlessQuotas": {"qdrant.cloud.serverless.quota.v1.AccountQuota", &c.serverlessQuotas},
	} {
		one, err := decode(api, single.kind, parts[name], strict)
		if err != nil {
			return nil, fmt.Errorf("read %s of the catalogue: %w", name, err)
		}
		*single.into = one
	}
	return c, json.Unmarshal(parts["inferenceRegions"], &c.inferenceRegions)
}

// decode reads a message from ProtoJSON; nil for a kind that the contract does not have.
func decode(api *rpc.API, kind string, text []byte, strict bool) (*dynamicpb.Message, error) {
	found, err := api.Files.FindDescriptorByName(protoreflect.FullName(kind))
	descriptor, ok := found.(protoreflect.MessageDescriptor)
	if err != nil || !ok {
		return nil, nil //nolint:nilerr // There is none.
	}
	one := dynamicpb.NewMessage(descriptor)
	return one, protojson.UnmarshalOptions{Resolver: api.Types, DiscardUnknown: !strict}.Unmarshal(text, one)
}

// find returns the first message of a list whose field has a value.
func find(list []*dynamicpb.Message, field, value string) (*dynamicpb.Message, bool) {
	for _, one := range list {
		if message.Text(one, field) == value {
			return one, true
		}
	}
	return nil, false
}

// where returns the messages of a list for which a condition holds.
func where(list []*dynamicpb.Message, holds func(protoreflect.Message) bool) []*dynamicpb.Message {
	var found []*dynamicpb.Message
	for _, one := range list {
		if holds(one) {
			found = append(found, one)
		}
	}
	return found
}
