package tree

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"cel.dev/expr"
	"cloud.google.com/go/artifactregistry/apiv1/artifactregistrypb"
	"cloud.google.com/go/iam/apiv1/iampb"
	metricspb "go.opentelemetry.io/proto/otlp/metrics/v1"
	"google.golang.org/genproto/googleapis/cloud/location"
	"google.golang.org/grpc/binarylog/grpc_binarylog_v1"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// foreign are contracts that others wrote, from modules that go.mod pins: what the authors of the engine do not think of themselves.
// They have recursive messages, maps of messages, deep nesting, resources and routes with several bindings. None declares an extension of a
// message outside of it: its number would be taken in a batch of many versions.
var foreign = map[string][]protoreflect.FileDescriptor{
	"cel.expr":                {expr.File_cel_expr_checked_proto, expr.File_cel_expr_value_proto, expr.File_cel_expr_eval_proto},
	"grpc.binarylog.v1":       {grpc_binarylog_v1.File_grpc_binlog_v1_binarylog_proto},
	"google.iam.v1":           {iampb.File_google_iam_v1_iam_policy_proto},
	"google.cloud.location":   {location.File_google_cloud_location_locations_proto},
	"opentelemetry.metrics":   {metricspb.File_opentelemetry_proto_metrics_v1_metrics_proto},
	"google.artifactregistry": {artifactregistrypb.File_google_devtools_artifactregistry_v1_version_proto, artifactregistrypb.File_google_devtools_artifactregistry_v1_rule_proto},
}

// compiled reports whether SDKs have the code of an imported file in other modules.
func compiled(file protoreflect.FileDescriptor) bool {
	return strings.HasPrefix(file.Path(), "google/") || strings.HasPrefix(file.Path(), "buf/validate/")
}

// foreignBase makes a tree of the files of one package and of those that it imports, with the token in place of the first part of their
// packages. What the SDKs have in other modules stays as it is.
func foreignBase(name string, roots []protoreflect.FileDescriptor) (*Tree, error) {
	pkg := roots[0].Package()
	owned := func(file protoreflect.FileDescriptor) bool { return file.Package() == pkg || !compiled(file) }
	var set []byte
	seen, folders, packages := map[string]bool{}, map[string]bool{}, map[string]bool{}
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
			folders[path.Dir(file.Path())], packages[string(file.Package())] = true, true
			if options := made.GetOptions(); options != nil {
				// The others name packages of other languages that belong to the owners of the files.
				made.Options = &descriptorpb.FileOptions{Deprecated: options.Deprecated, Features: options.GetFeatures()}
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
	whole, err := image.FromEncoded(set)
	if err != nil {
		return nil, fmt.Errorf("base %s: %w", name, err)
	}
	var moves, renames []string
	for _, folder := range slices.Sorted(maps.Keys(folders)) {
		moves = append(moves, folder+"/", Token+"/"+pathIn(packages, folder)+"/")
	}
	for _, was := range slices.Sorted(maps.Keys(packages)) {
		renames = append(renames, was+".", Token+"."+was[strings.Index(was, ".")+1:]+".")
	}
	paths, names := strings.NewReplacer(moves...), strings.NewReplacer(renames...)
	return Of(whole, name, func(file string) bool { return folders[path.Dir(file)] }, func(text string) string {
		return strings.TrimSuffix(names.Replace(paths.Replace(text)+"."), ".")
	})
}

// pathIn returns the folder for a former one: that of its package, without the first part, or else the former one.
func pathIn(packages map[string]bool, folder string) string {
	for _, pkg := range slices.Sorted(maps.Keys(packages)) {
		if short := strings.ReplaceAll(pkg[strings.Index(pkg, ".")+1:], ".", "/"); strings.HasSuffix(folder, "/"+short) || len(packages) == 1 {
			return short
		}
	}
	return folder
}
