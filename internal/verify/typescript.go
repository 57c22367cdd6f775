package verify

import (
	"context"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/run"
)

// TypeScriptConfig is what a consumer of the TypeScript SDK is made of.
type TypeScriptConfig struct {
	Dir     string // Dir is an empty folder to work in.
	Program string // Program is the folder of the user's main.ts, package.json and projects.
	Package string // Package is what to install: the path of a tarball, or a name with a version.
	// Projects are the tsconfig files in the program's folder that have to be without a type error. The first one is what
	// is compiled, to main.js.
	Projects []string
	Env      []string // Env has the PATH in which the pinned tsc is.
}

// TypeScript installs the SDK beside what package.json names, checks every project and compiles the first one.
func TypeScript(ctx context.Context, c TypeScriptConfig) (*Consumer, error) {
	dir, err := settle(c.Program, filepath.Join(c.Dir, "program"))
	if err != nil {
		return nil, err
	}
	commands := [][]string{{
		"npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error",
		// Every version in package.json is an exact one, and what npm has of it already is as good as a new download.
		"--prefer-offline", c.Package,
	}}
	for i, project := range c.Projects {
		if i == 0 {
			commands = append(commands, []string{"tsc", "--project", project})
			continue
		}
		commands = append(commands, []string{"tsc", "--project", project, "--noEmit"})
	}
	for _, args := range commands {
		if err := run.Run(ctx, run.Cmd{Args: args, Dir: dir, Env: c.Env}); err != nil {
			return nil, err
		}
	}
	return &Consumer{dir: dir, command: []string{"node", "main.js"}}, nil
}
