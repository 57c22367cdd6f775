package secrets

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// random is a text such as an issuer of keys would make.
func random(source *rand.Rand, length int, alphabet string) string {
	text := make([]byte, length)
	for i := range text {
		text[i] = alphabet[source.IntN(len(alphabet))]
	}
	return string(text)
}

const (
	hexadecimal  = "0123456789abcdef"
	alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
)

func TestSecretsAreFound(t *testing.T) {
	source := rand.New(rand.NewPCG(1, 2))
	of := func(length int) string { return random(source, length, alphanumeric) }
	// The beginnings are in two pieces, or else this file would be found by what looks for secrets in repositories.
	tests := map[string]string{
		"a private key":            "-----BEGIN RSA PRIVATE" + " KEY-----",
		"a key of PGP":             "-----BEGIN PGP PRIVATE" + " KEY BLOCK-----",
		"AWS":                      "key = AK" + "IA" + random(source, 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
		"GitHub":                   "gh" + "p_" + of(36),
		"GitHub, fine-grained":     "(github" + "_pat_" + of(82) + ")",
		"GitLab":                   "glp" + "at-" + of(20),
		"npm":                      "//registry.example/:_authToken=np" + "m_" + of(36),
		"a Python index":           "py" + "pi-" + of(160),
		"Google":                   "AI" + "za" + of(35),
		"Slack":                    "xo" + "xb-" + of(40),
		"Stripe":                   "sk" + "_live_" + of(24),
		"a JWT":                    "Bearer ey" + "J" + of(30) + ".ey" + "J" + of(60) + "." + of(43),
		"a password in an address": "https://user:" + of(12) + "@host.example/path",
		"JSON":                     `{"apiKey": "` + of(32) + `"}`,
		"Go":                       "const managementToken = \"" + of(40) + `"`,
		"Go, short form":           "password := `" + of(24) + "`",
		"Python":                   "config['client_secret'] = '" + of(40) + "'",
		"hexadecimal":              `access_key: "` + random(source, 40, hexadecimal) + `"`,
		"on a long line":           strings.Repeat("x ", 100_000) + `secret="` + of(32) + `"` + strings.Repeat(" x", 100_000),
	}
	for name, text := range tests {
		found := Find([]byte("first\n" + text + "\n"))
		if len(found) != 1 || found[0].Line != 2 {
			t.Errorf("%s: got %v", name, found)
			continue
		}
		for word := range strings.FieldsSeq(text) {
			if len(word) > 20 && strings.Contains(found[0].What, word) {
				t.Errorf("%s: the finding repeats the secret: %s", name, found[0].What)
			}
		}
	}
}

func TestWhatIsNoSecret(t *testing.T) {
	source := rand.New(rand.NewPCG(3, 4))
	for _, text := range []string{
		`CreateDatabaseApiKey = "/qdrant.cloud.cluster.auth.v1.DatabaseApiKeyService/CreateDatabaseApiKey"`,
		`metadata=(("authorization", "apikey " + os.environ["MANAGEMENT_KEY"]),)`,
		`secret_id: "0b8f1f0a-7d2e-4c55-8a3b-6d6c1c1d9e10"`,
		`"apiKey": "<MANAGEMENT_KEY>"`, `password = "your-password-goes-here-1"`, `token: "ReplaceThisWithYourToken1"`,
		`ApiKey string protobuf:"bytes,1,opt,name=api_key,json=apiKey,proto3" json:"api_key,omitempty"`,
		`secret: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"`, `access_key = "0000000000000000000000000000000000000000"`,
		"-----BEGIN PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----",
		"https://user@host.example/path", "https://host.example:443/a@b", "https://{user}:{password}@host.example",
		"AK" + "IA", "gh" + "p_short", "xo" + "xb-1", "sk-learn is a library",
		`fileDesc("` + random(source, 4000, alphanumeric) + "AK" + "IAABCDEFGHIJKLMNOP" + random(source, 4000, alphanumeric) + `")`,
		"DESCRIPTOR = AddSerializedFile(b'" + random(source, 4000, alphanumeric) + "')",
	} {
		if found := Find([]byte(text)); len(found) > 0 {
			t.Errorf("%.80q: got %v", text, found)
		}
	}
}

func TestRandomTextsAreTold(t *testing.T) {
	source := rand.New(rand.NewPCG(5, 6))
	for _, length := range []int{20, 24, 32, 40, 64} {
		const all = 2000
		missed := 0
		for range all {
			if !isRandom(random(source, length, alphanumeric)) {
				missed++
			}
		}
		t.Logf("of length %d: %.1f %% missed", length, 100*float64(missed)/all)
		if missed > all/10 {
			t.Errorf("of length %d: %d of %d missed", length, missed, all)
		}
	}
}
