package mutate

import (
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
)

// callerMutators change who may call a method.
var callerMutators = []mutator{
	{"caller.permission", 3, one(methods, changePermission)},
	{"caller.requires_all", 2, one(methods, changeRequiresAll)},
	{"caller.authentication", 1, one(methods, changeAuthentication)},
	{"caller.actor_types", 2, one(methods, changeActorTypes)},
	{"caller.account", 1, one(methods, changeAccount)},
}

// The numbers in common.proto of the options that decide who may call. This program does not have their declarations, so they are
// changed in encoded form.
const (
	permissions    = 50001
	account        = 50002
	authentication = 50003
	actorTypes     = 50004
	requiresAll    = 50005
)

// setEncoded replaces the values of an encoded option.
func setEncoded(options proto.Message, number protowire.Number, encoded []byte) {
	var kept []byte
	for _, f := range encodedFields(options.ProtoReflect().GetUnknown()) {
		if f.number != number {
			kept = append(kept, f.whole...)
		}
	}
	options.ProtoReflect().SetUnknown(append(kept, encoded...))
}

// texts returns the values of an option that is a list of strings.
func texts(options proto.Message, number protowire.Number) []string {
	var all []string
	for _, f := range encodedFields(options.ProtoReflect().GetUnknown()) {
		if f.number == number && f.kind == protowire.BytesType {
			text, _ := protowire.ConsumeString(f.value)
			all = append(all, text)
		}
	}
	return all
}

func encodedTexts(number protowire.Number, all ...string) []byte {
	var encoded []byte
	for _, text := range all {
		encoded = protowire.AppendString(protowire.AppendTag(encoded, number, protowire.BytesType), text)
	}
	return encoded
}

func changePermission(e *editor, m methodAt) Edit {
	set := made(&m.Options)
	have := texts(set, permissions)
	fresh := choose(e, "read:things", "write:things", "read:items", "")
	switch what := e.IntN(12); {
	case len(have) == 0 || what < 4:
		have = append(have, fresh)
	case what < 8:
		have[e.IntN(len(have))] = fresh
	case what < 10:
		slices.Reverse(have)
	default:
		have = have[1:]
	}
	setEncoded(set, permissions, encodedTexts(permissions, have...))
	return edited(m.name(), "permissions %q", have)
}

// setBool sets or removes a boolean option.
func (e *editor) setBool(m methodAt, number protowire.Number) string {
	set, value := made(&m.Options), uint64(e.IntN(3))
	if value == 2 {
		setEncoded(set, number, nil)
		return "unset"
	}
	setEncoded(set, number, protowire.AppendVarint(protowire.AppendTag(nil, number, protowire.VarintType), value))
	return []string{"false", "true"}[value]
}

func changeRequiresAll(e *editor, m methodAt) Edit {
	return edited(m.name(), "requires_all_permissions %s", e.setBool(m, requiresAll))
}

func changeAuthentication(e *editor, m methodAt) Edit {
	return edited(m.name(), "requires_authentication %s", e.setBool(m, authentication))
}

func changeActorTypes(e *editor, m methodAt) Edit {
	var packed, encoded []byte
	var kinds []uint64
	for kind := uint64(1); kind <= 3; kind++ {
		if e.IntN(2) == 0 {
			packed = protowire.AppendVarint(packed, kind)
			kinds = append(kinds, kind)
		}
	}
	if len(packed) > 0 {
		encoded = protowire.AppendBytes(protowire.AppendTag(nil, actorTypes, protowire.BytesType), packed)
	}
	setEncoded(made(&m.Options), actorTypes, encoded)
	return edited(m.name(), "supported_actor_types %v", kinds)
}

func changeAccount(e *editor, m methodAt) Edit {
	path := choose(e, "account_id", "item.id", "", "name")
	setEncoded(made(&m.Options), account, encodedTexts(account, path))
	return edited(m.name(), "account_id_expression %q", path)
}
