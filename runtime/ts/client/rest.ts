import type { DescMessage, JsonObject, JsonValue, MessageShape } from "@bufbuild/protobuf";
import { fromJson, toJson } from "@bufbuild/protobuf";

import { readText } from "./body.js";
import { codeOfNumber, codeOfStatus } from "./codes.js";
import { readDetails } from "./details.js";
import { baseUrl } from "./endpoint.js";
import { QdrantCloudError } from "./errors.js";
import type { Method } from "./method.js";
import { production } from "./production.js";
import type { Transport, TransportFactory, TransportRequest, TransportResponse } from "./transport.js";
import type { Route } from "./url.js";
import { dropPath, parseRoute, pathOf, query } from "./url.js";

// Bounds of what is read. An answer is unpacked before it is counted.
const mostBytes = 64 << 20;
const mostErrorBytes = 1 << 20;

/** The header with the id of a call. */
export const traceHeader = "qc-trace-id";

/** What is used of the routes of all clients, by the method. */
const routes = new WeakMap<Method, Route>();

function routeOf(method: Method): Route {
  let route = routes.get(method);
  if (route === undefined) {
    if (method.spec.http === undefined) {
      throw new QdrantCloudError("UNIMPLEMENTED", `${method.name} has no route over REST: use the transport of "./client/grpc"`);
    }
    route = parseRoute(method.spec.http, method.desc.input);
    routes.set(method, route);
  }
  return route;
}

/** Returns the transport over REST, which needs nothing but fetch: the default, for browsers and edge functions too. */
export const rest: TransportFactory = (settings) => new RestTransport(baseUrl(settings, production.rest), settings.fetch);

class RestTransport implements Transport {
  readonly name = "rest";
  readonly needsCredentials = true;
  readonly #base: string;
  readonly #fetch: typeof globalThis.fetch;

  constructor(base: string, fetch: typeof globalThis.fetch | undefined) {
    this.#base = base;
    // The global one is looked up at each call, so that instrumentation that replaces it later counts.
    this.#fetch = fetch ?? ((input, init) => globalThis.fetch(input, init));
  }

  async call<I extends DescMessage, O extends DescMessage>(request: TransportRequest<I, O>): Promise<TransportResponse<O>> {
    const { method, headers, signal } = request;
    const { url, verb, body } = encode(request);
    headers.set("accept", "application/json");
    if (body !== undefined) {
      headers.set("content-type", "application/json");
    }
    let response: Response;
    let text: string;
    let whole: boolean;
    try {
      // A redirect would carry the key to another place.
      const init: RequestInit = { method: verb, headers, signal, redirect: "manual" };
      response = await this.#fetch(this.#base + url, body === undefined ? init : { ...init, body });
      ({ text, whole } = await readText(response, response.ok ? mostBytes : mostErrorBytes));
    } catch (cause) {
      throw new QdrantCloudError("UNAVAILABLE", `the API can't be reached at ${this.#base}: ${reason(cause)}`, { cause });
    }
    const traceId = response.headers.get(traceHeader) ?? "";
    if (!response.ok) {
      throw errorOf(response, text, traceId);
    }
    if (!whole) {
      throw new QdrantCloudError("RESOURCE_EXHAUSTED", `the answer has more than ${mostBytes} bytes`, { traceId });
    }
    try {
      return { message: decode(method, text), traceId };
    } catch (cause) {
      // The page of a proxy may be long, and of no use.
      const said = (cause instanceof Error ? cause.message : String(cause)).slice(0, 200);
      throw new QdrantCloudError("UNKNOWN", `the answer can't be read as ${method.desc.output.typeName}: ${said}`, { cause, traceId });
    }
  }
}

/** Distributes a request over path, query and body. */
function encode<I extends DescMessage, O extends DescMessage>({ method, message }: TransportRequest<I, O>): Encoded {
  const route = routeOf(method);
  const input: DescMessage = method.desc.input;
  const fields = toJson(input, message) as JsonObject;
  const path = pathOf(route, fields);
  if (method.spec.body === "*") {
    // All of the request is in the body, also what the path repeats: it is the message that the server reads.
    return { verb: route.verb, url: path, body: JSON.stringify(fields) };
  }
  const encoded: Encoded = { verb: route.verb, url: path };
  const inBody = input.fields.find((field) => field.name === method.spec.body)?.jsonName;
  if (inBody !== undefined) {
    encoded.body = JSON.stringify(fields[inBody] ?? {});
    Reflect.deleteProperty(fields, inBody);
  }
  dropPath(route, fields);
  encoded.url += query(input, fields);
  return encoded;
}

interface Encoded {
  verb: string;
  url: string;
  body?: string;
}

/** Reads an answer. Fields that this version does not know are left out: the API gets new ones at any time. */
function decode<I extends DescMessage, O extends DescMessage>(method: Method<I, O>, text: string): MessageShape<O> {
  const json = JSON.parse(text === "" ? "{}" : text) as JsonValue;
  const output: DescMessage = method.desc.output;
  const inBody = output.fields.find((field) => field.name === method.spec.responseBody)?.jsonName;
  return fromJson(method.desc.output, inBody === undefined ? json : { [inBody]: json }, { ignoreUnknownFields: true });
}

/** Makes an error of an answer: of the status in its body, or of what HTTP says where a proxy answers. */
function errorOf(response: Response, text: string, traceId: string): QdrantCloudError {
  const { code, message, details } = parseStatus(text);
  if (typeof code === "number" && typeof message === "string") {
    return new QdrantCloudError(codeOfNumber(code), message, { ...readDetails(Array.isArray(details) ? details : []), traceId });
  }
  const status = response.type === "opaqueredirect" ? "a redirect" : `HTTP ${response.status} ${response.statusText}`.trim();
  return new QdrantCloudError(codeOfStatus(response.status), `the answer is ${status}, and not of the API`, {
    traceId,
    retryDelayMs: retryAfter(response.headers.get("retry-after")),
  });
}

function parseStatus(text: string): { code?: unknown; message?: unknown; details?: unknown } {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

/** Reads the header Retry-After in its form of seconds. The other one, a date, would depend on the clock of this machine. */
function retryAfter(value: string | null): number | undefined {
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) * 1000 : undefined;
}

/** Says why fetch failed. Its own text is often only "fetch failed", and the reason in its cause. */
function reason(error: unknown): string {
  const { message = "", cause } = error instanceof Error ? error : { message: String(error) };
  const below = cause instanceof Error ? cause.message || String((cause as { code?: unknown }).code ?? "") : "";
  return below === "" ? message : `${message} (${below})`;
}
