package rpc

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// validator judges messages by the rules of protovalidate in the contract. It is made when it is first needed, and compiles the
// rules of a message when it first sees one: all of them together would take longer than everything else at the start.
type validator struct {
	once sync.Once
	made protovalidate.Validator
	err  error
}

// Validate checks a message by the rules of the contract, at a time. A message that breaks some is refused with all of them.
func (a *API) Validate(message proto.Message, now time.Time) error {
	v := &a.validator
	v.once.Do(func() { v.made, v.err = protovalidate.New(protovalidate.WithExtensionTypeResolver(a.Types)) })
	if v.err != nil {
		return fmt.Errorf("prepare the validation: %w", v.err)
	}
	err := v.made.Validate(message, protovalidate.WithNowFunc(func() *timestamppb.Timestamp { return timestamppb.New(now) }))
	var invalid *protovalidate.ValidationError
	if !errors.As(err, &invalid) {
		return err
	}
	violations := make([]Violation, len(invalid.Violations))
	for i, violation := range invalid.Violations {
		violations[i] = Violation{
			Field:  protovalidate.FieldPathString(violation.Proto.GetField()),
			Reason: violation.Proto.GetRuleId(),
			Text:   violation.Proto.GetMessage(),
		}
		if violations[i].Text == "" {
			violations[i].Text = violation.Proto.GetRuleId()
		}
	}
	return Invalid(violations...)
}
