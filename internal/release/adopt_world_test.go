package release

import (
	"encoding/base64"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/gate"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/adopted"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/source"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// generatedCode is what the generators of each language embed of the contract of the other tree.
func (w *lineageWorld) generatedCode(t *testing.T) (image string, code map[lang.ID][]archive.Member) {
	t.Helper()
	loaded, err := source.Load(t.Context(), source.Options{Root: filepath.Join(w.dir, "old")}, "v0.173.0")
	if err != nil {
		t.Fatal(err)
	}
	set := new(descriptorpb.FileDescriptorSet)
	if err := proto.Unmarshal([]byte(loaded.Encoded), set); err != nil {
		t.Fatal(err)
	}
	file := set.GetFile()[slices.IndexFunc(set.GetFile(), func(f *descriptorpb.FileDescriptorProto) bool { return strings.HasPrefix(f.GetName(), "qdrant/") })]
	file.SourceCodeInfo = nil
	full, err := proto.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	file.Options = nil
	lean, err := proto.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	var literal strings.Builder
	for _, b := range lean {
		fmt.Fprintf(&literal, `\%03o`, b)
	}
	const dir = "qdrant/cloud/things/v1/"
	return loaded.Encoded, map[lang.ID][]archive.Member{
		lang.Go: {{Name: dir + "things.pb.go", Content: []byte("package thingsv1\n\nconst file_things_rawDesc = " + strconv.Quote(string(full)) + "\n")}},
		lang.Python: {{Name: dir + "things_pb2.py", Content: []byte(
			"DESCRIPTOR = _descriptor_pool.Default().AddSerializedFile(b'" + literal.String() + "')\n")}},
		lang.TypeScript: {{Name: dir + "things_pb.js", Content: []byte(
			"export const file_things = /*@__PURE__*/ fileDesc(\"" + base64.RawStdEncoding.EncodeToString(lean) + "\");\n")}},
	}
}

// TestAdopt continues at 0.173.0, which feeds and remote hold: from each place where its contract is, the first release of this tree has
// the same verdict, that of 0.174.0, until it has a tag of its own.
func TestAdopt(t *testing.T) {
	w := newLineageWorld(t)
	image, code := w.generatedCode(t)
	for language, content := range code {
		w.holds(t, "0.172.0", nil, language)
		w.holds(t, "0.173.0", content, language)
	}
	w.writeTo(t, w.dir, "old.binpb", image)
	if _, err := w.c.Adopt(t.Context(), Options{}, "", "old.binpb"); exit.Of(err) != exit.Usage || !strings.Contains(err.Error(), "-version is missing") {
		t.Errorf("an image without a version: got %v", err)
	}
	for from, text := range map[string]string{
		"": "", "npm": "", "python": "", "go": "0.173.0", "origin#v0.173.0": "", filepath.Join(w.dir, "old"): "0.173.0",
		filepath.Join(w.dir, "remote.git") + "#v0.173.0": "v0.173.0", filepath.Join(w.dir, "old.binpb"): "0.173.0",
	} {
		r, err := w.c.Adopt(t.Context(), Options{}, text, from)
		if err != nil {
			t.Fatalf("%s: %v", from, err)
		}
		if r.Version != "0.173.0" || strings.Contains(r.From, w.dir) || r.Assumed != (from == "npm" || from == "python") {
			t.Errorf("%s: the record is %+v", from, r)
		}
		if _, err := w.decide(t, Options{AllowUncut: true}); exit.Of(err) != exit.No || !strings.Contains(err.Error(), "GetThingResponse.color was removed") || strings.Contains(err.Error(), "more breaks") {
			t.Errorf("%s: the break since the other tree: got %v", from, err)
		}
	}
	w.push(t, "adopt 0.173.0\n\nAccept-break: field.removed qdrant.cloud.things.v1.GetThingResponse.color nobody has read it")
	d, err := w.decide(t, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d.version.String() != "0.174.0" || d.base.version.String() != "0.173.0" || d.level != version.Major || d.baseImage == "" || len(d.accepted) != 1 {
		t.Errorf("got %s after %s, level %s, image %.8s, accepted %v", d.version, d.base.version, d.level, d.baseImage, d.accepted)
	}
	if spec, err := gate.Run(t.Context(), gate.Options{Root: w.repo}); err != nil || spec.Report.Base != "v0.173.0" {
		t.Errorf("mage diff compares with %v, %v", spec, err)
	}
	// From the first tag of this tree on, the record is without effect.
	w.released(t)
	w.write(t, "proto/qdrant/cloud/things/v1/things.proto", things("  string name = 2;\n  string more = 3;\n"))
	w.push(t, "more")
	if d, err := w.decide(t, Options{AllowUncut: true}); err != nil || d.base.version.String() != "0.174.0" || d.version.String() != "0.174.1" {
		t.Errorf("after the first release: got %s after %s, %v", d.version, d.base.version, err)
	}
	if _, err := w.c.Adopt(t.Context(), Options{}, "", ""); exit.Of(err) != exit.No || !strings.Contains(err.Error(), "there is nothing to adopt") {
		t.Errorf("adopting after the first release: got %v", err)
	}
}

// TestAdoptRefuses says what is wrong with a source, and writes nothing.
func TestAdoptRefuses(t *testing.T) {
	w := newLineageWorld(t)
	w.holds(t, "0.173.0", nil, lang.Go, lang.Python, lang.TypeScript)
	w.writeTo(t, w.dir, "broken.whl", "PK")
	for _, test := range []struct{ version, from, want string }{
		{"0.173.0", "npm", "embeds no descriptors; name an image, a commit, or the package of another language"},
		{"0.171.0", "python", "pypi has no package of qdrant-cloud-public-api 0.171.0"},
		{"0.171.0", "", "v0.171.0 of the remote origin cannot be fetched"},
		{"", "origin#main", "-version is missing: main is no tag"},
		{"0.173", "npm", "-version=0.173: write it like 0.173.0"},
		{"0.173.0", filepath.Join(w.dir, "broken.whl"), "it is damaged"},
		{"0.173.0", "https://me:secret@127.0.0.1:1/x#--upload-pack=x", "-from=https://127.0.0.1:1/x#--upload-pack=x: write"},
		{"0.173.0", "no/such/thing", "no/such/thing is not a file, folder, tag, branch or commit"},
	} {
		_, err := w.c.Adopt(t.Context(), Options{}, test.version, test.from)
		if exit.Of(err) != exit.Usage || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("-version=%s -from=%s: got %v", test.version, test.from, err)
		}
	}
	if r, err := adopted.Read(w.repo); r != nil || err != nil {
		t.Errorf("the tree has %v, %v", r, err)
	}
	// A record without its image, or with another one, is no base.
	if _, err := w.c.Adopt(t.Context(), Options{}, "", ""); err != nil {
		t.Fatal(err)
	}
	w.write(t, adopted.ImageFile, "not it")
	if _, err := w.decide(t, Options{}); exit.Of(err) != exit.Usage || !strings.Contains(err.Error(), "restore it, or run mage adopt again") {
		t.Errorf("a damaged image: got %v", err)
	}
	w.write(t, adopted.RecordFile, "{\"version\": \"1\"}")
	if _, err := w.decide(t, Options{}); exit.Of(err) != exit.Usage || !strings.Contains(err.Error(), adopted.RecordFile+" is damaged") {
		t.Errorf("a damaged record: got %v", err)
	}
}

// TestAdoptWithoutTags does not take the adopted version for the last release in a clone that lacks the tags of this tree.
func TestAdoptWithoutTags(t *testing.T) {
	w := newLineageWorld(t)
	if _, err := w.c.Adopt(t.Context(), Options{}, "", ""); err != nil {
		t.Fatal(err)
	}
	w.push(t, "adopt")
	w.released(t)
	w.push(t, "later")
	clone := filepath.Join(w.dir, "clone")
	gittest.Run(t, w.dir, "clone", "--quiet", "--branch=main", "remote.git", clone)
	w.writeTo(t, clone, "sdk.yaml", w.settings(t))
	gittest.Run(t, clone, "tag", "--delete", "v0.174.0")
	if _, err := gate.Run(t.Context(), gate.Options{Root: clone}); exit.Of(err) != exit.Usage || !strings.Contains(err.Error(), "run git fetch --tags") {
		t.Errorf("got %v", err)
	}
}
