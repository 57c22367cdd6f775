package accepts

import (
	"slices"
	"testing"
)

// wholes are changes of the rules of an item, and whether a request is refused that has one.
var wholes = []struct {
	name, requests, old, now string
	refused                  bool
}{
	{"a request that excludes it", `message Do { option (buf.validate.message).cel = {id: "r" expression: "!has(this.m) || this.m.a == ''"}; M m = 1; }`, ``, `this.a == '' || this.a.isEmail()`, false},
	{"a request that does not", `message Do { option (buf.validate.message).cel = {id: "r" expression: "!has(this.m) || this.m.a != ''"}; M m = 1; }`, ``, `this.a == '' || this.a.isEmail()`, true},
	{"a list that excludes it", `message Do { option (buf.validate.message).cel = {id: "r" expression: "this.m.all(m, m.a == '')"}; repeated M m = 1; }`, ``, `this.a == '' || this.a.isEmail()`, false},
	{"a list", `message Do { repeated M m = 1; }`, ``, `this.a == '' || this.a.isEmail()`, true},
	{"a map two levels deep", `message Do { Mid mid = 1 [(buf.validate.field).required = true]; } message Mid { map<string, M> m = 1; }`, ``, `this.a == '' || this.a.isEmail()`, true},
	{"a map with rules for its keys", `message Do { map<string, M> m = 1 [(buf.validate.field).map.keys.string = {min_len: 1 suffix: "-key"}]; }`, ``, `this.a == '' || this.a.isEmail()`, true},
	{"a map that takes no key", `message Do { map<string, M> m = 1 [(buf.validate.field).map.keys.string = {min_len: 2 max_len: 1}]; }`, ``, `this.a == '' || this.a.isEmail()`, false},
	{"a constant of the request", `message Do { option (buf.validate.message).cel = {id: "r" expression: "this.kind == 'hybrid' && has(this.m) && this.m.a == 'q7'"}; M m = 1; string kind = 2; }`, ``, `this.a != 'q7'`, true},
	{"values whose rules are ignored", `message Do { M m = 1 [(buf.validate.field).ignore = IGNORE_ALWAYS]; }`, `this.a == 'x'`, `this.a == 'y'`, false},
}

func TestRequestsAroundAMessage(t *testing.T) {
	for _, w := range wholes {
		t.Run(w.name, func(t *testing.T) {
			body := func(rule string) string {
				if rule == "" {
					return `string a = 1;`
				}
				return `option (buf.validate.message).cel = {id: "x" expression: "` + rule + `"}; string a = 1;`
			}
			service := "service S { rpc Call(Do) returns (N); } " + w.requests
			found, err := Look(compile(t, service, body(w.old)), compile(t, service, body(w.now)), 1)
			if err != nil {
				t.Fatal(err)
			}
			if got := slices.ContainsFunc(found, strong); got != w.refused {
				t.Errorf("refused: %t, want %t: %v", got, w.refused, found)
			}
		})
	}
}
