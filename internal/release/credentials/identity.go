package credentials

// Kind is how somebody shows who they are.
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

// words are what the kinds are called.
var words = map[Kind]string{
	User:         "a user signed in with gcloud",
	Key:          "the key of a service account",
	Impersonated: "an impersonated service account",
	Federated:    "workload identity federation",
	Machine:      "the service account of this machine",
	Given:        "a token from the environment",
}

func (k Kind) String() string { return words[k] }

// Identity is who asks, as far as that can be known without asking anybody.
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

// Flag is the flag of gcloud that names the identity, ready for a shell. Where the credentials don't say who it is, it most
// likely is who is signed in.
func (i Identity) Flag() string {
	if i.Member == "" {
		return `--member="user:$(gcloud config get account)"`
	}
	return `--member="` + i.Member + `"`
}
