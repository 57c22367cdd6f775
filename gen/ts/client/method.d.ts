import type { DescMessage, DescMethodUnary, DescService } from "@bufbuild/protobuf";
/** What the contract says about a method beyond its messages. */
export interface MethodSpec {
    /** The verb and the path over REST, as in `GET /api/cluster/v1/accounts/{account_id}/clusters`; none if it has no route. */
    readonly http?: string;
    /** The field of the request that is the body over REST, or `*` for all of it. */
    readonly body?: string;
    /** The field of the response that is the body of the answer over REST. */
    readonly responseBody?: string;
    /** Whether a second call does no more than the first. */
    readonly idempotent?: boolean;
    /** Whether it needs no authentication. */
    readonly anonymous?: boolean;
    /** The path to the account in the request, by the names of the contract, as in `cluster.account_id`. */
    readonly account?: string;
}
/** A method of the API, as a transport gets it. */
export interface Method<I extends DescMessage = DescMessage, O extends DescMessage = DescMessage> {
    /** The full name, as in `qdrant.cloud.cluster.v1.ClusterService/GetCluster`. */
    readonly name: string;
    readonly desc: DescMethodUnary<I, O>;
    readonly spec: MethodSpec;
}
type Unary<D> = D extends DescMethodUnary<infer I, infer O> ? Method<I, O> : never;
/** Puts what is said about the methods of a service beside their descriptors. */
export declare function methodsOf<S extends DescService, K extends string & keyof S["method"]>(service: S, specs: Readonly<Record<K, MethodSpec>>): {
    readonly [name in K]: Unary<S["method"][name]>;
};
export {};
