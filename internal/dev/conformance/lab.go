package conformance

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/clock"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/trouble"
)

// contractPrefix is what the names of the contract begin with, and the cases leave out.
const contractPrefix = "qdrant.cloud."

// Variables are the names in cases.yaml.
func Variables() map[string]string {
	return map[string]string{
		"account": access.DefaultAccount, "key": access.DefaultKey, "token": access.DefaultToken, "user": access.DefaultUser,
	}
}

// lab has the servers for cases, one at a time: one that behaves as the contract says, and one that answers by script.
type lab struct {
	real, scripted           *apiserver.Server
	realClock, scriptedClock *clock.Clock

	mu     sync.Mutex
	script []Answer
}

// openLab starts the servers. The scripted one has answers for the methods that cases script.
func openLab(files *protoregistry.Files, cases []Case) (*lab, error) {
	l := &lab{realClock: clock.New(), scriptedClock: clock.New()}
	answers := map[string]apiserver.Answer{}
	for i := range cases {
		for _, answer := range cases[i].Server.Answers {
			name := fullMethod(answer.RPC)
			answers[name] = func(_, response proto.Message) error { return l.answer(name, response) }
		}
	}
	var err error
	if l.real, err = apiserver.Start(apiserver.Config{Files: files, Clock: l.realClock}); err != nil {
		return nil, err
	}
	if l.scripted, err = apiserver.Start(apiserver.Config{Files: files, Clock: l.scriptedClock, Answers: answers}); err != nil {
		l.real.Close()
		return nil, err
	}
	return l, nil
}

func (l *lab) close() {
	l.real.Close()
	l.scripted.Close()
}

// begin makes the server of a case ready, and returns it.
func (l *lab) begin(c *Case) (*apiserver.Server, error) {
	server, at := l.real, l.realClock
	if len(c.Server.Answers) > 0 {
		server, at = l.scripted, l.scriptedClock
	}
	l.mu.Lock()
	l.script = slices.Clone(c.Server.Answers)
	l.mu.Unlock()
	speed := c.Server.Speed
	if speed == 0 {
		speed = 1
	}
	if err := errors.Join(at.SetSpeed(speed), server.Reset()); err != nil {
		return nil, err
	}
	for _, seed := range c.Server.Seed {
		if _, err := server.Seed(fmt.Sprintf("the seed of %s", c.Name), seed.document()); err != nil {
			return nil, err
		}
	}
	for _, encoded := range c.Server.Faults {
		var fault trouble.Fault
		if err := strictly(encoded.JSON, &fault); err != nil {
			return nil, err
		}
		if err := server.Fail(fault); err != nil {
			return nil, err
		}
	}
	return server, nil
}

// answer takes the next answer of the script for a method.
func (l *lab) answer(method string, response proto.Message) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	at := slices.IndexFunc(l.script, func(answer Answer) bool { return fullMethod(answer.RPC) == method })
	if at < 0 {
		return status.Errorf(codes.Unimplemented, "the script of the case has no more answers of %s", method)
	}
	answer := l.script[at]
	l.script = slices.Delete(l.script, at, at+1)
	if err := protojson.Unmarshal(answer.Response.JSON, response); err != nil {
		return status.Errorf(codes.Internal, "the script of the case: %v", err)
	}
	if answer.Repeat > 1 {
		field := response.ProtoReflect().Descriptor().Fields().ByName("items")
		if field == nil || !field.IsList() {
			return status.Errorf(codes.Internal, "the script of the case: %s has no items to repeat", method)
		}
		list := response.ProtoReflect().Mutable(field).List()
		for range answer.Repeat - 1 {
			list.Append(list.Get(0))
		}
	}
	if answer.Newer {
		unknown := protowire.AppendTag(response.ProtoReflect().GetUnknown(), 19_000-1, protowire.BytesType)
		response.ProtoReflect().SetUnknown(protowire.AppendString(unknown, "of a newer server"))
	}
	return nil
}

// document is the document of seed data.
func (s *Seed) document() []byte {
	count := max(s.Count, 1)
	entities := make([]json.RawMessage, count)
	for i := range count {
		text := strings.ReplaceAll(string(s.Entity.JSON), "{n}", fmt.Sprint(i+1))
		entities[i] = []byte(strings.ReplaceAll(text, "{uuid}", fmt.Sprintf("00000000-0000-4000-8000-%012d", i+1)))
	}
	document, err := json.Marshal(map[string][]json.RawMessage{contractPrefix + s.Kind: entities})
	if err != nil {
		return nil // It was JSON before, so it can be written.
	}
	return document
}

// fullMethod makes /qdrant.cloud.cluster.v1.ClusterService/ListClusters of cluster.v1.ClusterService/ListClusters.
func fullMethod(short string) string { return "/" + contractPrefix + short }

// recorded are the calls of a server, as a case may want them.
func recorded(server *apiserver.Server) []map[string]any {
	var calls []map[string]any
	for _, call := range server.Calls() {
		headers := map[string]string{}
		for name, values := range call.Metadata {
			headers[name] = strings.Join(values, ", ")
		}
		shown := map[string]any{
			"method": call.Method[strings.LastIndex(call.Method, "/")+1:], "code": rpc.CodeName(call.Code),
			"protocol": call.Protocol, "actor": call.Actor.Type, "headers": headers,
		}
		if call.Request != "" {
			shown["request"] = json.RawMessage(call.Request)
		}
		calls = append(calls, shown)
	}
	return calls
}
