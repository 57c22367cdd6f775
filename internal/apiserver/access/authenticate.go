package access

import (
	"crypto/subtle"
	"strings"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// The reasons of an ErrorInfo with which a call is refused. They never change.
const (
	CredentialsMissing   = "CREDENTIALS_MISSING"      // CredentialsMissing is a call without authorization.
	CredentialsInvalid   = "CREDENTIALS_INVALID"      // CredentialsInvalid is an unknown key or token, or a malformed header.
	ActorTypeUnsupported = "ACTOR_TYPE_NOT_SUPPORTED" // ActorTypeUnsupported is a method that is not for this kind of caller.
	AccountDenied        = "ACCOUNT_ACCESS_DENIED"    // AccountDenied is an account in which the caller has no place.
	PermissionMissing    = "PERMISSION_MISSING"       // PermissionMissing is a caller without the permissions of the method.
)

// The entities in which the API keeps who may call.
const (
	// SecretKind is a management key: Account is the id of its account, ID its own, and Data the [Digest] of the key.
	SecretKind = "emulator.ManagementKeySecret" //nolint:gosec // It is a name.
	// AssignmentKind is the roles of a user in an account: ID is the id of the user, Data a JSON list of the ids of roles.
	AssignmentKind = "emulator.RoleAssignment"
	// MemberKind says that a user is a member of an account: ID is the id of the user.
	MemberKind = "emulator.Member"
)

// maxCredential is how long the credential of a caller may be.
const maxCredential = 8 << 10

// Control decides who may call what. It must not be changed, so several goroutines may use it at once.
type Control struct {
	policy      *Policy
	credentials []credential
	permissions []string // permissions are all that the contract knows, sorted.
}

// credential is a key or token of the policy.
type credential struct {
	scheme string
	digest []byte
	caller Caller
}

// Caller is who makes a call.
type Caller struct {
	rpc.Actor

	// granted is what a key or service may do by the policy, as patterns; nil for a user, whose permissions are of an account.
	granted []string
}

// Anonymous says that the caller did not say who they are.
func (c Caller) Anonymous() bool { return c.Type == "" }

// New returns a control of the calls of an API.
func New(api *rpc.API, policy *Policy) *Control {
	c := &Control{policy: policy, permissions: Permissions(api)}
	for _, key := range policy.Keys {
		c.add("apikey", key.Secret, rpc.Actor{Type: rpc.ManagementKey, ID: key.ID, Account: key.Account}, orEverything(key.Permissions))
	}
	for _, user := range policy.Users {
		c.add("bearer", user.Token, rpc.Actor{Type: rpc.User, ID: user.ID}, nil)
	}
	for _, service := range policy.ServiceAccounts {
		c.add("bearer", service.Token, rpc.Actor{Type: rpc.ServiceAccount, ID: service.Name}, orEverything(service.Permissions))
	}
	return c
}

func orEverything(permissions *[]string) []string {
	if permissions == nil {
		return everything
	}
	return *permissions
}

func (c *Control) add(scheme, secret string, actor rpc.Actor, granted []string) {
	c.credentials = append(c.credentials, credential{scheme, Digest(secret), Caller{actor, granted}})
}

// Policy returns what was written down before the server started.
func (c *Control) Policy() *Policy { return c.policy }

// Authenticate says who makes a call of a method, by its metadata alone. A method for everybody lets anybody in, with any
// credential or none.
func (c *Control) Authenticate(tx *store.Tx, method *rpc.Method, header metadata.MD) (Caller, error) {
	caller, err := c.identify(tx, header)
	if err == nil {
		err = supports(method, caller)
	}
	if method.Options.Anonymous {
		return caller, nil
	}
	return caller, err
}

// identify finds the caller with the credential that was sent.
func (c *Control) identify(tx *store.Tx, header metadata.MD) (Caller, error) {
	sent := header.Get("authorization")
	switch {
	case len(sent) == 0:
		return Caller{}, unauthenticated(CredentialsMissing,
			"the call has no authorization metadata: send `apikey` with a management key, or `Bearer` with a token")
	case len(sent) > 1:
		return Caller{}, unauthenticated(CredentialsInvalid, "the call has several authorization metadata: send one")
	case len(sent[0]) > maxCredential:
		return Caller{}, unauthenticated(CredentialsInvalid, "the authorization metadata is too long")
	}
	scheme, secret, _ := strings.Cut(sent[0], " ")
	scheme = strings.ToLower(scheme)
	if scheme != "apikey" && scheme != "bearer" {
		return Caller{}, unauthenticated(CredentialsInvalid, "the authorization metadata has another scheme than `apikey` and `Bearer`")
	}
	if caller, ok := c.find(tx, scheme, Digest(secret)); ok {
		return caller, nil
	}
	return Caller{}, unauthenticated(CredentialsInvalid, "the authorization metadata has a key or token that this server does not know")
}

// find compares with all credentials, in a time that does not depend on how similar they are.
func (c *Control) find(tx *store.Tx, scheme string, digest []byte) (Caller, bool) {
	var found *Caller
	for i := range c.credentials {
		known := &c.credentials[i]
		if subtle.ConstantTimeCompare(known.digest, digest) == 1 && known.scheme == scheme {
			found = &known.caller
		}
	}
	if found != nil {
		return *found, true
	}
	if scheme != "apikey" {
		return Caller{}, false
	}
	for entity := range tx.Everywhere(SecretKind) {
		if subtle.ConstantTimeCompare(entity.Data, digest) == 1 {
			return Caller{rpc.Actor{Type: rpc.ManagementKey, ID: entity.ID, Account: entity.Account}, everything}, true
		}
	}
	return Caller{}, false
}

func unauthenticated(reason, message string) error {
	return rpc.Refused(codes.Unauthenticated, reason, message, nil)
}
