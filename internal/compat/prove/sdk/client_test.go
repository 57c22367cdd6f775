package sdk

import (
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

const clientSource = `syntax = "proto3";
package zz0000.shop.v1;
import "google/api/annotations.proto";
service ShopService {
  rpc GetShop(Request) returns (Shop);
  rpc ListShops(Request) returns (Shops) { option (google.api.http) = {get: "/v1/shops"}; }
}
service LastService {}
message Request { string name = 1; }
message Shop { string name = 1; }
message Shops { repeated Shop items = 1; optional string next_page_token = 2; }
`

// TestClientsShowWhatMoves reads what moves in a client off its code, in each language.
func TestClientsShowWhatMoves(t *testing.T) {
	for _, test := range []struct {
		name, old, now string
		moves          bool
	}{
		{"nothing", "", "", false},
		{"a comment", "service ShopService {", "// Shops.\nservice ShopService {", false},
		{"a method that nobody's name depends on", "rpc GetShop(Request)", "rpc Other(Request) returns (Shop); rpc GetShop(Request)", false},
		{"a route, which is no matter of compilers", `{ option (google.api.http) = {get: "/v1/shops"}; }`, `{ option (google.api.http) = {get: "/v2/shops"}; }`, false},
		{"another service, which gives constants longer names", "message Request", "service Other { rpc GetOther(Request) returns (Shop); }\nmessage Request", false},
		{"a list begins to page", "string name = 1; }\nmessage Shop {", "string name = 1; optional int32 page_size = 2; optional string page_token = 3; }\nmessage Shop {", false},
		{"a method takes the name of another one", "rpc GetShop(Request)", "rpc Get(Request) returns (Shop); rpc GetShop(Request)", true},
		{"a method takes the name of an iterator", "rpc GetShop(Request)", "rpc All(Request) returns (Shop); rpc GetShop(Request)", true},
		{"a method is renamed", "GetShop", "ReadShop", true},
		{"a list is none any more", "repeated Shop items", "Shop items", true},
		{"a response is another message", "GetShop(Request) returns (Shop)", "GetShop(Request) returns (Shops)", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			unit := Unit{tree.TokenOf(1), compile(t, clientSource), compile(t, replace(clientSource, test.old, test.now))}
			for _, language := range []lang.ID{lang.Go, lang.Python, lang.TypeScript} {
				findings, err := newClientCode(language).gone(unit)
				if err != nil {
					t.Fatal(err)
				}
				if moved := len(findings) > 0; moved != test.moves {
					t.Errorf("%s: %v", language, findings)
				}
			}
		})
	}
}
