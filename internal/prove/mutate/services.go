package mutate

import (
	"slices"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
)

var serviceMutators = []mutator{
	{"service.add", 1, addService},
	{"service.remove", 1, removeService},
	{"service.rename", 1, renameService},
	{"service.move", 1, moveService},
	{"method.add", 4, addMethod},
	{"method.remove", 3, removeMethod},
	{"method.rename", 2, renameMethod},
	{"method.request", 1, changeRequest},
	{"method.response", 1, changeResponse},
	{"method.streaming", 2, changeStreaming},
	{"method.idempotency", 1, changeIdempotency},
	{"method.order", 1, reorderMethods},
}

func methodOptions(m methodAt) *descriptorpb.MethodOptions {
	if m.Options == nil {
		m.Options = &descriptorpb.MethodOptions{}
	}
	return m.Options
}

func addService(e *editor) (Edit, bool) {
	file, ok := pickFunc(e, e.tree.Files, func(f *descriptorpb.FileDescriptorProto) bool {
		return len(f.GetMessageType()) > 0 && len(f.GetService()) > 0
	})
	if !ok {
		return nothing()
	}
	s := serviceAt{&descriptorpb.ServiceDescriptorProto{Name: new(e.title() + "Service")}, file}
	e.appendMethod(s)
	file.Service = append(file.Service, s.ServiceDescriptorProto)
	return edited(s.name(), "is new")
}

// appendMethod adds a method with messages of the file.
func (e *editor) appendMethod(s serviceAt) methodAt {
	m := methodAt{&descriptorpb.MethodDescriptorProto{Name: new(e.title())}, s}
	in, _ := pick(e, s.file.GetMessageType())
	out, _ := pick(e, s.file.GetMessageType())
	m.InputType = new("." + s.file.GetPackage() + "." + in.GetName())
	m.OutputType = new("." + s.file.GetPackage() + "." + out.GetName())
	s.Method = append(s.Method, m.MethodDescriptorProto)
	return m
}

func removeService(e *editor) (Edit, bool) {
	s, ok := pickFunc(e, e.services(), func(serviceAt) bool { return len(e.services()) > 1 })
	if !ok {
		return nothing()
	}
	s.file.Service = slices.DeleteFunc(s.file.GetService(), func(other *descriptorpb.ServiceDescriptorProto) bool { return other == s.ServiceDescriptorProto })
	return edited(s.name(), "")
}

func renameService(e *editor) (Edit, bool) {
	s, ok := pick(e, e.services())
	if !ok {
		return nothing()
	}
	was := s.name()
	s.Name = new(e.title() + "Service")
	return edited(was, "to %s", s.GetName())
}

func moveService(e *editor) (Edit, bool) {
	s, ok := pick(e, e.services())
	if !ok {
		return nothing()
	}
	to := e.newFile(s.file)
	s.file.Service = slices.DeleteFunc(s.file.GetService(), func(other *descriptorpb.ServiceDescriptorProto) bool { return other == s.ServiceDescriptorProto })
	to.Service = append(to.Service, s.ServiceDescriptorProto)
	return edited(s.name(), "to %s", to.GetName())
}

func addMethod(e *editor) (Edit, bool) {
	s, ok := pickFunc(e, e.services(), func(s serviceAt) bool { return len(s.file.GetMessageType()) > 0 })
	if !ok {
		return nothing()
	}
	m := e.appendMethod(s)
	if e.IntN(2) == 0 {
		proto.SetExtension(methodOptions(m), annotations.E_Http, &annotations.HttpRule{Pattern: &annotations.HttpRule_Post{Post: "/v1/" + e.word()}, Body: "*"})
	}
	return edited(m.name(), "is new")
}

func removeMethod(e *editor) (Edit, bool) {
	m, ok := pickFunc(e, e.methods(), func(m methodAt) bool { return len(m.service.Method) > 1 })
	if !ok {
		return nothing()
	}
	m.service.Method = slices.DeleteFunc(m.service.Method, func(other *descriptorpb.MethodDescriptorProto) bool { return other == m.MethodDescriptorProto })
	return edited(m.name(), "")
}

func renameMethod(e *editor) (Edit, bool) {
	m, ok := pick(e, e.methods())
	if !ok {
		return nothing()
	}
	was := m.name()
	m.Name = new(e.title())
	return edited(was, "to %s", m.GetName())
}

func changeRequest(e *editor) (Edit, bool) {
	m, ok := pick(e, e.methods())
	if !ok {
		return nothing()
	}
	to, ok := pickFunc(e, e.messages(), func(other messageAt) bool { return other.file == m.service.file })
	if !ok {
		return nothing()
	}
	m.InputType = new(to.name())
	return edited(m.name(), "takes %s", to.name())
}

func changeResponse(e *editor) (Edit, bool) {
	m, ok := pick(e, e.methods())
	if !ok {
		return nothing()
	}
	to, ok := pickFunc(e, e.messages(), func(other messageAt) bool { return other.file == m.service.file })
	if !ok {
		return nothing()
	}
	m.OutputType = new(to.name())
	return edited(m.name(), "answers %s", to.name())
}

func changeStreaming(e *editor) (Edit, bool) {
	m, ok := pick(e, e.methods())
	if !ok {
		return nothing()
	}
	if e.IntN(2) == 0 {
		m.ServerStreaming = new(!m.GetServerStreaming())
		return edited(m.name(), "server streaming %t", m.GetServerStreaming())
	}
	m.ClientStreaming = new(!m.GetClientStreaming())
	return edited(m.name(), "client streaming %t", m.GetClientStreaming())
}

func changeIdempotency(e *editor) (Edit, bool) {
	m, ok := pick(e, e.methods())
	if !ok {
		return nothing()
	}
	now := descriptorpb.MethodOptions_IdempotencyLevel(e.IntN(3))
	methodOptions(m).IdempotencyLevel = &now
	return edited(m.name(), "%s", now)
}

func reorderMethods(e *editor) (Edit, bool) {
	s, ok := pickFunc(e, e.services(), func(s serviceAt) bool { return len(s.Method) > 1 })
	if !ok {
		return nothing()
	}
	s.Method[0], s.Method[1] = s.Method[1], s.Method[0]
	return edited(s.name(), "has its first methods in another order")
}

// The options of the contract that say who may call, by their numbers in common.proto.
const (
	permissions    = 50001
	account        = 50002
	authentication = 50003
	actorTypes     = 50004
	requiresAll    = 50005
)

var callerMutators = []mutator{
	{"caller.permission", 3, changePermission},
	{"caller.requires_all", 2, changeRequiresAll},
	{"caller.authentication", 1, changeAuthentication},
	{"caller.actor_types", 2, changeActorTypes},
	{"caller.account", 1, changeAccount},
}

// setUnknown puts an encoded option in the place of what there was under its number.
func setUnknown(m proto.Message, number protowire.Number, fields []byte) {
	kept := without(m.ProtoReflect().GetUnknown(), number)
	m.ProtoReflect().SetUnknown(append(kept, fields...))
}

func without(unknown []byte, number protowire.Number) []byte {
	var kept []byte
	for len(unknown) > 0 {
		at, _, n := protowire.ConsumeField(unknown)
		if n < 0 {
			break
		}
		if at != number {
			kept = append(kept, unknown[:n]...)
		}
		unknown = unknown[n:]
	}
	return kept
}

func texts(unknown []byte, number protowire.Number) []string {
	var all []string
	for len(unknown) > 0 {
		at, kind, n := protowire.ConsumeField(unknown)
		if n < 0 {
			break
		}
		if at == number && kind == protowire.BytesType {
			_, _, tag := protowire.ConsumeTag(unknown)
			text, _ := protowire.ConsumeBytes(unknown[tag:])
			all = append(all, string(text))
		}
		unknown = unknown[n:]
	}
	return all
}

func changePermission(e *editor) (Edit, bool) {
	m, ok := pick(e, e.methods())
	if !ok {
		return nothing()
	}
	set := methodOptions(m)
	have := texts(set.ProtoReflect().GetUnknown(), permissions)
	fresh := []string{"read:things", "write:things", "read:items", ""}[e.IntN(4)]
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
	var encoded []byte
	for _, permission := range have {
		encoded = protowire.AppendString(protowire.AppendTag(encoded, permissions, protowire.BytesType), permission)
	}
	setUnknown(set, permissions, encoded)
	return edited(m.name(), "permissions %q", have)
}

// setBool sets a boolean option, or takes it away.
func (e *editor) setBool(m methodAt, number protowire.Number) string {
	set := methodOptions(m)
	value := uint64(e.IntN(3))
	if value == 2 {
		setUnknown(set, number, nil)
		return "unset"
	}
	setUnknown(set, number, protowire.AppendVarint(protowire.AppendTag(nil, number, protowire.VarintType), value))
	return []string{"false", "true"}[value]
}

func changeRequiresAll(e *editor) (Edit, bool) {
	m, ok := pick(e, e.methods())
	if !ok {
		return nothing()
	}
	return edited(m.name(), "requires_all_permissions %s", e.setBool(m, requiresAll))
}

func changeAuthentication(e *editor) (Edit, bool) {
	m, ok := pick(e, e.methods())
	if !ok {
		return nothing()
	}
	return edited(m.name(), "requires_authentication %s", e.setBool(m, authentication))
}

func changeActorTypes(e *editor) (Edit, bool) {
	m, ok := pick(e, e.methods())
	if !ok {
		return nothing()
	}
	var packed []byte
	var kinds []int
	for kind := 1; kind <= 3; kind++ {
		if e.IntN(2) == 0 {
			packed = protowire.AppendVarint(packed, uint64(kind))
			kinds = append(kinds, kind)
		}
	}
	set := methodOptions(m)
	if len(packed) == 0 {
		setUnknown(set, actorTypes, nil)
	} else {
		setUnknown(set, actorTypes, protowire.AppendBytes(protowire.AppendTag(nil, actorTypes, protowire.BytesType), packed))
	}
	return edited(m.name(), "supported_actor_types %v", kinds)
}

func changeAccount(e *editor) (Edit, bool) {
	m, ok := pick(e, e.methods())
	if !ok {
		return nothing()
	}
	path := []string{"account_id", "item.id", "", "name"}[e.IntN(4)]
	setUnknown(methodOptions(m), account, protowire.AppendString(protowire.AppendTag(nil, account, protowire.BytesType), path))
	return edited(m.name(), "account_id_expression %q", path)
}
