package qdrantcloud

import (
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
)

// Changes returns the mask of the fields in which two versions of a message differ, for an update of only those:
//
//	before := proto.CloneOf(cluster)
//	cluster.Name = "search"
//	client.Clusters().Update(ctx, &qdrantclusterv1.UpdateClusterRequest{
//		Cluster: cluster, UpdateMask: qdrantcloud.Changes(before, cluster),
//	})
//
// It names fields inside of messages that both versions have. Lists, maps, times and other messages of google.protobuf are named as a
// whole. Without changes the mask has no paths.
func Changes[Message proto.Message](before, after Message) *fieldmaskpb.FieldMask {
	return &fieldmaskpb.FieldMask{Paths: changed(before.ProtoReflect(), after.ProtoReflect(), "")}
}

func changed(before, after protoreflect.Message, prefix string) []string {
	var paths []string
	fields := after.Descriptor().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		path := prefix + string(field.Name())
		had, has := before.Has(field), after.Has(field)
		switch {
		case !had && !has:
		case had && has && before.Get(field).Equal(after.Get(field)):
		case had && has && field.Message() != nil && !field.IsList() && !field.IsMap() && !wellKnown(field.Message()):
			paths = slices.Concat(paths, changed(before.Get(field).Message(), after.Get(field).Message(), path+"."))
		default:
			paths = append(paths, path)
		}
	}
	return paths
}

// Ptr returns a pointer to a value, for optional fields: PageSize: qdrantcloud.Ptr(int32(20)).
func Ptr[T any](value T) *T { return &value } //nolint:modernize // new takes a value from Go 1.26 on, and the SDK is for older ones too.
