package config

import "testing"

// TestAddressesOfFeeds has the addresses that a feed may have: in plain http only those of this machine.
func TestAddressesOfFeeds(t *testing.T) {
	for address, want := range map[string]bool{
		"https://example.com/npm/": true, "http://localhost:8080/": true, "http://127.0.0.1:8080/": true, "http://[::1]:8080/": true, "file:///tmp/feed": true,
		"http://example.com/": false, "http://10.0.0.1/": false, "http://localhost.example.com/": false, "http://127.0.0.1.example.com/": false, "https://": false, "http://": false, "file:feed": false, "ftp://localhost/": false, "localhost": false, "": false,
		"https://user@example.com/": false, "https://example.com/?a": false, "https://example.com/#a": false, "https://example.com:x/": false,
	} {
		var u FeedURL
		if err := u.UnmarshalText([]byte(address)); (err == nil) != want || want && string(u) != address {
			t.Errorf("%q is read as %q: %v", address, u, err)
		}
	}
}
