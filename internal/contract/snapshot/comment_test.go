package snapshot

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// TestCommentsSaySomething requires of every element a comment that explains more than its name.
func TestCommentsSaySomething(t *testing.T) {
	from := contract(t)
	for _, file := range from.Files {
		descriptor, err := from.Descriptors.FindFileByPath(file.GetName())
		if err != nil {
			t.Fatal(err)
		}
		for _, mistake := range commentMistakes(descriptor) {
			t.Error(mistake)
		}
	}
}

// TestPermissionsAreInTheComment compares the permissions in every method's comment with those of its option.
func TestPermissionsAreInTheComment(t *testing.T) {
	from := contract(t)
	for _, file := range from.Files {
		descriptor, err := from.Descriptors.FindFileByPath(file.GetName())
		if err != nil {
			t.Fatal(err)
		}
		mistakes, err := permissionMistakes(from, descriptor, options.Permissions)
		if err != nil {
			t.Fatal(err)
		}
		for _, mistake := range mistakes {
			t.Error(mistake)
		}
	}
}

func TestCommentMistakes(t *testing.T) {
	from, err := imagetest.FromFS(t.Context(), fstest.MapFS{"t.proto": {Data: []byte(`syntax = "proto3";

package t.v1;

import "google/protobuf/descriptor.proto";

extend google.protobuf.MethodOptions {
  // What a caller has to hold.
  repeated string permissions = 50001;
  bool bare_extension = 50002;
}

// Keeps an eye on the kettle.
service Kettle {
  // Boils the water until it sings.
  //
  // Required permissions:
  // - write:kettles
  // - read:water
  //
  // Not in the list:
  // - nothing
  rpc Boil(Cup) returns (Cup) {
    option (permissions) = "write:kettles";
    option (permissions) = "read:water";
  }

  // Looks into the kettle for scale.
  //
  // Required permissions:
  // - read:kettles
  rpc Look(Cup) returns (Cup) {
    option (permissions) = "read:water";
  }

  // Whistles a tune while it waits.
  rpc Whistle(Cup) returns (Cup) {
    option (permissions) = "write:kettles";
  }

  // Cools down on its own, for everyone.
  //
  // Required permissions:
  // - None, any signed-in caller may do it.
  rpc Cool(Cup) returns (Cup) {
    option (permissions) = "";
  }
}

// The request for the Cup.
message Cup {
  // buf:lint:ignore FIELD_LOWER_SNAKE_CASE
  string tea = 1; // Trailing words do not count here.

  // The cup's milk, of course.
  bool milk = 2;

  oneof sweetener {
    // One lump or two of them.
    int32 sugar = 3;
  }

  // Where it came from, as a country code.
  optional string origin = 4;
  map<string, string> notes = 5;

  enum Size {
    // Enough for a tired person.
    SIZE_UNSPECIFIED = 0;
    // Large size.
    SIZE_LARGE = 1;
  }
}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	file, err := from.Descriptors.FindFileByPath("t.proto")
	if err != nil {
		t.Fatal(err)
	}
	const none = "there is no comment above it"
	const empty = "its comment says no more than its name"
	compare(t, commentMistakes(file), []string{
		"t.proto:1: file t.v1: " + none,
		"t.proto:10: extension t.v1.bare_extension: " + none,
		"t.proto:51: message t.v1.Cup: " + empty,
		"t.proto:53: field t.v1.Cup.tea: " + empty,
		"t.proto:56: field t.v1.Cup.milk: " + empty,
		"t.proto:58: oneof t.v1.Cup.sweetener: " + none,
		"t.proto:65: field t.v1.Cup.notes: " + none,
		"t.proto:67: enum t.v1.Cup.Size: " + none,
		"t.proto:71: value t.v1.Cup.SIZE_LARGE: " + empty,
	})
	mistakes, err := permissionMistakes(from, file, "t.v1.permissions")
	if err != nil {
		t.Fatal(err)
	}
	compare(t, mistakes, []string{
		`t.proto:32: method t.v1.Kettle.Look: the comment requires the permissions ["read:kettles"], the option ["read:water"]`,
		`t.proto:37: method t.v1.Kettle.Whistle: the comment requires the permissions [], the option ["write:kettles"]`,
	})
}

// compare checks that the lines begin like the wanted ones, in the same order.
func compare(t *testing.T, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("got %d lines, want %d:\n%s", len(got), len(want), strings.Join(got, "\n"))
		return
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("got  %s\nwant %s…", got[i], want[i])
		}
	}
}

// Field numbers in FileDescriptorProto, which are the paths of their comments.
const (
	syntaxNumber  = 12
	editionNumber = 14
)

// fewestWords is how many meaningful words a comment needs.
const fewestWords = 3

// commentMistakes returns the elements without a meaningful comment, one line each, in the order of the file.
func commentMistakes(file protoreflect.FileDescriptor) []string {
	type mistake struct {
		line int
		text string
	}
	var mistakes []mistake
	check := func(element, name, parent string, location protoreflect.SourceLocation) {
		where := fmt.Sprintf("%s:%d: %s", file.Path(), location.StartLine+1, element)
		comment := strings.TrimSpace(location.LeadingComments)
		if comment == "" {
			mistakes = append(mistakes, mistake{location.StartLine, where + ": there is no comment above it"})
		} else if said := telling(comment, name, parent); len(said) < fewestWords {
			text := fmt.Sprintf("%s: its comment says no more than its name: %q leaves %q, want %d words", where, comment, said, fewestWords)
			mistakes = append(mistakes, mistake{location.StartLine, text})
		}
	}
	first := file.SourceLocations().ByPath(protoreflect.SourcePath{syntaxNumber})
	if file.Syntax() == protoreflect.Editions {
		first = file.SourceLocations().ByPath(protoreflect.SourcePath{editionNumber})
	}
	check("file "+string(file.Package()), string(file.Package()), "", first)
	for _, element := range elements(file) {
		parent := string(element.Parent().Name())
		if value, ok := element.(protoreflect.EnumValueDescriptor); ok {
			parent = string(value.Parent().Name())
		}
		if element.Parent() == protoreflect.Descriptor(file) {
			parent = ""
		}
		check(kindOf(element)+" "+string(element.FullName()), string(element.Name()), parent, file.SourceLocations().ByDescriptor(element))
	}
	slices.SortStableFunc(mistakes, func(a, b mistake) int { return a.line - b.line })
	var lines []string
	for _, one := range mistakes {
		lines = append(lines, one.text)
	}
	return lines
}

func kindOf(descriptor protoreflect.Descriptor) string {
	switch descriptor := descriptor.(type) {
	case protoreflect.ServiceDescriptor:
		return "service"
	case protoreflect.MethodDescriptor:
		return "method"
	case protoreflect.MessageDescriptor:
		return "message"
	case protoreflect.OneofDescriptor:
		return "oneof"
	case protoreflect.EnumDescriptor:
		return "enum"
	case protoreflect.EnumValueDescriptor:
		return "value"
	case protoreflect.FieldDescriptor:
		if descriptor.IsExtension() {
			return "extension"
		}
		return "field"
	default:
		return fmt.Sprintf("%T", descriptor)
	}
}

// elements returns all elements of a file that people write.
func elements(file protoreflect.FileDescriptor) []protoreflect.Descriptor {
	var all []protoreflect.Descriptor
	for i := range file.Services().Len() {
		service := file.Services().Get(i)
		all = append(all, service)
		for j := range service.Methods().Len() {
			all = append(all, service.Methods().Get(j))
		}
	}
	return appendTypes(all, file)
}

// types is a file or a message, both of which declare types.
type types interface {
	Messages() protoreflect.MessageDescriptors
	Enums() protoreflect.EnumDescriptors
	Extensions() protoreflect.ExtensionDescriptors
}

func appendTypes(all []protoreflect.Descriptor, in types) []protoreflect.Descriptor {
	for i := range in.Extensions().Len() {
		all = append(all, in.Extensions().Get(i))
	}
	for i := range in.Messages().Len() {
		message := in.Messages().Get(i)
		if message.IsMapEntry() {
			continue
		}
		all = append(all, message)
		for j := range message.Fields().Len() {
			all = append(all, message.Fields().Get(j))
		}
		for j := range message.Oneofs().Len() {
			if oneof := message.Oneofs().Get(j); !oneof.IsSynthetic() {
				all = append(all, oneof)
			}
		}
		all = appendTypes(all, message)
	}
	for i := range in.Enums().Len() {
		enum := in.Enums().Get(i)
		all = append(all, enum)
		for j := range enum.Values().Len() {
			all = append(all, enum.Values().Get(j))
		}
	}
	return all
}

var (
	// Where a word begins inside a name: HTTPRoute, clusterId.
	wordBorder = regexp.MustCompile(`([A-Z])([A-Z][a-z])|([a-z0-9])([A-Z])`)
	// A comment for buf, not for people.
	toolPattern = regexp.MustCompile(`(?m)^\s*buf:lint:.*$`)
	fillerWords = strings.Fields("a an the of for request response")
)

// telling returns the words of a comment that are neither filler nor part of the name of the element or its parent.
func telling(comment, name, parent string) []string {
	known := words(strings.Join(append(fillerWords, name, parent), " "))
	return slices.DeleteFunc(words(toolPattern.ReplaceAllString(comment, "")), func(word string) bool {
		return slices.Contains(known, word)
	})
}

// words splits text, and names of every style (snake_case, CamelCase, UPPER_CASE), into words of lower case.
func words(text string) []string {
	text = wordBorder.ReplaceAllString(text, "$1$3 $2$4")
	text = strings.ReplaceAll(strings.ToLower(text), "'s", "")
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// permissionMistakes compares the list under "Required permissions:" with the option. An empty permission stands for
// none; then the list may be missing, or have one item that begins with None.
func permissionMistakes(from *image.Image, file protoreflect.FileDescriptor, option protoreflect.FullName) ([]string, error) {
	var mistakes []string
	for _, descriptor := range elements(file) {
		method, ok := descriptor.(protoreflect.MethodDescriptor)
		if !ok {
			continue
		}
		value, _, err := from.Options.Value(method.Options(), option)
		if err != nil {
			return nil, err
		}
		var want []string
		for i := range value.List().Len() {
			if permission := value.List().Get(i).String(); permission != "" {
				want = append(want, permission)
			}
		}
		location := file.SourceLocations().ByDescriptor(method)
		got := listedPermissions(location.LeadingComments)
		none := len(want) == 0 && len(got) == 1 && strings.HasPrefix(got[0], "None")
		if !none && !slices.Equal(got, want) {
			mistakes = append(mistakes, fmt.Sprintf("%s:%d: method %s: the comment requires the permissions %q, the option %q",
				file.Path(), location.StartLine+1, method.FullName(), got, want))
		}
	}
	return mistakes, nil
}

// listedPermissions returns the items that follow the line "Required permissions:".
func listedPermissions(comment string) []string {
	_, list, _ := strings.Cut(comment, "Required permissions:\n")
	var items []string
	for line := range strings.Lines(list) {
		item, ok := strings.CutPrefix(strings.TrimSpace(line), "- ")
		if !ok {
			break
		}
		items = append(items, strings.Trim(item, "`"))
	}
	return items
}
