package qdrantcloud

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/apitest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
)

func TestTLS(t *testing.T) {
	certificate, encoded, err := apiserver.Certificate()
	if err != nil {
		t.Fatal(err)
	}
	server, err := apiserver.Start(apiserver.Config{Files: api.Files, Certificate: &certificate})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	trusted := x509.NewCertPool()
	trusted.AppendCertsFromPEM(encoded)
	for name, option := range map[string]Option{
		"grpc":          WithEndpoint(server.Addr()),
		"rest":          WithEndpoint("https://" + server.Addr()),
		"grpc by a URL": func(s *settings) { WithEndpoint("https://" + server.Addr())(s); WithGRPC()(s) },
	} {
		client := connected(t, withKey(option, WithTLSConfig(&tls.Config{RootCAs: trusted, MinVersion: tls.VersionTLS12}))...)
		if _, err := invoke(t, client, listClusters, `{}`); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		// Whoever does not trust the server sends it nothing.
		stranger := connected(t, withKey(option, WithoutRetries())...)
		before := len(server.Calls())
		if _, err := invoke(t, stranger, listClusters, `{}`); !errors.Is(err, ErrUnavailable) || len(server.Calls()) != before {
			t.Errorf("%s, without trust: %v", name, err)
		}
	}
}

// A program may have put another transport in the place of the default one.
func TestAnotherDefaultTransport(t *testing.T) {
	server := apitest.New(t)
	usual := http.DefaultTransport
	t.Cleanup(func() { http.DefaultTransport = usual })
	http.DefaultTransport = roundTripper(usual.RoundTrip)
	client := connected(t, withKey(transports["rest"](server)...)...)
	if _, err := invoke(t, client, listClusters, `{}`); err != nil {
		t.Error(err)
	}
}
