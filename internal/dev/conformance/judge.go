package conformance

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// judge says what is wrong with a report, or nothing. An error is about the form of the report.
func (s *Session) judge(of *running, report []byte) (wrong string, err error) {
	var done Done
	if err := strictly(report, &done); err != nil {
		return "", err
	}
	for _, secret := range secrets(of.task) {
		if bytes.Contains(report, []byte(secret)) {
			return fmt.Sprintf("the report has the secret %q in it", secret), nil
		}
	}
	steps := of.of.Steps
	if len(done.Outcomes) == 1 && done.Outcomes[0].Error != nil && len(steps) > 1 {
		done.Outcomes = slices.Repeat(done.Outcomes, len(steps)) // There is no client, so this is what comes of every step.
	}
	if len(done.Outcomes) != len(steps) {
		return fmt.Sprintf("there are %d outcomes of %d steps", len(done.Outcomes), len(steps)), nil
	}
	for i, outcome := range done.Outcomes {
		wrong, err := s.judgeStep(&steps[i], &of.task.Steps[i], &outcome)
		if wrong != "" || err != nil {
			return fmt.Sprintf("steps[%d]: %s", i, wrong), err
		}
	}
	return s.judgeServer(of)
}

// secrets are what a report must not have.
func secrets(task *Task) []string {
	all := append([]string{task.Client.APIKey, task.Client.Token, task.Env["QDRANT_CLOUD_API_KEY"]}, task.Client.Tokens...)
	return slices.DeleteFunc(all, func(secret string) bool { return secret == "" })
}

func (s *Session) judgeStep(of *CaseStep, step *Step, outcome *Outcome) (wrong string, err error) {
	want, err := decoded(of.Want.JSON)
	if err != nil {
		return "", err
	}
	got, err := decoded(outcome)
	if err != nil {
		return "", err
	}
	wanted, _ := want.(map[string]any)
	if failure := outcome.Error; failure != nil {
		if _, mayFail := wanted["error"]; !mayFail && len(wanted) > 0 {
			return fmt.Sprintf("it failed with %s", show(failure)), nil
		}
		if len(outcome.Texts) == 0 {
			return "the outcome has an error and no texts of it", nil
		}
	}
	if wanted != nil {
		if wrong := match(wanted, got, "it"); wrong != "" {
			return wrong, nil
		}
	}
	if of.Took != nil && (outcome.TookMS < of.Took[0] || outcome.TookMS > of.Took[1]) {
		return fmt.Sprintf("it took %.0f ms, want %.0f to %.0f", outcome.TookMS, of.Took[0], of.Took[1]), nil
	}
	if outcome.Request == nil || step.RPC == "" {
		return "", nil
	}
	return s.unchanged(step, outcome.Request)
}

// unchanged says whether the request is what it was before the step.
func (s *Session) unchanged(step *Step, after JSON) (wrong string, err error) {
	found, err := s.files.FindDescriptorByName(protoreflect.FullName(strings.ReplaceAll(step.RPC[1:], "/", ".")))
	if err != nil {
		return "", err
	}
	input := found.(protoreflect.MethodDescriptor).Input() //nolint:forcetypeassert // The directory has methods alone.
	sent, is := dynamicpb.NewMessage(input), dynamicpb.NewMessage(input)
	before := step.Request
	if before == nil {
		before = JSON("{}")
	}
	if err := protojson.Unmarshal(before, sent); err != nil {
		return "", err
	}
	if err := protojson.Unmarshal(after, is); err != nil {
		return "", err
	}
	if !proto.Equal(sent, is) {
		return fmt.Sprintf("the client changed the request of the user: it is %s now", after), nil
	}
	return "", nil
}

// judgeServer says what is wrong with what reached the network and the server.
func (s *Session) judgeServer(of *running) (wrong string, err error) {
	requests := of.network.seenSoFar()
	if of.of.Requests != nil && len(requests) != *of.of.Requests {
		return fmt.Sprintf("%d requests were sent, want %d", len(requests), *of.of.Requests), nil
	}
	if of.of.Headers.JSON != nil {
		if len(requests) == 0 {
			return "no request was sent", nil
		}
		for i, request := range requests {
			wrong, err := compare(of.of.Headers.JSON, request.Headers, fmt.Sprintf("the headers of request %d", i+1))
			if wrong != "" || err != nil {
				return wrong, err
			}
		}
	}
	if of.of.Calls != nil {
		calls := recorded(of.server)
		if len(calls) != len(of.of.Calls) {
			return fmt.Sprintf("the server answered %d calls, want %d: %s", len(calls), len(of.of.Calls), show(calls)), nil
		}
		for i, want := range of.of.Calls {
			if wrong, err := compare(want.JSON, calls[i], fmt.Sprintf("call %d", i+1)); wrong != "" || err != nil {
				return wrong, err
			}
		}
	}
	if s.transport == "rest" && of.of.REST != nil {
		return judgeTargets(of.of.REST, requests)
	}
	return "", nil
}

func judgeTargets(want []Target, requests []seen) (wrong string, err error) {
	if len(requests) != len(want) {
		return fmt.Sprintf("%d requests were sent, want %d", len(requests), len(want)), nil
	}
	for i, target := range want {
		wanted := map[string]any{"verb": target.Verb, "path": target.Path}
		maps.DeleteFunc(wanted, func(_ string, value any) bool { return value == "" })
		for name, value := range map[string]Value{"query": target.Query, "body": target.Body} {
			if value.JSON != nil {
				wanted[name] = value.JSON
			}
		}
		if wrong, err := compare(wanted, requests[i], fmt.Sprintf("request %d", i+1)); wrong != "" || err != nil {
			return wrong, err
		}
	}
	return "", nil
}

// compare matches two values that JSON can say.
func compare(want, got any, at string) (wrong string, err error) {
	wanted, err := decoded(want)
	if err != nil {
		return "", err
	}
	is, err := decoded(got)
	if err != nil {
		return "", err
	}
	return match(wanted, is, at), nil
}
