package main

import (
	"bytes"
	"context"
	"debug/elf"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	child "github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// TestImageIsBuilt does what each instruction says, without a daemon: it copies what is not ignored, builds, and has the program answer
// from a folder that holds nothing else, in an empty environment.
func TestImageIsBuilt(t *testing.T) {
	fulltest.Only(t, "compiles the server as its image does")
	stage, image := t.TempDir(), t.TempDir()
	arguments, variables := map[string]string{"VERSION": "v1.2.3", "TARGETARCH": runtime.GOARCH}, []string{}
	expand := func(text string) string {
		return os.Expand(text, func(name string) string { return arguments[name] })
	}
	here := stage
	for _, i := range dockerfile(t) {
		fields := strings.Fields(i.text)
		switch i.name {
		case "FROM":
			if i.text == "scratch" {
				here = image
			}
		case "ARG":
			name, value, _ := strings.Cut(i.text, "=")
			if arguments[name] == "" {
				arguments[name] = strings.Trim(value, `"`)
			}
		case "ENV":
			variables = append(variables, fields...)
		case "WORKDIR":
			here = filepath.Join(stage, i.text)
		case "USER", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD": // The test above has those of the image.
		case "COPY":
			copied(t, i, fields[0], stage, filepath.Join(here, fields[1]))
		case "RUN":
			// The folders of the stage are at the root there.
			script := strings.ReplaceAll(expand(i.text), "/out", filepath.Join(stage, "out"))
			// The go command of the builder, which is that of the release.
			env := slices.Concat(variables, []string{"GOTOOLCHAIN=go" + strings.TrimPrefix(arguments["BUILDER"], "golang:")})
			if err := child.Run(t.Context(), child.Cmd{Args: []string{"sh", "-ec", script}, Dir: here, Kind: environ.Go, Env: env}); err != nil {
				t.Fatal(err)
			}
		default:
			t.Fatalf("the test does not know %s", i.name)
		}
	}
	var found []string
	err := fs.WalkDir(os.DirFS(image), ".", func(path string, _ fs.DirEntry, err error) error {
		found = append(found, path)
		return err
	})
	if want := []string{".", "LICENSE", "data", "qdrant-cloud-emulator"}; err != nil || !slices.Equal(found, want) {
		t.Fatalf("the image has %q, not %q: %v", found, want, err)
	}
	binary := filepath.Join(image, "qdrant-cloud-emulator")
	static(t, binary)
	answers(t, image, binary)
}

// copied does what a COPY says: from the stage, or from what of this repository is not ignored.
func copied(t *testing.T, i instruction, from, stage, to string) {
	t.Helper()
	if slices.Contains(i.flags, "--from=build") {
		from = filepath.Join(stage, from)
		if info, err := os.Stat(from); err == nil && info.IsDir() {
			if err := os.CopyFS(to, os.DirFS(from)); err != nil {
				t.Fatal(err)
			}
			return
		}
		place(t, from, to, 0o755)
		return
	}
	if from != "." {
		place(t, filepath.Join(root, from), to, 0o644)
		return
	}
	content, err := os.ReadFile("Dockerfile.dockerignore")
	if err != nil {
		t.Fatal(err)
	}
	var patterns []string
	for line := range strings.Lines(string(content)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			patterns = append(patterns, line)
		}
	}
	ignored := func(name string) bool {
		return slices.ContainsFunc(patterns, func(pattern string) bool {
			matched, err := path.Match(pattern, filepath.ToSlash(name))
			return matched && err == nil
		})
	}
	err = filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, file)
		switch {
		case err != nil:
			return err
		case entry.IsDir() && ignored(name):
			return filepath.SkipDir
		case ignored(name): // In a worktree .git is a file.
		case entry.Type().IsRegular():
			place(t, file, filepath.Join(to, name), 0o644)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func place(t *testing.T, from, to string, mode fs.FileMode) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err := errors.Join(err, os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, content, mode)); err != nil {
		t.Fatal(err)
	}
}

// static wants a program that needs no other file: no loader, no library.
func static(t *testing.T, path string) {
	t.Helper()
	binary, err := elf.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer binary.Close()
	for _, segment := range binary.Progs {
		if segment.Type == elf.PT_INTERP || segment.Type == elf.PT_DYNAMIC {
			t.Errorf("it is not static: it has a segment %s", segment.Type)
		}
	}
}

// answers starts the program in the image, waits until it is healthy as the image says that, and asks it over HTTP.
func answers(t *testing.T, image, binary string) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	server := exec.CommandContext(ctx, binary, "-addr=127.0.0.1:0", "-format=json")
	server.Args = append(server.Args, "-data="+contained(t, server, image))
	server.Env = []string{}
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	server.Stderr = &log
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Process.Kill(); _ = server.Wait() }()
	var said ready
	if err := json.NewDecoder(out).Decode(&said); err != nil {
		t.Fatalf("it does not start: %v\n%s", err, log.String())
	}
	if said.Version != "v1.2.3" {
		t.Errorf("it says that it is %s", said.Version)
	}
	health := exec.CommandContext(ctx, binary, "-health="+said.Address)
	health.Env = []string{}
	if out, err := health.CombinedOutput(); err != nil {
		t.Errorf("it is not healthy: %v: %s", err, out)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, said.URL+"/api/cluster/v1/accounts/"+said.Account+"/clusters", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "apikey "+said.Key)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK || !json.Valid(body) {
		t.Errorf("it answers %d: %s, %v", response.StatusCode, body, err)
	}
	if _, err := os.Stat(filepath.Join(image, "data", "state.db")); err != nil {
		t.Errorf("the state is not in the folder for it: %v", err)
	}
}

// contained has a program see the image as its whole file system, as its user, where the tests may do so, and returns the path that the state
// has there. Where they may not, the program still finds nothing in its folder but the image.
func contained(t *testing.T, server *exec.Cmd, image string) (state string) {
	t.Helper()
	server.Dir = image
	if os.Geteuid() != 0 {
		return filepath.Join(image, "data", "state.db")
	}
	const user = 65532
	if err := os.Chown(filepath.Join(image, "data"), user, user); err != nil {
		t.Fatal(err)
	}
	server.Path, server.Dir = "/qdrant-cloud-emulator", "/"
	server.SysProcAttr = &syscall.SysProcAttr{Chroot: image, Credential: &syscall.Credential{Uid: user, Gid: user}}
	return "/data/state.db"
}
