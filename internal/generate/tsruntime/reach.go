package tsruntime

import (
	"path"
	"regexp"
)

// roots are the modules by which others enter the runtime: the entries of the package, and what the generated code imports.
var roots = map[string][]string{
	".js":   {"api", "grpc", "testing", "connection", "method", "paging", "service", "wait"},
	".d.ts": {"api", "grpc", "testing", "connection", "options", "paging", "service", "wait"},
}

// fromPattern finds the modules that a module imports or exports from.
var fromPattern = regexp.MustCompile(`(?m)^(?:import|export|\}).* from "\./([\w-]+)\.js";$`)

// reached leaves out what nothing leads to: modules that have types alone, and the types of modules that are not for users.
func reached(compiled map[string][]byte) map[string][]byte {
	kept := map[string][]byte{}
	for extension, names := range roots {
		for next := names; len(next) > 0; next = next[1:] {
			name := path.Join(Dir, next[0]+extension)
			content, exists := compiled[name]
			if _, done := kept[name]; done || !exists {
				continue
			}
			kept[name] = content
			for _, match := range fromPattern.FindAllSubmatch(content, -1) {
				next = append(next, string(match[1]))
			}
		}
	}
	return kept
}
