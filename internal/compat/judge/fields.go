package judge

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

func (j *judge) judgeField(c diff.Change) {
	old, _ := c.Old.(*schema.Field)
	now, _ := c.New.(*schema.Field)
	switch c.Part() {
	case diff.Added:
		j.add(c, j.addedField(now))
	case diff.Removed:
		j.add(c, j.removedField(old, j.use(c)))
	case diff.Renamed:
		j.add(c, j.renamedField(old, now, j.use(c)))
	case "number":
		j.add(c, verdict{rule: RuleFieldRenumbered, proof: "data written under " + c.Before + " is read " + j.readAs(now.Parent, old.Number)})
	case "oneof":
		j.add(c, j.oneofMember(old, now, j.use(c)))
	case "presence":
		j.add(c, verdict{rule: RuleFieldPresence})
	default:
		j.judgeFieldPart(c, old, now)
	}
}

// renamedField judges a field whose number stays. JSON and field masks have its name, and so has source code.
func (j *judge) renamedField(old, now *schema.Field, use Use) verdict {
	v := verdict{rule: RuleFieldRenamed}
	if old.JSONName == now.JSONName {
		v.rule = RuleFieldRenamedJSONPinned
	}
	if proof := j.renamedInJSON(old, now, use); proof != "" {
		v.breaks, v.proof = []Surface{JSON}, proof
	}
	if proof := j.maskNames(old, use); proof != "" {
		v.breaks, v.proof = []Surface{Wire, JSON}, joined(v.proof, proof)
	}
	return v
}

func (j *judge) removedField(old *schema.Field, use Use) verdict {
	message := j.newName[old.Parent]
	v := verdict{rule: RuleFieldRemoved}
	member := old.Oneof != nil && j.sharesMembers(old.Oneof, message)
	if member {
		v.rule = RuleOneofMemberRemoved
	}
	switch {
	case use == Unused: // Nobody sends it, so that the proof is one of source code.
	case !member && message != nil && j.replacedInJSON(old, message, use):
		v.proof = fmt.Sprintf("number %d is dropped", old.Number)
	default:
		v.proof = fmt.Sprintf("{%q: …} is rejected, and number %d is dropped", old.JSONName, old.Number)
		if !member {
			v.breaks = []Surface{JSON}
		}
	}
	return v
}

func (j *judge) readAs(m *schema.Message, number int32) string {
	if f := m.Field(number); f != nil {
		return "as " + f.Name()
	}
	return "by nobody"
}

// judgeFieldPart judges the parts that fields and extensions have in common.
func (j *judge) judgeFieldPart(c diff.Change, old, now *schema.Field) {
	v := verdict{rule: ruleOfKind(diff.KindOf(schema.KindField, c.Part()))}
	use := j.use(c)
	switch c.Part() {
	case "type":
		if unfolded(old, now) {
			return // The change of the cardinality is judged, with both types.
		}
		v = j.retyped(old, now, use)
	case "cardinality":
		v = j.cardinality(old, now, use)
	case "required":
		isRequired := now.Presence() == schema.RequiredPresence
		if stricter(!isRequired, isRequired, use) {
			v.breaks, v.proof = []Surface{Wire, JSON}, "a parser that requires the field rejects a message without it"
		}
	case "json_name":
		if old.Extendee != "" {
			break // The key of an extension is its full name.
		}
		if proof := j.renamedInJSON(old, now, use); proof != "" {
			v.breaks, v.proof = []Surface{JSON}, proof
		}
	case "default":
		if !sameDefault(old, j.Old, now, j.New) {
			v.breaks, v.proof = []Surface{Wire, JSON}, "a message without "+now.Name()+" is read differently by the two sides"
		}
	case "utf8":
		if stricter(c.Before == "true", c.After == "true", use) {
			v.breaks, v.proof = []Surface{Wire}, "one side writes 0xff in a string, the other rejects it"
		}
	case "label":
		v.rule = RuleFieldLabel
	case diff.Other:
		v.rule = RuleOther
	}
	j.add(c, v)
}

func (j *judge) addedField(now *schema.Field) verdict {
	v := verdict{rule: RuleFieldAdded}
	before := j.oldName[now.Parent]
	if before == nil {
		return v
	}
	number, name := before.Reserved(now.Number), before.ReservedName(now.Name())
	required := now.Presence() == schema.RequiredPresence && j.after.of(now)&Request != 0
	switch {
	case number || name:
		v.rule = RuleReservedReused
		if number {
			v.breaks = append(v.breaks, Wire)
			v.proof = fmt.Sprintf("old data may use number %d with another meaning", now.Number)
		}
		if name {
			v.breaks = append(v.breaks, JSON)
			v.proof = fmt.Sprintf("old JSON may use %q with another meaning", now.JSONName)
		}
		if required {
			v.breaks = []Surface{Wire, JSON}
		}
	case required:
		v = verdict{rule: RuleFieldRequired, proof: "messages of old peers lack the field and are rejected", before: noField, after: "required"}
		v.breaks = []Surface{Wire, JSON}
	case now.Oneof != nil && j.sharesMembers(now.Oneof, before):
		v.rule = RuleOneofMemberAdded
	}
	stricter, decided := j.rules.ofNewField(now)
	if taken := j.takenKey(now, j.after.of(now)&j.before.of(before)); taken != "" {
		if v.rule != RuleReservedReused && v.rule != RuleFieldRequired {
			v = verdict{rule: RuleFieldJSONNameTaken, proof: taken}
			if decided {
				v.breaks, v.proof = []Surface{Validation}, joined(taken, stricter.proof)
			}
			return v
		}
		v.breaks = append(v.breaks, JSON)
	}
	if decided && v.rule != RuleReservedReused {
		return stricter
	}
	return v
}

// oneofMember judges a field that was moved into, out of or between oneofs.
func (j *judge) oneofMember(old, now *schema.Field, use Use) verdict {
	v := verdict{rule: RuleOneofFieldIn}
	if now.Oneof == nil {
		v.rule = RuleOneofFieldOut
	}
	broken := func(other *schema.Field) {
		v.breaks = []Surface{Wire, JSON}
		v.proof = "a message with " + now.Name() + " and " + other.Name() + " loses one of them or is rejected"
	}
	if now.Oneof != nil {
		// The members that could be set together with the field and no longer can.
		for _, other := range now.Oneof.Fields {
			if was := j.fieldBefore(other); other != now && was != nil && (old.Oneof == nil || was.Oneof != old.Oneof) {
				broken(other)
			}
		}
	}
	if old.Oneof != nil && use&Response != 0 {
		// The members that can be set together with the field now, which readers with the former oneof do not expect.
		for _, other := range old.Oneof.Fields {
			if is := j.fieldNow(other); other != old && is != nil && (now.Oneof == nil || is.Oneof != now.Oneof) {
				broken(is)
			}
		}
	}
	return v
}

// fieldBefore returns the old version of a field, or nil. A field with another number was another field for peers.
func (j *judge) fieldBefore(now *schema.Field) *schema.Field {
	return j.oldName[now.Parent].Field(now.Number)
}

// fieldNow returns the new version of a field, or nil.
func (j *judge) fieldNow(old *schema.Field) *schema.Field {
	return j.newName[old.Parent].Field(old.Number)
}

// sameDefault reports whether both sides read the same value from an absent field.
func sameDefault(old *schema.Field, from *schema.Schema, now *schema.Field, to *schema.Schema) bool {
	if old.Cardinality() != schema.Singular || old.Presence() == schema.RequiredPresence && now.Presence() == schema.RequiredPresence {
		return true
	}
	return absent(old, from) == absent(now, to)
}

// absent returns the value that is read from an absent field; for an enum, its number.
func absent(f *schema.Field, s *schema.Schema) string {
	switch f.Type {
	case schema.EnumT:
		e := s.Enum(f.TypeName)
		if e == nil {
			return f.Default
		}
		for _, value := range e.Values {
			if f.HasDef && value.Name() == f.Default || !f.HasDef && e.Closed() {
				return strconv.Itoa(int(value.Number))
			}
		}
		return "0"
	case schema.Bool:
		return strconv.FormatBool(f.Default == "true")
	case schema.String, schema.Bytes, schema.MessageT, schema.Group:
		return f.Default
	default:
		if !f.HasDef {
			return "0"
		}
		return f.Default
	}
}

// cardinality judges a change between one value and a list.
func (j *judge) cardinality(old, now *schema.Field, use Use) verdict {
	v := verdict{rule: RuleFieldRepeated}
	if old.Cardinality() == schema.Map || now.Cardinality() == schema.Map {
		return j.entries(old, now, use)
	}
	// A reader of a list accepts one value as a list of one, packed or not. A reader of one value drops the others, and reads no value from
	// packed numbers.
	onlyWritten := use == Request && now.Cardinality() == schema.List || use == Response && old.Cardinality() == schema.List
	switch {
	case unfolded(old, now):
		v.breaks = []Surface{Wire}
		v.proof = "values of a list are read as a message that holds a list, or such a message as a value"
	case !onlyWritten:
		v.breaks = []Surface{Wire}
		v.proof = "of two values, a reader of a single one keeps the last; of packed numbers it reads none"
	}
	if proof := j.inJSON(old, now, use); proof != "" {
		v.breaks, v.proof = append(v.breaks, JSON), cmp.Or(v.proof, proof)
	}
	return v
}

// unfolded reports whether a list became a well-known message that holds one, or the reverse. The types then differ for no other reason.
func unfolded(old, now *schema.Field) bool {
	holds := func(f, other *schema.Field) bool {
		return f.Cardinality() == schema.Singular && other.Cardinality() == schema.List &&
			(f.TypeName == "google.protobuf.ListValue" || f.TypeName == "google.protobuf.Value")
	}
	return old.TypeName != now.TypeName && (holds(old, now) || holds(now, old))
}

// entries judges fields of which at least one is a map. A map is written as a list of entries, which are messages with a key and
// a value.
func (j *judge) entries(old, now *schema.Field, use Use) verdict {
	v := verdict{rule: RuleFieldMap, breaks: []Surface{Wire}, proof: "entries of " + diff.TypeText(old) + " are read as " + diff.TypeText(now)}
	if old.Cardinality() == schema.Singular || now.Cardinality() == schema.Singular || old.Type != now.Type {
		if j.inJSON(old, now, use) != "" {
			v.breaks = append(v.breaks, JSON)
		}
		return v
	}
	breaks, proof := j.replaced(old, old.TypeName, now.TypeName, use)
	switch {
	case old.Cardinality() == now.Cardinality():
		v.breaks, v.proof = breaks, proof
		if key, is := old.Entry.Field(1), now.Entry.Field(1); key != nil && is != nil && key.Type != is.Type {
			// As a field, a key of another type is read otherwise. In JSON all keys are texts.
			v.breaks = slices.DeleteFunc(v.breaks, func(surface Surface) bool { return surface == JSON })
			return j.withJSON(v, old, now, use)
		}
	case !slices.Contains(breaks, Wire):
		v.breaks, v.proof = slices.Concat(breaks, []Surface{JSON}), "JSON has { } on one side and [ ] on the other"
	default: // One of them is a list, which JSON writes as one.
		v.breaks = append(v.breaks, JSON)
		if slices.Contains(breaks, Validation) {
			v.breaks = append(v.breaks, Validation)
		}
	}
	return v
}

func (j *judge) judgeExtension(c diff.Change) {
	old, _ := c.Old.(*schema.Field)
	now, _ := c.New.(*schema.Field)
	switch c.Part() {
	case diff.Added, diff.Removed, diff.Renamed, diff.Moved:
		j.add(c, verdict{rule: ruleOfKind(c.Kind)})
	case "number":
		j.add(c, verdict{rule: RuleExtensionRenumbered, proof: "programs that read number " + strconv.Itoa(int(old.Number)) + " find nothing"})
	case "extendee":
		j.add(c, verdict{rule: RuleExtensionType, breaks: []Surface{Wire, JSON}, proof: "messages of " + c.Before + " have it no more"})
	case "type":
		if !unfolded(old, now) {
			j.add(c, asExtension(j.retyped(old, now, j.use(c))))
		}
	case "cardinality":
		j.add(c, asExtension(j.cardinality(old, now, j.use(c))))
	default:
		j.judgeFieldPart(c, old, now)
	}
}

// asExtension is the verdict on a field for an extension, which has a rule of its own for all changes of its type.
func asExtension(v verdict) verdict {
	effects := ruleByID[v.rule].Effects
	of := verdict{rule: RuleExtensionType, proof: v.proof, argument: v.argument, doubt: v.doubt}
	for _, surface := range []Surface{Wire, JSON, Validation} {
		if effects[surface] == Always || effects[surface] == Depends && slices.Contains(v.breaks, surface) {
			of.breaks = append(of.breaks, surface)
		}
	}
	return of
}
