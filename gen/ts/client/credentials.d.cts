import type { ClientOptions } from "./options.cjs";
/** A secret, and how it is sent. */
export interface Authorization {
    readonly secret: string;
    readonly header: string;
}
/** What authenticates the calls of a client. No text, inspection or JSON of it has the secret. */
export declare class Credentials {
    #private;
    constructor(options: Pick<ClientOptions, "apiKey" | "token">);
    /** Returns what to send; undefined without credentials. */
    get(signal: AbortSignal): Authorization | Promise<Authorization> | undefined;
}
