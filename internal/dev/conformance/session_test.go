package conformance

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// A report that tells something else than what should have come of a case is found, whatever is wrong with it.
func TestMistakesOfClients(t *testing.T) {
	const (
		list = "- name: a/b\n  steps: [{call: cluster.v1.ClusterService/ListClusters, want: "
		good = `{"outcomes": [{"response": {}, "request": {}, "tookMs": 5}]}`
	)
	tests := map[string]struct {
		cases   string
		calls   int // calls is how often it calls the server.
		report  string
		wrong   string
		without bool // without reports nothing.
	}{
		"right":              {list + "{response: {items: null}}}]\n  requests: 1\n  calls: [{code: OK}]", 1, good, "", false},
		"another response":   {list + "{response: {items: [{}]}}}]", 1, good, "steps[0]: it.response has no items", false},
		"too many requests":  {list + "{response: {}}}]\n  requests: 1", 2, good, "2 requests were sent, want 1", false},
		"no request":         {list + "{response: {}}}]\n  headers: {authorization: x}", 0, good, "no request was sent", false},
		"another header":     {list + "{response: {}}}]\n  headers: {authorization: x}", 1, good, "the headers of request 1.authorization is", false},
		"another call":       {list + "{response: {}}}]\n  calls: [{code: NOT_FOUND}]", 1, good, "call 1.code is \"OK\"", false},
		"another route":      {list + "{response: {}}}]\n  rest: [{verb: POST}]", 1, good, "request 1.verb is \"GET\"", false},
		"a call more":        {list + "{response: {}}}]\n  calls: []", 1, good, "the server answered 1 calls, want 0", false},
		"too slow":           {list + "{response: {}}, took: [0, 3]}]", 1, good, "it took 5 ms", false},
		"a changed request":  {list + "{response: {}}}]", 1, `{"outcomes": [{"response": {}, "request": {"accountId": "a"}, "tookMs": 1}]}`, "changed the request", false},
		"an error":           {list + "{response: {}}}]", 1, `{"outcomes": [{"error": {"kind": "api", "code": "NOT_FOUND"}, "tookMs": 1}]}`, "it failed with", false},
		"an error untold":    {list + "{error: {}}}]", 1, `{"outcomes": [{"error": {"kind": "api"}, "tookMs": 1}]}`, "no texts of it", false},
		"no error":           {list + "{error: {code: NOT_FOUND}}}]", 1, good, "it has no error", false},
		"a secret":           {list + "{response: {}}}]", 1, `{"outcomes": [{"response": {}, "tookMs": 1, "texts": ["Client(emulator-management-key)"]}]}`, "has the secret", false},
		"a secret of a case": {list + "{response: {}}}]\n  env: {QDRANT_CLOUD_API_KEY: hush}", 1, `{"outcomes": [{"response": {}, "tookMs": 1, "texts": ["hush"]}]}`, "has the secret", false},
		"too few outcomes":   {list + "{response: {}}}]", 1, `{"outcomes": []}`, "0 outcomes of 1 steps", false},
		"an unknown key":     {list + "{response: {}}}]", 1, `{"outcome": []}`, "the report cannot be read", false},
		"no report":          {list + "{response: {}}}]", 0, "", "before it had reported", true},
		"an unknown method":  {"- name: a/b\n  steps: [{call: cluster.v1.ClusterService/Nothing, want: {}}]", 0, "", "the client has no method", true},
		"no iterator":        {"- name: a/b\n  steps: [{all: cluster.v1.ClusterService/GetCluster, want: {}}]", 0, "", "nothing of the verb all", true},
		"a wrong fault":      {list + "{}}]\n  server: {faults: [{methd: \"*\"}]}", 0, "", "unknown field", true},
	}
	var all string
	names := slices.Sorted(maps.Keys(tests))
	for _, name := range names {
		all += strings.Replace(tests[name].cases, "a/b", "a/"+name, 1) + "\n"
	}
	cases, err := Parse("f", []byte(all), Variables())
	if err != nil {
		t.Fatal(err)
	}
	files, cfg, _ := needs(t)
	session, err := Open(files, cfg, cases, "rest")
	if err != nil {
		t.Fatal(err)
	}
	defer session.Close()
	for {
		given := post(t, session.URL()+"/next", "")
		if len(given) == 0 {
			break
		}
		var task Task
		if err := json.Unmarshal(given, &task); err != nil {
			t.Fatal(err)
		}
		test := tests[strings.TrimPrefix(task.Name, "a/")]
		for range test.calls {
			get(t, task.Endpoint+"/api/cluster/v1/accounts/"+Variables()["account"]+"/clusters", Variables()["key"])
		}
		if !test.without {
			post(t, session.URL()+"/done", test.report)
		}
	}
	results := session.Results()
	if len(results) != len(tests) {
		t.Fatalf("there are %d results of %d cases", len(results), len(tests))
	}
	for i, result := range results {
		want := tests[names[i]].wrong
		if !strings.Contains(result.Wrong, want) || want == "" && result.Wrong != "" {
			t.Errorf("%s: got %q, want %q", result.Name, result.Wrong, want)
		}
	}
}

func post(t *testing.T, url, body string) []byte {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, bytes.NewReader([]byte(body)))
	if err != nil {
		t.Fatal(err)
	}
	return answer(t, request)
}

func get(t *testing.T, url, key string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "apikey "+key)
	answer(t, request)
}

func answer(t *testing.T, request *http.Request) []byte {
	t.Helper()
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
