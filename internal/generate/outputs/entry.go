package outputs

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/klauspost/compress/zstd"
)

// The bounds of an entry. What is larger is not kept; what claims to be larger is damaged.
const (
	mostStored  = 64 << 20  // mostStored is the most that an entry may take.
	mostContent = 256 << 20 // mostContent is the most that an entry may take when it is unpacked.
	mostFiles   = 100_000   // mostFiles is how many files an entry may have.
	mostPath    = 1024      // mostPath is the longest path.
)

// damaged is the error of an entry that is not what it has to be.
type damaged string

func (d damaged) Error() string { return "damaged entry: " + string(d) }

// headerFormat is the first line of an entry: the version of the format, the key, the hash of what follows, and its size when it is
// unpacked. What follows are the files in the order of their paths, compressed: each the length of its path, the path, the length
// of its content, and the content. Lengths are 4 bytes, the highest first.
const headerFormat = "outputs 1 %s %x %d\n"

// mostHeader is the length of the longest header.
const mostHeader = 200

// encode writes an entry. The same files have the same form.
func encode(key Key, files Files) ([]byte, error) {
	if !key.valid() {
		return nil, fmt.Errorf("%q is not a SHA-256 in lower-case hexadecimal", key)
	}
	if err := check(files); err != nil {
		return nil, err
	}
	size := 0
	for name, content := range files {
		if size += 8 + len(name) + len(content); size > mostContent {
			return nil, fmt.Errorf("an entry has more than %d bytes", mostContent)
		}
	}
	content := make([]byte, 0, size)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		content = binary.BigEndian.AppendUint32(content, uint32(len(name))) //nolint:gosec // G115: check has bounded it.
		content = append(content, name...)
		content = binary.BigEndian.AppendUint32(content, uint32(len(files[name]))) //nolint:gosec // G115: mostContent bounds it.
		content = append(content, files[name]...)
	}
	packed := compressor().EncodeAll(content, make([]byte, 0, len(content)/4))
	encoded := append(header(key, packed, size), packed...)
	if len(encoded) > mostStored {
		return nil, fmt.Errorf("an entry takes %d bytes, and %d are allowed", len(encoded), mostStored)
	}
	return encoded, nil
}

func header(key Key, packed []byte, size int) []byte {
	return fmt.Appendf(nil, headerFormat, key, sha256.Sum256(packed), size)
}

// decode reads the entry of a key. Whatever is wrong with it is the error damaged.
func decode(key Key, encoded []byte) (Files, error) {
	end := bytes.IndexByte(encoded[:min(len(encoded), mostHeader)], '\n') + 1
	if end == 0 || !key.valid() {
		return nil, damaged("it has no header")
	}
	head, packed := encoded[:end], encoded[end:]
	var size int
	if last := bytes.LastIndexByte(head, ' '); last > 0 {
		size, _ = strconv.Atoi(string(head[last+1 : end-1]))
	}
	if size < 0 || size > mostContent || !bytes.Equal(head, header(key, packed, size)) {
		return nil, damaged("its header does not fit its name and its content")
	}
	// The capacity bounds what is unpacked.
	content, err := decompressor().DecodeAll(packed, make([]byte, 0, size))
	if err != nil || len(content) != size {
		return nil, damaged("it cannot be unpacked")
	}
	files := Files{}
	for last := ""; len(content) > 0; {
		var name, text []byte
		var ok bool
		if name, content, ok = cut(content); !ok {
			return nil, damaged("it ends within the name of a file")
		}
		if text, content, ok = cut(content); !ok {
			return nil, damaged("it ends within a file")
		}
		if len(files) > 0 && string(name) <= last {
			return nil, damaged("its files have no order")
		}
		last = string(name)
		files[last] = text
	}
	if err := check(files); err != nil {
		return nil, damaged(err.Error())
	}
	return files, nil
}

// cut returns what a length at the beginning announces, and the rest. No part can grow into the next one.
func cut(content []byte) (part, rest []byte, ok bool) {
	if len(content) < 4 {
		return nil, nil, false
	}
	n := int64(binary.BigEndian.Uint32(content))
	if content = content[4:]; n > int64(len(content)) {
		return nil, nil, false
	}
	return content[:n:n], content[n:], true
}

// check reports a file that must not be written below a folder.
func check(files Files) error {
	if len(files) > mostFiles {
		return fmt.Errorf("it has %d files, and %d are allowed", len(files), mostFiles)
	}
	for name := range files {
		if !safe(name) {
			return fmt.Errorf("%.100q is not a path below a folder", name)
		}
		for parent := path.Dir(name); parent != "."; parent = path.Dir(parent) {
			if _, ok := files[parent]; ok {
				return fmt.Errorf("%.100q is a file and a folder", parent)
			}
		}
	}
	return nil
}

// safe reports whether a path stays below its folder on every system.
func safe(name string) bool {
	return len(name) <= mostPath && fs.ValidPath(name) && name != "." && utf8.ValidString(name) &&
		!strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' || r == ':' })
}

// compressor has the fastest level, which takes generated code to a tenth of its size.
var compressor = sync.OnceValue(func() *zstd.Encoder {
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false))
	return must(encoder, err)
})

var decompressor = sync.OnceValue(func() *zstd.Decoder {
	decoder, err := zstd.NewReader(nil, zstd.WithDecodeAllCapLimit(true), zstd.WithDecoderMaxMemory(mostContent), zstd.WithDecoderConcurrency(0))
	return must(decoder, err)
})

// must is for constructors that fail at wrong options alone.
func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
