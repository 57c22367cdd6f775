package embedded

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
)

// errPython reports a literal that cannot be read.
var errPython = errors.New("its serialized descriptor is not a literal of bytes")

// serialized matches what stands before a descriptor: the call of protobuf 3.20 and later, and the argument of older ones.
var serialized = regexp.MustCompile(`(?:\bAddSerializedFile\s*\(|\bserialized_pb\s*=)\s*$`)

// inPython finds descriptors in the output of protoc for Python.
func inPython(_ string, content []byte) ([]found, error) {
	text := string(content)
	var all []found
	line := 0 // line is where the code begins that may stand before the next literal.
	for at := 0; at < len(text); {
		switch c := text[at]; {
		case c == '#':
			end := strings.IndexByte(text[at:], '\n')
			if end < 0 {
				return all, nil
			}
			at += end
			line = at
		case c == '\n':
			at++
			// A call may be spread over lines.
		case c == '"', c == '\'':
			literal, next, err := quoted(text, at)
			if err != nil {
				return nil, err
			}
			prefix := text[max(line, at-200):at]
			bare := strings.TrimSuffix(strings.TrimSuffix(prefix, "b"), "B")
			if bare != prefix && serialized.MatchString(bare) {
				value, err := unescape(literal)
				if err != nil {
					return nil, err
				}
				all = append(all, found{content: value})
			}
			at, line = next, next
		default:
			at++
		}
	}
	return all, nil
}

// quoted returns what is between the quotes of the literal at a position, and where the text goes on.
func quoted(text string, at int) (literal string, next int, err error) {
	quote := text[at : at+1]
	if strings.HasPrefix(text[at:], quote+quote+quote) {
		quote = text[at : at+3]
	}
	begin := at + len(quote)
	for i := begin; i < len(text); i++ {
		switch {
		case text[i] == '\\':
			i++
		case len(quote) == 1 && text[i] == '\n':
			return "", 0, errors.New("a literal has no end")
		case strings.HasPrefix(text[i:], quote):
			return text[begin:i], i + len(quote), nil
		}
	}
	return "", 0, errors.New("a literal has no end")
}

// simple are the escapes of one letter.
var simple = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'a': '\a', 'b': '\b', 'f': '\f', 'v': '\v', '\\': '\\', '\'': '\'', '"': '"'}

// unescape returns the bytes of a literal.
func unescape(literal string) ([]byte, error) {
	var out []byte
	for i := 0; i < len(literal); i++ {
		c := literal[i]
		switch {
		case c >= 0x80:
			return nil, errPython
		case c != '\\':
			out = append(out, c)
			continue
		}
		if i++; i == len(literal) {
			return nil, errPython
		}
		c = literal[i]
		value, known := simple[c]
		switch {
		case known:
			out = append(out, value)
		case c == '\n':
		case c == 'x':
			if i+2 >= len(literal) {
				return nil, errPython
			}
			value, err := strconv.ParseUint(literal[i+1:i+3], 16, 8)
			if err != nil {
				return nil, errPython
			}
			out = append(out, byte(value))
			i += 2
		case c >= '0' && c <= '7':
			end := i + 1
			for end < len(literal) && end < i+3 && literal[end] >= '0' && literal[end] <= '7' {
				end++
			}
			value, err := strconv.ParseUint(literal[i:end], 8, 8)
			if err != nil {
				return nil, errPython
			}
			out = append(out, byte(value))
			i = end - 1
		default:
			out = append(out, '\\', c)
		}
	}
	return out, nil
}
