package access_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/qdrant/qdrant-cloud-public-api/gen/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
)

const (
	ours   = "11111111-1111-4111-8111-111111111111"
	theirs = "22222222-2222-4222-8222-222222222222"
)

// small has a method of each kind that docs/auth.md tells of.
var small = fstest.MapFS{
	"common.proto": {Data: []byte(`syntax = "proto3";
package qdrant.cloud.common.v1;
import "google/protobuf/descriptor.proto";
extend google.protobuf.MethodOptions {
  repeated string permissions = 50001;
  string account_id_expression = 50002;
  bool requires_authentication = 50003;
  repeated ActorType supported_actor_types = 50004;
  bool requires_all_permissions = 50005;
}
enum ActorType { ACTOR_TYPE_UNSPECIFIED = 0; ACTOR_TYPE_USER = 1; ACTOR_TYPE_MANAGEMENT_KEY = 2; ACTOR_TYPE_SERVICE_ACCOUNT = 3; }
`)},
	"iam.proto": {Data: []byte(`syntax = "proto3";
package qdrant.cloud.iam.v1;
message Permission { string value = 1; }
message Role { string id = 1; repeated Permission permissions = 8; }
`)},
	"shop.proto": {Data: []byte(`syntax = "proto3";
package shop.v1;
import "common.proto";
message In { string account_id = 1; In nested = 2; }
service Shop {
  rpc Open(In) returns (In) { option (qdrant.cloud.common.v1.requires_authentication) = false; }
  rpc One(In) returns (In) { option (qdrant.cloud.common.v1.permissions) = "read:a"; }
  rpc All(In) returns (In) {
    option (qdrant.cloud.common.v1.permissions) = "read:a";
    option (qdrant.cloud.common.v1.permissions) = "read:b";
  }
  rpc Any(In) returns (In) {
    option (qdrant.cloud.common.v1.permissions) = "read:a";
    option (qdrant.cloud.common.v1.permissions) = "read:b";
    option (qdrant.cloud.common.v1.requires_all_permissions) = false;
  }
  rpc None(In) returns (In) { option (qdrant.cloud.common.v1.permissions) = ""; }
  rpc Own(In) returns (In) {
    option (qdrant.cloud.common.v1.permissions) = "";
    option (qdrant.cloud.common.v1.account_id_expression) = "";
  }
  rpc People(In) returns (In) {
    option (qdrant.cloud.common.v1.permissions) = "";
    option (qdrant.cloud.common.v1.supported_actor_types) = ACTOR_TYPE_USER;
  }
  rpc Nested(In) returns (In) {
    option (qdrant.cloud.common.v1.permissions) = "read:b";
    option (qdrant.cloud.common.v1.account_id_expression) = "nested.account_id";
  }
}
`)},
}

const policy = `
accounts:
- {id: ` + ours + `, name: Ours}
- {id: ` + theirs + `, name: Theirs}
roles:
- {name: reader, permissions: ["read:*"]}
management_keys:
- {id: 10000000-0000-4000-8000-000000000001, account: ` + ours + `, key: all-of-ours}
- {id: 10000000-0000-4000-8000-000000000002, account: ` + ours + `, key: only-a, permissions: ["read:a"]}
- {id: 10000000-0000-4000-8000-000000000003, account: ` + theirs + `, key: all-of-theirs}
- {id: 10000000-0000-4000-8000-000000000004, key: everywhere}
users:
- id: 20000000-0000-4000-8000-000000000001
  token: owner
  accounts: [{account: ` + ours + `, owner: true}]
- id: 20000000-0000-4000-8000-000000000002
  token: with-role
  accounts: [{account: ` + ours + `, roles: [reader]}, {account: ` + theirs + `}]
- id: 20000000-0000-4000-8000-000000000003
  token: stranger
- id: 20000000-0000-4000-8000-000000000004
  token: assigned
service_accounts:
- {name: billing, token: service}
- {name: limited, token: limited-service, permissions: ["read:b"]}
`

func smallAPI(t *testing.T) *rpc.API {
	t.Helper()
	compiled, err := imagetest.FromFS(t.Context(), small)
	if err != nil {
		t.Fatal(err)
	}
	api, err := rpc.New(compiled.Descriptors)
	if err != nil {
		t.Fatal(err)
	}
	return api
}

// decide makes the two decisions about a call, and returns the code and the reason.
func decide(t *testing.T, api *rpc.API, control *access.Control, state *store.Store, name, authorization, account string) (codes.Code, string) {
	t.Helper()
	method, ok := api.Method(name)
	if !ok {
		t.Fatalf("no method %s", name)
	}
	header := metadata.MD{}
	if authorization != "" {
		header.Set("authorization", authorization)
	}
	err := state.Do(func(tx *store.Tx) error {
		caller, err := control.Authenticate(tx, method, header)
		if err != nil {
			return err
		}
		if method.Account == "" {
			account = ""
		}
		return control.Authorize(api, tx, method, caller, account)
	})
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok {
			return status.Code(err), info.GetReason()
		}
	}
	return status.Code(err), ""
}

// state has a user with a role, and a key, that the API has made.
func state(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(nil)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Do(func(tx *store.Tx) error {
		// A role with read:a, a pattern that must stand for nothing, and its assignment.
		role := []byte("\x42\x08\x0a\x06read:a" + "\x42\x03\x0a\x01*")
		tx.Put(store.Entity{Kind: "qdrant.cloud.iam.v1.Role", Account: ours, ID: "role", Data: role})
		tx.Put(store.Entity{Kind: access.AssignmentKind, Account: ours, ID: "20000000-0000-4000-8000-000000000004", Data: []byte(`["role","gone"]`)})
		tx.Put(store.Entity{Kind: access.MemberKind, Account: theirs, ID: "20000000-0000-4000-8000-000000000004"})
		tx.Put(store.Entity{Kind: access.SecretKind, Account: theirs, ID: "made", Data: access.Digest("made-by-the-api")})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestMatrix(t *testing.T) {
	api := smallAPI(t)
	parsed, err := access.Parse("policy.yaml", []byte(policy), access.Permissions(api))
	if err != nil {
		t.Fatal(err)
	}
	control, entities := access.New(api, parsed), state(t)
	const (
		yes     = "OK"
		account = "PermissionDenied " + access.AccountDenied
		missing = "PermissionDenied " + access.PermissionMissing
		kind    = "PermissionDenied " + access.ActorTypeUnsupported
		who     = "Unauthenticated " + access.CredentialsInvalid
		nobody  = "Unauthenticated " + access.CredentialsMissing
	)
	methods := []string{"Open", "One", "All", "Any", "None", "Own", "People", "Nested"}
	for _, row := range []struct {
		authorization, account string
		want                   []string
	}{
		{"", ours, []string{yes, nobody, nobody, nobody, nobody, nobody, nobody, nobody}},
		{"apikey nonsense", ours, []string{yes, who, who, who, who, who, who, who}},
		{"Bearer all-of-ours", ours, []string{yes, who, who, who, who, who, who, who}},
		{"apikey owner", ours, []string{yes, who, who, who, who, who, who, who}},
		{"Basic all-of-ours", ours, []string{yes, who, who, who, who, who, who, who}},
		{"apikey", ours, []string{yes, who, who, who, who, who, who, who}},
		{"apikey  all-of-ours", ours, []string{yes, who, who, who, who, who, who, who}},
		{"apikey all-of-ours", ours, []string{yes, yes, yes, yes, yes, yes, kind, yes}},
		{"APIKey all-of-ours", ours, []string{yes, yes, yes, yes, yes, yes, kind, yes}},
		{"apikey all-of-ours", theirs, []string{yes, account, account, account, account, yes, kind, account}},
		{"apikey only-a", ours, []string{yes, yes, missing, yes, yes, yes, kind, missing}},
		{"apikey all-of-theirs", ours, []string{yes, account, account, account, account, yes, kind, account}},
		{"apikey everywhere", theirs, []string{yes, yes, yes, yes, yes, yes, kind, yes}},
		{"apikey made-by-the-api", theirs, []string{yes, yes, yes, yes, yes, yes, kind, yes}},
		{"apikey made-by-the-api", ours, []string{yes, account, account, account, account, yes, kind, account}},
		{"Bearer owner", ours, []string{yes, yes, yes, yes, yes, yes, yes, yes}},
		{"bearer owner", theirs, []string{yes, account, account, account, account, yes, account, account}},
		{"Bearer with-role", ours, []string{yes, yes, yes, yes, yes, yes, yes, yes}},
		{"Bearer with-role", theirs, []string{yes, missing, missing, missing, yes, yes, yes, missing}},
		{"Bearer stranger", ours, []string{yes, account, account, account, account, yes, account, account}},
		{"Bearer assigned", ours, []string{yes, yes, missing, yes, yes, yes, yes, missing}},
		{"Bearer assigned", theirs, []string{yes, missing, missing, missing, yes, yes, yes, missing}},
		{"Bearer service", theirs, []string{yes, yes, yes, yes, yes, yes, kind, yes}},
		{"Bearer limited-service", ours, []string{yes, missing, missing, yes, yes, yes, kind, yes}},
	} {
		for i, name := range methods {
			code, reason := decide(t, api, control, entities, "/shop.v1.Shop/"+name, row.authorization, row.account)
			if got := strings.TrimSpace(code.String() + " " + reason); got != row.want[i] {
				t.Errorf("%q calls %s in %.4s: got %s, want %s", row.authorization, name, row.account, got, row.want[i])
			}
		}
	}
}

func TestHeaders(t *testing.T) {
	api := smallAPI(t)
	control := access.New(api, access.Unrestricted("key"))
	method, _ := api.Method("/shop.v1.Shop/None")
	for name, values := range map[string][]string{
		"two keys":     {"apikey key", "apikey key"},
		"a long one":   {"apikey " + strings.Repeat("k", 9000)},
		"an empty one": {""},
	} {
		err := state(t).Do(func(tx *store.Tx) error {
			_, err := control.Authenticate(tx, method, metadata.MD{"authorization": values})
			return err
		})
		if status.Code(err) != codes.Unauthenticated || strings.Contains(err.Error(), "kkk") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A call that names no account is told so, and nothing else.
func TestNoAccount(t *testing.T) {
	api := smallAPI(t)
	control := access.New(api, access.Unrestricted("key"))
	code, _ := decide(t, api, control, state(t), "/shop.v1.Shop/Nested", "apikey key", "")
	if code != codes.InvalidArgument {
		t.Errorf("got %v", code)
	}
}

func TestEffectiveAndAccounts(t *testing.T) {
	api := smallAPI(t)
	parsed, err := access.Parse("policy.yaml", []byte(policy), access.Permissions(api))
	if err != nil {
		t.Fatal(err)
	}
	control := access.New(api, parsed)
	for _, test := range []struct {
		actor       rpc.Actor
		permissions string // permissions are those in our account.
		accounts    []string
	}{
		{rpc.Actor{Type: rpc.User, ID: "20000000-0000-4000-8000-000000000002"}, "[read:a read:b] true", []string{ours, theirs}},
		{rpc.Actor{Type: rpc.User, ID: "20000000-0000-4000-8000-000000000003"}, "[] false", nil},
		{rpc.Actor{Type: rpc.User, ID: "20000000-0000-4000-8000-000000000004"}, "[read:a] true", []string{ours, theirs}},
		{rpc.Actor{Type: rpc.ManagementKey, ID: "10000000-0000-4000-8000-000000000002", Account: ours}, "[read:a] true", []string{ours}},
		{rpc.Actor{Type: rpc.ManagementKey, ID: "made", Account: ours}, "[read:a read:b] true", []string{ours}},
		{rpc.Actor{Type: rpc.ServiceAccount, ID: "limited"}, "[read:b] true", nil},
	} {
		err := state(t).Do(func(tx *store.Tx) error {
			permissions, member := control.Effective(api, tx, test.actor, ours)
			if got := fmt.Sprint(permissions, member); got != test.permissions {
				t.Errorf("%v: got %s, want %s", test.actor, got, test.permissions)
			}
			if accounts, _ := control.Accounts(tx, test.actor); !slices.Equal(accounts, test.accounts) {
				t.Errorf("%v: got the accounts %v, want %v", test.actor, accounts, test.accounts)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Every method of the contract decides about every kind of caller as its options say.
func TestContract(t *testing.T) {
	files, err := apiserver.Files(image.Contract())
	if err != nil {
		t.Fatal(err)
	}
	api, err := rpc.New(files)
	if err != nil {
		t.Fatal(err)
	}
	all, decisions := access.Permissions(api), 0
	for _, method := range api.Methods() {
		options := method.Options
		needed := slices.DeleteFunc(slices.Clone(options.Permissions), func(p string) bool { return p == "" })
		others := slices.DeleteFunc(slices.Clone(all), func(p string) bool { return slices.Contains(needed, p) })
		first := needed[:min(1, len(needed))]
		control := access.New(api, &access.Policy{
			Accounts: []access.Account{{ID: ours}, {ID: theirs}},
			Keys: []access.Key{
				{ID: "needed", Account: ours, Secret: "needed", Permissions: &needed},
				{ID: "others", Account: ours, Secret: "others", Permissions: &others},
				{ID: "first", Account: ours, Secret: "first", Permissions: &first},
				{ID: "foreign", Account: theirs, Secret: "foreign"},
			},
			Users: []access.User{{ID: "user", Token: "user", Members: []access.Grant{{Account: ours, Permissions: needed}}}},
		})
		check := func(authorization string, allowed bool, actor string) {
			decisions++
			want := codes.OK
			switch {
			case options.Anonymous:
			case actor == "":
				want = codes.Unauthenticated
			case len(options.ActorTypes) > 0 && !slices.Contains(options.ActorTypes, actor), !allowed:
				want = codes.PermissionDenied
			}
			if code, reason := decide(t, api, control, state(t), method.Name, authorization, ours); code != want {
				t.Errorf("%s by %q: got %v %s, want %v", method.Name, authorization, code, reason, want)
			}
		}
		check("", false, "")
		check("apikey unknown", false, "")
		check("apikey needed", true, rpc.ManagementKey)
		check("apikey others", len(needed) == 0, rpc.ManagementKey)
		check("apikey first", len(needed) < 2 || options.AnyPermission, rpc.ManagementKey)
		check("apikey foreign", method.Account == "", rpc.ManagementKey)
		check("Bearer user", true, rpc.User)
	}
	t.Logf("%d decisions about %d methods", decisions, len(api.Methods()))
}
