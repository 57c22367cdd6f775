import type { DescMessage, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import type { Method } from "./method.js";
import type { CallOptions, ClientOptions } from "./options.js";
/** What the services of a client share: the transport, and everything that is done around a call. */
export declare class Connection {
    #private;
    constructor(options?: ClientOptions);
    /** Makes a call: with the account and the credentials, within the deadline, and again where that is safe. */
    call<I extends DescMessage, O extends DescMessage>(method: Method<I, O>, request: MessageInitShape<I> | undefined, options?: CallOptions): Promise<MessageShape<O>>;
    /** Ends all connections. Calls after that fail. */
    close(): void;
}
