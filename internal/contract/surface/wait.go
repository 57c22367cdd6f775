package surface

import (
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
)

// Wait is how to wait for a resource: call the method again and again until its phase is a final one.
type Wait struct {
	Resource protoreflect.MessageDescriptor // Resource is what the phase belongs to, as in Cluster.
	// In is the field of the response with the resource; the repeated one in a list, where the resource is found by its id.
	In      protoreflect.FieldDescriptor
	ID      protoreflect.FieldDescriptor   // ID is the field id of the resource; nil where the method reads a single one.
	Phase   []protoreflect.FieldDescriptor // Phase is the path of the phase in the resource.
	Success []protoreflect.EnumValueDescriptor
	Failure []protoreflect.EnumValueDescriptor
}

// waitsOf reads the table of sdk.yaml, by methods.
func waitsOf(files []protoreflect.FileDescriptor, cfg config.Client) (map[protoreflect.FullName]*Wait, error) {
	methods := methodsOf(files)
	waits := map[protoreflect.FullName]*Wait{}
	for i, entry := range cfg.Waits {
		wrong := func(key, format string, args ...any) error {
			return &config.Error{
				File: config.File, Line: entry.Line, Key: fmt.Sprintf("client.waits[%d].%s", i, key), What: fmt.Sprintf(format, args...),
			}
		}
		method := methods[protoreflect.FullName(entry.Method)]
		if method == nil {
			return nil, wrong("method", "there is no method %s", entry.Method)
		}
		wait, err := newWait(method, string(entry.Phase))
		if err != nil {
			return nil, wrong("phase", "%s: %v", method.Output().FullName(), err)
		}
		if err := fill(wait, entry); err != nil {
			return nil, wrong("phase", "%v", err)
		}
		waits[method.FullName()] = wait
	}
	return waits, nil
}

func methodsOf(files []protoreflect.FileDescriptor) map[protoreflect.FullName]protoreflect.MethodDescriptor {
	methods := map[protoreflect.FullName]protoreflect.MethodDescriptor{}
	for _, file := range files {
		for i := range file.Services().Len() {
			all := file.Services().Get(i).Methods()
			for j := range all.Len() {
				methods[all.Get(j).FullName()] = all.Get(j)
			}
		}
	}
	return methods
}

func newWait(method protoreflect.MethodDescriptor, path string) (*Wait, error) {
	name, below, _ := strings.Cut(path, ".")
	in := method.Output().Fields().ByName(protoreflect.Name(name))
	if in == nil || in.Message() == nil || in.IsMap() {
		return nil, fmt.Errorf("there is no message in a field %q", name)
	}
	wait := &Wait{Resource: in.Message(), In: in}
	if in.IsList() {
		if wait.ID = wait.Resource.Fields().ByName("id"); wait.ID == nil || wait.ID.Kind() != protoreflect.StringKind {
			return nil, fmt.Errorf("%s has no text field id, by which it could be found in the list", wait.Resource.FullName())
		}
	}
	var err error
	if wait.Phase, err = fieldsAt(wait.Resource, below); err != nil {
		return nil, err
	}
	if wait.enum() == nil {
		return nil, fmt.Errorf("%s is no enum", path)
	}
	return wait, nil
}

// enum is that of the phase.
func (w *Wait) enum() protoreflect.EnumDescriptor { return w.Phase[len(w.Phase)-1].Enum() }

// fill sorts the values of the phase into those of success and failure. Each stands in one list of the entry.
func fill(wait *Wait, entry config.Wait) error {
	enum := wait.enum()
	in := map[config.Text]string{}
	for _, list := range []struct {
		name   string
		values []config.Text
		into   *[]protoreflect.EnumValueDescriptor
	}{{"success", entry.Success, &wait.Success}, {"failure", entry.Failure, &wait.Failure}, {"pending", entry.Pending, nil}} {
		for _, name := range list.values {
			value := enum.Values().ByName(protoreflect.Name(name))
			if value == nil {
				return fmt.Errorf("%s in %s is no value of %s", name, list.name, enum.FullName())
			}
			if other, twice := in[name]; twice {
				return fmt.Errorf("%s is in %s and in %s", name, other, list.name)
			}
			in[name] = list.name
			if list.into != nil {
				*list.into = append(*list.into, value)
			}
		}
	}
	if len(wait.Success) == 0 {
		return fmt.Errorf("no value of %s is in success, so waiting would never end", enum.FullName())
	}
	for i := range enum.Values().Len() {
		value := enum.Values().Get(i)
		if in[config.Text(value.Name())] == "" && value.Number() != 0 {
			return fmt.Errorf("%s is in none of success, failure and pending: say what it means for who waits", value.Name())
		}
	}
	return nil
}

// Complete reports a phase or status that the configuration does not have, neither in waits nor in settled. They are looked for where
// the API keeps them: the phase or status of a resource that a method reads or lists, or the phase of its state or status. The error is
// a *[config.Error].
func Complete(files []protoreflect.FileDescriptor, cfg config.Client) error {
	waits, err := waitsOf(files, cfg)
	if err != nil {
		return err
	}
	known := map[protoreflect.FullName]bool{}
	for _, wait := range waits {
		known[wait.enum().FullName()] = true
	}
	for _, settled := range cfg.Settled {
		known[protoreflect.FullName(settled)] = true
	}
	methods := methodsOf(files)
	missing := map[protoreflect.FullName]string{}
	for _, method := range methods {
		verb, _ := splitVerb(string(method.Name()))
		if verb != "Get" && verb != "List" {
			continue
		}
		for i := range method.Output().Fields().Len() {
			field := method.Output().Fields().Get(i)
			if field.Message() == nil || field.IsMap() {
				continue
			}
			for _, enum := range lives(field.Message()) {
				if !known[enum.FullName()] {
					missing[enum.FullName()] = string(field.Message().FullName())
				}
			}
		}
	}
	if len(missing) == 0 {
		return nil
	}
	var names []string
	for enum, of := range missing {
		names = append(names, fmt.Sprintf("%s (of %s)", enum, of))
	}
	slices.Sort(names)
	return &config.Error{
		File: config.File, Key: "client",
		What: "waits says when waiting is over for each phase and status, and settled lists those that nobody waits for; neither has " + strings.Join(names, ", "),
	}
}

// lives are the enums by which a resource says where it is in its life.
func lives(resource protoreflect.MessageDescriptor) []protoreflect.EnumDescriptor {
	var found []protoreflect.EnumDescriptor
	for _, name := range []protoreflect.Name{"phase", "status", "state"} {
		field := resource.Fields().ByName(name)
		if field == nil || field.Cardinality() == protoreflect.Repeated {
			continue
		}
		if field.Enum() != nil {
			found = append(found, field.Enum())
		} else if field.Message() != nil {
			if inner := field.Message().Fields().ByName("phase"); inner != nil && inner.Enum() != nil {
				found = append(found, inner.Enum())
			}
		}
	}
	return found
}
