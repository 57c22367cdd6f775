package httproute

import "testing"

func TestExpand(t *testing.T) {
	for _, test := range []struct{ template, value, want string }{
		{"/v1/items/{id}", "a b/c:d", "/v1/items/a%20b%2Fc%3Ad"},
		{"/v1/items/{id}:close", "ä", "/v1/items/%C3%A4:close"},
		{"/v1/{id=items/*}", "items/7", "/v1/items/7"},
		{"/v1/{id=items/*}", "things/7", ""},
		{"/v1/{id=items/*}", "items/7/8", ""},
		{"/v1/{id=items/**}/", "", ""},
		{"/v1/{id=items/**}", "items/7/8", "/v1/items/7/8"},
		{"/v1/{id=**}:x", "7/8", "/v1/7/8:x"},
		{"/v1/*/{id}", "7", "/v1/x/7"},
		{"/v1/{id}/**", "7", "/v1/7/x"},
		{"/v1/items/{id}", "", ""},
		{"/v1/items/{id}", "..", ""},
		{"/v1/items", "7", "/v1/items"},
		{"/", "7", "/"},
	} {
		template, err := Parse(test.template)
		if err != nil {
			if test.want == "" {
				continue
			}
			t.Fatal(err)
		}
		got, _ := template.Expand(func(string) (string, bool) { return test.value, true })
		if got != test.want {
			t.Errorf("%s with %q: got %q, want %q", test.template, test.value, got, test.want)
		}
	}
}
