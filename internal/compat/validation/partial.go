package validation

import (
	pvcel "buf.build/go/protovalidate/cel"
	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// holdsWithout reports whether an expression over a message holds whatever the known fields have, as long as the others are
// unset: a rule about new fields does, for instance, if it is met as long as they are not used.
func holdsWithout(expression string, message protoreflect.MessageDescriptor, known func(protoreflect.FieldDescriptor) bool) bool {
	env, err := cel.NewEnv(
		cel.Lib(pvcel.NewLibrary()),
		cel.Types(dynamicpb.NewMessage(message)),
		cel.Variable("this", cel.ObjectType(string(message.FullName()))),
	)
	if err != nil {
		return false
	}
	compiled, issues := env.Compile(expression)
	if issues.Err() != nil {
		return false
	}
	program, err := env.Program(compiled, cel.EvalOptions(cel.OptPartialEval), cel.CostLimit(1_000_000))
	if err != nil {
		return false
	}
	unknown := []*cel.AttributePatternType{cel.AttributePattern("now")}
	for i := range message.Fields().Len() {
		if field := message.Fields().Get(i); known(field) {
			unknown = append(unknown, cel.AttributePattern("this").QualString(string(field.Name())))
		}
	}
	activation, err := cel.PartialVars(map[string]any{"this": dynamicpb.NewMessage(message)}, unknown...)
	if err != nil {
		return false
	}
	result, _, err := program.Eval(activation)
	return err == nil && (result == types.True || result == types.String(""))
}
