package entries

import (
	"fmt"
	"regexp"
	"strings"
)

// commonHead begins the code of a CommonJS module. Compilers and bundlers recognize __esModule, and then take named imports from
// the module as they do from the ECMAScript form.
const commonHead = "\"use strict\";\nObject.defineProperty(exports, \"__esModule\", { value: true });\n\n"

var (
	importPattern = regexp.MustCompile(`^import \{ ([\w$, ]+) \} from "([^"]+)";$`)
	constPattern  = regexp.MustCompile(`^export const ([\w$]+) =(.*)$`)
	// declarationOf finds an exported function or class.
	declarationOf = regexp.MustCompile(`^export ((?:async )?function\*? |class )([\w$]+)(.*)$`)
	fromOther     = regexp.MustCompile(`^export \{ ([\w$, ]+) \} from "([^"]+)";$`)
	allFromOther  = regexp.MustCompile(`^export \* from "([^"]+)";$`)
	// samePattern finds what is the same in both forms: what a module has for itself, and the end of a declaration.
	samePattern = regexp.MustCompile(`^((?:const|let) [\w$]+\b.*|(?:async )?function\*? .*|class .*|[\])}]+;?)$`)
	// fromPattern finds the relative modules that types import or export from.
	fromPattern = regexp.MustCompile(`(?m)^((?:import|export|\}).*from "\.{1,2}/[^"]*)\.js";$`)
)

// Forms returns the files that the package has in the place of a file of a generated module: JavaScript loses its comments, and both
// JavaScript and types get their CommonJS form beside them. Any other file stays as it is.
func Forms(name string, content []byte) (map[string][]byte, error) {
	if stem, isTypes := strings.CutSuffix(name, ".d.ts"); isTypes {
		return map[string][]byte{name: content, stem + ".d.cts": commonTypes(content)}, nil
	}
	stem, isCode := strings.CutSuffix(name, ".js")
	if !isCode {
		return map[string][]byte{name: content}, nil
	}
	common, err := CommonJS(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return map[string][]byte{name: uncommented(content), stem + ".cjs": common}, nil
}

// CommonJS returns the CommonJS form of a module. It knows the statements that the generators and the compiler of the runtime write,
// and refuses all others. Comments on declarations are left out, because editors show those of the types.
func CommonJS(module []byte) ([]byte, error) {
	var out, exports strings.Builder
	started, inComment := false, false
	for line := range strings.Lines(string(module)) {
		line = strings.TrimSuffix(line, "\n")
		isCode := line != "" && !strings.HasPrefix(line, "//") && !strings.HasPrefix(line, "/*")
		if !started && isCode {
			started = true
			out.WriteString(commonHead)
		}
		switch {
		case inComment:
			inComment = !strings.HasSuffix(line, "*/")
		case strings.HasPrefix(line, "/**"):
			inComment = !strings.HasSuffix(line, "*/")
		case !started, strings.HasPrefix(line, " "):
			out.WriteString(line + "\n")
		case line == "", strings.HasPrefix(line, "//"), line == "export {};":
		default:
			statement, exported, err := commonStatement(line)
			if err != nil {
				return nil, err
			}
			out.WriteString(statement + "\n")
			if exported != "" {
				fmt.Fprintf(&exports, "exports.%s = %s;\n", exported, exported)
			}
		}
	}
	return []byte(out.String() + exports.String()), nil
}

// uncommented returns a module without the comments on its declarations: editors show those of the types, and they are a fifth of the
// package. What stands before the code, such as the name of the generator, stays.
func uncommented(module []byte) []byte {
	var out strings.Builder
	started, inComment := false, false
	for line := range strings.Lines(string(module)) {
		text := strings.TrimRight(line, "\r\n")
		started = started || text != "" && !strings.HasPrefix(text, "//") && !strings.HasPrefix(text, "/*")
		switch {
		case inComment:
			inComment = !strings.HasSuffix(text, "*/")
		case started && strings.HasPrefix(text, "/**"):
			inComment = !strings.HasSuffix(text, "*/")
		case started && (text == "" || strings.HasPrefix(text, "// ")):
		default:
			out.WriteString(text + "\n")
		}
	}
	return []byte(out.String())
}

// commonStatement returns the CommonJS form of a line, and the name of what the module exports after it was declared.
func commonStatement(line string) (statement, exported string, err error) {
	if match := importPattern.FindStringSubmatch(line); match != nil {
		names := strings.ReplaceAll(match[1], " as ", ": ")
		return fmt.Sprintf("const { %s } = require(%q);", names, commonPath(match[2])), "", nil
	}
	if match := constPattern.FindStringSubmatch(line); match != nil {
		return fmt.Sprintf("const %s = exports.%s =%s", match[1], match[1], match[2]), "", nil
	}
	if match := declarationOf.FindStringSubmatch(line); match != nil {
		return match[1] + match[2] + match[3], match[2], nil
	}
	if match := fromOther.FindStringSubmatch(line); match != nil {
		var all []string
		for pair := range strings.SplitSeq(match[1], ", ") {
			name, as, renamed := strings.Cut(pair, " as ")
			if !renamed {
				as = name
			}
			all = append(all, fmt.Sprintf("exports.%s = require(%q).%s;", as, commonPath(match[2]), name))
		}
		return strings.Join(all, "\n"), "", nil
	}
	if match := allFromOther.FindStringSubmatch(line); match != nil {
		return fmt.Sprintf("Object.assign(exports, require(%q));", commonPath(match[1])), "", nil
	}
	if samePattern.MatchString(line) {
		return line, "", nil
	}
	return "", "", fmt.Errorf("the statement %q has no CommonJS form here; does a new generator write it?", line)
}

// commonPath is the path of the CommonJS form of a module. Packages have one path for both.
func commonPath(from string) string {
	if strings.HasPrefix(from, ".") {
		return strings.TrimSuffix(from, ".js") + ".cjs"
	}
	return from
}

// commonTypes returns the types of the CommonJS form: they import those of other CommonJS modules.
func commonTypes(types []byte) []byte {
	return fromPattern.ReplaceAll(types, []byte(`${1}.cjs";`))
}
