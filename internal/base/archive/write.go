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

// The containers are written here and not by the tools that say what is in them: members in a fixed order, one time, one
// mode, no owner. The compression is that of a pinned module, because the one of Go or Python may change with every release
// of those, and a version that was published has one digest for ever.

const level = flate.BestCompression

// Date is the time of all members, the first one that a zip can have.
var Date = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

const (
	zipDate  = 1<<5 | 1 // zipDate is Date as MS-DOS has it.
	fileMode = 0o100644
	unix     = 3 // unix is the system of a zip whose external attributes have a mode (APPNOTE.TXT, section 4.4.2).
)

// Zip writes members in the order in which they come. The headers carry the sizes, for readers that don't seek. Names are
// to be ASCII.
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
			CreatorVersion: unix<<8 | 20, ReaderVersion: 20, ExternalAttrs: fileMode << 16,
			ModifiedDate:       zipDate, // CreateRaw writes this and does not look at Modified.
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

// Tarball writes members in the order in which they come, gzipped, in the format of POSIX.1-2001, which is ustar where names
// are not too long for that. The header of gzip has no name and no time.
func Tarball(members []Member) ([]byte, error) {
	var out bytes.Buffer
	packed, err := gzip.NewWriterLevel(&out, level)
	if err != nil {
		return nil, err
	}
	archive := tar.NewWriter(packed)
	for _, m := range members {
		header := &tar.Header{
			Typeflag: tar.TypeReg, Name: m.Name, Size: int64(len(m.Content)), Mode: fileMode & 0o777, ModTime: Date,
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
