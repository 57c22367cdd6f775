package npmclients

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/emulator"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// mostClient is the most bytes that a program with the client of one service over REST may have, minified; mostClientPacked is that
// after gzip.
const (
	mostClient       = 175_000
	mostClientPacked = 55_000
)

// user makes a project with the client and all that its programs use.
func user(t *testing.T, folder string) *project {
	t.Helper()
	p := newProject(t, npm, folder)
	p.write("package.json", `{"name": "user", "version": "1.0.0", "private": true, "type": "module"}`)
	var packages []string
	for _, name := range []string{"@connectrpc/connect", "@connectrpc/connect-node", "@types/node"} {
		packages = append(packages, name+"@"+p.pinned(name))
	}
	p.add(append(packages, p.name, "@bufbuild/protobuf")...)
	return p
}

// emulator starts the emulator for a program of a project, whose environment it returns.
func (p *project) emulator() []string {
	p.t.Helper()
	top, err := filepath.Abs(root)
	if err != nil {
		p.t.Fatal(err)
	}
	program, err := emulator.Program(p.t.Context(), top)
	if err != nil {
		p.t.Fatal(err)
	}
	return append(p.env(), "QDRANT_CLOUD_EMULATOR="+program)
}

// One project has the tests of the runtime and the examples: they use the same packages.
func TestClient(t *testing.T) {
	fulltest.Only(t, "installs packages and starts the emulator")
	t.Parallel()
	p := user(t, "client")
	t.Run("runtime", func(t *testing.T) { p.testRuntime(t) })
	t.Run("examples", func(t *testing.T) { p.testExamples(t) })
}

// testRuntime has the tests of the runtime pass against the packed package.
func (p *project) testRuntime(t *testing.T) {
	files, err := filepath.Glob(root + "/runtime/ts/test/*.test.mjs")
	if err != nil || len(files) == 0 {
		t.Fatalf("runtime/ts has no tests: %v", err)
	}
	args := []string{"node", "--test", "--test-reporter=tap"}
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		p.write(filepath.Base(name), string(content))
		args = append(args, filepath.Base(name))
	}
	out, err := run.Output(t.Context(), run.Cmd{Args: args, Dir: p.dir, Env: p.env()})
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if passed := regexp.MustCompile(`(?m)^# pass (\d+)$`).FindSubmatch(out); passed == nil || string(passed[1]) == "0" {
		t.Errorf("no test has passed:\n%s", out)
	}
}

// testExamples compiles the examples with every check of the compiler, and has them do what they say against the emulator.
func (p *project) testExamples(t *testing.T) {
	names, err := filepath.Glob(root + "/gen/ts/examples/client/*.ts")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		p.write(strings.TrimSuffix(filepath.Base(name), ".ts")+".mts", string(content))
	}
	p.addProtovalidate()
	p.write("recipes.mts", recipes(t, p.name))
	p.compile()
	env := p.emulator()
	p.write("main.mjs", `
import { startEmulator } from "`+p.name+`/emulator";
import { Client } from "`+p.name+`/client";
const emulator = await startEmulator();
process.env.QDRANT_CLOUD_API_KEY = emulator.key;
process.env.QDRANT_CLOUD_ACCOUNT_ID = emulator.accountId;
process.env.QDRANT_CLOUD_ENDPOINT = emulator.url;
const client = new Client();
const clock = setInterval(() => emulator.advance("20s"), 200);
await import("./out/create_and_wait.mjs");
clearInterval(clock);
const [cluster] = await client.clusters.all().toArray();
process.env.CLUSTER_ID = cluster.id;
await client.backups.create({ backup: { clusterId: cluster.id, displayName: "nightly" } });
for (const name of ["quickstart", "paging", "update", "errors"]) await import("./out/" + name + ".mjs");
process.env.CLUSTER_ID = "`+access.DefaultAccount+`";
await import("./out/errors.mjs?again");
const { clustersOf } = await import("./out/browser.mjs");
console.log(await clustersOf(emulator.accountId, async () => emulator.token)(new AbortController().signal));
await emulator.close();
`)
	out, err := run.Output(t.Context(), run.Cmd{Args: []string{"node", "main.mjs"}, Dir: p.dir, Env: env})
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want := regexp.MustCompile(`(?s)CREATING.*HEALTHY\nsearch is at .*\na key of [1-9]\d* characters\n` +
		`\S+ search\n1 of 1\n\S+ renamed\ncluster: renamed\nthere is no such cluster for this key\n\[ 'renamed' \]\n$`)
	if !want.Match(out) {
		t.Errorf("the examples print\n%s", out)
	}
}

// declared are the names that a recipe declares.
var declared = regexp.MustCompile(`(?m)^const (?:(\w+)|\{ (\w+) \}) =`)

// recipes is a module with the recipes of the README, each in a function, and with what they leave to their readers.
func recipes(t *testing.T, name string) string {
	t.Helper()
	var text strings.Builder
	text.WriteString(`
import { clone, type MessageInitShape } from "@bufbuild/protobuf";
import { createValidator } from "@bufbuild/protovalidate";
import type { Interceptor } from "@connectrpc/connect";
import { changes, Client, isError } from "` + name + `/client";
import { grpc } from "` + name + `/client/grpc";
import { type Cluster, type ClusterConfigurationSchema, ClusterSchema } from "` + name + `/cluster/v1";
import { ClusterServiceClient } from "` + name + `/cluster/v1/client";
declare const client: Client;
declare const cluster: Cluster;
declare const clusterId: string;
declare const accountId: string;
declare const place: { cloudProviderId: string; cloudProviderRegionId: string };
declare const configuration: MessageInitShape<typeof ClusterConfigurationSchema>;
declare const signal: AbortSignal;
declare const interceptors: Interceptor[];
declare const fetchOverProxy: typeof fetch;
declare const session: { token: string };
`)
	found := 0
	for _, block := range readme(t) {
		if block.Section != "Recipes" || block.Language != "ts" {
			continue
		}
		found++
		fmt.Fprintf(&text, "export async function recipe%d(): Promise<void> {\n%s", found, block.Text)
		for _, match := range declared.FindAllStringSubmatch(block.Text, -1) {
			fmt.Fprintf(&text, "void %s;\n", match[1]+match[2])
		}
		text.WriteString("await Promise.resolve();\n}\n")
	}
	if found == 0 {
		t.Fatal("the README has no recipes")
	}
	return text.String()
}

// addProtovalidate puts @bufbuild/protovalidate into the project, which is pinned with the generators.
func (p *project) addProtovalidate() {
	p.t.Helper()
	top, err := filepath.Abs(root)
	if err != nil {
		p.t.Fatal(err)
	}
	chain := toolchain.New(top, progress.Discard())
	if err := chain.Ensure(p.t.Context(), toolchain.Node); err != nil {
		p.t.Fatal(err)
	}
	for _, name := range []string{"protovalidate", "cel", "cel-spec", "re2"} {
		from := filepath.Join(chain.Folder(toolchain.Node), "node_modules/@bufbuild", name)
		if err := os.CopyFS(filepath.Join(p.dir, "node_modules/@bufbuild", name), os.DirFS(from)); err != nil {
			p.t.Fatal(err)
		}
	}
}

// A page with the client of one service stays small, and has neither the other services nor anything of Node.js.
func TestClientBundle(t *testing.T) {
	fulltest.Only(t, "installs packages and bundles programs")
	t.Parallel()
	p := newProject(t, npm, "bundle")
	p.add(installed(t)[forClient]...)
	p.write("main.js", `import { ClusterServiceClient } from "`+p.name+`/cluster/v1/client";
new ClusterServiceClient({ apiKey: "k" }).list().then(console.log);
`)
	p.run("node", filepath.Join(p.modules, "vite/bin/vite.js"), "build")
	bundle, err := os.ReadFile(filepath.Join(p.dir, "dist/bundle.js"))
	if err != nil {
		t.Fatal(err)
	}
	packed := packedSize(t, bundle)
	t.Logf("a program with one service has %d bytes, %d after gzip", len(bundle), packed)
	if len(bundle) > mostClient || packed > mostClientPacked {
		t.Errorf("the bundle has %d bytes, %d after gzip: more than %d and %d", len(bundle), packed, mostClient, mostClientPacked)
	}
	for _, foreign := range []string{"CiZxZHJhbnQvY2xvdWQvYWNjb3VudC92MS9hY2NvdW50", "node:", "ConnectError"} {
		if strings.Contains(string(bundle), foreign) {
			t.Errorf("the bundle has %q in it", foreign)
		}
	}
}

// packedSize is how many bytes a server sends of a file.
func packedSize(t *testing.T, content []byte) int {
	t.Helper()
	var out bytes.Buffer
	writer, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := writer.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}
