package outputs

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// checkout is the root of the repository.
var checkout = func() string {
	root, err := filepath.Abs("../../..")
	return must(root, err)
}()

// services starts an S3 and a Google Cloud Storage, each with an empty bucket, which end with the test.
func services(t *testing.T) (s3, gs string) {
	t.Helper()
	in, hold, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	out, print, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() {
		ended <- run.Run(context.Background(), run.Cmd{
			Args: []string{"go", "run", "./standin"}, Dir: filepath.Join(checkout, "tools/bucket"), Stdin: in, Stdout: print,
		})
		print.Close()
	}()
	t.Cleanup(func() {
		hold.Close()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	var told struct{ S3, GS string }
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(line, &told); err != nil {
		t.Fatal(err)
	}
	return told.S3, told.GS
}

// gate stands before a service and fails as it is told.
type gate struct {
	*httptest.Server

	mu    sync.Mutex
	fault func(w http.ResponseWriter, r *http.Request) bool // fault answers in place of the service, if it returns true.
	put   []string                                          // put are the paths of what was written.
}

func before(t *testing.T, service string) *gate {
	t.Helper()
	target, err := url.Parse(service)
	if err != nil {
		t.Fatal(err)
	}
	g := &gate{}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) }}
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.mu.Lock()
		fault := g.fault
		if writes(r) {
			g.put = append(g.put, r.URL.Path)
		}
		g.mu.Unlock()
		if fault == nil || !fault(w, r) {
			proxy.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(g.Close)
	return g
}

func writes(r *http.Request) bool { return r.Method == http.MethodPut || r.Method == http.MethodPost }

// set changes how the gate fails, and returns and forgets what was written.
func (g *gate) set(fault func(w http.ResponseWriter, r *http.Request) bool) (put []string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	put, g.put, g.fault = g.put, nil, fault
	return put
}

func status(code int) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, _ *http.Request) bool {
		w.WriteHeader(code)
		return true
	}
}

// machine returns the store of a machine without entries, and its warnings.
func machine(t *testing.T, address string, mode Mode) (*Store, *[]string) {
	t.Helper()
	var u config.BucketURL
	if err := u.UnmarshalText([]byte(address)); err != nil {
		t.Fatal(err)
	}
	var warned []string
	var lock sync.Mutex
	s := Open(filepath.Join(t.TempDir(), Dir), DefaultMost, func(line string) {
		lock.Lock()
		defer lock.Unlock()
		warned = append(warned, line)
	})
	tools := toolchain.New(checkout, progress.Discard())
	s.Share(New(checkout, tools, Settings{URL: u}, nil).bucket, mode)
	return s, &warned
}

func quiet(t *testing.T, warned *[]string) {
	t.Helper()
	if len(*warned) > 0 {
		t.Errorf("warnings: %q", *warned)
	}
}

func warnsOnce(t *testing.T, warned *[]string, want string) {
	t.Helper()
	if len(*warned) != 1 || !strings.Contains((*warned)[0], want) || strings.Contains((*warned)[0], "\n") || len((*warned)[0]) > 700 {
		t.Errorf("warnings %q, want one with %q", *warned, want)
	}
}

// entries are some entries, and their keys.
func entries(n int) (map[Key]Files, []Key) {
	made := map[Key]Files{}
	var keys []Key
	for i := range n {
		key := keyOf(fmt.Sprint("entry ", i))
		made[key], keys = Files{fmt.Sprintf("gen/%d", i): noise(100 + 1000*i)}, append(keys, key)
	}
	return made, keys
}

// credentials are some that the stand-ins take.
func credentials(t *testing.T, gs string) {
	t.Helper()
	t.Setenv("AWS_ACCESS_KEY_ID", "planted-id")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "planted-secret")
	t.Setenv("STORAGE_EMULATOR_HOST", gs)
}

// One machine makes what all others get, in a bucket of each kind.
func TestMachinesShare(t *testing.T) {
	fulltest.Only(t, "compiles the programs for buckets and the stand-ins of their providers")
	s3, gs := services(t)
	credentials(t, gs)
	eachAtOnce(t, map[string]string{
		"s3":   "s3://outputs?region=us-east-1&s3ForcePathStyle=true&prefix=sdks/&endpoint=" + s3,
		"gs":   "gs://outputs?prefix=sdks/",
		"file": "file://" + filepath.ToSlash(filepath.Join(t.TempDir(), "not there yet")),
	}, func(t *testing.T, address string) {
		address = strings.ReplaceAll(address, " ", "%20")
		made, keys := entries(40)
		first, warned := machine(t, address, ReadWrite)
		same(t, map[Key]Files{}, get(t, first, keys...))
		put(t, first, made)
		first.Flush(t.Context())
		quiet(t, warned)

		second, warned := machine(t, address, Read)
		same(t, made, get(t, second, append(keys, keyOf("nothing"))...))
		quiet(t, warned)
		second.Share(nil, Read)
		same(t, made, get(t, second, keys...)) // They are local now.

		// A mode that reads writes nothing, one that writes reads nothing.
		put(t, second, map[Key]Files{keyOf("secret"): {"a": nil}})
		third, warned := machine(t, address, Write)
		second.Share(third.bucket, Read)
		second.Flush(t.Context())
		same(t, map[Key]Files{}, get(t, third, keys...))
		third.Share(third.bucket, ReadWrite)
		same(t, map[Key]Files{}, get(t, third, keyOf("secret")))
		quiet(t, warned)

		state := third.State(t.Context(), Settings{URL: third.bucket.URL, Mode: ReadWrite})
		if state.Shared == nil || !state.Shared.Read || !state.Shared.Write || state.Shared.Problem != "" {
			t.Errorf("the rights are %+v", state.Shared)
		}
		for _, mode := range []Mode{Local, Off} {
			other, warned := machine(t, address, mode)
			same(t, map[Key]Files{}, get(t, other, keys...))
			put(t, other, made)
			other.Flush(t.Context())
			quiet(t, warned)
		}
	})
}

// eachAtOnce tests all kinds of buckets at the same time, because much of that is waiting for an answer. They share variables of the
// environment, which parallel tests cannot.
func eachAtOnce[B any](t *testing.T, kinds map[string]B, test func(t *testing.T, of B)) {
	t.Helper()
	var all sync.WaitGroup
	for kind, of := range kinds {
		all.Go(func() { t.Run(kind, func(t *testing.T) { test(t, of) }) })
	}
	all.Wait()
}

// Whatever a service does, the store has what is true, in a bounded time, with one warning.
func TestServiceFails(t *testing.T) {
	fulltest.Only(t, "compiles the programs for buckets and the stand-ins of their providers")
	s3, gs := services(t)
	s3Gate, gsGate := before(t, s3), before(t, "http://"+gs)
	credentials(t, strings.TrimPrefix(gsGate.URL, "http://"))
	made, keys := entries(20)
	html := []byte("<!DOCTYPE html><title>Sign in</title>")
	faults := map[string]struct {
		fault  func(w http.ResponseWriter, r *http.Request) bool
		reads  string // reads is the warning of a machine that reads, empty if it has none.
		writes string // writes is that of one that writes.
		silent bool   // silent faults keep the machine waiting.
	}{
		"refuses all": {status(http.StatusForbidden), "may not be read by you", "may not be written by you", false},
		"who are you": {status(http.StatusUnauthorized), "may not be read by you", "may not be written by you", false},
		"reads only": {func(w http.ResponseWriter, r *http.Request) bool {
			return writes(r) && status(http.StatusForbidden)(w, r)
		}, "", "may not be written by you", false},
		"is broken":     {status(http.StatusInternalServerError), "is not used", "gets nothing", true},
		"says nothing":  {func(_ http.ResponseWriter, r *http.Request) bool { <-r.Context().Done(); return true }, "does not answer for 1s", "does not answer for 1s", true},
		"hangs up":      {func(http.ResponseWriter, *http.Request) bool { panic(http.ErrAbortHandler) }, "is not used", "gets nothing", true},
		"has no bucket": {status(http.StatusNotFound), "", "gets nothing", false},
		"is a login page": {func(w http.ResponseWriter, r *http.Request) bool {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Length", fmt.Sprint(len(html)))
			w.Write(html) //nolint:errcheck // The client may be gone.
			return true
		}, "damaged entries are not used (20 of them)", "", false},
	}
	type behindGate struct {
		address string
		gate    *gate
	}
	eachAtOnce(t, map[string]behindGate{
		"s3": {"s3://outputs?region=us-east-1&s3ForcePathStyle=true&endpoint=" + s3Gate.URL, s3Gate},
		"gs": {"gs://outputs", gsGate},
	}, func(t *testing.T, service behindGate) {
		service.gate.set(nil)
		first, warned := machine(t, service.address, Write)
		put(t, first, made)
		first.Flush(t.Context())
		quiet(t, warned)
		if written := service.gate.set(nil); len(written) != len(made) {
			t.Fatalf("%d requests wrote %d entries", len(written), len(made))
		}
		for name, test := range faults {
			t.Run(name, func(t *testing.T) {
				service.gate.set(test.fault)
				reader, warned := machine(t, service.address, Read)
				if test.silent {
					reader.bucket.silent = time.Second
				}
				found := get(t, reader, keys...)
				switch {
				case test.reads != "" || name == "has no bucket":
					same(t, map[Key]Files{}, found)
				default:
					same(t, made, found)
				}
				if test.reads != "" {
					warnsOnce(t, warned, test.reads)
				}
				same(t, map[Key]Files{}, get(t, reader, keyOf("other"))) // There is no second warning.
				put(t, reader, made)
				same(t, made, get(t, reader, keys...))

				writer, warned := machine(t, service.address, Write)
				writer.bucket.silent = reader.bucket.silent
				put(t, writer, map[Key]Files{keyOf(name): {"a": []byte(name)}})
				writer.Flush(t.Context())
				if test.writes != "" {
					warnsOnce(t, warned, test.writes)
				}
				if strings.Contains(strings.Join(*warned, ""), "planted") {
					t.Errorf("credentials are shown: %q", *warned)
				}
			})
		}
		service.gate.set(nil)
	})
}

// What somebody put into the bucket is believed as far as it is what it says, and replaced otherwise.
func TestObjectsAreDamaged(t *testing.T) {
	fulltest.Only(t, "compiles the program for buckets in folders")
	folder := t.TempDir()
	address := "file://" + filepath.ToSlash(folder)
	made, keys := entries(8)
	first, warned := machine(t, address, ReadWrite)
	put(t, first, made)
	first.Flush(t.Context())
	quiet(t, warned)
	at := func(i int) string { return filepath.Join(folder, objectFolder, string(keys[i])) }
	read := func(i int) []byte {
		content, err := os.ReadFile(at(i))
		return must(content, err)
	}
	whole := map[int][]byte{}
	for i := range 8 {
		whole[i] = read(i)
	}
	flipped := bytes.Clone(whole[2])
	flipped[len(flipped)-1] ^= 1
	for i, content := range [][]byte{nil, whole[1][:len(whole[1])/2], flipped, whole[4], []byte("<html>Sign in</html>"), packed(keys[5], []byte("\x00\x00\x00\x04/a/b\x00\x00\x00\x00"))} {
		if err := os.WriteFile(at(i), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	second, warned := machine(t, address, ReadWrite)
	same(t, map[Key]Files{keys[6]: made[keys[6]], keys[7]: made[keys[7]]}, get(t, second, keys...))
	warnsOnce(t, warned, "damaged entries are not used (6 of them)")
	put(t, second, made)
	second.Flush(t.Context())
	for i := range 8 {
		if !bytes.Equal(read(i), whole[i]) {
			t.Errorf("object %d is still damaged", i)
		}
	}
	third, warned := machine(t, address, Read)
	same(t, made, get(t, third, keys...))
	quiet(t, warned)
}

// What is in the bucket is not written again.
func TestWrittenOnce(t *testing.T) {
	fulltest.Only(t, "compiles the programs for buckets and the stand-ins of their providers")
	s3, gs := services(t)
	s3Gate, gsGate := before(t, s3), before(t, "http://"+gs)
	credentials(t, strings.TrimPrefix(gsGate.URL, "http://"))
	for address, gate := range map[string]*gate{
		"s3://outputs?region=us-east-1&s3ForcePathStyle=true&endpoint=" + s3Gate.URL: s3Gate, "gs://outputs": gsGate,
	} {
		made, _ := entries(5)
		for i, want := range []int{5, 0} {
			s, warned := machine(t, address, Write)
			put(t, s, made)
			s.Flush(t.Context())
			s.Flush(t.Context())
			quiet(t, warned)
			if written := gate.set(nil); len(written) != want {
				t.Errorf("%s: time %d writes %q", address, i, written)
			}
		}
	}
}

// Nobody listens, and nobody can be found.
func TestNobodyAnswers(t *testing.T) {
	fulltest.Only(t, "compiles the program for buckets of S3")
	credentials(t, "")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed := listener.Addr().String()
	listener.Close()
	for _, address := range []string{"s3://outputs?region=us-east-1&endpoint=http://" + closed, "s3://outputs?region=us-east-1&endpoint=https://nobody.invalid", "file:///nobody/is/here"} {
		s, warned := machine(t, address, Read)
		same(t, map[Key]Files{}, get(t, s, keyOf("a")))
		warnsOnce(t, warned, "is not used")
	}
}

// A program that cannot be installed, fails, hangs or prints something else is a warning, too.
func TestProgramFails(t *testing.T) {
	folder := t.TempDir()
	script := func(name, body string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte("#!/bin/sh\n"+body), 0o755); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for want, install := range map[string]func(context.Context) (string, error){
		"no network to install it with": func(context.Context) (string, error) { return "", fmt.Errorf("no network to install it with\nmore") },
		"its own words": func(context.Context) (string, error) {
			return script("fails", "cat >/dev/null\necho its own words >&2\nexit 3\n"), nil
		},
		"answers with something else": func(context.Context) (string, error) { return script("prints", "cat >/dev/null\necho '<html>'\n"), nil },
		"no such file":                func(context.Context) (string, error) { return filepath.Join(folder, "none"), nil },
	} {
		for _, mode := range []Mode{Read, Write} {
			var warned []string
			s := Open(filepath.Join(t.TempDir(), Dir), DefaultMost, func(line string) { warned = append(warned, line) })
			s.Share(&Bucket{URL: "s3://outputs", Install: install}, mode)
			same(t, map[Key]Files{}, get(t, s, keyOf("a")))
			put(t, s, map[Key]Files{keyOf("a"): {"a": nil}})
			s.Flush(t.Context())
			warnsOnce(t, &warned, want)
		}
	}
}

// A program that claims to have fetched what was not asked for, or what is not there.
func TestProgramLies(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "lies")
	if err := os.WriteFile(path, []byte(`#!/bin/sh
cat >/dev/null
echo '{"done":["outputs-1/../../../x","outputs-1/`+string(keyOf("a"))+`","",null]}'
`), 0o755); err != nil {
		t.Fatal(err)
	}
	s := open(t, DefaultMost)
	s.Share(&Bucket{URL: "s3://outputs", Install: func(context.Context) (string, error) { return path, nil }}, Read)
	same(t, map[Key]Files{}, get(t, s, keyOf("a"), keyOf("b")))
}

func TestStoppedWhileFetching(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hangs")
	if err := os.WriteFile(path, []byte("#!/bin/sh\nexec sleep 600\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	s := open(t, DefaultMost)
	ctx, cancel := context.WithCancelCause(t.Context())
	stopped := fmt.Errorf("stopped")
	s.Share(&Bucket{URL: "s3://outputs", Install: func(context.Context) (string, error) {
		time.AfterFunc(50*time.Millisecond, func() { cancel(stopped) })
		return path, nil
	}}, Read)
	if found, err := s.Get(ctx, []Key{keyOf("a")}); err != stopped || len(found) > 0 { //nolint:errorlint // It is this very error.
		t.Errorf("got %v, %v", found, err)
	}
}
