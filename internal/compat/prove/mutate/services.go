package mutate

import (
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

var serviceMutators = []mutator{
	{"service.add", 1, one(only(files, hasService), addService)},
	{"service.remove", 1, one(spareServices, removeService)},
	{"service.rename", 1, one(services, renameService)},
	{"service.move", 1, one(services, moveService)},
	{"method.add", 4, one(only(services, besideMessages), addMethod)},
	{"method.remove", 3, one(only(methods, notAlone), removeMethod)},
	{"method.rename", 2, one(methods, renameMethod)},
	{"method.request", 1, one(methods, changeRequest)},
	{"method.response", 1, one(methods, changeResponse)},
	{"method.streaming", 2, one(methods, changeStreaming)},
	{"method.idempotency", 1, one(methods, changeIdempotency)},
	{"method.order", 1, one(only(services, hasTwoMethods), reorderMethods)},
}

func hasService(file *fileProto) bool {
	return len(file.GetMessageType()) > 0 && len(file.GetService()) > 0
}

func addService(e *editor, file *fileProto) Edit {
	s := serviceAt{&descriptorpb.ServiceDescriptorProto{Name: new(e.title() + "Service")}, file}
	e.appendMethod(s)
	file.Service = append(file.Service, s.ServiceDescriptorProto)
	return edited(s.name(), "is new")
}

// besideMessages reports whether the file of a service has messages, which new methods need.
func besideMessages(s serviceAt) bool { return len(s.file.GetMessageType()) > 0 }

// appendMethod adds a method that uses messages of the file.
func (e *editor) appendMethod(s serviceAt) methodAt {
	m := methodAt{&descriptorpb.MethodDescriptorProto{Name: new(e.title())}, s}
	in, out := choose(e, s.file.GetMessageType()...), choose(e, s.file.GetMessageType()...)
	m.InputType, m.OutputType = new(messageAt{top(s.file), in}.name()), new(messageAt{top(s.file), out}.name())
	s.Method = append(s.Method, m.MethodDescriptorProto)
	return m
}

// spareServices returns all services if there is more than one, so that no tree loses its last.
func spareServices(t *tree.Tree) []serviceAt {
	if all := services(t); len(all) > 1 {
		return all
	}
	return nil
}

func removeService(_ *editor, s serviceAt) Edit {
	s.file.Service = without(s.file.Service, s.ServiceDescriptorProto)
	return edited(s.name(), "")
}

func renameService(e *editor, s serviceAt) Edit {
	was := s.name()
	s.Name = new(e.title() + "Service")
	return edited(was, "to %s", s.GetName())
}

func moveService(e *editor, s serviceAt) Edit {
	to := e.newFile(s.file)
	s.file.Service = without(s.file.Service, s.ServiceDescriptorProto)
	to.Service = append(to.Service, s.ServiceDescriptorProto)
	return edited(s.name(), "to %s", to.GetName())
}

func addMethod(e *editor, s serviceAt) Edit {
	m := e.appendMethod(s)
	if e.IntN(2) == 0 {
		setRoute(m, &annotations.HttpRule{Pattern: &annotations.HttpRule_Post{Post: "/v1/" + e.word()}, Body: "*"})
	}
	return edited(m.name(), "is new")
}

func hasTwoMethods(s serviceAt) bool { return len(s.Method) > 1 }

func notAlone(m methodAt) bool { return hasTwoMethods(m.service) }

func removeMethod(_ *editor, m methodAt) Edit {
	m.service.Method = without(m.service.Method, m.MethodDescriptorProto)
	return edited(m.name(), "")
}

func renameMethod(e *editor, m methodAt) Edit {
	was := m.name()
	m.Name = new(e.title())
	return edited(was, "to %s", m.GetName())
}

func changeRequest(e *editor, m methodAt) Edit {
	to, ok := pick(e, messagesOf(m.service.file))
	if !ok {
		return nothing
	}
	m.InputType = new(to.name())
	return edited(m.name(), "takes %s", to.name())
}

func changeResponse(e *editor, m methodAt) Edit {
	to, ok := pick(e, messagesOf(m.service.file))
	if !ok {
		return nothing
	}
	m.OutputType = new(to.name())
	return edited(m.name(), "answers %s", to.name())
}

func changeStreaming(e *editor, m methodAt) Edit {
	if e.IntN(2) == 0 {
		m.ServerStreaming = new(!m.GetServerStreaming())
		return edited(m.name(), "server streaming %t", m.GetServerStreaming())
	}
	m.ClientStreaming = new(!m.GetClientStreaming())
	return edited(m.name(), "client streaming %t", m.GetClientStreaming())
}

func changeIdempotency(e *editor, m methodAt) Edit {
	now := descriptorpb.MethodOptions_IdempotencyLevel(e.IntN(3))
	made(&m.Options).IdempotencyLevel = &now
	return edited(m.name(), "%s", now)
}

func reorderMethods(_ *editor, s serviceAt) Edit {
	s.Method[0], s.Method[1] = s.Method[1], s.Method[0]
	return edited(s.name(), "has its first methods in another order")
}
