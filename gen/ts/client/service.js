import { Connection } from "./connection.js";
export class ServiceClient {
    /** What makes the calls. No name of the contract has a $, so none can be the same. */
    $connection;
    constructor(options = {}) {
        this.$connection = options instanceof Connection ? options : new Connection(options);
    }
}
