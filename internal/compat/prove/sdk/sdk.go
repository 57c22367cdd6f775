// Package sdk finds the changes that break source code. It generates the SDKs of many versions at once, with the pinned generators
// and their options, and compiles and runs programs for the old versions with the new ones. The programs use everything that the
// old SDK has. A program that does not compile, or does not run, is evidence of a break.
//
// The programs are derived from the generated code of the old version or from its descriptors, and never from the models of
// internal/compat/symbols, which are under test.
package sdk

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/pluginpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// Unit is a change to check.
type Unit struct {
	Token    string // Token identifies the versions in a batch.
	Old, New *tree.Tree
}

// language opens the compiler of a language.
type language struct {
	open func(ctx context.Context, c *Compilers) (checker, error)
	rank int // rank orders the languages, the strictest generator first, so that the others never get what it refuses.
}

// checker finds for each unit what programs for the old version can't do with the new one.
type checker interface {
	check(ctx context.Context, units []Unit) (map[string][]evidence.Finding, error)
}

// languages has the compiler of each language.
var languages = lang.Table[language]{
	lang.Go:         {open: newGo, rank: 3},
	lang.Python:     {open: newPython, rank: 1},
	lang.TypeScript: {open: newTypeScript, rank: 2},
}

// Compilers are the compilers of all languages in one checkout. They are not safe for concurrent use.
type Compilers struct {
	tools    *toolchain.Toolchain
	root     string
	work     string
	checkers lang.Table[checker]
	clients  map[lang.ID]*clientCode
}

// New prepares the compilers of the checkout at root. The tools of [toolchain.LanguageSets] and [toolchain.PythonDev] have to be
// installed. Close removes what the compilers wrote.
func New(ctx context.Context, tools *toolchain.Toolchain, root string) (*Compilers, error) {
	work, err := file.TempDir("", "prove")
	if err != nil {
		return nil, err
	}
	c := &Compilers{tools: tools, root: root, work: work, checkers: lang.Table[checker]{}, clients: map[lang.ID]*clientCode{}}
	for l, language := range languages.Ordered() {
		if c.checkers[l.ID], err = language.open(ctx, c); err != nil {
			return nil, err
		}
		c.clients[l.ID] = newClientCode(l.ID)
	}
	return c, nil
}

// Close removes the folder in which the compilers work.
func (c *Compilers) Close() error { return os.RemoveAll(c.work) }

// Languages returns the languages in the order in which to check them, the strictest one first.
func (c *Compilers) Languages() []lang.ID {
	return slices.SortedFunc(slices.Values(c.checkers.IDs()), func(a, b lang.ID) int { return languages[a].rank - languages[b].rank })
}

// Check returns for each unit, by its token, what programs for the old version can't do with the new one in a language.
func (c *Compilers) Check(ctx context.Context, id lang.ID, units []Unit) (map[string][]evidence.Finding, error) {
	checker, err := c.checkers.Of("prove", id)
	if err != nil {
		return nil, err
	}
	found, err := checker.check(ctx, units)
	if err != nil {
		return nil, err
	}
	for _, u := range units {
		gone, err := c.clients[id].gone(u)
		if err != nil {
			return nil, fmt.Errorf("the client for %s: %w", id, err)
		}
		found[u.Token] = append(found[u.Token], gone...)
	}
	return found, nil
}

// InvalidError reports units that cannot be checked: a generator refuses their files, the programs of their old versions don't work
// with these, or the language has no generator for their edition.
type InvalidError struct {
	Units map[string]string // Units has the reason for each unit, by its token.
	Old   bool              // Old means that the old versions are the reason, and only in this language.
}

func (e *InvalidError) Error() string {
	for _, token := range sorted(e.Units) {
		return fmt.Sprintf("%d versions are not valid; %s: %s", len(e.Units), token, e.Units[token])
	}
	return "no version is valid"
}

// goModule is the module of the generated Go code.
const goModule = "prove.test/gen"

// versioned matches the last part of a folder that is a version.
var versioned = regexp.MustCompile(`^v[1-9][0-9]*(p[0-9]+)?((alpha|beta|test)[0-9]*)?$`)

// managed sets the Go package of a file that has none, like the managed mode of buf.
func managed(file *descriptorpb.FileDescriptorProto) {
	if file.GetOptions().GetGoPackage() != "" {
		return
	}
	dir := path.Dir(file.GetName())
	if dir == "google/api" { // Sources in tests may lack it.
		file.Options = &descriptorpb.FileOptions{GoPackage: new("google.golang.org/genproto/googleapis/api/annotations;annotations")}
		return
	}
	name := path.Base(dir)
	if versioned.MatchString(name) {
		name = path.Base(path.Dir(dir)) + name
	}
	if file.GetOptions() == nil {
		file.Options = &descriptorpb.FileOptions{}
	}
	file.Options.GoPackage = new(goModule + "/" + dir + ";" + name)
}

// generated reports whether SDKs have code of a shared file, which is true for those of the contract.
func generated(path string) bool { return strings.HasPrefix(path, "qdrant/") }

// request returns the request to a plugin for the code of all versions and of the files that they share.
func request(versions map[string]*tree.Tree, parameter string) (*pluginpb.CodeGeneratorRequest, error) {
	r := &pluginpb.CodeGeneratorRequest{Parameter: &parameter}
	seen := map[string]bool{}
	for _, token := range sorted(versions) {
		for _, file := range versions[token].Shared {
			if seen[file.GetName()] {
				continue
			}
			seen[file.GetName()] = true
			file = proto.CloneOf(file)
			managed(file)
			if generated(file.GetName()) {
				r.FileToGenerate = append(r.FileToGenerate, file.GetName())
			}
			r.ProtoFile = append(r.ProtoFile, file)
		}
	}
	for _, token := range sorted(versions) {
		files, err := versions[token].Named(token)
		if err != nil {
			return nil, err
		}
		for _, file := range tree.InOrder(files) {
			managed(file)
			r.FileToGenerate = append(r.FileToGenerate, file.GetName())
			r.ProtoFile = append(r.ProtoFile, file)
		}
	}
	return r, nil
}

func sorted[T any](m map[string]T) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// plugin runs a generator and returns its files by their paths.
func (c *Compilers) plugin(ctx context.Context, name string, r *pluginpb.CodeGeneratorRequest) (map[string]string, error) {
	encoded, err := proto.Marshal(r)
	if err != nil {
		return nil, err
	}
	out, err := run.Output(ctx, run.Cmd{Args: []string{c.tools.Tool(name)}, Env: c.tools.Env(), Stdin: bytes.NewReader(encoded)})
	if err != nil {
		return nil, invalid(err, err.Error())
	}
	response := new(pluginpb.CodeGeneratorResponse)
	if err := proto.Unmarshal(out, response); err != nil {
		return nil, fmt.Errorf("the output of %s cannot be read: %w", name, err)
	}
	if response.Error != nil {
		return nil, invalid(fmt.Errorf("%s: %s", name, response.GetError()), response.GetError())
	}
	files := make(map[string]string, len(response.GetFile()))
	for _, file := range response.GetFile() {
		files[file.GetName()] = file.GetContent()
	}
	return files, nil
}

var tokenPattern = regexp.MustCompile(`\bzz[0-9]{4}`)

// invalid returns an [InvalidError] if the output of a generator names units, and otherwise the error itself.
func invalid(err error, text string) error {
	said := map[string]string{}
	for line := range strings.Lines(text) {
		if token := tokenPattern.FindString(line); token != "" && !strings.Contains(line, "warning:") && !strings.Contains(line, "--") {
			said[token] = line
		}
	}
	if len(said) == 0 {
		return err
	}
	return &InvalidError{Units: said}
}

// newVersions returns the new trees by token.
func newVersions(units []Unit) map[string]*tree.Tree {
	all := make(map[string]*tree.Tree, len(units))
	for _, u := range units {
		all[u.Token] = u.New
	}
	return all
}

// fresh returns the old versions for which there are no programs yet, each by the token of a unit that has it.
func fresh(units []Unit, known map[*tree.Tree]map[string]*program) map[string]*tree.Tree {
	versions, seen := map[string]*tree.Tree{}, map[*tree.Tree]bool{}
	for _, u := range units {
		if known[u.Old] == nil && !seen[u.Old] {
			seen[u.Old] = true
			versions[u.Token] = u.Old
		}
	}
	return versions
}

// unfit returns the error for units whose old version does not work with its own programs, or nil if there are none. Versions has the
// old versions that were checked, each by the token of one of the units that have it.
func unfit(units []Unit, versions map[string]*tree.Tree, wrong map[string][]evidence.Finding) error {
	reasons := map[*tree.Tree]string{}
	for token, found := range wrong {
		if len(found) > 0 {
			reasons[versions[token]] = "the programs of the old version do not work with it: " + found[0].Element + ": " + found[0].Text
		}
	}
	said := map[string]string{}
	for _, u := range units {
		if reason := reasons[u.Old]; reason != "" {
			said[u.Token] = reason
		}
	}
	if len(said) == 0 {
		return nil
	}
	return &InvalidError{Units: said, Old: true}
}

// write writes files below a folder.
func write(dir string, files map[string]string) error {
	for name, content := range files {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(at, []byte(content), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// tokenOf returns the token in a path or an import path, or nothing.
func tokenOf(path string) string { return tokenPattern.FindString(path) }

// program is a source whose lines use the elements of an old version one by one.
type program struct {
	lines    []string
	elements []string // elements has the full name of the element that each line uses; empty for lines that use none.

	of, clause string            // of is the import path of the package that a program in Go is about, and clause its name.
	extensions map[string]string // extensions has the types of extensions in Go, by import path and name.
}

func (p *program) add(element, line string) {
	p.lines = append(p.lines, line)
	p.elements = append(p.elements, element)
}

// named returns the text with another token.
func (p *program) named(token string) string { return retoken(strings.Join(p.lines, "\n")+"\n", token) }

func retoken(text, token string) string { return strings.ReplaceAll(text, tree.Token, token) }

// untoken puts [tree.Token] in the place of the token of the version that the program was written with, and returns the program.
func (p *program) untoken(token string) *program {
	for i := range p.lines {
		p.lines[i], p.elements[i] = untoken(p.lines[i], token), untoken(p.elements[i], token)
	}
	p.of, p.clause = untoken(p.of, token), untoken(p.clause, token)
	extensions := make(map[string]string, len(p.extensions))
	for name, types := range p.extensions {
		extensions[untoken(name, token)] = untoken(types, token)
	}
	p.extensions = extensions
	return p
}

// element returns the element that a line, counted from 1, uses.
func (p *program) element(line int) string {
	if line < 1 || line > len(p.elements) {
		return ""
	}
	return p.elements[line-1]
}
