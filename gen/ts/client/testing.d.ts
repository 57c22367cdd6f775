import type { DescMessage, DescMethodUnary, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import type { Transport, TransportRequest, TransportResponse } from "./transport.js";
/** A call that a {@link FakeTransport} got. */
export interface FakeCall {
    /** The full name of the method. */
    readonly method: string;
    /** The request, with the account filled in. */
    readonly request: MessageShape<DescMessage>;
    readonly headers: Headers;
}
/**
 * Answers calls in a unit test, without a server:
 *
 *     const transport = new FakeTransport().on(ClusterService.method.listClusters, () => ({ items: [{ name: "search" }] }));
 *     const client = new Client({ transport });
 *
 * An answer that throws a `QdrantCloudError` makes the call fail with it. Methods without an answer are `UNIMPLEMENTED`.
 */
export declare class FakeTransport implements Transport {
    #private;
    readonly name = "fake";
    /** The calls so far, the oldest first; each attempt is one. */
    readonly calls: FakeCall[];
    /** Sets what answers the calls of a method. The latest one counts. */
    on<I extends DescMessage, O extends DescMessage>(method: DescMethodUnary<I, O>, answer: (request: MessageShape<I>, signal: AbortSignal) => MessageInitShape<O> | Promise<MessageInitShape<O>>): this;
    call<I extends DescMessage, O extends DescMessage>(request: TransportRequest<I, O>): Promise<TransportResponse<O>>;
}
