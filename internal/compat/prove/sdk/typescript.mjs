// Writes programs that use generated declarations, and checks programs. The job is JSON on standard input:
// {"write": [path, ...]} prints for each declaration file the lines of a program, with the element that each line uses;
// {"check": [path, ...]} prints the errors of the compiler in these files.
import fs from "node:fs";
import path from "node:path";
import v8 from "node:v8";
import ts from "typescript";

// To optimize code costs more than it saves in a process that lives for seconds: V8 has functions run longer before it does.
v8.setFlagsFromString("--interrupt-budget=800000");

const job = JSON.parse(fs.readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(job.write ? job.write.map(write) : check(job.check)));

function check(files) {
  const program = ts.createProgram(files, {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    noEmit: true,
    types: [],
    lib: ["lib.es2022.d.ts"], // What browsers have is larger than the code, which uses none of it.
  });
  const found = [];
  for (const file of files) {
    const source = program.getSourceFile(file);
    for (const d of [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]) {
      const line = d.start === undefined ? 0 : source.getLineAndCharacterOfPosition(d.start).line + 1;
      found.push({ file, line, text: ts.flattenDiagnosticMessageText(d.messageText, " ").slice(0, 300) });
    }
  }
  return found;
}

// importedEnums are the names of enums that a file imports from one beside it.
function importedEnums(file, statement) {
  const from = path.join(path.dirname(file), statement.moduleSpecifier.text).replace(/\.js$/, ".d.ts");
  if (!statement.moduleSpecifier.text.startsWith(".") || !fs.existsSync(from)) {
    return [];
  }
  const declared = new Set([...fs.readFileSync(from, "utf8").matchAll(/^export (?:declare )?enum (\w+)/gm)].map((m) => m[1]));
  return (statement.importClause?.namedBindings?.elements ?? [])
    .filter((e) => declared.has((e.propertyName ?? e.name).text))
    .map((e) => e.name.text);
}

// element is what the generator says a declaration was made from; a field is in the message around it.
function element(source, node, around) {
  const comments = ts.getLeadingCommentRanges(source.text, node.pos) ?? [];
  const text = comments.map((c) => source.text.slice(c.pos, c.end)).join("\n");
  const field = text.match(/@generated from (?:field|enum value): (?:.* )?(\w+) = -?\d+/);
  if (field) {
    return around + "." + field[1];
  }
  const described = text.match(/Describes the file ([^\s]+\.proto)\./);
  if (described) {
    return described[1];
  }
  const named = text.match(/@generated from (?:message|enum|oneof|service|rpc|extension:.*?) ([\w.]+)/);
  return named ? named[1] : around;
}

function write(file) {
  const source = ts.createSourceFile(file, fs.readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
  const module = "./" + path.basename(file).replace(/\.d\.ts$/, ".js");
  const lines = [];
  const add = (of, line) => lines.push({ element: of, line: line.replace(/\s*\n\s*/g, " ") });
  const text = (node) => node.getText(source).replace(/\/\*\*[^]*?\*\//g, "");
  const constants = new Set(
    source.statements.filter(ts.isVariableStatement).flatMap((s) => s.declarationList.declarations.map((d) => d.name.getText(source))),
  );
  const enums = new Set(source.statements.filter(ts.isEnumDeclaration).map((s) => s.name.text));
  for (const statement of source.statements.filter(ts.isImportDeclaration)) {
    importedEnums(file, statement).forEach((name) => enums.add(name));
  }
  let count = 0;
  const name = () => "u" + count++;

  add("", 'import { create } from "@bufbuild/protobuf";');
  add("", `import * as pb from "${module}";`);
  add("", "declare function value<T>(): T;");
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      add("", text(statement).replaceAll("import {", "import type {"));
    }
  }
  // What the file declares is imported name by name, so that one that is gone is found where it is.
  for (const statement of source.statements) {
    const of = element(source, statement, "");
    if (ts.isTypeAliasDeclaration(statement) || ts.isEnumDeclaration(statement)) {
      add(of, `import type { ${statement.name.text} } from "${module}";`);
    } else if (ts.isVariableStatement(statement)) {
      for (const d of statement.declarationList.declarations) {
        add(of, `import type { ${d.name.getText(source)} } from "${module}";`);
      }
    }
  }
  for (const statement of source.statements) {
    const of = element(source, statement, "");
    if (ts.isEnumDeclaration(statement)) {
      for (const member of statement.members) {
        add(element(source, member, of), `export const ${name()}: ${statement.name.text} = pb.${statement.name.text}.${text(member.name)};`);
      }
    } else if (ts.isTypeAliasDeclaration(statement)) {
      alias(statement, of);
    } else if (ts.isVariableStatement(statement)) {
      for (const d of statement.declarationList.declarations) {
        variable(d, of);
      }
    }
  }
  return lines;

  function variable(d, of) {
    const id = d.name.getText(source);
    const type = d.type;
    if (ts.isTypeReferenceNode(type) && type.typeName.getText(source).startsWith("GenService") && type.typeArguments?.length) {
      add(of, `export const ${name()}: string = pb.${id}.typeName;`);
      for (const member of type.typeArguments[0].members ?? []) {
        const method = member.name.getText(source);
        add(element(source, member, of), `export const ${name()}: GenService<{ ${text(member)} }>["method"]["${method}"] = pb.${id}.method.${method};`);
      }
      return;
    }
    add(of, `export const ${name()}: ${text(type)} = pb.${id};`);
  }

  function alias(statement, of) {
    const id = statement.name.text;
    const checked = !constants.has(id + "Schema"); // The type of messages that passed validation has no schema of its own.
    const literal = ts.isIntersectionTypeNode(statement.type) ? statement.type.types.find(ts.isTypeLiteralNode) : undefined;
    const about = of || (text(statement.type).match(/^Message<"([\w.]+)">/)?.[1] ?? "");
    if (!checked) {
      add(about, `export const ${name()}: ${id} = create(pb.${id}Schema);`);
      const typeName = text(statement.type).match(/^Message<("[\w.]+")>/)?.[1];
      if (typeName) {
        add(about, `export const ${name()} = (m: ${id}): ${typeName} => m.$typeName;`);
      }
    }
    // While the type of valid messages is that of all, programs pass what was not validated.
    const aliased = checked && ts.isTypeReferenceNode(statement.type) ? source.statements.find((s) => ts.isTypeAliasDeclaration(s) && s.name.text === text(statement.type)) : undefined;
    const every = aliased && ts.isIntersectionTypeNode(aliased.type) ? aliased.type.types.find(ts.isTypeLiteralNode) : undefined;
    for (const member of every?.members ?? []) {
      if (member.questionToken) {
        add(element(source, member, about), `export const ${name()}: ${id}["${member.name.getText(source)}"] = undefined;`);
      }
    }
    for (const member of literal?.members ?? []) {
      const property = member.name.getText(source);
      const here = element(source, member, about);
      const type = member.questionToken ? `${text(member.type)} | undefined` : text(member.type);
      const variants = ts.isUnionTypeNode(member.type) ? member.type.types.filter(ts.isTypeLiteralNode) : [];
      if (variants.length > 0) {
        add(here, `export const ${name()} = (m: ${id}): string | undefined => m.${property}?.case;`);
        oneof(id, property, variants, about, checked);
      }
      if (variants.length > 0 && variants.length === member.type.types.length) {
        continue;
      }
      add(here, `export const ${name()} = (m: ${id}): ${type} => m.${property};`);
      if (!checked) {
        add(here, `export const ${name()} = (m: ${id}, v: ${type}) => { m.${property} = v; };`);
        add(here, `export const ${name()} = create(pb.${id}Schema, { ${property}: value<${type}>() });`);
        literals(id, property, text(member.type), here);
      }
    }
  }

  // literals uses what the compiler lets pass between numbers and enums, and does not where a value is known: tables by the
  // values of an enum, and numbers that no enum has.
  function literals(id, property, declared, here) {
    const type = declared.replace(/ \| undefined$/, "");
    const list = type.match(/^(\w+)\[\]$/)?.[1];
    const map = type.match(/^\{ \[key: \w+\]: (\w+) \}$/)?.[1];
    const single = list ?? map ?? type;
    const read = list ? `m.${property}[0]!` : map ? `Object.values(m.${property})[0]!` : `m.${property}!`;
    if (/^\{ \[key: string\]/.test(type)) {
      add(here, `export const ${name()} = (m: ${id}, key: string) => m.${property}[key];`);
    }
    if (enums.has(single)) {
      add(here, `export const ${name()} = (m: ${id}, names: { [k in ${single}]: string }): string => names[${read}];`);
    } else if (single === "number") {
      add(here, `export const ${name()} = (m: ${id}) => { m.${property} = ${list ? "[987654]" : map ? '{ "1": 987654 }' : "987654"}; };`);
    }
  }

  function oneof(id, property, variants, about, checked) {
    for (const variant of variants) {
      const part = Object.fromEntries(variant.members.map((m) => [m.name.getText(source), m]));
      const label = part.case && text(part.case.type);
      if (!label || label === "undefined") {
        continue;
      }
      const here = element(source, part.value, about);
      const type = text(part.value.type);
      add(here, `export const ${name()} = (m: ${id}): ${type} => { if (m.${property}?.case === ${label}) { return m.${property}.value; } throw 0; };`);
      if (!checked) {
        add(here, `export const ${name()} = (m: ${id}, v: ${type}) => { m.${property} = { case: ${label}, value: v }; };`);
        add(here, `export const ${name()} = create(pb.${id}Schema, { ${property}: { case: ${label}, value: value<${type}>() } });`);
        if (type === "number") {
          add(here, `export const ${name()} = (m: ${id}) => { m.${property} = { case: ${label}, value: 987654 }; };`);
        }
        if (enums.has(type)) {
          add(here, `export const ${name()} = (m: ${id}, names: { [k in ${type}]: string }): string => { if (m.${property}?.case === ${label}) { return names[m.${property}.value]; } throw 0; };`);
        }
      }
    }
  }
}
