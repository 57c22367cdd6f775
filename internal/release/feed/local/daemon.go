package local

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
)

// Find returns the server that runs on a folder, if there is one.
func Find(ctx context.Context, dir string) (Endpoint, bool) {
	content, err := os.ReadFile(filepath.Join(dir, serverFile))
	if err != nil {
		return Endpoint{}, false
	}
	var said Endpoint
	if err := json.Unmarshal(content, &said); err != nil {
		return Endpoint{}, false
	}
	// The server may have been killed, and another program may use its port now.
	var answered Endpoint
	err = call(ctx, http.MethodGet, said.URL+healthPath, "", &answered)
	return said, err == nil && answered.Instance == said.Instance
}

// call makes a request to a server on this machine, without a proxy, and reads the response.
func call(ctx context.Context, method, url, token string, into any) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, url, nil)
	if err != nil {
		return err
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close() //nolint:errcheck // It was only read.
	if response.StatusCode >= http.StatusMultipleChoices {
		return fmt.Errorf("%s answered %s", url, response.Status)
	}
	return json.NewDecoder(io.LimitReader(response.Body, 4<<10)).Decode(into)
}

// startPoll is how often to look for a starting server, and startLimit is when to give up.
const (
	startPoll  = 50 * time.Millisecond
	startLimit = 2 * time.Minute
)

// Ensure returns the server of a folder. If none runs, it starts one that outlives this process: command is a program with its
// arguments that calls [Serve] on the same folder. Its output goes to server.log there, which is rotated when it is large. If
// several processes call Ensure at once, one server starts.
func Ensure(ctx context.Context, dir string, command []string) (Endpoint, error) {
	if _, err := Open(dir); err != nil {
		return Endpoint{}, err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, startLimit, fmt.Errorf("no answer within %v: see %s", startLimit, filepath.Join(dir, serverLog)))
	defer cancel()
	for {
		found, ok, err := startAndFind(ctx, dir, command)
		if ok {
			return found, nil
		}
		if err != nil {
			return Endpoint{}, fmt.Errorf("the local feeds cannot be started: %w", err)
		}
	}
}

// startAndFind starts a server if none runs, and waits until one answers or the started one ends. If that ends without an error, it
// has found another server, which may still be starting or already be ending.
func startAndFind(ctx context.Context, dir string, command []string) (Endpoint, bool, error) {
	if found, ok := Find(ctx, dir); ok {
		return found, true, nil
	}
	ended, err := startDetached(dir, command)
	if err != nil {
		return Endpoint{}, false, err
	}
	for {
		select {
		case <-ctx.Done():
			return Endpoint{}, false, context.Cause(ctx)
		case err := <-ended:
			found, ok := Find(ctx, dir)
			return found, ok, err
		case <-time.After(startPoll):
			if found, ok := Find(ctx, dir); ok {
				return found, true, nil
			}
		}
	}
}

// startDetached starts a program in a session of its own. The channel gets its result if it ends before this process.
func startDetached(dir string, command []string) (<-chan error, error) {
	path := filepath.Join(dir, serverLog)
	if err := rotate(path); err != nil {
		return nil, err
	}
	log, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer log.Close() //nolint:errcheck // The program has its own descriptor of the file.
	begin, err := log.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	// Neither base/run nor a context: both would end the program with this process.
	cmd := exec.Command(command[0], command[1:]...) //nolint:noctx // See above.
	cmd.Stdout, cmd.Stderr = log, log
	cmd.Env = environ.For(environ.Go) // It outlives the command, and must not keep the credentials of a release.
	cmd.SysProcAttr = ownSession()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	ended := make(chan error, 1)
	go func() {
		err := cmd.Wait()
		if err != nil {
			err = fmt.Errorf("%s: %w\n%s", strings.Join(command, " "), err, said(log.Name(), begin))
		}
		ended <- err
	}()
	return ended, nil
}

// mostLog is the size, in bytes, from which the next server begins a new log.
const mostLog = 1 << 20

// rotate moves a large log to the name of the previous one.
func rotate(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Size() < mostLog:
		return nil
	}
	// Another process may do the same at the same time.
	if err := os.Rename(path, path+".1"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// said returns the end of the text that was added to a log, for an error.
func said(path string, begin int64) string {
	log, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer log.Close() //nolint:errcheck // It was only read.
	content, err := io.ReadAll(io.NewSectionReader(log, begin, 16<<10))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(content))
}

// Stop stops the server of a folder, in any process, and waits until it has ended. It returns false if none ran.
func Stop(ctx context.Context, dir string) (bool, error) {
	running, ok := Find(ctx, dir)
	if !ok {
		return false, nil
	}
	store, err := Open(dir)
	if err != nil {
		return false, err
	}
	var answered Endpoint
	if err := call(ctx, http.MethodPost, running.URL+stopPath, store.Token(), &answered); err != nil {
		return false, fmt.Errorf("the local feeds at %s (process %d) cannot be stopped: %w", running.URL, running.PID, err)
	}
	// The server removes its address when it has finished all requests.
	for {
		now, ok := Find(ctx, dir)
		if !ok || now.Instance != running.Instance {
			return true, nil
		}
		select {
		case <-ctx.Done():
			return false, errors.Join(fmt.Errorf("the local feeds at %s (process %d) are still stopping", running.URL, running.PID), context.Cause(ctx))
		case <-time.After(startPoll):
		}
	}
}
