package credentials

// Kind is a kind of credentials.
type Kind string

// The kinds. The first ones are the types of credentials files.
const (
	User         Kind = "authorized_user"
	Key          Kind = "service_account"
	Impersonated Kind = "impersonated_service_account"
	Federated    Kind = "external_account"
	Machine      Kind = "metadata"
	Given        Kind = "token"
)

// words are the names of the kinds in messages.
var words = map[Kind]string{
	User:         "a user signed in with gcloud",
	Key:          "the key of a service account",
	Impersonated: "an impersonated service account",
	Federated:    "workload identity federation",
	Machine:      "the service account of this machine",
	Given:        "a token from the environment",
}

func (k Kind) String() string { return words[k] }

// Identity is the owner of credentials, as far as it is known without a request.
type Identity struct {
	Kind   Kind
	Member string // Member is the name in IAM policies, such as serviceAccount:a@b.iam.gserviceaccount.com; empty where unknown.
}

func (i Identity) String() string {
	if i.Member == "" {
		return i.Kind.String()
	}
	return i.Member
}

// Flag returns the flag of gcloud for the identity, ready for a shell. If the identity is unknown, the flag names the account that
// is signed in.
func (i Identity) Flag() string {
	if i.Member == "" {
		return `--member="user:$(gcloud config get account)"`
	}
	return `--member="` + i.Member + `"`
}
