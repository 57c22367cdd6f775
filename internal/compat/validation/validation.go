// Package validation judges a change of validation rules (protovalidate) by what the rules mean: whether some message
// that the old rules accepted is refused by the new ones, and the other way round. It decides by inclusion where the rules
// describe sets that it can compare (ranges, lengths, patterns, lists of values, presence), and searches for a message
// that shows the difference where they don't. Every message that it shows is one that protovalidate has judged.
package validation

import (
	"context"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// Answer reports whether a set of accepted messages lost or gained a member.
type Answer int

// The answers. The zero value claims nothing.
const (
	Unknown Answer = iota // Unknown is neither a proof nor an example.
	No                    // No has a proof.
	Yes                   // Yes has an example that protovalidate confirmed.
)

// Verdict is about one element, a field, a oneof or a message, whose rules or their meaning changed.
type Verdict struct {
	Element protoreflect.FullName    // Element is the name it has now; for one that is gone, the name it had.
	Field   protoreflect.FieldNumber // Field is the number of a field, and 0 for a oneof and a message.

	Before, After string // Before and After are the rules as text; empty where there are none.

	// Shrank reports whether a message that an old client sends was accepted and is refused now: it is written with the old
	// type and read with the new one. Grew says the same of a message that a new client sends, read with the old type.
	Shrank, Grew Answer

	// Difference is what changed in the rules, in short. A proof that a message shows begins with it, and a colon.
	Difference string

	// ShrankProof and GrewProof are the arguments, one line each; for Unknown they say what was tried.
	ShrankProof, GrewProof string

	// ShrankWitness is ProtoJSON of a message of the old type, GrewWitness of the new type, that one side accepts as a
	// whole and the element's rules on the other side refuse. It is nil where there is none: also a Yes can be without,
	// if the value alone shows it but no whole message could be built around it.
	ShrankWitness, GrewWitness []byte

	// ShrankMethod takes the request that ShrankWitness is then; it is empty where the witness is the message itself.
	ShrankMethod protoreflect.FullName

	RequiredAdded, RequiredRemoved bool // Whether the rule "required" came or went, which generated types can show.
	Stale                          bool // Whether the rules compile before and do not compile after.
	Implied                        bool // Whether a oneof rule of the message decides if unchanged rules apply to the zero value.
	RuleIDChanged                  bool // Whether a rule in CEL got another id and is otherwise the same.
}

// Options bound and seed the search. The zero value has useful defaults.
type Options struct {
	Seed    uint64    // Seed makes the search repeatable: with the same seed it finds the same.
	Samples int       // Samples is how many messages are tried for an element in one direction; 0 means 400.
	Now     time.Time // Now is the time for rules that depend on it; the zero value means the real one.
}

const defaultSamples = 400

// Comparer compares messages and compiles the rules of each side once. It is not safe for concurrent use.
type Comparer struct {
	options       Options
	before, after *side
}

// NewComparer makes a Comparer for messages of two images.
func NewComparer(options Options) (*Comparer, error) {
	if options.Samples <= 0 {
		options.Samples = defaultSamples
	}
	before, err := newSide(options.Now)
	if err != nil {
		return nil, err
	}
	after, err := newSide(options.Now)
	if err != nil {
		return nil, err
	}
	return &Comparer{options, before, after}, nil
}

// Compare judges what changed between two versions of a message, whose fields match by number. The messages of its fields are not
// judged, only used to build examples. The verdicts are in the order message, oneofs, fields by number. The error is that of the
// context.
func (c *Comparer) Compare(ctx context.Context, before, after protoreflect.MessageDescriptor) ([]Verdict, error) {
	return c.CompareWithin(ctx, before, after, nil)
}

// CompareWithin is Compare for a message that is sent in nothing but the given contexts: Shrank is about the requests that the rules
// of all messages on the path accepted. Without contexts, and for Grew, it is about the message alone.
func (c *Comparer) CompareWithin(ctx context.Context, before, after protoreflect.MessageDescriptor, contexts []Context) ([]Verdict, error) {
	var verdicts []Verdict
	was, is := c.before.message(before), c.after.message(after)
	for _, pair := range c.broke(changedElements(was, is), was, is) {
		if err := ctx.Err(); err != nil {
			return verdicts, err
		}
		verdict := pair.facts()
		verdict.Stale = len(c.before.broken(before)) == 0 && pair.to.why(c.after) != ""
		forward := direction{ctx: ctx, options: c.options, from: c.before, to: c.after, pair: pair}
		verdict.Difference = forward.difference()
		found := forward.decide(contexts)
		verdict.Shrank, verdict.ShrankProof, verdict.ShrankWitness, verdict.ShrankMethod = found.answer, found.proof, found.witness, found.method
		backward := direction{ctx: ctx, options: c.options, from: c.after, to: c.before, pair: pair.swapped(), backward: true}
		found = backward.decide(nil)
		verdict.Grew, verdict.GrewProof, verdict.GrewWitness = found.answer, found.proof, found.witness
		verdicts = append(verdicts, verdict)
	}
	return verdicts, ctx.Err()
}
