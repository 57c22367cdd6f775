package validation

import (
	"fmt"
	"slices"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/validation/formula"
)

// Context is a way in which a message is sent: within a request, along a path of fields. A list or a map on the path stands for each
// of its items or values.
type Context struct {
	Method            protoreflect.FullName // Method takes the request; it is empty where the message around it is all that is known.
	Request, Received protoreflect.MessageDescriptor
	Path              []protoreflect.FieldNumber
}

// reasoned is what was found out about the messages that an element may refuse.
type reasoned struct {
	answer  Answer
	proof   string
	witness []byte
	method  protoreflect.FullName
}

// decide judges the element by its own rules first, and by all that hold around it where these do not decide. For rules of a whole
// message a search at random is the last resort.
func (d *direction) decide(contexts []Context) reasoned {
	if answer, proof, witness, broken := d.judgeBroken(); broken {
		return reasoned{answer: answer, proof: proof, witness: witness}
	}
	whole := d.pair.to.field == nil && d.pair.to.whole && len(d.openRules()) > 0
	var reasons reasoned
	if whole {
		if reasons = d.reason(contexts); reasons.answer != Unknown {
			return reasons
		}
	}
	answer, proof, witness := d.judge()
	found := reasoned{answer: answer, proof: proof, witness: witness}
	if i := slices.IndexFunc(contexts, func(c Context) bool { return len(c.Path) == 0 }); i >= 0 && witness != nil {
		found.method = contexts[i].Method
	}
	if answer == No || answer == Yes && witness != nil && alone(contexts) {
		return found
	}
	if !whole {
		if reasons = d.reason(contexts); reasons.answer != Unknown {
			return reasons
		}
	}
	if answer == Unknown && reasons.proof != "" {
		said, _, _ := strings.Cut(found.proof, ", and none of ")
		found.proof = said + ": " + reasons.proof
	}
	return found
}

// alone reports whether the message is sent as it is.
func alone(contexts []Context) bool {
	return len(contexts) == 0 || slices.ContainsFunc(contexts, func(c Context) bool { return len(c.Path) == 0 })
}

// reason decides with all rules that hold where the message is sent: whether one that all of them accept is refused by the element.
func (d *direction) reason(contexts []Context) reasoned {
	if d.nested() {
		return reasoned{} // The rules of messages inside the field count too.
	}
	if d.pair.to.long(d.to) || d.pair.from.long(d.from) {
		return reasoned{} // What its rules accept is not known.
	}
	alone := Context{Request: d.pair.from.of.descriptor, Received: d.pair.to.of.descriptor}
	first := d.within(alone, len(contexts) == 0)
	if first.answer == No || len(contexts) == 0 {
		return first
	}
	var proofs []string
	open := reasoned{answer: No}
	contexts = slices.DeleteFunc(slices.Clone(contexts), func(c Context) bool {
		_, checked := d.ask(c)
		return !checked
	})
	if len(contexts) == 0 {
		return d.within(alone, true) // Nobody is asked by the rules of the element, which are judged by what they say.
	}
	for _, context := range contexts {
		found := first
		if len(context.Path) > 0 || context.Method != "" {
			found = d.within(context, true)
		}
		switch found.answer {
		case Yes:
			return found
		case No:
			if !slices.Contains(proofs, found.proof) {
				proofs = append(proofs, found.proof)
			}
		default:
			if open.answer == No {
				open = found
			}
		}
	}
	if open.answer == No {
		const most = 3
		if len(proofs) > most {
			proofs = append(proofs[:most], fmt.Sprintf("and %d more", len(proofs)-most))
		}
		open.proof = strings.Join(proofs, "; ")
	}
	return open
}

// question is what a context asks: the rules of the writer along the path, and that the element does not accept.
type question struct {
	steps   []step
	refusal *formula.Formula
	axioms  *[]*formula.Formula
	missing []string
	at      *place // at is the message with the element.
}

// step is a message on the path.
type step struct {
	name  protoreflect.FullName
	met   *formula.Formula                        // met are its rules.
	enter func(*formula.Formula) *formula.Formula // enter states something about the message in the one around it.
}

// ask writes the question of a context, and reports whether the reader checks the element there at all. It is nil if the types on the
// path changed.
func (d *direction) ask(context Context) (*question, bool) {
	q := &question{axioms: new([]*formula.Formula)}
	writer, checker := &reader{side: d.from, axioms: q.axioms}, &reader{side: d.to, axioms: q.axioms, strict: true}
	was, is := rootPlace(context.Request, context.Request), rootPlace(context.Request, context.Received)
	steps, places, ruled := []step{{enter: func(f *formula.Formula) *formula.Formula { return f }}}, []*place{was}, []bool{true}
	for i, number := range context.Path {
		old, now := was.toMsg.Fields().ByNumber(number), is.toMsg.Fields().ByNumber(number)
		switch {
		case now == nil:
			return nil, false
		case old == nil || old.IsMap() != now.IsMap() || old.IsList() != now.IsList():
			return nil, true
		case ignoresSomewhere(d.to.message(is.toMsg).fields[number]):
			return nil, d.to.message(is.toMsg).fields[number].GetIgnore() != validate.Ignore_IGNORE_ALWAYS
		}
		ruled = append(ruled, ruled[i] && !ignoresSomewhere(d.from.message(was.toMsg).fields[number]))
		was, is = was.field(old), is.field(now)
		here := was
		enter := func(f *formula.Formula) *formula.Formula { return formula.And(isSet(here), f) }
		if here.many() {
			was, is = was.items(), is.items()
			enter = func(f *formula.Formula) *formula.Formula { return some(here, f) }
		}
		if was.toMsg == nil || is.toMsg == nil {
			return nil, true
		}
		steps, places = append(steps, step{enter: enter}), append(places, was)
	}
	if is.toMsg.FullName() != d.pair.to.of.descriptor.FullName() || was.toMsg.FullName() != d.pair.from.of.descriptor.FullName() {
		return nil, true
	}
	accepted := d.accepted(checker, is)
	wanted := placesIn(accepted)
	for i := range steps {
		steps[i].name, steps[i].met = places[i].toMsg.FullName(), formula.True
		switch {
		case ruled[i] && i == len(steps)-1:
			steps[i].met = writer.nested(places[i], wanted, 0)
		case ruled[i]:
			steps[i].met = writer.message(places[i])
		}
	}
	q.steps, q.refusal, q.missing, q.at = steps, formula.Not(accepted), *is.missing, is
	return q, true
}

// accepted are the rules of the element, as the reader has them.
func (d *direction) accepted(checker *reader, at *place) *formula.Formula {
	switch {
	case d.pair.to.field != nil:
		return checker.field(at, at.toMsg.Fields().ByNumber(d.pair.to.field.Number()))
	case d.pair.to.oneof != nil:
		return checker.oneof(at, at.toMsg.Oneofs().ByName(d.pair.to.oneof.Name()))
	case d.pair.to.whole:
		return checker.whole(at)
	default:
		return formula.True
	}
}

// together states that the rules of some messages are met, and that the element refuses.
func (q *question) together(counts func(step int) bool) *formula.Formula {
	all := q.refusal
	for i, step := range slices.Backward(q.steps) {
		if counts(i) {
			all = formula.And(step.met, all)
		}
		all = step.enter(all)
	}
	return all
}

func (d *direction) solver(q *question, counts func(step int) bool) *formula.Solver {
	return formula.New(&theory{axioms: q.axioms, empty: d.from.emptyTexts}, append([]*formula.Formula{q.together(counts)}, *q.axioms...)...)
}

// within decides for one context. Without a search it looks for a proof only.
func (d *direction) within(context Context, search bool) reasoned {
	q, checked := d.ask(context)
	if !checked {
		return reasoned{answer: No, proof: fmt.Sprintf("%s is not checked within %s", d.pair.to.name(), context.Received.FullName())}
	}
	if q == nil {
		return reasoned{proof: fmt.Sprintf("%s has another type within %s", d.pair.to.name(), context.Received.FullName())}
	}
	solver := d.solver(q, func(int) bool { return true })
	status, facts, made := solver.Next(d.ctx)
	if status == formula.Unsatisfiable {
		return reasoned{answer: No, proof: d.explain(q)}
	}
	why := undecided(facts)
	if d.from.costlyBelow(context.Request) || d.to.costlyBelow(context.Received) {
		search = false // Whether the rules that are not run accept a message stays open.
	}
	const mostModels, mostPins = 8, 32
	models, pins := 0, 0
	for search && status == formula.Satisfiable && models < mostModels {
		found, ok := made.(*model)
		if !ok {
			break
		}
		blocked := facts
		if pinned := d.pinned(q, facts); pinned != nil && pins < mostPins {
			blocked, pins = pinned, pins+1
		} else if witness, reason, ok := d.realize(context, found); ok {
			proof := fmt.Sprintf("%s: %s %s (%s)", d.difference(), subject(context), d.verb(), reason)
			return reasoned{Yes, proof, witness, context.Method}
		} else {
			models++
		}
		solver.Block(blocked)
		status, facts, made = solver.Next(d.ctx)
	}
	switch {
	case status == formula.Unsatisfiable && models == 0: // All that was blocked is known to be accepted.
		return reasoned{answer: No, proof: d.explain(q)}
	case search && d.impossible(context.Request):
		return reasoned{answer: No, proof: fmt.Sprintf("the rules of %s accept no message at all", context.Request.FullName())}
	}
	return reasoned{proof: why}
}

// pinned returns facts that leave few numbers for the element, if its rules accept each of them, whatever stays unknown of these: then the
// facts and a refusal can't be true together.
func (d *direction) pinned(q *question, facts []formula.Literal) []formula.Literal {
	field := d.pair.to.field
	if field == nil || field.IsList() || field.IsMap() || d.pair.from.field == nil || d.nested() || strings.Contains(d.pair.to.text(false), "now") {
		return nil // Of a list there are many values, and what is accepted now may be refused later.
	}
	key := q.at.field(field).key
	var numbers, unknown []formula.Literal
	for _, fact := range facts {
		if number, is := fact.Fact.(numberFact); is && number.at.key == key {
			numbers = append(numbers, fact)
		} else if fact.Fact == nil {
			unknown = append(unknown, fact)
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	const most = 16
	left, s := numbersIn(numbers)
	members := left.whole.members(most)
	if left.nan || len(members) == 0 {
		return nil
	}
	for _, number := range members {
		holder := newMessage(d.pair.from.of.descriptor)
		if !put(holder, d.pair.from.field, s.toGo(number)) {
			return nil
		}
		received, ok := carry(holder, d.pair.to.of.descriptor)
		if !ok || !d.to.check(received, d.pair.to.filter(received, false)).accepted {
			return nil
		}
	}
	return append(numbers, unknown...)
}

// impossible reports whether the rules of a message and of those that it has to have contradict each other.
func (d *direction) impossible(message protoreflect.MessageDescriptor) bool {
	writer := &reader{side: d.from, axioms: new([]*formula.Formula)}
	all := writer.required(rootPlace(message, message), 0)
	status, _, _ := formula.New(&theory{axioms: writer.axioms, empty: d.from.emptyTexts}, append([]*formula.Formula{all}, *writer.axioms...)...).Next(d.ctx)
	return status == formula.Unsatisfiable
}

func subject(context Context) string {
	if context.Method == "" {
		return "the message"
	}
	name, article := string(context.Request.Name()), "a"
	if strings.ContainsAny(name[:1], "AEIOU") {
		article = "an"
	}
	return fmt.Sprintf("%s %s to %s", article, name, context.Method)
}

// undecided names a statement that stands in the way of a proof and of which nothing is known.
func undecided(facts []formula.Literal) string {
	for _, fact := range facts {
		_, compared := fact.Fact.(orderFact)
		_, clock := fact.Fact.(clockFact)
		if (fact.Fact == nil || compared || clock) && fact.Name != "" {
			return "it is not known when " + quoted(fact.Name) + " holds"
		}
	}
	return "no message was found that shows a difference"
}

// explain says which rules a proof needs: none, those of one message, or those of several.
func (d *direction) explain(q *question) string {
	proven := func(counts func(int) bool) bool {
		status, _, _ := d.solver(q, counts).Next(d.ctx)
		return status == formula.Unsatisfiable
	}
	missing := slices.Compact(slices.Sorted(slices.Values(q.missing)))
	if proven(func(int) bool { return false }) {
		if len(missing) > 0 {
			return "a message of the other version can't have " + strings.Join(missing, ", ")
		}
		return "no message is refused by it"
	}
	last := len(q.steps) - 1
	by := "the rules of the messages around it leave nothing that it refuses"
	for i := last; i >= 0; i-- {
		if proven(func(step int) bool { return step == i }) {
			by = fmt.Sprintf("what it refuses, the rules of %s refused before", q.steps[i].name)
			break
		}
	}
	if len(missing) > 0 {
		by += ", and a message of the other version can't have " + strings.Join(missing, ", ")
	}
	return by
}
