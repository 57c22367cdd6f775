package httpfeed

import (
	"bytes"
	"encoding/json"
	"mime"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// words returns the message in a document.
func words(contentType string, body []byte) string {
	if text := fromJSON(body); text != "" {
		return text
	}
	if kind, _, _ := mime.ParseMediaType(contentType); kind == "text/html" {
		return fromHTML(body)
	}
	return string(body)
}

// fromJSON returns the message in the forms that feeds use: {"error": "…"}, {"error": {"message": "…"}},
// {"errors": [{"message": "…"}]}, {"message": "…"} and the like; empty if there is none.
func fromJSON(body []byte) string {
	var document any
	if json.Unmarshal(body, &document) != nil {
		return ""
	}
	return message(document, 3)
}

// message looks for a message down to depth.
func message(value any, depth int) string {
	switch value := value.(type) {
	case string:
		return value
	case []any:
		if len(value) > 0 && depth > 0 {
			return message(value[0], depth-1)
		}
	case map[string]any:
		var parts []string
		for _, key := range []string{"error", "errors", "message", "detail", "reason"} {
			if depth == 0 || value[key] == nil {
				continue
			}
			if part := message(value[key], depth-1); part != "" {
				parts = append(parts, part)
			}
		}
		return strings.Join(parts, ": ")
	}
	return ""
}

// fromHTML returns the text of a page without title, scripts and styles.
func fromHTML(body []byte) string {
	var text strings.Builder
	page := html.NewTokenizer(bytes.NewReader(body))
	hidden := ""
	for {
		switch kind := page.Next(); kind {
		case html.ErrorToken:
			return text.String()
		case html.StartTagToken:
			if name, _ := page.TagName(); hidden == "" && (string(name) == "script" || string(name) == "style" || string(name) == "title") {
				hidden = string(name)
			}
		case html.EndTagToken:
			if name, _ := page.TagName(); string(name) == hidden {
				hidden = ""
			}
		case html.TextToken:
			if hidden == "" {
				text.Write(page.Text())
				text.WriteByte(' ')
			}
		default:
		}
	}
}

// mostLine bounds the message of a feed, in bytes.
const mostLine = 500

// line returns a text as one printable line.
func line(text string) string {
	text = strings.ToValidUTF8(text, "?")
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > mostLine {
		text = strings.ToValidUTF8(text[:mostLine], "") + "…"
	}
	return text
}
