package convention

import (
	"context"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

func TestUpdate(t *testing.T) {
	// The bed before each update; ID stands for its id.
	const before = `"name":"roses","soil":"SOIL_SAND","labels":["a","b"],"sign":"here","place":"south","config":{"size":3,"note":"n"}`
	for name, test := range map[string]struct {
		bed, mask string // mask is empty for an update as a whole.
		want      map[string]any
		code      codes.Code
		text      string
	}{
		"a field": {
			bed: `"name":"lilies","sign":"gone"`, mask: "name",
			want: map[string]any{"name": "lilies", "soil": "SOIL_SAND", "sign": "here", "config.size": 3.0},
		},
		"a nested field": {
			bed: `"config":{"size":9}`, mask: "config.size",
			want: map[string]any{"name": "roses", "config.size": 9.0, "config.note": "n"},
		},
		"several fields": {
			bed: `"name":"lilies","labels":["c"]`, mask: "name,labels",
			want: map[string]any{"name": "lilies", "labels": "c", "soil": "SOIL_SAND"},
		},
		"a message is replaced": {
			bed: `"config":{"size":9}`, mask: "config",
			want: map[string]any{"config.size": 9.0, "config.note": nil},
		},
		"cleared": {
			bed: ``, mask: "sign,labels,soil",
			want: map[string]any{"sign": nil, "labels": nil, "soil": nil, "name": "roses"},
		},
		"a nested field is cleared": {
			bed: ``, mask: "config.note",
			want: map[string]any{"config.note": nil, "config.size": 3.0},
		},
		"a field twice, in a message and alone": {
			bed: `"config":{"size":9}`, mask: "config.size,config.size,config",
			want: map[string]any{"config.size": 9.0, "config.note": nil},
		},
		"what the server sets has no effect": {
			bed: `"name":"lilies","key":"k","createdAt":"2001-01-01T00:00:00Z","state":{"phase":"PHASE_READY"},` +
				`"createdBy":{"actorId":"eve","actorType":"ACTOR_TYPE_USER"}`,
			mask: "name,state.phase,created_at,created_by,key",
			want: map[string]any{
				"name": "lilies", "created_at": "2030-03-01T12:00:00Z", "state.phase": "PHASE_DUG", "created_by.actor_id": "ann", "key": nil,
			},
		},
		"its identity in the mask": {
			bed: `"name":"lilies"`, mask: "id,account_id,name", want: map[string]any{"name": "lilies", "place": "south"},
		},
		"everything by the mask": {
			bed: `"name":"lilies","place":"south"`, mask: "*",
			want: map[string]any{"name": "lilies", "soil": nil, "labels": nil, "config": nil, "state.phase": "PHASE_DUG"},
		},
		"everything without a mask": {
			bed:  `"name":"lilies","place":"south","state":{"phase":"PHASE_READY"}`,
			want: map[string]any{"name": "lilies", "soil": nil, "config": nil, "state.phase": "PHASE_DUG", "created_by.actor_id": "ann"},
		},
		"an unknown field": {
			bed: `"name":"lilies"`, mask: "name,colour", code: codes.InvalidArgument, text: `"field":"update_mask.paths[1]"`,
		},
		"an unknown nested field": {bed: ``, mask: "config.colour", code: codes.InvalidArgument, text: `config.colour`},
		"into a list":             {bed: ``, mask: "labels.x", code: codes.InvalidArgument, text: `labels.x`},
		"into a text":             {bed: ``, mask: "name.x", code: codes.InvalidArgument, text: `name.x`},
		"an empty path":           {bed: ``, mask: "name,", code: codes.InvalidArgument, text: `update_mask.paths[1]`},
		"the result is invalid":   {bed: ``, mask: "name", code: codes.InvalidArgument, text: `"field":"bed.name"`},
		"an invalid whole":        {bed: `"name":"x"`, code: codes.InvalidArgument, text: `"field":"bed.name"`},
		"invalid once it exists":  {bed: `"name":"lilies","place":"south","sign":"none"`, code: codes.InvalidArgument, text: "bed.sign"},
		"a fixed field":           {bed: `"place":"north"`, mask: "place", code: codes.InvalidArgument, text: `"reason":"immutable"`},
		"a fixed field is left out": {
			bed: `"name":"lilies"`, code: codes.InvalidArgument, text: `"field":"bed.place"`,
		},
		"a name that another has": {bed: `"name":"taken"`, mask: "name", code: codes.AlreadyExists, text: "taken"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, bed())
			w.dig("a", "taken")
			created := w.must("CreateBed", `{"bed":{"account_id":"a",`+before+`}}`)
			id, _ := at(created, "bed.id").(string)
			w.now = w.now.Add(time.Second)
			w.actor.ID = "bob"
			request := w.request("UpdateBed", `{"bed":{"account_id":"a","id":"`+id+`"`+comma(test.bed)+`}}`)
			setMask(request, test.mask)
			updated, err := w.tree("UpdateBed", request)
			if test.code != codes.OK {
				if !isRefused(err, test.code, test.text) {
					t.Errorf("got %v, want %v with %q", errText(err), test.code, test.text)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			test.want["last_modified_at"], test.want["last_updated_by.actor_id"] = "2030-03-01T12:00:01Z", "bob"
			test.want["id"], test.want["account_id"] = id, "a"
			read := w.must("GetBed", `{"account_id":"a","bed_id":"`+id+`"}`)
			for path, want := range test.want {
				if list, ok := at(updated, "bed."+path).([]any); ok {
					if len(list) != 1 || list[0] != want {
						t.Errorf("%s is %v, want %v", path, list, want)
					}
				} else if got, stored := at(updated, "bed."+path), at(read, "bed."+path); got != want || stored != want {
					t.Errorf("%s is %v, and %v when it is read again, want %v", path, got, stored, want)
				}
			}
		})
	}
}

func comma(fields string) string {
	if fields == "" {
		return ""
	}
	return "," + fields
}

func TestUpdateOfNothing(t *testing.T) {
	w := newWorld(t, bed())
	id := w.dig("a", "roses")
	w.refused("UpdateBed", `{"bed":{"account_id":"a","id":"nowhere","name":"lilies"}}`, codes.NotFound, "nowhere")
	w.refused("UpdateBed", `{"bed":{"account_id":"a","id":"nowhere"},"updateMask":"name"}`, codes.NotFound, "nowhere")
	w.refused("UpdateBed", `{"bed":{"account_id":"b","id":"`+id+`"},"updateMask":"name"}`, codes.NotFound, id)
	w.refused("UpdateBed", `{"bed":{"account_id":"a"},"updateMask":"name"}`, codes.InvalidArgument, `"field":"bed.id"`)
	w.refused("UpdateBed", `{"updateMask":"name"}`, codes.InvalidArgument, `"field":"bed"`)
	w.refused("UpdateBed", `{}`, codes.InvalidArgument, `"field":"bed"`)
}

// The parts of an entity know when they were changed.
func TestPartsKnowWhenTheyChanged(t *testing.T) {
	w := newWorld(t, bed())
	created := w.must("CreateBed", `{"bed":{"account_id":"a","name":"roses","config":{"size":3}}}`)
	id, _ := at(created, "bed.id").(string)
	w.now = w.now.Add(time.Second)
	updated := w.must("UpdateBed", `{"bed":{"account_id":"a","id":"`+id+`","name":"lilies","config":{"size":3}}}`)
	if got := at(updated, "bed.config.last_modified_at"); got != "2030-03-01T12:00:00Z" {
		t.Errorf("unchanged, but modified at %v", got)
	}
	w.now = w.now.Add(time.Second)
	updated = w.must("UpdateBed", `{"bed":{"account_id":"a","id":"`+id+`","config":{"size":4}},"updateMask":"config.size"}`)
	if got := at(updated, "bed.config.last_modified_at"); got != "2030-03-01T12:00:02Z" {
		t.Errorf("changed, but modified at %v", got)
	}
}

// The clock may go back, and an entity is still never modified before it was created.
func TestClockGoesBack(t *testing.T) {
	w := newWorld(t, bed())
	id := w.dig("a", "roses")
	w.now = w.now.Add(-time.Hour)
	updated := w.must("UpdateBed", `{"bed":{"account_id":"a","id":"`+id+`","name":"lilies"},"updateMask":"name"}`)
	if got := at(updated, "bed.last_modified_at"); got != "2030-03-01T12:00:00Z" {
		t.Errorf("modified at %v", got)
	}
}

// A custom sees the entity before and after, and what it does to the one is not done to the other.
func TestCustomUpdate(t *testing.T) {
	custom := bed()
	custom.Update = func(_ context.Context, _ *rpc.Call, before, after *dynamicpb.Message) error {
		if message.Text(before, "name") == "locked" {
			return rpc.Precondition("LOCKED", "bed", "it is locked")
		}
		if err := message.SetEnum(after, "state.phase", "PHASE_READY"); err != nil {
			return err
		}
		if got := message.Enum(before, "state.phase"); got != "PHASE_DUG" {
			t.Errorf("before the update its phase was %s", got)
		}
		return nil
	}
	w := newWorld(t, custom)
	id := w.dig("a", "roses")
	updated := w.must("UpdateBed", `{"bed":{"account_id":"a","id":"`+id+`","name":"lilies"},"updateMask":"name"}`)
	if at(updated, "bed.state.phase") != "PHASE_READY" {
		t.Errorf("updated %v", updated)
	}
	locked := w.dig("a", "locked")
	w.refused("UpdateBed", `{"bed":{"account_id":"a","id":"`+locked+`","name":"open"},"updateMask":"name"}`,
		codes.FailedPrecondition, "it is locked")
}

// What a mask is merged with comes from whatever answers the get method, and errors of it are those of the update.
func TestPrepareWithoutReader(t *testing.T) {
	w := newWorld(t, bed())
	id := w.dig("a", "roses")
	method := w.method("UpdateBed")
	for name, handlers := range map[string]map[string]rpc.Handler{
		"no handler": {},
		"no entity":  {"/garden.v1.Beds/GetBed": func(context.Context, *rpc.Call) ([]byte, error) { return nil, nil }},
		"garbage":    {"/garden.v1.Beds/GetBed": func(context.Context, *rpc.Call) ([]byte, error) { return []byte{0xff}, nil }},
	} {
		request := w.request("UpdateBed", `{"bed":{"account_id":"a","id":"`+id+`"},"updateMask":"name"}`)
		if err := w.c.Prepare(t.Context(), &rpc.Call{Method: method, Request: request, Account: "a"}, handlers); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	whole := w.request("UpdateBed", `{"bed":{"account_id":"a","id":"`+id+`"}}`)
	if err := w.c.Prepare(t.Context(), &rpc.Call{Method: method, Request: whole, Account: "a"}, nil); err != nil {
		t.Errorf("without a mask: %v", err)
	}
}

// A contract may leave out patch_source: the entity is then the one with the id that was sent.
func TestPrepareWithoutPatchSource(t *testing.T) {
	w := newWorld(t, bed())
	id := w.dig("a", "roses")
	plain := *w.method("UpdateBed")
	plain.Options = options.Method{}
	for id, want := range map[string]codes.Code{id: codes.OK, "nowhere": codes.NotFound} {
		request := w.request("UpdateBed", `{"bed":{"account_id":"a","id":"`+id+`","sign":"here"},"updateMask":"sign"}`)
		err := w.store.Do(func(tx *store.Tx) error {
			return w.c.Prepare(t.Context(), &rpc.Call{Method: &plain, Request: request, Account: "a", Tx: tx}, nil)
		})
		if status.Code(err) != want {
			t.Errorf("%s: %v", id, err)
		}
		if err == nil && (message.Text(request, "bed.name") != "roses" || message.Text(request, "bed.sign") != "here") {
			t.Errorf("prepared %v", request)
		}
	}
}
