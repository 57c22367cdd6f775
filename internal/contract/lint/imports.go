package lint

import (
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// The rule of buf with the same purpose follows every path of imports, of which there are exponentially many: 1,000 files in chains of
// twelve packages took it six minutes.
var importRules = []Rule{
	{"QDRANT_IMPORT_CIRCLE", "Packages do not import each other in a circle, which Go refuses to compile.", checkImportCircles},
}

func checkImportCircles(c *contract, found findings) {
	circles := newCircles(c.all)
	for _, file := range c.files {
		imports := file.Imports()
		for i := range imports.Len() {
			back := circles.path(imports.Get(i).Package(), file.Package())
			if back == nil {
				continue
			}
			const dependency = 3 // The number of the field in google.protobuf.FileDescriptorProto.
			at := place{file: file.Path(), path: protoreflect.SourcePath{dependency, int32(i)}}
			found(at, "This import closes the circle of packages %s -> %s: move what they share to a package that imports neither.",
				file.Package(), strings.Join(back, " -> "))
		}
	}
}

// circles are the packages that import each other.
type circles struct {
	imports map[protoreflect.FullName][]protoreflect.FullName
	circle  map[protoreflect.FullName]int // circle has the same number for packages from which each leads to each.

	// The state of Tarjan's algorithm (Depth-first search and linear graph algorithms, 1972).
	index, low map[protoreflect.FullName]int
	stack      []protoreflect.FullName
}

func newCircles(files []protoreflect.FileDescriptor) *circles {
	c := &circles{
		imports: map[protoreflect.FullName][]protoreflect.FullName{}, circle: map[protoreflect.FullName]int{},
		index: map[protoreflect.FullName]int{}, low: map[protoreflect.FullName]int{},
	}
	for _, file := range files {
		for imported := range all(file.Imports()) {
			if imported.Package() != file.Package() {
				c.imports[file.Package()] = append(c.imports[file.Package()], imported.Package())
			}
		}
	}
	for pkg, imports := range c.imports {
		slices.Sort(imports)
		c.imports[pkg] = slices.Compact(imports)
	}
	for pkg := range c.imports {
		if c.index[pkg] == 0 {
			c.visit(pkg)
		}
	}
	return c
}

// visit finds the circle of a package and of those that it leads to.
func (c *circles) visit(pkg protoreflect.FullName) {
	number := len(c.index) + 1
	c.index[pkg], c.low[pkg] = number, number
	c.stack = append(c.stack, pkg)
	for _, next := range c.imports[pkg] {
		switch {
		case c.index[next] == 0:
			c.visit(next)
			c.low[pkg] = min(c.low[pkg], c.low[next])
		case c.circle[next] == 0: // It is on the stack.
			c.low[pkg] = min(c.low[pkg], c.index[next])
		}
	}
	if c.low[pkg] != number {
		return
	}
	first := slices.Index(c.stack, pkg)
	for _, member := range c.stack[first:] {
		c.circle[member] = number
	}
	c.stack = c.stack[:first]
}

// path returns the shortest way from a package to another one of its circle, with both, or nil if they are in no circle.
func (c *circles) path(from, to protoreflect.FullName) []string {
	if from == to || c.circle[from] == 0 || c.circle[from] != c.circle[to] { // 0 is that of packages without imports.
		return nil
	}
	before := map[protoreflect.FullName]protoreflect.FullName{from: ""}
	for queue := []protoreflect.FullName{from}; len(queue) > 0; queue = queue[1:] {
		if queue[0] == to {
			break
		}
		for _, next := range c.imports[queue[0]] {
			if _, seen := before[next]; !seen && c.circle[next] == c.circle[to] {
				before[next] = queue[0]
				queue = append(queue, next)
			}
		}
	}
	var way []string
	for pkg := to; pkg != ""; pkg = before[pkg] {
		way = append(way, string(pkg))
	}
	slices.Reverse(way)
	return way
}
