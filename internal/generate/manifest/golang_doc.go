package manifest

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// goDocs returns a doc.go for each package. protoc-gen-go detaches the comment of a proto file from the package clause, so that
// neither go doc nor pkg.go.dev shows it.
func goDocs(in Input, packages []goPackage) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, pkg := range packages {
		content, err := in.Execute(lang.Go, "doc.go", map[string]any{
			"Name": pkg.Name, "Comment": goComment(pkg.Name, pkg.Dir, in.Files),
		})
		if err != nil {
			return nil, err
		}
		files[path.Join(pkg.Dir, "doc.go")] = content
	}
	return files, nil
}

// goComment returns the comment of a package: what the proto files of its folder say of themselves, as a comment that begins as
// https://go.dev/doc/comment#package asks for.
func goComment(name, dir string, files []*descriptorpb.FileDescriptorProto) string {
	var text strings.Builder
	proto := strings.ReplaceAll(dir, "/", ".")
	for _, file := range files {
		if path.Dir(file.GetName()) != dir {
			continue
		}
		proto = file.GetPackage()
		comment := strings.TrimSpace(fileComment(file))
		switch {
		case comment == "":
		case text.Len() == 0:
			fmt.Fprintf(&text, "Package %s covers %s\n\n", name, lowerFirst(comment))
		default:
			text.WriteString(comment + "\n\n")
		}
	}
	if text.Len() == 0 {
		fmt.Fprintf(&text, "Package %s has the messages and clients of %s.\n", name, proto)
	} else {
		fmt.Fprintf(&text, "The package is generated from the proto package %s.\n", proto)
	}
	return goLines(text.String())
}

// fileComment returns the comment above the syntax or edition line of a file, or else above its package.
func fileComment(file *descriptorpb.FileDescriptorProto) string {
	const syntax, pkg = 12, 2 // These are the numbers of the fields in descriptor.proto; an edition is located as the syntax is.
	comments := map[int32]string{}
	for _, location := range file.GetSourceCodeInfo().GetLocation() {
		if len(location.GetPath()) == 1 {
			comments[location.GetPath()[0]] = location.GetLeadingComments()
		}
	}
	if comments[syntax] != "" {
		return comments[syntax]
	}
	return comments[pkg]
}

// lowerFirst makes the beginning of a sentence its middle. Abbreviations such as API stay.
func lowerFirst(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	next, _ := utf8.DecodeRuneInString(text[size:])
	if text == "" || unicode.IsUpper(next) {
		return text
	}
	return string(unicode.ToLower(first)) + text[size:]
}

// goLines makes comment lines of a text. Paragraphs of prose are filled to the width of the proto files; lists and code keep their
// lines, because these have a meaning there.
func goLines(text string) string {
	const width = 116
	var out bytes.Buffer
	for i, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if i > 0 {
			out.WriteString("//\n")
		}
		lines := strings.Split(paragraph, "\n")
		for i, line := range lines {
			lines[i] = strings.TrimSuffix(strings.TrimPrefix(line, " "), " ")
		}
		if !hasLayout(lines) {
			lines = filled(strings.Fields(paragraph), width)
		}
		for _, line := range lines {
			out.WriteString("// " + line + "\n")
		}
	}
	return out.String()
}

// hasLayout reports whether lines are a list, a heading or code: https://go.dev/doc/comment#syntax.
func hasLayout(lines []string) bool {
	for _, line := range lines {
		if strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t") || strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ") || strings.HasPrefix(line, "#") {
			return true
		}
	}
	return false
}

func filled(words []string, width int) []string {
	var lines []string
	for _, word := range words {
		last := len(lines) - 1
		if last >= 0 && len(lines[last])+1+len(word) <= width {
			lines[last] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}
