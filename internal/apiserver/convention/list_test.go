package convention

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// names returns the names of the beds in a response.
func names(response map[string]any) []string {
	items, _ := response["items"].([]any)
	found := []string{}
	for _, item := range items {
		bed, _ := item.(map[string]any)
		name, _ := bed["name"].(string)
		found = append(found, name)
	}
	return found
}

func TestFilters(t *testing.T) {
	w := newWorld(t, bed())
	for _, fields := range []string{
		`"name":"sandy","soil":"SOIL_SAND","labels":["x","y"]`, `"name":"clayey","soil":"SOIL_CLAY","labels":["y"]`, `"name":"bare"`,
	} {
		w.must("CreateBed", `{"bed":{"account_id":"a",`+fields+`}}`)
	}
	w.must("CreateBed", `{"bed":{"account_id":"b","name":"other","soil":"SOIL_SAND"}}`)
	for filter, want := range map[string]string{
		``:                                      "sandy clayey bare",
		`,"name":"clayey"`:                      "clayey",
		`,"name":"clay"`:                        "",
		`,"soils":["SOIL_SAND"]`:                "sandy",
		`,"soils":["SOIL_CLAY","SOIL_SAND"]`:    "sandy clayey",
		`,"soils":["SOIL_UNSPECIFIED"]`:         "bare",
		`,"soils":["SOIL_CLAY"],"name":"sandy"`: "",
		`,"soils":[7]`:                          "",
		`,"label":"y"`:                          "sandy clayey",
		`,"label":"x","soils":["SOIL_SAND"]`:    "sandy",
		`,"label":"z"`:                          "",
		`,"pageSize":2`:                         "sandy clayey",
		`,"pageSize":3`:                         "sandy clayey bare",
		`,"pageSize":2,"soils":["SOIL_UNSPECIFIED",2]`: "clayey bare",
	} {
		response := w.must("ListBeds", `{"account_id":"a"`+filter+`}`)
		if got := strings.Join(names(response), " "); got != want {
			t.Errorf("%s: got %q, want %q", filter, got, want)
		}
		if !strings.Contains(filter, "pageSize") {
			if total := at(response, "total_size"); total != float64(len(strings.Fields(want))) || at(response, "next_page_token") != nil {
				t.Errorf("%s: total_size %v, next_page_token %v", filter, total, at(response, "next_page_token"))
			}
		}
	}
	if got := names(w.must("ListBeds", `{"account_id":"nobody"}`)); len(got) != 0 {
		t.Errorf("an account without beds has %q", got)
	}
}

// pages reads a list page by page and calls between each, which may change it.
func (w *world) pages(filter string, size int, between func(page int)) (all []string, totals []float64) {
	w.t.Helper()
	token := ""
	for page := 0; ; page++ {
		request := fmt.Sprintf(`{"account_id":"a","page_size":%d%s`, size, filter)
		if token != "" {
			request += fmt.Sprintf(`,"page_token":%q`, token)
		}
		response := w.must("ListBeds", request+"}")
		found := names(response)
		if len(found) > size {
			w.t.Fatalf("a page of %d has %d", size, len(found))
		}
		all = append(all, found...)
		total, _ := at(response, "total_size").(float64)
		totals = append(totals, total)
		if token, _ = at(response, "next_page_token").(string); token == "" {
			return all, totals
		}
		if between != nil {
			between(page)
		}
	}
}

func TestPages(t *testing.T) {
	w := newWorld(t)
	var want []string
	for i := range 11 {
		want = append(want, fmt.Sprintf("bed-%02d", i))
		w.dig("a", want[i])
		w.dig("b", "other")
	}
	for size := 1; size <= 12; size++ {
		got, totals := w.pages("", size, nil)
		if !slices.Equal(got, want) || len(totals) != (11+size-1)/size || slices.Min(totals) != 11 || slices.Max(totals) != 11 {
			t.Errorf("pages of %d: %q, totals %v", size, got, totals)
		}
	}
	if got := names(w.must("ListBeds", `{"account_id":"a","page_size":5000}`)); len(got) != 11 {
		t.Errorf("a very large page has %d", len(got))
	}
	w.refused("ListBeds", `{"account_id":"a","page_size":-1}`, codes.InvalidArgument, `"field":"page_size"`)
}

// While a list is read, others change it: what is there all the time is on exactly one page, and what is new comes last.
func TestPagesOfAChangingList(t *testing.T) {
	w := newWorld(t)
	ids := map[string]string{}
	for i := range 10 {
		name := fmt.Sprintf("bed-%d", i)
		ids[name] = w.dig("a", name)
	}
	remove := func(name string) { w.must("DeleteBed", `{"account_id":"a","bed_id":"`+ids[name]+`"}`) }
	got, totals := w.pages("", 3, func(page int) {
		switch page {
		case 0:
			remove("bed-1") // On a page before.
			remove("bed-2") // The last one of the page before.
			remove("bed-3") // The first one of the next page.
			w.dig("a", "new-1")
		case 1:
			w.must("UpdateBed", `{"bed":{"account_id":"a","id":"`+ids["bed-8"]+`","name":"changed"}}`) // It keeps its place.
			w.dig("a", "new-2")
		}
	})
	want := []string{"bed-0", "bed-1", "bed-2", "bed-4", "bed-5", "bed-6", "bed-7", "changed", "bed-9", "new-1", "new-2"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if want := []float64{10, 8, 9, 9}; !slices.Equal(totals, want) {
		t.Errorf("totals are %v, want %v", totals, want)
	}
}

func TestPagesOfAFilteredList(t *testing.T) {
	w := newWorld(t)
	var want []string
	for i := range 9 {
		name, soil := fmt.Sprintf("bed-%d", i), "SOIL_SAND"
		if i%3 == 0 {
			soil = "SOIL_CLAY"
			want = append(want, name)
		}
		w.must("CreateBed", fmt.Sprintf(`{"bed":{"account_id":"a","name":%q,"soil":%q}}`, name, soil))
	}
	added := false
	got, totals := w.pages(`,"soils":["SOIL_CLAY"]`, 1, func(int) {
		if !added {
			w.must("CreateBed", `{"bed":{"account_id":"a","name":"late","soil":"SOIL_CLAY"}}`)
			added = true
		}
	})
	if !slices.Equal(got, append(want, "late")) || !slices.Equal(totals, []float64{3, 4, 4, 4}) {
		t.Errorf("got %q, totals %v", got, totals)
	}
}

func TestTokensOfOtherLists(t *testing.T) {
	w := newWorld(t)
	for i := range 3 {
		w.dig("a", fmt.Sprintf("bed-%d", i))
		w.dig("b", fmt.Sprintf("bed-%d", i))
	}
	token, _ := at(w.must("ListBeds", `{"account_id":"a","page_size":1}`), "next_page_token").(string)
	if token == "" {
		t.Fatal("no token")
	}
	next := func(account, more, token string) string {
		return fmt.Sprintf(`{"account_id":%q,"page_token":%q%s}`, account, token, more)
	}
	if got := names(w.must("ListBeds", next("a", "", token))); !slices.Equal(got, []string{"bed-1", "bed-2"}) {
		t.Errorf("a token without a size gives %q", got)
	}
	if got := names(w.must("ListBeds", next("a", `,"page_size":2`, token))); len(got) != 2 {
		t.Errorf("a token with another size gives %q", got)
	}
	for name, request := range map[string]string{
		"of another account": next("b", "", token),
		"of another filter":  next("a", `,"name":"bed-2"`, token),
		"of soils":           next("a", `,"soils":["SOIL_SAND"]`, token),
		"cut":                next("a", "", token[:len(token)-1]),
		"longer":             next("a", "", token+"A"),
		"padded":             next("a", "", token+"="),
		"with a line break":  next("a", "", token[:8]+"\n"+token[8:]),
		"no base64":          next("a", "", strings.Repeat("!", len(token))),
		"of nothing":         next("a", "", strings.Repeat("A", len(token))),
	} {
		if _, err := w.call("ListBeds", request); !isRefused(err, codes.InvalidArgument, `"field":"page_token"`) {
			t.Errorf("a token %s: %v", name, errText(err))
		}
	}
	// A token of a server with other secrets, which a reset makes too.
	if err := w.store.Reset(); err != nil {
		t.Fatal(err)
	}
	w.refused("ListBeds", next("a", "", token), codes.InvalidArgument, `"field":"page_token"`)
}

// No token but the one that the server made is taken: whatever its bytes are.
func FuzzTokens(f *testing.F) {
	w := newWorld(f)
	for i := range 3 {
		w.dig("a", fmt.Sprintf("bed-%d", i))
	}
	first, _ := at(w.must("ListBeds", `{"account_id":"a","page_size":1}`), "next_page_token").(string)
	second, _ := at(w.must("ListBeds", `{"account_id":"a","page_size":2}`), "next_page_token").(string)
	for _, seed := range []string{
		first, second, "", "x", first[:10], second + first, strings.ToUpper(first), strings.Repeat("_", 32), "\x00",
	} {
		f.Add(seed)
	}
	raw, err := base64.RawURLEncoding.DecodeString(first)
	if err != nil {
		f.Fatal(err)
	}
	for i := range raw { // One bit off, in each byte.
		changed := slices.Clone(raw)
		changed[i] ^= 1
		f.Add(base64.RawURLEncoding.EncodeToString(changed))
	}
	f.Fuzz(func(t *testing.T, token string) {
		w := *w
		w.t = t
		request := w.request("ListBeds", `{"account_id":"a"}`)
		if err := message.SetText(request, "page_token", token); err != nil {
			t.Fatal(err)
		}
		_, err := w.wire("ListBeds", request)
		genuine := token == first || token == second || token == ""
		if genuine && err != nil || !genuine && !isRefused(err, codes.InvalidArgument, "page_token") {
			t.Errorf("%q: %v", token, err)
		}
	})
}

// A response that is kept is not given for a list that changed since, in a transaction that was undone too.
func TestKeptLists(t *testing.T) {
	w := newWorld(t)
	w.dig("a", "one")
	list := func() string { return strings.Join(names(w.must("ListBeds", `{"account_id":"a"}`)), " ") }
	for range 2 {
		if list() != "one" {
			t.Fatal("the list is wrong")
		}
	}
	err := w.store.Do(func(tx *store.Tx) error {
		for bed := range tx.List("garden.v1.Bed", "a") {
			tx.Delete(bed.Kind, bed.Account, bed.ID)
		}
		return fmt.Errorf("undo")
	})
	if err == nil || list() != "one" {
		t.Errorf("after an undone change: %s", list())
	}
	w.dig("a", "two")
	if list() != "one two" {
		t.Errorf("after a change: %s", list())
	}
	for i := range 2 * mostLists { // Many queries are not all kept.
		w.must("ListBeds", fmt.Sprintf(`{"account_id":"a","name":"n%d"}`, i))
	}
	if len(w.c.lists) > mostLists {
		t.Errorf("%d lists are kept", len(w.c.lists))
	}
}
