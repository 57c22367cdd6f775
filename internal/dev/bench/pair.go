package bench

import (
	"fmt"
	"strings"
	"testing/fstest"
)

// The size of the pair: about 20 MB of descriptors with source info on each side.
const (
	pairFiles     = 4500
	changedOneIn  = 10 // changedOneIn files differs in its declarations.
	linesMovedIn  = 10 // linesMovedIn files differs only in where its lines are.
	resourcesEach = 2
)

// pair writes two trees of protos that look like those of a large company: services with resources, comments, options and
// references between packages. The second one has the edits of some months.
func pair(files int) (before, after fstest.MapFS) {
	before, after = fstest.MapFS{}, fstest.MapFS{}
	for i := range files {
		name := fmt.Sprintf("acme/area%02d/part%04d/v1/part.proto", i%40, i)
		before[name] = &fstest.MapFile{Data: []byte(protoFile(i, false))}
		after[name] = &fstest.MapFile{Data: []byte(protoFile(i, i%changedOneIn == 0))}
		if i%linesMovedIn == 1 {
			after[name].Data = append([]byte("// A note at the top moves all lines.\n\n"), after[name].Data...)
		}
	}
	return before, after
}

// protoFile is the n-th file. In its edited form a field is gone, one was renamed, one is new, and so is a method.
func protoFile(n int, edited bool) string {
	var b strings.Builder
	pkg := fmt.Sprintf("acme.area%02d.part%04d.v1", n%40, n)
	fmt.Fprintf(&b, "syntax = \"proto3\";\n\npackage %s;\n\n", pkg)
	if n > 0 {
		fmt.Fprintf(&b, "import \"acme/area%02d/part%04d/v1/part.proto\";\n", (n-1)%40, n-1)
	}
	fmt.Fprintf(&b, "import \"google/protobuf/timestamp.proto\";\n\noption go_package = \"example.com/acme/part%04d/v1;partv1\";\n", n)
	for r := range resourcesEach {
		thing := fmt.Sprintf("Thing%d", r)
		fmt.Fprintf(&b, "\n// %sService keeps the things of part %d.\nservice %sService {\n", thing, n, thing)
		for _, verb := range []string{"Get", "List", "Update"} {
			fmt.Fprintf(&b, "  // %s%s is one of the calls that the console makes.\n  rpc %s%s(%s%sRequest) returns (%s) {}\n", verb, thing, verb, thing, verb, thing, thing)
		}
		if edited {
			fmt.Fprintf(&b, "  // Close%s ends its life.\n  rpc Close%s(Get%sRequest) returns (%s) {}\n", thing, thing, thing, thing)
		}
		b.WriteString("}\n")
		for _, verb := range []string{"Get", "List", "Update"} {
			fmt.Fprintf(&b, "\n// %s%sRequest is what the call takes.\nmessage %s%sRequest {\n  // The name of the thing.\n  string name = 1;\n  // How many at most.\n  int32 page_size = 2;\n}\n", verb, thing, verb, thing)
		}
		fmt.Fprintf(&b, "\n// State%d is how it is doing.\nenum State%d {\n", r, r)
		for v, state := range []string{"UNSPECIFIED", "CREATING", "READY", "FAILED"} {
			fmt.Fprintf(&b, "  // The %s state.\n  STATE%d_%s = %d;\n", strings.ToLower(state), r, state, v)
		}
		fmt.Fprintf(&b, "}\n\n// %s is a resource.\nmessage %s {\n  // Its name.\n  string name = 1;\n  // When it was made.\n  google.protobuf.Timestamp create_time = 2;\n  // How it is doing.\n  State%d state = 3;\n", thing, thing, r)
		if !edited {
			b.WriteString("  // What it was called.\n  string former_name = 4;\n  // Its size in bytes.\n  int64 size = 5;\n")
		} else {
			b.WriteString("  // Its size in bytes.\n  int64 size_bytes = 5;\n  // Who made it.\n  string creator = 7;\n")
		}
		b.WriteString("  // Words about it.\n  map<string, string> labels = 6;\n")
		if n > 0 {
			fmt.Fprintf(&b, "  // Another thing.\n  acme.area%02d.part%04d.v1.Thing%d other = 8;\n", (n-1)%40, n-1, r)
		}
		b.WriteString("}\n")
	}
	return b.String()
}
