package verify

import (
	"cmp"
	"net/url"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// userOf is the name to a password. Clients that have no other way to send a token send one that feeds know tokens by.
func userOf(login feed.Login) string { return cmp.Or(login.User, "__token__") }

// withLogin is a URL that authorizes itself, for the environment of a client.
func withLogin(feedURL string, login feed.Login) (string, error) {
	if login.Secret == "" {
		return feedURL, nil
	}
	at, err := url.Parse(feedURL)
	if err != nil {
		return "", err
	}
	at.User = url.UserPassword(userOf(login), login.Secret)
	return at.String(), nil
}
