package apiserver

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/metadata"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/clock"
)

// ask sends a request to the console, with what change does to it.
func ask(s *Server, verb, path, body string, change func(*http.Request)) *httptest.ResponseRecorder {
	request := httptest.NewRequest(verb, path, strings.NewReader(body))
	request.Host, request.RemoteAddr = "127.0.0.1:7878", "127.0.0.1:50000"
	if change != nil {
		change(request)
	}
	recorder := httptest.NewRecorder()
	handlers := s.console()
	if request.URL.Path == "/" {
		handlers["/"].ServeHTTP(recorder, request)
	} else {
		handlers["/_emulator/"].ServeHTTP(recorder, request)
	}
	return recorder
}

func TestConsoleEndpoints(t *testing.T) {
	at := time.Date(2030, time.January, 2, 3, 4, 5, 0, time.UTC)
	seed := "orders.v1.Order:\n- {id: one, accountId: " + account + ", name: <b>1</b>}\n"
	s := ordering(t, Config{Clock: clock.Still(at), Key: "all"})
	for _, step := range []struct {
		verb, path, body string
		code             int
		want             string
	}{
		{"GET", "/_emulator/health", "", 200, `{"status":"SERVING"}`},
		{"GET", "/_emulator/clock", "", 200, `{"now":"2030-01-02T03:04:05Z","speed":0}`},
		{"POST", "/_emulator/clock", `{"advance": "1h"}`, 200, `{"now":"2030-01-02T04:04:05Z","speed":0}`},
		{"POST", "/_emulator/clock", `{"advance": "-1h"}`, 400, `cannot advance`},
		{"POST", "/_emulator/clock", `{"speed": -1}`, 400, `the speed -1 is not allowed`},
		{"POST", "/_emulator/clock", `{"sped": 1}`, 400, `unknown field`},
		{"POST", "/_emulator/clock", `{} {}`, 400, `more after the JSON`},
		{"POST", "/_emulator/clock", strings.Repeat(" ", 100_000), 413, `longer than`},
		{"GET", "/_emulator/faults", "", 200, `{"faults":[]}`},
		{"POST", "/_emulator/faults", `{"method": "/orders.v1.OrderService/Get*", "code": "ABORTED", "times": 2}`, 200, `"id":"fault-1"`},
		{"POST", "/_emulator/faults", `{"kind": "orders.v1.Order"}`, 200, `"id":"fault-2"`},
		{"POST", "/_emulator/faults", `{"method": "/orders.v1.OrderService/Gone", "code": "ABORTED"}`, 400, `no method of the contract`},
		{"POST", "/_emulator/faults", `{"kind": "orders.v1.Gone"}`, 400, `the contract has no message`},
		{"POST", "/_emulator/faults", `{"method": "*", "code": "NOPE"}`, 400, `want the name of a gRPC status`},
		{"GET", "/_emulator/faults", "", 200, `"method":"/orders.v1.OrderService/Get*","code":"ABORTED","times":2,"met":0}`},
		{"DELETE", "/_emulator/faults/fault-2", "", 200, `{}`},
		{"DELETE", "/_emulator/faults/fault-2", "", 404, `there is no fault`},
		{"DELETE", "/_emulator/faults", "", 200, `{}`},
		{"GET", "/_emulator/state", "", 200, `{"kinds":[]}`},
		{"POST", "/_emulator/seed", seed, 200, `{"entities":1}`},
		{"POST", "/_emulator/seed", "orders.v1.Order: 3", 400, `the document:1: orders.v1.Order: want a list`},
		{"POST", "/_emulator/seed", strings.Repeat("#", 17<<20), 413, `longer than`},
		{"GET", "/_emulator/state", "", 200, `{"kinds":[{"kind":"orders.v1.Order","account":"` + account + `","count":1}]}`},
		{"GET", "/_emulator/state/orders.v1.Order", "", 200, `"name":"<b>1</b>"`},
		{"GET", "/_emulator/state/orders.v1.Order?account=other", "", 200, `{"items":[],"total":0}`},
		{"GET", "/_emulator/state/orders.v1.Order?limit=0", "", 400, `want a number from 1 on`},
		{"GET", "/_emulator/state/emulator.ManagementKeySecret", "", 404, `the contract has no message`},
		{"GET", "/_emulator/nope", "", 404, `there is no GET /_emulator/nope`},
		{"PUT", "/_emulator/clock", "", 404, `there is no PUT`},
		{"POST", "/_emulator/reset", "", 200, `{}`},
		{"GET", "/_emulator/state", "", 200, `{"kinds":[]}`},
	} {
		got := ask(s, step.verb, step.path, step.body, nil)
		if got.Code != step.code || !strings.Contains(got.Body.String(), step.want) {
			t.Errorf("%s %s %.40s: got %d %s, want %d with %s", step.verb, step.path, step.body, got.Code, got.Body, step.code, step.want)
		}
		if !json.Valid(got.Body.Bytes()) || got.Header().Get("Content-Type") != "application/json" {
			t.Errorf("%s %s answers no JSON", step.verb, step.path)
		}
	}
}

func TestConsoleCalls(t *testing.T) {
	s := ordering(t, Config{Key: "all"})
	for i, secret := range []string{"all", "wrong", "all"} {
		header := metadata.Pairs("authorization", "apikey "+secret, "grpcgateway-authorization", "apikey "+secret, "n", fmt.Sprint(i))
		s.attempt(t, header, `{"accountId": "`+account+`", "orderId": "one"}`)
	}
	for query, want := range map[string]string{
		"":                                   `"total":3`,
		"?code=NOT_FOUND":                    `"total":2`,
		"?code=UNAUTHENTICATED&limit=1":      `"total":1`,
		"?method=/orders.v1.OrderService/*":  `"total":3`,
		"?method=/orders.v1.OrderService/Li": `{"calls":[],"forgotten":0,"total":0}`,
		"?code=NOPE":                         `want the name of a gRPC status`,
		"?limit=1":                           `"n":["2"]`, // The newest comes first.
	} {
		body := ask(s, "GET", "/_emulator/calls"+query, "", nil).Body.String()
		if !strings.Contains(body, want) || strings.Contains(body, "apikey all") {
			t.Errorf("%s: got %s, want %s", query, body, want)
		}
	}
	if ask(s, "DELETE", "/_emulator/calls", "", nil); len(s.Calls()) != 0 {
		t.Error("the record is not empty")
	}
}

// Nobody but this machine reaches the console, under no name that a web site may have given it, and not from a page of another site.
func TestConsoleIsGuarded(t *testing.T) {
	local, open := ordering(t, Config{Hosts: []string{"emulator"}}), ordering(t, Config{RemoteConsole: true})
	host := func(name string) func(*http.Request) { return func(r *http.Request) { r.Host = name } }
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	remote := func(r *http.Request) { r.RemoteAddr = "192.0.2.1:50000" }
	for name, test := range map[string]struct {
		server *Server
		verb   string
		change func(*http.Request)
		code   int
	}{
		"by address":                 {local, "GET", nil, 200},
		"by name":                    {local, "GET", host("localhost:7878"), 200},
		"by a name in capitals":      {local, "GET", host("LOCALHOST"), 200},
		"by IPv6":                    {local, "GET", host("[::1]:7878"), 200},
		"by a name of the server":    {local, "GET", host("emulator:7878"), 200},
		"by the name of a site":      {local, "GET", host("evil.example:7878"), 403},
		"by a name that ends alike":  {local, "GET", host("localhost.evil.example"), 403},
		"without a name":             {local, "GET", host(""), 403},
		"from another machine":       {local, "GET", remote, 403},
		"from there, when told":      {open, "GET", remote, 200},
		"by another name, when told": {open, "GET", host("evil.example"), 403},
		"a change":                   {local, "POST", nil, 200},
		"a change by a page":         {local, "POST", header("Origin", "http://evil.example"), 403},
		"a change by a frame":        {local, "POST", header("Sec-Fetch-Site", "cross-site"), 403},
		"a change by a sandbox":      {local, "POST", header("Origin", "null"), 403},
	} {
		got := ask(test.server, test.verb, "/_emulator/clock", "", test.change)
		if got.Code != test.code || got.Header().Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: got %d %s", name, got.Code, got.Body)
		}
		if page := ask(test.server, "GET", "/", "", test.change); test.verb == "GET" && page.Code != test.code {
			t.Errorf("the page %s: got %d", name, page.Code)
		}
	}
	if got := ask(local, "GET", "/_emulator/health", "", func(r *http.Request) { remote(r); r.Host = "pod" }); got.Code != 200 {
		t.Errorf("health: %d", got.Code)
	}
}

// The page shows everything, takes nothing from elsewhere, and shows what callers sent as text.
func TestPage(t *testing.T) {
	seed := "orders.v1.Order: [{id: one, accountId: " + account + ", name: <b>bold}]"
	s := ordering(t, Config{Seed: []byte(seed), SeedName: "seed", Key: "all"})
	s.attempt(t, metadata.Pairs("authorization", "apikey all"), `{"accountId": "<script>alert(1)</script>"}`)
	ask(s, "POST", "/_emulator/faults", `{"method": "*", "code": "ABORTED", "retry": "2s", "latency": "1s", "times": 2}`, nil)
	ask(s, "POST", "/_emulator/faults", `{"kind": "orders.v1.Order", "phase": "PACKING"}`, nil)
	got := ask(s, "GET", "/?kind=orders.v1.Order&account="+account, "", nil)
	body := got.Body.String()
	for _, want := range []string{
		"orders.v1.OrderService", "GetOrder", "read:orders", "INVALID_ARGUMENT", "&lt;script&gt;", "&lt;b&gt;bold", "ABORTED",
		"held back 1s", "retry after 2s", "PACKING", "0 of 2", "management key", "stands still",
	} {
		if want == "stands still" {
			if err := s.clock.SetSpeed(0); err != nil {
				t.Fatal(err)
			}
			body = ask(s, "GET", "/", "", nil).Body.String()
		}
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, no := range []string{"<script", "<b>", "http://", "https://", "style=", "apikey"} {
		if strings.Contains(got.Body.String(), no) {
			t.Errorf("the page has %q", no)
		}
	}
	policy := got.Header().Get("Content-Security-Policy")
	if got.Code != 200 || !strings.HasPrefix(policy, "default-src 'none'; style-src 'self'") || strings.Contains(policy, "unsafe") {
		t.Errorf("got %d with %q", got.Code, policy)
	}
	if style := ask(s, "GET", "/_emulator/style.css", "", nil); style.Code != 200 || !strings.HasPrefix(style.Header().Get("Content-Type"), "text/css") {
		t.Errorf("the style: %d", style.Code)
	}
}
