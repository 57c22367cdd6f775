import { fromEnvironment, variables } from "./environment.js";
import { QdrantCloudError } from "./errors.js";
export class Credentials {
    #source;
    constructor(options) {
        const { apiKey, token } = options;
        if (apiKey !== undefined && token !== undefined) {
            throw new TypeError("a client has either an apiKey or a token, and both were given");
        }
        if (typeof token === "function") {
            this.#source = async (signal) => bearer(await ask(token, signal));
            return;
        }
        const key = apiKey ?? (token === undefined ? fromEnvironment(variables.apiKey) : undefined);
        const fixed = token !== undefined ? bearer(token) : key !== undefined ? authorization("apikey", key, "API key") : undefined;
        this.#source = () => fixed;
    }
    /** Returns what to send; undefined without credentials. */
    get(signal) {
        return this.#source(signal);
    }
}
async function ask(source, signal) {
    try {
        return await source(signal);
    }
    catch (cause) {
        throw new QdrantCloudError("UNAUTHENTICATED", "the token source failed", { cause });
    }
}
function bearer(token) {
    return authorization("Bearer", token, "token");
}
function authorization(scheme, secret, what) {
    if (typeof secret !== "string" || !/^[\x21-\x7e]+$/.test(secret)) {
        throw new TypeError(`the ${what} is empty or has characters that no header can carry, such as spaces or the end of a line`);
    }
    return { secret, header: `${scheme} ${secret}` };
}
