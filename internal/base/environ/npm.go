package environ

import (
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

// npmKeys are the settings of npm that say where packages come from and how that place is reached. A setting that begins with //
// belongs to one registry, and signs in there. A registry of a scope is none of them: the scope may be that of an SDK.
var npmKeys = []string{
	"registry", "ca", "cafile", "cert", "key", "strict-ssl", "proxy", "https-proxy", "noproxy", "cache",
	"fetch-retries", "fetch-retry-factor", "fetch-retry-mintimeout", "fetch-retry-maxtimeout", "fetch-timeout", "maxsockets",
}

const npmPrefix = "npm_config_"

// npmNames are the same as variables, in the spellings that people use.
var npmNames = func() []string {
	names := []string{npmPrefix + "//*", strings.ToUpper(npmPrefix) + "//*"}
	for _, key := range npmKeys {
		name := npmPrefix + strings.ReplaceAll(key, "-", "_")
		names = append(names, name, strings.ToUpper(name), strings.ToUpper(npmPrefix)+strings.TrimPrefix(name, npmPrefix))
	}
	return names
}()

// nowhere begins paths at which there is no file. npm refuses the same name for both of its files.
var nowhere = filepath.Join(os.DevNull, "npmrc")

var npmFixed = map[string]string{
	npmPrefix + "userconfig": nowhere + "-user", npmPrefix + "globalconfig": nowhere + "-global",
	npmPrefix + "audit": "false", npmPrefix + "fund": "false", npmPrefix + "update_notifier": "false",
}

// npmSettings reads the configuration of the person and of the machine.
func npmSettings(look lookup) map[string]string {
	found := map[string]string{}
	for _, name := range npmFiles(look) {
		if content, err := os.ReadFile(name); err == nil {
			addNpm(found, string(content), look)
		}
	}
	if own, ok := found[npmPrefix+"noproxy"]; ok {
		found[npmPrefix+"noproxy"] = strings.Join(unique(own, strings.Join(loopback, ",")), ",")
	}
	return found
}

// npmFiles are the files of npm, the later ones win. The npm of npm config get globalconfig is beside its node.
func npmFiles(look lookup) []string {
	global := cmp.Or(look(npmPrefix+"globalconfig"), look(strings.ToUpper(npmPrefix+"globalconfig")))
	if global == "" {
		prefix := cmp.Or(look(npmPrefix+"prefix"), look("PREFIX"))
		if node, err := exec.LookPath("node"); err == nil && prefix == "" {
			if prefix = filepath.Dir(node); runtime.GOOS != "windows" {
				prefix = filepath.Dir(prefix)
			}
		}
		global = filepath.Join(prefix, "etc", "npmrc")
	}
	user := cmp.Or(look(npmPrefix+"userconfig"), look(strings.ToUpper(npmPrefix+"userconfig")), filepath.Join(cmp.Or(look("HOME"), look("USERPROFILE")), ".npmrc"))
	return []string{global, user}
}

var npmVariable = regexp.MustCompile(`\$\{([^}]+)\}`)

func addNpm(found map[string]string, config string, look lookup) {
	lists := map[string][]string{}
	for line := range strings.Lines(config) {
		line = strings.TrimSpace(line)
		key, value, ok := strings.Cut(line, "=")
		if !ok || strings.HasPrefix(line, "#") || strings.HasPrefix(line, ";") {
			continue
		}
		key, value = strings.TrimSpace(key), strings.Trim(strings.TrimSpace(value), `"'`)
		list := strings.TrimSuffix(key, "[]")
		if !strings.HasPrefix(key, "//") && !slices.Contains(npmKeys, list) {
			continue
		}
		value = npmVariable.ReplaceAllStringFunc(value, func(reference string) string {
			name := npmVariable.FindStringSubmatch(reference)[1]
			if name, optional := strings.CutSuffix(name, "?"); optional {
				return look(name)
			}
			return cmp.Or(look(name), reference)
		})
		name := npmPrefix + strings.ReplaceAll(list, "-", "_")
		if strings.HasPrefix(key, "//") {
			name = npmPrefix + key
		}
		if list != key {
			lists[name] = append(lists[name], value)
			value = strings.Join(lists[name], "\n\n") // So npm separates the members of a list in a variable.
		}
		found[name] = value
	}
}
