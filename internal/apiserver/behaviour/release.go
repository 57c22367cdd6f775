package behaviour

import (
	"fmt"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

func (s *Set) releases() {
	s.service("qdrant.cloud.cluster.v1.ClusterService",
		method{"ListQdrantReleases", "From the built-in catalogue; for a cluster, older releases are unavailable.", s.listReleases},
		method{"GetQdrantRelease", "From the built-in catalogue.", s.getRelease},
	)
}

func (s *Set) listReleases(call *rpc.Call) (object, error) {
	id := message.Text(call.Request, "cluster_id")
	if id == "" {
		return object{"items": s.catalogue.releases}, nil
	}
	cluster, err := s.get(call.Tx, clusterKind, call.Account, id)
	if err != nil {
		return nil, err
	}
	var items []*dynamicpb.Message
	older := false // The releases are in the order of their age, the newest first.
	for _, release := range s.catalogue.releases {
		one, err := s.copyOf(release)
		if err != nil {
			return nil, err
		}
		if older {
			if err := s.write.fill(one, object{"unavailable": true, "remarks": "A cluster cannot go back to an older version."}); err != nil {
				return nil, err
			}
		}
		older = older || message.Text(release, "version") == message.Text(cluster, "state.version")
		items = append(items, one)
	}
	return object{"items": items}, nil
}

func (s *Set) getRelease(call *rpc.Call) (object, error) {
	version := message.Text(call.Request, "version")
	release, ok := find(s.catalogue.releases, "version", version)
	if !ok {
		return nil, rpc.NotFound("QdrantRelease", version)
	}
	return object{"release": release}, nil
}

// versionOf is the version that a cluster runs by its configuration.
func (s *Set) versionOf(cluster protoreflect.Message) string {
	wanted := message.Text(cluster, "configuration.version")
	if wanted != "" && wanted != "latest" {
		return wanted
	}
	for _, release := range s.catalogue.releases {
		if wanted == "latest" || truth(release, "default") {
			return message.Text(release, "version")
		}
	}
	return "v1.0.0" // A contract without releases has no version to choose from.
}

// checkVersion refuses a version that a cluster cannot be moved to. before is nil for a new one.
func (s *Set) checkVersion(before, cluster protoreflect.Message) error {
	version := s.versionOf(cluster)
	if before != nil && s.versionOf(before) == version {
		return nil
	}
	release, ok := find(s.catalogue.releases, "version", version)
	if !ok {
		return wrong("cluster.configuration.version", "version.unknown",
			fmt.Sprintf("there is no release %s: see ListQdrantReleases", version))
	}
	subject := "qdrant.cloud.cluster.v1.QdrantRelease/" + version
	if truth(release, "unavailable") {
		return rpc.Precondition("RELEASE", subject, "the release cannot be chosen at present")
	}
	if before != nil && s.age(version) > s.age(message.Text(before, "state.version")) {
		return rpc.Precondition("RELEASE", subject, "a cluster cannot go back to an older version")
	}
	return nil
}

// age is the place of a version among the releases, of which the newest is the first.
func (s *Set) age(version string) int {
	for i, release := range s.catalogue.releases {
		if message.Text(release, "version") == version {
			return i
		}
	}
	return len(s.catalogue.releases)
}
