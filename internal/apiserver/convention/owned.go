package convention

import (
	"regexp"
	"strings"
	"time"

	"buf.build/go/protovalidate"
	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// absent finds the fields that a rule of a create request wants to be left unset, as in !has(this.cluster.state) or
// this.cluster.id == ”.
var absent = regexp.MustCompile(`!has\(this\.(\w+)\.(\w+)\)|this\.(\w+)\.(\w+) == ''`)

// own finds the fields of a kind that the server sets: those with the names of the conventions, and those that the rules of the
// create request forbid to clients.
func (r *Resource) own() error {
	for _, name := range []protoreflect.Name{idField, createdAt, modifiedAt, deletedAt, createdBy, lastUpdatedBy, deletedBy} {
		if r.descriptor.Fields().ByName(name) != nil {
			r.owned[name] = true
		}
	}
	creation := r.operations[create]
	if creation == nil {
		return nil
	}
	rules, err := protovalidate.ResolveMessageRules(creation.method.Descriptor.Input())
	if err != nil {
		return err
	}
	for _, rule := range rules.GetCel() {
		for _, match := range absent.FindAllStringSubmatch(rule.GetExpression(), -1) {
			entity, field := match[1]+match[3], protoreflect.Name(match[2]+match[4])
			if entity == string(creation.entity.Name()) && r.descriptor.Fields().ByName(field) != nil {
				r.owned[field] = true
			}
		}
	}
	return nil
}

// dropOwned clears what clients cannot set.
func (r *Resource) dropOwned(entity protoreflect.Message) {
	for name := range r.owned {
		entity.Clear(r.descriptor.Fields().ByName(name))
	}
}

// keepOwned sets what clients cannot set to what it was. It copies, so that a change of one entity is none of the other.
func (r *Resource) keepOwned(before, entity protoreflect.Message) {
	before = proto.Clone(before.Interface()).ProtoReflect()
	for name := range r.owned {
		field := r.descriptor.Fields().ByName(name)
		if before.Has(field) {
			entity.Set(field, before.Get(field))
		} else {
			entity.Clear(field)
		}
	}
}

// born sets the id, the account, the times and the caller of a new entity.
func (r *Resource) born(call *rpc.Call, entity protoreflect.Message) error {
	fields := r.descriptor.Fields()
	if message.Text(entity, string(idField)) == "" {
		entity.Set(fields.ByName(idField), protoreflect.ValueOfString(uuid.NewString()))
	}
	if r.inAccount {
		entity.Set(fields.ByName(options.AccountID), protoreflect.ValueOfString(call.Account))
	}
	if isA(fields.ByName(createdAt), timestamp) {
		if err := message.SetTime(entity, string(createdAt), call.Now); err != nil {
			return err
		}
	}
	r.setModified(entity, call.Now)
	r.setCaller(call, entity, createdBy)
	r.setCaller(call, entity, lastUpdatedBy)
	return nil
}

// setModified sets when an entity was last changed, which is never before it was created.
func (r *Resource) setModified(entity protoreflect.Message, now time.Time) {
	field := r.descriptor.Fields().ByName(modifiedAt)
	if !isA(field, timestamp) {
		return
	}
	if created, ok := message.Time(entity, string(createdAt)); ok && created.After(now) {
		now = created
	}
	message.SetTime(entity, string(modifiedAt), now) //nolint:errcheck // It is a time, as seen above.
}

// touchParts sets when the parts of an entity were last changed, such as the configuration of a cluster, to now where they differ
// from what they were, and otherwise leaves that as it was.
func (r *Resource) touchParts(before, entity protoreflect.Message, now time.Time) {
	fields := r.descriptor.Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		if field.Message() == nil || field.IsList() || field.IsMap() || !entity.Has(field) || r.owned[field.Name()] && before != nil {
			continue
		}
		stamp := field.Message().Fields().ByName(modifiedAt)
		if !isA(stamp, timestamp) {
			continue
		}
		part := entity.Mutable(field).Message()
		part.Clear(stamp)
		if before != nil && before.Has(field) {
			was := before.Get(field).Message()
			old := proto.Clone(was.Interface()).ProtoReflect()
			old.Clear(stamp)
			if proto.Equal(old.Interface(), part.Interface()) && was.Has(stamp) {
				part.Set(stamp, was.Get(stamp))
				continue
			}
		}
		message.SetTime(part, string(modifiedAt), now) //nolint:errcheck // It is a time, as seen above.
	}
}

// longestAgent is the most that a contract keeps of a user agent.
const longestAgent = 512

// setCaller records who makes a call, in a field of a type such as qdrant.cloud.common.v1.Caller.
func (r *Resource) setCaller(call *rpc.Call, entity protoreflect.Message, name protoreflect.Name) {
	field := r.descriptor.Fields().ByName(name)
	if field == nil || field.Message() == nil || field.IsList() || call.Actor.ID == "" {
		return
	}
	kind := field.Message().Fields().ByName("actor_type")
	if !isText(field.Message().Fields().ByName("actor_id")) || kind == nil || kind.Enum() == nil {
		return
	}
	caller := dynamicpb.NewMessage(field.Message())
	// The fields are of these types, as seen above; a type of caller that the contract does not have stays unset.
	message.SetText(caller, "actor_id", call.Actor.ID)                                    //nolint:errcheck // See above.
	message.SetEnum(caller, "actor_type", "ACTOR_TYPE_"+strings.ToUpper(call.Actor.Type)) //nolint:errcheck // See above.
	if agent := []rune(strings.ToValidUTF8(call.Agent, "")); len(agent) > 0 {
		message.SetText(caller, "user_agent", string(agent[:min(len(agent), longestAgent)])) //nolint:errcheck // See above.
	}
	entity.Set(field, protoreflect.ValueOfMessage(caller))
}
