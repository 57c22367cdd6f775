package clients

import (
	"fmt"
	"path"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// tsReserved are the names that protoc-gen-es gives a $ at the end where a type or constant has them, because they are keywords or
// names of its own.
var tsReserved = words(`break case catch class const continue debugger default delete do else enum export extends false finally for
	function if import in instanceof new null return super switch this throw true try typeof var void while with yield abstract
	boolean byte char double final float goto int long native short synchronized throws transient volatile as implements interface
	let package private protected public static any bigint number object Object string symbol undefined globalThis Uint8Array Array
	BigInt Number Boolean String Symbol Message`)

// tsOwnProperties are the properties of every object, which no method of a service may hide.
var tsOwnProperties = words("constructor toString toJSON valueOf")

func words(text string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(text) {
		set[word] = true
	}
	return set
}

// tsName is the name of a message, enum or service in its module: those inside of others are joined by an underscore.
func tsName(of protoreflect.Descriptor) string {
	name := string(of.Name())
	for parent := of.Parent(); parent != nil; parent = parent.Parent() {
		if _, isFile := parent.(protoreflect.FileDescriptor); isFile {
			break
		}
		name = string(parent.Name()) + "_" + name
	}
	if tsReserved[name] {
		return name + "$"
	}
	return name
}

// tsProperty is a name of a property that hides none of every object.
func tsProperty(name string) string {
	if tsOwnProperties[name] {
		return name + "$"
	}
	return name
}

// tsMethodName is the name of a method in the descriptor of its service.
func tsMethodName(name string) string { return tsProperty(strings.ToLower(name[:1]) + name[1:]) }

// tsCamelCase is the name of a field in TypeScript, as protoc writes those of JSON.
func tsCamelCase(name string) string {
	var out strings.Builder
	upper := false
	for _, r := range name {
		switch {
		case r == '_':
			upper = true
			continue
		case upper:
			out.WriteString(strings.ToUpper(string(r)))
		default:
			out.WriteRune(r)
		}
		upper = false
	}
	return out.String()
}

// tsWords splits a name before its capitals.
func tsWords(name string) []string {
	var all []string
	start := 0
	for i := 1; i < len(name); i++ {
		if name[i] >= 'A' && name[i] <= 'Z' {
			all = append(all, name[start:i])
			start = i
		}
	}
	return append(all, name[start:])
}

func tsNumbers(values []protoreflect.EnumValueDescriptor) string {
	numbers := make([]string, len(values))
	for i, value := range values {
		numbers[i] = fmt.Sprint(value.Number())
	}
	return "[" + strings.Join(numbers, ", ") + "]"
}

func tsValues(values []protoreflect.EnumValueDescriptor) string {
	names := make([]string, len(values))
	for i, value := range values {
		names[i] = "`" + string(value.Name()) + "`"
	}
	return strings.Join(names, ", ")
}

func tsIf(condition bool, text string) string {
	if condition {
		return text
	}
	return ""
}

// tsModuleOf is the module of the messages of a descriptor's file, as another module imports it. Those of google.protobuf are in the
// runtime of protobuf.
func tsModuleOf(from string, of protoreflect.Descriptor) string {
	name := of.ParentFile().Path()
	if strings.HasPrefix(name, "google/protobuf/") {
		return "@bufbuild/protobuf/wkt"
	}
	return tsRelative(from, strings.TrimSuffix(name, ".proto")+"_pb")
}

// tsRelative is the path by which one module imports another.
func tsRelative(from, to string) string {
	up := path.Dir(from)
	steps := ""
	for up != "." && !strings.HasPrefix(to, up+"/") {
		up, steps = path.Dir(up), steps+"../"
	}
	if up != "." {
		to = strings.TrimPrefix(to, up+"/")
	}
	if steps == "" {
		steps = "./"
	}
	return steps + to + ".js"
}
