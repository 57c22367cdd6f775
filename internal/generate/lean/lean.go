// Package lean reduces descriptors to what a program that calls the API can use, before a generator embeds them in an SDK.
//
// Two things in a descriptor cost every user of an SDK and serve none of them: options that only a server or a generator of
// another language reads (permissions, routes, log fields, java_package), and the imports that nothing but those options needs.
// One thing has to stay: the rules of buf.validate, because a validator that finds no rules calls every message valid. Their
// bytes stay in the options, where a validator decodes them with its own copy of buf/validate/validate.proto; the import of that
// file is removed, because no package provides it to every language.
package lean

import (
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/pluginpb"
)

// validate is the number of the extensions by which buf/validate/validate.proto puts rules on fields, oneofs and messages. It is
// registered in the list of global extensions of Protocol Buffers.
const validate protowire.Number = 1159

// firstExtension is the lowest number of a custom option; options of descriptor.proto itself lie below it.
const firstExtension protowire.Number = 1000

// unmarshal leaves all custom options as unknown fields, whatever extensions this program links in: their bytes are passed on or
// dropped, and never read.
var unmarshal = proto.UnmarshalOptions{Resolver: new(protoregistry.Types)}

// Request reduces an encoded google.protobuf.compiler.CodeGeneratorRequest, which is what a plugin reads from standard input.
func Request(encoded []byte) ([]byte, error) {
	var request pluginpb.CodeGeneratorRequest
	if err := unmarshal.Unmarshal(encoded, &request); err != nil {
		return nil, err
	}
	trim(&request)
	request.ProtoFile = survey(request.GetProtoFile()).reduce(request.GetProtoFile(), request.GetFileToGenerate())
	return proto.MarshalOptions{Deterministic: true}.Marshal(&request)
}

// trim leaves out what takes a generator a while to read, and changes nothing that it writes: the comments of imported files, and each file
// to generate a second time. What stays of these is the form with the options that only sources retain.
func trim(request *pluginpb.CodeGeneratorRequest) {
	sources := map[string]*descriptorpb.FileDescriptorProto{}
	for _, file := range request.GetSourceFileDescriptors() {
		sources[file.GetName()] = file
	}
	generated := map[string]bool{}
	for _, name := range request.GetFileToGenerate() {
		generated[name] = true
	}
	for i, file := range request.GetProtoFile() {
		if source := sources[file.GetName()]; source != nil {
			request.ProtoFile[i] = source
		} else if !generated[file.GetName()] {
			file.SourceCodeInfo = nil
		}
	}
	request.SourceFileDescriptors = nil
}

// Set reduces an encoded google.protobuf.FileDescriptorSet, which is what protoc reads with --descriptor_set_in. The files of the
// set that have one of the given names are those that code is generated for.
func Set(encoded []byte, generate []string) ([]byte, error) {
	var set descriptorpb.FileDescriptorSet
	if err := unmarshal.Unmarshal(encoded, &set); err != nil {
		return nil, err
	}
	Reduce(&set, generate)
	return proto.MarshalOptions{Deterministic: true}.Marshal(&set)
}

// Reduce is [Set] for a set that is decoded, with extensions as unknown fields. It changes the set.
func Reduce(set *descriptorpb.FileDescriptorSet, generate []string) {
	set.File = survey(set.GetFile()).reduce(set.GetFile(), generate)
}

// files is what has to be known of all files to decide which imports are needed.
type files struct {
	owners   map[string]string // owners maps the full name of a message or enum, with a leading dot, to the file that declares it.
	passesOn map[string]bool   // passesOn has the files with public imports.
}

// reduce reduces the files that code is generated for and what they import, and leaves out what is not imported any more. The order stays:
// imports come before what imports them. Imports are reduced as well, so that the code of a file is the same whether that of its imports
// is generated along with it or not: protoc writes options in another order where it knows their definition.
func (in files) reduce(all []*descriptorpb.FileDescriptorProto, generate []string) []*descriptorpb.FileDescriptorProto {
	needed := map[string]bool{}
	for _, name := range generate {
		needed[name] = true
	}
	for _, file := range slices.Backward(all) {
		if needed[file.GetName()] {
			reduceOptions(file)
			in.dropImports(file)
			for _, dependency := range file.GetDependency() {
				needed[dependency] = true
			}
		}
	}
	return slices.DeleteFunc(all, func(file *descriptorpb.FileDescriptorProto) bool { return !needed[file.GetName()] })
}

// reduceOptions removes the options that no program which calls the API reads.
func reduceOptions(file *descriptorpb.FileDescriptorProto) {
	if options := file.GetOptions(); options != nil {
		// All others are about code of one language, most of them of one that no SDK is made for.
		reduced := &descriptorpb.FileOptions{Deprecated: options.Deprecated, Features: options.GetFeatures()}
		file.Options = nil
		if proto.Size(reduced) > 0 {
			file.Options = reduced
		}
	}
	for _, message := range file.GetMessageType() {
		reduceMessage(message)
	}
	for _, enum := range file.GetEnumType() {
		reduceEnum(enum)
	}
	for _, extension := range file.GetExtension() {
		reduceField(extension)
	}
	for _, service := range file.GetService() {
		service.Options = reduced(service.GetOptions())
		for _, method := range service.GetMethod() {
			method.Options = reduced(method.GetOptions())
		}
	}
}

func reduceMessage(message *descriptorpb.DescriptorProto) {
	message.Options = reduced(message.GetOptions())
	for _, field := range slices.Concat(message.GetField(), message.GetExtension()) {
		reduceField(field)
	}
	for _, oneof := range message.GetOneofDecl() {
		oneof.Options = reduced(oneof.GetOptions())
	}
	for _, nested := range message.GetNestedType() {
		reduceMessage(nested)
	}
	for _, enum := range message.GetEnumType() {
		reduceEnum(enum)
	}
}

func reduceField(field *descriptorpb.FieldDescriptorProto) {
	field.Options = reduced(field.GetOptions())
}

func reduceEnum(enum *descriptorpb.EnumDescriptorProto) {
	enum.Options = reduced(enum.GetOptions())
	for _, value := range enum.GetValue() {
		value.Options = reduced(value.GetOptions())
	}
}

// reduced returns options without the custom ones but the rules of buf.validate; nil where nothing is left.
func reduced[T interface {
	comparable
	proto.Message
}](options T) T {
	var none T
	if options == none {
		return none
	}
	message := options.ProtoReflect()
	var kept protoreflect.RawFields
	for rest := message.GetUnknown(); len(rest) > 0; {
		number, _, length := protowire.ConsumeField(rest)
		if length < 0 {
			break // Unmarshal has checked these bytes.
		}
		if number == validate || number < firstExtension {
			kept = append(kept, rest[:length]...)
		}
		rest = rest[length:]
	}
	message.SetUnknown(kept)
	if proto.Size(options) == 0 {
		return none
	}
	return options
}

// survey collects what has to be known of all files.
func survey(all []*descriptorpb.FileDescriptorProto) files {
	in := files{owners: map[string]string{}, passesOn: map[string]bool{}}
	var add func(file, scope string, messages []*descriptorpb.DescriptorProto, enums []*descriptorpb.EnumDescriptorProto)
	add = func(file, scope string, messages []*descriptorpb.DescriptorProto, enums []*descriptorpb.EnumDescriptorProto) {
		for _, enum := range enums {
			in.owners[scope+"."+enum.GetName()] = file
		}
		for _, message := range messages {
			name := scope + "." + message.GetName()
			in.owners[name] = file
			add(file, name, message.GetNestedType(), message.GetEnumType())
		}
	}
	for _, file := range all {
		in.passesOn[file.GetName()] = len(file.GetPublicDependency()) > 0
		scope := ""
		if file.GetPackage() != "" {
			scope = "." + file.GetPackage()
		}
		add(file.GetName(), scope, file.GetMessageType(), file.GetEnumType())
	}
	return in
}

// dropImports removes the imports that no declaration of the file needs. A file with public imports keeps all of its imports,
// since others see them through it, and so does an import that passes on others: one of those may be what is needed.
func (in files) dropImports(file *descriptorpb.FileDescriptorProto) {
	if len(file.GetPublicDependency()) > 0 {
		return
	}
	used := map[string]bool{}
	need := func(name string) { used[in.owners[name]] = true }
	fields := func(all []*descriptorpb.FieldDescriptorProto) {
		for _, field := range all {
			need(field.GetTypeName())
			need(field.GetExtendee())
		}
	}
	var walk func(messages []*descriptorpb.DescriptorProto)
	walk = func(messages []*descriptorpb.DescriptorProto) {
		for _, message := range messages {
			fields(message.GetField())
			fields(message.GetExtension())
			walk(message.GetNestedType())
		}
	}
	walk(file.GetMessageType())
	fields(file.GetExtension())
	for _, service := range file.GetService() {
		for _, method := range service.GetMethod() {
			need(method.GetInputType())
			need(method.GetOutputType())
		}
	}
	file.Dependency = slices.DeleteFunc(file.GetDependency(), func(name string) bool { return !used[name] && !in.passesOn[name] })
	file.WeakDependency, file.OptionDependency = nil, nil // Indexes that are wrong now, and imports that only options need.
}
