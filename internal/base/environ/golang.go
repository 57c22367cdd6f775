package environ

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

const foldsCase = runtime.GOOS == "windows"

// goNames are where the go command keeps files and where modules come from.
var goNames = []string{
	"GOPATH", "GOCACHE", "GOMODCACHE", "GOTMPDIR",
	"GOPROXY", "GONOPROXY", "GOPRIVATE", "GOSUMDB", "GONOSUMDB", "GOINSECURE", "GOAUTH", "GOVCS",
}

// goSettings reads the file of go env -w.
func goSettings(look lookup) map[string]string {
	name := look("GOENV")
	if name == "off" {
		return nil
	}
	if name == "" {
		dir := configDir(look)
		if dir == "" {
			return nil
		}
		name = filepath.Join(dir, "go", "env")
	}
	content, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	found := map[string]string{}
	for line := range strings.Lines(string(content)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), "="); ok && slices.Contains(goNames, name) {
			found[name] = value
		}
	}
	return found
}

// configDir is the folder of a person's settings, as [os.UserConfigDir] has it, but for the environment that is given.
func configDir(look lookup) string {
	switch runtime.GOOS {
	case "windows":
		return look("APPDATA")
	case "darwin":
		if look("HOME") == "" {
			return ""
		}
		return filepath.Join(look("HOME"), "Library", "Application Support")
	}
	return xdgConfig(look)
}

// xdgConfig is the folder of a person's settings for programs that follow the XDG convention on every Unix.
func xdgConfig(look lookup) string {
	switch {
	case look("XDG_CONFIG_HOME") != "":
		return look("XDG_CONFIG_HOME")
	case look("HOME") != "":
		return filepath.Join(look("HOME"), ".config")
	}
	return ""
}
