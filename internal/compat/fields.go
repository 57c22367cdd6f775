package compat

import (
	"fmt"
	"strconv"

	"github.com/qdrant/qdrant-cloud-public-api/internal/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/schema"
)

func (j *judge) judgeField(c diff.Change) {
	old, _ := c.Old.(*schema.Field)
	now, _ := c.New.(*schema.Field)
	switch c.Part() {
	case diff.Added:
		j.add(c, j.addedField(now))
	case diff.Removed:
		rule := "field.removed"
		if old.Oneof != nil && j.oneofLives(old.Oneof) {
			rule = "oneof.member_removed"
		}
		j.add(c, verdict{rule: rule, proof: fmt.Sprintf("{%q: …} is refused, and number %d is dropped", old.JSONName, old.Number)})
	case diff.Renamed:
		rule, proof := "field.renamed", fmt.Sprintf("{%q: …} is an unknown field now", old.JSONName)
		if old.JSONName == now.JSONName {
			rule, proof = "field.renamed_json_pinned", ""
		}
		j.add(c, verdict{rule: rule, proof: proof})
	case "number":
		j.add(c, verdict{rule: "field.renumbered", proof: "what was written under " + c.Before + " is read " + j.readAs(now.Parent, old.Number)})
	case "oneof":
		j.add(c, j.oneofMember(old, now))
	case "presence":
		j.add(c, verdict{rule: "field.presence"})
	default:
		j.judgeFieldPart(c, old, now)
	}
}

func (j *judge) oneofLives(old *schema.Oneof) bool {
	m := j.newName[old.Parent]
	if m == nil {
		return false
	}
	for _, f := range old.Fields {
		if now := m.Field(f.Number); now != nil && now.Oneof != nil {
			return true
		}
	}
	return false
}

func (j *judge) readAs(m *schema.Message, number int32) string {
	if f := m.Field(number); f != nil {
		return "as " + f.Name()
	}
	return "by nobody"
}

// judgeFieldPart judges what fields and extensions have in common.
func (j *judge) judgeFieldPart(c diff.Change, old, now *schema.Field) {
	v := verdict{rule: "field." + c.Part()}
	use := j.use(c)
	switch c.Part() {
	case "type":
		v = j.retyped(old, now, use)
	case "cardinality":
		v = cardinality(old, now, use)
	case "required":
		v.proof = "a parser with the field required refuses a message without it"
	case "json_name":
		v.proof = fmt.Sprintf("{%q: …} is an unknown field now", c.Before)
	case "default":
		v.breaks = []Surface{Wire}
	case "utf8":
		if c.Before == "false" {
			v.breaks, v.proof = []Surface{Wire}, "0xff in a text was read and is refused now"
		}
	case "label":
		v.rule = "field.cosmetic"
	case diff.Other:
		v.rule = "other"
	}
	j.add(c, v)
}

func (j *judge) addedField(now *schema.Field) verdict {
	v := verdict{rule: "field.added"}
	before := j.oldName[now.Parent]
	if before == nil {
		return v
	}
	number, name := before.Reserved(now.Number), before.ReservedName(now.Name())
	switch {
	case number || name:
		v.rule = "reserved.reused"
		if number {
			v.breaks = append(v.breaks, Wire)
			v.proof = fmt.Sprintf("old data may have number %d with another meaning", now.Number)
		}
		if name {
			v.breaks = append(v.breaks, JSON)
			v.proof = fmt.Sprintf("old JSON may have %q with another meaning", now.JSONName)
		}
	case now.Presence() == schema.RequiredPresence:
		v = verdict{rule: "field.required", proof: "a message without it, as old peers write it, is refused", before: "no such field", after: "required"}
	case now.Oneof != nil && hasOldMember(now.Oneof, before):
		v.rule = "oneof.member_added"
	}
	if verdict, decided := j.rules.ofNewField(now); decided && v.rule != "reserved.reused" {
		return verdict
	}
	return v
}

func hasOldMember(o *schema.Oneof, before *schema.Message) bool {
	for _, f := range o.Fields {
		if old := before.Field(f.Number); old != nil && old.Oneof != nil {
			return true
		}
	}
	return false
}

// oneofMember judges a field that entered a oneof, left one, or went from one to another.
func (j *judge) oneofMember(old, now *schema.Field) verdict {
	if now.Oneof == nil {
		v := verdict{rule: "oneof.field_out"}
		if len(old.Oneof.Fields) > 1 {
			v.breaks = []Surface{Wire, JSON}
			v.proof = "a message with " + now.Name() + " and another former member is read with one of them only, or refused"
		}
		return v
	}
	v := verdict{rule: "oneof.field_in"}
	before := j.oldName[now.Parent]
	for _, other := range now.Oneof.Fields {
		if other == now || before == nil {
			continue
		}
		if was := before.Field(other.Number); was != nil {
			v.breaks = []Surface{Wire, JSON}
			v.proof = "a message with " + now.Name() + " and " + other.Name() + " is read with one of them only, or refused"
		}
	}
	if old.Oneof != nil && len(old.Oneof.Fields) > 1 {
		v.breaks = []Surface{Wire, JSON}
	}
	return v
}

// cardinality judges one value that became many, or the other way round.
func cardinality(old, now *schema.Field, use Use) verdict {
	v := verdict{rule: "field.repeated", proof: "JSON has [ ] on one side only"}
	if old.Cardinality() == schema.Map || now.Cardinality() == schema.Map {
		v.rule = "field.map"
		v.proof = "JSON has { } on one side and [ ] on the other"
		if !entryAlike(old, now) {
			v.breaks = []Surface{Wire}
		}
		return v
	}
	// A reader of a list takes one value for a list of one, packed or not. A reader of one value drops the others, and takes
	// the packed form of numbers for none.
	onlyWritten := use == Request && now.Cardinality() == schema.List || use == Response && old.Cardinality() == schema.List
	if !onlyWritten {
		v.breaks = []Surface{Wire}
		v.proof = "two values: the reader of one keeps the last; of packed numbers it reads nothing"
	}
	return v
}

// entryAlike says whether a list has the messages that a map is written as.
func entryAlike(a, b *schema.Field) bool {
	if a.Cardinality() != schema.Map {
		a, b = b, a
	}
	return a.Entry != nil && b.Cardinality() == schema.List && b.Type == schema.MessageT
}

func (j *judge) judgeExtension(c diff.Change) {
	old, _ := c.Old.(*schema.Field)
	now, _ := c.New.(*schema.Field)
	switch c.Part() {
	case diff.Added, diff.Removed, diff.Renamed:
		j.add(c, verdict{rule: string(c.Kind)})
	case diff.Moved:
		j.add(c, verdict{rule: "extension.moved_file"})
	case "number":
		j.add(c, verdict{rule: "extension.renumbered", proof: "who looks under " + strconv.Itoa(int(old.Number)) + " finds nothing"})
	case "type", "cardinality", "extendee":
		j.add(c, verdict{rule: "extension.type"})
	default:
		j.judgeFieldPart(c, old, now)
	}
}
