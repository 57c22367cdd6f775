package changelog

import (
	"slices"
	"strconv"
	"strings"
)

// Remark is about an entry that somebody wrote and that may be outdated.
type Remark struct {
	Line      int    // Line is the line of the entry in the new file.
	Text      string // Text is the text of the entry.
	Generated string // Generated is what would be generated now; empty if the change no longer exists.
}

// Update writes a section below Unreleased. Generated entries that nobody changed are replaced, or removed if they are no longer
// generated. A second run changes nothing.
func Update(f *File, s Section) (*File, []Remark) {
	updated := f.clone()
	release := &updated.Releases[0]
	body := release.Body
	crlf := strings.HasSuffix(release.heading, "\r\n") && !strings.Contains(strings.ReplaceAll(body, "\r\n", ""), "\n")
	if crlf {
		body = strings.ReplaceAll(body, "\r\n", "\n")
	}
	if !strings.HasSuffix(release.heading, "\n") && len(s.Entries)+len(s.Notes) > 0 {
		release.heading += "\n" // The heading is at the end of the file.
	}
	e := &editor{blocks: blocksOf(body), emptied: map[string]bool{}}
	remarks := e.update(s.pieces())
	body = e.body()
	if crlf {
		body = strings.ReplaceAll(body, "\n", "\r\n")
	}
	release.Body = body
	above := strings.Count(updated.Intro+release.heading, "\n") + 1
	for i := range remarks {
		remarks[i].Line += above
	}
	return updated, remarks
}

// piece is an entry or a note to be written.
type piece struct {
	place string // place is the headings above it.
	key   string
	block block
}

// pieces returns what is to be written, in order.
func (s *Section) pieces() []piece {
	var all []piece
	for _, category := range Categories {
		for _, entry := range s.Entries {
			if entry.Category == category {
				m := newMarker(entry.Key, string(category), entry.Text)
				all = append(all, piece{string(category), entry.Key, block{kind: itemBlock, raw: "- " + entry.Text + " " + m.String() + "\n", marker: &m}})
			}
		}
		if category != Breaking {
			continue
		}
		again := map[string]int{}
		for _, note := range s.Notes {
			place, text := placeOf(string(Breaking), migrationTitle), note.Markdown()
			key := keyOf("migration", string(note.Rule), note.Element)
			if again[key]++; again[key] > 1 {
				key += " " + strconv.Itoa(again[key])
			}
			m := newMarker(key, place, wordsOf(text))
			summary, rest, _ := strings.Cut(text, "</summary>")
			raw := summary + "</summary> " + m.String() + rest
			all = append(all, piece{place, m.key, block{kind: detailsBlock, raw: raw, marker: &m}})
		}
	}
	return all
}

func placeOf(category, sub string) string {
	if sub == "" {
		return category
	}
	return category + "/" + sub
}

// editor changes the blocks of a section.
type editor struct {
	blocks  []block
	emptied map[string]bool // emptied has the places from which something was removed.
}

func (e *editor) body() string {
	var b strings.Builder
	for _, one := range e.blocks {
		b.WriteString(one.raw)
	}
	return b.String()
}

// places returns the headings above each block.
func (e *editor) places() []string {
	all := make([]string, len(e.blocks))
	category, sub := "", ""
	for i, b := range e.blocks {
		if b.kind == headingBlock {
			if b.level == 3 {
				category, sub = b.title, ""
			} else {
				sub = b.title
			}
		}
		all[i] = placeOf(category, sub)
	}
	return all
}

func (e *editor) update(wanted []piece) []Remark {
	byKey := make(map[string]int, len(wanted))
	for i, p := range wanted {
		byKey[p.key] = i
	}
	e.sweep(wanted, byKey)
	for i, p := range wanted {
		at := e.find(p.key)
		if at < 0 {
			e.insert(p, wanted[:i], wanted[i+1:])
			continue
		}
		if have := &e.blocks[at]; !touched(*have, e.places()[at]) && have.marker.hash != p.block.marker.hash {
			*have = p.block
		}
	}
	e.prune()
	return e.remarks(wanted, byKey)
}

// touched reports whether somebody changed a generated block.
func touched(b block, place string) bool { return b.marker.hash != hashOf(place, wordsOf(b.raw)) }

// sweep removes generated blocks that are no longer wanted, or wanted in another place.
func (e *editor) sweep(wanted []piece, byKey map[string]int) {
	seen := map[string]bool{}
	places := e.places()
	for i := 0; i < len(e.blocks); i++ {
		b := e.blocks[i]
		if b.marker == nil {
			continue
		}
		at, known := byKey[b.marker.key]
		mine := !touched(b, places[i])
		silenced := wordsOf(b.raw) == ""
		if mine && (!known || wanted[at].place != places[i] || seen[b.marker.key]) || silenced && !known {
			e.emptied[places[i]] = true
			before := len(e.blocks)
			e.remove(i)
			places = e.places()
			i -= before - len(e.blocks)
			i = max(i, -1)
			continue
		}
		seen[b.marker.key] = true
	}
}

func (e *editor) find(key string) int {
	return slices.IndexFunc(e.blocks, func(b block) bool { return b.marker != nil && b.marker.key == key })
}

// insert puts a piece after the last of the pieces before it that are in its place, else before the first of those after it, else
// at the end.
func (e *editor) insert(p piece, before, after []piece) {
	from, to := e.region(p.place)
	inRegion := func(other piece) int {
		if other.place != p.place {
			return -1
		}
		if at := e.find(other.key); at > from && at < to {
			return at
		}
		return -1
	}
	for _, other := range slices.Backward(before) {
		if at := inRegion(other); at >= 0 {
			e.put(at+1, p.block)
			return
		}
	}
	for _, other := range after {
		if at := inRegion(other); at >= 0 {
			e.put(at, p.block)
			return
		}
	}
	end := to
	for end > from+1 && e.blocks[end-1].kind == blankBlock {
		end--
	}
	e.put(end, p.block)
}

// region returns the heading of a place and the end of the text below it. It adds missing headings.
func (e *editor) region(place string) (from, to int) {
	category, sub, nested := strings.Cut(place, "/")
	from = e.heading(0, len(e.blocks), 3, category)
	if from < 0 {
		from = e.put(e.before(category), block{kind: headingBlock, level: 3, title: category, raw: "### " + category + "\n"})
	}
	to = e.next(from, 3)
	if !nested {
		return from, min(to, e.next(from, 4))
	}
	if inner := e.heading(from, to, 4, sub); inner >= 0 {
		return inner, min(to, e.next(inner, 4))
	}
	inner := e.put(to, block{kind: headingBlock, level: 4, title: sub, raw: "#### " + sub + "\n"})
	return inner, e.next(inner, 3)
}

func (e *editor) heading(from, to, level int, title string) int {
	for i := from; i < to; i++ {
		if b := e.blocks[i]; b.kind == headingBlock && b.level == level && b.title == title {
			return i
		}
	}
	return -1
}

// next returns the index of the first heading of a level after a block, or the end.
func (e *editor) next(after, level int) int {
	for i := after + 1; i < len(e.blocks); i++ {
		if b := e.blocks[i]; b.kind == headingBlock && b.level == level {
			return i
		}
	}
	return len(e.blocks)
}

// before returns the index for the heading of a category: before the first heading that follows it in the order of categories.
func (e *editor) before(category string) int {
	order := slices.Index(Categories, Category(category))
	for i, b := range e.blocks {
		if b.kind == headingBlock && b.level == 3 && slices.Index(Categories, Category(b.title)) > order {
			return i
		}
	}
	return len(e.blocks)
}

// put inserts a block, with empty lines around it where needed, and returns its index.
func (e *editor) put(at int, b block) int {
	if at > 0 {
		if last := &e.blocks[at-1]; !strings.HasSuffix(last.raw, "\n") {
			last.raw += "\n" // It was at the end of the file.
		}
	}
	blank := block{kind: blankBlock, raw: "\n"}
	list := func(i int) bool { return b.kind == itemBlock && e.blocks[i].kind == itemBlock }
	if at == len(e.blocks) || e.blocks[at].kind != blankBlock && !list(at) {
		e.blocks = slices.Insert(e.blocks, at, blank)
	}
	if at == 0 || e.blocks[at-1].kind != blankBlock && !list(at-1) {
		e.blocks = slices.Insert(e.blocks, at, blank)
		at++
	}
	e.blocks = slices.Insert(e.blocks, at, b)
	return at
}

// remove removes a block, and one of two empty lines that would be left.
func (e *editor) remove(at int) {
	e.blocks = slices.Delete(e.blocks, at, at+1)
	if at > 0 && at < len(e.blocks) && e.blocks[at-1].kind == blankBlock && e.blocks[at].kind == blankBlock {
		e.blocks = slices.Delete(e.blocks, at, at+1)
	}
}

// prune removes the headings that became empty, inner ones first.
func (e *editor) prune() {
	for _, level := range []int{4, 3} {
		places := e.places()
		for i, b := range slices.Backward(e.blocks) {
			if b.kind != headingBlock || b.level != level || !e.removedFrom(places[i]) {
				continue
			}
			end := min(e.next(i, 3), e.next(i, 4))
			if level == 3 {
				end = e.next(i, 3)
			}
			if !slices.ContainsFunc(e.blocks[i+1:end], func(b block) bool { return b.kind != blankBlock }) {
				e.blocks = slices.Delete(e.blocks, i, end)
			}
		}
	}
}

func (e *editor) removedFrom(place string) bool {
	for removed := range e.emptied {
		if removed == place || strings.HasPrefix(removed, place+"/") {
			return true
		}
	}
	return false
}

// remarks returns remarks about reworded entries whose change is no longer the one they were generated for.
func (e *editor) remarks(wanted []piece, byKey map[string]int) []Remark {
	var all []Remark
	line := 0
	places := e.places()
	for i, b := range e.blocks {
		if b.marker != nil && touched(b, places[i]) {
			at, known := byKey[b.marker.key]
			switch {
			case !known:
				all = append(all, Remark{Line: line, Text: wordsOf(b.raw)})
			case wanted[at].block.marker.hash != b.marker.hash:
				all = append(all, Remark{Line: line, Text: wordsOf(b.raw), Generated: wordsOf(wanted[at].block.raw)})
			}
		}
		line += strings.Count(b.raw, "\n")
	}
	return all
}
