package conformance

import (
	"fmt"
	"maps"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/surface"
)

// directory has the methods of the client by their full names.
type directory map[string]entry

// entry is a method and the service that it belongs to.
type entry struct {
	service *surface.Service
	method  *surface.Method
}

// newDirectory derives the client of a contract.
func newDirectory(files *protoregistry.Files, cfg *config.Config) (directory, error) {
	var own []protoreflect.FileDescriptor
	files.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if strings.HasPrefix(string(file.Package()), contractPrefix) {
			own = append(own, file)
		}
		return true
	})
	client, err := surface.New(own, options.New(files), cfg.Client)
	if err != nil {
		return nil, err
	}
	all := directory{}
	for _, service := range client.Services {
		for _, method := range service.Methods {
			all[method.FullName()] = entry{service, method}
		}
	}
	return all, nil
}

// task makes of a case what a runner gets.
func (d directory) task(c *Case, endpoint string) (*Task, error) {
	task := &Task{Name: c.Name, Endpoint: endpoint, Env: maps.Clone(c.Env), Client: c.Client}
	if task.Env == nil {
		task.Env = map[string]string{}
	}
	for name, value := range task.Env {
		task.Env[name] = strings.ReplaceAll(value, "{endpoint}", endpoint)
	}
	variables := Variables()
	if client := &task.Client; client.APIKey == "" && client.Token == "" && client.Tokens == nil && !c.Anonymous {
		client.APIKey = variables["key"]
	}
	if task.Client.AccountID == "" && !c.NoAccount {
		task.Client.AccountID = variables["account"]
	}
	for i := range c.Steps {
		step, err := d.step(&c.Steps[i])
		if err != nil {
			return nil, fmt.Errorf("%s: steps[%d]: %w", c.Name, i, err)
		}
		task.Steps = append(task.Steps, step)
	}
	return task, nil
}

func (d directory) step(of *CaseStep) (Step, error) {
	verb, about := of.verb()
	step := Step{
		Verb: verb, Request: of.Request.JSON, TimeoutMS: of.TimeoutMS, Retries: of.Retries, CancelMS: of.CancelMS,
		PageSize: of.PageSize, Take: of.Take, CancelAfter: of.CancelAfter, IntervalMS: of.IntervalMS, Until: of.Until, ID: of.ID,
		Before: of.Before.JSON, After: of.After.JSON,
	}
	if verb == "changes" {
		step.Type = contractPrefix + about
		return step, nil
	}
	found, ok := d[fullMethod(about)]
	if !ok {
		return step, fmt.Errorf("the client has no method %s", fullMethod(about))
	}
	names := found.method.NamedCall
	name := map[string]string{"call": names.Call, "all": names.Iterator, "wait": names.Wait, "gone": names.Gone}[verb]
	if name == "" {
		return step, fmt.Errorf("the client has nothing of the verb %s for %s", verb, fullMethod(about))
	}
	if verb == "gone" {
		step.Verb = "wait"
	}
	if found.service.Group != "" {
		step.Accessor = append(step.Accessor, surface.Snake(found.service.Group))
	}
	step.RPC, step.Method = fullMethod(about), surface.Snake(name)
	step.Accessor = append(step.Accessor, surface.Snake(found.service.Name))
	return step, nil
}
