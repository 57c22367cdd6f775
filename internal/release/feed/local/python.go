package local

import (
	"cmp"
	"encoding/json"
	"html/template"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// servePython serves the upload API of twine and uv publish below legacy/, the simple repository API below simple/
// (https://packaging.python.org/en/latest/specifications/simple-repository-api/), and the files below files/. The path is relative
// to /pypi/.
func (h *handler) servePython(w http.ResponseWriter, r *http.Request, path string) error {
	area, rest, _ := strings.Cut(path, "/")
	switch {
	case area == "legacy" && rest == "":
		if r.Method != http.MethodPost {
			return refuse(http.StatusMethodNotAllowed, "use POST to upload a distribution")
		}
		return h.pythonUpload(w, r)
	case !isRead(r):
		return refuse(http.StatusMethodNotAllowed, "this address is read-only: upload distributions to /pypi/legacy/")
	case area == "simple" && rest == "":
		return h.pythonProjects(w, r)
	case area == "simple":
		return h.pythonProject(w, r, rest)
	case area == "integrity":
		return h.pythonProvenance(w, rest)
	case area == "files":
		name, file, _ := strings.Cut(rest, "/")
		if wheel, ok := strings.CutSuffix(file, metadataSuffix); ok {
			return h.pythonMetadata(w, r, name, wheel)
		}
		return h.sendFile(w, r, Python, normalPython(name), file)
	}
	return unknown(path)
}

// simpleVersion is the implemented version of the simple API: 1.1 has sizes and the list of versions (PEP 700), 1.3 has attestations (PEP 740).
const simpleVersion = "1.3"

// simpleFile is a file in a response of the simple API, for JSON and HTML.
type simpleFile struct {
	Name           string            `json:"filename"`
	URL            string            `json:"url"`
	Hashes         map[string]string `json:"hashes"`
	RequiresPython string            `json:"requires-python,omitempty"`
	Size           int64             `json:"size"`
	Uploaded       time.Time         `json:"upload-time"`
	Yanked         any               `json:"yanked"`        // Yanked is false, or the reason, or true without one (PEP 691).
	Metadata       any               `json:"core-metadata"` // Metadata is false or the digest of the metadata as a file (PEP 658).
	Provenance     any               `json:"provenance"`    // Provenance is null or the address of the attestations (PEP 740).
}

type simpleProject struct {
	Meta     map[string]string `json:"meta"`
	Name     string            `json:"name"`
	Versions []string          `json:"versions"`
	Files    []simpleFile      `json:"files"`
}

// yankedFor returns the value of yanked for a reason. An empty string would mean "not yanked".
func yankedFor(reason string) any {
	if reason == "" {
		return true
	}
	return reason
}

func projectOf(held *entry) simpleProject {
	project := simpleProject{
		Meta: map[string]string{"api-version": simpleVersion}, Name: held.Name, Versions: versionsOf(Python, held), Files: []simpleFile{},
	}
	for _, text := range project.Versions {
		release := held.Versions[text]
		for _, f := range release.Files {
			listed := simpleFile{
				Name: f.Name, URL: "../../files/" + held.Name + "/" + url.PathEscape(f.Name), Hashes: map[string]string{"sha256": f.SHA256},
				RequiresPython: f.RequiresPython, Size: f.Size, Uploaded: release.Published, Yanked: false, Metadata: false,
				Provenance: provenanceOf(held.Name, text, f),
			}
			if release.Gone != nil {
				listed.Yanked = yankedFor(*release.Gone)
			}
			if f.Metadata != "" {
				listed.Metadata = map[string]string{"sha256": f.Metadata}
			}
			project.Files = append(project.Files, listed)
		}
	}
	slices.SortStableFunc(project.Files, func(a, b simpleFile) int { return cmp.Compare(a.Name, b.Name) })
	return project
}

func (h *handler) pythonProject(w http.ResponseWriter, r *http.Request, path string) error {
	name := strings.TrimSuffix(path, "/")
	held, err := h.store.read(Python, normalPython(name))
	if err != nil {
		return err
	}
	if path != held.Name+"/" {
		// The addresses of the files are relative to this one.
		http.Redirect(w, r, "/pypi/simple/"+held.Name+"/", http.StatusMovedPermanently)
		return nil
	}
	return sendSimple(w, r, projectOf(held), projectPage)
}

func (h *handler) pythonProjects(w http.ResponseWriter, r *http.Request) error {
	all, err := h.store.all(Python)
	if err != nil {
		return err
	}
	type project struct {
		Name string `json:"name"`
	}
	list := struct {
		Meta     map[string]string `json:"meta"`
		Projects []project         `json:"projects"`
	}{map[string]string{"api-version": simpleVersion}, []project{}}
	for _, held := range all {
		list.Projects = append(list.Projects, project{held.Name})
	}
	return sendSimple(w, r, list, projectsPage)
}

// The media types of the simple API.
const (
	simpleJSON = "application/vnd.pypi.simple.v1+json"
	simpleHTML = "application/vnd.pypi.simple.v1+html"
	plainHTML  = "text/html"
)

// sendSimple sends JSON or HTML, whichever the client prefers.
func sendSimple(w http.ResponseWriter, r *http.Request, value any, page *template.Template) error {
	w.Header().Set("Vary", "Accept")
	kind := negotiate(r.Header.Values("Accept"))
	switch kind {
	case "":
		return refuse(http.StatusNotAcceptable, "the Accept header allows no form of the simple API: want %s, %s or %s", simpleJSON, simpleHTML, plainHTML)
	case simpleJSON:
		content, err := json.Marshal(value)
		if err != nil {
			return err
		}
		return sendNow(w, r, kind, content)
	}
	var b strings.Builder
	if err := page.Execute(&b, value); err != nil {
		return err
	}
	return sendNow(w, r, kind+"; charset=utf-8", []byte(b.String()))
}

// negotiate returns the media type with the highest weight (RFC 9110, section 12.5.1), or nothing if the client accepts none of
// them. A client that accepts everything gets HTML, as the oldest clients expect.
func negotiate(accept []string) string {
	best, weight := "", 0.0
	for part := range strings.SplitSeq(cmp.Or(strings.Join(accept, ","), "*/*"), ",") {
		kind, parameters, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		q := 1.0
		if text, ok := parameters["q"]; ok {
			if q, err = strconv.ParseFloat(text, 64); err != nil {
				continue
			}
		}
		switch kind {
		case "application/vnd.pypi.simple.latest+json":
			kind = simpleJSON
		case "application/vnd.pypi.simple.latest+html":
			kind = simpleHTML
		case "*/*", "text/*":
			kind = plainHTML
		case "application/*":
			kind = simpleJSON
		}
		if q > weight && (kind == simpleJSON || kind == simpleHTML || kind == plainHTML) {
			best, weight = kind, q
		}
	}
	return best
}

var projectsPage = template.Must(template.New("projects").Parse(`<!DOCTYPE html>
<html><head><meta name="pypi:repository-version" content="1.3"><title>Projects</title></head><body>
{{range .Projects}}<a href="{{.Name}}/">{{.Name}}</a><br>
{{end}}</body></html>
`))

// The template package does not change addresses without a scheme. The attribute for yanked files has to be absent on the others.
var projectPage = template.Must(template.New("project").Funcs(template.FuncMap{
	"yanked": func(f simpleFile) *string {
		switch yanked := f.Yanked.(type) {
		case string:
			return &yanked
		case bool:
			if yanked {
				return new(string)
			}
		}
		return nil
	},
	"metadata": func(f simpleFile) string {
		sums, _ := f.Metadata.(map[string]string)
		return sums["sha256"]
	},
}).Parse(`<!DOCTYPE html>
<html><head><meta name="pypi:repository-version" content="1.3"><title>{{.Name}}</title></head><body>
{{range .Files}}<a href="{{.URL}}#sha256={{.Hashes.sha256}}"
{{- with .RequiresPython}} data-requires-python="{{.}}"{{end}}
{{- with yanked .}} data-yanked="{{.}}"{{end}}
{{- with .Provenance}} data-provenance="{{.}}"{{end}}
{{- with metadata .}} data-core-metadata="sha256={{.}}" data-dist-info-metadata="sha256={{.}}"{{end}}>{{.Name}}</a><br>
{{end}}</body></html>
`))
