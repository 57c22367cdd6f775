package source

import (
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
)

// compilerModules decide what is compiled from the same protos: the compiler, and the modules that the dependencies of the
// contract are printed from.
var compilerModules = []string{
	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go",
	"github.com/bufbuild/protocompile",
	"github.com/jhump/protoreflect/v2",
	"google.golang.org/genproto/googleapis/api",
	"google.golang.org/genproto/googleapis/rpc",
	"google.golang.org/protobuf",
}

// compilerID stands for everything but the protos that decides what is compiled. It is empty where that can't be told, and
// then nothing may be kept.
var compilerID = sync.OnceValue(func() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		if id := modulesID(info); id != "" {
			return id
		}
	}
	// A program without that information, such as a test, stands for itself.
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

// modulesID is empty where one of the modules has no version, as one that is replaced by a folder.
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
