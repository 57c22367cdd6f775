package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"connectrpc.com/connect"
	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// answer sends the end of a call over REST. Metadata become headers Grpc-Metadata-*. Most clients of REST cannot read trailers, so the
// metadata at the end of a call are headers too; who asks for trailers gets Grpc-Trailer-* as well.
func answer(w http.ResponseWriter, r *http.Request, code int, body []byte, out rpc.Outcome) {
	discardBody(r)
	header := w.Header()
	addAll(header, runtime.MetadataHeaderPrefix, out.Header)
	addAll(header, runtime.MetadataHeaderPrefix, out.Trailer)
	addAll(header, "", out.Trailer) // As production has qc-trace-id.
	header.Set("Content-Type", "application/json")
	header.Set("X-Content-Type-Options", "nosniff")
	trailers := strings.Contains(strings.ToLower(r.Header.Get("TE")), "trailers")
	if !trailers {
		header.Set("Content-Length", strconv.Itoa(len(body)))
	}
	w.WriteHeader(code)
	w.Write(body) //nolint:errcheck // The client is gone, and nobody else wants it.
	if trailers {
		addAll(header, http.TrailerPrefix+runtime.MetadataTrailerPrefix, out.Trailer)
	}
}

// discardBody reads what is left of the body of a request, so that the client has sent it before it gets the response. net/http does so
// for HTTP/1 alone. On a connection of HTTP/2 it resets the stream behind the response (RFC 9113, section 8.1), which some versions of
// curl take for a broken stream: they drop the response when the reset comes while they still send.
func discardBody(r *http.Request) {
	if r.ProtoMajor == 2 {
		io.CopyN(io.Discard, r.Body, maxDiscarded) //nolint:errcheck // Who cannot send the rest still gets the response.
	}
}

// addAll adds metadata to headers. Binary values are in base64, as everywhere in HTTP.
func addAll(header http.Header, prefix string, md metadata.MD) {
	for key, values := range md {
		for _, value := range values {
			if strings.HasSuffix(key, binarySuffix) {
				value = connect.EncodeBinaryHeader([]byte(value))
			}
			header.Add(prefix+key, value)
		}
	}
}

// refuse sends an error over REST as google.rpc.Status.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, out rpc.Outcome) {
	err, code := out.Err, 0
	if own := (*runtime.HTTPStatusError)(nil); errors.As(err, &own) {
		err, code = own.Err, own.HTTPStatus
	}
	of := status.Convert(err)
	if code == 0 {
		code = runtime.HTTPStatusFromCode(of.Code())
	}
	if of.Code() == codes.Unauthenticated {
		w.Header().Set("WWW-Authenticate", of.Message())
	}
	answer(w, r, code, statusJSON(of.Proto(), s.config.API.Types), out)
}

// statusJSON writes a status. A detail of a type that nobody knows is left out, since the rest still says what happened.
func statusJSON(of *spb.Status, types protoregistry.MessageTypeResolver) []byte {
	marshal := protojson.MarshalOptions{Resolver: details{types}, EmitUnpopulated: true}
	text, err := marshal.Marshal(of)
	if err != nil {
		of = proto.CloneOf(of)
		of.Details = nil
		text, _ = marshal.Marshal(of) // A code and a text, which grpc has made valid UTF-8.
	}
	var compact bytes.Buffer // protojson varies its white space deliberately.
	if json.Compact(&compact, text) != nil {
		return text
	}
	return compact.Bytes()
}

// details resolves the types of details of errors: those of the API, and those of google.rpc that this program is linked with.
type details struct {
	types protoregistry.MessageTypeResolver
}

// FindMessageByName finds a type by its name.
func (d details) FindMessageByName(name protoreflect.FullName) (protoreflect.MessageType, error) {
	if found, err := d.types.FindMessageByName(name); err == nil {
		return found, nil
	}
	return protoregistry.GlobalTypes.FindMessageByName(name)
}

// FindMessageByURL finds a type by its URL.
func (d details) FindMessageByURL(url string) (protoreflect.MessageType, error) {
	if found, err := d.types.FindMessageByURL(url); err == nil {
		return found, nil
	}
	return protoregistry.GlobalTypes.FindMessageByURL(url)
}

// FindExtensionByName finds no extensions: details have none.
func (d details) FindExtensionByName(protoreflect.FullName) (protoreflect.ExtensionType, error) {
	return nil, protoregistry.NotFound
}

// FindExtensionByNumber finds no extensions: details have none.
func (d details) FindExtensionByNumber(protoreflect.FullName, protoreflect.FieldNumber) (protoreflect.ExtensionType, error) {
	return nil, protoregistry.NotFound
}
