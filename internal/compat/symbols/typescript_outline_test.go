package symbols

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// tsCode has the exports of the declaration files of a tree.
type tsCode struct {
	symbols map[string]tsExport

	// strict has the messages whose Valid type differs from the message.
	strict map[string]bool
}

// tsExport is one export, or one member of an export.
type tsExport struct {
	signature string
	from      string // from is the declaration that the comment names, if there is one.
	of        string // of is the same property of the message, for one of a Valid type.
}

// tsModule is one declaration file.
type tsModule struct {
	path    string
	lines   []string
	imports map[string]string // imports has what a name stands for that comes from another module.
}

var (
	tsImportLine  = regexp.MustCompile(`^import (?:type )?{ (.*) } from "(.*)";$`)
	tsConstLine   = regexp.MustCompile(`^export (?:declare )?const ([\w$]+): (.*)$`)
	tsTypeLine    = regexp.MustCompile(`^export declare type ([\w$]+) = (.*)$`)
	tsEnumLine    = regexp.MustCompile(`^export enum ([\w$]+) {$`)
	tsMemberLine  = regexp.MustCompile(`^ +([\w$]+)(\??): (.*?);?$`)
	tsValueLine   = regexp.MustCompile(`^  ([\w$]+) = -?\d+,$`)
	tsValidPair   = regexp.MustCompile(`GenMessage(?:\$\d+)?<([\w$]+), {validType: ([\w$]+)}>`)
	tsMessageHead = regexp.MustCompile(`^[\w$]+<"(.*)"> & {$`)
	tsMadeFrom    = regexp.MustCompile(`@generated from (.*)$`)
	tsWord        = regexp.MustCompile(`[A-Za-z_$][\w$]*`)
	tsValidOf     = regexp.MustCompile(`Valid<([\w.]+)>`)
)

// readTypeScript reads all declaration files of a tree.
func readTypeScript(t *testing.T, tree fs.FS) *tsCode {
	t.Helper()
	var modules []*tsModule
	err := fs.WalkDir(tree, ".", func(path string, _ fs.DirEntry, err error) error {
		module, isCode := strings.CutSuffix(path, ".d.ts")
		if err != nil || !isCode {
			return err
		}
		// The entries re-export these modules, so that their names move with them; package generate/entries adds them.
		if !strings.HasSuffix(module, "_pb") && !strings.HasSuffix(module, "_connectquery") || strings.HasPrefix(module, "google/") {
			return nil
		}
		text, err := fs.ReadFile(tree, path)
		modules = append(modules, &tsModule{path: module, lines: strings.Split(string(text), "\n"), imports: map[string]string{}})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	// First the names of types, then everything that refers to them.
	meanings := map[string]string{}
	for _, m := range modules {
		m.name(meanings)
	}
	code := &tsCode{symbols: map[string]tsExport{}}
	isQuery := func(m *tsModule) bool { return strings.HasSuffix(m.path, "_connectquery") }
	for _, queries := range []bool{false, true} {
		for _, m := range modules {
			if isQuery(m) == queries {
				m.read(t, meanings, code)
			}
		}
	}
	code.findStrict()
	return code
}

// name records the types and constants of the module by their names, and what it imports.
func (m *tsModule) name(meanings map[string]string) {
	from := ""
	valid := map[string]string{}
	for _, line := range m.lines {
		if pair := tsValidPair.FindStringSubmatch(line); pair != nil {
			valid[pair[2]] = pair[1]
		}
	}
	for _, line := range m.lines {
		if found := tsMadeFrom.FindStringSubmatch(line); found != nil {
			from = found[1]
		} else if found := tsImportLine.FindStringSubmatch(line); found != nil {
			m.importFrom(found[2], strings.Split(found[1], ", "))
		} else if found := tsTypeLine.FindStringSubmatch(line); found != nil {
			if head := tsMessageHead.FindStringSubmatch(found[2]); head != nil && valid[found[1]] == "" {
				meanings[m.path+"."+found[1]] = head[1]
			}
		} else if found := tsEnumLine.FindStringSubmatch(line); found != nil {
			meanings[m.path+"."+found[1]] = strings.TrimPrefix(from, "enum ")
		}
	}
	for name, of := range valid {
		meanings[m.path+"."+name] = "Valid<" + meanings[m.path+"."+of] + ">"
	}
	for _, line := range m.lines {
		if constant := tsConstLine.FindStringSubmatch(line); constant != nil {
			if pair := tsValidPair.FindStringSubmatch(constant[2]); pair != nil {
				meanings[m.path+"."+constant[1]] = meanings[m.path+"."+pair[1]]
			}
		}
	}
}

func (m *tsModule) importFrom(from string, names []string) {
	for _, name := range names {
		name, alias, renamed := strings.Cut(name, " as ")
		if !renamed {
			alias = name
		}
		switch {
		case from == "@bufbuild/protobuf/wkt":
			m.imports[alias] = "google.protobuf." + strings.TrimSuffix(name, "Schema")
		case strings.HasPrefix(from, "@"):
			m.imports[alias] = name
		default:
			m.imports[alias] = tsJoin(m.path, strings.TrimSuffix(from, ".js")) + "." + name
		}
	}
}

// tsJoin returns the path of a module that another one imports as ./x or ../x.
func tsJoin(importer, imported string) string {
	parts := strings.Split(importer, "/")
	parts = parts[:len(parts)-1]
	for part := range strings.SplitSeq(imported, "/") {
		switch part {
		case ".":
		case "..":
			parts = parts[:len(parts)-1]
		default:
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "/")
}

// resolve replaces the names in a type with full proto names.
func (m *tsModule) resolve(meanings map[string]string, text string) string {
	return tsWord.ReplaceAllStringFunc(text, func(word string) string {
		if meaning, found := meanings[m.path+"."+word]; found {
			return meaning
		}
		if imported, found := m.imports[word]; found {
			if meaning, found := meanings[imported]; found {
				return meaning
			}
			return imported
		}
		return word
	})
}

// read collects the exports of the module.
func (m *tsModule) read(t *testing.T, meanings map[string]string, code *tsCode) {
	t.Helper()
	if len(m.lines) > 0 {
		code.symbols[m.path] = tsExport{signature: "module"}
	}
	from := ""
	aliases := map[string]string{}
	for i := 0; i < len(m.lines); i++ {
		line := m.lines[i]
		if found := tsMadeFrom.FindStringSubmatch(line); found != nil {
			from = tsFrom(found[1])
		}
		if !strings.HasPrefix(line, "export ") {
			continue
		}
		switch constant, alias, enum := tsConstLine.FindStringSubmatch(line), tsTypeLine.FindStringSubmatch(line), tsEnumLine.FindStringSubmatch(line); {
		case enum != nil:
			name := m.path + "." + enum[1]
			code.symbols[name] = tsExport{signature: "enum", from: from}
			for i++; m.lines[i] != "}"; i++ {
				if found := tsMadeFrom.FindStringSubmatch(m.lines[i]); found != nil {
					from = tsFrom(found[1])
				} else if value := tsValueLine.FindStringSubmatch(m.lines[i]); value != nil {
					code.symbols[name+"."+value[1]] = tsExport{signature: meanings[name], from: from}
				}
			}
		case alias != nil:
			name := m.path + "." + alias[1]
			if head := tsMessageHead.FindStringSubmatch(alias[2]); head == nil {
				aliases[name] = m.path + "." + strings.TrimSuffix(alias[2], ";")
				code.symbols[name] = tsExport{signature: meanings[name]}
			} else {
				code.symbols[name] = tsExport{signature: "Message<\"" + head[1] + "\">", from: from}
				i = m.members(t, i+1, name, meanings, code)
			}
			if strings.HasPrefix(meanings[name], "Valid<") {
				code.symbols[name] = tsExport{signature: meanings[name]}
			}
		case constant != nil:
			i = m.constant(t, i, constant, from, meanings, code)
		default:
			t.Errorf("%s: an export of another form: %s", m.path, line)
		}
		from = ""
	}
	tsValidMembers(meanings, code, m.path, aliases)
}

// constant reads an exported constant.
func (m *tsModule) constant(t *testing.T, i int, constant []string, from string, meanings map[string]string, code *tsCode) int {
	t.Helper()
	name, of := m.path+"."+constant[1], strings.TrimSuffix(constant[2], ";")
	kind, argument, _ := strings.Cut(of, "<")
	switch kind = m.resolve(meanings, kind); {
	case strings.HasPrefix(of, "typeof "):
		// Query modules: typeof Service["method"]["name"].
		service, method, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(of, "typeof "), `"]`), `["method"]["`)
		code.symbols[name] = tsExport{signature: code.symbols[m.imports[service]+"."+method].signature, from: from}
		if code.symbols[name].signature == "" {
			t.Errorf("%s refers to a method that there is not: %s", name, of)
		}
	case kind == "GenService":
		code.symbols[name] = tsExport{signature: kind, from: from}
		method, parts := "", map[string]string{}
		for i++; m.lines[i] != "}>;"; i++ {
			if found := tsMadeFrom.FindStringSubmatch(m.lines[i]); found != nil {
				from = tsFrom(found[1])
			} else if member := tsMemberLine.FindStringSubmatch(m.lines[i]); member != nil && member[3] == "{" {
				method = member[1]
			} else if member != nil {
				parts[member[1]] = m.resolve(meanings, strings.TrimPrefix(member[3], "typeof "))
			} else if m.lines[i] == "  }," {
				code.symbols[name+"."+method] = tsExport{signature: strings.Trim(parts["methodKind"], `"`) + "(" + parts["input"] + "): " + parts["output"], from: from}
			}
		}
	case kind == "GenMessage":
		message, _, _ := strings.Cut(argument, ",")
		code.symbols[name] = tsExport{signature: kind + "<" + m.resolve(meanings, message) + ">"}
	case kind == "GenExtension", kind == "GenEnum":
		code.symbols[name] = tsExport{signature: kind + "<" + m.resolve(meanings, argument), from: from}
	default:
		code.symbols[name] = tsExport{signature: kind}
	}
	return i
}

// members reads the properties of a message type, up to its end.
func (m *tsModule) members(t *testing.T, i int, of string, meanings map[string]string, code *tsCode) int {
	t.Helper()
	from, oneof, value := "", "", ""
	for ; m.lines[i] != "};"; i++ {
		line := m.lines[i]
		if found := tsMadeFrom.FindStringSubmatch(line); found != nil {
			from = tsFrom(found[1])
			continue
		}
		member := tsMemberLine.FindStringSubmatch(line)
		switch {
		case line == "  } | { case: undefined; value?: undefined };":
			oneof = ""
		case member == nil:
			if text := strings.TrimSpace(line); text != "" && text != "} | {" && text[0] != '*' && text[0] != '/' {
				t.Errorf("%s: a member of another form: %s", of, line)
			}
		case strings.Contains(line, "*"):
		case oneof != "" && member[1] == "value":
			value = m.resolve(meanings, member[3])
		case oneof != "":
			code.symbols[of+"."+oneof+"."+strings.Trim(member[3], `"`)] = tsExport{signature: value, from: from}
		case member[3] == "{":
			oneof = member[1]
			code.symbols[of+"."+oneof] = tsExport{signature: "oneof", from: from}
		default:
			signature := m.resolve(meanings, member[3])
			if (member[2] == "?") != strings.HasSuffix(signature, " | undefined") {
				t.Errorf("%s: optional is one with undefined: %s", of, line)
			}
			code.symbols[of+"."+member[1]] = tsExport{signature: signature, from: from}
		}
	}
	return i
}

// tsFrom returns the declaration that a comment names, as tsDescribe writes it.
func tsFrom(comment string) string {
	for _, kind := range []string{"field", "enum value", "extension"} {
		if declaration, found := strings.CutPrefix(comment, kind+": "); found {
			declaration, _, _ = strings.Cut(declaration, " = ")
			return kind + " " + declaration[strings.LastIndexByte(declaration, ' ')+1:]
		}
	}
	return comment
}

// tsValidMembers relates the properties of Valid types to those of the messages. A Valid type that is only an alias has all of
// them.
func tsValidMembers(meanings map[string]string, code *tsCode, module string, aliases map[string]string) {
	types := map[string]string{}
	for name, meaning := range meanings {
		if strings.HasPrefix(name, module+".") && strings.HasPrefix(code.symbols[name].signature, "Message<") {
			types[meaning] = name
		}
	}
	for name, meaning := range meanings {
		message, isValid := strings.CutPrefix(meaning, "Valid<")
		if !isValid || !strings.HasPrefix(name, module+".") {
			continue
		}
		of := types[strings.TrimSuffix(message, ">")]
		for property, export := range code.symbols {
			if rest, found := strings.CutPrefix(property, of+"."); found && aliases[name] == of {
				code.symbols[name+"."+rest] = tsExport{export.signature, export.from, property}
			} else if rest, found := strings.CutPrefix(property, name+"."); found {
				code.symbols[property] = tsExport{export.signature, export.from, of + "." + rest}
			}
		}
	}
}

// findStrict finds the Valid types that differ from their messages: TypeScript types are the same if their properties are.
func (c *tsCode) findStrict() {
	c.strict = map[string]bool{}
	for grown := true; grown; {
		grown = false
		for name, export := range c.symbols {
			if export.of == "" || c.plain(export.signature) == c.plain(c.symbols[export.of].signature) {
				continue
			}
			dot := strings.LastIndex(name, "_pb.") + len("_pb.")
			valid := name[:dot+strings.IndexByte(name[dot:], '.')]
			message := tsValidOf.FindStringSubmatch(c.symbols[valid].signature)[1]
			grown = grown || !c.strict[message]
			c.strict[message] = true
		}
	}
}

// plain replaces Valid types that do not differ in a signature, unless it is the signature of a Valid type itself.
func (c *tsCode) plain(signature string) string {
	return tsValidOf.ReplaceAllStringFunc(signature, func(valid string) string {
		if message := tsValidOf.FindStringSubmatch(valid)[1]; !c.strict[message] {
			return message
		}
		return valid
	})
}
