package accepts

import "testing"

func TestConfirm(t *testing.T) {
	const service = `service S { rpc Call(Do) returns (N); } message Do { M m = 1; }`
	before, after := compile(t, service, `string a = 1;`), compile(t, service, `string a = 1 [(buf.validate.field).string.max_len = 3];`)
	for name, test := range map[string]struct {
		message   string
		confirmed bool
	}{
		"a request that breaks":      {`{"m": {"a": "long"}}`, true},
		"one that works as before":   {`{"m": {"a": "abc"}}`, false},
		"a message inside a request": {`{"a": "long"}`, false},
		"no message":                 {`{`, false},
	} {
		found, err := Confirm(before, after, []string{test.message})
		if err != nil || len(found) > 0 != test.confirmed {
			t.Errorf("%s: %v %v", name, found, err)
		}
	}
	if found, err := Confirm(after, before, []string{`{"m": {"a": "long"}}`}); err != nil || len(found) > 0 {
		t.Errorf("refused before: %v %v", found, err)
	}
}
