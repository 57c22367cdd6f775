package accepts

import (
	"slices"
	"strconv"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// entangled is from how many of the first keys a map of two is made with each of two orders of their values.
const entangled = 8

// maps returns maps with numbers of entries near the limits, and with each key and each value.
func (h *hints) maps(s *search, f protoreflect.FieldDescriptor, rules protovalidate.Validator) []protoreflect.Value {
	keys, values := h.scalars(s, f.MapKey(), rules), h.scalars(s, f.MapValue(), rules)
	if len(keys) == 0 || len(values) == 0 {
		return nil
	}
	holder := dynamicpb.NewMessage(f.ContainingMessage())
	var all []protoreflect.Value
	for _, n := range h.sizes() {
		for range 3 {
			v := holder.NewField(f)
			first := s.IntN(len(keys))
			for i := range n {
				key := keys[(first+i)%len(keys)]
				if i >= len(keys) && f.MapKey().Kind() == protoreflect.StringKind {
					key = protoreflect.ValueOfString("key" + strconv.Itoa(i))
				}
				v.Map().Set(key.MapKey(), values[s.IntN(len(values))])
			}
			all = append(all, v)
		}
	}
	// Rules may be about which key has which value: keys and values of about the same place are combined, and neighbours exchanged.
	for first := range min(len(keys), entangled) {
		for shift := range 2 {
			v := holder.NewField(f)
			for i := range min(2, len(keys)) {
				v.Map().Set(keys[(first+i)%len(keys)].MapKey(), values[(first+(i+shift)%2)%len(values)])
			}
			all = append(all, v)
		}
	}
	all = append(all, h.acceptedMaps(s, f, keys, values, rules)...)
	for _, key := range keys {
		v := holder.NewField(f)
		v.Map().Set(key.MapKey(), values[s.IntN(len(values))])
		all = append(all, v)
	}
	for _, value := range values {
		v := holder.NewField(f)
		v.Map().Set(keys[0].MapKey(), value)
		all = append(all, v)
	}
	return all
}

// acceptedMaps returns a map of each size, with keys and values that the rules accept.
func (h *hints) acceptedMaps(s *search, f protoreflect.FieldDescriptor, keys, values []protoreflect.Value, rules protovalidate.Validator) []protoreflect.Value {
	holder := dynamicpb.NewMessage(f.ContainingMessage())
	one := func(key, value protoreflect.Value) protoreflect.Value {
		v := holder.NewField(f)
		v.Map().Set(key.MapKey(), value)
		return v
	}
	var key, value protoreflect.Value // a pair that the rules accept
	for i := 0; i < len(keys) && !key.IsValid(); i++ {
		for _, v := range values {
			if acceptsEntries(f, one(keys[i], v), rules) {
				key, value = keys[i], v
				break
			}
		}
	}
	if !key.IsValid() {
		return nil
	}
	sizes := h.sizes()
	var goodKeys []protoreflect.Value
	seen := map[any]bool{}
	add := func(k protoreflect.Value) {
		if len(goodKeys) < slices.Max(sizes) && !seen[k.Interface()] {
			if seen[k.Interface()] = true; acceptsEntries(f, one(k, value), rules) {
				goodKeys = append(goodKeys, k)
			}
		}
	}
	for _, k := range keys {
		add(k)
	}
	for i := range slices.Max(sizes) {
		if other, ok := variant(f.MapKey().Kind(), key, i); ok {
			add(other)
		}
	}
	goodValues := slices.DeleteFunc(slices.Clone(values), func(v protoreflect.Value) bool { return !acceptsEntries(f, one(key, v), rules) })
	var all []protoreflect.Value
	for _, n := range sizes {
		v := holder.NewField(f)
		for _, k := range goodKeys[:min(n, len(goodKeys))] {
			v.Map().Set(k.MapKey(), goodValues[s.IntN(len(goodValues))])
		}
		all = append(all, v)
	}
	return all
}

// acceptsEntries reports whether the rules for keys and values accept those of a map.
func acceptsEntries(f protoreflect.FieldDescriptor, entries protoreflect.Value, rules protovalidate.Validator) bool {
	m := dynamicpb.NewMessage(f.ContainingMessage())
	m.Set(f, entries)
	return acceptsParts(m, f, rules)
}
