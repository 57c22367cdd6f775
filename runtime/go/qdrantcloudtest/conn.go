// Package qdrantcloudtest has a connection for unit tests, which calls services of the test in the same process:
//
//	type clusters struct {
//		qdrantclusterv1.UnimplementedClusterServiceServer
//	}
//
//	func (clusters) ListClusters(context.Context, *qdrantclusterv1.ListClustersRequest) (*qdrantclusterv1.ListClustersResponse, error) {
//		return &qdrantclusterv1.ListClustersResponse{Items: []*qdrantclusterv1.Cluster{{Name: "search"}}}, nil
//	}
//
//	conn := qdrantcloudtest.NewConn()
//	qdrantclusterv1.RegisterClusterServiceServer(conn, clusters{})
//	client, err := qdrantcloud.New(qdrantcloud.WithConn(conn))
//
// A test that wants the behaviour of the API instead of its own takes the package apitest in the root of the repository.
package qdrantcloudtest

import (
	"context"
	"slices"
	"strings"
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

// Conn is a connection to services of the test. Services are registered before the first call; after that it is safe for concurrent use.
type Conn struct {
	services map[string]service

	mutex sync.Mutex
	calls []Call
}

type service struct {
	methods        map[string]grpc.MethodDesc
	implementation any
}

// Call is a call that was made.
type Call struct {
	Method   string        // Method is the full name, as in /qdrant.cloud.cluster.v1.ClusterService/ListClusters.
	Request  proto.Message // Request is a copy of what was sent.
	Metadata metadata.MD
	Err      error // Err is what the service returned.
}

// NewConn returns a connection without services: each call of it ends with UNIMPLEMENTED.
func NewConn() *Conn { return &Conn{services: map[string]service{}} }

// RegisterService adds a service. The generated functions Register…Server call it.
func (c *Conn) RegisterService(description *grpc.ServiceDesc, implementation any) {
	methods := map[string]grpc.MethodDesc{}
	for _, method := range description.Methods {
		methods[method.MethodName] = method
	}
	c.services[description.ServiceName] = service{methods, implementation}
}

// Calls returns the calls that were made, the oldest first.
func (c *Conn) Calls() []Call {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return slices.Clone(c.calls)
}

// Invoke makes a call. What the service gets and returns is copied, as if it had been sent.
func (c *Conn) Invoke(ctx context.Context, method string, arguments, reply any, _ ...grpc.CallOption) error {
	request, isRequest := arguments.(proto.Message)
	response, isResponse := reply.(proto.Message)
	if !isRequest || !isResponse {
		return status.Errorf(codes.Internal, "%T and %T are no messages", arguments, reply)
	}
	sent, _ := metadata.FromOutgoingContext(ctx)
	answer, err := c.serve(metadata.NewIncomingContext(ctx, sent), method, request)
	if ended := ctx.Err(); ended != nil {
		err = status.FromContextError(ended).Err()
	}
	c.mutex.Lock()
	c.calls = append(c.calls, Call{Method: method, Request: proto.Clone(request), Metadata: sent.Copy(), Err: err})
	c.mutex.Unlock()
	if err != nil {
		return err
	}
	proto.Reset(response)
	proto.Merge(response, answer)
	return nil
}

func (c *Conn) serve(ctx context.Context, full string, request proto.Message) (proto.Message, error) {
	name, method, _ := strings.Cut(strings.TrimPrefix(full, "/"), "/")
	at := c.services[name]
	description, known := at.methods[method]
	if !known {
		return nil, status.Errorf(codes.Unimplemented, "the test has registered no %s", full)
	}
	answer, err := description.Handler(at.implementation, ctx, func(into any) error {
		received, ok := into.(proto.Message)
		if !ok {
			return status.Errorf(codes.Internal, "%T is no message", into)
		}
		proto.Merge(received, request)
		return nil
	}, nil)
	if err != nil {
		return nil, err
	}
	response, ok := answer.(proto.Message)
	if !ok {
		return nil, status.Errorf(codes.Internal, "%s returned %T, which is no message", full, answer)
	}
	return response, nil
}

// NewStream fails: the API has no streams.
func (c *Conn) NewStream(_ context.Context, _ *grpc.StreamDesc, method string, _ ...grpc.CallOption) (grpc.ClientStream, error) {
	return nil, status.Errorf(codes.Unimplemented, "%s is a stream", method)
}
