package sdk

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// mypyConfig returns the configuration for programs that use these versions. mypy treats the modules of the versions as installed
// packages: it does not look for mistakes in them, which would take most of the time.
func mypyConfig(tokens []string) string {
	var installed strings.Builder
	installed.WriteString("google.api.*,google.rpc.*,qdrant.*")
	for _, token := range tokens {
		installed.WriteString("," + token + ".*")
	}
	return "[mypy]\nstrict = True\n[mypy-" + installed.String() + "]\nignore_errors = True\n"
}

var mypyLine = regexp.MustCompile(`^(\S+?)(\.pyi?):(\d+): error: (.*)$`)

// typeCheck runs mypy on the programs of versions whose stubs can be parsed.
func (p *python) typeCheck(ctx context.Context, dir string, modules []string, spoiled map[string]string, add func(module string, line int, text string)) error {
	var programs []string
	for _, module := range modules {
		if spoiled[tokenOf(module[len("witness."):])] == "" {
			programs = append(programs, strings.ReplaceAll(module, ".", "/")+".py")
		}
	}
	same, err := comparedPython(dir, programs)
	if err != nil {
		return err
	}
	if err := p.ask(ctx, dir, same, same.unanswered(programs, p.known)); err != nil {
		return err
	}
	added := map[complaint]bool{} // Several programs may have what mypy says of a stub.
	for _, program := range programs {
		token := tokenOf(program)
		for _, said := range p.known[same.keys[program]] {
			said.file, said.text = retoken(said.file, token), retoken(said.text, token)
			if !added[said] {
				added[said] = true
				add(strings.ReplaceAll(strings.TrimSuffix(said.file, filepath.Ext(said.file)), "/", "."), said.line, said.text)
			}
		}
	}
	return nil
}

// comparedPython compares programs with what they import: mypy reads the stubs.
func comparedPython(dir string, programs []string) (*sameFiles, error) {
	files := map[string]string{}
	read := func(name string) error {
		content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		files[name] = string(content)
		return err
	}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".pyi" && !strings.HasSuffix(path, withoutStub) {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		return read(filepath.ToSlash(name))
	})
	if err != nil {
		return nil, err
	}
	for _, program := range programs {
		if err := read(program); err != nil {
			return nil, err
		}
	}
	return compared(files, pythonImports), nil
}

// withoutStub ends the names of modules that have no stub if there is no service in them.
const withoutStub = "_grpc.py"

var pythonImport = regexp.MustCompile(`(?m)^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+)?import[ \t]+(.+)$`)

// pythonImports are the files of modules that a file names in its imports.
func pythonImports(_, text string) []string {
	var all []string
	stub := func(module string) {
		path := strings.ReplaceAll(module, ".", "/")
		all = append(all, path+".pyi", path+".py")
	}
	for _, match := range pythonImport.FindAllStringSubmatch(text, -1) {
		from, names := match[1], match[2]
		if from != "" {
			stub(from)
			from += "."
		}
		for named := range strings.SplitSeq(strings.Trim(names, "()"), ",") {
			if fields := strings.Fields(named); len(fields) > 0 {
				stub(from + fields[0])
			}
		}
	}
	return all
}

// ask has mypy look at programs, and keeps what it says of them and of what they import.
func (p *python) ask(ctx context.Context, dir string, same *sameFiles, programs []string) error {
	if len(programs) == 0 {
		return nil
	}
	var args, tokens []string
	for _, program := range programs {
		args = append(args, "-m", strings.ReplaceAll(strings.TrimSuffix(program, ".py"), "/", "."))
		tokens = append(tokens, tokenOf(program))
	}
	if err := write(dir, map[string]string{"mypy.txt": strings.Join(args, "\n"), "mypy.ini": mypyConfig(slices.Compact(tokens))}); err != nil {
		return err
	}
	var out bytes.Buffer
	err := run.Run(ctx, run.Cmd{
		Args: []string{p.tools.Tool("mypy"), "--config-file", "mypy.ini", "--cache-dir", filepath.Join(p.dir, "cache"), "--no-error-summary", "--hide-error-context", "--no-pretty", "@mypy.txt"},
		Dir:  dir, Env: append(p.tools.Env(), "MYPYPATH="+dir), Stdout: &out,
	})
	if err != nil && run.ExitCode(err) != 1 {
		return fmt.Errorf("%w\n%.2000s", err, out.String())
	}
	said := map[string][]complaint{} // said is by file.
	for text := range strings.Lines(out.String()) {
		match := mypyLine.FindStringSubmatch(strings.TrimSuffix(text, "\n"))
		if match == nil {
			continue
		}
		line, err := strconv.Atoi(match[3])
		if err != nil {
			return err
		}
		file := match[1] + match[2]
		said[file] = append(said[file], complaint{file, line, match[4]})
	}
	for _, program := range programs {
		token := tokenOf(program)
		var all []complaint
		for _, file := range same.reached[program] {
			for _, c := range said[file] {
				all = append(all, complaint{untoken(c.file, token), c.line, untoken(c.text, token)})
			}
		}
		p.known[same.keys[program]] = all
	}
	return nil
}
