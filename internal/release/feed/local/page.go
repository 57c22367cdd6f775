package local

import (
	_ "embed"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Command has the shell lines that install a version with a tool.
type Command struct {
	Tool  string   // Tool is the name of the client.
	Lines []string // Lines are for a shell, in this order. They work in an empty folder.
}

// Install returns the commands that install a version from the server at base. Dependencies come from the usual feeds of each tool;
// the package itself comes from this server, even if another feed has the same name.
func (s *Store) Install(base, ecosystem, name, version string) ([]Command, error) {
	if ecosystem == Python {
		name = normalPython(name)
	}
	held, err := s.read(ecosystem, name)
	if err != nil {
		return nil, err
	}
	if held.Versions[version] == nil {
		return nil, unknown(name + " " + version)
	}
	return commands(base, ecosystem, held, version), nil
}

func commands(base, ecosystem string, held *entry, version string) []Command {
	base = strings.TrimSuffix(base, "/")
	switch ecosystem {
	case NPM:
		registry := "--registry="
		if scope, _, ok := strings.Cut(held.Name, "/"); ok {
			registry = "--" + scope + ":registry="
		}
		return []Command{{"npm", []string{"npm install " + registry + base + "/npm/ " + held.Name + "@" + version}}}
	case Python:
		// pip looks for a name in all of its indexes, so it gets the address and the digest of the file. uv only uses the first
		// index that has the name.
		f := installed(held.Versions[version].Files)
		return []Command{
			{"pip", []string{
				"python3 -m venv .venv",
				".venv/bin/pip install '" + held.Name + " @ " + base + "/pypi/files/" + held.Name + "/" + url.PathEscape(f.Name) + "#sha256=" + f.SHA256 + "'",
			}},
			{"uv", []string{
				"uv venv --allow-existing",
				"uv pip install --index " + base + "/pypi/simple/ '" + held.Name + "==" + version + "'",
			}},
		}
	default:
		// With GOPRIVATE the go command would leave out the proxy.
		return []Command{{"go", []string{
			"test -f go.mod || go mod init example.com/try",
			"GOPROXY=" + base + "/go,$(go env GOPROXY) GONOPROXY=none GONOSUMDB=" + held.Name + " go get " + held.Name + "@" + version,
		}}}
	}
}

// installed returns the file that pip would install: a wheel if there is one.
func installed(files []stored) stored {
	at := slices.IndexFunc(files, func(f stored) bool { return strings.HasSuffix(f.Name, ".whl") })
	return files[max(at, 0)]
}

// pageVersion is a version on the front page.
type pageVersion struct {
	Ecosystem, Name, Version string
	Tags                     []string
	Gone                     *string
	Files                    []stored
	Commands                 []Command
}

//go:embed page.html
var pageSource string

var page = template.Must(template.New("page").Parse(pageSource))

// servePage serves a page that lists the packages.
func (h *handler) servePage(w http.ResponseWriter, r *http.Request, _ string) error {
	if !isRead(r) {
		return refuse(http.StatusMethodNotAllowed, "this page is read-only")
	}
	base := "http://" + r.Host
	shown, err := h.pageVersions(base)
	if err != nil {
		return err
	}
	var b strings.Builder
	if err := page.Execute(&b, map[string]any{"Endpoint": Endpoint{URL: base}, "Versions": shown, "Token": tokenFile}); err != nil {
		return err
	}
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	return sendNow(w, r, "text/html; charset=utf-8", []byte(b.String()))
}

// pageVersions returns all versions that can be installed, the newest one of a package first.
func (h *handler) pageVersions(base string) ([]pageVersion, error) {
	var shown []pageVersion
	for _, ecosystem := range []string{NPM, Python, Go} {
		all, err := h.store.all(ecosystem)
		if err != nil {
			return nil, err
		}
		for _, held := range all {
			versions := versionsOf(ecosystem, held)
			if ecosystem == Go {
				versions = completeOf(held)
			}
			for _, text := range slices.Backward(versions) {
				release := held.Versions[text]
				shown = append(shown, pageVersion{
					Ecosystem: ecosystem, Name: held.Name, Version: text, Tags: tagsOf(held, text), Gone: release.Gone,
					Files: release.Files, Commands: commands(base, ecosystem, held, text),
				})
			}
		}
	}
	return shown, nil
}

// tagsOf returns the dist-tags of a version.
func tagsOf(held *entry, version string) []string {
	var tags []string
	for tag, tagged := range held.Tags {
		if tagged == version {
			tags = append(tags, tag)
		}
	}
	slices.Sort(tags)
	return tags
}
