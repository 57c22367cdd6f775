package console

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/trouble"
)

var (
	//go:embed page.html
	pageText string
	//go:embed style.css
	styleText []byte
)

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
	"lower": strings.ToLower,
	"kind": func(actor string) string {
		if actor == "" {
			return "anonymous"
		}
		kind, _, _ := strings.Cut(actor, " ")
		return strings.ReplaceAll(kind, "_", " ")
	},
	"short": func(name string) string { return name[strings.LastIndexByte(name, '.')+1:] },
}).Parse(pageText))

// The page shows the newest calls and the first entities; the endpoints have all of them.
const (
	shownCalls    = 50
	shownEntities = 50
)

// page is what the page shows.
type page struct {
	Now      string
	Speed    float64
	Methods  int
	Services []service
	Calls    []Call
	Recorded int // Recorded is how many calls there are in the record.
	Ended    uint64
	Faults   []trouble.Fault
	Kinds    []kindCount
	Kind     string // Kind is what Entities are; empty if none was chosen.
	Account  string
	Entities []string
	Total    int
}

// service is a service with its methods, for the page.
type service struct {
	Name    string
	Methods []method
}

type method struct {
	Name, Verb, Path, Permissions string
	Deprecated                    bool
}

func (c *console) services() []service {
	var all []service
	for _, m := range c.API.Methods() {
		name := string(m.Descriptor.Parent().FullName())
		if len(all) == 0 || all[len(all)-1].Name != name {
			all = append(all, service{Name: name})
		}
		shown := method{Name: string(m.Descriptor.Name()), Deprecated: m.Options.Deprecated}
		if m.Options.Route != nil {
			shown.Verb, shown.Path = m.Options.Route.Verb, m.Options.Route.Path
		}
		glue := " and "
		if m.Options.AnyPermission {
			glue = " or "
		}
		needed := slices.DeleteFunc(slices.Clone(m.Options.Permissions), func(p string) bool { return p == "" })
		switch shown.Permissions = strings.Join(needed, glue); {
		case m.Options.Anonymous:
			shown.Permissions = "open to everybody"
		case len(needed) == 0:
			shown.Permissions = "any caller"
		}
		last := &all[len(all)-1]
		last.Methods = append(last.Methods, shown)
	}
	return all
}

func (c *console) page(w http.ResponseWriter, r *http.Request) {
	p, err := c.look(r.URL.Query().Get("kind"), r.URL.Query().Get("account"))
	var text bytes.Buffer
	if err == nil {
		err = pageTemplate.Execute(&text, p)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	_, _ = text.WriteTo(w) // A browser that is gone needs no page.
}

// look puts together what the page shows.
func (c *console) look(kind, account string) (*page, error) {
	all, forgotten := c.Calls()
	p := &page{
		Now: c.Clock.Now().Format(time.DateTime), Speed: c.Clock.Speed(), Methods: len(c.API.Methods()), Services: c.services(),
		Recorded: len(all), Ended: uint64(len(all)) + forgotten, Faults: c.Faults.List(), Kind: kind, Account: account,
	}
	p.Calls = slices.Clone(all[max(0, len(all)-shownCalls):])
	slices.Reverse(p.Calls)
	var err error
	if p.Kinds, err = c.kinds(); err != nil || kind == "" {
		return p, err
	}
	items, total, err := c.entities(kind, account, shownEntities)
	for _, item := range items {
		var text bytes.Buffer
		if err := json.Indent(&text, item, "", "  "); err != nil {
			return nil, fmt.Errorf("write an entity of %s: %w", kind, err)
		}
		p.Entities = append(p.Entities, text.String())
	}
	p.Total = total
	return p, err
}

func style(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	_, _ = w.Write(styleText) // As for the page.
}
