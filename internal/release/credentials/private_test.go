package credentials

import "testing"

// TestPrivateAddresses has the addresses to which a secret may be sent, and others.
func TestPrivateAddresses(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"": true, "https://example.com/": true, "https://10.0.0.1/": true, "http://localhost:8080/": true, "http://127.0.0.1/": true, "http://127.9.9.9:1/": true, "http://[::1]/": true, "http://169.254.169.254/": true,
		"http://[fe80::1]/": true, "http://example.com/": false, "http://10.0.0.1/": false, "http://192.168.0.1/": false, "http://[2001:db8::1]/": false, "http://localhost.example.com/": false, "http://127.0.0.1.example.com/": false,
		"ftp://example.com/": false, "example.com": false, "http://[::1": false, "http://0.0.0.0/": false,
	} {
		if got := private(address); got != want {
			t.Errorf("%q is private: %t", address, got)
		}
	}
}
