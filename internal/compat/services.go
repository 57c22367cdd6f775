package compat

import (
	"slices"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/version"
)

// services finds for each service the highest level of what its callers can see, and tells each change the services that
// lead to it.
func (j *judge) services() []ServiceChange {
	var names []string
	old, now := map[string]*schema.Service{}, map[string]*schema.Service{}
	collect := func(s *schema.Schema, into map[string]*schema.Service) {
		for _, file := range s.Files {
			for _, service := range file.Services {
				if file.Dependency {
					continue
				}
				if old[service.FullName()] == nil && now[service.FullName()] == nil {
					names = append(names, service.FullName())
				}
				into[service.FullName()] = service
			}
		}
	}
	collect(j.Old, old)
	collect(j.New, now)
	slices.Sort(names)

	at := map[schema.Element][]int{}
	for i, c := range j.found {
		for _, e := range []schema.Element{c.change.Old, c.change.New} {
			if e = holder(e); e != nil {
				at[e] = append(at[e], i)
			}
		}
	}
	all := []ServiceChange{}
	for _, name := range names {
		change := ServiceChange{Name: name, Before: j.apiVersion(j.Old, serviceElement(old[name])), After: j.apiVersion(j.New, serviceElement(now[name]))}
		places := map[int]bool{}
		seen := func(e schema.Element) {
			for _, i := range at[e] {
				places[i] = true
			}
		}
		if len(at) > 0 {
			visit(j.Old, old[name], seen)
			visit(j.New, now[name], seen)
		}
		for i := range places {
			change.Level = max(change.Level, j.found[i].Level)
			j.found[i].Services = append(j.found[i].Services, name)
		}
		all = append(all, change)
	}
	return all
}

func serviceElement(s *schema.Service) schema.Element {
	if s == nil {
		return nil
	}
	return s
}

// holder is the message, enum, service or file that an element is counted with.
func holder(e schema.Element) schema.Element {
	switch e := e.(type) {
	case nil:
		return nil
	case *schema.Field:
		if e.Parent != nil && e.Extendee == "" {
			return e.Parent
		}
	case *schema.Oneof:
		return e.Parent
	case *schema.EnumValue:
		return e.Parent
	case *schema.Method:
		return e.Parent
	}
	return e
}

// visit calls seen for a service, its file, and the types that it leads to.
func visit(s *schema.Schema, service *schema.Service, seen func(schema.Element)) {
	if service == nil {
		return
	}
	seen(service)
	done := map[*schema.Message]bool{}
	var open []*schema.Message
	for _, method := range service.Methods {
		open = append(open, s.Message(method.Request), s.Message(method.Response))
	}
	for len(open) > 0 {
		m := open[len(open)-1]
		open = open[:len(open)-1]
		if m == nil || done[m] {
			continue
		}
		done[m] = true
		seen(m)
		for _, f := range m.Fields {
			switch f.Type {
			case schema.MessageT, schema.Group:
				open = append(open, s.Message(f.TypeName))
			case schema.EnumT:
				if e := s.Enum(f.TypeName); e != nil {
					seen(e)
				}
			default:
			}
		}
	}
}

// apiVersion is the version that a service says it has, like 1.4.0, or empty.
func (j *judge) apiVersion(s *schema.Schema, e schema.Element) string {
	extension := s.Extension(j.policy.APIVersion)
	if e == nil || extension == nil || !e.Opts().Has(extension.Number) {
		return ""
	}
	numbers := schema.Options(e.Opts().Message(extension.Number))
	parts := make([]string, 3)
	for i, name := range []string{"major", "minor", "patch"} {
		parts[i] = "0"
		declared := s.Message(extension.TypeName)
		if declared == nil || declared.FieldNamed(name) == nil {
			continue
		}
		if values := numbers.Numbers(declared.FieldNamed(name).Number); len(values) > 0 {
			parts[i] = strconv.FormatUint(values[len(values)-1], 10)
		}
	}
	return strings.Join(parts, ".")
}

// Raised says whether the version of a service went up by what its changes ask for: the first number for a break, the second
// for an addition, the third for the rest. A service without a version has nothing to raise.
func (s ServiceChange) Raised() bool {
	if s.Before == "" || s.After == "" || s.Level == version.None {
		return true
	}
	before, after := strings.Split(s.Before, "."), strings.Split(s.After, ".")
	slot := map[version.Level]int{version.Major: 0, version.Minor: 1, version.Patch: 2}[s.Level]
	for i := range min(slot+1, len(before), len(after)) {
		a, _ := strconv.Atoi(before[i])
		b, _ := strconv.Atoi(after[i])
		if a != b {
			return b > a
		}
	}
	return false
}
