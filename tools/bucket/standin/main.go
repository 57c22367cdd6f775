// Standin is an S3 and a Google Cloud Storage for tests, each with an empty bucket. It prints their addresses, that of
// Google's as STORAGE_EMULATOR_HOST has it, and ends with its standard input.
package main

import (
	"encoding/json"
	"io"
	"log"
	"net/http/httptest"
	"os"

	"github.com/fsouza/fake-gcs-server/fakestorage"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// bucket is the name of the buckets.
const bucket = "outputs"

func main() {
	backend := s3mem.New()
	if err := backend.CreateBucket(bucket); err != nil {
		log.Fatal(err)
	}
	s3 := httptest.NewServer(gofakes3.New(backend).Server())
	defer s3.Close()
	// It serves objects under its public name alone.
	gs := httptest.NewUnstartedServer(nil)
	storage, err := fakestorage.NewServerWithOptions(fakestorage.Options{
		NoListener: true, Scheme: "http", PublicHost: gs.Listener.Addr().String(), Writer: io.Discard,
	})
	if err != nil {
		log.Fatal(err)
	}
	gs.Config.Handler = storage.HTTPHandler()
	gs.Start()
	defer gs.Close()
	storage.CreateBucketWithOpts(fakestorage.CreateBucketOpts{Name: bucket})
	if err := json.NewEncoder(os.Stdout).Encode(map[string]string{"s3": s3.URL, "gs": gs.Listener.Addr().String()}); err != nil {
		log.Fatal(err)
	}
	io.Copy(io.Discard, os.Stdin) // It ends when the test does.
}
