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

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// Bounds on images, in bytes. An image of 4,500 files has 20 MB.
const (
	maxImage     = 512 << 20 // maxImage holds for what was packed, too.
	maxJSONImage = 128 << 20 // maxJSONImage is less, because JSON takes several times its size to read.
)

// howToMake is what helps where an image is none.
const howToMake = "make it with buf build -o FILE.binpb, or protoc -o with --include_imports"

// file reads an image.
func (l loader) file(name string, info os.FileInfo) (*Source, error) {
	if filepath.Ext(name) == ".proto" {
		return nil, fmt.Errorf("%s is a single proto file: name the folder in which import paths begin", name)
	}
	file, err := os.Open(l.at(name))
	if err != nil {
		return nil, fmt.Errorf("%s can't be read: %w", name, cause(err))
	}
	defer func() { _ = file.Close() }()
	size := int64(0)
	if info.Mode().IsRegular() {
		size = info.Size()
	}
	return readImage(&Source{Name: name, Kind: File}, file, size)
}

// stdin reads an image from standard input.
func (l loader) stdin() (*Source, error) {
	s := &Source{Name: "standard input", Kind: Stdin}
	if l.Stdin == nil {
		return nil, errors.New("there is no standard input: name a git tag, branch or commit, a folder or an image file")
	}
	return readImage(s, l.Stdin, 0)
}

// readImage reads an image of about that size, 0 where the size isn't known.
func readImage(s *Source, from io.Reader, size int64) (*Source, error) {
	if size > maxImage {
		return nil, tooLarge(s.Name, maxImage)
	}
	content, err := unpacked(from, size, maxImage)
	switch {
	case errors.Is(err, errTooLarge):
		return nil, tooLarge(s.Name, maxImage)
	case errors.Is(err, errPacked):
		return nil, fmt.Errorf("%s is cut off or damaged (%s): make it again", s.Name, oneLine(err.Error()))
	case err != nil:
		return nil, fmt.Errorf("%s can't be read: %w", s.Name, cause(err))
	case len(content) == 0:
		return nil, fmt.Errorf("%s is empty: %s", s.Name, howToMake)
	}
	if s.Encoded, err = decodeImage(content); err != nil {
		return nil, fmt.Errorf("%s %w", s.Name, err)
	}
	return s, nil
}

func tooLarge(name string, most int) error {
	return fmt.Errorf("%s has more than %d MiB, which is more than is read as an image of proto files: name another file", name, most>>20)
}

var (
	errTooLarge = errors.New("too large")
	errPacked   = errors.New("gzip")
)

// unpacked reads up to most bytes, through gzip where it is packed.
func unpacked(from io.Reader, size, most int64) ([]byte, error) {
	in := bufio.NewReaderSize(from, 64<<10)
	head, err := in.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if string(head) != "\x1f\x8b" {
		return readAll(in, size, most)
	}
	unzip, err := gzip.NewReader(in)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errPacked, err)
	}
	// A few bytes can be packed so that they say gigabytes. What can't be an image isn't unpacked at all.
	out := bufio.NewReaderSize(unzip, 64<<10)
	if head, _ := out.Peek(1); len(head) == 1 && strings.IndexByte("\n\r\t {\xef", head[0]) < 0 {
		return head, nil
	}
	content, err := readAll(out, 0, most)
	if err != nil && !errors.Is(err, errTooLarge) {
		return nil, fmt.Errorf("%w: %w", errPacked, err)
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

// decodeImage makes an encoded set of an image in any of its forms. The content belongs to the result.
func decodeImage(content []byte) (string, error) {
	frames, err := framesOf(content)
	if err == nil {
		return asText(markImports(content, frames)), nil
	}
	trimmed := bytes.TrimSpace(bytes.TrimPrefix(content, []byte("\ufeff")))
	switch {
	case bytes.HasPrefix(trimmed, []byte("{")):
		if len(trimmed) > maxJSONImage {
			return "", fmt.Errorf("has more than %d MiB of JSON: make it with buf build -o FILE.binpb", maxJSONImage>>20)
		}
		return fromJSON(trimmed)
	case bytes.HasPrefix(content, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		return "", errors.New("is packed with zstd: unpack it first")
	case content[0] == setFileTag:
		return "", fmt.Errorf("is cut off or damaged: %s", howToMake)
	}
	return "", fmt.Errorf("is no image of proto files: %s", howToMake)
}

// setFileTag begins each file of an encoded set: field 1 with a length.
const setFileTag = 0x0a

// bufRemarks is the field that buf adds to each file of an image.
const bufRemarks protowire.Number = 8042

// frame is where a file lies in an encoded set.
type frame struct {
	start    int // start is where its tag stands.
	from, to int // from and to are the ends of the file itself, without its tag and length.
	name     string
	remarked bool // remarked says that buf's remarks are in the file.
}

var errNoSet = errors.New("no set of files")

// framesOf finds the files of an encoded set. Only the outermost fields of each are looked at.
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

// markImports marks the dependencies of a set that protoc made, which does not tell them from other files: they are those
// that every compiler and the contract bring along. A set of nothing else is about them.
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

// asText looks at bytes, which nobody changes any more, as a text. Images are large: it copies nothing.
func asText(content []byte) string {
	return unsafe.String(unsafe.SliceData(content), len(content)) //nolint:gosec // G103: The only reference to the bytes is given up.
}
