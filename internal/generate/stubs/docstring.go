package stubs

import (
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// comment returns the comment of a declaration; of may be nil.
func (w *writer) comment(of protoreflect.Descriptor) string {
	if of == nil {
		return ""
	}
	location := w.file.SourceLocations().ByDescriptor(of)
	if location.LeadingComments == "" {
		return location.TrailingComments
	}
	return location.LeadingComments
}

// classComment returns the comment of a message or enum. slots is the line after that of the class, which has the fields in quotes
// but those whose names are keywords of Python. A stub cannot declare these, so their comments are in that of the class.
func (w *writer) classComment(of protoreflect.Descriptor, slots string) string {
	comment := w.comment(of)
	message, ok := of.(protoreflect.MessageDescriptor)
	if !ok {
		return comment
	}
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		if quoted := `"` + string(field.Name()) + `"`; !strings.Contains(slots, quoted) {
			comment += "\n getattr(message, " + quoted + "), whose name is a keyword of Python:\n" + w.comment(field)
		}
	}
	return comment
}

// The numbers of fields in google.protobuf.FileDescriptorProto that may have the comment of a file.
const (
	packageField = 2
	syntaxField  = 12
	editionField = 14
)

// moduleComment returns the comment at the beginning of the file: that of its syntax, edition or package.
func (w *writer) moduleComment() string {
	for _, field := range []int32{syntaxField, editionField, packageField} {
		location := w.file.SourceLocations().ByPath(protoreflect.SourcePath{field})
		if location.LeadingComments != "" {
			return location.LeadingComments
		}
	}
	return ""
}

// docstring returns a comment as a docstring with the line break behind it, or nothing if there is no comment.
func docstring(indent, comment string) string {
	comment = strings.NewReplacer(`\`, `\\`, `"""`, `\"\"\"`, "\x00", "").Replace(comment)
	lines := strings.Split(comment, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(strings.TrimPrefix(line, " "), " \t\r")
	}
	text := strings.Trim(strings.Join(lines, "\n"), "\n")
	if text == "" {
		return ""
	}
	if strings.HasSuffix(text, `"`) && !strings.HasSuffix(text, `\"`) {
		text = strings.TrimSuffix(text, `"`) + `\"` // Else it would end the docstring.
	}
	if !strings.Contains(text, "\n") {
		return indent + `"""` + text + `"""` + "\n"
	}
	text = strings.ReplaceAll(text, "\n", "\n"+indent)
	return strings.ReplaceAll(indent+`"""`+text+"\n"+indent+`"""`+"\n", "\n"+indent+"\n", "\n\n")
}
