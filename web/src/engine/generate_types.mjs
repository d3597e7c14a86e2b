// Makes session_types.ts of the JSON Schemas in bridge/schema. Needs nothing but Node.
//
//   node web/src/engine/generate_types.mjs            writes it
//   node web/src/engine/generate_types.mjs --check    fails if it is not what would be written

import { readFileSync, writeFileSync } from "node:fs";

const schemas = new URL("../../../bridge/schema/", import.meta.url);
const output = new URL("session_types.ts", import.meta.url);
const files = ["common", "say", "request", "answer", "views"];
const width = 100;
const longestTuple = 4;

const head = `// Made of bridge/schema by generate_types.mjs: change the schema, then run that.
`;

// What no schema says: which reply belongs to which command.
const tail = `
type ViewOf<Name> = Name extends keyof Views ? Views[Name] : never;

/** The reply to a command; undefined where it has none. */
export type ReplyOf<C extends Command> = C extends { do: "view"; view: infer Name }
  ? ViewOf<Name>
  : C["do"] extends keyof Replies
    ? Replies[C["do"]]
    : undefined;
`;

const literal = (value) => JSON.stringify(value);
const property = (name) => (/^[A-Za-z_]\w*$/.test(name) ? name : literal(name));
const comment = (schema, indent) =>
  schema.description ? `${indent}/** ${schema.description} */\n` : "";

// What a type can say of a schema; lengths, patterns and the like are left to the session. Whatever
// is not expected here stops it, so that nothing comes out as something vaguer than it is.
function typeOf(schema) {
  if (schema.$ref) return schema.$ref.replace(/^.*#\/\$defs\//, "");
  if ("const" in schema) return literal(schema.const);
  if (schema.enum) return schema.enum.map(literal).join(" | ");
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" | ");
  switch (schema.type) {
    case "string":
    case "boolean":
    case "null":
      return schema.type;
    case "integer":
    case "number":
      return "number";
    case "array":
      return listOf(schema);
    case "object":
      if (schema.properties) return `{ ${members(schema).join("; ")} }`;
      return `Record<string, ${typeOf(schema.additionalProperties)}>`;
    default:
      throw new Error(`no type for ${literal(schema)}`);
  }
}

function listOf(schema) {
  const item = typeOf(schema.items);
  if (schema.minItems === schema.maxItems && schema.minItems <= longestTuple) {
    return `[${Array(schema.minItems).fill(item).join(", ")}]`;
  }
  return /[ {]/.test(item) ? `(${item})[]` : `${item}[]`;
}

function members(schema) {
  if (schema.additionalProperties !== false) throw new Error(`open: ${literal(schema)}`);
  return Object.entries(schema.properties).map(
    ([name, member]) =>
      `${property(name)}${schema.required?.includes(name) ? "" : "?"}: ${typeOf(member)}`,
  );
}

function declaration(name, schema) {
  const about = comment(schema, "");
  if (schema.type === "object" && schema.properties) {
    const descriptions = Object.values(schema.properties).map((member) => comment(member, "  "));
    const lines = members(schema).map((member, i) => `${descriptions[i]}  ${wrapped(member)};\n`);
    return `${about}export interface ${name} {\n${lines.join("")}}\n`;
  }
  return `${about}${wrapped(`export type ${name} = ${typeOf(schema)}`)};\n`;
}

// A long union goes on a line for each of its members.
function wrapped(text) {
  if (text.length < width || !text.includes(" | ")) return text;
  const [start, ...rest] = text.split(/(?<=(?: =|:)) /);
  const union = rest.join(" ").split(" | ");
  return [start, ...union.map((member) => `  | ${member}`)].join("\n");
}

function sessionTypes() {
  const seen = new Set();
  let text = head;
  for (const file of files) {
    const schema = JSON.parse(readFileSync(new URL(`${file}.schema.json`, schemas), "utf8"));
    text += `\n// ---- ${schema.title}\n`;
    for (const [name, definition] of Object.entries(schema.$defs)) {
      if (seen.has(name)) throw new Error(`two definitions are called ${name}`);
      seen.add(name);
      text += `\n${declaration(name, definition)}`;
    }
  }
  return text + tail;
}

const text = sessionTypes();
if (process.argv.includes("--check")) {
  if (readFileSync(output, "utf8") !== text) {
    console.error("session_types.ts is not what bridge/schema says: run generate_types.mjs");
    process.exit(1);
  }
} else {
  writeFileSync(output, text);
}
