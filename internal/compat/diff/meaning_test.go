package diff

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
)

// meaning returns a descriptor without formatting: each thing that can be written in several ways is written in one.
func meaning(original *descriptorpb.FileDescriptorProto) *descriptorpb.FileDescriptorProto {
	f := proto.CloneOf(original)
	f.SourceCodeInfo = nil
	f.Dependency = set(f.GetDependency())
	public, weak := importsAt(original, f.GetPublicDependency()), importsAt(original, f.GetWeakDependency())
	f.PublicDependency, f.WeakDependency = nil, nil
	// Names of imports replace their indexes.
	f.Dependency = append(append(f.GetDependency(), public...), append([]string{"weak"}, weak...)...)
	f.OptionDependency = set(f.GetOptionDependency())
	if f.Package == nil {
		f.Package = new("")
	}
	meaningOfTypes(f.GetMessageType(), f.GetEnumType(), f.GetExtension())
	for _, s := range f.GetService() {
		for _, m := range s.GetMethod() {
			m.ClientStreaming, m.ServerStreaming = new(m.GetClientStreaming()), new(m.GetServerStreaming())
			m.InputType, m.OutputType = plainName(m.InputType), plainName(m.OutputType)
		}
	}
	return f
}

func meaningOfTypes(messages []*descriptorpb.DescriptorProto, enums []*descriptorpb.EnumDescriptorProto, extensions []*descriptorpb.FieldDescriptorProto) {
	for _, m := range messages {
		var numbers []rangeOf
		for _, r := range m.GetReservedRange() {
			numbers = append(numbers, rangeOf{int64(r.GetStart()), int64(r.GetEnd()) - 1})
			m.ProtoReflect().SetUnknown(slices.Concat(m.ProtoReflect().GetUnknown(), r.ProtoReflect().GetUnknown()))
		}
		m.ReservedName = append(set(m.GetReservedName()), union(numbers))
		m.ReservedRange = nil
		m.ExtensionRange = slices.DeleteFunc(m.GetExtensionRange(), func(r *descriptorpb.DescriptorProto_ExtensionRange) bool { return r.GetStart() >= r.GetEnd() })
		slices.SortFunc(m.GetExtensionRange(), func(a, b *descriptorpb.DescriptorProto_ExtensionRange) int {
			return cmp.Compare(a.GetStart(), b.GetStart())
		})
		meaningOfTypes(m.GetNestedType(), m.GetEnumType(), m.GetExtension())
		meaningOfFields(m.GetField())
	}
	for _, e := range enums {
		var numbers []rangeOf
		for _, r := range e.GetReservedRange() {
			numbers = append(numbers, rangeOf{int64(r.GetStart()), int64(r.GetEnd())})
			e.ProtoReflect().SetUnknown(slices.Concat(e.ProtoReflect().GetUnknown(), r.ProtoReflect().GetUnknown()))
		}
		e.ReservedName = append(set(e.GetReservedName()), union(numbers))
		e.ReservedRange = nil
		for _, v := range e.GetValue() {
			v.Number = new(v.GetNumber())
		}
	}
	meaningOfFields(extensions)
}

func meaningOfFields(fields []*descriptorpb.FieldDescriptorProto) {
	for _, f := range fields {
		f.Number, f.Label, f.Proto3Optional = new(f.GetNumber()), f.GetLabel().Enum(), new(f.GetProto3Optional())
		f.TypeName, f.Extendee = plainName(f.TypeName), plainName(f.Extendee)
		if f.GetJsonName() == "" {
			f.JsonName = new(derivedJSONName(f.GetName()))
		}
	}
}

// derivedJSONName returns the name without underscores, with the letters after them in upper case.
func derivedJSONName(name string) string {
	words := strings.Split(name, "_")
	for i, word := range words[1:] {
		if word != "" && 'a' <= word[0] && word[0] <= 'z' {
			words[i+1] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, "")
}

func plainName(name *string) *string {
	if name == nil {
		return new("")
	}
	return new(strings.TrimPrefix(*name, "."))
}

// set returns a sorted list without duplicates.
func set(members []string) []string {
	members = slices.Clone(members)
	slices.Sort(members)
	return slices.Compact(members)
}

func importsAt(f *descriptorpb.FileDescriptorProto, indexes []int32) []string {
	var all []string
	for _, i := range indexes {
		if i >= 0 && int(i) < len(f.GetDependency()) {
			all = append(all, f.GetDependency()[i])
		}
	}
	return set(all)
}

type rangeOf struct{ from, to int64 }

// union writes the numbers in ranges, however they are split.
func union(ranges []rangeOf) string {
	edges := map[int64]int{}
	for _, r := range ranges {
		if r.from <= r.to {
			edges[r.from]++
			edges[r.to+1]--
		}
	}
	var b strings.Builder
	depth := 0
	for _, at := range slices.Sorted(maps.Keys(edges)) {
		before := depth
		depth += edges[at]
		if (before == 0) != (depth == 0) {
			fmt.Fprint(&b, at, " ")
		}
	}
	return b.String()
}

// sameComments compares the comments on all declarations whose location is known on both sides.
func sameComments(before, after map[string]string) bool {
	for path, comment := range before {
		if now, ok := after[path]; ok && now != comment {
			return false
		}
	}
	return true
}

// comments returns the comments on declarations by their paths.
func comments(f *descriptorpb.FileDescriptorProto) map[string]string {
	places := map[string]string{}
	for _, at := range f.GetSourceCodeInfo().GetLocation() {
		path := pathKey(at.GetPath())
		if _, have := places[path]; have {
			continue
		}
		var lines []string
		for line := range strings.SplitSeq(at.GetLeadingComments()+"\n"+at.GetTrailingComments(), "\n") {
			line = strings.TrimSpace(line)
			if line != "" && !strings.HasPrefix(line, "buf:lint:ignore") {
				lines = append(lines, line)
			}
		}
		places[path] = strings.Join(lines, "\n")
	}
	all := map[string]string{}
	keep := func(path []int32) {
		if comment, ok := places[pathKey(path)]; ok {
			all[pathKey(path)] = comment
		}
	}
	eachDeclaration(f, keep)
	for _, path := range [][]int32{{2}, {12}} {
		if comment, ok := places[pathKey(path)]; ok {
			all["file"] = comment
			break
		}
	}
	return all
}

// eachDeclaration visits the paths of all declarations except those that a compiler generated.
func eachDeclaration(f *descriptorpb.FileDescriptorProto, visit func([]int32)) {
	enums := func(path []int32, all []*descriptorpb.EnumDescriptorProto) {
		for i, e := range all {
			path := append(slices.Clone(path), int32(i))
			visit(path)
			for k := range e.GetValue() {
				visit(append(slices.Clone(path), 2, int32(k)))
			}
		}
	}
	var messages func(path []int32, all []*descriptorpb.DescriptorProto)
	messages = func(path []int32, all []*descriptorpb.DescriptorProto) {
		for i, m := range all {
			path := append(slices.Clone(path), int32(i))
			visit(path)
			for k := range m.GetField() {
				visit(append(slices.Clone(path), 2, int32(k)))
			}
			for k := range m.GetExtension() {
				visit(append(slices.Clone(path), 6, int32(k)))
			}
			for k := range m.GetOneofDecl() {
				visit(append(slices.Clone(path), 8, int32(k)))
			}
			messages(append(slices.Clone(path), 3), m.GetNestedType())
			enums(append(slices.Clone(path), 4), m.GetEnumType())
		}
	}
	messages([]int32{4}, f.GetMessageType())
	enums([]int32{5}, f.GetEnumType())
	for i := range f.GetExtension() {
		visit([]int32{7, int32(i)})
	}
	for i, s := range f.GetService() {
		visit([]int32{6, int32(i)})
		for k := range s.GetMethod() {
			visit([]int32{6, int32(i), 2, int32(k)})
		}
	}
}

func pathKey(path []int32) string {
	key := make([]byte, 0, 4*len(path))
	for _, step := range path {
		key = append(strconv.AppendInt(key, int64(step), 10), '.')
	}
	return string(key)
}
