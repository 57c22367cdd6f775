// Runs the generators of TypeScript in one process: to start Node.js and to load them takes longer than to generate most packages.
//
//   node -e SCRIPT NODE_MODULES
//
// Standard input has a request of protoc, and standard output gets the response.
"use strict";

const { createRequire, Module } = require("node:module");
const { join } = require("node:path");

// To optimize code costs more than it saves in a process that lives for a second: functions have to run eight times as long as by default
// before V8 does. It takes a third off the processor time for a whole contract, and half for a package.
require("node:v8").setFlagsFromString("--interrupt-budget=800000");

const modules = createRequire(join(process.argv[1], "protoc-gen-ts.cjs"));

// The library of the generators loads the TypeScript compiler, which they need for no target that is asked for here, and which takes longer
// to load than all the rest. It is loaded when something of it is used.
const load = Module._load;
Module._load = function (name, ...rest) {
  if (name !== "typescript" && name !== "@typescript/vfs") {
    return load.call(this, name, ...rest);
  }
  return new Proxy({}, {
    get: (_, property) => (property === "__esModule" ? undefined : load.call(this, name, ...rest)[property]),
  });
};

const { fromBinary, toBinary } = modules("@bufbuild/protobuf");
const { CodeGeneratorRequestSchema, CodeGeneratorResponseSchema } = modules("@bufbuild/protobuf/wkt");
const { protocGenEs } = modules("@bufbuild/protoc-gen-es/dist/cjs/src/protoc-gen-es-plugin.js");
const { protocGenConnectQuery } = modules("@connectrpc/protoc-gen-connect-query/dist/cjs/src/protoc-gen-connect-query-plugin.js");

const request = fromBinary(CodeGeneratorRequestSchema, require("node:fs").readFileSync(0));

// An option that begins with "types:" is for the types alone.
const options = request.parameter.split(",").filter((option) => option !== "");
const own = options.filter((option) => option.startsWith("types:")).map((option) => option.slice("types:".length));
const shared = options.filter((option) => !option.startsWith("types:"));

const run = (plugin, target, more) => {
  request.parameter = [target, ...shared, ...more].join(",");
  return plugin.run(request);
};

try {
  const response = run(protocGenEs, "target=dts", own);
  response.file.push(
    ...run(protocGenEs, "target=js", []).file,
    ...run(protocGenConnectQuery, "target=js+dts", []).file,
  );
  require("node:fs").writeFileSync(1, toBinary(CodeGeneratorResponseSchema, response));
} catch (reason) {
  process.stderr.write(`protoc-gen-ts: ${reason instanceof Error ? (reason.name === "PluginOptionError" ? reason.message : reason.stack) : reason}\n`);
  process.exitCode = 1;
}
