package release

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/changelog"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/report"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/symbols"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/manifest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/langtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/verify"
)

// fake is a language that needs no toolchain. Its packages are archives of texts, and its programs are run in process.
const fake lang.ID = "fake"

// fakeContract has what the program of a README calls.
const fakeContract = `syntax = "proto3";
package qdrant.cloud.cluster.v1;
service ClusterService {
  rpc ListClusters(ListClustersRequest) returns (ListClustersResponse);
}
message ListClustersRequest {
  string account_id = 1;
}
message ListClustersResponse {
  repeated Cluster items = 1;
}
message Cluster {
  string id = 1;
  string name = 2;
  string label = 3;
}
`

// addFake adds the language: one value, and one entry in the table of each stage. That nothing else has to change is what the
// tests of this file show.
func addFake(t *testing.T, registry *memoryFeed) {
	t.Helper()
	langtest.Add(t, lang.Language{
		ID: fake, Title: "Fake", Surface: "fake", Comment: ";", Blocks: []string{"fake"}, Scopes: []string{"fake"},
		Generated: []string{".fake"}, Ecosystem: "fakes", Feeds: []lang.FeedKind{"fakes"}, Dialect: version.DialectSemVer,
	})
	langtest.Enter(t, manifest.Renderers, fake, func(in manifest.Input) (map[string][]byte, error) {
		files := map[string][]byte{}
		for _, name := range []string{"fake.json", "README.md"} {
			content, err := in.Execute(fake, name, in.Config)
			if err != nil {
				return nil, err
			}
			files[name] = content
		}
		return files, nil
	})
	langtest.Enter(t, symbols.Listers, fake, func(_ *schema.Schema, f *schema.File, rename func(string) string) []symbols.Symbol {
		var all []symbols.Symbol
		for _, message := range f.Messages {
			for _, field := range message.Fields {
				// In this language a deprecated name is spelled in another way.
				all = append(all, symbols.Symbol{Name: rename(field.FullName()), Signature: fmt.Sprint(schema.Deprecated(field)), Element: field})
			}
		}
		return all
	})
	langtest.Enter(t, symbols.Modules, fake, func(f *schema.File) string { return f.Package })
	langtest.Enter(t, pack.Languages, fake, pack.Language{Build: buildFake, Formats: map[string]pack.Format{
		"archive": {Ecosystem: "generic", Code: []string{".fake"}, Root: []string{"fake.json", "README.md", "LICENSE"}, Must: []string{"fake.json"}, Manifest: fakeManifest},
	}})
	langtest.Enter(t, wirings, fake, wiring{
		open: func(context.Context, connection) (endpoint, error) { return endpoint{feed: registry}, nil },
	})
	langtest.Enter(t, verify.Languages, fake, verify.Language{
		Checks: []string{"fake check"}, Late: regexp.MustCompile("not found"), Take: func(u verify.User) verify.Taker { return &fakeTaker{user: u} },
	})
}

func buildFake(_ context.Context, _ []string, o pack.Options, members []archive.Member) ([]*pack.Made, error) {
	for i, member := range members {
		members[i].Name = path.Join("package", member.Name)
	}
	content, err := archive.Tarball(archive.Sort(members))
	if err != nil {
		return nil, err
	}
	v := o.Version.In(fake.Language().Dialect)
	return []*pack.Made{pack.Archive(fake, "archive", "fake-sdk", v, "fake-sdk-"+v+".tgz", "package/", content)}, nil
}

func fakeManifest(members []archive.Member) (file, name, version string, err error) {
	for _, member := range members {
		if member.Name == "fake.json" {
			var manifest struct{ Package, Version string }
			err := json.Unmarshal(member.Content, &manifest)
			return "fake.json", manifest.Package, manifest.Version, err
		}
	}
	return "", "", "", errors.New("fake.json is missing")
}

// fakeTaker unpacks what the feed serves, and calls the API itself where the program of the README names it.
type fakeTaker struct {
	user    verify.User
	members []archive.Member
}

func (f *fakeTaker) Install(ctx context.Context, _ bool) (string, error) {
	var content bytes.Buffer
	file := f.user.Files[0].Name
	if err := f.user.Feed.Fetch(ctx, f.user.Name, f.user.Version, file, &content); err != nil {
		return "", err
	}
	var err error
	f.members, err = archive.ReadBytes(file, content.Bytes())
	return "memory", err
}

func (f *fakeTaker) Imports(context.Context) (verify.Found, error) {
	found := verify.Found{}
	for i, member := range f.members {
		name := strings.TrimPrefix(member.Name, "package/")
		f.members[i].Name = name
		switch {
		case name == "README.md":
			found.Readme = string(member.Content)
		case strings.HasSuffix(name, ".fake"):
			found.Modules++
		}
	}
	var err error
	_, _, found.Version, err = fakeManifest(f.members)
	return found, err
}

func (f *fakeTaker) Program(_ context.Context, text string) (*verify.Consumer, error) {
	address, ok := strings.CutPrefix(strings.TrimSpace(text), "list the clusters at ")
	if !ok {
		return nil, fmt.Errorf("a program in an unknown language: %q", text)
	}
	return verify.NewConsumer(func(ctx context.Context, env []string) (string, error) {
		return listClusters(ctx, address, env)
	}), nil
}

// listClusters is the program of all READMEs.
func listClusters(ctx context.Context, address string, env []string) (string, error) {
	variables := map[string]string{}
	for _, variable := range env {
		name, value, _ := strings.Cut(variable, "=")
		variables[name] = value
	}
	certificate, err := os.ReadFile(variables["API_CERTIFICATE"])
	if err != nil {
		return "", err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(certificate)
	conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(credentials.NewClientTLSFromCert(roots, "")))
	if err != nil {
		return "", err
	}
	defer conn.Close()
	compiled, err := imagetest.FromFS(ctx, fstest.MapFS{"cluster.proto": {Data: []byte(fakeContract)}})
	if err != nil {
		return "", err
	}
	found, err := compiled.Descriptors.FindDescriptorByName("qdrant.cloud.cluster.v1.ClusterService.ListClusters")
	if err != nil {
		return "", err
	}
	method := found.(protoreflect.MethodDescriptor)
	request, response := dynamicpb.NewMessage(method.Input()), dynamicpb.NewMessage(method.Output())
	if err := protojson.Unmarshal([]byte(`{"accountId": "`+variables["ACCOUNT_ID"]+`"}`), request); err != nil {
		return "", err
	}
	ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "apikey "+variables["MANAGEMENT_KEY"])
	if err := conn.Invoke(ctx, "/qdrant.cloud.cluster.v1.ClusterService/ListClusters", request, response); err != nil {
		return "", err
	}
	var out strings.Builder
	items := response.Get(method.Output().Fields().ByName("items")).List()
	for i := range items.Len() {
		item := items.Get(i).Message()
		fields := item.Descriptor().Fields()
		fmt.Fprintln(&out, item.Get(fields.ByName("id")), item.Get(fields.ByName("name")))
	}
	return out.String(), nil
}

// memoryFeed is a feed without a network.
type memoryFeed struct {
	mu    sync.Mutex
	files map[string][]byte // files are by package, version and name, with slashes between them.
}

func (m *memoryFeed) Name() string { return "memory" }

func (m *memoryFeed) Look(_ context.Context, pkg, version string) ([]feed.File, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var found []feed.File
	for name, content := range m.files {
		if file, ok := strings.CutPrefix(name, pkg+"/"+version+"/"); ok {
			sum := sha256.Sum256(content)
			found = append(found, feed.File{Name: file, Size: int64(len(content)), SHA256: hex.EncodeToString(sum[:])})
		}
	}
	return found, nil
}

func (m *memoryFeed) Fetch(_ context.Context, pkg, version, file string, to io.Writer) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	_, err := to.Write(m.files[path.Join(pkg, version, file)])
	return err
}

func (m *memoryFeed) Upload(_ context.Context, a feed.Artifact) error {
	content, err := os.ReadFile(a.Path)
	if err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	name := path.Join(a.Package, a.Version, a.File)
	if m.files[name] != nil {
		return feed.ErrExists
	}
	m.files[name] = content
	return nil
}

// memoryTags is a git remote without git: commits by tags.
type memoryTags map[string]string

func (m memoryTags) Look(context.Context, []string) (map[string]string, error) {
	return maps.Clone(m), nil
}

func (m memoryTags) Preflight(context.Context, string, []string) error { return nil }

func (m memoryTags) Push(_ context.Context, commit string, names []string) error {
	for _, name := range names {
		m[name] = commit
	}
	return nil
}

func (m memoryTags) Keep(context.Context, []string) error { return nil }

// fakeRepository has what a release of the language alone needs.
func fakeRepository(t *testing.T) (root string, settings *config.Config) {
	t.Helper()
	root = t.TempDir()
	put := func(name, content string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	real, err := os.ReadFile("../../sdk.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(real), "\nsdks:\n", "\nsdks:\n  fake:\n    package: fake-sdk\n", 1)
	text = strings.Replace(text, "\n  feeds:\n", "\n  feeds:\n    fake:\n      - url: https://fakes.example.com/\n        token: FAKE_FEED_TOKEN\n", 1)
	put("sdk.yaml", text)
	put("proto/cluster.proto", fakeContract)
	for _, lock := range toolchain.ReleaseLockFiles() {
		put(lock, lock)
	}
	settings, err = config.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	generated := fstest.MapFS{"fake/qdrant/cloud/cluster.fake": {Data: []byte("cluster")}}
	rendered, err := manifest.Render(manifest.Input{
		Config: settings, Generated: generated, License: []byte("license"), Templates: fstest.MapFS{
			"fake/fake.json.tmpl": {Data: []byte(`{"package": {{json (.SDKs.Package "fake")}}, "version": {{json .Version}}}`)},
			"fake/README.md.tmpl": {Data: []byte("# Fake\n\n```fake\nlist the clusters at {{.API.GRPC}}\n```\n")},
		},
	}, string(fake))
	if err != nil {
		t.Fatal(err)
	}
	put("gen/fake/qdrant/cloud/cluster.fake", "cluster")
	for name, content := range rendered {
		put("gen/"+name, string(content))
	}
	return root, settings
}

func TestALanguageIsReleasedWithOneEntryAStage(t *testing.T) { //nolint:paralleltest // It adds a language.
	registry := &memoryFeed{files: map[string][]byte{}}
	addFake(t, registry)
	root, settings := fakeRepository(t)
	ctx := t.Context()
	commit := strings.Repeat("c", 40)
	packed, err := pack.All(ctx, nil, pack.Options{
		Root: root, Languages: []lang.ID{fake}, Version: must(version.Parse(string(settings.Version))), Commit: commit, Time: time.Unix(1, 0), Project: settings.Project,
	})
	if err != nil {
		t.Fatal(err)
	}

	c := &Checkout{
		Root: root, Tools: toolchain.New(root, progress.Discard()), Progress: progress.Discard(), Secrets: &redact.Secrets{},
		Getenv: func(string) string { return "" },
		publishing: func(r *publish.Release, _ *destination) {
			r.Ready, r.Check = nil, func(context.Context) error { return nil } // No toolchain, and no git.
		},
	}
	remote := memoryTags{}
	at := &destination{tags: remote}
	for _, f := range settings.Release.Feeds[fake] {
		e, err := wirings[fake].open(ctx, connection{c, settings, commit, f})
		if err != nil {
			t.Fatal(err)
		}
		e.Feed = plan.Feed{Name: string(f.Name), Language: fake, Kind: f.Kind, URL: string(f.URL)}
		at.endpoints = append(at.endpoints, e)
	}
	d := decision{version: must(version.Parse(string(settings.Version))), level: version.Minor, distTags: []string{"latest"}}
	d.commit.hash = commit
	p, err := c.assemble(d, at, packed)
	if err != nil {
		t.Fatal(err)
	}
	if err := plan.Write(root, p); err != nil {
		t.Fatal(err)
	}
	if p, err = plan.Read(root); err != nil {
		t.Fatal(err)
	}

	session, err := c.publication(settings, p, at).Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []publish.Step{
		publish.Look, publish.Preflight, publish.Upload, publish.Verify, publish.MoveDistTags, publish.PushTags, publish.AllDone, publish.CopyTags,
	} {
		if err := session.Do(ctx, step); err != nil {
			t.Fatal(err)
		}
	}
	if !session.Complete() || len(registry.files) != 1 {
		t.Errorf("complete: %t; the feed has %d files", session.Complete(), len(registry.files))
	}
	for _, tag := range p.Tags {
		if remote[tag.Name] != commit {
			t.Errorf("the tag %s is on %q", tag.Name, remote[tag.Name])
		}
	}
	verified, err := readReport(root, at.endpoints[0].Name, p)
	if err != nil || verified == nil || verified.Language != fake || verified.Programs != 1 || verified.Modules != 1 {
		t.Errorf("the report of the verification: %+v, %v", verified, err)
	}
}

func TestALanguageIsASurfaceOfReports(t *testing.T) { //nolint:paralleltest // It adds a language.
	addFake(t, &memoryFeed{})
	read := func(text string) *schema.Schema {
		compiled := must(imagetest.FromFS(t.Context(), fstest.MapFS{"cluster.proto": {Data: []byte(text)}}))
		return must(schema.Read(string(must(compiled.Encode()))))
	}
	old, now := read(fakeContract), read(strings.Replace(fakeContract, "label = 3;", "label = 3 [deprecated = true];", 1))
	judged, err := judge.Judge(t.Context(), old, now, judge.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	if len(judged.Changes) != 1 || judged.Changes[0].Breaks != judge.On(judge.SurfaceOf(fake)) {
		t.Fatalf("the change does not break users of this language alone: %+v", judged.Changes)
	}
	for _, format := range report.Formats() {
		var out strings.Builder
		if err := report.Write(&out, judged, format, report.Options{}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.ToLower(out.String()), "fake") {
			t.Errorf("the report as %s does not name the language:\n%s", format, out.String())
		}
	}
	commits := []changelog.Commit{{Hash: strings.Repeat("c", 40), Subject: "feat: spell names in capitals", Paths: []string{"templates/fake/README.md.tmpl"}}}
	section := changelog.Generate(judged, old, now, commits, changelog.Options{Generators: []string{"templates/"}})
	if text := fmt.Sprintf("%+v", section); !strings.Contains(text, "Fake") {
		t.Errorf("the changelog does not name the language: %s", text)
	}
}

func TestEveryLanguageHasFeeds(t *testing.T) { langtest.Complete(t, "wirings", wirings) }

func TestEveryLanguageIsSigned(t *testing.T) { langtest.Complete(t, "claims", claims) }

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
