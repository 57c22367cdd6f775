package behaviour

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/convention"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

const spaceKind = "qdrant.cloud.serverless.space.v1.Space"

const (
	spaceProcessing = "SPACE_STATE_PHASE_PROCESSING"
	spaceReady      = "SPACE_STATE_PHASE_READY"
	spaceDeleting   = "SPACE_STATE_PHASE_DELETING"
)

func (s *Set) space() {
	s.service("qdrant.cloud.serverless.space.v1.SpaceService",
		method{"CreateSpaceFromBackup", "A space like the one in the backup; this server stores no vectors.", s.spaceFromBackup},
		method{"SuggestSpaceName", "Two words that no space of the account is called by.", s.suggestSpace},
	)
}

func (s *Set) spaceCustoms() []convention.Custom {
	return []convention.Custom{{
		Kind: spaceKind, Owned: []string{"state"}, Fixed: []string{"cloud_provider_id", "cloud_provider_region_id"},
		Create: s.createSpace, Update: s.updateSpace,
		Delete: func(_ context.Context, _ *rpc.Call, space *dynamicpb.Message) error {
			return message.SetEnum(space, "state.phase", spaceDeleting)
		},
		Phase: "state.phase",
		Steps: []convention.Step{
			{From: spaceProcessing, After: 10 * time.Second, To: spaceReady},
			{From: spaceDeleting, After: 10 * time.Second},
		},
		Dependants: s.dependants(map[string]convention.Fate{
			spaceBackupKind: convention.Keep, spaceRestoreKind: convention.Keep, spaceScheduleKind: convention.Cascade,
			spaceKeyKind: convention.Cascade,
		}),
	}}
}

// createSpace checks where a new space lies, and starts to set it up.
func (s *Set) createSpace(_ context.Context, call *rpc.Call, space *dynamicpb.Message) error {
	if most := whole(s.catalogue.serverlessQuotas, "max_spaces"); int64(call.Tx.Len(spaceKind, call.Account)) >= most {
		return exceeded("spaces", most)
	}
	provider, id := message.Text(space, "cloud_provider_id"), message.Text(space, "cloud_provider_region_id")
	region, ok := find(in(s.catalogue.serverlessRegions, provider), "id", id)
	if !ok {
		return wrong("space.cloud_provider_region_id", "place.unknown",
			fmt.Sprintf("there is no serverless region %q of a provider %q", id, provider))
	}
	if !truth(region, "available") {
		return rpc.Precondition("REGION", "qdrant.cloud.serverless.platform.v1.CloudProviderRegion/"+id,
			"no spaces can be placed there at present")
	}
	return s.process(space)
}

// process sets a space up, within the limits of the platform.
func (s *Set) process(space *dynamicpb.Message) error {
	holder, field, err := message.Mutable(space, "configuration")
	if err != nil {
		return err
	}
	if err := s.write.fill(holder.Mutable(field).Message(), object{
		"platform_max_storage_bytes": whole(s.catalogue.serverlessQuotas, "platform_max_storage_bytes_per_space"),
		"max_collections_per_space":  whole(s.catalogue.serverlessQuotas, "max_collections_per_space"),
	}); err != nil {
		return err
	}
	url := fmt.Sprintf("https://%s.%s.%s.serverless.cloud.qdrant.io", message.Text(space, "id"),
		message.Text(space, "cloud_provider_region_id"), message.Text(space, "cloud_provider_id"))
	return s.write.fill(space, object{"state": object{
		"phase": spaceProcessing, "endpoint": object{"url": url, "rest_port": 6333, "grpc_port": 6334},
	}})
}

func (s *Set) updateSpace(_ context.Context, _ *rpc.Call, before, after *dynamicpb.Message) error {
	if phase, _ := changed(before, after); phase == "" {
		return nil
	}
	return s.process(after)
}

func (s *Set) spaceFromBackup(call *rpc.Call) (object, error) {
	space, err := s.fromBackup(call, spaceBackupKind, "space_info", spaceKind, "space_name")
	return object{"space": space}, err
}

func (s *Set) suggestSpace(call *rpc.Call) (object, error) {
	return object{"name": s.suggest(call, spaceKind)}, nil
}
