package sdk

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/pluginpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/stubs"
)

//go:embed python_run.py
var pythonScript string

// python runs a type checker and the interpreter on all versions at once.
type python struct {
	*Compilers

	dir      string
	programs map[*tree.Tree]map[string]*program
	known    answers // known is what the type checker said.
}

func newPython(_ context.Context, c *Compilers) (checker, error) {
	p := &python{Compilers: c, dir: filepath.Join(c.work, "python"), programs: map[*tree.Tree]map[string]*program{}, known: answers{}}
	return p, write(p.dir, map[string]string{"run.py": pythonScript})
}

func (p *python) check(ctx context.Context, units []Unit) (map[string][]evidence.Finding, error) {
	if err := tooLate(units); err != nil {
		return nil, err
	}
	if err := p.prepare(ctx, units); err != nil {
		return nil, err
	}
	witnesses := map[string]*program{}
	for _, u := range units {
		for name, w := range p.programs[u.Old] {
			witnesses[retoken(name, u.Token)] = w
		}
	}
	return p.compile(ctx, "new", newVersions(units), witnesses)
}

// tooLate returns an error with the units that have files of an edition that the protoc of the pinned grpcio-tools refuses.
func tooLate(units []Unit) error {
	const last = descriptorpb.Edition_EDITION_2023
	late := map[string]string{}
	for _, u := range units {
		for _, file := range slices.Concat(u.Old.Files, u.New.Files) {
			if file.GetEdition() > last {
				late[u.Token] = fmt.Sprintf("%s is of %s, and the generator for Python takes none after %s", file.GetName(), file.GetEdition(), last)
			}
		}
	}
	if len(late) == 0 {
		return nil
	}
	return &InvalidError{Units: late, Old: true}
}

// prepare writes the programs of the old versions, and checks that they work with their own versions.
func (p *python) prepare(ctx context.Context, units []Unit) error {
	versions := fresh(units, p.programs)
	if len(versions) == 0 {
		return nil
	}
	written, witnesses := map[string]map[string]*program{}, map[string]*program{}
	for token, old := range versions {
		programs, err := writePython(old)
		if err != nil {
			return err
		}
		written[token] = programs
		for name, w := range programs {
			witnesses[retoken(name, token)] = w
		}
	}
	wrong, err := p.compile(ctx, "old", versions, witnesses)
	if err != nil {
		return err
	}
	for token, old := range versions {
		if len(wrong[token]) == 0 {
			p.programs[old] = written[token]
		}
	}
	return unfit(units, versions, wrong)
}

// moduleOf returns the name of a program's module.
func moduleOf(file string) string {
	return "witness." + strings.ReplaceAll(pythonModule(file), ".", "_")
}

// compile generates versions into a folder, type-checks the programs there and runs them.
func (p *python) compile(ctx context.Context, folder string, versions map[string]*tree.Tree, witnesses map[string]*program) (map[string][]evidence.Finding, error) {
	dir := filepath.Join(p.dir, folder)
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	if err := p.generate(ctx, dir, versions); err != nil {
		return nil, err
	}
	byModule := map[string]string{} // byModule has the file that the program of a module uses.
	for file, w := range witnesses {
		module := moduleOf(file)
		byModule[module] = file
		if err := write(dir, map[string]string{strings.ReplaceAll(module, ".", "/") + ".py": w.named(tokenOf(file))}); err != nil {
			return nil, err
		}
	}
	findings := map[string][]evidence.Finding{}
	add := func(module string, line int, text string) {
		file := byModule[module]
		findings[tokenOf(file)] = append(findings[tokenOf(file)], evidence.Finding{Element: witnesses[file].element(line), Text: text})
	}
	spoiled, err := p.call(ctx, dir, sorted(byModule), add)
	if err != nil {
		return nil, err
	}
	for token, text := range spoiled {
		findings[token] = append(findings[token], evidence.Finding{Text: text})
	}
	return findings, p.typeCheck(ctx, dir, sorted(byModule), spoiled, func(module string, line int, text string) {
		if byModule[module] != "" {
			add(module, line, text)
		} else if token := tokenOf(strings.ReplaceAll(module, ".", " ")); token != "" {
			findings[token] = append(findings[token], evidence.Finding{Text: text})
		}
	})
}

// generate makes the modules of versions.
func (p *python) generate(ctx context.Context, dir string, versions map[string]*tree.Tree) error {
	r, err := request(versions, "")
	if err != nil {
		return err
	}
	set := &descriptorpb.FileDescriptorSet{}
	args := []string{p.tools.Tool("python-grpc-tools-protoc"), "--descriptor_set_in=" + filepath.Join(dir, "set.binpb"), "--python_out=" + dir, "--pyi_out=" + dir, "--grpc_python_out=" + dir}
	var files []string
	for _, file := range r.GetProtoFile() {
		if strings.HasPrefix(file.GetName(), "buf/") {
			continue // The Python SDK does not have it; see buf.gen.yaml.
		}
		withoutValidate(file)
		set.File = append(set.File, file)
		if slices.Contains(r.GetFileToGenerate(), file.GetName()) || strings.HasPrefix(file.GetName(), "google/api/") || strings.HasPrefix(file.GetName(), "google/rpc/") {
			files = append(files, file.GetName())
		}
	}
	encoded, err := proto.Marshal(set)
	if err != nil {
		return err
	}
	if err := write(dir, map[string]string{"set.binpb": string(encoded), "files.txt": strings.Join(files, "\n")}); err != nil {
		return err
	}
	err = run.Run(ctx, run.Cmd{Args: append(args, "@"+filepath.Join(dir, "files.txt")), Env: p.tools.Env()})
	if err != nil {
		return invalid(err, err.Error())
	}
	if err := stubs.CompleteDir(dir, set, files); err != nil {
		return err
	}
	// It runs on its own, because protoc gives it no editions. Its output depends on services only.
	quiet := "quiet"
	services, err := p.plugin(ctx, "protoc-gen-mypy_grpc", &pluginpb.CodeGeneratorRequest{Parameter: &quiet, FileToGenerate: r.GetFileToGenerate(), ProtoFile: set.GetFile()})
	if err != nil {
		return err
	}
	return write(dir, services)
}

const validatePath = "buf/validate/validate.proto"

// withoutValidate removes the rules of protovalidate from a file, like exclude_types of buf.
func withoutValidate(file *descriptorpb.FileDescriptorProto) {
	at := int32(slices.Index(file.GetDependency(), validatePath)) //nolint:gosec // G115: A file has few imports.
	if at < 0 {
		return
	}
	file.Dependency = slices.Delete(file.GetDependency(), int(at), int(at)+1)
	file.PublicDependency = slices.DeleteFunc(file.GetPublicDependency(), func(i int32) bool { return i == at })
	for i, public := range file.GetPublicDependency() {
		if public > at {
			file.PublicDependency[i]--
		}
	}
	dropOptions(file.ProtoReflect())
}

// validateOption is the number of all options of protovalidate except that of predefined rules.
const validateOption = 1159

func dropOptions(m protoreflect.Message) {
	var kept []byte
	for unknown := m.GetUnknown(); len(unknown) > 0; {
		number, _, n := protowire.ConsumeField(unknown)
		if n < 0 {
			break
		}
		if number != validateOption {
			kept = append(kept, unknown[:n]...)
		}
		unknown = unknown[n:]
	}
	m.SetUnknown(kept)
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.IsExtension() && f.Number() == validateOption:
			m.Clear(f)
		case f.IsMap() || f.Message() == nil:
		case f.IsList():
			for i := range v.List().Len() {
				dropOptions(v.List().Get(i).Message())
			}
		default:
			dropOptions(v.Message())
		}
		return true
	})
}

// call runs the programs. It returns the versions with a stub that cannot be parsed, by token: a type checker would stop there.
func (p *python) call(ctx context.Context, dir string, modules []string, add func(module string, line int, text string)) (spoiled map[string]string, err error) {
	out, err := run.Output(ctx, run.Cmd{
		Args: []string{p.tools.PythonPath(), filepath.Join(p.dir, "run.py"), dir}, Env: append(p.tools.Env(), "PYTHONDONTWRITEBYTECODE=1", "GRPC_VERBOSITY=NONE"),
		Stdin: strings.NewReader(strings.Join(modules, "\n")),
	})
	if err != nil {
		return nil, err
	}
	spoiled = map[string]string{}
	for said := range strings.Lines(string(out)) {
		parts := strings.SplitN(strings.TrimSuffix(said, "\n"), "\t", 3)
		if len(parts) != 3 {
			return nil, fmt.Errorf("the output of the Python program cannot be read: %q", said)
		}
		line, err := strconv.Atoi(parts[1])
		switch {
		case err != nil:
			return nil, fmt.Errorf("the output of the Python program cannot be read: %q", said)
		case parts[0] == "stub":
			spoiled[tokenOf(parts[2])] = parts[2]
		default:
			add(parts[0], line, parts[2])
		}
	}
	return spoiled, nil
}
