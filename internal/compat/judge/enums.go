package judge

import (
	"strconv"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

func (j *judge) judgeEnum(c diff.Change) {
	v := verdict{rule: ruleOfKind(c.Kind)}
	old, _ := c.Old.(*schema.Enum)
	now, _ := c.New.(*schema.Enum)
	switch c.Part() {
	case diff.Moved:
		v.rule = RuleEnumMovedFile
	case "openness":
		if stricter(old.Closed(), now.Closed(), j.use(c)) {
			v.breaks = []Surface{Wire, JSON}
		}
		v.proof = "with an undeclared value, an open enum keeps the number and a closed enum treats the field as absent"
	case "default":
		v = j.firstValue(old, now)
	}
	j.add(c, v)
}

// firstValue judges an enum whose first value changed. The default of an open enum is 0, whatever comes first.
func (j *judge) firstValue(old, now *schema.Enum) verdict {
	if !old.Closed() && !now.Closed() {
		return verdict{rule: RuleFieldCosmetic}
	}
	v := verdict{rule: RuleFieldDefault}
	j.fieldsOf(now, func(f *schema.Field) {
		if !f.HasDef && f.Cardinality() == schema.Singular && f.Presence() != schema.RequiredPresence && j.after.of(f) != Unused {
			v.breaks, v.proof = []Surface{Wire, JSON}, "a message without "+f.FullName()+" is read differently by the two sides"
		}
	})
	return v
}

func (j *judge) judgeEnumValue(c diff.Change) {
	v := verdict{rule: ruleOfKind(c.Kind)}
	old, _ := c.Old.(*schema.EnumValue)
	now, _ := c.New.(*schema.EnumValue)
	switch c.Part() {
	case diff.Added:
		j.judgeAddedValue(c, now)
		return
	case diff.Removed:
		v = j.removedValue(old, j.use(c))
	case "number":
		v.rule = RuleEnumValueRenumbered
		v.proof = old.Name() + " was sent as " + c.Before + ", which " + j.known.valuesOf(now.Parent).called(old.Number)
		if refused := j.refusedNumber(old, now.Parent); refused != "" {
			v.breaks, v.proof = []Surface{Validation}, refused
		}
	case diff.Renamed:
		v.proof = strconv.Quote(c.Before) + " in JSON is an unknown name now"
	}
	j.add(c, v)
}

func (j *judge) judgeAddedValue(c diff.Change, now *schema.EnumValue) {
	v := verdict{rule: RuleEnumValueAdded}
	before, values := j.partner(now.Parent), j.known.valuesOf(now.Parent)
	// If all names of a number are new, they are values and no aliases.
	if before != nil && values.count[now.Number] > 1 && j.known.valuesOf(before).first[now.Number] != nil {
		v.rule = RuleEnumValueAliasAdded
		if values.first[now.Number] == now && j.use(c)&Response != 0 {
			v = j.aliasOrder(c, now.Name(), j.known.valuesOf(before).first[now.Number].Name())
		}
	}
	switch {
	case v.rule != RuleEnumValueAdded:
	case before != nil && (before.Reserved(now.Number) || before.ReservedName(now.Name())):
		v.rule = RuleReservedReused
		if before.Reserved(now.Number) {
			v.breaks = append(v.breaks, Wire)
		}
		if before.ReservedName(now.Name()) {
			v.breaks = append(v.breaks, JSON)
		}
	case now.Parent.Closed():
		j.fieldsOf(now.Parent, func(f *schema.Field) {
			was := j.oldName[f.Parent].Field(f.Number)
			if was == nil || was.Presence() != schema.RequiredPresence || f.Cardinality() != schema.Singular {
				return // Nobody knows the field as required.
			}
			v.rule = RuleEnumValueAddedClosedRequired
			if j.after.of(f)&Response != 0 {
				v.breaks = []Surface{Wire, JSON}
				v.proof = "an old parser of " + now.Name() + " misses the required " + f.FullName()
			}
		})
	}
	j.add(c, v)
}

// aliasOrder judges a number that JSON writes under another of its names. Parsers accept all of them.
func (j *judge) aliasOrder(c diff.Change, name, was string) verdict {
	v := verdict{rule: RuleEnumValueAliasOrder}
	if j.use(c)&Response != 0 {
		v.breaks, v.proof = []Surface{JSON}, "JSON writes "+name+" instead of "+was
	}
	return v
}

// fieldsOf visits the fields of the new schema whose type is the enum.
func (j *judge) fieldsOf(e *schema.Enum, visit func(*schema.Field)) {
	if j.enumFields == nil {
		j.enumFields = map[string][]*schema.Field{}
		var within func([]*schema.Message)
		within = func(messages []*schema.Message) {
			for _, m := range messages {
				for _, f := range m.Fields {
					if f.Type == schema.EnumT {
						j.enumFields[f.TypeName] = append(j.enumFields[f.TypeName], f)
					}
				}
				within(m.Messages)
			}
		}
		for _, file := range j.New.Files {
			within(file.Messages)
		}
	}
	for _, f := range j.enumFields[e.FullName()] {
		visit(f)
	}
}

func (j *judge) removedValue(old *schema.EnumValue, use Use) verdict {
	v := verdict{rule: RuleEnumValueRemoved}
	now := j.partner(old.Parent)
	if now == nil {
		return v
	}
	if j.known.valuesOf(now).first[old.Number] != nil {
		v.rule = RuleEnumValueAliasOrder
		if use := j.before.of(old); use&Request != 0 || j.known.valuesOf(old.Parent).first[old.Number] == old {
			v.breaks, v.proof = []Surface{JSON}, strconv.Quote(old.Name())+" in JSON is an unknown name now"
		}
		return v
	}
	if use&Request != 0 { // New servers do not write it, so old clients never read it.
		v.breaks, v.proof = []Surface{JSON}, strconv.Quote(old.Name())+" in JSON is an unknown name now"
		if now.Closed() {
			v.breaks = append(v.breaks, Wire)
		}
	}
	if refused := j.refusedNumber(old, now); refused != "" {
		v.breaks, v.proof = append(v.breaks, Validation), refused
	}
	return v
}

// refusedNumber returns the field of a request that rejects the number of a value because the enum no longer has it, or nothing.
func (j *judge) refusedNumber(old *schema.EnumValue, now *schema.Enum) string {
	if j.before.of(old)&Request == 0 || j.known.valuesOf(now).first[old.Number] != nil {
		return ""
	}
	refused := ""
	j.fieldsOf(now, func(f *schema.Field) {
		f = declared(f)
		if definedOnly(f) && j.rules.validated(f) && !j.rules.includes(f) {
			refused = f.FullName() + " accepts only defined values: " + strconv.Itoa(int(old.Number)) + " is rejected now"
		}
	})
	return refused
}

// declared returns the field that a proto file has for a field of a map entry: the map, which has the rules.
func declared(f *schema.Field) *schema.Field {
	if f.Parent == nil || !f.Parent.MapEntry || f.Parent.Parent == nil {
		return f
	}
	for _, of := range f.Parent.Parent.Fields {
		if of.Entry == f.Parent {
			return of
		}
	}
	return f
}
