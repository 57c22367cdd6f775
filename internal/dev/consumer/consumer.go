// Package consumer sets up a project that uses the SDKs: it configures the registries in .npmrc and pyproject.toml. It writes no
// secrets, so the files belong in git; npm and uv get tokens themselves when they need them.
package consumer

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// indexName is the name of the index in a project.
const indexName = "qdrant"

// Result lists what was done and what the user has to do next.
type Result struct {
	Changed []string // Changed are the files that were written, by their names in the project.
	Fine    []string // Fine are the files that were complete already.
	Next    []string // Next are shell commands that sign in and install.
}

// Text formats the result for people.
func (r *Result) Text() string {
	var b strings.Builder
	for _, name := range r.Changed {
		fmt.Fprintf(&b, "written    %s\n", name)
	}
	for _, name := range r.Fine {
		fmt.Fprintf(&b, "unchanged  %s\n", name)
	}
	b.WriteString("\nTo sign in and install:\n")
	for _, line := range r.Next {
		fmt.Fprintf(&b, "  %s\n", line)
	}
	return b.String()
}

// Setup sets up the project in a folder: npm if there is a package.json, uv if there is a pyproject.toml. It is idempotent.
func Setup(dir string, c *config.Config) (*Result, error) {
	r := &Result{Next: []string{"gcloud auth application-default login"}}
	languages := 0
	for _, project := range []struct {
		mark, file string
		edit       func(content string, c *config.Config) (string, error)
		next       []string
	}{
		{"package.json", ".npmrc", npmrc, []string{
			"npm pkg set scripts.artifactregistry-login='npx --yes google-artifactregistry-auth'", "npm run artifactregistry-login",
			"npm install " + string(c.SDKs.TS.Package),
		}},
		{"pyproject.toml", "pyproject.toml", pyproject, []string{
			"uv tool install keyring --with keyrings.google-artifactregistry-auth", "uv add " + string(c.SDKs.Python.Distribution),
		}},
	} {
		if _, err := os.Stat(filepath.Join(dir, project.mark)); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		languages++
		changed, err := edit(filepath.Join(dir, project.file), c, project.edit)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Join(dir, project.file), err)
		}
		if changed {
			r.Changed = append(r.Changed, project.file)
		} else {
			r.Fine = append(r.Fine, project.file)
		}
		r.Next = append(r.Next, project.next...)
	}
	if languages == 0 {
		return nil, fmt.Errorf("%s has no package.json and no pyproject.toml: run npm init or uv init there first", dir)
	}
	return r, nil
}

// edit changes a file and reports whether it did.
func edit(path string, c *config.Config, change func(string, *config.Config) (string, error)) (bool, error) {
	content, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	changed, err := change(string(content), c)
	if err != nil || changed == string(content) {
		return false, err
	}
	// The mode of a file stays as it is: an .npmrc may have tokens of other registries.
	return true, file.Write(path, []byte(changed))
}

// shown returns an address without its password.
func shown(address string) string {
	if u, err := url.Parse(address); err == nil {
		return u.Redacted()
	}
	return "something else"
}

// npmrc adds the registry of the package's scope.
func npmrc(content string, c *config.Config) (string, error) {
	registry := string(c.Release.Feeds.Main(lang.TypeScript).URL)
	scope, _, _ := strings.Cut(string(c.SDKs.TS.Package), "/")
	_, address, _ := strings.Cut(registry, "://")
	key := "//" + address
	have := map[string]string{}
	for line := range strings.Lines(content) {
		name, value, _ := strings.Cut(line, "=")
		have[strings.TrimSpace(name)] = strings.TrimSpace(value)
	}
	for _, secret := range []string{"_authToken", "_auth", "_password"} {
		if have[key+":"+secret] != "" {
			return "", errors.New("it contains a token of the registry: remove the token, revoke it, and run this again")
		}
	}
	switch value, ok := have[scope+":registry"]; {
	case !ok:
		return ended(content) + scope + ":registry=" + registry + "\n", nil
	case value != registry:
		return "", fmt.Errorf("it sets %s:registry to %s, want %s: change it first", scope, shown(value), registry)
	default:
		return content, nil
	}
}

// settings are the uv settings that matter here.
type settings struct {
	Tool struct {
		UV struct {
			Keyring string `toml:"keyring-provider"`
			Index   []struct {
				Name string `toml:"name"`
				URL  string `toml:"url"`
			} `toml:"index"`
			Sources map[string]any `toml:"sources"`
		} `toml:"uv"`
	} `toml:"tool"`
}

// pyproject adds the index, for this package only, with its password in the keyring. The rest of the file stays as it is,
// including comments.
func pyproject(content string, c *config.Config) (string, error) {
	distribution, index := string(c.SDKs.Python.Distribution), c.Release.Feeds.Main(lang.Python).Address()
	var has settings
	if _, err := toml.Decode(content, &has); err != nil {
		return "", fmt.Errorf("it is not valid TOML: %w", err)
	}
	uv := has.Tool.UV
	known := false
	for _, i := range uv.Index {
		if i.Name == indexName && i.URL != index {
			return "", fmt.Errorf("its index %s is %s, want %s: change it first", indexName, shown(i.URL), index)
		}
		known = known || i.Name == indexName
	}
	changed := content
	if uv.Keyring == "" {
		changed = under(changed, "[tool.uv]", `keyring-provider = "subprocess"`)
	}
	if _, ok := uv.Sources[distribution]; !ok {
		changed = under(changed, "[tool.uv.sources]", fmt.Sprintf("%s = { index = %q }", distribution, indexName))
	}
	if !known {
		changed = ended(changed) + fmt.Sprintf("\n[[tool.uv.index]]\nname = %q\nurl = %q\nexplicit = true\n", indexName, index)
	}
	// Nothing can be added to an inline table such as a = { b = c }, so the user has to do it.
	if _, err := toml.Decode(changed, &settings{}); err != nil {
		return "", errors.New("its uv tables are inline and cannot be extended: add the lines from the README of the package by hand")
	}
	return changed, nil
}

// under adds a line below the header of a table, and the header if it is missing.
func under(content, header, line string) string {
	lines := strings.SplitAfter(content, "\n")
	for i, l := range lines {
		if strings.TrimSpace(l) == header {
			lines[i] = ended(l) + line + "\n"
			return strings.Join(lines, "")
		}
	}
	return ended(content) + "\n" + header + "\n" + line + "\n"
}

// ended returns the text with a newline at its end.
func ended(text string) string {
	if text == "" || strings.HasSuffix(text, "\n") {
		return text
	}
	return text + "\n"
}
