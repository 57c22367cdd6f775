package mutate

import (
	"path"
	"slices"
	"strings"

	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

var fileMutators = []mutator{
	{"file.package", 1, one(files, changePackage)},
	{"file.path", 1, one(files, moveFile)},
	{"file.go_package", 1, one(files, changeGoPackage)},
	{"file.option", 1, one(files, changeFileOption)},
	{"file.edition", 1, one(only(files, proto3), changeEdition)},
	{"file.public_import", 1, one(only(files, importsOwn), changePublicImport)},
	{"file.remove_import", 1, one(only(files, hasImports), removeImport)},
}

// changePackage raises the version of a package in the names and paths of its files.
func changePackage(e *editor, file *fileProto) Edit {
	was := file.GetPackage()
	is := strings.TrimSuffix(was, path.Ext(was)) + ".v2"
	retarget(e.tree, "."+was, "."+is)
	for _, other := range e.tree.Files {
		if other.GetPackage() == was {
			other.Package = &is
			e.repath(other, path.Dir(path.Dir(other.GetName()))+"/v2/"+path.Base(other.GetName()))
		}
	}
	return edited(was, "to %s", is)
}

// repath changes the path of a file, and adapts its importers.
func (e *editor) repath(file *fileProto, to string) {
	for _, other := range e.tree.Files {
		if i := slices.Index(other.GetDependency(), file.GetName()); i >= 0 {
			other.Dependency[i] = to
		}
	}
	file.Name = &to
}

func moveFile(e *editor, file *fileProto) Edit {
	was := file.GetName()
	e.repath(file, path.Join(path.Dir(was), e.word()+".proto"))
	return edited(was, "to %s", file.GetName())
}

// changeGoPackage changes the option in all files of a folder, because they need the same value.
func changeGoPackage(e *editor, file *fileProto) Edit {
	dir := path.Dir(file.GetName())
	name := "prove.test/" + dir + "/" + e.word()
	for _, other := range e.tree.Files {
		if path.Dir(other.GetName()) == dir {
			made(&other.Options).GoPackage = &name
		}
	}
	return edited(file.GetName(), "go_package = %s", name)
}

func changeFileOption(e *editor, file *fileProto) Edit {
	set := made(&file.Options)
	switch e.IntN(4) {
	case 0:
		set.JavaPackage = new("com.example." + e.word())
	case 1:
		set.OptimizeFor = descriptorpb.FileOptions_CODE_SIZE.Enum()
	case 2:
		set.CsharpNamespace = new(e.title())
	default:
		set.CcEnableArenas = new(false)
	}
	return edited(file.GetName(), "an option of another language")
}

// changeEdition converts a proto3 file to edition 2023 without a change of its meaning.
func changeEdition(_ *editor, file *fileProto) Edit {
	toEdition2023(file)
	return edited(file.GetName(), "to edition 2023")
}

// toEdition2023 converts a proto3 file to edition 2023 and preserves the presence of each field.
func toEdition2023(file *fileProto) {
	file.Syntax, file.Edition = new("editions"), descriptorpb.Edition_EDITION_2023.Enum()
	made(&file.Options).Features = &descriptorpb.FeatureSet{FieldPresence: descriptorpb.FeatureSet_IMPLICIT.Enum()}
	for _, f := range ofEach(messagesOf(file), fieldsOf) {
		if synthetic(f.fieldProto) {
			leaveOneof(f)
			made(&made(&f.Options).Features).FieldPresence = descriptorpb.FeatureSet_EXPLICIT.Enum()
		}
	}
}

// ownImport returns the index of the first import of a file in the tree itself, or -1.
func ownImport(file *fileProto) int {
	return slices.IndexFunc(file.GetDependency(), func(path string) bool { return strings.HasPrefix(path, tree.Token) })
}

func importsOwn(file *fileProto) bool { return ownImport(file) >= 0 }

func changePublicImport(_ *editor, file *fileProto) Edit {
	at := ownImport(file)
	if i := slices.Index(file.GetPublicDependency(), int32(at)); i >= 0 {
		file.PublicDependency = slices.Delete(file.GetPublicDependency(), i, i+1)
		return edited(file.GetName(), "%s is not public", file.GetDependency()[at])
	}
	file.PublicDependency = append(file.PublicDependency, int32(at))
	return edited(file.GetName(), "%s is public", file.GetDependency()[at])
}

func hasImports(file *fileProto) bool { return len(file.GetDependency()) > 0 }

// removeImport removes the last import. It is added again if it is needed.
func removeImport(_ *editor, file *fileProto) Edit {
	last := len(file.GetDependency()) - 1
	if slices.Contains(file.GetPublicDependency(), int32(last)) {
		return nothing
	}
	was := file.GetDependency()[last]
	file.Dependency = file.GetDependency()[:last]
	return edited(file.GetName(), "import of %s", was)
}
