"use strict";
Object.defineProperty(exports, "__esModule", { value: true });

const { Connection } = require("./connection.cjs");
class ServiceClient {
    /** What makes the calls. No name of the contract has a $, so none can be the same. */
    $connection;
    constructor(options = {}) {
        this.$connection = options instanceof Connection ? options : new Connection(options);
    }
}
exports.ServiceClient = ServiceClient;
