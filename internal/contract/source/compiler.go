package source

import (
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
)

// compilerModules lists the modules that affect the output: the compiler, and those that contain the dependencies of the contract.
var compilerModules = []string{
	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go",
	"github.com/bufbuild/protocompile",
	"github.com/jhump/protoreflect/v2",
	"google.golang.org/genproto/googleapis/api",
	"google.golang.org/genproto/googleapis/rpc",
	"google.golang.org/protobuf",
}

// compilerID identifies everything except the protos that affects the output. If it is empty, nothing may be cached.
var compilerID = sync.OnceValue(func() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		if id := modulesID(info); id != "" {
			return id
		}
	}
	// A program without build information, such as a test, is identified by its own file.
	program, err := os.Executable()
	if err != nil {
		return ""
	}
	stat, err := os.Stat(program)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%s %d %d", program, stat.Size(), stat.ModTime().UnixNano())
})

// modulesID returns the versions of the modules. It is empty if one has none, for example because a folder replaces it.
func modulesID(info *debug.BuildInfo) string {
	var id strings.Builder
	found := 0
	for _, module := range info.Deps {
		if !slices.Contains(compilerModules, module.Path) {
			continue
		}
		if module.Replace != nil {
			module = module.Replace
		}
		if module.Sum == "" {
			return ""
		}
		found++
		fmt.Fprintf(&id, "%s %s %s\n", module.Path, module.Version, module.Sum)
	}
	if found < len(compilerModules) {
		return ""
	}
	return id.String()
}
