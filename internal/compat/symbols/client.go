package symbols

import (
	"path"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/surface"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// Client lists what the client of a language has of a file: the accessors of its services, their methods, and the helpers for lists
// and waits. A method's symbols do not tell what its messages look like; the symbols of the messages do.
func Client(language lang.ID, cfg config.Client, s *schema.Schema, f *schema.File, rename func(string) string) []Symbol {
	style, ok := clients[language]
	if !ok {
		return nil
	}
	group, suffix := surface.Place(f.Package, cfg)
	var all []Symbol
	for _, service := range f.Services {
		calls, methods := callsOf(cfg, s, service)
		named := surface.Names(calls)
		accessor, class := style.accessor(group, named.Service+suffix), style.class(f, service, group+named.Service+suffix)
		var noun []schema.Element // noun is what the name of the accessor and of the class depends on besides.
		if kept := kept(s, service); kept != nil {
			noun = append(noun, kept)
		}
		all = append(all, Symbol{Name: accessor, Signature: class, Element: service, Also: noun, Client: true})
		for i, method := range methods {
			names := named.Methods[i]
			add := func(name, signature string, also ...schema.Element) {
				if name != "" {
					all = append(all, Symbol{Name: class + "." + style.name(name), Signature: signature, Element: method.Method, Also: append(also, noun...), Client: true})
				}
			}
			// Another method under the same name is another symbol, although its types may be the same.
			does := method.Name() + "(" + rename(method.Request) + ")"
			add(names.Call, does+" "+rename(method.Response))
			if method.items != nil {
				add(names.Iterator, "iterator of "+does, method.items)
			}
			add(names.Wait, "wait by "+does)
			add(names.Gone, "wait by "+does)
		}
	}
	return all
}

// clientStyle is how a language writes the names in its client.
type clientStyle struct {
	client string                                                                // client is the class with the accessors.
	class  func(f *schema.File, service *schema.Service, typeName string) string // class is that of a service.
	name   func(string) string                                                   // name writes a name in the form of Go in that of the language.
}

// accessor is how users reach a service.
func (c clientStyle) accessor(group, name string) string {
	if group != "" {
		return c.client + "." + c.name(group) + "." + c.name(name)
	}
	return c.client + "." + c.name(name)
}

// goClient is the Go package of the client, in the module.
var goClient = lang.Go.Language().Client + "."

var clients = map[lang.ID]clientStyle{
	lang.Go: {
		client: goClient + "Client",
		class: func(_ *schema.File, _ *schema.Service, typeName string) string {
			return goClient + typeName + "Client"
		},
		name: func(name string) string { return name },
	},
	lang.Python: {
		client: strings.ReplaceAll(lang.Python.Language().Client, "/", ".") + ".Client",
		class: func(f *schema.File, service *schema.Service, _ string) string {
			return strings.TrimSuffix(pythonModuleName(f.Path), "_pb2") + "_client." + service.Name() + "Client"
		},
		name: func(name string) string {
			if name = surface.Snake(name); pythonKeyword(name) {
				name += "_"
			}
			return name
		},
	},
	lang.TypeScript: {
		client: lang.TypeScript.Language().Client + ".Client",
		class: func(f *schema.File, service *schema.Service, _ string) string {
			return strings.TrimSuffix(f.Path, path.Ext(f.Path)) + "_client." + service.Name() + "Client"
		},
		name: surface.Camel,
	},
}

// clientMethod is a method with the field of its response that an iterator goes through, nil for none.
type clientMethod struct {
	*schema.Method

	items *schema.Field
}

// callsOf returns the unary methods of a service, and what their names are made of.
func callsOf(cfg config.Client, s *schema.Schema, service *schema.Service) (surface.Calls, []clientMethod) {
	calls := surface.Calls{Service: service.Name(), Keeps: kept(s, service) != nil}
	var methods []clientMethod
	for _, method := range service.Methods {
		if method.ClientStreaming || method.ServerStreaming {
			continue
		}
		response := s.Message(method.Response)
		items := itemsOf(method, response)
		calls.Methods = append(calls.Methods, surface.Call{
			Name: method.Name(), Lists: items != nil, Item: waitedFor(cfg, response, service.FullName()+"."+method.Name()),
		})
		methods = append(methods, clientMethod{method, items})
	}
	return calls, methods
}

// kept is the message of the noun of a service, which makes its accessor a plural, or nil.
func kept(s *schema.Schema, service *schema.Service) *schema.Message {
	name := surface.Noun(service.Name())
	if pkg := service.In().Package; pkg != "" {
		name = pkg + "." + name
	}
	return s.Message(name)
}

// itemsOf finds the list in a response, as internal/contract/surface does in linked descriptors.
func itemsOf(method *schema.Method, response *schema.Message) *schema.Field {
	if response == nil {
		return nil
	}
	var only *schema.Field
	lists := 0
	for _, field := range response.Fields {
		if field.Label != schema.Repeated || field.Entry != nil {
			continue
		}
		if field.Name() == string(options.Items) {
			return field
		}
		only, lists = field, lists+1
	}
	if lists != 1 || !surface.IsList(method.Name()) {
		return nil
	}
	return only
}

// waitedFor returns the name of the message that a wait of the method waits for, or "".
func waitedFor(cfg config.Client, response *schema.Message, method string) string {
	for _, wait := range cfg.Waits {
		if string(wait.Method) != method || response == nil {
			continue
		}
		in, _, _ := strings.Cut(string(wait.Phase), ".")
		for _, field := range response.Fields {
			if field.Name() == in {
				return field.TypeName[strings.LastIndexByte(field.TypeName, '.')+1:]
			}
		}
	}
	return ""
}
