// Package stubs completes the stubs of Python modules that protoc writes (--pyi_out).
//
// protoc leaves out the comments of the contract, so that editors have nothing to show, and takes any name in HasField, ClearField
// and WhichOneof, where a name that does not exist raises an error at run time. This package adds the comments as docstrings, and
// declares these methods with the names that they take. All else stays as protoc has it: the types of enums and what constructors
// take (dicts, datetimes, names of enum values) differ from those of mypy-protobuf, and programs that check today depend on them.
package stubs

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
)

// CompleteDir completes the stubs that protoc has written into a folder, for the files of a set that have these names.
func CompleteDir(dir string, set *descriptorpb.FileDescriptorSet, names []string) error {
	files, err := protodesc.FileOptions{AllowUnresolvable: true}.NewFiles(set)
	if err != nil {
		return err
	}
	for _, name := range names {
		file, err := files.FindFileByPath(name)
		if err != nil {
			return err
		}
		path := filepath.Join(dir, filepath.FromSlash(Path(file)))
		stub, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("%s: the stub that protoc should have written cannot be read: %w", name, err)
		}
		completed, err := Complete(stub, file)
		if err != nil {
			return err
		}
		if err := os.WriteFile(path, completed, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Path returns the path of the stub that protoc writes for a file.
func Path(file protoreflect.FileDescriptor) string {
	name := strings.TrimSuffix(strings.TrimSuffix(file.Path(), ".protodevel"), ".proto")
	return strings.ReplaceAll(name, "-", "_") + "_pb2.pyi"
}

// Complete returns the stub that protoc wrote for a file with docstrings and with the names that HasField, ClearField and WhichOneof
// take. The descriptor needs source info for the docstrings.
func Complete(stub []byte, file protoreflect.FileDescriptor) ([]byte, error) {
	w := &writer{file: file, scopes: []scope{{indent: -1, of: file}}}
	for line := range strings.Lines(string(stub)) {
		w.line(strings.TrimRight(line, "\r\n"))
	}
	if !w.begun {
		return nil, fmt.Errorf("%s: the stub has no line that begins with %q, although protoc writes one", file.Path(), descriptorLine)
	}
	return append([]byte(docstring("", w.moduleComment())), append(w.head.Bytes(), w.body.Bytes()...)...), nil
}

// descriptorLine begins what follows the imports in a stub.
const descriptorLine = "DESCRIPTOR: "

// writer copies a stub line by line, and adds what belongs behind a line.
type writer struct {
	file   protoreflect.FileDescriptor
	scopes []scope      // scopes are the file and the classes around the current line.
	begun  bool         // begun is set behind the imports.
	head   bytes.Buffer // head has the imports.
	body   bytes.Buffer
	blank  string // blank has empty lines that have not been written yet.
	opened bool   // opened is set on the line after that of a class.
}

// scope is a file, or a class in which lines are indented more than its own.
type scope struct {
	indent int
	of     protoreflect.Descriptor // of is nil for a class that stands for no message and no enum.
}

var (
	classLine    = regexp.MustCompile(`^class (\w+)\(`)
	variableLine = regexp.MustCompile(`^(\w+): `)
)

func (w *writer) line(line string) {
	code := strings.TrimLeft(line, " ")
	if code == "" {
		w.blank += "\n"
		return
	}
	if !w.begun && strings.HasPrefix(line, descriptorLine) {
		w.begun = true
		w.head.WriteString(w.typingImport())
	}
	out := &w.body
	if !w.begun {
		out = &w.head
	}
	out.WriteString(w.blank)
	w.blank = ""

	indent := len(line) - len(code)
	for indent <= w.scopes[len(w.scopes)-1].indent {
		w.scopes = w.scopes[:len(w.scopes)-1]
	}
	in := w.scopes[len(w.scopes)-1].of
	if w.opened {
		out.WriteString(docstring(line[:indent], w.classComment(in, code)))
	}
	if indent == 0 {
		line = strings.Replace(line, "_FIELD_NUMBER: _ClassVar[int]", "_FIELD_NUMBER: int", 1) // protoc forgets that it is in no class.
	}
	out.WriteString(line + "\n")
	w.opened = false
	if match := classLine.FindStringSubmatch(code); match != nil {
		of := class(in, protoreflect.Name(match[1]))
		w.scopes = append(w.scopes, scope{indent, of})
		w.opened = true
	} else if match := variableLine.FindStringSubmatch(code); match != nil {
		w.body.WriteString(docstring(line[:indent], w.comment(variable(in, protoreflect.Name(match[1])))))
	} else if message, ok := in.(protoreflect.MessageDescriptor); ok && strings.HasPrefix(code, "def __init__(") {
		// It is the last line of every message.
		w.body.WriteString(w.methods(line[:indent], message))
	}
}

// declarations are the declarations in a file or message.
type declarations interface {
	Messages() protoreflect.MessageDescriptors
	Enums() protoreflect.EnumDescriptors
	Extensions() protoreflect.ExtensionDescriptors
}

// class returns the message or enum that a class stands for.
func class(in protoreflect.Descriptor, name protoreflect.Name) protoreflect.Descriptor {
	scope, ok := in.(declarations)
	if !ok {
		return nil
	}
	if message := scope.Messages().ByName(name); message != nil {
		return message
	}
	if enum := scope.Enums().ByName(name); enum != nil {
		return enum
	}
	return nil
}

// variable returns the field, the extension or the enum value that a variable stands for.
func variable(in protoreflect.Descriptor, name protoreflect.Name) protoreflect.Descriptor {
	if enum, ok := in.(protoreflect.EnumDescriptor); ok {
		if value := enum.Values().ByName(name); value != nil {
			return value
		}
		return nil
	}
	if message, ok := in.(protoreflect.MessageDescriptor); ok {
		if field := message.Fields().ByName(name); field != nil {
			return field
		}
	}
	scope, ok := in.(declarations)
	if !ok {
		return nil
	}
	for i := range scope.Enums().Len() {
		if value := scope.Enums().Get(i).Values().ByName(name); value != nil {
			return value
		}
	}
	if extension := scope.Extensions().ByName(name); extension != nil {
		return extension
	}
	return nil
}
