package convention

import (
	"fmt"
	"testing"

	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// many is a world with very many beds of about 600 bytes in an account, every tenth of which is of clay.
func many(b *testing.B, count int) *world {
	b.Helper()
	w := newWorld(b)
	note := fmt.Sprintf("%0500d", 0)
	for i := range count {
		soil := "SOIL_SAND"
		if i%10 == 0 {
			soil = "SOIL_CLAY"
		}
		seed := w.request("CreateBed", fmt.Sprintf(
			`{"bed":{"id":"id-%d","account_id":"a","name":"bed-%d","soil":%q,"config":{"note":%q}}}`, i, i, soil, note))
		resource, _ := w.c.Resource("garden.v1.Bed")
		entity, err := w.c.operations["/garden.v1.Beds/CreateBed"].sent(&rpc.Call{Request: seed})
		if err != nil {
			b.Fatal(err)
		}
		err = w.store.Do(func(tx *store.Tx) error { return resource.put(tx, day, entity) })
		if err != nil {
			b.Fatal(err)
		}
	}
	return w
}

// serve calls the handler of a method alone, without what the pipeline does around it.
func (w *world) serve(b *testing.B, method string, request *dynamicpb.Message) []byte {
	b.Helper()
	m := w.method(method)
	var response []byte
	err := w.store.Do(func(tx *store.Tx) (err error) {
		response, err = w.handlers[m.Name](b.Context(), &rpc.Call{Method: m, Request: request, Account: "a", Now: day, Tx: tx})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return response
}

func BenchmarkList(b *testing.B) {
	for _, count := range []int{1_000, 100_000} {
		w := many(b, count)
		token := func(filter string) string {
			response := w.must("ListBeds", fmt.Sprintf(`{"account_id":"a","page_size":%d%s}`, 500, filter))
			text, _ := response["next_page_token"].(string)
			return text
		}
		clay := `,"soils":["SOIL_CLAY"]`
		for name, request := range map[string]string{
			"whole":          `{"account_id":"a"}`,
			"filtered":       `{"account_id":"a"` + clay + `}`,
			"page":           fmt.Sprintf(`{"account_id":"a","page_size":20,"page_token":%q}`, token("")),
			"page-of-1":      fmt.Sprintf(`{"account_id":"a","page_size":1,"page_token":%q}`, token("")),
			"page-filtered":  fmt.Sprintf(`{"account_id":"a","page_size":20%s}`, clay),
			"page-of-others": `{"account_id":"a","page_size":20,"name":"bed-5"}`,
		} {
			b.Run(fmt.Sprintf("%s/%d", name, count), func(b *testing.B) {
				prepared := w.request("ListBeds", request)
				size := 0
				for b.Loop() {
					size = len(w.serve(b, "ListBeds", prepared))
				}
				b.ReportMetric(float64(size), "bytes/response")
			})
		}
		b.Run(fmt.Sprintf("whole-after-a-change/%d", count), func(b *testing.B) {
			prepared := w.request("ListBeds", `{"account_id":"a"}`)
			for b.Loop() {
				err := w.store.Do(func(tx *store.Tx) error {
					entity, _ := tx.Get("garden.v1.Bed", "a", "id-0")
					tx.Put(entity)
					return nil
				})
				if err != nil {
					b.Fatal(err)
				}
				w.serve(b, "ListBeds", prepared)
			}
		})
	}
}

func BenchmarkGet(b *testing.B) {
	w := many(b, 1000)
	request := w.request("GetBed", `{"account_id":"a","bed_id":"id-500"}`)
	for b.Loop() {
		w.serve(b, "GetBed", request)
	}
}

func BenchmarkCreate(b *testing.B) {
	w := newWorld(b, Custom{Kind: "garden.v1.Bed", Phase: "state.phase"})
	request := w.request("CreateBed", `{"bed":{"account_id":"a","name":"roses"}}`)
	for b.Loop() {
		w.serve(b, "CreateBed", request)
	}
}

// Nothing is due, which is so before most calls.
func BenchmarkSettleNothing(b *testing.B) {
	w := newWorld(b, bed())
	for i := range 10_000 {
		w.must("CreateBed", fmt.Sprintf(`{"bed":{"account_id":"a%d","name":"roses"}}`, i))
	}
	for b.Loop() {
		if err := w.store.Do(func(tx *store.Tx) error { return w.c.Settle(tx, day) }); err != nil {
			b.Fatal(err)
		}
	}
}
