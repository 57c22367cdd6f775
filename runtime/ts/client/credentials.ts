import { fromEnvironment, variables } from "./environment.js";
import { QdrantCloudError } from "./errors.js";
import type { ClientOptions, TokenSource } from "./options.js";

/** A secret, and how it is sent. */
export interface Authorization {
  readonly secret: string;
  readonly header: string;
}

/** What authenticates the calls of a client. No text, inspection or JSON of it has the secret. */
export class Credentials {
  readonly #source: (signal: AbortSignal) => Authorization | Promise<Authorization> | undefined;

  constructor(options: Pick<ClientOptions, "apiKey" | "token">) {
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
  get(signal: AbortSignal): Authorization | Promise<Authorization> | undefined {
    return this.#source(signal);
  }
}

async function ask(source: TokenSource, signal: AbortSignal): Promise<string> {
  try {
    return await source(signal);
  } catch (cause) {
    throw new QdrantCloudError("UNAUTHENTICATED", "the token source failed", { cause });
  }
}

function bearer(token: string): Authorization {
  return authorization("Bearer", token, "token");
}

// What a header can't carry is refused here: fetch would repeat it in the text of its error.
function authorization(scheme: string, secret: string, what: string): Authorization {
  if (typeof secret !== "string" || !/^[\x21-\x7e]+$/.test(secret)) {
    throw new TypeError(`the ${what} is empty or has characters that no header can carry, such as spaces or the end of a line`);
  }
  return { secret, header: `${scheme} ${secret}` };
}
