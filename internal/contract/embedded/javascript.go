package embedded

import (
	"encoding/base64"
	"errors"
	"regexp"
	"strings"
)

// description matches what stands before a descriptor, and imported the list of imports after it.
var (
	description = regexp.MustCompile(`(?:^|[^\w$])fileDesc\s*\(\s*$`)
	imported    = regexp.MustCompile(`^\s*,\s*\[([\w\s,$]*)\]`)
)

// inJavaScript finds descriptors in the output of protoc-gen-es 2.
func inJavaScript(_ string, content []byte) ([]found, error) {
	text := string(content)
	var all []found
	code := 0 // code is where the code begins that may stand before the next literal.
	for at := 0; at < len(text); {
		rest := text[at:]
		switch {
		case strings.HasPrefix(rest, "//"), strings.HasPrefix(rest, "/*"):
			end := map[byte]string{'/': "\n", '*': "*/"}[rest[1]]
			length := strings.Index(rest[2:], end)
			if length < 0 {
				return all, nil
			}
			at += 2 + length + len(end)
			code = at
		case rest[0] == '"', rest[0] == '\'', rest[0] == '`':
			end, err := closing(rest)
			if err != nil {
				return nil, err
			}
			if description.MatchString(text[max(code, at-200):at]) {
				one, err := described(rest[1:end], rest[end+1:])
				if err != nil {
					return nil, err
				}
				all = append(all, one)
			}
			at += end + 1
			code = at
		default:
			at++
		}
	}
	return all, nil
}

// described returns the descriptor in a literal, with the names of the imports that stand behind it.
func described(literal, behind string) (found, error) {
	value, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(literal, "="))
	if err != nil {
		return found{}, errors.New("its descriptor is not base64")
	}
	one := found{content: value}
	if list := imported.FindStringSubmatch(behind); list != nil {
		for name := range strings.SplitSeq(list[1], ",") {
			// A name that is taken gets a number after a dollar sign.
			if name, _, _ = strings.Cut(strings.TrimSpace(name), "$"); name != "" {
				one.imports = append(one.imports, name)
			}
		}
	}
	return one, nil
}

// closing returns the position of the quote that ends the literal at the beginning of a text.
func closing(text string) (int, error) {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case text[0]:
			return i, nil
		}
	}
	return 0, errors.New("a literal has no end")
}

// other matches what an identifier cannot have.
var other = regexp.MustCompile(`\W+`)

// identifier returns the name that protoc-gen-es gives to the descriptor of a file.
func identifier(file string) string {
	return "file_" + other.ReplaceAllString(strings.TrimSuffix(file, ".proto"), "_")
}
