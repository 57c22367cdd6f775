package validation

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"buf.build/go/protovalidate"
	"cel.dev/cel-go/cel"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// protoregistryTypes finds the extensions that declare predefined rules.
type protoregistryTypes = protoregistry.ExtensionTypeResolver

// side is one of the two versions: its validator, with everything that was compiled for it, and what was read of it.
type side struct {
	validator protovalidate.Validator
	prepare   func() (protovalidate.Validator, error) // prepare makes a validator without compiled rules.
	compiled  map[protoreflect.MessageDescriptor]bool // compiled are the messages whose rules the validator has.
	now       func() time.Time
	types     *predefined
	messages  map[protoreflect.MessageDescriptor]*messageRules
	minimal   map[protoreflect.MessageDescriptor][]byte // minimal has valid messages, encoded; nil where none was found.
	examples  map[exampleKey][]protoreflect.Value
	unusable  map[protoreflect.MessageDescriptor]map[protoreflect.FullName]string // unusable has the rules that do not compile.
	slow      map[protoreflect.MessageDescriptor]map[protoreflect.Descriptor]bool // slow has the rules that take too many steps to run them.
	slowBelow map[protoreflect.MessageDescriptor]bool
	// environments compile expressions, by the type of what they are about.
	environments map[string]*cel.Env
	expressions  *expressionTypes
	emptyTexts   map[string]bool // emptyTexts says which languages are proven to have no text.
	depth        int             // depth is how many messages are being built inside each other.
}

func newSide(now time.Time) (*side, error) {
	types := &predefined{types: &protoregistry.Types{}, seen: map[string]bool{}}
	clock := timestamppb.Now
	if !now.IsZero() {
		clock = func() *timestamppb.Timestamp { return timestamppb.New(now) }
	}
	prepare := func() (protovalidate.Validator, error) {
		validator, err := protovalidate.New(protovalidate.WithExtensionTypeResolver(types), protovalidate.WithNowFunc(clock))
		if err != nil {
			return nil, fmt.Errorf("prepare protovalidate: %w", err)
		}
		return validator, nil
	}
	validator, err := prepare()
	if err != nil {
		return nil, err
	}
	return &side{
		validator: validator, prepare: prepare, compiled: map[protoreflect.MessageDescriptor]bool{}, types: types, now: func() time.Time { return clock().AsTime() },
		messages:     map[protoreflect.MessageDescriptor]*messageRules{},
		minimal:      map[protoreflect.MessageDescriptor][]byte{},
		examples:     map[exampleKey][]protoreflect.Value{},
		slow:         map[protoreflect.MessageDescriptor]map[protoreflect.Descriptor]bool{},
		slowBelow:    map[protoreflect.MessageDescriptor]bool{},
		unusable:     map[protoreflect.MessageDescriptor]map[protoreflect.FullName]string{},
		environments: map[string]*cel.Env{}, emptyTexts: map[string]bool{},
	}, nil
}

// message has the rules of a message, read once.
func (s *side) message(descriptor protoreflect.MessageDescriptor) *messageRules {
	if known := s.messages[descriptor]; known != nil {
		return known
	}
	s.types.add(descriptor.ParentFile())
	read := readRules(descriptor, s.types)
	s.messages[descriptor] = read
	return read
}

// outcome is what protovalidate says about a message.
type outcome struct {
	accepted   bool
	broken     bool // broken says that rules don't compile, so that nothing can be said.
	violations []*protovalidate.Violation
	err        error
}

// mostCompiled is for how many messages a validator keeps what it compiled: it holds the descriptors of all files once for each of them.
const mostCompiled = 128

// renew replaces the validator if it has compiled the rules of many messages, so that memory does not grow with their number.
func (s *side) renew(message protoreflect.MessageDescriptor) {
	if s.compiled[message] {
		return
	}
	if len(s.compiled) >= mostCompiled {
		if validator, err := s.prepare(); err == nil {
			s.validator = validator
		}
		clear(s.compiled)
	}
	s.compiled[message] = true
}

// check validates a whole message, or with a filter that part of its rules. Rules that take too many steps are left out.
func (s *side) check(message protoreflect.Message, filter protovalidate.Filter) outcome {
	s.types.add(message.Descriptor().ParentFile())
	s.renew(message.Descriptor())
	if s.costlyBelow(message.Descriptor()) {
		asked := filter
		filter = protovalidate.FilterFunc(func(in protoreflect.Message, element protoreflect.Descriptor) bool {
			return !s.costly(in.Descriptor())[element] && (asked == nil || asked.ShouldValidate(in, element))
		})
	}
	var options []protovalidate.ValidationOption
	if filter != nil {
		options = append(options, protovalidate.WithFilter(filter))
	}
	err := s.validator.Validate(message.Interface(), options...)
	if err == nil {
		return outcome{accepted: true}
	}
	if violated, ok := errors.AsType[*protovalidate.ValidationError](err); ok {
		return outcome{violations: violated.Violations, err: err}
	}
	_, broken := errors.AsType[*protovalidate.CompilationError](err)
	return outcome{broken: broken, err: err}
}

// reason names the first rule that refused.
func (o outcome) reason() string {
	if len(o.violations) == 0 {
		if o.err == nil {
			return ""
		}
		line, _, _ := strings.Cut(o.err.Error(), "\n")
		return line
	}
	violation := o.violations[0].Proto
	if id := violation.GetRuleId(); id != "" {
		return id
	}
	return violation.GetMessage()
}

// predefined resolves the extensions of rule messages that the contract declares: protovalidate's own predefined rules
// are fields and need no help.
type predefined struct {
	types *protoregistry.Types
	seen  map[string]bool
}

// add makes the extensions of a file and its imports known.
func (p *predefined) add(file protoreflect.FileDescriptor) {
	if p.seen[file.Path()] {
		return
	}
	p.seen[file.Path()] = true
	p.addExtensions(file.Extensions())
	p.addNested(file.Messages())
	for i := range file.Imports().Len() {
		p.add(file.Imports().Get(i).FileDescriptor)
	}
}

func (p *predefined) addNested(messages protoreflect.MessageDescriptors) {
	for i := range messages.Len() {
		p.addExtensions(messages.Get(i).Extensions())
		p.addNested(messages.Get(i).Messages())
	}
}

func (p *predefined) addExtensions(extensions protoreflect.ExtensionDescriptors) {
	for i := range extensions.Len() {
		extension := extensions.Get(i)
		if strings.HasPrefix(string(extension.ContainingMessage().FullName()), "buf.validate.") {
			// A second extension with the same number would be an error of the contract; the first one counts.
			_ = p.types.RegisterExtension(dynamicpb.NewExtensionType(extension))
		}
	}
}

func (p *predefined) FindExtensionByName(name protoreflect.FullName) (protoreflect.ExtensionType, error) {
	return p.types.FindExtensionByName(name)
}

func (p *predefined) FindExtensionByNumber(message protoreflect.FullName, field protoreflect.FieldNumber) (protoreflect.ExtensionType, error) {
	return p.types.FindExtensionByNumber(message, field)
}

// carry writes a message and reads it with another type, as a client and a server of two versions do.
func carry(message protoreflect.Message, to protoreflect.MessageDescriptor) (protoreflect.Message, bool) {
	wire, err := proto.MarshalOptions{AllowPartial: true, Deterministic: true}.Marshal(message.Interface())
	if err != nil {
		return nil, false
	}
	received := dynamicpb.NewMessage(to)
	if err := (proto.UnmarshalOptions{AllowPartial: true}).Unmarshal(wire, received); err != nil {
		return nil, false
	}
	return received, true
}
