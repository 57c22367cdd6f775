"use strict";
Object.defineProperty(exports, "__esModule", { value: true });

exports.changes = require("./changes.cjs").changes;
exports.fromConnect = require("./connect.cjs").fromConnect;
exports.Connection = require("./connection.cjs").Connection;
exports.isError = require("./errors.cjs").isError;
exports.QdrantCloudError = require("./errors.cjs").QdrantCloudError;
exports.WaitError = require("./errors.cjs").WaitError;
exports.Pager = require("./paging.cjs").Pager;
exports.rest = require("./rest.cjs").rest;
exports.ServiceClient = require("./service.cjs").ServiceClient;
