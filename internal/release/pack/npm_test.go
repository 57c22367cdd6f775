package pack

import "testing"

func TestVersionConstant(t *testing.T) {
	for _, test := range []struct{ content, want string }{
		{"// A comment.\n\nexport const version = \"0.1.0\";\n", "// A comment.\n\nexport const version = \"1.2.3-rc.1\";\n"},
		{"\"use strict\";\nconst version = exports.version = \"0.1.0\";\n", "\"use strict\";\nconst version = exports.version = \"1.2.3-rc.1\";\n"},
		{"export const other = \"0.1.0\";\n", ""},
		{"// export const version = \"0.1.0\";\n", ""},
	} {
		got, err := withVersionConstant([]byte(test.content), "1.2.3-rc.1")
		if string(got) != test.want || (err != nil) != (test.want == "") {
			t.Errorf("%q: got %q (%v), want %q", test.content, got, err, test.want)
		}
	}
}
