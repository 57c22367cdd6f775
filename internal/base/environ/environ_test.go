package environ

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var all = []Kind{Plain, Online, Go, Npm, Pip, UV, Git, GitRemote, S3, GS, Tests}

// hostile are variables of the classes that must reach no child at all.
var hostile = []string{
	"PYTHONPATH=/evil", "PYTHONHOME=/evil", "PYTHONSTARTUP=/evil", "PYTHONUSERBASE=/evil", "NODE_ENV=production", "NODE_OPTIONS=--require=/evil",
	"NODE_PATH=/evil", "npm_config_omit=dev", "NPM_CONFIG_BEFORE=2020-01-01", "npm_config_min_release_age=9", "npm_config_ignore_scripts=true",
	"npm_config_@qdrant:registry=http://evil.invalid", "PIP_TARGET=/evil", "PIP_REQUIRE_VIRTUALENV=1", "PIP_USER=1", "UV_EXCLUDE_NEWER=2020-01-01",
	"UV_PYTHON=3.8", "UV_CONSTRAINT=/evil", "GIT_DIR=/evil", "GIT_WORK_TREE=/evil", "GIT_INDEX_FILE=/evil", "GIT_CONFIG_PARAMETERS='a.b=c'",
	"GIT_EXTERNAL_DIFF=evil", "GOFLAGS=-mod=mod", "GOWORK=/evil", "GOOS=plan9", "GOARCH=386", "GOEXPERIMENT=x", "GODEBUG=x=1", "CGO_CFLAGS=-x",
	"BUF_TOKEN=evil", "PROTOC_OPTS=evil", "SOURCE_DATE_EPOCH=1", "HATCH_BUILD_HOOKS_ENABLE=1", "MYPYPATH=/evil", "LD_PRELOAD=/evil", "LC_COLLATE=de",
	"NPM_FEED_TOKEN=secret", "PYTHON_FEED_TOKEN=secret", "ACTIONS_ID_TOKEN_REQUEST_TOKEN=secret", "EDITOR=vi",
}

func TestNothingElseReachesAChild(t *testing.T) {
	clean := []string{"PATH=/bin", "HOME=" + t.TempDir(), "USERNAME=me"}
	for _, kind := range all {
		if diff := cmp.Diff(from(kind, clean), from(kind, slices.Concat(clean, hostile, []string{"LANG=de_DE.UTF-8", "LC_ALL=tr_TR", "TZ=Asia/Tokyo"}))); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
	}
}

// A child of the tests, or a program that starts others, makes the same environments as its parent.
func TestAChildOfAChildGetsTheSame(t *testing.T) {
	home := t.TempDir()
	write(t, home, ".npmrc", "registry=https://mirror.invalid/npm\n")
	write(t, home, ".config/go/env", "GOPROXY=https://mirror.invalid/go\n")
	own := append(slices.Clone(hostile), "PATH=/bin", "HOME="+home, "https_proxy=http://proxy.invalid", "no_proxy=.corp", "UV_INDEX_URL=https://mirror.invalid/pypi")
	for _, kind := range all {
		once := from(kind, own)
		if diff := cmp.Diff(once, from(kind, once)); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
		if within(Tests, kind) {
			if diff := cmp.Diff(once, from(kind, from(Tests, own))); diff != "" {
				t.Errorf("%s in the tests: %s", kind, diff)
			}
		}
	}
}

func within(whole, part Kind) bool { return slices.Contains(with(whole), part) }

// Credentials are for git with a remote and for programs that use buckets; every other child is given its own by whoever starts it.
func TestWhoSignsIn(t *testing.T) {
	for variable, who := range map[string]Kind{
		"GITHUB_TOKEN=secret": GitRemote, "GIT_ASKPASS=/ask": GitRemote, "GH_TOKEN=secret": GitRemote,
		"AWS_SECRET_ACCESS_KEY=secret": S3, "AWS_WEB_IDENTITY_TOKEN_FILE=/token": S3, "GOOGLE_APPLICATION_CREDENTIALS=/key.json": GS,
	} {
		for _, kind := range all {
			if got := slices.Contains(from(kind, []string{variable}), variable); got != (kind == who) {
				t.Errorf("%s gets %s: %v", kind, variable, got)
			}
		}
	}
}

func TestNetwork(t *testing.T) {
	own := []string{"HTTPS_PROXY=http://proxy.invalid", "NO_PROXY=.corp,localhost", "no_proxy=10.0.0.1", "SSL_CERT_FILE=/ca.pem"}
	for _, kind := range []Kind{Online, Go, Npm, Pip, UV, GitRemote, S3, GS, Tests} {
		got := from(kind, own)
		for _, want := range []string{
			"HTTPS_PROXY=http://proxy.invalid", "SSL_CERT_FILE=/ca.pem", "NO_PROXY=.corp,localhost,10.0.0.1,127.0.0.1,::1", "no_proxy=.corp,localhost,10.0.0.1,127.0.0.1,::1",
		} {
			if !slices.Contains(got, want) {
				t.Errorf("%s has no %s: %q", kind, want, got)
			}
		}
	}
	for _, kind := range []Kind{Plain, Git} {
		if slices.ContainsFunc(from(kind, own), func(v string) bool { return strings.Contains(strings.ToUpper(v), "PROXY") }) {
			t.Errorf("%s needs no proxy", kind)
		}
	}
}

func TestSettingsInFiles(t *testing.T) {
	home := t.TempDir()
	write(t, home, ".npmrc", `; mine
registry = "https://mirror.invalid/npm/"
//mirror.invalid/npm/:_authToken=${MIRROR_TOKEN}
@qdrant:registry=https://evil.invalid
omit=dev
ignore-scripts=true
before=2020-01-01
min-release-age=30
ca[]=one
ca[]=two
noproxy=.corp
`)
	write(t, home, ".config/go/env", "GOPROXY=https://mirror.invalid/go\nGOFLAGS=-mod=vendor\nGOOS=plan9\nGONOSUMDB=*\n")
	write(t, home, ".config/pip/pip.conf", `[global]
index-url = https://mirror.invalid/pypi
extra-index-url =
    https://one.invalid
    https://two.invalid
require-virtualenv = true
[install]
target = /evil
trusted_host: mirror.invalid
[list]
cert = /none
`)
	write(t, home, ".config/uv/uv.toml", `exclude-newer = "2020-01-01"
native-tls = true
[[index]]
url = "https://mirror.invalid/pypi"
default = true
[[index]]
name = "more"
url = "https://more.invalid"
[[index]]
name = "feed"
url = "https://evil.invalid"
explicit = true
[pip]
prerelease = "allow"
find-links = ["/wheels"]
`)
	own := []string{"HOME=" + home, "MIRROR_TOKEN=abc", "GOSUMDB=off", "npm_config_globalconfig=" + filepath.Join(home, "none")}
	for kind, want := range map[Kind][]string{
		Go: {"GOENV=off", "GOFLAGS=-buildvcs=false", "GONOSUMDB=*", "GOPROXY=https://mirror.invalid/go", "GOSUMDB=off", "GOWORK=off"},
		Npm: {
			"npm_config_//mirror.invalid/npm/:_authToken=abc", "npm_config_audit=false", "npm_config_ca=one\n\ntwo", "npm_config_fund=false",
			"npm_config_globalconfig=" + os.DevNull + "/npmrc-global", "npm_config_noproxy=.corp,127.0.0.1,localhost,::1",
			"npm_config_registry=https://mirror.invalid/npm/", "npm_config_update_notifier=false", "npm_config_userconfig=" + os.DevNull + "/npmrc-user",
		},
		Pip: {
			"PIP_EXTRA_INDEX_URL=https://one.invalid https://two.invalid", "PIP_INDEX_URL=https://mirror.invalid/pypi", "PIP_TRUSTED_HOST=mirror.invalid",
		},
		UV: {
			"UV_DEFAULT_INDEX=https://mirror.invalid/pypi", "UV_FIND_LINKS=/wheels", "UV_INDEX=more=https://more.invalid", "UV_NATIVE_TLS=1",
			"UV_NO_CONFIG=1", "UV_NO_PROGRESS=1", "UV_PYTHON_DOWNLOADS=never",
		},
	} {
		prefix := map[Kind]string{Go: "GO", Npm: "npm_", Pip: "PIP_", UV: "UV_"}[kind]
		got := slices.DeleteFunc(from(kind, own), func(v string) bool {
			// The files of the machine may have a certificate.
			return !strings.HasPrefix(v, prefix) || strings.HasPrefix(v, "PIP_CERT=") || strings.HasPrefix(v, "PIP_") && pipFixed[strings.Split(v, "=")[0]] != ""
		})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", kind, diff)
		}
	}
}

func TestKindOfAProgram(t *testing.T) {
	for program, want := range map[string]Kind{
		"git": Git, "/cache/bin/python": Plain, "npm": Npm, "uv": UV, "go": Go, "consumer": Plain, "buf": Plain, "node": Plain, "protoc-gen-es": Plain,
	} {
		if got := Of(program); got != want {
			t.Errorf("%s is %s, not %s", program, got, want)
		}
	}
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
