package qdrantcloud

import (
	"context"
	"iter"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// The fields by which lists are paged.
const (
	fieldPageSize  protoreflect.Name = "page_size"
	fieldPageToken protoreflect.Name = "page_token"
	fieldNextToken protoreflect.Name = "next_page_token"
)

// Method is a method of a client, such as client.Clusters().List.
type Method[Request, Response proto.Message] = func(context.Context, Request, ...grpc.CallOption) (Response, error)

// Pages goes through a list page by page, for what the items alone do not have, such as the total size:
//
//	for page, err := range qdrantcloud.Pages(ctx, client.Clusters().List, request, qdrantcloud.PageSize(50)) {
//		…
//	}
//
// It ends after the last page or the first error. A list that is not paged has one page.
func Pages[Request, Response proto.Message](
	ctx context.Context, list Method[Request, Response], request Request, options ...grpc.CallOption,
) iter.Seq2[Response, error] {
	return func(yield func(Response, error) bool) {
		asked, reflected := request, request.ProtoReflect()
		size := pageSizeOf(options)
		for token := ""; ; {
			if size > 0 || token != "" {
				asked = pageRequest[Request](reflected, size, token)
			}
			page, err := list(ctx, asked, options...)
			if !yield(page, err) || err != nil {
				return
			}
			next := nextToken(page.ProtoReflect())
			if next == "" {
				return
			}
			if next == token {
				yield(page, failure("", status.Errorf(codes.Internal, "the list does not end: a page has the token by which it was asked for")))
				return
			}
			token = next
		}
	}
}

// items goes through the items of a list, for generated methods.
func items[Request, Response proto.Message, Item any](
	ctx context.Context, list Method[Request, Response], of func(Response) []Item, request Request, options []grpc.CallOption,
) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		for page, err := range Pages(ctx, list, request, options...) {
			if err != nil {
				var none Item
				yield(none, err)
				return
			}
			for _, item := range of(page) {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// pageRequest returns a request for a page. The request of the caller stays as it is.
func pageRequest[Request proto.Message](request protoreflect.Message, size int32, token string) Request {
	next := shallow(request)
	fields := next.Descriptor().Fields()
	if field := fields.ByName(fieldPageSize); field != nil && field.Kind() == protoreflect.Int32Kind && size > 0 && !next.Has(field) {
		next.Set(field, protoreflect.ValueOfInt32(size))
	}
	if field := fields.ByName(fieldPageToken); field != nil && token != "" {
		next.Set(field, protoreflect.ValueOfString(token))
	}
	made, _ := next.Interface().(Request)
	return made
}

// nextToken returns the token of the page after this one; empty if it is the last.
func nextToken(page protoreflect.Message) string {
	field := page.Descriptor().Fields().ByName(fieldNextToken)
	if field == nil {
		return ""
	}
	return page.Get(field).String()
}

func pageSizeOf(options []grpc.CallOption) int32 {
	var set callSettings
	for _, option := range options {
		if own, ok := option.(callOption); ok {
			own.apply(&set)
		}
	}
	return set.pageSize
}
