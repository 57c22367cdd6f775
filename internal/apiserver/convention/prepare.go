package convention

import (
	"cmp"
	"context"
	"fmt"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// Prepare completes the request of an update by field mask before it is validated, as the gateway does: it reads the entity with
// the get method of the option patch_source, if there is one, and puts in the fields of the mask as the caller sent them. A field
// of the mask that the caller did not set is cleared. A request without a mask has the whole entity and stays as it is.
func (c *Conventions) Prepare(ctx context.Context, call *rpc.Call, handlers map[string]rpc.Handler) error {
	mask := call.Request.Descriptor().Fields().ByName(updateMask)
	resource := c.updated(call.Method)
	if resource == "" || !isA(mask, fieldMask) {
		return nil
	}
	paths := maskPaths(call.Request.Get(mask).Message())
	if len(paths) == 0 {
		return nil
	}
	sent := message.Sub(call.Request, resource)
	if sent == nil {
		return nil // The rules of the request say that it is missing.
	}
	for i, path := range paths {
		if path == "*" {
			return nil
		}
		if !maskable(sent.Descriptor(), path) {
			return rpc.Invalid(rpc.Violation{
				Field: fmt.Sprintf("%s.paths[%d]", updateMask, i), Reason: "update_mask",
				Text: fmt.Sprintf("%s has no field %q that can be updated", sent.Descriptor().FullName(), path),
			})
		}
	}
	current, err := c.current(ctx, call, sent, handlers)
	if err != nil {
		return err
	}
	for _, path := range paths {
		if err := copyField(sent, current, path); err != nil {
			return err
		}
	}
	holder, field, err := message.Mutable(call.Request, resource)
	if err != nil {
		return err
	}
	holder.Set(field, protoreflect.ValueOfMessage(current))
	return nil
}

// updated returns the field of a request with the entity to update, empty for a method that is no update by field mask.
func (c *Conventions) updated(method *rpc.Method) string {
	if patch := method.Options.Patch; patch != nil {
		return patch.RequestResourceField
	}
	if operation := c.operations[method.Name]; operation != nil && operation.mask != nil {
		return string(operation.entity.Name())
	}
	return ""
}

// current reads the entity that an update is about: as patch_source says, or without that option the one with the id that was
// sent.
func (c *Conventions) current(
	ctx context.Context, call *rpc.Call, sent protoreflect.Message, handlers map[string]rpc.Handler,
) (protoreflect.Message, error) {
	patch := call.Method.Options.Patch
	if patch == nil {
		return c.operations[call.Method.Name].resource.Get(call.Tx, call.Account, message.Text(sent, string(idField)))
	}
	method, ok := c.api.Method(patch.GetMethod)
	handler := handlers[patch.GetMethod]
	if !ok || handler == nil {
		return nil, fmt.Errorf("%s reads the entity with %s, which has no behaviour", call.Method.Name, patch.GetMethod)
	}
	request := method.NewRequest()
	for to, from := range patch.FieldMapping {
		holder, field, err := message.Mutable(request, to)
		if err != nil {
			return nil, err
		}
		source, value, ok := message.Find(call.Request, from)
		if ok && source.Has(value) {
			holder.Set(field, source.Get(value))
		}
	}
	if err := c.api.Validate(request, call.Now); err != nil {
		return nil, renamed(err, patch.FieldMapping)
	}
	reading := *call
	reading.Method, reading.Request = method, request
	data, err := handler(ctx, &reading)
	if err != nil {
		return nil, err
	}
	response := method.NewResponse()
	if err := proto.Unmarshal(data, response); err != nil {
		return nil, err
	}
	found := message.Sub(response, patch.ResponseResourceField)
	if found == nil {
		return nil, fmt.Errorf("%s returned no %s", patch.GetMethod, patch.ResponseResourceField)
	}
	return found, nil
}

// renamed makes an error about the fields of a request one about the fields of another request, from which they come.
func renamed(err error, from map[string]string) error {
	for _, detail := range status.Convert(err).Details() {
		bad, ok := detail.(*errdetails.BadRequest)
		if !ok {
			continue
		}
		var violations []rpc.Violation
		for _, v := range bad.GetFieldViolations() {
			violations = append(violations, rpc.Violation{
				Field: cmp.Or(from[v.GetField()], v.GetField()), Reason: v.GetReason(), Text: v.GetDescription(),
			})
		}
		return rpc.Invalid(violations...)
	}
	return err
}
