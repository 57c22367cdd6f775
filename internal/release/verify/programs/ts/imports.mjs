// Imports everything that a package exports, and prints what it has found as JSON.
import { readFileSync, writeFileSync } from "node:fs";

const name = process.argv[2];
const folder = `node_modules/${name}`;
const manifest = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
const modules = Object.keys(manifest.exports)
  .filter((path) => !path.endsWith(".json"))
  .map((path) => name + path.slice(1));
for (const module of modules) {
  await import(module);
}
// For the compiler, which looks at the types of what is imported.
writeFileSync("all.ts", modules.map((module, i) => `export * as m${i} from "${module}";\n`).join(""));
console.log(
  JSON.stringify({
    version: manifest.version,
    modules: modules.length,
    readme: readFileSync(`${folder}/README.md`, "utf8"),
  }),
);
