// Package consumer sets up the project of somebody who uses the SDKs: it says in .npmrc and pyproject.toml where the packages are
// found. What it writes is no secret and belongs into git; tokens are got by the tools themselves when they need them.
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

// indexName is what the index is called in a project.
const indexName = "qdrant"

// Result is what was done and what is left to do.
type Result struct {
	Changed []string // Changed are the files that were written, by their names in the project.
	Fine    []string // Fine are the files that had it all.
	Next    []string // Next are commands for a shell, which sign in and install.
}

// Text is the result for people.
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

// Setup sets up the project in a folder for the languages that it has: npm where there is a package.json, uv where there is a
// pyproject.toml. A second time it changes nothing.
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
		return nil, fmt.Errorf("%s has neither a package.json nor a pyproject.toml: run npm init or uv init there first", dir)
	}
	return r, nil
}

// edit changes a file, and says whether it did.
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

// shown is an address without its password.
func shown(address string) string {
	if u, err := url.Parse(address); err == nil {
		return u.Redacted()
	}
	return "something else"
}

// npmrc adds where the scope of the package is found.
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
			return "", errors.New("it has a token of the registry: take that out, revoke it, and run this again")
		}
	}
	switch value, ok := have[scope+":registry"]; {
	case !ok:
		return ended(content) + scope + ":registry=" + registry + "\n", nil
	case value != registry:
		return "", fmt.Errorf("it sets %s:registry to %s, wanted is %s: change that first", scope, shown(value), registry)
	default:
		return content, nil
	}
}

// settings are those of uv that matter here.
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

// pyproject adds the index, which is asked for this package alone, and that its password is in the keyring. The rest of the file
// stays as it is, down to the comments.
func pyproject(content string, c *config.Config) (string, error) {
	distribution, index := string(c.SDKs.Python.Distribution), c.Release.Feeds.Main(lang.Python).Address()
	var has settings
	if _, err := toml.Decode(content, &has); err != nil {
		return "", fmt.Errorf("it is no TOML: %w", err)
	}
	uv := has.Tool.UV
	known := false
	for _, i := range uv.Index {
		if i.Name == indexName && i.URL != index {
			return "", fmt.Errorf("its index %s is %s, wanted is %s: change that first", indexName, shown(i.URL), index)
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
	// Tables can be written in ways that nothing can be put under, such as a = { b = c }. Then people have to.
	if _, err := toml.Decode(changed, &settings{}); err != nil {
		return "", errors.New("its tables of uv are written in a way that can't be added to: add what the README of the package shows by hand")
	}
	return changed, nil
}

// under puts a line under the header of a table, which is added where it is not there.
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

// ended is a text whose last line is one.
func ended(text string) string {
	if text == "" || strings.HasSuffix(text, "\n") {
		return text
	}
	return text + "\n"
}
