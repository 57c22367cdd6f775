package program

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/secrets"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
)

// Finding is something for which a program must not be published.
type Finding struct {
	Rule   string
	File   string // File is the archive; that it is about the source where it is a folder.
	What   string
	Advice string
}

// ContentError says why programs must not be published, a line each.
type ContentError struct{ Findings []Finding }

func (e *ContentError) Error() string {
	lines := make([]string, len(e.Findings))
	for i, f := range e.Findings {
		lines[i] = fmt.Sprintf("%s: %s; %s [%s]", f.File, f.What, f.Advice, f.Rule)
	}
	return strings.Join(lines, "\n")
}

// mostBinary is the budget of a program, in bytes. A server with gRPC, validation and a database takes about half of it.
const mostBinary = 50 << 20

// check holds a binary to what users rely on.
func (b *builder) check(a *Archive, content []byte) []Finding {
	var all []Finding
	find := func(rule, what, advice string) { all = append(all, Finding{rule, a.File, what, advice}) }
	if len(content) > mostBinary {
		find("budget", fmt.Sprintf("the program is of %d bytes, more than the %d that it may have", len(content), mostBinary),
			"look for what it imports without a need")
	}
	for setting, want := range map[string]string{
		"GOOS": a.Platform.System(), "GOARCH": a.Platform.Processor(), "CGO_ENABLED": "0", "-trimpath": "true",
	} {
		if got := settingOf(a.Info, setting); got != want {
			find("build", fmt.Sprintf("it was built with %s=%s, not %s", setting, got, want), "look at what the go command is set to")
		}
	}
	if a.Info.GoVersion != b.toolchain {
		find("toolchain", fmt.Sprintf("it was built by %s, and go.mod names %s", a.Info.GoVersion, b.toolchain), "install that version")
	}
	for _, m := range a.Info.Deps {
		if m.Replace != nil {
			find("replaced", "go.mod replaces "+m.Path+", which holds for us and not for users of go install", "require a version that has what is needed")
		}
	}
	for _, folder := range b.here {
		if bytes.Contains(content, []byte(folder)) || bytes.Contains(content, []byte(filepath.ToSlash(folder))) {
			find("path", "it has the path of a folder of this machine", "look for what writes paths into the code that it generates")
			break
		}
	}
	for _, found := range secrets.Issued(content) {
		find("secret", "it has "+found.What, "remove it from the source and revoke it")
	}
	return slices.CompactFunc(all, func(a, b Finding) bool { return a == b })
}

func settingOf(info *debug.BuildInfo, key string) string {
	for _, s := range info.Settings {
		if s.Key == key {
			return s.Value
		}
	}
	return ""
}

// checkVersion wants a package main with a variable for the version: the linker sets one that exists, and says nothing where there is none.
func checkVersion(files map[string][]byte, p config.Program) *Finding {
	dir := path.Clean(string(p.Package))
	found, exists := false, false
	for name, content := range files {
		if path.Dir(name) != dir || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, content, parser.SkipObjectResolution)
		if err != nil || parsed.Name.Name != "main" {
			continue // The compiler says more of it.
		}
		exists = true
		found = found || slices.ContainsFunc(parsed.Decls, declaresVersion)
	}
	switch {
	case !exists:
		return &Finding{"program", dir, "there is no program in this folder of the commit", "commit it, or correct release.programs in sdk.yaml"}
	case !found:
		return &Finding{"version", dir, "the program cannot say which version it is", "declare var version string in package main"}
	}
	return nil
}

// declaresVersion reports whether a declaration is a variable version, with a constant text or none.
func declaresVersion(d ast.Decl) bool {
	variables, ok := d.(*ast.GenDecl)
	return ok && variables.Tok == token.VAR && slices.ContainsFunc(variables.Specs, func(s ast.Spec) bool {
		v, ok := s.(*ast.ValueSpec)
		if !ok || !slices.ContainsFunc(v.Names, func(n *ast.Ident) bool { return n.Name == "version" }) {
			return false
		}
		if len(v.Values) == 0 {
			kind, ok := v.Type.(*ast.Ident)
			return ok && kind.Name == "string"
		}
		text, ok := v.Values[0].(*ast.BasicLit)
		return ok && text.Kind == token.STRING
	})
}
