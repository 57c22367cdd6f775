import type { DescField, DescMessage, JsonObject } from "@bufbuild/protobuf";
/** A field of a path template, or a text that is sent as it is. */
type Part = string | {
    readonly name: string;
    readonly fields: readonly DescField[];
    readonly slashes: boolean;
};
/** A route of google.api.http, ready to make URLs of requests. */
export interface Route {
    readonly verb: string;
    readonly parts: readonly Part[];
}
/** Reads a route such as `GET /v1/accounts/{account_id}/clusters`. */
export declare function parseRoute(http: string, input: DescMessage): Route;
/** Returns the fields on a path such as `cluster.account_id`. */
export declare function fieldsAt(message: DescMessage, path: string): DescField[];
/** Returns the path of a request, whose fields are given in ProtoJSON. */
export declare function pathOf(route: Route, request: JsonObject): string;
/** Removes from a request what the path has, so that the query does not repeat it. */
export declare function dropPath(route: Route, request: JsonObject): void;
/**
 * Returns the query of a request: a parameter for each field, with the path to it. Repeated fields are repeated parameters, entries of
 * maps have the key in brackets, and messages with a JSON form of their own, such as times and masks, are one parameter.
 */
export declare function query(message: DescMessage, fields: JsonObject): string;
export {};
