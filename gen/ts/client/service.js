import { Connection } from "./connection.js";
/**
 * What the clients of all services have in common. Each can be made alone, so that a bundle has nothing of the other services, or with
 * a connection that several share.
 */
export class ServiceClient {
    /** What makes the calls. No name of the contract has a $, so none can be the same. */
    $connection;
    constructor(options = {}) {
        this.$connection = options instanceof Connection ? options : new Connection(options);
    }
}
