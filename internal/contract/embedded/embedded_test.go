package embedded

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
)

// file is a descriptor with quotes, all kinds of bytes, and a custom option that nothing here declares.
func file(t *testing.T) (*descriptorpb.FileDescriptorProto, []byte) {
	t.Helper()
	var every strings.Builder
	for b := range 256 {
		every.WriteByte(byte(b))
	}
	options := &descriptorpb.MessageOptions{}
	options.ProtoReflect().SetUnknown(protowire.AppendBytes(protowire.AppendTag(nil, 54321, protowire.BytesType), []byte("'\"\\\n9"+every.String())))
	f := &descriptorpb.FileDescriptorProto{
		Name: new("a/v1/a.proto"), Package: new("a.v1"), Syntax: new("proto3"),
		MessageType: []*descriptorpb.DescriptorProto{{Name: new("A"), Options: options}},
		Dependency:  []string{"a/v1/b.proto", "google/protobuf/timestamp.proto"},
	}
	encoded, err := marshal.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	return f, encoded
}

// bytesOf writes bytes one by one.
func bytesOf(content []byte, form, separator string) string {
	all := make([]string, len(content))
	for i, b := range content {
		all[i] = fmt.Sprintf(form, b)
	}
	return strings.Join(all, separator)
}

// python writes a literal as protoc does.
func python(content []byte) string {
	var b strings.Builder
	for _, c := range content {
		switch {
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\'' || c == '\\':
			b.WriteString(`\` + string(rune(c)))
		case c < ' ' || c > '~':
			fmt.Fprintf(&b, `\x%02x`, c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// TestForms reads a descriptor in each form in which generators have embedded it.
func TestForms(t *testing.T) {
	want, encoded := file(t)
	stripped := proto.CloneOf(want)
	stripped.Dependency = nil
	bare, err := marshal.Marshal(stripped)
	if err != nil {
		t.Fatal(err)
	}
	half := len(encoded) / 2
	b64 := base64.RawStdEncoding.EncodeToString(bare)
	imports := "[file_a_v1_b, file_google_protobuf_timestamp$1]"
	for name, content := range map[string]string{
		"a.pb.go ": "package a\n\nconst file_a_v1_a_proto_rawDesc = \"\" +\n\t" + strconv.Quote(string(encoded[:half])) + " +\n\t" + strconv.Quote(string(encoded[half:])) + "\n",
		"a.pb.go":  "package a\n\nvar file_a_v1_a_proto_rawDesc = []byte{\n\t" + bytesOf(encoded, "0x%02x", ", ") + ",\n}\n",
		"b.pb.go":  "package a\n\nvar file_a_v1_a_proto_rawDesc = string([]byte{" + bytesOf(encoded, "%d", ", ") + "})\n\nvar file_other = \"x\"\n",
		"a_pb2.py": "# AddSerializedFile(b'no')\nDESCRIPTOR = _descriptor_pool.Default().AddSerializedFile(b'" + python(encoded) + "')\n_b = b'another'\n",
		"b_pb2.py": "\"\"\"AddSerializedFile(b'no')\"\"\"\nDESCRIPTOR = d.FileDescriptor(\n  name='a.proto',\n  serialized_pb=b'" + bytesOf(encoded, `\%03o`, "") + "'\n)\n",
		"a_pb.js":  "// fileDesc(\"no\")\n/* it's fileDesc(\"no\") */\nimport { x } from \"./b_pb.js\";\nexport const file_a_v1_a = /*@__PURE__*/\n  fileDesc(\"" + b64 + "\", " + imports + ");\n",
		"a_pb.cjs": "const codegenv2_1 = require('x');\nexports.file_a_v1_a = fileDesc(\"" + b64 + "\", " + imports + ");\n",
		"a_pb.ts":  "export const file_a_v1_a: GenFile = fileDesc(\"" + b64 + "\",\n  " + imports + ");\n",
	} {
		members := []archive.Member{{Name: "x/" + strings.TrimSpace(name), Content: []byte(content)}, {Name: "README.md", Content: []byte("fileDesc(")}}
		got, err := Read(members, []string{"a/v1/b.proto", "google/protobuf/timestamp.proto"})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(got) != 1 || !proto.Equal(got[0], want) {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

// TestDamaged refuses what is no descriptor, without running or guessing anything.
func TestDamaged(t *testing.T) {
	_, encoded := file(t)
	other := strings.Replace(string(encoded), "a.v1", "b.v1", 1)
	good := archive.Member{Name: "a_pb2.py", Content: []byte("x.AddSerializedFile(b'" + python(encoded) + "')")}
	for name, test := range map[string]struct {
		content string
		want    string
	}{
		"a.pb.go":  {"package a\n\nconst file_a_rawDesc = f()", "is not a constant"},
		"b.pb.go":  {"package", "it is not Go source"},
		"c.pb.go":  {"package a\n\nvar file_a_rawDesc = []byte{256}", "is not a constant"},
		"b_pb2.py": {"x.AddSerializedFile(b'\\xzz')", "not a literal of bytes"},
		"c_pb2.py": {"x.AddSerializedFile(b'", "has no end"},
		"d_pb2.py": {"x.AddSerializedFile(b'" + python([]byte(other)) + "')", "another a/v1/a.proto"},
		"e_pb2.py": {"x.AddSerializedFile(b'" + python([]byte("\n\x0b../../x.proto")) + "')", "is not the descriptor"},
		"a_pb.js":  {"fileDesc(\"*\")", "not base64"},
		"b_pb.js":  {"fileDesc(\"AAAA", "has no end"},
		"c_pb.js":  {"fileDesc(\"AAAA\")", "is not the descriptor"},
	} {
		if _, err := Read([]archive.Member{good, {Name: name, Content: []byte(test.content)}}, nil); err == nil || !strings.Contains(err.Error(), name+": ") || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", name, err, test.want)
		}
	}
	if _, err := Read([]archive.Member{{Name: "a.js", Content: []byte("proto3.makeMessageType()")}}, nil); !errors.Is(err, ErrNone) {
		t.Errorf("no descriptors: got %v", err)
	}
}

// FuzzRead never panics.
func FuzzRead(f *testing.F) {
	f.Add("package a\nconst file_a_rawDesc = \"\\n\" + \"a\"", "x.AddSerializedFile(b'\\n\\x01')", "fileDesc(\"AA\", [a])")
	f.Fuzz(func(t *testing.T, golang, python, javascript string) {
		for name, content := range map[string]string{"a.pb.go": golang, "a_pb2.py": python, "a_pb.js": javascript} {
			files, err := Read([]archive.Member{{Name: name, Content: []byte(content)}}, nil)
			if err == nil && len(files) == 0 {
				t.Errorf("%s: neither files nor an error", name)
			}
		}
	})
}
