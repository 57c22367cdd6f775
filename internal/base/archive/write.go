package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"hash/crc32"
	"time"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
)

// Archives are written here and not by npm or a Python build tool: members in a fixed order, one time, one mode but for programs, no owner. The
// compression comes from a pinned module, because that of Go or Python may change with each of their releases, and a published
// version keeps its digest for ever.

const level = flate.BestCompression

// Date is the time of all members: the earliest that a zip can store.
var Date = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

const (
	zipDate  = 1<<5 | 1 // zipDate is Date in the MS-DOS format.
	fileMode = 0o100644
	execMode = 0o100755
	unix     = 3 // unix is the system of a zip whose external attributes have a mode (APPNOTE.TXT, section 4.4.2).
)

func mode(m Member) uint32 {
	if m.Executable {
		return execMode
	}
	return fileMode
}

// Zip writes members in the given order. The headers carry the sizes, for readers that do not seek. Names must be ASCII.
func Zip(members []Member) ([]byte, error) {
	var out, packed bytes.Buffer
	archive := zip.NewWriter(&out)
	deflate, err := flate.NewWriter(&packed, level)
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		packed.Reset()
		deflate.Reset(&packed)
		if _, err := deflate.Write(m.Content); err != nil {
			return nil, err
		}
		if err := deflate.Close(); err != nil {
			return nil, err
		}
		entry, err := archive.CreateRaw(&zip.FileHeader{
			Name: m.Name, Method: zip.Deflate,
			CreatorVersion: unix<<8 | 20, ReaderVersion: 20, ExternalAttrs: mode(m) << 16,
			ModifiedDate:       zipDate, // CreateRaw writes this and ignores Modified.
			CRC32:              crc32.ChecksumIEEE(m.Content),
			CompressedSize64:   uint64(len(packed.Bytes())),
			UncompressedSize64: uint64(len(m.Content)),
		})
		if err != nil {
			return nil, err
		}
		if _, err := entry.Write(packed.Bytes()); err != nil {
			return nil, err
		}
	}
	if err := archive.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// Tarball writes members in the given order as a gzipped tar of POSIX.1-2001, which is ustar unless names are too long for it. The
// gzip header has no name and no time.
func Tarball(members []Member) ([]byte, error) {
	var out bytes.Buffer
	packed, err := gzip.NewWriterLevel(&out, level)
	if err != nil {
		return nil, err
	}
	archive := tar.NewWriter(packed)
	for _, m := range members {
		header := &tar.Header{
			Typeflag: tar.TypeReg, Name: m.Name, Size: int64(len(m.Content)), Mode: int64(mode(m) & 0o777), ModTime: Date,
		}
		if err := archive.WriteHeader(header); err != nil {
			return nil, err
		}
		if _, err := archive.Write(m.Content); err != nil {
			return nil, err
		}
	}
	if err := errors.Join(archive.Close(), packed.Close()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
