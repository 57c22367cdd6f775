package apiserver

import (
	"bytes"
	"encoding/json"
	"sync"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// The bounds of the record of calls. When one is reached, the oldest calls are forgotten, and counted.
const (
	MaxCalls       = 10_000
	MaxRecordBytes = 64 << 20 // MaxRecordBytes bounds the requests and metadata of all recorded calls together.
)

// Call is one call as the server saw it.
type Call struct {
	Method   string      // Method is the full method name.
	Metadata metadata.MD // Metadata is what the client sent with the request.
	Request  string      // Request is the request as compact ProtoJSON; empty if the caller was refused before it was read.
	Code     codes.Code  // Code is how the call ended.
	Trace    string      // Trace is the ID of the call, which its trailer qc-trace-id has, as in production: 32 hexadecimal digits.

	Message  string        // Message is the text of the error, if there is one.
	Protocol string        // Protocol is what the client spoke: grpc, grpc-web, connect or rest.
	Actor    rpc.Actor     // Actor is who made the call; its zero value if that is not known.
	Time     time.Time     // Time is when the call began, on the clock of the server.
	Took     time.Duration // Took is how long the call took in real time.
}

// entry is a recorded call. Its request is encoded, which is less work for the many calls that nobody looks at.
type entry struct {
	call    Call
	method  *rpc.Method // method is nil for one that the API does not have.
	request []byte      // request is nil where it was not read.
}

func (e *entry) size() int {
	size := len(e.request) + len(e.call.Method) + len(e.call.Message)
	for name, values := range e.call.Metadata {
		size += len(name)
		for _, value := range values {
			size += len(value)
		}
	}
	return size
}

// record has the last calls.
type record struct {
	mu      sync.Mutex
	entries []*entry // entries are a ring when there are as many as it takes: the oldest is at next.
	next    int
	bytes   int
	dropped uint64
}

// add keeps a call, in the place of the oldest if there are enough.
func (r *record) add(e *entry) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.entries) < MaxCalls {
		r.entries = append(r.entries, e)
	} else {
		r.drop(r.next)
		r.entries[r.next] = e
		r.next = (r.next + 1) % MaxCalls
	}
	r.bytes += e.size()
	for at := r.next; r.bytes > MaxRecordBytes; at = (at + 1) % len(r.entries) {
		if r.entries[at] != e {
			r.drop(at)
		} else {
			break
		}
	}
}

// drop forgets a call, if it is still there.
func (r *record) drop(at int) {
	if old := r.entries[at]; old != nil {
		r.entries[at] = nil
		r.bytes -= old.size()
		r.dropped++
	}
}

// all returns the recorded calls in the order in which they ended, and how many were forgotten.
func (r *record) all() ([]*entry, uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	kept := make([]*entry, 0, len(r.entries))
	for i := range r.entries {
		if e := r.entries[(r.next+i)%len(r.entries)]; e != nil {
			kept = append(kept, e)
		}
	}
	return kept, r.dropped
}

// clear forgets all calls.
func (r *record) clear() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.entries, r.next, r.bytes, r.dropped = nil, 0, 0, 0
}

// Calls returns the ended calls in the order in which they ended, without those of reflection: the last [MaxCalls], or fewer if
// their requests are large.
func (s *Server) Calls() []Call {
	entries, _ := s.calls.all()
	calls := make([]Call, len(entries))
	for i, e := range entries {
		calls[i] = s.shown(e)
	}
	return calls
}

// Forgotten returns how many ended calls [Server.Calls] does not have, because there were too many.
func (s *Server) Forgotten() uint64 {
	_, dropped := s.calls.all()
	return dropped
}

// ForgetCalls begins a new record.
func (s *Server) ForgetCalls() { s.calls.clear() }

// shown is a recorded call for people.
func (s *Server) shown(e *entry) Call {
	call := e.call
	if e.method == nil || e.request == nil {
		return call
	}
	request := e.method.NewRequest()
	if err := proto.Unmarshal(e.request, request); err == nil {
		call.Request = s.json(request)
	}
	return call
}

// json writes a message as compact ProtoJSON.
func (s *Server) json(message proto.Message) string {
	text, err := protojson.MarshalOptions{Resolver: s.api.Types}.Marshal(message)
	if err != nil {
		return ""
	}
	// protojson varies its white space deliberately.
	var compact bytes.Buffer
	if json.Compact(&compact, text) != nil {
		return ""
	}
	return compact.String()
}

// close notes how a call ended, before its response is sent, because the client may look at the calls right after it.
func (e *exchange) close(s *Server, err error) {
	e.record.Code = status.Code(err)
	if err != nil {
		e.record.Message = status.Convert(err).Message()
	}
	e.record.Took = time.Since(e.began)
	s.calls.add(&entry{call: e.record, method: e.in.Method, request: e.request})
	if s.config.Observe != nil {
		s.config.Observe(e.record)
	}
}
