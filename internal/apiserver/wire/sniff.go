package wire

import (
	"bytes"
	"errors"
	"io"
	"net"
	"slices"
	"strings"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
)

// sniff reads the beginning of a connection, and says whether it will have nothing but calls of gRPC. The connection that it returns
// begins anew.
//
// A client of HTTP/2 may wait for the settings of the server before it sends its first request, and those of gRPC do. So sniff
// sends settings. The server that gets the connection sends its own too, which HTTP/2 allows at any time, and must not see the
// acknowledgement of the first ones.
//
// A client that speaks HTTP/2 and asks nothing in time is not refused: programs connect before they call. It goes to net/http.
func sniff(conn net.Conn) (again net.Conn, isGRPC bool, err error) {
	var seen bytes.Buffer
	isHTTP2, err := hasPreface(io.TeeReader(conn, &seen))
	if err != nil {
		return nil, false, err
	}
	if !isHTTP2 {
		return &replay{Conn: conn, rest: io.MultiReader(&seen, conn)}, false, nil
	}
	framer := http2.NewFramer(conn, io.TeeReader(conn, &seen))
	framer.SetMaxReadFrameSize(16 << 10) // The most that a client may send without being allowed more.
	framer.ReadMetaHeaders = hpack.NewDecoder(4096, nil)
	framer.MaxHeaderListSize = MaxHeader
	if err := framer.WriteSettings(http2.Setting{ID: http2.SettingMaxConcurrentStreams, Val: MaxStreams}); err != nil {
		return nil, false, err
	}
	for seen.Len() < maxSniffed {
		frame, err := framer.ReadFrame()
		if errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed) {
			return nil, false, err
		}
		if err != nil {
			break // Too slow, or broken in a way that net/http knows how to answer.
		}
		switch frame := frame.(type) {
		case *http2.SettingsFrame, *http2.WindowUpdateFrame, *http2.PriorityFrame:
			continue
		case *http2.MetaHeadersFrame:
			isGRPC = isContentOfGRPC(header(frame, "content-type")) && hasOwnConnections(frame)
		}
		break // Any other frame, such as a ping, needs an answer now.
	}
	return &replay{Conn: conn, rest: &withoutAck{from: io.MultiReader(&seen, conn)}}, isGRPC, nil //nolint:nilerr // Others answer it.
}

// hasPreface reads until it is clear whether a connection begins as those of HTTP/2 do.
func hasPreface(from io.Reader) (bool, error) {
	read := make([]byte, 0, len(http2.ClientPreface))
	for len(read) < len(http2.ClientPreface) {
		n, err := from.Read(read[len(read):cap(read)])
		read = read[:len(read)+n]
		if !strings.HasPrefix(http2.ClientPreface, string(read)) { //nolint:gocritic // What was read may be the beginning of it.
			return false, nil
		}
		if err != nil {
			return false, err
		}
	}
	return true, nil
}

func header(frame *http2.MetaHeadersFrame, name string) string {
	for _, field := range frame.RegularFields() {
		if field.Name == name {
			return field.Value
		}
	}
	return ""
}

// runtimes are the implementations of gRPC that make connections of their own, by how their user agents begin. Others make their
// calls through a client of HTTP, which may send anything else over the same connection.
var runtimes = []string{
	"grpc-go/", "grpc-c++/", "grpc-c/", "grpc-python/", "grpc-python-asyncio/", "grpc-node-js/", "grpc-java-", "grpc-kotlin-", "grpc-ruby/",
	"grpc-php/", "grpc-csharp/", "grpc-objc/", "tonic/",
}

// hasOwnConnections says whether a connection with this request has nothing but gRPC: it comes from one of the runtimes, and not
// through a proxy, which sends requests of many clients over one connection.
func hasOwnConnections(frame *http2.MetaHeadersFrame) bool {
	for _, name := range []string{"via", "forwarded", "x-forwarded-for"} {
		if header(frame, name) != "" {
			return false
		}
	}
	for product := range strings.FieldsSeq(header(frame, "user-agent")) {
		if slices.ContainsFunc(runtimes, func(runtime string) bool { return strings.HasPrefix(product, runtime) }) {
			return true
		}
	}
	return false
}

// isContentOfGRPC says whether a content type is one of gRPC: application/grpc, application/grpc+proto, but not
// application/grpc-web.
func isContentOfGRPC(contentType string) bool {
	rest, ok := strings.CutPrefix(contentType, "application/grpc")
	return ok && (rest == "" || rest[0] == '+' || rest[0] == ';')
}

// withoutAck reads frames of HTTP/2 and leaves out the first acknowledgement of settings. net/http ends a connection on which
// settings are acknowledged that it has not sent.
type withoutAck struct {
	from io.Reader
	out  []byte // out is what was read and has to be returned yet.
	left int    // left is how much of the frame that was begun, or of the preface, is not read yet.
	done bool   // done says that the acknowledgement is behind us.
	open bool   // open says that the preface is behind us.
}

const frameHeader = 9

// Read returns at most to the end of a frame until the acknowledgement has come, and then as much as there is.
func (w *withoutAck) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if !w.open {
		w.open, w.left = true, len(http2.ClientPreface)
	}
	for len(w.out) == 0 && w.left == 0 && !w.done {
		if err := w.next(); err != nil {
			return 0, err
		}
	}
	if len(w.out) > 0 {
		n := copy(p, w.out)
		w.out = w.out[n:]
		return n, nil
	}
	if w.left > 0 {
		n, err := w.from.Read(p[:min(len(p), w.left)])
		w.left -= n
		return n, err
	}
	return w.from.Read(p)
}

// next reads the header of a frame.
func (w *withoutAck) next() error {
	var head [frameHeader]byte
	if _, err := io.ReadFull(w.from, head[:]); err != nil {
		return err
	}
	w.left = int(head[0])<<16 | int(head[1])<<8 | int(head[2])
	if http2.FrameType(head[3]) == http2.FrameSettings && http2.Flags(head[4]).Has(http2.FlagSettingsAck) && w.left == 0 {
		w.done = true
		return nil
	}
	w.out = append(w.out[:0], head[:]...)
	return nil
}
