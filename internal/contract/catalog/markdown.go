package catalog

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// indexPage links to all other pages.
const indexPage = "README.md"

// generatedNote is at the top of every page.
const generatedNote = "<!-- Made of the contract by: go tool mage catalog -write -->\n\n"

// callersNote explains the default in the column of callers.
const callersNote = "*All kinds* of callers are users, management keys and service accounts. Where a method names no permission, none is\n" +
	"checked before the service itself decides. See [Authentication and permissions](%s).\n"

// Markdown returns the catalogue as one document: a section for each service, with a table of its methods.
func (c Catalogue) Markdown() string {
	var out strings.Builder
	out.WriteString("# Methods\n")
	for _, service := range c.Services {
		fmt.Fprintf(&out, "\n## %s\n\n", service.Name)
		methodTable(&out, c.methodsOf(service), nil)
	}
	return out.String()
}

// Dir is the folder of the pages, from the root of the repository; their links depend on it.
const Dir = "docs/api"

const (
	fromDir  = "../.." // fromDir leads from Dir to the root of the repository.
	authPage = "../auth.md"
)

// Pages returns the Markdown pages of the catalogue by file name: one for each package with services, and an index.
func (c Catalogue) Pages() map[string][]byte {
	pages := map[string][]byte{indexPage: []byte(c.index())}
	for _, pkg := range c.packages() {
		pages[pageName(pkg)] = []byte(c.page(pkg))
	}
	return pages
}

func pageName(pkg string) string { return pkg + ".md" }

func (c Catalogue) packages() []string {
	var all []string
	for _, service := range c.Services {
		all = append(all, service.Package)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (c Catalogue) index() string {
	var out strings.Builder
	out.WriteString(generatedNote)
	out.WriteString("# API reference\n\n")
	fmt.Fprintf(&out, "%d methods in %d services: what each is for, how it is reached and who may call it.\n", len(c.Methods), len(c.Services))
	out.WriteString("`go tool mage catalog` answers questions about them, for example who may call DELETE on backups:\n\n" +
		"    go tool mage catalog -verb=DELETE -match=backups\n\n")
	fmt.Fprintf(&out, callersNote+"\n", authPage)
	out.WriteString("| Service | Version | Methods | What it is for |\n| --- | --- | --: | --- |\n")
	for _, service := range c.Services {
		what := service.Summary
		if service.Deprecation != nil {
			what = "**Deprecated.** " + what
		}
		fmt.Fprintf(&out, "| [%s](%s#%s) | %s | %d | %s |\n", service.Name, pageName(service.Package), strings.ToLower(shortName(service.Name)),
			service.Version, len(c.methodsOf(service)), cell(what))
	}
	return out.String()
}

func (c Catalogue) page(pkg string) string {
	var out strings.Builder
	out.WriteString(generatedNote)
	fmt.Fprintf(&out, "# %s\n\n", pkg)
	fmt.Fprintf(&out, "[All packages](%s)\n", indexPage)
	headings := anchors{}
	for _, service := range c.Services {
		if service.Package != pkg {
			continue
		}
		fmt.Fprintf(&out, "\n## %s\n\n%s\n\n", shortName(service.Name), service.Summary)
		if service.Deprecation != nil {
			fmt.Fprintf(&out, "**Deprecated:** %s\n\n", service.Deprecation.Reason)
		}
		if service.Version != "" {
			fmt.Fprintf(&out, "Version %s. ", service.Version)
		}
		fmt.Fprintf(&out, "Source: [%s](%s).\n\n", path.Base(service.File), path.Join(fromDir, service.File))
		methods := c.methodsOf(service)
		methodTable(&out, methods, func(method Method) string { return headings.anchor(method.Name) })
		for _, method := range methods {
			method.section(&out, service)
		}
	}
	out.WriteString("\n---\n\n")
	fmt.Fprintf(&out, callersNote, authPage)
	return out.String()
}

// methodTable writes a line for each method, whose name links to an anchor of the page unless anchor is nil.
func methodTable(out *strings.Builder, methods []Method, anchor func(Method) string) {
	out.WriteString("| Method | Route | Permissions | Callers | Paging |\n| --- | --- | --- | --- | --- |\n")
	for _, method := range methods {
		name := method.Name
		if anchor != nil {
			name = fmt.Sprintf("[%s](#%s)", name, anchor(method))
		}
		if method.Deprecation != nil {
			name += " (deprecated)"
		}
		fmt.Fprintf(out, "| %s | %s | %s | %s | %s |\n", name, method.route(), method.permissions("`"), method.callers(), method.Paging.short())
	}
}

// section writes everything about one method.
func (m Method) section(out *strings.Builder, service Service) {
	fmt.Fprintf(out, "\n### %s\n\n%s\n\n", m.Name, m.Summary)
	item := func(name, text string) {
		if text != "" {
			fmt.Fprintf(out, "- %s: %s\n", name, text)
		}
	}
	item("Route", m.route())
	if m.Body != "" && m.Body != "*" {
		item("Body", "the field `"+m.Body+"` of the request")
	}
	item("Permissions", m.permissions("`"))
	callers := m.callers()
	if m.Authentication && m.ActorTypesByDefault {
		callers = fmt.Sprintf("%s (%s)", callers, actorNames(m.ActorTypes))
	}
	item("Callers", callers)
	if m.AccountID == "" {
		item("Account", "the request names none")
	} else {
		item("Account", "`"+m.AccountID+"`")
	}
	switch m.Paging {
	case Pages:
		item("Paging", "`page_size` and `page_token`")
	case NotYet:
		item("Paging", "not yet, the answer is complete")
	case NoList:
	}
	if m.Event != nil {
		item("Event", m.Event.text())
	}
	if m.Deprecation != nil {
		successor := "this method should no longer be used"
		if m.Deprecation.Successor != "" {
			successor = "use `" + m.Deprecation.Successor + "`"
		}
		item("Deprecated", successor)
	}
	item("Messages", fmt.Sprintf("`%s` → `%s`", relative(m.Request, service.Package), relative(m.Response, service.Package)))
}

func (m Method) route() string {
	if m.Verb == "" {
		return "gRPC only"
	}
	return fmt.Sprintf("`%s %s`", m.Verb, m.Route)
}

func shortName(fullName string) string { return fullName[strings.LastIndex(fullName, ".")+1:] }

func relative(fullName, pkg string) string { return strings.TrimPrefix(fullName, pkg+".") }

// anchors makes the anchors of the headings of a page, each a single word, in order: a repeated name gets a number.
type anchors map[string]int

func (a anchors) anchor(heading string) string {
	name := strings.ToLower(heading)
	a[name]++
	if a[name] == 1 {
		return name
	}
	return fmt.Sprintf("%s-%d", name, a[name]-1)
}

// cell escapes a text for a cell of a table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
