package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/adopted"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// generators is the file that configures what buf generate does; its managed mode overrides options of proto files.
const generators = "buf.gen.yaml"

// managedMode has the rules of the managed mode for the options that the SDKs show. Later overrides win over earlier ones.
type managedMode struct {
	disables, overrides []managedRule
}

// managedRule says for which files, or for which field, an option is overridden or left alone. What is empty restricts nothing.
type managedRule struct {
	FileOption  string `yaml:"file_option"`
	FieldOption string `yaml:"field_option"`
	Module      string `yaml:"module"`
	Path        string `yaml:"path"`
	Field       string `yaml:"field"`
	Value       any    `yaml:"value"`
}

const (
	goPackage       = "go_package"
	goPackagePrefix = "go_package_prefix"
	jsType          = "jstype"
)

// parseManaged reads the managed mode of a buf.gen.yaml of any version. The result is nil if the mode is off.
func parseManaged(content []byte) (*managedMode, error) {
	var config struct {
		Version string    `yaml:"version"`
		Managed yaml.Node `yaml:"managed"`
	}
	if err := yaml.Unmarshal(content, &config); err != nil {
		return nil, errors.New(oneLine(err.Error()))
	}
	parse := map[string]func(*yaml.Node) (*managedMode, error){
		"v2": parseManagedV2, "v1": parseManagedV1, "": parseManagedV1,
		"v1beta1": func(*yaml.Node) (*managedMode, error) { return nil, nil }, //nolint:nilnil // It has none of these options.
	}[config.Version]
	if parse == nil {
		return nil, fmt.Errorf("unknown version %q: use v1 or v2", oneLine(config.Version))
	}
	mode, err := parse(&config.Managed)
	if err != nil {
		return nil, errors.New(oneLine(err.Error()))
	}
	return mode, nil
}

func parseManagedV2(node *yaml.Node) (*managedMode, error) {
	var config struct {
		Enabled  bool          `yaml:"enabled"`
		Disable  []managedRule `yaml:"disable"`
		Override []managedRule `yaml:"override"`
	}
	if err := node.Decode(&config); err != nil || !config.Enabled {
		return nil, err
	}
	return &managedMode{config.Disable, config.Override}, nil
}

// parseManagedV1 translates the form of version 1 into rules, as buf does it.
func parseManagedV1(node *yaml.Node) (*managedMode, error) {
	var config struct {
		Enabled  bool                         `yaml:"enabled"`
		Prefix   yaml.Node                    `yaml:"go_package_prefix"`
		Override map[string]map[string]string `yaml:"override"`
	}
	if err := node.Decode(&config); err != nil || !config.Enabled {
		return nil, err
	}
	var prefix struct {
		Default  string            `yaml:"default"`
		Except   []string          `yaml:"except"`
		Override map[string]string `yaml:"override"`
	}
	if config.Prefix.Kind == yaml.ScalarNode {
		prefix.Default = config.Prefix.Value
	} else if err := config.Prefix.Decode(&prefix); err != nil {
		return nil, err
	}
	mode := &managedMode{}
	if prefix.Default != "" {
		mode.overrides = append(mode.overrides, managedRule{FileOption: goPackagePrefix, Value: prefix.Default})
	}
	for _, name := range prefix.Except {
		mode.disables = append(mode.disables, managedRule{FileOption: goPackage, Module: name})
	}
	for name, value := range prefix.Override {
		mode.overrides = append(mode.overrides, managedRule{FileOption: goPackagePrefix, Module: name, Value: value})
	}
	for option, files := range config.Override {
		for file, value := range files {
			if strings.EqualFold(option, goPackage) {
				mode.overrides = append(mode.overrides, managedRule{FileOption: goPackage, Path: file, Value: value})
			}
		}
	}
	// buf sorts the overrides of files by path; the others come before them, and of those of modules one is about a file.
	slices.SortStableFunc(mode.overrides, func(a, b managedRule) int { return strings.Compare(a.Path, b.Path) })
	return mode, nil
}

// covers reports whether the rule is about a file.
func (r managedRule) covers(file, module string) bool {
	return (r.Path == "" || within(file, path.Clean(r.Path))) && (r.Module == "" || r.Module == module)
}

func (r managedRule) text() string {
	text, _ := r.Value.(string)
	return text
}

// file returns what the mode sets in a file of a module.
func (m *managedMode) file(file, pkg, module string) schema.Managed {
	if m == nil || strings.HasPrefix(file, "google/protobuf/") {
		return schema.Managed{}
	}
	about := func(rules []managedRule) []managedRule {
		return slices.DeleteFunc(slices.Clone(rules), func(r managedRule) bool { return !r.covers(file, module) })
	}
	disables, overrides := about(m.disables), about(m.overrides)
	managed := goPackageOf(disables, overrides, file, pkg)
	jsTypes(disables, overrides, &managed)
	return managed
}

// goPackageOf returns what the rules set for the option go_package of a file.
func goPackageOf(disables, overrides []managedRule, file, pkg string) (managed schema.Managed) {
	disabled := func(option string) bool {
		return slices.ContainsFunc(disables, func(r managedRule) bool {
			return r.FieldOption == "" && (r.FileOption == "" || r.FileOption == option)
		})
	}
	if disabled(goPackage) {
		return managed
	}
	for _, rule := range overrides {
		switch {
		case rule.text() == "":
		case rule.FileOption == goPackage:
			managed.GoPackage, managed.From = rule.text(), goPackage+": "+rule.text()
		case rule.FileOption == goPackagePrefix && !disabled(goPackagePrefix):
			managed.GoPackage, managed.From = prefixed(rule.text(), file, pkg), goPackagePrefix+": "+rule.text()
		}
	}
	return managed
}

// versionPart matches what buf takes for a version at the end of a package.
var versionPart = regexp.MustCompile(`^v[1-9]\d*(test.*|(p[1-9]\d*)?(alpha|beta)([1-9]\d*)?)?$`)

// prefixed returns the go_package that buf makes of a prefix. A versioned package is named after its last two parts.
func prefixed(prefix, file, pkg string) string {
	name := path.Join(prefix, path.Dir(file))
	if parts := strings.Split(pkg, "."); len(parts) > 1 && versionPart.MatchString(parts[len(parts)-1]) {
		name += ";" + parts[len(parts)-2] + parts[len(parts)-1]
	}
	return name
}

// jsTypeNumbers has the numbers of google.protobuf.FieldOptions.JSType.
var jsTypeNumbers = map[string]uint64{"JS_NORMAL": 0, "JS_STRING": 1, "JS_NUMBER": 2}

// jsTypes adds what the rules set for the option jstype of fields.
func jsTypes(disables, overrides []managedRule, managed *schema.Managed) {
	var off []string
	for _, rule := range disables {
		if rule.FileOption != "" || rule.FieldOption != "" && rule.FieldOption != jsType {
			continue
		}
		if rule.Field == "" {
			return
		}
		off = append(off, rule.Field)
	}
	overrides = slices.DeleteFunc(overrides, func(r managedRule) bool { return r.FieldOption != jsType })
	if len(overrides) == 0 {
		return
	}
	for _, rule := range overrides {
		managed.JSTypes += rule.Field + "=" + rule.text() + " "
	}
	managed.JSTypes += strings.Join(off, ",")
	managed.JSType = func(field string) (number uint64, set bool) {
		if slices.Contains(off, field) {
			return 0, false
		}
		for _, rule := range overrides {
			if value, known := jsTypeNumbers[rule.text()]; known && (rule.Field == "" || rule.Field == field) {
				number, set = value, true
			}
		}
		return number, set
	}
}

// manage finds the managed mode of a side: its own, which read returns, or else that of the repository. A folder of protos and an
// image are generated with the buf.gen.yaml of the repository.
func (l loader) manage(s *Source, where, prefix string, modules []module, read func() ([]byte, error)) error {
	content, err := read()
	if errors.Is(err, fs.ErrNotExist) {
		where = generators
		content, err = readBounded(l.at(generators), maxConfig)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errNotDir):
		return nil
	case err != nil:
		return fmt.Errorf("%s: %w", where, cause(err))
	}
	if s.managed, err = parseManaged(content); err != nil {
		return fmt.Errorf("%s: %w", where, err)
	}
	if len(modules) == 0 || len(modules) == 1 && modules[0].Name == "" {
		modules = l.modules()
	}
	for _, m := range modules {
		s.modules = append(s.modules, named{path.Join(prefix, m.Path), m.Name})
	}
	return nil
}

// none is the buf.gen.yaml of a side that can have no buf.gen.yaml.
func none() ([]byte, error) { return nil, fs.ErrNotExist }

func inFolder(root string) func() ([]byte, error) {
	return func() ([]byte, error) { return readBounded(filepath.Join(root, generators), maxConfig) }
}

func inCommit(ctx context.Context, objects *git.Objects, commit string) func() ([]byte, error) {
	return func() ([]byte, error) {
		object, err := objects.Get(git.At(commit, generators), maxConfig)
		var missing *git.MissingError
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case errors.As(err, &missing):
			return nil, fs.ErrNotExist
		case err != nil:
			return nil, err
		case object.Kind != "blob":
			return nil, errors.New("not a file")
		}
		return object.Content, nil
	}
}

// named is a module with the name that buf.yaml gives it.
type named struct{ path, name string }

// dependencies has the modules of files that the contract imports and that no folder has.
var dependencies = []named{
	{"google/api", "buf.build/googleapis/googleapis"}, {"google/rpc", "buf.build/googleapis/googleapis"},
	{"google/type", "buf.build/googleapis/googleapis"}, {"google/longrunning", "buf.build/googleapis/googleapis"},
	{"buf/validate", "buf.build/bufbuild/protovalidate"},
}

// module returns the name of the module of a file, empty if it is unknown.
func (s *Source) module(file string) string {
	for _, m := range dependencies {
		if within(file, m.path) {
			return m.name
		}
	}
	folder, several := s.folders[file]
	for _, m := range s.modules {
		if !several && len(s.modules) == 1 || several && folder == m.path {
			return m.name
		}
	}
	return ""
}

// overrides returns what the managed mode sets in a file.
func (s *Source) overrides(file, pkg string) schema.Managed {
	if value := s.goPackages[file]; value != "" {
		return schema.Managed{GoPackage: value, From: adopted.RecordFile}
	}
	return s.managed.file(file, pkg, s.module(file))
}
