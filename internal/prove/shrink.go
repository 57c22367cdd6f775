package prove

import (
	"context"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/prove/tree"
)

// Shrink makes a case as small as it stays one of the same kind: edits are taken back, and declarations dropped from both sides.
func (p *Prover) Shrink(ctx context.Context, c Case, want Comparison) (Case, error) {
	for size := 8; size >= 1; {
		smaller, err := p.smaller(ctx, c, want, size)
		switch {
		case err != nil:
			return c, err
		case smaller != nil:
			c = *smaller
		default:
			size /= 2
		}
	}
	return c, nil
}

// smaller tries to take away parts, so many of them at once, and returns what is still a case, or nil.
func (p *Prover) smaller(ctx context.Context, c Case, want Comparison, size int) (*Case, error) {
	var candidates []Case
	for chunk := range slices.Chunk(reductionsOf(c), size) {
		reduced := Case{Name: c.Name, Seed: c.Seed, Edits: c.Edits, Before: c.Before.Clone(), After: c.After.Clone()}
		for _, r := range chunk {
			r(reduced.Before, reduced.After)
		}
		if same(reduced, c) || !links(reduced) {
			continue
		}
		if candidates = append(candidates, reduced); len(candidates) == 60 {
			break
		}
	}
	if len(candidates) == 0 {
		return nil, nil //nolint:nilnil // Nothing smaller is an answer.
	}
	outcomes, err := p.Run(ctx, candidates)
	if err != nil {
		return nil, err
	}
	for _, o := range outcomes {
		if o.Invalid == "" && slices.ContainsFunc(o.Compare(), func(got Comparison) bool {
			return got.Kind == want.Kind && got.Surface == want.Surface && got.Rule == want.Rule
		}) {
			return &o.Case, nil
		}
	}
	return nil, nil //nolint:nilnil // Nothing smaller is an answer.
}

func links(c Case) bool {
	_, before := c.Before.Link()
	_, after := c.After.Link()
	return before == nil && after == nil && len(c.Before.Files) > 0 && len(c.After.Files) > 0
}

func same(a, b Case) bool {
	equal := func(a, b *tree.Tree) bool {
		return slices.EqualFunc(a.Files, b.Files, func(a, b *descriptorpb.FileDescriptorProto) bool { return proto.Equal(a, b) })
	}
	return equal(a.Before, b.Before) && equal(a.After, b.After)
}

// reduction takes something away from both sides.
type reduction func(before, after *tree.Tree)

// reductionsOf are all parts that can be taken away: files, declarations at their top, members of these, and imports.
func reductionsOf(c Case) []reduction {
	var files, tops, members []reduction
	for _, file := range slices.Concat(c.Before.Files, c.After.Files) {
		path := file.GetName()
		for _, imported := range file.GetDependency() {
			members = append(members, inBoth(path, func(f *descriptorpb.FileDescriptorProto) { dropImport(f, imported) }))
		}
		files = append(files, func(before, after *tree.Tree) { dropFile(before, path); dropFile(after, path) }, func(before, after *tree.Tree) { restoreFile(before, after, path) })
		for _, m := range file.GetMessageType() {
			top, parts := messageReductions(path, m)
			tops, members = append(tops, top), append(members, parts...)
		}
		for _, e := range file.GetEnumType() {
			tops = append(tops, inBoth(path, func(f *descriptorpb.FileDescriptorProto) { f.EnumType = dropNamed(f.GetEnumType(), e.GetName()) }))
		}
		for _, s := range file.GetService() {
			top, parts := serviceReductions(path, s)
			tops, members = append(tops, top), append(members, parts...)
		}
		for _, x := range file.GetExtension() {
			tops = append(tops, inBoth(path, func(f *descriptorpb.FileDescriptorProto) { f.Extension = dropNamed(f.GetExtension(), x.GetName()) }))
		}
	}
	return slices.Concat(files, tops, members)
}

// messageReductions take away a message, its fields and what is declared in it.
func messageReductions(path string, m *descriptorpb.DescriptorProto) (top reduction, members []reduction) {
	name := m.GetName()
	for _, f := range m.GetField() {
		members = append(members, inBoth(path, inMessage(name, func(m *descriptorpb.DescriptorProto) { dropField(m, f.GetName()) })))
	}
	for _, n := range m.GetNestedType() {
		members = append(members, inBoth(path, inMessage(name, func(m *descriptorpb.DescriptorProto) { m.NestedType = dropNamed(m.GetNestedType(), n.GetName()) })))
	}
	return inBoth(path, func(f *descriptorpb.FileDescriptorProto) { f.MessageType = dropNamed(f.GetMessageType(), name) }), members
}

// serviceReductions take away a service and its methods.
func serviceReductions(path string, s *descriptorpb.ServiceDescriptorProto) (top reduction, members []reduction) {
	name := s.GetName()
	for _, m := range s.GetMethod() {
		members = append(members, inBoth(path, func(f *descriptorpb.FileDescriptorProto) {
			for _, s := range f.GetService() {
				if s.GetName() == name {
					s.Method = dropNamed(s.GetMethod(), m.GetName())
				}
			}
		}))
	}
	return inBoth(path, func(f *descriptorpb.FileDescriptorProto) { f.Service = dropNamed(f.GetService(), name) }), members
}

type named interface{ GetName() string }

func dropNamed[T named](all []T, name string) []T {
	return slices.DeleteFunc(all, func(one T) bool { return one.GetName() == name })
}

func inBoth(path string, change func(*descriptorpb.FileDescriptorProto)) reduction {
	return func(before, after *tree.Tree) {
		for _, t := range []*tree.Tree{before, after} {
			if file := t.File(path); file != nil {
				change(file)
			}
		}
	}
}

func inMessage(name string, change func(*descriptorpb.DescriptorProto)) func(*descriptorpb.FileDescriptorProto) {
	return func(file *descriptorpb.FileDescriptorProto) {
		for _, m := range file.GetMessageType() {
			if m.GetName() == name {
				change(m)
			}
		}
	}
}

// dropField drops a field that is in no oneof; those would leave one without members.
func dropField(m *descriptorpb.DescriptorProto, name string) {
	m.Field = slices.DeleteFunc(m.GetField(), func(f *descriptorpb.FieldDescriptorProto) bool {
		return f.GetName() == name && f.OneofIndex == nil
	})
}

func dropImport(file *descriptorpb.FileDescriptorProto, path string) {
	at := slices.Index(file.GetDependency(), path)
	if at < 0 || len(file.GetPublicDependency())+len(file.GetWeakDependency()) > 0 && at < len(file.GetDependency())-1 {
		return // Places of the others would change.
	}
	file.Dependency = slices.Delete(file.GetDependency(), at, at+1)
	gone := func(i int32) bool { return int(i) == at }
	file.PublicDependency, file.WeakDependency = slices.DeleteFunc(file.GetPublicDependency(), gone), slices.DeleteFunc(file.GetWeakDependency(), gone)
}

func dropFile(t *tree.Tree, path string) {
	t.Files = slices.DeleteFunc(t.Files, func(f *descriptorpb.FileDescriptorProto) bool { return f.GetName() == path })
}

// restoreFile takes all edits of a file back.
func restoreFile(before, after *tree.Tree, path string) {
	was := before.File(path)
	for i, file := range after.Files {
		if file.GetName() == path && was != nil {
			after.Files[i] = proto.CloneOf(was)
		}
	}
}
