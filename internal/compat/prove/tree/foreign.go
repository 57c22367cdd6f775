package tree

import (
	"fmt"
	"path"
	"strings"

	"cel.dev/expr"
	"cloud.google.com/go/artifactregistry/apiv1/artifactregistrypb"
	"cloud.google.com/go/iam/apiv1/iampb"
	"google.golang.org/grpc/binarylog/grpc_binarylog_v1"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// foreign are contracts that others wrote, from modules that go.mod pins: what the authors of the engine do not think of themselves.
// They have recursive messages, maps of messages, deep nesting, resources and routes with several bindings.
var foreign = map[string][]protoreflect.FileDescriptor{
	"cel.expr":                {expr.File_cel_expr_checked_proto, expr.File_cel_expr_value_proto, expr.File_cel_expr_eval_proto},
	"grpc.binarylog.v1":       {grpc_binarylog_v1.File_grpc_binlog_v1_binarylog_proto},
	"google.iam.v1":           {iampb.File_google_iam_v1_iam_policy_proto},
	"google.artifactregistry": {artifactregistrypb.File_google_devtools_artifactregistry_v1_version_proto, artifactregistrypb.File_google_devtools_artifactregistry_v1_rule_proto},
}

// foreignBase makes a tree of the files of one package and of their imports, with the token in place of their package.
func foreignBase(name string, roots []protoreflect.FileDescriptor) (*Tree, error) {
	pkg := string(roots[0].Package())
	owned := func(file protoreflect.FileDescriptor) bool { return string(file.Package()) == pkg }
	var set []byte
	seen := map[string]bool{}
	folders := map[string]bool{}
	var add func(file protoreflect.FileDescriptor) error
	add = func(file protoreflect.FileDescriptor) error {
		if seen[file.Path()] {
			return nil
		}
		seen[file.Path()] = true
		for i := range file.Imports().Len() {
			if err := add(file.Imports().Get(i).FileDescriptor); err != nil {
				return err
			}
		}
		made := toProto(file)
		if owned(file) {
			folders[path.Dir(file.Path())] = true
			if options := made.GetOptions(); options != nil {
				// The others name packages of other languages that belong to the owners of the files.
				made.Options = &descriptorpb.FileOptions{Deprecated: options.Deprecated, Features: options.Features}
			}
		}
		encoded, err := proto.MarshalOptions{Deterministic: true}.Marshal(made)
		if err != nil {
			return err
		}
		if !owned(file) {
			encoded = image.AppendImport(encoded)
		}
		set = protowire.AppendBytes(protowire.AppendTag(set, 1, protowire.BytesType), encoded)
		return nil
	}
	for _, root := range roots {
		if err := add(root); err != nil {
			return nil, fmt.Errorf("base %s: %w", name, err)
		}
	}
	compiled, err := image.FromEncoded(set)
	if err != nil {
		return nil, fmt.Errorf("base %s: %w", name, err)
	}
	var moves []string
	short := pkg[strings.Index(pkg, ".")+1:]
	for folder := range folders {
		moves = append(moves, folder+"/", Token+"/"+strings.ReplaceAll(short, ".", "/")+"/")
	}
	paths, names := strings.NewReplacer(moves...), strings.NewReplacer(pkg+".", Token+"."+short+".")
	return Of(compiled, name, func(file string) bool { return folders[path.Dir(file)] }, func(text string) string {
		return strings.TrimSuffix(names.Replace(paths.Replace(text)+"."), ".")
	})
}
