package local

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

func start(t *testing.T, o Options) *Server {
	t.Helper()
	server, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	return server
}

func TestOneServerForAFolder(t *testing.T) {
	dir := t.TempDir()
	first := start(t, Options{Dir: dir})
	if found, ok := Find(t.Context(), dir); !ok || found != first.Endpoint {
		t.Errorf("found is %+v, not %+v", found, first.Endpoint)
	}
	if _, err := Start(t.Context(), Options{Dir: dir}); !errors.Is(err, ErrRunning) || !strings.Contains(err.Error(), first.URL) {
		t.Errorf("the second start: %v", err)
	}
	var out bytes.Buffer
	if err := Serve(t.Context(), Options{Dir: dir}, &out); err != nil || !strings.Contains(out.String(), "already running") {
		t.Errorf("%v, %s", err, &out)
	}
	if err := first.Close(); err != nil {
		t.Error(err)
	}
	if _, ok := Find(t.Context(), dir); ok {
		t.Error("it is found after its end")
	}
	start(t, Options{Dir: dir})
}

func TestPortIsPreferred(t *testing.T) {
	taken := must(net.Listen("tcp", "127.0.0.1:0"))
	port := int(must(netip.ParseAddrPort(taken.Addr().String())).Port())
	other := start(t, Options{Dir: t.TempDir(), Port: port})
	if strings.HasSuffix(other.URL, taken.Addr().String()) {
		t.Error("the port was taken")
	}
	taken.Close()
	if server := start(t, Options{Dir: t.TempDir(), Port: port}); !strings.HasSuffix(server.URL, taken.Addr().String()) {
		t.Errorf("%s is not on port %d", server.URL, port)
	}
}

// TestAddressOfTheDead checks the address of a killed server, at which another server answers now, or none.
func TestAddressOfTheDead(t *testing.T) {
	stranger := start(t, Options{Dir: t.TempDir()})
	for name, content := range map[string]string{
		"another answers": `{"url":"` + stranger.URL + `","instance":"dead","pid":1}`, "nobody answers": `{"url":"http://127.0.0.1:1","instance":"dead"}`,
		"no JSON": "hello", "no address": "{}",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, serverFile), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if found, ok := Find(t.Context(), dir); ok {
			t.Errorf("%s: %+v was found", name, found)
		}
		if ran, err := Stop(t.Context(), dir); ran || err != nil {
			t.Errorf("%s: stop returns %v, %v", name, ran, err)
		}
		start(t, Options{Dir: dir})
	}
}

func TestIdleServerEnds(t *testing.T) {
	server := start(t, Options{Dir: t.TempDir(), Idle: 20 * time.Millisecond})
	if err := server.Wait(); err != nil || !errors.Is(server.err, errIdle) {
		t.Errorf("%v, %v", err, server.err)
	}
}

// TestServerEndsWithItsFolder checks that a server ends when its folder is deleted, because nobody could find or stop it any more.
func TestServerEndsWithItsFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "feeds")
	server, err := Start(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := server.Wait(); err != nil || !errors.Is(server.err, errGone) {
		t.Errorf("it has ended with %v, because %v", err, server.err)
	}
}

// TestOpenRequestIsNotIdle makes a request that takes much longer than the idle time of the server.
func TestOpenRequestIsNotIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var ended atomic.Bool
		handler := whileUsed(time.Minute, func() { ended.Store(true) }, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
			time.Sleep(time.Hour)
		}))
		time.Sleep(59 * time.Second)
		handler.ServeHTTP(nil, nil)
		time.Sleep(59 * time.Second)
		synctest.Wait()
		if ended.Load() {
			t.Error("it has ended while it was used")
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if !ended.Load() {
			t.Error("it has not ended")
		}
	})
}

func TestServerEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server, err := Start(ctx, Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := server.Wait(); err != nil {
		t.Error(err)
	}
}

func TestServeTellsHowAndEndsOnSignal(t *testing.T) {
	dir := t.TempDir()
	program := exec.CommandContext(t.Context(), os.Args[0], "serve", dir)
	var out bytes.Buffer
	program.Stdout, program.Stderr = &out, &out
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	running := awaitServer(t, dir)
	if running.PID != program.Process.Pid {
		t.Errorf("process %d runs, not %d", running.PID, program.Process.Pid)
	}
	if err := program.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := program.Wait(); err != nil {
		t.Error(err)
	}
	token := must(Open(dir)).Token()
	for _, want := range []string{running.NPM(), running.PythonSimple(), running.PythonUpload(), running.Go(), filepath.Join(dir, tokenFile), "have stopped"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s is not in\n%s", want, &out)
		}
	}
	if strings.Contains(out.String(), token) {
		t.Error("the token was printed")
	}
}

func awaitServer(t *testing.T, dir string) Endpoint {
	t.Helper()
	for {
		if running, ok := Find(t.Context(), dir); ok {
			return running
		}
		if err := t.Context().Err(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(startPoll)
	}
}

// TestManyEnsureOne calls Ensure from many goroutines at once. One server starts, in a session of its own and without credentials.
func TestManyEnsureOne(t *testing.T) {
	t.Setenv("RELEASE_TOKEN", "planted")
	dir := t.TempDir()
	t.Cleanup(func() {
		if _, err := Stop(context.Background(), dir); err != nil {
			t.Error(err)
		}
	})
	var mu sync.Mutex
	instances := map[Endpoint]bool{}
	var wait sync.WaitGroup
	for range 3 {
		wait.Go(func() {
			running, err := Ensure(t.Context(), dir, []string{os.Args[0], "serve", dir})
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
			}
			instances[running] = true
		})
	}
	wait.Wait()
	if len(instances) != 1 {
		t.Fatalf("there are %v", instances)
	}
	for running := range instances {
		if session, err := sessionOf(running.PID); err != nil || session != running.PID {
			t.Errorf("its session is %d (%v), its process %d", session, err, running.PID)
		}
		if ran, err := Stop(t.Context(), dir); !ran || err != nil {
			t.Errorf("stop returns %v, %v", ran, err)
		}
		if again, err := Ensure(t.Context(), dir, []string{os.Args[0], "serve", dir}); err != nil || again.Instance == running.Instance {
			t.Errorf("after the end it is %+v, %v", again, err)
		}
	}
	log := string(must(os.ReadFile(filepath.Join(dir, serverLog))))
	if strings.Contains(log, "credential") || strings.Contains(log, must(Open(dir)).Token()) {
		t.Errorf("the log has\n%s", log)
	}
}

func TestTargetStartsAndEndsFeedsInTheBackground(t *testing.T) {
	dir := t.TempDir()
	call := func(c Target) string {
		t.Helper()
		var out bytes.Buffer
		c.Dir, c.Out = dir, &out
		if err := c.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	background := Target{Background: []string{os.Args[0], "serve", dir}}
	if got := call(Target{Stop: true}); got != "No local feeds were running.\n" {
		t.Errorf("before the start: %q", got)
	}
	usage := call(background)
	running, ok := Find(t.Context(), dir)
	if !ok || usage != running.Usage(dir) {
		t.Errorf("%v, %q", ok, usage)
	}
	if again := call(background); again != usage {
		t.Errorf("a second time: %q, want %q", again, usage)
	}
	if got := call(Target{}); !strings.HasPrefix(got, ErrRunning.Error()+": process") {
		t.Errorf("in the foreground beside it: %q", got)
	}
	if got := call(Target{Stop: true}); got != "The local feeds have stopped.\n" {
		t.Errorf("stop: %q", got)
	}
	if _, ok := Find(t.Context(), dir); ok {
		t.Error("the feeds are still served")
	}
}

func TestEnsureSaysWhyNothingStarts(t *testing.T) {
	for name, c := range map[string]struct {
		command []string
		says    string
	}{
		"no program":   {[]string{filepath.Join(t.TempDir(), "none")}, "no such file"},
		"it ends":      {[]string{"sh", "-c", "echo the disk is full; exit 3"}, "the disk is full"},
		"bad argument": {[]string{os.Args[0], "serve", filepath.Join(os.Args[0], "x")}, "the state folder of the local feeds"},
	} {
		dir := t.TempDir()
		if _, err := Ensure(t.Context(), dir, c.command); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v; want %q", name, err, c.says)
		}
	}
}

func TestLogBeginsAnew(t *testing.T) {
	dir := t.TempDir()
	log := filepath.Join(dir, serverLog)
	for _, before := range []string{strings.Repeat("a", mostLog), strings.Repeat("b", mostLog+1)} {
		if err := os.WriteFile(log, []byte(before), 0o600); err != nil {
			t.Fatal(err)
		}
		for range 2 { // A small log is kept.
			if _, err := Ensure(t.Context(), dir, []string{"sh", "-c", "echo the disk is full; exit 3"}); err == nil || !strings.Contains(err.Error(), "the disk is full") {
				t.Errorf("got %v", err)
			}
		}
		if now := string(must(os.ReadFile(log))); now != strings.Repeat("the disk is full\n", 2) {
			t.Errorf("the log has %.100q", now)
		}
		if old := string(must(os.ReadFile(log + ".1"))); old != before {
			t.Errorf("the old log has %.100q", old)
		}
	}
}

func TestStopNeedsTheToken(t *testing.T) {
	server := start(t, Options{Dir: t.TempDir()})
	for _, token := range []string{"", "nonsense"} {
		var answered Endpoint
		if err := call(t.Context(), http.MethodPost, server.URL+stopPath, token, &answered); err == nil || !strings.Contains(err.Error(), "401") {
			t.Errorf("with the token %q: %v", token, err)
		}
	}
	if _, ok := Find(t.Context(), server.dir); !ok {
		t.Error("it has ended")
	}
}

func TestToken(t *testing.T) {
	dir := t.TempDir()
	var wait sync.WaitGroup
	tokens := make(chan string, 8)
	for range 8 {
		wait.Go(func() {
			store, err := Open(dir)
			if err != nil {
				t.Error(err)
				return
			}
			tokens <- store.Token()
		})
	}
	wait.Wait()
	close(tokens)
	first := <-tokens
	for token := range tokens {
		if token != first || len(token) < 26 {
			t.Errorf("there are the tokens %q and %q", first, token)
		}
	}
	path := filepath.Join(dir, tokenFile)
	if info := must(os.Stat(path)); info.Mode().Perm() != 0o600 {
		t.Errorf("its mode is %v", info.Mode())
	}
	for name, spoil := range map[string]func() error{
		"can be read by other users": func() error { return os.Chmod(path, 0o644) },
		"has no token":               func() error { return errors.Join(os.Chmod(path, 0o600), os.WriteFile(path, nil, 0o600)) },
	} {
		if err := spoil(); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
