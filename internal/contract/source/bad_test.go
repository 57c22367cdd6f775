package source

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
)

func TestBadInput(t *testing.T) {
	dir := repository(t)
	gittest.Write(t, dir, "a.proto", message("a", "A"))
	gittest.Write(t, dir, "empty.binpb", "")
	gittest.Write(t, dir, "words.txt", "these are words\nof several lines\n")
	gittest.Write(t, dir, "bad/buf.yaml", "version: v2\nmodules: [{path: ../..}]\n")
	gittest.Write(t, dir, "future/buf.yaml", "version: v9\n")
	gittest.Write(t, dir, "garbled/buf.yaml", "version: [\n")
	gittest.Write(t, dir, "twice/buf.yaml", "version: v2\nmodules: [{path: x}, {path: y}]\n")
	gittest.Write(t, dir, "twice/x/t.proto", message("t", "T"))
	gittest.Write(t, dir, "twice/y/t.proto", message("t", "T"))
	gittest.Write(t, dir, "gone/buf.yaml", "version: v2\nmodules: [{path: nowhere}]\n")
	gittest.Write(t, dir, "cached/buf.yaml", "version: v2\nmodules: [{path: .cache/proto}]\n")
	for _, folder := range []string{"nothing", "pipe", "endless"} {
		if err := os.Mkdir(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe/p.proto"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/dev/zero", filepath.Join(dir, "endless/e.proto")); err != nil {
		t.Fatal(err)
	}
	image := load(t, dir, "HEAD").Encoded
	gittest.Write(t, dir, "half.binpb", image[:len(image)/2])
	large, err := os.Create(filepath.Join(dir, "large.binpb"))
	if err != nil {
		t.Fatal(err)
	}
	if err := large.Truncate(maxImage + 1); err != nil { // It takes no space on the disk.
		t.Fatal(err)
	}
	large.Close()
	if err := os.WriteFile(filepath.Join(dir, "packed.zst"), []byte("\x28\xb5\x2f\xfd1234"), 0o644); err != nil {
		t.Fatal(err)
	}
	gittest.Run(t, dir, "tag", "tree", "HEAD^{tree}")
	gittest.Run(t, dir, "update-ref", "refs/remotes/origin/release", "HEAD")
	gittest.Run(t, dir, "update-ref", "refs/heads/unrelated", gittest.Run(t, dir, "commit-tree", "-m", "unrelated", "HEAD^{tree}"))

	const neither = " is not a file, folder, tag, branch or commit in this clone: run git fetch --tags"
	for spec, want := range map[string]string{
		"":                         "nothing to compare with: name a git tag",
		"file:":                    "nothing to compare with",
		"git:":                     "nothing to compare with",
		"v9.9.9":                   "v9.9.9" + neither,
		"git:proto":                "proto" + neither,
		"HEAD~99":                  "HEAD~99" + neither,
		"no/such/file.binpb":       "no/such/file.binpb" + neither,
		"words.txt/below":          "words.txt/below" + neither,
		"--output=x":               "--output=x" + neither,
		"-x":                       "-x" + neither,
		"tree":                     "tree" + neither,
		"a\nb":                     "a b" + neither,
		"nope...":                  "nope" + neither,
		"--all...":                 "--all" + neither,
		"merge-base:nope":          "nope" + neither,
		"release":                  "release is not a file, folder, tag, branch or commit here: use origin/release",
		"release...":               "use origin/release",
		"unrelated...":             "HEAD and unrelated have no common ancestor",
		"./none":                   "there is no file or folder ./none",
		"file:none":                "there is no file or folder none",
		"/none/at/all":             "there is no file or folder /none/at/all",
		"a.proto":                  "a.proto is a single proto file: name the folder",
		"empty.binpb":              "empty.binpb is empty: build it with buf build",
		"half.binpb":               "half.binpb is truncated or damaged: build it with buf build",
		"words.txt":                "words.txt is not an image of proto files: build it with buf build",
		"large.binpb":              "large.binpb is larger than 512 MiB",
		"packed.zst":               "packed.zst is truncated or damaged (zstd: ",
		"nothing":                  "there is no .proto file in nothing: name the folder that import paths are relative to",
		"pipe":                     "pipe cannot be read: p.proto: not a regular file",
		"endless":                  "endless cannot be read: e.proto: not a regular file",
		"bad":                      `bad/buf.yaml: "../.." is not a path inside the folder of buf.yaml`,
		"future":                   `future/buf.yaml: unknown version "v9": use v1 or v2`,
		"garbled":                  "garbled/buf.yaml: yaml: line",
		"twice":                    "twice cannot be read: t.proto is in two modules of buf.yaml, ",
		"gone":                     "gone cannot be read: buf.yaml names the folder nowhere, which does not exist",
		"cached":                   "cached/buf.yaml: all its modules are inside .cache",
		"-":                        "there is no standard input",
		strings.Repeat("x", 9_000): neither,
	} {
		_, err := Load(t.Context(), options(dir), spec)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%.40q: got %v, want …%s…", spec, err, want)
		}
	}
}

func TestBadCommits(t *testing.T) {
	for name, test := range map[string]struct {
		files map[string]string
		want  string
	}{
		"folder is gone":    {map[string]string{"buf.yaml": "version: v2\nmodules: [{path: nowhere}]\n"}, "HEAD cannot be read: buf.yaml names the folder nowhere, which does not exist"},
		"folder is a file":  {map[string]string{"buf.yaml": "version: v2\nmodules: [{path: .gitignore}]\n"}, "HEAD cannot be read: buf.yaml names the folder .gitignore, which does not exist"},
		"outside":           {map[string]string{"buf.yaml": "version: v2\nmodules: [{path: ../x}]\n"}, `HEAD cannot be read: buf.yaml: "../x" is not a path inside the folder of buf.yaml`},
		"no protos":         {map[string]string{"buf.yaml": "version: v2\nmodules: [{path: docs}]\n", "docs/a.md": "a"}, "HEAD has no .proto file in the folders that its buf.yaml names"},
		"link to elsewhere": {map[string]string{"proto/a/v1/l.proto": "-> /etc/passwd"}, "proto/a/v1/l.proto is a symbolic link to what is not in the commit"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := repository(t)
			for file, content := range test.files {
				target, link := strings.CutPrefix(content, "-> ")
				if !link {
					gittest.Write(t, dir, file, content)
				} else if err := os.Symlink(target, filepath.Join(dir, file)); err != nil {
					t.Fatal(err)
				}
			}
			gittest.Commit(t, dir)
			_, err := Load(t.Context(), options(dir), "HEAD")
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want …%s…", err, test.want)
			}
		})
	}
}

// A link within the commit is the file that it leads to.
func TestLinkWithinACommit(t *testing.T) {
	dir := repository(t)
	gittest.Write(t, dir, "shared/s.proto", message("s", "Shared"))
	if err := os.Symlink("../../../shared/s.proto", filepath.Join(dir, "proto/a/v1/s.proto")); err != nil {
		t.Fatal(err)
	}
	gittest.Commit(t, dir)
	for _, spec := range []string{"HEAD", "proto"} {
		if got := strings.Join(own(t, load(t, dir, spec)), ", "); got != "proto/a/v1/a.proto First, proto/a/v1/s.proto Shared" {
			t.Errorf("%s: got %s", spec, got)
		}
	}
}

// TestLinkedFolders has links to folders, which buf follows: in the commit, above it, to itself and to nothing.
func TestLinkedFolders(t *testing.T) {
	dir := repository(t)
	gittest.Write(t, dir, "shared/s/v1/s.proto", message("s", "Shared"))
	gittest.Write(t, dir, "shared/s/v1/notes.txt", "no proto")
	link := func(target, name string) {
		t.Helper()
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	link("../shared", "proto/b")
	link("..", "proto/a/up")     // It was read already.
	link("../b", "proto/a/zz")   // It is read here first, so proto/b is not read again.
	link("nowhere", "proto/c")   // It is no folder.
	link("../b/s", "shared/s/t") // It leads nowhere.
	gittest.Commit(t, dir)
	for _, spec := range []string{"HEAD", "proto"} {
		if got := strings.Join(own(t, load(t, dir, spec)), ", "); got != "proto/a/v1/a.proto First, proto/a/zz/s/v1/s.proto Shared" {
			t.Errorf("%s: got %s", spec, got)
		}
	}

	// A folder outside belongs to the tree on the disk, as in buf, and not to the commit.
	outside := t.TempDir()
	gittest.Write(t, outside, "o/v1/o.proto", message("o", "Outside"))
	link(outside, "proto/o")
	gittest.Commit(t, dir)
	for spec, want := range map[string]bool{"HEAD": false, "proto": true} {
		if got := strings.Join(own(t, load(t, dir, spec)), ", "); strings.Contains(got, "proto/o/o/v1/o.proto Outside") != want {
			t.Errorf("%s: got %s", spec, got)
		}
	}
}

func TestWhereGitCanNotHelp(t *testing.T) {
	dir := repository(t)
	gittest.Commit(t, dir)
	gittest.Run(t, dir, "tag", "v0.2.0")
	shallow := filepath.Join(t.TempDir(), "shallow")
	gittest.Run(t, dir, "clone", "--quiet", "--depth=1", "--no-tags", "file://"+dir, shallow)
	gittest.Run(t, shallow, "update-ref", "refs/heads/other", gittest.Run(t, shallow, "commit-tree", "-m", "other", "HEAD^{tree}"))
	unborn := t.TempDir()
	gittest.Run(t, unborn, "init", "--quiet")
	t.Setenv("GIT_CEILING_DIRECTORIES", os.TempDir())
	nowhere := t.TempDir()
	for _, test := range []struct{ root, spec, want string }{
		{shallow, "v0.1.0", "v0.1.0 is not a file, folder, tag, branch or commit in this shallow clone: run git fetch --unshallow --tags"},
		{shallow, "other...", "the clone is shallow and lacks the merge base of HEAD and other: run git fetch --unshallow"},
		{unborn, "HEAD", "HEAD is not a file, folder, tag, branch or commit: the repository has no commits yet"},
		{nowhere, "v0.1.0", "there is no file or folder v0.1.0, and it cannot be looked up as a commit: git: fatal: not a git repository"},
		{nowhere, "main...", "there is no file or folder main, and it cannot be looked up as a commit: git:"},
	} {
		_, err := Load(t.Context(), options(test.root), test.spec)
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v, want …%s…", test.spec, err, test.want)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Load(t.Context(), options(dir), "v0.1.0"); err == nil || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "git") {
		t.Errorf("without git: got %v", err)
	}
}
