package bench

import (
	"errors"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/scale"
)

// A rewrite changes every declaration of a file at once, as an extreme release does.
type rewrite func(*descriptorpb.FileDescriptorProto)

// rewrites are the extreme releases, by name.
var rewrites = map[string]rewrite{"comments": reword, "names": rename, "everything": redefine}

// rewritten returns an encoded set of files, as [image.Image.Encode] makes it, with the files of a package changed. It works file by
// file, because whole sets of messages would take many times the size of the image.
func rewritten(encoded []byte, change rewrite) ([]byte, error) {
	out := make([]byte, 0, len(encoded)+len(encoded)/4)
	for rest := encoded; len(rest) > 0; {
		_, _, tag := protowire.ConsumeTag(rest)
		if tag < 0 {
			return nil, errors.New("not a set of files")
		}
		content, size := protowire.ConsumeBytes(rest[tag:])
		if size < 0 {
			return nil, errors.New("not a set of files")
		}
		rest = rest[tag+size:]
		var file descriptorpb.FileDescriptorProto
		if err := proto.Unmarshal(content, &file); err != nil {
			return nil, err
		}
		if strings.HasPrefix(file.GetPackage(), scale.Package+".") {
			change(&file)
		}
		changed, err := proto.Marshal(&file)
		if err != nil {
			return nil, err
		}
		out = protowire.AppendBytes(protowire.AppendTag(out, 1, protowire.BytesType), changed)
	}
	return out, nil
}

// reword changes every comment.
func reword(file *descriptorpb.FileDescriptorProto) {
	for _, at := range file.GetSourceCodeInfo().GetLocation() {
		if at.LeadingComments != nil {
			at.LeadingComments = new(" As of now:" + at.GetLeadingComments())
		}
	}
}

// rename changes the name of every field, value and method.
func rename(file *descriptorpb.FileDescriptorProto) {
	for _, m := range file.GetMessageType() {
		for _, f := range m.GetField() {
			f.Name, f.JsonName = new("now_"+f.GetName()), new("now"+strings.ToUpper(f.GetJsonName()[:1])+f.GetJsonName()[1:])
		}
	}
	for _, e := range file.GetEnumType() {
		for _, v := range e.GetValue() {
			v.Name = new("NOW_" + v.GetName())
		}
	}
	for _, s := range file.GetService() {
		for _, m := range s.GetMethod() {
			m.Name = new("Now" + m.GetName())
		}
	}
}

// redefine changes the comment, the number, the type and an option of every field, and what is alike in the other declarations.
func redefine(file *descriptorpb.FileDescriptorProto) {
	reword(file)
	for _, m := range file.GetMessageType() {
		m.Options = &descriptorpb.MessageOptions{Deprecated: new(true)}
		for _, f := range m.GetField() {
			to := descriptorpb.FieldDescriptorProto_TYPE_BYTES
			if f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_INT32 {
				to = descriptorpb.FieldDescriptorProto_TYPE_STRING
			}
			f.Number, f.Type, f.TypeName = new(100+f.GetNumber()), to.Enum(), nil
			f.Options = &descriptorpb.FieldOptions{Deprecated: new(true)}
		}
	}
	for _, e := range file.GetEnumType() {
		for i, v := range e.GetValue() {
			v.Options = &descriptorpb.EnumValueOptions{Deprecated: new(true)}
			if i > 0 {
				v.Number = new(10 + v.GetNumber())
			}
		}
	}
	for _, s := range file.GetService() {
		for _, m := range s.GetMethod() {
			m.ServerStreaming, m.Options = new(!m.GetServerStreaming()), &descriptorpb.MethodOptions{Deprecated: new(true)}
		}
	}
}
