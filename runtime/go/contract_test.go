package qdrantcloud

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/apitest"
	"github.com/qdrant/qdrant-cloud-public-api/gen/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/surface"
)

// api is the contract of this repository, whose table of methods the tests use in place of the generated one.
var api *rpc.API

func TestMain(m *testing.M) {
	if err := derive(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// derive fills the table of methods.
func derive() error {
	files, err := apiserver.Files(image.Contract())
	if err != nil {
		return err
	}
	if api, err = rpc.New(files); err != nil {
		return err
	}
	var own []protoreflect.FileDescriptor
	files.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		own = append(own, file)
		return true
	})
	client, err := surface.New(own, options.New(files), config.Client{Groups: []config.Word{"serverless", "ui"}})
	if err != nil {
		return err
	}
	for _, service := range client.Services {
		for _, one := range service.Methods {
			known := &method{idempotent: one.Idempotent, anonymous: one.Anonymous}
			var account []string
			for _, field := range one.Account {
				account = append(account, string(field.Name()))
			}
			known.account = strings.Join(account, ".")
			if found, _ := api.Method(one.FullName()); found.Options.Route != nil {
				route := found.Options.Route
				known.verb, known.path, known.body, known.response = route.Verb, route.Path, route.Body, route.ResponseBody
			}
			methods[one.FullName()] = known
		}
	}
	return nil
}

const (
	listClusters  = "/qdrant.cloud.cluster.v1.ClusterService/ListClusters"
	getCluster    = "/qdrant.cloud.cluster.v1.ClusterService/GetCluster"
	createCluster = "/qdrant.cloud.cluster.v1.ClusterService/CreateCluster"
	updateCluster = "/qdrant.cloud.cluster.v1.ClusterService/UpdateCluster"
	deleteCluster = "/qdrant.cloud.cluster.v1.ClusterService/DeleteCluster"
	listPackages  = "/qdrant.cloud.booking.v1.BookingService/ListPackages"
	listProviders = "/qdrant.cloud.platform.v1.PlatformService/ListGlobalCloudProviders"
)

// transports are the two ways to a server, as options of a client.
var transports = map[string]func(*apitest.Server) []Option{
	"grpc": func(server *apitest.Server) []Option {
		return []Option{WithEndpoint(server.Address()), WithPlaintext()}
	},
	"rest": func(server *apitest.Server) []Option { return []Option{WithEndpoint(server.URL())} },
}

// onBoth runs a test over each transport.
func onBoth(t *testing.T, test func(t *testing.T, server *apitest.Server, connect func(...Option) *Client)) {
	t.Helper()
	for name, options := range transports {
		t.Run(name, func(t *testing.T) {
			server := apitest.New(t)
			test(t, server, func(more ...Option) *Client {
				return connected(t, append(options(server), more...)...)
			})
		})
	}
}

// connected makes a client that ends with the test.
func connected(tb testing.TB, options ...Option) *Client {
	tb.Helper()
	client, err := New(options...)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { client.Close() })
	return client
}

// withKey are the options of a client that may do everything in the account of the server.
func withKey(more ...Option) []Option {
	return append([]Option{WithAPIKey(apitest.Key), WithAccount(apitest.AccountID)}, more...)
}

// request makes the request of a method from JSON.
func request(tb testing.TB, name, text string) *dynamicpb.Message {
	tb.Helper()
	made := described(tb, name).NewRequest()
	parse(tb, made, text)
	return made
}

func described(tb testing.TB, name string) *rpc.Method {
	tb.Helper()
	found, ok := api.Method(name)
	if !ok {
		tb.Fatalf("the contract has no %s", name)
	}
	return found
}

func parse(tb testing.TB, into proto.Message, text string) {
	tb.Helper()
	if err := (protojson.UnmarshalOptions{Resolver: api.Types}).Unmarshal([]byte(text), into); err != nil {
		tb.Fatal(err)
	}
}

// invoke makes a call whose request is JSON.
func invoke(tb testing.TB, client *Client, name, text string, options ...grpc.CallOption) (*dynamicpb.Message, error) {
	tb.Helper()
	return dynamicCall(tb.Context(), client, name, request(tb, name, text), options...)
}

func caller(client *Client, name string) Method[*dynamicpb.Message, *dynamicpb.Message] {
	return func(ctx context.Context, request *dynamicpb.Message, options ...grpc.CallOption) (*dynamicpb.Message, error) {
		return dynamicCall(ctx, client, name, request, options...)
	}
}

func dynamicCall(
	ctx context.Context, client *Client, name string, request *dynamicpb.Message, options ...grpc.CallOption,
) (*dynamicpb.Message, error) {
	found, _ := api.Method(name)
	response := found.NewResponse()
	return response, client.Conn().Invoke(ctx, name, request, response, options...)
}

// at returns the field of a message at a path.
func at(message *dynamicpb.Message, path string) protoreflect.Value {
	value := protoreflect.ValueOfMessage(message)
	for name := range strings.SplitSeq(path, ".") {
		inner := value.Message()
		value = inner.Get(inner.Descriptor().Fields().ByName(protoreflect.Name(name)))
	}
	return value
}

// newCluster makes a cluster, and returns its id.
func newCluster(tb testing.TB, client *Client, name string) string {
	tb.Helper()
	packages, err := invoke(tb, client, listPackages, `{"cloudProviderId": "aws", "cloudProviderRegionId": "eu-central-1"}`)
	if err != nil {
		tb.Fatal(err)
	}
	paid := itemsOf(packages)[1] // There can be one cluster of the first, which is free.
	size := paid.Get(paid.Descriptor().Fields().ByName("id")).String()
	created, err := invoke(tb, client, createCluster, fmt.Sprintf(`{"cluster": {"name": %q, "cloudProviderId": "aws",
		"cloudProviderRegionId": "eu-central-1", "configuration": {"numberOfNodes": 1, "packageId": %q}}}`, name, size))
	if err != nil {
		tb.Fatal(err)
	}
	return at(created, "cluster.id").String()
}
