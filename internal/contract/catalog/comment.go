package catalog

import (
	"regexp"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// Comment returns the leading comment of an element, without lines for the linter.
func Comment(element protoreflect.Descriptor) string {
	location := element.ParentFile().SourceLocations().ByDescriptor(element)
	var lines []string
	for line := range strings.Lines(location.LeadingComments) {
		line = strings.TrimSuffix(strings.TrimPrefix(line, " "), "\n")
		if !strings.HasPrefix(strings.TrimSpace(line), "buf:lint:ignore") {
			lines = append(lines, strings.TrimRight(line, " "))
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func line(element protoreflect.Descriptor) int {
	return element.ParentFile().SourceLocations().ByDescriptor(element).StartLine + 1
}

// summary returns the first sentence of an element's comment, on one line.
func summary(element protoreflect.Descriptor) string { return FirstSentence(Comment(element)) }

// sentenceEnd matches the end of a sentence inside a paragraph: the next one begins with a capital, a digit or code.
var sentenceEnd = regexp.MustCompile("[.!?][)\"`]? +[A-Z0-9`\"(]")

// FirstSentence returns the first sentence of a comment, on one line.
func FirstSentence(comment string) string {
	paragraph, _, _ := strings.Cut(comment, "\n\n")
	text := strings.Join(strings.Fields(paragraph), " ")
	if end := sentenceEnd.FindStringIndex(text); end != nil {
		return strings.TrimRight(text[:end[1]-1], " ")
	}
	return text
}

// deprecatedMark begins the paragraph of a comment that names the replacement.
const deprecatedMark = "Deprecated:"

// reason returns the reason for the deprecation from the comment of an element, on one line.
func reason(element protoreflect.Descriptor) string {
	for paragraph := range strings.SplitSeq(Comment(element), "\n\n") {
		if why, found := strings.CutPrefix(strings.TrimSpace(paragraph), deprecatedMark); found {
			return strings.Join(strings.Fields(why), " ")
		}
	}
	return ""
}

var qualifiedName = regexp.MustCompile(`[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+`)

// referredTo returns the first element whose full name is in a text, or nil.
func referredTo(img *image.Image, text string) protoreflect.Descriptor {
	for _, name := range qualifiedName.FindAllString(text, -1) {
		if element, err := img.Descriptors.FindDescriptorByName(protoreflect.FullName(name)); err == nil {
			return element
		}
	}
	return nil
}
