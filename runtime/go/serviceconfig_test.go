package qdrantcloud

import (
	"encoding/json"
	"strings"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/qdrant/qdrant-cloud-public-api/apitest"
)

func TestServiceConfig(t *testing.T) {
	var config struct {
		MethodConfig []struct {
			Name        []struct{ Service, Method string }
			RetryPolicy map[string]any
		}
	}
	if err := json.Unmarshal([]byte(ServiceConfig()), &config); err != nil {
		t.Fatal(err)
	}
	retried := map[string]bool{}
	for _, name := range config.MethodConfig[0].Name {
		retried["/"+name.Service+"/"+name.Method] = true
	}
	for name, known := range methods {
		if retried[name] != known.idempotent {
			t.Errorf("%s is retried: %v", name, retried[name])
		}
	}
	// gRPC takes it, and a bare stub is retried by it.
	server := apitest.New(t)
	conn := server.Dial("apikey "+apitest.Key, grpc.WithDefaultServiceConfig(ServiceConfig()))
	for _, c := range []struct {
		method   string
		want     codes.Code
		attempts int
	}{{listClusters, codes.OK, 3}, {createCluster, codes.Unavailable, 1}} {
		server.Reset()
		server.Fail(apitest.Fault{Method: "*", Code: codes.Unavailable, Times: 2})
		asked := request(t, c.method, `{}`)
		if c.method == listClusters {
			parse(t, asked, `{"accountId": "`+apitest.AccountID+`"}`)
		}
		err := conn.Invoke(t.Context(), c.method, asked, described(t, c.method).NewResponse())
		if calls := server.Calls(); status.Code(err) != c.want || len(calls) != c.attempts {
			t.Errorf("%s: %v after %d attempts", c.method, err, len(calls))
		}
	}
	if text := ServiceConfig(); !strings.Contains(text, `"initialBackoff":"0.1s","maxBackoff":"5s"`) {
		t.Errorf("the config is %s", text)
	}
}
