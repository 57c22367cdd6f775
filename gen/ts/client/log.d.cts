import type { Code } from "./codes.cjs";
/** What happened in one attempt of a call. It has no headers, so that no log gets a key. */
export interface AttemptLog {
    /** The full name of the method, as in `qdrant.cloud.cluster.v1.ClusterService/GetCluster`. */
    readonly method: string;
    /** The number of the attempt, from 1. */
    readonly attempt: number;
    readonly code: Code | "OK";
    readonly durationMs: number;
    /** The id of the call; empty if the API was not reached. */
    readonly traceId: string;
    /** The name of the transport. */
    readonly transport: string;
}
