package main

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/program"
)

const root = "../.."

// instruction is one of a Dockerfile: FROM, COPY and so on, with its flags apart.
type instruction struct {
	name, text string
	flags      []string
}

// dockerfile reads the instructions of the Dockerfile, which has comments, and lines that end in a backslash, and no other syntax.
func dockerfile(t *testing.T) []instruction {
	t.Helper()
	content, err := os.ReadFile("Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	var all []instruction
	joined := ""
	for line := range strings.Lines(string(content)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if begun, more := strings.CutSuffix(line, `\`); more {
			joined += begun
			continue
		}
		name, text, _ := strings.Cut(joined+line, " ")
		i := instruction{name: name, text: text}
		for strings.HasPrefix(i.text, "--") {
			var flag string
			flag, i.text, _ = strings.Cut(i.text, " ")
			i.flags = append(i.flags, flag)
		}
		all, joined = append(all, i), ""
	}
	return all
}

// only returns the text of the one instruction of a name in the last stage.
func only(t *testing.T, all []instruction, name string) string {
	t.Helper()
	last := 0
	for n, i := range all {
		if i.name == "FROM" {
			last = n
		}
	}
	var found []string
	for _, i := range all[last:] {
		if i.name == name {
			found = append(found, i.text)
		}
	}
	if len(found) != 1 {
		t.Fatalf("the image has %d instructions %s", len(found), name)
	}
	return found[0]
}

// TestImageSettings holds the image to what its users rely on: an empty base, no root, and flags that the program has.
func TestImageSettings(t *testing.T) {
	all := dockerfile(t)
	if base := only(t, all, "FROM"); base != "scratch" {
		t.Errorf("the base is %s", base)
	}
	if user := only(t, all, "USER"); !regexp.MustCompile(`^[1-9]\d*:[1-9]\d*$`).MatchString(user) {
		t.Errorf("the user is %s: a number that is not root, as the image has no names", user)
	}
	var entry, arguments, health []string
	_, command, _ := strings.Cut(only(t, all, "HEALTHCHECK"), "CMD ")
	for text, into := range map[string]*[]string{only(t, all, "ENTRYPOINT"): &entry, only(t, all, "CMD"): &arguments, command: &health} {
		if err := json.Unmarshal([]byte(text), into); err != nil {
			t.Fatalf("%s needs a shell, which the image does not have: %v", text, err)
		}
	}
	if len(entry) != 1 || len(health) != 2 || health[0] != entry[0] {
		t.Fatalf("it starts %q and asks %q", entry, health)
	}
	o, err := parse(arguments, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	asked, err := parse(health[1:], io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	port := ":" + only(t, all, "EXPOSE")
	if o.address != "0.0.0.0"+port || asked.health != "127.0.0.1"+port {
		t.Errorf("it listens at %s, is asked at %s, and exposes %s", o.address, asked.health, port)
	}
	content, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	module, err := modfile.Parse("go.mod", content, nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := "BUILDER=golang:" + module.Go.Version; all[0].name != "ARG" || all[0].text != want {
		t.Errorf("the builder is %s, and go.mod wants %s", all[0].text, want)
	}
}

// TestImageHasTheFlagsOfTheRelease keeps the two builds from parting: the same flags are the same bytes.
func TestImageHasTheFlagsOfTheRelease(t *testing.T) {
	at := slices.IndexFunc(dockerfile(t), func(i instruction) bool { return i.name == "RUN" && strings.Contains(i.text, "go build") })
	if at < 0 {
		t.Fatal("the image builds nothing")
	}
	text := strings.Join(strings.Fields(dockerfile(t)[at].text), " ")
	want := "go build " + strings.Join(program.Flags, " ") + ` -ldflags="` + program.LinkFlags("${VERSION}") + `" -o`
	if !strings.Contains(text, want) {
		t.Errorf("the image is built with\n%s\nand the release with\n%s", text, want)
	}
}
