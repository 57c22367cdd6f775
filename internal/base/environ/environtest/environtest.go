// Package environtest makes the environment of a person with many settings, for tests that show that none of them matters.
package environtest

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
)

// variables change what the tools of the pipeline do, where they reach these.
var variables = map[string]string{
	"PYTHONPATH": "HOME/python", "PYTHONUSERBASE": "HOME/base", "PYTHONOPTIMIZE": "2", "PYTHONWARNINGS": "error", "MYPYPATH": "HOME/python",
	"NODE_ENV": "production", "NODE_OPTIONS": "--require=HOME/evil.js", "NODE_PATH": "HOME", "npm_config_omit": "dev", "npm_config_before": "2020-01-01",
	"npm_config_min_release_age": "9000", "npm_config_ignore_scripts": "true", "npm_config_dry_run": "true", "PIP_TARGET": "HOME/target",
	"PIP_REQUIRE_VIRTUALENV": "1", "PIP_NO_BINARY": ":all:", "UV_EXCLUDE_NEWER": "2020-01-01", "UV_SYSTEM_PYTHON": "1", "UV_PRERELEASE": "allow",
	"GOFLAGS": "-mod=vendor -tags=evil", "GOWORK": "HOME/go.work", "GOOS": "plan9", "GOARCH": "386", "GOENV": "HOME/goenv", "CGO_CFLAGS": "-evil",
	"BUF_TOKEN": "evil", "BUF_BETA_SUPPRESS_WARNINGS": "1", "PROTOC": "evil", "SOURCE_DATE_EPOCH": "5", "HATCH_BUILD_NO_HOOKS": "true",
	"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Tokyo", "NO_COLOR": "", "FORCE_COLOR": "1", "CLICOLOR_FORCE": "1",
	"GIT_DIR": "HOME/outer/.git", "GIT_WORK_TREE": "HOME/outer", "GIT_INDEX_FILE": "HOME/outer/.git/index", "GIT_EXTERNAL_DIFF": "false",
	"GIT_CONFIG_GLOBAL": "HOME/.gitconfig", "npm_config_userconfig": "HOME/.npmrc", "PIP_CONFIG_FILE": "HOME/pip.conf", "UV_CONFIG_FILE": "HOME/uv.toml",
	"UV_NO_CONFIG": "", "NPM_FEED_TOKEN": "evil-token", "PYTHON_FEED_TOKEN": "evil-token",
}

// files are the settings in the home folder.
var files = map[string]string{
	".gitconfig": `[core]
	autocrlf = true
	excludesFile = HOME/ignore
	attributesFile = HOME/attributes
	hooksPath = HOME/hooks
	abbrev = 40
	quotePath = true
	pager = false
[commit]
	gpgSign = true
[tag]
	gpgSign = true
	forceSignAnnotated = true
[push]
	followTags = true
	gpgSign = true
[diff]
	noprefix = true
	external = false
	renames = false
[status]
	showUntrackedFiles = no
	relativePaths = false
	short = true
	branch = true
[log]
	showSignature = true
	mailmap = true
	decorate = full
[color]
	ui = always
[init]
	defaultBranch = evil
	templateDir = HOME/template
[i18n]
	logOutputEncoding = ISO-8859-1
[receive]
	denyCurrentBranch = refuse
`,
	"ignore": "*_pb2.pyi\n*_pb.d.ts\nCHANGELOG.md\n", "attributes": "* text eol=crlf ident\n",
	"hooks/pre-push": "#!/bin/sh\nexit 1\n", "hooks/pre-receive": "#!/bin/sh\nexit 1\n", "hooks/reference-transaction": "#!/bin/sh\nexit 1\n",
	"template/hooks/pre-commit": "#!/bin/sh\nexit 1\n",
	".npmrc":                    "omit=dev\nbefore=2020-01-01\nignore-scripts=true\nlegacy-peer-deps=true\npackage-lock=false\n@qdrant:registry=http://127.0.0.1:9/\n",
	"pip.conf":                  "[global]\ntarget = HOME/target\nno-binary = :all:\n[install]\nuser = true\n", "uv.toml": "exclude-newer = \"2020-01-01\"\n[pip]\nprerelease = \"allow\"\n",
	"goenv": "GOFLAGS=-mod=vendor\nGOOS=plan9\n", "go.work": "go 1.20\n", "evil.js": "process.exit(9)\n",
	"python/google/__init__.py": "raise SystemExit('evil')\n", "python/grpc_tools/__init__.py": "raise SystemExit('evil')\n", "python/sitecustomize.py": "raise SystemExit('evil')\n",
	"python/hatchling/__init__.py": "raise SystemExit('evil')\n", "base/lib/python3/site-packages/usercustomize.py": "raise SystemExit('evil')\n",
	".config/mypy/config": "[mypy]\ndisallow_any_expr = True\n", ".mypy.ini": "[mypy]\ndisallow_any_expr = True\n",
}

// Hostile gives the test such an environment and such a home folder. Where packages come from on this machine stays.
func Hostile(t testing.TB) {
	t.Helper()
	places := environ.For(environ.Tests)
	home := t.TempDir()
	text := func(text string) string { return strings.ReplaceAll(text, "HOME", home) }
	for name, content := range files {
		path := filepath.Join(home, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text(content)), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, variable := range places {
		name, value, _ := strings.Cut(variable, "=")
		if slices.ContainsFunc([]string{"GO", "npm_config_", "PIP_", "UV_"}, func(prefix string) bool { return strings.HasPrefix(name, prefix) }) {
			t.Setenv(name, value)
		}
	}
	// The caches of the machine save downloads, and have nothing of a person.
	old := os.Getenv("HOME")
	for name, dir := range map[string]string{"GOPATH": "go", "GOCACHE": ".cache/go-build", "npm_config_cache": ".npm", "UV_CACHE_DIR": ".cache/uv", "PIP_CACHE_DIR": ".cache/pip"} {
		if os.Getenv(name) == "" && old != "" {
			t.Setenv(name, filepath.Join(old, filepath.FromSlash(dir)))
		}
	}
	for name, value := range variables {
		t.Setenv(name, text(value))
	}
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, ".config"))
}
