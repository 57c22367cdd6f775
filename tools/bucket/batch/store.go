package batch

import (
	"bytes"
	"context"
	"crypto/md5"
	"errors"
	"io"
	"net/http"
	"os"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"
	"google.golang.org/api/googleapi"
)

// store writes an object, unless the bucket has it with this content. One with other content is damaged, and replaced.
func (b *batch) store(ctx context.Context, object Object) error {
	content, err := os.ReadFile(object.Path)
	if err != nil || int64(len(content)) > b.request.Most {
		return errLeftOut // It is gone already, or too large for whoever fetches it.
	}
	if b.has(ctx, object.Name, content) {
		return nil
	}
	b.moves.Add(1)
	sum := md5.Sum(content)
	writing, cancel := context.WithCancel(ctx)
	defer cancel()
	writer, err := b.bucket.NewWriter(writing, object.Name, &blob.WriterOptions{ContentType: "application/octet-stream", ContentMD5: sum[:]})
	if err != nil {
		return err
	}
	_, err = io.Copy(counting{writer, b}, bytes.NewReader(content))
	if err != nil {
		cancel() // So that Close does not complete what is written by half.
	}
	if err := errors.Join(err, writer.Close()); err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.answer.Made++
	return nil
}

// has reports whether the bucket has an object with a content. Where the hash that it tells is another kind, the object is read.
func (b *batch) has(ctx context.Context, name string, content []byte) bool {
	attributes, err := b.bucket.Attributes(ctx, name)
	if err != nil || attributes.Size != int64(len(content)) {
		return false
	}
	if sum := md5.Sum(content); bytes.Equal(attributes.MD5, sum[:]) {
		return true
	}
	found, err := b.bucket.ReadAll(ctx, name)
	return err == nil && bytes.Equal(found, content)
}

// denied reports whether a bucket refuses a caller, known or not.
func denied(err error) bool {
	if gcerrors.Code(err) == gcerrors.PermissionDenied {
		return true
	}
	var answer interface{ HTTPStatusCode() int }
	if errors.As(err, &answer) {
		return refused(answer.HTTPStatusCode())
	}
	var google *googleapi.Error
	return errors.As(err, &google) && refused(google.Code)
}

func refused(code int) bool { return code == http.StatusUnauthorized || code == http.StatusForbidden }
