// Package scale writes contracts of any size, to see how the pipeline grows with them. They look like this API's own: services with
// resources and permissions, comments, routes, rules of validation, and packages that import each other. The house rules pass, so they
// can be generated, linted, compared and listed like the real one, beside whose files they stand: they import its common.proto.
//
// The same size and seed give the same bytes.
package scale

import (
	"bytes"
	_ "embed"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing/fstest"
	"text/template"
)

// Package is the package of all that is made; each part is one below it.
const Package = "qdrant.cloud.scale"

// Size says how large a contract is.
type Size struct {
	Files    int    // Files is how many protos there are.
	Messages int    // Messages is how many messages a file has beside the resources and requests of its service; at least 1.
	Depth    int    // Depth is how many files the longest chain of imports has.
	Seed     uint64 // Seed chooses the fields and the imports.
}

// One in so many files has the edits of some months, in [Edited]; in another one only the lines have moved.
const (
	ChangedOneIn = 10
	MovedOneIn   = 10
)

// perPackage is how many files a package has: one with a service, and others that have messages alone.
const perPackage = 2

// Contract returns the protos by their paths in the folder proto.
func Contract(s Size) fstest.MapFS { return s.tree(func(int) bool { return false }) }

// Edited returns the contract some months later. In one of [ChangedOneIn] files a field is gone from each resource, one was renamed and
// one added, and so was a method; another of [MovedOneIn] files begins with one more comment.
func Edited(s Size) fstest.MapFS {
	tree := s.tree(func(n int) bool { return n%ChangedOneIn == 0 })
	for n := range s.Files {
		if n%MovedOneIn == 1 {
			file := tree[s.path(n)]
			file.Data = append([]byte("// A note at the top moves all lines.\n\n"), file.Data...)
		}
	}
	return tree
}

func (s Size) tree(edited func(n int) bool) fstest.MapFS {
	tree := fstest.MapFS{}
	for n := range s.Files {
		tree[s.path(n)] = &fstest.MapFile{Data: s.file(n, edited(n)), Mode: 0o644}
	}
	return tree
}

// file is what the template makes a proto of.
type file struct {
	Name    string   // Name is that of the part, in lower case.
	Title   string   // Title is the same for names of services.
	Package string   // Package is the last part of the package, with the version.
	Imports []string // Imports are the parts that the file uses.
	Service bool
	Edited  bool
	Extra   []message
}

// message is one of those beside the resources.
type message struct {
	Name   string
	Fields []field
}

type field struct {
	Number           int
	Type, Name, Rule string
}

//go:embed file.proto.tmpl
var text string

var proto = template.Must(template.New("file.proto").Parse(text))

func (s Size) file(n int, edited bool) []byte {
	// Each file has its own numbers, so that it does not depend on what was made before it.
	random := rand.New(rand.NewPCG(s.Seed, uint64(n))) //nolint:gosec // G404, G115: The numbers have to be the same again, not secret.
	f := file{
		Name: name(n), Title: fmt.Sprintf("Part%05d", n), Package: name(n - n%perPackage), Edited: edited,
		Service: n%perPackage == 0, Imports: s.imports(n, random),
	}
	for m := range max(s.Messages, 1) {
		f.Extra = append(f.Extra, f.message(m, random))
	}
	var out bytes.Buffer
	if err := proto.Execute(&out, f); err != nil {
		panic(err) // The template is a part of this package.
	}
	return out.Bytes()
}

func name(n int) string { return fmt.Sprintf("part%05d", n) }

func (s Size) path(n int) string {
	return fmt.Sprintf("qdrant/cloud/scale/%s/v1/%s.proto", name(n-n%perPackage), name(n))
}

// imports chooses the parts that a file imports: some of those one step above it in a chain of [Size.Depth]. A package is in one step
// as a whole, so packages import each other in one direction.
func (s Size) imports(n int, random *rand.Rand) []string {
	packages := (s.Files + perPackage - 1) / perPackage
	depth := max(min(s.Depth, packages), 1)
	first := func(step int) int { return (step*packages + depth - 1) / depth } // first is the first package of a step.
	step := n / perPackage * depth / packages
	if step == 0 {
		return nil
	}
	above, until := first(step-1), first(step)
	var chosen []string
	for range 1 + random.IntN(3) {
		chosen = append(chosen, name(perPackage*(above+random.IntN(until-above))))
	}
	slices.Sort(chosen)
	return slices.Compact(chosen)
}

// kinds are the types of fields, with a rule for some.
var kinds = []field{
	{Type: "google.protobuf.Timestamp"},
	{Type: "string", Rule: "string.max_len = 200"},
	{Type: "string", Rule: `string.pattern = "^[a-z][a-z0-9-]*$"`},
	{Type: "optional string"},
	{Type: "int32", Rule: "int32.gte = 0"},
	{Type: "int64"},
	{Type: "bool"},
	{Type: "double"},
	{Type: "bytes", Rule: "bytes.max_len = 1024"},
	{Type: "repeated string", Rule: "repeated.max_items = 100"},
	{Type: "map<string, string>"},
}

const (
	fieldsOfMessage = 5
	alwaysThere     = 2 // alwaysThere is how many kinds each message has, so that no import is unused.
)

// message makes the m-th further message. It may refer to the one before it and to the resources of an imported part.
func (f file) message(m int, random *rand.Rand) message {
	made := message{Name: fmt.Sprintf("%sDetail%d", f.Title, m)}
	for number := 1; number <= fieldsOfMessage; number++ {
		of := kinds[random.IntN(len(kinds))]
		if number <= alwaysThere {
			of = kinds[number-1]
		}
		of.Number, of.Name = number, fmt.Sprintf("detail_%d_%d", m, number)
		made.Fields = append(made.Fields, of)
	}
	if m > 0 {
		made.Fields = append(made.Fields, field{Number: len(made.Fields) + 1, Type: fmt.Sprintf("%sDetail%d", f.Title, m-1), Name: "before"})
	}
	for _, part := range f.Imports {
		made.Fields = append(made.Fields, field{
			Number: len(made.Fields) + 1, Type: fmt.Sprintf("%s.%s.v1.Widget", Package, part), Name: "widget_" + part,
		})
	}
	return made
}
