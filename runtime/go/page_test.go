package qdrantcloud

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/apitest"
)

// itemsOf is the getter of the items of a list.
func itemsOf(page *dynamicpb.Message) []protoreflect.Message {
	var all []protoreflect.Message
	list := page.Get(page.Descriptor().Fields().ByName("items")).List()
	for i := range list.Len() {
		all = append(all, list.Get(i).Message())
	}
	return all
}

func nameOfItem(item protoreflect.Message) string {
	return item.Get(item.Descriptor().Fields().ByName("name")).String()
}

func TestPaging(t *testing.T) {
	onBoth(t, func(t *testing.T, server *apitest.Server, connect func(...Option) *Client) {
		t.Helper()
		client := connect(withKey(fast)...)
		var want []string
		for i := range 5 {
			want = append(want, fmt.Sprintf("cluster-%d", i))
			newCluster(t, client, want[i])
		}
		for _, size := range []int32{0, 1, 2, 5, 6} {
			asked := request(t, listClusters, `{}`)
			before := proto.Clone(asked)
			server.Reset()
			for _, name := range want {
				newCluster(t, client, name)
			}
			made := len(server.Calls())
			var got []string
			for item, err := range items(t.Context(), caller(client, listClusters), itemsOf, asked, []grpc.CallOption{PageSize(size)}) {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, nameOfItem(item))
			}
			pages := 1
			if size > 0 {
				pages = (len(want) + int(size) - 1) / int(size)
			}
			if calls := len(server.Calls()) - made; !slices.Equal(got, want) || calls != pages {
				t.Errorf("of %d a page: %q in %d calls", size, got, calls)
			}
			if !proto.Equal(asked, before) {
				t.Errorf("the request was changed to %v", asked)
			}
		}
		// The size of the request comes before that of the option, and pages have the total size.
		for page, err := range Pages(t.Context(), caller(client, listClusters), request(t, listClusters, `{"pageSize": 3}`), PageSize(1)) {
			if err != nil || len(itemsOf(page)) < 2 || at(page, "total_size").Int() != 5 {
				t.Errorf("the page %v, %v", page, err)
			}
		}
	})
}

func TestAPageThatFails(t *testing.T) {
	onBoth(t, func(t *testing.T, server *apitest.Server, connect func(...Option) *Client) {
		t.Helper()
		client := connect(withKey(fast)...)
		for i := range 3 {
			newCluster(t, client, fmt.Sprintf("cluster-%d", i))
		}
		var got []string
		var failed error
		for item, err := range items(t.Context(), caller(client, listClusters), itemsOf, request(t, listClusters, `{}`), []grpc.CallOption{PageSize(1)}) {
			if err != nil {
				failed = err
				continue
			}
			got = append(got, nameOfItem(item))
			server.Fail(apitest.Fault{Method: "ListClusters", Code: codes.Internal})
		}
		if !errors.Is(failed, ErrInternal) || !slices.Equal(got, []string{"cluster-0"}) {
			t.Errorf("%q, %v", got, failed)
		}
	})
}

func TestAListThatIsLeft(t *testing.T) {
	onBoth(t, func(t *testing.T, server *apitest.Server, connect func(...Option) *Client) {
		t.Helper()
		client := connect(withKey()...)
		for i := range 3 {
			newCluster(t, client, fmt.Sprintf("cluster-%d", i))
		}
		before := len(server.Calls())
		for range items(t.Context(), caller(client, listClusters), itemsOf, request(t, listClusters, `{}`), []grpc.CallOption{PageSize(2)}) {
			break
		}
		if calls := len(server.Calls()) - before; calls != 1 {
			t.Errorf("a loop that was left made %d calls", calls)
		}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		seen, ended := 0, error(nil)
		for _, err := range items(ctx, caller(client, listClusters), itemsOf, request(t, listClusters, `{}`), []grpc.CallOption{PageSize(1)}) {
			if ended = err; err == nil {
				seen++
			}
			cancel()
		}
		if seen != 1 || !errors.Is(ended, context.Canceled) {
			t.Errorf("%d items, then %v", seen, ended)
		}
	})
}

// A list that is not paged has one page, so that a loop stays as it is when paging comes.
func TestAListWithoutPages(t *testing.T) {
	server := apitest.New(t)
	client := connected(t, withKey(transports["grpc"](server)...)...)
	pages := 0
	for page, err := range Pages(t.Context(), caller(client, listProviders), request(t, listProviders, `{}`), PageSize(1)) {
		if pages++; err != nil || len(itemsOf(page)) < 2 {
			t.Errorf("%v, %v", page, err)
		}
	}
	if calls := server.Calls(); pages != 1 || len(calls) != 1 {
		t.Errorf("%d pages, %v", pages, calls)
	}
}

func TestAListThatDoesNotEnd(t *testing.T) {
	list := func(context.Context, *dynamicpb.Message, ...grpc.CallOption) (*dynamicpb.Message, error) {
		page := described(t, listClusters).NewResponse()
		parse(t, page, `{"nextPageToken": "again"}`)
		return page, nil
	}
	pages := 0
	for _, err := range Pages(t.Context(), list, request(t, listClusters, `{}`)) {
		if pages++; err != nil && !strings.Contains(err.Error(), "does not end") || pages > 3 {
			t.Fatalf("page %d: %v", pages, err)
		}
	}
	if pages != 3 {
		t.Errorf("%d pages", pages)
	}
}
