package httproute

import "cmp"

// Shadows returns a request that an existing binding served and that an added binding of another method takes, if there is one.
//
// If two bindings accept a request, servers choose by convention; google.api.http does not define it. Here the usual convention
// applies: a verb at the end wins over none; then the segments from the left decide, a literal before *, and * before **; then a
// named HTTP method before *. If nothing decides, the order of registration does, so the request counts as taken.
func Shadows(existing, added Binding) (example string, yes bool) {
	verb := commonVerb(existing.Verb, added.Verb)
	if verb == "" {
		return "", false
	}
	for _, length := range added.Template.lengths(existing.Template) {
		both, some := common(existing.Template, added.Template, length)
		if some && compareRank(added, existing, length) >= 0 {
			return verb + " " + chosen(both, nil), true
		}
	}
	return "", false
}

// compareRank compares the priority of two bindings for URLs of a length that both accept, like [cmp.Compare].
func compareRank(a, b Binding, length int) int {
	first, second := a.Template, b.Template
	order := compareBool(first.verb != "", second.verb != "")
	for place := 0; place < length && order == 0; place++ {
		order = cmp.Compare(first.rank(place), second.rank(place))
	}
	// If two templates end differently, the shorter one accepts this length without **.
	return cmp.Or(order, compareBool(!first.deep, !second.deep), compareBool(a.Verb != anyVerb, b.Verb != anyVerb))
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// rank returns how precisely the template names the segment at a place.
func (t Template) rank(place int) int {
	switch {
	case place >= len(t.fixed):
		return 0
	case t.fixed[place] == "*":
		return 1
	}
	return 2
}
