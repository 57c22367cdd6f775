package outputs

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
)

// Bucket is where machines share entries. A program of tools/bucket talks to it.
type Bucket struct {
	URL     config.BucketURL
	Install func(ctx context.Context) (program string, err error) // Install installs the program, unless it is there.

	silent time.Duration // silent is for tests: how long the bucket may say nothing, in place of mostSilent.
}

// What a bucket may cost.
const (
	mostSilent = 5 * time.Second // mostSilent is how long it may say nothing.
	mostTime   = time.Minute     // mostTime is how long a batch may take.
	mostLonger = 5 * time.Second // mostLonger is what the program may take beyond that, before it is killed.
)

// objectFolder begins the names of the objects. Another version of the format has another folder, so that versions share a bucket.
const objectFolder = "outputs-1/"

// request and answer are what the program reads and prints; tools/bucket/batch explains them.
type request struct {
	URL     string        `json:"url"`
	Store   bool          `json:"store"`
	Objects []object      `json:"objects"`
	Most    int64         `json:"most"`
	Idle    time.Duration `json:"idle"`
	Limit   time.Duration `json:"limit"`
}

type object struct {
	Name string `json:"name"`
	Path string `json:"path"`
}

type answer struct {
	Done   []string `json:"done"`
	Made   int      `json:"made"`
	Denied string   `json:"denied"`
	Error  string   `json:"error"`
}

// kinds are the environments of the programs: each gets what signs in at its provider, and nothing else does.
var kinds = map[string]environ.Kind{"s3": environ.S3, "gs": environ.GS}

// fetch writes those of the objects that the bucket has into their files.
func (b *Bucket) fetch(ctx context.Context, mode Mode, objects []object) (answer, error) {
	return b.call(ctx, mode, request{Objects: objects})
}

// store writes those of the objects that the bucket does not have.
func (b *Bucket) store(ctx context.Context, mode Mode, objects []object) (answer, error) {
	return b.call(ctx, mode, request{Objects: objects, Store: true})
}

func (b *Bucket) call(ctx context.Context, mode Mode, r request) (answer, error) {
	program, err := b.Install(ctx)
	if err != nil {
		return answer{}, err
	}
	r.URL, r.Most, r.Idle, r.Limit = b.address(mode), mostStored, cmp.Or(b.silent, mostSilent), mostTime
	given, err := json.Marshal(r)
	if err != nil {
		return answer{}, err
	}
	limited, cancel := context.WithTimeoutCause(ctx, mostTime+mostLonger, errors.New("its program does not end"))
	defer cancel()
	out, err := run.Output(limited, run.Cmd{Args: []string{program}, Kind: kinds[b.URL.Scheme()], Stdin: bytes.NewReader(given)})
	if err != nil {
		return answer{}, err
	}
	var got answer
	if err := json.Unmarshal(out, &got); err != nil {
		return answer{}, fmt.Errorf("its program answers with something else: %w", err)
	}
	return got, nil
}

// address is the address that the program opens. An entry in a folder is one file, which appears there when it is whole; the folder is made by
// whoever may write.
func (b *Bucket) address(mode Mode) string {
	if b.URL.Scheme() != "file" {
		return string(b.URL)
	}
	parsed, err := url.Parse(string(b.URL))
	if err != nil {
		return string(b.URL)
	}
	query := parsed.Query()
	query.Set("no_tmp_dir", "true")
	query.Set("metadata", "skip")
	if mode.writes() {
		query.Set("create_dir", "true")
	}
	parsed.RawQuery = query.Encode()
	return parsed.String()
}

// oneLine is an error that has to fit into a warning.
func oneLine(err error) string {
	text := strings.Join(strings.Fields(err.Error()), " ")
	if most := 300; len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}
