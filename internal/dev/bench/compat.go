package bench

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// bufFoundBreaks is the exit code of buf breaking when it reports breaking changes.
const bufFoundBreaks = 100

// Compat times the compatibility engine and buf breaking on the same inputs: this contract against the last commit, and two
// images of thousands of files.
func Compat(ctx context.Context, tools *toolchain.Toolchain, root string, rounds int) (string, error) {
	work, err := os.MkdirTemp("", "bench-*")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(work) //nolint:errcheck // A folder in the system's temporary one.
	mage, err := os.Executable()
	if err != nil {
		return "", err
	}
	var report strings.Builder
	own, err := ready(ctx, root, rounds)
	if err != nil {
		return "", err
	}
	fmt.Fprintf(&report, "comparing and judging two ready images of this contract, with an edit: %s (median)\n\n", own)

	base := filepath.Join(work, "base.binpb")
	if err := run.Run(ctx, run.Cmd{Args: []string{tools.Tool("buf"), "build", "--output", base}, Dir: root, Env: tools.Env()}); err != nil {
		return "", err
	}
	contract := []*contender{
		{name: "buf breaking, base is an image", args: []string{tools.Tool("buf"), "breaking", "proto", "--against", base}, exit: bufFoundBreaks},
		{name: "mage breaking, base is a commit, warm", args: []string{mage, "breaking", "-against=HEAD"}, exit: 1},
		{
			name: "mage breaking, base is a commit, cold", args: []string{mage, "breaking", "-against=HEAD"}, exit: 1,
			before: func() error { return os.RemoveAll(filepath.Join(root, toolchain.CacheDir, "images")) },
		},
	}
	if err := compete(ctx, tools, root, rounds, contract); err != nil {
		return "", err
	}
	report.WriteString(table(contract) + "\n")

	before, after, err := writePair(ctx, tools, work)
	if err != nil {
		return "", err
	}
	large := []*contender{
		{name: fmt.Sprintf("buf breaking, images of %d files", pairFiles), args: []string{tools.Tool("buf"), "breaking", after, "--against", before}, exit: bufFoundBreaks},
		{name: "mage diff, the same images", args: []string{mage, "diff", "-against=" + before, "-input=" + after, "-format=json"}, exit: 1},
	}
	if err := compete(ctx, tools, root, rounds, large); err != nil {
		return "", err
	}
	report.WriteString(table(large))
	return report.String(), nil
}

// ready times the comparison alone, without compiling anything.
func ready(ctx context.Context, root string, rounds int) (string, error) {
	contract, err := image.FromDir(ctx, filepath.Join(root, "proto"))
	if err != nil {
		return "", err
	}
	encoded, err := contract.Encode()
	if err != nil {
		return "", err
	}
	edited := strings.Replace(string(encoded), "ListClusters", "ListAllOfUs!", 1) // A name of the same length.
	before, err := schema.Read(string(encoded))
	if err != nil {
		return "", err
	}
	var times []time.Duration
	for range max(rounds, 3) {
		after, err := schema.Read(edited, before)
		if err != nil {
			return "", err
		}
		start := time.Now()
		if _, err := judge.Judge(ctx, before, after, judge.DefaultPolicy()); err != nil {
			return "", err
		}
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	return times[len(times)/2].Round(10 * time.Microsecond).String(), nil
}

// writePair builds the images of the large pair with buf. This process must not build them, because Linux attributes its memory
// to the programs that it starts.
func writePair(ctx context.Context, tools *toolchain.Toolchain, folder string) (before, after string, err error) {
	old, now := pair(pairFiles)
	images := make([]string, 2)
	for i, tree := range []fs.FS{old, now} {
		sources := filepath.Join(folder, fmt.Sprintf("protos%d", i))
		if err := os.CopyFS(sources, tree); err != nil {
			return "", "", err
		}
		images[i] = sources + ".binpb"
		if err := run.Run(ctx, run.Cmd{Args: []string{tools.Tool("buf"), "build", "--output", images[i]}, Dir: sources, Env: tools.Env()}); err != nil {
			return "", "", err
		}
	}
	return images[0], images[1], nil
}
