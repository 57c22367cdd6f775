package conformance

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/surface"
)

// The tables of docs/clients.md are those of the client.
func TestPage(t *testing.T) {
	files, cfg, _ := needs(t)
	names, err := newDirectory(files, cfg)
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(root, "docs", "clients.md"))
	if err != nil {
		t.Fatal(err)
	}
	for what, table := range map[string]string{"services": names.services(), "waits": names.waits()} {
		if !strings.Contains(string(content), table) {
			t.Errorf("the table of %s in docs/clients.md is another one; it has to be\n\n%s", what, table)
		}
	}
}

// all are the methods by their full names.
func (d directory) all() []entry {
	var all []entry
	for _, found := range d {
		all = append(all, found)
	}
	slices.SortFunc(all, func(a, b entry) int { return strings.Compare(a.method.FullName(), b.method.FullName()) })
	return all
}

// services is the table of accessors.
func (d directory) services() string {
	table := "| service | Python | TypeScript | Go |\n|---|---|---|---|\n"
	seen := map[*surface.Service]bool{}
	for _, found := range d.all() {
		service := found.service
		if seen[service] {
			continue
		}
		seen[service] = true
		in := func(write func(string) string, end string) string {
			if service.Group == "" {
				return write(service.Name) + end
			}
			return write(service.Group) + end + "." + write(service.Name) + end
		}
		name := "`" + strings.TrimPrefix(string(service.Descriptor.FullName()), contractPrefix) + "`"
		if service.Deprecated {
			name += " (deprecated)"
		}
		table += fmt.Sprintf("| %s | `client.%s` | `client.%s` | `client.%s` |\n",
			name, in(surface.Snake, ""), in(surface.Camel, ""), in(same, "()"))
	}
	return table
}

func same(name string) string { return name }

// waits is the table of what can be waited for.
func (d directory) waits() string {
	table := "| wait | ends with success | fails |\n|---|---|---|\n"
	for _, found := range d.all() {
		wait := found.method.Wait
		if wait == nil {
			continue
		}
		values := func(all []protoreflect.EnumValueDescriptor) string {
			var names []string
			for _, value := range all {
				names = append(names, "`"+shortValue(value)+"`")
			}
			return strings.Join(names, ", ")
		}
		accessor := surface.Snake(found.service.Name)
		if found.service.Group != "" {
			accessor = surface.Snake(found.service.Group) + "." + accessor
		}
		table += fmt.Sprintf("| `%s.%s` | %s | %s |\n",
			accessor, surface.Snake(found.method.NamedCall.Wait), values(wait.Success), values(wait.Failure))
	}
	return table
}

// shortValue is the name of an enum value without what all of them begin with.
func shortValue(value protoreflect.EnumValueDescriptor) string {
	all := value.Parent().(protoreflect.EnumDescriptor).Values()
	prefix := string(all.Get(0).Name())
	for i := range all.Len() {
		for !strings.HasPrefix(string(all.Get(i).Name()), prefix) {
			prefix = prefix[:len(prefix)-1]
		}
	}
	return strings.TrimPrefix(string(value.Name()), prefix[:strings.LastIndex(prefix, "_")+1])
}
