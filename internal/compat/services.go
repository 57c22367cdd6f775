package compat

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/version"
)

// mostServices is how many services a change names. What every service uses would else be said by each of its changes.
const mostServices = 8

// services finds for each service the highest level of what its callers can see, and tells each change the services that
// lead to it.
func (j *judge) services() []ServiceChange {
	old, now := ownServices(j.Old), ownServices(j.New)
	names := slices.Sorted(maps.Keys(old))
	for name := range now {
		if old[name] == nil {
			names = append(names, name)
		}
	}
	slices.Sort(names)

	levels := map[schema.Element]version.Level{}
	for _, c := range j.found {
		for _, e := range []schema.Element{holder(c.change.Old), holder(c.change.New)} {
			if e != nil {
				levels[e] = max(levels[e], c.Level)
			}
		}
	}
	all := make([]ServiceChange, len(names))
	for i, name := range names {
		all[i] = ServiceChange{Name: name, Before: j.apiVersion(j.Old, serviceElement(old[name])), After: j.apiVersion(j.New, serviceElement(now[name]))}
	}
	if len(levels) == 0 {
		return all
	}
	before, after := newLeads(j.Old, names, levels), newLeads(j.New, names, levels)
	for i, name := range names {
		all[i].Level = max(before.level(j.Old, old[name]), after.level(j.New, now[name]))
	}
	for i := range j.found {
		c := &j.found[i]
		to := slices.Concat(before.services(holder(c.change.Old)), after.services(holder(c.change.New)))
		slices.Sort(to)
		c.Services = slices.Compact(to)
		c.Services = c.Services[:min(len(c.Services), mostServices)]
	}
	return all
}

func ownServices(s *schema.Schema) map[string]*schema.Service {
	all := map[string]*schema.Service{}
	for _, file := range s.Files {
		for _, service := range file.Services {
			if !file.Dependency {
				all[service.FullName()] = service
			}
		}
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

// Raised says whether the version of a service went up by what its changes ask for. A service without a version has nothing
// to raise.
func (s ServiceChange) Raised() bool { return s.Due() == "" }

// Due is the lowest version that the changes of a service ask for, empty where it has it: the first number goes up for a
// break, the second for an addition, the third for the rest. Below 1.0, where a version promises nothing yet, the second
// number is enough for a break.
func (s ServiceChange) Due() string {
	if s.Before == "" || s.After == "" || s.Level == version.None {
		return ""
	}
	before, after := numbers(s.Before), numbers(s.After)
	slot := map[version.Level]int{version.Major: 0, version.Minor: 1, version.Patch: 2}[s.Level]
	if before[0] == 0 {
		slot = max(slot, 1)
	}
	due := before
	due[slot]++
	clear(due[slot+1:])
	if slices.Compare(after[:], due[:]) >= 0 {
		return ""
	}
	return fmt.Sprintf("%d.%d.%d", due[0], due[1], due[2])
}

func numbers(of string) (parts [3]uint64) {
	for i, part := range strings.SplitN(of, ".", len(parts)) {
		parts[i], _ = strconv.ParseUint(part, 10, 64)
	}
	return parts
}
