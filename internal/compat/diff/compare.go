package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// compareFile compares the properties of a file, but not its declarations.
func (c *comparer) compareFile(old, now *schema.File) {
	c.changed(Moved, old, now, old.Path, now.Path)
	c.changed("package", old, now, old.Package, now.Package)
	c.changed("syntax", old, now, edition(old.Edition), edition(now.Edition))
	c.sets("import", old, now, c.pathsNow(old.Imports), now.Imports, func(path string) bool {
		return slices.Contains(old.PublicImports, path) || slices.Contains(now.PublicImports, path) // Reported as a public import.
	})
	c.sets("import_public", old, now, c.pathsNow(old.PublicImports), now.PublicImports, nil)
	c.sets("import_weak", old, now, c.pathsNow(old.WeakImports), now.WeakImports, nil)
	c.sets("import_option", old, now, c.pathsNow(old.OptionImports), now.OptionImports, nil)
	c.compareCommon(old, now, old.Rest, now.Rest)
}

// pathsNow returns the paths that imported files have now, so that a moved file is not reported again by those that import it.
func (c *comparer) pathsNow(paths []string) []string {
	if len(c.movedPaths) == 0 {
		return paths
	}
	all := make([]string, len(paths))
	for i, path := range paths {
		all[i] = path
		if old := c.Old.File(path); old != nil && c.fileNow[old] != nil {
			all[i] = c.fileNow[old].Path
		}
	}
	return all
}

func edition(number int32) string {
	switch number {
	case schema.EditionProto2:
		return "proto2"
	case schema.EditionProto3:
		return "proto3"
	default:
		return "edition " + strconv.Itoa(int(number)+1023) // EDITION_2023 is 1000.
	}
}

// sets compares lists whose order has no meaning, and adds one change for each member that was added or removed.
func (c *comparer) sets(part string, old, now schema.Element, before, after []string, ignore func(string) bool) {
	for _, member := range before {
		if !slices.Contains(after, member) && (ignore == nil || !ignore(member)) {
			c.add(now.Kind(), part, old, now, member, "")
		}
	}
	for _, member := range after {
		if !slices.Contains(before, member) && (ignore == nil || !ignore(member)) {
			c.add(now.Kind(), part, old, now, "", member)
		}
	}
}

// compareCommon compares what every declaration has: options, comments, and fields that the schema package does not know.
func (c *comparer) compareCommon(old, now schema.Element, oldRest, nowRest string) {
	c.compareOptions(old, now)
	if oldRest != nowRest {
		c.changed(Other, old, now, c.options.rest(old.Kind(), oldRest), c.options.rest(now.Kind(), nowRest))
	}
	if old.In() != now.In() && !schema.SameSourceInfo(old.In(), now.In()) {
		before, after := schema.Locate(old), schema.Locate(now)
		if before.Line > 0 && after.Line > 0 {
			c.changed(Comment, old, now, before.Comment, after.Comment)
		}
	}
}

func (c *comparer) compareOptions(old, now schema.Element) {
	if old.Opts() == now.Opts() && schema.SameManaged(old.In(), now.In()) {
		return
	}
	for _, difference := range managed(old, now, c.options.compare(now.Kind(), old.Opts(), now.Opts())) {
		if implied(now.Kind(), difference.name) {
			continue
		}
		c.Changes = append(c.Changes, Change{
			Kind: c.kindOf(now.Kind(), Option), Option: difference.name, Old: old, New: now, Before: difference.before, After: difference.after,
		})
	}
}

// implied reports whether an option is compared elsewhere, in its resolved form.
func implied(kind schema.Kind, option string) bool {
	switch kind {
	case schema.KindField, schema.KindExtension:
		return option == "packed"
	case schema.KindMessage:
		return option == "map_entry"
	default:
		return false
	}
}

func (c *comparer) compareDeclaration(old, now schema.Element) {
	// Both are of the same kind.
	switch now := now.(type) {
	case *schema.Message:
		if old, ok := old.(*schema.Message); ok {
			c.compareMessage(old, now)
		}
	case *schema.Enum:
		if old, ok := old.(*schema.Enum); ok {
			c.compareEnum(old, now)
		}
	case *schema.Service:
		if old, ok := old.(*schema.Service); ok {
			c.compareService(old, now)
		}
	case *schema.Field:
		if old, ok := old.(*schema.Field); ok {
			c.compareExtension(old, now)
		}
	}
}

// compareName reports a new name, unless it follows from a renamed parent or package.
func (c *comparer) compareName(old, now schema.Element) {
	if old.FullName() != now.FullName() && c.nameNow(old) != now.FullName() {
		c.add(now.Kind(), Renamed, old, now, old.FullName(), now.FullName())
		if old.In().Package != now.In().Package {
			return // The name includes the package, and another package is always another file.
		}
	}
	if parentOf(old) != nil && parentOf(now) != nil {
		return // It moves with its parent.
	}
	if old.In().Path != now.In().Path && c.fileNow[old.In()] != now.In() {
		c.add(now.Kind(), Moved, old, now, old.In().Path, now.In().Path)
	}
}

func (c *comparer) compareMessage(old, now *schema.Message) {
	c.compareName(old, now)
	c.changed("json_format", old, now, jsonFormat(old.Features), jsonFormat(now.Features))
	c.changed("visibility", old, now, visibility(old.Local), visibility(now.Local))
	c.reserved(old, now, old.ReservedRanges, now.ReservedRanges, old.ReservedNames, now.ReservedNames)
	c.compareExtensionRanges(old, now)
	c.compareCommon(old, now, old.Rest, now.Rest)

	oneofs := c.compareOneofs(old, now)
	pairs, removed, added := matchFields(old.Fields, now.Fields)
	for _, pair := range pairs {
		c.compareField(pair.Old, pair.New, oneofs)
	}
	for _, f := range added {
		c.add(schema.KindField, Added, nil, f, "", Declaration(f))
	}
	for _, f := range removed {
		c.add(schema.KindField, Removed, f, nil, Declaration(f), "")
	}
	inOrder(c, Order, old, now, pairs)
}

// inOrder adds one change if the declarations that both sides have are in another order.
func inOrder[E interface{ Position() int }](c *comparer, part string, old, now schema.Element, pairs []Pair[E]) {
	last := -1
	for _, pair := range pairs {
		at := pair.Old.Position()
		if at < last {
			c.add(now.Kind(), part, old, now, "", "")
			return
		}
		last = at
	}
}

func visibility(local bool) string {
	if local {
		return "local"
	}
	return "exported"
}

func jsonFormat(f schema.Features) string {
	if f.JSONBestEffort() {
		return "LEGACY_BEST_EFFORT"
	}
	return "ALLOW"
}

// reserved compares reservations number by number, so that two adjacent ranges equal one range that spans both.
func (c *comparer) reserved(old, now schema.Element, before, after []schema.Range, oldNames, nowNames []string) {
	for _, r := range subtract(before, after) {
		c.add(now.Kind(), "reserved", old, now, r, "")
	}
	for _, r := range subtract(after, before) {
		c.add(now.Kind(), "reserved", old, now, "", r)
	}
	c.sets("reserved", old, now, quoted(oldNames), quoted(nowNames), nil)
}

func quoted(names []string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = strconv.Quote(name)
	}
	return all
}

// subtract returns the ranges of a without those of b.
func subtract(a, b []schema.Range) []string {
	b = slices.SortedFunc(slices.Values(b), func(x, y schema.Range) int { return int(int64(x.From) - int64(y.From)) })
	var left []string
	for _, r := range a {
		from, to := int64(r.From), int64(r.To)
		for _, cut := range b {
			if int64(cut.To) < from || int64(cut.From) > to {
				continue
			}
			if int64(cut.From) > from {
				left = append(left, rangeText(from, int64(cut.From)-1))
			}
			from = int64(cut.To) + 1
		}
		if from <= to {
			left = append(left, rangeText(from, to))
		}
	}
	return left
}

func rangeText(from, to int64) string {
	switch {
	case from == to:
		return strconv.FormatInt(from, 10)
	case to >= 536870911:
		return strconv.FormatInt(from, 10) + " to max"
	default:
		return fmt.Sprintf("%d to %d", from, to)
	}
}

func (c *comparer) compareExtensionRanges(old, now *schema.Message) {
	before, after := make([]schema.Range, len(old.ExtensionRanges)), make([]schema.Range, len(now.ExtensionRanges))
	for i, r := range old.ExtensionRanges {
		before[i] = r.Range
	}
	for i, r := range now.ExtensionRanges {
		after[i] = r.Range
	}
	lost, gained := subtract(before, after), subtract(after, before)
	for _, r := range lost {
		c.add(schema.KindMessage, "extension_range", old, now, r, "")
	}
	for _, r := range gained {
		c.add(schema.KindMessage, "extension_range", old, now, "", r)
	}
	if len(lost)+len(gained) > 0 {
		return
	}
	if !slices.Equal(joined(old.ExtensionRanges), joined(now.ExtensionRanges)) {
		c.add(schema.KindMessage, "extension_range_option", old, now, "", "")
	}
}

// joined sorts ranges by number and joins adjacent ones that have the same options.
func joined(ranges []schema.ExtensionRange) []schema.ExtensionRange {
	var all []schema.ExtensionRange
	for _, r := range slices.SortedFunc(slices.Values(ranges), func(a, b schema.ExtensionRange) int { return cmp.Compare(a.From, b.From) }) {
		last := len(all) - 1
		switch {
		case r.From > r.To:
		case last >= 0 && int64(all[last].To)+1 == int64(r.From) && all[last].Options == r.Options && all[last].Rest == r.Rest:
			all[last].To = r.To
		default:
			all = append(all, r)
		}
	}
	return all
}

// compareOneofs matches oneofs by name, then by their members, and returns the new oneof for each old one.
func (c *comparer) compareOneofs(old, now *schema.Message) map[*schema.Oneof]*schema.Oneof {
	partner := map[*schema.Oneof]*schema.Oneof{}
	taken := map[*schema.Oneof]bool{}
	take := func(same func(a, b *schema.Oneof) bool) {
		for _, before := range old.Oneofs {
			if partner[before] != nil {
				continue
			}
			for _, after := range now.Oneofs {
				if !taken[after] && same(before, after) {
					partner[before], taken[after] = after, true
					break
				}
			}
		}
	}
	take(func(a, b *schema.Oneof) bool { return a.Name() == b.Name() })
	take(alike)
	for _, before := range old.Oneofs {
		after := partner[before]
		if after == nil {
			c.add(schema.KindOneof, Removed, before, nil, before.Name(), "")
			continue
		}
		if before.FullName() != after.FullName() {
			c.renamed[before.FullName()] = after.FullName()
		}
		c.changed(Renamed, before, after, before.Name(), after.Name())
		c.compareCommon(before, after, before.Rest, after.Rest)
	}
	for _, after := range now.Oneofs {
		if !taken[after] {
			c.add(schema.KindOneof, Added, nil, after, "", after.Name())
		}
	}
	return partner
}

// alike reports whether two oneofs have most of their members in common.
func alike(a, b *schema.Oneof) bool {
	common := 0
	for _, f := range a.Fields {
		if slices.ContainsFunc(b.Fields, func(g *schema.Field) bool { return f.Number == g.Number }) {
			common++
		}
	}
	return 2*common > max(len(a.Fields), len(b.Fields))
}

func (c *comparer) compareEnum(old, now *schema.Enum) {
	c.compareName(old, now)
	c.changed("openness", old, now, openness(old), openness(now))
	c.changed("json_format", old, now, jsonFormat(old.Features), jsonFormat(now.Features))
	c.changed("visibility", old, now, visibility(old.Local), visibility(now.Local))
	if len(old.Values) > 0 && len(now.Values) > 0 && old.Values[0].Number != now.Values[0].Number {
		c.add(schema.KindEnum, "default", old, now, old.Values[0].Name(), now.Values[0].Name())
	}
	c.reserved(old, now, old.ReservedRanges, now.ReservedRanges, old.ReservedNames, now.ReservedNames)
	c.compareCommon(old, now, old.Rest, now.Rest)

	pairs, removed, added := matchValues(old.Values, now.Values)
	for _, pair := range pairs {
		c.changed(Renamed, pair.Old, pair.New, pair.Old.Name(), pair.New.Name())
		c.changed("number", pair.Old, pair.New, strconv.Itoa(int(pair.Old.Number)), strconv.Itoa(int(pair.New.Number)))
		c.compareCommon(pair.Old, pair.New, pair.Old.Rest, pair.New.Rest)
	}
	for _, v := range added {
		c.add(schema.KindEnumValue, Added, nil, v, "", valueText(v))
	}
	for _, v := range removed {
		c.add(schema.KindEnumValue, Removed, v, nil, valueText(v), "")
	}
	inOrder(c, Order, old, now, pairs)
}

func openness(e *schema.Enum) string {
	if e.Closed() {
		return "closed"
	}
	return "open"
}

func valueText(v *schema.EnumValue) string { return v.Name() + " = " + strconv.Itoa(int(v.Number)) }

func (c *comparer) compareService(old, now *schema.Service) {
	c.compareName(old, now)
	c.compareCommon(old, now, old.Rest, now.Rest)

	var pairs []Pair[*schema.Method]
	var added []*schema.Method
	taken := map[*schema.Method]bool{}
	byName := make(map[string]*schema.Method, len(old.Methods))
	for _, o := range old.Methods {
		byName[o.Name()] = o
	}
	for _, m := range now.Methods {
		if o := byName[m.Name()]; o != nil && !taken[o] {
			taken[o] = true
			pairs = append(pairs, Pair[*schema.Method]{o, m})
		} else {
			added = append(added, m)
		}
	}
	var lost []*schema.Method
	for _, o := range old.Methods {
		if !taken[o] {
			lost = append(lost, o)
		}
	}
	renamed := map[*schema.Method]bool{}
	for _, pair := range c.renamedMethods(lost, added) {
		taken[pair.Old] = true
		renamed[pair.New] = true
		pairs = append(pairs, pair)
	}
	added = slices.DeleteFunc(added, func(m *schema.Method) bool { return renamed[m] })
	for _, pair := range pairs {
		c.Methods = append(c.Methods, pair)
		c.compareMethod(pair.Old, pair.New)
	}
	for _, m := range added {
		c.add(schema.KindMethod, Added, nil, m, "", m.Name())
	}
	for _, o := range old.Methods {
		if !taken[o] {
			c.add(schema.KindMethod, Removed, o, nil, o.Name(), "")
		}
	}
	inOrder(c, Order, old, now, pairs)
}

func (c *comparer) compareMethod(old, now *schema.Method) {
	c.changed(Renamed, old, now, old.Name(), now.Name())
	c.typeName("request", old, now, old.Request, now.Request)
	c.typeName("response", old, now, old.Response, now.Response)
	c.changed("client_streaming", old, now, stream(old.ClientStreaming), stream(now.ClientStreaming))
	c.changed("server_streaming", old, now, stream(old.ServerStreaming), stream(now.ServerStreaming))
	c.compareCommon(old, now, old.Rest, now.Rest)
}

func stream(on bool) string {
	if on {
		return "stream"
	}
	return "unary"
}

// typeName compares the names of two types; a renamed type is the same type.
func (c *comparer) typeName(part string, old, now schema.Element, before, after string) {
	if c.Rename(before) != after {
		c.add(now.Kind(), part, old, now, before, after)
	}
}

// renamedMethods pairs a removed and an added method that have the same request and response, where no other method has them.
func (c *comparer) renamedMethods(lost, added []*schema.Method) []Pair[*schema.Method] {
	type call struct {
		request, response string
		client, server    bool
	}
	before, after := map[call][]*schema.Method{}, map[call][]*schema.Method{}
	for _, o := range lost {
		key := call{c.Rename(o.Request), c.Rename(o.Response), o.ClientStreaming, o.ServerStreaming}
		before[key] = append(before[key], o)
	}
	for _, m := range added {
		key := call{m.Request, m.Response, m.ClientStreaming, m.ServerStreaming}
		after[key] = append(after[key], m)
	}
	var pairs []Pair[*schema.Method]
	for _, m := range added {
		key := call{m.Request, m.Response, m.ClientStreaming, m.ServerStreaming}
		if len(before[key]) == 1 && len(after[key]) == 1 && !strings.HasPrefix(m.Request, "google.protobuf.") {
			pairs = append(pairs, Pair[*schema.Method]{before[key][0], m})
		}
	}
	return pairs
}
