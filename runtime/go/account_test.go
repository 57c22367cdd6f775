package qdrantcloud

import (
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/apitest"
)

func TestDefaultAccount(t *testing.T) {
	const other = "22222222-2222-4222-8222-222222222222"
	for name, c := range map[string]struct{ method, request, want string }{
		"empty":         {listClusters, `{}`, `{"accountId": "` + apitest.AccountID + `"}`},
		"named":         {listClusters, `{"accountId": "` + other + `"}`, `{"accountId": "` + other + `"}`},
		"nested":        {createCluster, `{"cluster": {"name": "a"}}`, `{"cluster": {"name": "a", "accountId": "` + apitest.AccountID + `"}}`},
		"nested, named": {createCluster, `{"cluster": {"accountId": "` + other + `"}}`, `{"cluster": {"accountId": "` + other + `"}}`},
		"no parent":     {createCluster, `{}`, `{}`},
	} {
		given := request(t, c.method, c.request)
		before := proto.Clone(given)
		got := withAccount(given, methods[c.method].account, apitest.AccountID)
		if want := request(t, c.method, c.want); !proto.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
		if !proto.Equal(given, before) {
			t.Errorf("%s: the request of the caller was changed to %v", name, given)
		}
	}
}

// Unknown fields and everything beside the account stay in the copy.
func TestTheCopyIsComplete(t *testing.T) {
	given := request(t, createCluster, `{"cluster": {"name": "ü", "labels": [{"key": "a", "value": "b"}], "configuration": {"numberOfNodes": 3}}}`)
	unknown := protoreflect.RawFields{0xf8, 0x3f, 0x01}
	given.SetUnknown(unknown)
	cluster := given.Mutable(given.Descriptor().Fields().ByName("cluster")).Message()
	cluster.SetUnknown(unknown)
	want := proto.Clone(given)
	inner := want.ProtoReflect().Mutable(given.Descriptor().Fields().ByName("cluster")).Message()
	inner.Set(inner.Descriptor().Fields().ByName("account_id"), protoreflect.ValueOfString("x"))
	if got := withAccount(given, "cluster.account_id", "x"); !proto.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestAPathThatIsNone(t *testing.T) {
	for _, path := range []string{"nothing", "nothing.at_all", "account_id.more", "cluster_ids"} {
		given := request(t, listClusters, `{}`)
		if got := withAccount(given, path, "x"); !proto.Equal(got, given) {
			t.Errorf("%s: %v", path, got)
		}
	}
}

func TestTheAccountOfACall(t *testing.T) {
	onBoth(t, func(t *testing.T, _ *apitest.Server, connect func(...Option) *Client) {
		t.Helper()
		client := connect(WithAPIKey(apitest.Key), WithAccount("33333333-3333-4333-8333-333333333333"))
		if _, err := invoke(t, client, listClusters, `{}`, Account(apitest.AccountID)); err != nil {
			t.Error(err)
		}
	})
}
