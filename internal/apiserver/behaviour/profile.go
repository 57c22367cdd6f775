package behaviour

import (
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// What a user has for themselves: one of each kind, by the id of the user, and more where the id goes on.
const (
	profileKind = "qdrant.cloud.iam.v1.UserProfile"
	consentKind = "qdrant.cloud.iam.v1.UserConsent"
	factorKind  = "qdrant.cloud.iam.v1.UserMfaMethod"
)

func (s *Set) profile() {
	s.service("qdrant.cloud.iam.v1.IAMService",
		method{"GetUserProfile", "Empty until the user has told something.", s.getProfile},
		method{"UpdateUserProfile", "Stored for the signed-in user.", s.updateProfile},
		method{"GetUserConsent", "Pending until the user has decided.", s.getConsent},
		method{"RecordUserConsent", "Stored for the signed-in user with the time of the decision.", s.recordConsent},
		method{"ListUserMfaMethods", "A configured user begins with an authenticator app and a security key.", s.listFactors},
		method{"UpdateUserMfaMethod", "Changes the name; kind and times stay.", s.updateFactor},
		method{"DeleteUserMfaMethod", "Removes the method from the user.", s.deleteFactor},
	)
}

// copyOf makes a message of its own of a part of a request.
func (s *Set) copyOf(part protoreflect.Message) (*dynamicpb.Message, error) {
	made, err := s.make(string(part.Descriptor().FullName()), nil)
	if err != nil {
		return nil, err
	}
	proto.Merge(made, part.Interface())
	return made, nil
}

func (s *Set) getProfile(call *rpc.Call) (object, error) {
	profile, err := s.record(call.Tx, profileKind, "", call.Actor.ID)
	if err != nil || profile != nil {
		return object{"user_profile": unlessNilMessage(profile)}, err
	}
	return object{"user_profile": object{}}, nil
}

func (s *Set) updateProfile(call *rpc.Call) (object, error) {
	profile, err := s.copyOf(message.Sub(call.Request, "user_profile"))
	if err != nil {
		return nil, err
	}
	return object{"user_profile": profile}, putRecord(call.Tx, "", call.Actor.ID, profile)
}

func (s *Set) getConsent(call *rpc.Call) (object, error) {
	document := message.Enum(call.Request, "document_type")
	consent, err := s.record(call.Tx, consentKind, "", call.Actor.ID+"/"+document)
	if err != nil || consent != nil {
		return object{"user_consent": unlessNilMessage(consent)}, err
	}
	return object{"user_consent": object{"document_type": document, "status": "USER_CONSENT_STATUS_PENDING"}}, nil
}

func (s *Set) recordConsent(call *rpc.Call) (object, error) {
	document, status := message.Enum(call.Request, "document_type"), message.Enum(call.Request, "status_update")
	consent, err := s.make(consentKind, object{
		"document_type": document, "status": status, "last_modified_at": call.Now,
		"is_accepted": status == "USER_CONSENT_STATUS_ACCEPTED",
	})
	if err != nil {
		return nil, err
	}
	return nil, putRecord(call.Tx, "", call.Actor.ID+"/"+document, consent)
}

// factors returns the second factors of a user with the ids under which they are stored.
func (s *Set) factors(tx *store.Tx, user string) ([]*dynamicpb.Message, error) {
	return s.records(tx, factorKind, user)
}

func (s *Set) listFactors(call *rpc.Call) (object, error) {
	items, err := s.factors(call.Tx, call.Actor.ID)
	return object{"items": items}, err
}

// factor finds the second factor of the caller that a request names.
func (s *Set) factor(call *rpc.Call) (*dynamicpb.Message, error) {
	id := message.Text(call.Request, "mfa_method.external_id")
	found, err := s.record(call.Tx, factorKind, call.Actor.ID, id)
	if err != nil {
		return nil, err
	}
	if found == nil || message.Enum(found, "type") != message.Enum(call.Request, "mfa_method.type") {
		return nil, rpc.NotFound("UserMfaMethod", id)
	}
	return found, nil
}

func (s *Set) updateFactor(call *rpc.Call) (object, error) {
	found, err := s.factor(call)
	if err != nil {
		return nil, err
	}
	unset(found, "name")
	if err := s.write.fill(found, object{"name": unlessEmpty(message.Text(call.Request, "mfa_method.name"))}); err != nil {
		return nil, err
	}
	return object{"mfa_method": found}, putRecord(call.Tx, call.Actor.ID, message.Text(found, "external_id"), found)
}

func (s *Set) deleteFactor(call *rpc.Call) (object, error) {
	found, err := s.factor(call)
	if err != nil {
		return nil, err
	}
	call.Tx.Delete(factorKind, call.Actor.ID, message.Text(found, "external_id"))
	return nil, nil
}

// seedFactors gives a user two second factors.
func (s *Set) seedFactors(tx *store.Tx, now time.Time, user string) error {
	if s.descriptor(factorKind) == nil {
		return nil
	}
	for _, literal := range []object{
		{"external_id": "totp-" + derived("totp", user)[:8], "type": "USER_MFA_METHOD_TYPE_TOTP", "created_at": now},
		{
			"external_id": "webauthn-" + derived("webauthn", user)[:8], "type": "USER_MFA_METHOD_TYPE_WEBAUTHN_ROAMING",
			"created_at": now, "name": "Security key",
		},
	} {
		one, err := s.make(factorKind, literal)
		if err != nil {
			return err
		}
		if err := putRecord(tx, user, message.Text(one, "external_id"), one); err != nil {
			return err
		}
	}
	return nil
}
