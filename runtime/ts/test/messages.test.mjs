// Lists, waits, masks, and requests over REST.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { clearField, clone, create, isFieldSet } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { BackupService } from "@qdrant/qdrant-cloud-public-api/cluster/backup/v1";
import { changes, Client, isError, WaitError } from "@qdrant/qdrant-cloud-public-api/client";
import { FakeTransport } from "@qdrant/qdrant-cloud-public-api/client/testing";
import { ClusterPhase, ClusterSchema, ClusterService } from "@qdrant/qdrant-cloud-public-api/cluster/v1";

const { listBackups } = BackupService.method;
const { getCluster } = ClusterService.method;

describe("lists", () => {
  const pages = { "": [["a", "b"], "2"], 2: [[], "3"], 3: [["c"], undefined] };
  const paged = () =>
    new FakeTransport().on(listBackups, ({ pageToken = "" }) => {
      const [names, nextPageToken] = pages[pageToken];
      return { items: names.map((name) => ({ name })), totalSize: 3, ...(nextPageToken ? { nextPageToken } : {}) };
    });
  test("are read as far as they are used, and again", async () => {
    const transport = paged();
    const all = new Client({ transport }).backups.all({}, { pageSize: 2 });
    for await (const backup of all) if (backup.name === "a") break;
    assert.equal(transport.calls.length, 1);
    assert.deepEqual((await all.toArray()).map((backup) => backup.name), ["a", "b", "c"]);
    assert.deepEqual(transport.calls.map((call) => [call.request.pageSize, call.request.pageToken]), [[2, undefined], [2, undefined], [2, "2"], [2, "3"]]);
  });
  test("have pages with a size", async () => {
    const sizes = [];
    for await (const page of new Client({ transport: paged() }).backups.all().pages()) sizes.push([page.items.length, page.totalSize, page.nextPageToken]);
    assert.deepEqual(sizes, [[2, 3, "2"], [0, 3, "3"], [1, 3, undefined]]);
  });
  test("do not go round in circles", async () => {
    const transport = new FakeTransport().on(listBackups, () => ({ nextPageToken: "again" }));
    await assert.rejects(new Client({ transport }).backups.all().toArray(), (error) => isError(error, "INTERNAL"));
    assert.equal(transport.calls.length, 2);
  });
  test("stop between two items", async () => {
    const abort = new AbortController();
    const seen = [];
    await assert.rejects(async () => {
      for await (const backup of new Client({ transport: paged() }).backups.all({}, { signal: abort.signal })) {
        seen.push(backup.name);
        abort.abort();
      }
    }, (error) => isError(error, "CANCELLED"));
    assert.deepEqual(seen, ["a"]);
  });
});

describe("waits", () => {
  const living = (...phases) => new FakeTransport().on(getCluster, () => ({ cluster: { name: "a", state: { phase: phases.length > 1 ? phases.shift() : phases[0] } } }));
  test("end in time, with what was read last", async () => {
    const client = new Client({ transport: living(ClusterPhase.CREATING) });
    const error = await client.clusters.wait({}, { intervalMs: 5, timeoutMs: 60 }).catch((thrown) => thrown);
    assert.ok(error instanceof WaitError);
    assert.deepEqual([error.code, error.phase, error.last.name], ["DEADLINE_EXCEEDED", "CLUSTER_PHASE_CREATING", "a"]);
  });
  test("end with a phase that was a failure, if the caller waits for it", async () => {
    const client = new Client({ transport: living(ClusterPhase.CREATING, ClusterPhase.FAILED_TO_CREATE) });
    const cluster = await client.clusters.wait({}, { intervalMs: 1, until: [ClusterPhase.FAILED_TO_CREATE] });
    assert.equal(cluster.state.phase, ClusterPhase.FAILED_TO_CREATE);
  });
});

describe("masks", () => {
  const random = (below) => Math.floor(Math.random() * below);
  const cluster = () =>
    create(ClusterSchema, {
      name: ["", "a", "b"][random(3)],
      labels: Array.from({ length: random(3) }, () => ({ key: "k", value: ["v", "w"][random(2)] })),
      ...(random(2) ? { createdAt: timestampFromMs(random(2)) } : {}),
      ...(random(2) ? { costAllocationLabel: ["", "x"][random(2)] } : {}),
      ...(random(2) ? { configuration: { numberOfNodes: random(3), ...(random(2) ? { databaseConfiguration: { collection: { replicationFactor: random(3) } } } : {}) } } : {}),
    });
  const copied = (schema, from, to, [name, ...rest]) => {
    const field = schema.fields.find((each) => each.name === name);
    if (rest.length > 0) return copied(field.message, from[field.localName], to[field.localName], rest);
    if (isFieldSet(from, field)) to[field.localName] = from[field.localName];
    else clearField(to, field);
  };
  test("name what is needed to make one version of the other", () => {
    for (let i = 0; i < 2_000; i++) {
      const [before, after] = [cluster(), cluster()];
      const merged = clone(ClusterSchema, before);
      for (const path of changes(ClusterSchema, before, after).paths) copied(ClusterSchema, after, merged, path.split("."));
      assert.deepEqual(changes(ClusterSchema, merged, after).paths, []);
      assert.deepEqual(changes(ClusterSchema, before, clone(ClusterSchema, before)).paths, []);
    }
  });
});

describe("REST", () => {
  const requests = [];
  const fetch = async (url, init) => {
    requests.push([init.method, url.replace("https://api.example.com", ""), init.body]);
    return new Response("{}");
  };
  const client = new Client({ endpoint: "https://api.example.com/", apiKey: "k", accountId: "a/b", fetch });
  const sent = async (call) => {
    requests.length = 0;
    await call();
    return requests[0];
  };
  test("puts fields where the contract says", async () => {
    assert.deepEqual(await sent(() => client.clusters.list({ cloudProviderId: "ü&=", pageSize: 5 })), [
      "GET", "/api/cluster/v1/accounts/a%2Fb/clusters?cloud_provider_id=%C3%BC%26%3D&page_size=5", undefined,
    ]);
    assert.deepEqual(await sent(() => client.clusters.create({ cluster: { name: "x" } })), [
      "POST", "/api/cluster/v1/accounts/a%2Fb/clusters", '{"cluster":{"accountId":"a/b","name":"x"}}',
    ]);
    assert.deepEqual(await sent(() => client.booking.listPackages({ statuses: [1, 2], minResources: { ram: "1GiB" }, multiAz: false })), [
      "GET", "/api/booking/v1/accounts/a%2Fb/packages?statuses=PACKAGE_STATUS_ACTIVE&statuses=PACKAGE_STATUS_DEACTIVATED&min_resources.ram=1GiB&multi_az=false", undefined,
    ]);
  });
  test("does not leave the folder of a path", async () => {
    const [, path] = await sent(() => client.clusters.getQdrantRelease({ version: ".." }));
    assert.ok(path.endsWith("/releases/%2E%2E"), path);
    await assert.rejects(client.clusters.get(), (error) => isError(error, "INVALID_ARGUMENT") && error.violations[0].field === "cluster_id");
  });
});
