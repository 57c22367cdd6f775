import type { DescMessage, DescMethodUnary, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import { clone, create } from "@bufbuild/protobuf";

import { QdrantCloudError } from "./errors.js";
import type { Transport, TransportRequest, TransportResponse } from "./transport.js";

/** A call that a {@link FakeTransport} got. */
export interface FakeCall {
  /** The full name of the method. */
  readonly method: string;
  /** The request, with the account filled in. */
  readonly request: MessageShape<DescMessage>;
  readonly headers: Headers;
}

type Answer = (request: MessageShape<DescMessage>, signal: AbortSignal) => unknown;

/**
 * Answers calls in a unit test, without a server:
 *
 *     const transport = new FakeTransport().on(ClusterService.method.listClusters, () => ({ items: [{ name: "search" }] }));
 *     const client = new Client({ transport });
 *
 * An answer that throws a `QdrantCloudError` makes the call fail with it. Methods without an answer are `UNIMPLEMENTED`.
 */
export class FakeTransport implements Transport {
  readonly name = "fake";
  /** The calls so far, the oldest first; each attempt is one. */
  readonly calls: FakeCall[] = [];
  readonly #answers = new Map<string, Answer>();

  /** Sets what answers the calls of a method. The latest one counts. */
  on<I extends DescMessage, O extends DescMessage>(
    method: DescMethodUnary<I, O>,
    answer: (request: MessageShape<I>, signal: AbortSignal) => MessageInitShape<O> | Promise<MessageInitShape<O>>,
  ): this {
    this.#answers.set(`${method.parent.typeName}/${method.name}`, answer as Answer);
    return this;
  }

  async call<I extends DescMessage, O extends DescMessage>(request: TransportRequest<I, O>): Promise<TransportResponse<O>> {
    const { method, message, headers, signal } = request;
    this.calls.push({ method: method.name, request: clone(method.desc.input as DescMessage, message), headers });
    const answer = this.#answers.get(method.name);
    if (answer === undefined) {
      throw new QdrantCloudError("UNIMPLEMENTED", `the fake transport has no answer for it: add one with on(…)`);
    }
    const response = await answer(message, signal);
    return { message: create(method.desc.output, response as MessageInitShape<O>), traceId: "" };
  }
}
