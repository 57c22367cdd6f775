package clients

import (
	"encoding/json"
	"slices"
	"strings"
)

// pythonText writes a text as a literal. Those of the contract have nothing that JSON and Python write differently.
func pythonText(text string) string {
	encoded, err := json.Marshal(text)
	if err != nil {
		return `""` // Texts can be written.
	}
	return string(encoded)
}

// pythonDoc writes a comment as a docstring, with the line break behind it.
func pythonDoc(indent, comment string) string {
	comment = strings.NewReplacer(`\`, `\\`, `"""`, `\"\"\"`, "\x00", "", "\r", "").Replace(comment)
	if strings.HasSuffix(comment, `"`) && !strings.HasSuffix(comment, `\"`) {
		comment = strings.TrimSuffix(comment, `"`) + `\"` // Else it would end the docstring.
	}
	if comment == "" {
		return ""
	}
	if strings.Contains(comment, "\n") {
		comment += "\n"
	}
	lines := strings.Split(`"""`+comment+`"""`, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(indent+line, " \t")
	}
	return strings.Join(lines, "\n") + "\n"
}

// pythonKeywords are those of the versions that the SDK supports.
var pythonKeywords = []string{
	"False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
	"finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try",
	"while", "with", "yield",
}

// pythonName returns a name that neither a keyword nor one of the taken names is, as PEP 8 recommends.
func pythonName(name string, taken []string) string {
	if slices.Contains(pythonKeywords, name) || slices.Contains(taken, name) {
		return name + "_"
	}
	return name
}
