package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unsafe"

	"github.com/klauspost/compress/zstd"
	"google.golang.org/protobuf/encoding/protowire"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// Bounds on images, in bytes. An image of 4,500 files has 20 MB.
const (
	maxImage     = 512 << 20 // maxImage also applies after unpacking.
	maxJSONImage = 128 << 20 // maxJSONImage is less, because JSON takes several times its size to read.
)

// zstdMagic begins what zstd has packed. More than maxWindow is not kept of what was unpacked; zstd itself takes no more by default.
const (
	zstdMagic = "\x28\xb5\x2f\xfd"
	maxWindow = 128 << 20
)

// HowToMake is the advice for a file that is not an image.
const HowToMake = "build it with buf build -o FILE.binpb, or protoc -o with --include_imports"

// file reads an image.
func (l loader) file(name string, info os.FileInfo) (*Source, error) {
	if filepath.Ext(name) == ".proto" {
		return nil, fmt.Errorf("%s is a single proto file: name the folder that import paths are relative to", name)
	}
	file, err := os.Open(l.at(name))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", name, cause(err))
	}
	defer func() { _ = file.Close() }()
	size := int64(0)
	if info.Mode().IsRegular() {
		size = info.Size()
	}
	s := &Source{Name: name, Kind: File}
	if err := l.manage(s, generators, "", nil, none); err != nil {
		return nil, err
	}
	return readImage(s, file, size)
}

// stdin reads an image from standard input.
func (l loader) stdin() (*Source, error) {
	s := &Source{Name: "standard input", Kind: Stdin}
	if l.Stdin == nil {
		return nil, errors.New("there is no standard input: name a git tag, branch or commit, a folder or an image file")
	}
	if err := l.manage(s, generators, "", nil, none); err != nil {
		return nil, err
	}
	return readImage(s, l.Stdin, 0)
}

// readImage reads an image of about the given size; 0 means unknown.
func readImage(s *Source, from io.Reader, size int64) (*Source, error) {
	if size > maxImage {
		return nil, tooLarge(s.Name, maxImage)
	}
	content, err := unpacked(from, size, maxImage)
	var packed *packedError
	switch {
	case errors.Is(err, errTooLarge):
		return nil, tooLarge(s.Name, maxImage)
	case errors.As(err, &packed):
		return nil, fmt.Errorf("%s is truncated or damaged (%s): build it again", s.Name, oneLine(err.Error()))
	case err != nil:
		return nil, fmt.Errorf("%s cannot be read: %w", s.Name, cause(err))
	case len(content) == 0:
		return nil, fmt.Errorf("%s is empty: %s", s.Name, HowToMake)
	}
	if s.Encoded, err = decodeImage(content); err != nil {
		return nil, fmt.Errorf("%s %w", s.Name, err)
	}
	return s, nil
}

func tooLarge(name string, most int) error {
	return fmt.Errorf("%s is larger than %d MiB, the limit for an image: name another file", name, most>>20)
}

var errTooLarge = errors.New("too large")

// packedError reports that packed content cannot be unpacked.
type packedError struct {
	format string
	err    error
}

func (e *packedError) Error() string { return e.format + ": " + e.err.Error() }
func (e *packedError) Unwrap() error { return e.err }

// unpacked reads up to most bytes and unpacks gzip and zstd.
func unpacked(from io.Reader, size, most int64) ([]byte, error) {
	in := bufio.NewReaderSize(from, 64<<10)
	head, err := in.Peek(len(zstdMagic))
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	var unzip io.Reader
	format := "gzip"
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		if unzip, err = gzip.NewReader(in); err != nil {
			return nil, &packedError{format, err}
		}
	case string(head) == zstdMagic:
		format = "zstd"
		decoder, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, &packedError{format, err}
		}
		defer decoder.Close()
		unzip = decoder
	default:
		return readAll(in, size, most)
	}
	// A few packed bytes can expand to gigabytes, so what cannot be an image is not unpacked.
	out := bufio.NewReaderSize(unzip, 64<<10)
	if head, _ := out.Peek(1); len(head) == 1 && strings.IndexByte("\n\r\t {\xef#f-\"", head[0]) < 0 {
		return head, nil
	}
	content, err := readAll(out, 0, most)
	if err != nil && !errors.Is(err, errTooLarge) {
		return nil, &packedError{format, err}
	}
	return content, err
}

// readAll reads up to most bytes; about size are expected.
func readAll(from io.Reader, size, most int64) ([]byte, error) {
	var content bytes.Buffer
	content.Grow(int(size) + bytes.MinRead)
	n, err := content.ReadFrom(io.LimitReader(from, most+1))
	if err != nil {
		return nil, err
	}
	if n > most {
		return nil, errTooLarge
	}
	return content.Bytes(), nil
}

// decodeImage returns the encoded set of an image in any of its forms. It takes ownership of content.
func decodeImage(content []byte) (string, error) {
	frames, err := framesOf(content)
	if err == nil {
		return asText(markImports(content, frames)), nil
	}
	trimmed := bytes.TrimSpace(bytes.TrimPrefix(content, []byte("\ufeff")))
	switch {
	case bytes.HasPrefix(trimmed, []byte("{")):
		if len(trimmed) > maxJSONImage {
			return "", fmt.Errorf("is larger than %d MiB, the limit for JSON: build it with buf build -o FILE.binpb", maxJSONImage>>20)
		}
		return fromJSON(trimmed)
	case textForm(trimmed) != nil:
		return textForm(trimmed)(trimmed)
	case content[0] == setFileTag:
		return "", fmt.Errorf("is truncated or damaged: %s", HowToMake)
	}
	return "", fmt.Errorf("is not an image of proto files: %s", HowToMake)
}

// setFileTag is the tag before each file of an encoded set: field 1, length-delimited.
const setFileTag = 0x0a

// bufRemarks is the field that buf adds to each file of an image.
const bufRemarks protowire.Number = 8042

// frame is the position of a file in an encoded set.
type frame struct {
	start    int // start is the offset of its tag.
	from, to int // from and to bound the file itself, without its tag and length.
	name     string
	remarked bool // remarked is set if the file has the field that buf adds.
}

var errNoSet = errors.New("no set of files")

// framesOf returns the files of an encoded set. It reads only the outermost fields of each.
func framesOf(content []byte) ([]frame, error) {
	var frames []frame
	for at := 0; at < len(content); {
		start := at
		number, kind, tag := protowire.ConsumeTag(content[at:])
		if tag < 0 {
			return nil, errNoSet
		}
		value := at + tag
		size := protowire.ConsumeFieldValue(number, kind, content[value:])
		if size < 0 {
			return nil, errNoSet
		}
		at = value + size
		if number != 1 {
			continue
		}
		if kind != protowire.BytesType {
			return nil, errNoSet
		}
		_, prefix := protowire.ConsumeVarint(content[value:])
		f := frame{start: start, from: value + prefix, to: at}
		if err := f.look(content[f.from:f.to]); err != nil {
			return nil, err
		}
		frames = append(frames, f)
	}
	if len(frames) == 0 {
		return nil, errNoSet
	}
	return frames, nil
}

func (f *frame) look(file []byte) error {
	for len(file) > 0 {
		number, kind, tag := protowire.ConsumeTag(file)
		if tag < 0 {
			return errNoSet
		}
		size := protowire.ConsumeFieldValue(number, kind, file[tag:])
		if size < 0 {
			return errNoSet
		}
		switch {
		case number == 1 && kind == protowire.BytesType:
			name, _ := protowire.ConsumeBytes(file[tag:])
			f.name = string(name)
		case number == bufRemarks:
			f.remarked = true
		}
		file = file[tag+size:]
	}
	if f.name == "" {
		return errNoSet
	}
	return nil
}

// markImports marks the dependencies in a set built by protoc, which does not mark them itself: the files of google and buf. A set
// that has no other files is left as it is.
func markImports(content []byte, frames []frame) []byte {
	foreign := 0
	for _, f := range frames {
		if f.remarked {
			return content
		}
		if isForeign(f.name) {
			foreign++
		}
	}
	if foreign == 0 || foreign == len(frames) {
		return content
	}
	marked := make([]byte, 0, len(content)+16*foreign)
	end := 0
	for _, f := range frames {
		if !isForeign(f.name) {
			continue
		}
		file := image.AppendImport(bytes.Clone(content[f.from:f.to]))
		marked = append(marked, content[end:f.start]...)
		marked = protowire.AppendBytes(append(marked, setFileTag), file)
		end = f.to
	}
	return append(marked, content[end:]...)
}

func isForeign(name string) bool {
	return strings.HasPrefix(name, "google/") || strings.HasPrefix(name, "buf/")
}

// asText returns the bytes as a string without copying them, because images are large. The caller must not change them afterwards.
func asText(content []byte) string {
	return unsafe.String(unsafe.SliceData(content), len(content)) //nolint:gosec // G103: The only reference to the bytes is given up.
}
