package sdk

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

//go:embed typescript.mjs
var typescriptScript string

// typescript runs the TypeScript compiler, through its API, on all versions at once.
type typescript struct {
	*Compilers

	dir      string
	programs map[*tree.Tree]map[string]*program
	known    answers
}

const (
	declarations = ".d.ts"
	witnessOf    = ".witness.ts"
)

func newTypeScript(_ context.Context, c *Compilers) (checker, error) {
	t := &typescript{Compilers: c, dir: filepath.Join(c.work, "ts"), programs: map[*tree.Tree]map[string]*program{}, known: answers{}}
	compiler, err := filepath.EvalSymlinks(c.tools.Tool("tsc")) // node_modules/typescript/bin/tsc
	if err != nil {
		return nil, fmt.Errorf("the TypeScript compiler cannot be found: %w", err)
	}
	modules := filepath.Dir(filepath.Dir(filepath.Dir(compiler)))
	if err := write(t.dir, map[string]string{"package.json": `{"type": "module"}`, "typescript.mjs": typescriptScript}); err != nil {
		return nil, err
	}
	return t, os.Symlink(modules, filepath.Join(t.dir, "node_modules"))
}

func (t *typescript) check(ctx context.Context, units []Unit) (map[string][]evidence.Finding, error) {
	if err := t.prepare(ctx, units); err != nil {
		return nil, err
	}
	made, err := t.generate(ctx, newVersions(units))
	if err != nil {
		return nil, err
	}
	witnesses := map[string]*program{}
	for _, u := range units {
		for name, p := range t.programs[u.Old] {
			witnesses[retoken(name, u.Token)] = p
		}
	}
	return t.compile(ctx, "new", made, witnesses)
}

// generate generates the declarations of versions.
func (t *typescript) generate(ctx context.Context, versions map[string]*tree.Tree) (map[string]string, error) {
	files := map[string]string{}
	for _, plugin := range []struct{ name, parameter string }{
		{"protoc-gen-es", "target=dts,import_extension=js,valid_types=protovalidate_required"},
		{"protoc-gen-connect-query", "target=dts,import_extension=js"},
	} {
		r, err := request(versions, plugin.parameter)
		if err != nil {
			return nil, err
		}
		made, err := t.plugin(ctx, plugin.name, r)
		if err != nil {
			return nil, err
		}
		maps.Copy(files, made)
	}
	return files, nil
}

// compile checks declarations and programs in a folder, and returns the findings by token.
func (t *typescript) compile(ctx context.Context, folder string, made map[string]string, witnesses map[string]*program) (map[string][]evidence.Finding, error) {
	dir := filepath.Join(t.dir, folder)
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	all := maps.Clone(made)
	for name, p := range witnesses {
		all[strings.TrimSuffix(name, declarations)+witnessOf] = p.named(tokenOf(name))
	}
	if err := write(dir, all); err != nil {
		return nil, err
	}
	names := slices.DeleteFunc(sorted(all), func(name string) bool { return tokenOf(name) == "" })
	same := compared(all, typescriptImports)
	if err := t.ask(ctx, dir, same, same.unanswered(names, t.known)); err != nil {
		return nil, err
	}
	findings := map[string][]evidence.Finding{}
	for _, name := range names {
		token := tokenOf(name)
		for _, said := range t.known[same.keys[name]] {
			found := evidence.Finding{Text: retoken(said.text, token)}
			if of, ok := strings.CutSuffix(name, witnessOf); ok {
				found.Element = witnesses[of+declarations].element(said.line)
			}
			findings[token] = append(findings[token], found)
		}
	}
	return findings, nil
}

var relativeImport = regexp.MustCompile(`(?:from|import)\s*\(?\s*"(\.[^"]+)\.js"`)

// typescriptImports are the declarations that a file imports, whose names are relative to it.
func typescriptImports(name, text string) []string {
	var all []string
	for _, match := range relativeImport.FindAllStringSubmatch(text, -1) {
		all = append(all, path.Join(path.Dir(name), match[1])+declarations)
	}
	return all
}

// ask has the compiler look at files, and keeps what it says.
func (t *typescript) ask(ctx context.Context, dir string, same *sameFiles, names []string) error {
	if len(names) == 0 {
		return nil
	}
	var paths []string
	for _, name := range names {
		paths = append(paths, filepath.Join(dir, filepath.FromSlash(name)))
	}
	var said []struct {
		File string `json:"file"`
		Line int    `json:"line"`
		Text string `json:"text"`
	}
	if err := t.script(ctx, map[string][]string{"check": paths}, &said); err != nil {
		return err
	}
	for _, name := range names {
		t.known[same.keys[name]] = nil
	}
	for _, s := range said {
		name, err := filepath.Rel(dir, s.File)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		key, token := same.keys[name], tokenOf(name)
		t.known[key] = append(t.known[key], complaint{file: untoken(name, token), line: s.Line, text: untoken(s.Text, token)})
	}
	return nil
}

// prepare writes programs that use all modules of the old versions, and checks that they compile with their own versions.
func (t *typescript) prepare(ctx context.Context, units []Unit) error {
	versions := fresh(units, t.programs)
	if len(versions) == 0 {
		return nil
	}
	made, err := t.generate(ctx, versions)
	if err != nil {
		return err
	}
	written, err := t.write(ctx, made)
	if err != nil {
		return err
	}
	for name, p := range written {
		p.untoken(tokenOf(name))
	}
	wrong, err := t.compile(ctx, "old", made, written)
	if err != nil {
		return err
	}
	for token, old := range versions {
		if len(wrong[token]) == 0 {
			t.programs[old] = map[string]*program{}
		}
	}
	for name, p := range written {
		token := tokenOf(name)
		if programs := t.programs[versions[token]]; programs != nil {
			programs[strings.ReplaceAll(name, token, tree.Token)] = p
		}
	}
	return unfit(units, versions, wrong)
}

// write writes a program for each file of declarations.
func (t *typescript) write(ctx context.Context, made map[string]string) (map[string]*program, error) {
	dir := filepath.Join(t.dir, "old")
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	if err := write(dir, made); err != nil {
		return nil, err
	}
	var names, paths []string
	for _, name := range sorted(made) {
		if tokenOf(name) != "" {
			names, paths = append(names, name), append(paths, filepath.Join(dir, filepath.FromSlash(name)))
		}
	}
	var written [][]struct {
		Element string `json:"element"`
		Line    string `json:"line"`
	}
	if err := t.script(ctx, map[string][]string{"write": paths}, &written); err != nil {
		return nil, err
	}
	programs := map[string]*program{}
	for i, lines := range written {
		p := &program{}
		for _, l := range lines {
			p.add(l.Element, l.Line)
		}
		programs[names[i]] = p
	}
	return programs, nil
}

// script runs the script with a job, and reads its output.
func (t *typescript) script(ctx context.Context, job any, answer any) error {
	encoded, err := json.Marshal(job)
	if err != nil {
		return err
	}
	out, err := run.Output(ctx, run.Cmd{
		Args: []string{"node", "--max-old-space-size=4096", "typescript.mjs"}, Dir: t.dir, Env: t.tools.Env(), Stdin: bytes.NewReader(encoded),
	})
	if err != nil {
		return err
	}
	if err := json.Unmarshal(out, answer); err != nil {
		return fmt.Errorf("the output of the TypeScript compiler cannot be read: %w", err)
	}
	return nil
}
