package judge_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/sync/errgroup"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

const (
	root = "../../.."

	// commonPath is a file of the contract that a pair may import without containing it.
	commonPath = "qdrant/cloud/common/v1/common.proto"
)

// bufCategories are all categories of buf's breaking rules.
var bufCategories = []string{"FILE", "PACKAGE", "WIRE_JSON", "WIRE"}

// bufRule is a rule as buf lists it.
type bufRule struct {
	ID         string   `json:"id"`
	Categories []string `json:"categories"`
}

// bufProgram is the path of the pinned buf.
type bufProgram string

func pinnedBuf(t *testing.T) bufProgram {
	t.Helper()
	fulltest.Only(t, "runs the pinned buf on every case")
	here, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	tools := toolchain.New(here, progress.Discard())
	if err := tools.Ensure(t.Context(), toolchain.Buf); err != nil {
		t.Fatal(err)
	}
	return bufProgram(tools.Tool("buf"))
}

// rules returns the rules of all categories, sorted by their IDs. Deprecated rules are in no category.
func (b bufProgram) rules(t *testing.T) []bufRule {
	t.Helper()
	out, err := run.Output(t.Context(), run.Cmd{
		Args: []string{string(b), "config", "ls-breaking-rules", "--version", "v2", "--format", "json"}, Dir: t.TempDir(), Env: []string{"PATH="},
	})
	if err != nil {
		t.Fatal(err)
	}
	rules, err := decodeAll[bufRule](out)
	if err != nil || len(rules) == 0 {
		t.Fatalf("buf lists %d rules: %v", len(rules), err)
	}
	rules = slices.DeleteFunc(rules, func(r bufRule) bool {
		return !slices.ContainsFunc(r.Categories, func(c string) bool { return slices.Contains(bufCategories, c) })
	})
	slices.SortFunc(rules, func(x, y bufRule) int { return strings.Compare(x.ID, y.ID) })
	return rules
}

// decodeAll reads consecutive JSON values.
func decodeAll[T any](content []byte) ([]T, error) {
	var all []T
	for decoder := json.NewDecoder(bytes.NewReader(content)); ; {
		var value T
		switch err := decoder.Decode(&value); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, err
		}
		all = append(all, value)
	}
}

// examine judges pairs, in the order of their paths.
func (b bufProgram) examine(t *testing.T, paths []string) []pair {
	t.Helper()
	pairs, dir := make([]pair, len(paths)), t.TempDir()
	group, ctx := errgroup.WithContext(t.Context())
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, path := range paths {
		group.Go(func() (err error) {
			pairs[i], err = b.judge(ctx, path, filepath.Join(dir, fmt.Sprint(i)))
			if err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	return pairs
}

// judge reads a pair and judges it with buf, all rules at once, and with the engine. The names of the files for buf begin with name.
func (b bufProgram) judge(ctx context.Context, path, temp string) (pair, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return pair{}, err
	}
	comment, files := unpack(string(content))
	name := filepath.ToSlash(strings.TrimSuffix(strings.TrimPrefix(path, "testdata"+string(filepath.Separator)), ".txtar"))
	p := pair{name: name, shows: strings.Join(strings.Fields(comment), " ")}

	images, schemas := map[string]string{}, []*schema.Schema{}
	for _, side := range []string{"old", "new"} {
		encoded, err := encode(ctx, files, side+"/")
		if err != nil {
			return pair{}, fmt.Errorf("%s: %w", side, err)
		}
		images[side] = temp + side + ".binpb"
		if err := os.WriteFile(images[side], encoded, 0o600); err != nil {
			return pair{}, err
		}
		read, err := schema.Read(string(encoded), schemas...)
		if err != nil {
			return pair{}, err
		}
		schemas = append(schemas, read)
	}
	if p.report, err = judge.Judge(ctx, schemas[0], schemas[1], contractPolicy()); err != nil {
		return pair{}, err
	}
	p.buf, err = b.breaking(ctx, images["old"], images["new"])
	return p, err
}

// breaking returns the rules that buf reports for two images.
func (b bufProgram) breaking(ctx context.Context, before, after string) ([]string, error) {
	config, err := json.Marshal(map[string]any{"version": "v2", "breaking": map[string]any{"use": bufCategories}})
	if err != nil {
		return nil, err
	}
	const findings = 100 // findings is the exit code of buf for a change with findings.
	out, err := run.Output(ctx, run.Cmd{
		Args: []string{string(b), "breaking", after, "--against", before, "--error-format", "json", "--config", string(config)},
		Dir:  filepath.Dir(before), Env: []string{"PATH="},
	})
	if err != nil && run.ExitCode(err) != findings {
		return nil, err
	}
	found, err := decodeAll[struct {
		Rule string `json:"type"`
	}](out)
	if err != nil {
		return nil, err
	}
	var rules []string
	for _, f := range found {
		rules = append(rules, f.Rule)
	}
	slices.Sort(rules)
	return slices.Compact(rules), nil
}

// encode compiles the files of a pair below a folder into an image.
func encode(ctx context.Context, files map[string]string, folder string) ([]byte, error) {
	tree := fstest.MapFS{}
	for name, text := range files {
		path, ok := strings.CutPrefix(name, folder)
		if !ok {
			continue
		}
		tree[path] = &fstest.MapFile{Data: []byte(text)}
		if strings.Contains(text, `import "`+commonPath+`"`) && files[folder+commonPath] == "" {
			common, err := os.ReadFile(filepath.Join(root, "proto", filepath.FromSlash(commonPath)))
			if err != nil {
				return nil, err
			}
			tree[commonPath] = &fstest.MapFile{Data: common}
		}
	}
	compiled, err := imagetest.FromFS(ctx, tree)
	if err != nil {
		return nil, err
	}
	return compiled.Encode()
}

// unpack reads a txtar file: a comment, and files that begin with a line "-- name --".
func unpack(content string) (comment string, files map[string]string) {
	files = map[string]string{}
	name := ""
	for line := range strings.Lines(content) {
		if title := titleLine.FindStringSubmatch(line); title != nil {
			name = title[1]
			files[name] = ""
			continue
		}
		if name == "" {
			comment += line
		} else {
			files[name] += line
		}
	}
	return comment, files
}

var titleLine = regexp.MustCompile(`^-- (.+) --\n?$`)

// contractPolicy has the options of the contract that decide who may call.
func contractPolicy() judge.Policy {
	const in = "qdrant.cloud.common.v1."
	policy := judge.DefaultPolicy()
	policy.Auth = judge.AuthOptions{
		Permissions: in + "permissions", RequiresAll: in + "requires_all_permissions", Authentication: in + "requires_authentication",
		ActorTypes: in + "supported_actor_types", Account: in + "account_id_expression", AccountDefault: "account_id",
		Others: []string{in + "patch_source"},
	}
	policy.APIVersion, policy.Client = in+"api_version", &config.Client{}
	return policy
}
