package environ

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// pipKeys are the settings of pip that say where packages come from and how that place is reached.
var pipKeys = []string{
	"index-url", "extra-index-url", "find-links", "no-index", "trusted-host", "cert", "client-cert", "proxy", "keyring-provider",
	"cache-dir", "no-cache-dir", "timeout", "default-timeout", "retries",
}

var pipNames = names("PIP_", pipKeys)

// names are settings as variables.
func names(prefix string, keys []string) []string {
	var all []string
	for _, key := range keys {
		all = append(all, prefix+strings.ToUpper(strings.ReplaceAll(key, "-", "_")))
	}
	return all
}

var pipFixed = map[string]string{
	"PIP_CONFIG_FILE":               os.DevNull, // So pip reads none of its files.
	"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1",
}

// pipSettings reads the files of pip. Later ones win, and of one file the part for install does.
func pipSettings(look lookup) map[string]string {
	own := look("PIP_CONFIG_FILE")
	if own == os.DevNull {
		return nil
	}
	found := map[string]string{}
	for _, file := range append(pipFiles(look), own) {
		content, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		for _, section := range []string{"global", "install"} {
			for key, value := range iniSection(string(content), section) {
				if key = strings.ReplaceAll(key, "_", "-"); slices.Contains(pipKeys, key) {
					found[names("PIP_", []string{key})[0]] = value
				}
			}
		}
	}
	return found
}

func pipFiles(look lookup) []string {
	if runtime.GOOS == "windows" {
		return []string{
			filepath.Join(look("PROGRAMDATA"), "pip", "pip.ini"), filepath.Join(look("USERPROFILE"), "pip", "pip.ini"),
			filepath.Join(look("APPDATA"), "pip", "pip.ini"),
		}
	}
	files := []string{"/etc/xdg/pip/pip.conf", "/etc/pip.conf"}
	if home := look("HOME"); home != "" {
		files = append(files, filepath.Join(home, ".pip", "pip.conf"), filepath.Join(xdgConfig(look), "pip", "pip.conf"))
		if runtime.GOOS == "darwin" {
			files = append(files, filepath.Join(configDir(look), "pip", "pip.conf"))
		}
	}
	return files
}

// iniSection returns the values of a section. A line that begins with space continues the value before it.
func iniSection(content, section string) map[string]string {
	found, in, last := map[string]string{}, "", ""
	for line := range strings.Lines(content) {
		text := strings.TrimSpace(line)
		switch {
		case text == "" || strings.HasPrefix(text, "#") || strings.HasPrefix(text, ";"):
		case strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]"):
			in, last = strings.Trim(text, "[]"), ""
		case in != section:
		case last != "" && (line[0] == ' ' || line[0] == '\t'):
			found[last] = strings.TrimSpace(found[last] + " " + text)
		default:
			if at := strings.IndexAny(text, "=:"); at > 0 {
				last = strings.ToLower(strings.TrimSpace(text[:at]))
				found[last] = strings.TrimSpace(text[at+1:])
			}
		}
	}
	return found
}

// uvNames are the settings of uv that say where packages come from and how that place is reached, and what signs in there.
var uvNames = []string{
	"UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS", "UV_NO_INDEX", "UV_INDEX_*",
	"UV_INSECURE_HOST", "UV_NATIVE_TLS", "UV_SYSTEM_CERTS", "UV_KEYRING_PROVIDER", "UV_CACHE_DIR", "UV_NO_CACHE",
	"UV_HTTP_TIMEOUT", "UV_HTTP_RETRIES", "UV_OFFLINE", "SSL_CLIENT_CERT",
}

var uvFixed = map[string]string{"UV_NO_CONFIG": "1", "UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}

// uvSettings reads uv.toml of the machine and of the person, who wins.
func uvSettings(look lookup) map[string]string {
	if look("UV_NO_CONFIG") != "" {
		return nil
	}
	files := []string{"/etc/uv/uv.toml"}
	if runtime.GOOS == "windows" {
		files = []string{filepath.Join(look("PROGRAMDATA"), "uv", "uv.toml"), filepath.Join(look("APPDATA"), "uv", "uv.toml")}
	} else if dir := xdgConfig(look); dir != "" {
		files = append(files, filepath.Join(dir, "uv", "uv.toml"))
	}
	if own := look("UV_CONFIG_FILE"); own != "" {
		files = []string{own}
	}
	found := map[string]string{}
	for _, file := range files {
		if content, err := os.ReadFile(file); err == nil {
			addUV(found, string(content))
		}
	}
	return found
}

// uvPlaces are the keys of uv.toml; they may be in its table pip as well, which wins for uv pip.
type uvPlaces struct {
	IndexURL      string   `toml:"index-url"`
	ExtraIndexURL []string `toml:"extra-index-url"`
	FindLinks     []string `toml:"find-links"`
	NoIndex       bool     `toml:"no-index"`
	Keyring       string   `toml:"keyring-provider"`
	InsecureHost  []string `toml:"allow-insecure-host"`
	NativeTLS     bool     `toml:"native-tls"`
	CacheDir      string   `toml:"cache-dir"`
	Index         []struct {
		Name     string `toml:"name"`
		URL      string `toml:"url"`
		Default  bool   `toml:"default"`
		Explicit bool   `toml:"explicit"`
	} `toml:"index"`
}

func addUV(found map[string]string, config string) {
	var file struct {
		uvPlaces

		Pip uvPlaces `toml:"pip"`
	}
	if _, err := toml.Decode(config, &file); err != nil {
		return // uv would report it; here it says nothing.
	}
	set := func(name, value string) {
		if value != "" {
			found[name] = value
		}
	}
	for _, p := range []uvPlaces{file.uvPlaces, file.Pip} {
		set("UV_INDEX_URL", p.IndexURL)
		set("UV_EXTRA_INDEX_URL", strings.Join(p.ExtraIndexURL, " "))
		set("UV_FIND_LINKS", strings.Join(p.FindLinks, ","))
		set("UV_KEYRING_PROVIDER", p.Keyring)
		set("UV_INSECURE_HOST", strings.Join(p.InsecureHost, " "))
		set("UV_CACHE_DIR", p.CacheDir)
		if p.NoIndex {
			found["UV_NO_INDEX"] = "1"
		}
		if p.NativeTLS {
			found["UV_NATIVE_TLS"] = "1"
		}
		var more []string
		for _, index := range p.Index {
			url := index.URL
			if index.Name != "" {
				url = index.Name + "=" + url
			}
			switch {
			case index.Default:
				found["UV_DEFAULT_INDEX"] = url
			case !index.Explicit: // An explicit one serves only what a project asks of it by name.
				more = append(more, url)
			}
		}
		set("UV_INDEX", strings.Join(more, " "))
	}
}
