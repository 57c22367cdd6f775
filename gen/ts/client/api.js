export { changes } from "./changes.js";
export { fromConnect } from "./connect.js";
export { Connection } from "./connection.js";
export { isError, QdrantCloudError, WaitError } from "./errors.js";
export { Pager } from "./paging.js";
export { rest } from "./rest.js";
export { ServiceClient } from "./service.js";
