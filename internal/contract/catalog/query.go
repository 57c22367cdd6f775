package catalog

import (
	"fmt"
	"slices"
	"strings"
)

// Query selects the methods that meet every condition that is set. Case does not matter.
type Query struct {
	Match      string // Match is a part of the service, the method, the route or a permission.
	Service    string // Service is a part of the service's full name.
	Method     string // Method is a part of the method's name.
	Permission string // Permission is a part of one of the permissions, such as "delete:" or "read:backups".
	Verb       string // Verb is the whole verb, such as "DELETE".
	Actor      string // Actor is one of [Actors] that may call the method.
}

// String returns the query as flags of the command line.
func (q Query) String() string {
	var flags []string
	for _, flag := range [][2]string{
		{"match", q.Match}, {"service", q.Service}, {"method", q.Method}, {"permission", q.Permission}, {"verb", q.Verb}, {"actor", q.Actor},
	} {
		if flag[1] != "" {
			flags = append(flags, fmt.Sprintf("-%s=%s", flag[0], flag[1]))
		}
	}
	return strings.Join(flags, " ")
}

// verbs are those of google.api.http.
var verbs = []string{"GET", "PUT", "POST", "DELETE", "PATCH"}

// Check returns an error for a query that can never find anything.
func (q Query) Check() error {
	if q.Verb != "" && !slices.Contains(verbs, strings.ToUpper(q.Verb)) {
		return fmt.Errorf("-verb=%s: no such verb; use one of %s", q.Verb, strings.Join(verbs, ", "))
	}
	if q.Actor != "" && !slices.Contains(Actors, strings.ToLower(q.Actor)) {
		return fmt.Errorf("-actor=%s: no such kind of caller; use one of %s", q.Actor, strings.Join(Actors, ", "))
	}
	return nil
}

// Filter returns the methods that a query selects, and their services.
func (c Catalogue) Filter(query Query) Catalogue {
	left := Catalogue{SchemaVersion: c.SchemaVersion, Services: []Service{}, Methods: []Method{}}
	for _, method := range c.Methods {
		if query.chooses(method) {
			left.Methods = append(left.Methods, method)
		}
	}
	for _, service := range c.Services {
		if slices.ContainsFunc(left.Methods, func(m Method) bool { return m.Service == service.Name }) {
			left.Services = append(left.Services, service)
		}
	}
	return left
}

func (q Query) chooses(m Method) bool {
	return (q.Match == "" || slices.ContainsFunc(append([]string{m.FullName(), m.Route}, m.Permissions...), part(q.Match))) &&
		part(q.Service)(m.Service) && part(q.Method)(m.Name) &&
		(q.Permission == "" || slices.ContainsFunc(m.Permissions, part(q.Permission))) &&
		(q.Verb == "" || strings.EqualFold(q.Verb, m.Verb)) &&
		(q.Actor == "" || !m.Authentication || slices.Contains(m.ActorTypes, strings.ToLower(q.Actor)))
}

func part(wanted string) func(string) bool {
	wanted = strings.ToLower(wanted)
	return func(text string) bool { return strings.Contains(strings.ToLower(text), wanted) }
}
