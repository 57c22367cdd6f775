package apiserver

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"google.golang.org/grpc/metadata"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/console"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/trouble"
)

// console returns the handlers beside the API, by their paths.
func (s *Server) console() map[string]http.Handler {
	handler := console.New(console.Config{
		API: s.api, Store: s.store, Clock: s.clock, Faults: s.faults,
		Calls: s.listed, ForgetCalls: s.ForgetCalls,
		Settle: s.Settle, Moved: func() error { return errors.Join(s.Settle(), s.store.Do(s.keepTime)) },
		Seed:  func(document []byte) (int, error) { return s.Seed("the document", document) },
		Reset: s.Reset,
		Hosts: s.config.Hosts, Remote: s.config.RemoteConsole,
	})
	return map[string]http.Handler{"/": handler, console.Prefix: handler}
}

// listed are the recorded calls without secrets.
func (s *Server) listed() ([]console.Call, uint64) {
	entries, forgotten := s.calls.all()
	calls := make([]console.Call, len(entries))
	for i, e := range entries {
		call := s.shown(e)
		calls[i] = console.Call{
			Method: call.Method, Code: rpc.CodeName(call.Code), Message: call.Message, Protocol: call.Protocol, Actor: who(call.Actor),
			Trace: call.Trace, Time: call.Time, Took: call.Took.Round(10 * time.Microsecond).String(), Metadata: withoutSecrets(call.Metadata),
			Request: json.RawMessage(call.Request),
		}
	}
	return calls, forgotten
}

func who(actor rpc.Actor) string {
	if actor.Type == "" {
		return ""
	}
	return actor.Type + " " + actor.ID
}

func withoutSecrets(sent metadata.MD) map[string][]string {
	shown := map[string][]string{}
	for name, values := range sent {
		if console.Secret(name) {
			values = []string{"(hidden)"}
		}
		shown[name] = values
	}
	return shown
}

// Settle lets the entities take the steps that are due on the clock. Every call does so before it is answered.
func (s *Server) Settle() error {
	if s.behaviour.Settle == nil {
		return nil
	}
	return s.store.Do(func(tx *store.Tx) error { return s.behaviour.Settle(tx, s.clock.Now()) })
}

// Fail makes calls fail, or the life of entities, from now on.
func (s *Server) Fail(fault trouble.Fault) error {
	_, err := s.faults.Add(fault)
	return err
}

// Reset makes the server as it was at the start: without what calls have changed, without faults, and with an empty record of calls.
// The clock goes on, as it never goes back.
func (s *Server) Reset() error {
	err := s.store.Do(func(tx *store.Tx) error {
		for entity := range tx.Everything() {
			tx.Delete(entity.Kind, entity.Account, entity.ID)
		}
		return errors.Join(s.seed(tx), s.keepTime(tx))
	})
	if err != nil {
		return err
	}
	s.faults.Clear()
	s.calls.clear()
	return nil
}

// clockKind is the entity with the time at which the server was stopped, or its clock was moved.
const clockKind = "emulator.Clock"

// keepTime notes the time: a server that begins with this state must not be behind the times in it.
func (s *Server) keepTime(tx *store.Tx) error {
	now, err := s.clock.Now().MarshalText()
	if err == nil && s.config.Data != nil {
		tx.Put(store.Entity{Kind: clockKind, ID: "clock", Data: now})
	}
	return err
}

// resumeTime brings the clock to the time of the state, if that is ahead of it.
func (s *Server) resumeTime(tx *store.Tx) error {
	kept, ok := tx.Get(clockKind, "", "clock")
	if !ok {
		return nil
	}
	var at time.Time
	if err := at.UnmarshalText(kept.Data); err != nil {
		return err
	}
	s.clock.Reach(at)
	return nil
}
