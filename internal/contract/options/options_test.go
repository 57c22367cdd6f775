package options_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// The extensions here are known to no Go package that this test links, so they resolve from the image or not at all.
const withOptions = `syntax = "proto3";
package t;
import "buf/validate/validate.proto";
import "google/api/annotations.proto";
import "google/protobuf/descriptor.proto";
extend google.protobuf.MethodOptions {
  repeated string permissions = 50001;
  bool checked = 50002;
  Window window = 50003;
}
message Window { optional int64 seconds = 1; Kind kind = 2; }
enum Kind { KIND_UNSPECIFIED = 0; KIND_SLIDING = 1; }
message M { string name = 1 [(buf.validate.field).string.max_len = 64]; }
service S {
  rpc Get(M) returns (M) {
    option (permissions) = "read:a";
    option (permissions) = "read:b";
    option (checked) = false;
    option (window) = {seconds: 5, kind: KIND_SLIDING};
    option (google.api.http) = {get: "/m/{name}"};
  }
  rpc Bare(M) returns (M);
}
`

func TestValueResolvesByTheImage(t *testing.T) {
	img, err := imagetest.FromFS(t.Context(), fstest.MapFS{"t.proto": &fstest.MapFile{Data: []byte(withOptions)}})
	if err != nil {
		t.Fatal(err)
	}
	service := img.Files[0].GetService()[0]
	get, bare := service.GetMethod()[0].GetOptions(), service.GetMethod()[1].GetOptions()

	read := func(options proto.Message, name protoreflect.FullName) (protoreflect.Value, bool) {
		t.Helper()
		value, set, err := img.Options.Value(options, name)
		if err != nil {
			t.Fatal(err)
		}
		return value, set
	}
	permissions, _ := read(get, "t.permissions")
	if list := permissions.List(); list.Len() != 2 || list.Get(0).String() != "read:a" || list.Get(1).String() != "read:b" {
		t.Errorf("permissions: %v", permissions)
	}
	if checked, set := read(get, "t.checked"); !set || checked.Bool() {
		t.Errorf("checked: %v, set %t; want an explicit false", checked, set)
	}
	if _, set := read(bare, "t.checked"); set {
		t.Error("checked is set where it is not")
	}
	window, _ := read(get, "t.window")
	if got := window.Message().Get(field(window, "seconds")).Int(); got != 5 {
		t.Errorf("window.seconds is %d", got)
	}
	http, _ := read(get, "google.api.http")
	if got := http.Message().Get(field(http, "get")).String(); got != "/m/{name}" {
		t.Errorf("google.api.http get is %q", got)
	}
	name := img.Files[0].GetMessageType()[1].GetField()[0]
	rules, set := read(name.GetOptions(), "buf.validate.field")
	if text := rules.Message().Get(field(rules, "string")); !set || text.Message().Get(field(text, "max_len")).Uint() != 64 {
		t.Errorf("buf.validate.field is %v", rules)
	}
	if unknown := len(rules.Message().GetUnknown()); unknown != 0 {
		t.Errorf("%d bytes of the rules are not resolved", unknown)
	}

	if _, _, err := img.Options.Value(get, "t.nothing"); err == nil || !strings.Contains(err.Error(), "t.nothing") {
		t.Errorf("an unknown option: %v", err)
	}
	if _, _, err := img.Options.Value(name.GetOptions(), "google.api.http"); err == nil || !strings.Contains(err.Error(), "MethodOptions") {
		t.Errorf("an option of another kind of element: %v", err)
	}
}

func field(message protoreflect.Value, name protoreflect.Name) protoreflect.FieldDescriptor {
	return message.Message().Descriptor().Fields().ByName(name)
}

const shop = `syntax = "proto3";
package shop.v1;
import "google/api/annotations.proto";
import "qdrant/cloud/common/v1/common.proto";
import "qdrant/cloud/event/v1/events.proto";
service Shop {
  option deprecated = true;
  option (qdrant.cloud.common.v1.api_version) = {major: 1 patch: 12};
  rpc Bare(Request) returns (Response);
  rpc All(Request) returns (Response) {
    option deprecated = true;
    option (qdrant.cloud.common.v1.permissions) = "read:a";
    option (qdrant.cloud.common.v1.permissions) = "";
    option (qdrant.cloud.common.v1.requires_all_permissions) = false;
    option (qdrant.cloud.common.v1.requires_authentication) = false;
    option (qdrant.cloud.common.v1.supported_actor_types) = ACTOR_TYPE_MANAGEMENT_KEY;
    option (qdrant.cloud.common.v1.supported_actor_types) = ACTOR_TYPE_USER;
    option (qdrant.cloud.common.v1.account_id_expression) = "";
    option (qdrant.cloud.common.v1.log_fields) = {name: "a" field_expression: "b.c"};
    option (qdrant.cloud.common.v1.patch_source) = {
      get_method: "/shop.v1.Shop/Bare" response_resource_field: "x" request_resource_field: "y"
      field_mapping: {key: "k" value: "v"}
    };
    option (qdrant.cloud.event.v1.event_options) = {event_type: EVENT_TYPE_ACTION resource_type: "thing" action_type: "sell"};
    option (google.api.http) = {post: "/a" body: "*" additional_bindings: {get: "/b" response_body: "next_page_token"}};
  }
  // The opposite of the defaults is told from the defaults that are set.
  rpc Defaults(Request) returns (Paged) {
    option (qdrant.cloud.common.v1.requires_all_permissions) = true;
    option (qdrant.cloud.common.v1.requires_authentication) = true;
    option (qdrant.cloud.common.v1.account_id_expression) = "of.account_id";
    option (qdrant.cloud.common.v1.max_message_size) = 16;
    option (google.api.http) = {custom: {kind: "Head" path: "/c"}};
  }
  rpc Empty(Response) returns (Response) { option (google.api.http) = {body: "*"}; }
}
message Request { string account_id = 1; int32 page_size = 2; string page_token = 3; }
message Response {}
message Paged { string next_page_token = 1; }
`

func TestMethodsAndServices(t *testing.T) {
	tree := fstest.MapFS{"shop.proto": &fstest.MapFile{Data: []byte(shop)}}
	for _, name := range []string{"qdrant/cloud/common/v1/common.proto", "qdrant/cloud/event/v1/events.proto"} {
		content, err := os.ReadFile(filepath.Join("../../../proto", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		tree[name] = &fstest.MapFile{Data: content}
	}
	img, err := imagetest.FromFS(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	file, err := img.Descriptors.FindFileByPath("shop.proto")
	if err != nil {
		t.Fatal(err)
	}
	service := file.Services().Get(0)
	of, err := img.Options.Service(service)
	if err != nil || !of.Deprecated || of.Version == nil || of.Version.String() != "1.0.12" {
		t.Errorf("the service has %+v, %v", of, err)
	}
	none, nested := "", "of.account_id"
	for name, want := range map[protoreflect.Name]struct {
		options options.Method
		account string
		pages   bool
	}{
		"Bare": {account: "account_id"},
		"All": {options: options.Method{
			Permissions: []string{"read:a", ""}, AnyPermission: true, Anonymous: true, Deprecated: true,
			ActorTypes: []string{"management_key", "user"}, Account: &none, Log: []string{"b.c"},
			Route: &options.Route{Verb: "POST", Path: "/a", Body: "*", Additional: []options.Route{{Verb: "GET", Path: "/b", ResponseBody: "next_page_token"}}},
			Patch: &options.Patch{
				GetMethod: "/shop.v1.Shop/Bare", ResponseResourceField: "x", RequestResourceField: "y", FieldMapping: map[string]string{"k": "v"},
			},
			Event: &options.Recorded{Type: "action", Resource: "thing", Action: "sell"},
		}},
		"Defaults": {options: options.Method{Account: &nested, MessageSize: 16, Route: &options.Route{Verb: "Head", Path: "/c"}}, account: nested, pages: true},
		"Empty":    {},
	} {
		method := service.Methods().ByName(name)
		got, err := img.Options.Method(method)
		if err != nil || !reflect.DeepEqual(got, want.options) {
			t.Errorf("%s: got %+v, want %+v, %v", name, got, want.options, err)
		}
		if account := got.AccountIn(method.Input()); account != want.account || options.Pages(method) != want.pages {
			t.Errorf("%s: the account is in %q, it pages: %t", name, account, !want.pages)
		}
	}
}
