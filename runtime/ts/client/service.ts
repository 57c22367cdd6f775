import { Connection } from "./connection.js";
import type { ClientOptions } from "./options.js";

/**
 * What the clients of all services have in common. Each can be made alone, so that a bundle has nothing of the other services, or with
 * a connection that several share.
 */
export abstract class ServiceClient {
  /** What makes the calls. No name of the contract has a $, so none can be the same. */
  protected readonly $connection: Connection;

  constructor(options: ClientOptions | Connection = {}) {
    this.$connection = options instanceof Connection ? options : new Connection(options);
  }
}
