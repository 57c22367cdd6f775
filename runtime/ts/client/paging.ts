import type { DescMessage, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import { create } from "@bufbuild/protobuf";

import { copy } from "./account.js";
import type { Connection } from "./connection.js";
import { QdrantCloudError } from "./errors.js";
import type { Method } from "./method.js";
import type { ListOptions } from "./options.js";

/** Where a list is in its response. */
export interface ListShape {
  /** The field with the items, by its name in TypeScript. */
  readonly items: string;
  /** Whether the method returns a page at a time. */
  readonly paged?: boolean;
}

/** A part of a list. */
export interface Page<T, R> {
  readonly items: readonly T[];
  /** How many items match in all; undefined if the method does not say. */
  readonly totalSize: number | undefined;
  /** The token of the next page; undefined on the last one. */
  readonly nextPageToken: string | undefined;
  /** The response as it came. */
  readonly response: R;
}

/** What messages of lists have in common. */
interface PageFields {
  pageSize?: number | undefined;
  pageToken?: string | undefined;
  nextPageToken?: string | undefined;
  totalSize?: number | undefined;
}

/**
 * All items of a list, which are read page by page while they are used:
 *
 *     for await (const cluster of client.clusters.all()) { … }
 *
 * It can be gone through several times, and reads the list again each time.
 */
export class Pager<T, R> implements AsyncIterable<T> {
  readonly #pages: () => AsyncGenerator<Page<T, R>, void, undefined>;
  readonly #stopped: () => QdrantCloudError | undefined;

  constructor(
    connection: Connection,
    method: Method,
    shape: ListShape,
    request: object | undefined,
    options: ListOptions | undefined = {},
  ) {
    this.#pages = () => pagesOf<T, R>(connection, method, shape, request, options);
    this.#stopped = () =>
      options.signal?.aborted === true
        ? new QdrantCloudError("CANCELLED", "the caller stopped the list", { method: method.name, cause: options.signal.reason })
        : undefined;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
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
  pages(): AsyncGenerator<Page<T, R>, void, undefined> {
    return this.#pages();
  }

  /** Reads everything. */
  async toArray(): Promise<T[]> {
    const all: T[] = [];
    for await (const page of this.#pages()) {
      for (const item of page.items) {
        all.push(item);
      }
    }
    return all;
  }
}

async function* pagesOf<T, R>(
  connection: Connection,
  method: Method,
  { items, paged = false }: ListShape,
  given: object | undefined,
  { pageSize, ...options }: ListOptions,
): AsyncGenerator<Page<T, R>, void, undefined> {
  const input: DescMessage = method.desc.input;
  // The request of the caller stays as it is.
  const request = copy(create(input, given as MessageInitShape<DescMessage> | undefined));
  const fields = request as MessageShape<DescMessage> & PageFields;
  if (paged && pageSize !== undefined) {
    fields.pageSize = pageSize;
  }
  for (;;) {
    const answer: unknown = await connection.call(method, request, options);
    const response = answer as R & PageFields & Readonly<Record<string, unknown>>;
    const next = response.nextPageToken === "" || !paged ? undefined : response.nextPageToken;
    if (next !== undefined && next === fields.pageToken) {
      throw new QdrantCloudError("INTERNAL", "the API returns the token of the page that it was asked for", { method: method.name });
    }
    yield { items: response[items] as readonly T[], totalSize: response.totalSize, nextPageToken: next, response };
    if (next === undefined) {
      return;
    }
    fields.pageToken = next;
  }
}
