package judge_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// docsPath is the page that explains the policy. These tests compare it with the engine.
const docsPath = root + "/docs/compatibility.md"

func docs(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile(docsPath)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// TestDocsAreMade renders the parts of the page between markers; -update writes them.
func TestDocsAreMade(t *testing.T) {
	page := docs(t)
	want := page
	for _, part := range []struct {
		name string
		text string
	}{
		{"example", exampleText(t, page)},
		{"rules", ruleTables(t)},
		{"buf", bufSummary(t)},
	} {
		head, rest, begins := strings.Cut(want, "\n<!-- "+part.name+": ")
		title, rest, titled := strings.Cut(rest, "\n")
		_, tail, ends := strings.Cut(rest, "<!-- end of "+part.name+" -->\n")
		if !begins || !titled || !ends {
			t.Fatalf("%s has no part between the comments %s and end of %[2]s", docsPath, part.name)
		}
		want = head + "\n<!-- " + part.name + ": " + title + "\n\n" + part.text + "\n<!-- end of " + part.name + " -->\n" + tail
	}
	switch {
	case want == page:
	case flag.Lookup("update").Value.String() == "true":
		if err := os.WriteFile(docsPath, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s is not up to date (- it has, + want); go test ./internal/compat/judge -run TestDocs -update writes it\n%s", docsPath, cmp.Diff(page, want))
	}
}

var codeBlock = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$")

func blocks(page, language string) []string {
	var all []string
	for _, block := range codeBlock.FindAllStringSubmatch(page, -1) {
		if block[1] == language {
			all = append(all, block[2])
		}
	}
	return all
}

// exampleText returns the report on the two protos of the page, as JSON.
func exampleText(t *testing.T, page string) string {
	t.Helper()
	const file, folder = "example/v1/thing.proto", "proto"
	protos := blocks(page, "proto")
	if len(protos) != 2 {
		t.Fatalf("%s has %d blocks of proto instead of a version before and one after", docsPath, len(protos))
	}
	var sides []*schema.Schema
	for _, text := range protos {
		encoded, err := encode(t.Context(), map[string]string{file: text}, "")
		if err != nil {
			t.Fatal(err)
		}
		side, err := schema.Read(string(encoded), sides...)
		if err != nil {
			t.Fatal(err)
		}
		sides = append(sides, side)
	}
	report, err := judge.Judge(t.Context(), sides[0], sides[1], contractPolicy())
	if err != nil {
		t.Fatal(err)
	}
	report.Base, report.Head = "v0.3.0", "the work tree"
	for _, change := range report.Changes {
		for _, at := range []*judge.Position{change.Old, change.New} {
			if at != nil {
				at.File = path.Join(folder, at.File)
			}
		}
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(report); err != nil {
		t.Fatal(err)
	}
	return "```json\n" + out.String() + "```\n"
}

// ruleTables returns a table for each group of rules.
func ruleTables(t *testing.T) string {
	t.Helper()
	cases := readEvidence(t)
	var tables []string
	for _, group := range judge.Groups() {
		var b strings.Builder
		fmt.Fprintf(&b, "### %s\n\n| rule | change | always | on a condition | else |\n|---|---|---|---|---|\n", group.Title)
		for _, rule := range group.Rules {
			writeRule(&b, rule, cases)
		}
		tables = append(tables, b.String())
	}
	return strings.Join(tables, "\n")
}

func writeRule(b *strings.Builder, rule judge.Rule, cases evidence) {
	always, depends := []string{}, []string{}
	for _, surface := range judge.Surfaces() {
		switch rule.Effects[surface] {
		case judge.Always:
			always = append(always, string(surface))
		case judge.Depends:
			depends = append(depends, cases.shown(string(rule.ID), surface))
		case judge.Never:
		}
	}
	condition := strings.Join(depends, ", ")
	if rule.If != "" {
		condition = strings.TrimPrefix(condition+"<br>"+rule.If, "<br>")
	}
	name := "`" + string(rule.ID) + "`"
	if link := cases.main(string(rule.ID)); link != "" {
		name = "[" + name + "](" + link + ")"
	}
	fmt.Fprintf(b, "| <a id=\"%s\"></a>%s | %s | %s | %s | %s |\n", rule.ID, name, cell(rule.Meaning), strings.Join(always, ", "), cell(condition), rule.Quiet)
}

func cell(text string) string { return strings.NewReplacer("|", `\|`, "*", `\*`).Replace(text) }

// evidence has the broken surfaces for each rule and case.
type evidence map[string]map[string][]string

// verdictLine matches a line at the end of a case: the level, the rule, the element and the broken surfaces.
var verdictLine = regexp.MustCompile(`(?m)^(?:none|patch|minor|major) (\S+) \S+ breaks=(\S+)`)

const rulesDir = "testdata/rules"

func readEvidence(t *testing.T) evidence {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(rulesDir, "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no case in %s: %v", rulesDir, err)
	}
	all := evidence{}
	for _, name := range paths {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, verdicts, _ := strings.Cut(string(content), "\n-- want --\n")
		for _, line := range verdictLine.FindAllStringSubmatch(verdicts, -1) {
			rule, of := line[1], strings.TrimSuffix(filepath.Base(name), ".txtar")
			if all[rule] == nil {
				all[rule] = map[string][]string{}
			}
			all[rule][of] = append(all[rule][of], strings.Split(line[2], ",")...)
		}
	}
	return all
}

// main returns a link to the case with the name of the rule, or nothing.
func (e evidence) main(rule string) string {
	if _, ok := e[rule][rule]; ok {
		return caseLink(rule)
	}
	return ""
}

// shown returns a surface with a link to a case in which it breaks, unless that is the main case of the rule, and a link to a case in
// which it does not. On source code the generators decide, so the second link is omitted.
func (e evidence) shown(rule string, surface judge.Surface) string {
	text := string(surface)
	if name := e.pick(rule, surface, true); name != "" && name != rule {
		text = "[" + text + "](" + caseLink(name) + ")"
	}
	source := surface == judge.Go || surface == judge.Python || surface == judge.TypeScript
	if name := e.pick(rule, surface, false); name != "" && !source {
		text += " ([not](" + caseLink(name) + "))"
	}
	return text
}

// pick returns the best case: one of the rule itself, then one in which the element is in use, then one with a short name.
func (e evidence) pick(rule string, surface judge.Surface, broken bool) string {
	var fit []string
	for name, surfaces := range e[rule] {
		if slices.Contains(surfaces, string(surface)) == broken {
			fit = append(fit, name)
		}
	}
	if len(fit) == 0 {
		return ""
	}
	cost := func(name string) int {
		cost := len(name)
		if name != rule && !strings.HasPrefix(name, rule+".") {
			cost += 10_000
		}
		if strings.HasSuffix(name, ".unused") {
			cost += 1_000
		}
		return cost
	}
	return slices.MinFunc(fit, func(a, b string) int {
		if by := cost(a) - cost(b); by != 0 {
			return by
		}
		return strings.Compare(a, b)
	})
}

func caseLink(name string) string {
	return "../internal/compat/judge/" + rulesDir + "/" + name + ".txtar"
}

// bufSummary summarizes the table of TestConformance and lists the pairs that are less severe here than in buf.
func bufSummary(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(conformanceDir, "table.md"))
	if err != nil {
		t.Fatal(err)
	}
	reported, missed, _ := strings.Cut(string(content), "\n# ")
	rules, major, passed, others, less := map[string]bool{}, 0, 0, 0, ""
	rows := tableRows(reported)
	for _, row := range rows {
		rules[row[0]] = true
		switch {
		case row[4] == version.Major.String():
			major++
		case row[7] == otherLanguage.reason:
			others++
		default:
			less += fmt.Sprintf("| %s | %s | `%s` | %s | %s |\n", row[0], cell(row[2]), strings.ReplaceAll(row[3], " ", "`, `"), row[4], cell(row[7]))
		}
		if row[6] != "" {
			passed++
		}
	}
	gaps := tableRows(missed)
	majorGaps := 0
	for _, row := range gaps {
		if row[3] == version.Major.String() {
			majorGaps++
		}
	}
	return fmt.Sprintf("buf has %d rules, and there are %d pairs. %d are `major` here too. %d are about languages that no SDK is made for.\n"+
		"The others are less here on purpose:\n\n| buf rule | change | rule here | level | why |\n|---|---|---|---|---|\n%s\n"+
		"%d of the pairs break binary or JSON clients while the categories WIRE or WIRE_JSON of buf let them pass.\n"+
		"%d more changes are judged here that no rule of buf reports, %d of them `major`: routes, access, validation, paging,\n"+
		"and names in generated code.\n", len(rules), len(rows), major, others, less, passed, len(gaps), majorGaps)
}

// tableRows returns the cells of the rows of a table, without its head.
func tableRows(text string) [][]string {
	var all [][]string
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "| ") {
			continue
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		all = append(all, cells)
	}
	return all[1:]
}

var (
	mageCall = regexp.MustCompile(`\bmage (?:-h )?([a-z]\w*)((?: +-\w+(?:=\S*)?)*)`)
	mageFlag = regexp.MustCompile(`-(\w+)`)
	code     = regexp.MustCompile("(?ms)^```\\w+\n.*?^```$|`[^`\n]+`")
)

// TestDocsNameTargetsAndFlags checks that the targets and flags of every mage command in the page exist.
func TestDocsNameTargetsAndFlags(t *testing.T) {
	t.Parallel()
	page, targets := docs(t), mageTargets(t)
	calls := 0
	for _, text := range code.FindAllString(page, -1) {
		for _, call := range mageCall.FindAllStringSubmatch(text, -1) {
			calls++
			flags, known := targets[call[1]]
			if !known {
				t.Errorf("there is no target %s: %s", call[1], call[0])
				continue
			}
			for _, flag := range mageFlag.FindAllStringSubmatch(call[2], -1) {
				if !slices.Contains(flags, flag[1]) {
					t.Errorf("%s has no flag -%s", call[1], flag[1])
				}
			}
		}
	}
	if calls < 10 {
		t.Errorf("only %d commands were checked", calls)
	}
	for _, row := range regexp.MustCompile("(?m)^\\| `mage (\\w+)` \\|.*\\|(.*)\\|$").FindAllStringSubmatch(page, -1) {
		if !strings.Contains(row[2], "`-") {
			continue
		}
		var named []string
		for _, flag := range mageFlag.FindAllStringSubmatch(row[2], -1) {
			named = append(named, flag[1])
		}
		if want := targets[row[1]]; !slices.Equal(named, want) {
			t.Errorf("the row of mage %s has the flags %q, the target has %q", row[1], named, want)
		}
	}
}

// mageTargets returns the exported functions of the magefiles with their flags, which are the names of their optional parameters.
func mageTargets(t *testing.T) map[string][]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, "magefiles", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("found no magefiles: %v", err)
	}
	targets := map[string][]string{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, declaration := range file.Decls {
			function, ok := declaration.(*ast.FuncDecl)
			if !ok || function.Recv != nil || !function.Name.IsExported() {
				continue
			}
			target := strings.ToLower(function.Name.Name[:1]) + function.Name.Name[1:]
			targets[target] = nil
			for _, parameter := range function.Type.Params.List {
				if _, isFlag := parameter.Type.(*ast.StarExpr); !isFlag {
					continue
				}
				for _, name := range parameter.Names {
					targets[target] = append(targets[target], name.Name)
				}
			}
		}
	}
	return targets
}

// codeSpan matches code within a line, which may name a rule.
var codeSpan = regexp.MustCompile("`([a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)+)`")

// TestDocsNameRulesThatExist checks that everything in the text that looks like the ID of a rule is one.
func TestDocsNameRulesThatExist(t *testing.T) {
	t.Parallel()
	known, families := map[string]bool{}, map[string]bool{}
	for _, rule := range judge.Rules() {
		known[string(rule.ID)] = true
		if family, _, dotted := strings.Cut(string(rule.ID), "."); dotted {
			families[family] = true
		}
	}
	page := docs(t)
	for _, span := range codeSpan.FindAllStringSubmatch(page, -1) {
		family, _, _ := strings.Cut(span[1], ".")
		if families[family] && !known[span[1]] {
			t.Errorf("there is no rule %s", span[1])
		}
	}
	for _, rule := range judge.Rules() {
		if strings.Count(page, `<a id="`+string(rule.ID)+`"></a>`) != 1 {
			t.Errorf("the rule %s has no anchor, or several", rule.ID)
		}
	}
	for _, line := range regexp.MustCompile(`(?m)^Accept-break: (\S+) \S+ \S+`).FindAllStringSubmatch(page, -1) {
		if !known[line[1]] {
			t.Errorf("there is no rule %s to be accepted", line[1])
		}
	}
	accepted := 0
	for _, text := range blocks(page, "yaml") {
		if !strings.HasPrefix(text, "compatibility:") {
			continue
		}
		var file struct {
			Compatibility struct {
				Accept []struct{ Rule, Element, Reason string }
			}
		}
		decoder := yaml.NewDecoder(strings.NewReader(text))
		decoder.KnownFields(true)
		if err := decoder.Decode(&file); err != nil {
			t.Fatal(err)
		}
		for _, entry := range file.Compatibility.Accept {
			accepted++
			if !known[entry.Rule] || entry.Element == "" || entry.Reason == "" {
				t.Errorf("%+v is not a valid acceptance", entry)
			}
		}
	}
	if fields := reflect.TypeFor[config.Acceptance]().NumField(); accepted == 0 || fields != 4 {
		t.Errorf("%d acceptances are shown; config.Acceptance has %d fields", accepted, fields)
	}
}

// TestDocsHaveEveryKey compares the table of keys with the encoded types, in their order.
func TestDocsHaveEveryKey(t *testing.T) {
	t.Parallel()
	_, section, _ := strings.Cut(docs(t), "\n## The JSON report\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var named []string
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z_.\\[\\]]+)` \\| ([a-z ,]+) \\| \\S").FindAllStringSubmatch(section, -1) {
		named = append(named, row[1]+": "+row[2])
	}
	if diff := cmp.Diff(jsonKeys("", reflect.TypeFor[judge.Report](), map[reflect.Type]bool{}), named); diff != "" {
		t.Errorf("the keys of the report (- are, + are documented):\n%s", diff)
	}
	if want := fmt.Sprintf("would be misled; it is %d.", judge.SchemaVersion); !strings.Contains(section, want) {
		t.Errorf("the page lacks %q", want)
	}
}

// jsonKeys returns the keys of a type with the kinds of their values. A repeated type is listed once.
func jsonKeys(in string, of reflect.Type, seen map[reflect.Type]bool) []string {
	var all []string
	for field := range of.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		inner, name := field.Type, in+name
		var holds, list string
		switch {
		case inner == reflect.TypeFor[version.Level]():
			holds = "level"
		case inner == reflect.TypeFor[judge.SurfaceSet]():
			holds = "object" // Its keys are the surfaces, which have a table of their own.
		case inner.Kind() == reflect.Pointer:
			holds, inner = "object or null", inner.Elem()
		case inner.Kind() == reflect.Slice:
			holds, inner, list = "list", inner.Elem(), "[]"
		default:
			holds = map[reflect.Kind]string{reflect.String: "string", reflect.Int: "integer", reflect.Bool: "boolean", reflect.Struct: "object"}[inner.Kind()]
		}
		if options == "omitempty" {
			holds += ", optional"
		}
		all = append(all, name+": "+holds)
		if inner == reflect.TypeFor[judge.Change]() {
			inner = reflect.TypeOf(judge.Change{}.JSON())
		}
		if inner.Kind() == reflect.Struct && !seen[inner] {
			seen[inner] = true
			all = append(all, jsonKeys(name+list+".", inner, seen)...)
		}
	}
	return all
}

// TestDocsHaveEverySurface compares the table of surfaces with the surfaces.
func TestDocsHaveEverySurface(t *testing.T) {
	t.Parallel()
	_, section, _ := strings.Cut(docs(t), "\n## Surfaces\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var named []judge.Surface
	for _, row := range regexp.MustCompile("(?m)^\\| `(\\w+)` \\|").FindAllStringSubmatch(section, -1) {
		named = append(named, judge.Surface(row[1]))
	}
	if !slices.Equal(named, judge.Surfaces()) {
		t.Errorf("the page has the surfaces %q, the engine has %q", named, judge.Surfaces())
	}
}

// TestDocsLinksLead checks that the links of the page to files, headings and rules lead somewhere.
func TestDocsLinksLead(t *testing.T) {
	t.Parallel()
	page := docs(t)
	anchors := map[string]bool{}
	for _, heading := range regexp.MustCompile(`(?m)^#+ (.+)$`).FindAllStringSubmatch(page, -1) {
		kept := regexp.MustCompile(`[^a-z0-9 -]`).ReplaceAllString(strings.ToLower(heading[1]), "")
		anchors[strings.ReplaceAll(kept, " ", "-")] = true
	}
	for _, rule := range judge.Rules() {
		anchors[string(rule.ID)] = true
	}
	for _, link := range regexp.MustCompile(`\]\(([^)\s]+)\)`).FindAllStringSubmatch(page, -1) {
		if anchor, within := strings.CutPrefix(link[1], "#"); within {
			if !anchors[anchor] {
				t.Errorf("there is no section #%s", anchor)
			}
			continue
		}
		if _, err := os.Stat(filepath.Join(filepath.Dir(docsPath), filepath.FromSlash(link[1]))); err != nil {
			t.Error(err)
		}
	}
}
