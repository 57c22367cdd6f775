package validation

import (
	"math/big"
	"slices"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/validation/formula"
)

// realize makes a request of a model, and returns it if the writer's rules accept it and the element refuses it.
func (d *direction) realize(context Context, found *model) ([]byte, string, bool) {
	const attempts = 6
	repairer := &maker{side: d.from, of: context.Request, hints: d.hints(), random: seeded(d.options.Seed)}
	for attempt := range attempts {
		message := newMessage(context.Request)
		if attempt%2 == 1 {
			message = d.from.valid(context.Request)
		}
		(&composer{side: d.from, attempt: attempt / 2}).fill(message, "", found)
		if _, refused := d.refusedWithin(context, message); !refused {
			continue
		}
		if !d.from.check(message, nil).accepted && !repairer.repair(message, nil) {
			continue
		}
		shows := func() bool {
			_, refused := d.refusedWithin(context, message)
			return refused && d.from.check(message, nil).accepted
		}
		if !shows() {
			continue
		}
		shrink(message, shows, 0)
		judged, _ := d.refusedWithin(context, message)
		if witness, err := writeWitness(message); err == nil {
			return witness, judged.reason(), true
		}
	}
	return nil, "", false
}

// shrink clears what is not needed to show something.
func shrink(message protoreflect.Message, shows func() bool, depth int) {
	const deepest = 4
	var set []protoreflect.FieldDescriptor
	message.Range(func(field protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
		set = append(set, field)
		return true
	})
	slices.SortFunc(set, func(a, b protoreflect.FieldDescriptor) int { return int(a.Number()) - int(b.Number()) })
	for _, field := range set {
		value := message.Get(field)
		message.Clear(field)
		if shows() {
			continue
		}
		message.Set(field, value)
		if field.Message() != nil && !field.IsList() && !field.IsMap() && !isKnown(field.Message()) && depth < deepest {
			shrink(message.Mutable(field).Message(), shows, depth+1)
		}
	}
}

// refusedWithin holds a request against the element's rules on the receiving side, wherever the element is in it along the path.
func (d *direction) refusedWithin(context Context, message protoreflect.Message) (outcome, bool) {
	received, ok := carry(message, context.Received)
	if !ok {
		return outcome{}, false
	}
	var target protoreflect.FullName
	switch {
	case d.pair.to.field != nil:
		target = d.pair.to.field.FullName()
	case d.pair.to.oneof != nil:
		target = d.pair.to.oneof.FullName()
	default:
		target = d.pair.to.of.descriptor.FullName()
	}
	onPath := map[protoreflect.FullName]bool{}
	for at, i := context.Received, 0; at != nil && i < len(context.Path); i++ {
		field := at.Fields().ByNumber(context.Path[i])
		if field == nil {
			break
		}
		onPath[field.FullName()] = true
		if at = field.Message(); field.IsMap() {
			at = field.MapValue().Message()
		}
	}
	judged := d.to.check(received, protovalidate.FilterFunc(func(_ protoreflect.Message, descriptor protoreflect.Descriptor) bool {
		return descriptor.FullName() == target || onPath[descriptor.FullName()]
	}))
	return judged, !judged.accepted && !judged.broken
}

// composer fills messages so that facts hold in them.
type composer struct {
	side    *side
	attempt int // attempt chooses among the values that would do.
}

// fill sets what a model knows of a message that stands at a place.
func (c *composer) fill(message protoreflect.Message, key string, found *model) {
	known, order := map[string]*about{}, []string{}
	absent := map[string]formula.Literal{}
	add := func(at *place, into func(*about) *[]formula.Literal, fact formula.Literal) {
		if nearest(at) != key {
			return
		}
		if known[at.key] == nil {
			known[at.key] = &about{at: at}
			order = append(order, at.key)
		}
		if into != nil {
			*into(known[at.key]) = append(*into(known[at.key]), fact)
		}
	}
	for _, fact := range found.facts {
		switch is := fact.Fact.(type) {
		case presenceFact:
			if fact.Negated {
				absent[is.at.key] = fact
			} else {
				add(is.at, nil, fact)
			}
		case textFact:
			add(is.at, func(a *about) *[]formula.Literal { return &a.texts }, fact)
		case numberFact:
			add(is.at, func(a *about) *[]formula.Literal { return &a.numbers }, fact)
		case sizeFact:
			add(is.at, func(a *about) *[]formula.Literal { return &a.sizes }, fact)
		case eachFact:
			add(is.at, func(a *about) *[]formula.Literal { return &a.each }, fact)
		}
	}
	for _, name := range order {
		about := known[name]
		if missing, unset := missingAbove(about.at, absent); unset {
			c.clear(message, key, missing.Fact.(presenceFact).at) //nolint:forcetypeassert // It says that something is not there.
			continue
		}
		c.set(message, key, about, found)
	}
	for _, missing := range absent {
		if at := missing.Fact.(presenceFact).at; nearest(at) == key { //nolint:forcetypeassert // As above.
			c.clear(message, key, at)
		}
	}
}

// nearest is the item or the message that a path begins at, as far as it is the same for all that is in it.
func nearest(at *place) string {
	for at = at.parent; at != nil; at = at.parent {
		if at.item {
			return at.key
		}
	}
	return ""
}

// holder is the message that a place is in. It is made if it takes that.
func holder(message protoreflect.Message, key string, at *place, make bool) protoreflect.Message {
	for _, step := range at.parent.path() {
		if !step.within(key) || step.key == key || step.item || step.many() {
			continue
		}
		field := message.Descriptor().Fields().ByNumber(step.from.Number())
		if field == nil || field.Message() == nil || !make && !message.Has(field) {
			return nil
		}
		message = message.Mutable(field).Message()
	}
	return message
}

func (c *composer) clear(message protoreflect.Message, key string, at *place) {
	if at.from == nil || nearest(at) != key {
		return
	}
	if in := holder(message, key, at, false); in != nil {
		in.Clear(at.from)
	}
}

func (c *composer) set(message protoreflect.Message, key string, known *about, found *model) {
	at := known.at
	if at.from == nil || at.foreign || at.item {
		return
	}
	in := holder(message, key, at, true)
	if in == nil {
		return
	}
	value, ok := c.value(in, known, found)
	if ok {
		put(in, at.from, value)
	}
}

// value is one that has all that is known.
func (c *composer) value(in protoreflect.Message, known *about, found *model) (protoreflect.Value, bool) {
	at := known.at
	switch {
	case at.many():
		return c.many(in, known, found)
	case at.text():
		language := leastOf(known.texts)
		texts := samples(language, seeded(uint64(c.attempt)), 1+4*c.attempt) //nolint:gosec // It is not negative.
		if len(texts) == 0 {
			texts = samples(mostOf(known.texts), seeded(1), 8)
		}
		if len(texts) == 0 {
			return protoreflect.Value{}, false
		}
		return protoreflect.ValueOfString(texts[c.attempt%len(texts)]), true
	case len(known.numbers) > 0:
		left, s := numbersIn(known.numbers)
		numbers := left.whole.examples(6)
		if len(numbers) == 0 {
			return s.nan, left.nan
		}
		return s.toGo(numbers[c.attempt%len(numbers)]), true
	case len(known.sizes) > 0:
		sizes := sizesIn(known.sizes)
		if len(sizes) == 0 || !sizes[0].lo.IsInt64() || sizes[0].lo.Int64() > mostItems {
			return protoreflect.Value{}, false
		}
		return protoreflect.ValueOfBytes(slices.Repeat([]byte("a"), int(sizes[0].lo.Int64()))), true
	case at.toMsg != nil:
		if in.Has(at.from) {
			return in.Get(at.from), true
		}
		return protoreflect.ValueOfMessage(newMessage(at.fromMsg)), true
	default:
		return at.unset(), true
	}
}

// many is a list with the items that have to be in it and as many others as it takes.
func (c *composer) many(in protoreflect.Message, known *about, found *model) (protoreflect.Value, bool) {
	at := known.at
	possible := sizesIn(known.sizes)
	if len(possible) == 0 || !at.from.IsList() {
		return c.pairs(in, known, found)
	}
	list := in.NewField(at.from).List()
	item := func(found *model) {
		element := list.NewElement()
		if found != nil {
			element = c.item(element, at, found)
		}
		list.Append(element)
	}
	for _, one := range found.items[at.key] {
		item(one)
	}
	for !possible.has(big.NewInt(int64(list.Len()))) && list.Len() < mostItems {
		next := possible.without(spanOf(0, int64(list.Len())))
		if len(next) == 0 {
			break
		}
		item(found.each[at.key])
	}
	return protoreflect.ValueOfList(list), true
}

// pairs is a map with the values that have to be in it.
func (c *composer) pairs(in protoreflect.Message, known *about, found *model) (protoreflect.Value, bool) {
	at := known.at
	if !at.from.IsMap() {
		return protoreflect.Value{}, false
	}
	made := in.NewField(at.from).Map()
	keys := values{side: c.side, field: at.from.MapKey()}.many(8)
	for i, one := range found.items[at.key] {
		if i >= len(keys) {
			break
		}
		made.Set(c.single(keys[i], at.keys(), one).MapKey(), c.item(made.NewValue(), at, one))
	}
	possible := sizesIn(known.sizes)
	for i := made.Len(); i < len(keys) && len(possible) > 0 && !possible.has(big.NewInt(int64(i))); i++ {
		made.Set(keys[i].MapKey(), made.NewValue())
	}
	return protoreflect.ValueOfMap(made), true
}

// item fills a message in a list, or finds a value for a single one.
func (c *composer) item(element protoreflect.Value, at *place, found *model) protoreflect.Value {
	items := at.items()
	if items.toMsg != nil {
		c.fill(element.Message(), items.key, found)
		return element
	}
	return c.single(element, items, found)
}

// single finds a value for an item or a key, or leaves the one that is there.
func (c *composer) single(element protoreflect.Value, items *place, found *model) protoreflect.Value {
	known := &about{at: items}
	for _, fact := range found.facts {
		switch is := fact.Fact.(type) {
		case textFact:
			if is.at.key == items.key {
				known.texts = append(known.texts, fact)
			}
		case numberFact:
			if is.at.key == items.key {
				known.numbers = append(known.numbers, fact)
			}
		}
	}
	if len(known.texts)+len(known.numbers) == 0 {
		return element
	}
	if value, ok := c.value(nil, known, found); ok {
		return value
	}
	return element
}
