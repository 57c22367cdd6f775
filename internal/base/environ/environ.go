// Package environ decides which environment variables a child process gets.
//
// Each kind of child has a list of what it needs, and gets nothing else. What a person has set for themselves must not change what is
// generated, packed, judged or written, and a program must not see a credential that it has no use for. What a person needs to
// reach the network stays, from variables and from the settings files of go, npm, pip and uv: proxies, certificates and the
// places packages come from, but no setting that changes what these tools do.
//
// A child of a child gets the same again: the environment of a kind, made from itself, is itself.
package environ

import (
	"cmp"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Kind is a kind of child process.
type Kind string

// The kinds. Every one of them has what [Plain] has.
const (
	Plain     Kind = "plain"      // Plain is a program that needs no network and no settings: generators, compilers, programs of users.
	Online    Kind = "online"     // Online is a program that needs the network and no settings.
	Go        Kind = "go"         // Go is the go command and what calls it. It downloads modules.
	Npm       Kind = "npm"        // Npm is npm and its relatives. They download packages.
	Pip       Kind = "pip"        // Pip is pip. It downloads packages.
	UV        Kind = "uv"         // UV is uv. It downloads packages.
	Git       Kind = "git"        // Git is git on a repository of this machine.
	GitRemote Kind = "git-remote" // GitRemote is git that talks to a remote, with what signs a person in there.
	S3        Kind = "s3"         // S3 is a program that reads and writes buckets of S3, with what signs a person or a workflow in there.
	GS        Kind = "gs"         // GS is the same for Google Cloud Storage.
	Tests     Kind = "tests"      // Tests are the tests of this repository, which start children of all kinds that sign nobody in.
)

// programs are the kinds of programs by their names. Any other program is [Plain].
var programs = map[string]Kind{
	"go": Go, "gofmt": Go, "golangci-lint": Go, "mage": Go,
	"npm": Npm, "npx": Npm, "pnpm": Npm, "yarn": Npm,
	"pip": Pip, "uv": UV, "git": Git,
}

// Of returns the kind of a program by its name or path.
func Of(program string) Kind {
	name := strings.TrimSuffix(filepath.Base(program), ".exe")
	return cmp.Or(programs[name], Plain)
}

// rules say what a kind gets.
type rules struct {
	names    []string                            // names are the variables that it keeps; one that ends in * stands for all that begin so.
	fixed    map[string]string                   // fixed are variables that always have these values.
	settings func(look lookup) map[string]string // settings reads what a person's settings files say; variables win over it.
	network  bool                                // network adds proxies and certificates.
	of       []Kind                              // of are the kinds that it has everything of.
}

// lookup returns the value of a variable of this process.
type lookup func(name string) string

var kinds = map[Kind]rules{
	// Python: packages in the home folder, and the file usercustomize.py there, are no part of a pinned tool.
	Plain:  {names: basics, fixed: map[string]string{"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONNOUSERSITE": "1"}},
	Online: {network: true},
	Go: {
		names: slices.Concat(goNames, []string{"GOMAXPROCS", "GOMEMLIMIT", "GOGC", "GIT_SSH", "GIT_SSH_COMMAND", "SSH_AUTH_SOCK"}),
		// GOENV is the file of go env -w. What a binary contains must not depend on the state of the repository it is built in.
		fixed:    map[string]string{"GOENV": "off", "GOWORK": "off", "GOFLAGS": "-buildvcs=false"},
		settings: goSettings, network: true,
	},
	Npm:       {names: npmNames, fixed: npmFixed, settings: npmSettings, network: true},
	Pip:       {names: pipNames, fixed: pipFixed, settings: pipSettings, network: true},
	UV:        {names: uvNames, fixed: uvFixed, settings: uvSettings, network: true},
	Git:       {names: gitNames},
	GitRemote: {names: remoteNames, network: true, of: []Kind{Git}},
	S3:        {names: []string{"AWS_*"}, network: true},
	GS:        {names: []string{"GOOGLE_APPLICATION_CREDENTIALS", "CLOUDSDK_CONFIG", "GCE_METADATA_HOST", "STORAGE_EMULATOR_HOST"}, network: true},
	Tests:     {of: []Kind{Go, Npm, Pip, UV, Git}},
}

// basics are what every program may need: where it is, where people keep files, and what Windows does not work without.
var basics = []string{
	"PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "TMP", "TEMP",
	"XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR",
	// Where programs find their libraries, and where programs that choose between versions of others keep these.
	"LD_LIBRARY_PATH", "NIX_LD", "NIX_LD_LIBRARY_PATH", "DEVELOPER_DIR", "SDKROOT",
	"PYENV_ROOT", "PYENV_VERSION", "ASDF_DIR", "ASDF_DATA_DIR", "MISE_DATA_DIR", "NVM_DIR", "VOLTA_HOME", "NODENV_ROOT", "NODENV_VERSION",
	"SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "USERNAME", "USERPROFILE", "HOMEDRIVE", "HOMEPATH", "APPDATA", "LOCALAPPDATA",
	"PROGRAMDATA", "PROGRAMFILES", "PROGRAMFILES(X86)", "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE",
	"QDRANT_SDK_TRACE", // Where package trace writes.
}

// network are proxies and certificates. Programs differ in how they spell proxies.
var network = []string{
	"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy",
	"SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "NIX_SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS",
	"GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "NETRC",
}

// loopback are the names of this machine. The local feeds are here, where no proxy reaches.
var loopback = []string{"127.0.0.1", "localhost", "::1"}

// gitNames are where git finds its settings, and where it may look for a repository. All that name a repository, an index or
// objects are left out: they win over the folder that git works in, and git exports them to hooks and to what rebase --exec runs.
var gitNames = []string{
	"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_COUNT", "GIT_CONFIG_KEY_*", "GIT_CONFIG_VALUE_*",
	"GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "SUDO_UID",
}

// remoteNames are what git, ssh and the programs that git asks for passwords sign in with.
var remoteNames = []string{
	"GIT_SSH*", "GIT_SSL_*", "GIT_HTTP_*", "GIT_PROXY_*", "GIT_ASKPASS", "GIT_ALLOW_PROTOCOL", "GIT_PROTOCOL*",
	"SSH_AUTH_SOCK", "SSH_AGENT_PID", "SSH_ASKPASS*", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS",
	"GNUPGHOME", "PASSWORD_STORE_DIR", "KRB5CCNAME", "KRB5_CONFIG", "GCM_*",
	"GH_TOKEN", "GITHUB_TOKEN", "GH_HOST", "GH_CONFIG_DIR", "CLOUDSDK_CONFIG",
}

// For returns the environment of a kind of child, "KEY=value" each, sorted.
func For(kind Kind) []string { return from(kind, os.Environ()) }

// from returns the environment of a kind of child of a process with an environment.
func from(kind Kind, environment []string) []string {
	own := map[string]string{}
	for _, variable := range environment {
		if name, value, ok := strings.Cut(variable, "="); ok && name != "" {
			own[name] = value
		}
	}
	made := map[string]string{}
	for _, k := range with(kind) {
		add(made, kinds[k], own)
	}
	var all []string
	for _, name := range slices.Sorted(maps.Keys(made)) {
		all = append(all, name+"="+made[name])
	}
	return all
}

// with returns a kind and all that it has everything of, the most general first.
func with(kind Kind) []Kind {
	all := []Kind{Plain}
	for _, k := range kinds[kind].of {
		all = append(all, with(k)...)
	}
	return append(all, kind)
}

func add(made map[string]string, r rules, own map[string]string) {
	if r.settings != nil {
		maps.Copy(made, r.settings(func(name string) string { return own[name] }))
	}
	names := r.names
	if r.network {
		names = slices.Concat(names, network)
		all := strings.Join(unique(own["NO_PROXY"], own["no_proxy"], strings.Join(loopback, ",")), ",")
		made["NO_PROXY"], made["no_proxy"] = all, all
	}
	for name, value := range own {
		if matches(names, name) {
			made[name] = value
		}
	}
	maps.Copy(made, r.fixed)
}

// unique returns the members of lists with commas, each once.
func unique(lists ...string) []string {
	var all []string
	for _, list := range lists {
		for name := range strings.SplitSeq(list, ",") {
			if name = strings.TrimSpace(name); name != "" && !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	return all
}

// matches reports whether a name is among patterns. Windows does not tell upper from lower case.
func matches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		if start, ok := strings.CutSuffix(pattern, "*"); ok {
			return strings.HasPrefix(name, start)
		}
		return pattern == name || foldsCase && strings.EqualFold(pattern, name)
	})
}
