import type { DescEnum, DescField, DescMessage, MessageInitShape } from "@bufbuild/protobuf";

import type { Connection } from "./connection.js";
import { Deadline } from "./deadline.js";
import { isError, QdrantCloudError, WaitError } from "./errors.js";
import type { Method } from "./method.js";
import type { CallOptions } from "./options.js";
import { Pager } from "./paging.js";
import { fieldsAt } from "./url.js";

const defaultTimeoutMs = 30 * 60_000;
const growth = 1.5;

/** How to wait. */
export interface WaitOptions<T, P> extends Omit<CallOptions, "timeoutMs"> {
  /** How long to wait at most: 30 minutes. null is for ever. */
  readonly timeoutMs?: number | null | undefined;
  /** The time before the second look: 1,000 ms. It grows from look to look. */
  readonly intervalMs?: number | undefined;
  /** The longest time between two looks: 10,000 ms. */
  readonly maxIntervalMs?: number | undefined;
  /** The phases to wait for, instead of those that mean success. */
  readonly until?: readonly P[] | undefined;
  /** Is told what was read, at each look. */
  readonly onProgress?: ((item: T, phase: P) => void) | undefined;
}

/** What there is to wait for in the response of a method. */
export interface WaitShape {
  /** The path to the phase, by the names of the contract, as in `cluster.state.phase` or `items.status`. */
  readonly phase: string;
  /** The numbers of the phases that mean success. */
  readonly success: readonly number[];
  /** The numbers of those after which there will be no success. */
  readonly failure: readonly number[];
  /** How to find a resource by its id where the method returns a list. */
  readonly list?: { readonly paged?: boolean };
}

/** What is read at a look. */
interface Look<T> {
  readonly item: T;
  readonly phase: number;
}

/** Waits until something is in a phase that means success. */
export async function waitFor<T, P extends number>(
  connection: Connection,
  method: Method,
  shape: WaitShape,
  request: object | undefined,
  id: string | undefined,
  options: WaitOptions<T, P> = {},
): Promise<T> {
  const wanted: readonly number[] = options.until ?? shape.success;
  const failed = shape.failure.filter((phase) => !wanted.includes(phase));
  const name = nameOf(method, shape);
  return poll<T, P, T>(connection, method, shape, request, id, options, (look) => {
    if (look instanceof QdrantCloudError) {
      throw look;
    }
    if (failed.includes(look.phase)) {
      const phase = name(look.phase);
      throw new WaitError("FAILED_PRECONDITION", `it is in the phase ${phase}, from which it does not recover`, look.item, phase, {
        method: method.name,
      });
    }
    return wanted.includes(look.phase) ? { value: look.item } : undefined;
  });
}

/** Waits until there is nothing to read any more. */
export async function waitUntilGone<T, P extends number>(
  connection: Connection,
  method: Method,
  shape: WaitShape,
  request: object | undefined,
  id: string | undefined,
  options: WaitOptions<T, P> = {},
): Promise<void> {
  return poll<T, P, undefined>(connection, method, shape, request, id, options, (look) => {
    if (!(look instanceof QdrantCloudError)) {
      return undefined;
    }
    if (isError(look, "NOT_FOUND")) {
      return { value: undefined };
    }
    throw look;
  });
}

/** Looks again and again until there is a verdict. */
async function poll<T, P extends number, V>(
  connection: Connection,
  method: Method,
  shape: WaitShape,
  request: object | undefined,
  id: string | undefined,
  options: WaitOptions<T, P>,
  verdict: (look: Look<T> | QdrantCloudError) => { readonly value: V } | undefined,
): Promise<V> {
  const { timeoutMs = defaultTimeoutMs, intervalMs = 1_000, maxIntervalMs = 10_000, signal, onProgress } = options;
  const calls: CallOptions = { headers: options.headers, retry: options.retry };
  const name = nameOf(method, shape);
  const deadline = new Deadline(timeoutMs, signal);
  let last: Look<T> | undefined;
  try {
    for (let pause = intervalMs; ; pause = Math.min(maxIntervalMs, pause * growth)) {
      const look = await read<T>(connection, method, shape, request, id, { ...calls, signal: deadline.signal });
      if (deadline.error !== undefined) {
        throw deadline.error;
      }
      if (!(look instanceof QdrantCloudError)) {
        last = look;
        onProgress?.(look.item, look.phase as P);
      }
      const found = verdict(look);
      if (found !== undefined) {
        return found.value;
      }
      // Up to a fifth less, so that many who wait do not look at the same time.
      await deadline.sleep(pause * (1 - Math.random() / 5));
    }
  } catch (thrown) {
    const over = deadline.error;
    if (over?.code === "DEADLINE_EXCEEDED") {
      const phase = last === undefined ? "" : name(last.phase);
      const state = last === undefined ? "and could not be read" : `in the phase ${phase}`;
      throw new WaitError(over.code, `after ${timeoutMs ?? 0} ms it is still ${state}`, last?.item, phase, { method: method.name });
    }
    if (over !== undefined) {
      throw new QdrantCloudError(over.code, "the caller stopped waiting", { method: method.name, cause: over.cause });
    }
    throw thrown;
  } finally {
    deadline.release();
  }
}

/** Reads the resource once. Errors are returned, because that there is none may be what the caller waits for. */
async function read<T>(
  connection: Connection,
  method: Method,
  shape: WaitShape,
  request: object | undefined,
  id: string | undefined,
  options: CallOptions,
): Promise<Look<T> | QdrantCloudError> {
  const [top, ...below] = fieldsAt(method.desc.output, shape.phase) as [DescField, ...DescField[]];
  try {
    let item: unknown;
    if (shape.list === undefined) {
      const response = await connection.call(method, request as MessageInitShape<DescMessage> | undefined, options);
      item = (response as unknown as Record<string, unknown>)[top.localName];
    } else {
      for await (const candidate of new Pager(connection, method, { items: top.localName, ...shape.list }, request, options)) {
        if ((candidate as { id?: unknown }).id === id) {
          item = candidate;
          break;
        }
      }
    }
    if (item === undefined) {
      throw new QdrantCloudError("NOT_FOUND", id === undefined ? "the answer is empty" : `the list has no item with the id ${id}`, {
        method: method.name,
      });
    }
    let phase: unknown = item;
    for (const field of below) {
      phase = (phase as Record<string, unknown> | undefined)?.[field.localName];
    }
    return { item: item as T, phase: typeof phase === "number" ? phase : 0 };
  } catch (thrown) {
    if (thrown instanceof QdrantCloudError) {
      return thrown;
    }
    throw thrown;
  }
}

/** Returns how the contract names the phases. */
function nameOf(method: Method, shape: WaitShape): (phase: number) => string {
  return (phase) => {
    const of: DescEnum | undefined = fieldsAt(method.desc.output, shape.phase).at(-1)?.enum;
    return of?.value[phase]?.name ?? String(phase);
  };
}
