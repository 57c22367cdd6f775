import { Deadline } from "./deadline.js";
import { isError, QdrantCloudError, WaitError } from "./errors.js";
import { Pager } from "./paging.js";
import { fieldsAt } from "./url.js";
const defaultTimeoutMs = 30 * 60_000;
const growth = 1.5;
export async function waitFor(connection, method, shape, request, id, options = {}) {
    const wanted = options.until ?? shape.success;
    const failed = shape.failure.filter((phase) => !wanted.includes(phase));
    const name = nameOf(method, shape);
    return poll(connection, method, shape, request, id, options, (look) => {
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
export async function waitUntilGone(connection, method, shape, request, id, options = {}) {
    return poll(connection, method, shape, request, id, options, (look) => {
        if (!(look instanceof QdrantCloudError)) {
            return undefined;
        }
        if (isError(look, "NOT_FOUND")) {
            return { value: undefined };
        }
        throw look;
    });
}
async function poll(connection, method, shape, request, id, options, verdict) {
    const { timeoutMs = defaultTimeoutMs, intervalMs = 1_000, maxIntervalMs = 10_000, signal, onProgress } = options;
    const calls = { headers: options.headers, retry: options.retry };
    const name = nameOf(method, shape);
    const deadline = new Deadline(timeoutMs, signal);
    let last;
    try {
        for (let pause = intervalMs;; pause = Math.min(maxIntervalMs, pause * growth)) {
            const look = await read(connection, method, shape, request, id, { ...calls, signal: deadline.signal });
            if (deadline.error !== undefined) {
                throw deadline.error;
            }
            if (!(look instanceof QdrantCloudError)) {
                last = look;
                onProgress?.(look.item, look.phase);
            }
            const found = verdict(look);
            if (found !== undefined) {
                return found.value;
            }
            // Up to a fifth less, so that many who wait do not look at the same time.
            await deadline.sleep(pause * (1 - Math.random() / 5));
        }
    }
    catch (thrown) {
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
    }
    finally {
        deadline.release();
    }
}
async function read(connection, method, shape, request, id, options) {
    const [top, ...below] = fieldsAt(method.desc.output, shape.phase);
    try {
        let item;
        if (shape.list === undefined) {
            const response = await connection.call(method, request, options);
            item = response[top.localName];
        }
        else {
            for await (const candidate of new Pager(connection, method, { items: top.localName, ...shape.list }, request, options)) {
                if (candidate.id === id) {
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
        let phase = item;
        for (const field of below) {
            phase = phase?.[field.localName];
        }
        return { item: item, phase: typeof phase === "number" ? phase : 0 };
    }
    catch (thrown) {
        if (thrown instanceof QdrantCloudError) {
            return thrown;
        }
        throw thrown;
    }
}
function nameOf(method, shape) {
    return (phase) => {
        const of = fieldsAt(method.desc.output, shape.phase).at(-1)?.enum;
        return of?.value[phase]?.name ?? String(phase);
    };
}
