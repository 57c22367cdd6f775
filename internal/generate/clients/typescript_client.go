package clients

import (
	"fmt"
	"path"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/surface"
)

// emitTSClient writes the class Client with all services, a class for each group of them, and the entry ./client.
func emitTSClient(in Input) {
	module := newTSModule(path.Join(clientDir, "client"), nil)
	module.js.use("./connection.js", "Connection")
	module.types.use("./connection.js", "Connection")
	module.types.use("./options.js", "ClientOptions")
	var groups []string
	members := map[string][]*surface.Service{}
	for _, service := range in.Client.Services {
		if members[service.Group] == nil && service.Group != "" {
			groups = append(groups, service.Group)
		}
		members[service.Group] = append(members[service.Group], service)
	}
	for _, group := range groups {
		module.group(group, members[group])
	}
	module.client(groups, members[""])
	module.write(in.Plugin)

	index := newTSModule(path.Join(clientDir, "index"), nil)
	names := []string{"Client"}
	for _, group := range groups {
		names = append(names, tsGroup(group))
	}
	for _, file := range []*tsFile{&index.js, &index.types} {
		file.line("export * from \"./api.js\";")
		file.line("export { %s } from \"./client.js\";", strings.Join(names, ", "))
	}
	index.write(in.Plugin)

	production := newTSModule(path.Join(clientDir, "production"), nil)
	production.js.line("export const production = { grpc: %q, rest: %q };", in.Config.API.GRPC, in.Config.API.REST)
	production.write(in.Plugin)
}

// tsGroup is the class of a group.
func tsGroup(group string) string { return group + "Services" }

// alias imports the class of a service. Services of several packages have the same name, so each has that of its accessor here.
func (m *tsModule) alias(service *surface.Service) string {
	name := service.Type() + "Client"
	from := tsRelative(m.path, strings.TrimSuffix(service.Descriptor.ParentFile().Path(), ".proto")+"_client")
	for _, file := range []*tsFile{&m.js, &m.types} {
		if class := tsClass(service); class == name {
			file.use(from, name)
		} else {
			file.use(from, class+" as "+name)
		}
	}
	return name
}

// member adds a service to a class.
func (m *tsModule) member(service *surface.Service) {
	comment, _, _ := strings.Cut(Comment(service.Descriptor), "\n\n")
	m.types.doc("  ", firstSentence(comment), service.Deprecated)
	name := tsProperty(surface.Camel(service.Name))
	class := m.alias(service)
	m.types.line("  readonly %s: %s;", name, class)
	m.js.line("    this.%s = new %s(connection);", name, class)
}

func (m *tsModule) group(group string, services []*surface.Service) {
	m.types.doc("", fmt.Sprintf("The services of the group `%s`.", surface.Camel(group)), false)
	m.types.line("export declare class %s {", tsGroup(group))
	m.types.line("  constructor(connection: Connection);")
	m.js.line("export class %s {", tsGroup(group))
	m.js.line("  constructor(connection) {")
	for _, service := range services {
		m.member(service)
	}
	m.js.line("  }")
	m.js.line("}")
	m.js.line("")
	m.types.line("}")
	m.types.line("")
}

func (m *tsModule) client(groups []string, services []*surface.Service) {
	m.types.doc("", `A client of the Qdrant Cloud API. It connects with the first call, and its calls may run side by side.

    const client = new Client();
    for await (const cluster of client.clusters.all()) {
      console.log(cluster.id, cluster.name);
    }

Without options the key and the account are those of the variables QDRANT_CLOUD_API_KEY and QDRANT_CLOUD_ACCOUNT_ID.`, false)
	m.types.line("export declare class Client {")
	m.types.line("  #private;")
	m.types.line("  constructor(options?: ClientOptions | Connection);")
	m.js.line("export class Client {")
	m.js.line("  #connection;")
	m.js.line("")
	m.js.line("  constructor(options) {")
	m.js.line("    const connection = options instanceof Connection ? options : new Connection(options);")
	m.js.line("    this.#connection = connection;")
	for _, service := range services {
		m.member(service)
	}
	for _, group := range groups {
		name := tsProperty(surface.Camel(group))
		m.types.doc("  ", fmt.Sprintf("The services of the group `%s`.", surface.Camel(group)), false)
		m.types.line("  readonly %s: %s;", name, tsGroup(group))
		m.js.line("    this.%s = new %s(connection);", name, tsGroup(group))
	}
	m.js.line("  }")
	m.js.line("")
	m.js.line("  close() {")
	m.js.line("    this.#connection.close();")
	m.js.line("  }")
	m.js.line("}")
	m.types.doc("  ", "Ends all connections. Calls after that fail.", false)
	m.types.line("  close(): void;")
	m.types.line("}")
}

// firstSentence is what a list of services says of each.
func firstSentence(comment string) string {
	text := strings.Join(strings.Fields(comment), " ")
	if sentence, _, more := strings.Cut(text, ". "); more {
		return sentence + "."
	}
	return text
}
