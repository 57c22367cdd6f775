import type { DescMessage, DescMethodUnary, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import { create, fromBinary, toJson } from "@bufbuild/protobuf";

import { BadRequestSchema, ErrorInfoSchema, HelpSchema, RetryInfoSchema } from "../google/rpc/error_details_pb.js";
import { codeOfNumber } from "./codes.js";
import { readDetails } from "./details.js";
import { QdrantCloudError } from "./errors.js";
import { traceHeader } from "./rest.js";
import type { Transport, TransportRequest, TransportResponse } from "./transport.js";
import { violationsSchema } from "./violations.js";

/** What is used of a Transport of @connectrpc/connect. */
export interface ConnectTransport {
  unary<I extends DescMessage, O extends DescMessage>(
    method: DescMethodUnary<I, O>,
    signal: AbortSignal | undefined,
    timeoutMs: number | undefined,
    header: HeadersInit | undefined,
    input: MessageInitShape<I>,
  ): Promise<{ readonly header: Headers; readonly trailer: Headers; readonly message: MessageShape<O> }>;
}

/** How a transport of Connect is used. */
export interface ConnectOptions {
  /** What logs call it. */
  readonly name?: string;
  /** Whether the client refuses calls without a key; otherwise an interceptor may add one. */
  readonly needsCredentials?: boolean;
  /** Ends its connections. */
  readonly close?: () => void;
}

/**
 * Makes a transport of one of @connectrpc/connect, such as `createGrpcWebTransport` of @connectrpc/connect-web or, in tests,
 * `createRouterTransport`. Its interceptors see each attempt.
 */
export function fromConnect(transport: ConnectTransport, options: ConnectOptions = {}): Transport {
  const { name = "connect", needsCredentials = false, close } = options;
  return {
    name,
    needsCredentials,
    async call<I extends DescMessage, O extends DescMessage>(request: TransportRequest<I, O>): Promise<TransportResponse<O>> {
      const { method, message, headers, signal, timeoutMs } = request;
      try {
        const response = await transport.unary(method.desc, signal, timeoutMs, headers, message as MessageInitShape<I>);
        return { message: response.message, traceId: response.trailer.get(traceHeader) ?? response.header.get(traceHeader) ?? "" };
      } catch (thrown) {
        throw errorOf(thrown);
      }
    },
    close() {
      close?.();
    },
  };
}

/** What a ConnectError has. It is not imported, so that this module needs no Connect. */
interface ConnectError extends Error {
  readonly code: number;
  readonly rawMessage: string;
  readonly metadata: Headers;
  readonly details: readonly unknown[];
}

function errorOf(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || thrown.name !== "ConnectError" || !("rawMessage" in thrown)) {
    return thrown;
  }
  const { code, rawMessage, metadata, details, cause } = thrown as ConnectError;
  // Node.js reports a lost connection as a stream that was cancelled, although nobody has cancelled it, or as an error of the system.
  const lost = (codeOfNumber(code) === "CANCELLED" && rawMessage.startsWith("http/2 stream closed")) || wasLost(cause);
  // The error of Connect is not the cause: it repeats the text, from which the client removes secrets.
  return new QdrantCloudError(lost ? "UNAVAILABLE" : codeOfNumber(code), rawMessage, {
    ...readDetails(details.map(anyOf)),
    traceId: metadata.get(traceHeader) ?? "",
    cause,
  });
}

const lostConnection = new Set(["ECONNRESET", "ECONNABORTED", "EPIPE", "ETIMEDOUT"]);

/** Whether an error of the system says that a connection was lost. What the API answers has no such cause. */
function wasLost(cause: unknown): boolean {
  const { code } = typeof cause === "object" && cause !== null ? (cause as { code?: unknown }) : {};
  return typeof code === "string" && lostConnection.has(code);
}

/** Writes a detail as ProtoJSON: one that came over the wire, or one that a router in this process gave. */
function anyOf(detail: unknown): unknown {
  const { type, value, desc } = detail as { type?: string; value?: unknown; desc?: DescMessage };
  try {
    const schema = desc ?? schemaOf(type ?? "");
    if (schema === undefined) {
      return undefined;
    }
    const message = value instanceof Uint8Array ? fromBinary(schema, value) : create(schema, value as MessageInitShape<DescMessage>);
    return { "@type": schema.typeName, ...(toJson(schema, message) as object) };
  } catch {
    // A detail that can't be read must not hide the error.
    return undefined;
  }
}

function schemaOf(type: string): DescMessage | undefined {
  return [BadRequestSchema, ErrorInfoSchema, HelpSchema, RetryInfoSchema, violationsSchema()].find((s) => s.typeName === type);
}
