package prove

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// commonProto is the path of the options of the contract.
const commonProto = "qdrant/cloud/common/v1/common.proto"

// parseCase reads a case that [Format] wrote, or a case of the engine. Packages without the token get it. Extra has files, by path,
// that the case may import.
func parseCase(ctx context.Context, name string, content []byte, extra map[string][]byte) (Case, error) {
	archive := txtar.Parse(content)
	c := Case{Name: name}
	for folder, into := range map[string]**tree.Tree{"old/": &c.Before, "new/": &c.After} {
		own := map[string][]byte{}
		for _, file := range archive.Files {
			if inside, ok := strings.CutPrefix(file.Name, folder); ok {
				own[inside] = file.Data
			}
		}
		t, err := adoptTree(ctx, name, own, extra)
		if err != nil {
			return c, fmt.Errorf("%s, %s: %w", name, folder, err)
		}
		*into = t
	}
	return c, nil
}

// adoptTree makes a tree of sources by path, and puts the token in front of packages and paths that lack it. Sources in extra are
// shared, and added only if a file imports them.
func adoptTree(ctx context.Context, name string, own, extra map[string][]byte) (*tree.Tree, error) {
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
	t, err := tree.Of(compiled, name, func(path string) bool {
		return own[path] != nil && !strings.HasPrefix(path, "google/") && path != commonProto
	}, func(text string) string { return text })
	if err != nil {
		return nil, err
	}
	adopted := map[string]string{} // adopted has the new names of declarations and files.
	for _, file := range t.Files {
		if strings.HasPrefix(file.GetName(), tree.Token+"/") {
			continue
		}
		adopted[file.GetName()] = tree.Token + "/" + file.GetName()
		prefix := "."
		if file.GetPackage() != "" {
			prefix += file.GetPackage() + "."
		}
		for _, m := range file.GetMessageType() {
			adopted[prefix+m.GetName()] = "." + tree.Token + prefix + m.GetName()
		}
		for _, e := range file.GetEnumType() {
			adopted[prefix+e.GetName()] = "." + tree.Token + prefix + e.GetName()
		}
	}
	for _, file := range t.Files {
		rename(file, adopted)
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

// rename renames a file and its references.
func rename(file *descriptorpb.FileDescriptorProto, adopted map[string]string) {
	if to := adopted[file.GetName()]; to != "" {
		file.Name = &to
		full := strings.TrimSuffix(tree.Token+"."+file.GetPackage(), ".")
		file.Package = &full
		if goPackage := file.GetOptions().GetGoPackage(); goPackage != "" {
			moved := "prove.test/" + tree.Token + "/" + goPackage
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
		// The name of a nested type begins with that of the type around it.
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
