// Command consumer uses many packages of the SDK at once: they have to link into one program, and their files to register
// side by side.
package main

import (
	"fmt"
	"log"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"

	qdrantaccountv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/account/v1"
	qdrantauthv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/auth/v1"
	qdrantbookingv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/booking/v1"
	qdrantclusterauthv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/cluster/auth/v1"
	qdrantclusterauthv2 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/cluster/auth/v2"
	qdrantbackupv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/cluster/backup/v1"
	qdrantclusterv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/cluster/v1"
	qdrantcommonv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/common/v1"
	qdranthybridv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/hybrid/v1"
	qdrantiamv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/iam/v1"
)

func main() {
	for _, message := range []proto.Message{
		&qdrantcommonv1.KeyValue{Key: "team", Value: "search"},
		&qdrantclusterv1.ListClustersRequest{AccountId: "5f6b2f0e-3c2d-4a0c-9b44-8f4b2d6f1a01"},
		&qdrantbookingv1.ListPackagesRequest{CloudProviderId: "aws", CloudProviderRegionId: proto.String("eu-central-1")},
	} {
		wire, err := proto.Marshal(message)
		if err != nil {
			log.Fatal(err)
		}
		again := message.ProtoReflect().New().Interface()
		if err := proto.Unmarshal(wire, again); err != nil {
			log.Fatal(err)
		}
		if !proto.Equal(message, again) {
			log.Fatalf("%s is another one after a round trip", message.ProtoReflect().Descriptor().FullName())
		}
	}
	for _, service := range []grpc.ServiceDesc{
		qdrantaccountv1.AccountService_ServiceDesc,
		qdrantauthv1.AuthService_ServiceDesc,
		qdrantbookingv1.BookingService_ServiceDesc,
		qdrantclusterv1.ClusterService_ServiceDesc,
		qdrantclusterauthv1.DatabaseApiKeyService_ServiceDesc,
		qdrantclusterauthv2.DatabaseApiKeyService_ServiceDesc,
		qdrantbackupv1.BackupService_ServiceDesc,
		qdranthybridv1.HybridCloudService_ServiceDesc,
		qdrantiamv1.IAMService_ServiceDesc,
	} {
		fmt.Println(service.ServiceName)
	}
}
