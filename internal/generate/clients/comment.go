package clients

import "strings"

// uncomment removes the space after the slashes, and the empty lines at both ends.
func uncomment(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(strings.TrimPrefix(line, " "), " ")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
