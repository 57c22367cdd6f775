package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func at(file string, line int) *judge.Position { return &judge.Position{File: file, Line: line} }

const (
	ants  = "zoo/ant/v1/ant.proto"
	bees  = "zoo/bee/v1/bee.proto"
	queue = "zoo.ant.v1.AntService"
)

// longRule is a value that is too long for any line.
const longRule = "string.pattern: ^([a-z0-9A-Z]([-a-z0-9A-Z]*[a-z0-9A-Z])?(\\.[a-z0-9A-Z]([-a-z0-9A-Z]*[a-z0-9A-Z])?)*\\/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$, " +
	"cel(ant.name): this.name != '' || size(this.legs) == 6 && this.legs.all(l, l.length > 0.5), string.max_len: "

// full returns a report with everything that a report can have.
func full() *judge.Report {
	return &judge.Report{
		SchemaVersion: judge.SchemaVersion, Base: "v1.4.0", Head: "HEAD", Level: version.Major,
		Changes: []judge.Change{
			{
				Rule: judge.RuleFieldRenamed, Element: "zoo.ant.v1.Ant.surname", Kind: "field.renamed", Old: at(ants, 12), New: at(ants, 14),
				Before: "last_name", After: "surname", Level: version.Major,
				Breaks: judge.On(judge.JSON, judge.Go, judge.Python, judge.TypeScript), Package: "zoo.ant.v1",
				Services: []string{queue},
				Texts:    &judge.Texts{Proof: `{"lastName": …} is an unknown field now`, Argument: `{"lastName": …} is an unknown field now`, Why: "JSON, query strings, field masks and source code use the name", Hint: "Add a field with the new name and deprecate this one.", Wording: "last_name is called surname now: JSON, query strings, field masks and source code use the name"},
			},
			{
				Rule: judge.RuleFieldRemoved, Element: "zoo.common.v1.Place.city", Kind: "field.removed", Old: at("zoo/common/v1/common.proto", 7),
				Before: "string city = 3", Level: version.Major,
				Breaks: judge.On(judge.Wire, judge.JSON, judge.Go, judge.Python, judge.TypeScript), Package: "zoo.common.v1",
				Services: []string{queue, "zoo.bee.v1.BeeService", "zoo.old.BeeService"},
				Texts:    &judge.Texts{Proof: "field 3 is skipped", Argument: "field 3 is skipped", Why: "what is sent in it is lost, and JSON that has it is refused; it was deprecated", Hint: "Mark it as deprecated and keep it; if it has to go, reserve its number and name.", Wording: "zoo.common.v1.Place.city is gone: what is sent in it is lost, and JSON that has it is refused; it was deprecated"},
			},
			{
				Rule: judge.RuleValidateTightened, Element: "zoo.ant.v1.Ant.name", Kind: "field.option", Option: "buf.validate.field", Old: at(ants, 20), New: at(ants, 20),
				Before: longRule + "64", After: longRule + "63", Level: version.Major, Breaks: judge.On(judge.Validation), Package: "zoo.ant.v1", Services: []string{queue},
				Texts: &judge.Texts{Proof: longRule[:90] + "… → " + longRule[:90] + "…: a text of 64 characters is refused now (string.max_len)", Argument: "a text of 64 characters is refused now (string.max_len)", Witness: `{"name":"` + strings.Repeat("a", 64) + `","home":{"city":"서울","tags":["` + strings.Repeat("x|`y`", 20) + `"]},"legs":[{"length":1.5},{"length":1.5}]}`, Wording: "zoo.ant.v1.Ant.name accepts less: " + longRule + "63, it was " + longRule + "64", Hint: "Accept the former values too, or make a new field."},
			},
			{
				Rule: judge.RuleValidateChanged, Element: "zoo.ant.v1.Ant", Kind: "message.option", Option: "buf.validate.message", Old: at(ants, 9), New: at(ants, 10),
				Before: "cel(a): this.a | b", After: "cel(a): this.a `or` <b>b</b>", Level: version.Major, Breaks: judge.On(judge.Validation), Suspicion: true, Package: "zoo.ant.v1", Services: []string{queue},
				Texts: &judge.Texts{Proof: "100% unknown: a, b\nand @c of #12", Argument: "100% unknown: a, b\nand @c of #12", Hint: "Look at the rules.", Wording: "zoo.ant.v1.Ant may accept less, and neither was proven: cel(a): this.a `or` <b>b</b>, it was cel(a): this.a | b"},
			},
			{
				Rule: judge.RuleMethodRemoved, Element: "zoo.bee.v1.BeeService.Sting", Kind: "method.removed", Old: at(bees, 30), Level: version.Major,
				Before: "zoo.bee.v1.BeeService.Sting", Breaks: judge.On(judge.Wire, judge.JSON, judge.Go, judge.Python, judge.TypeScript), Package: "zoo.bee.v1", Accepted: "Bees sting no more: see <the decision | of May>", Services: []string{"zoo.bee.v1.BeeService"},
				Texts: &judge.Texts{Proof: "calls to /zoo.bee.v1.BeeService/Sting end with UNIMPLEMENTED", Argument: "calls to /zoo.bee.v1.BeeService/Sting end with UNIMPLEMENTED", Wording: "zoo.bee.v1.BeeService.Sting is gone: calls to it fail", Why: "calls to it fail", Hint: "Deprecate it."},
			},
			{
				Rule: judge.RuleFieldTypeSign, Element: "zoo.lab.v1beta1.Probe.n", Kind: "field.type", Old: at("zoo/lab/v1beta1/lab.proto", 5), New: at("zoo/lab/v1beta1/moved,here:100%.proto", 5),
				Before: "int32", After: "uint32", Level: version.Minor, Breaks: judge.On(judge.Wire, judge.JSON), Unstable: true, Package: "zoo.lab.v1beta1",
				Texts: &judge.Texts{Proof: "-1 is read as 4294967295", Argument: "-1 is read as 4294967295", Why: "values beyond the common range are misread", Wording: "zoo.lab.v1beta1.Probe.n is uint32, it was int32: values beyond the common range are misread", Hint: "Add a field of the new type and deprecate this one."},
			},
			{
				Rule: judge.RuleFieldAdded, Element: "zoo.ant.v1.Ant.größe", Kind: "field.added", New: at(ants, 40), After: "double größe = 9", Level: version.Minor, Services: []string{queue},
				Texts: &judge.Texts{Wording: "zoo.ant.v1.Ant.größe is new"},
			},
			{Rule: judge.RuleMessageAdded, Element: "zoo.ant.v1.Queen", Kind: "message.added", New: at(ants, 60), After: "zoo.ant.v1.Queen", Level: version.Minor, Services: []string{queue},
				Texts: &judge.Texts{Wording: "zoo.ant.v1.Queen is new"}},
			{
				Rule: judge.RuleResource, Element: "zoo.ant.v1.Ant", Kind: "message.option", Option: "google.api.resource", Old: at(ants, 9), New: at(ants, 10), After: `{type: "zoo/Ant"}`, Level: version.Minor, Services: []string{queue},
				Texts: &judge.Texts{Wording: `google.api.resource of zoo.ant.v1.Ant is {type: "zoo/Ant"}, it was none`},
			},
			{Rule: judge.RuleFileAdded, Element: "zoo/lab/v1beta1/new.proto", Package: "zoo.lab.v1beta1", Kind: "file.added", New: at("zoo/lab/v1beta1/new.proto", 0), After: "zoo/lab/v1beta1/new.proto", Level: version.Minor,
				Texts: &judge.Texts{Wording: "zoo/lab/v1beta1/new.proto is new"}},
			{Rule: judge.RuleServiceAPIVersion, Element: queue, Kind: "service.option", Option: "zoo.api_version", Old: at(ants, 3), New: at(ants, 3), Before: "1.4.0", After: "1.5.0", Level: version.Patch, Services: []string{queue},
				Texts: &judge.Texts{Wording: queue + " is 1.5.0, it was 1.4.0"}},
			{Rule: judge.RuleComment, Element: "zoo.ant.v1.Ant.name", Kind: "field.comment", Old: at(ants, 20), New: at(ants, 20), Before: "A name.\nOf an ant.", After: "The name\x1b[31m of an ant.", Level: version.Patch, Services: []string{queue},
				Texts: &judge.Texts{Wording: "the documentation of zoo.ant.v1.Ant.name has changed"}},
			{Rule: judge.RuleComment, Element: queue, Kind: "service.comment", Old: at(ants, 3), New: at(ants, 3), Before: "a", After: "b", Level: version.Patch, Services: []string{queue},
				Texts: &judge.Texts{Wording: "the documentation of " + queue + " has changed"}},
			{Rule: judge.RuleFieldCosmetic, Element: "zoo.ant.v1.Ant", Kind: "message.order", Old: at(ants, 9), New: at(ants, 10), Level: version.Patch, Services: []string{queue},
				Texts: &judge.Texts{Wording: "zoo.ant.v1.Ant is written otherwise and means the same"}},
			{Rule: judge.RuleDeprecated, Element: "zoo.wasp.v1.Wasp", Kind: "message.option", Option: "deprecated", Old: at("zoo/wasp/v1/wasp.proto", 4), New: at("zoo/wasp/v1/wasp.proto", 4), After: "true", Level: version.Patch, Services: []string{"zoo.wasp.v1.WaspService"},
				Texts: &judge.Texts{Wording: "zoo.wasp.v1.Wasp is deprecated: true, it was none"}},
			{Rule: judge.RuleReservedAdded, Element: "zoo.ant.v1.Ant", Kind: "message.reserved", Old: at(ants, 9), New: at(ants, 10), After: "3", Level: version.Patch, Services: []string{queue},
				Texts: &judge.Texts{Wording: "3 of zoo.ant.v1.Ant is reserved"}},
			{Rule: "no.such.rule", Element: "lonely", Kind: "message.other", Level: version.None,
				Texts: &judge.Texts{Wording: "lonely differs"}},
		},
		Services: []judge.ServiceChange{
			{Name: queue, Level: version.Major, Before: "1.4.0", After: "1.5.0"},
			{Name: "zoo.bee.v1.BeeService", Level: version.Major, Before: "1.0.0", After: "2.0.0"},
			{Name: "zoo.old.BeeService", Level: version.Major, Before: "0.9.0"},
			{Name: "zoo.new.v1.NewService", Level: version.Minor, After: "1.0.0"},
			{Name: "zoo.quiet.v1.QuietService", Before: "1.0.0", After: "1.0.0"},
			{Name: "zoo.wasp.v1.WaspService", Level: version.Patch, Before: "3.2.1", After: "3.2.1"},
			{Name: "zoo.x.v1.Unversioned", Level: version.Major},
		},
		Stale: []judge.Acceptance{{Rule: judge.RuleFieldRemoved, Element: "zoo.*.Gone", Reason: "it was time", Where: "sdk.yaml:12"}},
	}
}

func compiled(t *testing.T, files map[string]string) *schema.Schema {
	t.Helper()
	tree := fstest.MapFS{}
	for name, content := range files {
		tree[name] = &fstest.MapFile{Data: []byte(content)}
	}
	img, err := imagetest.FromFS(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := img.Encode()
	if err != nil {
		t.Fatal(err)
	}
	read, err := schema.Read(string(encoded))
	if err != nil {
		t.Fatal(err)
	}
	return read
}

const zoo = `syntax = "proto3";
package zoo.v1;
import "buf/validate/validate.proto";
import "google/api/annotations.proto";
option go_package = "example.com/zoo/v1;zoov1";
// Animals come and go.
service AnimalService {
  // Finds one.
  rpc GetAnimal(GetAnimalRequest) returns (GetAnimalResponse) {
    option (google.api.http) = {get: "/v1/animals/{id}"};
  }
}
message GetAnimalRequest {
  string id = 1 [(buf.validate.field).string.max_len = 36];
}
message GetAnimalResponse {
  Animal animal = 1;
}
message Animal {
  string id = 1;
  int32 legs = 2;
  Kind kind = 3;
}
enum Kind {
  KIND_UNSPECIFIED = 0;
  KIND_ANT = 1;
}
`

// judged returns the report on two real versions.
func judged(t *testing.T) *judge.Report {
	t.Helper()
	after := strings.NewReplacer("max_len = 36", "max_len = 32", "/v1/animals/{id}", "/v1/animal/{id}", "int32 legs", "int64 legs", "KIND_ANT = 1;", "KIND_ANT = 1;\n  KIND_BEE = 2;",
		"Finds one.", "Finds an animal.", "string id = 1;", "string id = 1;\n  optional string name = 4;").Replace(zoo)
	r, err := judge.Judge(t.Context(), compiled(t, map[string]string{"zoo/v1/zoo.proto": zoo}), compiled(t, map[string]string{"zoo/v1/zoo.proto": after}), judge.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	r.Base, r.Head = "v1.0.0", "work tree"
	return r
}

func written(t *testing.T, r *judge.Report, format string, o Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, r, format, o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestGolden(t *testing.T) {
	empty := &judge.Report{SchemaVersion: judge.SchemaVersion, Base: "v1.4.0", Head: "HEAD"}
	folders := Options{OldFolder: "proto", NewFolder: "proto"}
	minor := full()
	minor.Level, minor.Services, minor.Stale = version.Minor, nil, nil
	minor.Changes = minor.Changes[4:8]
	for _, c := range []struct {
		name    string
		report  *judge.Report
		options Options
		formats []string
	}{
		{"full", full(), folders, Formats()},
		{"empty", empty, folders, Formats()},
		{"judged", judged(t), folders, []string{"text"}},
		{"wide", full(), Options{Width: 100, OldFolder: "proto", NewFolder: "proto"}, []string{"text"}},
		{"narrow", full(), Options{Width: 60}, []string{"text"}},
		{"color", full(), Options{Color: true, Width: 100}, []string{"text"}},
		{"all", full(), Options{All: true, Width: 100}, []string{"text", "sarif", "markdown"}},
		{"minor", minor, Options{Width: 100}, []string{"text", "github"}},
	} {
		for _, format := range c.formats {
			got := written(t, c.report, format, c.options)
			if format == "sarif" {
				got = withoutRules(t, got)
			}
			golden(t, c.name+"."+format, got)
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs, -update rewrites it:\n%s", file, diff)
	}
}

func TestUnknownFormat(t *testing.T) {
	var out bytes.Buffer
	err := Write(&out, full(), "xml", Options{})
	var unknown *FormatError
	if !errors.As(err, &unknown) || unknown.Format != "xml" || out.Len() > 0 {
		t.Fatalf("%v, %q", err, out.String())
	}
	for _, format := range Formats() {
		if !strings.Contains(err.Error(), format) {
			t.Errorf("%q does not name %s", err, format)
		}
	}
}

type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestErrorsOfTheWriter(t *testing.T) {
	for _, format := range Formats() {
		if err := Write(closed{}, full(), format, Options{}); !errors.Is(err, os.ErrClosed) {
			t.Errorf("%s: %v", format, err)
		}
	}
}

func TestJSONIsTheReport(t *testing.T) {
	want := full()
	var got judge.Report
	if err := json.Unmarshal([]byte(written(t, want, "json", Options{})), &got); err != nil {
		t.Fatal(err)
	}
	inCode := cmpopts.IgnoreFields(judge.Change{}, "Difference", "Package")
	inTexts := cmpopts.IgnoreFields(judge.Texts{}, "Why", "Argument", "OldRoute", "NewRoute")
	if diff := cmp.Diff(want, &got, inCode, inTexts, cmpopts.IgnoreUnexported(judge.ServiceChange{})); diff != "" {
		t.Error(diff)
	}
	bad := &judge.Report{Level: version.Level(9)}
	if err := Write(new(bytes.Buffer), bad, "json", Options{}); err == nil || !strings.Contains(err.Error(), "json") {
		t.Error(err)
	}
}

// Writing a report does not change it.
func TestReportIsLeftAlone(t *testing.T) {
	r := full()
	for _, format := range Formats() {
		written(t, r, format, Options{NewFolder: "proto"})
	}
	if diff := cmp.Diff(full(), r, cmpopts.IgnoreUnexported(judge.ServiceChange{})); diff != "" {
		t.Error(diff)
	}
}
