package lint

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
)

// In random contracts, two packages are in a circle if each reaches the other one, and the way back is one of imports.
func TestCirclesAreThoseOfReach(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	inCircle := 0
	for range 200 {
		packages := 2 + random.IntN(6)
		files := randomFiles(t, random, packages, 3*packages)
		reach := map[[2]protoreflect.FullName]bool{}
		for _, file := range files {
			for imported := range all(file.Imports()) {
				reach[[2]protoreflect.FullName{file.Package(), imported.Package()}] = true
			}
		}
		imports := map[[2]protoreflect.FullName]bool{}
		for pair := range reach {
			imports[pair] = true
		}
		name := func(n int) protoreflect.FullName { return protoreflect.FullName(fmt.Sprint("p", n)) }
		for via := range packages {
			for from := range packages {
				for to := range packages {
					if reach[[2]protoreflect.FullName{name(from), name(via)}] && reach[[2]protoreflect.FullName{name(via), name(to)}] {
						reach[[2]protoreflect.FullName{name(from), name(to)}] = true
					}
				}
			}
		}
		circles := newCircles(files)
		for from := range packages {
			for to := range packages {
				a, b := name(from), name(to)
				way := circles.path(a, b)
				if want := a != b && reach[[2]protoreflect.FullName{a, b}] && reach[[2]protoreflect.FullName{b, a}]; (way != nil) != want {
					t.Fatalf("%s and %s in a circle: %t; the way is %q", a, b, want, way)
				}
				if way == nil {
					continue
				}
				inCircle++
				if way[0] != string(a) || way[len(way)-1] != string(b) {
					t.Fatalf("the way from %s to %s is %q", a, b, way)
				}
				for i := range way[1:] {
					if !imports[[2]protoreflect.FullName{protoreflect.FullName(way[i]), protoreflect.FullName(way[i+1])}] {
						t.Fatalf("%s does not import %s, in the way %q", way[i], way[i+1], way)
					}
				}
			}
		}
	}
	if inCircle == 0 {
		t.Error("no contract had a circle")
	}
}

// randomFiles are files of random packages, each of which imports some of those before.
func randomFiles(t *testing.T, random *rand.Rand, packages, count int) []protoreflect.FileDescriptor {
	t.Helper()
	registry := new(protoregistry.Files)
	var files []protoreflect.FileDescriptor
	for n := range count {
		file := &descriptorpb.FileDescriptorProto{
			Name:    new(fmt.Sprint(n, ".proto")),
			Package: new(fmt.Sprint("p", random.IntN(packages))),
			Syntax:  new("proto3"),
		}
		for before := range n {
			if random.IntN(count) < 2 {
				file.Dependency = append(file.Dependency, fmt.Sprint(before, ".proto"))
			}
		}
		descriptor, err := protodesc.NewFile(file, registry)
		if err != nil {
			t.Fatal(err)
		}
		if err := registry.RegisterFile(descriptor); err != nil {
			t.Fatal(err)
		}
		files = append(files, descriptor)
	}
	return files
}
