package tree

import (
	"context"
	"maps"
	"slices"
	"strings"

	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// Adopt makes a tree of sources by their paths, and puts the token before the names of packages and paths that don't have it.
// Extra has sources that are shared, where somebody imports them.
func Adopt(ctx context.Context, name string, own, extra map[string][]byte) (*Tree, error) {
	files := maps.Clone(own)
	for path, content := range extra {
		if files[path] == nil && imported(own, path) {
			files[path] = content
		}
	}
	compiled, err := image.FromFiles(ctx, files)
	if err != nil {
		return nil, err
	}
	t, err := of(compiled, name, func(path string) bool {
		return own[path] != nil && !strings.HasPrefix(path, "google/") && path != commonPath
	}, func(text string) string { return text })
	if err != nil {
		return nil, err
	}
	adopted := map[string]string{} // adopted has the new names of all that is declared, and of files.
	for _, file := range t.Files {
		if strings.HasPrefix(file.GetName(), Token+"/") {
			continue
		}
		adopted[file.GetName()] = Token + "/" + file.GetName()
		prefix := "."
		if file.GetPackage() != "" {
			prefix += file.GetPackage() + "."
		}
		for _, m := range file.GetMessageType() {
			adopted[prefix+m.GetName()] = "." + Token + prefix + m.GetName()
		}
		for _, e := range file.GetEnumType() {
			adopted[prefix+e.GetName()] = "." + Token + prefix + e.GetName()
		}
	}
	for _, file := range t.Files {
		adopt(file, adopted)
	}
	return t, nil
}

func imported(own map[string][]byte, path string) bool {
	for _, content := range own {
		if strings.Contains(string(content), `"`+path+`"`) {
			return true
		}
	}
	return false
}

// adopt renames a file and what it refers to.
func adopt(file *descriptorpb.FileDescriptorProto, adopted map[string]string) {
	if to := adopted[file.GetName()]; to != "" {
		file.Name = &to
		full := strings.TrimSuffix(Token+"."+file.GetPackage(), ".")
		file.Package = &full
		if goPackage := file.GetOptions().GetGoPackage(); goPackage != "" {
			moved := "prove.test/" + Token + "/" + goPackage
			file.Options.GoPackage = &moved
		}
	}
	for _, imports := range [][]string{file.GetDependency(), file.GetOptionDependency()} {
		for i, path := range imports {
			if to := adopted[path]; to != "" {
				imports[i] = to
			}
		}
	}
	refer(file, func(name string) *string {
		// A nested type has the name of the one around it before its own.
		for at := len(name); at > 0; at = strings.LastIndexByte(name[:at], '.') {
			if to := adopted[name[:at]]; to != "" {
				return new(to + name[at:])
			}
		}
		return new(name)
	})
}

// refer renames all types that a file refers to.
func refer(file *descriptorpb.FileDescriptorProto, rename func(string) *string) {
	field := func(f *descriptorpb.FieldDescriptorProto) {
		if f.TypeName != nil {
			f.TypeName = rename(f.GetTypeName())
		}
		if f.Extendee != nil {
			f.Extendee = rename(f.GetExtendee())
		}
	}
	var within func([]*descriptorpb.DescriptorProto)
	within = func(messages []*descriptorpb.DescriptorProto) {
		for _, m := range messages {
			for _, f := range slices.Concat(m.GetField(), m.GetExtension()) {
				field(f)
			}
			within(m.GetNestedType())
		}
	}
	within(file.GetMessageType())
	for _, x := range file.GetExtension() {
		field(x)
	}
	for _, s := range file.GetService() {
		for _, m := range s.GetMethod() {
			m.InputType, m.OutputType = rename(m.GetInputType()), rename(m.GetOutputType())
		}
	}
}
