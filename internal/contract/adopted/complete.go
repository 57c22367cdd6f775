package adopted

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

var (
	unmarshal = proto.UnmarshalOptions{Resolver: new(protoregistry.Types), AllowPartial: true}
	marshal   = proto.MarshalOptions{Deterministic: true, AllowPartial: true}
)

// Contract has the files of one version of the contract, dependencies included.
type Contract struct {
	Files []*descriptorpb.FileDescriptorProto
	Own   func(file string) bool // Own reports whether a file is of the contract itself.

	// GoPackage returns the path that users import, as the generators are configured. It is nil where the files have it themselves.
	GoPackage func(file string) string
}

// ContractOf reads a contract from what a source holds.
func ContractOf(encoded string, read *schema.Schema) (Contract, error) {
	set := new(descriptorpb.FileDescriptorSet)
	if err := unmarshal.Unmarshal([]byte(encoded), set); err != nil {
		return Contract{}, err
	}
	return Contract{
		Files: set.GetFile(),
		Own:   func(file string) bool { f := read.File(file); return f != nil && !f.Dependency },
		GoPackage: func(file string) string {
			if f := read.File(file); f != nil {
				return f.GoPackage()
			}
			return ""
		},
	}, nil
}

func (c Contract) byName() map[string]*descriptorpb.FileDescriptorProto {
	files := map[string]*descriptorpb.FileDescriptorProto{}
	for _, file := range c.Files {
		files[file.GetName()] = file
	}
	return files
}

// image returns the encoded image of an old contract, without comments, and with what it lacks from this tree: the files of others that
// it imports, and options that packages for clients do not carry.
func (r *Record) image(old, tree Contract) ([]byte, error) {
	b := builder{old: old.byName(), tree: tree.byName(), own: old.Own, done: map[string]bool{}}
	var own []*descriptorpb.FileDescriptorProto
	for _, file := range old.Files {
		if old.Own(file.GetName()) {
			own = append(own, file)
		}
	}
	if len(own) == 0 {
		return nil, errors.New("it has no file of the contract")
	}
	lean := old.GoPackage == nil && !slices.ContainsFunc(own, full)
	r.Assumed, r.GoPackages = lean, nil
	for _, file := range own {
		now := b.tree[file.GetName()]
		if lean {
			assume(file, now)
			continue
		}
		was := file.GetOptions().GetGoPackage()
		if old.GoPackage != nil {
			was = old.GoPackage(file.GetName())
		} else {
			setOthers(file, now)
		}
		switch {
		case now != nil && tree.GoPackage(file.GetName()) == was:
			// What is written differs where the generators are configured in another way, and the packages are the same.
			setGoPackage(file, now)
		case was != "":
			if r.GoPackages == nil {
				r.GoPackages = map[string]string{}
			}
			r.GoPackages[file.GetName()] = was
		}
	}
	slices.SortFunc(own, func(a, b *descriptorpb.FileDescriptorProto) int { return strings.Compare(a.GetName(), b.GetName()) })
	for _, file := range own {
		if b.done[file.GetName()] {
			continue
		}
		if err := b.add(file); err != nil {
			return nil, err
		}
	}
	return b.set, nil
}

// setGoPackage writes the option go_package of a file as it is in another one.
func setGoPackage(file, now *descriptorpb.FileDescriptorProto) {
	switch written := now.GetOptions().GetGoPackage(); {
	case written == file.GetOptions().GetGoPackage():
	case written != "":
		if file.GetOptions() == nil {
			file.Options = new(descriptorpb.FileOptions)
		}
		file.Options.GoPackage = &written
	default:
		file.Options.GoPackage = nil
	}
}

// others are the options for generators of other languages that buf sets in generated code, unless it is told not to.
var others = []protoreflect.Name{
	"java_package", "java_outer_classname", "java_multiple_files", "java_string_check_utf8", "csharp_namespace", "objc_class_prefix",
	"php_namespace", "php_metadata_namespace", "php_class_prefix", "ruby_package", "swift_prefix", "cc_enable_arenas",
}

// setOthers writes those options of a file as they are in another one, because what was in its source is not known.
func setOthers(file, now *descriptorpb.FileDescriptorProto) {
	if file.GetOptions() == nil {
		file.Options = new(descriptorpb.FileOptions)
	}
	options := file.GetOptions().ProtoReflect()
	for _, name := range others {
		field := options.Descriptor().Fields().ByName(name)
		if now.GetOptions().ProtoReflect().Has(field) {
			options.Set(field, now.GetOptions().ProtoReflect().Get(field))
		} else {
			options.Clear(field)
		}
	}
}

// builder encodes files after those that they import.
type builder struct {
	old, tree map[string]*descriptorpb.FileDescriptorProto
	own       func(string) bool
	done      map[string]bool
	set       []byte
}

func (b *builder) add(file *descriptorpb.FileDescriptorProto) error {
	b.done[file.GetName()] = true
	file = proto.CloneOf(file)
	file.SourceCodeInfo = nil
	if file.GetOptions() != nil && proto.Size(file.GetOptions()) == 0 {
		file.Options = nil
	}
	b.dropUnknown(file)
	for _, name := range file.GetDependency() {
		imported := b.old[name]
		if imported == nil {
			imported = b.tree[name]
		}
		if imported == nil || b.done[name] {
			continue // A file of protobuf itself, which every reader has.
		}
		if err := b.add(imported); err != nil {
			return err
		}
	}
	content, err := marshal.Marshal(file)
	if err != nil {
		return fmt.Errorf("%s cannot be encoded: %w", file.GetName(), err)
	}
	if !b.own(file.GetName()) {
		content = image.AppendImport(content) // A second mark does no harm.
	}
	const files protowire.Number = 1
	b.set = protowire.AppendBytes(protowire.AppendTag(b.set, files, protowire.BytesType), content)
	return nil
}

// dropUnknown removes the imports of files that neither side has. Where a type of them is used, the image is refused later; else they
// declare options alone, whose values stay as they are.
func (b *builder) dropUnknown(file *descriptorpb.FileDescriptorProto) {
	var kept []string
	at := map[int32]int32{}
	for i, name := range file.GetDependency() {
		if b.old[name] == nil && b.tree[name] == nil && schema.WellKnown().File(name) == nil {
			continue
		}
		at[int32(i)] = int32(len(kept)) //nolint:gosec // G115: There are fewer imports than that.
		kept = append(kept, name)
	}
	if len(kept) == len(file.GetDependency()) {
		return
	}
	moved := func(old []int32) (now []int32) {
		for _, i := range old {
			if to, ok := at[i]; ok {
				now = append(now, to)
			}
		}
		return now
	}
	file.Dependency, file.PublicDependency, file.WeakDependency = kept, moved(file.GetPublicDependency()), moved(file.GetWeakDependency())
}

// Adopt writes the record of an old contract with its image, after check has accepted that.
func Adopt(root string, r *Record, old, tree Contract, check func(encoded []byte) error) error {
	encoded, err := r.image(old, tree)
	if err != nil {
		return err
	}
	if err := check(encoded); err != nil {
		return err
	}
	return r.Write(root, encoded)
}
