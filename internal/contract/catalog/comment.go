package catalog

import (
	"regexp"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// Comment is the leading comment of an element, without the lines that speak to the linter.
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

// summary is the first sentence of an element's comment, on one line.
func summary(element protoreflect.Descriptor) string { return FirstSentence(Comment(element)) }

// sentenceEnd is the end of a sentence inside a paragraph: what follows begins with a capital, a digit or code.
var sentenceEnd = regexp.MustCompile("[.!?][)\"`]? +[A-Z0-9`\"(]")

// FirstSentence is the first sentence of a comment, on one line.
func FirstSentence(comment string) string {
	paragraph, _, _ := strings.Cut(comment, "\n\n")
	text := strings.Join(strings.Fields(paragraph), " ")
	if end := sentenceEnd.FindStringIndex(text); end != nil {
		return strings.TrimRight(text[:end[1]-1], " ")
	}
	return text
}

// deprecatedMark begins the paragraph of a comment that says what to use instead.
const deprecatedMark = "Deprecated:"

// reason is what the comment of an element says about its deprecation, on one line.
func reason(element protoreflect.Descriptor) string {
	for paragraph := range strings.SplitSeq(Comment(element), "\n\n") {
		if why, found := strings.CutPrefix(strings.TrimSpace(paragraph), deprecatedMark); found {
			return strings.Join(strings.Fields(why), " ")
		}
	}
	return ""
}

var qualifiedName = regexp.MustCompile(`[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+`)

// referredTo is the first element that a text names in full, or nil.
func referredTo(img *image.Image, text string) protoreflect.Descriptor {
	for _, name := range qualifiedName.FindAllString(text, -1) {
		if element, err := img.Descriptors.FindDescriptorByName(protoreflect.FullName(name)); err == nil {
			return element
		}
	}
	return nil
}
