package httproute

import "cmp"

// Shadows is a request that an existing binding served and that an added one of another method takes now; and whether there
// is one.
//
// Which of two bindings gets a request that both accept is a convention of servers, not of google.api.http. The usual one is
// taken here: a verb at the end beats none; then the segments decide from the left, a literal beats *, and * beats **; then
// an HTTP method that is named beats one that is open. Where nothing decides, the order in which the server was given its
// routes does, so the request counts as taken.
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

// compareRank is negative, zero or positive: how the first binding ranks against the second for URLs of a length that both
// accept.
func compareRank(a, b Binding, length int) int {
	first, second := a.Template, b.Template
	order := compareBool(first.verb != "", second.verb != "")
	for place := 0; place < length && order == 0; place++ {
		order = cmp.Compare(first.rank(place), second.rank(place))
	}
	// The shorter of two templates that end differently accepts this length without **.
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

// rank is how closely the template names the segment at a place.
func (t Template) rank(place int) int {
	switch {
	case place >= len(t.fixed):
		return 0
	case t.fixed[place] == "*":
		return 1
	}
	return 2
}
