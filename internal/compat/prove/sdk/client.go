package sdk

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"regexp"
	"strings"

	"google.golang.org/protobuf/compiler/protogen"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/clients"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// clientCode is what the clients of one language have: it is read off the code that the emitters write, by name with the signature.
// The models of internal/compat/symbols have no part in it.
type clientCode struct {
	language lang.ID
	settings *config.Config
	known    map[*tree.Tree]map[string]string
}

// ClientSettings are the settings of the clients in a proof. Nothing is waited for: the table of waits belongs to the contract as it is,
// and generation stops until somebody has changed it along.
var ClientSettings = config.Client{Groups: []config.Word{"serverless", "ui"}}

func newClientCode(language lang.ID) *clientCode {
	return &clientCode{language, &config.Config{
		SDKs: config.SDKs{Go: config.Go{Module: goModule}}, Client: ClientSettings,
	}, map[*tree.Tree]map[string]string{}}
}

// gone returns what users of the old client can't call as before.
func (c *clientCode) gone(u Unit) ([]evidence.Finding, error) {
	before := c.known[u.Old]
	if before == nil {
		var err error
		if before, err = c.outline(u.Old); err != nil {
			return nil, err
		}
		c.known[u.Old] = before
	}
	after, err := c.outline(u.New)
	if err != nil {
		return nil, err
	}
	if after == nil { // No client can be made of it, so none is released.
		return nil, nil
	}
	var findings []evidence.Finding
	for _, name := range sorted(before) {
		now, there := after[name]
		switch {
		case !there:
			findings = append(findings, evidence.Finding{Text: "the client has no " + name + " any more"})
		case module.ReplaceAllString(now, "") != module.ReplaceAllString(before[name], ""):
			findings = append(findings, evidence.Finding{Text: "in the client, " + name + " is " + now + ", and was " + before[name]})
		}
	}
	return findings, nil
}

// outline emits the client of a version and lists its methods. It is nil where no client can be made, because two services have one
// name.
func (c *clientCode) outline(version *tree.Tree) (map[string]string, error) {
	r, err := request(map[string]*tree.Tree{tree.Token: version}, "paths=source_relative")
	if err != nil {
		return nil, err
	}
	plugin, err := protogen.Options{}.New(r)
	if err != nil {
		return nil, nil //nolint:nilerr,nilnil // The other generators refuse it as well, and say so.
	}
	if err := clients.Emit(plugin, c.language, c.settings); err != nil {
		return nil, nil //nolint:nilerr,nilnil // Generation stops, with advice for who made the change.
	}
	found := map[string]string{}
	for _, file := range plugin.Response().GetFile() {
		name, content := file.GetName(), file.GetContent()
		switch {
		case c.language == lang.Go:
			if err := goOutline(name, content, found); err != nil {
				return nil, err
			}
		case path.Ext(name) == ".py":
			outline(named(content), pythonClass, pythonMethod, pythonCall, name, found)
		case path.Ext(name) == ".js", strings.HasSuffix(name, ".d.ts"):
			outline(content, typeScriptClass, typeScriptMethod, typeScriptCall, name, found)
		}
	}
	return found, nil
}

// goOutline adds the exported methods of a file.
func goOutline(name, content string, found map[string]string) error {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, content, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, declared := range file.Decls {
		function, ok := declared.(*ast.FuncDecl)
		if !ok || function.Recv == nil || !function.Name.IsExported() {
			continue
		}
		of := strings.TrimPrefix(types.ExprString(function.Recv.List[0].Type), "*")
		start, end := files.Position(function.Pos()).Offset, files.Position(function.End()).Offset
		found[of+"."+function.Name.Name] = types.ExprString(function.Type) + calls(content[start:end])
	}
	return nil
}

// module is where a type is imported from. A type that moves keeps its old name where a public import has it; that its users have to
// import it from elsewhere is a matter of the stubs.
var module = regexp.MustCompile(`\b\w+\.`)

// called is the method of the contract that code calls.
var called = regexp.MustCompile(`"/[\w.]+/(\w+)"`)

// calls is a part of a signature: whoever calls another method by the same name has a break, whatever compilers say.
func calls(code string) string {
	if match := called.FindStringSubmatch(code); match != nil {
		return " calls " + match[1]
	}
	return ""
}

// The lines of generated code that begin a class, those that begin a member of it (a method, a property, an accessor), and what of the
// contract a member calls.
var (
	pythonClass      = regexp.MustCompile(`^class (\w+)`)
	pythonMethod     = regexp.MustCompile(`^    (?:async )?def ([a-z]\w*)\(`)
	pythonCall       = regexp.MustCompile(`self\.\w+\("(\w+)"`)
	typeScriptClass  = regexp.MustCompile(`^export (?:declare )?(?:class|interface) (\w+)`)
	typeScriptMethod = regexp.MustCompile(`^  (?:readonly |get )?([a-z]\w*)[(:<]`)
	typeScriptCall   = regexp.MustCompile(`\w+Methods\.(\w+)`)
)

// pythonConstant is one of a Python module that stands for a method of the contract. Its own name is no matter of callers: it has the
// service in it where a package has several.
var pythonConstant = regexp.MustCompile(`(?m)^(_[A-Z]\w+) = Method\(\s*"/[\w.]+/(\w+)"`)

// named has the names of the methods of the contract in the place of the constants of a Python module.
func named(content string) string {
	var pairs []string
	for _, match := range pythonConstant.FindAllStringSubmatch(content, -1) {
		pairs = append(pairs, "("+match[1]+",", `("`+match[2]+`",`)
	}
	return strings.NewReplacer(pairs...).Replace(content)
}

// outline adds the members of classes. The signature is the line that begins one, and the lines up to its end, without the white space
// between them, and what it calls.
func outline(content string, scope, member, call *regexp.Regexp, file string, found map[string]string) {
	of, in, open := "", "", ""
	for line := range strings.Lines(content) {
		line = strings.TrimRight(line, "\n")
		if match := scope.FindStringSubmatch(line); match != nil {
			of, in, open = file+" "+match[1]+".", "", ""
			continue
		}
		if open == "" && line != "" && line[0] != ' ' {
			of = "" // The class has ended; tables of what its methods are sent to may follow.
		}
		if match := member.FindStringSubmatch(line); match != nil && of != "" {
			in = of + match[1]
			open, found[in] = in, ""
		}
		if open != "" {
			found[open] += strings.TrimSpace(line)
			if balanced(found[open]) || strings.HasSuffix(line, "{") { // What a body does is no part of it.
				open = ""
			}
			continue
		}
		if match := call.FindStringSubmatch(line); match != nil && in != "" {
			found[in] += " calls " + match[1]
			in = ""
		}
	}
}

// balanced reports whether every parenthesis and brace of a signature is closed.
func balanced(signature string) bool {
	return strings.Count(signature, "(") == strings.Count(signature, ")") && strings.Count(signature, "{") == strings.Count(signature, "}")
}
