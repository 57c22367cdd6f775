package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Format returns the catalogue in one of the formats text, json and markdown; empty means text.
func (c Catalogue) Format(name string) ([]byte, error) {
	switch name {
	case "", "text":
		return []byte(c.Text()), nil
	case "json":
		return c.JSON()
	case "markdown":
		return []byte(c.Markdown()), nil
	default:
		return nil, fmt.Errorf("-format=%s: use text, json or markdown", name)
	}
}

// Text returns a table for a terminal: a heading for each service, a line for each method.
func (c Catalogue) Text() string {
	var out strings.Builder
	for _, service := range c.Services {
		fmt.Fprintf(&out, "%s", service.Name)
		if service.Version != "" {
			fmt.Fprintf(&out, " %s", service.Version)
		}
		if service.Deprecation != nil {
			fmt.Fprintf(&out, " (%s)", service.Deprecation.note())
		}
		out.WriteString("\n")
		rows := [][]string{{"METHOD", "VERB", "ROUTE", "PERMISSIONS", "CALLERS", "PAGING", "NOTES", "SOURCE"}}
		for _, method := range c.methodsOf(service) {
			rows = append(rows, method.row(service))
		}
		table(&out, rows)
		out.WriteString("\n")
	}
	if len(c.Methods) == 1 {
		out.WriteString("1 method\n")
	} else {
		fmt.Fprintf(&out, "%d methods\n", len(c.Methods))
	}
	return out.String()
}

// JSON returns the catalogue for programs.
func (c Catalogue) JSON() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(c)
	return out.Bytes(), err
}

func (c Catalogue) methodsOf(service Service) []Method {
	var own []Method
	for _, method := range c.Methods {
		if method.Service == service.Name {
			own = append(own, method)
		}
	}
	return own
}

func (m Method) row(service Service) []string {
	var notes []string
	if m.Deprecation != nil && service.Deprecation == nil {
		notes = append(notes, m.Deprecation.note())
	}
	if m.Event != nil {
		notes = append(notes, "event "+m.Event.text())
	}
	route, verb := m.Route, m.Verb
	if verb == "" {
		verb, route = "-", "gRPC only"
	}
	return []string{
		m.Name, verb, route, m.permissions(""), m.callers(), m.Paging.short(),
		strings.Join(notes, ", "), fmt.Sprintf("%s:%d", m.File, m.Line),
	}
}

// permissions lists the permissions in words, each between quotes, and whether all of them are needed.
func (m Method) permissions(quote string) string {
	var named []string
	for _, permission := range m.Permissions {
		if permission != "" {
			named = append(named, quote+permission+quote)
		}
	}
	switch len(named) {
	case 0:
		return "none"
	case 1:
		return named[0]
	default:
		return fmt.Sprintf("%s of %s", m.PermissionsMode, strings.Join(named, ", "))
	}
}

// callers lists in words who may call.
func (m Method) callers() string {
	switch {
	case !m.Authentication:
		return "anyone, without authentication"
	case m.ActorTypesByDefault:
		return "all kinds"
	default:
		return actorNames(m.ActorTypes)
	}
}

// actorNames lists kinds of callers in words.
func actorNames(types []string) string {
	return strings.ReplaceAll(strings.Join(types, ", "), "_", " ")
}

func (p Paging) short() string {
	if p == NoList {
		return "-"
	}
	return string(p)
}

func (d Deprecation) note() string {
	if d.Successor == "" {
		return "deprecated"
	}
	return "deprecated, use " + d.Successor
}

func (e Event) text() string {
	if e.Action != "" {
		return fmt.Sprintf("%s (%s)", e.Resource, e.Action)
	}
	return fmt.Sprintf("%s %s", e.Resource, e.Type)
}

// table aligns the columns of rows.
func table(out *strings.Builder, rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			fmt.Fprintf(&line, "  %-*s", widths[i], cell)
		}
		out.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}
