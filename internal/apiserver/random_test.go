package apiserver_test

import (
	"flag"
	"math/rand/v2"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/sample"
)

var (
	randomCalls = flag.Int("calls", 3_000, "how many calls TestRandomCalls makes")
	randomSeed  = flag.Uint64("calls-seed", 5, "the seed of the calls of TestRandomCalls")
)

// Whatever is sent, valid or not, in whatever order, over gRPC and REST, ends with a status that is no fault of the server.
func TestRandomCalls(t *testing.T) {
	api := contract(t)
	made := inhabit(t, api)
	at := begin(t, api, made.seed)
	maker, err := sample.New(*randomSeed)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(*randomSeed, 1))
	maker.Text = made.named
	methods, callers := api.Methods(), []string{owner, owner, person, person, guest, stranger, ""}
	ended, unmade := map[codes.Code]int{}, 0
	for range *randomCalls {
		method, caller := methods[random.IntN(len(methods))], callers[random.IntN(len(callers))]
		maker.Fill = random.Float64() * 0.6
		request, err := maker.Valid(method.Descriptor.Input())
		if err != nil {
			unmade++ // Its rules are too much for guesses.
			continue
		}
		if random.IntN(3) == 0 {
			if invalid, ok := maker.Invalid(method.Descriptor.Input()); ok {
				request = invalid
			}
		}
		var got reply
		if random.IntN(2) == 0 && routable(method, request) {
			got = at.rest(method, caller, request)
		} else {
			got = at.grpc(method, caller, request)
		}
		ended[got.Code]++
		if got.Code == codes.Internal || got.Code == codes.Unknown || got.Code == codes.DataLoss {
			t.Errorf("%s %v is a fault of the server: %s", method.Name, request, got.JSON)
		}
		if random.IntN(50) == 0 {
			if _, err := at.clock.Advance(time.Duration(random.IntN(3_600)) * time.Second); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("%d calls ended with %v", *randomCalls, ended)
	if unmade > *randomCalls/50 || ended[codes.OK] < *randomCalls/20 || ended[codes.InvalidArgument] == 0 {
		t.Errorf("the calls are of no use: %d were not made, and the others ended with %v", unmade, ended)
	}
}
