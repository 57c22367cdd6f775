import { create } from "@bufbuild/protobuf";
import { copy } from "./account.js";
import { QdrantCloudError } from "./errors.js";
export class Pager {
    #pages;
    #stopped;
    constructor(connection, method, shape, request, options = {}) {
        this.#pages = () => pagesOf(connection, method, shape, request, options);
        this.#stopped = () => options.signal?.aborted === true
            ? new QdrantCloudError("CANCELLED", "the caller stopped the list", { method: method.name, cause: options.signal.reason })
            : undefined;
    }
    async *[Symbol.asyncIterator]() {
        for await (const page of this.#pages()) {
            for (const item of page.items) {
                const stopped = this.#stopped();
                if (stopped !== undefined) {
                    throw stopped;
                }
                yield item;
            }
        }
    }
    /** Goes through the pages. A method that does not page has one. */
    pages() {
        return this.#pages();
    }
    /** Reads everything. */
    async toArray() {
        const all = [];
        for await (const page of this.#pages()) {
            for (const item of page.items) {
                all.push(item);
            }
        }
        return all;
    }
}
async function* pagesOf(connection, method, { items, paged = false }, given, { pageSize, ...options }) {
    const input = method.desc.input;
    // The request of the caller stays as it is.
    const request = copy(create(input, given));
    const fields = request;
    if (paged && pageSize !== undefined) {
        fields.pageSize = pageSize;
    }
    for (;;) {
        const answer = await connection.call(method, request, options);
        const response = answer;
        const next = response.nextPageToken === "" || !paged ? undefined : response.nextPageToken;
        if (next !== undefined && next === fields.pageToken) {
            throw new QdrantCloudError("INTERNAL", "the API returns the token of the page that it was asked for", { method: method.name });
        }
        yield { items: response[items], totalSize: response.totalSize, nextPageToken: next, response };
        if (next === undefined) {
            return;
        }
        fields.pageToken = next;
    }
}
