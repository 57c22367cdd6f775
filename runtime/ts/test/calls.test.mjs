// Calls: the account, credentials, retries, deadlines, errors. A fake transport stands for the API.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import { clone, create } from "@bufbuild/protobuf";
import { Code, ConnectError, createRouterTransport } from "@connectrpc/connect";
import { Client, fromConnect, isError, QdrantCloudError, WaitError } from "@qdrant/qdrant-cloud-public-api/client";
import { FakeTransport } from "@qdrant/qdrant-cloud-public-api/client/testing";
import { ClusterSchema, ClusterService, UpdateClusterRequestSchema } from "@qdrant/qdrant-cloud-public-api/cluster/v1";

const { listClusters, createCluster, updateCluster, getCluster } = ClusterService.method;
const key = "a-secret-key";
const failing = (...errors) => {
  const left = [...errors];
  return () => {
    const error = left.shift();
    if (error) throw error;
    return {};
  };
};
const unavailable = (context) => new QdrantCloudError("UNAVAILABLE", "no", context);

describe("account", () => {
  test("fills what is empty and changes no request", async () => {
    const transport = new FakeTransport().on(listClusters, () => ({})).on(updateCluster, () => ({}));
    const client = new Client({ transport, accountId: "mine" });
    const cluster = create(ClusterSchema, { name: "a" });
    const request = create(UpdateClusterRequestSchema, { cluster });
    const before = clone(UpdateClusterRequestSchema, request);
    await client.clusters.update(request);
    await client.clusters.update({ cluster });
    await client.clusters.update({});
    await client.clusters.list({ accountId: "other" });
    assert.deepEqual(request, before);
    assert.equal(cluster.accountId, "");
    const sent = transport.calls.map((call) => call.request.accountId ?? call.request.cluster?.accountId);
    assert.deepEqual(sent, ["mine", "mine", undefined, "other"]);
  });
});

describe("credentials", () => {
  test("are in no text", async () => {
    const echo = (request, signal) => {
      throw new QdrantCloudError("NOT_FOUND", `you sent apikey ${key}`, {
        violations: [{ field: key, description: key, rule: "" }], metadata: { [key]: key }, traceId: key, links: [{ description: key, url: key }],
      });
    };
    const client = new Client({ transport: new FakeTransport().on(listClusters, echo), apiKey: key });
    const error = await client.clusters.list().catch((thrown) => thrown);
    for (const value of [client, error, client.clusters]) {
      assert.ok(!`${String(value)}${JSON.stringify(value)}${inspect(value, { depth: 9, showHidden: true })}`.includes(key));
    }
  });
  test("that no header can carry are refused without being shown", () => {
    for (const wrong of ["", "a b", "key\n", "ключ"]) {
      assert.throws(() => new Client({ apiKey: wrong }), (error) => error instanceof TypeError && (wrong === "" || !error.message.includes(wrong)));
    }
    assert.throws(() => new Client({ apiKey: "a", token: "b" }), /either an apiKey or a token/);
  });
  test("of a source are asked for each attempt, and its failure is one of the call", async () => {
    let asked = 0;
    const transport = new FakeTransport().on(listClusters, failing(unavailable({ retryDelayMs: 1 })));
    await new Client({ transport, token: () => `t${++asked}` }).clusters.list();
    assert.deepEqual(transport.calls.map((call) => call.headers.get("authorization")), ["Bearer t1", "Bearer t2"]);
    const broken = new Client({ transport, token: () => Promise.reject(new Error("expired")) });
    await assert.rejects(broken.clusters.list(), (error) => isError(error, "UNAUTHENTICATED") && error.cause.message === "expired");
  });
});

describe("endpoint", () => {
  for (const [endpoint, problem] of [
    ["http://example.com", /no TLS/], ["api.example.com:443", /no scheme/], ["ftp://a", /neither https nor http/], ["https://", /no URL/],
    ["https://u:p@example.com", /a user/], ["https://example.com?a=b", /a query/],
  ]) {
    test(`${endpoint} is refused`, () => assert.throws(() => new Client({ endpoint, apiKey: key }), problem));
  }
  for (const endpoint of ["https://example.com/base/", "http://localhost:1", "http://127.0.0.9:1", "http://[::1]:1"]) {
    test(`${endpoint} is one`, () => assert.ok(new Client({ endpoint, apiKey: key })));
  }
  test("of another machine without TLS wants to be said", () => assert.ok(new Client({ endpoint: "http://a.example", insecure: true })));
});

describe("retries", () => {
  test("are for what can be repeated", async () => {
    const transport = new FakeTransport().on(listClusters, failing(unavailable(), unavailable())).on(createCluster, failing(unavailable()));
    const client = new Client({ transport });
    await client.clusters.list();
    assert.equal(transport.calls.length, 3);
    await assert.rejects(client.clusters.create(), (error) => isError(error, "UNAVAILABLE"));
    assert.equal(transport.calls.length, 4);
  });
  test("are for all that never left", async () => {
    const lost = unavailable({ cause: Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } }) });
    const transport = new FakeTransport().on(createCluster, failing(lost, lost));
    await new Client({ transport }).clusters.create();
    assert.equal(transport.calls.length, 3);
  });
  test("end with the budget of the client, which successes fill again", async () => {
    const always = () => { throw unavailable(); };
    const transport = new FakeTransport().on(listClusters, always);
    const client = new Client({ transport, retry: { initialDelayMs: 0 } });
    for (let i = 0; i < 3; i++) await client.clusters.list().catch(() => undefined);
    assert.equal(transport.calls.length, 4 + 1 + 1);
    transport.on(listClusters, () => ({}));
    for (let i = 0; i < 40; i++) await client.clusters.list();
    transport.on(listClusters, failing(unavailable()));
    const before = transport.calls.length;
    await client.clusters.list();
    assert.equal(transport.calls.length, before + 2);
  });
  test("wait as long as the API says, and not beyond the deadline", async () => {
    const transport = new FakeTransport().on(listClusters, failing(unavailable({ retryDelayMs: 60_000 })));
    const error = await new Client({ transport, timeoutMs: 500 }).clusters.list().catch((thrown) => thrown);
    assert.deepEqual([error.code, error.retryDelayMs, transport.calls.length], ["UNAVAILABLE", 60_000, 1]);
  });
});

describe("deadlines", () => {
  const never = new FakeTransport().on(listClusters, () => new Promise(() => {}));
  test("end a call whose transport does not listen", async () => {
    const error = await new Client({ transport: never, timeoutMs: 20 }).clusters.list().catch((thrown) => thrown);
    assert.ok(isError(error, "DEADLINE_EXCEEDED") && error.method.endsWith("/ListClusters"));
  });
  test("are separate from who stops a call", async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error("enough")), 20);
    const error = await new Client({ transport: never }).clusters.list({}, { signal: abort.signal }).catch((thrown) => thrown);
    assert.deepEqual([error.code, error.cause.message], ["CANCELLED", "enough"]);
  });
  test("leave no listener and no timer behind", async () => {
    let listeners = 0;
    const signal = { aborted: false, addEventListener: () => listeners++, removeEventListener: () => listeners-- };
    const client = new Client({ transport: new FakeTransport().on(listClusters, () => ({})) });
    for (let i = 0; i < 20; i++) await client.clusters.list({}, { signal });
    assert.equal(listeners, 0);
    assert.equal(process.getActiveResourcesInfo().filter((name) => name === "Timeout").length, 0);
  });
});

describe("errors", () => {
  test("are of one class, in both forms of the package", () => {
    const common = createRequire(import.meta.url)("@qdrant/qdrant-cloud-public-api/client");
    const error = new common.QdrantCloudError("NOT_FOUND", "no");
    assert.notEqual(common.QdrantCloudError, QdrantCloudError);
    assert.ok(error instanceof QdrantCloudError && isError(error, "NOT_FOUND") && !isError(error, "ABORTED") && !(error instanceof WaitError));
    assert.ok(new common.WaitError("NOT_FOUND", "no", undefined, "") instanceof WaitError);
    assert.ok(!(new Error("no") instanceof QdrantCloudError) && !isError(undefined));
  });
  test("of a log make no call fail, and what a transport throws is UNKNOWN", async () => {
    const transport = new FakeTransport().on(listClusters, () => ({})).on(getCluster, () => { throw new Error("a mistake"); });
    const client = new Client({ transport, log: () => { throw new Error("full disk"); } });
    await client.clusters.list();
    await assert.rejects(client.clusters.get(), (error) => isError(error, "UNKNOWN") && error.cause.message === "a mistake");
  });
  test("come before a call that breaks a rule", async () => {
    const field = [{ kind: "field", name: "cluster" }, { kind: "field", name: "labels" }, { kind: "list_sub", index: 1 }, { kind: "map_sub", key: "k" }];
    const validator = { validate: () => ({ kind: "invalid", violations: [{ message: "short", ruleId: "string.min_len", field }] }) };
    const transport = new FakeTransport();
    const error = await new Client({ transport, validator }).clusters.list().catch((thrown) => thrown);
    assert.deepEqual(error.violations, [{ field: 'cluster.labels[1]["k"]', description: "short", rule: "string.min_len" }]);
    assert.deepEqual([error.code, transport.calls.length], ["INVALID_ARGUMENT", 0]);
  });
});

test("a transport of Connect is one", async () => {
  const router = createRouterTransport(({ service }) => {
    service(ClusterService, { listClusters: (request) => ({ items: [{ name: request.accountId }] }) });
  });
  const client = new Client({ transport: fromConnect(router), accountId: "a" });
  assert.equal((await client.clusters.list()).items[0].name, "a");
  await assert.rejects(client.clusters.get(), (error) => isError(error, "UNIMPLEMENTED"));
});

test("a connection that was lost is no answer", async () => {
  const lost = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  for (const [cause, calls, code] of [
    [lost, 2, undefined],
    [undefined, 1, "ABORTED"],
  ]) {
    let made = 0;
    const transport = {
      unary: async (method) => {
        if (++made === 1) throw new ConnectError("read ECONNRESET", Code.Aborted, undefined, undefined, cause);
        return { header: new Headers(), trailer: new Headers(), message: create(method.output) };
      },
    };
    const listed = new Client({ transport: fromConnect(transport), accountId: "a" }).clusters.list();
    if (code === undefined) await listed;
    else await assert.rejects(listed, (error) => isError(error, code));
    assert.equal(made, calls);
  }
});

test("gRPC is there in both forms of the package", async () => {
  const common = createRequire(import.meta.url)("@qdrant/qdrant-cloud-public-api/client/grpc");
  const { grpc } = await import("@qdrant/qdrant-cloud-public-api/client/grpc");
  for (const transport of [grpc(), common.grpc({ plaintext: true })]) {
    const client = new Client({ transport, endpoint: "127.0.0.1:9", apiKey: key, retry: false });
    await assert.rejects(client.clusters.list(), (error) => isError(error, "UNAVAILABLE"));
    client.close();
  }
  assert.throws(() => new Client({ transport: grpc({ plaintext: true }), endpoint: "a.example:443" }), /no TLS/);
});

test("a closed client makes no calls", async () => {
  const client = new Client({ transport: new FakeTransport() });
  client.close();
  await assert.rejects(client.clusters.list(), (error) => isError(error, "CANCELLED"));
});
