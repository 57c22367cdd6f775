package console

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/trouble"
)

// clockState is the answer of the endpoint clock.
type clockState struct {
	Now   time.Time `json:"now"`
	Speed float64   `json:"speed"`
}

func (c *console) readClock(*http.Request) (any, error) {
	return clockState{c.Clock.Now(), c.Clock.Speed()}, nil
}

// setClock changes the speed first, and then moves the clock ahead. The steps that are due are done when it returns.
func (c *console) setClock(r *http.Request) (any, error) {
	var set struct {
		Speed   *float64         `json:"speed"`
		Advance trouble.Duration `json:"advance"`
	}
	if err := read(r, &set); err != nil {
		return nil, err
	}
	if set.Speed != nil {
		if err := c.Clock.SetSpeed(*set.Speed); err != nil {
			return nil, badRequest(err)
		}
	}
	if _, err := c.Clock.Advance(time.Duration(set.Advance)); err != nil {
		return nil, badRequest(err)
	}
	if err := c.Moved(); err != nil {
		return nil, err
	}
	return c.readClock(r)
}

func (c *console) listFaults(*http.Request) (any, error) {
	return map[string]any{"faults": c.Faults.List()}, nil
}

func (c *console) addFault(r *http.Request) (any, error) {
	var fault trouble.Fault
	if err := read(r, &fault); err != nil {
		return nil, err
	}
	if err := c.knows(fault); err != nil {
		return nil, badRequest(err)
	}
	added, err := c.Faults.Add(fault)
	if err != nil {
		return nil, badRequest(err)
	}
	return added, nil
}

// knows refuses a fault that nothing can meet: a test must not pass because a name was misspelt.
func (c *console) knows(fault trouble.Fault) error {
	if fault.Kind != "" {
		if _, err := c.API.Types.FindMessageByName(protoreflect.FullName(fault.Kind)); err != nil {
			return fmt.Errorf("the contract has no message %q: want a full name, as in qdrant.cloud.cluster.v1.Cluster", fault.Kind)
		}
	}
	if fault.Method != "" && fault.Method != "*" && !slices.ContainsFunc(c.API.Methods(), func(m *rpc.Method) bool { return matches(fault.Method, m.Name) }) {
		return fmt.Errorf("no method of the contract is %q: want a full name, as in /qdrant.cloud.cluster.v1.ClusterService/GetCluster, or a pattern", fault.Method)
	}
	return nil
}

func matches(pattern, method string) bool {
	ok, err := path.Match(pattern, method)
	return ok && err == nil
}

func (c *console) clearFaults(*http.Request) (any, error) {
	c.Faults.Clear()
	return struct{}{}, nil
}

func (c *console) removeFault(r *http.Request) (any, error) {
	if id := r.PathValue("id"); !c.Faults.Remove(id) {
		return nil, &refusal{http.StatusNotFound, fmt.Sprintf("there is no fault %q", id)}
	}
	return struct{}{}, nil
}

// listCalls returns the last calls, the newest first, that the query selects.
func (c *console) listCalls(r *http.Request) (any, error) {
	method, code := r.URL.Query().Get("method"), r.URL.Query().Get("code")
	limit, err := limitOf(r)
	if err != nil {
		return nil, err
	}
	if _, ok := rpc.CodeOf(code); code != "" && !ok {
		return nil, badRequest(fmt.Errorf("the code is %q: want the name of a gRPC status, as in NOT_FOUND", code))
	}
	all, forgotten := c.Calls()
	selected := []Call{}
	total := 0
	for _, call := range slices.Backward(all) {
		if code != "" && call.Code != code || method != "" && method != "*" && !matches(method, call.Method) {
			continue
		}
		if total++; len(selected) < limit {
			selected = append(selected, call)
		}
	}
	return map[string]any{"calls": selected, "total": total, "forgotten": forgotten}, nil
}

func limitOf(r *http.Request) (int, error) {
	text := cmp.Or(r.URL.Query().Get("limit"), strconv.Itoa(maxListed))
	limit, err := strconv.Atoi(text)
	if err != nil || limit < 1 {
		return 0, badRequest(fmt.Errorf("limit is %q: want a number from 1 on", text))
	}
	return limit, nil
}

func (c *console) clearCalls(*http.Request) (any, error) {
	c.ForgetCalls()
	return struct{}{}, nil
}

// kindCount is how many entities of a kind an account has.
type kindCount struct {
	Kind    string `json:"kind"`
	Account string `json:"account,omitempty"`
	Count   int    `json:"count"`
}

// internal says whether a kind is one that the server keeps for itself, among them the digests of keys.
func internal(kind string) bool { return strings.HasPrefix(kind, "emulator.") }

func kindName(kind string) protoreflect.FullName { return protoreflect.FullName(kind) }

func (c *console) kinds() ([]kindCount, error) {
	counts := []kindCount{}
	err := c.view(func(tx *store.Tx) error {
		for entity := range tx.Everything() {
			last := len(counts) - 1
			switch {
			case internal(entity.Kind):
			case last >= 0 && counts[last].Kind == entity.Kind && counts[last].Account == entity.Account:
				counts[last].Count++
			default:
				counts = append(counts, kindCount{entity.Kind, entity.Account, 1})
			}
		}
		return nil
	})
	return counts, err
}

func (c *console) listKinds(*http.Request) (any, error) {
	counts, err := c.kinds()
	return map[string]any{"kinds": counts}, err
}

// entities returns the entities of a kind, of one account if it is named.
func (c *console) entities(kind, account string, limit int) (items []json.RawMessage, total int, err error) {
	items = []json.RawMessage{}
	if internal(kind) {
		return items, 0, nil
	}
	err = c.view(func(tx *store.Tx) error {
		for entity := range tx.Everywhere(kind) {
			if account != "" && entity.Account != account {
				continue
			}
			if total++; len(items) >= limit {
				continue
			}
			if encoded, ok := c.shown(entity); ok {
				items = append(items, encoded)
			}
		}
		return nil
	})
	return items, total, err
}

func (c *console) listEntities(r *http.Request) (any, error) {
	kind := r.PathValue("kind")
	if _, err := c.API.Types.FindMessageByName(kindName(kind)); err != nil {
		return nil, &refusal{http.StatusNotFound, fmt.Sprintf("the contract has no message %q: GET %sstate lists the kinds", kind, Prefix)}
	}
	limit, err := limitOf(r)
	if err != nil {
		return nil, err
	}
	items, total, err := c.entities(kind, r.URL.Query().Get("account"), limit)
	return map[string]any{"items": items, "total": total}, err
}

func (c *console) seed(r *http.Request) (any, error) {
	document, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, MaxSeed))
	if err != nil {
		return nil, &refusal{http.StatusRequestEntityTooLarge, fmt.Sprintf("the document is longer than %d bytes", MaxSeed)}
	}
	added, err := c.Seed(document)
	if err != nil {
		return nil, badRequest(err)
	}
	return map[string]int{"entities": added}, nil
}

func (c *console) reset(*http.Request) (any, error) { return struct{}{}, c.Reset() }
