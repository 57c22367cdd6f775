package openapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/catalog"
)

// placed is an operation of the generator at the path that it gets.
type placed struct {
	method catalog.Method
	names  []string // names are those of the variables of the path.
	as     json.RawMessage
}

// placed returns the operations by their final paths and verbs: OpenAPI forbids two paths that differ only in the names of their
// parameters.
func (c *collected) placed(methods catalog.Catalogue) (map[string]map[string]placed, error) {
	names := parameterNames(methods)
	paths := map[string]map[string]placed{}
	done := 0
	for _, method := range methods.Methods {
		if method.Verb == "" {
			continue
		}
		verb := strings.ToLower(method.Verb)
		operation, ok := c.operations[method.Route][verb]
		if !ok {
			return nil, fmt.Errorf("%s: the generated documents lack its operation %s %s", method.FullName(), method.Verb, method.Route)
		}
		done++
		names := names[shape(method.Route)]
		path := rename(method.Route, names)
		if paths[path] == nil {
			paths[path] = map[string]placed{}
		}
		if _, twice := paths[path][verb]; twice {
			return nil, fmt.Errorf("%s: another method has %s %s too", method.FullName(), method.Verb, path)
		}
		paths[path][verb] = placed{method, names, operation}
	}
	made := 0
	for _, item := range c.operations {
		made += len(item)
	}
	if made != done {
		return nil, fmt.Errorf("the generated documents have %d operations, but the contract has %d methods with a route", made, done)
	}
	return paths, nil
}

// item returns the operations of a path, completed.
func item(methods map[string]placed, limits *limiter) (any, error) {
	item := object{}
	for _, verb := range slices.Sorted(maps.Keys(methods)) {
		one := methods[verb]
		operation, err := decode(one.as)
		if err == nil {
			err = finishOperation(operation, one.method, one.names, limits)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", one.method.FullName(), err)
		}
		item[verb] = operation
	}
	return item, nil
}

func finishOperation(operation object, method catalog.Method, names []string, limits *limiter) error {
	element, err := limits.image.Descriptors.FindDescriptorByName(protoreflect.FullName(method.FullName()))
	if err != nil {
		return err
	}
	descriptor, ok := element.(protoreflect.MethodDescriptor)
	if !ok {
		return errors.New("it is not a method of the contract")
	}
	operation["tags"] = list{method.Service}
	operation["operationId"] = strings.ReplaceAll(strings.TrimPrefix(method.FullName(), "qdrant.cloud."), ".", "_")
	operation["summary"] = method.Summary
	operation["description"] = catalog.Comment(element)
	if method.Deprecation != nil {
		operation["deprecated"] = true
	}
	operation["x-qdrant-method"] = method.FullName()
	authorize(operation, method)
	if err := finishParameters(operation, method, descriptor.Input(), names, limits); err != nil {
		return err
	}
	if method.Body == "*" {
		if schema := bodySchema(operation); schema != nil && schema["$ref"] == nil {
			return limits.message(schema, descriptor.Input())
		}
	}
	return nil
}

// authorize adds who may call, and the security of the operation if it differs from that of the document.
func authorize(operation object, method catalog.Method) {
	if !method.Authentication {
		operation["security"] = list{}
		return
	}
	var schemes list
	if slices.Contains(method.ActorTypes, "management_key") {
		schemes = append(schemes, object{apikeyScheme: list{}})
	}
	if slices.Contains(method.ActorTypes, "user") {
		schemes = append(schemes, object{bearerScheme: list{}})
	}
	if len(schemes) == 1 {
		operation["security"] = schemes
	}
	operation["x-qdrant-actor-types"] = texts(method.ActorTypes)
	needed := slices.DeleteFunc(slices.Clone(method.Permissions), func(permission string) bool { return permission == "" })
	if len(needed) > 0 {
		operation["x-qdrant-permissions"] = texts(needed)
	}
	if len(needed) > 1 {
		operation["x-qdrant-permissions-mode"] = string(method.PermissionsMode)
	}
}

// finishParameters adds the limits of the parameters, and renames those in the path to match it.
func finishParameters(operation object, method catalog.Method, request protoreflect.MessageDescriptor, names []string, limits *limiter) error {
	parameters, _ := operation["parameters"].(list)
	variables := variablesOf(method.Route)
	for _, one := range parameters {
		parameter, ok := one.(object)
		if !ok {
			return errors.New("a parameter is not an object")
		}
		name, _ := parameter["name"].(string)
		path, _, entry := strings.Cut(name, "[") // An entry of a map is labels[string].
		field := find(request, path)
		if field == nil {
			return fmt.Errorf("the parameter %s is not a field of %s", name, request.FullName())
		}
		required := false
		if schema, ok := parameter["schema"].(object); ok && !entry {
			var err error
			if required, err = limits.field(schema, field); err != nil {
				return err
			}
		}
		if i := slices.Index(variables, name); parameter["in"] == "path" && i >= 0 {
			if names[i] != name {
				parameter["name"], parameter["x-qdrant-field"] = names[i], name
			}
		} else if required && !strings.Contains(name, ".") {
			parameter["required"] = true
		}
		if deprecated(field) {
			parameter["deprecated"] = true
		}
	}
	return nil
}

// find returns the field at the end of a path of names or JSON names, or nil.
func find(message protoreflect.MessageDescriptor, path string) protoreflect.FieldDescriptor {
	var field protoreflect.FieldDescriptor
	for name := range strings.SplitSeq(path, ".") {
		if message == nil {
			return nil
		}
		if field = message.Fields().ByName(protoreflect.Name(name)); field == nil {
			field = message.Fields().ByJSONName(name)
		}
		if field == nil {
			return nil
		}
		message = field.Message()
	}
	return field
}

func bodySchema(operation object) object {
	body, _ := operation["requestBody"].(object)
	content, _ := body["content"].(object)
	media, _ := content["application/json"].(object)
	schema, _ := media["schema"].(object)
	return schema
}

var variable = regexp.MustCompile(`\{([^}]*)\}`)

// variablesOf returns the variables of a route, in order.
func variablesOf(route string) []string {
	var names []string
	for _, match := range variable.FindAllStringSubmatch(route, -1) {
		names = append(names, match[1])
	}
	return names
}

// shape returns a route without the names of its variables. OpenAPI treats routes of one shape as the same path.
func shape(route string) string { return variable.ReplaceAllString(route, "{}") }

// rename returns a route with other names of its variables.
func rename(route string, names []string) string {
	i := -1
	return variable.ReplaceAllStringFunc(route, func(string) string {
		i++
		return "{" + names[i] + "}"
	})
}

// parameterNames returns the names of the variables for each shape: the last parts of the variables of that route which reaches
// least deep into its request.
func parameterNames(methods catalog.Catalogue) map[string][]string {
	chosen := map[string]string{}
	for _, method := range methods.Methods {
		best, seen := chosen[shape(method.Route)]
		if !seen || strings.Count(method.Route, ".") < strings.Count(best, ".") {
			chosen[shape(method.Route)] = method.Route
		}
	}
	names := map[string][]string{}
	for shape, route := range chosen {
		var short, long []string
		for _, name := range variablesOf(route) {
			short = append(short, name[strings.LastIndex(name, ".")+1:])
			long = append(long, strings.ReplaceAll(name, ".", "_"))
		}
		names[shape] = short
		if distinct := slices.Compact(slices.Sorted(slices.Values(short))); len(distinct) < len(short) {
			names[shape] = long
		}
	}
	return names
}

func texts(values []string) list {
	all := list{}
	for _, value := range values {
		all = append(all, value)
	}
	return all
}
