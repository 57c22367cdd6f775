package lint

import (
	"regexp"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

var routeRules = []Rule{
	{"QDRANT_HTTP_ROUTE", "Every method has a google.api.http route whose HTTP method and body match its name.", checkRoute},
	{"QDRANT_HTTP_PREFIX", "The path of a route begins with /api, then the domain and version of its package.", checkPrefix},
	{"QDRANT_HTTP_VARIABLES", "Every path variable is a single scalar field of the request.", checkVariables},
}

// httpMethods lists the HTTP methods that are allowed for the first word of a method name, the recommended one first.
var httpMethods = map[string][]string{
	"List":   {"get", "post"}, // A post takes queries that do not fit into a URL.
	"Get":    {"get", "post"},
	"Create": {"post"},
	"Update": {"put", "patch"},
	"Delete": {"delete"},
}

func checkRoute(c *contract, found findings) {
	for _, m := range c.methods {
		if m.Route == nil {
			found(at(m), "%s has no HTTP route: add the option google.api.http.", m.Name())
			continue
		}
		verb := strings.ToLower(m.Route.Verb)
		place := c.atOption(m, options.HTTP, 0)
		allowed := httpMethods[m.verb]
		body := m.Route.Body != ""
		switch {
		case len(allowed) > 0 && !slices.Contains(allowed, verb):
			found(place, "%s is a %s, but its name begins with %s: make it a %s.", m.Name(), verb, m.verb, allowed[0])
		case (verb == "get" || verb == "delete") && body:
			found(place, "%s is a %s with a body, which clients and proxies drop: remove the body.", m.Name(), verb)
		case verb == "post" && !body && (m.verb == "List" || m.verb == "Get"):
			found(place, "%s is a post without a body: make it a get, or give it a body.", m.Name())
		case (verb == "put" || verb == "patch" || m.verb == "Create") && !body:
			found(place, "%s has no body, so its whole request goes into the URL: add body: \"*\".", m.Name())
		}
	}
}

func checkPrefix(c *contract, found findings) {
	for _, m := range c.methods {
		if m.Route == nil {
			continue
		}
		prefix := prefix(m.ParentFile().Package())
		if !strings.HasPrefix(m.Route.Path, prefix) {
			found(c.atOption(m, options.HTTP, 0), "The path of %s does not match its package: begin it with %s.", m.Name(), prefix)
		}
	}
}

// shortDomains lists the domains that are shorter in paths than in packages.
var shortDomains = []struct{ domain, path string }{
	{"serverless/space/", "serverless/"}, // Spaces are the main resource of serverless; paths mention them only to name one.
}

// prefix returns the prefix of the paths of a package: /api/cluster/auth/v2/ for qdrant.cloud.cluster.auth.v2.
func prefix(of protoreflect.FullName) string {
	domain := strings.ReplaceAll(strings.TrimPrefix(string(of), "qdrant.cloud."), ".", "/") + "/"
	for _, short := range shortDomains {
		if rest, ok := strings.CutPrefix(domain, short.domain); ok {
			domain = short.path + rest
		}
	}
	return "/api/" + domain
}

var variablePattern = regexp.MustCompile(`\{([^}=]*)(=[^}]*)?\}`)

func checkVariables(c *contract, found findings) {
	for _, m := range c.methods {
		if m.Route == nil {
			continue
		}
		for _, match := range variablePattern.FindAllStringSubmatch(m.Route.Path, -1) {
			switch variable := field(m.Input(), match[1]); {
			case variable == nil:
				found(c.atOption(m, options.HTTP, 0), "The path of %s has the variable {%s}, which is not a field of %s: use one of its fields.",
					m.Name(), match[1], m.Input().Name())
			case variable.Message() != nil || variable.Cardinality() == protoreflect.Repeated:
				found(c.atOption(m, options.HTTP, 0), "The variable {%s} in the path of %s is not a single value: use a scalar field.",
					match[1], m.Name())
			}
		}
	}
}
