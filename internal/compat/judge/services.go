package judge

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// mostServices limits how many services a change names, because every service may use an element.
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

	types := changed{levels: map[schema.Element]version.Level{}}
	for _, c := range j.found {
		if c.noticed() {
			types.add(holder(c.old()), c.Counted())
			types.add(holder(c.now()), c.Counted())
		}
	}
	all := make([]ServiceChange, len(names))
	for i, name := range names {
		all[i] = ServiceChange{Name: name, Before: j.apiVersion(j.Old, serviceElement(old[name])), After: j.apiVersion(j.New, serviceElement(now[name]))}
	}
	if len(j.found) == 0 {
		return all
	}
	before, after := newLeads(j.before, names, types), newLeads(j.after, names, types)
	for i, name := range names {
		was, wasBy := before.level(j.before, old[name])
		is, isBy := after.level(j.after, now[name])
		all[i].Level, all[i].worst = is, isBy
		if was > is {
			all[i].Level, all[i].worst = was, wasBy
		}
	}
	type pair [2]schema.Element
	known := map[pair][]string{} // known has the services of each pair of holders, which changes share.
	for i := range j.found {
		c := &j.found[i]
		of := pair{holder(c.old()), holder(c.now())}
		to, have := known[of]
		if !have {
			to = slices.Concat(before.services(of[0]), after.services(of[1]))
			slices.Sort(to)
			to = slices.Compact(to)
			to = slices.Clip(to[:min(len(to), mostServices)])
			known[of] = to
		}
		c.Services = to
	}
	return all
}

// noticed reports whether callers of a service can notice the change: not its documentation, nor its place
// in a file, unless that breaks a program.
func (c Change) noticed() bool {
	switch c.Kind.Part() {
	case diff.Comment, diff.Order, diff.Moved:
		return c.Breaks.Any()
	}
	return true
}

// Worst returns a change that gives a service its level, if there is one.
func (r *Report) Worst(s ServiceChange) (Change, bool) {
	for _, c := range r.Changes {
		if s.worst != nil && c.noticed() && c.Counted() == s.Level && (holder(c.now()) == s.worst || holder(c.old()) == s.worst) {
			return c, true
		}
	}
	return Change{}, false
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

// holder returns the message, enum, service or file that an element is counted with.
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

// apiVersion returns the version that a service declares, like 1.4.0, or nothing.
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

// Raised reports whether the version of a service was raised as its changes require. A service without a version has nothing
// to raise.
func (s ServiceChange) Raised() bool { return s.Due() == "" }

// Due returns the lowest version that the changes of a service require, or nothing if it has it: a break raises the first number,
// an addition the second, anything else the third. Below 1.0, where a version promises nothing yet, the second
// number is enough for a break.
func (s ServiceChange) Due() string {
	if s.Before == "" || s.After == "" || s.Level == version.None {
		return ""
	}
	before, after := versionNumbers(s.Before), versionNumbers(s.After)
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

// WentDown reports whether the version of a service is lower than before.
func (s ServiceChange) WentDown() bool {
	before, after := versionNumbers(s.Before), versionNumbers(s.After)
	return s.Before != "" && s.After != "" && slices.Compare(after[:], before[:]) < 0
}

func versionNumbers(of string) (parts [3]uint64) {
	for i, part := range strings.SplitN(of, ".", len(parts)) {
		parts[i], _ = strconv.ParseUint(part, 10, 64)
	}
	return parts
}
