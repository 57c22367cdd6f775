package sdk

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// Most files of two versions of a contract are the same. What a compiler says about a file follows from its text and from that of all
// files that it imports, so it is asked once about files that are the same in both, whichever version and run they are from.

// complaint is what a compiler says about a line, with [tree.Token] in the place of the token of the version.
type complaint struct {
	file string
	line int
	text string
}

// answers are what a compiler said, by the keys of files. A file without a complaint has an answer too.
type answers map[string][]complaint

// imports returns the files that a file may import, by their paths. Those that do not exist are of other packages, which do not change.
type imports func(name, text string) []string

// sameFiles are files of versions, with what follows from the imports among them.
type sameFiles struct {
	reached map[string][]string // reached are the files that each file imports, itself and through others, and the file itself.
	keys    map[string]string   // keys are the same for files that are the same but for the token, with all that they reach.
}

// compared finds the files that are the same.
func compared(files map[string]string, of imports) *sameFiles {
	sums, direct := map[string][sha256.Size]byte{}, map[string][]string{}
	for name, text := range files {
		sums[name] = sha256.Sum256([]byte(untoken(text, tokenOf(name))))
		for _, imported := range of(name, text) {
			if _, ok := files[imported]; ok {
				direct[name] = append(direct[name], imported)
			}
		}
	}
	s := &sameFiles{reached: map[string][]string{}, keys: map[string]string{}}
	for name := range files {
		reached := map[string]bool{name: true}
		for next := []string{name}; len(next) > 0; next = next[1:] {
			for _, imported := range direct[next[0]] {
				if !reached[imported] {
					reached[imported] = true
					next = append(next, imported)
				}
			}
		}
		s.reached[name] = sorted(reached)
		hash := sha256.New()
		fmt.Fprintf(hash, "%s\n", untoken(name, tokenOf(name)))
		for _, other := range s.reached[name] {
			fmt.Fprintf(hash, "%s %x\n", untoken(other, tokenOf(name)), sums[other])
		}
		s.keys[name] = string(hash.Sum(nil))
	}
	return s
}

// untoken returns a text without the token of its version.
func untoken(text, token string) string {
	if token == "" {
		return text
	}
	return strings.ReplaceAll(text, token, tree.Token)
}

// unanswered returns those of the files that a compiler has to look at, one of each key, in their order.
func (s *sameFiles) unanswered(names []string, known answers) []string {
	var left []string
	asked := map[string]bool{}
	for _, name := range names {
		key := s.keys[name]
		if _, ok := known[key]; !ok && !asked[key] {
			asked[key] = true
			left = append(left, name)
		}
	}
	return left
}
