package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// zipEnd begins the last record of a zip, of zipEndSize bytes where no comment follows (APPNOTE.TXT, section 4.3.16).
const (
	zipEnd     = "PK\x05\x06"
	zipEndSize = 22
)

func unpackZip(content []byte, into *collector) error {
	if end := len(content) - zipEndSize; end < 0 || !bytes.HasPrefix(content[end:], []byte(zipEnd)) {
		return errors.New("it is damaged, or data follows its end")
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
			return fmt.Errorf("the member %.200q is %s", name, Kind(mode))
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

func unpackTarball(content []byte, into *collector) error {
	compressed := bytes.NewReader(content)
	unpacked, err := gzip.NewReader(compressed)
	if err != nil {
		return fmt.Errorf("it is damaged: %w", err)
	}
	unpacked.Multistream(false)
	// Padding and tar headers count as well: without a bound, empty blocks could follow the end without limit.
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

// onlyPadding reads to the end of the stream, which checks its checksum, and accepts only zeros there: some tar readers continue
// after the end at which others stop.
func onlyPadding(stream *io.LimitedReader) error {
	block := make([]byte, 32<<10)
	for {
		n, err := stream.Read(block)
		if bytes.ContainsFunc(block[:n], func(r rune) bool { return r != 0 }) {
			return errors.New("data follows its end")
		}
		switch {
		case stream.N <= 0:
			return errors.New("it unpacks to more than is allowed")
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("it is damaged: %w", err)
		}
	}
}

// typeOf describes the type of a tar member.
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
