package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/mem"
	"google.golang.org/grpc/metadata"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
)

const (
	clusters     = 1000
	callers      = 4
	roundOfCalls = 500 * time.Millisecond // roundOfCalls is how long a contender answers in each round.
	listClusters = "/qdrant.cloud.cluster.v1.ClusterService/ListClusters"
)

// The floors of the server of the API.
var (
	servesGRPC  = &Floor{Least: 0.8}
	servesREST  = &Floor{Least: 0.5}
	firstAnswer = &Floor{Most: 0.2, Value: true}
)

// measureAPI times the server of the API when it lists 1,000 clusters, over gRPC and over REST, beside a bare server of grpc-go that
// returns the same bytes without looking at the request. Clients and servers are in this process and share its processors.
func measureAPI(ctx context.Context, b *bencher) ([]Row, error) {
	contract, err := contractOf(b.root)
	if err != nil {
		return nil, err
	}
	start := &contender{}
	for range b.rounds {
		took, err := untilFirstAnswer(ctx, contract)
		if err != nil {
			return nil, err
		}
		start.times = append(start.times, took.Seconds())
	}
	server, err := serveAPI(contract, []byte(manyClusters()))
	if err != nil {
		return nil, err
	}
	defer server.Close()
	response, err := callOnce(ctx, server.Addr())
	if err != nil {
		return nil, err
	}
	bare, err := serveBytes(response)
	if err != nil {
		return nil, err
	}
	defer bare.close()

	plain := &service{name: "bare grpc-go", dial: overGRPC(bare.address)}
	grpc := &service{name: "gRPC", dial: overGRPC(server.Addr())}
	rest := &service{name: "REST", dial: overREST(server.Addr())}
	for round := range b.rounds + 1 {
		for _, s := range []*service{plain, grpc, rest} {
			if err := s.run(ctx, round > 0); err != nil {
				return nil, fmt.Errorf("%s: %w", s.name, err)
			}
		}
	}
	return []Row{
		start.alone("from the start to the first answer", firstAnswer),
		grpc.beside(plain, "list of 1,000 clusters, gRPC", servesGRPC),
		rest.beside(plain, "list of 1,000 clusters, REST", servesREST),
	}, nil
}

// untilFirstAnswer starts a server and calls it.
func untilFirstAnswer(ctx context.Context, contract []byte) (time.Duration, error) {
	started := time.Now()
	server, err := serveAPI(contract, nil)
	if err != nil {
		return 0, err
	}
	defer server.Close()
	_, err = callOnce(ctx, server.Addr())
	return time.Since(started), err
}

// contractOf reads the compiled contract that programs embed. The targets don't embed it, or each edit of the contract would have them
// compiled again.
func contractOf(root string) ([]byte, error) {
	return os.ReadFile(filepath.Join(root, "gen", "image", "contract.binpb"))
}

// serveAPI starts the server with a contract and a state.
func serveAPI(contract, seed []byte) (*apiserver.Server, error) {
	files, err := apiserver.Files(contract)
	if err != nil {
		return nil, err
	}
	return apiserver.Start(apiserver.Config{Files: files, Seed: seed, SeedName: "the clusters"})
}

// manyClusters is the state with the clusters that are listed.
func manyClusters() string {
	var document strings.Builder
	document.WriteString("qdrant.cloud.cluster.v1.Cluster:\n")
	for i := range clusters {
		fmt.Fprintf(&document, `- {"id": "4f5b5c3e-8d0e-4f2a-9c8f-1a2b3c%06d", "createdAt": "2026-01-02T03:04:05.678901Z", "accountId": %q, "name": "cluster-%d", `+
			`"labels": [{"key": "team", "value": "search"}, {"key": "stage", "value": "production"}], "cloudProviderId": "aws", "cloudProviderRegionId": "eu-central-1", `+
			`"configuration": {"version": "v1.15.4", "numberOfNodes": 3, "packageId": "7e5b5c3e-8d0e-4f2a-9c8f-1a2b3c4d5e6f", "lastModifiedAt": "2026-02-02T03:04:05Z", `+
			`"databaseConfiguration": {"collection": {"replicationFactor": 2, "writeConsistencyFactor": 1, "vectors": {"onDisk": true}}, "storage": {"performance": {"optimizerCpuBudget": 1, "asyncScorer": true}}}, `+
			`"allowedIpSourceRanges": ["10.0.0.0/8", "192.168.0.0/16"]}, `+
			`"state": {"version": "v1.15.4", "nodesUp": 3, "phase": "CLUSTER_PHASE_HEALTHY", "reason": "All nodes are up and take requests, and the replicas of all collections are in sync.", `+
			`"resources": {"disk": {"base": 100, "available": 80.5}, "ram": {"base": 8, "available": 4.25}, "cpu": {"base": 2, "available": 1.5}}, `+
			`"scalabilityInfo": {"status": "CLUSTER_SCALABILITY_STATUS_SCALABLE"}, "capabilities": {"diskExpansion": {"status": 1}, "backup": {"status": 1}, "scalabilityInfo": {"status": "CLUSTER_SCALABILITY_STATUS_SCALABLE"}}, `+
			`"endpoint": {"url": "https://4f5b5c3e-8d0e-4f2a-9c8f-1a2b3c%06d.eu-central-1-0.aws.cloud.qdrant.io", "restPort": 6333, "grpcPort": 6334}}}`+"\n",
			i, access.DefaultAccount, i, i)
	}
	return document.String()
}

// service is a server that is timed.
type service struct {
	name string
	// dial makes a client; call makes one call.
	dial  func() (call func(context.Context) error, close func(), err error)
	rates []float64 // rates are calls per second, by round.
}

// run calls a service for a while, from all callers.
func (s *service) run(ctx context.Context, counts bool) error {
	call, hangUp, err := s.dial()
	if err != nil {
		return err
	}
	defer hangUp()
	var calls atomic.Int64
	var running errgroup.Group
	began := time.Now()
	for range callers {
		running.Go(func() error {
			for time.Since(began) < roundOfCalls {
				if err := call(ctx); err != nil {
					return err
				}
				calls.Add(1)
			}
			return nil
		})
	}
	err = running.Wait()
	if counts {
		s.rates = append(s.rates, float64(calls.Load())/time.Since(began).Seconds())
	}
	return err
}

// beside returns the row of a service beside a peer.
func (s *service) beside(peer *service, what string, floor *Floor) Row {
	_, ours, _ := interval(s.rates)
	_, theirs, _ := interval(peer.rates)
	ratios := make([]float64, len(s.rates))
	for round := range ratios {
		ratios[round] = s.rates[round] / peer.rates[round]
	}
	low, ratio, high := interval(ratios)
	return Row{
		What: what, Unit: Rate, Ours: ours, Peer: peer.name, Theirs: theirs, Ratio: ratio, Low: low, High: high, Floor: floor,
	}.judged()
}

// authorization is the key of the server as it comes.
const authorization = "apikey " + access.DefaultKey

// request is an encoded ListClustersRequest.
func request() encoded {
	return append([]byte{0x0a, byte(len(access.DefaultAccount))}, access.DefaultAccount...)
}

// overGRPC calls by grpc-go. The response is not decoded: what its client needs for that is not what is measured.
func overGRPC(address string) func() (func(context.Context) error, func(), error) {
	return func() (func(context.Context) error, func(), error) {
		conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()),
			grpc.WithDefaultCallOptions(grpc.ForceCodecV2(passing{})))
		if err != nil {
			return nil, nil, err
		}
		return func(ctx context.Context) error {
			var response encoded
			ctx = metadata.AppendToOutgoingContext(ctx, "authorization", authorization)
			return conn.Invoke(ctx, listClusters, request(), &response)
		}, func() { conn.Close() }, nil //nolint:errcheck // Nothing depends on it.
	}
}

// overREST calls by net/http.
func overREST(address string) func() (func(context.Context) error, func(), error) {
	return func() (func(context.Context) error, func(), error) {
		transport := &http.Transport{MaxIdleConnsPerHost: callers}
		client := &http.Client{Transport: transport}
		return func(ctx context.Context) error {
			url := fmt.Sprintf("http://%s/api/cluster/v1/accounts/%s/clusters", address, access.DefaultAccount)
			ask, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
			if err != nil {
				return err
			}
			ask.Header.Set("Authorization", authorization)
			answer, err := client.Do(ask)
			if err != nil {
				return err
			}
			defer answer.Body.Close() //nolint:errcheck // It is read to the end.
			if answer.StatusCode != http.StatusOK {
				return errors.New(answer.Status)
			}
			_, err = io.Copy(io.Discard, answer.Body)
			return err
		}, transport.CloseIdleConnections, nil
	}
}

// callOnce returns the encoded response.
func callOnce(ctx context.Context, address string) ([]byte, error) {
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()), grpc.WithDefaultCallOptions(grpc.ForceCodecV2(passing{})))
	if err != nil {
		return nil, err
	}
	defer conn.Close() //nolint:errcheck // Nothing depends on it.
	var response encoded
	err = conn.Invoke(metadata.AppendToOutgoingContext(ctx, "authorization", authorization), listClusters, request(), &response)
	return response, err
}

// bareServer answers every call with the same bytes.
type bareServer struct {
	address string
	close   func()
}

func serveBytes(response []byte) (bareServer, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return bareServer{}, err
	}
	server := grpc.NewServer(grpc.ForceServerCodecV2(passing{}), grpc.UnknownServiceHandler(func(_ any, stream grpc.ServerStream) error {
		var request encoded
		if err := stream.RecvMsg(&request); err != nil {
			return err
		}
		return stream.SendMsg(encoded(response))
	}))
	go server.Serve(listener) //nolint:errcheck // It ends with Stop, and its error only says so.
	return bareServer{listener.Addr().String(), server.Stop}, nil
}

// encoded is a message that is neither encoded nor decoded.
type encoded []byte

// passing is the codec of such messages.
type passing struct{}

// Name is the content subtype of protobuf.
func (passing) Name() string { return "proto" }

// Marshal passes a message on.
func (passing) Marshal(v any) (mem.BufferSlice, error) {
	message, ok := v.(encoded)
	if !ok {
		return nil, fmt.Errorf("%T is not encoded", v)
	}
	return mem.BufferSlice{mem.SliceBuffer(message)}, nil
}

// Unmarshal keeps a message.
func (passing) Unmarshal(data mem.BufferSlice, v any) error {
	message, ok := v.(*encoded)
	if !ok {
		return fmt.Errorf("%T takes no encoded message", v)
	}
	*message = data.Materialize()
	return nil
}
