package pack

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
)

// The containers are written here and not by the tools that say what is in them: members in a fixed order, one time, one
// mode, no owner. The compression is that of a pinned module, because the one of Go or Python may change with every release
// of those, and a version that was published has one digest for ever.

const level = flate.BestCompression

// The date of all members is 1980-01-01 00:00:00, the first one that a zip can have.
const (
	zipDate  = 1<<5 | 1
	fileMode = 0o100644
	unix     = 3 // unix is the system of a zip whose external attributes have a mode (APPNOTE.TXT, section 4.4.2).
)

// zipOf writes members in the order in which they come. The headers carry the sizes, for readers that don't seek. Names are
// to be ASCII.
func zipOf(members []Member) ([]byte, error) {
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

// tarballOf writes members in the order in which they come, in the format of POSIX.1-2001, which is ustar where names are
// not too long for that. The header of gzip has no name and no time.
func tarballOf(members []Member) ([]byte, error) {
	var out bytes.Buffer
	packed, err := gzip.NewWriterLevel(&out, level)
	if err != nil {
		return nil, err
	}
	archive := tar.NewWriter(packed)
	for _, m := range members {
		header := &tar.Header{
			Typeflag: tar.TypeReg, Name: m.Name, Size: int64(len(m.Content)), Mode: fileMode & 0o777, ModTime: madeAt,
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

// zipEnd begins the last record of a zip, of zipEndSize bytes where no comment follows (APPNOTE.TXT, section 4.3.16).
const (
	zipEnd     = "PK\x05\x06"
	zipEndSize = 22
)

func readZip(content []byte, into *collector) error {
	if end := len(content) - zipEndSize; end < 0 || !bytes.HasPrefix(content[end:], []byte(zipEnd)) {
		return errors.New("it is damaged, or something follows its end")
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return fmt.Errorf("it is damaged: %w", err)
	}
	for _, file := range archive.File {
		name, isDir := strings.CutSuffix(file.Name, "/")
		if err := into.name(name); err != nil {
			return err
		}
		switch mode := file.Mode(); {
		case isDir && mode.IsDir() && file.UncompressedSize64 == 0:
			continue
		case isDir || !mode.IsRegular():
			return fmt.Errorf("the member %.200q is %s", name, kindOf(mode))
		case file.Flags&1 != 0:
			return fmt.Errorf("the member %.200q is encrypted", name)
		}
		opened, err := file.Open()
		if err != nil {
			return fmt.Errorf("the member %.200q is damaged: %w", name, err)
		}
		if err := errors.Join(into.add(name, opened), opened.Close()); err != nil {
			return err
		}
	}
	return nil
}

func readTarball(content []byte, into *collector) error {
	compressed := bytes.NewReader(content)
	unpacked, err := gzip.NewReader(compressed)
	if err != nil {
		return fmt.Errorf("it is damaged: %w", err)
	}
	unpacked.Multistream(false)
	// Padding and the headers of tar count as well: without a bound, empty blocks could follow the end for ever.
	bounded := &io.LimitedReader{R: unpacked, N: into.total + int64(into.members)*2048}
	archive := tar.NewReader(bounded)
	for {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("it is damaged: %w", err)
		}
		name := strings.TrimSuffix(header.Name, "/")
		if err := into.name(name); err != nil {
			return err
		}
		switch header.Typeflag {
		case tar.TypeDir:
			continue
		case tar.TypeReg:
		default:
			return fmt.Errorf("the member %.200q is %s", name, typeOf(header.Typeflag))
		}
		if err := into.add(name, archive); err != nil {
			return err
		}
	}
	if err := onlyPadding(bounded); err != nil {
		return err
	}
	if compressed.Len() > 0 {
		return fmt.Errorf("%d bytes follow its end", compressed.Len())
	}
	return nil
}

// onlyPadding reads to the end of the stream, which checks its sum, and wants nothing there but zeros: some readers of tar
// go on behind the end that others stop at.
func onlyPadding(stream *io.LimitedReader) error {
	block := make([]byte, 32<<10)
	for {
		n, err := stream.Read(block)
		if bytes.ContainsFunc(block[:n], func(r rune) bool { return r != 0 }) {
			return errors.New("something follows its end")
		}
		switch {
		case stream.N <= 0:
			return errors.New("it unpacks to more than it says")
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("it is damaged: %w", err)
		}
	}
}

// typeOf says what a member of a tar archive is.
func typeOf(flag byte) string {
	switch flag {
	case tar.TypeSymlink, tar.TypeLink:
		return "a link"
	case tar.TypeChar, tar.TypeBlock, tar.TypeFifo:
		return "a device"
	default:
		return fmt.Sprintf("of type %q", flag)
	}
}
