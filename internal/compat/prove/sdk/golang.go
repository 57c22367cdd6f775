package sdk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"google.golang.org/protobuf/compiler/protogen"
	"google.golang.org/protobuf/types/pluginpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// golang checks Go code in process.
type golang struct {
	*Compilers

	fset     *token.FileSet
	runtime  types.Importer // runtime imports the packages of other modules that generated code needs.
	programs map[*tree.Tree]map[string]*program
}

// goImports are the packages of other modules that generated code may import.
var goImports = []string{
	"context", "google.golang.org/grpc", "google.golang.org/grpc/codes", "google.golang.org/grpc/status",
	"google.golang.org/genproto/googleapis/api/annotations", "google.golang.org/genproto/googleapis/rpc/errdetails", "google.golang.org/protobuf/...",
	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate",
}

func newGo(ctx context.Context, c *Compilers) (checker, error) {
	// The module of the Go SDK has the versions of the runtime that its users get.
	out, err := run.Output(ctx, run.Cmd{
		Args: append([]string{"go", "list", "-export", "-deps", "-json=ImportPath,Export"}, goImports...),
		Dir:  filepath.Join(c.root, "gen", "go"), Env: []string{"GOWORK=off", "GOFLAGS=-mod=readonly"},
	})
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var pkg struct {
			ImportPath string `json:"ImportPath"`
			Export     string `json:"Export"`
		}
		if err := decoder.Decode(&pkg); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("the output of go list about the runtime cannot be read: %w", err)
		}
		exports[pkg.ImportPath] = pkg.Export
	}
	g := &golang{Compilers: c, fset: token.NewFileSet(), programs: map[*tree.Tree]map[string]*program{}}
	g.runtime = importer.ForCompiler(g.fset, "gc", func(path string) (io.ReadCloser, error) {
		file := exports[path]
		if file == "" {
			return nil, fmt.Errorf("no package %s", path)
		}
		return os.Open(file)
	})
	return g, nil
}

func (g *golang) check(ctx context.Context, units []Unit) (map[string][]evidence.Finding, error) {
	if err := g.prepare(ctx, units); err != nil {
		return nil, err
	}
	made, err := g.packages(ctx, newVersions(units))
	if err != nil {
		return nil, err
	}
	findings := map[string][]evidence.Finding{}
	for _, u := range units {
		if findings[u.Token], err = made.judge(u.Token, g.programs[u.Old]); err != nil {
			return nil, err
		}
	}
	return findings, nil
}

// prepare writes programs that use all packages of the old versions, by import path, and checks that they compile with their own versions.
func (g *golang) prepare(ctx context.Context, units []Unit) error {
	versions := fresh(units, g.programs)
	if len(versions) == 0 {
		return nil
	}
	made, err := g.packages(ctx, versions)
	if err != nil {
		return err
	}
	plugin, err := protogen.Options{}.New(made.request)
	if err != nil {
		return err
	}
	names := goElements(plugin)
	wrong := map[string][]evidence.Finding{}
	for token, old := range versions {
		programs := map[string]*program{}
		for importPath := range made.sources {
			if tokenOf(importPath) != token {
				continue
			}
			pkg, err := made.check(importPath)
			if err != nil {
				return err
			}
			if len(pkg.errors) == 0 {
				programs[untoken(importPath, token)] = writeGo(pkg, names[importPath]).untoken(token)
			}
		}
		// Code of the version itself that does not compile is wrong as well.
		if wrong[token], err = made.judge(token, programs); err != nil {
			return err
		}
		if len(wrong[token]) == 0 {
			g.programs[old] = programs
		}
	}
	return unfit(units, versions, wrong)
}

// packages generates the code of versions, by their tokens.
func (g *golang) packages(ctx context.Context, versions map[string]*tree.Tree) (*goPackages, error) {
	r, err := request(versions, "paths=source_relative")
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for _, plugin := range []string{"protoc-gen-go", "protoc-gen-go-grpc"} {
		made, err := g.plugin(ctx, plugin, r)
		if err != nil {
			return nil, err
		}
		maps.Copy(files, made)
	}
	importPaths := map[string]string{}
	for _, file := range r.GetProtoFile() {
		importPath, _, _ := strings.Cut(file.GetOptions().GetGoPackage(), ";")
		importPaths[strings.TrimSuffix(file.GetName(), ".proto")] = importPath
	}
	p := &goPackages{golang: g, request: r, sources: map[string]map[string]string{}, checked: map[string]*goPackage{}}
	for name, content := range files {
		of := strings.TrimSuffix(strings.TrimSuffix(name, ".pb.go"), "_grpc")
		importPath := importPaths[of]
		if importPath == "" {
			importPath = importPaths[strings.TrimSuffix(name, ".pb.go")]
		}
		if p.sources[importPath] == nil {
			p.sources[importPath] = map[string]string{}
		}
		p.sources[importPath][name] = content
	}
	return p, nil
}

// goPackages are generated packages, which are type-checked when they are imported.
type goPackages struct {
	*golang

	request *pluginpb.CodeGeneratorRequest // request is what the generators got.
	sources map[string]map[string]string   // sources has the files of each package.
	checked map[string]*goPackage
}

type goPackage struct {
	types  *types.Package
	files  []*ast.File
	errors []types.Error
	doing  bool
}

// Import implements [types.Importer].
func (p *goPackages) Import(importPath string) (*types.Package, error) {
	if p.sources[importPath] == nil {
		if strings.HasPrefix(importPath, goModule) || strings.HasPrefix(importPath, "prove.test") {
			return nil, fmt.Errorf("there is no package %s", importPath)
		}
		return p.runtime.Import(importPath)
	}
	pkg, err := p.check(importPath)
	if err != nil {
		return nil, err
	}
	return pkg.types, nil
}

func (p *goPackages) check(importPath string) (*goPackage, error) {
	if known := p.checked[importPath]; known != nil {
		if known.doing {
			return nil, fmt.Errorf("%s imports itself", importPath)
		}
		return known, nil
	}
	pkg := &goPackage{doing: true}
	p.checked[importPath] = pkg
	for _, name := range sorted(p.sources[importPath]) {
		file, err := parser.ParseFile(p.fset, name, p.sources[importPath][name], parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("generated code: %w", err)
		}
		pkg.files = append(pkg.files, file)
	}
	config := types.Config{Importer: p, Error: func(err error) {
		var typed types.Error
		if errors.As(err, &typed) {
			pkg.errors = append(pkg.errors, typed)
		}
	}}
	pkg.types, _ = config.Check(importPath, p.fset, pkg.files, nil)
	pkg.doing = false
	return pkg, nil
}

// judge compiles the programs of an old version with a new one.
func (p *goPackages) judge(token string, programs map[string]*program) ([]evidence.Finding, error) {
	var findings []evidence.Finding
	for _, importPath := range sorted(p.sources) {
		if tokenOf(importPath) != token {
			continue
		}
		pkg, err := p.check(importPath)
		if err != nil {
			return nil, err
		}
		if len(pkg.errors) > 0 {
			findings = append(findings, evidence.Finding{Text: "the SDK does not compile: " + pkg.errors[0].Error()})
		}
	}
	for _, of := range sorted(programs) {
		findings = append(findings, p.use(token, programs[of])...)
	}
	return findings, nil
}

// use compiles one program.
func (p *goPackages) use(token string, witness *program) []evidence.Finding {
	file, err := parser.ParseFile(p.fset, token+"_witness.go", witness.named(token), parser.SkipObjectResolution)
	if err != nil {
		return []evidence.Finding{{Text: "the witness is no Go: " + err.Error()}}
	}
	var findings []evidence.Finding
	config := types.Config{Importer: p, Error: func(err error) {
		var typed types.Error
		if errors.As(err, &typed) && !typed.Soft {
			findings = append(findings, evidence.Finding{Element: witness.element(p.fset.Position(typed.Pos).Line), Text: typed.Msg})
		}
	}}
	_, _ = config.Check("witness", p.fset, []*ast.File{file}, nil)
	if pkg := p.checked[retoken(witness.of, token)]; pkg != nil && pkg.types.Name() != retoken(witness.clause, token) {
		findings = append(findings, evidence.Finding{Text: "the package is called " + pkg.types.Name() + ", and was " + retoken(witness.clause, token)})
	}
	return append(findings, p.extensions(token, witness)...)
}

// goElements maps declarations in packages to the elements that they are made from. The generator's library has the names.
func goElements(plugin *protogen.Plugin) map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, file := range plugin.Files {
		importPath := string(file.GoImportPath)
		if all[importPath] == nil {
			all[importPath] = map[string]string{}
		}
		names := all[importPath]
		names[file.GoDescriptorIdent.GoName] = file.Desc.Path()
		messageElements(names, file.Messages)
		enumElements(names, file.Enums)
		for _, s := range file.Services {
			for _, suffix := range []string{"Client", "Server"} {
				names[s.GoName+suffix] = string(s.Desc.FullName())
				for _, m := range s.Methods {
					names[s.GoName+suffix+"."+m.GoName] = string(m.Desc.FullName())
				}
			}
		}
		for _, x := range file.Extensions {
			names["E_"+x.GoName] = string(x.Desc.FullName())
		}
	}
	return all
}

func messageElements(names map[string]string, messages []*protogen.Message) {
	for _, m := range messages {
		full := string(m.Desc.FullName())
		names[m.GoIdent.GoName] = full
		for _, f := range m.Fields {
			field := full + "." + string(f.Desc.Name())
			names[f.GoIdent.GoName] = field
			for _, before := range []string{"", "Get", "Set", "Has", "Clear"} {
				names[m.GoIdent.GoName+"."+before+f.GoName] = field
			}
			names[m.GoIdent.GoName+"_builder."+f.GoName] = field
		}
		for _, o := range m.Oneofs {
			for _, before := range []string{"", "Get", "Has", "Clear", "Which"} {
				names[m.GoIdent.GoName+"."+before+o.GoName] = full + "." + string(o.Desc.Name())
			}
		}
		enumElements(names, m.Enums)
		messageElements(names, m.Messages)
	}
}

func enumElements(names map[string]string, enums []*protogen.Enum) {
	for _, e := range enums {
		names[e.GoIdent.GoName] = string(e.Desc.FullName())
		for _, v := range e.Values {
			names[v.GoIdent.GoName] = string(e.Desc.FullName()) + "." + string(v.Desc.Name())
		}
	}
}
