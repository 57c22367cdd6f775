package validation

import (
	"fmt"

	pvcel "buf.build/go/protovalidate/cel"
	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// expressionTypes are the types that the expressions of a side know. All its environments share them: a copy for each would have the
// files of the whole program again, a megabyte for each message with an expression.
type expressionTypes struct {
	*types.Registry

	base  *cel.Env
	known map[protoreflect.FileDescriptor]bool
}

func newExpressionTypes() (*expressionTypes, error) {
	registry, err := types.NewRegistry()
	if err != nil {
		return nil, fmt.Errorf("prepare CEL: %w", err)
	}
	t := &expressionTypes{Registry: registry, known: map[protoreflect.FileDescriptor]bool{}}
	t.base, err = cel.NewEnv(cel.CustomTypeProvider(t), cel.CustomTypeAdapter(t), cel.Lib(pvcel.NewLibrary()))
	if err != nil {
		return nil, fmt.Errorf("prepare CEL: %w", err)
	}
	return t, nil
}

// add makes the types of a file and of its imports known.
func (t *expressionTypes) add(file protoreflect.FileDescriptor) error {
	if t.known[file] {
		return nil
	}
	t.known[file] = true
	for i := range file.Imports().Len() {
		if err := t.add(file.Imports().Get(i).FileDescriptor); err != nil {
			return err
		}
	}
	if err := t.RegisterDescriptor(file); err != nil {
		return fmt.Errorf("prepare CEL: %w", err)
	}
	return nil
}

// environment is made once for each type.
func (s *side) environment(this *place) (*cel.Env, error) {
	variable, message := celType(this)
	key := variable.String()
	if known := s.environments[key]; known != nil {
		return known, nil
	}
	if s.expressions == nil {
		made, err := newExpressionTypes()
		if err != nil {
			return nil, err
		}
		s.expressions = made
	}
	if message != nil {
		if err := s.expressions.add(message.ParentFile()); err != nil {
			return nil, err
		}
	}
	env, err := s.expressions.base.Extend(cel.Variable("this", variable))
	if err != nil {
		return nil, fmt.Errorf("prepare CEL: %w", err)
	}
	s.environments[key] = env
	return env, nil
}
