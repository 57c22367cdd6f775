package lang

import "strings"

// IsAround reports whether a Go module is the one of a folder above the folder of another: the one in the root of the repository, for
// the Go SDK.
func IsAround(outer, inner string) bool { return strings.HasPrefix(inner, outer+"/") }
