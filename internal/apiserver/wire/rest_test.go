package wire

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// ask sends a request to the handler of a server, without a network.
func ask(t testing.TB, server *Server, verb, target, body string, header ...string) *http.Response {
	t.Helper()
	request := httptest.NewRequest(http.MethodGet, "/", strings.NewReader(body))
	request.Method = verb
	var err error
	if request.URL, err = url.ParseRequestURI(target); err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		request.Header.Add(header[i], header[i+1])
	}
	recorder := httptest.NewRecorder()
	server.http.Handler.ServeHTTP(recorder, request)
	return recorder.Result()
}

func TestREST(t *testing.T) {
	server := start(t)
	large := strings.Repeat("x", MaxMessage)
	deep := func(n int) string { return strings.Repeat(`{"inner":`, n) + "{}" + strings.Repeat("}", n) }
	for name, test := range map[string]struct {
		verb, target, body string
		header             []string
		code               int
		want               string // want is part of the body.
	}{
		"path and defaults":              {target: "/v1/a/items/i", code: 200, want: `"request":{"accountId":"a","id":"i","item":null,"pageSize":0,"tags":[],"labels":{},"at":null`},
		"an additional binding":          {target: "/v1/items/i", code: 200, want: `"accountId":"","id":"i"`},
		"the later of two routes":        {target: "/v1/a/items/suggest", code: 200, want: `"method":"Suggest"`},
		"names of JSON":                  {target: "/v1/a/items?pageSize=3", code: 200, want: `"pageSize":3`},
		"names of the contract":          {target: "/v1/a/items?page_size=3", code: 200, want: `"pageSize":3`},
		"both names":                     {target: "/v1/a/items?page_size=3&pageSize=3", code: 400, want: "by another name"},
		"an unknown parameter":           {target: "/v1/a/items?colour=1", code: 400, want: `the query parameter \"colour\"`},
		"an unknown part of a parameter": {target: "/v1/a/items?item.colour=1", code: 400, want: "shop.v1.Item has no field colour"},
		"a part of a number":             {target: "/v1/a/items?page_size.x=1", code: 400, want: "page_size is no message"},
		"a nested parameter":             {target: "/v1/a/items?item.inner.name=n", code: 200, want: `"inner":{"id":"","accountId":"","name":"n"`},
		"a list":                         {target: "/v1/a/items?tags=x&tags=y", code: 200, want: `"tags":["x","y"]`},
		"a map":                          {target: "/v1/a/items?labels[k]=v&labels[l]=w", code: 200, want: `"labels":{"k":"v","l":"w"}`},
		"an optional field":              {target: "/v1/a/items?deep=false", code: 200, want: `"deep":false`},
		"an enum by name":                {target: "/v1/a/items?color=COLOR_RED", code: 200, want: `"color":"COLOR_RED"`},
		"an enum by number":              {target: "/v1/a/items?color=1", code: 200, want: `"color":"COLOR_RED"`},
		"enums":                          {target: "/v1/a/items?colors=1&colors=COLOR_UNSPECIFIED", code: 200, want: `"colors":["COLOR_RED","COLOR_UNSPECIFIED"]`},
		"a nested enum":                  {target: "/v1/a/items?item.color=1", code: 200, want: `"color":"COLOR_RED"`},
		"two values of an enum":          {target: "/v1/a/items?color=1&color=0", code: 400, want: "takes one value"},
		"no value of an enum":            {target: "/v1/a/items?color=COLOR_PINK", code: 400, want: "no value of shop.v1.Color"},
		"two numbers for one":            {target: "/v1/a/items?page_size=1&page_size=2", code: 400, want: "too many values"},
		"a time":                         {target: "/v1/a/items?at=2026-01-02T03:04:05Z", code: 200, want: `"at":"2026-01-02T03:04:05Z"`},
		"no time":                        {target: "/v1/a/items?at=yesterday", code: 400, want: `parameter \"at\"`},
		"a duration":                     {target: "/v1/a/items?within=90s", code: 200, want: `"within":"90s"`},
		"a field mask":                   {target: "/v1/a/items?mask=item.name,id", code: 200, want: `"mask":"item.name,id"`},
		"a mask that JSON cannot say":    {target: "/v1/a/items?mask=00", code: 400, want: "invalid path"},
		"a wrapper":                      {target: "/v1/a/items?wrapped=7", code: 200, want: `"wrapped":7`},
		"a float":                        {target: "/v1/a/items?ratio=0.5", code: 200, want: `"ratio":0.5`},
		"bytes":                          {target: "/v1/a/items?item.blob=AP8", code: 200, want: `"blob":"AP8="`},
		"no number":                      {target: "/v1/a/items?page_size=many", code: 400, want: `parameter \"page_size\"`},
		"two of a oneof":                 {target: "/v1/a/items?text=a&number=1", code: 400, want: "oneof"},
		"a parameter that the path has":  {target: "/v1/a/items?account_id=b", code: 200, want: `"accountId":"a"`},
		"a broken escape":                {target: "/v1/a/items?page_size=%zz", code: 400, want: "query cannot be read"},
		"too deep a parameter":           {target: "/v1/a/items?item" + strings.Repeat(".inner", 200) + ".id=1", code: 400, want: "more than 100"},

		"the whole body":                  {verb: "POST", target: "/v1/a/items", body: `{"item": {"name": "n", "size": "5"}}`, code: 200, want: `"accountId":"a","name":"n","color":"COLOR_UNSPECIFIED","size":"5"`},
		"the path wins over the body":     {verb: "POST", target: "/v1/a/items", body: `{"item": {"accountId": "b"}}`, code: 200, want: `"accountId":"a"`},
		"no body":                         {verb: "POST", target: "/v1/a/items", code: 200, want: `"accountId":"a"`},
		"blanks":                          {verb: "POST", target: "/v1/a/items", body: " \n", code: 200, want: `"accountId":"a"`},
		"names of the contract in a body": {verb: "POST", target: "/v1/a/items", body: `{"page_size": 1}`, code: 200, want: `"pageSize":1`},
		"an unknown field":                {verb: "POST", target: "/v1/a/items", body: `{"item": {"colour": 1}}`, code: 400, want: `unknown field \"colour\"`},
		"a wrong type":                    {verb: "POST", target: "/v1/a/items", body: `{"pageSize": "many"}`, code: 400, want: "pageSize"},
		"malformed":                       {verb: "POST", target: "/v1/a/items", body: `{"item": `, code: 400, want: "the body is no shop.v1.Request"},
		"no object":                       {verb: "POST", target: "/v1/a/items", body: `[]`, code: 400, want: "the body is no shop.v1.Request"},
		"something behind the body":       {verb: "POST", target: "/v1/a/items", body: `{} {}`, code: 400, want: "the body is no shop.v1.Request"},
		"text that is not UTF-8":          {verb: "POST", target: "/v1/a/items", body: "{\"id\": \"\xff\"}", code: 400, want: "UTF-8"},
		"deep":                            {verb: "PUT", target: "/v1/items/i", body: deep(50), code: 200, want: `"method":"Replace"`},
		"too deep":                        {verb: "PUT", target: "/v1/items/i", body: deep(5000), code: 400, want: "recursion"},
		"deeper than the reader of JSON":  {verb: "PUT", target: "/v1/items/i", body: deep(50000), code: 400, want: "the body is no"},
		"a field as the body":             {verb: "PUT", target: "/v1/items/i?page_size=2", body: `{"name": "n"}`, code: 200, want: `"pageSize":2`},
		"more than the field":             {verb: "PUT", target: "/v1/items/i", body: `{}, "pageSize": 1`, code: 400, want: "not valid JSON"},
		"too large":                       {verb: "POST", target: "/v1/a/items", body: `{"id": "` + large + `"}`, code: 413, want: `"code":8`},
		"too large for the method":        {verb: "POST", target: "/v1/small", body: `{"id": "` + large[:1<<20] + `"}`, code: 413, want: "larger than 1048576"},
		"compressed":                      {verb: "POST", target: "/v1/a/items", header: []string{"Content-Encoding", "gzip"}, code: 415, want: `"code":3`},
		"a form": {
			verb: "POST", target: "/v1/a/items/i", body: "page_size=4", header: []string{"Content-Type", "application/x-www-form-urlencoded"},
			code: 200, want: `"pageSize":4`,
		},

		"a field of the response":      {target: "/v1/name/i", code: 200, want: `"i"`},
		"an absent message":            {target: "/v1/item/i", code: 200, want: `{"id":"","accountId":"","name":"","color":"COLOR_UNSPECIFIED","size":"0","inner":null,"blob":""}`},
		"an error with details":        {verb: "POST", target: "/v1/fail", code: 403, want: `{"code":7,"message":"no ä","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"PERMISSION_MISSING"`},
		"a panic":                      {verb: "POST", target: "/v1/panic", code: 500, want: `{"code":13,"message":"answering /shop.v1.Shop/Panic failed`},
		"a stream":                     {target: "/v1/watch", code: 200, want: `"method":"Watch"`},
		"a wrong verb":                 {verb: "DELETE", target: "/v1/items/i", code: 501, want: `{"code":12,"message":"Method Not Allowed","details":[]}`},
		"an unknown path":              {target: "/v2/items", code: 404, want: `{"code":5,"message":"Not Found","details":[]}`},
		"an unknown method of Connect": {verb: "POST", target: "/shop.v1.Shop/None", header: []string{"Content-Type", "application/json"}, code: 501, want: `"code":"unimplemented"`},
		"an unknown service":           {verb: "POST", target: "/shop.v1.None/Get", header: []string{"Content-Type", "application/json"}, code: 404, want: `"code":5`},
		"a wrong timeout":              {target: "/v1/items/i", header: []string{"Grpc-Timeout", "soon"}, code: 400, want: "grpc-timeout"},

		"an id with a slash":   {target: "/v1/items/a%2Fb", code: 404, want: `"code":5`},
		"an id that goes up":   {target: "/v1/items/..", code: 200, want: `"id":".."`},
		"an escape of that":    {target: "/v1/items/%2e%2e%2f%2e%2e%2fetc", code: 404, want: `"code":5`},
		"an id with a zero":    {target: "/v1/items/a%00b", code: 200, want: `"id":"a\u0000b"`},
		"an id in other words": {target: "/v1/items/%F0%9F%A6%80", code: 200, want: `"id":"🦀"`},
		"an id in no words":    {target: "/v1/items/%FF", code: 400, want: "UTF-8"},
	} {
		verb := test.verb
		if verb == "" {
			verb = http.MethodGet
		}
		answer := ask(t, server, verb, test.target, test.body, test.header...)
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		if answer.StatusCode != test.code || !strings.Contains(string(body), test.want) || !json.Valid(body) {
			t.Errorf("%s: got %d %.400s, want %d with %s", name, answer.StatusCode, body, test.code, test.want)
		}
	}
}

func TestMetadataOfREST(t *testing.T) {
	server := start(t)
	for verb, target := range map[string]string{http.MethodGet: "/v1/items/i", http.MethodPost: "/v1/fail"} {
		answer := ask(t, server, verb, target, "", "Authorization", "apikey k", "Grpc-Metadata-X-Sent", "v", "TE", "trailers")
		if _, err := io.Copy(io.Discard, answer.Body); err != nil {
			t.Fatal(err)
		}
		for key, want := range map[string]string{
			"Grpc-Metadata-X-Key": "apikey k", "Grpc-Metadata-X-More": "v", "Grpc-Metadata-Qc-Trace-Id": "t1", "Grpc-Metadata-Data-Bin": "AP8",
			"Content-Type": "application/json",
		} {
			if got := answer.Header.Get(key); got != want {
				t.Errorf("%s: %s is %q, want %q", target, key, got, want)
			}
		}
		if got := answer.Trailer.Get("Grpc-Trailer-Qc-Trace-Id"); got != "t1" {
			t.Errorf("%s: trailers %v", target, answer.Trailer)
		}
	}
}

// FuzzREST sends any request. None may be answered with a fault of the server, and each answer is JSON.
func FuzzREST(f *testing.F) {
	server := start(f)
	for _, seed := range [][4]string{
		{"GET", "/v1/a/items/i", "page_size=1&labels[k]=v&at=2026-01-02T03:04:05Z&within=1s&mask=a,b&wrapped=1", ""},
		{"GET", "/v1/a/items", "color=COLOR_RED&colors=1&item.inner.inner.blob=AP8&deep=true&ratio=NaN&text=x", ""},
		{"POST", "/v1/a/items", "", `{"item": {"name": "n", "size": "5", "inner": {"blob": "AP8="}}, "labels": {"k": "v"}}`},
		{"PUT", "/v1/items/i", "page_size=2", `{"name": "n"}`},
		{"POST", "/shop.v1.Shop/Get", "", `{"id": "i", "at": "2026-01-02T03:04:05Z"}`},
		{"GET", "/shop.v1.Shop/Get", "encoding=json&message={}&connect=v1", ""},
		{"DELETE", "/v1/items/%2e%2e", "=&[=]&.=", "{"},
	} {
		f.Add(seed[0], seed[1], seed[2], seed[3])
	}
	f.Fuzz(func(t *testing.T, verb, path, query, body string) {
		if strings.HasPrefix(path, "/v1/panic") || strings.HasSuffix(path, "/Panic") {
			return
		}
		request := httptest.NewRequest(http.MethodGet, "/", strings.NewReader(body))
		request.Method, request.URL = verb, &url.URL{Path: path, RawQuery: query}
		request.Header.Set("Content-Type", "application/json")
		recorder := httptest.NewRecorder()
		server.http.Handler.ServeHTTP(recorder, request)
		if code := recorder.Code; code >= 500 && code != http.StatusNotImplemented && code != http.StatusServiceUnavailable {
			t.Errorf("%q %q ? %q with %q: %d %s", verb, path, query, body, code, recorder.Body)
		}
		if got := recorder.Body.Bytes(); len(got) > 0 && !json.Valid(got) && recorder.Header().Get("Content-Type") == "application/json" {
			t.Errorf("%q %q ? %q with %q: no JSON: %s", verb, path, query, body, got)
		}
	})
}
