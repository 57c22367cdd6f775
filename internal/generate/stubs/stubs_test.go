package stubs

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
)

const proto = `// What the file is about.
//
// More of it.
syntax = "proto3";
package a.v1;

// A thing. "Quoted"
message M {
  // The text, with \ and """.
  string text = 1;
  optional string maybe = 2; // Behind the field.
  map<string, N> table = 3;
  // Which of them it is.
  oneof choice {
    string one = 4;
    int32 two = 5;
  }
  oneof other { bool three = 6; }
  // Where it
  // comes from.
  string from = 7;
  // An inner "one"
  message N {}
  // An inner enum.
  enum E {
    // The first.
    E_UNSPECIFIED = 0;
  }
}
message HasField {
  string ClearField = 1;
  enum WhichOneof { NONE = 0; }
}
// Top.
enum T {
  T_UNSPECIFIED = 0;
  // One.
  T_ONE = 1;
}
`

// raw is what protoc makes of it.
const raw = `from google.protobuf import message as _message
from typing import ClassVar as _ClassVar

DESCRIPTOR: _descriptor.FileDescriptor

class T(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    T_UNSPECIFIED: _ClassVar[T]
    T_ONE: _ClassVar[T]
T_UNSPECIFIED: T
T_ONE: T
X_FIELD_NUMBER: _ClassVar[int]

class M(_message.Message):
    __slots__ = ("text", "maybe", "table", "one", "two", "three")
    class E(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        E_UNSPECIFIED: _ClassVar[M.E]
    E_UNSPECIFIED: M.E
    class N(_message.Message):
        __slots__ = ()
        def __init__(self) -> None: ...
    class TableEntry(_message.Message):
        __slots__ = ("key", "value")
        key: str
        value: M.N
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[M.N, _Mapping]] = ...) -> None: ...
    TEXT_FIELD_NUMBER: _ClassVar[int]
    text: str
    maybe: str
    one: str
    def __init__(self, text: _Optional[str] = ..., **kwargs) -> None: ...

class HasField(_message.Message):
    __slots__ = ("ClearField",)
    class WhichOneof(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        NONE: _ClassVar[HasField.WhichOneof]
    NONE: HasField.WhichOneof
    ClearField: str
    def __init__(self, ClearField: _Optional[str] = ...) -> None: ...
`

const want = `"""What the file is about.

More of it.
"""
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class T(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    """Top."""
    __slots__ = ()
    T_UNSPECIFIED: _ClassVar[T]
    T_ONE: _ClassVar[T]
    """One."""
T_UNSPECIFIED: T
T_ONE: T
"""One."""
X_FIELD_NUMBER: int

class M(_message.Message):
    """A thing. "Quoted"

    getattr(message, "from"), whose name is a keyword of Python:
    Where it
    comes from.
    """
    __slots__ = ("text", "maybe", "table", "one", "two", "three")
    class E(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        """An inner enum."""
        __slots__ = ()
        E_UNSPECIFIED: _ClassVar[M.E]
        """The first."""
    E_UNSPECIFIED: M.E
    """The first."""
    class N(_message.Message):
        """An inner "one\""""
        __slots__ = ()
        def __init__(self) -> None: ...
        def HasField(self, field_name: _NoReturn) -> bool: ...
        def ClearField(self, field_name: _NoReturn) -> None: ...
        def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
    class TableEntry(_message.Message):
        __slots__ = ("key", "value")
        key: str
        value: M.N
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[M.N, _Mapping]] = ...) -> None: ...
        def HasField(self, field_name: _Literal["value"]) -> bool: ...
        def ClearField(self, field_name: _Literal["key", "value"]) -> None: ...
        def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
    TEXT_FIELD_NUMBER: _ClassVar[int]
    text: str
    """The text, with \\ and \"\"\"."""
    maybe: str
    """Behind the field."""
    one: str
    def __init__(self, text: _Optional[str] = ..., **kwargs) -> None: ...
    def HasField(self, field_name: _Literal["maybe", "one", "two", "three", "choice", "other"]) -> bool: ...
    def ClearField(self, field_name: _Literal["text", "maybe", "table", "one", "two", "three", "from", "choice", "other"]) -> None: ...
    @_overload
    def WhichOneof(self, oneof_group: _Literal["choice"]) -> _Literal["one", "two"] | None:
        """Which of them it is."""
    @_overload
    def WhichOneof(self, oneof_group: _Literal["other"]) -> _Literal["three"] | None: ...

class HasField(_message.Message):
    __slots__ = ("ClearField",)
    class WhichOneof(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        NONE: _ClassVar[HasField.WhichOneof]
    NONE: HasField.WhichOneof
    ClearField: str
    def __init__(self, ClearField: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
`

// descriptor compiles the proto above.
func descriptor(t *testing.T) *descriptorpb.FileDescriptorProto {
	t.Helper()
	compiled, err := imagetest.FromFS(t.Context(), fstest.MapFS{"a/v1/a-b.proto": {Data: []byte(proto)}})
	if err != nil {
		t.Fatal(err)
	}
	return compiled.Files[0]
}

func TestComplete(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a", "v1", "a_b_pb2.pyi")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(raw), 0o644); err != nil {
		t.Fatal(err)
	}
	set := &descriptorpb.FileDescriptorSet{File: []*descriptorpb.FileDescriptorProto{descriptor(t)}}
	if err := CompleteDir(dir, set, []string{"a/v1/a-b.proto"}); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("the stub (-want +got):\n%s", diff)
	}
}

func TestFailures(t *testing.T) {
	file := descriptor(t)
	set := &descriptorpb.FileDescriptorSet{File: []*descriptorpb.FileDescriptorProto{file}}
	if err := CompleteDir(t.TempDir(), set, []string{"a/v1/a-b.proto"}); err == nil || !strings.Contains(err.Error(), "a/v1/a-b.proto: the stub that protoc should have written cannot be read") {
		t.Errorf("a stub is missing: %v", err)
	}
	if err := CompleteDir(t.TempDir(), set, []string{"b.proto"}); err == nil {
		t.Error("a file is missing, and nothing is reported")
	}
	linked, err := protodesc.NewFile(file, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Complete([]byte("import x\n"), linked); err == nil || !strings.Contains(err.Error(), `"DESCRIPTOR: "`) {
		t.Errorf("a stub of another form: %v", err)
	}
}

// lint are the comments for the linter, which do not reach the SDKs.
var lint = regexp.MustCompile(`(?m)^ buf:lint:ignore .*$`)

// Every comment of the contract at something that the stubs have is in them, and so are the names of all fields with presence.
func TestContract(t *testing.T) {
	compiled, err := image.FromDir(t.Context(), "../../../proto")
	if err != nil {
		t.Fatal(err)
	}
	comments := 0
	for _, own := range compiled.Files {
		file, err := protodesc.NewFile(own, compiled.Descriptors)
		if err != nil {
			t.Fatal(err)
		}
		stub, err := os.ReadFile(filepath.Join("../../../gen/python", filepath.FromSlash(Path(file))))
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(string(stub)), " ")
		has := func(of protoreflect.Descriptor) {
			comment := lint.ReplaceAllString((&writer{file: file}).comment(of), "")
			words := strings.Join(strings.Fields(docstring("", comment)), " ")
			if words == "" {
				return
			}
			comments++
			if words = strings.Trim(words, `"`); !strings.Contains(text, strings.TrimSpace(words)) {
				t.Errorf("%s: the comment of %s is not in the stub: %s", own.GetName(), of.FullName(), words)
			}
		}
		enums := func(all protoreflect.EnumDescriptors) {
			for i := range all.Len() {
				has(all.Get(i))
				for j := range all.Get(i).Values().Len() {
					has(all.Get(i).Values().Get(j))
				}
			}
		}
		var messages func(all protoreflect.MessageDescriptors)
		messages = func(all protoreflect.MessageDescriptors) {
			for i := range all.Len() {
				has(all.Get(i))
				for j := range all.Get(i).Fields().Len() {
					has(all.Get(i).Fields().Get(j))
				}
				for j := range all.Get(i).Oneofs().Len() {
					has(all.Get(i).Oneofs().Get(j))
				}
				enums(all.Get(i).Enums())
				messages(all.Get(i).Messages())
			}
		}
		enums(file.Enums())
		messages(file.Messages())
	}
	if comments < 1000 {
		t.Errorf("only %d comments were looked for", comments)
	}
}
