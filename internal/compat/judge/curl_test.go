package judge

import (
	"context"
	"strings"
	"testing"
)

const curlHead = `curl -X `

// A request that is refused now is shown as a call that can be pasted.
func TestCurl(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ route, fields, rule, want string }{
		"query": {
			`{get: "/v1/shops/{id}"}`, `string id = 1 [(buf.validate.field).string.const = "a b/c:d"]; RULE`, "",
			`GET -H "Authorization: apikey $MANAGEMENT_KEY" 'https://api.test/v1/shops/a%20b%2Fc%3Ad?note=it%27s%20%26'`,
		},
		"body": {
			`{post: "/v1/shops/{id}:move" body: "*"}`, `string id = 1 [(buf.validate.field).string.const = "7"]; RULE`, "",
			`POST -H "Authorization: apikey $MANAGEMENT_KEY" -H 'Content-Type: application/json' -d '{"note":"it'\''s &"}' 'https://api.test/v1/shops/7:move'`,
		},
		"a field in the body": {
			`{put: "/v1/shops/{inner.id}" body: "inner"}`,
			`message Inner { string id = 1 [(buf.validate.field).string.const = "7"]; } Inner inner = 1 [(buf.validate.field).required = true]; RULE`, "",
			`PUT -H "Authorization: apikey $MANAGEMENT_KEY" -H 'Content-Type: application/json' -d '{"id":"7"}' 'https://api.test/v1/shops/7?note=it%27s%20%26'`,
		},
		"the second route carries it": {
			`{get: "/v1/{id=shops/*}" additional_bindings {get: "/v1/all/{id}"}}`, `string id = 1 [(buf.validate.field).string.const = "7"]; RULE`, "",
			`GET -H "Authorization: apikey $MANAGEMENT_KEY" 'https://api.test/v1/all/7?note=it%27s%20%26'`,
		},
		"a query cannot carry a map": {
			`{get: "/v1/shops"}`, `map<string, string> tags = 1 [(buf.validate.field).map.min_pairs = 1]; RULE`, "", "",
		},
		"no route": {"", `string id = 1; RULE`, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			option := ""
			if test.route != "" {
				option = "option (google.api.http) = " + test.route + ";"
			}
			file := func(in string) string {
				rule := `string note = 9 [(buf.validate.field).string.in = "it's &"` + in + `];`
				return "syntax = \"proto3\";\npackage shop.v1;\nimport \"buf/validate/validate.proto\";\nimport \"google/api/annotations.proto\";\n" +
					"service S { rpc Act(Req) returns (Res) { " + option + " } }\nmessage Req { " + strings.Replace(test.fields, "RULE", rule, 1) + " }\nmessage Res {}\n"
			}
			files := archive{text: map[string]string{
				"old/shop/v1/shop.proto": file(""), "new/shop/v1/shop.proto": file(`, (buf.validate.field).string.min_len = 9`),
			}}
			before, after, err := compileCase(context.Background(), files)
			if err != nil {
				t.Fatal(err)
			}
			policy := casePolicy()
			policy.REST = "https://api.test/"
			report, err := Judge(context.Background(), before, after, policy)
			if err != nil {
				t.Fatal(err)
			}
			want := test.want
			if want != "" {
				want = curlHead + want
			}
			c := report.Changes[0]
			if c.Rule != RuleValidateTightened || c.Curl != want {
				t.Errorf("%s, witness %s\ngot  %s\nwant %s", c.Rule, c.Witness, c.Curl, want)
			}
		})
	}
}

func TestShellQuoted(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"GET": "GET", "": "''", "a'b": `'a'\''b'`, "$(rm)": "'$(rm)'"} {
		if got := shellQuoted(text); got != want {
			t.Errorf("%q: got %s", text, got)
		}
	}
	if got := asciiJSON(map[string]any{"a": "ä\x7f\u202e😀<"}); got != `{"a":"\u00e4\u007f\u202e\ud83d\ude00<"}` {
		t.Error(got)
	}
}
