package convention

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

func TestOperations(t *testing.T) {
	w := newWorld(t)
	want := map[string]Operation{
		"ListBeds": {"list", "garden.v1.Bed"}, "GetBed": {"get", "garden.v1.Bed"}, "CreateBed": {"create", "garden.v1.Bed"},
		"UpdateBed": {"update", "garden.v1.Bed"}, "DeleteBed": {"delete", "garden.v1.Bed"},
		"ListPlants": {"list", "garden.v1.Plant"}, "GetPlant": {"get", "garden.v1.Plant"}, "CreatePlant": {"create", "garden.v1.Plant"},
		"DeletePlant": {"delete", "garden.v1.Plant"},
	}
	for _, method := range w.api.Methods() {
		name := string(method.Descriptor.Name())
		got, ok := w.c.Operation(method.Name)
		if expected, is := want[name]; got != expected || ok != is || (w.handlers[method.Name] != nil) != is {
			t.Errorf("%s: got %v %v, want %v %v", name, got, ok, expected, is)
		}
	}
	var kinds []string
	for _, resource := range w.c.Resources() {
		kinds = append(kinds, resource.Name()+" "+strings.Join(resource.Operations(), " "))
	}
	if !slices.Equal(kinds, []string{"Bed create get list update delete", "Plant create get list delete"}) {
		t.Errorf("resources: %q", kinds)
	}
	if _, ok := w.c.Resource("garden.v1.Wall"); !ok {
		t.Error("a message with an id is no resource for explicit behaviours")
	}
}

func TestCustomsThatDoNotFit(t *testing.T) {
	api, err := gardenAPI()
	if err != nil {
		t.Fatal(err)
	}
	for want, custom := range map[string]Custom{
		"no such message":   {Kind: "garden.v1.Config"},
		"no field colour":   {Kind: "garden.v1.Bed", Owned: []string{"colour"}},
		"no field size":     {Kind: "garden.v1.Bed", Fixed: []string{"size"}},
		"no field x":        {Kind: "garden.v1.Bed", Loose: []string{"x"}},
		"no text labels":    {Kind: "garden.v1.Bed", Once: []string{"labels"}},
		"no text soil":      {Kind: "garden.v1.Bed", Unique: []string{"soil"}},
		"no dependants x":   {Kind: "garden.v1.Bed", Dependants: map[string]Fate{"x": Keep}},
		"no enum name":      {Kind: "garden.v1.Bed", Phase: "name"},
		"no value PHASE_X":  {Kind: "garden.v1.Bed", Phase: "state.phase", Steps: []Step{{From: "PHASE_X"}}},
		"steps, but no pha": {Kind: "garden.v1.Bed", Steps: []Step{{From: "PHASE_DUG"}}},
	} {
		_, err := Of(api, []Custom{custom})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), custom.Kind) {
			t.Errorf("got %v, want %q with the kind", err, want)
		}
	}
}

func TestCreate(t *testing.T) {
	w := newWorld(t, bed())
	created := w.must("CreateBed", `{"bed":{"account_id":"a","name":"roses","id":"mine","key":"x",
		"created_at":"2001-01-01T00:00:00Z","last_modified_at":"2002-01-01T00:00:00Z",
		"created_by":{"actor_id":"eve","actor_type":"ACTOR_TYPE_USER"},"config":{"size":3,"last_modified_at":"2001-01-01T00:00:00Z"}}}`)
	for path, want := range map[string]any{
		"bed.created_at": "2030-03-01T12:00:00Z", "bed.last_modified_at": "2030-03-01T12:00:00Z", "bed.deleted_at": nil,
		"bed.created_by.actor_id": "ann", "bed.created_by.actor_type": "ACTOR_TYPE_USER", "bed.created_by.user_agent": "test/1",
		"bed.last_updated_by.actor_id": "ann", "bed.deleted_by": nil, "bed.name": "roses", "bed.key": "secret",
		"bed.state.phase": "PHASE_DUG", "bed.config.last_modified_at": "2030-03-01T12:00:00Z", "bed.config.size": 3.0,
	} {
		if got := at(created, path); got != want {
			t.Errorf("%s is %v, want %v", path, got, want)
		}
	}
	id, _ := at(created, "bed.id").(string)
	if len(id) != 36 {
		t.Errorf("the id is %q", id)
	}
	got := w.must("GetBed", `{"account_id":"a","bed_id":"`+id+`"}`)
	if at(got, "bed.key") != nil || at(got, "bed.name") != "roses" {
		t.Errorf("read %v, want it without the secret", got)
	}
	w.refused("CreateBed", `{"bed":{"account_id":"a","name":"lilies","state":{}}}`, codes.InvalidArgument, "no_read_only_fields")
	w.refused("CreateBed", `{"bed":{"account_id":"a","name":"x"}}`, codes.InvalidArgument, "bed.name")
	w.refused("CreateBed", `{"bed":{"account_id":"a","name":"roses"}}`, codes.AlreadyExists, `has the name \"roses\"`)
	w.dig("b", "roses") // It is another account.
	w.actor, w.agent = rpc.Actor{Type: rpc.ManagementKey, ID: "k"}, strings.Repeat("ü", 600)
	created = w.must("CreateBed", `{"bed":{"account_id":"a","name":"tulips"}}`)
	agent, _ := at(created, "bed.created_by.user_agent").(string)
	if at(created, "bed.created_by.actor_type") != "ACTOR_TYPE_MANAGEMENT_KEY" || len([]rune(agent)) != 512 {
		t.Errorf("created by %v", at(created, "bed.created_by"))
	}
}

func TestReferences(t *testing.T) {
	w := newWorld(t, bed())
	mine, other := w.dig("a", "roses"), w.dig("b", "roses")
	plant := func(account, bed, neighbours string) string {
		return fmt.Sprintf(`{"plant":{"account_id":%q,"bed_id":%q,"neighbour_bed_ids":[%s]}}`, account, bed, neighbours)
	}
	w.must("CreatePlant", plant("a", mine, `"`+mine+`"`))
	w.must("CreatePlant", plant("a", "", ""))
	w.refused("CreatePlant", plant("a", other, ""), codes.InvalidArgument, `"field":"plant.bed_id"`)
	w.refused("CreatePlant", plant("a", mine, `"`+mine+`","nowhere"`), codes.InvalidArgument, `"field":"plant.neighbour_bed_ids[1]"`)
	w.must("DeleteBed", `{"account_id":"b","bed_id":"`+other+`"}`)
	w.refused("CreatePlant", plant("b", other, ""), codes.FailedPrecondition, "is being deleted")

	loose := newWorld(t, Custom{Kind: "garden.v1.Plant", Loose: []string{"bed_id"}})
	loose.must("CreatePlant", plant("a", "nowhere", ""))
	loose.refused("CreatePlant", plant("a", "", `"nowhere"`), codes.InvalidArgument, "neighbour_bed_ids[0]")
}

func TestGet(t *testing.T) {
	w := newWorld(t, bed())
	roses := w.dig("a", "roses")
	lilies := w.dig("a", "lilies")
	w.refused("GetBed", `{"account_id":"b","bed_id":"`+roses+`"}`, codes.NotFound, roses)
	w.refused("GetBed", `{"account_id":"a","bed_id":"../../a"}`, codes.NotFound, `"resourceType":"garden.v1.Bed"`)
	created := w.must("CreatePlant", `{"plant":{"account_id":"a","bed_id":"`+roses+`"}}`)
	id, _ := at(created, "plant.id").(string)
	w.must("GetPlant", `{"account_id":"a","bed_id":"`+roses+`","id":"`+id+`"}`)
	w.must("GetPlant", `{"account_id":"a","id":"`+id+`"}`)
	w.refused("GetPlant", `{"account_id":"a","bed_id":"`+lilies+`","id":"`+id+`"}`, codes.NotFound, id)
}

func TestDelete(t *testing.T) {
	// Two beds with a plant in each, of which the second is also a neighbour of the plant in the first.
	grown := func(t *testing.T, customs ...Custom) (w *world, first, second string) {
		w = newWorld(t, customs...)
		first, second = w.dig("a", "roses"), w.dig("a", "lilies")
		w.must("CreatePlant", `{"plant":{"account_id":"a","bed_id":"`+first+`","neighbour_bed_ids":["`+second+`"]}}`)
		w.must("CreatePlant", `{"plant":{"account_id":"a","bed_id":"`+second+`"}}`)
		return w, first, second
	}
	plants := func(w *world) int {
		items, _ := w.must("ListPlants", `{"account_id":"a"}`)["items"].([]any)
		return len(items)
	}
	t.Run("dependants go along as the request says", func(t *testing.T) {
		w, first, second := grown(t)
		w.must("DeleteBed", `{"account_id":"a","bed_id":"`+first+`","delete_plants":true}`)
		if plants(w) != 1 {
			t.Errorf("%d plants are left, want 1", plants(w))
		}
		w.must("DeleteBed", `{"account_id":"a","bed_id":"`+second+`"}`)
		if plants(w) != 1 {
			t.Errorf("%d plants are left, want that of the second bed", plants(w))
		}
		w.refused("GetBed", `{"account_id":"a","bed_id":"`+first+`"}`, codes.NotFound, first)
		w.refused("DeleteBed", `{"account_id":"a","bed_id":"`+first+`"}`, codes.NotFound, first)
	})
	t.Run("soft", func(t *testing.T) {
		w, first, _ := grown(t, bed())
		w.refused("DeleteBed", `{"account_id":"b","bed_id":"`+first+`"}`, codes.NotFound, first)
		w.now = w.now.Add(time.Second)
		w.actor.ID = "bob"
		w.must("DeleteBed", `{"account_id":"a","bed_id":"`+first+`"}`)
		got := w.must("GetBed", `{"account_id":"a","bed_id":"`+first+`"}`)
		if at(got, "bed.deleted_at") != "2030-03-01T12:00:01Z" || at(got, "bed.deleted_by.actor_id") != "bob" ||
			at(got, "bed.created_by.actor_id") != "ann" || at(got, "bed.state.phase") != "PHASE_DELETING" {
			t.Errorf("got %v", got)
		}
		w.now = w.now.Add(time.Second)
		w.must("DeleteBed", `{"account_id":"a","bed_id":"`+first+`"}`) // Again, without effect.
		again := w.must("GetBed", `{"account_id":"a","bed_id":"`+first+`"}`)
		if at(again, "bed.deleted_at") != "2030-03-01T12:00:01Z" {
			t.Errorf("the second time changed it: %v", again)
		}
		w.refused("UpdateBed", `{"bed":{"account_id":"a","id":"`+first+`","name":"roses"}}`, codes.FailedPrecondition, "being deleted")
		w.dig("a", "roses") // Its name is free.
		w.now = w.now.Add(time.Minute)
		w.refused("GetBed", `{"account_id":"a","bed_id":"`+first+`"}`, codes.NotFound, first)
	})
	t.Run("refused", func(t *testing.T) {
		custom := bed()
		custom.Delete = func(context.Context, *rpc.Call, *dynamicpb.Message) error {
			return rpc.Precondition("LOCKED", "bed", "it is locked")
		}
		w, first, _ := grown(t, custom)
		w.refused("DeleteBed", `{"account_id":"a","bed_id":"`+first+`","delete_plants":true}`, codes.FailedPrecondition, "it is locked")
		if plants(w) != 2 {
			t.Errorf("%d plants are left of 2", plants(w))
		}
	})
}

// A delete without a field about its dependants is refused while there are some, forced, or follows the custom.
func TestFates(t *testing.T) {
	for name, test := range map[string]struct {
		fate   Fate
		force  bool
		code   codes.Code
		plants int
	}{
		"restrict": {fate: Restrict, code: codes.FailedPrecondition, plants: 1},
		"forced":   {fate: Restrict, force: true, plants: 1},
		"cascade":  {fate: Cascade, plants: 0},
		"forced cascade": {
			fate: Cascade, force: true, plants: 0,
		},
		"keep": {fate: Keep, plants: 1},
	} {
		t.Run(name, func(t *testing.T) {
			custom := bed()
			custom.Dependants = map[string]Fate{"garden.v1.Plant": test.fate}
			w := newWorld(t, custom)
			clear(w.c.operations["/garden.v1.Beds/DeleteBed"].along) // As in a contract whose request says nothing about plants.
			id := w.dig("a", "roses")
			w.must("CreatePlant", `{"plant":{"account_id":"a","neighbour_bed_ids":["`+id+`"]}}`)
			request := fmt.Sprintf(`{"account_id":"a","bed_id":%q,"force":%v}`, id, test.force)
			if test.code == codes.OK {
				w.must("DeleteBed", request)
			} else {
				w.refused("DeleteBed", request, test.code, "it still has 1 garden.v1.Plant")
			}
			items, _ := w.must("ListPlants", `{"account_id":"a"}`)["items"].([]any)
			if len(items) != test.plants {
				t.Errorf("%d plants are left, want %d", len(items), test.plants)
			}
		})
	}
}

func TestSeed(t *testing.T) {
	w := newWorld(t, bed())
	seed := func(text string) error {
		request := w.request("CreateBed", `{"bed":`+text+`}`)
		return w.store.Do(func(tx *store.Tx) error {
			return w.c.Seed(tx, w.now, message.Sub(request, "bed").Interface())
		})
	}
	if err := seed(`{"account_id":"a","id":"b1","name":"roses",
		"created_at":"2001-01-01T00:00:00Z","last_modified_at":"2002-01-01T00:00:00Z",
		"state":{"phase":"PHASE_DUG"}}`); err != nil {
		t.Fatal(err)
	}
	got := w.must("GetBed", `{"account_id":"a","bed_id":"b1"}`)
	if at(got, "bed.created_at") != "2001-01-01T00:00:00Z" || at(got, "bed.last_modified_at") != "2002-01-01T00:00:00Z" {
		t.Errorf("seeded %v", got)
	}
	w.now = w.now.Add(time.Hour)
	if got = w.must("GetBed", `{"account_id":"a","bed_id":"b1"}`); at(got, "bed.state.phase") != "PHASE_READY" {
		t.Errorf("an hour later: %v", got)
	}
	for want, text := range map[string]string{
		"has no id": `{"account_id":"a","name":"tulips"}`,
		"before created_at": `{"account_id":"a","id":"b2","name":"lilies",
			"created_at":"2001-01-01T00:00:00Z","last_modified_at":"2000-01-01T00:00:00Z"}`,
		"another": `{"account_id":"a","id":"b3","name":"roses"}`,
	} {
		if err := seed(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", want, err)
		}
	}
	err := w.store.Do(func(tx *store.Tx) error { return w.c.Seed(tx, w.now, w.request("GetBed", `{}`)) })
	if err == nil || !strings.Contains(err.Error(), "garden.v1.GetBedRequest is no kind of entity") {
		t.Errorf("a request as seed: %v", err)
	}
}
