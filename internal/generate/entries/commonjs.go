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
	// samePattern finds what is the same in both forms: a constant of the module itself, and the end of a function.
	samePattern = regexp.MustCompile(`^(const [\w$]+ =.*|\};?|\}\);?)$`)
	// fromPattern finds the relative modules that types import or export from.
	fromPattern = regexp.MustCompile(`(?m)^((?:import|export|\}).*from "\.{1,2}/[^"]*)\.js";$`)
)

// CommonJS returns the CommonJS form of a generated module. It knows the statements that the generators write, and refuses all
// others. Comments on declarations are left out, because editors show those of the types.
func CommonJS(module []byte) ([]byte, error) {
	var out strings.Builder
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
		case line == "", strings.HasPrefix(line, "//"):
		default:
			statement, err := commonStatement(line)
			if err != nil {
				return nil, err
			}
			out.WriteString(statement + "\n")
		}
	}
	return []byte(out.String()), nil
}

func commonStatement(line string) (string, error) {
	if match := importPattern.FindStringSubmatch(line); match != nil {
		from := match[2]
		if strings.HasPrefix(from, ".") {
			from = strings.TrimSuffix(from, ".js") + ".cjs"
		}
		return fmt.Sprintf("const { %s } = require(%q);", match[1], from), nil
	}
	if match := constPattern.FindStringSubmatch(line); match != nil {
		return fmt.Sprintf("const %s = exports.%s =%s", match[1], match[1], match[2]), nil
	}
	if samePattern.MatchString(line) {
		return line, nil
	}
	return "", fmt.Errorf("the statement %q has no CommonJS form here; does a new generator write it?", line)
}

// commonTypes returns the types of the CommonJS form: they import those of other CommonJS modules.
func commonTypes(types []byte) []byte {
	return fromPattern.ReplaceAll(types, []byte(`${1}.cjs";`))
}
