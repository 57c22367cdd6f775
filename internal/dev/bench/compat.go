package bench

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/scale"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// bufFoundBreaks is the exit code of buf breaking when it reports breaking changes.
const bufFoundBreaks = 100

// large is the size of the pair of images: about 20 MB of descriptors with source info on each side.
var large = scale.Size{Files: 4500, Messages: 2, Depth: 20, Seed: 1}

// The floors of the compatibility engine.
var (
	ready         = &Floor{Most: 0.005, Value: true}
	againstCommit = &Floor{Most: 1.5}
	manyFiles     = &Floor{Most: 1}
)

// measureCompat times the compatibility engine and buf breaking on the same inputs: this contract against the last commit, and two
// images of thousands of files.
func measureCompat(ctx context.Context, b *bencher) ([]Row, error) {
	w, err := b.workspace(ctx)
	if err != nil {
		return nil, err
	}
	judging, err := readyImages(ctx, w.root, b.rounds)
	if err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp("", "bench-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work) //nolint:errcheck // A folder in the system's temporary one.
	base := filepath.Join(work, "base.binpb")
	if err := w.buf("build", "--output", base).run(ctx, w.root, false); err != nil {
		return nil, err
	}
	plain := w.breaking("proto", base)
	warm, cold := w.mage("breaking", "-against=HEAD"), w.mage("breaking", "-against=HEAD")
	warm.exits, cold.exits = []int{1}, []int{1}
	cold.before = func(context.Context) error {
		return os.RemoveAll(filepath.Join(w.root, toolchain.CacheDir, "images"))
	}
	if err := w.contest(plain, warm, cold).run(ctx, b.rounds); err != nil {
		return nil, err
	}

	before, after, err := writePair(ctx, w, work, large)
	if err != nil {
		return nil, err
	}
	peer, diff := w.breaking(after, before), w.diff(after, before)
	if err := w.contest(peer, diff).run(ctx, b.rounds); err != nil {
		return nil, err
	}
	return []Row{
		judging.alone("judge two ready images of this contract", ready),
		warm.beside(plain, "breaking against a commit", againstCommit),
		cold.beside(plain, "breaking against a commit, no caches", nil),
		diff.beside(peer, "diff of images with 4,500 files", manyFiles),
	}, nil
}

func (w *workspace) breaking(input, against string) *contender {
	c := w.buf("breaking", input, "--against", against)
	c.exits = []int{bufFoundBreaks}
	return c
}

func (w *workspace) diff(input, against string) *contender {
	c := w.mage("diff", "-against="+against, "-input="+input, "-format=json")
	c.name, c.exits = "mage diff", []int{1}
	return c
}

// readyImages times the comparison alone, without compiling anything.
func readyImages(ctx context.Context, root string, rounds int) (*contender, error) {
	contract, err := image.FromDir(ctx, filepath.Join(root, "proto"))
	if err != nil {
		return nil, err
	}
	encoded, err := contract.Encode()
	if err != nil {
		return nil, err
	}
	edited := strings.Replace(string(encoded), "ListClusters", "ListAllOfUs!", 1) // A name of the same length.
	before, err := schema.Read(string(encoded))
	if err != nil {
		return nil, err
	}
	c := &contender{}
	for range max(rounds, 3) {
		after, err := schema.Read(edited, before)
		if err != nil {
			return nil, err
		}
		start := time.Now()
		if _, err := judge.Judge(ctx, before, after, judge.DefaultPolicy()); err != nil {
			return nil, err
		}
		c.times = append(c.times, time.Since(start).Seconds())
	}
	return c, nil
}

// writePair builds the images of a contract of some size and of the same some months later, with buf. This process must not build
// them, because Linux attributes its memory to the programs that it starts.
func writePair(ctx context.Context, w *workspace, dir string, size scale.Size) (before, after string, err error) {
	images := make([]string, 2)
	for i, tree := range []fs.FS{scale.Contract(size), scale.Edited(size)} {
		sources := filepath.Join(dir, []string{"before", "after"}[i])
		// What all protos import.
		for _, shared := range []string{filepath.Join(w.from, "proto"), filepath.Join(w.root, toolchain.CacheDir, "proto")} {
			if err := os.CopyFS(sources, os.DirFS(shared)); err != nil {
				return "", "", err
			}
		}
		if err := os.CopyFS(sources, tree); err != nil {
			return "", "", err
		}
		images[i] = sources + ".binpb"
		if err := run.Run(ctx, run.Cmd{Args: []string{w.tools.Tool("buf"), "build", "--output", images[i]}, Dir: sources, Env: w.tools.Env()}); err != nil {
			return "", "", err
		}
	}
	return images[0], images[1], nil
}
