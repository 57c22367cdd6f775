package prove

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/jhump/protoreflect/v2/protoprint"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
)

// printed returns the source of a file. It adds what the printer does not know of edition 2024: imports for options, and the
// visibility of types.
func printed(file *descriptorpb.FileDescriptorProto, linked protoreflect.FileDescriptor) ([]byte, error) {
	var source bytes.Buffer
	if err := (&protoprint.Printer{Compact: true}).PrintProtoFile(linked, &source); err != nil {
		return nil, fmt.Errorf("print %s: %w", file.GetName(), err)
	}
	keywords := map[string]string{}
	collectKeywords(keywords, "", file.GetMessageType(), file.GetEnumType())
	var lines, within []string
	last := 0 // last is the number of lines up to the last import, or to the package.
	for line := range strings.Lines(source.String()) {
		if match := typeLine.FindStringSubmatch(line); match != nil {
			within = append(within[:min(len(match[1])/2, len(within))], match[3])
			line = match[1] + keywords[strings.Join(within, ".")] + strings.TrimLeft(line, " ")
		}
		lines = append(lines, line)
		if len(within) == 0 && (strings.HasPrefix(line, "package ") || strings.HasPrefix(line, "import ")) {
			last = len(lines)
		}
	}
	var options strings.Builder
	for _, path := range file.GetOptionDependency() {
		options.WriteString("import option " + strconv.Quote(path) + ";\n")
	}
	return []byte(strings.Join(lines[:last], "") + options.String() + strings.Join(lines[last:], "")), nil
}

// typeLine matches the first line of a type, which the printer indents by two for each type around it.
var typeLine = regexp.MustCompile(`^( *)(message|enum) (\w+) \{`)

func collectKeywords(into map[string]string, scope string, messages []*descriptorpb.DescriptorProto, enums []*descriptorpb.EnumDescriptorProto) {
	words := map[descriptorpb.SymbolVisibility]string{
		descriptorpb.SymbolVisibility_VISIBILITY_LOCAL: "local ", descriptorpb.SymbolVisibility_VISIBILITY_EXPORT: "export ",
	}
	for _, enum := range enums {
		into[scope+enum.GetName()] = words[enum.GetVisibility()]
	}
	for _, m := range messages {
		into[scope+m.GetName()] = words[m.GetVisibility()]
		collectKeywords(into, scope+m.GetName()+".", m.GetNestedType(), m.GetEnumType())
	}
}
