package changelog

import (
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/symbols"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// tsNames are the TypeScript names for a type or a service.
type tsNames struct{ shape, descriptor, valid string }

// tsModule returns the module with the messages of a file.
func (u *user) tsModule(f *schema.File) string {
	for _, s := range u.file(lang.TypeScript, f) {
		if s.Signature == "module" && s.Element == f {
			return s.Name
		}
	}
	return strings.TrimSuffix(f.Path, ".proto") + "_pb"
}

func (u *user) tsNamesOf(e schema.Element) tsNames {
	prefix := u.tsModule(e.In()) + "."
	var n tsNames
	for _, s := range u.of(lang.TypeScript, e) {
		name := strings.TrimPrefix(s.Name, prefix)
		switch {
		case strings.Contains(name, ".") || name == s.Name:
		case strings.HasPrefix(s.Signature, "Message<") || s.Signature == "enum":
			n.shape = name
		case strings.HasPrefix(s.Signature, "Gen"):
			n.descriptor = name
		case strings.HasPrefix(s.Signature, "Valid<"):
			n.valid = name
		}
	}
	return n
}

// typescript returns TypeScript code that uses an element.
func (u *user) typescript(e schema.Element) usages {
	from := ` from "` + u.options.NPM + "/" + u.tsModule(e.In()) + `.js";`
	n := u.tsNamesOf(e)
	switch e := e.(type) {
	case *schema.Message:
		return usages{
			[]string{`import { create } from "@bufbuild/protobuf";`, "import { " + n.descriptor + " }" + from},
			[]usage{{code: "create(" + n.descriptor + ");"}},
		}
	case *schema.Enum:
		return usages{[]string{"import { " + n.shape + " }" + from}, []usage{{code: "let value: " + n.shape + ";"}}}
	case *schema.EnumValue:
		shape := u.tsNamesOf(e.Parent).shape
		return u.tsMember(e, "import { "+shape+" }"+from, u.tsModule(e.In())+".", "")
	case *schema.Service:
		return usages{
			[]string{`import { createClient } from "@connectrpc/connect";`, "import { " + n.descriptor + " }" + from},
			[]usage{{code: "const client = createClient(" + n.descriptor + ", transport);"}},
		}
	case *schema.Method:
		service := u.tsNamesOf(e.Parent).descriptor
		return u.tsMember(e, "import { "+service+" }"+from, u.tsModule(e.In())+"."+service+".", "client.")
	case *schema.Oneof:
		shape := u.tsNamesOf(e.Parent).shape
		return u.tsMember(e, "import type { "+shape+" }"+from, u.tsModule(e.In())+"."+shape+".", variable(e.Parent)+".")
	case *schema.Field:
		return u.tsField(e, n, from)
	case *schema.File:
		return usages{imports: []string{"import * as messages" + from}}
	default:
		return usages{}
	}
}

// tsMember returns code for the symbols of an element whose names begin with a prefix; in the code, instead replaces the prefix.
func (u *user) tsMember(e schema.Element, statement, prefix, instead string) usages {
	all := usages{imports: []string{statement}}
	for _, s := range u.of(lang.TypeScript, e) {
		name, ok := strings.CutPrefix(s.Name, prefix)
		if !ok {
			continue
		}
		line := instead + name
		switch e := e.(type) {
		case *schema.Method:
			argument := "({})"
			if e.ClientStreaming {
				argument = "(requests)"
			}
			line = "await " + line + argument + ";"
			if e.ServerStreaming {
				line = "for await (const response of " + instead + name + argument + ") {}"
			}
		case *schema.Oneof:
			line += ".case;"
		default:
			line += ";"
		}
		all.lines = append(all.lines, usage{code: line, kind: s.Signature})
	}
	return all
}

// tsField returns code for the property of a field, or for a case of a oneof, and the same for a validated message.
func (u *user) tsField(f *schema.Field, n tsNames, from string) usages {
	if f.Extendee != "" {
		return usages{
			[]string{`import { getOption } from "@bufbuild/protobuf";`, "import { " + n.descriptor + " }" + from},
			[]usage{{code: "getOption(descriptor, " + n.descriptor + ");", kind: tsSignature(u.of(lang.TypeScript, f))}},
		}
	}
	if f.Parent == nil {
		return usages{}
	}
	parent := u.tsNamesOf(f.Parent)
	all := usages{imports: []string{"import type { " + parent.shape + " }" + from}}
	for _, s := range u.of(lang.TypeScript, f) {
		in, value, needs := parent.shape, variable(f.Parent), ""
		name, ok := strings.CutPrefix(s.Name, u.tsModule(f.In())+"."+in+".")
		if !ok {
			in, value, needs = parent.valid, "valid"+f.Parent.Name(), "import type { "+parent.valid+" }"+from
			if name, ok = strings.CutPrefix(s.Name, u.tsModule(f.In())+"."+in+"."); !ok {
				continue
			}
		}
		line := value + "." + name + ";"
		if oneof, choice, inOneof := strings.Cut(name, "."); inOneof {
			line = value + "." + oneof + `.case === "` + choice + `";`
		}
		all.lines = append(all.lines, usage{line, s.Signature, needs})
	}
	return all
}

func tsSignature(all []symbols.Symbol) string {
	if i := slices.IndexFunc(all, func(s symbols.Symbol) bool { return strings.HasPrefix(s.Signature, "GenExtension") }); i >= 0 {
		return all[i].Signature
	}
	return ""
}
